"""The fingerprint by which a text is known again."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4)  # each note on a text asks for it anew
def fingerprint(text: str) -> str:
    """The SHA-256 of the text in UTF-8, as 64 hexadecimal digits.

    Lone surrogates, which no canonical text has, are taken as they are.
    """
    import hashlib  # noqa: PLC0415 - it loads OpenSSL, and the first screen asks for no fingerprint

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
