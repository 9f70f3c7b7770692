"""One module a format: from what was read to blocks.

Here is only what the formats are called; none of their modules is imported.
"""

from __future__ import annotations

MARKDOWN = "text/markdown"
PLAIN = "text/plain"
HTML = "text/html"
EPUB = "application/epub+zip"

MEDIA_TYPES = {"markdown": MARKDOWN, "text": PLAIN, "html": HTML, "epub": EPUB}
"""The media type of every format that is read, by the name that a reader calls it."""

_SUFFIXES = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".qmd", ".rmd"), MARKDOWN),
    **dict.fromkeys((".txt", ".text"), PLAIN),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".xht"), HTML),
    ".epub": EPUB,
}
_ALIASES = {"text/x-markdown": MARKDOWN, "application/xhtml+xml": HTML}


def of_suffix(suffix: str) -> str | None:
    """The media type of files whose names end so, such as `.md`."""
    return _SUFFIXES.get(suffix.lower())


def of_media_type(name: str) -> str | None:
    """The one name of a media type that is read, whichever of its names is given."""
    return _ALIASES.get(name) or (name if name in MEDIA_TYPES.values() else None)
