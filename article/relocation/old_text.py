"""The text that notes were made on, as far as it is known.

With a snapshot it is known whole. Without one, the anchors themselves still know much of it: the
quotes and contexts of notes on one text overlap and join to longer and longer pieces of it, each
at its place. What a snapshot does for all notes, these pieces do for notes with neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from article.anchor import SHORTEST_CONTEXT, Anchor
from article.matching import fold

WIDE = 100
"""Characters around a passage that are compared, where they are known."""
REPEATED = SHORTEST_CONTEXT + 16
"""Characters of context that are more than the shortest to the end of a word. There are so many
only where the nearer words stand elsewhere in the text as well."""
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
    needs_before: bool
    """Whether it takes all the context before it to tell the passage from others."""
    needs_after: bool
    """Whether it takes all the context behind it."""


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
    return bool(anchor.exact) and anchor.start >= 0 and text.startswith(anchor.exact, anchor.start)


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
    pieces: list[str] = []
    piece = ""
    piece_start = piece_position = 0  # in the joined pieces, and in the text they are from
    starts = [0] * len(anchors)
    piece_of = [0] * len(anchors)
    for position, whole, index in wholes:
        offset = position - piece_position
        known = piece[offset : offset + len(whole)]
        if not 0 <= offset <= len(piece) or not whole.startswith(known):
            pieces.append(piece)
            piece_start += len(piece) + len(_BREAK)
            piece_position, piece, offset, known = position, "", 0, ""
        piece += whole[len(known) :]
        starts[index] = piece_start + offset + len(anchors[index].prefix)
        piece_of[index] = len(pieces)
    pieces.append(piece)
    ends = list(accumulate((len(piece) + len(_BREAK) for piece in pieces), initial=0))
    known_parts = [(ends[number], ends[number + 1] - len(_BREAK)) for number in piece_of]
    return _old_text(_BREAK.join(pieces), anchors, starts, known_parts, is_whole=False)


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
    there: Callable[[int], int] = folded.folded if folded.cuts else int
    places: list[Place] = []
    for anchor, start, (low, high) in zip(anchors, starts, known, strict=True):
        end = start + len(anchor.exact)
        before, after = len(anchor.prefix), len(anchor.suffix)
        place = Place(
            start=there(start),
            end=there(end),
            first=there(max(low, start - before)),
            last=there(min(high, end + after)),
            low=there(max(low, start - max(before, WIDE))),
            high=there(min(high, end + max(after, WIDE))),
            position=anchor.start,
            needs_before=not is_whole and before > REPEATED,
            needs_after=not is_whole and after > REPEATED,
        )
        places.append(place)
    return OldText(folded.text, tuple(places), is_whole)
