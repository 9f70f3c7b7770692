"""Which blocks of a web page are its article.

That is told by trafilatura. Its words are taken as evidence only: the structure it keeps lacks
the numbers of lists, the footnotes and much else, so the page's own blocks are kept where the
extraction has their words too, and the others become residue.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from trafilatura import bare_extraction
from trafilatura.settings import Document

from article.formats.assembly import Assembly
from article.formats.elements import Element
from article.model import Block

OUTSIDE = "outside the main text of the page"

_MANY_PIECES = 1_500
"""Paragraphs and cells; with more of them there is no second opinion by justext, whose time grows
with their square."""
_SHINGLE = 3
_ENOUGH = 0.6
"""Of a block's runs of three words, the share that the extraction must have."""
_wide = "\u2e80-\u312f\u31a0-\ua4cf\uf900-\ufaff\ufe30-\uff60"
"""Of scripts without spaces every character is a word."""
_word = re.compile(rf"[{_wide}]|[^\W{_wide}]+")


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: letters and digits, in small letters."""
    return _word.findall(unicodedata.normalize("NFKC", text).casefold())


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the extraction takes for the article."""

    text: str = ""
    """A line for each paragraph, item and row."""
    headings: tuple[str, ...] = ()
    """Those lines that are headings."""


def extract(root: Element, page: Assembly, *, is_strict: bool) -> Extracted:
    """What the extraction takes for the article.

    `page` has all blocks of the page: their number decides how thoroughly it is searched. Only an
    extraction that is not strict looks into what a page has for programs (JSON-LD).
    """
    pieces = sum(sum(map(len, block.table.rows)) if block.table else 1 for block in page.blocks)
    for element in root.iter("td", "th"):  # one that spans a thousand columns would become them
        for attribute in ("colspan", "rowspan"):
            element.attrib.pop(attribute, None)
    try:
        found = bare_extraction(
            root, favor_precision=is_strict, include_comments=False, fast=pieces > _MANY_PIECES
        )
    except Exception:  # a hostile page may make it fail anywhere; then it has found nothing
        return Extracted()
    if not isinstance(found, Document):
        return Extracted()
    headings = tuple("".join(heading.itertext()) for heading in found.body.iter("head"))
    return Extracted(found.text or "", headings)


def main_content(page: Assembly, extracted: Extracted, title: str) -> Assembly:
    """The blocks of the page that the extraction has too, and what belongs to them."""
    evidence = _Evidence(extracted)
    kept = [
        evidence.covers(words_of(text), is_heading=block.kind == "heading")
        for text, block in zip(page.texts, page.blocks, strict=True)
    ]
    if True in kept:
        _keep_notes(page.blocks, kept)
        _keep_headings(page.blocks, kept)
        _keep_title(page, kept, words_of(title))
    return _only(page, kept)


class _Evidence:
    """The words that an extraction found, for asking whether a block is among them."""

    def __init__(self, extracted: Extracted) -> None:
        self._shingles = set(_shingles(words_of(extracted.text)))
        self._headings = {tuple(words_of(heading)) for heading in extracted.headings}
        lines = {tuple(words_of(line)) for line in extracted.text.split("\n")}
        self._lines = lines - self._headings

    def covers(self, words: Sequence[str], *, is_heading: bool) -> bool:
        """Whether a block of these words is there; a short one must be there as it is.

        A short line that is a heading there is not every item of a menu that says the same.
        """
        shingles = _shingles(words)
        if len(shingles) < 2:
            return tuple(words) in (self._headings if is_heading else self._lines) and bool(words)
        return sum(s in self._shingles for s in shingles) >= _ENOUGH * len(shingles)


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[shift:] for shift in range(_SHINGLE)), strict=False))


def _keep_headings(blocks: Sequence[Block], kept: list[bool]) -> None:
    """Keep the headings and rules in the article that stand over something kept."""
    stands_over_kept = False
    for index in range(len(kept) - 1, kept.index(True), -1):
        if kept[index] or blocks[index].kind not in ("heading", "rule"):
            stands_over_kept = kept[index]
        else:
            kept[index] = stands_over_kept


def _keep_title(page: Assembly, kept: list[bool], title: Sequence[str]) -> None:
    """Keep the heading before the article that is its title."""
    for index in range(kept.index(True) - 1, -1, -1):
        words = words_of(page.texts[index])
        if page.blocks[index].kind == "heading" and words and set(words) <= set(title):
            kept[index] = True
            return


def _keep_notes(blocks: Sequence[Block], kept: list[bool]) -> None:
    """Keep the footnotes that something kept refers to."""
    labels = {
        f"[{mark.target}]"
        for block, is_kept in zip(blocks, kept, strict=True)
        if is_kept
        for mark in block.marks
        if mark.kind == "footnote"
    }
    for index, block in enumerate(blocks):
        if any(c.kind == "footnote" and c.marker in labels for c in block.containers):
            kept[index] = True


def _only(page: Assembly, kept: Sequence[bool]) -> Assembly:
    """An assembly of the kept blocks, with the others as residue."""
    article = Assembly(residue=list(page.residue))
    shown: set[int] = set()
    left_out: list[str] = []
    for text, block, is_kept in zip(page.texts, page.blocks, kept, strict=True):
        if not is_kept:
            left_out.append(text)
            continue
        _leave_out(article, left_out)
        # A container is the same object in all its blocks, and its first block may be gone.
        opens = sum(id(container) not in shown for container in block.containers)
        shown.update(map(id, block.containers))
        article.add(text, replace(block, opens=opens))
    _leave_out(article, left_out)
    return article


def _leave_out(article: Assembly, texts: list[str]) -> None:
    if any(texts):
        article.leave_out("\n".join(filter(None, texts)), OUTSIDE)
    texts.clear()
