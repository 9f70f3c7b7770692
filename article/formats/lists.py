"""The markers of list items in plain text, and which items belong together.

A marker stays part of its item's text: in plain text `(a)` and `3.` are words that others cite,
and nothing that was typed is lost. What an item is part of is said by its containers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from article.model import Container

_marker = re.compile(
    r"(?P<indent> *)(?:(?P<bullet>[-*•·‣◦▪●○+]|o(?=  ))"
    r"|(?P<open>\(?)(?P<number>\d{1,3}|[A-Za-z]|[ivxl]{2,5}|[IVXL]{2,5})(?P<close>[.)]))"
    r" +(?=\S)"
).match
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


class Marker(NamedTuple):
    """What an item begins with."""

    indent: int
    """Columns before it."""
    hanging: int
    """Columns before the item's own words."""
    style: str
    """The bullet, or how the number is written: the items of a list have the same."""
    numbers: tuple[int, ...] = ()
    """What the number may mean, Roman first: `i` is 1 and the ninth letter. None for a bullet."""

    def follows(self, other: Marker) -> bool:
        """Whether it may be the next item's marker in the same list."""
        if (self.style, self.indent) != (other.style, other.indent):
            return False
        return not self.numbers or any(number + 1 in self.numbers for number in other.numbers)

    def after(self, other: Marker) -> Marker:
        """The marker with only those meanings that the one before it leaves."""
        meant = tuple(n for n in self.numbers if n - 1 in other.numbers)
        return self._replace(numbers=meant)


def marker_of(line: str) -> Marker | None:
    """The marker that a line begins with, if it begins with one."""
    match = _marker(line)
    if match is None or (match["open"] and match["close"] != ")"):
        return None
    indent = len(match["indent"])
    if bullet := match["bullet"]:
        return Marker(indent, match.end(), bullet)
    number = match["number"]
    kind = "1" if number.isdigit() else "A" if number.isupper() else "a"
    return Marker(indent, match.end(), f"{match['open']}{kind}{match['close']}", _meant(number))


def _meant(number: str) -> tuple[int, ...]:
    if number.isdigit():
        return (int(number),)
    values = [_ROMAN.get(digit, 0) for digit in number.lower()]
    roman = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    letters = [ord(letter) - ord("a") + 1 for letter in number.lower()]
    return ((roman,) if all(values) else ()) + (tuple(letters) if len(letters) == 1 else ())


def numbered_runs(markers: Sequence[Marker | None]) -> set[int]:
    """Indexes of the numbered markers that another one follows or precedes in its list.

    A number that stands alone numbers nothing: it is an initial, a year or a verse.
    """
    last: dict[tuple[str, int], int] = {}
    found: set[int] = set()
    for i, marker in enumerate(markers):
        if marker and marker.numbers:
            before = last.get((marker.style, marker.indent))
            if before is not None and marker.follows(markers[before] or marker):
                found |= {before, i}
            last[marker.style, marker.indent] = i
    return found


@dataclass(slots=True)
class _List:
    """A list that is open."""

    group: int
    marker: Marker
    """The last item's."""

    def container(self) -> Container:
        numbers = self.marker.numbers
        return Container("item", self.group, number=numbers[0] if numbers else None)


class Lists:
    """The lists that are open while the paragraphs of a text are walked through."""

    def __init__(self) -> None:
        self._groups = 0
        self._open: list[_List] = []
        self._left: _List | None = None
        """The outermost list that a paragraph interrupted; its next number takes it up again."""

    def add(self, marker: Marker) -> tuple[Container, ...]:
        """The containers of an item with this marker; its own is the last."""
        while self._open and self._open[-1].marker.indent > marker.indent:
            del self._open[-1]
        if not self._open and self._left and marker.numbers and marker.follows(self._left.marker):
            self._open.append(self._left)
        if self._open and marker.follows(self._open[-1].marker):
            last = self._open[-1]
            last.marker = marker.after(last.marker) if marker.numbers else marker
        else:
            if self._open and self._open[-1].marker.indent == marker.indent:
                del self._open[-1]
            self._groups += 1
            self._open.append(_List(self._groups, marker))
        return self.containers()

    def leave(self, indent: int = 0) -> tuple[Container, ...]:
        """The containers of what is no item: the items whose words it is indented like."""
        if self._open:
            self._left = self._open[0]
        while self._open and not 0 < self._open[-1].marker.hanging <= indent + 1:
            del self._open[-1]
        return self.containers()

    def containers(self) -> tuple[Container, ...]:
        """The items that are open, the outermost first."""
        return tuple(one.container() for one in self._open)
