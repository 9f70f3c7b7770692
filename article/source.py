"""From a path or standard input to decoded text. Bytes live only here."""

from __future__ import annotations

import codecs
import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import BinaryIO
from urllib.parse import urlsplit

from article.encodings import as_declared, is_unlike_ascii
from article.errors import SourceNotFound, SourceUnreadable
from article.formats import EPUB, HTML, MARKDOWN, PLAIN, of_suffix
from article.frontmatter import FrontMatter, split_front_matter
from article.packed import is_packed, unpacked
from article.printable import printable_line

MAX_BYTES = 200_000_000
"""A larger source is refused: it would not fit the memory that a reader may expect to be used."""

STANDARD_INPUT = "-"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENCODINGS = (
    "cp1252",
    "cp932",
    "euc_jp",
    "gb18030",
    "big5",
    "cp949",
    "cp1251",
    "koi8_r",
    "cp1250",
    "iso8859_2",
    "cp1254",
    "cp1253",
    "cp1255",
    "cp1256",
    "cp874",
)
"""The encodings that are detected: those of the WHATWG Encoding Standard that texts still have.
Of two that fit equally well the earlier one is taken; each stands for its subsets too, such as
Windows-1252 for ISO-8859-1."""
_ZIP = b"PK\x03\x04"
_DETECTION_BYTES = 50_000
"""How much text with other characters than ASCII's is enough to know its encoding."""
_BINARY_BYTES = 200_000
"""A null byte in the first so many is no text's."""
_markdown = re.compile(
    r"^#{1,6} \S|^(?:```|~~~)|\]\((?:https?:|#|\.{0,2}/)|^\[[^\]\n]+\]: \S|\*\*\w[^*\n]*\w\*\*",
    re.MULTILINE,
).search
_address = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]+://").match
_page = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+|<!--.*?-->\s*+)*+<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.DOTALL | re.IGNORECASE,
).match


@dataclass(frozen=True, slots=True)
class Source:
    """A text that was read, before it is parsed."""

    text: str
    """Decoded, with line feeds as its only line ends, without front matter."""
    media_type: str
    """One of `article.formats.MEDIA_TYPES`."""
    location: str
    """An absolute path, an address, or `-` for standard input."""
    encoding: str
    """The encoding it was decoded from, as Python names it."""
    front_matter: FrontMatter = field(default_factory=FrontMatter)
    content: bytes = b""
    """Of an EPUB, which is a container of many texts; `text` is empty then."""
    address: str = ""
    """Where it was found on the net, behind all redirects; empty for what is not from there."""
    remarks: tuple[str, ...] = ()
    """What a reader should know of how it was read, a sentence each."""

    @property
    def name(self) -> str:
        """What errors call it; safe to print."""
        return (
            "standard input" if self.location == STANDARD_INPUT else printable_line(self.location)
        )


def is_address(location: str) -> bool:
    """Whether a location is an address, of whatever scheme, and not a path."""
    return _address(location) is not None


def read(source: str | os.PathLike[str], *, media_type: str | None = None) -> Source:
    """Read a path, or standard input for `-`.

    Raises:
        SourceNotFound: there is no such file.
        SourceUnreadable: a directory, no permission, binary, empty, or too large.
    """
    location = os.fspath(source)
    if not location:
        raise SourceNotFound("no text is named", "name a path, an address, or - for a pipe")
    name = "standard input" if location == STANDARD_INPUT else printable_line(location)
    location, content = _read_bytes(location, name)
    return source_of(content, location, name, media_type=media_type)


def source_of(
    content: bytes, location: str, name: str, *, media_type: str | None = None, charset: str = ""
) -> Source:
    """What some bytes are: unpacked, told by type, decoded.

    `name` is what errors call it; `charset` is what their sender says the encoding is.

    Raises:
        SourceUnreadable: binary, empty, or too large when unpacked.
    """
    path = PurePath(urlsplit(location).path if is_address(location) else location)
    if is_packed(content):
        content = unpacked(content, name, MAX_BYTES)
        path = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    if media_type is None:
        media_type = EPUB if content.startswith(_ZIP) else of_suffix(path.suffix)
    if media_type == EPUB:
        return Source("", EPUB, location, "utf-8", content=content)
    text, encoding = decode(content, name, charset)
    if not text or text.isspace():
        raise SourceUnreadable(f"{name} is empty", "there is nothing to read in it")
    if media_type == HTML or (media_type is None and looks_like_page(text)):
        return Source(text, HTML, location, encoding)
    front_matter, words = split_front_matter(text)
    if not words or words.isspace():
        words = text  # better the front matter to read than nothing
    return Source(words, media_type or sniff(words), location, encoding, front_matter)


def _read_bytes(location: str, name: str) -> tuple[str, bytes]:
    """Where the bytes of a location are, with an absolute path, and the bytes."""
    try:
        if location != STANDARD_INPUT:
            location = str(Path(os.path.expanduser(location)).absolute())
            with open(location, "rb") as file:
                return location, _read_from(file, name)
        if sys.stdin is None:
            raise SourceNotFound(f"{name} is closed", "pipe a text into it")
        return location, _read_from(sys.stdin.buffer, name)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceNotFound(f"there is no file {name}", "check the path") from error
    except (OSError, ValueError) as error:
        if isinstance(error, IsADirectoryError) or os.path.isdir(location):  # Windows says no more
            raise SourceUnreadable(f"{name} is a directory", "name a file in it") from error
        if isinstance(error, PermissionError):
            raise SourceUnreadable(f"{name} may not be read", "check its permissions") from error
        reason = getattr(error, "strerror", None) or error
        raise SourceUnreadable(f"{name} cannot be read: {reason}", "check the path") from error


def _read_from(file: BinaryIO, name: str) -> bytes:
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise SourceUnreadable(
            f"{name} is larger than {MAX_BYTES // 1_000_000} MB", "split it into smaller files"
        )
    return content


def decode(content: bytes, name: str, charset: str = "") -> tuple[str, str]:
    """The text of some bytes with line feeds as its only line ends, and the name of its encoding.

    A byte order mark decides; then UTF-8 if it fits, but for a few broken bytes; then what the
    sender (`charset`) or the head of a page declares, if that fits; then detection.

    Raises:
        SourceUnreadable: the bytes are not text.
    """
    encoding = next((encoding for mark, encoding in _BOMS if content.startswith(mark)), "")
    if encoding:
        text = content.decode(encoding, "replace")
    else:
        text, encoding = _decode_unmarked(content, name, charset)
    if "\r" in text:  # which is known much sooner than that there is no pair
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, encoding.removesuffix("-sig").replace("_", "-")


def _decode_unmarked(content: bytes, name: str, charset: str) -> tuple[str, str]:
    """The text of bytes without a byte order mark, and its encoding as Python names it."""
    declared, encoding = as_declared(content, charset)
    if is_unlike_ascii(encoding):
        return declared, encoding
    if b"\0" in content[:_BINARY_BYTES]:
        raise SourceUnreadable(f"{name} is binary", "Postil reads texts, pages and EPUB")
    if encoding != "utf-8" and (text := _as_utf8(content)) is not None:
        return text, "utf-8"
    if encoding:
        return declared, encoding
    encoding = _detected(content, name)
    return content.decode(encoding, "replace"), encoding


def _as_utf8(content: bytes) -> str | None:
    """The text if it is UTF-8: in one of another encoding hardly any bytes would fit by chance."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
        other = len(text) - len(text.encode("ascii", "ignore"))
        return text if other > 4 * text.count("\ufffd") else None


def _detected(content: bytes, name: str) -> str:
    """The likeliest encoding, judged by the lines that are not ASCII alone."""
    from charset_normalizer import CharsetMatch, from_bytes  # noqa: PLC0415 - slow, rarely needed

    sample = bytearray()
    for line in content.splitlines(keepends=True):
        if not line.isascii():
            sample += line
        if len(sample) > _DETECTION_BYTES:
            break

    def rank(match: CharsetMatch) -> tuple[float, float, float, int]:
        return (
            round(match.chaos, 2),
            -round(match.coherence, 1),
            -round(match.multi_byte_usage, 1),
            _ENCODINGS.index(likeliest(match)),
        )

    def likeliest(match: CharsetMatch) -> str:
        """The first of those in which the sample is the same text."""
        return next(name for name in _ENCODINGS if name in match.could_be_from_charset)

    matches = from_bytes(bytes(sample), cp_isolation=list(_ENCODINGS))
    if not matches:
        if len(content) < 1.1 * len(content.decode("ascii", "ignore")):  # legible all the same
            return _ENCODINGS[0]
        raise SourceUnreadable(
            f"{name} is in no encoding that could be recognised", "save it as UTF-8"
        )
    return likeliest(min(matches, key=rank))


def sniff(text: str) -> str:
    """The media type of a text that came without a name: Markdown if it looks like it."""
    return MARKDOWN if looks_like_markdown(text) else PLAIN


def looks_like_page(text: str) -> bool:
    """Whether it begins as pages of HTML do; Markdown may begin with any other element."""
    return bool(_page(text[:20_000]))


def looks_like_markdown(text: str) -> bool:
    """Whether the first pages use markup that plain text has no use for."""
    return bool(_markdown(text[:20_000]))
