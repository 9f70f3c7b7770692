"""The annotations file on the disk: what is new in it, lines behind its end, the whole anew.

Beside `NAME` lie `NAME.lock`, by which windows take turns, and, after a crash in the middle of a
line, `NAME.torn` with the beginning of that line, which nobody was ever told is saved.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from article.printable import printable_line
from reader.annotations import disk
from reader.annotations.annotation_set import AnnotationSet, Reading, read
from reader.annotations.errors import NotesUnreadable

if TYPE_CHECKING:
    from filelock import BaseFileLock

MAX_BYTES = 256_000_000
"""A larger file is refused: nobody writes so much, and it would not fit the memory."""

_LOCK_POLL = 0.01


class AnnotationsFile:
    """One annotations file, and how much of it is known."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Nothing is read or written yet. A symbolic link stands for the file it leads to."""
        self.path = Path(os.path.realpath(path))
        self.name = printable_line(self.path.name)
        self.lines = 0
        """How many lines of it hold something."""
        self._torn = b""
        self._is_ragged = False
        self._size = 0
        self._check = 0
        self._signature: disk.Signature | None = None

    @property
    def exists(self) -> bool:
        """Whether it was there when it was last looked at."""
        return self._signature is not None

    @property
    def is_ragged(self) -> bool:
        """Whether it ends within a line, and so cannot be appended to as it is."""
        return self._is_ragged

    @cached_property
    def _lock(self) -> BaseFileLock:
        from filelock import FileLock  # noqa: PLC0415 - slow, and reading needs no lock

        return FileLock(f"{self.path}.lock", mode=disk.PRIVATE_FILE, poll_interval=_LOCK_POLL)

    @contextmanager
    def locked(self, seconds: float) -> Iterator[None]:
        """Keep other windows from writing.

        Raises:
            OSError: the lock cannot be had in that time, or not at all.
        """
        disk.make_folder(str(self.path.parent))
        with self._lock.acquire(timeout=seconds):
            yield

    def news(self) -> tuple[Reading, bool] | None:
        """What was written to it since it was last looked at, and whether that is the whole file.

        `None` if nothing was. Whole lines that are known already are not read again where the
        file only grew.

        Raises:
            OSError: it cannot be read.
            NotesUnreadable: it is too large.
        """
        if disk.signature(str(self.path)) == self._signature:
            return None
        content, signature = disk.read(str(self.path), MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise NotesUnreadable(
                f"{self.name} is larger than {MAX_BYTES // 1_000_000} MB",
                "it does not look like an annotations file",
            )
        known = memoryview(content)[: self._size]
        has_grown = len(known) == self._size and crc32(known) == self._check
        reading = read(content[self._size :] if has_grown else content)
        self._remember(content, signature)
        self.lines = reading.lines + (self.lines if has_grown else 0)
        self._torn = reading.torn
        return reading, not has_grown

    def _remember(self, content: bytes, signature: disk.Signature | None) -> None:
        """Whole lines are known from now on; a beginning of one is looked at again."""
        self._size = content.rfind(b"\n") + 1
        self._check = crc32(memoryview(content)[: self._size])
        self._is_ragged = self._size < len(content)
        self._signature = signature

    def append(self, lines: Iterable[str]) -> bool:
        """Write lines behind its end; only under the lock, and when it is known to its end.

        `False` if a program that knows no lock changed the file meanwhile: the lines may be
        lost with the file they were written to.

        Raises:
            OSError: they could not be written.
        """
        new = list(lines)
        content = _encoded(new)
        written = disk.append(str(self.path), content)
        if written is None or written.size != self._size + len(content):
            return False
        self._size += len(content)
        self._check = crc32(content, self._check)
        self._signature = written
        self.lines += len(new)
        return True

    def rewrite(self, annotations: AnnotationSet) -> None:
        """Write it anew, each annotation once; only under the lock.

        The annotations must hold all that is in it. A torn line goes to the file for torn lines.

        Raises:
            OSError: it could not be written; it is as it was.
        """
        lines = list(annotations.compacted())
        content = _encoded(lines)
        if self._torn:
            torn = Path(f"{self.path}.torn")
            if self._torn not in disk.read(str(torn), MAX_BYTES)[0]:
                disk.append(str(torn), self._torn + b"\n")
        signature = disk.replace(str(self.path), content)
        self._remember(content, signature)
        self.lines = len(lines)
        self._torn = b""


def _encoded(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")
