"""The annotations panel: every note in the order of the text, filtered as one types."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.message import Message
from textual.reactive import var
from textual.widgets import Input
from textual.worker import get_current_worker

from article import Article
from article.printable import printable_line
from reader.annotations.filtering import filtered
from reader.annotations.placing import PlacedNote
from reader.view.stretches import changed_stretch
from reader.view.unscrolled import Unscrolled
from reader.widgets.row_list import Item, Line, RowList

_EMPTY = "None: h highlights, a annotates"
_NONE_FIT = "None fits the filter"
_COMING = "making the list …"
_MANY = 500
"""More rows at once are made in a thread."""
_NOTE_ROWS = 3
_SIGNS = {"suggested": "?", "ambiguous": "?", "orphan": "✗"}


class AnnotationsPanel(Vertical, Unscrolled):
    """A line to filter by, and the notes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("slash", "filter", show=False),
    ]

    article: var[Article | None] = var(None)
    notes: var[Sequence[PlacedNote]] = var(())
    filter: var[str] = var("")
    position: var[int] = var(0)
    """Of the ruler's last character: the last note that begins up to there is the current one."""

    rows = query_one("#notes", RowList)
    line = query_one("#filter", Input)

    @dataclass
    class JumpRequested(Message):
        """The reader chose a note."""

        id: str

    class Left(Message):
        """The reader is done here."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[PlacedNote, ...] = ()
        """Those that fit the filter; those without a place come last."""
        self._listed: tuple[PlacedNote, ...] = ()
        """Those that have a row in the list."""
        self._made: dict[str, tuple[PlacedNote, Item]] = {}
        """The row of each note, as long as the note stays what it is."""

    def on_mount(self) -> None:
        """Fill the list with what was given before there was one."""
        self._fill()

    def compose(self) -> ComposeResult:
        """The line comes first, so that it is where the eye begins."""
        yield Input(
            placeholder="/ filter: words #tag color:blue is:lost", id="filter", compact=True
        )
        yield RowList(id="notes", empty=_EMPTY)

    def watch_article(self) -> None:
        """Make the rows anew: they name the sections of the text."""
        self._made.clear()

    def watch_notes(self) -> None:
        """Fill the list anew."""
        self._fill()

    def watch_filter(self) -> None:
        """Show those that fit."""
        self._fill()

    def watch_position(self) -> None:
        """Mark the note that the reading is at."""
        self._mark()

    def _fill(self) -> None:
        if not self.children:
            return
        self._shown = filtered(self.notes, self.filter)
        self.rows.empty = _NONE_FIT if self.filter else _COMING if self.notes else _EMPTY
        self.fill_rows()
        lost = len(self.notes) - _count_placed(self.notes)
        count = f"{len(self._shown)} of {len(self.notes)}" if self.filter else str(len(self.notes))
        self.border_title = f"Annotations ({count})"
        self.border_subtitle = f"{lost} without a place" if lost else ""
        self._mark()

    def fill_rows(self) -> None:
        """List the notes that are shown, if the panel is: nobody needs their rows before."""
        if self._listed is self._shown:
            return
        old, new = changed_stretch(self._listed, self._shown)
        unmade = [note for note in self._shown[new] if self._made_row(note) is None]
        if len(unmade) > _MANY:
            self._make_rows(unmade)
        elif self.display:
            items = list(self.rows.items)
            items[old] = map(self._row, self._shown[new])
            self._listed, self.rows.items = self._shown, items
            self._mark()

    @work(thread=True, exclusive=True, group="rows", exit_on_error=False)
    def _make_rows(self, notes: Sequence[PlacedNote]) -> None:
        """Make many rows before they are seen, so that no key waits for them."""
        worker = get_current_worker()
        for note in notes:
            if worker.is_cancelled:
                return
            self._row(note)
        self.app.call_from_thread(self.fill_rows)

    def _made_row(self, note: PlacedNote) -> Item | None:
        known = self._made.get(note.annotation.id)
        return known[1] if known is not None and known[0] is note else None

    def _row(self, note: PlacedNote) -> Item:
        if (item := self._made_row(note)) is None:
            item = self._item(note)
            self._made[note.annotation.id] = note, item
        return item

    def _item(self, note: PlacedNote) -> Item:
        annotation = note.annotation
        quote = printable_line(annotation.anchor.exact)
        words = printable_line(annotation.note)
        tags = " ".join(f"#{printable_line(tag)}" for tag in annotation.tags)
        sign = "▌" if note.is_placed else _SIGNS[note.resolution.state]
        role = "strong" if note.is_placed else "lost"
        lines = [
            Line(
                f"“{quote}”" if quote else "On the whole text",
                role,
                sign,
                annotation.color,
                count=self._section(note),
            )
        ]
        if words:
            lines.append(Line(words, "text", " ", rows=_NOTE_ROWS))
        if annotation.note_alt:
            versions = 1 + len(annotation.note_alt)
            lines.append(Line(f"{versions} versions of this note; e picks", "question", " "))
        if not note.is_placed:
            lines.append(Line(printable_line(note.resolution.reason), "lost", " "))
        if tags:
            lines.append(Line(tags, "dim", " "))
        return Item(annotation.id, tuple(lines))

    def _section(self, note: PlacedNote) -> str:
        if self.article is None or not note.is_placed:
            return ""
        return f"§{self.article.section_at(note.near) + 1}"

    def _mark(self) -> None:
        if self.children:
            placed = _count_placed(self._shown)
            behind = bisect_right(self._shown, self.position, hi=placed, key=lambda note: note.near)
            self.rows.current = behind - 1

    @property
    def chosen_id(self) -> str | None:
        """The id of the note under the cursor."""
        return self.rows.chosen_key

    @on(Input.Changed, "#filter")
    def _filter(self, event: Input.Changed) -> None:
        event.stop()
        self.filter = event.value

    @on(Input.Submitted, "#filter")
    def _done(self, event: Input.Submitted) -> None:
        event.stop()
        self.rows.focus()

    @on(RowList.Chosen)
    def _jump(self, event: RowList.Chosen) -> None:
        event.stop()
        self.post_message(self.JumpRequested(event.key))

    def action_filter(self) -> None:
        """Type what to filter by."""
        self.line.focus()

    def action_leave(self) -> None:
        """Out of the filter, then back to the text."""
        if self.line.has_focus:
            self.line.value = ""
            self.rows.focus()
        else:
            self.post_message(self.Left())


def _count_placed(notes: Sequence[PlacedNote]) -> int:
    """How many notes have a place; those without one come last."""
    return bisect_left(notes, True, key=lambda note: not note.is_placed)
