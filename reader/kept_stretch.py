"""The stretch of a text around the place where it was left, kept for the next time.

To find the place in a long text and to parse what stands there takes longer than a first screen
may. So the blocks around it are kept, as many as fill any screen: what is made of them depends on
the terminal and the settings, they depend on the text alone.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from article import Article
from article import model as article_model
from article.model import Block, Container, Mark, Table
from article.printable import printable
from reader import folders
from reader.place import Place
from reader.records import read_record, replace_record

_AROUND = 15_000
"""Characters before the place, and as many behind it, that are kept in whole blocks."""
_MOST = 100
"""Texts, those that were left last."""
_CODE = (Path(__file__), Path(article_model.__file__))
"""What says how a stretch is written, and what it is made of."""


def kept_stretch(text: Path, entry: Path, media_type: str | None) -> tuple[Article, Place] | None:
    """What stands around the place that the library's file `entry` has of a text, and the place.

    It is all that the place's page shows, or all in its neighbourhood; the place shows it whole.
    There is none if none was kept, or if the text or the file has changed since.
    """
    with suppress(OSError, ValueError, TypeError, KeyError):  # or another version kept it
        kept = read_record(_file(entry))
        words, title = kept["text"], kept["title"]
        if kept["follows_from"] == _follows_from(text, entry, media_type) and (
            printable(words) == words and printable(title) == title
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
    """All that a stretch depends on, as JSON has it."""
    return [media_type, *map(file_stamp, (text, entry, *_CODE))]


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
