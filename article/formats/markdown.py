"""Markdown: CommonMark 0.31 with tables, strikethrough, footnotes and task lists.

The only module that knows markdown-it. Its token stream is walked once; HTML inside Markdown is
reduced to its words. No word of a text is lost, however deep it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_block import StateBlock, paragraph, table
from markdown_it.rules_core import StateCore, inline, text_join
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from article.errors import SourceUnreadable
from article.formats.assembly import Assembly
from article.formats.cuts import stretches
from article.formats.htmlwords import html_blocks, html_words
from article.model import Block, BlockKind, Container, Mark, MarkKind, Table
from article.printable import printable

MAX_NESTING = 40
"""How deep quotes and lists may nest, where a list counts twice. What stands deeper is a paragraph
with its markup. Hostile texts make markdown-it work in proportion to it."""

PIECE = 64_000
"""Characters that are parsed at a time: some hundredths of a second."""

_Definitions: TypeAlias = dict[str, Any]
"""What links and footnotes lead to, as markdown-it keeps it."""

_BULLETS = "•◦▪"
_TASKS = {False: "☐", True: "☑"}
_MARKS: dict[str, MarkKind] = {"em": "emphasis", "strong": "strong", "s": "strike", "a": "link"}
_ALIGNS: dict[tuple[bool, bool], Literal["left", "center", "right"]] = {
    (False, False): "left",
    (True, False): "left",
    (True, True): "center",
    (False, True): "right",
}
_cell_end = re.compile(r"(?<!\\)\|")
_MOST_CELLS_LEFT_OUT = 65_536
_CELL_GAP = " | "
_empty_line = re.compile(r"\n[ \t]*\n").search
_definition = re.compile(r"[\s>*+\-\d.)]*\[[^\]\[]{1,999}\]:").match
"""A line with the label of a link or a footnote at its beginning, whatever it stands in."""
_LONGEST_LABEL = 1_200
"""Characters, with what it stands in."""
_spaces = re.compile(r"[ \t]{2,}|\t")
_footnote_label = re.compile(r"\[\^([^\]\s]{1,200})\]").match
_language = re.compile(r"[^\w+#.-]").split
"""What a fence says of its code begins with the name of its language."""
_WIDE = (
    "[\u2e80-\u303e\u3041-\u312f\u3190-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uff60"
    "\U00020000-\U0003ffff]"
)
"""Chinese and Japanese characters, which are not divided by spaces; Korean words are."""
_wide = re.compile(_WIDE).match
_markup = re.compile(rf"[\\`~*_\[<&\t]|  | \n|\n |{_WIDE}\n").search
_MOST_TOKENS = 100_000
"""Of one list or quotation: a longer one is cut into several, for tokens take much memory."""
_LONGEST_PIECE, _LONGEST_LISTING = 4_000_000, 40_000_000
"""Characters of one block, likewise: lines take memory, too. What is cut off from the end of a
listing is no listing any more, so that may be longer."""
_MOST_DEFINITIONS = 200_000
"""Of links and footnotes: each takes a thousand bytes or two while a text is parsed."""
_LONGEST_RUN = 200_000
"""Characters of one paragraph: in a longer one, which is several blocks anyway, emphasis and links
are only found if they do not reach from one stretch of so many to the next."""
_MOST_MARKS = 10
"""Emphasis and links that stand in each other; more look no different."""
_AHEAD = 20
"""How many tokens behind a line end are searched for the words that follow it."""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING + 5, "tasklists": True})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.inline.ruler.at("footnote_ref", _footnote_reference)
    parser.block.ruler.before("table", "too_deep", _too_deep)
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    parser.helpers = _Helpers()  # type: ignore[assignment] # declared as the module of its functions
    return parser


class _Helpers:
    """The functions that read the parts of a link: markdown-it's, but for the one made linear."""

    parseLinkDestination = staticmethod(helpers.parseLinkDestination)
    parseLinkTitle = staticmethod(helpers.parseLinkTitle)

    @staticmethod
    def parseLinkLabel(state: StateInline, start: int, disableNested: bool = False) -> int:
        """Where the label ends that the bracket at `start` opens, or -1.

        A bracket that stays open to the end leaves those around it open, too. So each such one is
        remembered, under the complement of its position among the ends that the state remembers.
        """
        before, level, end = state.pos, 1, -1
        state.pos = start + 1
        while ~start not in state.cache:
            here = state.pos
            if here >= state.posMax:
                state.cache[~start] = -1
                break
            level -= state.src[here] == "]"
            if not level:
                end = here
                break
            state.md.inline.skipToken(state)
            if state.src[here] == "[" and state.pos == here + 1:
                level += 1
                if ~here in state.cache:
                    state.cache[~start] = -1
            elif state.src[here] == "[" and disableNested and state.pos < state.posMax:
                break
        state.pos = before
        return end


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block rule: below the deepest level everything is a paragraph.

    markdown-it by itself drops what is deeper, and for a list all that follows it.
    """
    return state.level >= MAX_NESTING and not silent and paragraph(state, start, end, silent)


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block rule: markdown-it's own makes three tokens of each cell, this one of each table.

    What is a table and where it ends, is the same: GFM 0.29, with a limit of the cells that rows
    leave out.
    """
    if not table(state, start, end, True):
        return False
    if silent:
        return True
    rows = [_cells(_line(state, start))]
    rules = [mark.strip() for mark in _line(state, start + 1).strip("| \t").split("|")]
    ends = state.md.block.ruler.getRules("blockquote")
    parent, state.parentType = state.parentType, "table"
    line, left_out = start + 2, 0
    while (
        line < end
        and state.sCount[line] >= state.blkIndent
        and not any(rule(state, line, end, True) for rule in ends)
        and (words := _line(state, line))
        and not state.is_code_block(line)
    ):
        cells = _cells(words)
        left_out += len(rules) - len(cells)
        if left_out > _MOST_CELLS_LEFT_OUT:
            break
        rows.append(cells[: len(rules)] + [""] * (len(rules) - len(cells)))
        line += 1
    state.parentType = parent
    token = state.push("table", "table", 0)
    token.map, token.meta = [start, line], {"rows": rows, "rules": rules}
    state.line = line
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip(" \t")


def _cells(line: str) -> list[str]:
    """The words of the cells in a line of a table."""
    cells = [cell.replace("\\|", "|") for cell in _cell_end.split(line)]
    del cells[: cells[0] == ""]
    return [cell.strip(" \t") for cell in cells[: len(cells) - (cells[-1:] == [""])]]


def _footnote_reference(state: StateInline, silent: bool) -> bool:
    """An inline rule: the plugin's own looks for the end of a label as far as the text goes."""
    match = _footnote_label(state.src, state.pos, state.posMax)
    if not match or f":{match[1]}" not in state.env.get("footnotes", {}).get("refs", {}):
        return False
    if not silent:
        state.push("footnote_ref", "", 0).content = match[1]
    state.pos = match.end()
    return True


@dataclass(slots=True)
class Piece:
    """How far a text is parsed."""

    assembly: Assembly
    """All that was parsed so far; the next piece adds to it."""
    end: int
    """How many characters of the text that is."""
    is_last: bool = False


def parse(text: str) -> Assembly:
    """The blocks of a Markdown text without its front matter."""
    return next(piece.assembly for piece in in_pieces(text) if piece.is_last)


def in_pieces(text: str, length: int = PIECE) -> Iterator[Piece]:
    """Parse a text piece by piece from its beginning; the blocks are those of the whole.

    Only what links and footnotes lead to may be defined later than it is used. So definitions are
    looked for first, in what looks like one. If in the end others were found, as when one stands
    in a listing, the text is parsed once more with those, and the pieces begin anew.
    """
    known = _definitions_in(text)
    while True:
        found: _Definitions = {}
        walk = _Walk(Assembly())
        for end, tokens in _decided(text, length, known, found):
            walk.take_all(tokens)
            yield Piece(walk.assembly, end)
        if _meanings(found) == _meanings(known):
            break
        known = found
    walk.add_footnotes()
    walk.assembly.title = _title(walk.assembly)
    yield Piece(walk.assembly, len(text), is_last=True)


def parse_stretch(text: str, start: int, end: int) -> Assembly:
    """The blocks of a part of a text as if it stood alone, with the links of the whole."""
    walk = _Walk(Assembly())
    for _, tokens in _decided(text[start:end], end - start, _definitions_in(text), {}):
        walk.take_all(tokens)
    walk.assembly.title = _title(walk.assembly)
    return walk.assembly


def _decided(
    text: str, length: int, known: _Definitions, found: _Definitions
) -> Iterator[tuple[int, list[Token]]]:
    """The tokens of the text, some blocks at a time, and how far that is.

    A piece ends at an empty line, or else at any. Its last block is left to the next piece, for it
    may go on there. All before it are decided: no later line changes which blocks earlier lines are
    (CommonMark 0.31, appendix).
    """
    parser = _parser()
    start, ahead = 0, length
    while start < len(text):
        end, is_gap = _end_of_piece(text, start + ahead)
        piece = text[start:end]
        tokens: list[Token] = []
        defined: _Definitions = {}
        parser.block.parse(piece, parser, defined, tokens)
        decided, line = len(piece), 0
        if end < len(text) and (tokens or not is_gap):
            tokens, line = _before_last(tokens, len(piece))
            if not tokens and not _are_too_many(defined):
                ahead *= 4
                continue
            decided = len(piece) - len(piece.split("\n", line)[line]) if line else len(piece)
        _add_decided(found, defined, tokens, line)
        _read_words(tokens, known)
        start, ahead = start + decided, length
        yield start, tokens


def _end_of_piece(text: str, at: int) -> tuple[int, bool]:
    """Behind the first empty line from there on, if one is near, or else behind a line."""
    if at < len(text) and (gap := _empty_line(text, at, at + PIECE)):
        return gap.end(), True
    return text.find("\n", at) + 1 or len(text), False


def _before_last(tokens: list[Token], length: int) -> tuple[list[Token], int]:
    """The tokens before the last block that stands in no other, and its line.

    If there is none before it, nothing; but in a piece that is too long, all items of a list before
    the last, and of another block all there is, with the line 0.
    """
    blocks = (i for i in range(len(tokens) - 1, 0, -1) if _opens(tokens[i], 0))
    if last := next(blocks, 0):
        return tokens[:last], _line_of(tokens[last])
    longest = _LONGEST_LISTING if len(tokens) == 1 else _LONGEST_PIECE
    if len(tokens) < _MOST_TOKENS and length < longest:
        return [], 0
    items = (i for i in range(len(tokens) - 1, 1, -1) if _opens(tokens[i], 1))
    last = next(items, 0)
    if last and tokens[last].type == "list_item_open":
        return [*tokens[:last], tokens[-1]], _line_of(tokens[last])
    return tokens, 0


def _add_decided(
    found: _Definitions, defined: _Definitions, tokens: Sequence[Token], line: int
) -> None:
    """Add what a piece defines before a line, or with 0 in all of it; of a label the first counts.

    What stands behind may turn out to be something else, such as the head of a table.

    Raises:
        SourceUnreadable: there are more than `_MOST_DEFINITIONS`.
    """
    links = found.setdefault("references", {})
    for label, link in defined.get("references", {}).items():
        if not line or link["map"][0] < line:
            links.setdefault(label, link)
    notes = found.setdefault("footnotes", {}).setdefault("refs", {})
    notes |= {f":{t.meta['label']}": -1 for t in tokens if t.type == "footnote_reference_open"}
    if _are_too_many(found):
        raise SourceUnreadable(
            f"the text defines more than {_MOST_DEFINITIONS:,} links and footnotes",
            "split it into smaller files",
        )


def _are_too_many(definitions: _Definitions) -> bool:
    notes = definitions.get("footnotes", {}).get("refs", ())
    return len(definitions.get("references", ())) + len(notes) > _MOST_DEFINITIONS


def _opens(token: Token, level: int) -> bool:
    return token.level == level and token.nesting >= 0 and token.map is not None


def _line_of(token: Token) -> int:
    return token.map[0] if token.map else 0


def _read_words(tokens: Sequence[Token], known: _Definitions) -> None:
    """Leave the words and marks of each inline run and of each cell with its token."""
    for token in tokens:
        if token.type == "inline":
            token.meta["words"] = _words_of(token.content, known)
        elif token.type == "table":
            rows = token.meta["rows"]
            token.meta["rows"] = [[_words_of(cell, known) for cell in row] for row in rows]


def _definitions_in(text: str) -> _Definitions:
    """What links and footnotes lead to, by paragraphs that look as if they said so."""
    found: _Definitions = {}
    position = 0
    while (position := text.find("]:", position)) >= 0 and not _are_too_many(found):
        before = max(0, position - _LONGEST_LABEL)
        line = text.rfind("\n", before, position) + 1 or before
        if _definition(text, line, position + 2):
            end = text.find("\n\n", position, position + PIECE)
            end = min(len(text), position + PIECE) if end < 0 else end
            start = text.rfind("\n\n", max(0, line - PIECE), line) + 1 or max(0, line - PIECE)
            _parser().block.parse(text[start:end], _parser(), found, [])
            position = end
        else:
            position += 2
    return found


def _meanings(definitions: _Definitions) -> tuple[dict[str, tuple[str, str]], set[str]]:
    """What each link leads to, with its title, and the labels of the footnotes."""
    links = definitions.get("references", {})
    notes = definitions.get("footnotes", {}).get("refs", {})
    return {name: (one["href"], one["title"]) for name, one in links.items()}, set(notes)


def _title(assembly: Assembly) -> str:
    """The first heading, if it is of the first level or opens the text."""
    for block, text in zip(assembly.blocks, assembly.texts, strict=True):
        if block.kind == "heading":
            return text if block.level == 1 or block is assembly.blocks[0] else ""
    return ""


class _Walk:
    """One pass over the block tokens; holds what the pass is inside of."""

    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly
        self.tokens: Iterator[Token] = iter(())
        self.containers: list[Container] = []
        self.new = 0
        """How many of the innermost containers have had no block yet."""
        self.lists: list[tuple[int, int | None, str]] = []
        """For each open list: its group, the next number if it has any, and what marks its items:
        a bullet, or what stands behind a number."""
        self.groups = 0
        self.tight: set[int] = set()
        """The groups of lists without blank lines between their items."""
        self.footnotes: list[tuple[str, list[Token]]] = []
        """Label and content of each footnote: they follow the text."""

    def add_footnotes(self) -> None:
        """Add the footnotes, which stand behind everything else."""
        self.groups += 1
        group = self.groups
        for label, content in self.footnotes:  # which grows if a footnote stands in a footnote
            self.open(Container("footnote", group, f"[{label}]"))
            self.take_all(content)
            self.close()

    def take_all(self, tokens: Sequence[Token]) -> None:
        self.tokens = iter(tokens)
        for token in self.tokens:
            self.take(token)

    def take(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.add_inline(next(self.tokens), "heading", level=int(token.tag[1]))
            case "paragraph_open":
                if token.hidden:
                    self.tight.add(self.containers[-1].group)
                self.add_inline(next(self.tokens), self.paragraph_kind())
            case "fence" | "code_block":
                words = printable(token.content.removesuffix("\n"))
                self.add("code", words, language=_language(token.info.strip(), maxsplit=1)[0])
            case "hr":
                self.add("rule", "")
            case "html_block":
                for level, words in html_blocks(token.content):
                    self.add("heading" if level else self.paragraph_kind(), words, level=level)
            case "table":
                self.add_table(token)
            case "bullet_list_open":
                self.open_list(None, _BULLETS[min(len(self.lists), len(_BULLETS) - 1)])
            case "ordered_list_open":
                self.open_list(int(token.attrs.get("start", 1)), token.markup)
            case "list_item_open":
                self.open_item(token)
            case "blockquote_open":
                self.groups += 1
                self.open(Container("quote", self.groups))
            case "footnote_reference_open":
                self.set_aside(printable(token.meta["label"]))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_close" | "blockquote_close":
                self.close()
            case _:
                pass

    def open(self, container: Container) -> None:
        self.containers.append(container)
        self.new += 1

    def close(self) -> None:
        if self.new:  # an empty item still shows that it is there
            self.add(self.paragraph_kind(), "")
        self.containers.pop()

    def open_list(self, start: int | None, marker: str) -> None:
        self.groups += 1
        self.lists.append((self.groups, start, marker))

    def open_item(self, token: Token) -> None:
        group, number, marker = self.lists[-1]
        if number is not None:
            self.lists[-1] = (group, number + 1, marker)
            marker = f"{number}{marker}"
        if "checked" in token.meta:
            box = _TASKS[token.meta["checked"]]
            marker = box if number is None else f"{marker} {box}"
        self.open(Container("item", group, marker, number))

    def set_aside(self, label: str) -> None:
        """Keep the content of the footnote that was just opened until the text has ended."""
        content: list[Token] = []
        depth = 1
        while depth:
            token = next(self.tokens)
            depth += token.type == "footnote_reference_open"
            depth -= token.type == "footnote_reference_close"
            content.append(token)
        self.footnotes.append((label, content))

    def paragraph_kind(self) -> Literal["paragraph", "item", "quote"]:
        if self.new and self.containers[-1].kind == "item":
            return "item"
        return "quote" if any(c.kind == "quote" for c in self.containers) else "paragraph"

    def spaced(self) -> bool:
        """Whether the innermost thing that this block and the one before it share is no tight list.

        Between two items that is their list, between an item's words and a list in it the outer
        list, between two paragraphs of a quotation the quotation.
        """
        if not self.assembly.blocks:
            return True
        before = {container.group for container in self.assembly.blocks[-1].containers}
        shared = (c.group for c in reversed(self.containers) if c.group in before)
        return next(shared, 0) not in self.tight

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        level: int = 0,
        marks: tuple[Mark, ...] = (),
        language: str = "",
        table: Table | None = None,
    ) -> None:
        """Add a block where the walk stands, with the containers that are open."""
        block = Block(
            kind,
            0,
            0,
            level,
            marks,
            tuple(self.containers),
            opens=self.new,
            spaced=self.spaced(),
            language=language,
            table=table,
        )
        self.assembly.add(text.replace("\n", " ") if kind == "heading" else text, block)
        self.new = 0

    def add_inline(self, token: Token, kind: BlockKind, level: int = 0) -> None:
        text, marks = token.meta["words"]
        if text or self.new:
            self.add(kind, text, level=level, marks=marks)

    def add_table(self, token: Token) -> None:
        pieces: list[str] = []
        length = 0
        marks: list[Mark] = []
        rows: list[list[tuple[int, int]]] = []
        for cells in token.meta["rows"]:
            between = "\n" if rows else ""
            rows.append([])
            for words, inner in cells:
                start = length + len(between)
                pieces += (between, words.replace("\n", " "))
                length = start + len(words)
                rows[-1].append((start, length))
                marks += _moved(inner, start)
                between = _CELL_GAP
        aligns = [_ALIGNS[rule.startswith(":"), rule.endswith(":")] for rule in token.meta["rules"]]
        table = Table(tuple(map(tuple, rows)), tuple(aligns))
        self.add("table", "".join(pieces), marks=tuple(marks), table=table)


_Words: TypeAlias = tuple[str, tuple[Mark, ...]]
"""The words of an inline run, and the marks over them."""


def _words_of(content: str, known: _Definitions) -> _Words:
    """The words of an inline run; a very long one is read in stretches."""
    if not _markup(content):
        return printable(content.replace("\n", " ")).strip(), ()
    if len(content) <= _LONGEST_RUN:
        return _marked_words(content, known)
    pieces: list[str] = []
    length = 0
    marks: list[Mark] = []
    for stretch in stretches(content, _LONGEST_RUN):
        words, inner = _marked_words(stretch, known)
        pieces.append(words + " " * stretch[-1].isspace())
        marks += _moved(inner, length)
        length += len(pieces[-1])
    return "".join(pieces).strip(), tuple(marks)


def _moved(marks: Sequence[Mark], by: int) -> Iterator[Mark]:
    return (Mark(mark.kind, mark.start + by, mark.end + by, mark.target) for mark in marks)


def _marked_words(content: str, known: _Definitions) -> _Words:
    token = Token("inline", "", 0, content=content)
    state = StateCore(content, _parser(), known, [token])
    inline(state)
    text_join(state)
    return _inline(token.children or [])


def _inline(tokens: Sequence[Token]) -> tuple[str, tuple[Mark, ...]]:
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
                words, kind = _inline(token.children or [])[0], "image"
                target = str(token.attrs["src"])
            case "footnote_ref":
                words, kind, target = f"[{token.content}]", "footnote", token.content
            case "html_inline":
                words = html_words(token.content)
            case "hardbreak":
                words = "\n"
            case "softbreak":
                words = "" if _wide(last) and _wide(_next_words(tokens, index)) else " "
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


def _stripped(text: str, marks: Sequence[Mark]) -> tuple[str, tuple[Mark, ...]]:
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
