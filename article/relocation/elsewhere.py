"""Passages that are looked for in the whole new text: what was moved, or stands alone.

Some sequences of words from a passage and from what is around it are looked up in the new text.
Those that agree where the passage would have to be vote for that place.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import accumulate, compress, count
from typing import NamedTuple, TypeVar

from article.matching import places_of
from article.relocation.alignment import Run

SEED = 3
"""Words of a sequence; few sequences are often in one text by chance."""
SEED_CHARACTERS = 8
"""Characters of a sequence in a text that sets no spaces between words."""
UNSPACED = 20
"""Characters from one space to the next, in the mean, of such a text."""
SEEDS = 8
"""Sequences of one passage, spread over it and its context."""
FEW = 150
"""Sequences that are searched for one by one. More are looked up at every word of the text, which
takes the same time for any number of them."""
COMMON = 6
"""A sequence that occurs more often says too little of where it belongs."""
DRIFT = 30
"""Characters by which two sequences may disagree where the passage begins, and an eighth of its
length more: words were inserted or deleted between them."""
Item = TypeVar("Item")

_word = re.compile(r"\w+[^\w\0]*|\W+")
_word_start = re.compile(r"(?<=\W)\w")
AT_ONCE = 1_000_000
"""Characters that are cut into words in one call, which lets no other thread run meanwhile."""
_BREAK = "\0"
"""Between stretches that do not touch."""
BEST = 4
"""Places of one passage that are looked at, if they have half the votes of the best."""


class Stretch(NamedTuple):
    """A passage of the old text with what is around it; offsets count from its first character."""

    text: str
    """On one line."""
    start: int
    """Where the passage begins."""
    end: int
    kept: Sequence[Run]
    """What was found of it already; that is not looked up."""


class Seed(NamedTuple):
    """A sequence of words in a stretch."""

    words: str
    offset: int


class Window(NamedTuple):
    """A stretch of the new text in which a passage may be."""

    start: int
    end: int


class FreeText:
    """The stretches of the new text that no known passage takes, to look up words in them."""

    def __init__(self, new: str, stretches: Sequence[tuple[int, int]]) -> None:
        """`new` is folded, on one line."""
        self._new = _BREAK.join(new[start:end] for start, end in stretches)
        lengths = (end - start + len(_BREAK) for start, end in stretches)
        self._starts_here = list(accumulate(lengths, initial=0))
        self._starts_there = [start for start, _ in stretches]
        self._is_spaced = len(new) < UNSPACED * (new.count(" ") + 1)
        self._size = SEED if self._is_spaced else SEED_CHARACTERS

    def __len__(self) -> int:
        """Characters in all."""
        return len(self._new)

    def occurrences(self, words: str, most: int) -> list[int]:
        """Where the words stand in the new text; that many places at most."""
        return [self._there(place) for place in places_of(self._new, words, most)]

    def windows(self, sought: Sequence[Stretch]) -> list[list[Window]]:
        """For each stretch of the old text, those of the new one that most sequences agree on."""
        seeds = [self._seeds(stretch) for stretch in sought]
        found = self._places({seed.words for each in seeds for seed in each})
        return [
            _windows(
                ((place - offset, offset) for words, offset in each for place in found[words]),
                len(stretch.text),
            )
            for each, stretch in zip(seeds, sought, strict=True)
        ]

    def _seeds(self, stretch: Stretch) -> list[Seed]:
        """Some sequences of a stretch that are not kept already, half of them of the passage."""
        words = self._cut(stretch.text)
        starts = _starts(words)
        places = range(len(words) - self._size + 1)
        first = bisect_left(starts, stretch.start)
        last = max(first, bisect_right(starts, stretch.end) - self._size)
        seeds: list[Seed] = []
        for part in (places[first:last], [*places[:first], *places[last:]]):
            some = (
                Seed("".join(words[place : place + self._size]), starts[place])
                for place in _spread(part, 2 * SEEDS)
            )
            new = [seed for seed in some if not _is_kept(seed, stretch.kept)]
            seeds += _spread(new, SEEDS // 2)
        return seeds

    def _places(self, seeds: Collection[str]) -> dict[str, list[int]]:
        """Where each sequence begins in the text; nowhere if it is too common."""
        if len(seeds) <= FEW:
            found = {seed: self._searched(seed) for seed in seeds}
        else:
            found = self._looked_up(seeds)
        return {
            seed: [self._there(place) for place in places] if len(places) <= COMMON else []
            for seed, places in found.items()
        }

    def _there(self, place: int) -> int:
        """The position in the new text of one in its free stretches."""
        stretch = bisect_right(self._starts_here, place) - 1
        return self._starts_there[stretch] + place - self._starts_here[stretch]

    def _searched(self, seed: str) -> list[int]:
        places = places_of(self._new, seed, COMMON + 1)
        return [
            place
            for place in places
            if not (self._cuts_word(place) or self._cuts_word(place + len(seed)))
        ]

    def _cuts_word(self, place: int) -> bool:
        around = self._new[max(0, place - 1) : place + 1]
        return self._is_spaced and len(around) == 2 and around.isalnum()

    def _looked_up(self, seeds: Collection[str]) -> dict[str, list[int]]:
        words, starts = self._index
        found: dict[tuple[str, ...], list[int]] = {tuple(self._cut(seed)): [] for seed in seeds}
        sequences = zip(*(words[offset:] for offset in range(self._size)), strict=False)
        for place in compress(count(), map(found.__contains__, sequences)):
            found[tuple(words[place : place + self._size])].append(starts[place])
        return {"".join(words): places for words, places in found.items()}

    @cached_property
    def _index(self) -> tuple[list[str], list[int]]:
        words = self._cut(self._new)
        return words, _starts(words)

    def _cut(self, text: str) -> list[str]:
        """The words of the text, each with what is behind it up to the next."""
        if not self._is_spaced:
            return list(text)
        words: list[str] = []
        start = 0
        while start < len(text):
            following = _word_start.search(text, start + AT_ONCE)
            end = following.start() if following else len(text)
            words += _word.findall(text, start, end)
            start = end
        return words


def _starts(words: Sequence[str]) -> list[int]:
    """Where each of the words begins in the text that was cut."""
    return list(accumulate(map(len, words), initial=0))


def _spread(items: Sequence[Item], most: int) -> Sequence[Item]:
    """That many of the items at most, evenly chosen."""
    return items[:: -(-len(items) // most)] if items else items


def _is_kept(seed: Seed, kept: Iterable[Run]) -> bool:
    end = seed.offset + len(seed.words)
    return any(run.old <= seed.offset and end <= run.old_end for run in kept)


def _windows(votes: Iterable[tuple[int, int]], length: int) -> list[Window]:
    """The stretches that votes agree on, the best first.

    A vote is the place in the new text where the stretch would begin, and the offset in the
    stretch of what was found.
    """
    drift = DRIFT + length // 8
    groups: list[list[tuple[int, int]]] = []
    for vote in sorted(votes):
        if groups and vote[0] - groups[-1][-1][0] <= drift:
            groups[-1].append(vote)
        else:
            groups.append([vote])
    counted = [(len({offset for _, offset in group}), group) for group in groups]
    counted.sort(key=lambda each: each[0], reverse=True)
    return [
        Window(max(0, group[0][0] - drift), group[-1][0] + length + drift)
        for votes_for, group in counted[:BEST]
        if votes_for >= counted[0][0] / 2
    ]
