"""Taking over what a foreign file has: new annotations get a place, known ones what is new.

Taking over is an edit by a writer of its own, who is named by what is taken over: so the same file
taken over again, here or on another machine, is the same edit, and `join` makes nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from article import Anchor, Article, describe, fingerprint, resolve
from reader.annotations.annotation_set import AnnotationSet
from reader.annotations.exchange import hypothesis, w3c
from reader.annotations.join import edited
from reader.annotations.model import Annotation, anchor_values
from reader.annotations.record import Json, Record, check_of, knowledge, text_of

_FORMS: dict[str, Callable[[Mapping[str, Json]], Annotation]] = {
    w3c.NAME: w3c.annotation_of,
    hypothesis.NAME: hypothesis.annotation_of,
}
"""For each field of `ext` that keeps a foreign annotation, what reads it."""

_PLACED = ("exact", "moved", "edited")


def taken_over(
    known: AnnotationSet, found: Iterable[Annotation], article: Article
) -> AnnotationSet:
    """What is to be joined to the known annotations, so that they have what was found too."""
    new: list[Annotation] = []
    records: list[Record] = []
    for annotation in found:
        if annotation.id in known.lines:
            records += _news(known, annotation)
        else:
            new.append(annotation)
    pairs = zip(new, placed(article, [one.origin for one in new]), strict=True)
    records += [_record(annotation, origin) for annotation, origin in pairs]
    return AnnotationSet().with_records(*records)


def placed(article: Article, anchors: Iterable[Anchor]) -> Iterator[Anchor]:
    """The anchors of the same words in the article; what is not found keeps its own.

    An anchor without a quote stands for the article as a whole.
    """
    text = article.text
    guesses = [_guess(text, anchor) for anchor in anchors]
    quoting = [anchor for anchor in guesses if anchor.exact]
    found = iter(resolve(text, quoting))
    for anchor in guesses:
        if not anchor.exact:
            yield anchor._replace(text=article.fingerprint)
            continue
        where = next(found)
        if where.passage is None or where.state not in _PLACED:
            yield anchor
        else:
            section = article.sections[article.section_at(where.passage.start)].title
            yield describe(text, where.passage, (section,))


def _guess(text: str, anchor: Anchor) -> Anchor:
    """The anchor at the first place that fits it, for a start in a foreign text says little."""
    exact = anchor.exact
    if not exact or text.startswith(exact, anchor.start):
        return anchor
    around = text.find(anchor.prefix + exact + anchor.suffix)
    start = text.find(exact) if around < 0 else around + len(anchor.prefix)
    start = max(start, 0)
    return anchor._replace(start=start, end=start + len(exact))


def _writer(annotation: Annotation) -> str:
    """The name of who takes over an annotation as it is in the file."""
    content = text_of([_values(annotation, annotation.origin), annotation.note, annotation.tags])
    return "import-" + fingerprint(content)[:16]


def _values(annotation: Annotation, origin: Anchor) -> dict[str, Json]:
    values: dict[str, Json] = {
        "color": annotation.color,
        "origin": anchor_values(origin),
        "created": annotation.created,
        "modified": annotation.modified,
        "by": annotation.by,
        "ext": dict(annotation.ext),
    }
    return {name: value for name, value in values.items() if value}


def _record(annotation: Annotation, origin: Anchor) -> Record:
    """The record of an annotation that is new here."""
    return edited(
        Record(annotation.id),
        _writer(annotation),
        values=_values(annotation, origin),
        members={"tags": dict.fromkeys(annotation.tags, True)},
        note=(annotation.note, *annotation.note_alt),
    )


def _news(known: AnnotationSet, foreign: Annotation) -> Iterator[Record]:
    """The record of a known annotation with what is new in the file, if anything is."""
    record, present, writer = known.record(foreign.id), known.get(foreign.id), _writer(foreign)
    if writer in _writers(record):
        return
    texts = (foreign.note, *foreign.note_alt)
    if present is None:  # deleted here: the file brings it back
        yield edited(record, writer, values={}, note=texts, over=())
        return
    base = _base(present, foreign)
    before = base or present
    values: dict[str, Json] = {}
    if base is not None and foreign.color != base.color:
        values["color"] = foreign.color
    if foreign.ext and any(present.ext.get(name) != kept for name, kept in foreign.ext.items()):
        values["ext"] = {**present.ext, **foreign.ext}
    members = dict.fromkeys(set(foreign.tags) - set(before.tags), True)
    if base is not None:
        members |= dict.fromkeys(set(base.tags) - set(foreign.tags), False)
    had = {present.note, *present.note_alt} if base is None else {base.note, *base.note_alt}
    note = () if had.issuperset(texts) else texts
    if values or members or note:
        if foreign.modified and foreign.modified != present.modified:
            values["modified"] = foreign.modified
        seen = [one for one in record.note if base is not None and one.check in _checks(base)]
        yield edited(record, writer, values=values, members={"tags": members}, note=note, over=seen)


def _checks(annotation: Annotation) -> set[str]:
    return {check_of(text) for text in (annotation.note, *annotation.note_alt)}


def _writers(record: Record) -> set[str]:
    """All whose edits a record still shows."""
    stamped = [*record.registers.values()]
    stamped += [one for members in record.sets.values() for one in members.values()]
    return {one.actor for one in stamped} | set(knowledge(record.note))


def _base(present: Annotation, foreign: Annotation) -> Annotation | None:
    """The annotation as the foreign file's writer had it before them; `None` if nobody knows."""
    for name, form in _FORMS.items():
        if name in foreign.ext:
            kept = present.ext.get(name)
            return form(kept) if isinstance(kept, dict) else None
    return present if foreign.modified and foreign.modified == present.modified else None
