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

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_core import StateCore, inline, text_join
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from article.formats.assembly import Assembly
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
_ALIGNS: dict[object, Literal["left", "center", "right"]] = {
    "text-align:center": "center",
    "text-align:right": "right",
}
_CELL_GAP = " | "
_empty_line = re.compile(r"\n[ \t]*\n").search
_definition = re.compile(r"[\s>*+\-\d.)]*\[[^\]\[]{1,999}\]:").match
"""A line with the label of a link or a footnote at its beginning, whatever it stands in."""
_spaces = re.compile(r"[ \t]{2,}|\t")
_footnote_label = re.compile(r"\[\^([^\]\s]{1,200})\]").match
_language = re.compile(r"[^\w+#.-]").split
"""What a fence says of its code begins with the name of its language."""
_wide = re.compile(
    "[\u2e80-\u303e\u3041-\u312f\u3190-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uff60"
    "\U00020000-\U0003ffff]"
).match
"""Chinese and Japanese characters, which are not divided by spaces; Korean words are."""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING + 5, "tasklists": True})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.inline.ruler.at("footnote_ref", _footnote_reference)
    parser.block.ruler.before("table", "too_deep", _too_deep)
    return parser


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block rule: below the deepest level everything is a paragraph.

    markdown-it by itself drops what is deeper, and for a list all that follows it.
    """
    return state.level >= MAX_NESTING and not silent and paragraph(state, start, end, silent)


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

    A piece ends at an empty line. Its last block is left to the next piece, for it may go on
    there. All before it are decided: no later line changes which blocks earlier lines are
    (CommonMark 0.31, appendix).
    """
    parser = _parser()
    start, ahead = 0, length
    while start < len(text):
        gap = _empty_line(text, min(len(text), start + ahead))
        piece = text[start : gap.end() if gap else len(text)]
        tokens: list[Token] = []
        parser.block.parse(piece, parser, found, tokens)
        decided = len(piece)
        if gap and tokens:
            last, line = _last_block(tokens)
            if last == 0:
                ahead *= 2
                continue
            del tokens[last:]
            decided = len(piece) - len(piece.split("\n", line)[line])
        state = StateCore(piece, parser, known, tokens)
        inline(state)
        text_join(state)
        start, ahead = start + decided, length
        yield start, tokens


def _last_block(tokens: Sequence[Token]) -> tuple[int, int]:
    """Index of the token that opens the last block which stands in no other, and its line."""
    return next(
        (i, token.map[0])
        for i, token in reversed(list(enumerate(tokens)))
        if token.level == 0 and token.nesting >= 0 and token.map is not None
    )


def _definitions_in(text: str) -> _Definitions:
    """What links and footnotes lead to, by paragraphs that look as if they said so."""
    found: _Definitions = {}
    position = 0
    while (position := text.find("]:", position)) >= 0:
        line = text.rfind("\n", 0, position) + 1
        if _definition(text, line, position + 2):
            end = text.find("\n\n", position)
            end = len(text) if end < 0 else end
            start = text.rfind("\n\n", 0, line) + 1
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
            case "table_open":
                self.add_table()
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
        text, marks = _inline(token.children or [])
        if text or self.new:
            self.add(kind, text, level=level, marks=marks)

    def add_table(self) -> None:
        text = ""
        marks: list[Mark] = []
        rows: list[list[tuple[int, int]]] = []
        aligns: list[Literal["left", "center", "right"]] = []
        while (token := next(self.tokens)).type != "table_close":
            match token.type:
                case "tr_open":
                    text += "\n" if rows else ""
                    rows.append([])
                case "th_open":
                    aligns.append(_ALIGNS.get(token.attrs.get("style"), "left"))
                case "inline":
                    words, inner = _inline(token.children or [])
                    text += _CELL_GAP if rows[-1] else ""
                    start = len(text)
                    text += words.replace("\n", " ")
                    rows[-1].append((start, len(text)))
                    marks += [Mark(m.kind, m.start + start, m.end + start, m.target) for m in inner]
        table = Table(tuple(map(tuple, rows)), tuple(aligns))
        self.add("table", text, marks=tuple(marks), table=table)


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
        if kind:
            marks.append(Mark(kind, start, length, printable(target)))
    return _stripped("".join(pieces), marks)


def _next_words(tokens: Sequence[Token], index: int) -> str:
    """What the first token behind this one that has any content begins with."""
    behind = (tokens[i].content for i in range(index + 1, len(tokens)))
    return next(filter(None, behind), "")


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
