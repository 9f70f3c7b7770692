"""Hypothesis' annotations, as its API gives them.

Source: https://h.readthedocs.io/en/latest/api-reference/v1/ (the schema of `Annotation`, and the
answer to a search: `{"total": …, "rows": [...]}`, which is also what is written). Read is also the
file that its client exports, which has `annotations` instead of `rows`.

| here | there |
|---|---|
| id | `id` |
| note, tags | `text`, `tags` |
| anchor | TextQuoteSelector of the first `target` that has one |
| created, modified | `created`, `updated` |
| by | `user_info.display_name`, else `user` |
| the article | `uri`, `document.title` |
| a reply | `references`: it lies where the annotation lies that it replies to |
| a page note | a target without a selector: a note on the whole text |

Positions there are UTF-16 units of a text that Postil does not have: they stay in `ext` and are
not used. So does everything else that came from there; written back it is the same again, except
for what was changed here since. A colour has no place there.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping

from article import Article
from reader.annotations.exchange.foreign import (
    NOWHERE,
    Malformed,
    few_enough,
    id_of,
    id_of_content,
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
    quote_selector,
    selectors_in,
    with_places_of_parents,
)
from reader.annotations.exchange.source import source_of
from reader.annotations.model import Annotation
from reader.annotations.placing import PlacedNote
from reader.annotations.record import Json

NAME = "hypothesis"
"""Of the field of `ext` that keeps what came from there."""

_LISTS = ("rows", "annotations")


def is_like(value: Json) -> bool:
    """Whether a JSON value looks like annotations of this kind."""
    if isinstance(value, dict) and any(isinstance(value.get(name), list) for name in _LISTS):
        return True
    return any("uri" in object_of(one) for one in list_of(value)[:1])


def read(value: Json) -> tuple[Annotation, ...]:
    """The annotations in a JSON value.

    Raises:
        Malformed: there is something else in it, or too much.
    """
    found: dict[str, Annotation] = {}
    parents: dict[str, str] = {}
    for row in few_enough(_rows(value)):
        annotation = annotation_of(row)
        found[annotation.id] = annotation
        if references := list(strings_of(row.get("references"))):
            parents[annotation.id] = id_of(NAME, references[-1])
    return without_repetitions(with_places_of_parents(found, parents))


def _rows(value: Json) -> Iterable[Mapping[str, Json]]:
    lists = [value[name] for name in _LISTS if name in value] if isinstance(value, dict) else []
    rows = list_of(lists[0] if lists else value)
    if not all(isinstance(row, dict) and ("target" in row or "uri" in row) for row in rows):
        raise Malformed("has something else among its Hypothesis annotations")
    return rows


def annotation_of(row: Mapping[str, Json]) -> Annotation:
    """One annotation, with its quote as its anchor.

    Raises:
        Malformed: its note is too long.
    """
    anchors = [anchor_in(object_of(target)) for target in list_of(row.get("target"))]
    anchor = next((one for one in anchors if one != NOWHERE), NOWHERE)
    id = string_of(row.get("id"))
    shown = string_of(object_of(row.get("user_info")).get("display_name"))
    account = string_of(row.get("user")).removeprefix("acct:").partition("@")[0]
    return Annotation(
        id=id_of(NAME, id) if id else id_of_content(NAME, row),
        origin=anchor._replace(start=0, end=0),
        note=note_of(string_of(row.get("text"))),
        tags=tags_of(strings_of(row.get("tags"))),
        created=time_of(row.get("created")),
        modified=time_of(row.get("updated")),
        by=shown or account,
        ext={NAME: dict(row)},
    )


def write(article: Article, notes: Iterable[PlacedNote]) -> Json:
    """The notes as the answer to a search."""
    rows = [_as_json(article, note.annotation) for note in notes]
    return {"total": len(rows), "rows": rows}


def _as_json(article: Article, annotation: Annotation) -> Json:
    kept = annotation.ext.get(NAME)
    if isinstance(kept, dict):
        return _changed(copy.deepcopy(kept), annotation)
    source = source_of(article)
    target: dict[str, Json] = {"source": source}
    if annotation.anchor.exact:
        target["selector"] = [quote_selector(annotation.anchor)]
    row: dict[str, Json] = {
        "id": annotation.id,
        "created": annotation.created,
        "updated": annotation.modified,
        "uri": source,
        "text": _text(annotation),
        "tags": list(annotation.tags),
        "target": [target],
        "document": {"title": [article.title]},
        "references": [],
    }
    if annotation.by:
        row["user_info"] = {"display_name": annotation.by}
    return row


def _text(annotation: Annotation) -> str:
    return "\n\n".join(filter(None, (annotation.note, *annotation.note_alt)))


def _changed(row: dict[str, Json], annotation: Annotation) -> Json:
    """What came from there, with what was changed here since."""
    before = annotation_of(row)
    wanted: dict[str, Json] = {}
    if (annotation.note, annotation.note_alt) != (before.note, ()):
        wanted["text"] = _text(annotation)
    if annotation.tags != before.tags:
        wanted["tags"] = list(annotation.tags)
    if annotation.pin is not None:
        wanted["target"] = _pinned(list_of(row.get("target")), annotation)
    if wanted:
        row |= {**wanted, "updated": annotation.modified}
    return row


def _pinned(targets: list[Json], annotation: Annotation) -> list[Json]:
    """The targets, the first one with the quote that the reader confirmed since.

    The other selectors lead to the former place, and go.
    """
    first = dict(object_of(targets[0])) if targets else {}
    page = [one for one in selectors_in(first) if one.get("type") == "FragmentSelector"]
    first["selector"] = [quote_selector(annotation.anchor), *page]
    return [first, *targets[1:]]
