"""A language's numbering words made ready for reading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from article.languages import VOCABULARIES, Vocabulary, numbered_words, words_of

CLAUSE_START = r"""
    (?:[—–•\n]|[.!?;:,-][\"'”’»)\]*_]*\s)   # what ends the clause before; a block ends with \n
    [\s\"'“‘„«(\[*_]{0,8}+                  # what opens before the first word
"""
"""Pattern of a place where a clause may start, for `re.VERBOSE`."""
_SPACE = r"[^\S\n]+"
"""Between words of one block."""


class Lexicon(NamedTuple):
    """Patterns and sets made of a `Vocabulary`."""

    openings: re.Pattern[str]
    """Finds what may number a clause, where a clause starts: `contrast` and `determiner` stand
    before a numbering `word`; or there is a `label` with its number."""
    pause: re.Pattern[str]
    """What sets a numbering word off from its clause: a comma, `and above all:`."""
    kinds: dict[str, tuple[frozenset[str], int]]
    """For each numbering word the tables it stands in, and its number or 0."""
    cardinals: dict[str, int]
    joining: frozenset[str]
    nouns: frozenset[str]
    names: frozenset[str]
    prepositions: frozenset[str]
    present: frozenset[str]
    copulas: frozenset[str]
    """`present`, and the same in the past."""
    verbs: frozenset[str]
    """These and all other verbs that may follow `the first`."""
    linkers: frozenset[str]
    infinitives: frozenset[str]
    starters: frozenset[str]
    subordinators: frozenset[str]
    dangling: frozenset[str]
    clause_openers: frozenset[str]
    """Words that may open a clause behind a comma."""
    section_title: re.Pattern[str]
    """Matches `results` and `results and discussion`."""
    references: frozenset[str]


def plain(words: str) -> str:
    """Words as the tables have them: lower case, single spaces, straight apostrophes."""
    return " ".join(words.lower().replace("’", "'").split())


@lru_cache(maxsize=4_096)
def plain_word(word: str) -> str:
    """`plain` for a single word, kept because the same ones come again and again."""
    return plain(word)


@cache
def lexicon_of(language: str) -> Lexicon:
    """The lexicon of a language; an empty one if there is no vocabulary for it."""
    words = VOCABULARIES.get(language, Vocabulary())
    kinds: dict[str, tuple[frozenset[str], int]] = {}
    for table in ("cardinals", "ordinals", "adverbs"):
        for word, number in numbered_words(getattr(words, table)).items():
            kinds[word] = (frozenset({table}), number)
    for table in ("middles", "others", "finals", "lasts"):
        for word in words_of(getattr(words, table)):
            kinds[word] = (kinds.get(word, (frozenset(), 0))[0] | {table}, 0)
    for word in words_of(words.determiners):
        kinds.pop(word, None)  # `een` before a noun is no number
    cardinals = numbered_words(words.cardinals)
    before, contrast, determiner = (
        _any_of(words_of(table))
        for table in (words.connectives, words.contrasts, words.determiners)
    )
    subordinators, starters, dangling, joining, linkers = (
        frozenset(words_of(table))
        for table in (
            words.subordinators,
            words.starters,
            words.dangling,
            words.joining,
            words.linkers,
        )
    )
    return Lexicon(
        openings=re.compile(
            rf"""{CLAUSE_START}
            (?P<clause>
               (?:(?:{before}|(?P<contrast>{contrast})),?{_SPACE}){{0,3}}?
               (?P<determiner>(?:(?:{determiner}){_SPACE}){{1,2}}?)??
               (?P<word>{_any_of(kinds)})
             | (?P<label>(?:{_any_of(words_of(words.labels))}){_SPACE}(?:\#|n[or]\.\s?)?
               (?:\d{{1,2}}|{_any_of(cardinals)})(?=\s?[:.)—–]|\s-))
            )(?![\w-])""",
            re.IGNORECASE | re.VERBOSE,
        ),
        pause=re.compile(
            rf"(?:\s(?:{_any_of(joining)})\s\w+(?:\s\w+)?)?"
            r"[\"'”’)]?(?:[,:](?=\s)|\s?[—–]|\s--?\s|\.\s)",
            re.IGNORECASE,
        ),
        kinds=kinds,
        cardinals=cardinals,
        joining=joining,
        nouns=frozenset(words_of(words.nouns)),
        names=frozenset(words_of(words.names)),
        prepositions=frozenset(words_of(words.prepositions)),
        present=frozenset(words_of(words.present)),
        copulas=frozenset(words_of(words.present) + words_of(words.past)),
        verbs=frozenset(words_of(words.present) + words_of(words.past) + words_of(words.verbs)),
        linkers=linkers,
        infinitives=frozenset(words_of(words.infinitives)),
        starters=starters,
        subordinators=subordinators,
        dangling=dangling,
        clause_openers=subordinators | starters | dangling | joining | linkers,
        section_title=re.compile(
            rf"(?:{_any_of(words_of(words.sections))})"
            rf"(?:\s(?:{_any_of(joining)})\s.*)?[\s.:]*",
            re.IGNORECASE,
        ),
        references=frozenset(words_of(words.references)),
    )


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, with either apostrophe."""
    longest_first = sorted(words, key=len, reverse=True)
    patterns = [re.escape(w).replace(r"\ ", _SPACE).replace("'", "['’]") for w in longest_first]
    return "|".join(patterns) or "(?!)"
