"""A list of notes in Markdown, for Obsidian and the like.

It has a quotation for each passage, the note as it was written, its tags as Obsidian takes them
(https://help.obsidian.md/tags), and a link back to the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from article import Article
from article.printable import printable, printable_line
from reader.annotations.exchange.listing import by_section, is_on_whole
from reader.annotations.exchange.source import source_of
from reader.annotations.placing import PlacedNote

_no_tag = re.compile(r"[^\w/-]+")


def write(article: Article, notes: Iterable[PlacedNote]) -> str:
    """The notes under the titles of their sections."""
    return "\n".join(_lines(article, notes))


def _lines(article: Article, notes: Iterable[PlacedNote]) -> Iterator[str]:
    yield f"# {printable_line(article.title)}"
    yield f"\n[source](<{printable_line(source_of(article))}>)"
    for title, group in by_section(article, notes):
        yield f"\n## {title}"
        for note in group:
            for paragraph in _as_markdown(note):
                yield f"\n{paragraph}"


def _as_markdown(note: PlacedNote) -> Iterator[str]:
    annotation = note.annotation
    if not is_on_whole(note):
        yield "\n".join(f"> {line}" for line in printable(annotation.anchor.exact).split("\n"))
    tags = " ".join("#" + _no_tag.sub("-", tag) for tag in annotation.tags)
    yield from filter(None, (annotation.note, *annotation.note_alt, tags))
