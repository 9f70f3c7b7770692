"""Which article a command means, and which place in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from article import Article, ArticleError, Passage, open_article
from article.formats import MARKDOWN, PLAIN, of_suffix
from article.growing import Growth, grow, offset_of, opening_stretch, plain_opening
from article.opening import article_of
from article.packed import is_packed
from article.printable import printable_line
from article.source import Source, is_address, read, source_of
from reader.errors import NotThere
from reader.folders import pages_folder
from reader.library import Library
from reader.place import Place

QUICKLY_SEARCHED = 500_000
"""Characters of a part whose priorities are listed before the whole is there."""

_SCREENFUL = 8_000
"""Characters that are parsed: more than a screen, and few enough to take no time."""
_BEGINNING = 100_000
"""Bytes that are read of a file that is read from its beginning."""
_MOST_BYTES = 20_000_000
"""In a larger file, looking for the place would take too long."""


def opened(source: str, media_type: str | None = None) -> Article:
    """The article of a source, for commands that have no one to show progress to.

    Raises:
        ArticleError: it cannot be read.
    """
    return open_article(source, media_type=media_type, cache=pages_folder())


def reopened(source: str, media_type: str) -> Article:
    """The article as its source has it now, not as a copy has it. Blocks while it is fetched.

    Raises:
        ArticleError: it cannot be read any more.
    """
    if is_address(source):
        from article.fetch import fetch  # noqa: PLC0415 - with its library only for an address

        return article_of(fetch(source, media_type=media_type, cache=pages_folder(), again=True))
    return open_article(source, media_type=media_type)


def article_to_read(source: str | None, library: Library, media_type: str | None = None) -> Article:
    """The whole of what `text_to_read` opens.

    Raises:
        ArticleError: the source cannot be read.
    """
    *_, whole = text_to_read(source, library, media_type)
    return whole.article


def text_to_read(
    source: str | None, library: Library, media_type: str | None = None
) -> Iterator[Growth]:
    """The article of a source, of a long one first the stretch where the reader left off.

    Without a source it is the article read last, the first time the shipped one. What was read
    last may be gone since: then it is the one before, and so on.

    Raises:
        ArticleError: the source cannot be read.
    """
    if source is not None:
        yield from _grown(source, library, media_type)
        return
    for entry in library.recent():
        for known in entry.sources:
            growths = _grown(known, library, None)
            try:
                first = next(growths)
            except ArticleError:
                continue
            yield first
            yield from growths
            return
    from article.shipped import shipped_article  # noqa: PLC0415 - once in a reader's life

    with shipped_article() as path:
        yield from grow(read(path))


def _grown(location: str, library: Library, media_type: str | None) -> Iterator[Growth]:
    if is_address(location):
        from reader.fetching import fetched  # noqa: PLC0415 - only for an address

        yield Growth(fetched(location, media_type=media_type), 1.0)
        return
    source = read(location, media_type=media_type)
    entry = library.entry_at(source.location)
    place = entry.place if entry else None
    yield from grow(source, _offset_of(place, source) if place else 0)


def _offset_of(place: Place, source: Source) -> int:
    return offset_of(source, place.quote, place.position, place.share)


def prepare(article: Article) -> None:
    """Work out what the screen asks of an article as soon as it is shown."""
    _ = article.sections
    if len(article.text) <= QUICKLY_SEARCHED:
        _ = article.series


def file_to_read(source: str | None, library: Library) -> Path | None:
    """Where the text of a path is, or the one that was read last; None if none was."""
    if source is None:
        last = library.last_read()
        if last is None:
            return None
        source = last.sources[0]
    return Path(os.path.expanduser(source)).absolute()


def opening_screenful(
    path: Path, library: Library, media_type: str | None, *, at_once: bool
) -> tuple[Article, Place] | None:
    """The few kilobytes of a text that are shown first, as if they stood alone, and the place.

    With `at_once` it is only what no parser of Markdown has to be loaded for: of Markdown its
    beginning, which may be too little for a screen, and only for a place in it. There is nothing
    for what takes longer than a screenful may, which is pages, books and texts in old encodings,
    nor for what can be read only once. What is wrong with a source is not said here but by
    `text_to_read`.
    """
    kind = media_type or of_suffix(path.suffix)
    if kind not in (None, MARKDOWN, PLAIN):
        return None
    if not os.path.isfile(path):
        return None
    entry = library.entry_at(str(path))
    place = (entry and entry.place) or Place()
    is_deep = place.position > _SCREENFUL
    if at_once and is_deep and kind != PLAIN:
        return None
    of_beginning = at_once and not is_deep
    with suppress(ArticleError, OSError, ValueError):
        is_whole = place.position > 0 and not of_beginning
        if text := quickly_read(path, media_type, is_whole=is_whole):
            if not of_beginning:
                return opening_stretch(text, _offset_of(place, text), _SCREENFUL), place
            opening = plain_opening if text.media_type == MARKDOWN else opening_stretch
            article = opening(text, stretch=_SCREENFUL)
            if article.text.startswith(place.quote, place.position):
                return article, place
    return None


def quickly_read(path: Path, media_type: str | None, *, is_whole: bool) -> Source | None:
    """The source of a file, or only its beginning, if that takes no longer than a screen may.

    There is none of pages, books, packed and very long files.

    Raises:
        ArticleError, OSError, ValueError: it cannot be read, or is not in UTF-8.
    """
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES if is_whole else _BEGINNING)
        if len(content) == _MOST_BYTES or is_packed(content):
            return None
        if len(content) == _BEGINNING:
            content = content[: content.rfind(b"\n") + 1]
    content.decode()  # to guess another encoding would take too long
    source = source_of(content, str(path), path.name, media_type=media_type)
    return source if source.media_type in (MARKDOWN, PLAIN) else None


def passage_at(article: Article, at: int | str) -> Passage:
    """The passage of a priority by its number, or the first one with these words.

    Raises:
        NotThere: the article has no such priority or quote.
    """
    if isinstance(at, int):
        main = article.series[0] if article.series else ()
        for item in main:
            if item.number == at:
                return item.passage
        raise NotThere(f"there is no priority {at}", f"the text has {len(main)} of them")
    from article.matching import find_quote  # noqa: PLC0415 - only when a quote was given

    if found := find_quote(article.text, at):
        return found[0]
    raise NotThere(f"the text has no “{printable_line(at)}”", "look for fewer words")
