"""Plain text as people really have it: wrapped or not, with lists, verse and listings.

Every word of the text ends up in a block or in the residue. See `lines` for how paragraphs are
found, `lists` for items, and `article.headings` and `article.residue` for those.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from article.formats.assembly import Assembly
from article.formats.lines import Paragraph, paragraphs
from article.formats.lists import Lists, numbered_runs
from article.headings import Line, find_headings, is_label
from article.model import Block
from article.printable import printable
from article.residue import comes_from_page, find_residue

_SHORT = 60
"""Characters of a line that stands close to another, where no blank line parts them."""

_soft_break = re.compile("\u00ad[ \t]*\n[ \t]*")
_stated_title = re.compile(r"Title: (.{1,200})").match


def parse(text: str) -> Assembly:
    """The blocks of a plain text."""
    text = printable(_soft_break.sub("", text).replace("\f", "\n\n"))
    found = paragraphs(text, is_page=False)
    if comes_from_page([line for one in found for line in one.text.split("\n")]):
        found = paragraphs(text, is_page=True)
    residue = find_residue([one.text for one in found])
    stated = next((match[1] for i in residue if (match := _stated_title(found[i].text))), "")
    _mark_headings([one for i, one in enumerate(found) if i not in residue], stated)
    numbered = numbered_runs([one.marker if one.kind == "item" else None for one in found])
    assembly, lists = Assembly(), Lists()
    for i, one in enumerate(found):
        if i in residue:
            assembly.leave_out(one.text, residue[i])
        elif one.kind != "named":
            assembly.add(one.text, _block(one, lists, i in numbered, assembly.blocks))
    first = _title_at([block.kind for block in assembly.blocks])
    has_title = first < len(assembly.blocks) and assembly.blocks[first].kind == "heading"
    assembly.title = assembly.texts[first] if has_title else stated
    return assembly


def _title_at(kinds: Sequence[str]) -> int:
    """Index of what may be the title: the first paragraph, but for the table at a text's head."""
    return next((i for i, kind in enumerate(kinds[:3]) if kind not in ("code", "rule")), 0)


def _mark_headings(article: Sequence[Paragraph], title: str) -> None:
    """Make headings of the paragraphs that are.

    A line that only numbers a chapter takes the chapter's name from the next.
    """
    times = Counter(one.indent for one in article)
    usual = max(times, key=times.__getitem__, default=0)
    lines = [
        Line(one.text, _may_head(one, following, usual), one.level)
        for one, following in zip_longest(article, article[1:])
    ]
    levels = find_headings(lines, _title_at([one.kind for one in article]), title)
    for i, level in levels.items():
        article[i].kind, article[i].level = "heading", level
    for i in levels:
        if i + 1 in levels and is_label(article[i].text) and not is_label(article[i + 1].text):
            article[i].text += " " + article[i + 1].text
            article[i + 1].kind = "named"


def _may_head(one: Paragraph, following: Paragraph | None, usual_indent: int) -> bool:
    """Whether a paragraph is a line that may be a heading, and no item with more under it."""
    if one.kind != "item" or one.marker is None or following is None:
        return one.kind in ("text", "item")
    return not usual_indent < following.indent >= one.marker.hanging


def _block(one: Paragraph, lists: Lists, is_numbered: bool, before: Sequence[Block]) -> Block:
    """The block of a paragraph, without its positions; the lists learn of it."""
    match one.kind:
        case "heading":
            lists.leave()
            return Block("heading", 0, 0, one.level, origin="derived")
        case "rule":
            lists.leave()
            return Block("rule", 0, 0)
        case "code":
            return Block("code", 0, 0, containers=lists.leave(one.indent))
        case "item" if one.marker and (is_numbered or not one.marker.numbers):
            containers = lists.add(one.marker)
            spaced = one.gap > 0 or not before or before[-1].kind != "item"
            return Block("item", 0, 0, containers=containers, opens=1, spaced=spaced)
        case _:
            is_tight = one.gap == 0 and (one.kind == "verse" or _are_short(one, before))
            return Block("paragraph", 0, 0, containers=lists.leave(one.indent), spaced=not is_tight)


def _are_short(one: Paragraph, before: Sequence[Block]) -> bool:
    """Whether the paragraph and the one before it are short lines, as of a list of dates."""
    last = before[-1] if before else None
    if last is None or last.kind != "paragraph" or one.text[-1:] in ".!?…":
        return False
    return max(len(one.text), len(last.passage)) <= _SHORT
