"""All annotations of one article, as a value."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from reader.annotations.errors import UnknownAnnotation
from reader.annotations.join import is_deleted, join
from reader.annotations.lines import (
    Values,
    decode,
    encode,
    encoded,
    is_intact,
    parse,
    record_of,
    values_of,
)
from reader.annotations.model import About, Annotation, about_of, annotation_of
from reader.annotations.record import Record

HEADER = "@article"
"""The id of the line that says what the file is about. Every id with `@` is no annotation."""

_FEW = 10

# Seven signs, or more in a conflict within a conflict.
_is_conflict_marker = re.compile(r"(?:<{7,}|={7,}|>{7,}|\|{7,})(?:\s.*)?", re.DOTALL).fullmatch


@dataclass(frozen=True)
class AnnotationSet:
    """The living annotations, and all that must be kept to merge them.

    Iterating gives the annotations in the order of the text, without edits of points.
    """

    lines: Mapping[str, str] = field(default_factory=dict)
    """For each id one line, the header's and those of deleted annotations among them."""
    living: Mapping[str, Annotation] = field(default_factory=dict, compare=False, repr=False)
    """What `lines` come to, by id."""
    unreadable: tuple[str, ...] = ()
    """Lines that could not be understood, as they were, sorted."""
    ordered: tuple[Annotation, ...] | None = field(default=None, compare=False, repr=False)
    """What iterating gives, where that is known already."""

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self._notes)

    def __len__(self) -> int:
        return len(self._notes)

    def get(self, id: str) -> Annotation | None:
        """The living annotation with that id."""
        return self.living.get(id)

    @cached_property
    def _notes(self) -> tuple[Annotation, ...]:
        if self.ordered is not None:
            return self.ordered
        notes = [one for one in self.living.values() if one.point is None]
        return tuple(sorted(notes, key=_place))

    @property
    def points(self) -> tuple[Annotation, ...]:
        """The reader's edits of key points and priorities, in the order they were made."""
        points = [one for one in self.living.values() if one.point is not None]
        return tuple(sorted(points, key=lambda one: one.id))

    @property
    def header(self) -> About | None:
        """What the file says it is about; `None` if it does not say."""
        return about_of(self._header) if self._header else None

    @property
    def of_notes(self) -> AnnotationSet:
        """Its annotations alone: what a file says of its article is true of no other one."""
        return self.only(self.lines)

    def only(self, ids: Iterable[str]) -> AnnotationSet:
        """The annotations among these ids, without what the file says of its article."""
        lines = {id: self.lines[id] for id in ids if not id.startswith("@")}
        return AnnotationSet(lines, {id: one for id, one in self.living.items() if id in lines})

    @property
    def format_version(self) -> int:
        """Of the program's format that the file was written in."""
        version = self._header.get("v", 1)
        return version if type(version) is int else 1

    @cached_property
    def _header(self) -> Values:
        return (parse(self.lines[HEADER]) or {}) if HEADER in self.lines else {}

    def record(self, id: str) -> Record:
        """All that is known of an id; an empty record for a new one."""
        return decode(self.lines[id]) if id in self.lines else Record(id)

    def known(self, id: str) -> Record:
        """All that is known of an annotation, deleted or not.

        Raises:
            UnknownAnnotation: nothing is.
        """
        if id not in self.lines or id.startswith("@"):
            raise UnknownAnnotation("there is no such annotation", "it may be in another file")
        return decode(self.lines[id])

    def with_records(self, *records: Record) -> AnnotationSet:
        """The set with these records in the place of what it knew of their ids."""
        news: dict[str, str] = {}
        found: dict[str, Annotation | None] = {}
        for record in records:
            news[record.id], found[record.id] = _written(record)
        return self._with(news, found, self.unreadable)

    def joined(self, other: AnnotationSet) -> AnnotationSet:
        """What both know; this very set if the other knows nothing more."""
        news: dict[str, str] = {}
        found: dict[str, Annotation | None] = {}
        for id, line in other.lines.items():
            mine = self.lines.get(id)
            if mine is None:
                news[id], found[id] = line, other.living.get(id)
            elif line != mine:
                both, annotation = _written(join(decode(mine), decode(line)))
                if both != mine:
                    news[id], found[id] = both, annotation
        unreadable = tuple(sorted({*self.unreadable, *other.unreadable}))
        if not news and unreadable == self.unreadable:
            return self
        return self._with(news, found, unreadable)

    def lacks(self, other: AnnotationSet) -> bool:
        """Whether the other knows anything that this one does not."""
        return not set(self.unreadable).issuperset(other.unreadable) or any(
            id not in self.lines
            or (line != self.lines[id] and decode(line) != decode(self.lines[id]))
            for id, line in self.joined(other).lines.items()
        )

    def compacted(self) -> Iterator[str]:
        """Its lines as the program writes them: the header, the annotations by id, the rest."""
        for id in sorted(self.lines, key=lambda id: (not id.startswith("@"), id)):
            line = self.lines[id]
            yield line if is_intact(line) else encode(decode(line))
        yield from self.unreadable

    def _with(
        self,
        news: Mapping[str, str],
        found: Mapping[str, Annotation | None],
        unreadable: tuple[str, ...],
    ) -> AnnotationSet:
        living = dict(self.living)
        for id, annotation in found.items():
            living.pop(id, None)
            if annotation is not None:
                living[id] = annotation
        ordered = self._reordered(found) if len(found) <= _FEW else None
        return AnnotationSet({**self.lines, **news}, living, unreadable, ordered)

    def _reordered(self, found: Mapping[str, Annotation | None]) -> tuple[Annotation, ...]:
        """The notes in order after a few changes, which is much quicker than sorting them."""
        notes = list(self._notes)
        for id, annotation in found.items():
            if (before := self.living.get(id)) is not None and before.point is None:
                del notes[bisect_left(notes, _place(before), key=_place)]
            if annotation is not None and annotation.point is None:
                insort(notes, annotation, key=_place)
        return tuple(notes)


class Reading(NamedTuple):
    """What came of reading an annotations file, or the end of one."""

    annotations: AnnotationSet
    lines: int
    """How many lines hold something."""
    markers: int
    """How many lines a version control system put there to mark a conflict."""
    torn: bytes
    """The beginning of a line that was never finished, at the very end."""


def read(content: bytes) -> Reading:
    """Read lines: any bytes will do."""
    lines: dict[str, str] = {}
    living: dict[str, Annotation] = {}
    several: dict[str, list[Record]] = {}
    unreadable: set[str] = set()
    known: set[str] = set()
    count = markers = 0
    torn = b""
    # What is no UTF-8 keeps its bytes, and `parse` refuses it.
    texts = content.decode("utf-8", "surrogateescape").split("\n")
    for number, text in enumerate(texts, 1):
        line = text.strip("\ufeff \t\r")
        if not line:
            continue
        count += 1
        if line in known:
            continue
        known.add(line)
        values = parse(line)
        if values is None:
            if _is_conflict_marker(line):
                markers += 1
            elif number == len(texts):
                torn = text.encode("utf-8", "surrogateescape")
            else:
                unreadable.add(text)
        elif (id := values["id"]) not in lines:
            lines[id] = line
            if annotation := _annotation(values, line):
                living[id] = annotation
        else:
            several.setdefault(id, [decode(lines[id])]).append(record_of(values, line))
    found = AnnotationSet(lines, living, tuple(sorted(unreadable)))
    if several:
        found = found.with_records(*(join(*records) for records in several.values()))
    return Reading(found, count, markers, torn)


def _place(annotation: Annotation) -> tuple[int, str, str]:
    return annotation.anchor.start, annotation.created, annotation.id


def _annotation(values: Values, line: str) -> Annotation | None:
    """The annotation of a line that was read; the short way for nearly all of them."""
    if "deleted" in values or "note_alt" in values:
        record = record_of(values, line)
        return _living(record, values_of(record), line)
    return None if values["id"].startswith("@") else annotation_of(values, line)


def _written(record: Record) -> tuple[str, Annotation | None]:
    """The line of a record, and its annotation, unless it is deleted or none."""
    values = values_of(record)
    line = encoded(record, values)
    return line, _living(record, values, line)


def _living(record: Record, values: Values, line: str) -> Annotation | None:
    if record.id.startswith("@") or is_deleted(record):
        return None
    return annotation_of(values, line)
