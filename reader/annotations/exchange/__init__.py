"""Exchange with other programs: one module for each foreign format.

A format that is written is added by a line in the tables here, and its module is imported when it
is used; one that is read is added in `reading`. Foreign files are never trusted: they are bounded,
nothing in them is executed, and whatever is wrong with one is told in one line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from article import Article
from reader.annotations.placing import PlacedNote
from reader.annotations.record import Json


def _in(module: str, function: str) -> Callable[..., Any]:
    """A function of a module beside this one, for which that is imported when it is called."""

    def called(*arguments: object) -> object:
        return getattr(import_module(f"{__name__}.{module}"), function)(*arguments)

    return called


TEXTS: dict[str, Callable[[Article, Sequence[PlacedNote]], str]] = {
    "markdown": _in("markdown_list", "write"),
    "text": _in("plain", "write"),
    "csv": _in("readwise_csv", "write"),
    "org": _in("org", "write"),
    "html": _in("html", "write"),
}
"""For each format that is a text, what writes notes in it."""

OBJECTS: dict[str, Callable[[Article, Sequence[PlacedNote]], Json]] = {
    "json": _in("own", "write"),
    "w3c": _in("w3c", "write"),
    "hypothesis": _in("hypothesis", "write"),
}
"""For each format that is JSON, what writes notes in it."""

IN_PLACE: dict[str, Callable[[Article, Sequence[PlacedNote]], str]] = {
    "markdown": _in("markdown", "write_in_place"),
    "html": _in("html", "write_in_place"),
}
"""For each format that can hold a whole article with its notes, what writes it."""
