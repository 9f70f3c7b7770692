"""Snapshots: the texts that notes were made on, kept so that the notes can be followed.

With the old text at hand, what became of a passage can be worked out; without it there is only the
quote. Each text lies compressed (gzip) under its fingerprint in one folder, once for all articles.
A snapshot is convenient, not precious: one that is missing, damaged or false counts as none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from article import fingerprint
from reader.annotations import disk
from reader.annotations.model import Annotation

if TYPE_CHECKING:
    from datetime import datetime
    from threading import Thread

MAX_CHARACTERS = 50_000_000
"""A longer text is not kept."""
GRACE = 86_400
"""Seconds that a snapshot stays without a note: another window may be writing the first one."""

_ENDING = ".txt.gz"
_LEVEL = 4
"""Of compression. The highest takes four times as long or more, for a file that is smaller by a
fourteenth."""
_MAX_BYTES = 4 * MAX_CHARACTERS
_is_fingerprint = re.compile("[0-9a-f]{64}").fullmatch


class Snapshots(Mapping[str, str]):
    """The snapshots in a folder: from fingerprint to text. Reading never raises but `KeyError`."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read or written yet."""
        self.folder = folder

    def __getitem__(self, name: str) -> str:
        import zlib  # noqa: PLC0415 - few notes need another text than the one that is read

        try:
            packed, _ = disk.read(str(self._path(name)), _MAX_BYTES)
            unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            text = unpacker.decompress(packed, _MAX_BYTES).decode()
        except (OSError, ValueError, zlib.error):
            raise KeyError(name) from None
        if fingerprint(text) != name:
            raise KeyError(name)
        return text

    def __iter__(self) -> Iterator[str]:
        names = (name.removesuffix(_ENDING) for name in disk.names_in(str(self.folder), _ENDING))
        return (name for name in names if _is_fingerprint(name))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def keep(self, text: str) -> str:
        """Keep a text, if it is not there yet, whole; its fingerprint.

        Raises:
            OSError: it cannot be written. Notes do without it.
        """
        name = fingerprint(text)
        path = self._path(name)
        if len(text) <= MAX_CHARACTERS and name not in self:
            disk.make_folder(str(self.folder.absolute()))
            import gzip  # noqa: PLC0415 - what only reads notes needs none

            disk.replace(str(path.absolute()), gzip.compress(text.encode(), _LEVEL, mtime=0))
        return name

    def keep_beside(self, text: str) -> Thread:
        """Keep a text while others go on; notes do without it if it cannot be written."""
        from threading import Thread  # noqa: PLC0415 - what only reads notes needs none

        def keep() -> None:
            with suppress(OSError):
                self.keep(text)

        thread = Thread(target=keep)
        thread.start()
        return thread

    def prune(self, used: Iterable[str], now: datetime) -> int:
        """Delete the snapshots that no note needs; how many.

        `used` are the fingerprints that `texts_of` finds in all annotation files of the folder.
        """
        needed = set(used)
        spare = [self._path(name) for name in self if name not in needed]
        count = 0
        for path in spare:
            with suppress(OSError):  # another window was quicker, or may delete it later
                if now.timestamp() - path.stat().st_mtime > GRACE:
                    path.unlink()
                    count += 1
        return count

    def _path(self, name: str) -> Path:
        if not _is_fingerprint(name):
            raise ValueError(f"not a fingerprint: {name!r}")
        return self.folder / f"{name}{_ENDING}"


def texts_of(annotations: Iterable[Annotation]) -> Counter[str]:
    """How many anchors were made on each text, by its fingerprint."""
    anchors = [
        anchor
        for annotation in annotations
        for anchor in (annotation.origin, annotation.pin)
        if anchor is not None and anchor.text
    ]
    return Counter(anchor.text for anchor in anchors)
