"""The words of Markdown's blocks: inline markup becomes marks, HTML is reduced to its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from article.formats.cuts import stretches
from article.formats.htmlwords import html_words
from article.formats.markdown_grammar import Definitions, Token, inline_tokens
from article.formats.plain_words import MarkedWords, plain_words
from article.model import Mark, MarkKind
from article.printable import printable

_MARKS: dict[str, MarkKind] = {"em": "emphasis", "strong": "strong", "s": "strike", "a": "link"}
_spaces = re.compile(r"[ \t]{2,}|\t")
_WIDE = (
    ("\u2e80", "\u303e"),
    ("\u3041", "\u312f"),
    ("\u3190", "\u33ff"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uff00", "\uff60"),
    ("\U00020000", "\U0003ffff"),
)
"""Chinese and Japanese characters, the first and last of each range, which are not divided by
spaces; Korean words are. A regular expression of so many takes long to compile."""
_markup = re.compile(r"[\\`~*_\[<&\t]|  | \n|\n ").search
_LONGEST_RUN = 200_000
"""Characters of one paragraph: in a longer one, which is several blocks anyway, emphasis and links
are only found if they do not reach from one stretch of so many to the next."""
_MOST_MARKS = 10
"""Emphasis and links that stand in each other; more look no different."""
_AHEAD = 20
"""How many tokens behind a line end are searched for the words that follow it."""


def words_of(content: str, known: Definitions) -> MarkedWords:
    """The words of an inline run; a very long one is read in stretches."""
    if _is_plain(content):
        return printable(content.replace("\n", " ")).strip(), ()
    if plain := plain_words(content):
        return plain
    if len(content) <= _LONGEST_RUN:
        return _marked_words(inline_tokens(content, known))
    pieces: list[str] = []
    length = 0
    marks: list[Mark] = []
    for stretch in stretches(content, _LONGEST_RUN):
        words, inner = _marked_words(inline_tokens(stretch, known))
        pieces.append(words + " " * stretch[-1].isspace())
        marks += moved(inner, length)
        length += len(pieces[-1])
    return "".join(pieces).strip(), tuple(marks)


def moved(marks: Sequence[Mark], by: int) -> Iterator[Mark]:
    """The same marks, so many characters further on."""
    return (Mark(mark.kind, mark.start + by, mark.end + by, mark.target) for mark in marks)


def _is_plain(content: str) -> bool:
    """Whether nothing in it is markup, and its lines are parted by spaces."""
    if _markup(content):
        return False
    return content.isascii() or not any(_is_wide(one[-1:]) for one in content.split("\n")[:-1])


def _is_wide(character: str) -> bool:
    return any(first <= character <= last for first, last in _WIDE)


def _marked_words(tokens: Sequence[Token]) -> MarkedWords:
    """The words of an inline run, and the marks over them."""
    pieces: list[str] = []
    length, last = 0, ""
    marks: list[Mark] = []
    opened: list[tuple[MarkKind, int, str]] = []
    for index, token in enumerate(tokens):
        kind: MarkKind | None = None
        words, start, target = "", length, ""
        match token.type:
            case "em_open" | "strong_open" | "s_open" | "link_open":
                opened.append((_MARKS[token.tag], length, str(token.attrs.get("href", ""))))
            case "em_close" | "strong_close" | "s_close" | "link_close":
                kind, start, target = opened.pop()
            case "code_inline":
                words, kind = token.content, "code"
            case "image":
                words, kind = _marked_words(token.children or [])[0], "image"
                target = str(token.attrs["src"])
            case "footnote_ref":
                words, kind, target = f"[{token.content}]", "footnote", token.content
            case "html_inline":
                words = html_words(token.content)
            case "hardbreak":
                words = "\n"
            case "softbreak":
                is_joined = _is_wide(last) and _is_wide(_next_words(tokens, index)[:1])
                words = "" if is_joined else " "
            case _:  # text
                words = _spaces.sub(" ", token.content)
                words = words.lstrip(" ") if last in (" ", "\n") else words
        words = printable(words)
        pieces.append(words)
        length += len(words)
        last = words[-1:] or last
        if kind and len(opened) < _MOST_MARKS:
            marks.append(Mark(kind, start, length, printable(target)))
    return _stripped("".join(pieces), marks)


def _next_words(tokens: Sequence[Token], index: int) -> str:
    """What the first token behind this one that has any content begins with."""
    return next(filter(None, (t.content for t in tokens[index + 1 : index + _AHEAD])), "")


def _stripped(text: str, marks: Sequence[Mark]) -> MarkedWords:
    """The text without white space at its ends; the marks follow, and none of them is empty.

    Of marks over the same words the outer one, which ended later, comes first.
    """
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    moved = (
        Mark(m.kind, max(0, m.start - lead), min(len(text), m.end - lead), m.target)
        for m in reversed(marks)
    )
    kept = [mark for mark in moved if mark.start < mark.end]
    return text, tuple(sorted(kept, key=lambda mark: (mark.start, -mark.end)))
