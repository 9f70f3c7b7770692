"""Kindle's "My Clippings.txt", read only.

There is no public specification; what is read here is what the devices write, an entry between
lines of equals signs:

    The Ferry (Ada Rowe)
    - Your Highlight on page 5 | Location 100-102 | Added on Monday, 1 January 2024 12:00:00

    The words that were marked.
    ==========

The second line is in the device's language. A note of its own follows the highlight at whose end
it was written. The file has the clippings of all books: those are taken that have the article's
title, or all if there is only one book. Bookmarks mark no words, and are left out. The times have
no zone; with the whole entry they stay in `ext`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from article import Anchor
from reader.annotations.exchange.foreign import (
    NOWHERE,
    Malformed,
    id_of_content,
    note_of,
    without_repetitions,
)
from reader.annotations.model import Annotation

NAME = "clippings"

_KINDS = {
    "highlight": ("highlight", "markierung", "surlignement", "subrayado", "evidenziazione"),
    "note": ("note", "notiz", "nota"),
    "bookmark": ("bookmark", "lesezeichen", "signet", "marcador", "segnalibro"),
}
"""For each kind of entry, the words that name it in the second line of one."""

_between = re.compile(r"^={10}[ \t]*$", re.MULTILINE)
_title_and_author = re.compile(r"(.*?)(?: \(([^()]*)\))?").fullmatch
_location = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")
_words = re.compile(r"\w+")


class _Entry(NamedTuple):
    title: str
    author: str
    kind: str
    first: int
    """The location, or the page where there is none."""
    last: int
    words: str
    whole: str

    @property
    def annotation(self) -> Annotation:
        is_note = self.kind == "note"
        return Annotation(
            id=id_of_content(NAME, self.title, self.kind, self.first, self.last, self.words),
            origin=NOWHERE if is_note else Anchor(self.words, "", "", 0, len(self.words)),
            note=note_of(self.words) if is_note else "",
            ext={NAME: {"entries": [self.whole]}},
        )


def is_like(text: str) -> bool:
    """Whether a text looks like such a file."""
    return bool(_between.search(text)) and any(_entries(text))


def read(text: str, title: str) -> tuple[Annotation, ...]:
    """The clippings of the article with this title.

    Raises:
        Malformed: it has no entry, or none of that title.
    """
    entries = list(_entries(text))
    if not entries:
        raise Malformed("has no clippings")
    books = {entry.title for entry in entries}
    chosen = {book for book in books if _is_same(book, title)} or books
    if len(chosen) > 1 and chosen == books and not all(_is_same(b, title) for b in books):
        raise Malformed("has clippings of several books, none with the title of this text")
    return without_repetitions(_annotations([one for one in entries if one.title in chosen]))


def _entries(text: str) -> Iterator[_Entry]:
    for part in _between.split(text):
        head, _, rest = part.strip("\ufeff \t\n").partition("\n")
        second, _, words = rest.partition("\n")
        kind = _kind_of(second)
        if kind and words.strip():
            match = _title_and_author(head.strip("\ufeff "))
            title, author = (match[1], match[2] or "") if match else (head, "")
            first, last = _location_in(second)
            yield _Entry(title, author, kind, first, last, words.strip(), part.strip())


def _kind_of(line: str) -> str:
    if not line.startswith("-"):
        return ""
    words = set(_words.findall(line.partition("|")[0].lower()))
    return next((kind for kind, names in _KINDS.items() if words.intersection(names)), "")


def _location_in(line: str) -> tuple[int, int]:
    """The last number before the date, which is the location if there is one."""
    where = line.rpartition("|")[0] or line
    found = _location.findall(where)
    first, last = found[-1] if found else ("0", "")
    return int(first), int(last or first)


def _is_same(book: str, title: str) -> bool:
    """Whether two titles have the same words, where one may lack a subtitle."""
    some, others = _words.findall(book.lower()), _words.findall(title.lower())
    length = min(len(some), len(others))
    return length > 0 and some[:length] == others[:length]


def _annotations(entries: Iterable[_Entry]) -> Iterator[Annotation]:
    """The highlights with the notes that were written at their ends, then the other notes."""
    highlights: dict[str, Annotation] = {}
    ends: dict[int, str] = {}
    notes: list[_Entry] = []
    for entry in entries:
        if entry.kind == "highlight":
            highlights[entry.annotation.id] = entry.annotation
            ends[entry.last or -1] = entry.annotation.id
        elif entry.kind == "note":
            notes.append(entry)
    for entry in notes:
        if id := ends.get(entry.first):
            marked, before = highlights[id], highlights[id].ext[NAME]["entries"]
            highlights[id] = replace(
                marked,
                note=note_of("\n\n".join(filter(None, (marked.note, entry.words)))),
                ext={NAME: {"entries": [*before, entry.whole]}},
            )
        else:
            yield entry.annotation
    yield from highlights.values()
