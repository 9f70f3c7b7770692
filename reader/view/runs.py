"""What a row shows: its words, cut wherever their look changes, and what lies over them.

No Textual here: the first screen of a text is drawn from this before Textual is loaded, and must
look as the page that takes its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

from article.model import Block
from article.passage import Passage, PassageIndex
from reader.view.cells import width_of
from reader.view.frame import GUTTER, Frame
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

HIGHLIGHTS: dict[str, Role] = {
    role.removeprefix("highlight-"): role
    for role in get_args(Role)
    if role.startswith("highlight-")
}
"""The role of each colour."""

_RULER = "▎"
_SIGNS = {"highlight": "▌", "note": "●", "suggested": "?"}


class Overlay(NamedTuple):
    """A passage that is drawn in some role."""

    passage: Passage
    role: Role
    has_note: bool = False
    """Whether there are words to read: the gutter shows it."""


Overlays = PassageIndex[Overlay]
"""Overlays by their passages."""


class Run(NamedTuple):
    """Characters that look alike."""

    text: str
    looks: tuple[str, ...]
    """Names of `reader.themes.LOOKS`, the lowest first; all lie on `text`."""


def runs_of(
    text: str, block: Block, row: Row, overlays: Sequence[Overlay], frame: Frame
) -> Iterator[Run]:
    """One row with its gutter from the left edge of the widget to the last cell that is not empty.

    It may be wider than the frame where a single character is.
    """
    if overlays:
        yield Run(" " * frame.margin, ())
        yield from _gutter(row, overlays)
    else:
        yield Run(" " * (frame.margin + GUTTER), ())
    if row.lead:
        yield Run(row.lead, ("lead",))
    cell = width_of(row.lead)
    if block.kind == "rule" and row.pieces:
        yield Run("─" * (frame.column - cell), ("lead",))
    elif row.pieces:
        kind = f"heading-{min(block.level, 3)}" if block.kind == "heading" else block.kind
        rules = [rule for rule in row.rules if rule >= cell]
        for piece in row.pieces:
            while rules and rules[0] < piece.cell:
                yield Run(" " * (rules[0] - cell) + "│", ("lead",))
                cell = rules.pop(0) + 1
            if piece.cell > cell:
                yield Run(" " * (piece.cell - cell), ())
            yield from _words(text, block, piece, overlays, kind)
            cell = piece.cell + width_of(text[piece.start : piece.shown])
        for rule in rules:
            yield Run(" " * (rule - cell) + "│", ("lead",))
            cell = rule + 1
        if block.kind == "code":
            yield Run(" " * (frame.column - cell), (kind,))


def _gutter(row: Row, overlays: Sequence[Overlay]) -> Iterator[Run]:
    """The sign of the notes on a row, and the ruler's bar."""
    here = [o for o in overlays if row.pieces and o.passage.overlaps(row.passage)]
    notes = [o for o in here if o.role.startswith("highlight") or o.role == "suggested"]
    if notes:
        top = notes[-1]
        kind = "suggested" if top.role == "suggested" else "note" if top.has_note else "highlight"
        sign = str(min(len(notes), 9)) if len(notes) > 1 else _SIGNS[kind]
        yield Run(sign, (f"sign-{top.role}",))
    else:
        yield Run(" ", ())
    is_ruled = any(o.role == "ruler" for o in here)
    yield Run(_RULER + " " if is_ruled else "  ", ("ruler",))


def _words(
    text: str, block: Block, piece: Piece, overlays: Sequence[Overlay], kind: str
) -> Iterator[Run]:
    """The words of a piece, cut wherever their look changes."""
    start, end = piece.start, piece.shown
    marks = [
        (block.start + mark.start, block.start + mark.end, f"mark-{mark.kind}")
        for mark in block.marks
        if block.start + mark.start < end and start < block.start + mark.end
    ]
    drawn = [o for o in overlays if o.role != "ruler"]
    if not marks and not drawn:
        yield Run(text[start:end], (kind,))
        return
    edges = {start, end}
    for a, b, _ in marks:
        edges |= {max(start, a), min(end, b)}
    for overlay in drawn:
        edges |= {e for e in (overlay.passage.start, overlay.passage.end) if start < e < end}
    for a, b in pairwise(sorted(edges)):
        looks = [kind, *(look for first, last, look in marks if first <= a and b <= last)]
        looks += _over([o for o in drawn if o.passage.start <= a and b <= o.passage.end])
        yield Run(text[a:b], tuple(looks))


def _over(overlays: Sequence[Overlay]) -> list[str]:
    """The looks that overlays give together.

    It is the last highlight's colour, underlined when there are others below it, with search and
    selection above all.
    """
    highlights = [o for o in overlays if o.role.startswith("highlight")]
    looks: list[str] = [o.role for o in highlights[-1:]]
    if len(highlights) > 1:
        looks.append("overlap")
    return looks + sorted((o.role for o in overlays if o not in highlights), key=_LAYERS.index)


_LAYERS = ("suggested", "match", "current-match", "selection")
