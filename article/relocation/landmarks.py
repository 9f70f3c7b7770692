"""Lines and sentences by which two texts know each other, wherever they are.

Only what occurs once in both texts is taken, with the equal lines or sentences around it. So a
section that was moved is recognised as well, and a line that is repeated misleads nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from rapidfuzz.distance import Postfix, Prefix
from rapidfuzz.fuzz import partial_ratio

from article.relocation.alignment import Run, heaviest_rising
from article.relocation.budget import Budget

SHORTEST = 20
"""Characters of a line or sentence that is taken for a landmark by itself."""
LONG = 4_000
"""Characters on both sides without a common line from which sentences are looked at."""

MOVED = 300
"""Characters that must be the same, together, to be known for a part that was moved whatever
stands where it stood."""
AROUND = 2_000
"""Characters behind the one before it, in which something like it may stand."""
ALIKE = 75
"""Percent of them that are there, from which something is like the words that are sought."""
COMPARED = 15_000_000
"""Bytes that are compared for that in all, about a third of a second's work: so much was moved
only in a text that was sorted anew. What is left then is no landmark."""

STEADY = 100
"""Characters by which landmarks may be off that are shifted together."""
LEAP = 20
"""Landmarks that are off from those on both sides by so many times their length are strays."""

_line = re.compile(r".*\n|.+")
_sentence = re.compile(r".{20,}?[.!?:;|。！？][\"')\]]*\s|.+\Z", re.DOTALL)


def find_landmarks(old: str, new: str) -> list[Run]:
    """The stretches known in both folded texts, in the order of the old one, disjoint there."""
    start, end = _ends(old, new)
    runs: list[Run] = []
    for before, after in pairwise([start, *_within(old, new, start, end, _line), end]):
        runs.append(before)
        if min(after.old - before.old_end, after.new - before.new_end) > LONG:
            runs += _within(old, new, before, after, _sentence)
    return _settled(old, new, [run for run in [*runs, end] if run.length])


def _settled(old: str, new: str, runs: list[Run]) -> list[Run]:
    """The runs without those that may have been taken for others.

    Where a list is renumbered, an entry reads as another one did, and still is the one that stands
    in its place: so a short run that left its neighbours is no landmark if something like it is
    where it stood, or stood where it is.
    """
    heaviest = heaviest_rising(runs)
    in_order = _steady(heaviest, (Run(0, 0, 0), Run(len(old), len(new), 0)))
    bounds = [Run(0, 0, 0), *in_order, Run(len(old), len(new), 0)]
    starts, new_starts = [run.old for run in in_order], [run.new for run in in_order]
    budget = Budget(COMPARED)

    def is_contested(run: Run) -> bool:
        index = bisect_left(starts, run.old)
        left = new[bounds[index].new_end : bounds[index + 1].new][:AROUND]
        index = bisect_left(new_starts, run.new)
        taken = old[bounds[index].old_end : bounds[index + 1].old][:AROUND]
        words = old[run.old : run.old_end]
        return any(
            2 * len(place) > run.length
            and not (budget.allows(place) and partial_ratio(words, place) <= ALIKE)
            for place in (left, taken)
        )

    unsettled = set(heaviest).difference(in_order)
    unsettled.update(
        run for run in set(runs).difference(heaviest) if run.length < MOVED and is_contested(run)
    )
    return [run for run in runs if run not in unsettled]


def _steady(in_order: Sequence[Run], ends: tuple[Run, Run]) -> list[Run]:
    """The runs without the few that are far further on, or back, than those on both sides of them.

    In a text of which little is left as it was, they are twins of what stood there.
    """
    groups: list[list[Run]] = []
    for run in in_order:
        if groups and abs(_shift(run) - _shift(groups[-1][-1])) <= STEADY:
            groups[-1].append(run)
        else:
            groups.append([run])
    start, end = ends
    steady = [[start]]
    for group, after in pairwise([*groups, [end]]):
        steps = _shift(group[0]) - _shift(steady[-1][-1]), _shift(group[-1]) - _shift(after[0])
        weight = LEAP * sum(run.length for run in group)
        if steps[0] * steps[1] <= 0 or weight > min(map(abs, steps)):
            steady.append(group)
    return [run for group in steady[1:] for run in group]


def _shift(run: Run) -> int:
    return run.new - run.old


def _ends(old: str, new: str) -> tuple[Run, Run]:
    """The whole lines that both texts begin with, and those that they end with."""
    head = Prefix.similarity(old, new)
    if head < max(len(old), len(new)):
        head = old.rfind("\n", 0, head) + 1
    tail = Postfix.similarity(old[head:], new[head:])
    line_feed = old.find("\n", len(old) - tail)
    tail = len(old) - line_feed - 1 if line_feed >= 0 else 0
    return Run(0, 0, head), Run(len(old) - tail, len(new) - tail, tail)


def _within(old: str, new: str, before: Run, after: Run, unit: re.Pattern[str]) -> list[Run]:
    """The landmarks between two runs."""
    found = _unique(
        unit.findall(old, before.old_end, after.old), unit.findall(new, before.new_end, after.new)
    )
    return [Run(before.old_end + a, before.new_end + b, length) for a, b, length in found]


def _unique(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """The units that are there once in both, each with the equal ones around it.

    Positions count characters from the first unit.
    """
    old_starts = list(accumulate(map(len, old), initial=0))
    new_starts = list(accumulate(map(len, new), initial=0))
    covered = 0
    for index, new_index in _pairs(old, new):
        if index < covered:
            continue
        first, new_first = index, new_index
        while first > covered and new_first and old[first - 1] == new[new_first - 1]:
            first, new_first = first - 1, new_first - 1
        last, new_last = index + 1, new_index + 1
        while last < len(old) and new_last < len(new) and old[last] == new[new_last]:
            last, new_last = last + 1, new_last + 1
        covered = last
        yield Run(old_starts[first], new_starts[new_first], old_starts[last] - old_starts[first])


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where units stand that are there once in both, in the order of the old ones."""
    old_counts, new_counts = Counter(old), Counter(new)
    places = {unit: index for index, unit in enumerate(new) if new_counts[unit] == 1}
    for index, unit in enumerate(old):
        if old_counts[unit] == 1 and unit in places and len(unit) >= SHORTEST:
            yield index, places[unit]
