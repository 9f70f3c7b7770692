"""What the command line asks of a reading."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class ReadingOptions(NamedTuple):
    """The options of reading; None where nothing was asked for."""

    notes: Path | None = None
    """The annotations file to use, in place of the article's own."""
    at: int | str | None = None
    """Where to open: at the priority of this number, or at this quote."""
    width: int | None = None
    """Cells of the text's column."""
    theme: str | None = None
    """The name of a theme."""
    media_type: str | None = None
    """What the text is, if its name and its first pages are not to decide."""
