"""Positions and passages: the arithmetic of places in a text.

A *position* is an `int`: the number of code points before it in `Article.text`. A *passage* is a
half-open pair of positions. Cells of a screen and bytes of a file are never mixed with them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar
from unicodedata import category

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A half-open stretch of a text; ordered by start, then by end."""

    start: int
    """The position of the first character."""
    end: int
    """The position behind the last character; never before `start`."""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a passage: {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return self.end > self.start

    def contains(self, position: int) -> bool:
        """Whether the character at the position is part of the passage."""
        return self.start <= position < self.end

    def overlaps(self, other: Passage) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Passage) -> bool:
        """Whether every character of the other is part of this one."""
        return self.start <= other.start and other.end <= self.end

    def joined(self, other: Passage) -> Passage:
        """The shortest passage that covers both."""
        return Passage(min(self.start, other.start), max(self.end, other.end))

    def moved(self, by: int) -> Passage:
        """The passage of the same length, `by` characters further on."""
        return Passage(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """The words of the passage."""
        return text[self.start : self.end]


def trimmed(text: str, passage: Passage) -> Passage:
    """The passage without white space at its ends; empty at its start if nothing else is in it."""
    start, end = passage.start, min(passage.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Passage(start, end) if end > start else Passage(passage.start, passage.start)


def to_words(text: str, passage: Passage) -> Passage:
    """The passage widened to whole words, so that none is cut in two at its ends."""
    start, end = passage.start, passage.end
    if start < end:
        while start > 0 and _in_word(text, start) and _in_word(text, start - 1):
            start -= 1
        while end < len(text) and _in_word(text, end - 1) and _in_word(text, end):
            end += 1
    return Passage(start, end)


def _in_word(text: str, position: int) -> bool:
    """Whether a letter or digit is there, or what belongs to one.

    That is an accent, a vowel sign, a joiner, or an apostrophe inside a word.
    """
    character = text[position]
    if character in "'’":
        return (
            text[position - 1 : position].isalnum() and text[position + 1 : position + 2].isalnum()
        )
    return character.isalnum() or category(character) in ("Mn", "Mc", "Cf")


def at(passages: Sequence[Passage], position: int) -> int:
    """Index of the last passage that starts at or before the position, or -1.

    The passages must be in the order of the text.
    """
    return bisect_right(passages, position, key=lambda passage: passage.start) - 1


def _outer_first(pair: tuple[Passage, object]) -> tuple[int, int]:
    return pair[0].start, -pair[0].end


class PassageIndex(Generic[T]):
    """Things that have a passage, found by position without looking at all of them."""

    def __init__(self, things: Iterable[tuple[Passage, T]] = ()) -> None:
        self._things = sorted(things, key=_outer_first)
        self._starts = [passage.start for passage, _ in self._things]
        self._reach = list(accumulate((passage.end for passage, _ in self._things), max))

    @property
    def starts(self) -> tuple[int, ...]:
        """Where the passages begin, in order."""
        return tuple(self._starts)

    def changed(
        self, gone: Iterable[tuple[Passage, T]], new: Iterable[tuple[Passage, T]]
    ) -> PassageIndex[T]:
        """The index without some of its things and with others: quick where these are few."""
        index = PassageIndex[T]()
        index._things = things = list(self._things)
        for pair in gone:
            del things[
                things.index(pair, bisect_left(things, _outer_first(pair), key=_outer_first))
            ]
        for pair in new:
            insort(things, pair, key=_outer_first)
        index._starts = [passage.start for passage, _ in things]
        index._reach = list(accumulate((passage.end for passage, _ in things), max))
        return index

    def within(self, start: int, end: int) -> tuple[T, ...]:
        """Those that share a character with the stretch from start to end, by their starts.

        Of those that start together the longest comes first.
        """
        first, last = bisect_right(self._reach, start), bisect_left(self._starts, end)
        return tuple(thing for passage, thing in self._things[first:last] if passage.end > start)
