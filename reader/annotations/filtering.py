"""Choosing notes by what a reader types: words, `#tag`, `color:blue`, `is:lost`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reader.annotations.placing import PlacedNote

_STATES: dict[str, Callable[[PlacedNote], bool]] = {
    "lost": lambda note: not note.is_placed,
    "placed": lambda note: note.is_placed,
    "note": lambda note: bool(note.annotation.note),
    "highlight": lambda note: note.annotation.is_highlight,
    "edited": lambda note: note.resolution.state == "edited",
    "suggested": lambda note: note.resolution.state == "suggested",
    "ambiguous": lambda note: note.resolution.state == "ambiguous",
}


def filtered(notes: Iterable[PlacedNote], query: str) -> tuple[PlacedNote, ...]:
    """The notes that fit every word of a query; all of them for an empty one."""
    tests = [_test(word) for word in query.lower().split()]
    if not tests:
        return tuple(notes)
    return tuple(note for note in notes if all(test(note) for test in tests))


def _test(word: str) -> Callable[[PlacedNote], bool]:
    kind, colon, value = word.partition(":")
    if word.startswith("#") and len(word) > 1:
        return lambda note: any(tag.lower().startswith(word[1:]) for tag in note.annotation.tags)
    if colon and kind in ("color", "colour"):
        return lambda note: note.annotation.color.startswith(value)
    if colon and kind == "is":
        return _STATES.get(value, lambda _: True)
    return lambda note: (
        word in note.annotation.note.lower()
        or word in note.annotation.anchor.exact.lower()
        or any(word in tag.lower() for tag in note.annotation.tags)
    )
