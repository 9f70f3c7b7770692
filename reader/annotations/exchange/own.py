"""Postil's own formats: its JSON list of notes, and its annotations files.

The list is for scripts: the fields of a note that people look at, with today's place. Read back,
a note of the list is found by its quote; an annotations file has all that is known of a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from article import Anchor, Article
from reader.annotations.annotation_set import AnnotationSet
from reader.annotations.annotation_set import read as read_lines
from reader.annotations.exchange.foreign import (
    Malformed,
    few_enough,
    id_of,
    id_of_content,
    list_of,
    note_of,
    object_of,
    position_of,
    string_of,
    strings_of,
    tags_of,
    time_of,
    without_repetitions,
)
from reader.annotations.exchange.listing import is_on_whole
from reader.annotations.model import COLORS, Annotation
from reader.annotations.placing import PlacedNote
from reader.annotations.record import Json

NAME = "postil"


def write(article: Article, notes: Iterable[PlacedNote]) -> Json:
    """The notes as a list of objects, in the order of the text."""
    return [_as_json(article, note) for note in notes]


def _as_json(article: Article, note: PlacedNote) -> Json:
    annotation, passage = note.annotation, None if is_on_whole(note) else note.passage
    return {
        "id": annotation.id,
        "state": note.resolution.state,
        "quote": annotation.anchor.exact,
        "note": annotation.note,
        "tags": list(annotation.tags),
        "color": annotation.color,
        "start": passage and passage.start,
        "end": passage and passage.end,
        "section": passage and article.sections[article.section_at(passage.start)].title,
        "created": annotation.created,
        "modified": annotation.modified,
        "reason": note.resolution.reason,
    }


def is_like(value: Json) -> bool:
    """Whether a JSON value looks like a list of notes of this program."""
    return isinstance(value, list) and all("quote" in object_of(one) for one in value[:1])


def read(value: Json) -> tuple[Annotation, ...]:
    """The notes of a list.

    Raises:
        Malformed: something else is in it, or too much.
    """
    objects = [object_of(one) for one in few_enough(list_of(value))]
    if not all(isinstance(one.get("quote"), str) for one in objects):
        raise Malformed("has something else among its notes")
    return without_repetitions(_annotation(one) for one in objects)


def _annotation(one: Mapping[str, Json]) -> Annotation:
    exact, start = string_of(one.get("quote")), position_of(one.get("start"))
    color, id = one.get("color"), string_of(one.get("id"))
    return Annotation(
        id=id_of(NAME, id) if id else id_of_content(NAME, one),
        origin=Anchor(exact, "", "", start, start + len(exact)),
        note=note_of(string_of(one.get("note"))),
        tags=tags_of(strings_of(one.get("tags"))),
        color=next((known for known in COLORS if known == color), COLORS[0]),
        created=time_of(one.get("created")),
        modified=time_of(one.get("modified")),
    )


def read_file(content: bytes) -> AnnotationSet:
    """The annotations of an annotations file, without what it says of its article.

    Lines that cannot be read stay behind in that file.

    Raises:
        Malformed: it has no line of one.
    """
    found = read_lines(content).annotations
    if not found.lines:
        raise Malformed("is no annotations file")
    return found.of_notes
