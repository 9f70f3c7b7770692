"""From an old text to a new one: which parts of the old text are where today.

A map starts from stretches that are known to be the same. What lies between two of them is aligned
when it is first asked for, so that a map of a long text costs little until it is needed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from article.relocation.alignment import Run, common_runs, heaviest_rising
from article.relocation.landmarks import LONG, find_landmarks

SPARSE = 4
"""A stretch is not aligned with one that is this many times longer, and `SLACK` characters more:
it would find its words there by chance."""
SLACK = 4_000


class Window(NamedTuple):
    """The stretch of the new text between two known stretches that kept their order.

    That is the heaviest choice of them that did.
    """

    start: int
    end: int
    is_known: bool
    """Whether there is a known stretch at one of its ends at least."""


class TextMap:
    """A map from an old text to a new one, both folded."""

    def __init__(self, old: str, new: str, known: Iterable[Run]) -> None:
        """`known` are stretches that are the same, in the order of the old text, disjoint there.

        In the new text they may be anywhere, for sections are moved.
        """
        self._old, self._new = old, new
        self._known = [Run(0, 0, 0), *known, Run(len(old), len(new), 0)]
        self._starts = [run.old for run in self._known]
        self._in_order = heaviest_rising(self._known)
        self._in_order_starts = [run.old for run in self._in_order]
        orderly = set(self._in_order)
        self._is_in_order = [run in orderly for run in self._known]
        self._taken = sorted((run.new, run.new_end) for run in self._known if run.length)
        self._aligned: dict[int, list[Run]] = {}

    def standing(self, start: int, end: int) -> Run | None:
        """The known stretch in order that a stretch of the old text lies in."""
        index = bisect_right(self._starts, start) - 1
        run = self._known[index]
        return run if run.length and end <= run.old_end and self._is_in_order[index] else None

    def window(self, position: int) -> Window:
        """Between which neighbours a position of the old text would be in the new one."""
        index = bisect_right(self._in_order_starts, position)
        before, after = (
            self._in_order[index - 1],
            self._in_order[min(index, len(self._in_order) - 1)],
        )
        start = min(before.at(position), before.new_end)
        return Window(start, after.new, is_known=bool(before.length or after.length))

    def free(self) -> list[tuple[int, int]]:
        """The stretches of the new text that no known stretch takes."""
        found: list[tuple[int, int]] = []
        behind = 0
        for start, end in [*self._taken, (len(self._new), len(self._new))]:
            if start > behind:
                found.append((behind, start))
            behind = max(behind, end)
        return found

    def runs(self, start: int, end: int) -> list[Run]:
        """The parts of a stretch of the old text that are still there, in its order."""
        index = bisect_right(self._starts, start) - 1
        found: list[Run] = []
        while index < len(self._known) and self._starts[index] < end:
            found.append(self._known[index])
            if self._known[index].old_end < end:
                found += self._between(index)
            index += 1
        return list(cut(found, start, end))

    def _between(self, index: int) -> list[Run]:
        """What is kept of the old text between a known stretch and the next."""
        if index not in self._aligned:
            self._aligned[index] = self._align(self._known[index], self._known[index + 1])
        return self._aligned[index]

    def _align(self, before: Run, after: Run) -> list[Run]:
        windows = self._windows(before, after)
        old = self._old[before.old_end : after.old]
        if sum(end - start for start, end in windows) > SPARSE * len(old) + SLACK:
            return []
        new = "\n".join(self._new[start:end] for start, end in windows)
        runs = (
            _with_landmarks(old, new) if min(len(old), len(new)) > LONG else common_runs(old, new)
        )
        placed = (part for run in runs for part in _placed(run, windows))
        return [Run(before.old_end + old_at, at, length) for old_at, at, length in placed]

    def _windows(self, before: Run, after: Run) -> list[tuple[int, int]]:
        """Where in the new text that may be which the old one has between two known stretches.

        If one of the two was moved, it may have stayed with either.
        """
        index = bisect_left(self._taken, (before.new_end, before.new_end))
        first = (
            before.new_end,
            self._taken[index][0] if index < len(self._taken) else len(self._new),
        )
        index = bisect_left(self._taken, (after.new, after.new)) - 1
        last = min(self._taken[index][1], after.new) if index >= 0 else 0, after.new
        if first == last:
            return [first]
        most = 2 * (after.old - before.old_end) + SLACK
        return [(first[0], min(first[1], first[0] + most)), (max(last[0], last[1] - most), last[1])]


def _with_landmarks(old: str, new: str) -> list[Run]:
    """`common_runs` of long texts, between the landmarks that they share."""
    landmarks = find_landmarks(old, new)
    return TextMap(old, new, landmarks).runs(0, len(old)) if landmarks else common_runs(old, new)


def cut(runs: Iterable[Run], start: int, end: int) -> Iterator[Run]:
    """The parts of the runs that lie in a stretch of the old text."""
    for old, new, length in runs:
        head = start - old if start > old else 0
        rest = min(length, end - old) - head
        if rest > 0:
            yield Run(old + head, new + head, rest)


def _placed(run: Run, windows: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """The parts of a run in the joined windows, each where it is in the whole new text."""
    joined = 0
    for start, end in windows:
        head = max(0, joined - run.new)
        length = min(run.new_end, joined + end - start) - run.new - head
        if length > 0:
            yield Run(run.old + head, start + run.new + head - joined, length)
        joined += end - start + 1
