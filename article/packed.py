"""Compressed texts (gzip, RFC 1952), with a bound on what they may grow to."""

from __future__ import annotations

from article.errors import SourceUnreadable

_MAGIC = b"\x1f\x8b\x08"


def is_packed(content: bytes) -> bool:
    """Whether the bytes are compressed by gzip."""
    return content.startswith(_MAGIC)


def unpacked(content: bytes, name: str, limit: int) -> bytes:
    """What was compressed; `name` is what errors call it.

    Raises:
        SourceUnreadable: it is damaged, ends early, or would grow beyond `limit` bytes.
    """
    import zlib  # noqa: PLC0415 - most texts need none

    parts: list[bytes] = []
    while content:
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        try:
            parts.append(unpacker.decompress(content, limit + 1))
        except zlib.error as error:
            if parts:  # padding behind the last member
                break
            raise SourceUnreadable(f"{name} is damaged", "it cannot be unpacked") from error
        limit -= len(parts[-1])
        if limit < 0:
            raise SourceUnreadable(f"{name} is too large when unpacked", "Postil does not open it")
        if not unpacker.eof:
            raise SourceUnreadable(f"{name} is incomplete", "its end is missing, get it again")
        content = unpacker.unused_data
    return b"".join(parts)
