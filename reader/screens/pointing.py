"""The argument in the reader's hands: hiding, renaming, renumbering and adding points."""

from __future__ import annotations

import re

from textual import on

from article import KeyPoint, Passage, Priority
from reader.annotations.placing import PlacedNote, place_notes
from reader.annotations.points import (
    MAX_NUMBER,
    PointAction,
    PointKind,
    edited_key_points,
    edited_priorities,
    point_edit,
)
from reader.commands import Condition
from reader.screens.confirming import Confirming
from reader.widgets.sidebar import Points, Sidebar

_number = re.compile(r"(\d{1,9})[.)]?\s+(.+)").fullmatch
_LABEL_WORDS = 9


class Pointing(Confirming):
    """Edits of key points and priorities; they are annotations like any other."""

    _found = Points()
    """The points as the text has them, before the reader's edits."""
    _point_edits: tuple[PlacedNote, ...] = ()

    def take_points(self, points: Points) -> None:
        """Show what was found, with the reader's edits."""
        self._found = points
        self._edit_points()

    def show_annotations(self) -> None:
        """Show the notes, and the points as they are edited."""
        super().show_annotations()
        self._point_edits = place_notes(
            self.article.text,
            self.journal.annotations.points,
            known=self._point_edits,
            snapshots=self.snapshots,
        )
        self._edit_points()

    def _edit_points(self) -> None:
        edits = sorted(self._point_edits, key=lambda edit: edit.annotation.id)
        self.points = Points(
            edited_key_points(self._found.key_points, edits),
            edited_priorities(self._found.priorities, edits),
            self._found.others,
            self._found.are_found,
        )

    def holds(self, condition: Condition) -> bool:
        """A point under the cursor can be edited and deleted as a note can."""
        if condition == "note-here" and self.point_here is not None:
            return True
        return super().holds(condition)

    @property
    def point_here(self) -> KeyPoint | Priority | None:
        """The point under the cursor of the list that has the keys."""
        sidebar, points = self.sidebar, self.points
        if sidebar.key_points.has_focus and points.key_points:
            return points.key_points[sidebar.key_points.cursor]
        if sidebar.priorities.has_focus and sidebar.priorities.cursor < len(points.priorities):
            return points.priorities[sidebar.priorities.cursor]
        return None

    async def action_delete(self) -> None:
        """Hide the point under the cursor, or delete the note here."""
        if (point := self.point_here) is None:
            await super().action_delete()
            return
        await self._edit_point(point.passage, _kind(point), "hide")
        self.say_saved("Hidden; u brings it back")

    def action_edit(self) -> None:
        """Rename the point under the cursor, or edit the note here."""
        if (point := self.point_here) is None:
            super().action_edit()
            return
        self._rename(point)

    def _rename(self, point: KeyPoint | Priority) -> None:
        words = point.text if isinstance(point, KeyPoint) else f"{point.number} {point.label}"
        self._ask("Rename", words, point.passage, _kind(point), "rename")

    def action_add_key_point(self) -> None:
        """Make the target a key point; what is one already gets another name."""
        if (target := self.target) is not None:
            words = target.of(self.article.text)
            self._add_point(target, "key_point", "Add a key point", words)

    def action_add_priority(self) -> None:
        """Make the target a priority; what is one already gets another name."""
        if (target := self.target) is not None:
            number = max((item.number for item in self.points.priorities), default=0) + 1
            words = " ".join(target.of(self.article.text).split()[:_LABEL_WORDS])
            self._add_point(target, "priority", "Add a priority", f"{number} {words}")

    def _add_point(self, target: Passage, kind: PointKind, title: str, words: str) -> None:
        points = self.points.priorities if kind == "priority" else self.points.key_points
        same = [point for point in points if point.passage == target]
        if not same and self.selection is None:  # an item goes on behind its first sentence
            same = [point for point in points if point.passage.start == target.start]
        known = same[0] if same else None
        if known is None:
            self._ask(title, words, target, kind, "add")
        else:
            self._rename(known)

    def _ask(
        self, title: str, words: str, passage: Passage, kind: PointKind, action: PointAction
    ) -> None:
        """Ask for a point's name, and for its number if it is a priority."""

        async def named(words: str | None) -> None:
            await self._named(passage, kind, action, words or "")

        from reader.screens.naming import NamePrompt  # noqa: PLC0415 - not before the first page

        self.app.push_screen(NamePrompt(title, words), named)

    async def _named(
        self, passage: Passage, kind: PointKind, action: PointAction, words: str
    ) -> None:
        if not words.strip():
            self.say("Nothing was changed")
            return
        match = _number(words.strip()) if kind == "priority" else None
        label = match[2] if match else words.strip()
        number = int(match[1]) if match else None
        if number is not None and not 0 < number <= MAX_NUMBER:
            self._ask(f"Its number is from 1 to {MAX_NUMBER}", words, passage, kind, action)
            return
        await self._edit_point(passage, kind, action, label, number)
        self.say_saved("Added" if action == "add" else "Renamed")

    async def _edit_point(
        self,
        passage: Passage,
        kind: PointKind,
        action: PointAction,
        label: str = "",
        number: int | None = None,
    ) -> None:
        edit = point_edit(kind, action, label, number)
        await self.write(lambda: self.journal.add(self.anchor_of(passage), point=edit))

    @on(Sidebar.JumpRequested)
    def _jump_to_row(self, event: Sidebar.JumpRequested) -> None:
        """To the row's words; chosen again, write on them right there."""
        event.stop()
        sentence = self.article.sentence_at(event.passage.start)
        if event.is_point and self.ruler == sentence:
            self.selection = None
            self.action_annotate()
        else:
            self.jump(event.passage.start)


def _kind(point: KeyPoint | Priority) -> PointKind:
    return "key_point" if isinstance(point, KeyPoint) else "priority"
