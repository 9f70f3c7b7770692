"""What changed between two states of a passage, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from article.matching import word_pattern
from article.relocation.alignment import common_items

LONGEST = 30_000
"""Characters of both states together, beyond which all of the passage is shown as replaced."""

Change = Literal["kept", "removed", "added"]

_words = re.compile(rf"{word_pattern.pattern}|\s+").findall


def changed_words(old: str, new: str) -> Iterator[tuple[Change, str]]:
    """Runs of words that were kept, removed or added; of a replaced run the old words come first.

    The kept and removed runs make up the old passage, the kept and added ones the new. White
    space is kept only next to a word that is.
    """
    if len(old) + len(new) > LONGEST:
        yield from _replaced(old, new)
        return
    before, after = _words(old), _words(new)
    old_at = new_at = 0
    for start, new_start, length in [*common_items(before, after), (len(before), len(after), 0)]:
        words = "".join(before[start : start + length])
        if words.isspace() and len(before) > length:
            continue
        yield from _replaced("".join(before[old_at:start]), "".join(after[new_at:new_start]))
        if words:
            yield "kept", words
        old_at, new_at = start + length, new_start + length


def _replaced(old: str, new: str) -> Iterator[tuple[Change, str]]:
    if old:
        yield "removed", old
    if new:
        yield "added", new
