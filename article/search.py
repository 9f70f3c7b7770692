"""Searching a text for words as a person types them.

A query matches over line ends and hyphens, whatever the quotation marks and dashes are, and in
any case unless it has a capital letter.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, count
from operator import add
from typing import NamedTuple, overload

from article.passage import Passage

LONGEST = 1_000
"""Characters that one hit may span."""
_AT_ONCE = 100_000
"""Characters that are parted at a word: the parts of more would take new memory, and so long."""

_BETWEEN = r"\s\-‐‑‒–—―"
_pieces = re.compile(rf"[{_BETWEEN}]+|\w+|.", re.DOTALL)
_FOLDED = {
    **dict.fromkeys("'‘’‚‛`´", "['‘’‚‛`´]"),
    **dict.fromkeys('"“”„«»', '["“”„«»]'),
    "…": r"(?:…|\.\.\.)",
}
_between = re.compile(f"[{_BETWEEN}]+").fullmatch


_ascii_words = re.compile(r"[a-z0-9]+").findall
_LIKE_ASCII = ("ſ", "ı", "İ", "\N{KELVIN SIGN}")
"""Characters that are letters of ASCII where case does not count (`re` has the list)."""


class Query(NamedTuple):
    """Words to look for."""

    pattern: re.Pattern[str]
    """What matches a hit."""
    word: bytes
    """What stands in each hit, in lower case; empty where nothing surely does."""
    is_word: bool
    """Whether every hit is just this word, in any case."""

    def may_be_in(self, stretch: str) -> bool:
        """Whether a hit may be in a stretch of text, which is known far sooner than where."""
        return (
            not self.word
            or _has_likes(stretch)
            or self.word in stretch.encode("utf-8", "surrogatepass").lower()
        )


def _has_likes(stretch: str) -> bool:
    """Whether there are other characters in it than ASCII's that may be hits of ASCII's."""
    return any(letter in stretch for letter in _LIKE_ASCII)


def query_of(words: str) -> Query | None:
    """What finds some words; nothing where there are no characters to look for."""
    pieces = _pieces.findall(words.strip())
    if not re.search(rf"[^\W_]|[^{_BETWEEN}]", words):
        return None
    has_capital = any(character.isupper() for character in words)
    pattern = re.compile("".join(map(_part, pieces)), 0 if has_capital else re.IGNORECASE)
    in_each = _ascii_words(words.lower()) if words.isascii() else ()
    word = max(in_each, key=len, default="")
    return Query(pattern, word.encode(), not has_capital and pieces == [word])


def _part(piece: str) -> str:
    if _between(piece):
        # Never given back, for else so many quantifiers would try a long run in every way.
        return f"[{_BETWEEN}]{'++' if any(map(str.isspace, piece)) else '*+'}"
    return _FOLDED.get(piece) or re.escape(piece)


class Hits(Sequence[Passage]):
    """Where a query was found, in order: of a single letter that may be at a million places.

    Only numbers are kept, so that so many take little room and no time to throw away.
    """

    def __init__(self, starts: Iterable[int] = (), ends: Iterable[int] = ()) -> None:
        """The hits that start and end there; none overlaps another."""
        self._starts, self._ends = array("q", starts), array("q", ends)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Passage: ...
    @overload
    def __getitem__(self, index: slice) -> Hits: ...
    def __getitem__(self, index: int | slice) -> Passage | Hits:
        if isinstance(index, slice):
            return Hits(self._starts[index], self._ends[index])
        return Passage(self._starts[index], self._ends[index])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Hits):
            return NotImplemented
        return self._starts == other._starts and self._ends == other._ends

    __hash__ = None  # type: ignore[assignment] # hits are added to it

    def moved(self, by: int) -> Hits:
        """The same hits, so many characters further on."""
        return Hits((start + by for start in self._starts), (end + by for end in self._ends))

    def within(self, start: int, end: int) -> Hits:
        """Those that share a character with the stretch from start to end."""
        return self[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def find(self, query: Query, text: str, start: int, end: int) -> None:
        """Add those that begin between `start` and `end`, and not in the last one.

        So that a long text can be searched stretch by stretch, nothing is looked at that lies
        more than `LONGEST` characters behind `end`.
        """
        start = max(start, self._ends[-1]) if self._ends else start
        stretch = text[start : end + LONGEST]
        if not query.may_be_in(stretch):
            return
        if query.is_word and not _has_likes(stretch):
            for first in range(start, end, _AT_ONCE):
                self._add_words(query.word.decode(), text, first, min(end, first + _AT_ONCE))
            return
        for match in query.pattern.finditer(text, start, end + LONGEST):
            first, last = match.span()
            if first >= end:
                return
            if last > first:
                self._starts.append(first)
                self._ends.append(last)

    def _add_words(self, word: str, text: str, start: int, end: int) -> None:
        """Add the places of a word in lower case that begin between `start` and `end`.

        A loop over matches would take three times as long.
        """
        start = max(start, self._ends[-1]) if self._ends else start
        parts = text[start : end + len(word) - 1].lower().split(word)
        lengths = accumulate(map(len, parts[:-1]))
        starts = list(map(add, lengths, count(start, len(word))))
        self._starts += array("q", starts)
        self._ends += array("q", [one + len(word) for one in starts])
