"""The one gate between foreign characters and the terminal.

Texts, notes, titles, file names and addresses are written by others. A terminal obeys control
characters, so none may pass: whatever is shown, stored in an `Article` or printed goes through
`printable` first. Control characters become their visible symbols (ECMA-48 C0 and C1 sets, DEL),
so that a reader sees that something odd was there; characters that only re-order or hide other
text (Unicode bidirectional embeddings, overrides and isolates, UAX #9; soft hyphens; byte order
marks) are dropped.
"""

from __future__ import annotations

import re

_DROPPED = [0x00AD, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]

_REPLACED: dict[int, str | None] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},  # Control Pictures: ESC is ␛
    0x7F: "␡",
    **dict.fromkeys(range(0x80, 0xA0), "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"),  # lone surrogates
    **dict.fromkeys(_DROPPED),
    0x09: "    ",
    0x0A: "\n",
    0x85: "\n",  # NEXT LINE
    0x2028: "\n",  # LINE SEPARATOR
    0x2029: "\n",  # PARAGRAPH SEPARATOR
}

_STRETCH = 100_000
"""Characters that are replaced at once: few have to be, and other threads get their turn."""

_suspicious = re.compile(
    "[\0-\x09\x0b-\x1f\x7f-\x9f\xad\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
).search


def printable(text: str) -> str:
    """The text with no character left that a terminal could take for a command.

    Line feeds stay, other line ends become line feeds, a tab becomes four spaces. The result is
    a fixed point: `printable(printable(text)) == printable(text)`.
    """
    if not _suspicious(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    stretches = (text[start : start + _STRETCH] for start in range(0, len(text), _STRETCH))
    return "".join(s.translate(_REPLACED) if _suspicious(s) else s for s in stretches)


def printable_line(text: str) -> str:
    """`printable`, on one line: every run of white space is one space, none at the ends."""
    return " ".join(printable(text).split())
