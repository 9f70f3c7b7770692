"""Headings in text that marks none.

A heading is a short line without the end of a sentence, in front of running text, and not one of
a list. Its form (a chapter, a number, capitals) says how high it stands; where it stands decides
whether it is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_LONGEST, _LONGEST_TITLE = 110, 160
"""Characters of a heading, and of the title."""

_MOST_WORDS, _MOST_WORDS_TITLE = 16, 24
"""Words of a heading, and of the title."""

_RUNNING_WORDS = 20
"""A line of as many words is running text, however it ends."""

_INTRODUCED_WORDS = 8
"""A line with fewer words, and no end of a sentence, is not what a heading introduces."""

_NAME_LINES = 100
"""Lines whose words are looked at to tell the author's name from a heading."""

_REPEATED = 4
"""A line in capitals that stands as often is a signature, a speaker or the head of a page."""

_NUMBER = r"(?:\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten)\b"

_DIVISION, _CHAPTER, _CAPITALS, _PLAIN = range(4)
"""How high a heading stands by its form; numbers with several parts stand below the plain ones."""

_PARTS = (
    (
        rf"(?:part|book|volume|tome|teil|buch|partie|livre|parte|libro|deel|часть) {_NUMBER}",
        _DIVISION,
    ),
    (rf"(?:chapter|letter|canto|act|lecture|sermon|article|appendix) {_NUMBER}", _CHAPTER),
    (rf"(?:kapitel|chapitre|cap[ií]tulo|capitolo|hoofdstuk|глава) {_NUMBER}", _CHAPTER),
    (r"[^\W\d]\S{2,}(?: \S+)? (?:no|nr)\. ?\d+$", _CHAPTER),
)
"""Lines that call themselves a part of a book, and how high such a part stands."""

_parts = tuple((re.compile(pattern, re.IGNORECASE).match, rank) for pattern, rank in _PARTS)
_label = re.compile(rf"(?:[^\W\d]+ ){{0,2}}(?:n[or]\. ?)?{_NUMBER}[.:]?", re.IGNORECASE).fullmatch
_numbered = re.compile(
    r"(?:(\d{1,3}(?:\.\d{1,3}){0,4})[.:)]?|\(?(?:[A-Za-z]|[IVXL]{1,5})[.)])\s"
).match
_numeral = re.compile(r"(?:[IVXLC]{1,6}|\d{1,3})\.?").fullmatch
_opens = re.compile(r"[\"'“‘«¿¡<]*[^\W_]").match
_goes_on = re.compile(r"[.,;:…][\"'”’»)]*$|(?:-|–|—|,| and| or)$").search
_ends_sentence = re.compile(r"[.!?…。！？][\"'”’»)\]*_]*(?:\s?\[\d+\])?$").search
_inner_end = re.compile(
    r"(?<!vs)(?<!Mr)(?<!Mrs)(?<!Dr)(?<!St)(?<!No)(?<!U\.S)[.!][\"')”’]? [A-Z]"
).search
_opening_number = re.compile(r"(?:\w+ )?[\dIVX.]+[.)]? ").match
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_is_other = re.compile(
    rf"(?:\w{{3,6}}day,? *)?(?:{_MONTH} \d\d?(?:st|nd|rd|th)?,? \d{{4}}|\d\d? {_MONTH},? \d{{4}})"
    r"|by$|(?-i:(?:[Bb]y|BY) [A-Z]|(?:[A-Z]\. ?){1,3}[A-Z][A-Za-z]+\.?$)"
    r"|(?:note|source|photo|image|credit|tags?|keywords|parent topic|special thanks)\b"
    r"|\d\d?:\d\d|.*(?:https?://|www\.|\S@\S|[=|])",
    re.IGNORECASE,
).match
_heads_list = re.compile(
    r"(?:(?:related|further|additional|more|other|useful|selected) )?(?:resources|references|links"
    r"|reading|sources|(?:foot|end)?notes|see also|contents|bibliography|ingredients|works cited)",
    re.IGNORECASE,
).fullmatch
_label_of = re.compile(r"([^\W\d][^:]{0,30}): ").match
_asks_you = re.compile(r".*\byou(?:r|rs|rself)?\b.*\?", re.IGNORECASE).match


class Line(NamedTuple):
    """A paragraph of the text, as a heading or as what stands around one."""

    text: str
    may_head: bool = True
    """False for verse, code, rules, and whatever else is no single line of words."""
    level: int = 0
    """Of a heading that the text marks as one, by a line drawn under it."""

    @property
    def is_running(self) -> bool:
        """Whether it is text that a heading may stand over."""
        return len(self.text[:500].split()) >= _RUNNING_WORDS


def find_headings(
    lines: Sequence[Line], title_at: int = 0, stated_title: str = ""
) -> dict[int, int]:
    """The lines that are headings: their indexes, in order, and the level of each.

    The title, if the line where it may stand is one, is the only heading of level 1. A text that
    was published with its title stated may repeat it in any form.
    """
    if title_at >= len(lines):
        return {}
    ranks = _ranks(lines, title_at)
    opening = lines[title_at]
    if stated_title and opening.text.rstrip(".").casefold() == stated_title.casefold():
        ranks[title_at] = _CAPITALS
    found = _parts_of_book(lines, ranks)
    rank = ranks[title_at]
    is_title = rank is not None and (rank < _PLAIN or not opening.text.endswith("."))
    has_title = len(lines) > 1 and (is_title or opening.level == 1)
    if has_title:
        found.add(title_at)
        if title_at + 1 < len(lines) and _is_name(lines, title_at + 1):
            ranks[title_at + 1] = None
    start = 0
    while start < len(lines):
        stop = start
        while stop < len(lines) and ranks[stop] is not None and stop not in found:
            stop += 1
        if start < stop < len(lines):
            if start - 1 in found and is_label(lines[start - 1].text):
                found.add(start)
            elif _is_introduced(lines[stop]):
                found.update(_of_run(lines, start, stop))
        start = stop + 1
    found |= _first_of_numbered(lines, ranks, found)
    asked = {i for i in found if i > 0 and _asks_you(lines[i].text)}
    if len(asked) > 1:  # an interview
        found -= asked
    is_raised = any(ranks[i] == _CAPITALS and _depth(lines[i].text) for i in found)
    kept = {
        i: rank - (is_raised and rank > _PLAIN)  # 1.1 stands under a 1 in capitals
        for i in sorted(found)
        if (rank := ranks[i]) is not None
    }
    return _levels(kept, title_at if has_title else None)


def is_label(text: str) -> bool:
    """Whether a heading only numbers a part, so that the next line is its name."""
    return bool(_label(text))


def _ranks(lines: Sequence[Line], title_at: int) -> list[int | None]:
    """How high each line would stand as a heading; None for what cannot be one."""
    speakers = {match[1] for line in lines if line.is_running and (match := _label_of(line.text))}
    times = Counter(line.text for line in lines if len(line.text) <= _LONGEST)
    ranks: list[int | None] = [None] * len(lines)
    depths = [_depth(line.text) if line.may_head else 0 for line in lines]
    for i, line in enumerate(lines):
        is_title = i == title_at
        if line.may_head and len(line.text) <= (_LONGEST_TITLE if is_title else _LONGEST):
            rank = _rank(line.text, depths[i], _MOST_WORDS_TITLE if is_title else _MOST_WORDS)
            is_spoken = (match := _label_of(line.text)) is not None and match[1] in speakers
            is_listed = depths[i] and depths[i] in (depths[i - 1 : i] + depths[i + 1 : i + 2])
            is_repeated = rank == _CAPITALS and times[line.text] >= _REPEATED
            if rank is None or rank <= _CHAPTER or not (is_listed or is_repeated or is_spoken):
                ranks[i] = rank
    return ranks


def _depth(text: str) -> int:
    """How many parts the number at the line's start has; 0 without a number, 1 for a letter."""
    match = _numbered(text[:20])
    return 0 if match is None else 1 + (match[1] or "").count(".")


def _rank(text: str, depth: int, most_words: int) -> int | None:
    words = text.count(" ") + 1
    if not text or words > most_words:
        return None
    if words <= 8 or not _ends_sentence(text):
        for match, rank in _parts:
            if match(text):
                return rank
    if _numeral(text):
        return _PLAIN
    if text.isupper() and sum(map(str.isalpha, text)) >= 4 and not _is_other(text):
        return None if text.endswith((",", ";", ":")) else _CAPITALS
    number = _opening_number(text)
    name = text[number.end() :] if number else text
    if not depth and (not _opens(text) or text[0].islower()):
        return None
    is_numbered_name = depth > 0 and (text[-1] == ":" or (text[-1] == "." and words <= 10))
    if (_goes_on(text) and not is_numbered_name) or _is_other(text) or _inner_end(name):
        return None
    return _PLAIN + max(0, depth - 1)


def _is_name(lines: Sequence[Line], i: int) -> bool:
    """Whether the line is the author's name: its words never stand in lower case."""
    words = lines[i].text.split()
    if not (2 <= len(words) <= 4 and all(map(str.istitle, words))):
        return False
    text = " ".join(line.text[:2_000] for line in lines[:_NAME_LINES])
    return not re.search(rf"\b(?:{'|'.join(map(re.escape, map(str.lower, words)))})\b", text)


def _first_of_numbered(
    lines: Sequence[Line], ranks: Sequence[int | None], found: set[int]
) -> set[int]:
    """The lines numbered 1, wherever they stand, of which the number 2 is a heading."""
    numbers = {i: match[1] for i in found if (match := _numbered(lines[i].text[:20]))}
    firsts = {number[:-1] + "1" for number in numbers.values() if number and number[-1] == "2"}
    return {
        i
        for i, rank in enumerate(ranks)
        if rank is not None
        and firsts
        and (match := _numbered(lines[i].text[:20]))
        and match[1] in firsts
    }


def _is_introduced(line: Line) -> bool:
    """Whether the line may be the first of what a heading stands over."""
    return (
        not line.may_head
        or line.text.count(" ") >= _INTRODUCED_WORDS
        or bool(_ends_sentence(line.text) or _numbered(line.text))
        or line.text.endswith(":")
        or line.text.startswith(("- ", "* ", "• "))
    )


def _parts_of_book(lines: Sequence[Line], ranks: list[int | None]) -> set[int]:
    """The lines that call themselves parts of a book, and have text before the next of them.

    In a table of contents they have none; there nothing is a heading (`ranks` learns of it).
    """
    parts = [i for i, rank in enumerate(ranks) if rank is not None and rank <= _CHAPTER]
    found: set[int] = set()
    contents: list[int] = []
    for i, following in pairwise([*parts, len(lines)]):
        text = next((k for k in range(i + 1, following) if lines[k].is_running), None)
        holds_next = following < len(lines) and (ranks[i] or 0) < (ranks[following] or 0)
        if text is None and not holds_next:
            contents.append(i)
            continue
        is_entry = lines[i].text not in {lines[k].text for k in contents}
        if len(contents) > 1 and text is not None:
            behind = text if is_entry else i
            ranks[contents[0] : behind] = [None] * (behind - contents[0])
        if len(contents) < 2 or not is_entry:
            found.add(i)
        contents = []
    return found


def _of_run(lines: Sequence[Line], start: int, stop: int) -> Sequence[int]:
    """The headings among lines that could all be one, in front of a line that is none.

    One is a heading, two are a heading and one below it; more are a list, which may have one.
    """
    run = range(start, stop)
    if len(run) == 1:
        is_doubtful = lines[start].text.endswith(".") or _numeral(lines[start].text)
        return run if lines[stop].is_running or not is_doubtful else ()
    first, second = lines[start].text, lines[start + 1].text
    if len(run) == 2 and not (
        (start > 0 and lines[start - 1].text.endswith(":"))
        or first.split()[0] == second.split()[0]
        or first.count(" ") >= 8
        or (": " in first and ": " in second)
    ):
        return run
    return [i for i in run if _heads_list(lines[i].text)]


def _levels(ranks: dict[int, int], title_at: int | None) -> dict[int, int]:
    """The ranks that occur, as levels without gaps; the title has a level of its own."""
    below = sorted({rank for i, rank in ranks.items() if i != title_at})
    first = 1 if title_at is None else 2
    level = {rank: min(6, place + first) for place, rank in enumerate(below)}
    return {i: 1 if i == title_at else level[rank] for i, rank in ranks.items()}
