"""One pass over Markdown's tokens, which makes an article's blocks of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from article.formats.assembly import Assembly
from article.formats.htmlwords import html_blocks
from article.formats.markdown_grammar import Token
from article.formats.markdown_words import moved
from article.model import BULLETS, Block, BlockKind, Container, Mark, Table
from article.printable import printable

_TASKS = {False: "☐", True: "☑"}
_ALIGNS: dict[tuple[bool, bool], Literal["left", "center", "right"]] = {
    (False, False): "left",
    (True, False): "left",
    (True, True): "center",
    (False, True): "right",
}
_CELL_GAP = " | "
_language = re.compile(r"[^\w+#.-]").split
"""What a fence says of its code begins with the name of its language."""


class Walk:
    """One pass over the block tokens; holds what the pass is inside of."""

    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly
        self.tokens: Iterator[Token] = iter(())
        self.containers: list[Container] = []
        self.new = 0
        """How many of the innermost containers have had no block yet."""
        self.lists: list[tuple[int, int | None, str]] = []
        """For each open list: its group, the next number if it has any, and what marks its items:
        a bullet, or what stands behind a number."""
        self.groups = 0
        self.tight: set[int] = set()
        """The groups of lists without blank lines between their items."""
        self.footnotes: list[tuple[str, list[Token]]] = []
        """Label and content of each footnote: they follow the text."""

    def add_footnotes(self) -> None:
        """Add the footnotes, which stand behind everything else."""
        self.groups += 1
        group = self.groups
        for label, content in self.footnotes:  # which grows if a footnote stands in a footnote
            self._open(Container("footnote", group, f"[{label}]"))
            self.take_all(content)
            self._close()

    def take_all(self, tokens: Sequence[Token]) -> None:
        """Add the blocks that some tokens make, whose words are read."""
        self.tokens = iter(tokens)
        for token in self.tokens:
            self._take(token)

    def _take(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self._add_inline(next(self.tokens), "heading", level=int(token.tag[1]))
            case "paragraph_open":
                if token.hidden:
                    self.tight.add(self.containers[-1].group)
                self._add_inline(next(self.tokens), self._paragraph_kind())
            case "fence" | "code_block":
                words = printable(token.content.removesuffix("\n"))
                language = _language(token.info.strip(), maxsplit=1)[0]
                self._add(words, Block("code", 0, 0, language=language))
            case "hr":
                self._add("", Block("rule", 0, 0))
            case "html_block":
                for level, words in html_blocks(token.content):
                    kind = "heading" if level else self._paragraph_kind()
                    self._add(words, Block(kind, 0, 0, level))
            case "table":
                self._add_table(token)
            case "bullet_list_open":
                self._open_list(None, BULLETS[min(len(self.lists), len(BULLETS) - 1)])
            case "ordered_list_open":
                self._open_list(int(token.attrs.get("start", 1)), token.markup)
            case "list_item_open":
                self._open_item(token)
            case "blockquote_open":
                self.groups += 1
                self._open(Container("quote", self.groups))
            case "footnote_reference_open":
                self._set_aside(printable(token.meta["label"]))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_close" | "blockquote_close":
                self._close()
            case _:
                pass

    def _open(self, container: Container) -> None:
        self.containers.append(container)
        self.new += 1

    def _close(self) -> None:
        if self.new:  # an empty item still shows that it is there
            self._add("", Block(self._paragraph_kind(), 0, 0))
        self.containers.pop()

    def _open_list(self, start: int | None, marker: str) -> None:
        self.groups += 1
        self.lists.append((self.groups, start, marker))

    def _open_item(self, token: Token) -> None:
        group, number, marker = self.lists[-1]
        if number is not None:
            self.lists[-1] = (group, number + 1, marker)
            marker = f"{number}{marker}"
        if "checked" in token.meta:
            box = _TASKS[token.meta["checked"]]
            marker = box if number is None else f"{marker} {box}"
        self._open(Container("item", group, marker, number))

    def _set_aside(self, label: str) -> None:
        """Keep the content of the footnote that was just opened until the text has ended."""
        content: list[Token] = []
        depth = 1
        while depth:
            token = next(self.tokens)
            depth += token.type == "footnote_reference_open"
            depth -= token.type == "footnote_reference_close"
            content.append(token)
        self.footnotes.append((label, content))

    def _paragraph_kind(self) -> Literal["paragraph", "item", "quote"]:
        if self.new and self.containers[-1].kind == "item":
            return "item"
        return "quote" if any(c.kind == "quote" for c in self.containers) else "paragraph"

    def _spaced(self) -> bool:
        """Whether the innermost thing that this block and the one before it share is no tight list.

        Between two items that is their list, between an item's words and a list in it the outer
        list, between two paragraphs of a quotation the quotation.
        """
        if not self.assembly.blocks:
            return True
        before = {container.group for container in self.assembly.blocks[-1].containers}
        shared = (c.group for c in reversed(self.containers) if c.group in before)
        return next(shared, 0) not in self.tight

    def _add(self, text: str, block: Block) -> None:
        """Add a block where the walk stands, with the containers that are open."""
        containers = tuple(self.containers)
        block = block._replace(containers=containers, opens=self.new, spaced=self._spaced())
        self.assembly.add(text.replace("\n", " ") if block.kind == "heading" else text, block)
        self.new = 0

    def _add_inline(self, token: Token, kind: BlockKind, level: int = 0) -> None:
        text, marks = token.meta["words"]
        if text or self.new:
            self._add(text, Block(kind, 0, 0, level, marks))

    def _add_table(self, token: Token) -> None:
        pieces: list[str] = []
        length = 0
        marks: list[Mark] = []
        rows: list[list[tuple[int, int]]] = []
        for cells in token.meta["rows"]:
            between = "\n" if rows else ""
            rows.append([])
            for words, inner in cells:
                start = length + len(between)
                pieces += (between, words.replace("\n", " "))
                length = start + len(words)
                rows[-1].append((start, length))
                marks += moved(inner, start)
                between = _CELL_GAP
        aligns = [_ALIGNS[rule.startswith(":"), rule.endswith(":")] for rule in token.meta["rules"]]
        table = Table(tuple(map(tuple, rows)), tuple(aligns))
        self._add("".join(pieces), Block("table", 0, 0, marks=tuple(marks), table=table))
