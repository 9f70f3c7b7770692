"""Sections: from headings, else from the text's own main enumeration.

Topics are never invented. A text without headings and without an enumeration is one section.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise

from article.model import Block, Priority, Section

OPENING = "Opening"
WHAT_FOLLOWS = "What follows"

_FEW = 2
"""Headings that were only recognised, when there are no more of them, leave the enumeration its
sections: a caption taken for a heading must not hide the argument."""


def find_sections(
    text: str,
    blocks: Sequence[Block],
    title: str,
    main_series: Callable[[], Sequence[Priority]],
) -> tuple[Section, ...]:
    """The sections of an article, each starting where the one before ends.

    `title` is the article's: a heading at the very start that repeats it opens no section of its
    own. `main_series` gives the items that divide a text without headings; it is not asked for
    where the headings are enough.
    """
    headings = _headings(text, blocks, title)
    found = [Section(b.passage.of(text), b.level, b.start, b.end, "authored") for b in headings]
    if all(b.origin == "derived" for b in headings) and len(headings) <= _FEW:
        found = _with_series(found, blocks, main_series())
    if not found:
        return (Section(title or OPENING, 1, 0, len(text), "derived"),)
    if _has_words(text, blocks, found[0].start, title):
        found.insert(0, Section(OPENING, found[0].level, 0, 0, "derived"))
    starts = [0, *(section.start for section in found[1:]), len(text)]
    return tuple(
        Section(section.title, section.level, start, end, section.origin)
        for section, (start, end) in zip(found, pairwise(starts), strict=True)
    )


def _headings(text: str, blocks: Sequence[Block], title: str) -> list[Block]:
    headings = [b for b in blocks if b.kind == "heading" and not b.containers and b.end > b.start]
    if headings and headings[0] is blocks[0] and text[: headings[0].end] == title:
        del headings[0]
    return headings


def _with_series(
    found: list[Section], blocks: Sequence[Block], main_series: Sequence[Priority]
) -> list[Section]:
    """The sections, and one from each item's block to the next, and one for what follows the last.

    Items that share a block (an enumeration inside one paragraph) do not divide the text, and
    items that are headings divide it already.
    """
    block_starts = [block.start for block in blocks]
    holders = [bisect_right(block_starts, item.passage.start) - 1 for item in main_series]
    if any(before >= holder for before, holder in pairwise(holders)):
        return found
    taken = {section.start for section in found}
    level = min((section.level for section in found), default=1)
    added = [
        Section(f"{item.number}. {item.label}", level, block_starts[holder], 0, "derived")
        for item, holder in zip(main_series, holders, strict=True)
    ]
    if main_series:
        behind = bisect_left(block_starts, main_series[-1].passage.end)
        if behind < len(blocks):
            added.append(Section(WHAT_FOLLOWS, level, block_starts[behind], 0, "derived"))
    return sorted(
        [*found, *(section for section in added if section.start not in taken)],
        key=lambda section: section.start,
    )


def _has_words(text: str, blocks: Sequence[Block], before: int, title: str) -> bool:
    """Whether there is anything but the title in front of the first section."""
    return any(
        text[b.start : b.end] != title for b in blocks if b.start < before and b.end > b.start
    )
