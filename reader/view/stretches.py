"""Where two sequences differ, so that only that is drawn anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress, count
from operator import is_not


def changed_stretch(before: Sequence[object], now: Sequence[object]) -> tuple[slice, slice]:
    """The shortest stretch that was put in the place of another: the other one, and itself.

    Around it the very same things stand in the same order: they are compared by identity, which
    takes a fraction of a millisecond for ten thousand.
    """
    most = min(len(before), len(now))
    first = next(_differing(iter(before), iter(now)), most)
    last = next(_differing(reversed(before), reversed(now)), most)
    last = min(last, most - first)
    return slice(first, len(before) - last), slice(first, len(now) - last)


def _differing(before: Iterator[object], now: Iterator[object]) -> Iterator[int]:
    """The indices at which other things stand, as far as both go."""
    return compress(count(), map(is_not, before, now))
