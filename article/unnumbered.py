"""Lists in prose that nobody numbered: `agreed to: a summit …; a hotline …; and no tests`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from article.lexicon import Lexicon, plain
from article.model import Block
from article.passage import Passage
from article.sentences import SentenceIndex

_FEWEST_ITEMS = 3
_MOST_WORDS = 60
"""In an item; more is a sentence of its own."""

_part = re.compile(r"[^;\s][^;]*")


def find_unnumbered(
    text: str,
    blocks: Sequence[Block],
    lexicon: Lexicon,
    sentences: SentenceIndex,
    numbered: Sequence[int],
) -> Iterator[list[Passage]]:
    """The items of every list that follows a colon, is split by semicolons and ends with `and`.

    `numbered` are the positions of items that have numbers, in order; a list of those is none.
    """
    for index, block in enumerate(blocks):
        if block.kind not in ("paragraph", "item", "quote"):
            continue
        if text.find(": ", block.start, block.end) < 0 or text.count(
            "; ", block.start, block.end
        ) < (_FEWEST_ITEMS - 1):
            continue
        for sentence in sentences.of(index):
            items = _items(text, sentence, lexicon)
            if items and bisect_left(numbered, items[0].start) == bisect_left(
                numbered, items[-1].end
            ):
                yield items


def _items(text: str, sentence: Passage, lexicon: Lexicon) -> list[Passage]:
    colon = text.find(": ", sentence.start, sentence.end)
    semicolon = text.find("; ", sentence.start, sentence.end)
    if colon < 0 or semicolon < colon:
        return []
    parts = [
        Passage(part.start(), part.start() + len(part[0].rstrip(' \n.!?"”’')))
        for part in _part.finditer(text, colon + 1, sentence.end)
    ]
    if len(parts) < _FEWEST_ITEMS or not all(
        0 < len(part.of(text).split()) <= _MOST_WORDS for part in parts
    ):
        return []
    joining, _, rest = parts[-1].of(text).partition(" ")
    if plain(joining).rstrip(",") in lexicon.joining and rest.strip():
        return [*parts[:-1], Passage(parts[-1].end - len(rest.lstrip()), parts[-1].end)]
    before = plain(text[sentence.start : colon]).split()
    announced = any(lexicon.cardinals.get(word) == len(parts) for word in before)
    return parts if announced else []
