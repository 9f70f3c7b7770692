"""Annotating: highlights, notes, tags and colours, kept before the screen says so."""

from __future__ import annotations

import asyncio
import gc
from collections import Counter
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual import on, work

from article import Anchor, Article, Passage, describe
from article.motions import paragraph_at
from article.passage import trimmed
from article.printable import printable_line
from reader.annotations.errors import AnnotationsError
from reader.annotations.history import Step
from reader.annotations.journal import Journal
from reader.annotations.model import COLORS, Annotation, Color, Draft
from reader.annotations.placing import NEAR, PlacedNote, place_in_parts, place_notes
from reader.annotations.snapshots import Snapshots
from reader.commands import Condition
from reader.screens.selecting import Selecting
from reader.settings import Settings
from reader.widgets.annotations_panel import AnnotationsPanel

if TYPE_CHECKING:
    from threading import Thread

    from reader.screens.note import NoteEditor

_T = TypeVar("_T")
_LOOK_SECONDS = 1.0
"""How often the annotations file is looked at for changes of another window."""
_SETTLED_SECONDS = 2.0
"""After which many notes are drawn and listed."""
_SHOWN_WORDS = 40


class Annotating(Selecting):
    """What the reader writes on the text."""

    def __init__(
        self, article: Article, settings: Settings, journal: Journal, snapshots: Snapshots
    ) -> None:
        super().__init__(article, settings)
        self.journal = journal
        self.snapshots = snapshots
        self.color: Color = COLORS[0]
        """Of the next highlight: the colour that was used last."""
        self.refused = ""
        """Why the last change was not accepted; empty when it was."""
        self.has_deleted = False
        """Whether a note was deleted, and with it perhaps the need for a kept text."""
        self._was_asked = False
        """Whether the reader knows that leaving loses the notes as they are."""
        self._writing = asyncio.Lock()
        self._snapshot: Thread | None = None
        """What keeps today's text, or has kept it."""

    def start_annotating(self) -> None:
        """Place the notes, many of them in a thread, and keep an eye on their file."""
        if len(self.journal.annotations) > NEAR:
            self._place_in_thread(self.ruler.start if self.ruler else self.view.place)
        else:
            self.show_annotations()
            self.notes_are_placed()
        self.set_interval(_LOOK_SECONDS, self.look_at_file)

    @work(thread=True, exclusive=True, group="placing", exit_on_error=False)
    def _place_in_thread(self, position: int) -> None:
        article, annotations = self.article, self.journal.annotations
        parts = place_in_parts(article.text, annotations, position, snapshots=self.snapshots)
        for notes in parts:
            self.app.call_from_thread(self._take_placed, article, notes)

    def _take_placed(self, article: Article, notes: tuple[PlacedNote, ...]) -> None:
        if article is self.article:
            self.notes = notes
            if len(notes) > NEAR:  # these are all, but for what was written meanwhile
                self.show_annotations()
                self.notes_are_placed()
                # Else every full collection looks through all of them: 160 ms for 10,000.
                self.set_timer(_SETTLED_SECONDS, gc.freeze)

    def notes_are_placed(self) -> None:
        """Every note has been looked for."""

    def holds(self, condition: Condition) -> bool:
        """Whether commands on notes have one to work on."""
        match condition:
            case "note-here":
                return self.note_here is not None
            case "undo":
                return self.journal.can_undo
            case "redo":
                return self.journal.can_redo
            case _:
                return super().holds(condition)

    # Which note

    @property
    def note_here(self) -> PlacedNote | None:
        """The note that commands are for.

        In the panel it is the chosen one; in the text the shortest that shares a character with
        the selection or the ruler.
        """
        if self.panel.rows.has_focus:
            return self.note(self.panel.chosen_id or "")
        if (target := self.target) is None:
            return None
        here = self.notes_by_passage.within(target.start, target.end)
        return min(here, key=lambda n: (n.passage != target, len(n.passage or ())), default=None)

    def note(self, id: str) -> PlacedNote | None:
        """The note with an id."""
        return next((note for note in self.notes if note.annotation.id == id), None)

    def _note_on(self, passage: Passage) -> Annotation | None:
        """The annotation on exactly these words."""
        here = self.notes_by_passage.within(passage.start, passage.end)
        return next((n.annotation for n in here if n.passage == passage), None)

    # Writing

    async def action_highlight(self) -> None:
        """Highlight the target; what is highlighted already gets the next colour."""
        if (target := self.target) is not None:
            await self._highlight(target)

    async def action_highlight_paragraph(self) -> None:
        """Highlight the ruler's paragraph."""
        if self.ruler is not None:
            paragraph = paragraph_at(self.article, self.ruler.start)
            await self._highlight(trimmed(self.article.text, paragraph))

    async def _highlight(self, target: Passage) -> None:
        known = self._note_on(target)
        if known is None:
            await self._add(Draft(target, color=self.color))
            self.say_saved(f"Highlighted in {self.color}; h again for the next colour")
        else:
            color = COLORS[(COLORS.index(known.color) + 1) % len(COLORS)]
            await self.write(lambda: self.journal.change(known.id, color=color))
            self.color = color
            self.say_saved(f"Now {color}")

    def action_annotate(self) -> None:
        """Write a note on the target, or go on with the one that is there."""
        if (target := self.target) is not None:
            known = self._note_on(target)
            self._edit(known.as_draft(target) if known else Draft(target, color=self.color))

    def action_edit(self) -> None:
        """Edit the note here."""
        if (note := self.note_here) is not None:
            annotation = note.annotation
            self._edit(annotation.as_draft(note.passage or annotation.anchor.passage))

    @cached_property
    def _editor(self) -> NoteEditor:
        """One for all notes: to make it anew for each would take longer than to show it."""
        from reader.screens.note import NoteEditor  # noqa: PLC0415 - not before the first page

        editor = NoteEditor()
        self.app.install_screen(editor, "note")
        return editor

    def _edit(self, draft: Draft) -> None:
        known = self.note(draft.id)
        quote = known.annotation.anchor.exact if known else draft.passage.of(self.article.text)
        base = known.annotation if known else None

        async def keep(draft: Draft) -> str:
            await self._keep(draft, base)
            return self.refused

        self._editor.begin(draft, quote, self.known_tags, keep)
        self.app.push_screen(self._editor, self._has_edited)

    async def _keep(self, draft: Draft, base: Annotation | None) -> None:
        """Keep what was written; `base` is the annotation as it was when the editor opened."""
        if base is None:
            await self._add(draft)
        else:
            note, tags, color = draft.note, draft.tags, draft.color
            await self.write(
                lambda: self.journal.change(base.id, note=note, tags=tags, color=color, over=base)
            )
        self.say_saved("Saved")

    def _has_edited(self, is_kept: bool | None) -> None:
        if not is_kept:
            self.say("Nothing was changed")

    def action_tag(self) -> None:
        """Add tags to the target."""
        if (target := self.target) is not None:
            from reader.screens.tagging import TagPrompt  # noqa: PLC0415 - not before the first page

            known = self._note_on(target)

            async def tagged(tags: tuple[str, ...] | None) -> None:
                await self._tag(target, known, tags)

            self.app.push_screen(TagPrompt(self.known_tags), tagged)

    async def _tag(
        self, target: Passage, known: Annotation | None, tags: tuple[str, ...] | None
    ) -> None:
        if not tags:
            self.say("No tag was added")
            return
        if known is None:
            await self._add(Draft(target, tags=tags, color=self.color))
        else:
            both = tuple(dict.fromkeys(known.tags + tags))
            await self.write(lambda: self.journal.change(known.id, tags=both))
        self.say_saved("Tagged " + " ".join(f"#{tag}" for tag in tags))

    async def action_delete(self) -> None:
        """Delete the note here."""
        if (note := self.note_here) is not None:
            await self.write(lambda: self.journal.remove(note.annotation.id))
            self.has_deleted = True
            self.say_saved(f"Deleted the note on “{_shown(note.annotation)}”; u brings it back")

    async def action_undo(self) -> None:
        """Undo the last change."""
        step = await self.write(self.journal.undo)
        self.say_saved(_told("Undone", step) or "There is nothing to undo")

    async def action_redo(self) -> None:
        """Do the last undone change again."""
        step = await self.write(self.journal.redo)
        self.say_saved(_told("Done again", step) or "There is nothing to do again")

    def action_copy(self) -> None:
        """Copy the target by the terminal's own means (OSC 52)."""
        if (target := self.target) is not None:
            self.app.copy_to_clipboard(target.of(self.article.text))
            self.say(f"Copied {len(target)} characters")
            self.end_selection()

    async def _add(self, draft: Draft) -> None:
        def add() -> Annotation:
            anchor = self.anchor_of(draft.passage)
            return self.journal.add(anchor, note=draft.note, tags=draft.tags, color=draft.color)

        self.color = draft.color
        await self.write(add)
        self.end_selection()

    def anchor_of(self, passage: Passage) -> Anchor:
        """What is kept of a passage. The text is kept beside, once; the note does not wait."""
        if self._snapshot is None and self.settings.snapshots:
            self._snapshot = self.snapshots.keep_beside(self.article.text)
        return self.description_of(passage)

    def end_annotating(self) -> None:
        """Wait for what is still being written, and close the file of notes."""
        if self._snapshot is not None:
            self._snapshot.join()
        self.journal.close()

    def description_of(self, passage: Passage) -> Anchor:
        """How a passage is found again."""
        section = self.article.sections[self.article.section_at(passage.start)].title
        return describe(self.article.text, passage, (section,))

    async def write(self, change: Callable[[], _T]) -> _T | None:
        """Make a change: it is on the disk, or known not to be, when this returns.

        Writing waits for the disk, so it is done in a thread; one change follows the other. What
        cannot be accepted is said, and comes to nothing.
        """
        async with self._writing:
            try:
                result = await asyncio.to_thread(change)
            except AnnotationsError as error:
                self.refused = str(error)
                return None
            self.refused, self._was_asked = "", False
        self.show_annotations()
        return result

    def say_saved(self, message: str) -> None:
        """Say what was done, but never that it is kept when it is not."""
        if self.refused:
            self.say(self.refused)
        else:
            self.say(message if self.journal.is_saved else f"{message} (not on the disk yet)")

    def may_leave(self) -> bool:
        """Whether leaving loses nothing unasked; else ask where the notes should go."""
        if self.journal.is_saved or self._was_asked:
            return True
        from reader.screens.naming import NamePrompt  # noqa: PLC0415 - hardly ever needed

        elsewhere = Path.home() / self.journal.path.name
        prompt = NamePrompt("The notes are not on the disk. Save them where?", str(elsewhere))
        self.app.push_screen(prompt, self._save_elsewhere)
        return False

    async def _save_elsewhere(self, path: str | None) -> None:
        if not path:
            self._was_asked = True
            self.say("The notes are only in memory; q again leaves without them")
            return
        target = Path(path).expanduser()
        await self.write(lambda: self.journal.save_as(target))
        self.say(self.refused or f"The notes are in {path}; q quits")

    # Reading what is there

    async def look_at_file(self) -> None:
        """Take over what another window or a sync tool changed; try again what failed."""
        async with self._writing:
            changed = await asyncio.to_thread(self.journal.refresh)
            if not self.journal.is_saved:
                await asyncio.to_thread(self.journal.retry)
        if changed:
            self.show_annotations()
            self.say("Notes that were changed elsewhere are here now")
        self.key_row.trouble = self.journal.trouble

    def show_annotations(self) -> None:
        """Show the notes as they are now."""
        annotations = self.journal.annotations
        self.notes = place_notes(
            self.article.text, annotations, known=self.notes, snapshots=self.snapshots
        )
        self.key_row.trouble = self.journal.trouble
        self.refresh_bindings()

    @property
    def known_tags(self) -> tuple[str, ...]:
        """Every tag in use, the most used first."""
        count = Counter(tag for note in self.notes for tag in note.annotation.tags)
        return tuple(sorted(count, key=lambda tag: (-count[tag], tag)))

    # Going to notes

    def action_next_annotation(self) -> None:
        """To the next note."""
        here = self.ruler.start if self.ruler else -1
        later = [
            n
            for n in self.notes
            if n.passage
            and n.passage.start > here
            and not (self.ruler and self.ruler.contains(n.passage.start))
        ]
        self._go_to_note(later[0] if later else None, "There is no note further on")

    def action_previous_annotation(self) -> None:
        """To the note before."""
        here = self.ruler.start if self.ruler else 0
        earlier = [n for n in self.notes if n.passage and n.passage.start < here]
        self._go_to_note(earlier[-1] if earlier else None, "There is no note before")

    def _go_to_note(self, note: PlacedNote | None, otherwise: str) -> None:
        if note is None or note.passage is None:
            self.say(otherwise)
            return
        self.jump(note.passage.start)
        words = printable_line(note.annotation.note) or f"“{_shown(note.annotation)}”"
        self.say(words)

    @on(AnnotationsPanel.JumpRequested)
    def _jump_to_note(self, event: AnnotationsPanel.JumpRequested) -> None:
        event.stop()
        note = self.note(event.id)
        if note is not None and note.passage is None:
            self.take_up(note)
        else:
            self._go_to_note(note, "This note is gone")

    def take_up(self, note: PlacedNote) -> None:
        """Do what can be done with a note whose place is not known."""
        self.say(f"This note has no place: {note.resolution.reason}")


def _told(what: str, step: Step | None) -> str:
    """What was done, and which files were left out."""
    if step is None:
        return ""
    return "; ".join((*([f"{what}: {step.words}"] if step else []), *step.failed))


def _shown(annotation: Annotation) -> str:
    quote = printable_line(annotation.anchor.exact)
    return quote if len(quote) <= _SHOWN_WORDS else quote[:_SHOWN_WORDS].rstrip() + "…"
