"""The note editor."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, Self

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Region, Size
from textual.getters import query_one
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static, TextArea

from article import Passage
from article.printable import printable, printable_line
from reader.annotations.model import COLORS, Color, Draft
from reader.external_editor import edited_in
from reader.view.cells import fitted
from reader.view.dimmed import dimmed
from reader.view.unscrolled import Unscrolled, UnscrolledScreen
from reader.widgets.tag_input import TagInput

_HINT = "Ctrl-s saves · Esc closes · Tab to tags and colour · Ctrl-e opens $EDITOR"
_QUESTION = "Throw away what you typed? y throws it away, any other key goes on"
_QUOTE_LENGTH = 400


Keep = Callable[[Draft], Awaitable[str]]
"""Keeps a draft; what comes of it is why that is not accepted, if it is not."""


class ColorChoice(Unscrolled, can_focus=True):
    """The six colours in a row; ← and → choose."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"color-choice--{color}" for color in COLORS}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "choose(1)", show=False),
        Binding("left,h", "choose(-1)", show=False),
    ]

    color: reactive[Color] = reactive("yellow")

    def render_line(self, y: int) -> Strip:
        """Each colour with its name; the chosen one in brackets."""
        ground = self.visual_style.rich_style
        segments: list[Segment] = []
        for color in COLORS:
            style = ground + self.get_component_rich_style(f"color-choice--{color}", partial=True)
            segments.append(Segment(self._words(color), style))
        return Strip(segments).adjust_cell_length(self.size.width, ground)

    def _words(self, color: Color) -> str:
        """The name of a colour; where there is no room for all, the letter it begins with."""
        if color == self.color:
            return f"[{color}]"
        has_room = sum(len(each) + 2 for each in COLORS) <= self.size.width
        return f" {color if has_room else color[0]} "

    def action_choose(self, by: int) -> None:
        """The next colour, or the one before."""
        self.color = COLORS[(COLORS.index(self.color) + by) % len(COLORS)]

    def on_click(self, event: events.Click) -> None:
        """Choose the colour under the mouse."""
        end = 0
        for color in COLORS:
            end += len(self._words(color))
            if event.x < end:
                self.color = color
                return


class _NoteArea(TextArea):
    """A text area in which Escape and Ctrl-e are the editor's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+e", "screen.external", show=False),
        Binding("escape", "screen.leave", show=False),
    ]


class NoteEditor(ModalScreen[bool], UnscrolledScreen[bool]):
    """Writes the words, tags and colour of a draft; its result is whether that was kept.

    It may be opened again and again, each time with `begin`. It is open until what was written is
    kept, so that the screen is drawn once for both, and nothing is lost that cannot be.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # None of them has priority: it would overtake the keys that were typed before it.
        Binding("ctrl+s", "save", "Save"),
        Binding("ctrl+e", "external", "Editor"),
        Binding("escape", "leave", "Close"),
    ]

    _keep: Keep
    """What keeps the draft that was begun."""

    box = query_one("#box", Vertical)
    quote = query_one("#quote", Static)
    note = query_one("#note", TextArea)
    tags = query_one("#tags", TagInput)
    color = query_one(ColorChoice)
    hint = query_one("#hint", Static)

    def __init__(self) -> None:
        super().__init__()
        self._draft = Draft(Passage(0, 0))
        self._quote = ""
        self._known_tags: Sequence[str] = ()
        self._is_asking = False
        self._behind: list[Strip] = []
        """The rows of the reading screen, dimmed."""
        self._styled_in = ""
        """The theme that it has its styles of."""
        self._opened_on = Size(0, 0)
        """The size of the terminal when it was opened."""
        self._is_laid_out_anew = False
        """Whether it is being opened on another size than the last time."""

    def begin(self, draft: Draft, quote: str, known_tags: Sequence[str], keep: Keep) -> None:
        """Write a draft on a quote."""
        self._draft, self._quote, self._known_tags, self._keep = draft, quote, known_tags, keep
        if self.is_mounted:
            self._fill()

    def compose(self) -> ComposeResult:
        """The passage, the note, the tags, the colour, and what the keys do."""
        with Vertical(id="box"):
            with VerticalScroll(id="written", can_focus=False):  # on few rows it follows the focus
                yield Static(id="quote", markup=False)
                yield _NoteArea(id="note", soft_wrap=True)
                yield TagInput(id="tags")
                yield ColorChoice()
            yield Static(_HINT, id="hint", markup=False)

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is behind, as it was when the editor was opened; on another size, as it is."""
        if self.size != self._opened_on:
            return super().render_lines(crop)
        if not self._behind:
            screens = self.app.screen_stack
            below = screens[screens.index(self) - 1]
            self._behind = dimmed(below, self.styles.background)
        rows = self._behind[crop.y : crop.bottom]
        return [strip.crop(crop.x, crop.right) for strip in rows]

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw it anew; but not where something has changed behind it, while that is not shown."""
        if regions and self.size == self._opened_on:
            return self
        if layout:  # it paints what comes to stand elsewhere
            repaint = False
        elif self._is_laid_out_anew:  # and with that painted
            self._is_laid_out_anew = False
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """What is behind may have other colours, too."""
        super().notify_style_update()
        self._behind = []

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Look anew at what is behind, but not at the styles, which only a theme changes."""
        self._behind, self._opened_on = [], self.app.size
        self._is_laid_out_anew = self.outer_size != self._opened_on
        event.refresh_styles = self._styled_in != self.app.theme
        self._styled_in = self.app.theme

    def on_mount(self) -> None:
        """Show the first draft."""
        self._fill()

    def _fill(self) -> None:
        """Begin to write behind what is there."""
        quote = fitted(printable_line(self._quote), _QUOTE_LENGTH).rstrip()
        self.box.border_title = "Edit the note" if self._draft.id else "Write a note"
        self.quote.update(f"“{quote}”")
        self.note.load_text(printable(self._draft.note))
        self.note.move_cursor(self.note.document.end)
        self.tags.show(self._draft.tags, self._known_tags)
        self.color.color = self._draft.color
        self._stop_asking()

    @property
    def _written(self) -> Draft:
        words = self.note.text.strip()
        if words == printable(self._draft.note).strip():
            words = self._draft.note  # what was not touched stays as it was, to the last character
        tags = self.tags.tags
        return self._draft._replace(note=words, tags=tags, color=self.color.color)

    async def action_save(self) -> None:
        """Keep the draft, or say why it is not accepted."""
        if refused := await self._keep(self._written):
            self._tell(refused)
        else:
            self.dismiss(True)

    def action_leave(self) -> None:
        """Close; ask first if something was typed."""
        if self._written == self._draft:
            self.dismiss(False)
        else:
            self._ask()

    def _ask(self) -> None:
        self._is_asking = True
        self.set_focus(None)
        self._tell(_QUESTION)

    def _tell(self, words: str) -> None:
        self.hint.update(words)
        self.hint.add_class("question")

    def on_key(self, event: events.Key) -> None:
        """The answer to the question."""
        if self._is_asking:
            event.stop()
            if event.key == "y":
                self.dismiss(False)
                return
            self._stop_asking()

    def _stop_asking(self) -> None:
        self._is_asking = False
        if self.hint.content != _HINT:
            self.hint.update(_HINT)
            self.hint.remove_class("question")
        self.set_focus(self.note)

    def action_external(self) -> None:
        """Write the note in the reader's own editor."""
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not editor:
            self._tell("Set $EDITOR to the editor that Ctrl-e should open")
            return
        try:
            with self.app.suspend():  # it ends only if nothing is raised within
                edited = edited_in(editor, self.note.text)
        except SuspendNotSupported:
            self._tell("Another editor cannot be opened here")
            return
        if edited.trouble:
            self._tell(edited.trouble)
        else:
            self.note.text = printable(edited.words).strip()
            self.note.move_cursor(self.note.document.end)
