"""Undo and redo. Nothing is taken back in the file: undoing is a new change like any other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from reader.annotations.model import Annotation

_CHANGES = {
    "note": "note edited",
    "tags": "tags changed",
    "color": "colour changed",
    "pin": "place confirmed",
    "point": "point changed",
}
"""The fields that a reader edits, and what editing them is called."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What one change made of one annotation."""

    before: Annotation | None
    """`None` when the change made the annotation."""
    after: Annotation | None
    """`None` when the change deleted it."""

    @property
    def annotation(self) -> Annotation:
        """The annotation that was changed: as it became, or as it was when it was deleted."""
        if (one := self.after or self.before) is None:
            raise AssertionError("an edit without an annotation")
        return one

    @property
    def id(self) -> str:
        """Of the annotation."""
        return self.annotation.id

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ; all of them when it was made or deleted."""
        return tuple(
            name for name in _CHANGES if _state(self.before, name) != _state(self.after, name)
        )

    @property
    def words(self) -> str:
        """What was done, as a reader would say it."""
        one = self.annotation
        kind = "point" if one.point else "highlight" if one.is_highlight else "note"
        if self.before is None:
            return kind
        if self.after is None:
            return f"{kind} deleted"
        return ", ".join(_CHANGES[name] for name in self.fields)

    @property
    def reverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.after, self.before)

    def fits(self, present: Annotation | None) -> bool:
        """Whether what it would change is still as it was before it.

        What another window changed since is that reader's, and stays.
        """
        if self.before is None or self.after is None:
            return (present is None) == (self.before is None) and not Edit(
                present, self.before
            ).fields
        return all(_state(present, name) == _state(self.before, name) for name in self.fields)


@dataclass(slots=True)
class History:
    """The edits of one sitting."""

    done: list[Edit] = field(default_factory=list)
    undone: list[Edit] = field(default_factory=list)

    def keep(self, edit: Edit) -> None:
        """Remember an edit. What was undone before it cannot be done again."""
        self.done.append(edit)
        self.undone.clear()

    def undo(self, apply: Callable[[Edit], bool]) -> Edit | None:
        """Take back the last edit that can be; the edit, or `None` if there was none.

        `apply` makes a change and says whether it could.
        """
        while self.done:
            edit = self.done.pop()
            if apply(edit.reverse):
                self.undone.append(edit)
                return edit
        return None

    def redo(self, apply: Callable[[Edit], bool]) -> Edit | None:
        """Make the edit again that was undone last, if that can be."""
        while self.undone:
            edit = self.undone.pop()
            if apply(edit):
                self.done.append(edit)
                return edit
        return None


def _state(annotation: Annotation | None, name: str) -> object:
    if annotation is None:
        return None
    if name == "note":
        return annotation.note, annotation.note_alt
    return getattr(annotation, name)
