"""Blocks in the making: texts are added one by one, and positions follow from their lengths."""

from __future__ import annotations

from dataclasses import dataclass, field

from article.errors import SourceUnreadable
from article.formats.cuts import cut
from article.frontmatter import FrontMatter
from article.model import Block, Residue

MOST_BLOCKS = 2_000_000
"""With all that is found in them they take about a gigabyte; long books have ten thousand."""


@dataclass(slots=True)
class Assembly:
    """The canonical text and its blocks while a format's module reads its source."""

    blocks: list[Block] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    residue: list[Residue] = field(default_factory=list)
    title: str = ""
    """What the text calls itself in its own first words, if it does."""
    front_matter: FrontMatter = field(default_factory=FrontMatter)
    """What the text says of itself in the format's own way."""
    targets: dict[str, int] = field(default_factory=dict)
    """For the places that a link may lead to, the index of the block; see `Article.targets`."""
    remarks: tuple[str, ...] = ()
    """What a reader should know of how the text was read, a sentence each."""
    length: int = 0
    """Of the texts joined by line feeds."""

    def add(self, text: str, block: Block) -> None:
        """Append a block of this text, or several if it is too long; positions are set here.

        The text must have gone through `printable` already, because marks count its characters.

        Raises:
            SourceUnreadable: there are more blocks than `MOST_BLOCKS`.
        """
        self._expect(1)
        for words, piece in cut(text, block):
            start = self.length + bool(self.texts)
            self.blocks.append(piece._replace(start=start, end=start + len(words)))
            self.texts.append(words)
            self.length = start + len(words)

    def extend(self, other: Assembly) -> None:
        """Append the blocks, residue and targets of another assembly, and nothing else of it.

        Raises:
            SourceUnreadable: there are more blocks than `MOST_BLOCKS`.
        """
        self._expect(len(other.blocks))
        start = self.length + bool(self.texts and other.texts)
        before = len(self.blocks)
        self.targets |= {name: before + index for name, index in other.targets.items()}
        for block in other.blocks:
            self.blocks.append(block._replace(start=start + block.start, end=start + block.end))
        for one in other.residue:
            position = start + one.position if one.position else self.length
            self.residue.append(one._replace(position=position))
        self.texts += other.texts
        self.length = start + other.length

    def _expect(self, more: int) -> None:
        if len(self.blocks) + more > MOST_BLOCKS:
            raise SourceUnreadable(
                f"the text has more than {MOST_BLOCKS:,} paragraphs, items and headings",
                "split it into smaller files",
            )

    def leave_out(self, text: str, reason: str) -> None:
        """Keep words out of the article's text, but remember them and where they stood."""
        self.residue.append(Residue(text, self.length, reason))

    def title_by_heading(self) -> str:
        """The first heading, if it is of the first level or opens the text; else nothing."""
        for block, text in zip(self.blocks, self.texts, strict=True):
            if block.kind == "heading":
                return text if block.level == 1 or block is self.blocks[0] else ""
        return ""

    @property
    def text(self) -> str:
        """The canonical text so far."""
        return "\n".join(self.texts)
