"""The words of a piece of HTML that stands in a text of another format.

Nothing is parsed into a tree: one regular expression finds the tags, and every branch of it reads
on to the next `<` at most once, so that the work on hostile input grows with its length alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape

from article.printable import printable

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    (  # noqa: SIM905 - as a list of literals it would take fifty lines
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu "
        "nav ol optgroup option p pre section summary table tbody td tfoot th thead title tr ul"
    ).split()
)
_markup = re.compile(
    r"""
      <!--(?:-?>|.*?(?:-->|\Z))
    | <(?P<unread>script|style|template|svg|iframe|object)(?=[\s/>])
      .*?(?:</(?P=unread)\s*>|\Z)
    | <(?P<closing>/?)(?P<name>[a-z][a-z0-9-]*+)(?:[^<>"']|"[^"<]*"|'[^'<]*'|["'])*+>
    | <[!?][^<>]*>
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_alternative = re.compile(
    r"""(?<![\w-])alt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""", re.IGNORECASE
).search


def html_blocks(content: str) -> Iterator[tuple[int, str]]:
    """The words of each block of some HTML, none empty, with 1 to 6 for a heading, else 0."""
    words, level, read = "", 0, 0
    for tag in _markup.finditer(content):
        words += _collapsed(content[read : tag.start()])
        read = tag.end()
        name = (tag["name"] or "").lower()
        if name not in _BLOCKS:
            words += _replacement(tag[0], name)
            continue
        if block := _tidied(words):
            yield level, block
        words, level = "", 0 if tag["closing"] else _HEADINGS.get(name, 0)
    if block := _tidied(words + _collapsed(content[read:])):
        yield level, block


def html_words(tag: str) -> str:
    """What a single tag stands for within a line: an image's words, a line end, or nothing."""
    match = _markup.match(tag)
    name = (match["name"] or "").lower() if match else ""
    return "\n" if name in _BLOCKS else _replacement(tag, name)


def _replacement(tag: str, name: str) -> str:
    if name == "br":
        return "\n"
    if name == "img" and (alternative := _alternative(tag)):
        return _tidied(_collapsed(alternative[1] or alternative[2] or alternative[3] or ""))
    return ""


def _collapsed(content: str) -> str:
    """Characters for their references, and one space for each run of white space."""
    with suppress(ValueError):  # of a numeric reference with more digits than Python converts
        content = unescape(content)
    return re.sub(r"\s+", " ", printable(content))


def _tidied(words: str) -> str:
    """The words without white space at the ends of their lines, and without empty lines."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in words.split("\n"))))
