"""A brief as a page of HTML: one file that loads nothing, runs nothing and prints well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from article.printable import printable, printable_line
from reader.brief.content import Brief, BriefNote, BriefPoint
from reader.brief.words import (
    ANOTHER,
    EARLIER,
    KEY_POINTS,
    LOST,
    PRIORITIES,
    WHY_LOST,
    about,
    mark_of,
    notes_title,
    remarks,
    says_more,
    signature,
)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """\
:root { color-scheme: light dark }
body { max-width: 40em; margin: 2em auto; padding: 0 1em; font: 1.05em/1.55 Georgia, serif }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; break-after: avoid }
h1 { margin-bottom: .3em }
h2 { margin-top: 1.8em; padding-bottom: .2em; border-bottom: 1px solid #8886 }
h3 { margin-bottom: .4em }
p, blockquote, pre { margin: .5em 0 }
blockquote, .note { white-space: pre-wrap; overflow-wrap: anywhere }
blockquote { padding-left: .9em; border-left: 3px solid #888; font-style: italic }
section { margin: 1em 0 1.4em; break-inside: avoid }
section blockquote { font-style: normal }
.about, .remark, .signature { opacity: .75; font-size: .88em }
.yellow { border-color: #d9b400 } .green { border-color: #4b9e58 } .blue { border-color: #3b82c4 }
.pink { border-color: #d0568f } .orange { border-color: #d9782b } .purple { border-color: #8465cc }
"""


def as_html(brief: Brief) -> str:
    """The brief as a page. All words of others are escaped; notes stand as they were typed."""
    return printable("\n".join(_page(brief)) + "\n")


def _page(brief: Brief) -> Iterator[str]:
    language = f' lang="{escape(brief.language)}"' if brief.language else ""
    yield f'<!doctype html>\n<html{language}>\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"{_element('title', brief.title)}\n<style>\n{_STYLE}</style>\n</head>"
    yield '<body dir="auto">'
    yield _element("h1", brief.title)
    yield from (_element("p", line, "about") for line in about(brief))
    if brief.key_points:
        yield _element("h2", "Key points")
        yield from _remarks(remarks(brief.key_points, KEY_POINTS))
        yield from ("<ul>", *map(_key_point, brief.key_points), "</ul>")
    if brief.priorities:
        yield _element("h2", "Priorities")
        yield from _remarks(remarks(brief.priorities, PRIORITIES))
    for item in brief.priorities:
        yield f"<h3>{item.number}. {escape(item.text)}{_mark(item)}</h3>"
        if says_more(item):
            yield _element("blockquote", item.quote)
        yield from _notes(item.notes)
    if brief.sections:
        yield _element("h2", notes_title(brief))
    for section in brief.sections:
        yield _element("h3", section.title)
        yield from _notes(section.notes)
    if brief.lost:
        yield _element("h2", LOST)
        yield from _remarks([WHY_LOST])
        yield from _notes(brief.lost)
    yield "</body>\n</html>"


def _key_point(point: BriefPoint) -> str:
    said = f"<li>{escape(point.text)}{_mark(point)}"
    if mark_of(point) and says_more(point):
        said += _element("blockquote", printable_line(point.quote))
    return f"{said}</li>"


def _notes(notes: Iterable[BriefNote]) -> Iterator[str]:
    for note in notes:
        annotation = note.annotation
        yield "<section>"
        if note.quote:
            yield _element("blockquote", note.quote, annotation.color)
        if note.earlier_quote:
            yield from _remarks([EARLIER])
            yield _element("blockquote", note.earlier_quote, annotation.color)
        if annotation.note:
            yield _element("p", annotation.note, "note")
        for other in annotation.note_alt:
            yield from _remarks([ANOTHER])
            yield _element("p", other, "note")
        if last := signature(annotation):
            yield _element("p", last, "signature")
        yield "</section>"


def _remarks(lines: Iterable[str]) -> Iterator[str]:
    return (_element("p", line, "remark") for line in lines)


def _mark(point: BriefPoint) -> str:
    return f' <small class="remark">({mark_of(point)})</small>' if mark_of(point) else ""


def _element(tag: str, words: str, kind: str = "") -> str:
    attribute = f' class="{kind}"' if kind else ""
    return f"<{tag}{attribute}>{escape(words)}</{tag}>"
