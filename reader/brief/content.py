"""What a brief says: an article in short, and what a reader made of it.

It never mixes voices: what the author says is quoted word for word, what a program picked out or
shortened says so, and what the reader wrote or changed counts as the reader's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

from article import Article, Block, KeyPoint, Passage, Priority
from article.printable import printable_line
from article.sentences import sentences_of
from article.source import STANDARD_INPUT, is_address
from reader.annotations.exchange.listing import by_section, is_on_whole
from reader.annotations.model import Annotation
from reader.annotations.placing import PlacedNote

PointOrigin = Literal["authored", "derived", "added", "changed"]
"""Whose a point is: the author's, found by rule, or added or changed by the reader."""

_ENOUGH = 160
"""Characters that tell what an item is about; no sentence is begun behind them."""
_MOST = 600
"""A longer opening is cut between words."""


class BriefNote(NamedTuple):
    """A passage that the reader marked, and what they wrote on it."""

    annotation: Annotation
    state: str
    """What came of looking for its words: `exact`, `moved`, `edited`, `orphan` and so on."""
    passage: Passage | None
    """Where its words are; none if they were not found, or it is on the whole text."""
    quote: str
    """The words as the text has them now; as they were if they were not found."""
    earlier_quote: str = ""
    """The words that the note was written on, where the text has others now."""


class BriefPoint(NamedTuple):
    """A key point or a priority."""

    text: str
    """The key point, or the priority's title."""
    passage: Passage
    quote: str
    """What the text says there, word for word; of a long priority how it begins."""
    origin: PointOrigin
    number: int | None = None
    """Of a priority."""
    notes: tuple[BriefNote, ...] = ()
    """On a priority, in the order of the text."""


class NotesOfSection(NamedTuple):
    """The notes of a section that are under no priority."""

    title: str
    notes: tuple[BriefNote, ...]


class Brief(NamedTuple):
    """What stands on the page, in its order. Titles and names are on one line and printable."""

    title: str
    author: str
    date: str
    source: str
    """An address, or the name of a file without its folders, which tell others nothing and may be
    private; empty for standard input."""
    language: str
    words: int
    key_points: tuple[BriefPoint, ...]
    priorities: tuple[BriefPoint, ...]
    sections: tuple[NotesOfSection, ...]
    """In the order of the text; notes on the whole text come first."""
    lost: tuple[BriefNote, ...]
    """Notes whose words were not found for certain."""


def brief_of(
    article: Article,
    notes: Iterable[PlacedNote],
    key_points: Sequence[KeyPoint],
    priorities: Sequence[Priority],
) -> Brief:
    """The brief of an article, with its points as the reader wants them.

    The notes are in the order of the text. One that begins in a priority stands under it, in the
    shortest if there are several.
    """
    rows = tuple(notes)
    owners = _owners(rows, priorities)
    under: list[list[BriefNote]] = [[] for _ in priorities]
    others, lost = [], []
    for row in rows:
        owner = owners.get(row.annotation.id)
        if owner is not None:
            under[owner].append(_note(article, row))
        elif _place(row) or is_on_whole(row):
            others.append(row)
        else:
            lost.append(_note(article, row))
    main = article.series[0] if article.series else ()
    origins_of_points = _origins(key_points, article.key_points)
    origins_of_items = _origins(priorities, main)
    return Brief(
        title=printable_line(article.title) or "Untitled",
        author=printable_line(article.author),
        date=printable_line(article.date),
        source=_source(article),
        language=article.language,
        words=article.words,
        key_points=tuple(
            BriefPoint(
                printable_line(point.text),
                point.passage,
                point.passage.of(article.text),
                origin,
            )
            for point, origin in zip(key_points, origins_of_points, strict=True)
        ),
        priorities=tuple(
            BriefPoint(
                printable_line(item.label),
                item.passage,
                _opening(article, item.passage),
                origin,
                item.number,
                tuple(its_notes),
            )
            for item, origin, its_notes in zip(priorities, origins_of_items, under, strict=True)
        ),
        sections=tuple(
            NotesOfSection(title, tuple(_note(article, row) for row in group))
            for title, group in by_section(article, others)
        ),
        lost=tuple(lost),
    )


def _owners(notes: Iterable[PlacedNote], priorities: Sequence[Priority]) -> dict[str, int]:
    """For the id of each note that begins in a priority, the index of the shortest such one."""
    places = ((_place(note), note.annotation.id) for note in notes)
    placed = sorted((place.start, id) for place, id in places if place)
    owners: dict[str, int] = {}
    for index, item in sorted(enumerate(priorities), key=lambda each: -len(each[1].passage)):
        first = bisect_left(placed, (item.passage.start, ""))
        behind = bisect_left(placed, (item.passage.end, ""))
        owners |= dict.fromkeys((id for _, id in placed[first:behind]), index)
    return owners


def _place(note: PlacedNote) -> Passage | None:
    """Where the words of a note are, if it has any and they were found."""
    return None if is_on_whole(note) else note.passage or None


def _note(article: Article, note: PlacedNote) -> BriefNote:
    before = note.annotation.anchor.exact
    passage = _place(note)
    now = passage.of(article.text) if passage else before
    return BriefNote(
        note.annotation, note.resolution.state, passage, now, before if now != before else ""
    )


def _origins(
    points: Iterable[KeyPoint | Priority], found: Iterable[KeyPoint | Priority]
) -> list[PointOrigin]:
    """Whose each point is, told from those that the article has by itself."""
    own = set(found)
    known = {point.passage for point in own}
    return [
        point.origin if point in own else "changed" if point.passage in known else "added"
        for point in points
    ]


def _opening(article: Article, passage: Passage) -> str:
    """The first sentences of an item; they are behind its heading if it goes on after it."""
    block = _first_block(article, passage)
    start, end = max(block.start, passage.start), min(block.end, passage.end)
    read = block._replace(start=start, end=min(end, start + _MOST))
    first, *others = sentences_of(article.text, read, article.language) or (Passage(start, end),)
    if others and read.end < end:
        others.pop()  # its end was not read
    elif read.end < end:
        words = article.text[start : read.end]
        return (words.rpartition(" ")[0] or words) + " […]"
    for sentence in others:
        if first.end - start < _ENOUGH:
            first = first.joined(sentence)
    return first.of(article.text)


def _first_block(article: Article, passage: Passage) -> Block:
    first = article.block_at(passage.start)
    for block in islice(article.blocks, first, None):
        if block.start >= passage.end:
            break
        if block.kind not in ("heading", "rule"):
            return block
    return article.blocks[first]


def _source(article: Article) -> str:
    address = next(filter(is_address, (article.url, article.source)), "")
    name = "" if article.source == STANDARD_INPUT else Path(article.source).name
    return printable_line(address or name)
