"""Markers: the words and signs that can open an item of an enumeration.

Here a marker is only read where it stands; whether it belongs to a series, `series` decides.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import islice
from typing import Literal, NamedTuple

from article.languages import numbered_words
from article.lexicon import CLAUSE_START, Lexicon, plain
from article.model import Block, Container
from article.scanning import find_all
from article.sentences import SentenceIndex

ORDINAL = "ordinal"
"""The style of numbering words."""
CARDINAL = "cardinal"
"""The style of `One: … Two: …`."""

Role = Literal["number", "middle", "last"]


class Place(IntEnum):
    """Where a marker stands, the lowest level first."""

    CLAUSE = 0
    SENTENCE = 1
    BLOCK = 2
    HEADING = 3


class Marker(NamedTuple):
    """Something that may open an item."""

    start: int
    """Where the clause starts that it opens."""
    end: int
    """Behind the marker, where the item's own words start."""
    readings: tuple[tuple[str, int], ...]
    """The styles that it may be written in, each with the number that it then stands for: `(i)` is
    one in Roman numbers and nine in letters. Empty for words like `next`."""
    place: Place
    block: int
    """Index of the block."""
    sentence: int
    """Where its sentence starts."""
    section: int
    """How many headings the author set up to here."""
    strength: int = 2
    """2 when it hardly means anything else, 1 when it often does, 0 when it is but a guess."""
    loose: bool = False
    """Whether it counts only near the others: in their sentence, or in their block for a guess."""
    noun: str = ""
    """What it counts: `reason` in `the first reason`."""
    role: Role = "number"
    group: int = 0
    """The list that it is an item of by the text's own markup, or 0."""


class _Spot(NamedTuple):
    """Where a word stands."""

    place: Place
    block: int
    """Index of its block."""
    section: int
    """How many headings the author set up to here."""
    sentence: int
    """Where its sentence starts."""
    clause: int
    """Where its clause starts."""
    loose: bool = False
    """Whether only a comma sets its clause off."""

    def marker(
        self,
        end: int,
        readings: tuple[tuple[str, int], ...],
        strength: int = 2,
        noun: str = "",
        role: Role = "number",
        group: int = 0,
    ) -> Marker:
        return Marker(
            self.clause,
            end,
            readings,
            self.place,
            self.block,
            self.sentence,
            self.section,
            strength,
            self.loose,
            noun,
            role,
            group,
        )


_ROMAN = numbered_words(
    "i\nii\niii\niv\nv\nvi\nvii\nviii\nix\nx\nxi\nxii\nxiii\nxiv\nxv\nxvi\nxvii\nxviii\nxix\nxx"
)
_LEAD = "\n"
"""What stands before every block, put before the first one too."""

_LETTERS = r"[ivx]{1,5}|[IVX]{1,5}|[a-zA-Z]"
_FOLLOWING = r"(?=[^\S\n]+(\S+))"
_bracketed = re.compile(rf"(\((?<!\S\())(\d{{1,6}}|{_LETTERS})(\)){_FOLLOWING}")
_number = re.compile(rf"(?=\d)(?<!\S)()(\d{{1,6}})([.)])\)?{_FOLLOWING}")
_letter = re.compile(
    rf"{CLAUSE_START}(?:\w{{1,4}}\s)?(?<!\S)()({_LETTERS})([.)]){_FOLLOWING}", re.VERBOSE
)
_label = re.compile(
    r"""([^\W\d_][\w'’-]{0,30}(?:\s[\w'’-]{1,30}){0,2})       # `Step`, `Design principle`
        \s(?:\#|[Nn][or]\.\s?)?(\d{1,2}|[^\W\d_]{1,12})       # `1`, `#1`, `one`, `IV`
        (\s?[:.)—–]|\s-(?=\s)|\s*\Z)""",
    re.VERBOSE,
)
_clause = re.compile(r"(?s).*(?:([:;—–\n•]|\s--?\s)|,)[\"'”’»)\]]*\s*[\"'“‘„«(\[]*")
_opening = re.compile(r"[\"'“‘„«(\[*_]*")
_word = re.compile(r"[\s\"'“‘(]*([^\W\d_][\w'’]*(?:-[\w'’]+)*)([,.;:!?)—–]*)")
_LINES = 12
"""Line feeds that a sign or an opening may span with what stands before and behind it."""
_MOST = 50_000
"""Markers of one sort; a text with more is a register, and nobody follows its items as points."""
_CLAUSE_LENGTH = 150
"""How far the start of a clause is looked for, or its next words."""


def find_markers(
    text: str, blocks: Sequence[Block], lexicon: Lexicon, sentences: SentenceIndex
) -> list[Marker]:
    """The markers of a text, in its order; none in code, tables, footnotes and references."""
    starts = [block.start for block in blocks]
    sections = _sections(text, blocks, lexicon)
    reader = _Reader(text, _LEAD + text, blocks, lexicon, sentences, starts, sections)
    sorts = (reader.items(), reader.signs(), reader.labels(), reader.words())
    found = [marker for sort in sorts for marker in islice(sort, _MOST)]
    return sorted(found, key=lambda marker: (marker.start, marker.end))


def _sections(text: str, blocks: Sequence[Block], lexicon: Lexicon) -> list[int]:
    """For each block how many headings the author set up to it, or -1 where nothing is read."""
    sections = []
    section, in_references = 0, False
    for block in blocks:
        if block.kind == "heading":
            section += block.origin == "authored"
            title = plain(text[block.start : block.end]).strip(" .:0123456789")
            in_references = title in lexicon.references
        aside = in_references or any(c.kind == "footnote" for c in block.containers)
        sections.append(-1 if aside or block.kind in ("code", "table", "rule") else section)
    return sections


class _Reader(NamedTuple):
    """Reads the markers of one text."""

    text: str
    led: str
    """The text behind `_LEAD`."""
    blocks: Sequence[Block]
    lexicon: Lexicon
    sentences: SentenceIndex
    starts: Sequence[int]
    """Of the blocks."""
    sections: Sequence[int]
    """For each block how many headings the author set up to it, or -1 where nothing is read."""

    def spot(self, at: int) -> _Spot | None:
        """Where a position stands; nothing where no markers are read."""
        index = bisect_right(self.starts, at) - 1
        if index < 0 or self.sections[index] < 0:
            return None
        block, section = self.blocks[index], self.sections[index]
        if at == self.behind_quotes(block.start):
            place = Place.HEADING if block.kind == "heading" else Place.BLOCK
            return _Spot(place, index, section, block.start, at)
        sentence = self.sentences.of(index)[self.sentences.number_at(index, at)].start
        start = max(sentence, at - _CLAUSE_LENGTH)
        if before := _clause.match(self.text, start, at):
            return _Spot(Place.CLAUSE, index, section, sentence, before.end(), loose=not before[1])
        if start > sentence:
            return _Spot(Place.CLAUSE, index, section, sentence, start, loose=True)
        clause = self.behind_quotes(sentence)
        return _Spot(Place.SENTENCE, index, section, sentence, clause)

    def behind_quotes(self, at: int) -> int:
        opening = _opening.match(self.text, at)
        return opening.end() if opening else at

    # Items of ordered lists

    def items(self) -> Iterator[Marker]:
        for index, block in enumerate(self.blocks):
            if self.sections[index] >= 0 and block.end > block.start:
                spot = _Spot(Place.BLOCK, index, self.sections[index], block.start, block.start)
                for item in _opened_items(block):
                    reading = ("n.", item.number or 0)
                    yield spot.marker(block.start, (reading,), group=item.group)

    # Signs: 1. 1) (1) a) (a) (i)

    def signs(self) -> Iterator[Marker]:
        for pattern in (_bracketed, _number, _letter):
            for sign in find_all(pattern, self.led, _LINES):
                if marker := self.sign(sign):
                    yield marker

    def sign(self, sign: re.Match[str]) -> Marker | None:
        opened, core, closed, following = sign.groups()
        start, end = sign.start(1) - len(_LEAD), sign.end() - len(_LEAD)
        points_back = following.strip(".,;:") in self.lexicon.verbs  # as in `(1) was`
        spot = None if points_back else self.spot(start)
        if spot is None:
            return None
        readings = _readings(opened, core, closed)
        before = plain(self.text[spot.clause : start]).split()
        if not before:
            if closed == "." and spot.place < Place.BLOCK and not core.isdigit():
                return None  # `A. Smith` opens a sentence
            return spot._replace(clause=start, loose=False).marker(end, readings)
        strength = 2
        joined = before[-1] in self.lexicon.joining
        if opened:
            names = before[-1] in self.lexicon.nouns or before[-1] in self.lexicon.names
            if names or following in self.lexicon.joining:
                return None  # `option (1)`, `(1) and (2)`
        elif not joined:
            if core.isdigit() and following[0].isupper():
                strength = 0  # a list that lost its stops, or the end of a sentence
            elif closed == "." or self.in_bracket(self.blocks[spot.block].start, start):
                return None
        inside = spot._replace(place=Place.CLAUSE, clause=start, loose=not joined)
        return inside.marker(end, readings, strength)

    def in_bracket(self, block_start: int, at: int) -> bool:
        """Whether a bracket is open, so that the one of `(section 2)` only closes it."""
        start = max(block_start, at - _CLAUSE_LENGTH)
        return self.text.count("(", start, at) > self.text.count(")", start, at)

    # Labels: Step 1, Myth #2, Phase One

    def labels(self) -> Iterator[Marker]:
        for block in self.blocks:
            start = self.behind_quotes(block.start)
            yield from self.label(_label.match(self.text, start, block.end))

    def label(self, label: re.Match[str] | None) -> Iterator[Marker]:
        if label is None:
            return
        phrase, core, tail = label.groups()
        lexicon = self.lexicon
        noun = phrase.split()[-1].lower()
        number = int(core) if core.isdigit() else lexicon.cardinals.get(core.lower(), -1)
        if number < 0 and core.isupper():
            number = _ROMAN.get(core.lower(), -1)
        if number < 0 or noun in lexicon.names or not (tail.strip() or noun in lexicon.nouns):
            return
        spot = self.spot(label.start())
        if spot and spot.clause == label.start() and not spot.loose:
            yield spot.marker(label.end(), ((plain(phrase), number),), noun=noun)

    # Words: first, secondly, the third reason, finally; and labels inside a block

    def words(self) -> Iterator[Marker]:
        for opening in find_all(self.lexicon.openings, self.led, _LINES):
            if opening["label"]:
                yield from self.label_inside(opening.start("clause") - len(_LEAD))
            elif marker := self.word(opening):
                yield marker

    def label_inside(self, at: int) -> Iterator[Marker]:
        spot = self.spot(at)
        if spot and spot.place < Place.BLOCK:
            end = self.blocks[spot.block].end
            yield from self.label(_label.match(self.text, at, end))

    def word(self, opening: re.Match[str]) -> Marker | None:
        kinds, number = self.lexicon.kinds[plain(opening["word"])]
        if number == 1 and opening["contrast"] and "ordinals" in kinds:
            return None  # `but first` puts a list off
        strength, end, noun = self.reading(opening, kinds)
        clause = opening.start("clause") - len(_LEAD)
        spot = self.spot(clause) if strength >= 0 else None
        if not spot or spot.clause != clause or (spot.loose and "cardinals" in kinds):
            return None
        role: Role = "number"
        if not number:
            role = "last" if kinds & {"finals", "lasts"} else "middle"
        style = CARDINAL if "cardinals" in kinds else ORDINAL
        return spot.marker(end, ((style, number),) if number else (), strength, noun, role)

    def reading(self, opening: re.Match[str], kinds: frozenset[str]) -> tuple[int, int, str]:
        """The strength of a numbering word, or -1; where the marker ends; the noun it counts."""
        lexicon, at = self.lexicon, opening.end("word") - len(_LEAD)
        line_end = self.text.find("\n", at, at + _CLAUSE_LENGTH)
        line_end = line_end if line_end >= 0 else at + _CLAUSE_LENGTH
        pause = lexicon.pause.match(self.text, at, line_end)
        following = self.following(at, line_end)
        if opening["determiner"] or ("others" in kinds and not pause):
            if not kinds & {"ordinals", "others", "lasts"}:
                return -1, at, ""
            if pause and not following and "ordinals" in kinds:
                return 1, at, ""
            strength, noun = _counted(following, "ordinals" in kinds, lexicon)
            return strength, at, noun
        end = pause.end() if pause else at
        if "adverbs" in kinds:
            return 2, end, ""
        if "cardinals" in kinds:
            return (2 if pause else -1), end, ""
        if pause and kinds & {"ordinals", "middles", "finals"}:
            return (1 if "middles" in kinds else 2), end, ""
        if "ordinals" in kinds and following:
            if following[0] in lexicon.nouns or following[0] in lexicon.starters:
                return 1, at, ""
        elif "finals" in kinds and following and following[0] in lexicon.starters:
            return 0, at, ""
        return -1, at, ""

    def following(self, at: int, end: int) -> list[str]:
        """The next words of the clause, six at most."""
        words: list[str] = []
        while len(words) < 6 and (word := _word.match(self.text, at, end)):
            words.append(plain(word[1]))
            at = word.end()
            if word[2]:
                break
        return words


def _opened_items(block: Block) -> list[Container]:
    """The items of ordered lists that begin with a block and whose number is not in its text."""
    opened = block.containers[-block.opens :] if block.opens else ()
    return [c for c in opened if c.kind == "item" and c.number is not None and c.marker]


def _readings(opened: str, core: str, closed: str) -> tuple[tuple[str, int], ...]:
    """The styles and numbers of a sign."""
    if core.isdigit():
        return ((f"{opened}n{closed}", int(core)),)
    low = core.lower()
    found = []
    if low in _ROMAN:
        found.append((f"{opened}{'i' if core == low else 'I'}{closed}", _ROMAN[low]))
    if len(core) == 1:
        found.append((f"{opened}{'a' if core == low else 'A'}{closed}", ord(low) - ord("a") + 1))
    return tuple(found)


def _counted(words: Sequence[str], numbered: bool, lexicon: Lexicon) -> tuple[int, str]:
    """How surely a noun phrase behind `the first` or `the last` counts points, and what."""
    for place, word in enumerate(words):
        if word in lexicon.nouns:
            return (2 if numbered else 1), word
        if place == 0 and word in (lexicon.verbs if numbered else lexicon.present):
            return 1, ""
        if word in lexicon.prepositions:
            break
    return -1, ""
