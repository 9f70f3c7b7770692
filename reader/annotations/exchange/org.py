"""Notes as an Org file, for Emacs.

Source: https://orgmode.org/manual/ (Headlines, Tags, Property Syntax, Paragraphs, Escape
Character). A note is a headline with its tags; its drawer has what else is known of it; what it
quotes is a quote block. Where a line would begin with a sign of Org, a zero width space stands
before it, as the manual advises. What Org does not allow in a tag becomes `_`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from article import Article
from article.printable import printable, printable_line
from reader.annotations.exchange.listing import by_section, is_on_whole
from reader.annotations.exchange.source import source_of
from reader.annotations.placing import PlacedNote

_TITLE_LENGTH = 60
_sign = re.compile(r"^(?=[ \t]*(?:\*|#|:|\||-|\+|\d+[.)]|\[fn:))", re.MULTILINE)
_no_tag = re.compile(r"[^\w@#%]+")


def write(article: Article, notes: Iterable[PlacedNote]) -> str:
    """The notes under headlines of their sections."""
    return "\n".join(_lines(article, notes))


def _lines(article: Article, notes: Iterable[PlacedNote]) -> Iterator[str]:
    yield f"#+TITLE: {printable_line(article.title)}"
    yield f"#+SOURCE: {printable_line(source_of(article))}"
    for title, group in by_section(article, notes):
        yield f"\n* {_headline(title)}"
        for note in group:
            yield from _as_org(note)


def _as_org(note: PlacedNote) -> Iterator[str]:
    annotation = note.annotation
    title = annotation.note or annotation.anchor.exact or annotation.id
    tags = ":".join(_no_tag.sub("_", tag) for tag in annotation.tags)
    yield f"** {_headline(title)}{tags and f' :{tags}:'}"
    yield ":PROPERTIES:"
    for name in ("id", "color", "created", "modified", "by"):
        if value := printable_line(getattr(annotation, name)):
            yield f":{name.upper()}: {value}"
    yield ":END:"
    if not is_on_whole(note):
        yield f"#+BEGIN_QUOTE\n{_text(annotation.anchor.exact)}\n#+END_QUOTE"
    yield from map(_text, filter(None, (annotation.note, *annotation.note_alt)))


def _headline(text: str) -> str:
    line = printable_line(text)
    short = line if len(line) <= _TITLE_LENGTH else f"{line[:_TITLE_LENGTH].rstrip()}…"
    # What ends like tags would be taken for them.
    return f"{short}\u200b" if short.endswith(":") else short


def _text(text: str) -> str:
    return _sign.sub("\u200b", printable(text))
