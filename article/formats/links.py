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
    is_in_book = bool(address) and "://" not in joined
    if joined != address and not is_in_book:
        return ""
    return f"{joined}#{unquote(fragment)}"


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
