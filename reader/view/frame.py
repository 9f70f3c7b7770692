"""Where things stand on the screen: the rows above and below the text, the panes, the column."""

from __future__ import annotations

from typing import NamedTuple

GUTTER = 3
"""Cells before the column: the sign of a note, the ruler, and one empty cell."""
BAR = 1
"""Cells of the scroll bar."""
TITLE_ROWS = KEY_ROWS = 1

WITH_SIDEBAR = 100
"""Cells from which on the sidebar stands beside the text; below, panes lie over it."""
WITH_ANNOTATIONS = 136
"""Cells from which on the annotations stand beside both."""
SIDEBAR, ANNOTATIONS = 32, 36
"""Their widths in cells, as in the style sheet."""
LOW = 16
"""Rows below which only one list of the sidebar has room for more than its name."""
SMALLEST = (40, 10)
"""Cells and rows; a smaller terminal gets no text."""


_WHERE = 27
"""Cells of the title row for where the reader is, at least."""


def title_share(width: int) -> int:
    """The cells that a long title gets of a row, whatever else is known to stand there."""
    return max(0, min(width // 2, width - _WHERE))


class Frame(NamedTuple):
    """How the column stands in the widget, in cells."""

    margin: int
    """Before the gutter."""
    column: int
    """For the text."""
    width: int
    """Of everything, the scroll bar not included."""


def frame_in(width: int, column: int) -> Frame:
    """The frame in a widget of `width` cells: in the middle, narrower where there is no room."""
    room = width - BAR
    column = max(1, min(column, room - GUTTER - 1))
    return Frame(max(0, (room - GUTTER - column) // 2), column, room)
