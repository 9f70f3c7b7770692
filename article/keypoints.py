"""Key points: the author's own, else the sentences that carry most of a text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from article.language import language_of
from article.model import Block, KeyPoint
from article.parts import Part, find_summary, part_named
from article.passage import Passage
from article.salience import (
    ASIDE,
    CONCLUDES,
    LEAD,
    Candidate,
    candidate,
    is_statement,
    stems,
    strongest,
)
from article.sentences import sentences_of

if TYPE_CHECKING:
    from article.article import Article

_FEWEST = 3
_MOST = 7
_MORE_FROM = 4_000
"""A text of so many characters has one point more than the fewest, and one more each time that
its length doubles."""
_MOST_STATED = 12
"""An author who gives more has not chosen yet."""
_WINDOW = 1_000_000
"""How many characters are read; of a longer text, evenly spread blocks."""
_HEADINGS = 1_000
"""How many headings are read."""


def choose_key_points(article: Article) -> tuple[KeyPoint, ...]:
    """The author's key points if there are any, else extracted ones; in the order of the text."""
    if article.stated_points:
        return _anchored(article)
    points = find_summary(article.text, article.blocks, article.language)
    if len(points) > _MOST_STATED:
        points = _strongest_of(points, article)
    if points:
        return tuple(KeyPoint(point.of(article.text), point, "authored") for point in points)
    return extract_key_points(article)


def extract_key_points(article: Article, count: int | None = None) -> tuple[KeyPoint, ...]:
    """The sentences that carry most of the text, in the order of the text.

    Without a count there are three to seven, by the length of the text, and each of them says
    something by itself. A count is met as long as there are sentences, whatever they are.
    """
    language = language_of(article.text, article.language)
    capitals = not article.text.islower()
    statements: dict[tuple[str, ...], Candidate] = {}
    others: dict[str, Passage] = {}
    for passage, block, part in _sentences(article):
        text = passage.of(article.text)
        sentence = candidate(passage, text, language, _place(block, part, len(statements)))
        if is_statement(text, sentence.words, capitals=capitals):
            statements.setdefault(sentence.words, sentence)
        else:
            others.setdefault(text, passage)
    wanted = _usual_count(article) if count is None else count
    chosen = strongest(tuple(statements.values()), wanted, _headings(article, language))
    if count is not None:
        chosen += tuple(others.values())[: max(0, count - len(chosen))]
    return tuple(KeyPoint(point.of(article.text), point, "derived") for point in sorted(chosen))


def _usual_count(article: Article) -> int:
    return min(_MOST, _FEWEST + (len(article.text) // _MORE_FROM).bit_length())


def _place(block: Block, part: Part | None, before: int) -> float:
    """What it makes of a sentence where it stands, `before` being the statements before it."""
    place = 1.0 if block.kind == "paragraph" else ASIDE
    if part in ("conclusion", "summary"):
        return place * CONCLUDES
    return place if part == "introduction" else place * (1 + LEAD / (before + 1))


def _headings(article: Article, language: str) -> set[str]:
    """The stems of the words that the title and the headings say."""
    headings = (block for block in article.blocks if block.kind == "heading")
    texts = (article.text[block.start : block.end] for block in islice(headings, _HEADINGS))
    return {stem for text in (article.title, *texts) for stem in stems(text, language)}


def _sentences(article: Article) -> Iterator[tuple[Passage, Block, Part | None]]:
    """The sentences of the running text, each with its block and the part that it stands in."""
    prose = list(_prose(article))
    left = _WINDOW
    for block, part in prose[:: len(article.text) // _WINDOW + 1]:
        cut = block.end - block.start > left
        read = block._replace(end=block.start + left) if cut else block
        sentences = sentences_of(article.text, read, article.language)
        for passage in sentences[:-1] if cut else sentences:
            yield passage, block, part
        left -= read.end - read.start
        if not left:
            return


def _prose(article: Article) -> Iterator[tuple[Block, Part | None]]:
    part = None
    for block in article.blocks:
        if block.kind == "heading":
            part = part_named(article.text[block.start : block.end])
        elif block.kind in ("paragraph", "item", "quote") and not any(
            container.kind == "footnote" for container in block.containers
        ):
            yield block, part


def _strongest_of(points: tuple[Passage, ...], article: Article) -> tuple[Passage, ...]:
    language = language_of(article.text, article.language)
    candidates = [candidate(point, point.of(article.text), language) for point in points]
    return strongest(candidates, _MOST, _headings(article, language))


def _anchored(article: Article) -> tuple[KeyPoint, ...]:
    """The points that the front matter lists, each at the sentence that shares most words."""
    language = language_of(article.text, article.language)
    sentences = [passage for passage, _, _ in _sentences(article)] or [Passage(0, 0)]
    said_in: defaultdict[str, list[int]] = defaultdict(list)
    for index, sentence in enumerate(sentences):
        for word in stems(sentence.of(article.text), language):
            said_in[word].append(index)
    points = []
    for text in article.stated_points[:_MOST_STATED]:
        shared = Counter(index for word in stems(text, language) for index in said_in[word])
        nearest = max(shared, key=lambda i: (shared[i], -len(sentences[i]), -i), default=0)
        points.append(KeyPoint(text, sentences[nearest], "authored"))
    return tuple(sorted(points, key=lambda point: point.passage))
