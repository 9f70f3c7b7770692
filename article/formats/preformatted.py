"""Preformatted text of HTML: every space and every line end is the author's."""

from __future__ import annotations

import re
from collections.abc import Callable

from article.formats.elements import Element
from article.formats.vocabulary import BLOCKS
from article.printable import printable

_language = re.compile(r"\b(?:lang|language|brush:?)[-:]\s*([\w+#.-]+)").search


def _nothing() -> None:
    pass


class Preformatted:
    """The lines of one element `pre` in the making."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def add(self, text: str) -> None:
        """Append text as it stands in the page."""
        self._pieces.append(text)

    def end_line(self) -> None:
        """End the line, unless it has ended."""
        if self._pieces and not self._pieces[-1].endswith("\n"):
            self._pieces.append("\n")

    def enter(self, tag: str) -> Callable[[], object]:
        """Begin an element in it: only the ends of lines matter."""
        if tag == "br":
            self._pieces.append("\n")
        return self.end_line if tag in BLOCKS else _nothing

    def lines(self) -> str:
        """The whole text, without the line end that opens the element and the one that ends it."""
        return printable("".join(self._pieces).removeprefix("\n").removesuffix("\n"))


def language_of(element: Element) -> str:
    """The programming language that the classes of `pre`, or of the `code` in it, name."""
    first = next(iter(element), None)
    classes = f"{element.get('class')} {first.get('class') if first is not None else ''}"
    named = _language(classes)
    return printable(named[1]) if named else ""
