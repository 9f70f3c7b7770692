"""Where sentences begin and end."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from article.model import Block
from article.passage import Passage

_end = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")


def sentences_of(text: str, block: Block, language: str = "") -> tuple[Passage, ...]:
    """The sentences of one block, in order, none of them empty."""
    return tuple(
        Passage(block.start + start, block.start + end)
        for start, end in _sentences(text[block.start : block.end], block.kind, language)
    )


@lru_cache(maxsize=512)
def _sentences(words: str, kind: str, language: str) -> tuple[tuple[int, int], ...]:
    cuts = [0, *(match.end() for match in _end.finditer(words)), len(words)]
    return tuple((a, b) for a, b in pairwise(cuts) if words[a:b].strip())
