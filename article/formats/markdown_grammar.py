"""Markdown's grammar: markdown-it, set up with some rules of our own.

The only module that knows it. It makes tokens: `markdown` reads a text's blocks piece by piece,
`markdown_words` the words of each, and `markdown_walk` makes an article's blocks of both.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, TypeAlias

from markdown_it import MarkdownIt, helpers, token
from markdown_it.rules_block import StateBlock, paragraph, table
from markdown_it.rules_core import StateCore, inline, text_join
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote import footnote_plugin

MAX_NESTING = 40
"""How deep quotes and lists may nest, where a list counts twice. What stands deeper is a paragraph
with its markup. Hostile texts make markdown-it work in proportion to it."""

Token: TypeAlias = token.Token
"""The beginning or the end of a block or of emphasis, or words, or a whole table."""

Definitions: TypeAlias = dict[str, Any]
"""What links and footnotes lead to, as markdown-it keeps it."""

_MOST_CELLS_LEFT_OUT = 65_536
_cell_end = re.compile(r"(?<!\\)\|")
_footnote_label = re.compile(r"\[\^([^\]\s]{1,200})\]").match


def block_tokens(text: str, definitions: Definitions) -> list[Token]:
    """The blocks of a text, whose words are not read yet; what it defines is added."""
    tokens: list[Token] = []
    _parser().block.parse(text, _parser(), definitions, tokens)
    return tokens


def inline_tokens(words: str, definitions: Definitions) -> list[Token]:
    """The words of a block with their emphasis, their links and so on."""
    run = Token("inline", "", 0, content=words)
    state = StateCore(words, _parser(), definitions, [run])
    inline(state)
    text_join(state)
    return run.children or []


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
