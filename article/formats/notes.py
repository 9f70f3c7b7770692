"""Footnotes of HTML: which link is a reference, which element is its note, and their labels."""

from __future__ import annotations

import re

from article.formats.elements import Element, classes_of, types_of

_REFERENCE_TYPES = frozenset({"noteref"})
_REFERENCE_CLASSES = frozenset({"footnote-ref", "noteref", "footnote-reference", "footnoteref"})
_BACKLINK_TYPES = frozenset({"backlink", "referrer"})
_BACKLINK_CLASSES = frozenset({"footnote-backref", "reversefootnote", "footnote-back"})
_ARROWS = frozenset({"", "↩", "↩︎", "↑", "^", "⏎", "⤴", "«", "←", "Back", "back", "Return"})
_label = re.compile(
    r"\s*[\[(]?\s*([0-9]{1,4}|[a-zA-Z]|[ivxlc]{1,6}|[*†‡§¶‖]{1,4})\s*[\])]?[.:]?\s*"
)
_bracketed = re.compile(r"\s*\[\s*[0-9]{1,4}\s*\]\s*")


def is_reference(link: Element, words: str, *, raised: bool) -> bool:
    """Whether a link inside the text or the book leads to a footnote."""
    if types_of(link) & _REFERENCE_TYPES or classes_of(link) & _REFERENCE_CLASSES:
        return True
    return bool(_label.fullmatch(words) if raised else _bracketed.fullmatch(words))


def is_backlink(link: Element, words: str, *, at_start: bool) -> bool:
    """Whether a link in a footnote only leads back to where it is referred to.

    At the start of the note that may be its number, which is drawn from its label anyway.
    """
    if types_of(link) & _BACKLINK_TYPES or classes_of(link) & _BACKLINK_CLASSES:
        return True
    return words.strip() in _ARROWS or (at_start and bool(_label.fullmatch(words)))


class Notes:
    """The labels of the footnotes of one article, by the addresses of their notes.

    No label stands for two notes: a book that counts anew in every chapter is counted on.
    """

    def __init__(self) -> None:
        self._labels: dict[str, str] = {}
        self._taken: set[str] = set()
        self._highest = 0

    def refer(self, address: str, words: str) -> str:
        """The label of the note at an address, for a reference with these words."""
        if address not in self._labels:
            found = _label.fullmatch(words)
            label = found[1] if found else ""
            if not label or label in self._taken:
                label = str(self._highest + 1)
            if label.isdecimal():
                self._highest = max(self._highest, int(label))
            self._taken.add(label)
            self._labels[address] = label
        return self._labels[address]

    def label_at(self, address: str) -> str | None:
        """The label of the note at an address, if something referred to it already."""
        return self._labels.get(address)
