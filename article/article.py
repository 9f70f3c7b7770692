"""The article: one canonical text, its blocks, and what follows from them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from article.fingerprints import fingerprint
from article.model import Block, KeyPoint, Priority, Residue, Section
from article.passage import Passage


@dataclass(frozen=True)
class Article:
    """A text as it is read.

    Only `text` and `blocks` are made when an article is opened. The rest is worked out when it is
    first asked for and then kept; it depends on nothing else. The modules that do it are imported
    then, too, so that the first page need not wait for them.
    """

    text: str
    """The canonical text: the texts of the blocks, joined by line feeds. It has no control
    characters, no soft hyphens and no markup; every position counts its code points."""
    blocks: tuple[Block, ...]
    """In the order of the text; each starts one behind the end of the one before."""
    title: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    """The address that the text itself names as its own."""
    language: str = ""
    """A language code such as `en`, or empty when nobody said."""
    source: str = ""
    """Where it was read from: an absolute path, an address, or `-`."""
    media_type: str = "text/markdown"
    encoding: str = "utf-8"
    residue: tuple[Residue, ...] = ()
    targets: Mapping[str, int] = field(default_factory=dict, hash=False)
    """Where links lead that lead to a place in the text itself, by what they say: `#name` in a
    page, in a book the path of a chapter, or `path#name`."""
    stated_points: tuple[str, ...] = field(default=())
    """The key points that the front matter lists."""
    remarks: tuple[str, ...] = ()
    """What a reader should know of how it was read, a sentence each: that a page is shown whole,
    that a part of a book is missing, that a copy from the cache is shown."""

    is_part: bool = False
    """Whether this is only a stretch of a long text that is still being parsed."""
    around: int = 0
    """About where in such a stretch the character is that it was made for; 0 where it begins with
    the text, and its positions are those of the whole."""

    @cached_property
    def sentences(self) -> tuple[Passage, ...]:
        """All sentences, in order. A heading, a table row and a code line count as one each."""
        from article.sentences import sentences_of  # noqa: PLC0415 - see the class

        return tuple(
            sentence
            for block in self.blocks
            for sentence in sentences_of(self.text, block, self.language)
        )

    @cached_property
    def series(self) -> tuple[tuple[Priority, ...], ...]:
        """Every enumeration; the main one first, the others in the order of the text."""
        from article.priorities import find_series  # noqa: PLC0415 - see the class

        return find_series(self.text, self.blocks, self.language)

    @cached_property
    def priorities(self) -> tuple[Priority, ...]:
        """The items that their author numbered, of every enumeration, in the order of the text."""
        numbered = [item for items in self.series for item in items if item.origin == "authored"]
        return tuple(sorted(numbered, key=lambda item: (item.passage.start, item.number)))

    def _main_series(self) -> tuple[Priority, ...]:
        return self.series[0] if self.series else ()

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections, without gaps."""
        from article.sections import find_sections  # noqa: PLC0415 - see the class

        return find_sections(self.text, self.blocks, self.title, self._main_series)

    @cached_property
    def key_points(self) -> tuple[KeyPoint, ...]:
        """The author's key points, else the sentences that carry most."""
        from article.keypoints import choose_key_points  # noqa: PLC0415 - see the class

        return choose_key_points(self)

    @cached_property
    def fingerprint(self) -> str:
        """The fingerprint of the canonical text."""
        return fingerprint(self.text)

    @cached_property
    def words(self) -> int:
        """How many words there are, counted between white space."""
        return len(self.text.split())

    @cached_property
    def _block_starts(self) -> tuple[int, ...]:
        return tuple(block.start for block in self.blocks)

    def take_points(
        self, series: tuple[tuple[Priority, ...], ...], key_points: tuple[KeyPoint, ...]
    ) -> None:
        """Keep what was worked out of an equal article elsewhere, so as not to do it again."""
        self.__dict__.update(series=series, key_points=key_points)

    def block_at(self, position: int) -> int:
        """Index of the block that holds the position; the nearest before it, else the first."""
        return max(0, bisect_right(self._block_starts, position) - 1)

    def section_at(self, position: int) -> int:
        """Index of the section that holds the position."""
        return max(0, _last_start(self.sections, position))

    def sentence_at(self, position: int) -> Passage:
        """The sentence that holds the position, or the last one before it in the same block.

        Only the block's own sentences are looked for, so this is quick in a text of any length.
        """
        if not self.blocks:
            return Passage(0, 0)
        from article.sentences import sentences_of  # noqa: PLC0415 - see the class

        block = self.blocks[self.block_at(position)]
        sentences = sentences_of(self.text, block, self.language)
        index = max(0, bisect_right(sentences, position, key=lambda s: s.start) - 1)
        return sentences[index] if sentences else Passage(block.start, block.end)


def _last_start(sections: Sequence[Section], position: int) -> int:
    return bisect_right(sections, position, key=lambda section: section.start) - 1
