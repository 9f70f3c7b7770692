"""Enumerations in prose, lists and headings: the numbered priorities of a text.

An enumeration is a run of at least two items, each opened by a marker. `markers` reads what could
be one, `series` joins those whose numbers run, `enumerations` leaves those that count points, and
`extents` and `labels` say where an item ends and how it is called.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from article.enumerations import Enumerations
from article.extents import Extents
from article.labels import label_of
from article.language import language_of
from article.lexicon import Lexicon, lexicon_of
from article.markers import ORDINAL, Marker, Place, find_markers
from article.model import Block, Priority
from article.passage import Passage
from article.sentences import SentenceIndex
from article.series import Series, run_numbers
from article.unnumbered import find_unnumbered

_READ_LENGTH = 600
"""So much of a sentence is read for a label."""
_COUNTED_LENGTH = 2000
"""So much of an item counts when the main enumeration is chosen."""


def find_series(
    text: str, blocks: Sequence[Block], language: str = ""
) -> tuple[tuple[Priority, ...], ...]:
    """Every enumeration of the text; the main one first, the others in the order of the text.

    The main one stands at the highest level and says most. One that the text does not number
    itself is it only where there is no other.
    """
    language = language_of(text, language)
    sentences = SentenceIndex(text, blocks, language)
    finder = _Finder(text, blocks, lexicon_of(language), sentences)
    found = finder.numbered()
    starts = sorted(item.passage.start for _, items in found for item in items)
    found += finder.unnumbered(starts)
    if not found:
        return ()
    found.sort(key=lambda each: each[1][0].passage.start)
    main = max(found, key=lambda each: each[0])[1]
    return (main, *(items for _, items in found if items is not main))


_Rank = tuple[int, int, int]
"""Whether the author numbered it, its level, how much it says."""


class _Finder(NamedTuple):
    text: str
    blocks: Sequence[Block]
    lexicon: Lexicon
    sentences: SentenceIndex

    def numbered(self) -> list[tuple[_Rank, tuple[Priority, ...]]]:
        judge = Enumerations.of(self.text, self.blocks, self.lexicon)
        extents = Extents.of(self.text, self.blocks, self.lexicon, self.sentences)
        markers = find_markers(self.text, self.blocks, self.lexicon, self.sentences)
        found = []
        for series in run_numbers(markers):
            judge.drop_afterword(series)
            if judge.counts_points(series):
                passages = extents.passages(series.markers)
                found.append((_rank(series, passages), self.items(series, passages)))
        return found

    def items(self, series: Series, passages: Sequence[Passage]) -> tuple[Priority, ...]:
        return tuple(
            Priority(
                number,
                self.label(series.style, marker, passage) or str(number),
                passage,
                "authored",
            )
            for number, marker, passage in zip(
                series.numbers, series.markers, passages, strict=True
            )
        )

    def label(self, style: str, marker: Marker, passage: Passage) -> str:
        """Made of the item's first sentence; its marker where there are no words behind it."""
        paused = self.text[marker.start : marker.end].endswith((",", ":", "—", "–"))
        label = label_of(
            self.own_words(marker, passage),
            self.lexicon,
            counts_noun=style == ORDINAL and bool(marker.noun),
            tied=style == ORDINAL and not paused,
        )
        return label or " ".join(self.text[marker.start : marker.end].split()).strip(".,:—–")

    def own_words(self, marker: Marker, passage: Passage) -> str:
        """The first sentence of an item, behind its marker."""
        start = marker.end
        while start < passage.end and self.text[start].isspace():
            start += 1
        index = bisect_right(self.blocks, start, lo=marker.block, key=lambda b: b.start) - 1
        end = self.sentences.of(index)[self.sentences.number_at(index, start)].end
        return self.text[start : min(end, passage.end, start + _READ_LENGTH)]

    def unnumbered(self, numbered: Sequence[int]) -> list[tuple[_Rank, tuple[Priority, ...]]]:
        return [
            (
                (0, 0, sum(map(len, passages))),
                tuple(
                    Priority(
                        number,
                        label_of(passage.of(self.text), self.lexicon),
                        passage,
                        "derived",
                    )
                    for number, passage in enumerate(passages, 1)
                ),
            )
            for passages in find_unnumbered(
                self.text, self.blocks, self.lexicon, self.sentences, numbered
            )
        ]


def _rank(series: Series, passages: Sequence[Passage]) -> _Rank:
    """Headings come first, then what spans several blocks, then what stands in one."""
    if any(marker.place is Place.HEADING for marker in series.markers):
        level = 2
    else:
        level = int(series.markers[0].block != series.markers[-1].block)
    return 1, level, sum(min(len(passage), _COUNTED_LENGTH) for passage in passages)
