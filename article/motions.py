"""From a position to the next sentence, paragraph or section: how one moves through an article.

Only the blocks on the way are looked at, so that each step is as quick in a long text as in a short
one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from article.article import Article
from article.model import Block
from article.passage import Passage
from article.sentences import sentences_of

_word = re.compile(r"\w+(?:['’]\w+)*")
_LONGEST_WORD = 1_000


def next_sentence(article: Article, position: int) -> Passage | None:
    """The first sentence that starts behind a position."""
    for index in range(article.block_at(position), len(article.blocks)):
        for sentence in sentences_of(article.text, article.blocks[index], article.language):
            if sentence.start > position:
                return sentence
    return None


def previous_sentence(article: Article, position: int) -> Passage | None:
    """The last sentence that starts before a position."""
    for block in _blocks_back_from(article, position):
        for sentence in reversed(sentences_of(article.text, block, article.language)):
            if sentence.start < position:
                return sentence
    return None


def _blocks_back_from(article: Article, position: int) -> Iterator[Block]:
    last = min(article.block_at(position), len(article.blocks) - 1)
    return (article.blocks[index] for index in range(last, -1, -1))


def nearest_sentence(article: Article, position: int) -> Passage | None:
    """The sentence at a position; else the next one, else the one before."""
    here = article.sentence_at(position) if article.blocks else None
    if here and position < here.end:
        return here
    return next_sentence(article, position) or previous_sentence(article, position + 1)


def next_paragraph(article: Article, position: int) -> int | None:
    """The start of the next block that has words."""
    for index in range(article.block_at(position) + 1, len(article.blocks)):
        block = article.blocks[index]
        if block.end > block.start:
            return block.start
    return None


def previous_paragraph(article: Article, position: int) -> int | None:
    """The start of this block, or of the one before when the position is the start already."""
    for block in _blocks_back_from(article, position):
        if block.start < position and block.end > block.start:
            return block.start
    return None


def paragraph_at(article: Article, position: int) -> Passage:
    """The whole block at a position."""
    block = article.blocks[article.block_at(position)]
    return Passage(block.start, block.end)


def next_word_end(text: str, position: int) -> int:
    """The end of the word at or behind a position; the end of the text when there is none."""
    match = _word.search(text, position)
    return match.end() if match else len(text)


def previous_word_start(text: str, position: int) -> int:
    """The start of the word that the position is in or behind; 0 when there is none."""
    start = max(0, position - _LONGEST_WORD)
    return max((m.start() for m in _word.finditer(text, start, position)), default=start)
