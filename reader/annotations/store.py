"""Annotations in memory and on the disk, and how the two are kept the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from article.printable import printable_line
from reader.annotations import disk
from reader.annotations.annotation_set import AnnotationSet, Reading, read
from reader.annotations.changes import FORMAT_VERSION
from reader.annotations.copies import copies_of
from reader.annotations.errors import AnnotationsError, NotesUnreadable, NotesUnwritable
from reader.annotations.file import MAX_BYTES, AnnotationsFile
from reader.annotations.record import Record

_SPARE_LINES = 100
_TRIES = 5


class Store:
    """What one window knows of an annotations file."""

    def __init__(self, path: str | os.PathLike[str], patience: float) -> None:
        """Read the file, if there is one, and the copies beside it.

        `patience` is how many seconds to wait for another window that is writing.

        Raises:
            NotesUnreadable: the file cannot be read, or is something else.
        """
        self.annotations = AnnotationSet()
        """As of the last change or look at the file."""
        self.problems: tuple[str, ...] = ()
        """What was found in the file and beside it, in words; nothing of it is lost."""
        self._file = AnnotationsFile(path)
        self._patience = patience
        self._unsaved: dict[str, None] = {}
        """The ids whose lines the reader waits for, in the order of the changes."""
        self._is_behind = False
        """Whether the file lacks something that came from elsewhere."""
        self._failure = ""
        """Why writing failed the last time."""
        self._folder: disk.Signature | None = None
        self._copies: dict[str, disk.Signature | None] = {}
        """The conflict copies that were looked at."""
        self._load()

    @property
    def path(self) -> Path:
        """Of the file, with symbolic links followed."""
        return self._file.path

    @property
    def is_saved(self) -> bool:
        """Whether every change is on the disk."""
        return not self._unsaved

    @property
    def trouble(self) -> str:
        """Why changes are not on the disk, in words; empty if all are."""
        return self._failure if self._unsaved else ""

    @property
    def _is_newer(self) -> bool:
        """Whether a newer version of the program wrote the file."""
        return self.annotations.format_version > FORMAT_VERSION

    # From the disk

    def refresh(self) -> bool:
        """Take over what other windows and programs wrote; whether there was anything."""
        before = self.annotations
        try:
            is_quiet = not self._take_news()
        except (OSError, AnnotationsError):
            return False  # whoever is writing to it will have finished by the next time
        self._take_copies()
        if is_quiet and self._is_behind and self._file.exists:
            self._write()
        return self.annotations is not before

    def _load(self) -> None:
        name = self._file.name
        try:
            news = self._file.news()
        except OSError as error:
            raise NotesUnreadable(
                f"{name} cannot be read: {disk.reason_of(error)}", "check the path"
            ) from error
        if news is not None:
            reading, _ = news
            if _is_something_else(reading):
                raise NotesUnreadable(
                    f"{name} is no annotations file", "name another one, or a new one"
                )
            self.annotations = reading.annotations
            self.problems = tuple(_problems(reading))
        self._take_copies()

    def _take_news(self) -> bool:
        """Join what was written since the last look; whether anything was."""
        news = self._file.news()
        if news is None:
            return False
        reading, is_whole = news
        self.annotations = self.annotations.joined(reading.annotations)
        if is_whole:
            self._is_behind = reading.annotations.lacks(self.annotations)
        return True

    def _take_copies(self) -> None:
        """Join the conflict copies that are new, and tell of those that held something new."""
        with suppress(OSError):
            folder = disk.signature(str(self.path.parent))
            if folder == self._folder:
                return
            for path in copies_of(str(self.path)):
                if (signature := disk.signature(path)) != self._copies.get(path):
                    self._copies[path] = signature
                    with suppress(OSError):
                        self._take_copy(path)
            self._folder = folder

    def _take_copy(self, path: str) -> None:
        content, _ = disk.read(path, MAX_BYTES)
        both = self.annotations.joined(read(content).annotations)
        if both is not self.annotations:
            self.annotations = both
            self._is_behind = True
            self.problems += (f"conflict copy {printable_line(os.path.basename(path))} joined",)

    # To the disk

    def take_over(self, other: AnnotationSet) -> bool:
        """Join other annotations; whether all is on the disk."""
        self._stage_all(other)
        return self._write()

    def _stage_all(self, other: AnnotationSet) -> None:
        """Join other annotations, to be written."""
        both = self.annotations.joined(other)
        news = [id for id, line in both.lines.items() if line != self.annotations.lines.get(id)]
        self._is_behind |= both.unreadable != self.annotations.unreadable
        self.annotations = both
        self._unsaved.update(dict.fromkeys(news))

    def _stage(self, *records: Record) -> None:
        """Put records in the place of what is known of their ids, to be written."""
        self.annotations = self.annotations.with_records(*records)
        self._unsaved.update(dict.fromkeys(record.id for record in records))

    def retry(self) -> bool:
        """Try again to write what is not on the disk; whether all is."""
        return self._write()

    def save_as(self, path: str | os.PathLike[str]) -> None:
        """Write everything to another file, joining what is in it, and go on there.

        Of a file of a newer version only what is not on the disk is written: the rest is in a
        format that this version cannot write.

        Raises:
            NotesUnreadable: the file cannot be read, or is something else.
            NotesUnwritable: it cannot be written.
        """
        other = Store(path, self._patience)
        other.take_over(self._for_another_file())
        if not other.is_saved:
            raise NotesUnwritable(other.trouble, "choose another place")
        self.annotations, self._file = other.annotations, other._file
        self._folder, self._copies = other._folder, other._copies
        self._settled()

    def _for_another_file(self) -> AnnotationSet:
        return self.annotations.only(self._unsaved) if self._is_newer else self.annotations

    def close(self) -> None:
        """Write what is left, and leave the file with one line for each annotation."""
        if self._write() and self._file.exists:
            self._compact_if(lambda needed: self._file.lines > needed)

    def _write(self) -> bool:
        if not self._unsaved and not self._is_behind:
            return True
        patience = 0 if self._failure else self._patience  # the screen waits once, not every time
        try:
            with self._file.locked(patience):
                for _ in range(_TRIES):
                    if self._put():
                        break
                else:
                    raise NotesUnwritable("other programs keep changing it")
        except (OSError, AnnotationsError) as error:
            why = disk.reason_of(error) if isinstance(error, OSError) else error.message
            self._failure = f"{self._file.name} cannot be written: {why}"
            return False
        self._settled()
        self._compact_if(lambda needed: self._file.lines > 2 * needed + _SPARE_LINES)
        return True

    def _put(self) -> bool:
        """Read what is new and write what is missing; whether it is certain to be there."""
        self._take_news()
        if self._is_newer:
            raise NotesUnwritable("a newer version of Postil made it")
        if self._is_behind or self._file.is_ragged:
            self._file.rewrite(self.annotations)
            return True
        return self._file.append(self.annotations.lines[id] for id in self._unsaved)

    def _settled(self) -> None:
        self._unsaved.clear()
        self._is_behind = False
        self._failure = ""

    def _compact_if(self, is_worth: Callable[[int], bool]) -> None:
        """Write the file anew if that saves enough; it may as well be left as it is."""
        needed = len(self.annotations.lines) + len(self.annotations.unreadable)
        if not is_worth(needed):
            return
        with suppress(OSError, AnnotationsError), self._file.locked(0):
            self._take_news()
            if not self._is_newer:
                self._file.rewrite(self.annotations)


def _is_something_else(reading: Reading) -> bool:
    """Whether a file that holds something holds nothing of ours: it must not be written to."""
    if reading.annotations.lines or not (reading.annotations.unreadable or reading.torn):
        return False
    ours = b'{"id":'
    beginning = reading.torn.lstrip(b"\0")[: len(ours)]
    return bool(reading.annotations.unreadable) or not ours.startswith(beginning)


def _problems(reading: Reading) -> Iterable[str]:
    if count := len(reading.annotations.unreadable):
        yield f"{count} unreadable {'line' if count == 1 else 'lines'} kept"
    if reading.torn:
        yield "torn last line set aside"
    if reading.markers:
        yield "conflict markers of a merge left out"
