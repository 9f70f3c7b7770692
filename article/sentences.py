"""Where sentences begin and end.

A sentence ends at a full stop, a question mark or an exclamation mark, together with the quotes,
brackets and footnote marks that close behind it, if white space and something that can open a
sentence follow. The rest is exceptions, and those are words in tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from article.language import language_of
from article.languages import VOCABULARIES, Vocabulary, words_of
from article.model import Block
from article.passage import Passage, at

_end = re.compile(
    r"""( (?P<mark>(?<![.!?…])[.!?…]++(?:[ ][.!?…]++)*+)
          (?: ["'”’“‘»«›‹\])}]                       # what closes behind it
            | \s["'”’»›\])}](?=\s|\Z)
            | \s?\[\d{1,3}\]
            | [¹²³⁰⁴-⁹]
          )*+
        ) (?:\s++|\Z)
      | ( [。！？｡]++[」』”’）]*+ ) \s*+               # scripts that put no space between sentences
      | ( [।॥؟۔።]++ ) (?:\s++|\Z)
    """,
    re.VERBOSE,
)
_opening = re.compile(
    r"([(\[]?)[\"'“‘„‚«‹»›¿¡(\[{*_–—-]*+(\w*)(\)?)"  # a bracket, other signs, a word, `)`
)
_initials = re.compile(r"(?:[^\W\d_]\.)*+[^\W\d_]")
_list_marker = re.compile(r"(?:\A|[:;]\s)\W*(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,5})\Z")
_line = re.compile(r"\S(?:[^\n]*\S)?")
_LONGEST_MARKER = 8
_LONGEST_ABBREVIATION = 12

_BEFORE_NUMBERS = frozenset(
    words_of(
        """no, nos, nr, n°, núm, num, art, arts, fig, figs, tab, abb, p, pp, pag, pág, págs, vol,
        vols, bd, ch, chap, cap, kap, sec, abs, eq, eqs, jan, janv, feb, febr, févr, mar, apr, jun,
        jul, juil, aug, sept, sep, oct, okt, nov, dec, déc, dez"""
    )
)
"""Abbreviations in front of a number, words of their own elsewhere."""

_MAY_BE_LAST = frozenset(
    words_of(
        """inc, ltd, co, corp, bros, plc, llc, jr, sr, esq, etc, usw, ecc, enz, al, ph.d, mt, ft,
        ave, blvd, rd"""
    )
)
"""Abbreviations that a sentence may end with; it does in front of a word that opens one."""

_ORDINALS_WITH_DOT = frozenset({"de", "da", "nb", "nn", "no", "fi", "cs", "sk", "hu", "pl"})
"""Languages that write `3. Oktober`."""


def sentences_of(text: str, block: Block, language: str = "") -> tuple[Passage, ...]:
    """The sentences of one block, in order, none of them empty, without white space at their ends.

    A heading is one unit, and so is each line of a table or of code.
    """
    words = text[block.start : block.end]
    if block.kind in ("paragraph", "item", "quote"):
        spans = _sentences(words, language_of(text, language))
    elif block.kind in ("table", "code"):
        spans = tuple(line.span() for line in _line.finditer(words))
    else:
        start, end = _ends(words)
        spans = ((start, end),) if start < end else ()
    return tuple(Passage(block.start + start, block.start + end) for start, end in spans)


@dataclass(frozen=True, slots=True)
class SentenceIndex:
    """The sentences of the blocks of one text, worked out when they are first asked for."""

    text: str
    blocks: Sequence[Block]
    language: str
    found: dict[int, tuple[Passage, ...]] = field(default_factory=dict)

    def of(self, block: int) -> tuple[Passage, ...]:
        """The sentences of the block with this index."""
        if block not in self.found:
            self.found[block] = sentences_of(self.text, self.blocks[block], self.language)
        return self.found[block]

    def number_at(self, block: int, position: int) -> int:
        """The index of the block's sentence that holds a position or ends before it, else 0."""
        return max(0, at(self.of(block), position))


@cache
def _never_last(language: str) -> frozenset[str]:
    """The abbreviations with which no sentence of a language ends."""
    return frozenset(words_of(VOCABULARIES.get(language, Vocabulary()).abbreviations))


@cache
def _openers(language: str) -> frozenset[str]:
    """The words that begin many sentences of a language."""
    return frozenset(words_of(VOCABULARIES.get(language, Vocabulary()).openers))


def _ends(words: str) -> tuple[int, int]:
    """Where the words start and end without the white space around them."""
    return len(words) - len(words.lstrip()), len(words.rstrip())


@lru_cache(maxsize=64)
def _sentences(words: str, language: str) -> tuple[tuple[int, int], ...]:
    """Kept for the last few blocks, because moving through a long one asks again and again."""
    return tuple(_split(words, language))


def _split(words: str, language: str) -> Iterator[tuple[int, int]]:
    without_capitals = words.islower()
    start, end = _ends(words)
    for mark in _end.finditer(words, start):
        if mark.end() >= end:
            break
        if mark[1] is None or _is_end(words, start, mark, language, without_capitals):
            yield start, mark.end(mark.lastindex or 0)
            start = mark.end()
    if start < end:
        yield start, end


def _is_end(
    words: str, start: int, mark: re.Match[str], language: str, without_capitals: bool
) -> bool:
    """Whether the sentence that starts at `start` ends with this mark."""
    opening = _opening.match(words, mark.end())
    opened, following, closed = opening.groups() if opening else ("", "", "")
    stop = mark["mark"] == "."
    if following[:1].islower() and not (without_capitals or (stop and (opened or closed))):
        return False
    if not stop:
        return True
    end = mark.start()
    if _list_marker.search(words[max(start, end - _LONGEST_MARKER) : end]):
        return False
    before = words[max(start, end - _LONGEST_ABBREVIATION) : end].split()
    word = before[-1].lstrip("([{\"'“„«") if before else ""
    if word.isupper() and len(word) > 1 and "." not in word:
        return True
    if word.lower() in _never_last(language):
        return False
    if following[:1].isdigit() and word.lower() in _BEFORE_NUMBERS:
        return False
    doubtful = (
        word.lower() in _MAY_BE_LAST
        or _initials.fullmatch(word)
        or (language in _ORDINALS_WITH_DOT and len(word) <= 2 and word.isdigit())
    )
    return not doubtful or following.lower() in _openers(language)
