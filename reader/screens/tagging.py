"""The one line in which tags are typed, and the one in which a tag gets another name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.widgets.tag_input import TagInput


class TagPrompt(ModalScreen[tuple[str, ...]]):
    """Asks for tags; its result is empty when the reader gives up."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "Give up")]

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__()
        self._known = known

    def compose(self) -> ComposeResult:
        """A line, and what its keys do."""
        with Vertical(id="box") as box:
            box.border_title = "Tags"
            yield TagInput(self._known)
            yield Static("Enter adds them · → completes · Esc gives up", classes="hint")

    @on(Input.Submitted)
    def _take(self) -> None:
        self.dismiss(self.query_one(TagInput).tags)

    def action_give_up(self) -> None:
        """No tags."""
        self.dismiss(())


class TagRenaming(NamedTuple):
    """What a reader wants of a tag."""

    old: str
    new: str
    everywhere: bool
    """In the notes of all articles, not only of this one."""


class RenamePrompt(ModalScreen[TagRenaming | None]):
    """Asks for a tag and its new name, which may be that of another tag: then they are merged."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+a", "take(True)", "In all articles", priority=True),
        Binding("escape", "give_up", "Give up"),
    ]

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__()
        self._known = known

    def compose(self) -> ComposeResult:
        """Two lines, and what their keys do."""
        with Vertical(id="box") as box:
            box.border_title = "Rename a tag, or merge it with another"
            yield TagInput(self._known, id="old")
            yield TagInput(self._known, id="new")
            yield Static(
                "Tab from the old to the new name · → completes\n"
                "Enter: in this article · Ctrl-a: in all articles · Esc gives up",
                classes="hint",
            )

    def on_mount(self) -> None:
        """Say which line is which."""
        self.query_one("#old", TagInput).placeholder = "the tag"
        self.query_one("#new", TagInput).placeholder = "its new name"

    @on(Input.Submitted, "#old")
    def _go_on(self) -> None:
        self.query_one("#new").focus()

    @on(Input.Submitted, "#new")
    def _take_here(self) -> None:
        self.action_take(False)

    def action_take(self, everywhere: bool) -> None:
        """Give what was typed to the one who asked; nothing when a name is missing."""
        old, new = (self.query_one(name, TagInput).tags for name in ("#old", "#new"))
        whole = len(old) == 1 and len(new) == 1
        self.dismiss(TagRenaming(old[0], new[0], everywhere) if whole else None)

    def action_give_up(self) -> None:
        """Leave all tags as they are."""
        self.dismiss(None)
