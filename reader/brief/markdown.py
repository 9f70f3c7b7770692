"""A brief as Markdown (CommonMark 0.31; it shows the same with GitHub's extensions)."""

from __future__ import annotations

import re
from collections.abc import Iterator

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

_special = re.compile(
    r"[\\`*\[\]~|]|<(?=[a-zA-Z/!?])|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])|#$", re.MULTILINE
)
_opens_block = re.compile(r"^(?=[-+=>]|#{1,6}(?:\s|$))|^\d{1,9}(?=[.)])", re.MULTILINE)
_is_link = re.compile(r"https?://[^\s<>]+").fullmatch
_backticks = re.compile("`+")


def as_markdown(brief: Brief) -> str:
    """The brief as Markdown. Notes are Markdown already; all other words show as they are."""
    return printable("\n\n".join(_paragraphs(brief)) + "\n")


def _paragraphs(brief: Brief) -> Iterator[str]:
    yield f"# {_inline(brief.title)}"
    yield "\\\n".join(f"<{line}>" if _is_link(line) else _escaped(line) for line in about(brief))
    if brief.key_points:
        yield "## Key points"
        yield from map(_remark, remarks(brief.key_points, KEY_POINTS))
        yield "\n".join(map(_key_point, brief.key_points))
    if brief.priorities:
        yield "## Priorities"
        yield from map(_remark, remarks(brief.priorities, PRIORITIES))
    for item in brief.priorities:
        yield f"### {item.number}. {_inline(item.text)}{_mark(item)}"
        if says_more(item):
            yield _led("> ", "> ", _quotation(item.quote))
        yield from map(_note, item.notes)
    if brief.sections:
        yield f"## {notes_title(brief)}"
    for section in brief.sections:
        yield f"### {_inline(section.title)}"
        yield from map(_note, section.notes)
    if brief.lost:
        yield f"## {LOST}"
        yield _remark(WHY_LOST)
        yield from map(_note, brief.lost)


def _key_point(point: BriefPoint) -> str:
    words = f"{_escaped(point.text)}{_mark(point)}"
    if mark_of(point) and says_more(point):
        words += f"\\\n“{_inline(printable_line(point.quote))}”"
    return _led("- ", "  ", words)


def _note(note: BriefNote) -> str:
    """A list item, so that no markup of the note reaches beyond it."""
    annotation = note.annotation
    others = ((_remark(ANOTHER), other) for other in annotation.note_alt)
    earlier = (_remark(EARLIER), _quotation(note.earlier_quote, "“", "”"))
    paragraphs = [
        _quotation(note.quote, "“", "”"),
        *(earlier if note.earlier_quote else ()),
        annotation.note,
        *(paragraph for other in others for paragraph in other),
        _escaped(signature(annotation)),
    ]
    return _led("- ", "  ", "\n\n".join(filter(None, map(_trimmed, paragraphs))))


def _trimmed(paragraph: str) -> str:
    return printable(paragraph).strip("\n")


def _quotation(quote: str, opening: str = "", closing: str = "") -> str:
    """The words of a text; where their spaces say something, as in code, they are given as code."""
    text = printable(quote).strip("\n")
    if "  " in text or "\n " in text:
        fence = "`" * max([3, *(len(run) + 1 for run in _backticks.findall(text))])
        return f"{fence}\n{text}\n{fence}"
    return _escaped(f"{opening}{text}{closing}").replace("\n", "\\\n") if text else ""


def _remark(words: str) -> str:
    return f"*{words}*"


def _mark(point: BriefPoint) -> str:
    return f" *({mark_of(point)})*" if mark_of(point) else ""


def _escaped(text: str) -> str:
    """Words that show as they are, also at the beginning of a line."""
    return _opens_block.sub(r"\g<0>\\", _inline(text))


def _inline(text: str) -> str:
    """Words that show as they are within a line."""
    return _special.sub(r"\\\g<0>", text)


def _led(first: str, rest: str, text: str) -> str:
    """The lines of a text, with a lead before the first and one before the others."""
    before, *others = text.split("\n")
    return "\n".join([first + before, *(rest + line if line else rest.rstrip() for line in others)])
