"""What is known of each block of a web page before it is decided what belongs to the article."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import chain

from article.formats.assembly import Assembly
from article.formats.elements import Element
from article.formats.extraction import words_of
from article.model import Block
from article.residue_rules import rule_of

Words = tuple[str, ...]

_SHINGLE = 3
_ENOUGH = 0.6
"""Of a block's runs of three words, the share that the extraction must have."""
_RUNNING = 10
"""Words; a line that has fewer is no running text."""

_ends_sentence = re.compile(r"[.!?…:。！？؟۔।][\"'”’»)\]*]*$").search


@dataclass(slots=True)
class Candidate:
    """One block of the page."""

    text: str
    block: Block
    place: Element
    """The element whose words it has."""
    home: Element | None
    """The element around its place, which it shares with its neighbours."""
    words: Words
    kept: bool
    """Whether it is taken for the article's, so far."""

    @property
    def is_prose(self) -> bool:
        """Whether it is words in lines, and not a heading, a rule, a listing or a table."""
        return self.block.kind in ("paragraph", "item", "quote")

    @property
    def is_running(self) -> bool:
        """Whether it reads like sentences."""
        return (
            self.is_prose
            and len(self.words) >= _RUNNING
            and not self.is_linked
            and bool(_ends_sentence(self.text))
        )

    @property
    def is_linked(self) -> bool:
        """Whether half of it or more is links."""
        linked = sum(m.end - m.start for m in self.block.marks if m.kind == "link")
        return 2 * linked > len(self.text)

    @property
    def is_picture(self) -> bool:
        """Whether it is nothing but the words of an image."""
        return any(
            m.kind == "image" and m.end - m.start == len(self.text) for m in self.block.marks
        )

    @property
    def is_known(self) -> bool:
        """Whether a rule knows it as what web pages leave behind."""
        return rule_of(self.text) is not None

    @property
    def may_belong(self) -> bool:
        """Whether nothing speaks against a line that the extraction does not have."""
        return self.is_prose and not (self.is_linked or self.is_picture or self.is_known)

    def lives_in(self, homes: Set[Element]) -> bool:
        """Whether it stands in one of them, in an element of its own or as loose words."""
        return self.home in homes or self.place in homes

    def is_title(self, titles: set[str]) -> bool:
        """Whether it is a heading as titles are."""
        return bool(self.words) and (self.block.level == 1 or titles.issuperset(self.words))


def candidates_of(
    page: Assembly, places: Sequence[Element], lines: Sequence[Words], headings: Set[Words]
) -> list[Candidate]:
    """All blocks; kept are those whose words the extraction has, a short one just as it is.

    A short line that is a heading there is not every item of a menu that says the same.
    """
    shingles = set(_shingles(list(chain.from_iterable(lines))))
    others = set(lines) - headings
    candidates = []
    for text, block, place in zip(page.texts, page.blocks, places, strict=True):
        words = tuple(words_of(text))
        own = _shingles(words)
        if len(own) < 2:
            kept = bool(words) and words in (headings if block.kind == "heading" else others)
        else:
            kept = sum(map(shingles.__contains__, own)) >= _ENOUGH * len(own)
        candidates.append(Candidate(text, block, place, _around(place), words, kept))
    return candidates


def _shingles(words: Sequence[str]) -> list[Words]:
    return list(zip(*(words[shift:] for shift in range(_SHINGLE)), strict=False))


def _around(place: Element) -> Element | None:
    return next(place.iterancestors(), None)
