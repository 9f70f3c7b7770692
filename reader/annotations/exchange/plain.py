"""Notes as plain text, to be read by people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from article import Article
from article.printable import printable, printable_line
from reader.annotations.exchange.listing import by_section, is_on_whole
from reader.annotations.model import Annotation
from reader.annotations.placing import PlacedNote


def write(article: Article, notes: Iterable[PlacedNote]) -> str:
    """The notes under the titles of their sections, indented below what they quote."""
    return "\n".join(_lines(article, notes))


def _lines(article: Article, notes: Iterable[PlacedNote]) -> Iterator[str]:
    yield printable_line(article.title)
    for title, group in by_section(article, notes):
        yield f"\n{title}"
        for note in group:
            yield ""
            if not is_on_whole(note):
                yield f"  {quote_of(note.annotation)}"
            yield from (f"    {line}".rstrip() for line in words_on(note.annotation))


def quote_of(annotation: Annotation) -> str:
    """The words that an annotation stands on, on one line."""
    return f"“{printable_line(annotation.anchor.exact)}”"


def words_on(annotation: Annotation) -> Iterator[str]:
    """What was written on a passage, line by line: the note, its other versions, its tags."""
    if annotation.note:
        yield from printable(annotation.note).split("\n")
    for other in annotation.note_alt:
        yield from printable(f"(another version) {other}").split("\n")
    if annotation.tags:
        yield tags_of(annotation)


def tags_of(annotation: Annotation) -> str:
    """The tags with their signs, on one line."""
    return " ".join(f"#{printable_line(tag)}" for tag in annotation.tags)
