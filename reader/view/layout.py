"""Laying out: the rows of an article at one width, made as they are needed.

Words: a *row* is one line of the terminal; a *place in the rows* (`RowPlace`) is a block and a row
of it, so that nothing above it has to be laid out to know it. Positions are those of
`Article.text`; cells are counted from the left edge of the column.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from article.model import Block, Table
from article.passage import Passage
from reader.view.cells import offset_at, width_of, wrap

MIN_WIDTH = 12
"""Narrower columns are laid out as if they had this many cells."""

_CODE_INDENT = "  "
_RULE_CELLS = 3
"""Between two columns of a table: a rule and an empty cell on both sides."""
_MIN_CELL = 6
"""A table's wide columns give way to its narrow ones down to this many cells."""
_MIN_COLUMN = 7
"""With less room for a column and its rule, a table is shown as running text."""
_CACHED_ROWS = 20_000
_MEASURED_TABLE_ROWS = 500
_marker = re.compile(r"(?:[-*+•◦▪·–—]|\(?\w{1,4}[.)]) +").match
"""A list marker as it is typed."""


class Piece(NamedTuple):
    """A stretch of the text on one row; ordinary rows have one, table rows one for each cell."""

    start: int
    """The position of its first character."""
    end: int
    """The position behind the last; spaces and line feeds at a break are part of it."""
    cell: int
    """Where it is drawn, in cells from the left edge of the column."""
    shown: int
    """The position behind the last character that is drawn."""


class Row(NamedTuple):
    """One line of the terminal."""

    block: int
    """The index of its block in the article."""
    lead: str
    """What is drawn before the text: list markers and quotation bars."""
    pieces: tuple[Piece, ...] = ()
    """None on the empty row before a block, and on the line under a table's header."""
    rules: tuple[int, ...] = ()
    """The cells in which a table has a vertical rule."""

    @property
    def start(self) -> int:
        """The position of its first character; only for rows with pieces."""
        return self.pieces[0].start

    @property
    def passage(self) -> Passage:
        """Its characters; only for rows with pieces."""
        return Passage(self.pieces[0].start, self.pieces[-1].end)


def passage_of(rows: Sequence[Row]) -> Passage | None:
    """From the first to the last character of some rows; None of rows without any."""
    full = [row for row in rows if row.pieces]
    if not full:
        return None
    return Passage(full[0].start, max(piece.end for piece in full[-1].pieces))


class RowPlace(NamedTuple):
    """Where a row is: comparable, and independent of what stands before the block."""

    block: int
    row: int


class Layout:
    """The rows of a stretch of blocks at one width."""

    def __init__(self, text: str, blocks: Sequence[Block], width: int, shown: range) -> None:
        """Prepare the rows of `blocks[shown]` in a column of `width` cells; nothing is wrapped."""
        self.text = text
        self.blocks = blocks
        self.width = max(MIN_WIDTH, width)
        self.shown = shown
        self._rows: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._row_count = 0

    def rows_of(self, block: int) -> tuple[Row, ...]:
        """The rows of one block, with the empty row before it; kept for the next call."""
        rows = self._rows.get(block)
        if rows is None:
            rows = lay_out(self.text, self.blocks[block], block, self.width)
            if self.has_gap(block):
                rows = (Row(block, ""), *rows)
            self._rows[block] = rows
            self._row_count += len(rows)
            while self._row_count > _CACHED_ROWS and len(self._rows) > 1:
                self._row_count -= len(self._rows.popitem(last=False)[1])
        return rows

    def has_gap(self, block: int) -> bool:
        """Whether there is an empty row before a block."""
        return self.blocks[block].spaced and block != self.shown.start

    @property
    def passage(self) -> Passage:
        """The characters of the blocks."""
        return Passage(self.blocks[self.shown.start].start, self.blocks[self.shown.stop - 1].end)

    @property
    def first(self) -> RowPlace:
        """The very first row."""
        return RowPlace(self.shown.start, 0)

    @property
    def last(self) -> RowPlace:
        """The very last row."""
        block = self.shown.stop - 1
        return RowPlace(block, len(self.rows_of(block)) - 1)

    def rows_from(self, place: RowPlace) -> Iterator[Row]:
        """The row at the place and all that follow."""
        skip = place.row
        for block in range(place.block, self.shown.stop):
            yield from self.rows_of(block)[skip:]
            skip = 0

    def screenful(self, top: RowPlace, height: int) -> list[Row]:
        """The row at the place and those below it, so many if there are."""
        return list(islice(self.rows_from(top), height))

    def clamped(self, place: RowPlace, height: int) -> RowPlace:
        """The place, or the one from which the last row is the last of so many."""
        return max(self.first, min(place, self.moved(self.last, 1 - height)))

    def moved(self, place: RowPlace, by: int) -> RowPlace:
        """The place `by` rows further on, or back when negative; stops at the first and last."""
        block, row = place.block, place.row + by
        while row < 0:
            if block <= self.shown.start:
                return self.first
            block -= 1
            row += len(self.rows_of(block))
        while row >= (height := len(self.rows_of(block))):
            if block + 1 >= self.shown.stop:
                return RowPlace(block, height - 1)
            row -= height
            block += 1
        return RowPlace(block, row)

    def distance(self, start: RowPlace, end: RowPlace, limit: int) -> int:
        """How many rows the end is below the start, at most `limit`; only for end >= start."""
        rows = -start.row
        for block in range(start.block, end.block):
            rows += len(self.rows_of(block))
            if rows > limit:
                return limit
        return min(limit, rows + end.row)

    def place_of(self, position: int) -> RowPlace:
        """The row that shows a position; the nearest shown one when it is not among the blocks."""
        block = self._block_of(position)
        rows = self.rows_of(block)
        best = next(index for index, row in enumerate(rows) if row.pieces)
        if self.blocks[block].table is None:  # else several rows share their stretch of the text
            after = bisect_right(rows, position, lo=best, key=lambda row: row.start)
            return RowPlace(block, max(best, after - 1))
        for index, row in enumerate(rows):
            if any(piece.start <= position < piece.end for piece in row.pieces):
                return RowPlace(block, index)
            if row.pieces and row.start <= position:
                best = index
        return RowPlace(block, best)

    def _block_of(self, position: int) -> int:
        low, high = self.shown.start, self.shown.stop - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.blocks[middle].start <= position:
                low = middle
            else:
                high = middle - 1
        return low

    def position_at(self, row: Row, cell: int) -> int:
        """The position drawn in a cell of a row; the nearest of the row when none is."""
        if not row.pieces:
            return self.blocks[row.block].start
        piece = next((p for p in reversed(row.pieces) if p.cell <= cell), row.pieces[0])
        words = self.text[piece.start : piece.shown]
        found = piece.start + offset_at(words, max(0, cell - piece.cell))
        return max(piece.start, min(found, piece.end - 1))


def lay_out(text: str, block: Block, index: int, width: int) -> tuple[Row, ...]:
    """The rows of one block in a column of `width` cells, without the empty row before it.

    Together their pieces cover every character of the block, and the line feed behind it, once.
    """
    lead, hanging = _leads(block, width)
    indent = width_of(lead)
    end = min(block.end + 1, len(text))
    if block.kind == "rule":
        return (Row(index, lead, (Piece(block.start, end, indent, block.start),)),)
    if block.table is not None and (width - indent) >= _MIN_COLUMN * len(block.table.aligns):
        return _table_rows(text, block, block.table, index, (lead, hanging), width - indent)
    words = text[block.start : block.end]
    typed = _typed_marker(block, words)
    starts = wrap(words[typed:], width - indent - typed, keep_spaces=block.kind == "code")
    starts = [block.start, *(block.start + typed + offset for offset in starts[1:])]
    rows: list[Row] = []
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        shown = start + len(text[start : min(stop, block.end)].rstrip())
        if rows:
            rows.append(
                Row(index, hanging + " " * typed, (Piece(start, stop, indent + typed, shown),))
            )
        else:
            rows.append(Row(index, lead, (Piece(start, stop, indent, shown),)))
    return tuple(rows)


def _typed_marker(block: Block, words: str) -> int:
    """How many characters a list marker takes that is part of the text, as in plain text."""
    is_item = block.kind == "item" and block.opens and not block.containers[-1].marker
    match = _marker(words) if is_item else None
    return match.end() if match and match.end() < len(words) else 0


def _leads(block: Block, width: int) -> tuple[str, str]:
    """What stands before the first row of a block, and before the others: equally wide."""
    first = rest = ""
    begins = len(block.containers) - block.opens
    for depth, container in enumerate(block.containers):
        if len(rest) > width // 2:
            break  # deep nesting must leave room for the text
        if container.kind == "quote":
            first, rest = first + "│ ", rest + "│ "
        elif not container.marker:  # it is part of the text
            nested = "  " if depth + 1 < len(block.containers) else ""
            first, rest = first + nested, rest + nested
        else:
            marker = container.marker + " "
            blank = " " * width_of(marker)
            first, rest = first + (marker if depth >= begins else blank), rest + blank
    if block.kind == "code":
        first, rest = first + _CODE_INDENT, rest + _CODE_INDENT
    return first, rest


def _table_rows(
    text: str, block: Block, table: Table, index: int, leads: tuple[str, str], width: int
) -> tuple[Row, ...]:
    """The rows of a table: cells wrap in their columns, under each other.

    A separator belongs to the last piece of the cell before it, so every character has a piece.
    """
    lead, hanging = leads
    widths = _column_widths(text, block, table, width)
    cells = [width_of(lead)]
    for column in widths[:-1]:
        cells.append(cells[-1] + column + _RULE_CELLS)
    rules = tuple(cell - 2 for cell in cells[1:])
    rows: list[Row] = []
    for number, spans in enumerate(table.rows):
        closing = table.rows[number + 1][0][0] if number + 1 < len(table.rows) else None
        columns: list[list[Piece]] = []
        for column, (a, b) in enumerate(spans):
            behind = spans[column + 1][0] if column + 1 < len(spans) else closing
            stop = min(block.end + 1, len(text)) if behind is None else block.start + behind
            columns.append(
                _cell_pieces(
                    text,
                    (block.start + a, block.start + b, stop),
                    widths[column],
                    cells[column],
                    table.aligns[column],
                )
            )
        for line in range(max(map(len, columns))):
            pieces = tuple(column[line] for column in columns if line < len(column))
            rows.append(Row(index, hanging if rows else lead, pieces, rules))
        if table.has_header and not number and len(table.rows) > 1:
            under = "─┼─".join("─" * wide for wide in widths)
            rows.append(Row(index, hanging + under))
    return tuple(rows)


def _cell_pieces(
    text: str, span: tuple[int, int, int], width: int, cell: int, align: str
) -> list[Piece]:
    """The pieces of one table cell; `span` is its start, its end, and the next cell's start."""
    start, end, stop = span
    starts = [start + offset for offset in wrap(text[start:end], width)]
    pieces: list[Piece] = []
    for a, b in zip(starts, [*starts[1:], stop], strict=True):
        words = text[a : min(b, end)].rstrip()
        room = width - width_of(words)
        shift = room if align == "right" else room // 2 if align == "center" else 0
        pieces.append(Piece(a, b, cell + max(0, shift), a + len(words)))
    return pieces


def _column_widths(text: str, block: Block, table: Table, width: int) -> list[int]:
    """As wide as their widest cell where there is room; else the widest ones give way."""
    wanted = [1] * len(table.aligns)
    for spans in table.rows[:_MEASURED_TABLE_ROWS]:
        for column, (a, b) in enumerate(spans):
            cell = width_of(text[block.start + a : block.start + b])
            wanted[column] = max(wanted[column], cell)
    room = max(len(wanted), width - _RULE_CELLS * (len(wanted) - 1))
    while sum(wanted) > room:
        widest = max(wanted)
        if widest <= 1:
            break
        others = [w for w in wanted if w < widest]
        excess = sum(wanted) - room
        count = len(wanted) - len(others)
        floor = max(max(others, default=1), min(_MIN_CELL, widest - 1), 1)
        cut = min(widest - min(floor, widest - 1), -(-excess // count))
        for column, wide in enumerate(wanted):
            if wide == widest and excess > 0:
                taken = min(cut, excess)
                wanted[column] -= taken
                excess -= taken
    return wanted
