"""Blocks that are too long to be one: cut where a reader minds least.

Whatever is done for a block, such as wrapping it, finding its sentences or drawing its marks, is
then bounded. A cut replaces the white space where it is made, so no position moves; only in words
that have none for thousands of characters a line feed is put in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from article.model import Block, BlockKind, Mark, Table

LONGEST = 32_000
"""Characters of a block: ten pages of a book, which hardly any paragraph has, and the most that
can be wrapped between two keys, whatever the script."""

_MOST_MARKS = 1_000
"""In one block: each row that is drawn looks through them."""
_MOST_ROWS = 1_000
"""Of a table in one block."""
_SEARCHED = 4_000
"""How many characters before the longest end are searched for a better one."""
_ENDS = ("\n", ". ", "。", " ")
"""What a cut is made behind, the best first."""


def cut(text: str, block: Block) -> Iterator[tuple[str, Block]]:
    """The block, or those that it is cut into, each with its text.

    The first stays what it is; behind it an item or a heading goes on as a paragraph. A row of a
    table that is too long by itself is no row but a paragraph.
    """
    rows = len(block.table.rows) if block.table else 0
    if len(text) <= LONGEST and rows <= _MOST_ROWS and len(block.marks) <= _MOST_MARKS:
        yield text, block
    elif block.table is not None and rows > 1:
        yield from _cut_table(text, block, block.table)
    elif block.table is not None:
        yield from _cut_words(text, block._replace(kind="paragraph", table=None))
    else:
        yield from _cut_words(text, block)


def stretches(text: str, longest: int) -> Iterator[str]:
    """A text as stretches of so many characters at most, each with the white space behind it."""
    start = 0
    while start < len(text):
        end = _end(text, start, start + longest)
        behind = end + text.startswith((" ", "\n"), end)
        yield text[start:behind]
        start = behind


def _cut_words(text: str, block: Block) -> Iterator[tuple[str, Block]]:
    kind: BlockKind = "paragraph" if block.kind in ("heading", "item") else block.kind
    following = block._replace(kind=kind, level=0, opens=0, spaced=False)
    reaching: tuple[Mark, ...] = ()
    start = first = 0
    while start < len(text):
        end = _end(text, start, max(start + 1, _longest(start, block.marks, first)))
        behind = end + text.startswith((" ", "\n"), end)
        last = bisect_left(block.marks, end, lo=first, key=lambda mark: mark.start)
        here = (*reaching, *block.marks[first:last])
        marks = tuple(moved for mark in here if (moved := _within(mark, start, end)))
        yield text[start:end], (following if start else block)._replace(marks=marks)
        reaching = tuple(mark for mark in here if mark.end > behind)
        start, first = behind, last


def _longest(start: int, marks: Sequence[Mark], first: int) -> int:
    """Where a piece ends at the latest of which `marks[first]` is the first mark to begin in it."""
    too_many = marks[first + _MOST_MARKS : first + _MOST_MARKS + 1]
    return min((start + LONGEST, *(mark.start for mark in too_many)))


def _end(text: str, start: int, longest: int) -> int:
    """Where the piece that begins at `start` ends: before white space, where there is any."""
    if longest >= len(text):
        return len(text)
    for sign in _ENDS:
        found = text.rfind(sign, max(start + 1, longest - _SEARCHED), longest)
        if found >= 0:
            return found + len(sign.rstrip())
    return longest


def _within(mark: Mark, start: int, end: int) -> Mark | None:
    """The part of a mark that lies in a piece, by the piece's own offsets."""
    a, b = max(mark.start, start) - start, min(mark.end, end) - start
    return mark._replace(start=a, end=b) if a < b else None


def _cut_table(text: str, block: Block, table: Table) -> Iterator[tuple[str, Block]]:
    """Tables of some rows each; only the first has a header."""
    first = low = 0
    while first < len(table.rows):
        start = table.rows[first][0][0]
        longest = _longest(start, block.marks, low)
        last = first + 1
        while (
            last < min(len(table.rows), first + _MOST_ROWS) and table.rows[last][-1][1] <= longest
        ):
            last += 1
        end = table.rows[last][0][0] - 1 if last < len(table.rows) else len(text)
        rows = tuple(
            tuple((a - start, b - start) for a, b in row) for row in table.rows[first:last]
        )
        high = bisect_left(block.marks, end, lo=low, key=lambda mark: mark.start)
        marks = tuple(
            mark._replace(start=mark.start - start, end=mark.end - start)
            for mark in block.marks[low:high]
        )
        piece = block._replace(
            marks=marks,
            table=table._replace(rows=rows, has_header=table.has_header and not first),
            opens=0 if first else block.opens,
            spaced=block.spaced and not first,
        )
        yield from cut(text[start:end], piece)
        first, low = last, high
