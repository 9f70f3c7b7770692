"""Anchors: what is stored of a passage so that it can be found again."""

from __future__ import annotations

from itertools import takewhile
from typing import NamedTuple
from unicodedata import category

from article.fingerprints import fingerprint
from article.passage import Passage

SHORTEST_CONTEXT = 32
"""Characters before and behind a passage that are kept, and more to whole words."""
LONGEST_CONTEXT = 160
"""Characters up to which the context grows while it occurs more than once in the text."""
LONGEST_FLAGS = 400
"""Characters before a flag that are looked at to tell where it begins, in a row of flags."""

_ZERO_WIDTH_JOINER = "\u200d"
_MARKS = ("Mn", "Mc", "Me")


class Anchor(NamedTuple):
    """Several ways to find one passage, as it was in the text that the note was made on."""

    exact: str
    """The words of the passage."""
    prefix: str
    """The words before it, so many that they tell it from others in its text."""
    suffix: str
    """The words behind it, likewise."""
    start: int
    """Its position in the text it was made on."""
    end: int
    """The position behind its last character there."""
    section: tuple[str, ...] = ()
    """The titles of the sections it stood in, the outermost first."""
    text: str = ""
    """The fingerprint of the text it was made on."""

    @property
    def passage(self) -> Passage:
        """Where it was in the text it was made on."""
        return Passage(self.start, self.end)


def describe(text: str, passage: Passage, section: tuple[str, ...] = ()) -> Anchor:
    """The anchor of a passage, which is taken as it is.

    Raises:
        ValueError: the passage goes beyond the text.
    """
    start, end = passage.start, passage.end
    if end > len(text):
        raise ValueError(f"the text ends at {len(text)}, before {passage}")
    first, last = start, end
    for size in range(SHORTEST_CONTEXT, LONGEST_CONTEXT + 1, SHORTEST_CONTEXT):
        first = start - _context(text, start, size, -1)
        if _is_unique(text, text[first:end]):
            break
    for size in range(SHORTEST_CONTEXT, LONGEST_CONTEXT + 1, SHORTEST_CONTEXT):
        last = end + _context(text, end, size, +1)
        if _is_unique(text, text[start:last]):
            break
    return Anchor(
        text[start:end], text[first:start], text[end:last], start, end, section, fingerprint(text)
    )


def _context(text: str, position: int, size: int, direction: int) -> int:
    """How many characters of context to take from a position on, forwards or backwards.

    At least `size`, to the end of a word, else to that of what the reader sees as a character;
    where either is too long for that, what comes before it.
    """
    most = min(LONGEST_CONTEXT, len(text) - position if direction > 0 else position)
    wanted = min(size, most)
    for is_whole in (_between_words, _between_characters):
        for length in range(wanted, most + 1):
            if is_whole(text, position + direction * length):
                return length
    shorter = (
        n for n in range(wanted, 0, -1) if _between_characters(text, position + direction * n)
    )
    return next(shorter, 0)


def _between_words(text: str, position: int) -> bool:
    if not _between_characters(text, position):
        return False
    return not (
        0 < position < len(text) and _is_in_word(text[position - 1]) and text[position].isalnum()
    )


def _is_in_word(character: str) -> bool:
    return character.isalnum() or category(character) in _MARKS


def _between_characters(text: str, position: int) -> bool:
    """Whether a text may be cut there: the cases of UAX #29 that occur in running text."""
    if not 0 < position < len(text):
        return True
    before, after = text[position - 1], text[position]
    if _ZERO_WIDTH_JOINER in (before, after) or category(after) in _MARKS or _is_skin_tone(after):
        return False
    if "\u1160" <= after <= "\u11ff":  # the vowel or the end of a Hangul syllable
        return False
    if not _is_flag_letter(after):
        return True
    earlier = reversed(text[max(0, position - LONGEST_FLAGS) : position])
    return sum(1 for _ in takewhile(_is_flag_letter, earlier)) % 2 == 0


def _is_skin_tone(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"


def _is_flag_letter(character: str) -> bool:
    """Whether it is a regional indicator, two of which make a flag."""
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _is_unique(text: str, words: str) -> bool:
    return text.find(words, text.find(words) + 1) < 0
