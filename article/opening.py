"""The doors: from a path, standard input or a string to an `Article`."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote

from article import formats
from article.article import Article
from article.errors import SourceUnreadable
from article.formats.assembly import Assembly
from article.frontmatter import split_front_matter
from article.printable import printable_line
from article.source import STANDARD_INPUT, Source, is_address, read


def open_article(
    source: str | os.PathLike[str], *, media_type: str | None = None, cache: Path | None = None
) -> Article:
    """Open a path, an address of the web, or standard input for `-`.

    Without a media type the file's name decides, then its first pages. Copies of fetched pages
    are kept in the folder `cache`; to show progress or to cancel, use `article.fetch.fetch` and
    `article_of`.

    Raises:
        ArticleError: it cannot be read; see `article.source.read` and `article.fetch.fetch`.
    """
    location = os.fspath(source)
    if is_address(location):
        from article.fetch import fetch  # noqa: PLC0415 - with its library only for an address

        return article_of(fetch(location, media_type=media_type, cache=cache))
    return article_of(read(source, media_type=media_type))


def from_text(
    text: str, *, media_type: str = formats.MARKDOWN, title: str | None = None
) -> Article:
    """An article from a string. An empty text is an article without blocks.

    Raises:
        ArticleError: the media type is not one that Postil reads.
    """
    front_matter, text = split_front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    return article_of(Source(text, media_type, STANDARD_INPUT, "utf-8", front_matter), title)


def article_of(source: Source, title: str | None = None) -> Article:
    """Parse a source. `title` overrides what the source calls itself."""
    return assembled(source, _parse(source), title)


def assembled(source: Source, assembly: Assembly, title: str | None = None) -> Article:
    """The article that was made of a source, with what both say of it."""
    front = source.front_matter.completed_by(assembly.front_matter)
    return Article(
        text=assembly.text,
        blocks=tuple(assembly.blocks),
        title=printable_line(title or front.title or assembly.title) or _name_of(source.location),
        author=front.author,
        date=front.date,
        url=front.url,
        language=front.language,
        source=source.location,
        media_type=source.media_type,
        encoding=source.encoding,
        residue=tuple(assembly.residue),
        targets=_targets_of(assembly),
        stated_points=front.key_points,
        remarks=source.remarks + assembly.remarks,
    )


def _targets_of(assembly: Assembly) -> dict[str, int]:
    """The positions of the places that links lead to."""
    blocks, places = assembly.blocks, assembly.targets
    if not places:
        return {}
    targets = {mark.target for block in blocks for mark in block.marks if mark.kind == "link"}
    indexes = {target: places.get(target, places.get(unquote(target))) for target in targets}
    return {
        target: blocks[index].start
        for target, index in indexes.items()
        if index is not None and index < len(blocks)
    }


def _parse(source: Source) -> Assembly:
    match source.media_type:
        case formats.MARKDOWN:
            from article.formats import markdown  # noqa: PLC0415 - only for such a text

            return markdown.parse(source.text)
        case formats.PLAIN:
            from article.formats import plaintext  # noqa: PLC0415 - only for such a text

            return plaintext.parse(source.text)
        case formats.HTML:
            from article.formats import html  # noqa: PLC0415 - only for such a text

            return html.parse(source.text, source.address, source.name)
        case formats.EPUB:
            from article.formats import epub  # noqa: PLC0415 - only for such a text

            return epub.parse(source.content, source.name)
        case other:
            raise SourceUnreadable(
                f"{printable_line(other)} is not a type that Postil reads",
                f"it reads {', '.join(formats.MEDIA_TYPES.values())}",
            )


def _name_of(location: str) -> str:
    """A title for a text that has none: the file's name without its ending."""
    if location == STANDARD_INPUT:
        return "Standard input"
    return printable_line(Path(location).stem.replace("_", " ").replace("-", " "))
