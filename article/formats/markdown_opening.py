"""The opening of a Markdown text, where it is written plainly.

To load what reads Markdown takes longer than a first screen may take to stand. Most texts open with
a title, some paragraphs, perhaps a list, with emphasis, code and links in them, and what those few
signs mean can be told from what stands beside them. So this reads on until anything else comes. It
knows less than CommonMark 0.31 and nothing more: as far as it reads, its blocks are those of
`markdown`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from article.formats.assembly import Assembly
from article.model import Block, Container, Mark, MarkKind
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
_BULLET = "•"
_goes_on = re.compile(r"[ \t]|(?:[*+-]|\d{1,9}[.)])(?:\s|\Z)").match
"""How a line may begin that belongs to the list before it."""
_words_begin = re.compile(
    r"""(?! \d{1,9}[.)](?:\s|\Z) )
        (?: [^\W_] | ["'(“‘„«—–] | \*\*?["'(“‘„«\w] | __?["'(“‘„«\w] | `[^`] | !?\[[^\W_] )""",
    re.VERBOSE,
).match
_WIDE = "\u2e80"
"""From here on there are scripts without spaces, whose lines are joined in another way."""

_PLAIN = r"(?:[^\\`*_\[\]<&!~]|!(?!\[))"
"""What is no markup, wherever it stands."""
_PATH = r"[A-Za-z0-9/._#?=+,;@-]"
_run = re.compile(
    rf"""
      (?P<words> (?: {_PLAIN} | (?<=[^\W_])_(?=[^\W_]) | &(?![\#\w]) )+ )
    | (?<!`)` (?P<code> [^`\s](?:[^`\n]*[^`\s])? ) `(?!`)
      # Emphasis: what stands around its signs leaves them nothing else to be.
    | (?: (?<![^\s("'“‘„«—–-])(?=[*_]+[^\W_]) | (?<!\S)(?=[*_]+["'(“‘„«]) )
      (?P<sign>\*\*?|__?) (?P<emphasised> {_PLAIN}+ )
      (?: (?<=[^\W_])(?P=sign)(?=[\s.,;:!?)"'”’»—–-]|\Z) | (?<=[.,;:!?…)"'”’»])(?P=sign)(?=\s|\Z) )
    | (?P<shown>!?)(?<!\])\[ (?P<label> [^\W_](?:{_PLAIN}*[^\W_])? ) \]
      \( (?P<target> (?: https?://[a-z0-9]+(?:[.-][a-z0-9]+)*(?=[/)]) | [A-Za-z0-9.] ){_PATH}* ) \)
    """,
    re.VERBOSE,
).match

_Words: TypeAlias = tuple[str, tuple[Mark, ...]]
"""Words, and the marks over them."""


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
            blocks = list(_blocks(found, _goes_on(opening, found.end()) is not None, group))
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
        words, marks = _marked(found["heading"])
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
        marker = _BULLET if number is None else f"{number}{sign[-1]}"
        container = Container("item", group, marker, number)
        yield words, Block("item", 0, 0, 0, marks, (container,), 1, not index)


def _behind(sign: str, line: str) -> str:
    """What stands behind a sign that the line should begin with."""
    if not line.startswith(sign):
        raise _NotSureError
    return line.removeprefix(sign)


def _paragraph(lines: Sequence[str]) -> _Words:
    """The words of a paragraph's lines."""
    if not all(map(_words_begin, lines)):
        raise _NotSureError
    return _marked("\n".join(lines))


def _marked(words: str) -> _Words:
    """The words without the signs among them, and the marks that those set."""
    if not all(map(_is_tidy, words.split("\n"))):
        raise _NotSureError
    pieces: list[str] = []
    marks: list[Mark] = []
    position = length = 0
    while run := _run(words, position):
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
    if position < len(words):
        raise _NotSureError
    return "".join(pieces).replace("\n", " "), tuple(marks)


def _is_tidy(line: str) -> bool:
    """Whether its spaces only part words, and none of its characters has to be replaced."""
    return "  " not in line and line == line.strip() == printable(line) and line[-1:] < _WIDE
