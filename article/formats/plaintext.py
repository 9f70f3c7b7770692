"""Plain text as people really have it."""

from __future__ import annotations

import re

from article.formats.assembly import Assembly
from article.model import Block
from article.printable import printable_line


def parse(text: str) -> Assembly:
    """The blocks of a plain text."""
    assembly = Assembly()
    for paragraph in re.split(r"\n\s*\n", text):
        if words := printable_line(paragraph):
            assembly.add(words, Block("paragraph", 0, 0))
    if assembly.texts and len(assembly.texts[0]) < 100:
        assembly.title = assembly.texts[0]
    return assembly
