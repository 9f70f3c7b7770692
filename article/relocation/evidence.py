"""What speaks for a place: how much of a passage, and of the words around it, is still there."""

from __future__ import annotations

from collections.abc import Sequence
from string import punctuation
from typing import NamedTuple

from article.matching import one_line
from article.relocation.alignment import Run
from article.relocation.old_text import Place
from article.relocation.text_map import TextMap, cut

STRETCHED = 0.1
"""What a character that was inserted counts against one that was kept."""
NEXT_TO = 100
"""Characters within which the context must lie to be next to the passage."""
NEIGHBOURHOOD = 5_000
"""Characters between the neighbours of a passage up to which they say something of it."""
_MARKS = dict.fromkeys(map(ord, f"{punctuation} \n"))
REPLACED = 2
"""What stands for the replaced end of a passage is taken in up to so many times its length,"""
INSERTED = 100
"""and so many characters more."""


class Evidence(NamedTuple):
    """What speaks for one place of a passage; positions in the new text, folded."""

    start: int
    end: int
    quote: float
    """How much of the passage is there, 0 to 1."""
    before: float
    """How much of the words in front of it is there, next to it."""
    after: float
    """How much of the words behind it is there, next to it."""
    in_order: bool
    """Whether it stands between those neighbours that kept their order."""
    is_alone: bool
    """Whether it has no such neighbours, or none near enough to tell anything."""
    verbatim: bool
    """Whether all its words are the same, and nothing came between them."""

    @property
    def confidence(self) -> float:
        """How sure it is that the passage is there, 0 to 1."""
        sure = 0.5 * self.quote + 0.25 * self.before + 0.25 * self.after
        return sure if self.in_order else 0.9 * sure

    @property
    def figures(self) -> str:
        """The same in words."""
        shares = (("quote", self.quote), ("context before", self.before), ("after", self.after))
        words = ", ".join(f"{name} {share * 100:.0f} %" for name, share in shares)
        return words if self.in_order else f"{words}, out of order"


class Trace(NamedTuple):
    """What was kept, together, of a stretch of the old text; all zero if nothing was."""

    share: float = 0.0
    """How much of it, 0 to 1."""
    old_start: int = 0
    old_end: int = 0
    start: int = 0
    """Where that begins in the new text."""
    end: int = 0


def weigh(
    old: str, new: str, place: Place, runs: Sequence[Run], text_map: TextMap
) -> Evidence | None:
    """The evidence for where the runs say that a passage is, if they say anything.

    `runs` are what both texts share of the passage and its context, in the order of the old text.
    Where only the context is left the evidence is of an empty stretch next to it.
    """
    quote = trace(old, runs, place.start, place.end)
    before = trace(old, runs, place.low, place.start)
    after = trace(old, runs, place.end, place.high)
    if not quote.share:
        if not (before.share or after.share):
            return None
        gap = before.end if before.share >= after.share else after.start
        quote = Trace(0.0, place.start, place.end, gap, gap)
    front = before.share if 0 <= quote.start - before.end <= NEXT_TO else 0.0
    back = after.share if 0 <= after.start - quote.end <= NEXT_TO else 0.0
    window = text_map.window(place.start)
    is_alone = not window.is_known or window.end - window.start > NEIGHBOURHOOD
    if is_alone and place.needs_before and trace(old, runs, place.first, place.start).share < 1:
        front = 0.0
    if is_alone and place.needs_after and trace(old, runs, place.end, place.last).share < 1:
        back = 0.0
    quote = _made_whole(old, new, place, quote)
    start, end = quote.start, quote.end
    if front and before.old_end >= place.start - 1:
        start -= _taken_in(new[before.end : start].lstrip(), quote.old_start - place.start)
    if back and after.old_start <= place.end + 1:
        end += _taken_in(new[end : after.start].rstrip(), place.end - quote.old_end)
    if place.low == place.start:
        front = back  # at the start of the text nothing can be said of what is before
    elif place.high == place.end:
        back = front
    return Evidence(
        start,
        end,
        quote.share,
        front,
        back,
        in_order=window.start <= start <= window.end,
        is_alone=is_alone,
        verbatim=one_line(new[start:end]) == one_line(old[place.start : place.end]),
    )


def _made_whole(old: str, new: str, place: Place, quote: Trace) -> Trace:
    """The trace of all of the passage, if it stands word for word where some of it was kept.

    Its end, such as a full stop, may have been taken for the same end of what was deleted or
    inserted next to it.
    """
    length = place.end - place.start
    words = one_line(old[place.start : place.end])
    by_start = quote.start - (quote.old_start - place.start)
    by_end = quote.end + (place.end - quote.old_end) - length
    for start in (by_start, by_end):
        if quote.share and start >= 0 and one_line(new[start : start + length]) == words:
            return Trace(1.0, place.start, place.end, start, start + length)
    return quote


def _taken_in(between: str, lost: int) -> int:
    """How much of what stands between passage and context belongs to the passage.

    If an end of the passage was replaced, that is what replaced it.
    """
    return len(between) if lost and len(between) <= REPLACED * lost + INSERTED else 0


def trace(old: str, runs: Sequence[Run], start: int, end: int) -> Trace:
    """What was kept of a stretch of the old text: the best part of it, as one stretch.

    Words that survived far from the others do not count: every inserted character takes something
    away, as in local alignment (Smith and Waterman), and the part that is worth most wins.
    """
    parts = cut(runs, start, end)
    if not parts:
        return Trace()
    if len(parts) == 1:
        first, last = parts[0], parts[0]
        share = _share(old[first.old : first.old_end], old[start:end])
    else:
        kept = _best(parts)
        first, last = kept[0], kept[-1]
        share = _share("".join([old[at : at + length] for at, _, length in kept]), old[start:end])
    return Trace(share, first.old, last.old_end, first.new, last.new_end)


def _best(parts: Sequence[Run]) -> Sequence[Run]:
    """Those that are worth most together."""
    first = best_first = best_last = 0
    score = best_score = 0.0
    behind = parts[0].new
    for index, (_, new, length) in enumerate(parts):
        score = score - STRETCHED * (new - behind) if new >= behind else 0.0
        if score <= 0:
            first, score = index, 0.0
        score += length
        if score > best_score:
            best_first, best_last, best_score = first, index, score
        behind = new + length
    return parts[best_first : best_last + 1]


def _share(kept: str, whole: str) -> float:
    """How much was kept, of letters or of all that is visible, whichever is less.

    So neither a row of marks without its words counts for much nor words without their marks.
    """
    visible, kept_visible = _visible(whole), _visible(kept)
    if visible == kept_visible:
        return 1.0 if visible or kept == whole else 0.0
    share = kept_visible / visible
    letters = _letters(whole)
    return min(share, _letters(kept) / letters) if letters else share


def _letters(folded: str) -> int:
    if folded.isascii():
        return len(folded.translate(_MARKS))  # the same in a tenth of the time
    return sum(map(str.isalnum, folded))


def _visible(folded: str) -> int:
    return len(folded) - folded.count(" ") - folded.count("\n")
