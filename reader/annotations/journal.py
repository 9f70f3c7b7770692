"""The reader's notes on one article, kept on the disk as they are made.

    journal = Journal.open(path, about=About(title, sources, sha256, length), by="Anna")
    annotation = journal.add(anchor, note="Why?", tags=["leverage"])
    journal.change(annotation.id, color="blue")
    journal.undo()                  # a Step, whose `words` say what was undone
    journal.annotations             # an AnnotationSet: a value, never changed
    journal.refresh()               # every second: has another window or a sync tool changed it?
    journal.is_saved, journal.trouble, journal.retry(), journal.save_as(path)
    journal.close()

A change returns when it is flushed to the disk. If that cannot be done nothing is raised: the
change stays in memory, `is_saved` turns false, `trouble` says why, and the next change or `retry`
tries again. A journal may be used from any thread, by one at a time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from article import Anchor
from reader.annotations.annotation_set import AnnotationSet
from reader.annotations.changes import (
    Change,
    change_to,
    changed,
    deleted,
    described,
    made,
    restored,
)
from reader.annotations.errors import AnnotationsError, UnknownAnnotation
from reader.annotations.history import Act, Edit, History, Step
from reader.annotations.ids import RANDOM_BYTES, uuid7
from reader.annotations.join import is_deleted
from reader.annotations.lines import values_of
from reader.annotations.model import (
    COLORS,
    MAX_DECLINED,
    About,
    Annotation,
    annotation_of,
    checked_color,
    checked_note,
    checked_tags,
)
from reader.annotations.record import Json, Record
from reader.annotations.store import Store
from reader.clock import now, stamp

if TYPE_CHECKING:
    from datetime import datetime

_PATIENCE = 1.0


class Sitting(NamedTuple):
    """Who makes changes, and where time and chance come from."""

    actor: str
    """What tells this sitting from all others, on this machine and elsewhere."""
    by: str
    """The reader's name."""
    clock: Callable[[], datetime]
    """Gives the time with its zone."""
    randomness: Callable[[int], bytes]
    """Gives so many random bytes."""

    def now(self) -> str:
        """The time, in ISO 8601 and UTC."""
        return stamp(self.clock())

    def new_id(self) -> str:
        """A name that no other annotation has."""
        return uuid7(int(self.clock().timestamp() * 1000), self.randomness(RANDOM_BYTES))


class Journal(Store):
    """One annotations file under the hands of a reader."""

    def __init__(
        self, path: str | os.PathLike[str], about: About, sitting: Sitting, patience: float
    ) -> None:
        super().__init__(path, patience)
        self.about = about
        self._sitting = sitting
        self._history = History()
        self._is_described = False

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        about: About | None = None,
        actor: str = "",
        by: str = "",
        clock: Callable[[], datetime] = now,
        randomness: Callable[[int], bytes] = os.urandom,
        patience: float = _PATIENCE,
    ) -> Self:
        """Read an annotations file; if there is none, it is made with the first change.

        `about` says which article the notes are on; `actor` is made up if not given; `patience`
        is how many seconds to wait for another window that is writing.

        Raises:
            NotesUnreadable: the file cannot be read, or is something else.
        """
        sitting = Sitting(actor or randomness(4).hex(), by, clock, randomness)
        return cls(path, about or About(), sitting, patience)

    # Changes

    def add(
        self,
        anchor: Anchor,
        *,
        note: str = "",
        tags: Iterable[str] = (),
        color: str = COLORS[0],
        point: Mapping[str, Json] | None = None,
    ) -> Annotation:
        """Make an annotation.

        Raises:
            NotAccepted: the note or a tag is too long, or there is no such colour.
        """
        wanted = Change(
            note=(checked_note(note),),
            tags=checked_tags(tags),
            color=checked_color(color),
            point=point,
        )
        sitting = self._sitting
        record = made(sitting.new_id(), sitting.actor, sitting.now(), sitting.by, anchor, wanted)
        return self._done(None, record)

    def change(
        self,
        id: str,
        *,
        note: str | None = None,
        tags: Iterable[str] | None = None,
        color: str | None = None,
        pin: Anchor | None = None,
        declined: Iterable[Anchor] | None = None,
        point: Mapping[str, Json] | None = None,
        over: Annotation | None = None,
    ) -> Annotation:
        """Change what is given of an annotation.

        `over` is the annotation as the reader had it before them, where that may not be the
        present one: what was changed elsewhere meanwhile stays, and of a note both texts are
        kept. Changing the note of an annotation that was deleted meanwhile brings it back.

        Raises:
            UnknownAnnotation: there is none, or it is deleted and its note was not changed.
            NotAccepted: the note or a tag is too long, or there is no such colour.
        """
        record = self.annotations.known(id)
        before = self.annotations.get(id)
        base = over or annotation_of(values_of(record), self.annotations.lines[id])
        wanted = Change()
        if note is not None:
            wanted["note"] = (checked_note(note),)
        if tags is not None:
            wanted["tags"] = checked_tags(tags, base.tags)
        if color is not None:
            wanted["color"] = checked_color(color)
        if pin is not None:
            wanted["pin"] = pin
        if declined is not None:
            wanted["declined"] = tuple(declined)[-MAX_DECLINED:]
        if point is not None:
            wanted["point"] = point
        after = changed(record, base, wanted, self._sitting.actor, self._sitting.now())
        if before is None and (after is None or is_deleted(after)):
            raise UnknownAnnotation("this annotation was deleted", "it cannot be changed")
        if after is None:
            return self.annotations.living[id]
        return self._done(before, after)

    def change_all(
        self,
        act: Act,
        rule: Callable[[AnnotationSet], Mapping[str, Change]],
        others: Iterable[Path] = (),
    ) -> Step:
        """Make all changes that a rule asks for, which are undone together.

        `others` are the files of other articles in which they are made too. The rule names living
        annotations only, and nothing that is not accepted.
        """
        edits = self._changed_by(rule)
        elsewhere, failed = self._elsewhere(others, lambda other, _: other._changed_by(rule))
        step = Step(edits, act, elsewhere, failed)
        self._history.keep(step)
        return step

    def remove(self, id: str) -> None:
        """Delete an annotation.

        Raises:
            UnknownAnnotation: there is none.
        """
        if (before := self.annotations.get(id)) is None:
            raise UnknownAnnotation("there is no such annotation", "it may be deleted already")
        self._keep(self._deleted(id))
        self._history.keep(Step((Edit(before, None),)))

    def restore(self, id: str) -> Annotation:
        """Bring back a deleted annotation.

        Raises:
            UnknownAnnotation: there never was one.
        """
        record = self._restored(id)
        return self.annotations.get(id) or self._done(None, record)

    def _deleted(self, id: str) -> Record:
        return deleted(self.annotations.known(id), self._sitting.actor, self._sitting.now())

    def _restored(self, id: str) -> Record:
        return restored(self.annotations.known(id), self._sitting.actor, self._sitting.now())

    def _done(self, before: Annotation | None, record: Record) -> Annotation:
        after = self._keep(record)
        if after is None:
            raise AssertionError("a change that deletes")
        edit = Edit(before, after)
        if edit.fields:  # none if another window had made the same change already
            self._history.keep(Step((edit,)))
        return after

    def _keep(self, record: Record) -> Annotation | None:
        """Keep a record, with the first of a sitting also what the file is about; what it is now.

        That is before anything is joined that another window has written meanwhile.
        """
        self._describe()
        self._stage(record)
        annotation = self.annotations.get(record.id)
        self._write()
        return annotation

    def take_over(self, other: AnnotationSet) -> bool:
        """Join other annotations, those of another program for one; whether all is on the disk."""
        if other.lines:
            self._describe()
        before = self.annotations
        self._stage_all(other)
        after = self.annotations
        edits = (_edit(before, after, id) for id in other.lines)
        self._history.keep(Step(tuple(edit for edit in edits if edit), "taken over"))
        return self._write()

    def _describe(self) -> None:
        if not self._is_described:
            self._is_described = True
            if header := described(self.annotations, self.about, self._sitting.actor):
                self._stage(header)

    def _for_another_file(self) -> AnnotationSet:
        """A header of its own where that of this file is not for another one."""
        found = super()._for_another_file()
        if found.header is None and (header := described(found, self.about, self._sitting.actor)):
            return found.with_records(header)
        return found

    # Undo and redo

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        return bool(self._history.done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone change to make again."""
        return bool(self._history.undone)

    def undo(self) -> Step | None:
        """Undo the last step of this sitting; what of it, or `None` if there is none.

        What another window changed since stays as that reader left it.
        """
        return self._history.undo(self._apply)

    def redo(self) -> Step | None:
        """Make the step again that was undone last; what of it, or `None` if there is none."""
        return self._history.redo(self._apply)

    def _apply(self, step: Step) -> Step:
        """Make those edits of a step by new changes for which all is as it was before them."""
        self.refresh()
        edits = self._applied(step.edits)
        elsewhere, failed = self._elsewhere(
            step.elsewhere, lambda other, path: other._applied(step.elsewhere[path])
        )
        return Step(edits, step.act, elsewhere, failed)

    def _applied(self, edits: Iterable[Edit]) -> tuple[Edit, ...]:
        records = [record for edit in edits if (record := self._after(edit)) is not None]
        return self._keep_all(records)

    def _after(self, edit: Edit) -> Record | None:
        """The record that an edit makes, if what it would change is as it was before it."""
        present = self.annotations.get(edit.id)
        if not edit.fits(present):
            return None
        if edit.after is None:
            return self._deleted(edit.id)
        if present is None:
            return self._restored(edit.id)
        record, wanted = self.annotations.known(edit.id), change_to(edit.after, edit.fields)
        return changed(record, present, wanted, self._sitting.actor, self._sitting.now())

    # Many changes at once

    def _changed_by(
        self, rule: Callable[[AnnotationSet], Mapping[str, Change]]
    ) -> tuple[Edit, ...]:
        annotations, sitting = self.annotations, self._sitting
        now = sitting.now()
        records = [
            changed(annotations.known(id), annotations.living[id], change, sitting.actor, now)
            for id, change in rule(annotations).items()
        ]
        return self._keep_all(record for record in records if record is not None)

    def _keep_all(self, records: Iterable[Record]) -> tuple[Edit, ...]:
        """Keep records of different annotations, and wait for the disk only once."""
        news = tuple(records)
        if not news:
            return ()
        self._describe()
        before = self.annotations
        self._stage(*news)
        after = self.annotations
        self._write()
        edits = (_edit(before, after, record.id) for record in news)
        return tuple(edit for edit in edits if edit)

    def _elsewhere(
        self, paths: Iterable[Path], work: Callable[[Journal, Path], tuple[Edit, ...]]
    ) -> tuple[dict[Path, tuple[Edit, ...]], tuple[str, ...]]:
        """Do some work on the files of other articles: the edits in each, and what went wrong."""
        done: dict[Path, tuple[Edit, ...]] = {}
        failed: list[str] = []
        for path in paths:
            try:
                other = Journal(path, About(), self._sitting, self._patience)
                edits = work(other, path)
            except AnnotationsError as error:
                failed.append(error.message)
            else:
                if not other.is_saved:
                    failed.append(other.trouble)
                elif edits:
                    done[path] = edits
        return done, tuple(failed)


def _edit(before: AnnotationSet, after: AnnotationSet, id: str) -> Edit | None:
    """What became of an annotation, if a reader sees a difference."""
    edit = Edit(before.get(id), after.get(id))
    return edit if edit.before is not edit.after and edit.fields else None
