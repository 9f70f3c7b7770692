"""Extents: where the items of a series begin and end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from article.lexicon import Lexicon, plain
from article.markers import Marker, Place
from article.model import Block
from article.passage import Passage
from article.sentences import SentenceIndex

_WORDS_BEFORE = 6
"""How many words of its sentence may stand before a marker for the item to start with them."""
_LENGTH_BEFORE = 100
"""So many characters are more words than that."""
_TITLE_LENGTH = 100
"""Up to here a block without a full stop is a title for what follows it."""


class Extents(NamedTuple):
    """Finds the passages of items in one text."""

    text: str
    blocks: Sequence[Block]
    lexicon: Lexicon
    sentences: SentenceIndex
    headings: Sequence[int]
    """The indexes of the blocks that are headings."""

    @classmethod
    def of(
        cls, text: str, blocks: Sequence[Block], lexicon: Lexicon, sentences: SentenceIndex
    ) -> Extents:
        """Look up the headings of a text once."""
        headings = [index for index, block in enumerate(blocks) if block.kind == "heading"]
        return cls(text, blocks, lexicon, sentences, headings)

    def passages(self, markers: Sequence[Marker]) -> list[Passage]:
        """One passage an item, in order and apart from each other."""
        starts = self._starts(markers)
        ends = [
            self._end(marker, following, start)
            for marker, following, start in zip(markers, markers[1:], starts[1:], strict=False)
        ]
        ends.append(self._last_end(markers, starts, ends))
        return [
            Passage(start, self._trimmed(start, end))
            for start, end in zip(starts, ends, strict=True)
        ]

    def _starts(self, markers: Sequence[Marker]) -> list[int]:
        """At the sentence of each item, unless what stands before it there is not its own."""
        starts: list[int] = []
        for marker in markers:
            if (
                (marker.place is Place.CLAUSE and not (marker.loose and marker.strength))
                or (starts and marker.sentence <= starts[-1])
                or marker.start - marker.sentence > _LENGTH_BEFORE
                or len(self.text[marker.sentence : marker.start].split()) > _WORDS_BEFORE
            ):
                starts.append(marker.start)
            else:
                starts.append(marker.sentence)
        return starts

    def _end(self, marker: Marker, following: Marker, start: int) -> int:
        """Where the next item starts, or sooner where its list item or its section ends."""
        if marker.group and marker.group == following.group:
            return self._item_end(marker)
        if marker.place is not Place.HEADING:
            heading = bisect_right(self.headings, marker.block)
            if heading < len(self.headings):
                return min(start, self.blocks[self.headings[heading]].start)
        return start

    def _last_end(
        self, markers: Sequence[Marker], starts: Sequence[int], ends: Sequence[int]
    ) -> int:
        """The last item ends with its section, list item, paragraph or sentences."""
        last = markers[-1]
        if last.place is Place.HEADING:
            return self._section_end(last.block)
        if last.group:
            return self._item_end(last)
        if last.place is Place.BLOCK:
            return self._paragraph_end(last.block)
        if last.place is Place.CLAUSE and last.sentence == markers[-2].sentence:
            most = 1
        else:
            most = max(map(self._sentences_in, markers, starts, ends))
        sentences = self.sentences.of(last.block)
        first = self.sentences.number_at(last.block, starts[-1])
        return sentences[min(first + most, len(sentences)) - 1].end

    def _sentences_in(self, marker: Marker, start: int, end: int) -> int:
        """How many sentences of its first block an item has."""
        first = self.sentences.number_at(marker.block, start)
        return self.sentences.number_at(marker.block, end - 1) - first + 1

    def _item_end(self, marker: Marker) -> int:
        """The end of a list item with all its blocks."""
        item = next(c for c in self.blocks[marker.block].containers if c.group == marker.group)
        index = marker.block
        while index + 1 < len(self.blocks) and item in self.blocks[index + 1].containers:
            index += 1
        return self.blocks[index].end

    def _section_end(self, index: int) -> int:
        level = self.blocks[index].level
        for heading in range(bisect_right(self.headings, index), len(self.headings)):
            block = self.blocks[self.headings[heading]]
            if block.level <= level:
                return block.start
        return len(self.text)

    def _paragraph_end(self, index: int) -> int:
        """The end of a block, or of the next one where the block is only its title."""
        block = self.blocks[index]
        words = self.text[block.start : block.end].rstrip()
        titled = (
            block.kind == "paragraph" and len(words) <= _TITLE_LENGTH and words[-1:] not in ".!?;,"
        )
        if titled and index + 1 < len(self.blocks) and self.blocks[index + 1].kind != "heading":
            return self.blocks[index + 1].end
        return block.end

    def _trimmed(self, start: int, end: int) -> int:
        """The end without what only leads to the next item: white space, a comma, `and`."""
        words = self.text[start:end].rstrip()
        before, _, last = words.rpartition(" ")
        if plain(last) in self.lexicon.joining:
            words = before
        return start + len(words.rstrip(" \n,;") or self.text[start:end])
