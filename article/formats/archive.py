"""The ZIP archive that an EPUB is, opened with care: whatever is in it, the work is bounded.

Nothing is ever unpacked to disk. What a book may not have is refused with a sentence: files that
blow up, names that lead out of the book, encryption.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from io import BytesIO

from article.errors import SourceUnreadable

MAX_FILES = 20_000
MAX_TEXT = 100_000_000
"""Bytes of all files together that are read; the longest novels have ten million."""
MAX_RATIO = 200
"""How often larger than packed a file may be; prose is three to five times as large."""
_SMALL = 1_000_000
"""Bytes; the ratio of a smaller file does not matter."""

_END = b"PK\x05\x06"
_END64 = b"PK\x06\x07"


class Archive:
    """The files of one EPUB, by their paths."""

    def __init__(self, content: bytes, name: str) -> None:
        """Open an archive; `name` is what errors call it.

        Raises:
            SourceUnreadable: it is broken, or has too many files or a name that leads outside.
        """
        self._name = name
        self._left = MAX_TEXT
        self._read: dict[str, int] = {}
        """The bytes of the files that were read; read again, they count once."""
        self._check_directory(content)
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
            raise self.broken("its directory is damaged") from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        if any(leads_outside(path) for path in self._entries):
            raise self.refused("has a file whose name leads out of the book")

    def _check_directory(self, content: bytes) -> None:
        """Look at the size of the directory before anything is made of its entries."""
        tail = content[-65_557:]  # the longest comment, and the record itself
        end = tail.rfind(_END)
        if end < 0 or len(tail) < end + 22:
            raise self.broken("it has no directory")
        count, size = struct.unpack_from("<HI", tail, end + 10)
        if count > MAX_FILES or size > MAX_FILES * 400 or _END64 in tail[max(0, end - 20) : end]:
            raise self.refused(f"has more than {MAX_FILES:,} files")

    def __contains__(self, path: str) -> bool:
        return path in self._entries

    def size(self, path: str) -> int:
        """The bytes that one file should have, by the archive's directory."""
        return self._entries[path].file_size

    def read(self, path: str) -> bytes:
        """The bytes of one file.

        Raises:
            KeyError: there is no such file.
            SourceUnreadable: it is damaged, encrypted or far too large.
        """
        entry = self._entries[path]
        if entry.flag_bits & 1:
            raise self.refused("is protected by a password")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.broken("a file in it is packed as no EPUB may be")
        packed = max(1, entry.compress_size)
        most = self._left + self._read.get(path, 0)
        if entry.file_size > most or (
            entry.file_size > _SMALL and entry.file_size > MAX_RATIO * packed
        ):
            raise self.refused("would grow beyond all measure when unpacked")
        try:
            with self._zip.open(entry) as file:
                content = file.read(most + 1)
        except NotImplementedError as error:  # a patch to an older file, or another encryption
            raise self.broken("a file in it is packed as no EPUB may be") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise self.broken("a file in it is damaged") from error
        self._left, self._read[path] = most - len(content), len(content)
        if self._left < 0:
            raise self.refused("would grow beyond all measure when unpacked")
        return content

    def broken(self, what: str) -> SourceUnreadable:
        """The error for a book that is damaged."""
        return SourceUnreadable(f"{self._name} is a broken EPUB: {what}", "get the file again")

    def refused(self, what: str) -> SourceUnreadable:
        """The error for a book that is not safe or not free to read."""
        return SourceUnreadable(f"{self._name} {what}", "Postil does not open such a book")


def leads_outside(path: str) -> bool:
    """Whether a path leads out of the archive."""
    normal = posixpath.normpath(path.replace("\\", "/"))
    return normal.startswith(("/", "../")) or normal == ".." or normal[1:2] == ":"
