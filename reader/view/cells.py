"""Cells: how wide text is on a terminal, and where its rows break.

An *offset* counts code points of one text; a *cell* counts columns of a terminal. Most text is
made of characters of one cell, which one regular expression tells; another tells text of one and
two cells a character. Only the rest is measured grapheme by grapheme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

_ONE = (
    "\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0530"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
)
"""Characters of one cell, that no other changes."""
_TWO = "\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"
"""Chinese, Japanese and Korean characters of two cells, that no other changes."""
_LONGEST_GRAPHEME = 64
"""Characters; a family of emoji has a dozen."""
_MOST_A_CELL = 16
"""Characters that a row has for each of its cells: more are nothing but marks upon marks."""
_FIRST_OF_TWO = "\u3000"
# Anything else may be wide, combining, or of no width at all.
_measured = re.compile(f"[^{_ONE}]").search
_NEVER_FIRST = frozenset("、。，．・：；？！）」』】〕》〉ーぁぃぅぇぉっゃゅょ々")
_dashes = re.compile("[-/–—](?=.)")


@cache
def _uneven() -> re.Pattern[str]:
    """A character that is neither; made when it is needed, for it takes long to compile."""
    return re.compile(f"[^{_ONE}{_TWO}]")


def _split(text: str) -> tuple[Sequence[tuple[int, int, int]], int]:
    """Start, end and cells of each grapheme, and all their cells."""
    from rich.cells import split_graphemes  # noqa: PLC0415 - seldom needed for a first screen

    return split_graphemes(text)


def is_simple(text: str) -> bool:
    """Whether every character is exactly one cell wide (line feeds aside)."""
    return text.isascii() or _measured(text) is None


def width_of(text: str) -> int:
    """The number of cells that a text without line feeds takes."""
    if is_simple(text):
        return len(text)
    if _uneven().search(text):
        return _split(text)[1]
    return len(text) + sum(map(_FIRST_OF_TWO.__le__, text))


def _graphemes(text: str) -> Sequence[tuple[int, int, int]]:
    """Start, end and cells of each grapheme."""
    if _uneven().search(text):
        return [part for one in _split(text)[0] for part in _parts(*one)]
    return [(at, at + 1, 1 + (sign >= _FIRST_OF_TWO)) for at, sign in enumerate(text)]


def _parts(start: int, end: int, cells: int) -> Iterator[tuple[int, int, int]]:
    """A grapheme as it is, but cut where it has more characters than any that is written."""
    for at in range(start, end, _LONGEST_GRAPHEME):
        yield at, min(end, at + _LONGEST_GRAPHEME), cells if at == start else 0


def offset_at(text: str, cell: int) -> int:
    """The offset of the character drawn in a cell; the length of the text when it is beyond."""
    if is_simple(text):
        return min(max(0, cell), len(text))
    passed = 0
    for start, _, cells in _graphemes(text):
        passed += cells
        if passed > cell:
            return start
    return len(text)


def fitted(text: str, width: int) -> str:
    """The text on exactly `width` cells: padded, or cut with an ellipsis."""
    if width <= 0:
        return ""
    if is_simple(text):
        return text.ljust(width) if len(text) <= width else text[: width - 1] + "…"
    graphemes, cells = _split(text)
    if cells <= width:
        return text + " " * (width - cells)
    end = passed = 0
    for _, stop, wide in graphemes:
        if passed + wide > width - 1:
            break
        passed, end = passed + wide, stop
    return text[:end] + "…" + " " * (width - 1 - passed)


def wrap(text: str, width: int, *, keep_spaces: bool = False) -> list[int]:
    """The offsets at which the rows of a text start, the first of them 0.

    Rows break behind spaces, else behind dashes and slashes, between wide characters, and inside a
    word only when it is longer than a row. The spaces at a break hang over the end of their row;
    with `keep_spaces`, for code, only one of them does. A line feed ends a row.
    """
    width = max(1, width)
    breaks = _wrap_simple if is_simple(text) else _wrap_measured
    starts: list[int] = []
    start = 0
    while True:
        end = text.find("\n", start)
        stop = len(text) if end < 0 else end
        starts.append(start)
        if stop - start > width or breaks is _wrap_measured:
            breaks(text, start, stop, width, keep_spaces, starts)
        if end < 0:
            return starts
        start = end + 1


def _wrap_simple(
    text: str, start: int, stop: int, width: int, keep_spaces: bool, starts: list[int]
) -> None:
    rfind = text.rfind
    while stop - start > width:
        space = rfind(" ", start, start + width + 1)
        if space >= start:
            start = space + 1
            while not keep_spaces and start < stop and text[start] == " ":
                start += 1
        else:
            start = _last_dash(text, start, start + width) or start + width
        if start >= stop:
            return
        starts.append(start)


def _last_dash(text: str, start: int, stop: int) -> int:
    """The offset behind the last dash or slash in a stretch, or 0."""
    last = 0
    for match in _dashes.finditer(text, start + 1, stop):
        last = match.end()
    return last


def _wrap_measured(
    text: str, start: int, stop: int, width: int, keep_spaces: bool, starts: list[int]
) -> None:
    row = start
    used = 0
    chance = row  # the last offset at which the row may break
    used_at_chance = 0
    was_wide = False
    for a, b, cells in _graphemes(text[start:stop]):
        at, after = start + a, start + b
        character = text[at]
        if character == " ":
            used += cells
            if not (keep_spaces and used > width):
                chance, used_at_chance = after, used
                was_wide = False
                continue
            used -= cells
        is_wide = cells > 1
        if (is_wide or was_wide) and at > row and character not in _NEVER_FIRST:
            chance, used_at_chance = at, used
        was_wide = is_wide
        if (used + cells > width or after - row > width * _MOST_A_CELL) and at > row:
            if chance <= row:
                chance = _last_dash(text, row, at) or at
                used_at_chance = width_of(text[row:chance])
            starts.append(chance)
            row, used = chance, used - used_at_chance
            chance, used_at_chance = row, 0
        used += cells
