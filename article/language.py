"""Which language a text is in, as far as the reading aids have words for it."""

from __future__ import annotations

from functools import lru_cache

from article.languages import VOCABULARIES, words_of

_SAMPLE = 4096
"""How many characters decide."""

_common = {code: frozenset(words_of(known.common)) for code, known in VOCABULARIES.items()}


def language_of(text: str, language: str = "") -> str:
    """The two-letter code of the text's language.

    What the text says of itself wins; else its most frequent short words decide. A text without
    any counts as English.
    """
    return language[:2].lower() if language else _detect(text[:_SAMPLE])


@lru_cache(maxsize=64)
def _detect(sample: str) -> str:
    words = sample.lower().split()
    return max(_common, key=lambda code: sum(map(_common[code].__contains__, words)))
