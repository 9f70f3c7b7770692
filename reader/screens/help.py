"""Pages to look at and close again: the help, and what was left out of a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import ClassVar

from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from article import Residue
from reader.commands import Command, by_group, keys_of

_INDENT = (0, 0, 0, 2)
_MOUSE = (
    "Click puts the ruler, drag selects, double click takes a word, triple a sentence; "
    "the wheel scrolls, and every row of the side panes leads to its words."
)


class Page(ModalScreen[None]):
    """Words to scroll through; any of the usual keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "dismiss", "Close"),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown", "scroll_page(1)", show=False),
        Binding("b,pageup", "scroll_page(-1)", show=False),
    ]

    def __init__(self, title: str, content: Text | Table) -> None:
        super().__init__()
        self._title = title
        self._content = content

    def compose(self) -> ComposeResult:
        """A frame with the words in it."""
        with VerticalScroll(id="box") as box:
            box.border_title = self._title
            box.border_subtitle = "Esc closes"
            yield Static(self._content, markup=False)

    def action_scroll(self, rows: int) -> None:
        """By rows."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_scroll_page(self, pages: int) -> None:
        """By screenfuls."""
        box = self.query_one(VerticalScroll)
        box.scroll_relative(y=pages * max(1, box.size.height - 1), animate=False)


def help_page(commands: Iterable[Command], keymap: Mapping[str, str]) -> Page:
    """Every command with its keys, as the table has them and the reader's keymap changed them."""
    page = Table.grid(padding=(0, 2, 0, 0))
    page.add_column(style="bold")
    page.add_column()
    for group, members in by_group(commands):
        page.add_row(Text(group))
        for sentence, same in groupby(members, key=lambda command: command.help):
            page.add_row(Padding(Text(keys_of([*same], keymap)), _INDENT), Text(sentence))
        page.add_row()
    page.add_row(Text("The mouse"), Text(_MOUSE))
    return Page("Help", page)


def left_out_page(residue: Iterable[Residue]) -> Page:
    """What was recognised as not belonging to the text, and why."""
    words = Text()
    for left_out in residue:
        words.append(f"{left_out.reason}\n", "dim italic")
        words.append(f"{left_out.text}\n\n")
    return Page("Left out of this text", words)
