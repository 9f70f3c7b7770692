"""Reading the notes that another program wrote."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from article import Article
from article.printable import printable_line
from reader.annotations import disk
from reader.annotations.annotation_set import AnnotationSet
from reader.annotations.errors import NotesUnreadable
from reader.annotations.exchange import clippings, hypothesis, markdown, own, w3c
from reader.annotations.exchange.foreign import MAX_BYTES, Malformed, few_enough, json_of
from reader.annotations.exchange.taking import taken_over
from reader.annotations.model import Annotation
from reader.annotations.record import Json

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""What a text in UTF-16 begins with."""

_JSON: dict[str, tuple[Callable[[Json], bool], Callable[[Json], Sequence[Annotation]]]] = {
    "w3c": (w3c.is_like, w3c.read),
    "json": (own.is_like, own.read),
    "hypothesis": (hypothesis.is_like, hypothesis.read),
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
        whole = own.read_file(content)
        both = known.joined(whole).lines
        new = {id: line for id, line in whole.lines.items() if both[id] != known.lines.get(id)}
        return AnnotationSet(new, {id: one for id, one in whole.living.items() if id in new})
    try:
        text = content.decode("utf-16" if content[:2] in _UTF_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Malformed("is no text") from error
    text = text.replace("\r\n", "\n")
    return taken_over(known, few_enough(_annotations(text, article, form)), article)


def _annotations(text: str, article: Article, form: str) -> Sequence[Annotation]:
    if form in _JSON or (not form and text.lstrip()[:1] in ("[", "{")):
        value = json_of(text)
        for name, (is_like, read) in _JSON.items():
            if form == name or (not form and is_like(value)):
                return read(value)
    if form == "clippings" or (not form and clippings.is_like(text)):
        return clippings.read(text, article.title)
    if form == "markdown" or (not form and markdown.is_like(text)):
        return markdown.read(text)
    raise Malformed("has no notes in a format that is known")
