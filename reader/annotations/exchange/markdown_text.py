"""An article as Markdown that reads as the same text again, with signs at given positions.

CommonMark 0.31 with tables, strikethrough, footnotes and task lists. Where emphasis, a link or
code cannot be written so that the words stay the same, it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from article import Article, Block, Mark, from_text
from article.model import Container
from reader.annotations.exchange.markdown_signs import guarded


class Insertion(NamedTuple):
    """A sign and where it goes."""

    position: int
    sign: str
    """On one line."""


_STARS = {"emphasis": "*", "strong": "**", "strike": "~~"}
_special = re.compile(r"[\\`*_\[\]<&~|]|^[ ]*[#+=>-]|^[ ]*\d{1,9}[.)]|#$", re.MULTILINE)
_indent = re.compile(r"^ +", re.MULTILINE)
_is_safe = re.compile(r"(?:https?://|mailto:|[\w./#?])[^\s<>\\]*", re.IGNORECASE).fullmatch
_has_scheme = re.compile(r"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", re.IGNORECASE).match
_is_label = re.compile(r"\[[^\]\s\\`*_\[<&~|]{1,200}\]").fullmatch
_backticks = re.compile("`+")
_fences = re.compile("`{3,}")
_language = re.compile(r"[\w+#.-]*").match

Piece = tuple[bool, str]
"""Whether it is a sign, and its characters."""


def markdown_of(article: Article, insertions: Sequence[Insertion] = ()) -> str:
    """The article with the signs, which must be in the order of their positions."""
    pieces = _Writer(article, insertions).pieces()
    texts: list[str] = []
    run: list[str] = []
    for is_sign, piece in pieces:
        if is_sign:
            texts += [guarded("".join(run)), piece]
            run = []
        else:
            run.append(piece)
    return "".join([*texts, guarded("".join([*run, "\n"]))])


class _Writer:
    def __init__(self, article: Article, insertions: Sequence[Insertion]) -> None:
        self.article = article
        self.insertions = insertions
        self.next = 0
        self.labels = {
            c.marker for block in article.blocks for c in block.containers if c.kind == "footnote"
        }

    def pieces(self) -> Iterator[Piece]:
        before: Block | None = None
        for block in self.article.blocks:
            kept = len(block.containers) - block.opens
            if before is not None:
                blank = "".join(map(_prefix, block.containers[:kept])).rstrip()
                yield False, "\n" if _is_close(before, block) else f"\n{blank}\n"
            outer = "".join(map(_prefix, block.containers[:kept]))
            inner = block.containers[kept:]
            yield False, outer + "".join(map(_marker, inner))
            prefix = outer + "".join(map(_prefix, inner))
            for is_sign, piece in self.block(block):
                yield is_sign, piece if is_sign else piece.replace("\n", f"\n{prefix}")
            before = block

    def block(self, block: Block) -> Iterator[Piece]:
        text = block.passage.of(self.article.text)
        signs = list(self.signs_of(block))
        match block.kind:
            case "code":
                longest = max((len(run) for run in _fences.findall(text)), default=2)
                fence = "`" * (longest + 1)
                language = _language(block.language)
                yield False, f"{fence}{language[0] if language else ''}\n"
                yield from _with_signs(text, signs)
                yield False, f"\n{fence}"
            case "rule":
                yield from _with_signs("", signs)
                yield False, "___"
            case "table":
                yield from self.table(block, text, signs)
            case "heading":
                yield False, "#" * max(1, block.level) + " "
                yield from self.inline(text, block.marks, signs)
            case _:
                yield from self.inline(text, block.marks, signs)

    def signs_of(self, block: Block) -> Iterator[Insertion]:
        while self.next < len(self.insertions):
            one = self.insertions[self.next]
            if one.position > block.end:
                return
            yield one._replace(position=max(0, one.position - block.start))
            self.next += 1

    def table(self, block: Block, text: str, signs: list[Insertion]) -> Iterator[Piece]:
        if (table := block.table) is None or not table.rows:
            yield from self.inline(text, (), signs)
            return
        width = max(map(len, table.rows))
        done = 0
        for number, row in enumerate(table.rows):
            yield False, "\n|" if number else "|"
            for start, end in row:
                last = (start, end) == table.rows[-1][-1]
                here = []
                while done < len(signs) and (last or signs[done].position <= end):
                    place = min(max(signs[done].position, start), end) - start
                    here.append(signs[done]._replace(position=place))
                    done += 1
                marks = [
                    mark._replace(start=mark.start - start, end=mark.end - start)
                    for mark in block.marks
                    if start <= mark.start and mark.end <= end
                ]
                yield False, " "
                yield from self.inline(text[start:end], marks, here, in_table=True)
                yield False, " |"
            yield False, " |" * (width - len(row))
            if number == 0:
                rules = {"left": " - |", "center": " :-: |", "right": " -: |"}
                aligns = [*table.aligns, *["left"] * width][:width]
                yield False, "\n|" + "".join(rules[align] for align in aligns)

    def inline(
        self,
        text: str,
        marks: Sequence[Mark],
        signs: Sequence[Insertion],
        *,
        in_table: bool = False,
    ) -> list[Piece]:
        """The words of a block with its marks, as far as they read as the same words again."""
        insides = {sign.position for sign in signs}
        kept = _nested([mark for mark in marks if self.can_write(mark, text, insides)])
        if in_table:  # where a bar divides cells, even in code
            kept = [m for m in kept if m.kind != "code" or "|" not in text[m.start : m.end]]
        if kept and not self.reads_the_same(text, kept, in_table=in_table):
            kept = []
        return _inline(text, kept, signs, in_table=in_table)

    def reads_the_same(self, text: str, marks: Sequence[Mark], *, in_table: bool) -> bool:
        written = "".join(piece for _, piece in _inline(text, marks, (), in_table=in_table))
        if in_table:
            written = f"| {written} |\n| - |"
        labels = {f"\n\n[^{mark.target}]: …" for mark in marks if mark.kind == "footnote"}
        again = from_text("".join([written, *labels])).text
        return again.removesuffix("\n…" * len(labels)) == text

    def can_write(self, mark: Mark, text: str, insides: set[int]) -> bool:
        words = text[mark.start : mark.end]
        match mark.kind:
            case "link" | "image":
                return bool(_is_safe(mark.target)) and not _has_scheme(mark.target)
            case "code":
                return "\n" not in words and bool(words.strip("` "))
            case "footnote":
                is_whole = not any(mark.start < inside < mark.end for inside in insides)
                return is_whole and words in self.labels and bool(_is_label(words))
            case _:
                return words == words.strip() != ""


def _is_close(before: Block, block: Block) -> bool:
    """Whether no blank line belongs between them: they are items of a tight list."""
    lists = {c.group for c in before.containers if c.kind == "item"}
    is_item = block.opens > 0 and block.containers[-1].kind == "item"
    in_same = any(c.group in lists for c in block.containers)
    return is_item and in_same and not block.spaced


def _marker(container: Container) -> str:
    """What begins a container; as wide as `_prefix` goes on."""
    match container.kind:
        case "quote":
            return "> "
        case "footnote":
            return f"[^{container.marker.strip('[]')}]: "
        case _:
            number = "" if container.number is None else str(container.number)
            sign = f"{number}{')' if ')' in container.marker else '.'}" if number else "-"
            if not number and container.group % 2:
                sign = "*"
            box = next((box for mark, box in _BOXES.items() if mark in container.marker), "")
            return f"{sign} {box}"


_BOXES = {"☐": "[ ] ", "☑": "[x] "}


def _prefix(container: Container) -> str:
    """What the further lines of a container begin with."""
    match container.kind:
        case "quote":
            return "> "
        case "footnote":
            return "    "
        case _:
            sign, _, _ = _marker(container).partition(" ")
            return " " * (len(sign) + 1)


def _nested(marks: Sequence[Mark]) -> list[Mark]:
    """The marks in the order of their starts, without those that cross or lie in code."""
    kept: list[Mark] = []
    open_: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        while open_ and open_[-1].end <= mark.start:
            open_.pop()
        if open_ and (mark.end > open_[-1].end or open_[-1].kind in ("code", "footnote", "image")):
            continue
        if mark.kind in ("link", "image") and any(o.kind == "link" for o in open_):
            continue
        kept.append(mark)
        open_.append(mark)
    return kept


def _inline(
    text: str, marks: Sequence[Mark], signs: Sequence[Insertion], *, in_table: bool
) -> list[Piece]:
    """The words with marks and signs. Where they meet, signs stand outside of marks."""
    openings = [(mark.start, 2, -mark.end, n) for n, mark in enumerate(marks)]
    closings = [(mark.end, 0, -mark.start, -n) for n, mark in enumerate(marks)]
    between = [(sign.position, 1, 0, n) for n, sign in enumerate(signs)]
    shown = _characters(text, " " if in_table else "\\\n")
    pieces: list[Piece] = []
    raw: Mark | None = None
    done = 0
    for position, rank, _, number in sorted([*openings, *closings, *between]):
        pieces.append((False, _words(raw, text, shown, slice(done, position))))
        done = position
        if rank == 1:
            pieces.append((True, signs[number].sign))
            continue
        mark = marks[abs(number)]
        pieces.append((False, (_opening if rank else _closing)(mark, text)))
        if mark.kind in ("code", "footnote"):
            raw = mark if rank else None
    pieces.append((False, "".join(shown[done:])))
    return pieces


def _words(raw: Mark | None, text: str, shown: Sequence[str], part: slice) -> str:
    """A part of a block's words; code stands as it is, and a footnote's label in its sign."""
    if raw is None:
        return "".join(shown[part])
    return "" if raw.kind == "footnote" else text[part]


def _characters(text: str, line_end: str) -> list[str]:
    """How each character is written, so that it means nothing but itself.

    Spaces at the beginning of a line always mean something in Markdown, and go.
    """
    shown = [line_end if character == "\n" else character for character in text]
    for match in _special.finditer(text):
        shown[match.end() - 1] = "\\" + shown[match.end() - 1]
    for match in _indent.finditer(text):
        shown[match.start() : match.end()] = [""] * len(match[0])
    return shown


def _opening(mark: Mark, text: str) -> str:
    match mark.kind:
        case "link":
            return "["
        case "image":
            return "!["
        case "footnote":
            return f"[^{text[mark.start + 1 : mark.end - 1]}"
        case "code":
            return _code_fence(mark, text)
        case _:
            return _STARS[mark.kind]


def _closing(mark: Mark, text: str) -> str:
    match mark.kind:
        case "link" | "image":
            return f"](<{mark.target.replace('&', '&amp;')}>)"
        case "footnote":
            return "]"
        case "code":
            return _code_fence(mark, text)[::-1]
        case _:
            return _STARS[mark.kind]


def _code_fence(mark: Mark, text: str) -> str:
    """Backticks that the code has not, and a space if it begins or ends with one."""
    words = text[mark.start : mark.end]
    runs = {len(run) for run in _backticks.findall(words)}
    length = next(n for n in range(1, len(runs) + 2) if n not in runs)
    needs_space = words.startswith("`") or words.endswith("`")
    return "`" * length + (" " if needs_space else "")


def _with_signs(text: str, signs: Sequence[Insertion]) -> Iterator[Piece]:
    """Code with signs."""
    cuts = [0, *(min(sign.position, len(text)) for sign in signs), len(text)]
    for (start, end), sign in zip(pairwise(cuts), [*signs, None], strict=True):
        yield False, text[start:end]
        if sign is not None:
            yield True, sign.sign
