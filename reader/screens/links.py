"""Following what a sentence points to: links, footnotes, places in the same text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar
from urllib.parse import unquote

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from article import Article, Mark, Passage
from reader.widgets.row_list import Item, Line, RowList

WEB = ("http://", "https://", "mailto:")
"""The addresses that are handed on to the reader's browser; no others ever are."""


def links_in(article: Article, passage: Passage) -> list[tuple[str, Mark]]:
    """The links and footnotes that lie in a passage, with their words."""
    found: list[tuple[str, Mark]] = []
    for index in range(article.block_at(passage.start), len(article.blocks)):
        block = article.blocks[index]
        if block.start >= passage.end:
            break
        for mark in block.marks:
            here = Passage(block.start + mark.start, block.start + mark.end)
            if mark.kind in ("link", "footnote") and mark.target and here.overlaps(passage):
                found.append((here.of(article.text), mark))
    return found


def footnote_at(article: Article, label: str) -> Passage | None:
    """The words of a footnote."""
    blocks = [
        block
        for block in article.blocks
        if any(c.kind == "footnote" and c.marker == f"[{label}]" for c in block.containers)
    ]
    return Passage(blocks[0].start, blocks[-1].end) if blocks else None


def heading_at(article: Article, fragment: str) -> Passage | None:
    """The heading that a fragment such as `#what-follows` names, as most Markdown tools do."""
    wanted = _slug(unquote(fragment.lstrip("#")))
    for block in article.blocks:
        if block.kind == "heading" and _slug(article.text[block.start : block.end]) == wanted:
            return block.passage
    return None


def _slug(words: str) -> str:
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", words.lower()).strip())


class LinkChoice(ModalScreen[int]):
    """Which of several links; -1 when the reader gives up."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "give_up", "Give up")]

    def __init__(self, links: Sequence[tuple[str, Mark]]) -> None:
        super().__init__()
        self._links = links

    def compose(self) -> ComposeResult:
        """A list of the words, each with where it leads."""
        rows = RowList(id="box")
        rows.border_title = "Follow"
        rows.items = [
            Item(str(number), (Line(words), Line(mark.target, "dim")))
            for number, (words, mark) in enumerate(self._links)
        ]
        yield rows

    @on(RowList.Chosen)
    def _take(self, event: RowList.Chosen) -> None:
        self.dismiss(int(event.key))

    def action_give_up(self) -> None:
        """Follow none."""
        self.dismiss(-1)
