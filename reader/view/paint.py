"""Painting: a row and what lies over it become a strip of styled cells.

Everything here is a function of its arguments. Colours come as a palette, so that themes, terminals
without colour and tests all use the same code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from article.model import Block, MarkKind
from article.passage import Passage, PassageIndex
from reader.view.cells import width_of
from reader.view.layout import Piece, Row

Role = Literal[
    "highlight-yellow",
    "highlight-green",
    "highlight-blue",
    "highlight-pink",
    "highlight-orange",
    "highlight-purple",
    "suggested",
    "ruler",
    "match",
    "current-match",
    "selection",
]

GUTTER = 3
"""Cells before the column: the sign of a note, the ruler, and one empty cell."""

_RULER = "▎"
_SIGNS = {"highlight": "▌", "note": "●", "suggested": "?"}


@dataclass(frozen=True, slots=True)
class Overlay:
    """A passage that is drawn in some role."""

    passage: Passage
    role: Role
    has_note: bool = False
    """Whether there are words to read: the gutter shows it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How the column stands in the widget, in cells."""

    margin: int
    """Before the gutter."""
    column: int
    """For the text."""
    width: int
    """Of everything, the scroll bar not included."""


Overlays = PassageIndex[Overlay]
"""Overlays by their passages."""

Palette = Mapping[str, Style]
"""The style of each name in `STYLES`; `text` is the ground of all."""

HIGHLIGHTS: dict[str, Role] = {
    role.removeprefix("highlight-"): role
    for role in get_args(Role)
    if role.startswith("highlight-")
}
"""The role of each colour."""

STYLES: tuple[str, ...] = (
    "lead",
    *("heading-1", "heading-2", "heading-3", "paragraph", "item", "quote", "code", "table"),
    *(f"mark-{kind}" for kind in get_args(MarkKind)),
    *get_args(Role),
    "overlap",
    *(f"sign-{role}" for role in (*HIGHLIGHTS.values(), "suggested")),
    *("bar", "thumb"),
)
"""What a palette has a style for, besides `text`."""


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
    segments = [Segment(" " * frame.margin, ground), *_gutter(row, overlays, palette)]
    if row.lead:
        segments.append(Segment(row.lead, ground + palette["lead"]))
    cell = width_of(row.lead)
    if block.kind == "rule" and row.pieces:
        segments.append(Segment("─" * (frame.column - cell), ground + palette["lead"]))
    elif row.pieces:
        base = ground + palette[_kind(block)]
        for piece in row.pieces:
            cell = _rule_up_to(piece.cell, row, cell, segments, palette)
            segments.append(Segment(" " * (piece.cell - cell), ground))
            segments += _runs(text, block, piece, overlays, palette, base)
            cell = piece.cell + width_of(text[piece.start : piece.shown])
        cell = _rule_up_to(frame.column, row, cell, segments, palette)
        if block.kind == "code":
            segments.append(Segment(" " * (frame.column - cell), base))
    return Strip(segments).adjust_cell_length(frame.width, ground)


def _rule_up_to(stop: int, row: Row, cell: int, segments: list[Segment], palette: Palette) -> int:
    """Draw the table's rules from a cell to another; the cell behind the last that was drawn."""
    for rule in row.rules:
        if cell <= rule < stop:
            style = palette["text"] + palette["lead"]
            segments.append(Segment(" " * (rule - cell) + "│", style))
            cell = rule + 1
    return cell


def _kind(block: Block) -> str:
    return f"heading-{min(block.level, 3)}" if block.kind == "heading" else block.kind


def _gutter(row: Row, overlays: Sequence[Overlay], palette: Palette) -> list[Segment]:
    """The sign of the notes on a row, and the ruler's bar."""
    ground = palette["text"]
    start, end = row.pieces[0].start if row.pieces else 0, row.pieces[-1].end if row.pieces else 0
    here = [o for o in overlays if o.passage.start < end and start < o.passage.end]
    notes = [o for o in here if o.role.startswith("highlight") or o.role == "suggested"]
    sign, style = " ", ground
    if notes:
        top = notes[-1]
        several = len(notes) > 1
        kind = "suggested" if top.role == "suggested" else "note" if top.has_note else "highlight"
        sign = str(min(len(notes), 9)) if several else _SIGNS[kind]
        style = ground + palette[f"sign-{top.role}"]
    is_ruled = any(o.role == "ruler" for o in here)
    bar = Segment(_RULER + " " if is_ruled else "  ", ground + palette["ruler"])
    return [Segment(sign, style), bar]


def _runs(
    text: str,
    block: Block,
    piece: Piece,
    overlays: Sequence[Overlay],
    palette: Palette,
    base: Style,
) -> Iterable[Segment]:
    """The words of a piece, cut wherever their style changes."""
    start, end = piece.start, piece.shown
    marks = [
        (block.start + mark.start, block.start + mark.end, palette[f"mark-{mark.kind}"])
        for mark in block.marks
        if block.start + mark.start < end and start < block.start + mark.end
    ]
    drawn = [o for o in overlays if o.role != "ruler"]
    if not marks and not drawn:
        yield Segment(text[start:end], base)
        return
    edges = {start, end}
    for a, b, _ in marks:
        edges |= {max(start, a), min(end, b)}
    for overlay in drawn:
        edges |= {e for e in (overlay.passage.start, overlay.passage.end) if start < e < end}
    cuts = sorted(edges)
    for a, b in pairwise(cuts):
        style = base
        for mark_start, mark_end, mark_style in marks:
            if mark_start <= a and b <= mark_end:
                style += mark_style
        yield Segment(
            text[a:b],
            style
            + _over([o for o in drawn if o.passage.start <= a and b <= o.passage.end], palette),
        )


def _over(overlays: Sequence[Overlay], palette: Palette) -> Style:
    """The style that overlays give together.

    It is the last highlight's colour, underlined when there are others below it, with search and
    selection above all.
    """
    style = Style.null()
    highlights = [o for o in overlays if o.role.startswith("highlight")]
    if highlights:
        style += palette[highlights[-1].role]
    if len(highlights) > 1:
        style += palette["overlap"]
    for overlay in sorted((o for o in overlays if o not in highlights), key=_layer):
        style += palette[overlay.role]
    return style


_LAYERS = ("suggested", "match", "current-match", "selection")


def _layer(overlay: Overlay) -> int:
    return _LAYERS.index(overlay.role)
