"""What tests of annotations have in common: anchors, a clock set by hand, journals that repeat."""

from __future__ import annotations

import errno
import os
import random
from datetime import UTC, datetime, timedelta

from article import Anchor
from reader.annotations.annotation_set import AnnotationSet
from reader.annotations.journal import Journal
from reader.annotations.lines import decode, encode


class Clock:
    """A clock that goes on by a second each time it is looked at."""

    def __init__(self) -> None:
        self.time = datetime(2024, 2, 29, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


def anchor(start: int = 40, exact: str = "the ferry was late") -> Anchor:
    return Anchor(
        exact, "By the time ", " we had eaten", start, start + len(exact), ("Crossing",), "ab" * 32
    )


def open_journal(path, actor="one", **more) -> Journal:
    """A journal that does the same in every run; the actor decides what is random."""
    chance = random.Random(actor)
    more = {"clock": Clock(), "patience": 0.0, "by": "Ada"} | more
    return Journal.open(path, actor=actor, randomness=chance.randbytes, **more)


def visible(annotations: AnnotationSet) -> dict[str, tuple[object, ...]]:
    """What a reader sees of the annotations, by id."""
    return {
        one.id: (
            *(one.note, set(one.note_alt), one.tags, one.color),
            *(one.origin, one.pin, one.declined),
        )
        for one in annotations
    }


def normal(annotations: AnnotationSet) -> tuple[dict[str, str], tuple[str, ...]]:
    """All that is known, the same for sets that know the same."""
    lines = {id: encode(decode(line)) for id, line in annotations.lines.items()}
    return lines, annotations.unreadable


class SmallDisk:
    """The system's calls on a disk with so many bytes left."""

    def __init__(self, room: int) -> None:
        self.room = room

    def __getattr__(self, name):
        return getattr(os, name)

    def write(self, descriptor, content):
        if self.room <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = os.write(descriptor, content[: self.room])
        self.room -= written
        return written
