"""What changed between two states of a passage, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

MAX_WORDS = 4_000
"""A longer passage is shown as replaced: comparing takes time in proportion to the square."""

Change = Literal["kept", "removed", "added"]

_words = re.compile(r"\w+|\s+|[^\w\s]").findall


def changed_words(old: str, new: str) -> Iterator[tuple[Change, str]]:
    """Runs of words that were kept, removed or added; of a replaced run the old words come first.

    The kept and removed runs make up the old passage, the kept and added ones the new.
    """
    before, after = _words(old), _words(new)
    if max(len(before), len(after)) > MAX_WORDS:
        yield from _replaced(old, new)
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "kept", "".join(before[a:b])
        else:
            yield from _replaced("".join(before[a:b]), "".join(after[c:d]))


def _replaced(old: str, new: str) -> Iterator[tuple[Change, str]]:
    if old:
        yield "removed", old
    if new:
        yield "added", new
