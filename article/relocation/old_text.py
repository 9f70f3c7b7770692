"""The text that notes were made on, as far as it is known.

With a snapshot it is known whole. Without one, the anchors themselves still know much of it: the
quotes and contexts of notes on one text overlap and join to longer and longer pieces of it, each
at its place. What a snapshot does for all notes, these pieces do for notes with neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from article.anchor import SHORTEST_CONTEXT, Anchor
from article.matching import Folded, fold

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
    needs_before: bool
    """Whether it takes all the context before it to tell the passage from others."""
    needs_after: bool
    """Whether it takes all the context behind it."""


class OldText(NamedTuple):
    """What is known of an old text, and where the passages are in it.

    Of ten thousand passages most stand as they stood, and little is asked of them; so there is a
    list of each figure, and a `Place` is made for those that need one.
    """

    text: str
    """Folded."""
    is_whole: bool
    """Whether the whole old text is known."""
    positions: Sequence[int]
    """Where each passage began in the whole text that it was made on."""
    starts: Sequence[int]
    """Where each passage begins in the folded text."""
    ends: Sequence[int]
    """The position behind each."""
    firsts: Sequence[int]
    """Where the context begins that its anchor keeps."""
    lasts: Sequence[int]
    """The position behind that context."""
    known: Sequence[tuple[int, int]]
    """The piece of the text that is known around it."""

    def place(self, index: int) -> Place:
        """All that is known of one passage."""
        start, end = self.starts[index], self.ends[index]
        first, last = self.firsts[index], self.lasts[index]
        low, high = self.known[index]
        return Place(
            start=start,
            end=end,
            first=first,
            last=last,
            low=min(first, max(low, start - WIDE)),
            high=max(last, min(high, end + WIDE)),
            needs_before=not self.is_whole and start - first > REPEATED,
            needs_after=not self.is_whole and last - end > REPEATED,
        )


def fits(anchor: Anchor, text: str) -> bool:
    """Whether the words of the anchor are in the text at the anchor's position."""
    return bool(anchor.exact) and anchor.start >= 0 and text.startswith(anchor.exact, anchor.start)


def from_snapshot(snapshot: Folded, anchors: Sequence[Anchor]) -> OldText:
    """The whole old text, for anchors that fit it."""
    starts = [anchor.start for anchor in anchors]
    known = [(0, len(snapshot.text))] * len(anchors)
    return _old_text(snapshot, anchors, starts, known, is_whole=True)


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
    folded = fold(_BREAK.join(pieces))
    piece_starts = list(accumulate((len(each) + len(_BREAK) for each in pieces[:-1]), initial=0))
    piece_ends = [start + len(each) for start, each in zip(piece_starts, pieces, strict=True)]
    bounds = list(zip(_there(folded, piece_starts), _there(folded, piece_ends), strict=True))
    known_parts = [bounds[number] for number in piece_of]
    return _old_text(folded, anchors, starts, known_parts, is_whole=False)


def _old_text(
    folded: Folded,
    anchors: Sequence[Anchor],
    starts: Sequence[int],
    known: Sequence[tuple[int, int]],
    *,
    is_whole: bool,
) -> OldText:
    """The folded text with what is known of each anchor, whose words begin at `starts`."""
    ends = [start + len(anchor.exact) for start, anchor in zip(starts, anchors, strict=True)]
    firsts = [
        max(0, start - len(anchor.prefix)) for start, anchor in zip(starts, anchors, strict=True)
    ]
    lasts = [end + len(anchor.suffix) for end, anchor in zip(ends, anchors, strict=True)]
    return OldText(
        text=folded.text,
        is_whole=is_whole,
        positions=[anchor.start for anchor in anchors],
        starts=_there(folded, starts),
        ends=_there(folded, ends),
        firsts=_there(folded, firsts),
        lasts=_there(folded, lasts),
        known=known,
    )


def _there(folded: Folded, positions: Sequence[int]) -> Sequence[int]:
    """Where positions of the original text are in the folded one."""
    if folded.cuts:
        positions = [folded.folded(position) for position in positions]
    most = len(folded.text)
    return [position if position < most else most for position in positions]
