"""The stretch of a text around the place where it was left, kept for the next time.

To find the place in a long text and to parse what stands there takes longer than a first screen
may. So the blocks around it are kept, as many as fill any screen: what is made of them depends on
the terminal and the settings, they depend on the text alone. Where that was edited since, they are
still good if what they were made of stands in it as it did; the program itself parses it anyway.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from article import Article, ArticleError
from article import model as article_model
from article.growing import is_in_listing, offset_of
from article.model import Block, Container, Mark, Table
from article.printable import printable
from reader import folders
from reader.opening import quickly_read
from reader.place import Place
from reader.records import read_record, replace_record

_AROUND = 15_000
"""Characters before the place, and as many behind it, that are kept in whole blocks."""
_NEAR = 8_000
"""Characters before the place, and as many behind it, that an edit may not have touched."""
_HEAD = 4_000
"""Characters of the source at its beginning, neither, for they have the title."""
_MOST = 100
"""Texts, those that were left last."""
_QUOTE = 200
"""Characters by which the ends of a stretch are found in the source."""
_words = re.compile(r"\w+").findall
_CODE = (Path(__file__), Path(article_model.__file__))
"""What says how a stretch is written, and what it is made of."""


def kept_stretch(text: Path, entry: Path, media_type: str | None) -> tuple[Article, Place] | None:
    """What stands around the place that the library's file `entry` has of a text, and the place.

    It is all that the place's page shows, or all in its neighbourhood; the place shows it whole.
    There is none if none was kept, or if the file has changed since, or the text around the place.
    """
    with suppress(OSError, ValueError, TypeError, KeyError):  # or another version kept it
        kept = read_record(_file(entry))
        words, title = kept["text"], kept["title"]
        stamp, *others = _follows_from(text, entry, media_type)
        if (
            kept["follows_from"][1:] == others
            and (kept["follows_from"][0] == stamp or _stands_in(text, kept["source"], media_type))
            and printable(words) == words
            and printable(title) == title
        ):
            blocks = tuple(_block(*block) for block in kept["blocks"])
            return (
                Article(words, blocks, title, is_part=bool(kept["is_part"])),
                Place(*kept["place"]),
            )
    return None


def keep_stretch(
    article: Article, place: Place, shown: range, entry: Path, media_type: str | None
) -> None:
    """Keep what stands around a place, of the blocks that are shown there.

    `media_type` is what the reader said that the text is; the library's file `entry` has the place.
    """
    first, last = (
        min(max(article.block_at(place.position + by), shown.start), shown.stop - 1)
        for by in (-_AROUND, _AROUND)
    )
    start, end = article.blocks[first].start, article.blocks[last].end
    position, ruler = (max(0, at - start) for at in (place.position, place.ruler))
    record = {
        "follows_from": _follows_from(Path(article.source), entry, media_type),
        "place": place._replace(position=position, ruler=ruler, mode="whole"),
        "title": article.title,
        "is_part": last - first + 1 < len(shown),
        "source": _source_around(article, place, first, last, media_type),
        "text": article.text[start:end],
        "blocks": [
            block._replace(start=block.start - start, end=block.end - start)
            for block in article.blocks[first : last + 1]
        ],
    }
    with suppress(OSError):  # the next time it is parsed again
        replace_record(_file(entry), record)
        _forget_old(_file(entry).parent)


def file_stamp(file: Path) -> list[int] | None:
    """What changes when a file does; nothing for one that is not there."""
    try:
        status = file.stat()
    except OSError:
        return None
    return [status.st_mtime_ns, status.st_size]


def _file(entry: Path) -> Path:
    return folders.stretches_folder() / entry.name


def _follows_from(text: Path, entry: Path, media_type: str | None) -> list[Any]:
    """All that a stretch depends on, as JSON has it, the text first."""
    return [*map(file_stamp, (text, entry, *_CODE)), media_type]


def _source_around(
    article: Article, place: Place, first: int, last: int, media_type: str | None
) -> list[Any]:
    """What the title of an article follows from, and what some blocks near a place do.

    There is nothing where that cannot be told for sure, or takes too long.
    """
    opening, closing = (
        article.blocks[min(max(article.block_at(place.position + by), first), last)]
        for by in (-_NEAR, _NEAR)
    )
    with suppress(ArticleError, OSError, ValueError):
        source = quickly_read(Path(article.source), media_type, is_whole=True)
        if source is not None:
            text = source.text
            start, end = (
                offset_of(source, article.text[at : at + _QUOTE], at, at / len(article.text))
                for at in (opening.start, max(opening.start, closing.end - _QUOTE))
            )
            start, end = max(0, start - _QUOTE), end + 2 * _QUOTE
            there = iter(_words(text[start:end]))
            words = _words(article.text[opening.start : closing.end])
            if all(word in there for word in words):  # in order, because `in` reads on
                is_open = is_in_listing(text, start)
                return [source.front_matter.title, text[:_HEAD], text[start:end], is_open]
    return []


def _stands_in(text: Path, known: Sequence[Any], media_type: str | None) -> bool:
    """Whether all that `_source_around` tells is so in a text that has changed."""
    with suppress(ArticleError, OSError, ValueError):
        source = quickly_read(text, media_type, is_whole=True) if known else None
        if source is not None:
            title, head, stretch, was_open = known
            start = source.text.find(stretch)
            is_same = start >= 0 and is_in_listing(source.text, start) == was_open
            return is_same and (source.front_matter.title, source.text[:_HEAD]) == (title, head)
    return False


def _forget_old(folder: Path) -> None:
    """Keep no more than the last stretches."""
    with os.scandir(folder) as files:
        by_age = sorted(files, key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in by_age[_MOST:]:
        Path(file).unlink(missing_ok=True)


def _block(*values: Any) -> Block:  # noqa: ANN401 - as JSON has them
    """A block of its values, in which tuples are lists."""
    block = Block(*values)
    return block._replace(
        marks=tuple(Mark(*mark) for mark in block.marks),
        containers=tuple(Container(*container) for container in block.containers),
        table=_table(*block.table) if block.table else None,
    )


def _table(rows: Sequence[Any], aligns: Sequence[Any], has_header: bool) -> Table:
    cells = tuple(tuple((start, end) for start, end in row) for row in rows)
    return Table(cells, tuple(aligns), has_header)
