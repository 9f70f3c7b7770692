"""Series: markers whose numbers run.

One pass over the markers keeps, for every style, the series that are still open, the innermost
last. A number continues the series it fits best, and whatever was opened inside of that series is
then over; a first item opens a new one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from article.markers import ORDINAL, Marker, Place

_DEPTH = 8
"""How many series of one style may be open at once."""
_REACH = {Place.CLAUSE: 1500, Place.SENTENCE: 4000, Place.BLOCK: 12_000, Place.HEADING: 100_000}
"""How far apart two items may start, by the place of the higher one."""
_REACH_OF_WORDS = 3000
"""How far behind an item `next` and `finally` may stand."""


@dataclass(slots=True)
class Series:
    """Markers that number each other."""

    style: str
    """`ORDINAL` for words, a pattern such as `(n)` for signs, the noun for labels."""
    markers: list[Marker]
    numbers: list[int]

    def fit(self, marker: Marker, number: int) -> tuple[int, int] | None:
        """How well a marker continues the series, and behind how many of its items.

        Items that are but guesses give way to a number.
        """
        keep = len(self.markers)
        while keep > 1 and self.numbers[keep - 1] >= number and _is_guess(self.markers[keep - 1]):
            keep -= 1
        last = self.markers[keep - 1]
        if (
            self.numbers[keep - 1] != number - 1
            or marker.start == last.start
            or marker.start - last.start > _REACH[max(last.place, marker.place)]
            or (marker.section != last.section and min(marker.place, last.place) < Place.BLOCK)
            or not _is_near(marker, last)
        ):
            return None
        fitness = 0
        if last.group or marker.group:
            fitness += 3 if last.group == marker.group else -1
        if (last.place >= Place.BLOCK) == (marker.place >= Place.BLOCK):
            fitness += 2
        if last.noun and marker.noun:
            fitness += 1 if last.noun == marker.noun else -2
        return fitness, keep

    def accepts(self, marker: Marker) -> bool:
        """Whether a word like `next` or `finally` may continue the series."""
        last = self.markers[-1]
        if (
            last.role == "last"
            or marker.section != last.section
            or marker.start - last.start > _REACH_OF_WORDS
            or not _is_near(marker, last)
        ):
            return False
        if marker.noun:
            return marker.noun == last.noun or (not last.noun and marker.place >= Place.BLOCK)
        if last.noun and (marker.role == "middle" or self.numbers[-1] == 1):
            return False
        return marker.block == last.block or marker.place >= Place.BLOCK

    def append(self, marker: Marker, number: int, keep: int) -> None:
        """Add an item behind the first `keep`, and drop the others."""
        del self.markers[keep:], self.numbers[keep:]
        self.markers.append(marker)
        self.numbers.append(number)

    def drop_middle_at_end(self) -> None:
        """A word like `next` only counts with an item behind it."""
        while self.markers[-1].role == "middle":
            del self.markers[-1], self.numbers[-1]


def _is_guess(marker: Marker) -> bool:
    return not marker.readings or marker.strength == 0


def _is_near(marker: Marker, last: Marker) -> bool:
    if not marker.loose:
        return True
    if marker.strength:
        return marker.sentence == last.sentence
    return marker.block == last.block


def run_numbers(markers: Iterable[Marker]) -> list[Series]:
    """All series, in the order of their first items; also those with one item."""
    found: list[Series] = []
    opened: dict[str, list[Series]] = defaultdict(list)
    for marker in markers:
        if not marker.readings:
            for series in reversed(opened[ORDINAL]):
                if series.accepts(marker):
                    series.append(marker, series.numbers[-1] + 1, len(series.markers))
                    break
            continue
        fits = [
            (*fit, series, number)
            for style, number in marker.readings
            for series in reversed(opened[style])
            if (fit := series.fit(marker, number))
        ]
        if fits:
            _, keep, series, number = max(fits, key=lambda fit: fit[0])
            series.append(marker, number, keep)
            inner = opened[series.style].index(series) + 1
            del opened[series.style][inner:]
            continue
        for style, number in marker.readings:
            if _may_open(marker, style, number):
                series = Series(style, [marker], [number])
                found.append(series)
                opened[style].append(series)
                del opened[style][:-_DEPTH]
    for series in found:
        series.drop_middle_at_end()
    return found


def _may_open(marker: Marker, style: str, number: int) -> bool:
    if style == ORDINAL:
        return number == 1 or marker.strength == 2
    return marker.strength > 0 and number <= (2 if marker.group else 1)
