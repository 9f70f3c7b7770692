"""Finding all matches of a pattern in a long text, and letting other threads on meanwhile.

A regular expression holds Python's lock until it has found something: in a text of millions of
characters that may take so long that a screen which another thread draws stands still.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

STRETCH = 200_000
"""Characters that are searched at a time: some thousandths of a second."""


def find_all(
    pattern: re.Pattern[str], text: str, lines: int, length: int = STRETCH
) -> Iterator[re.Match[str]]:
    """The matches of a pattern, as its `finditer` finds them; it never matches an empty text.

    `lines` is how many line feeds there are at most in a match with what it looks ahead to. So
    what is cut off behind as many from the end of a stretch makes no difference to it.
    """
    start = 0
    for end in range(length, len(text) + length, length):
        for match in pattern.finditer(text, start, _behind_lines(text, end, lines + 1)):
            if match.start() >= end:
                break
            yield match
            start = match.end()
        start = max(start, end)


def _behind_lines(text: str, at: int, lines: int) -> int:
    """Behind so many line feeds from a position on, or else the end of the text."""
    for _ in range(lines):
        at = text.find("\n", at) + 1
        if not at:
            return len(text)
    return at
