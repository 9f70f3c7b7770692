"""Notes in groups, as every list of them shows them."""

from __future__ import annotations

from collections.abc import Iterable

from article import Article
from article.printable import printable_line
from reader.annotations.placing import PlacedNote

WHOLE = "On the whole text"
LOST = "Notes that lost their place"


def is_on_whole(note: PlacedNote) -> bool:
    """Whether it is a note on the text as a whole, which quotes nothing of it."""
    return not note.annotation.anchor.exact


def by_section(article: Article, notes: Iterable[PlacedNote]) -> list[tuple[str, list[PlacedNote]]]:
    """The notes under the titles of their sections.

    First come those on the whole text, last those without a place.
    """

    def rank(note: PlacedNote) -> tuple[int, int]:
        if is_on_whole(note):
            return (0, 0)
        return (1, article.section_at(note.passage.start)) if note.passage else (2, 0)

    groups: dict[tuple[int, int], list[PlacedNote]] = {}
    for note in notes:
        groups.setdefault(rank(note), []).append(note)
    return [(_title(article, *key), groups[key]) for key in sorted(groups)]


def _title(article: Article, rank: int, section: int) -> str:
    if rank == 1:
        return printable_line(article.sections[section].title)
    return LOST if rank else WHOLE
