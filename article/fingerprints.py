"""The fingerprint by which a text is known again."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

_LONG = 500_000
"""Bytes of which OpenSSL's code gives the SHA-256 sooner, though it takes milliseconds to load."""
_OWN = "_sha2" if sys.version_info >= (3, 12) else "_sha256"
"""Where Python has code of its own, if it was built with it."""


@lru_cache(maxsize=4)  # each note on a text asks for it anew
def fingerprint(text: str) -> str:
    """The SHA-256 of the text in UTF-8, as 64 hexadecimal digits.

    Lone surrogates, which no canonical text has, are taken as they are.
    """
    return sha256_of(text.encode("utf-8", "surrogatepass"))


def sha256_of(content: bytes) -> str:
    """The SHA-256 of some bytes (FIPS 180-4), as 64 hexadecimal digits.

    Of few bytes by Python's own code, where it has some; hashlib would load OpenSSL first.
    """
    of = _hash_of("hashlib") if len(content) > _LONG else _hash_of(_OWN, "hashlib")
    return str(of(content).hexdigest())


@cache  # to look for a module that is not there takes longer than most hashes
def _hash_of(*modules: str) -> Callable[[bytes], Any]:
    """The first of some modules' SHA-256."""
    for name in modules:
        with suppress(ImportError):
            return import_module(name).sha256  # type: ignore[no-any-return]
    raise AssertionError("hashlib is always there")
