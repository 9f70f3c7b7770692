"""Copies of pages that were fetched, so that they open again without the net.

One file a page, in a folder that may be deleted at any time: a line of JSON that says what the
page was, then its bytes as they were sent.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from article.fingerprints import sha256_of

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Page:
    """What came from an address."""

    address: str
    """Where it was found in the end, behind all redirects."""
    content_type: str
    """As the server said it; empty if it did not."""
    content: bytes = field(repr=False)
    """Without the compression of the transport."""
    fetched: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    """When, in ISO 8601."""


def keep(folder: Path, url: str, page: Page) -> None:
    """Keep a page for its address. A folder that cannot be written only means no copy."""
    said = {"version": _VERSION, "url": url, **asdict(page)}
    content = said.pop("content")
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".new")
        try:
            with open(handle, "wb") as file:
                file.write(json.dumps(said).encode() + b"\n" + content)
            os.replace(name, _path(folder, url))
        except OSError:
            os.unlink(name)


def kept(folder: Path, url: str) -> Page | None:
    """The page that was kept for an address, if there is a whole one."""
    try:
        head, _, content = _path(folder, url).read_bytes().partition(b"\n")
        said = json.loads(head)
        is_known = said.pop("version") == _VERSION and said.pop("url") == url
        if is_known and all(isinstance(words, str) for words in said.values()):
            return Page(**said, content=content)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass  # none, or one that another version kept
    return None


def _path(folder: Path, url: str) -> Path:
    return folder / f"{sha256_of(url.encode())[:32]}.page"
