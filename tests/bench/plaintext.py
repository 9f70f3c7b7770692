"""How fast plain text is parsed, for texts of every shape that a file may have.

    python tests/bench/plaintext.py [MEGABYTES]

Prints megabytes a second and the number of blocks for each kind of text. The texts are made here,
from one paragraph of nonsense; the last kinds are hostile.
"""

from __future__ import annotations

import sys
import textwrap
import time

from article.formats.plaintext import parse

SENTENCE = (
    "The harbour had been quiet for a week when the council asked what it would cost to keep the "
    "lamps lit, and nobody in the room could say, because nobody had ever counted the oil. "
)
PARAGRAPH = (SENTENCE * 3).strip()
WRAPPED = textwrap.fill(PARAGRAPH, 72)
PAGE = [
    "Home",
    "News",
    "Sports",
    "Contact us",
    "Log in",
    "Lamps",
    PARAGRAPH,
    "Share this",
    "7 h ago",
]


def texts(size: int) -> dict[str, str]:
    """A text of about `size` characters for each kind."""

    def much(piece: str) -> str:
        return piece * (size // len(piece) + 1)

    return {
        "wrapped paragraphs": much(WRAPPED + "\n\n"),
        "wrapped, indented, no blank lines": much("    " + WRAPPED + "\n"),
        "wrapped, with words cut at the edge": much(
            WRAPPED.replace("asked ", "as-\nked ") + "\n\n"
        ),
        "one paragraph a line": much(PARAGRAPH + "\n"),
        "paragraphs with headings": much("What it cost\n\n" + PARAGRAPH + "\n\n"),
        "verse": much("The lamps are lit\nand nobody counts\nthe oil\n\n"),
        "numbered list": "".join(f"{i % 900 + 1}. {SENTENCE}\n" for i in range(size // 180)),
        "listing": much("def count(oil):\n    if oil:\n        return count(oil - 1)\n\n"),
        "page copied as text": much("\n".join(PAGE) + "\n"),
        "one line": much(SENTENCE),
        "one word": much("x"),
        "lines of one character": much("x\n"),
        "blank lines": much("\n"),
        "spaces": much(" "),
        "tabs and control characters": much("\t\x1b[31m\x07word\n"),
        "rules": much("- - - - - - - - - - - -\n"),
        "bullets": much("- - - * x\n"),
        "phrases of pages": much("get get get your your your inbox inbox no\n"),
    }


def main() -> None:
    """Measure each kind once."""
    size = int(float(sys.argv[1] if len(sys.argv) > 1 else 10) * 1_000_000)
    for kind, text in texts(size).items():
        start = time.perf_counter()
        assembly = parse(text)
        seconds = time.perf_counter() - start
        blocks = len(assembly.blocks)
        print(f"{kind:36} {len(text) / 1e6 / seconds:7.1f} MB/s {blocks:9} blocks")


main()
