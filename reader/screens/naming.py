"""The one line in which a point is named."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static


class NamePrompt(ModalScreen[str]):
    """Asks for words; its result is empty when the reader gives up."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "Give up")]

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self._title = title
        self._words = words

    def compose(self) -> ComposeResult:
        """A line, and what its keys do."""
        with Vertical(id="box") as box:
            box.border_title = self._title
            yield Input(self._words, compact=True)
            yield Static("Enter keeps it · Esc gives up", classes="hint")

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def action_give_up(self) -> None:
        """No name."""
        self.dismiss("")
