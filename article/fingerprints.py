"""The fingerprint by which a text is known again."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from importlib import import_module

_LONG = 500_000
"""Bytes of which OpenSSL's code gives the SHA-256 sooner, though it takes milliseconds to load."""


@lru_cache(maxsize=4)  # each note on a text asks for it anew
def fingerprint(text: str) -> str:
    """The SHA-256 of the text in UTF-8, as 64 hexadecimal digits.

    Lone surrogates, which no canonical text has, are taken as they are.
    """
    return sha256_of(text.encode("utf-8", "surrogatepass"))


def sha256_of(content: bytes) -> str:
    """The SHA-256 of some bytes (FIPS 180-4), as 64 hexadecimal digits.

    Of few bytes by Python's own code, where it has some by one of its two names; hashlib would
    load OpenSSL first.
    """
    for name in ("hashlib",) if len(content) > _LONG else ("_sha2", "_sha256", "hashlib"):
        with suppress(ImportError):
            return str(import_module(name).sha256(content).hexdigest())
    raise AssertionError("hashlib is always there")
