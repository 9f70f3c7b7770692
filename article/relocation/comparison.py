"""One old text compared with the new one: what speaks for which place of a passage."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from article.matching import one_line, places_of
from article.relocation.alignment import Run, common_runs
from article.relocation.decision import is_enough
from article.relocation.elsewhere import WholeText
from article.relocation.evidence import Evidence, weigh
from article.relocation.intact import find_intact
from article.relocation.landmarks import find_landmarks
from article.relocation.old_text import OldText, Place
from article.relocation.text_map import TextMap

CERTAIN = 0.6
"""Confidence from which a place that the map gives, and that is good enough, is not doubted."""
FAR = 50
"""Passages before one that was lost, among which an intact one is looked for."""
SHORT = 30
"""A passage of fewer characters may have no sequence of words to look up; it is searched for."""
MOST = 8
"""Places of a short passage that are looked at; one that is more frequent is not looked for."""
SEARCHES = 2_000
"""How many short passages are searched for in all: a second in three million characters."""


class Comparison:
    """An old text, as far as it is known, beside the new one, both folded.

    What is costly is worked out when it is first needed, and kept.
    """

    def __init__(self, old: OldText, new: str) -> None:
        """The places of the old text must be in its order."""
        self._old = old
        self._new = new
        self._searches = 0

    @cached_property
    def _line(self) -> str:
        return one_line(self._new)

    @cached_property
    def _map(self) -> TextMap:
        known = (
            find_landmarks(self._old.text, self._new)
            if self._old.is_whole
            else find_intact(self._old, self._line)
        )
        return TextMap(self._old.text, self._new, known)

    @cached_property
    def _whole_text(self) -> WholeText:
        return WholeText(self._line)

    def intact(self, index: int) -> tuple[int, int] | None:
        """Where a passage stands among the same words and the same neighbours, if it does."""
        place = self._old.places[index]
        run = self._map.standing(place.first, place.last)
        return (run.at(place.start), run.at(place.end)) if run else None

    def expected(self, index: int) -> int:
        """Where a passage would be if nothing had changed since the last intact one before it."""
        place = self._old.places[index]
        shift = 0
        for nearest in range(index - 1, max(-1, index - FAR), -1):
            if found := self.intact(nearest):
                shift = found[0] - self._old.places[nearest].position
                break
        return max(0, min(place.position + shift, len(self._new)))

    def evidence(self, chosen: Sequence[int]) -> list[list[Evidence]]:
        """What speaks for which places of the chosen passages."""
        places = [self._old.places[index] for index in chosen]
        kept = [self._map.runs(place.low, place.high) for place in places]
        found = [self._weighed(*each) for each in zip(places, kept, strict=True)]
        doubted = [index for index, evidence in enumerate(found) if not any(map(_is_sure, evidence))]
        if doubted:
            self._look_elsewhere(
                [places[index] for index in doubted],
                [kept[index] for index in doubted],
                [found[index] for index in doubted],
            )
        return found

    def _look_elsewhere(
        self,
        places: Sequence[Place],
        kept: Sequence[Sequence[Run]],
        found: Sequence[list[Evidence]],
    ) -> None:
        """Add to what was found what the whole new text has, but for what is kept already."""
        windows = self._whole_text.windows(
            [one_line(self._old.text[place.low : place.high]) for place in places],
            [
                [run._replace(old=run.old - place.low) for run in runs]
                for place, runs in zip(places, kept, strict=True)
            ],
        )
        for place, stretches, evidence in zip(places, windows, found, strict=True):
            for start, end in stretches:
                evidence += self._within(place, start, end)
            if not evidence and place.end - place.start < SHORT:
                for start, end in self._occurrences(place):
                    evidence += self._within(place, start, end)

    def _weighed(self, place: Place, runs: Sequence[Run]) -> list[Evidence]:
        found = weigh(self._old.text, self._new, place, runs, self._map)
        return [found] if found else []

    def _within(self, place: Place, start: int, end: int) -> list[Evidence]:
        """The evidence in a stretch of the new text."""
        runs = common_runs(self._old.text[place.low : place.high], self._new[start:end])
        return self._weighed(
            place, [Run(place.low + old, start + new, length) for old, new, length in runs]
        )

    def _occurrences(self, place: Place) -> list[tuple[int, int]]:
        """Where the words of a short passage occur, if that is not often."""
        self._searches += 1
        if self._searches > SEARCHES:
            return []
        words = one_line(self._old.text[place.start : place.end])
        found = places_of(self._line, words, MOST + 1)
        return [(start, start + len(words)) for start in found] if len(found) <= MOST else []


def _is_sure(found: Evidence) -> bool:
    return found.confidence >= CERTAIN and is_enough(found)
