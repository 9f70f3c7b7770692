"""Where the links of a page or a chapter lead."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin

_FOLLOWED = frozenset({"http", "https", "mailto", "ftp"})
_scheme = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):").match


def place_in_text(address: str, href: str) -> str:
    """The address of a place in the same page or the same book; nothing for any other link.

    `address` is that of the page, or the path of the chapter in its book.
    """
    path, _, fragment = href.partition("#")
    if not fragment:
        return ""
    try:
        joined = urljoin(address, unquote(path)) if path else address
    except ValueError:  # not an address
        return ""
    if joined != address and not _is_chapter(joined):
        return ""
    return f"{joined}#{unquote(fragment)}"


def place_in_book(chapter: str, href: str) -> str:
    """The path of a chapter, or of a place in one: `text/2.xhtml#end`; nothing for other links.

    `chapter` is the path of the one that the link is in, or else the address of a page.
    """
    if not _is_chapter(chapter) or not href or _scheme(href):
        return ""
    path, sign, fragment = href.partition("#")
    try:
        joined = urljoin(chapter, unquote(path)) if path else chapter
    except ValueError:  # not an address
        return ""
    return f"{joined}{sign}{unquote(fragment)}" if _is_chapter(joined) else ""


def _is_chapter(address: str) -> bool:
    return bool(address) and "://" not in address


def resolved_link(address: str, href: str) -> str:
    """The whole address for one that may be relative; nothing for what is not to be followed."""
    href = "".join(href.split())
    scheme = _scheme(href)
    if scheme and scheme[1].lower() not in _FOLLOWED:
        return ""
    try:
        return href if scheme or href.startswith("#") or not href else urljoin(address, href)
    except ValueError:  # not an address
        return ""
