"""The W3C's Web Annotations, as JSON-LD.

Source: https://www.w3.org/TR/annotation-model/ and https://www.w3.org/TR/annotation-vocab/
(recommendations of 23 February 2017). Written is an array of annotations, each with the context,
so that each stands for itself; read is also a single one, an `AnnotationPage`, or an
`AnnotationCollection` with its first page in it.

| here | there |
|---|---|
| id | `id`, `urn:uuid:` |
| note | TextualBody, `text/markdown`, purpose `commenting`; read also `bodyValue`; all as one |
| tags | TextualBody, purpose `tagging` |
| color | `styleClass` of the target |
| anchor | TextQuoteSelector and TextPositionSelector, in code points |
| created, modified, by | `created`, `modified`, `creator` |
| the article | `source` of the target, with a TimeState |
| a note on the whole text | a target without a selector |

What came from there is kept in `ext` as it was. Written back it is the same again, except for
what was changed here since.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping

from article import Anchor, Article
from reader.annotations.exchange.foreign import (
    NOWHERE,
    Malformed,
    few_enough,
    id_of,
    id_of_content,
    is_time,
    list_of,
    note_of,
    object_of,
    string_of,
    strings_of,
    tags_of,
    time_of,
    without_repetitions,
)
from reader.annotations.exchange.quotes import (
    anchor_in,
    position_selector,
    quote_selector,
    selectors_in,
    with_places_of_parents,
)
from reader.annotations.exchange.source import source_of
from reader.annotations.model import COLORS, Annotation
from reader.annotations.placing import PlacedNote
from reader.annotations.record import Json

NAME = "w3c"
"""Of the field of `ext` that keeps what came from there."""
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def is_like(value: Json) -> bool:
    """Whether a JSON value looks like annotations of this kind."""
    some = list_of(value)[:1]
    return any(
        CONTEXT in strings_of(object_of(one).get("@context"))
        or _types(object_of(one)) & {"Annotation", "AnnotationPage", "AnnotationCollection"}
        for one in some
    )


def read(value: Json) -> tuple[Annotation, ...]:
    """The annotations in a JSON value.

    Raises:
        Malformed: there are none in it, or too many.
    """
    objects = few_enough(_annotations_in(value))
    found: dict[str, Annotation] = {}
    parents: dict[str, str] = {}
    ids = {string_of(one.get("id")) for one in objects} - {""}
    for one in objects:
        annotation = annotation_of(one)
        found[annotation.id] = annotation
        for target in map(_target, list_of(one.get("target"))):
            if (parent := string_of(target.get("source") or target.get("id"))) in ids:
                parents[annotation.id] = id_of(NAME, parent)
    return without_repetitions(with_places_of_parents(found, parents))


def _annotations_in(value: Json) -> Iterable[Mapping[str, Json]]:
    objects = [one for one in list_of(value) if isinstance(one, dict)]
    if len(objects) != len(list_of(value)):
        raise Malformed("has something else among its W3C annotations")
    for one in objects:
        types = _types(one)
        if "Annotation" in types:
            yield one
        elif "AnnotationPage" in types or "AnnotationCollection" in types:
            context = {"@context": one["@context"]} if "@context" in one else {}
            items = one.get("items", object_of(one.get("first")).get("items"))
            for item in list_of(items):
                yield from _annotations_in({**context, **object_of(item)})
        else:
            raise Malformed("has something else among its W3C annotations")


def annotation_of(one: Mapping[str, Json]) -> Annotation:
    """One annotation, with its quote as its anchor.

    Raises:
        Malformed: its note is too long.
    """
    bodies = [body for body in _bodies(one) if _is_text(body)]
    texts = [string_of(body.get("value")) for body in bodies if not _is_tag(body, one)]
    texts += [string_of(one.get("bodyValue"))]
    target = _quoting(one)
    classes = [name for name in strings_of(target.get("styleClass")) if name in COLORS]
    id = string_of(one.get("id"))
    return Annotation(
        id=id_of(NAME, id) if id else id_of_content(NAME, one),
        origin=anchor_in(target),
        note=note_of("\n\n".join(filter(None, texts))),
        tags=tags_of(string_of(body.get("value")) for body in bodies if _is_tag(body, one)),
        color=next((color for color in COLORS if color in classes), COLORS[0]),
        created=time_of(one.get("created")),
        modified=time_of(one.get("modified")),
        by=_name_of(one.get("creator")),
        ext={NAME: dict(one)},
    )


def _types(one: Mapping[str, Json]) -> set[str]:
    return set(strings_of(one.get("type"))) | set(strings_of(one.get("@type")))


def _bodies(one: Mapping[str, Json]) -> list[Mapping[str, Json]]:
    return [object_of(body) for body in list_of(one.get("body"))]


def _is_text(body: Mapping[str, Json]) -> bool:
    return isinstance(body.get("value"), str) and _types(body) <= {"TextualBody"}


def _is_tag(body: Mapping[str, Json], one: Mapping[str, Json]) -> bool:
    """A body without a purpose has the motivation of its annotation."""
    purposes = [*strings_of(body.get("purpose"))] or [*strings_of(one.get("motivation"))]
    return "tagging" in purposes and not {"commenting", "replying"} & set(purposes)


def _target(target: Json) -> Mapping[str, Json]:
    return {"source": target} if isinstance(target, str) else object_of(target)


def _quoting(one: Mapping[str, Json]) -> Mapping[str, Json]:
    """The first target that quotes something, else the first, else an empty one."""
    targets = [_target(target) for target in list_of(one.get("target"))]
    quoting = [target for target in targets if anchor_in(target) != NOWHERE]
    return next(iter(quoting or targets), {})


def _name_of(creator: Json) -> str:
    for one in list_of(creator):
        agent = object_of(one)
        names = (agent.get("name"), agent.get("nickname"), agent.get("id"), one)
        if name := next((n for n in names if isinstance(n, str) and n), ""):
            return name
    return ""


def write(article: Article, notes: Iterable[PlacedNote]) -> Json:
    """The notes as an array of annotations."""
    return [_as_json(article, note.annotation) for note in notes]


def _as_json(article: Article, annotation: Annotation) -> Json:
    kept = annotation.ext.get(NAME)
    if isinstance(kept, dict):
        return _changed(copy.deepcopy(kept), annotation)
    target: dict[str, Json] = {"source": source_of(article)}
    if annotation.anchor.exact:
        target["selector"] = _selectors(annotation.anchor)
    if is_time(annotation.created):
        target["state"] = {"type": "TimeState", "sourceDate": annotation.created}
    target["styleClass"] = annotation.color
    one: dict[str, Json] = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{annotation.id}",
        "type": "Annotation",
        "motivation": _motivation(annotation),
        "body": [*_notes_of(annotation), *map(_tag_body, annotation.tags)],
        "target": target,
    }
    for name in ("created", "modified"):
        if is_time(getattr(annotation, name)):
            one[name] = getattr(annotation, name)
    if annotation.by:
        one["creator"] = {"type": "Person", "name": annotation.by}
    return one


def _changed(one: dict[str, Json], annotation: Annotation) -> Json:
    """What came from there, with what was changed here since."""
    before = annotation_of(one)
    bodies = list_of(one.get("body"))
    is_changed = False
    if (annotation.note, annotation.note_alt) != (before.note, ()):
        texts = [body for body in map(object_of, bodies) if _is_text(body)]
        comments = [body for body in texts if not _is_tag(body, one)]
        others = [body for body in bodies if not any(body is comment for comment in comments)]
        bodies = [*_notes_of(annotation), *others]
        one.pop("bodyValue", None)
        is_changed = True
    if annotation.tags != before.tags:
        gone = set(before.tags) - set(annotation.tags)
        bodies = [body for body in bodies if not _is_one_of(gone, object_of(body), one)]
        bodies += [_tag_body(tag) for tag in annotation.tags if tag not in before.tags]
        is_changed = True
    if is_changed:
        one["body"] = bodies
    if annotation.color != before.color or annotation.pin is not None:
        _change_target(one, annotation, annotation.color != before.color)
        is_changed = True
    if is_changed and is_time(annotation.modified):
        one["modified"] = annotation.modified
    return one


def _is_one_of(tags: set[str], body: Mapping[str, Json], one: Mapping[str, Json]) -> bool:
    is_tag = _is_text(body) and _is_tag(body, one)
    return is_tag and bool(tags.intersection(tags_of([string_of(body.get("value"))])))


def _change_target(one: dict[str, Json], annotation: Annotation, has_new_color: bool) -> None:
    """Give the quoting target the colour and the place that the annotation has here."""
    quoting = _quoting(one)
    target = dict(quoting)
    if has_new_color:
        others = [name for name in strings_of(target.get("styleClass")) if name not in COLORS]
        target["styleClass"] = [*others, annotation.color] if others else annotation.color
    if annotation.pin is not None:
        kinds = ("TextQuoteSelector", "TextPositionSelector")
        kept = [one for one in selectors_in(target) if string_of(one.get("type")) not in kinds]
        target["selector"] = [*_selectors(annotation.pin), *kept]
    targets = list_of(one.get("target"))
    place = next((n for n, other in enumerate(targets) if _target(other) == quoting), len(targets))
    targets = [*targets[:place], target, *targets[place + 1 :]]
    one["target"] = targets if isinstance(one.get("target"), list) else target


def _selectors(anchor: Anchor) -> list[Json]:
    return [quote_selector(anchor), position_selector(anchor)]


def _motivation(annotation: Annotation) -> str:
    if annotation.note:
        return "commenting"
    return "tagging" if annotation.tags else "highlighting"


def _notes_of(annotation: Annotation) -> list[Json]:
    return [
        {
            "type": "TextualBody",
            "value": text,
            "format": "text/markdown",
            "purpose": "commenting",
        }
        for text in filter(None, (annotation.note, *annotation.note_alt))
    ]


def _tag_body(tag: str) -> Json:
    return {"type": "TextualBody", "value": tag, "purpose": "tagging"}
