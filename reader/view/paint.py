"""Painting: from a row of the layout to a strip of the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from article.model import Block
from reader.view.cells import width_of
from reader.view.frame import BAR, Frame
from reader.view.layout import Row
from reader.view.palette import Palette
from reader.view.runs import Overlay, Run, runs_of

_DASH, _GAP = 2, 1
"""Characters that are underlined and that are not, in turn, where a place is only suggested."""
_NOT_UNDERLINED = Style(underline=False)


class RowStrip(Strip):
    """A row that is as wide as its widget, so that it is hardly ever cut.

    What `Strip` remembers of a cut that takes all of it is itself: a circle, which stays until the
    collector has looked through everything.
    """

    __slots__ = ()

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """The parts between some cells, from the first one on."""
        cuts = [*cuts]
        return [self] if cuts == [self.cell_length] else super().divide(cuts)


def paint(
    text: str,
    block: Block,
    row: Row,
    overlays: Sequence[Overlay],
    palette: Palette,
    frame: Frame,
    bar: Segment,
) -> Strip:
    """One row with its gutter, on `frame.width` cells, and its cell of the scroll bar."""
    ground = palette["text"]
    segments = [
        segment
        for run in runs_of(text, block, row, overlays, frame)
        for segment in _segments(run, palette.over_text(run.looks))
    ]
    room = frame.width - sum(width_of(segment.text) for segment in segments)
    if room > 0:
        segments.append(Segment(" " * room, ground))
    elif room < 0:  # a single character is wider than the column
        segments = list(Strip(segments).adjust_cell_length(frame.width, ground))
    return RowStrip([*segments, bar], frame.width + BAR)


def blank(palette: Palette, frame: Frame, bar: Segment) -> Strip:
    """An empty row, and its cell of the scroll bar."""
    return RowStrip([Segment(" " * frame.width, palette["text"]), bar], frame.width + BAR)


def bar_cell(is_thumb: bool, ground: Style, palette: Palette) -> Segment:
    """The scroll bar in one row."""
    if is_thumb:
        return Segment("┃", ground + palette["thumb"])
    return Segment(" ", ground + palette["bar"])


def _segments(run: Run, style: Style) -> Iterator[Segment]:
    """A run in its style; what is suggested is underlined with dashes.

    The dashes are made of an underline and none, for many terminals know no underline of dashes.
    """
    if run.looks[-1:] != ("suggested",):
        yield Segment(run.text, style)
        return
    starts = [start for start, _, _ in split_graphemes(run.text)[0]] + [len(run.text)]
    for first in range(0, len(starts) - 1, _DASH + _GAP):
        dash, gap, end = (starts[min(first + n, len(starts) - 1)] for n in (0, _DASH, _DASH + _GAP))
        yield Segment(run.text[dash:gap], style)
        yield Segment(run.text[gap:end], style + _NOT_UNDERLINED)
