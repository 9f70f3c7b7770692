"""Where notes are in today's text."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from article import Passage, Resolution
from reader.annotations.declining import without_declined
from reader.annotations.model import Annotation

NEAR = 200
"""How many notes are placed before the others, when there are more."""

_FEW = 100
"""So many notes are put among the others more quickly than all are sorted anew."""

_ON_THE_WHOLE_TEXT = Resolution(
    "exact", Passage(0, 0), confidence=1.0, reason="it is on the whole text"
)
"""Notes without a quote, as some other programs have them."""


class PlacedNote(NamedTuple):
    """An annotation, and what came of looking for its words."""

    annotation: Annotation
    resolution: Resolution

    @property
    def passage(self) -> Passage | None:
        """Where its words are; none while that is only suspected, or not known at all."""
        return self.resolution.passage if self.is_placed else None

    @property
    def is_placed(self) -> bool:
        """Whether its words were found, so that it may be drawn on them."""
        return self.resolution.state in ("exact", "moved", "edited")

    @property
    def near(self) -> int:
        """A position to sort by and to go to: its own, or where it would have been."""
        passage = self.resolution.passage
        return passage.start if passage else self.resolution.near

    def moved(self, by: int) -> PlacedNote:
        """The same in a text that has so many characters more in front."""
        found = self.resolution
        passage = None if found.passage is None else found.passage.moved(by)
        return self._replace(resolution=found._replace(passage=passage, near=found.near + by))


def place_notes(
    text: str,
    annotations: Iterable[Annotation],
    *,
    known: Sequence[PlacedNote] = (),
    snapshots: Mapping[str, str] | None = None,
) -> tuple[PlacedNote, ...]:
    """Every annotation with its place, in the order of the text; those without one come last.

    `known` are notes as they were placed in the same text before: only those that are new, or have
    another anchor now, are looked for. `snapshots` are earlier texts by their fingerprints.
    """
    present = {annotation.id: annotation for annotation in annotations}
    notes = [note for note in known if present.get(note.annotation.id) is note.annotation]
    kept = {note.annotation.id for note in notes}
    new = [annotation for id, annotation in present.items() if id not in kept]
    before = {note.annotation.id: note for note in known} if new else {}
    placed = list(_placed(text, new, before, snapshots or {}))
    if len(placed) > _FEW:
        return tuple(sorted([*notes, *placed], key=_order))
    for note in placed:
        insort(notes, note, key=_order)
    return tuple(notes)


def _placed(
    text: str,
    annotations: Iterable[Annotation],
    before: Mapping[str, PlacedNote],
    snapshots: Mapping[str, str],
) -> Iterator[PlacedNote]:
    """Annotations with their places; those are looked for that are not known from before."""
    sought: list[Annotation] = []
    for annotation in annotations:
        note = before.get(annotation.id)
        if _is_on_whole_text(annotation):
            yield PlacedNote(annotation, _ON_THE_WHOLE_TEXT)
        elif note is not None and _is_sought_alike(note.annotation, annotation):
            yield PlacedNote(annotation, note.resolution)
        else:
            sought.append(annotation)
    if sought:
        from article import resolve  # noqa: PLC0415 - many texts have no notes

        found = resolve(text, [one.anchor for one in sought], snapshots=snapshots)
        for annotation, where in zip(sought, found, strict=True):
            yield _at(text, annotation, where)


def _is_sought_alike(one: Annotation, other: Annotation) -> bool:
    return one.anchor == other.anchor and one.declined == other.declined


def _at(text: str, annotation: Annotation, found: Resolution) -> PlacedNote:
    return PlacedNote(annotation, without_declined(text, annotation, found))


def _order(note: PlacedNote) -> tuple[bool, int, int, str]:
    end = note.passage.end if note.passage else 0
    return (not note.is_placed, note.near, end, note.annotation.id)


def _is_on_whole_text(annotation: Annotation) -> bool:
    return not annotation.anchor.exact and bool(annotation.anchor.text)


def place_in_parts(
    text: str,
    annotations: Iterable[Annotation],
    position: int,
    *,
    snapshots: Mapping[str, str] | None = None,
) -> Iterator[tuple[PlacedNote, ...]]:
    """The same in two parts: first the notes near a position, then all that have a quote."""
    from article.resolver import Resolver  # noqa: PLC0415 - not before the first page

    sought = [one for one in annotations if not _is_on_whole_text(one)]
    resolver = Resolver(text, [one.anchor for one in sought], snapshots=snapshots or {})
    order = resolver.nearest_first(position)
    for chosen in (order[:NEAR], order):
        found = zip(chosen, resolver.resolve(chosen), strict=True)
        yield tuple(sorted((_at(text, sought[i], where) for i, where in found), key=_order))


def status_of(notes: Iterable[PlacedNote]) -> str:
    """How many notes are where, in one line: "41 in place, 3 edited, 1 to confirm, 1 lost"."""
    count = Counter(_KINDS[note.resolution.state] for note in notes)
    return ", ".join(
        f"{count[kind]} {kind}" for kind in dict.fromkeys(_KINDS.values()) if count[kind]
    )


_KINDS = {
    "exact": "in place",
    "moved": "in place",
    "edited": "edited",
    "suggested": "to confirm",
    "ambiguous": "to confirm",
    "orphan": "lost",
}
