"""From an old text to a new one: which parts of the old text are where today.

A map starts from stretches that are known to be the same. What lies between two of them is aligned
when it is first asked for, so that a map of a long text costs little until it is needed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from article.relocation.alignment import Run, common_runs, heaviest_rising
from article.relocation.budget import Budget, size
from article.relocation.landmarks import LONG, find_landmarks
from article.relocation.old_text import Place

SPARSE = 4
"""A stretch is not aligned with one that is this many times longer, and `SLACK` characters more:
it would find its words there by chance."""
SLACK = 4_000
ALIGNED = 2_000_000
"""Bytes that are aligned in all, beyond those of both texts: where a text was sorted anew, the
slack behind each of its lines would come to many times the text."""


class Window(NamedTuple):
    """The stretch of the new text between two known stretches that kept their order.

    That is the heaviest choice of them that did.
    """

    start: int
    end: int
    is_known: bool
    """Whether there is a known stretch at one of its ends at least."""


class Aligned:
    """Runs that are disjoint in both texts, found by where they are in either."""

    def __init__(self, runs: list[Run]) -> None:
        """The runs are in the order of the old text."""
        self._runs = runs
        self._starts = [run.old for run in runs]
        self._by_new = sorted(runs, key=lambda run: run.new)
        self._new_starts = [run.new for run in self._by_new]

    def of_old(self, start: int, end: int) -> list[Run]:
        """Those that may share characters with a stretch of the old text, in its order."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return self._runs[first : bisect_left(self._starts, end)]

    def of_new(self, start: int, end: int) -> list[Run]:
        """Those that may share characters with a stretch of the new text, in its order."""
        first = max(0, bisect_right(self._new_starts, start) - 1)
        return self._by_new[first : bisect_left(self._new_starts, end)]


class TextMap:
    """A map from an old text to a new one, both folded."""

    def __init__(self, old: str, new: str, known: Iterable[Run]) -> None:
        """`known` are stretches that are the same, in the order of the old text, disjoint there.

        In the new text they may be anywhere, for sections are moved.
        """
        self._old, self._new = old, new
        self._budget = Budget(size(old) + size(new) + ALIGNED)
        self._known = [Run(0, 0, 0), *known, Run(len(old), len(new), 0)]
        self._starts = [run.old for run in self._known]
        self._in_order = heaviest_rising(self._known)
        self._in_order_starts = [run.old for run in self._in_order]
        taken = sorted(
            (run.new, run.new_end, index) for index, run in enumerate(self._known) if run.length
        )
        self._taken = [(start, end) for start, end, _ in taken]
        self._takers = [index for _, _, index in taken]
        self._aligned: dict[int, Aligned] = {}

    @property
    def refused(self) -> int:
        """How often nothing was aligned because there had been too much of it."""
        return self._budget.refused

    def shifts(self, starts: Sequence[int], ends: Sequence[int]) -> list[int | None]:
        """How far each of some stretches of the old text was shifted with all that is around it.

        None for one that does not lie in a known stretch that kept its order.
        """
        orderly = set(self._in_order)
        held = [run.old_end if run.length and run in orderly else -1 for run in self._known]
        shifts = [run.new - run.old for run in self._known]
        behind = [bisect_right(self._starts, start) - 1 for start in starts]
        return [
            shifts[index] if end <= held[index] else None
            for index, end in zip(behind, ends, strict=True)
        ]

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
                found += self._between(index).of_old(start, end)
            index += 1
        return cut(found, start, end)

    def claimed(self, start: int, end: int, place: Place) -> int:
        """How many characters of a stretch of the new text come from beyond a place in the old.

        What another passage became is not the passage that is looked for, however like it reads.
        """
        last = bisect_left(self._taken, (end, 0))
        first = max(0, bisect_right(self._taken, (start, len(self._new))) - 1)
        count = 0
        gaps: set[int] = set()
        for index in self._takers[first : last + 1]:
            gaps |= {index - 1, index}
            count += _beyond([self._known[index]], start, end, place)
        for index in gaps - {-1, len(self._known) - 1}:
            count += _beyond(self._between(index).of_new(start, end), start, end, place)
        return count

    def _between(self, index: int) -> Aligned:
        """What is kept of the old text between a known stretch and the next."""
        if index not in self._aligned:
            runs = self._align(self._known[index], self._known[index + 1])
            if runs is None:
                return Aligned([])
            self._aligned[index] = Aligned(runs)
        return self._aligned[index]

    def _align(self, before: Run, after: Run) -> list[Run] | None:
        """What is kept between two known stretches; None if the budget does not allow to look."""
        windows = self._windows(before, after)
        old = self._old[before.old_end : after.old]
        if sum(end - start for start, end in windows) > SPARSE * len(old) + SLACK:
            return []
        new = "\n".join(self._new[start:end] for start, end in windows)
        if not old:
            return []
        if not self._budget.allows(old, new):
            return None
        runs = (
            _with_landmarks(old, new) if min(len(old), len(new)) > LONG else common_runs(old, new)
        )
        if len(windows) == 1:
            ahead, new_ahead = before.old_end, windows[0][0]
            return [Run(ahead + a, new_ahead + b, length) for a, b, length in runs]
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
        most = (SPARSE * (after.old - before.old_end) + SLACK) // 2
        return [(first[0], min(first[1], first[0] + most)), (max(last[0], last[1] - most), last[1])]


def _with_landmarks(old: str, new: str) -> list[Run]:
    """`common_runs` of long texts, between the landmarks that they share."""
    landmarks = find_landmarks(old, new)
    return TextMap(old, new, landmarks).runs(0, len(old)) if landmarks else common_runs(old, new)


def cut(runs: Iterable[Run], start: int, end: int) -> list[Run]:
    """The parts of the runs that lie in a stretch of the old text."""
    parts: list[Run] = []
    for run in runs:
        old, new, length = run
        if start <= old and old + length <= end and length:
            parts.append(run)
        elif old < end and start < old + length:
            head = max(0, start - old)
            parts.append(Run(old + head, new + head, min(length, end - old) - head))
    return parts


def _beyond(runs: Iterable[Run], start: int, end: int, place: Place) -> int:
    """How many characters between two positions of the new text the runs bring from elsewhere.

    That is from beyond the place in the old text.
    """
    count = 0
    for old, new, length in runs:
        first, last = max(new, start), min(new + length, end)
        if first < last:
            count += (
                last
                - first
                - max(0, min(place.end, old + last - new) - max(place.start, old + first - new))
            )
    return count


def _placed(run: Run, windows: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """The parts of a run in the joined windows, each where it is in the whole new text."""
    joined = 0
    for start, end in windows:
        head = max(0, joined - run.new)
        length = min(run.new_end, joined + end - start) - run.new - head
        if length > 0:
            yield Run(run.old + head, start + run.new + head - joined, length)
        joined += end - start + 1
