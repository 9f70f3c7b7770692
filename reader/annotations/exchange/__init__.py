"""Exchange with other programs: one module for each foreign format.

A format is added by a line in the tables here; its module is imported when it is used. Foreign
files are never trusted: they are bounded,
nothing in them is executed, and whatever is wrong with one is told in one line.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import islice
from typing import Any

from article import Article
from article.printable import printable_line
from reader.annotations import disk
from reader.annotations.annotation_set import AnnotationSet
from reader.annotations.errors import NotesUnreadable
from reader.annotations.exchange.foreign import MAX_BYTES, Malformed, json_of
from reader.annotations.model import Annotation
from reader.annotations.placing import PlacedNote
from reader.annotations.record import Json

MAX_ANNOTATIONS = 50_000
"""A file with more of them is refused: looking for their places would take too long."""


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

_JSON: dict[str, tuple[Callable[[Json], bool], Callable[[Json], Sequence[Annotation]]]] = {
    "w3c": (_in("w3c", "is_like"), _in("w3c", "read")),
    "json": (_in("own", "is_like"), _in("own", "read")),
    "hypothesis": (_in("hypothesis", "is_like"), _in("hypothesis", "read")),
}
"""For each format that is JSON, what recognises and what reads it; the surest first."""

READABLE = ("own", *_JSON, "clippings", "markdown")
"""The formats that can be read; `own` is an annotations file."""


def read_notes(
    path: str | os.PathLike[str], article: Article, known: AnnotationSet, form: str = ""
) -> AnnotationSet:
    """What a foreign file has to add to the known annotations of an article.

    Without a format, the file is recognised by what is in it.

    Raises:
        NotesUnreadable: the file cannot be read, or is not what it was taken for.
    """
    name = printable_line(os.path.basename(path))
    try:
        content, signature = disk.read(os.fspath(path), MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        why = disk.reason_of(error) if isinstance(error, OSError) else "that is no path"
        raise NotesUnreadable(f"{name} cannot be read: {why}", "check the path") from error
    if signature is None:
        raise NotesUnreadable(f"{name} is not there", "check the path")
    try:
        return _news(content, article, known, form)
    except Malformed as error:
        known_forms = ", ".join(READABLE)
        raise NotesUnreadable(f"{name} {error}", f"what can be read is {known_forms}") from error


def _news(content: bytes, article: Article, known: AnnotationSet, form: str) -> AnnotationSet:
    if len(content) > MAX_BYTES:
        raise Malformed(f"is larger than {MAX_BYTES // 1_000_000} MB")
    if form == "own" or (not form and b'"postil-notes"' in content[:10_000]):
        from reader.annotations.exchange.own import read_file  # noqa: PLC0415 - not for writing

        whole = read_file(content)
        both = known.joined(whole).lines
        new = {id: line for id, line in whole.lines.items() if both[id] != known.lines.get(id)}
        return AnnotationSet(new, {id: one for id, one in whole.living.items() if id in new})
    try:
        text = content.decode("utf-16" if content[:2] in _UTF_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Malformed("is no text") from error
    found = list(islice(_annotations(text, article, form), MAX_ANNOTATIONS + 1))
    if len(found) > MAX_ANNOTATIONS:
        raise Malformed(f"has more than {MAX_ANNOTATIONS:,} notes")
    from reader.annotations.exchange.taking import taken_over  # noqa: PLC0415 - not for writing

    return taken_over(known, found, article)


_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def _annotations(text: str, article: Article, form: str) -> Sequence[Annotation]:
    if form in _JSON or (not form and text.lstrip()[:1] in ("[", "{")):
        value = json_of(text)
        for name, (is_like, read) in _JSON.items():
            if form == name or (not form and is_like(value)):
                return read(value)
    from reader.annotations.exchange import clippings, markdown  # noqa: PLC0415 - not for writing

    if form == "clippings" or (not form and clippings.is_like(text)):
        return clippings.read(text, article.title)
    if form == "markdown" or (not form and markdown.is_like(text)):
        return markdown.read(text)
    raise Malformed("has no notes in a format that is known")
