"""Painting: from a row of the layout to a strip of the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from article.model import Block
from reader.view.frame import Frame
from reader.view.layout import Row
from reader.view.runs import Overlay, Run, runs_of

_DASH, _GAP = 2, 1
"""Characters that are underlined and that are not, in turn, where a place is only suggested."""
_NOT_UNDERLINED = Style(underline=False)

Palette = Mapping[str, Style]
"""The style of each name in `reader.themes.LOOKS`; `text` is the ground of all."""


def paint(
    text: str,
    block: Block,
    row: Row,
    overlays: Sequence[Overlay],
    palette: Palette,
    frame: Frame,
) -> Strip:
    """One row with its gutter, on `frame.width` cells."""
    ground = palette["text"]
    segments = [
        segment
        for run in runs_of(text, block, row, overlays, frame)
        for segment in _segments(run, sum((palette[look] for look in run.looks), ground))
    ]
    return Strip(segments).adjust_cell_length(frame.width, ground)


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
