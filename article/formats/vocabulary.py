"""What the elements of HTML are for: tables that decide how a page is read.

An element that is named nowhere here is part of a line, and its words are read.
"""

from __future__ import annotations

import re

from article.formats.elements import Element
from article.model import MarkKind

SKIPPED = frozenset(
    (  # noqa: SIM905 - as a list of literals it would take thirty lines
        "annotation annotation-xml applet audio base button canvas datalist embed frame frameset "
        "head iframe link map meta noscript object rp rt script select style svg template textarea "
        "title video"
    ).split()
)
"""What is no part of the words, or would have to be filled by a program."""

SKIPPED_CLASSES = frozenset(
    {
        "footnotes-sep",
        "gutter",
        "headerlink",
        "lineno",
        "linenos",
        "mw-cite-backlink",
        "mw-editsection",
        "screen-reader-text",
        "sr-only",
        "visually-hidden",
    }
)
"""What common generators put on a page for other programs or for the mouse."""

RESIDUE_CLASSES = {"pg-boilerplate": "Project Gutenberg's header or licence"}
"""Parts that are no words of the text, but are not thrown away, and why."""

BLOCKS = frozenset(
    (  # noqa: SIM905 - as a list of literals it would take fifty lines
        "address article aside blockquote body caption center dd details dialog dir div dl dt "
        "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li "
        "main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul"
    ).split()
)
"""What begins and ends a block."""

MARKS: dict[str, MarkKind] = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "emphasis"),
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **dict.fromkeys(("del", "s", "strike"), "strike"),
}
"""What is marked in a line, besides links and images."""

_file_name = re.compile(
    r".*\.(?:bmp|gif|jpe?g|png|svg|webp)|(?=\S*\d)[^\W_]+(?:[-_][^\W_]+){2,}", re.IGNORECASE
).fullmatch
_hidden = re.compile(r"display\s*:\s*none").search


def is_hidden(element: Element, tag: str) -> bool:
    """Whether a page hides an element; a whole page hidden behind a dialog is not meant."""
    if tag in ("html", "body"):
        return False
    if element.get("hidden") is not None or _hidden(element.get("style") or ""):
        return True
    return element.get("aria-hidden") == "true" and tag not in BLOCKS


def words_of_image(image: Element) -> str:
    """What an image says in words; the name of its file, which some programs put there, is none."""
    words = image.get("alt") or ""
    return "" if _file_name(words.strip()) else words
