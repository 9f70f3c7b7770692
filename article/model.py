"""The values that an article is made of.

Words: a *position* counts code points of `Article.text` (see `passage`); an *offset* counts code
points from the start of one block. Everything here is immutable and knows nothing of a screen.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from article.passage import Passage

BlockKind = Literal["heading", "paragraph", "item", "quote", "code", "table", "rule"]
MarkKind = Literal["emphasis", "strong", "code", "link", "image", "strike", "footnote"]
ContainerKind = Literal["item", "quote", "footnote"]
Origin = Literal["authored", "derived"]


BULLETS = "•◦▪"
"""The markers of items without numbers, of the outermost list first; deeper ones have the last."""


class Mark(NamedTuple):
    """Inline emphasis, strong, code, a link and so on over part of a block."""

    kind: MarkKind
    start: int
    """Offset of the first character in the block."""
    end: int
    """Offset behind the last character."""
    target: str = ""
    """Where a link leads, the source of an image, the label of a footnote; else empty."""


class Container(NamedTuple):
    """What a block stands in: a list item, a quotation, a footnote."""

    kind: ContainerKind
    group: int
    """The same number for all items of one list, unique in the article; likewise for quotes."""
    marker: str = ""
    """What is drawn before its first block: `•`, `3.`, `☐`, `[1]`; empty for a quotation."""
    number: int | None = None
    """The number of an item of an ordered list."""


class Table(NamedTuple):
    """Where the cells of a table block are."""

    rows: tuple[tuple[tuple[int, int], ...], ...]
    """For each row, the header first, the half-open offsets of its cells in the block."""
    aligns: tuple[Literal["left", "center", "right"], ...]
    """How each column is aligned."""
    has_header: bool = True
    """False for the later pieces of a table that is too long for one block."""


class Block(NamedTuple):
    """The unit of wrapping: its text is `Article.text[start:end]`."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """1 to 6 for a heading, else 0."""
    marks: tuple[Mark, ...] = ()
    """In the order of their starts."""
    containers: tuple[Container, ...] = ()
    """What it stands in, the outermost first."""
    opens: int = 0
    """How many of the innermost containers begin with this block, and show their marker on it."""
    spaced: bool = True
    """Whether an empty row belongs before it."""
    origin: Origin = "authored"
    """`derived` for a heading that was recognised in unmarked text."""
    language: str = ""
    """The programming language that a code block names."""
    table: Table | None = None

    @property
    def passage(self) -> Passage:
        """The whole block."""
        return Passage(self.start, self.end)


class Section(NamedTuple):
    """A heading and its blocks, up to the next heading of any level.

    The sections of an article follow each other without a gap, and together they are the article.
    A section is known by its position, never by its title: two may have the same.
    """

    title: str
    level: int
    """1 for the highest; the level of the heading."""
    start: int
    end: int
    origin: Origin
    """`authored` when there is a heading, `derived` when the label was made here."""

    @property
    def passage(self) -> Passage:
        """The whole section."""
        return Passage(self.start, self.end)


class Priority(NamedTuple):
    """One numbered item of an enumeration."""

    number: int
    label: str
    """The item's own words without the marker, three to nine of them."""
    passage: Passage
    """From the sentence that opens the item to the item's end."""
    origin: Origin
    """`authored` when the author's words number it, `derived` when it was counted here."""


class KeyPoint(NamedTuple):
    """A takeaway: one that the author names, or a sentence that was chosen."""

    text: str
    passage: Passage
    """Where the article says it; an authored point that the text never repeats is anchored at the
    sentence that shares most of its words."""
    origin: Origin


class Residue(NamedTuple):
    """Words of a page that are not the article's: kept out of the text, but never thrown away."""

    text: str
    position: int
    """Where in `Article.text` it stood."""
    reason: str
    """The rule that recognised it, in words."""
