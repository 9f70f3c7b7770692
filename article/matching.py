"""Comparing texts: what counts as the same character, and where a quote occurs.

Texts are compared *folded*: composed (NFC), with one shape for quotes, dashes and white space, and
without characters that nobody sees. Folding is for comparing only; every position in a folded
text leads back to one in the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from article.passage import Passage

_SHAPES = {
    "'": "‘’‚‛′ʼ＇",
    '"': "“”„‟″＂«»",
    "-": "‐‑‒–—―−－",
    " ": "\t\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))),
    "\n": "\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029",
}
"""The one shape in which each of these characters is compared."""
_INVISIBLE = "\xad\u200b\u2060\ufeff"
_shrinking = re.compile(f"[ \n{_INVISIBLE}]{{2,}}|[{_INVISIBLE}]")
_beyond_ascii = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")

_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Japanese, Chinese
)
"""Scripts that set no spaces between words; each of their characters is taken for a word."""
word_pattern = re.compile(rf"[^\W{_UNSPACED}]+|[^\w\s]|[{_UNSPACED}]")
"""A word, or a single mark of punctuation."""


class Folded(NamedTuple):
    """A text in the form in which it is compared, and the way back to the original."""

    text: str
    cuts: Sequence[int] = ()
    """Positions in the folded text behind each place where the lengths differ."""
    sources: Sequence[int] = ()
    """The positions in the original that belong to the cuts."""

    def original(self, position: int) -> int:
        """The position in the original of a position in the folded text."""
        index = bisect_right(self.cuts, position) - 1
        return position if index < 0 else self.sources[index] + position - self.cuts[index]

    def folded(self, position: int) -> int:
        """The position in the folded text of a position in the original."""
        index = bisect_right(self.sources, position) - 1
        ahead = position if index < 0 else self.cuts[index] + position - self.sources[index]
        return min(ahead, self.cuts[index + 1]) if index + 1 < len(self.cuts) else ahead

    def passage(self, start: int, end: int) -> Passage:
        """The passage of the original that a stretch of the folded text stands for."""
        if not self.cuts:
            return Passage(start, end)
        first = self.original(start)
        return Passage(first, max(first, self.original(end)))


def fold(text: str) -> Folded:
    """The text as it is compared, at the cost of a few passes over it.

    A run of white space becomes a line feed if there is one in it, else a space.
    """
    shaped = text
    for shape, others in _SHAPES.items():
        for other in others:
            if other in shaped:
                shaped = shaped.replace(other, shape)
    composed = shaped.isascii() or unicodedata.is_normalized("NFC", shaped)
    if composed and not _shrinks(shaped):
        return Folded(shaped)
    replaced = [(m.start(), m.end(), _short(m[0])) for m in _shrinking.finditer(shaped)]
    if not composed:
        replaced = sorted([*replaced, *_compositions(shaped)])
    return _spliced(shaped, replaced)


def one_line(folded: str) -> str:
    """A folded text in which a line feed is a space like any other; nothing changes its place."""
    return folded.replace("\n", " ")


def _shrinks(shaped: str) -> bool:
    """Whether there is a run of white space or a character that nobody sees.

    `rfind` looks for two spaces in half the time that `in` takes.
    """
    return one_line(shaped).rfind("  ") >= 0 or any(other in shaped for other in _INVISIBLE)


def _short(run: str) -> str:
    """What a run of white space and of characters that nobody sees is folded to."""
    if "\n" in run:
        return "\n"
    return " " if " " in run else ""


def _compositions(text: str) -> Iterator[tuple[int, int, str]]:
    """The characters that NFC writes in another way, each with the marks behind it."""
    for run in _beyond_ascii.finditer(text):
        start = run.start()
        for position in range(run.start() + 1, run.end() + 1):
            if position < run.end() and _joins(text[position]):
                continue
            whole = text[start:position]
            normal = unicodedata.normalize("NFC", whole)
            if normal != whole:
                yield start, position, normal
            start = position


def _joins(character: str) -> bool:
    """Whether NFC may merge the character with the one before it (UAX #15)."""
    return unicodedata.combining(character) > 0 or "\u1161" <= character <= "\u11ff"


def _spliced(text: str, replaced: Iterable[tuple[int, int, str]]) -> Folded:
    """The text with stretches of it replaced, which come in order and do not overlap."""
    parts: list[str] = []
    cuts: list[int] = []
    sources: list[int] = []
    length = behind = 0
    for start, end, replacement in replaced:
        parts += (text[behind:start], replacement)
        length += start - behind + len(replacement)
        behind = end
        cuts.append(length)
        sources.append(behind)
    parts.append(text[behind:])
    return Folded("".join(parts), cuts, sources)


def places_of(text: str, needle: str, most: int) -> list[int]:
    """Where the needle begins in the text; `most` places at most. Nothing is found of nothing."""
    places: list[int] = []
    position = text.find(needle) if needle else -1
    while position >= 0 and len(places) < most:
        places.append(position)
        position = text.find(needle, position + 1)
    return places


def find_quote(text: str, quote: str, prefix: str = "", suffix: str = "") -> list[Passage]:
    """Every passage that reads like a quote which a person typed or pasted, in order.

    White space, quotes and dashes may differ; upper and lower case too if nothing is found
    otherwise. A prefix and a suffix must stand next to it, with or without a space.
    """
    folded = fold(text)
    searched = one_line(folded.text)
    before, words, behind = (
        re.escape(one_line(fold(part).text).strip()) for part in (prefix, quote, suffix)
    )
    if not words:
        return []
    around = rf"(?:(?<={before})|(?<={before} ))" if before else ""
    pattern = rf"{around}{words}(?= ?{behind})" if behind else f"{around}{words}"
    for flags in (re.NOFLAG, re.IGNORECASE):
        found = [match.span() for match in re.finditer(pattern, searched, flags)]
        if found:
            return [folded.passage(start, end) for start, end in found]
    return []
