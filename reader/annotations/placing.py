"""Where notes are in today's text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from article import Passage, Resolution, resolve
from article.resolver import Resolver
from reader.annotations.model import Annotation

NEAR = 200
"""How many notes are placed before the others, when there are more."""


_ON_THE_WHOLE_TEXT = Resolution(
    "exact", Passage(0, 0), confidence=1.0, reason="it is on the whole text"
)
"""Notes without a quote, as some other programs have them."""


@dataclass(frozen=True, slots=True)
class PlacedNote:
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


def place_notes(
    text: str,
    annotations: Iterable[Annotation],
    *,
    known: Iterable[PlacedNote] = (),
    snapshots: Mapping[str, str] | None = None,
) -> tuple[PlacedNote, ...]:
    """Every annotation with its place, in the order of the text; those without one come last.

    `known` are notes that were placed in the same text before: only those that are new, or have
    another anchor now, are looked for. `snapshots` are earlier texts by their fingerprints.
    """
    before = {note.annotation.id: note for note in known}
    placed: list[PlacedNote] = []
    sought: list[Annotation] = []
    for annotation in annotations:
        note = before.get(annotation.id)
        if _is_on_whole_text(annotation):
            placed.append(PlacedNote(annotation, _ON_THE_WHOLE_TEXT))
        elif note is not None and note.annotation is annotation:
            placed.append(note)
        elif note is not None and note.annotation.anchor == annotation.anchor:
            placed.append(PlacedNote(annotation, note.resolution))
        else:
            sought.append(annotation)
    found = resolve(text, [one.anchor for one in sought], snapshots=snapshots or {})
    placed += [PlacedNote(one, where) for one, where in zip(sought, found, strict=True)]
    return tuple(sorted(placed, key=_order))


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
    sought = [one for one in annotations if not _is_on_whole_text(one)]
    resolver = Resolver(text, [one.anchor for one in sought], snapshots=snapshots or {})
    order = resolver.nearest_first(position)
    for chosen in (order[:NEAR], order):
        found = zip(chosen, resolver.resolve(chosen), strict=True)
        yield tuple(sorted((PlacedNote(sought[i], where) for i, where in found), key=_order))


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
