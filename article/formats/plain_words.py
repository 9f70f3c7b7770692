"""Inline Markdown whose signs can mean but one thing: most of what people write.

Emphasis, code, links and images that do not stand in each other are told from what stands beside
their signs, by one regular expression, and much faster than by a parser. This knows less than
CommonMark 0.31 and nothing more: what it does read has the words and the marks that the parser
would have found, and whatever could be something else it leaves to that.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from article.model import Mark, MarkKind
from article.printable import printable

MarkedWords: TypeAlias = tuple[str, tuple[Mark, ...]]
"""Words, and the marks over them."""

_NO_SIGN = r"[^\\`*_\[\]<&!~]"
_PLAIN = rf"(?:{_NO_SIGN}|!(?!\[))"
"""What is no markup, wherever it stands."""
_PATH = r"[A-Za-z0-9/._#?=+,;@-]"
_run = re.compile(
    rf"""
      (?P<words> (?: {_NO_SIGN}++ | !(?!\[) | (?<=[^\W_])_(?=[^\W_]) | &(?![\#\w]) )++ )
    | (?<!`)` (?P<code> [^`\s](?:[^`\n]*[^`\s])? ) `(?!`)
      # Emphasis: what stands around its signs leaves them nothing else to be.
    | (?: (?<![^\s("'“‘„«—–-])(?=[*_]+[^\W_]) | (?<!\S)(?=[*_]+["'(“‘„«]) )
      (?P<sign>\*\*?|__?) (?P<emphasised> {_PLAIN}+ )
      (?: (?<=[^\W_])(?P=sign)(?=[\s.,;:!?)"'”’»—–-]|\Z) | (?<=[.,;:!?…)"'”’»])(?P=sign)(?=\s|\Z) )
    | (?P<shown>!?)(?<!\])\[ (?P<label> (?![\s^]){_PLAIN}+(?<!\s) ) \]
      \( (?P<target> (?: https?://[a-z0-9]+(?:[.-][a-z0-9]+)*(?=[/)]) | [A-Za-z0-9.] ){_PATH}* ) \)
    """,
    re.VERBOSE,
).match
_is_more = re.compile(r"[\\<~]|``").search
"""What is never read here, looked for first: to begin in vain would take time."""
_WIDE = "\u2e80"
"""From here on there are scripts without spaces, whose lines are joined in another way."""


def plain_words(content: str) -> MarkedWords | None:
    """The words of an inline run and the marks over them; None where that is not sure."""
    if _is_more(content) or content.count("[") != content.count("](") or not _is_tidy(content):
        return None
    pieces: list[str] = []
    marks: list[Mark] = []
    position = length = 0
    while run := _run(content, position):
        kind: MarkKind | None = None
        match run.lastgroup:
            case "words":
                piece = run["words"]
            case "code":
                piece, kind = run["code"], "code"
            case "emphasised":
                piece, kind = run["emphasised"], "strong" if len(run["sign"]) == 2 else "emphasis"
            case _:
                piece, kind = run["label"], "image" if run["shown"] else "link"
        if kind:
            marks.append(Mark(kind, length, length + len(piece), run["target"] or ""))
        pieces.append(piece)
        length += len(piece)
        position = run.end()
    if position < len(content):
        return None
    return "".join(pieces).replace("\n", " "), tuple(marks)


def _is_tidy(content: str) -> bool:
    """Whether white space only parts words, and none of the characters has to be replaced."""
    return (
        not any(spaces in content for spaces in ("  ", " \n", "\n "))
        and content == content.strip() == printable(content)
        and (content.isascii() or all(map(_is_tidy_line, content.split("\n"))))
    )


def _is_tidy_line(line: str) -> bool:
    return line == line.strip() and line[-1:] < _WIDE
