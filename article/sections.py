"""Sections: from headings, else from the text's own main enumeration.

Topics are never invented. A text without headings and without an enumeration is one section.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from article.model import Block, Priority, Section

OPENING = "Opening"
WHAT_FOLLOWS = "What follows"


def find_sections(
    text: str, blocks: Sequence[Block], title: str, main_series: Sequence[Priority]
) -> tuple[Section, ...]:
    """The sections of an article, each starting where the one before ends.

    `title` is the article's: a heading at the very start that repeats it opens no section of its
    own. `main_series` are the items that divide a text without headings.
    """
    found = _from_headings(text, blocks, title) or _from_series(text, blocks, main_series)
    if not found:
        return (Section(title or OPENING, 1, 0, len(text), "derived"),)
    if _has_words(text, blocks, found[0].start, title):
        found.insert(0, Section(OPENING, found[0].level, 0, 0, "derived"))
    starts = [0, *(section.start for section in found[1:]), len(text)]
    return tuple(
        Section(section.title, section.level, start, end, section.origin)
        for section, (start, end) in zip(found, pairwise(starts), strict=True)
    )


def _from_headings(text: str, blocks: Sequence[Block], title: str) -> list[Section]:
    headings = [b for b in blocks if b.kind == "heading" and not b.containers and b.end > b.start]
    if headings and headings[0] is blocks[0] and text[: headings[0].end] == title:
        del headings[0]
    return [Section(text[b.start : b.end], b.level, b.start, b.end, "authored") for b in headings]


def _from_series(
    text: str, blocks: Sequence[Block], main_series: Sequence[Priority]
) -> list[Section]:
    """A section from each item's block to the next item, and one for what follows the last.

    Items that share a block (an enumeration inside one paragraph) do not divide the text.
    """
    starts: list[tuple[int, Priority]] = []
    for item in main_series:
        start = max((b.start for b in blocks if b.start <= item.passage.start), default=0)
        if not starts or start > starts[-1][0]:
            starts.append((start, item))
    if not main_series or len(starts) < len(main_series):
        return []
    sections = [
        Section(f"{item.number}. {item.label}", 1, start, start, "derived")
        for start, item in starts
    ]
    behind = next((b.start for b in blocks if b.start >= main_series[-1].passage.end), None)
    if behind is not None:
        sections.append(Section(WHAT_FOLLOWS, 1, behind, behind, "derived"))
    return sections


def _has_words(text: str, blocks: Sequence[Block], before: int, title: str) -> bool:
    """Whether there is anything but the title in front of the first section."""
    return any(
        text[b.start : b.end] != title for b in blocks if b.start < before and b.end > b.start
    )
