"""The words of one block in the making, with white space and marks as HTML treats them."""

from __future__ import annotations

import re

from article.model import Mark, MarkKind
from article.printable import printable

_WIDE = (
    "\u2e80-\u303e\u3041-\u312f\u3190-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uff60"
    "\U00020000-\U0003ffff"
)
"""Chinese and Japanese characters, which are not divided by spaces; Korean words are."""
_wide_break = re.compile(f"(?<=[{_WIDE}]) *\n[ \n]*(?=[{_WIDE}])")
_white_space = re.compile(r"[ \n]+")
_SUPERSCRIPT = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_SUBSCRIPT = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_number = re.compile(r"[+\-−]?[0-9]{1,4}[+\-−]?").fullmatch


def collapsed(text: str) -> str:
    """The text made safe, every run of white space in it one space.

    A line end between two characters of Chinese or Japanese is none.
    """
    text = printable(text.replace("\f", " "))
    if not text.isascii():
        text = _wide_break.sub("", text)
    return _white_space.sub(" ", text)


class Run:
    """Grows piece by piece; white space at the start of a line is dropped.

    No more than one mark of a kind is open at a time, however often a page opens it, so the work
    for a block does not grow with the depth it stands in.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._marks: set[Mark] = set()
        self._open: dict[MarkKind, tuple[int, str]] = {}
        self.length = 0
        self._line_start = 0

    @property
    def at_line_start(self) -> bool:
        """Whether the line has no words yet; a table cell counts as a line."""
        return self.length == self._line_start

    def add(self, text: str) -> None:
        """Append words as they stand in a page."""
        words = collapsed(text)
        if self.at_line_start or self._pieces[-1][-1] == " ":
            words = words.lstrip(" ")
        self._append(words)

    def _append(self, words: str) -> None:
        if words:
            self._pieces.append(words)
            self.length += len(words)

    def end_line(self) -> None:
        """Drop the white space at the end of the line."""
        while not self.at_line_start and self._pieces[-1][-1] == " ":
            last = self._pieces.pop()
            words = last.rstrip(" ")
            self.length -= len(last)
            self._append(words)

    def start_line(self, separator: str) -> None:
        """Append what divides two lines or cells."""
        self._append(separator)
        self._line_start = self.length

    def pieces(self) -> int:
        """How many pieces there are; for `raise_digits`."""
        return len(self._pieces)

    def raise_digits(self, since: int, *, below: bool) -> None:
        """Make superscript or subscript digits of the pieces added since, if they are a number.

        Otherwise `10<sup>6</sup>` would read 106.
        """
        words = "".join(self._pieces[since:]) if len(self._pieces) - since == 1 else ""
        if _number(words):
            self._pieces[since:] = [words.translate(_SUBSCRIPT if below else _SUPERSCRIPT)]

    def mark(self, kind: MarkKind, start: int, target: str = "") -> None:
        """Mark everything from the offset on."""
        if start < self.length:
            self._marks.add(Mark(kind, start, self.length, printable(target)))

    def open(self, kind: MarkKind, target: str = "") -> bool:
        """Open a mark; false if one of this kind is open already, which then goes on."""
        if kind in self._open:
            return False
        self._open[kind] = (self.length, target)
        return True

    def close(self, kind: MarkKind) -> None:
        """Close the mark that `open` opened."""
        self.mark(kind, *self._open.pop(kind))

    def take(self) -> tuple[str, tuple[Mark, ...]]:
        """The words and their marks. The run is empty then; open marks go on in what follows."""
        for kind, (start, target) in self._open.items():
            self.mark(kind, start, target)
            self._open[kind] = (0, target)
        text = "".join(self._pieces)
        marks = [_trimmed(mark, text) for mark in self._marks]
        marks = [mark for mark in marks if mark.start < mark.end]
        marks.sort(key=lambda mark: (mark.start, -mark.end, mark.kind))
        self._pieces, self._marks, self.length, self._line_start = [], set(), 0, 0
        return text, tuple(marks)

    def take_stripped(self) -> tuple[str, tuple[Mark, ...]]:
        """Like `take`, without white space at the ends; a no-break space counts as such here."""
        text, marks = self.take()
        lead = len(text) - len(text.lstrip())
        if lead:
            marks = tuple(m._replace(start=m.start - lead, end=m.end - lead) for m in marks)
        return text.strip(), marks


def _trimmed(mark: Mark, text: str) -> Mark:
    """The mark without the white space at its ends; empty if it covers nothing else."""
    start, end = mark.start, min(mark.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if (start, end) == (mark.start, mark.end):
        return mark
    return mark._replace(start=start, end=end)
