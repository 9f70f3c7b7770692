"""The first screen of the text that was read last, kept for the next time.

To make it anew takes longer than all that comes before, if a parser has to be loaded. It follows
from a few files, the terminal and what was asked for, and is shown only while all of these are as
they were.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from reader import folders
from reader.options import ReadingOptions
from reader.records import read_record, replace_record

_ENVIRONMENT = ("TERM", "COLORTERM", "NO_COLOR")


def kept_screen(source: str | None, options: ReadingOptions, size: tuple[int, int]) -> str:
    """What to write to a terminal of so many cells and rows; empty if nothing that fits is kept."""
    if options.at is not None:
        return ""
    try:
        kept = read_record(_file())
        text, entry = Path(kept["source"]), Path(kept["entry"])
        is_meant = _is_newest(entry) if source is None else _absolute(source) == text
        if is_meant and kept["follows_from"] == _follows_from(text, entry, options, size):
            return str(kept["screen"])
    except (OSError, ValueError, TypeError, KeyError):
        pass  # nothing was kept, or another version did
    return ""


def keep_screen(
    screen: str, source: str, entry: Path, options: ReadingOptions, size: tuple[int, int]
) -> None:
    """Keep the first screen of a text, with the file in which the library has its place."""
    with suppress(OSError):  # the next time it is made anew
        if screen:
            known = _follows_from(Path(source), entry, options, size)
            record = {"source": source, "entry": str(entry), "follows_from": known}
            replace_record(_file(), {**record, "screen": screen})
        else:
            _file().unlink(missing_ok=True)


def _file() -> Path:
    return folders.cache_folder() / "first-screen.json"


def _absolute(source: str) -> Path:
    return Path(os.path.expanduser(source)).absolute()


def _follows_from(
    text: Path, entry: Path, options: ReadingOptions, size: tuple[int, int]
) -> list[Any]:
    """All that the first screen depends on, as JSON has it."""
    files = (text, entry, folders.settings_file(), folders.choices_file(), Path(__file__))
    asked = (options.width, options.theme, options.media_type)
    environment = [os.environ.get(name) for name in _ENVIRONMENT]
    return [*size, *asked, *environment, *map(_stamp, files)]


def _stamp(file: Path) -> list[int] | None:
    """What changes when a file does; nothing for one that is not there."""
    try:
        status = file.stat()
    except OSError:
        return None
    return [status.st_mtime_ns, status.st_size]


def _is_newest(entry: Path) -> bool:
    """Whether no other text was read since."""
    with os.scandir(entry.parent) as files:
        return entry.stat().st_mtime_ns >= max(file.stat().st_mtime_ns for file in files)
