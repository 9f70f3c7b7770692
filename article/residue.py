"""Residue of web pages in plain text: menus, share buttons, comments, links to other pages.

People keep articles as text that was copied or extracted from a page, and some of the page comes
along. Two things tell it apart: what a line says (the table in `residue_rules`), and where it
stands: an article is sentences, or stands among sentences; menus and lists of links are neither.

A text is only touched where it says itself that it comes from a page. A poem, a letter, a list, a
source listing or a specification loses nothing. In doubt a line is kept: a lost paragraph is worse
than a kept "Share this".

Words: a *line* is one paragraph of the text, however long; the *body* is the stretch of lines that
holds the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from article.residue_rules import PICTURE, Rule, Weight, rule_of

OUTSIDE = "stands outside the article of its page"
REPEATED = "repeats the title"
EDITION = "belongs to the Project Gutenberg edition"

_SAMPLE = 1_500
"""Lines looked at from either end of a text to learn whether it comes from a page."""

_COMES_FROM_PAGE = 3.0
"""Evidence that it takes to touch a text: one line that no article has, or three that few have."""

_EVIDENCE = {"certain": 3.0, "likely": 1.0, "menu": 1 / 3, "entry": 0.0}
"""What a line counts, by the weight of its rule."""

_NEEDED = {"certain": 3.0, "likely": 4.0, "menu": 6.0, "entry": float("inf")}
"""The evidence that it takes to leave out a line in the body, by the weight of its rule."""

_ARTICLE_WORDS = 40
"""Words in sentences that make an article."""

_ARTICLE_SENTENCES = 3
"""Paragraphs before the comments of readers; a number of comments may stand under a headline."""

_RUNNING_WORDS = 25
"""A line of as many words is a paragraph, however it ends, and announces no other article."""

_PAGE_LINES = 25
"""A whole page with its menus has at least as many lines."""

_HEADLINE_LINES = 12
"""How far above the body its headline may stand."""

_MOST = 0.4
"""The share of all words in sentences that the article of a whole page has, at the least."""

_ends_sentence = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]*]*$").search
_edition_start = re.compile(r"\*\*\* ?START OF (?:THIS|THE) PROJECT GUTENBERG", re.I).match
_edition_end = re.compile(
    r"\*\*\* ?END OF (?:THIS|THE) PROJECT GUTENBERG|End of (?:the )?Project Gutenberg", re.I
).match
_edition_maker = re.compile(r"(?:Produced|Transcribed|E-text prepared) by\b", re.I).match


class _Line(NamedTuple):
    text: str
    words: int
    is_sentence: bool
    """Whether it reads like running text, and no rule knows it."""
    rule: Rule | None


def comes_from_page(lines: Sequence[str]) -> bool:
    """Whether a text says itself that it comes from a web page."""
    return _evidence(_ends(lines, {})) >= _COMES_FROM_PAGE


def find_residue(lines: Sequence[str]) -> dict[int, str]:
    """The lines that are not the article's: their indexes, in order, and the reason for each."""
    found = _edition(lines) or _of_page(lines)
    return found if len(found) < len(lines) else {}


def _of_page(lines: Sequence[str]) -> dict[int, str]:
    """What is not the article's on a web page."""
    known: dict[str, _Line] = {}
    evidence = _evidence(_ends(lines, known))
    if evidence < _COMES_FROM_PAGE:
        return {}
    page = [_look_at(line, known) for line in lines]
    body = _body(page, evidence)
    last_sentence = max((i for i in body if page[i].is_sentence), default=-1)
    captions = _captions(page, body)
    found: dict[int, str] = {}
    headline = _headline(page, body)
    for i, line in enumerate(page):
        if i not in body and i != headline:
            found[i] = line.rule.reason if line.rule else OUTSIDE
        elif line.rule and evidence >= _NEEDED[line.rule.weight]:
            if line.rule.reach != "tail" or i > last_sentence:
                found[i] = line.rule.reason
        elif line.text in captions:
            found[i] = PICTURE
        elif i > 0 and line.text == page[0].text and line.words >= 4:
            found[i] = REPEATED
    return found


def _edition(lines: Sequence[str]) -> dict[int, str]:
    """What Project Gutenberg wraps around a text: header, licence, and who made the edition."""
    start, stop = 0, len(lines)
    for i, line in enumerate(lines):
        if _edition_start(line):
            start = i + 1
        elif _edition_end(line):
            stop = i
            break
    if start == 0 and stop == len(lines):
        return {}
    while start < stop and _edition_maker(lines[start]):
        start += 1
    return dict.fromkeys([*range(start), *range(stop, len(lines))], EDITION)


def _ends(lines: Sequence[str], known: dict[str, _Line]) -> list[_Line]:
    """The lines at both ends of a text, where most of the residue is."""
    ends = lines if len(lines) <= 2 * _SAMPLE else [*lines[:_SAMPLE], *lines[-_SAMPLE:]]
    return [_look_at(line, known) for line in ends]


def _look_at(line: str, known: dict[str, _Line]) -> _Line:
    """What is known of the line; pages repeat their menus, so each is looked at once."""
    if line not in known:
        words = max(line.count(" ") + 1, len(line) // 8)  # some scripts put no spaces
        rule = rule_of(line)
        reads_on = words >= _RUNNING_WORDS or (words >= 7 and bool(_ends_sentence(line)))
        known[line] = _Line(line, words, rule is None and reads_on, rule)
    return known[line]


def _evidence(page: Sequence[_Line]) -> float:
    """How much says that the text comes from a web page.

    Different lines that are certain count, different kinds of likely ones (licences have many
    lines with a copyright, changelogs many with an address), and different words of menus.
    """
    kinds: dict[Weight, set[str]] = {
        "certain": set(),
        "likely": set(),
        "menu": set(),
        "entry": set(),
    }
    for line in page:
        if line.rule:
            kinds[line.rule.weight].add(
                line.rule.reason if line.rule.weight == "likely" else line.text
            )
    if not kinds["certain"] and not kinds["likely"]:
        return 0
    return sum(_EVIDENCE[weight] * len(lines) for weight, lines in kinds.items())


def _body(page: Sequence[_Line], evidence: float) -> range:
    """Where the article is: all of the text, but for the rest of its page before and behind it."""
    if _words(page) < _ARTICLE_WORDS:
        return range(len(page))  # there is nothing to stand among
    start, stop = 0, len(page)
    if evidence > _COMES_FROM_PAGE:  # more than the one line that seems to open comments
        stop = _start_of_comments(page)
    menu = {line.text for line in page if line.rule and line.rule.weight == "menu"}
    short = sum(not line.is_sentence for line in page)
    if len(page) >= _PAGE_LINES and short > len(page) / 2 and len(menu) >= 3 and evidence >= 4:
        first, last = _densest(page[:stop])
        if _words(page[first:last]) >= _MOST * _words(page[:stop]):
            start, stop = first, last
    return range(start, _start_of_links(page, start, stop))


def _words(page: Sequence[_Line]) -> int:
    """How many words there are in sentences."""
    return sum(line.words for line in page if line.is_sentence)


def _start_of_comments(page: Sequence[_Line]) -> int:
    """Index of the line behind an article from which on all is the readers'; else the end."""
    sentences = 0
    for i, line in enumerate(page):
        if line.rule and line.rule.reach == "end" and sentences >= _ARTICLE_SENTENCES:
            return i
        sentences += line.is_sentence
    return len(page)


def _start_of_links(page: Sequence[_Line], start: int, stop: int) -> int:
    """Index of the line from which on nothing is left but links to other pages; else `stop`.

    Behind it are headlines and single short sentences. Where running text comes again, the line
    stood in the middle of the article.
    """
    first = stop
    for i in range(stop - 1, start - 1, -1):
        line, behind = page[i], page[i + 1] if i + 1 < stop else None
        if line.is_sentence and (line.words >= _RUNNING_WORDS or (behind and behind.is_sentence)):
            return first
        if line.rule and line.rule.reach == "links" and not (behind and behind.is_sentence):
            first = i
    return stop


def _densest(page: Sequence[_Line]) -> tuple[int, int]:
    """The stretch of lines with most words in sentences and fewest lines of menus among them.

    It is the one with the largest sum (Kadane's algorithm). The few lines before it may be the
    headline, and those behind it a list that ends the article, up to what a rule knows.
    """
    best = worth = start = 0
    found = (0, len(page))
    for i in range(len(page)):
        if worth <= 0:
            worth, start = 0, i
        worth += _worth(page, i)
        if worth > best:
            best, found = worth, (start, i + 1)
    start, stop = found
    while start > max(0, found[0] - 3) and not page[start - 1].rule:
        start -= 1
    while stop < len(page) and not page[stop].rule:
        stop += 1
    return start, stop


def _worth(page: Sequence[_Line], i: int) -> int:
    """What the line says for its stretch being the article, in words of sentences.

    A sentence alone says less than one beside another, a long one not much more than a short one.
    What is likely to stand inside an article costs less than a menu, and a heading next to nothing.
    """
    line = page[i]
    if line.rule:
        is_within = line.rule.weight == "likely" or line.rule.reason == PICTURE
        return -30 if line.rule.reach == "links" else -8 if is_within else -20
    if not line.is_sentence:
        return -2
    is_beside = any(page[k].is_sentence for k in (i - 1, i + 1) if 0 <= k < len(page))
    return min(line.words, 60) - (0 if is_beside else 20)


def _headline(page: Sequence[_Line], body: range) -> int | None:
    """Index of the line that names the article, where bylines and buttons stand in between.

    A headline is longer than a byline, and than the words of a menu.
    """
    above = range(body.start - 1, max(-1, body.start - 1 - _HEADLINE_LINES), -1)
    named = [
        i for i in above if not (page[i].rule or page[i].is_sentence) and 4 <= page[i].words <= 24
    ]
    return max(named, key=lambda i: page[i].words, default=None)


def _captions(page: Sequence[_Line], body: range) -> set[str]:
    """Lines that stand several times, at least once beside the credit of a picture."""
    times = Counter(page[i].text for i in body if page[i].words >= 5)
    return {
        page[i].text
        for i in body
        if times[page[i].text] > 1
        and any(
            other.rule and other.rule.reason == PICTURE for other in page[max(0, i - 1) : i + 2]
        )
    }
