"""One old text compared with the new one: what speaks for which place of a passage."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial

from article.anchor import Anchor
from article.matching import Folded, fold, one_line
from article.relocation.alignment import Run, common_runs
from article.relocation.budget import Budget
from article.relocation.decision import SUGGESTED_QUOTE, decide, is_enough
from article.relocation.elsewhere import FreeText, Stretch, Window
from article.relocation.evidence import Evidence, weigh
from article.relocation.intact import find_intact
from article.relocation.landmarks import find_landmarks
from article.relocation.old_text import OldText, Place, from_anchors, from_snapshot
from article.relocation.text_map import TextMap
from article.resolution import Resolution

CERTAIN = 0.6
"""Confidence from which a place that the map gives, and that is good enough, is not doubted."""
FAR = 50
"""Passages before one that was lost, among which an intact one is looked for."""
SHORT = 30
"""A passage of fewer characters may have no sequence of words to look up; it is searched for."""
MOST = 8
"""Places of a short passage that are looked at; one that is more frequent is not looked for."""
SEARCHED = 50_000_000
"""Characters that are searched for short passages in all, which takes a twentieth of a second."""
ALIGNED = 3_000_000
"""Bytes of passages and of places elsewhere that are aligned in all, about a second's work.
A long text with a change in every paragraph, and ten thousand notes, takes a quarter of it."""
CLAIMED = 0.5
"""How much of a place may be what other passages of the old text became."""


class Comparison:
    """An old text, as far as it is known, beside the new one.

    What is costly is worked out when it is first needed, and kept.
    """

    def __init__(self, anchors: Sequence[Anchor], snapshot: str | None, new: Folded) -> None:
        """The anchors must be in the order of the old text; its snapshot is used if it is given."""
        self._anchors = anchors
        self._snapshot = snapshot
        self._folded = new
        self._new = new.text
        self._found: dict[int, Resolution] = {}
        self._searched = 0
        self._budget = Budget(ALIGNED)

    def with_anchors(self, anchors: Sequence[Anchor]) -> Comparison:
        """The comparison of the same texts for other anchors; this one if they are the same."""
        if anchors == self._anchors:
            return self
        other = Comparison(anchors, self._snapshot, self._folded)
        if self._snapshot is not None:
            other._whole, other._map = self._whole, self._map
        return other

    def resolve(self, chosen: Sequence[int]) -> list[Resolution]:
        """What became of the chosen passages of the old text, by their indices."""
        wanted = [index for index in chosen if index not in self._found]
        rest: list[int] = []
        starts, ends = self._old.starts, self._old.ends
        for index in wanted:
            shift = self._shifts[index]
            if shift is None:
                rest.append(index)
                continue
            passage = self._folded.passage(starts[index] + shift, ends[index] + shift)
            self._found[index] = Resolution(
                "exact", passage, 1.0, "among the same words", near=passage.start
            )
        for index, (evidence, is_all) in zip(rest, self._evidence(rest), strict=True):
            expected = partial(self.expected, index)
            self._found[index] = decide(evidence, self._folded, expected, is_all=is_all)
        return [self._found[index] for index in chosen]

    def expected(self, index: int) -> int:
        """Where in the folded new text a passage is, or would be, to judge by those before it."""
        position = self._old.positions[index]
        for nearest in range(index, max(-1, index - FAR), -1):
            shift = self._shifts[nearest]
            if shift is not None:
                ahead = position - self._old.positions[nearest]
                return min(self._old.starts[nearest] + shift + ahead, len(self._new))
        return max(0, min(position, len(self._new)))

    @cached_property
    def _line(self) -> str:
        return one_line(self._new)

    @cached_property
    def _whole(self) -> Folded | None:
        """The whole old text, if it is known."""
        return None if self._snapshot is None else fold(self._snapshot)

    @cached_property
    def _old(self) -> OldText:
        if self._whole is None:
            return from_anchors(self._anchors)
        return from_snapshot(self._whole, self._anchors)

    @cached_property
    def _map(self) -> TextMap:
        known = (
            find_landmarks(self._old.text, self._new)
            if self._old.is_whole
            else find_intact(self._old, self._line)
        )
        return TextMap(self._old.text, self._new, known)

    @cached_property
    def _free_text(self) -> FreeText:
        return FreeText(self._line, self._map.free())

    @cached_property
    def _shifts(self) -> list[int | None]:
        """By how much each passage was shifted that stands among the same words, as it did."""
        return self._map.shifts(self._old.firsts, self._old.lasts)

    def _evidence(self, chosen: Sequence[int]) -> list[tuple[list[Evidence], bool]]:
        """What speaks for which places of the chosen passages, and whether that is all."""
        places = [self._old.place(index) for index in chosen]
        kept: list[list[Run]] = []
        is_all: list[bool] = []
        for place in places:
            refused = self._refused
            kept.append(self._map.runs(place.low, place.high))
            is_all.append(self._refused == refused)
        found = [self._weighed(*each) for each in zip(places, kept, strict=True)]
        doubted = [
            index for index, evidence in enumerate(found) if not any(map(_is_sure, evidence))
        ]
        if doubted:
            stretches = [
                self._stretch(places[index], [] if _is_alone(found[index]) else kept[index])
                for index in doubted
            ]
            windows = self._free_text.windows(stretches)
            for index, each in zip(doubted, windows, strict=True):
                refused = self._refused
                found[index] += self._elsewhere(places[index], each, found[index])
                is_all[index] &= self._refused == refused
        return list(zip(found, is_all, strict=True))

    @property
    def _refused(self) -> int:
        return self._budget.refused + self._map.refused

    def _stretch(self, place: Place, kept: Sequence[Run]) -> Stretch:
        text = one_line(self._old.text[place.low : place.high])
        moved = [run._replace(old=run.old - place.low) for run in kept]
        return Stretch(text, place.start - place.low, place.end - place.low, moved)

    def _elsewhere(
        self, place: Place, windows: Sequence[Window], found: Sequence[Evidence]
    ) -> list[Evidence]:
        """The evidence in some stretches of the new text, or where a short passage occurs.

        What another passage of the old text became is left to that.
        """
        evidence = [each for start, end in windows for each in self._within(place, start, end)]
        is_short = place.end - place.start < SHORT
        if is_short and not any(each.quote for each in (*found, *evidence)):
            for start, end in self._occurrences(place):
                evidence += self._within(place, start, end)
        return [each for each in evidence if not self._is_claimed(each, place)]

    def _is_claimed(self, each: Evidence, place: Place) -> bool:
        claimed = self._map.claimed(each.start, each.end, place)
        return claimed > CLAIMED * (each.end - each.start)

    def _weighed(self, place: Place, runs: Sequence[Run]) -> list[Evidence]:
        found = weigh(self._old.text, self._new, place, runs, self._map)
        return [found] if found else []

    def _within(self, place: Place, start: int, end: int) -> list[Evidence]:
        """The evidence in a stretch of the new text.

        Where the context leads astray, because the passage has left it, the passage is aligned
        without it.
        """
        found = self._aligned(place, place.low, place.high, start, end)
        if any(each.quote >= SUGGESTED_QUOTE for each in found):
            return found
        return self._aligned(place, place.start, place.end, start, end)

    def _aligned(self, place: Place, low: int, high: int, start: int, end: int) -> list[Evidence]:
        """The evidence that comes from aligning two stretches, if there is a need for it."""
        old, new = self._old.text[low:high], self._new[start:end]
        at = new.find(old)
        if at >= 0:
            runs = [Run(0, at, high - low)]
        else:
            runs = common_runs(old, new) if self._budget.allows(old, new) else []
        return self._weighed(
            place, [Run(low + old, start + new, length) for old, new, length in runs]
        )

    def _occurrences(self, place: Place) -> list[tuple[int, int]]:
        """Where the words of a short passage occur, if that is not often."""
        self._searched += len(self._free_text)
        if self._searched > SEARCHED:
            return []
        words = one_line(self._old.text[place.start : place.end])
        found = self._free_text.occurrences(words, MOST + 1)
        return [(start, start + len(words)) for start in found] if len(found) <= MOST else []


def _is_sure(found: Evidence) -> bool:
    return not found.is_alone and found.confidence >= CERTAIN and is_enough(found)


def _is_alone(found: Sequence[Evidence]) -> bool:
    """Whether no neighbours speak for what was found, so that there may be twins of it."""
    return any(place.is_alone for place in found)
