"""Tables of HTML: which hold figures and which only lay out a page, and where the cells are."""

from __future__ import annotations

import re
from typing import Literal

from article.formats.elements import Element, local_name
from article.formats.inline import Run
from article.model import Table

_Align = Literal["left", "center", "right"]
CELL_GAP = " | "
_LONGEST_CELL = 1_000
"""Characters; what says more in one cell is a layout, to be read cell by cell."""
_ROWS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "colgroup", "col"})
_NOT_IN_CELLS = frozenset(
    {"table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "form", "section", "article"}
)
_count = re.compile(r"\s*([0-9]{1,3})\s*").fullmatch


def holds_figures(table: Element) -> bool:
    """Whether the cells belong side by side, and not just below each other.

    The look ends at the first table inside, so nested tables are not looked through twice.
    """
    if table.get("role") in ("presentation", "none"):
        return False
    rows = columns = cells = length = 0
    for element in table.iter():
        tag = local_name(element)
        if tag in _NOT_IN_CELLS and element is not table:
            return False
        if tag in ("td", "th", "caption"):
            cells, length = cells + (tag != "caption"), 0
        elif tag == "tr":
            rows, cells = rows + 1, 0
        columns = max(columns, cells)
        length += len(element.text or "") + len(element.tail or "")
        in_the_open = [element.text] if tag in _ROWS else []
        in_the_open += [element.tail] if tag in ("td", "th") or tag in _ROWS - {"table"} else []
        if length > _LONGEST_CELL or any(text and text.strip() for text in in_the_open):
            return False
    return rows > 1 and columns > 1


class Rows:
    """The rows of one table in the making; their words are in a `Run`.

    A cell that spans several columns or rows leaves empty cells behind, so that columns stay
    columns. No row is filled up at its end.
    """

    def __init__(self, run: Run) -> None:
        self._run = run
        self._rows: list[list[tuple[int, int]]] = []
        self._aligns: list[_Align] = []
        self._reaching_down: dict[int, int] = {}
        """For a column, how many more rows a cell above takes."""
        self._reaching_right = 0
        """How many more columns the cell before takes."""
        self._cells = self._empty_cells = 0

    @property
    def are_empty(self) -> bool:
        """Whether there is no row yet."""
        return not self._rows

    def open_row(self) -> None:
        """Begin a row."""
        if self._rows:
            self._run.end_line()
            self._run.start_line("\n")
        self._rows.append([])
        self._reaching_right = 0

    def open_cell(self, element: Element) -> None:
        """Begin a cell."""
        if not self._rows:
            self.open_row()
        row = self._rows[-1]
        self._cells += 1
        while self._is_taken(len(row)):
            self._begin_cell()
            row.append((self._run.length, self._run.length))
        columns, rows = _number(element.get("colspan")), _number(element.get("rowspan"))
        self._reaching_right = columns - 1
        for column in range(len(row), len(row) + columns) if rows > 1 else ():
            self._reaching_down[column] = rows - 1
        if len(self._rows) == 1:
            self._aligns += [_align_of(element)] * columns
        self._begin_cell()
        row.append((self._run.length, self._run.length))

    def _is_taken(self, column: int) -> bool:
        """Whether a cell before or above takes this place, as far as that is in proportion."""
        if self._empty_cells > 20 + 2 * self._cells:
            return False
        if self._reaching_right:
            self._reaching_right -= 1
        elif self._reaching_down.get(column, 0):
            self._reaching_down[column] -= 1
        else:
            return False
        self._empty_cells += 1
        return True

    def _begin_cell(self) -> None:
        if self._rows[-1]:
            self._run.end_line()
            self._run.start_line(CELL_GAP)

    def close_cell(self) -> None:
        """End the cell that was opened last."""
        self._run.end_line()
        self._rows[-1][-1] = (self._rows[-1][-1][0], self._run.length)

    def table(self) -> Table:
        """Where the cells are in the words of the run."""
        rows = tuple(tuple(row) for row in self._rows if row)
        columns = max(map(len, rows), default=0)
        unsaid: list[_Align] = ["left"] * (columns - len(self._aligns))
        return Table(rows, (*self._aligns[:columns], *unsaid))


def _number(attribute: str | None) -> int:
    found = _count(attribute or "")
    return max(1, int(found[1])) if found else 1


def _align_of(element: Element) -> _Align:
    said = f"{element.get('align') or ''} {element.get('style') or ''}".lower()
    return "right" if "right" in said else "center" if "center" in said else "left"
