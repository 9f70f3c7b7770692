"""From a path or standard input to decoded text. Bytes live only here."""

from __future__ import annotations

import codecs
import os
import re
import stat
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from article.errors import SourceNotFound, SourceUnreadable
from article.frontmatter import FrontMatter, split_front_matter
from article.printable import printable_line

MAX_BYTES = 200_000_000
"""A larger source is refused: it would not fit the memory that a reader may expect to be used."""

STANDARD_INPUT = "-"

_SUFFIXES = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".mdown": "text/markdown",
    ".mkd": "text/markdown",
    ".mkdn": "text/markdown",
    ".qmd": "text/markdown",
    ".rmd": "text/markdown",
    ".txt": "text/plain",
    ".text": "text/plain",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DETECTION_BYTES = 200_000
_markdown = re.compile(
    r"^#{1,6} \S|^(?:```|~~~)|\]\((?:https?:|#|\.{0,2}/)|^\[[^\]]+\]: \S|\*\*\w[^*\n]*\w\*\*",
    re.MULTILINE,
).search


@dataclass(frozen=True, slots=True)
class Source:
    """A text that was read, before it is parsed."""

    text: str
    """Decoded, with line feeds as its only line ends, without front matter."""
    media_type: str
    """`text/markdown` or `text/plain`."""
    location: str
    """An absolute path, or `-` for standard input."""
    encoding: str
    """The encoding it was decoded from, as Python names it."""
    front_matter: FrontMatter = field(default_factory=FrontMatter)


def read(source: str | os.PathLike[str], *, media_type: str | None = None) -> Source:
    """Read a path, or standard input for `-`.

    Raises:
        SourceNotFound: there is no such file.
        SourceUnreadable: a directory, no permission, binary, empty, or too large.
    """
    location = os.fspath(source)
    if location == STANDARD_INPUT:
        content, name = _read_from(sys.stdin.buffer, "standard input"), "standard input"
    else:
        path = Path(location).expanduser().absolute()
        content, name, location = _read_path(path), printable_line(str(source)), str(path)
    text, encoding = decode(content, name)
    if not text.strip():
        raise SourceUnreadable(f"{name} is empty", "there is nothing to read in it")
    front_matter, text = split_front_matter(text)
    chosen = media_type or _SUFFIXES.get(Path(location).suffix.lower()) or sniff(text)
    return Source(text, chosen, location, encoding, front_matter)


def _read_path(path: Path) -> bytes:
    name = printable_line(str(path))
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode) and status.st_size > MAX_BYTES:
                raise _too_large(name)
            return _read_from(file, name)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceNotFound(f"there is no file {name}", "check the path") from error
    except IsADirectoryError as error:
        raise SourceUnreadable(f"{name} is a directory", "name a file in it") from error
    except PermissionError as error:
        if path.is_dir():  # what Windows says of a directory
            raise SourceUnreadable(f"{name} is a directory", "name a file in it") from error
        raise SourceUnreadable(f"{name} may not be read", "check its permissions") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise SourceUnreadable(f"{name} cannot be read: {reason}", "check the path") from error


def _read_from(file: BinaryIO, name: str) -> bytes:
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise _too_large(name)
    return content


def _too_large(name: str) -> SourceUnreadable:
    return SourceUnreadable(
        f"{name} is larger than {MAX_BYTES // 1_000_000} MB", "split it into smaller files"
    )


def decode(content: bytes, name: str) -> tuple[str, str]:
    """The text of some bytes, and the name of its encoding.

    A byte order mark decides; then UTF-8 if it fits; then detection.

    Raises:
        SourceUnreadable: the bytes are not text.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _unify(content.decode(encoding, "replace")), encoding.removesuffix("-sig")
    if b"\0" in content[:_DETECTION_BYTES]:
        raise SourceUnreadable(f"{name} is binary", "Postil reads Markdown and plain text")
    try:
        return _unify(content.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _detect(content, name)


def _detect(content: bytes, name: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - few texts need it, and it is slow

    best = from_bytes(content[:_DETECTION_BYTES]).best()
    if best is None or best.percent_chaos > 20:
        raise SourceUnreadable(
            f"{name} is in no encoding that could be recognised", "save it as UTF-8"
        )
    return _unify(content.decode(best.encoding, "replace")), best.encoding.replace("_", "-")


def _unify(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sniff(text: str) -> str:
    """The media type of a text that came without a name: Markdown if it looks like it."""
    return "text/markdown" if looks_like_markdown(text) else "text/plain"


def looks_like_markdown(text: str) -> bool:
    """Whether the first pages use markup that plain text has no use for."""
    return bool(_markdown(text[:20_000]))
