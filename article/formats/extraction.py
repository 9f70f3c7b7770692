"""What trafilatura takes for the main text of a web page."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from trafilatura import bare_extraction
from trafilatura.settings import Document

from article.formats.assembly import Assembly
from article.formats.elements import Element

_MANY_PIECES = 1_500
"""Paragraphs and cells; with more of them there is no second opinion by justext, whose time grows
with their square."""
_wide = "\u2e80-\u312f\u31a0-\ua4cf\uf900-\ufaff\ufe30-\uff60"
"""Of scripts without spaces every character is a word."""
_word = re.compile(rf"[^\W{_wide}]+|[{_wide}]")


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: letters and digits, in small letters."""
    return _word.findall(unicodedata.normalize("NFKC", text).casefold())


class Extracted(NamedTuple):
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
