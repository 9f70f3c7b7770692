"""Blocks in the making: texts are added one by one, and positions follow from their lengths."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from article.frontmatter import FrontMatter
from article.model import Block, Residue


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
    remarks: tuple[str, ...] = ()
    """What a reader should know of how the text was read, a sentence each."""
    length: int = 0
    """Of the texts joined by line feeds."""

    def add(self, text: str, block: Block) -> None:
        """Append a block of this text; its positions are set here.

        The text must have gone through `printable` already, because marks count its characters.
        """
        start = self.length + bool(self.texts)
        self.blocks.append(replace(block, start=start, end=start + len(text)))
        self.texts.append(text)
        self.length = start + len(text)

    def leave_out(self, text: str, reason: str) -> None:
        """Keep words out of the article's text, but remember them and where they stood."""
        self.residue.append(Residue(text, self.length, reason))

    @property
    def text(self) -> str:
        """The canonical text so far."""
        return "\n".join(self.texts)
