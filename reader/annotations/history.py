"""Undo and redo. Nothing is taken back in a file: undoing is a new change like any other.

An *edit* is what one change made of one annotation. A *step* is what a reader did at once: an edit,
or the many that renaming a tag or taking over notes comes to, in the files of other articles too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from reader.annotations.model import Annotation

Act = Literal["tag renamed", "taken over"]

_WORDS: dict[Act, str] = {
    "tag renamed": "tag renamed on {notes}",
    "taken over": "{notes} taken over",
}
"""What a reader does to many notes at once, and what it is called."""

_CHANGES = {
    "note": "note edited",
    "tags": "tags changed",
    "color": "colour changed",
    "pin": "place confirmed",
    "declined": "place declined",
    "point": "point changed",
}
"""The fields that a reader edits, and what editing them is called."""

_POINTS = {"priority": "priority", "key_point": "key point"}
_ACTIONS = {"hide": "hidden", "rename": "renamed", "add": "added"}
"""What a reader does to points, and what it is called."""


class Edit(NamedTuple):
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
        point = one.point or {}
        kind = "highlight" if one.is_highlight else "note"
        if point:
            kind = _POINTS.get(str(point.get("kind")), "point")
        if self.before is None:
            return f"{kind} {_ACTIONS.get(str(point.get('action')), '')}".rstrip()
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


@dataclass(frozen=True, slots=True)
class Step:
    """What one undoing takes back. It is false when nothing was done."""

    edits: tuple[Edit, ...] = ()
    """Of the notes at hand."""
    act: Act | None = None
    """What it was; none for a single edit."""
    elsewhere: Mapping[Path, tuple[Edit, ...]] = field(default_factory=dict)
    """The edits of other articles' notes, by their files."""
    failed: tuple[str, ...] = ()
    """Why files of other articles were left as they are, in words."""

    def __bool__(self) -> bool:
        return bool(self.edits or self.elsewhere)

    @property
    def count(self) -> int:
        """How many edits it comes to."""
        return len(self.edits) + sum(map(len, self.elsewhere.values()))

    @property
    def words(self) -> str:
        """What was done, as a reader would say it."""
        if self.act is None:
            return ", ".join(edit.words for edit in self.edits)
        words = _WORDS[self.act].format(notes=counted(self.count))
        files = len(self.elsewhere) + bool(self.edits)
        return f"{words} in {files} articles" if files > 1 else words

    @property
    def reverse(self) -> Step:
        """The step that takes this one back."""
        elsewhere = {path: _reversed(edits) for path, edits in self.elsewhere.items()}
        return Step(_reversed(self.edits), self.act, elsewhere, self.failed)


@dataclass(slots=True)
class History:
    """The steps of one sitting."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def keep(self, step: Step) -> None:
        """Remember a step that did something. What was undone before cannot be done again."""
        if step:
            self.done.append(step)
            self.undone.clear()

    def undo(self, apply: Callable[[Step], Step]) -> Step | None:
        """Take back the last step that can be; what of it was, or `None` if there was none.

        `apply` makes the edits of a step that can be made, and gives these.
        """
        while self.done:
            undone = apply(self.done.pop().reverse).reverse
            if undone:
                self.undone.append(undone)
            if undone or undone.failed:
                return undone
        return None

    def redo(self, apply: Callable[[Step], Step]) -> Step | None:
        """Make the step again that was undone last, as far as that can be."""
        while self.undone:
            done = apply(self.undone.pop())
            if done:
                self.done.append(done)
            if done or done.failed:
                return done
        return None


def counted(notes: int) -> str:
    """How many notes, in words."""
    return "1 note" if notes == 1 else f"{notes:,} notes"


def _reversed(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    return tuple(edit.reverse for edit in reversed(tuple(edits)))


def _state(annotation: Annotation | None, name: str) -> object:
    if annotation is None:
        return None
    if name == "note":
        return annotation.note, annotation.note_alt
    return getattr(annotation, name)
