"""What two texts have in common, word by word, in the order of both.

Landmarks, sequences of words that are unique in both texts and in the same order, divide long
texts (Bram Cohen's patience diff); what lies between is aligned with the longest common
subsequence. Every distinct word is coded as one character, so that all of this is work on strings.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, count, pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Postfix, Prefix

from article.matching import word_pattern

LONGEST = 1_000_000
"""Characters of both texts together, beyond which they are not cut into words."""
LANDMARK = 4
"""So many words in a row, unique in both texts, are a landmark."""
SMALL_PRODUCT = 900
"""Words times words that are aligned without landmarks: thirty and thirty."""
LARGEST_PRODUCT = 100_000_000
"""Words times words beyond which nothing is aligned that has no landmark: 20 ms and 12 MB."""
DEPTH = 6
"""How often the stretches between landmarks are searched for landmarks of their own."""
SLIDE = 2_000
"""Characters by which a deletion or an insertion may slide to a better boundary."""

_spaced_word = re.compile(rf"\s*(?:{word_pattern.pattern})")
_white_space = re.compile(r"\s")
_sentence_end = re.compile(r"[.!?:;|。！？][\"')\]]* \Z")


class Run(NamedTuple):
    """A stretch of the old text that the new one has as well, but for upper and lower case."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        """The position behind it in the old text."""
        return self.old + self.length

    @property
    def new_end(self) -> int:
        """The position behind it in the new text."""
        return self.new + self.length

    def at(self, position: int) -> int:
        """Where a position of the old text that the run holds is in the new one."""
        return self.new + position - self.old


Block = tuple[int, int, int]
"""The figures of a run, where many are passed on."""


def common_runs(old: str, new: str) -> list[Run]:
    """The stretches that two folded texts have in the same order; at best all of both.

    The work is bounded: texts that share no landmark and are too long to be aligned word by word
    have nothing in common.
    """
    return _slid(old, new, _runs(old, new))


def common_items(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """The items that two sequences have in the same order: where they begin in both, how many."""
    return list(_blocks(*_codes(old, new)))


def _runs(old: str, new: str) -> list[Run]:
    head = Prefix.similarity(old, new)
    head = min(_word_start(old, head), _word_start(new, head))
    tail = Postfix.similarity(old[head:], new[head:])
    tail = min(_word_tail(old, tail), _word_tail(new, tail))
    runs = [Run(0, 0, head)] if head else []
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    if old_middle and new_middle and len(old_middle) + len(new_middle) <= LONGEST:
        middle = _common_words(_lower(old_middle), _lower(new_middle))
        runs += (Run(head + a, head + b, length) for a, b, length in middle)
    if tail:
        runs.append(Run(len(old) - tail, len(new) - tail, tail))
    return runs


def _lower(text: str) -> str:
    """The text in lower case, if nothing changes its place by that."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


def _common_words(old: str, new: str) -> Iterator[Block]:
    old_words, old_ends = _words(old)
    new_words, new_ends = _words(new)
    for a, b, length in _blocks(*_codes(old_words, new_words)):
        start, new_start = old_ends[a] - len(old_words[a]), new_ends[b] - len(new_words[b])
        end, new_end = old_ends[a + length - 1], new_ends[b + length - 1]
        if old[start:end] == new[new_start:new_end]:
            yield start, new_start, end - start
        else:  # the same words, but not the same spaces
            for i, j in zip(range(a, a + length), range(b, b + length), strict=True):
                size = len(old_words[i])
                yield old_ends[i] - size, new_ends[j] - size, size


def _words(text: str) -> tuple[list[str], list[int]]:
    """The words of a folded text, and the positions behind them."""
    spaced = _spaced_word.findall(text)
    return list(map(str.lstrip, spaced)), list(accumulate(map(len, spaced)))


def _word_start(text: str, position: int) -> int:
    """The position, or the start of the word that it would cut in two."""
    while 0 < position < len(text) and text[position - 1].isalnum() and text[position].isalnum():
        position -= 1
    return position


def _word_tail(text: str, length: int) -> int:
    """The length of a tail of the text without the part of a word that it would begin with."""
    position = len(text) - length
    while 0 < position < len(text) and text[position - 1].isalnum() and text[position].isalnum():
        position += 1
    return len(text) - position


def _codes(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """Both sequences with one character for each distinct word."""
    words = dict.fromkeys((*old, *new))
    codes = dict(zip(words, map(chr, range(len(words))), strict=True))
    return "".join([codes[word] for word in old]), "".join([codes[word] for word in new])


def _blocks(old: str, new: str, depth: int = DEPTH) -> Iterator[Block]:
    """What two codes share, in the order of both."""
    head = Prefix.similarity(old, new)
    tail = Postfix.similarity(old[head:], new[head:])
    if head:
        yield 0, 0, head
    if head + tail < min(len(old), len(new)):
        for a, b, length in _middle(
            old[head : len(old) - tail], new[head : len(new) - tail], depth
        ):
            yield head + a, head + b, length
    if tail:
        yield len(old) - tail, len(new) - tail, tail


def _middle(old: str, new: str, depth: int) -> Iterator[Block]:
    product = len(old) * len(new)
    landmarks = _landmarks(old, new) if depth and product > SMALL_PRODUCT else []
    if not landmarks:
        if product <= LARGEST_PRODUCT:
            matching = LCSseq.opcodes(old, new).as_matching_blocks()
            yield from ((block.a, block.b, block.size) for block in matching if block.size)
        return
    old_at = new_at = 0
    for old_mark, new_mark, _ in [*landmarks, Run(len(old), len(new), 0)]:
        # A landmark that overlaps the one before it belongs to the block that has grown over it.
        if old_mark < old_at or new_mark < new_at:
            continue
        for a, b, length in _blocks(old[old_at:old_mark], new[new_at:new_mark], depth - 1):
            yield old_at + a, new_at + b, length
        length = _equal_length(old, new, old_mark, new_mark)
        if length:
            yield old_mark, new_mark, length
        old_at, new_at = old_mark + length, new_mark + length


def _landmarks(old: str, new: str) -> list[Run]:
    """Where sequences stand that are unique in both, in rising order.

    Of those that begin one behind the other in both only the first is named; the length counts
    them.
    """
    new_places = _unique(new)
    found: list[Run] = []
    first = place = shift = -1
    for mark, at in _unique(old).items():
        if mark not in new_places:
            continue
        if at != place + 1 or new_places[mark] - at != shift:
            if place >= 0:
                found.append(Run(first, first + shift, place + 1 - first))
            first, shift = at, new_places[mark] - at
        place = at
    if place >= 0:
        found.append(Run(first, first + shift, place + 1 - first))
    return heaviest_rising(found)


def _unique(code: str) -> dict[str, int]:
    """The sequences that stand in the code once, with their places, in that order."""
    marks = [code[place : place + LANDMARK] for place in range(len(code) - LANDMARK + 1)]
    last = dict(zip(marks, count(), strict=False))
    if len(last) == len(marks):
        return last
    counts = Counter(marks)
    return {mark: place for mark, place in last.items() if counts[mark] == 1}


def _equal_length(old: str, new: str, old_at: int, new_at: int) -> int:
    """How many characters are equal from there on; looked at in steps, so that little is copied."""
    length, step = 0, 16
    while True:
        same = Prefix.similarity(
            old[old_at + length : old_at + length + step],
            new[new_at + length : new_at + length + step],
        )
        length += same
        if same < step:
            return length
        step *= 4


def heaviest_rising(runs: Iterable[Run]) -> list[Run]:
    """The heaviest choice of runs, given in rising order of the old text, that rises in both.

    The weight of a run is its length. For each last place in the new text only the heaviest
    choice is kept, so that each run costs one search among them (after Hunt and Szymanski).
    """
    taken = list(runs)
    if all(run.new < following.new for run, following in pairwise(taken)):
        return taken
    ends: list[int] = []
    weights: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, run in enumerate(taken):
        at = bisect_left(ends, run.new)
        weight = run.length + (weights[at - 1] if at else 0)
        before.append(last[at - 1] if at else -1)
        behind = at
        while behind < len(ends) and weights[behind] <= weight:
            behind += 1
        if behind > at or at == len(ends) or ends[at] > run.new:
            ends[at:behind], weights[at:behind], last[at:behind] = [run.new], [weight], [index]
    chosen: list[Run] = []
    index = last[-1] if last else -1
    while index >= 0:
        chosen.append(taken[index])
        index = before[index]
    return chosen[::-1]


def _slid(old: str, new: str, runs: list[Run]) -> list[Run]:
    """The runs, with what was only deleted or only inserted cut out at the best boundaries.

    A deleted sentence that begins like the next one has several alignments; the one that takes
    out whole sentences is what its editor did.
    """
    for index in range(1, len(runs)):
        run, following = runs[index - 1], runs[index]
        old_gap, new_gap = following.old - run.old_end, following.new - run.new_end
        same = min(old_gap, new_gap)
        space = old[run.old_end : run.old_end + same]
        if same > 1 or old_gap == new_gap or space not in ("", " ", "\n"):
            continue
        if space != new[run.new_end : run.new_end + same]:
            continue
        by = (
            _slide(old, run.old, run.old_end + same, following.old, following.length)
            if old_gap > new_gap
            else _slide(new, run.new, run.new_end + same, following.new, following.length)
        )
        if by:
            runs[index - 1] = run._replace(length=run.length + same + by)
            runs[index] = Run(following.old + by, following.new + by, following.length - by)
    return [run for run in runs if run.length > 0]


def _slide(text: str, earliest: int, start: int, end: int, room: int) -> int:
    """By how much the stretch that only this text has should slide to be cut out clean.

    `earliest` and `room` say how far back and ahead the other text reads the same.
    """
    back = min(SLIDE, start - earliest)
    ahead = min(SLIDE, room)
    left = Postfix.similarity(text[start - back : start], text[end - back : end])
    right = Prefix.similarity(text[start : start + ahead], text[end : end + ahead])
    if not left and not right:
        return 0
    ends = (match.end() for match in _white_space.finditer(text, start - left, start + right))
    best = max([start, *ends], key=lambda place: (_boundary(text, place), -abs(place - start)))
    return best - start


def _boundary(text: str, position: int) -> int:
    """How good a place is to begin something new: 3 a paragraph, 2 a sentence, 1 a word."""
    before = text[max(0, position - 4) : position]
    if not before or before.endswith("\n"):
        return 3
    if not before.endswith(" "):
        return 0
    return 2 if _sentence_end.search(before) else 1
