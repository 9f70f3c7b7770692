"""Searching a text for words as a person types them.

A query matches over line ends and hyphens, whatever the quotation marks and dashes are, and in
any case unless it has a capital letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from article.passage import Passage

LONGEST = 1_000
"""Characters that one hit may span."""

_pieces = re.compile(r"\s+|\w+|[^\w\s]")
_FOLDED = {
    **dict.fromkeys("'‘’‚‛`´", "['‘’‚‛`´]"),
    **dict.fromkeys('"“”„«»', '["“”„«»]'),
    **dict.fromkeys("-‐‑‒–—―", r"[\s\-‐‑‒–—―]*"),
    "…": r"(?:…|\.\.\.)",
}
_BETWEEN_WORDS = r"[\s\-‐‑‒–—―]+"


def pattern_of(query: str) -> re.Pattern[str] | None:
    """The pattern that finds a query; nothing for a query without characters to look for."""
    expression = "".join(_part(piece) for piece in _pieces.findall(query.strip()))
    if not re.search(r"[^\W_]|[^\s\-‐‑‒–—―]", query):
        return None
    has_capital = any(character.isupper() for character in query)
    return re.compile(expression, 0 if has_capital else re.IGNORECASE)


def _part(piece: str) -> str:
    if piece.isspace():
        return _BETWEEN_WORDS
    return _FOLDED.get(piece) or re.escape(piece)


def matches(
    pattern: re.Pattern[str], text: str, start: int = 0, end: int | None = None
) -> Iterator[Passage]:
    """Where the pattern is found, in order; those that begin between `start` and `end`.

    So that a long text can be searched stretch by stretch, nothing is looked at that lies more
    than `LONGEST` characters behind `end`.
    """
    stop = len(text) if end is None else end
    for match in pattern.finditer(text, start, stop + LONGEST):
        if match.start() >= stop:
            return
        if match.end() > match.start():
            yield Passage(match.start(), match.end())
