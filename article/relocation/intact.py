"""Passages that still stand among the same words: what is found first, and at once.

The passages are taken in the order of the old text. Each is expected as far behind the last one
found as it was there, so in a text with few edits nearly all are found by one comparison.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from article.matching import one_line
from article.relocation.alignment import Run
from article.relocation.old_text import OldText

NEAR = 2_000
"""Characters around the expected place that are searched when it is not exactly there."""
LOST_AFTER = 3
"""So many in a row that are not near mean that a part was moved, or one of that size inserted."""
FAR_SEARCHES = 100
"""How often the whole text is searched to find the way again; so few are searched for at once."""
STRAY = 100
"""Characters by which one that strays is off, on both sides in the same direction."""
STRAYING = 1_000
"""Characters of the old text: where more than that is off, a section was moved."""

Shift = tuple[int, int]
"""By how much a passage was shifted, and where it began."""


def find_intact(old: OldText, new: str) -> list[Run]:
    """The stretches that passages and their contexts still are, in the order of the old text.

    `new` is folded, on one line. What occurs twice where it is searched for is not taken.
    """
    known = one_line(old.text)
    found: list[Run] = []
    shifts: list[Shift] = []
    shift = missed = searches = 0
    patience = LOST_AFTER if len(old.starts) > FAR_SEARCHES else 0
    for start, first, last, position in zip(
        old.starts, old.firsts, old.lasts, old.positions, strict=True
    ):
        needle = known[first:last]
        ahead = position - start + first  # where the needle began in the whole old text
        at = _near(new, needle, ahead + shift) if needle else -1
        if at < 0 and needle and missed >= patience and searches < FAR_SEARCHES:
            searches += 1
            at = _only(new, needle, 0, len(new))
        if at < 0:
            missed += 1
            continue
        missed = 0
        shift = at - ahead
        shifts.append((shift, position))
        found.append(Run(first, at, last - first))
    strays = set(_strays(shifts))
    return _joined(run for index, run in enumerate(found) if index not in strays)


def _near(new: str, needle: str, expected: int) -> int:
    if expected >= 0 and new.startswith(needle, expected):
        return expected
    return _only(new, needle, max(0, expected - NEAR), max(0, expected + len(needle) + NEAR))


def _only(new: str, needle: str, start: int, end: int) -> int:
    """The place of the needle in the stretch, or -1 if it has none or several."""
    at = new.find(needle, start, end)
    return -1 if at >= 0 and new.find(needle, at + 1, end) >= 0 else at


def _strays(found: Iterable[Shift]) -> Iterator[int]:
    """The few that are further on, or further back, than those on both sides of them.

    Twins stray: when one entry of a list is edited, another may read as it did. Nothing is lost
    by leaving them open, for the next stage looks at them again.
    """
    groups: list[tuple[int, list[Shift]]] = []
    last = 0
    for index, (shift, position) in enumerate(found):
        if not groups or abs(shift - last) > STRAY:
            groups.append((index, []))
        groups[-1][1].append((shift, position))
        last = shift
    before = groups[0][1] if groups else []
    for (index, group), (_, after) in pairwise(groups[1:]):
        steps = group[0][0] - before[-1][0], group[-1][0] - after[0][0]
        if steps[0] * steps[1] > 0 and group[-1][1] - group[0][1] < STRAYING:
            yield from range(index, index + len(group))
        else:
            before = group


def _joined(runs: Iterable[Run]) -> list[Run]:
    """The runs without overlaps in the old text; those that continue each other are one."""
    result: list[Run] = []
    shift = end = 0
    for old, new, length in sorted(runs):
        overlap = max(0, end - old)
        if overlap >= length:
            continue
        if overlap and new - old == shift:
            last = result[-1]
            result[-1] = Run(last.old, last.new, old + length - last.old)
        else:
            result.append(Run(old + overlap, new + overlap, length - overlap))
        shift, end = new - old, old + length
    return result
