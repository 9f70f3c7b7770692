"""The library: which articles were opened, how far they were read, and where their notes are.

One small JSON file for each article lies in the state folder. It may be deleted at any time: what
it says is convenient, not precious. Notes are never in it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from article import Article, fingerprint
from article.fingerprints import sha256_of
from article.printable import printable_line
from article.source import STANDARD_INPUT
from reader import folders
from reader.clock import now, stamp
from reader.place import Place
from reader.records import read_record, replace_record

if TYPE_CHECKING:
    from datetime import datetime

_MAX_SOURCES = 20
_MARK_LENGTH = 16
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one article."""

    title: str
    fingerprint: str
    """Of the text when it was last opened."""
    sources: tuple[str, ...] = ()
    """The absolute paths and addresses it was opened from, the latest first; none when it came by
    standard input alone."""
    url: str = ""
    """The address that the text itself names as its own."""
    notes: Path | None = None
    """The annotations file that was last in use."""
    place: Place | None = None
    progress: float = 0.0
    """The share of the text that was read, from 0 to 1."""
    read: frozenset[str] = frozenset()
    """Short fingerprints of the stretches of text that were read."""
    opened: str = ""
    """When it was last opened: ISO 8601 in UTC."""
    note_count: int = 0
    """How many annotations it had when it was last closed."""
    record: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """The record it was read from, with what only other versions understand."""
    path: Path | None = field(default=None, compare=False)
    """The file it was read from."""

    def has_read(self, words: str) -> bool:
        """Whether a stretch of text was read, just as it is now."""
        return _mark(words) in self.read

    def with_read(self, words: str) -> Entry:
        """The entry, with a stretch of text counted as read until its words change."""
        return replace(self, read=self.read | {_mark(words)})


class Library:
    """The entries of a folder."""

    def __init__(
        self,
        folder: Path,
        data_folder: Path,
        clock: Callable[[], datetime] = now,
    ) -> None:
        """Nothing is read or written before it is needed."""
        self.folder = folder
        self.data_folder = data_folder
        """Where new annotation files are made."""
        self.clock = clock
        self.damaged: set[Path] = set()
        """Files that could not be understood and count as forgotten."""

    def entry_for(self, article: Article) -> Entry:
        """What is known of an article, brought up to date; a new entry if nothing is.

        An article is known by where it comes from, else by its text, else by its own address
        together with its title. Of a part of a text, which has neither yet, nothing is changed.
        """
        known = self._known(article) or Entry(article.title, article.fingerprint)
        if article.is_part:
            return known
        source = _source_of(article)
        earlier = [other for other in known.sources if other != source]
        return replace(
            known,
            title=article.title,
            fingerprint=article.fingerprint,
            sources=tuple([source, *earlier][:_MAX_SOURCES] if source else earlier),
            url=article.url,
            opened=stamp(self.clock()),
        )

    def notes_of(self, article: Article) -> Path | None:
        """The annotations file that was last in use for an article, if it is known."""
        known = self._known(article)
        return known.notes if known is not None else None

    def entry_at(self, source: str) -> Entry | None:
        """What is known of the article that was last opened from a path or an address."""
        return self._load(self.file_at(source))

    def remember(self, entry: Entry) -> None:
        """Keep an entry in the place of the one it came from.

        Raises:
            OSError: the state folder cannot be written.
        """
        path = self.file_of(entry)
        replace_record(path, _to_record(entry))
        if entry.path not in (None, path):  # it was known by another source
            entry.path.unlink(missing_ok=True)

    def file_of(self, entry: Entry) -> Path:
        """Where an entry is kept."""
        return self.file_at(entry.sources[0] if entry.sources else entry.fingerprint)

    def file_at(self, source: str) -> Path:
        """Where the entry of a path or an address is kept, or that of a text by its fingerprint."""
        name = sha256_of(source.encode("utf-8", "surrogateescape"))[:24]
        return self.folder / f"{name}.json"

    def entries(self) -> tuple[Entry, ...]:
        """All entries, the last opened first."""
        return tuple(sorted(self.recent(), key=lambda entry: entry.opened, reverse=True))

    def recent(self) -> Iterator[Entry]:
        """The entries, the last remembered first, each read when it is asked for.

        So the first of a thousand is there at once.
        """
        for _, path in sorted(_files_in(self.folder), reverse=True):
            if entry := self._load(path):
                yield entry

    @property
    def damage(self) -> str:
        """One message about the files that count as forgotten; empty if there are none."""
        if not self.damaged:
            return ""
        where = printable_line(str(self.folder))
        return f"damaged and forgotten: {len(self.damaged)} of the places remembered in {where}"

    def last_read(self) -> Entry | None:
        """The last one that has a source to be opened from again."""
        return next((entry for entry in self.recent() if entry.sources), None)

    def _known(self, article: Article) -> Entry | None:
        source = _source_of(article)
        if direct := self._load(self.file_at(source or article.fingerprint)):
            return direct
        if article.is_part:
            return None
        entries = self.entries()
        rules: tuple[Callable[[Entry], bool], ...] = (
            lambda entry: bool(source) and source in entry.sources,
            lambda entry: entry.fingerprint == article.fingerprint,
            lambda entry: (
                bool(article.url) and (entry.url, entry.title) == (article.url, article.title)
            ),
        )
        return next((entry for rule in rules for entry in entries if rule(entry)), None)

    def _load(self, path: Path) -> Entry | None:
        try:
            return _from_record(path, read_record(path))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError):
            self.damaged.add(path)
            return None


def _source_of(article: Article) -> str:
    """Where an article comes from; empty for standard input, from which others may come, too."""
    return "" if article.source == STANDARD_INPUT else article.source


def own_library() -> Library:
    """The library in the reader's own folders."""
    return Library(folders.library_folder(), folders.data_folder())


def _files_in(folder: Path) -> Iterator[tuple[int, Path]]:
    """The files of a folder and when they were written; none if there is no folder."""
    with suppress(OSError), os.scandir(folder) as files:
        for file in files:
            if file.name.endswith(".json"):
                with suppress(OSError):  # another window has just put it elsewhere
                    yield file.stat().st_mtime_ns, Path(file)


def _mark(words: str) -> str:
    return fingerprint(words)[:_MARK_LENGTH]


def _to_record(entry: Entry) -> dict[str, object]:
    place = entry.place and {
        "position": entry.place.position,
        "quote": entry.place.quote,
        "ruler": entry.place.ruler,
        "mode": entry.place.mode,
        "width": entry.place.width,
        "share": entry.place.share,
    }
    return {
        **entry.record,
        "title": entry.title,
        "sources": list(entry.sources),
        "url": entry.url,
        "sha256": entry.fingerprint,
        "notes": entry.notes and str(entry.notes),
        "place": place and {**(entry.record.get("place") or {}), **place},
        "progress": entry.progress,
        "read": sorted(entry.read),
        "opened": entry.opened,
        "note_count": entry.note_count,
    }


def _from_record(path: Path, record: Mapping[str, Any]) -> Entry:
    """The entry in a record.

    Raises:
        KeyError, TypeError, ValueError: something is missing, or is not what it should be.
    """
    notes = record.get("notes")
    place = record.get("place")
    return Entry(
        title=_a(str, record["title"]),
        fingerprint=_a(str, record["sha256"]),
        sources=tuple(_a(str, source) for source in _a(list, record["sources"])),
        url=_a(str, record.get("url", "")),
        notes=None if notes is None else _path(notes),
        place=None if place is None else _place(_a(dict, place)),
        progress=_share(record.get("progress", 0.0)),
        read=frozenset(_a(str, mark) for mark in _a(list, record.get("read", []))),
        opened=_a(str, record.get("opened", "")),
        note_count=max(0, _a(int, record.get("note_count", 0))),
        record=record,
        path=path,
    )


def _path(name: object) -> Path:
    """The path, if a file can have it.

    Raises:
        TypeError, ValueError: none can.
    """
    path = Path(_a(str, name))
    if b"\0" in os.fsencode(path):
        raise ValueError("a null character in a path")
    return path


def _place(record: Mapping[str, Any]) -> Place:
    width = record.get("width")
    return Place(
        position=max(0, _a(int, record["position"])),
        quote=_a(str, record["quote"]),
        ruler=max(0, _a(int, record["ruler"])),
        mode="whole" if record.get("mode") == "whole" else "section",
        width=None if width is None else _a(int, width),
        share=_share(record.get("share", 0.0)),
    )


def _share(value: object) -> float:
    return min(1.0, max(0.0, _a(float, value)))


def _a(kind: type[_T], value: object) -> _T:
    """The value, if it is of that kind.

    Raises:
        TypeError: it is not.
    """
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(f"{kind} expected")
    return value
