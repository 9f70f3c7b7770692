"""Markdown: CommonMark 0.31 with tables, strikethrough, footnotes and task lists.

The only module that knows markdown-it. Its token stream is walked once; HTML inside Markdown is
reduced to its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from article.formats.assembly import Assembly
from article.model import Block, Container, Mark, MarkKind, Table
from article.printable import printable

MAX_NESTING = 100
"""Deeper quotes and lists are shown as text; markdown-it's own limit for its rules."""

_BULLETS = "•◦▪"
_TASKS = {False: "☐", True: "☑"}
_MARKS: dict[str, MarkKind] = {"em": "emphasis", "strong": "strong", "s": "strike", "a": "link"}
_CELL_GAP = " | "
_html_dropped = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|svg|iframe|object)\b.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_html_image = re.compile(
    r"""<img\b[^>]*?\balt\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>""", re.IGNORECASE
)
_html_tag = re.compile(r"</?[a-zA-Z][^<>]*>|<[!?][^<>]*>")
_html_break = re.compile(r"<br\s*/?>\s*|</(?:p|div|h[1-6]|li|tr|summary|dt|dd)\s*>", re.IGNORECASE)
_WIDE = "\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uff60"
_ends_wide = re.compile(f"[{_WIDE}]$").search
_starts_wide = re.compile(f"[{_WIDE}]").match


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    return parser.use(footnote_plugin, inline=False).use(tasklists_plugin)


def parse(text: str) -> Assembly:
    """The blocks of a Markdown text without its front matter."""
    assembly = Assembly()
    _Walk(_parser().parse(text), assembly).run()
    assembly.title = _title(assembly)
    return assembly


def _title(assembly: Assembly) -> str:
    """The first heading, if it is of the first level or opens the text."""
    for block, text in zip(assembly.blocks, assembly.texts, strict=True):
        if block.kind == "heading":
            return text if block.level == 1 or block is assembly.blocks[0] else ""
    return ""


class _Walk:
    """One pass over the block tokens; holds what the pass is inside of."""

    def __init__(self, tokens: Sequence[Token], assembly: Assembly) -> None:
        self.tokens = iter(tokens)
        self.assembly = assembly
        self.containers: list[Container] = []
        self.new = 0
        """How many of the innermost containers have had no block yet."""
        self.lists: list[tuple[int, int | None, str]] = []
        """For each open list: its group, the next number if it has any, and the delimiter."""
        self.groups = 0
        self.tight = False

    def run(self) -> None:
        for token in self.tokens:
            self.take(token)

    def take(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.add_inline(next(self.tokens), "heading", level=int(token.tag[1]))
            case "paragraph_open":
                self.tight = token.hidden
                self.add_inline(next(self.tokens), self.paragraph_kind())
            case "fence" | "code_block":
                self.add_code(token)
            case "hr":
                self.add("", Block("rule", 0, 0))
            case "html_block":
                self.add_html(token.content)
            case "table_open":
                self.add_table()
            case "bullet_list_open":
                self.open_list(None, _BULLETS[min(len(self.lists), len(_BULLETS) - 1)])
            case "ordered_list_open":
                self.open_list(int(token.attrGet("start") or 1), token.markup or ".")
            case "list_item_open":
                self.open_item(token)
            case "blockquote_open":
                self.groups += 1
                self.open(Container("quote", self.groups))
            case "footnote_block_open":
                self.groups += 1
            case "footnote_open":
                label = printable(str(token.meta.get("label", token.meta.get("id", 0) + 1)))
                self.open(Container("footnote", self.groups, f"[{label}]"))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_close" | "blockquote_close" | "footnote_close":
                self.close()
            case _:
                pass

    def open(self, container: Container) -> None:
        self.containers.append(container)
        self.new += 1

    def close(self) -> None:
        if self.new:  # an empty item still shows that it is there
            self.add("", Block("item" if self.containers[-1].kind == "item" else "quote", 0, 0))
        self.containers.pop()

    def open_list(self, start: int | None, marker: str) -> None:
        self.groups += 1
        self.lists.append((self.groups, start, marker))

    def open_item(self, token: Token) -> None:
        group, number, marker = self.lists[-1]
        if number is not None:
            self.lists[-1] = (group, number + 1, marker)
            marker = f"{number}{marker}"
        if "task-list-item" in str(token.attrGet("class") or ""):
            marker = "☐"
        self.open(Container("item", group, marker, number))

    def paragraph_kind(self) -> Literal["paragraph", "item", "quote"]:
        if self.new and self.containers[-1].kind == "item":
            return "item"
        return "quote" if any(c.kind == "quote" for c in self.containers) else "paragraph"

    def add(self, text: str, block: Block) -> None:
        """Add a block where the walk stands, with the containers that are open."""
        spaced = not (self.tight and (self.lists or self.new)) or not self.assembly.blocks
        if self.new and self.lists and self.containers[-1].kind == "item":
            first = not any(
                c.group == self.containers[-1].group
                for c in (self.assembly.blocks[-1].containers if self.assembly.blocks else ())
            )
            spaced = (first and len(self.lists) == 1) or not self.tight
        self.assembly.add(
            text,
            Block(
                block.kind,
                0,
                0,
                block.level,
                block.marks,
                tuple(self.containers),
                self.new,
                spaced,
                language=block.language,
                table=block.table,
            ),
        )
        self.new = 0

    def add_inline(
        self,
        token: Token,
        kind: Literal["heading", "paragraph", "item", "quote"],
        level: int = 0,
    ) -> None:
        text, marks = _inline(token.children or [])
        if task := _task(token):
            self.containers[-1] = Container(
                "item", self.containers[-1].group, _TASKS[task == "checked"]
            )
        if text or marks or self.new:
            self.add(text, Block(kind, 0, 0, level, marks))

    def add_code(self, token: Token) -> None:
        self.tight = False
        words = printable(token.content.removesuffix("\n"))
        language = printable(token.info.split()[0]) if token.info.strip() else ""
        self.add(words, Block("code", 0, 0, language=language))

    def add_html(self, content: str) -> None:
        for paragraph in re.split(r"\n\s*\n", html_words(content)):
            if words := printable(paragraph).strip():
                self.tight = False
                self.add(" ".join(words.split()), Block(self.paragraph_kind(), 0, 0))

    def add_table(self) -> None:
        self.tight = False
        text, marks = "", []
        rows: list[tuple[tuple[int, int], ...]] = []
        aligns: list[Literal["left", "center", "right"]] = []
        for cells in self.table_rows(aligns):
            text += "\n" if rows else ""
            spans: list[tuple[int, int]] = []
            for number, (words, inner) in enumerate(cells):
                text += _CELL_GAP if number else ""
                start = len(text)
                text += words
                spans.append((start, len(text)))
                marks += [Mark(m.kind, m.start + start, m.end + start, m.target) for m in inner]
            rows.append(tuple(spans))
        self.add(
            text,
            Block("table", 0, 0, marks=tuple(marks), table=Table(tuple(rows), tuple(aligns))),
        )

    def table_rows(
        self, aligns: list[Literal["left", "center", "right"]]
    ) -> Iterator[list[tuple[str, tuple[Mark, ...]]]]:
        cells: list[tuple[str, tuple[Mark, ...]]] = []
        for token in self.tokens:
            if token.type == "table_close":
                return
            if token.type == "tr_open":
                cells = []
            elif token.type == "tr_close":
                yield cells
            elif token.type == "th_open":
                style = str(token.attrGet("style") or "")
                aligns.append(
                    "right" if "right" in style else "center" if "center" in style else "left"
                )
            elif token.type == "inline":
                words, marks = _inline(token.children or [])
                cells.append((words.replace("\n", " "), marks))


def _task(token: Token) -> Literal["", "open", "checked"]:
    """What the task list plugin made of an item's checkbox."""
    for child in token.children or []:
        if child.type == "html_inline" and "task-list-item-checkbox" in child.content:
            return "checked" if 'checked="checked"' in child.content else "open"
    return ""


def _inline(tokens: Sequence[Token]) -> tuple[str, tuple[Mark, ...]]:
    """The words of an inline run, and the marks over them."""
    words = ""
    marks: list[Mark] = []
    opened: list[tuple[MarkKind, int, str]] = []

    def mark(kind: MarkKind, start: int, target: str = "") -> None:
        if len(words) > start:
            marks.append(Mark(kind, start, len(words), printable(target)))

    for index, token in enumerate(tokens):
        start = len(words)
        match token.type:
            case "text" | "text_special":
                words += printable(token.content)
            case "softbreak":
                follows = next((t.content for t in tokens[index + 1 :] if t.content), "")
                words += "" if _ends_wide(words) and _starts_wide(follows) else " "
            case "hardbreak":
                words += "\n"
            case "code_inline":
                words += printable(token.content)
                mark("code", start)
            case "image":
                words += printable(token.content)
                mark("image", start, str(token.attrGet("src") or ""))
            case "footnote_ref":
                label = str(token.meta.get("label", token.meta.get("id", 0) + 1))
                words += printable(f"[{label}]")
                mark("footnote", start, label)
            case "html_inline":
                words += "\n" if token.content[:3].lower() == "<br" else html_words(token.content)
            case "em_open" | "strong_open" | "s_open" | "link_open":
                kind = _MARKS[token.tag]
                opened.append((kind, start, str(token.attrGet("href") or "")))
            case "em_close" | "strong_close" | "s_close" | "link_close":
                kind, start, target = opened.pop()
                mark(kind, start, target)
            case _:
                pass
    lead = len(words) - len(words.lstrip())
    words = words.strip()
    kept = [
        Mark(m.kind, max(0, m.start - lead), min(len(words), m.end - lead), m.target) for m in marks
    ]
    return words, tuple(
        sorted((m for m in kept if m.start < m.end), key=lambda m: (m.start, -m.end))
    )


def html_words(content: str) -> str:
    """The words in a piece of HTML; images stand for their alternative text."""
    content = _html_dropped.sub("", content)
    content = _html_image.sub(lambda match: match[1] or match[2] or "", content)
    content = _html_break.sub("\n\n", content)
    return unescape(_html_tag.sub("", content))
