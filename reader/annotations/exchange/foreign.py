"""What the readers of foreign formats have in common: bounds, and values that are not trusted.

Whatever a foreign file holds, a reader either gives annotations that an annotations file can keep
or raises `Malformed` with one reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import TypeVar

from article import Anchor
from reader.annotations.lines import MAX_DEPTH
from reader.annotations.model import (
    MAX_NOTE,
    MAX_TAG,
    MAX_TAGS,
    Annotation,
    checked_note,
    checked_tags,
)
from reader.annotations.record import Json

MAX_BYTES = 50_000_000
"""A larger file is refused: it would not fit the memory ten times over."""

MAX_ANNOTATIONS = 50_000
"""A file with more of them is refused: looking for their places would take too long."""

NOWHERE = Anchor("", "", "", 0, 0)
"""The anchor of a note on a text as a whole: it quotes nothing."""

T = TypeVar("T")

_DEEPEST = MAX_DEPTH - 10
"""Of a foreign value, so that the line of an annotations file that keeps it can be read again."""

_uuid = re.compile(r"(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.I).fullmatch


class Malformed(Exception):
    """A file is not what it was taken for; the reason follows the file's name in a sentence."""


def json_of(text: str) -> Json:
    """The value of a JSON text.

    Raises:
        Malformed: it is none, holds numbers that JSON has not, or is nested too deeply.
    """
    try:
        value = json.loads(text, parse_float=_finite, parse_constant=_finite)
    except (ValueError, RecursionError) as error:
        raise Malformed("is no JSON that can be read") from error
    level = [value]
    for _ in range(_DEEPEST):
        level = [inner for outer in level for inner in inside(outer)]
    if level:
        raise Malformed("is nested too deeply")
    return value


def _finite(text: str) -> float:
    value = float(text)
    if value - value:  # not 0 for what has no end or is no number
        raise ValueError(text)
    return value


def inside(value: Json) -> Iterable[Json]:
    """What a JSON value consists of; nothing for a plain one."""
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def object_of(value: Json) -> Mapping[str, Json]:
    """The value if it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def string_of(value: Json) -> str:
    """The value if it is a string, else an empty one."""
    return value if isinstance(value, str) else ""


def list_of(value: Json) -> list[Json]:
    """The value as JSON-LD has it: one thing may stand without its brackets, or none at all."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def strings_of(value: Json) -> Iterator[str]:
    """The strings among the values."""
    return (one for one in list_of(value) if isinstance(one, str))


def position_of(value: Json) -> int:
    """The value if it can be a position, else 0."""
    is_one = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53
    return value if is_one else 0


def id_of(kind: str, id: str) -> str:
    """The annotation's id here for its id there, the same each time: a UUID stays what it is."""
    from uuid import NAMESPACE_URL, UUID, uuid5  # noqa: PLC0415 - what only writes needs none

    if match := _uuid(id):
        return str(UUID(match[1]))
    return str(uuid5(NAMESPACE_URL, json.dumps([kind, id])))


def id_of_content(kind: str, *content: Json) -> str:
    """The same for an annotation that has no id there."""
    return id_of(kind, json.dumps(content, sort_keys=True))


def note_of(text: str) -> str:
    """A foreign note.

    Raises:
        Malformed: it is longer than a note can be.
    """
    if len(text) > MAX_NOTE:
        raise Malformed("has a note that is too long")
    return checked_note(text)


def tags_of(tags: Iterable[str]) -> tuple[str, ...]:
    """Foreign tags; without those that are none here."""
    fitting = sorted({" ".join(tag.split()) for tag in tags if len(tag) <= MAX_TAG} - {""})
    return checked_tags(fitting[:MAX_TAGS])


def time_of(value: Json) -> str:
    """A foreign point of time if it is one of ISO 8601 with its zone, else an empty string."""
    text = string_of(value)
    return text if is_time(text) else ""


def is_time(text: str) -> bool:
    """Whether it is a point of time in ISO 8601 with its zone."""
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def few_enough(notes: Iterable[T]) -> list[T]:
    """The notes of a file, in whatever form they are.

    Raises:
        Malformed: there are too many.
    """
    found = list(islice(notes, MAX_ANNOTATIONS + 1))
    if len(found) > MAX_ANNOTATIONS:
        raise Malformed(f"has more than {MAX_ANNOTATIONS:,} notes")
    return found


def without_repetitions(annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """The annotations, the last one of each id."""
    return tuple({one.id: one for one in annotations}.values())
