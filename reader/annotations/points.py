"""The reader's own hand in the argument: points that were hidden, renamed, renumbered or added.

Such an edit is an annotation like any other: it lies in the same file, is joined and undone like
the rest, and stays with the words of its point when the text is edited. An edit whose words are not
found any more does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from article import KeyPoint, Passage, Priority
from article.printable import printable_line
from reader.annotations.placing import PlacedNote
from reader.annotations.record import Json

PointKind = Literal["priority", "key_point"]
PointAction = Literal["hide", "rename", "add"]

MAX_NUMBER = 999
"""A larger number is no priority's."""


def point_edit(
    kind: PointKind,
    action: PointAction,
    label: str = "",
    number: int | None = None,
) -> Mapping[str, Json]:
    """What an annotation says that edits a point. Renaming a priority may renumber it."""
    return {"kind": kind, "action": action, "label": label, "number": number}


def edited_key_points(
    points: Iterable[KeyPoint], edits: Iterable[PlacedNote]
) -> tuple[KeyPoint, ...]:
    """The key points as the reader wants them, in the order of the text."""
    kept = list(points)
    for passage, action, label, _ in _read(edits, "key_point"):
        if action == "hide":
            kept = [point for point in kept if point.passage != passage]
        elif any(point.passage == passage for point in kept):
            kept = [p._replace(text=label) if p.passage == passage else p for p in kept]
        elif action == "add":
            kept.append(KeyPoint(label, passage, "authored"))
    return tuple(sorted(kept, key=lambda point: point.passage))


def edited_priorities(
    items: Iterable[Priority], edits: Iterable[PlacedNote]
) -> tuple[Priority, ...]:
    """The priorities as the reader wants them, in the order of their numbers."""
    kept = list(items)
    for passage, action, label, number in _read(edits, "priority"):
        if action == "hide":
            kept = [item for item in kept if item.passage != passage]
        elif any(item.passage == passage for item in kept):
            kept = [
                item._replace(label=label, number=number or item.number)
                if item.passage == passage
                else item
                for item in kept
            ]
        elif action == "add":
            highest = max((item.number for item in kept), default=0)
            kept.append(Priority(number or highest + 1, label, passage, "authored"))
    return tuple(sorted(kept, key=lambda item: (item.number, item.passage)))


def _read(
    edits: Iterable[PlacedNote], kind: PointKind
) -> Iterator[tuple[Passage, str, str, int | None]]:
    """The edits of one kind that have a place: passage, action, label and number.

    They come from a file, so nothing about them is certain.
    """
    for edit in edits:
        point = edit.annotation.point or {}
        number = point.get("number")
        label = printable_line(str(point.get("label") or ""))
        action = point.get("action")
        if edit.passage is None or point.get("kind") != kind:
            continue
        if action == "hide" or (action in ("rename", "add") and label):
            is_number = type(number) is int and 0 < number <= MAX_NUMBER
            yield edit.passage, str(action), label, number if is_number else None
