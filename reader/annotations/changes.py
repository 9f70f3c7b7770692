"""What a reader's change makes of a record. Nothing here touches a file or a clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypedDict, cast

from article import Anchor
from reader.annotations.annotation_set import HEADER, AnnotationSet
from reader.annotations.join import deletion, edited, last_restore
from reader.annotations.lines import decode, values_of
from reader.annotations.model import About, Annotation, anchor_values
from reader.annotations.record import Json, Record

FORMAT = "postil-notes"
FORMAT_VERSION = 1


class Change(TypedDict, total=False):
    """What a reader wants otherwise in one annotation; what is not in it stays as it is."""

    note: tuple[str, ...]
    """Its text; several where they stand side by side."""
    tags: tuple[str, ...]
    color: str
    pin: Anchor | None
    declined: tuple[Anchor, ...]
    point: Mapping[str, Json] | None


def change_to(wanted: Annotation, names: Iterable[str]) -> Change:
    """The change that gives the named fields the values of an annotation."""
    whole = Change(
        note=(wanted.note, *wanted.note_alt),
        tags=wanted.tags,
        color=wanted.color,
        pin=wanted.pin,
        declined=wanted.declined,
        point=wanted.point,
    )
    return cast("Change", {name: value for name, value in whole.items() if name in names})


def made(id: str, actor: str, now: str, by: str, anchor: Anchor, change: Change) -> Record:
    """The record of a new annotation."""
    values: dict[str, Json] = {
        "color": change["color"],
        "origin": anchor_values(anchor),
        "created": now,
        "modified": now,
    }
    if by:
        values["by"] = by
    if point := change.get("point"):
        values["point"] = dict(point)
    members = {"tags": dict.fromkeys(change["tags"], True)}
    return edited(Record(id), actor, values=values, members=members, note=change["note"])


def changed(
    record: Record, base: Annotation, change: Change, actor: str, now: str
) -> Record | None:
    """The record after a change of what its writer had before them; `None` if nothing differs."""
    values: dict[str, Json] = {}
    if (color := change.get("color", base.color)) != base.color:
        values["color"] = color
    if (pin := change.get("pin", base.pin)) != base.pin:
        values["pin"] = pin and anchor_values(pin)
    if (declined := change.get("declined", base.declined)) != base.declined:
        values["declined"] = [anchor_values(anchor) for anchor in declined] or None
    if (point := change.get("point", base.point)) != base.point:
        values["point"] = point and dict(point)
    tags = set(change.get("tags", base.tags))
    members = {tag: tag in tags for tag in tags.symmetric_difference(base.tags)}
    texts = (base.note, *base.note_alt)
    note = change.get("note", texts)
    if not values and not members and note == texts:
        return None
    return edited(
        record,
        actor,
        values={**values, "modified": now},
        members={"tags": members},
        note=() if note == texts else note,
        over=decode(base.line).note,
    )


def deleted(record: Record, actor: str, now: str) -> Record:
    """The record after its deletion, which counts for the note as it is now."""
    known = deletion(record.note, last_restore(record.registers.get("deleted")))
    return edited(record, actor, values={"deleted": known, "modified": now})


def restored(record: Record, actor: str, now: str) -> Record:
    """The record after its deletion was taken back."""
    return edited(record, actor, values={"deleted": None, "modified": now})


def described(annotations: AnnotationSet, about: About, actor: str) -> Record | None:
    """The header, brought up to date; `None` if it is."""
    record = annotations.record(HEADER)
    present = values_of(record)
    wanted: dict[str, Json] = {
        "format": FORMAT,
        "v": present.get("v", FORMAT_VERSION),
        "norm": about.norm,
        "title": about.title,
        "sha256": about.sha256,
        "length": about.length,
    }
    values = {n: v for n, v in wanted.items() if (v or n not in present) and v != present.get(n)}
    known = present.get("sources", ())
    sources = {source: True for source in about.sources if source not in known}
    if not values and not sources:
        return None
    return edited(record, actor, values=values, members={"sources": sources})
