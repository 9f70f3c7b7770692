"""The opening of a Markdown text, where it is written plainly.

To load what reads Markdown takes longer than a first screen may take to stand. Most texts open with
a title, some paragraphs, perhaps a list, which can be told by their first signs. So this reads on
until anything else comes. It knows less than CommonMark 0.31 and nothing more: as far as it reads,
its blocks are those of `markdown`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from article.formats.assembly import Assembly
from article.formats.plain_words import MarkedWords, plain_words
from article.model import BULLETS, Block, Container
from article.printable import printable

_block = re.compile(
    r"""
      (?P<level>\#{1,6})[ ](?P<heading>[^\n\#|]+)(?:\n+|\Z)
    | ```(?P<language>[\w+\#.-]*)\n(?P<code>(?:(?!```).)*\n)?```(?:\n+|\Z)
    | (?P<rule>---)(?:\n+|\Z)
    | (?P<lines>[^\n]+(?:\n(?!\#)[^\n]+)*)(?:\n{2,}|\n(?=\#{1,6}[ ])|\n?\Z)
    """,
    re.VERBOSE | re.DOTALL,
).match
_item = re.compile(r"([*+-]|\d{1,9}[.)]) (?=\S)").match
_goes_on = re.compile(r"[ \t]|(?:[*+-]|\d{1,9}[.)])(?:\s|\Z)").match
"""How a line may begin that belongs to the list before it."""
_words_begin = re.compile(
    r"""(?! \d{1,9}[.)](?:\s|\Z) )
        (?: [^\W_] | ["'(“‘„«—–] | \*\*?["'(“‘„«\w] | __?["'(“‘„«\w] | `[^`] | !?\[[^\W_] )""",
    re.VERBOSE,
).match


class _NotSureError(Exception):
    """What was found may be something else."""


def plain_opening(text: str, length: int) -> tuple[Assembly, bool]:
    """The blocks in the first so many characters of a text, and whether they are the whole text.

    There may be none. The first heading among them names the text.
    """
    assembly = Assembly()
    opening = text[:length]
    position = len(opening) - len(opening.lstrip("\n"))
    while found := _block(opening, position):
        if found.end() == length < len(text):  # it may go on
            break
        group = max((c.group for b in assembly.blocks for c in b.containers), default=0) + 1
        try:
            blocks = list(_blocks(found, _goes_on(text, found.end()) is not None, group))
        except _NotSureError:
            break
        for words, block in blocks:
            assembly.add(words, block)
        position = found.end()
    assembly.title = assembly.title_by_heading()
    return assembly, position == len(text)


def _blocks(found: re.Match[str], goes_on: bool, group: int) -> Iterator[tuple[str, Block]]:
    """What was found, where a list or a quotation is of this group, and a list may go on."""
    if found["rule"]:
        yield "", Block("rule", 0, 0)
    elif found["heading"]:
        words, marks = _words(found["heading"])
        yield words, Block("heading", 0, 0, len(found["level"]), marks)
    elif found["lines"] is None:
        code = (found["code"] or "").removesuffix("\n")
        if code != printable(code):
            raise _NotSureError
        yield code, Block("code", 0, 0, language=found["language"])
    elif _item(found["lines"]):
        if goes_on:
            raise _NotSureError
        yield from _items(found["lines"].split("\n"), group)
    elif found["lines"].startswith("> "):
        words, marks = _paragraph([_behind("> ", line) for line in found["lines"].split("\n")])
        yield words, Block("quote", 0, 0, 0, marks, (Container("quote", group),), 1)
    else:
        words, marks = _paragraph(found["lines"].split("\n"))
        yield words, Block("paragraph", 0, 0, 0, marks)


def _items(lines: Sequence[str], group: int) -> Iterator[tuple[str, Block]]:
    """The items of a list, whose words may go on below their first."""
    items: list[tuple[str, list[str]]] = []
    for line in lines:
        if item := _item(line):
            items.append((item[1], [line[item.end() :]]))
        else:
            sign, content = items[-1]
            content.append(_behind(" " * (len(sign) + 1), line))
    first, _ = items[0]
    for index, (sign, content) in enumerate(items):
        if sign[-1] != first[-1]:
            raise _NotSureError
        words, marks = _paragraph(content)
        number = int(first[:-1]) + index if len(first) > 1 else None
        marker = BULLETS[0] if number is None else f"{number}{sign[-1]}"
        container = Container("item", group, marker, number)
        yield words, Block("item", 0, 0, 0, marks, (container,), 1, not index)


def _behind(sign: str, line: str) -> str:
    """What stands behind a sign that the line should begin with."""
    if not line.startswith(sign):
        raise _NotSureError
    return line.removeprefix(sign)


def _paragraph(lines: Sequence[str]) -> MarkedWords:
    """The words of a paragraph's lines."""
    if not all(map(_words_begin, lines)):
        raise _NotSureError
    return _words("\n".join(lines))


def _words(content: str) -> MarkedWords:
    words = plain_words(content)
    if words is None:
        raise _NotSureError
    return words
