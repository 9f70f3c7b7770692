"""The line at the foot of the screen in which a query is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from reader.view.unscrolled import Unscrolled


class SearchLine(Input, Unscrolled):
    """An input that can be left without a search."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", show=False)]

    class GivenUp(Message):
        """The reader wants no search after all."""

    def action_give_up(self) -> None:
        """Leave without a search."""
        self.post_message(self.GivenUp())
