"""Texts in the encoding that they or their senders declare, after the WHATWG Encoding Standard."""

from __future__ import annotations

import codecs
import re

_declaration = re.compile(
    rb"""<\?xml[^>]{1,100}?\bencoding\s*=\s*["']([\w:.-]{1,40})"""
    rb"""|<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w:.-]{1,40})""",
    re.IGNORECASE,
)
_DECLARED_IN = 4_096
"""Bytes at the head of a page among which it is looked for; browsers look at 1,024."""

_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}
"""What texts that declare the one are really written in."""
_of_texts = re.compile(
    r"utf-(8|16|32)|iso8859|iso2022_jp|cp\d|koi8|euc|gb|big5|mac|shift_jis"
).match
_TELLTALES = {"utf-16": b"\0", "utf-32": b"\0", "iso2022_jp": b"\x1b$"}
"""What is in every text in these encodings, which could be taken for UTF-8 or for no text."""


def as_declared(content: bytes, charset: str = "") -> tuple[str, str]:
    """A text in the encoding that it declares and that fits it, and Python's name for that.

    Both are empty if there is none. `charset` is what its sender says, which comes before what a
    page says in its own head.
    """
    found = _declaration.search(content[:_DECLARED_IN])
    own = (found[1] or found[2]).decode("ascii", "replace") if found else ""
    fitting = (_fitting(content, label) for label in (charset, own))
    return next(filter(None, fitting), ("", ""))


def is_unlike_ascii(encoding: str) -> bool:
    """Whether the bytes of a text in it look like another encoding, or like no text at all."""
    return encoding.startswith(tuple(_TELLTALES))


def _fitting(content: bytes, label: str) -> tuple[str, str] | None:
    try:
        name = codecs.lookup(label).name
        name = _SUPERSETS.get(name, name)
        if not _of_texts(name):
            return None
        text = content.decode(name)
    except (LookupError, ValueError):  # not an encoding, or not that of these bytes
        return None
    telltale = next((t for family, t in _TELLTALES.items() if name.startswith(family)), b"")
    return (text, name) if telltale in content else None
