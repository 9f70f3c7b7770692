"""The text that notes were made on, as far as it is known.

With a snapshot it is known whole. Without one, the anchors themselves still know much of it: the
quotes and contexts of notes on one text overlap and join to longer and longer pieces of it, each
at its place. What a snapshot does for all notes, these pieces do for notes with neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from article.anchor import Anchor
from article.matching import fold

WIDE = 100
"""Characters around a passage that are compared, where they are known."""
_BREAK = "\0"
"""Between pieces that do not touch."""


class Place(NamedTuple):
    """Where a passage is in the known part of the old text, folded."""

    start: int
    end: int
    first: int
    """Where the context begins that its anchor keeps."""
    last: int
    """The position behind that context."""
    low: int
    """Where the words begin that are known before it, `WIDE` of them at most."""
    high: int
    """The position behind those that are known after it."""
    position: int
    """Where it began in the whole text that it was made on."""


@dataclass(frozen=True, slots=True)
class OldText:
    """What is known of an old text, and where the passages are in it."""

    text: str
    """Folded."""
    places: tuple[Place, ...]
    """One for each anchor, in their order."""
    is_whole: bool
    """Whether the whole old text is known."""


def fits(anchor: Anchor, text: str) -> bool:
    """Whether the words of the anchor are in the text at the anchor's position."""
    return anchor.start >= 0 and text.startswith(anchor.exact, anchor.start)


def from_snapshot(snapshot: str, anchors: Sequence[Anchor]) -> OldText:
    """The whole old text, for anchors that fit it."""
    starts = [anchor.start for anchor in anchors]
    whole = (0, len(snapshot))
    return _old_text(snapshot, anchors, starts, [whole] * len(anchors), is_whole=True)


def from_anchors(anchors: Sequence[Anchor]) -> OldText:
    """The pieces of the old text that the anchors know.

    An anchor that contradicts those before it gets a piece of its own.
    """
    wholes = sorted(
        (anchor.start - len(anchor.prefix), anchor.prefix + anchor.exact + anchor.suffix, index)
        for index, anchor in enumerate(anchors)
    )
    parts: list[str] = []
    starts = [0] * len(anchors)
    pieces = [0] * len(anchors)
    piece_starts: list[int] = []
    length = 0
    tail, tail_position = "", 0  # what is known from the last anchor's first word on
    for position, whole, index in wholes:
        tail = tail[position - tail_position :]
        tail_position = position
        shared = min(len(tail), len(whole))
        if not tail or tail[:shared] != whole[:shared]:
            parts.append(_BREAK)
            length += len(_BREAK)
            piece_starts.append(length)
            tail, shared = "", 0
        starts[index] = length - len(tail) + len(anchors[index].prefix)
        pieces[index] = len(piece_starts) - 1
        parts.append(whole[shared:])
        length += len(whole) - shared
        tail += whole[shared:]
    piece_ends = [*(start - len(_BREAK) for start in piece_starts[1:]), length]
    known = [(piece_starts[piece], piece_ends[piece]) for piece in pieces]
    return _old_text("".join(parts), anchors, starts, known, is_whole=False)


def _old_text(
    text: str,
    anchors: Sequence[Anchor],
    starts: Sequence[int],
    known: Sequence[tuple[int, int]],
    *,
    is_whole: bool,
) -> OldText:
    """The text folded, with the place of each anchor.

    `starts` are where their words begin, `known` the stretches of the text that are around them.
    """
    folded = fold(text)
    places: list[Place] = []
    for anchor, start, (low, high) in zip(anchors, starts, known, strict=True):
        end = start + len(anchor.exact)
        first, last = max(low, start - len(anchor.prefix)), min(high, end + len(anchor.suffix))
        wide_first, wide_last = max(low, start - WIDE), min(high, end + WIDE)
        bounds = start, end, first, last, min(first, wide_first), max(last, wide_last)
        if folded.cuts:
            bounds = tuple(map(folded.folded, bounds))
        places.append(Place(*bounds, anchor.start))
    return OldText(folded.text, tuple(places), is_whole)
