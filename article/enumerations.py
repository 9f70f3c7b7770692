"""Which series count points, and which only number something."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from article.lexicon import Lexicon, plain
from article.markers import ORDINAL, Place
from article.model import Block
from article.series import Series

_NOTES_REACH = 40_000
"""How far before a note its number may be cited."""
_ANNOUNCED_BEFORE = 200
"""How far before its first item a series is announced."""

_subsection = re.compile(r"\(?\d{1,2}\.\d")
_citation = re.compile(r"\((?<=[a-z.,;:\"”’)]\()(\d{1,3})\)(?=[\s.,;:\"”’)])")
_note = re.compile(r"\W*(?:ibid|idem|id\.|op\. ?cit|loc\. ?cit|vide|cf)\b", re.IGNORECASE)


class Enumerations(NamedTuple):
    """Judges the series of one text."""

    text: str
    blocks: Sequence[Block]
    lexicon: Lexicon
    subsections: Sequence[int]
    """Indexes of the blocks that start like `2.1`."""
    citations: dict[int, list[int]]
    """For each number, where it is cited in brackets behind a word."""

    @classmethod
    def of(cls, text: str, blocks: Sequence[Block], lexicon: Lexicon) -> Enumerations:
        """Look through a text once for what all its series are judged by."""
        citations: dict[int, list[int]] = {}
        for citation in _citation.finditer(text):
            citations.setdefault(int(citation[1]), []).append(citation.start())
        return cls(
            text,
            blocks,
            lexicon,
            [i for i, block in enumerate(blocks) if _subsection.match(text, block.start)],
            citations,
        )

    def counts_points(self, series: Series) -> bool:
        """Whether a series is an enumeration that its author argues by."""
        if len(series.markers) < 2:
            return False
        if series.style == ORDINAL:
            return self._is_sure(series)
        return not (
            self._numbers_sections(series) or self._is_notes(series) or self._is_contents(series)
        )

    def drop_afterword(self, series: Series) -> None:
        """Drop a `finally` that comes when as many items as were announced are complete."""
        if len(series.markers) > 2 and not series.markers[-1].readings:
            start = series.markers[0].start
            before = plain(self.text[max(0, start - _ANNOUNCED_BEFORE) : start]).split()
            if any(self.lexicon.cardinals.get(word) == len(series.markers) - 1 for word in before):
                del series.markers[-1], series.numbers[-1]

    def _is_sure(self, series: Series) -> bool:
        """Whether enough of the words hardly mean anything else."""
        markers = series.markers
        if not any(marker.readings for marker in markers[1:]) and not self._is_close(series):
            return False
        surely = any(m.strength == 2 and not m.loose for m in markers) or (
            not markers[0].loose and all(m.strength for m in markers)
        )
        return surely and sum(m.strength for m in markers) >= len(markers)

    def _is_close(self, series: Series) -> bool:
        """Whether a first item alone has a number, and the others soon follow it."""
        return all(
            (marker.strength and marker.block - last.block <= 1)
            or (marker.noun and marker.noun == last.noun)
            for last, marker in pairwise(series.markers)
        )

    def _own_words(self, series: Series) -> list[str]:
        """The words of the items' first blocks, behind the markers."""
        return [self.text[m.end : self.blocks[m.block].end] for m in series.markers]

    def _numbers_sections(self, series: Series) -> bool:
        """Whether the numbers are those of a paper's sections: 1. Introduction … 3. Conclusions."""
        if any(marker.place < Place.BLOCK or marker.group for marker in series.markers):
            return False
        is_title = self.lexicon.section_title.fullmatch
        if any(is_title(words.strip()) for words in self._own_words(series)):
            return True
        first = bisect_left(self.subsections, series.markers[0].block)
        last = bisect_left(self.subsections, series.markers[-1].block)
        return last > first

    def _is_notes(self, series: Series) -> bool:
        """Whether the items are notes: one says so, or the text before them cites every number."""
        if any(marker.place < Place.BLOCK for marker in series.markers):
            return False
        if any(_note.match(words) for words in self._own_words(series)):
            return True
        start = series.markers[0].start
        for number in series.numbers:
            cited = self.citations.get(number, [])
            index = bisect_left(cited, start) - 1
            if index < 0 or start - cited[index] > _NOTES_REACH:
                return False
        return True

    def _is_contents(self, series: Series) -> bool:
        """Whether every item is nothing but a link into the text itself."""
        for marker in series.markers:
            block = self.blocks[marker.block]
            inner = [m for m in block.marks if m.kind == "link" and m.target.startswith("#")]
            if not any(m.start <= 1 and m.end >= block.end - block.start - 1 for m in inner):
                return False
        return True
