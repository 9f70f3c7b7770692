"""Finding the annotations file of an article, whatever became of the article's own file.

Notes must be found again after a text was moved, renamed, fetched again or edited, and must never
be taken for those of another text that only looks alike. So what is certain decides (a file beside
the text, its path or address, its very words), and what is only likely is offered to the reader.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from article import Article
from article.printable import printable_line
from article.source import STANDARD_INPUT, is_address
from reader.annotations import disk
from reader.annotations.annotation_set import HEADER, read
from reader.annotations.errors import AnnotationsError
from reader.annotations.file import MAX_BYTES
from reader.annotations.lines import parse
from reader.annotations.model import About, about_of
from reader.annotations.snapshots import Snapshots, texts_of
from reader.annotations.store import Store
from reader.library import Entry, Library

ENDING = ".notes.jsonl"

_SLUG_LENGTH = 48
_LINES_LOOKED_AT = 400
_LINE_LENGTH = 200_000
_FILES_LOOKED_AT = 500
_SAMPLE = 20
_SHORTEST_TELLING_QUOTE = 16


class Candidate(NamedTuple):
    """An annotations file that looks as if it were about an article."""

    path: Path
    title: str
    """Of the article that it says it is about."""
    quotes_found: int
    """How many of the sampled quotes stand in the text, word for word."""
    quotes_tried: int


def notes_path_for(
    article: Article, library: Library, chosen: Path | None = None, entry: Entry | None = None
) -> Path:
    """The annotations file of an article; it need not be there yet.

    In this order: the one that was chosen, one beside the article, one that is known for the
    article's path or address, one about the same text, a new name in the data folder. `entry` is
    the article's entry in the library, if it is at hand.
    """
    if chosen is not None:
        return chosen
    if beside := _beside(article):
        return beside
    known = entry.notes if entry is not None else library.notes_of(article)
    if known is not None and known.parent.resolve() == library.data_folder.resolve():
        return known  # another one lay beside the article, or was chosen for once
    return _about(article, library) or _new_name(article, library)


def all_notes_files(library: Library) -> tuple[Path, ...]:
    """Every annotations file that is there: in the data folder, and those that were in use."""
    used = {entry.notes for entry in library.entries() if entry.notes is not None}
    there = {path for path in used if _is_there(path)}
    return tuple(sorted(there.union(_files(library))))


def candidates_for(article: Article, library: Library) -> tuple[Candidate, ...]:
    """Annotations files that look like notes for this text, the likeliest first.

    Those that have most of a sample of their quotes in the text, word for word; with the same
    title, half of them are enough.
    """
    found = [
        candidate
        for path in islice(_files(library), _FILES_LOOKED_AT)
        if (candidate := _compared(path, article)) is not None
    ]
    found.sort(
        key=lambda one: (
            -one.quotes_found / one.quotes_tried,
            one.title != printable_line(article.title),
            -one.quotes_found,
            one.path,
        )
    )
    return tuple(found)


def described(article: Article) -> About:
    """What an annotations file says of the article it is about."""
    sources = (article.source, article.url)
    return About(
        article.title,
        tuple(source for source in sources if source and source != STANDARD_INPUT),
        article.fingerprint,
        len(article.text),
    )


def prune_snapshots(library: Library, snapshots: Snapshots) -> int:
    """Delete the kept texts that no note needs any more; how many.

    None is deleted while a file of notes cannot be read: it may need them.
    """
    used: set[str] = set()
    for path in all_notes_files(library):
        try:
            annotations = Store(path, patience=0).annotations
        except AnnotationsError:
            return 0
        used.update(texts_of(annotations.living.values()))
    return snapshots.prune(used, library.clock())


def slug(title: str) -> str:
    """A title as part of a file name: words and hyphens, nothing that a file system takes amiss."""
    letters = unicodedata.normalize("NFC", printable_line(title)).lower()
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in letters)
    words = "-".join(kept.split())
    short = words[: _SLUG_LENGTH + 1].rpartition("-")[0] if len(words) > _SLUG_LENGTH else words
    return short or words[:_SLUG_LENGTH] or "article"


def _beside(article: Article) -> Path | None:
    if article.source == STANDARD_INPUT or is_address(article.source):
        return None
    path = Path(article.source)
    names = (path.name + ENDING, path.stem + ENDING)
    return next((beside for name in names if _is_there(beside := path.with_name(name))), None)


def _is_there(path: Path) -> bool:
    """Whether there is such a file; there is none of a name that is too long for one."""
    return os.path.isfile(path)


def _about(article: Article, library: Library) -> Path | None:
    """The file of the data folder that says it is about this article."""
    rules: tuple[Callable[[About], bool], ...] = (
        lambda about: article.source != STANDARD_INPUT and article.source in about.sources,
        lambda about: about.sha256 == article.fingerprint,
        lambda about: (
            bool(article.url) and article.url in about.sources and about.title == article.title
        ),
    )
    abouts = [(path, _header(path)) for path in _files(library)]
    return next((path for rule in rules for path, about in abouts if rule(about)), None)


def _new_name(article: Article, library: Library) -> Path:
    """A readable name that no notes on another text have."""
    name = slug(article.title)
    for digits in (6, 16, 32):
        path = library.data_folder / f"{name}-{article.fingerprint[:digits]}{ENDING}"
        if not path.exists():
            break
    return path


def _compared(path: Path, article: Article) -> Candidate | None:
    try:
        content, _ = disk.read(str(path), MAX_BYTES)
    except OSError:
        return None
    annotations = read(content).annotations
    title = annotations.header.title if annotations.header else ""
    quotes = [one.origin.exact for one in annotations]
    telling = [quote for quote in quotes if len(quote) >= _SHORTEST_TELLING_QUOTE]
    sample = telling[:: max(1, len(telling) // _SAMPLE)][:_SAMPLE]
    found = sum(quote in article.text for quote in sample)
    needed = 0.5 if title == article.title else 0.6
    if not found or found < needed * len(sample):
        return None
    return Candidate(path, printable_line(title), found, len(sample))


def _files(library: Library) -> Iterator[Path]:
    folder = library.data_folder
    paths = (folder / name for name in disk.names_in(str(folder), ENDING))
    return (path for path in paths if _is_there(path))  # opening a pipe would wait for its writer


def _header(path: Path) -> About:
    """What a file says it is about; empty if it does not say, or cannot be read.

    It is the first line, unless a merge of another program's put others before it.
    """
    try:
        with path.open("rb") as file:
            for _ in range(_LINES_LOOKED_AT):
                line = file.readline(_LINE_LENGTH)
                if not line:
                    break
                values = parse(line.decode("utf-8", "replace"))
                if values and values["id"] == HEADER:
                    return about_of(values)
    except OSError:
        pass
    return About()
