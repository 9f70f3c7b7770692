r"""The signs of notes within a text: CriticMarkup, and what else a note has in an HTML comment.

Source: https://github.com/CriticMarkup/CriticMarkup-toolkit (highlight, comment, deletion).

    {==marked words==}{>>the note #tag #"another tag"<<}<!--postil {"id":…,"color":"blue"}-->
    {>>a note on the whole text<<}<!--postil {"id":…}-->
    {--words that are not in the text any more--}{>>their note<<}<!--postil {"id":…}-->

The comments may be missing: a person can write a note too. Marks may lie in each other and may
cross; what is closed is the innermost open mark, unless `"inner"` says how many lie inside it
that are still open. In a note, a line end is `<br>`, and what a terminal must not get a numeric
character reference.

What only looks like a sign has a backslash in it, `{\==` or `=\=}`; what has backslashes there has
one more. They are taken out where the signs are read. Elsewhere in Markdown they mean the same.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from unicodedata import category

from article.printable import printable
from reader.annotations.exchange.foreign import Malformed, json_of, object_of
from reader.annotations.record import Json

OPENING = "{=="
CLOSING = "==}"

_LOOKS_LIKE = (
    r"\{%s(?=\\*+(?:([=>-])\\*+\1|=?\\*+\Z))"  # at the end, because a sign follows there
    r"|([=<-])%s(?=\\*+\2\\*+\})"
    r"|<%s(?=\\*+(?:!--postil|br>))"
    r"|&%s(?=\\*+\#)"
)
_to_guard = re.compile(_LOOKS_LIKE.replace("%s", ""))
_to_free = re.compile(_LOOKS_LIKE.replace("%s", r"\\"))
_token = re.compile(r"\{==|==\}|\{>>|<<\}|\{--|--\}|<!--postil [^<>\n]*-->")
_reference = re.compile(r"&#x([0-9a-f]{1,5}|10[0-9a-f]{4});")
_in_comment = {"<": "\\u003c", ">": "\\u003e", "--": "-\\u002d"}


def guarded(text: str) -> str:
    """The text with a backslash in all that looks like a sign. A sign follows the text."""
    return _to_guard.sub(lambda match: match[0] + "\\", text)


def freed(text: str) -> str:
    """The text that `guarded` was given."""
    return _to_free.sub(lambda match: match[0][:-1], text)


# One note


def comment(note: str, tags: tuple[str, ...]) -> str:
    """The sign with a note and its tags; empty if there is neither."""
    words = [_with_last_word_guarded(_escaped(note))] if note else []
    words += map(_tag_sign, tags)
    return f"{{>>{' '.join(words)}<<}}" if words else ""


def deletion(quote: str) -> str:
    """The sign with words that are not in the text any more."""
    return f"{{--{_escaped(quote)}--}}"


def remark(values: Mapping[str, Json]) -> str:
    """The HTML comment with what else a note has."""
    text = json.dumps({name: value for name, value in values.items() if value})
    for found, instead in _in_comment.items():
        text = text.replace(found, instead)
    return f"<!--postil {text}-->"


def _escaped(text: str) -> str:
    lines = guarded(text).replace("\n", "<br>")
    if printable(lines) == lines:
        return lines
    return "".join(c if printable(c) == c else f"&#x{ord(c):x};" for c in lines)


def _plain(text: str) -> str:
    lines = text.replace("<br>", "\n")
    return freed(_reference.sub(lambda match: chr(int(match[1], 16)), lines))


def _tag_sign(tag: str) -> str:
    word = _escaped(tag)
    is_simple = word and not any(c.isspace() or c in '"#' for c in word)
    return f"#{word}" if is_simple else '#"{}"'.format(word.replace('"', "&#x22;"))


def _without_tags(text: str) -> tuple[str, tuple[str, ...]]:
    """The note in a comment, and the tags that stand behind it."""
    tags: list[str] = []
    end = len(text)
    while (start := _last_tag(text, end)) is not None and _begins_word(text, start):
        tags.append(_plain(text[start + 1 : end].strip('"')))
        end = max(start - 1, 0)
    return _plain(_with_last_word_freed(text[:end])), tuple(tags[::-1])


def _last_tag(text: str, end: int) -> int | None:
    """Where the tag begins that ends there, if one does."""
    if text.endswith('"', 0, end):
        start = text.rfind('"', 0, end - 1) - 1
        return start if start >= 0 and text[start] == "#" else None
    start = text.rfind("#", 0, end)
    tag = text[start + 1 : end]
    return start if start >= 0 and tag and not any(c.isspace() or c == '"' for c in tag) else None


def _begins_word(text: str, start: int) -> bool:
    return start == 0 or text[start - 1].isspace()


def _with_last_word_guarded(note: str) -> str:
    """The note with a backslash before a last word that looks like a tag."""
    return _last_word_changed(note, guards=True)


def _with_last_word_freed(note: str) -> str:
    return _last_word_changed(note, guards=False)


def _last_word_changed(note: str, *, guards: bool) -> str:
    start = _last_tag(note, len(note))
    if start is None:
        return note
    first = len(note[:start].rstrip("\\"))
    if not _begins_word(note, first):
        return note
    return note[:first] + ("\\" + note[first:] if guards else note[first:].removeprefix("\\"))


# A text


@dataclass(slots=True)
class Sign:
    """A note that was found in a text."""

    note: str = ""
    tags: tuple[str, ...] = ()
    quote: str = ""
    """The words that are not in the text any more."""
    values: Mapping[str, Json] = field(default_factory=dict)
    """Of its HTML comment."""
    opens: int | None = None
    """The number of the marker where its passage begins; none if it has no passage."""
    closes: int | None = None


@dataclass(slots=True)
class Signs:
    """A text without its signs."""

    text: str
    """In the places of passages it has markers: a number between two `marker` characters."""
    marker: str
    """A punctuation mark that the text does not have."""
    found: list[Sign]


def read_signs(text: str) -> Signs:
    """Take the signs out of a text.

    Raises:
        Malformed: the HTML comment of a sign has no JSON, or the text has every punctuation mark.
    """
    return _Reading(text).signs()


class _Reading:
    """One pass over the signs of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marker = _marker_for(text)
        self.pieces: list[str] = []
        self.done = 0
        self.markers = 0
        self.open: list[int] = []
        self.found: list[Sign] = []
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        for match in _token.finditer(text):
            self.places[match[0][:3]].append(match.start())

    def signs(self) -> Signs:
        for match in _token.finditer(self.text):
            if match.start() >= self.done:
                self.take(match[0], match.start())
        self.pieces.append(freed(self.text[self.done :]))
        return Signs("".join(self.pieces), self.marker, self.found)

    def take(self, token: str, start: int) -> None:
        if token == OPENING:
            self.cut(start, start + 3)
            self.open.append(self.mark())
        elif token == CLOSING and self.open:
            self.cut(start, start + 3)
            sign = self.rest(Sign(closes=self.mark()))
            inner = sign.values.get("inner")
            count = inner if isinstance(inner, int) and 0 <= inner < len(self.open) else 0
            sign.opens = self.open.pop(-1 - count)
            self.found.append(sign)
        elif token == "{--":
            end = self.next("--}", start + 3)
            if end is not None and self.text.startswith("{>>", end + 3):
                self.cut(start, end + 3)
                sign = self.rest(Sign(quote=_plain(self.text[start + 3 : end])))
                self.found.append(sign)
        elif token == "{>>" and self.next("<<}", start + 3) is not None:
            self.cut(start, start)
            self.found.append(self.rest(Sign()))

    def rest(self, sign: Sign) -> Sign:
        """The sign with the comments behind it."""
        at = self.done
        if self.text.startswith("{>>", at) and (end := self.next("<<}", at + 3)) is not None:
            sign.note, sign.tags = _without_tags(self.text[at + 3 : end])
            self.done = end + 3
        match = _token.match(self.text, self.done)
        if match and match[0].startswith("<!--postil "):
            sign.values = object_of(json_of(match[0][len("<!--postil ") : -len("-->")]))
            self.done = match.end()
        return sign

    def next(self, token: str, start: int) -> int | None:
        """Where the token comes next."""
        places = self.places[token]
        index = bisect_left(places, start)
        return places[index] if index < len(places) else None

    def cut(self, start: int, end: int) -> None:
        self.pieces.append(freed(self.text[self.done : start]))
        self.done = end

    def mark(self) -> int:
        self.markers += 1
        self.pieces.append(f"{self.marker}{self.markers}{self.marker}")
        return self.markers


def _marker_for(text: str) -> str:
    """A character that a text does not have, and that Markdown takes for a punctuation mark."""
    known = set(text)
    for code in range(0x10000, 0x20000):
        if category(chr(code)) == "Po" and chr(code) not in known:
            return chr(code)
    raise Malformed("has every punctuation mark that there is")
