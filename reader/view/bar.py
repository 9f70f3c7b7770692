"""The scroll bar: a cell in each row, of which some tell what part of the whole is seen."""

from __future__ import annotations


def thumb(height: int, first: int, seen: int, whole: int) -> range:
    """The rows of a bar of so many that stand for what is seen; none where that is everything.

    What is seen, where it begins and the whole are all in rows of a list, or in positions.
    """
    if seen >= whole:
        return range(0)
    size = max(1, min(height - 1, height * seen // whole))
    start = (height - size) * min(first, whole - seen) // (whole - seen)
    return range(start, start + size)
