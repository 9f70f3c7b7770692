"""The fingerprint of a text, whichever code makes it."""

from __future__ import annotations

import hashlib
import importlib

import pytest

from article import fingerprints
from article.fingerprints import fingerprint, sha256_of


def test_the_example_of_the_standard():
    assert fingerprint("abc").startswith("ba7816bf8f01cfea414140de5dae2223b00361a396177a9c")


@pytest.mark.parametrize("length", [0, 1, fingerprints._LONG, fingerprints._LONG + 1])
def test_short_and_long_ones_are_made_alike(length: int):
    content = b"wall " * length
    assert sha256_of(content[:length]) == hashlib.sha256(content[:length]).hexdigest()


def test_a_lone_surrogate_is_taken_as_it_is():
    assert fingerprint("\ud800") == hashlib.sha256(b"\xed\xa0\x80").hexdigest()


def test_no_module_is_looked_for_twice(monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []

    def import_module(name: str) -> object:
        asked.append(name)
        return importlib.import_module(name)

    monkeypatch.setattr(fingerprints, "import_module", import_module)
    fingerprints._hash_of.cache_clear()
    for number in range(100):
        fingerprint(f"text {number}")
    assert len(asked) == len(set(asked)) > 0
