"""From the lines of a plain text to its paragraphs.

Plain text has no markup; where a paragraph ends is guessed from how its lines are laid out:

- a *stretch* is a run of lines between blank ones;
- a stretch is *wrapped* when its lines end where the next word would not have fitted any more;
  its lines are joined;
- in other stretches every line ends on purpose: verse, an address, a table, a listing, or one
  paragraph a line, as in text that was copied from a page.

Indents and widths are columns, one for each character; positions play no part here. The guesses
stand in one module because each of them is made with what the others have found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from article.formats.cuts import stretches
from article.formats.lists import Marker, marker_of

ParagraphKind = Literal["text", "verse", "code", "item", "rule", "heading", "named"]
"""`named`: the name of a chapter, when the heading that numbers it has taken it over."""

LONG_LINE = 150
"""Columns: nobody wraps lines as wide as this, so a longer one is a paragraph of its own."""

SHORT_LINE = 25
"""Columns: nobody wraps lines as narrow as this."""

CHUNK = 100
"""Lines of verse or code in one paragraph, so that none gets out of hand."""

_WIDTH_SAMPLE = 500
"""Stretches looked at to learn how wide a text was wrapped."""

_AT_ONCE = 1_000_000
"""Characters of a paragraph of which all words are taken apart at the same time."""

_VOCABULARY = 2_000_000
"""Characters of a text whose words are its vocabulary."""

_WIDE = "\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uff60"
_wide_break = re.compile(f"(?<=[{_WIDE}])\n(?=[{_WIDE}])")
_dash_break = re.compile(r"(?<=[^\s-]--)\n|(?<=[^\s—]—)\n")
_hyphen_break = re.compile(r"(?<=\w)[-‐]\n(\w{1,40})")
_last_word = re.compile(r"\w+$").search
_word = re.compile(r"\w{4,}")
_COORDINATORS = frozenset(
    ("and", "or", "nor", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e")
)

_rule = re.compile(r" *(?:([-*_=~#•]) ?(?:\1 ?){2,}|[*~⁂❦])$").match
_underline = re.compile(r" *(=|-|~|\^|\*)\1{2,}$").match
_ends_sentence = re.compile(r"[.!?…:][\"'”’»)\]*_]*$").search
_opens_sentence = re.compile(r" *[\"'“‘«(\[_*]*[A-Z0-9À-ÖØ-Þ]").match
_columns = re.compile(
    r"\S {4,}\S|\S {2,}\S.*\S {2,}\S|\.{4,} *\d|(?: \.){3,}|^ *[|+][-=+|]|\|.*\|"
).search
_is_odd = re.compile(r"[{}=<>|$@#/]|  |\(\)|::|\.\.\.\.|(?:^|\n)(?:import|from|def|class) ").search
_code = re.compile(
    r" *(?:[$%] \S|>>> |\.\.\. |//|/\*|\*/|#!|#include|#define|\"\"\"|import \w+|from \S+ import "
    r"|@\w+$|(?:async )?def \w+\(|class \w+[(:]|(?:if|elif|else|for|while|try|except|with)\b.*:$"
    r"|(?:if|for|while|switch|catch) \(|return\b.*;$|[\w.]+\(.*\)[;:]?$|</?\w+[^<>]*>$"
    r"|(?:var|let|const|public|private|static|void|int|func|fn|struct) \w+.*[={(;])"
    r"| {4,}return\b|.*(?:[{}]|\);)$|.* (?:=|==|!=|:=|\+=|=>|->|&&|\|\|) |.*\w(?:::|\(\))"
).match


@dataclass(slots=True)
class Paragraph:
    """Some lines of a text that belong together."""

    kind: ParagraphKind
    text: str
    """Wrapped lines are joined by spaces, lines of verse and code by line feeds."""
    gap: int = 1
    """Blank lines before it."""
    indent: int = 0
    """Columns before its first line."""
    marker: Marker | None = None
    """What an item begins with; it is part of the text as well."""
    level: int = 0
    """Of a heading, else 0. One that is underlined twice is of the first level."""


def paragraphs(text: str, *, is_page: bool) -> list[Paragraph]:
    """The paragraphs of a printable text.

    In text that comes from a page (`is_page`) every line that was not wrapped is one.
    """
    stretches = list(_stretches(text))
    layout = _Layout(text, _width([lines for _, lines in stretches]), is_page)
    found: list[Paragraph] = []
    for gap, lines in stretches:
        first = len(found)
        found += layout.paragraphs(lines, follows_code=bool(found) and found[-1].kind == "code")
        found[first].gap = gap
    return _with_code_dedented(found)


def _stretches(text: str) -> Iterator[tuple[int, list[str]]]:
    """The runs of lines between blank ones, each with the number of blank lines before it."""
    gap: int = 0
    lines: list[str] = []
    for line in text.split("\n"):
        if stripped := line.rstrip():
            lines.append(stripped)
        else:
            if lines:
                yield gap, lines
                gap, lines = 0, []
            gap += 1
    if lines:
        yield gap, lines


def _width(stretches: Sequence[list[str]]) -> int:
    """How wide the text was wrapped; 0 if it was not."""
    widths: Counter[int] = Counter()
    for lines in stretches[:_WIDTH_SAMPLE]:
        longest = _longest(lines)
        if len(lines) > 2 and longest <= LONG_LINE:
            tight, lower = _breaks(lines, longest)
            if _is_wrapped(tight, lower, len(lines) - 1, longest, is_known=False):
                widths[longest] += len(lines)
    lines_left = sum(widths.values()) * 0.9
    for width in sorted(widths):
        lines_left -= widths[width]
        if lines_left <= 0:
            return width
    return 0


def _longest(lines: Sequence[str]) -> int:
    """The length of the longest line; of many lines, one in fifty may be longer."""
    lengths = sorted(map(len, lines))
    return lengths[-1 - len(lengths) // 50]


def _room(line: str, following: str, width: int) -> int:
    """Columns that would have been left, had the following line's first word been put here."""
    first = following.lstrip()
    word = 1 if first[0] > "\u2e80" else len(first.split(" ", 1)[0])
    return width - len(line) - 1 - word


def _breaks(lines: Sequence[str], width: int) -> tuple[float, float]:
    """The share of breaks that the width forced, and of those that go on in lower case."""
    tight = lower = 0
    for before, line in pairwise(lines):
        first = line.lstrip()
        lower += first[0].islower()
        word = 1 if first[0] > "\u2e80" else len(first.split(" ", 1)[0])
        tight += len(before) + 1 + word > width
    return tight / (len(lines) - 1), lower / (len(lines) - 1)


def _is_wrapped(tight: float, lower: float, breaks: int, width: int, is_known: bool) -> bool:
    """Whether lines with such breaks were wrapped.

    Wrapped lines go on in lower case more often than not; verse, whose lines are short, may too.
    `is_known` says that the width is the whole text's, so that a single break tells something.
    """
    return width >= SHORT_LINE and (
        (is_known and tight > 0.6)
        or (tight > 0.75 and breaks > 1)
        or (width >= 2 * SHORT_LINE and (lower > 0.6 or (tight >= 0.4 and lower >= 0.4)))
    )


def _is_code(lines: Sequence[str]) -> bool:
    """Whether the stretch is clearly a listing or a table."""
    if not _is_odd("\n".join(lines)):
        return False
    lines = [line for line in lines if len(line) <= 2 * LONG_LINE] or [""]
    if sum(bool(_columns(line)) for line in lines) >= 0.6 * len(lines):
        return True
    listed = sum(bool(_code(line)) for line in lines) / len(lines)
    return listed >= 0.6 or (listed >= 0.3 and all(line.startswith("    ") for line in lines))


@dataclass(slots=True)
class _Layout:
    """How one text is laid out."""

    text: str
    width: int
    """Columns that it was wrapped to; 0 if it was not."""
    is_page: bool
    words: frozenset[str] | None = None
    """The words of the text, once they were needed."""

    def paragraphs(self, lines: list[str], *, follows_code: bool) -> Iterator[Paragraph]:
        """The paragraphs of one stretch, in order; at least one."""
        start, stop = 0, len(lines)
        while start < stop and _is_rule(lines[start]):
            start += 1
        is_underlined = stop - start > 1 and _is_underlined(lines[start], lines[start + 1])
        for _ in range(start - (is_underlined and start > 0)):  # less the one drawn over a heading
            yield Paragraph("rule", "", 0)
        if is_underlined:
            level = 1 if lines[start + 1].strip()[0] in "=*" else 2
            yield Paragraph("heading", self.joined(lines[start : start + 1]), 0, level=level)
            start += 2
        while stop - start > 1 and _is_rule(lines[stop - 1]):
            stop -= 1
        if stop - start == 1:
            yield self.single(lines[start], follows_code)
        elif start < stop:
            yield from self.several(lines[start:stop])
        for _ in range(stop, len(lines)):
            yield Paragraph("rule", "", 0)

    def single(self, line: str, follows_code: bool = False) -> Paragraph:
        """A line that is a paragraph of its own."""
        if marker := marker_of(line):
            return Paragraph("item", self.joined([line]), 0, marker.indent, marker)
        indent = _indent(line)
        if (indent >= 4 or follows_code) and _is_code_line(line):
            return Paragraph("code", line, 0, indent)
        return Paragraph("text", self.joined([line]), 0, indent)

    def several(self, lines: list[str]) -> Iterator[Paragraph]:
        """The paragraphs of two or more lines."""
        longest = _longest(lines)
        is_known = longest > 0.6 * self.width > 0
        width = self.width if is_known else longest
        tight, lower = _breaks(lines, width) if longest <= LONG_LINE else (0.0, 0.0)
        is_wrapped = _is_wrapped(tight, lower, len(lines) - 1, width, is_known)
        if is_wrapped and lower < 0.2 and _are_sentences(lines):
            is_wrapped = False  # lines of one length by chance
        is_prose = is_wrapped and is_known and lower >= 0.4
        if not is_prose and _is_code(lines):
            yield from _chunks("code", lines)
            return
        start = 0
        in_list = False
        for i, line in enumerate(lines):
            marker = marker_of(line)
            if marker and (i == 0 or in_list or self.may_open(marker, lines[i - 1], line, width)):
                yield from self.segment(lines[start:i], in_list, width, is_wrapped)
                start, in_list = i, True
            elif in_list and not self.goes_on(lines[start], lines[i - 1], line):
                yield from self.segment(lines[start:i], in_list, width, is_wrapped)
                start, in_list = i, False
        yield from self.segment(lines[start:], in_list, width, is_wrapped)

    def may_open(self, marker: Marker, before: str, line: str, width: int) -> bool:
        """Whether a list may start here, in the middle of a stretch, and no number was wrapped."""
        is_first = not marker.numbers or bool({0, 1} & set(marker.numbers))
        return is_first and (
            _room(before, line, width) >= 0 or before[-1] in ".:;,!?)" or len(before) > LONG_LINE
        )

    def goes_on(self, item: str, before: str, line: str) -> bool:
        """Whether a line belongs to the item above it."""
        if _indent(line) > _indent(item):
            return True
        return self.width > 0 and _room(before, line, self.width) < 0

    def segment(
        self, lines: list[str], is_item: bool, width: int, is_wrapped: bool
    ) -> Iterator[Paragraph]:
        """The paragraphs of lines without a list, or the one of an item's lines."""
        if not lines:
            return
        if is_item:
            marker = marker_of(lines[0])
            yield Paragraph("item", self.joined(lines), 0, _indent(lines[0]), marker)
        elif is_wrapped:
            yield from self.wrapped(lines, width)
        elif self.is_page or _longest(lines) > LONG_LINE or _are_sentences(lines):
            yield from map(self.single, lines)
        else:
            yield from _chunks("verse", lines)

    def wrapped(self, lines: list[str], width: int) -> Iterator[Paragraph]:
        """The paragraphs of wrapped lines, where no blank line may stand between them.

        A paragraph starts at a line that is indented unlike most, behind a sentence that ends far
        from the edge, and behind a single short line, which may be a heading.
        """
        indents = [len(line) - len(line.lstrip()) for line in lines]
        times = Counter(indents[1:] or indents)
        usual = max(times, key=times.__getitem__) if any(indents) else 0
        start = 0
        for i in range(1, len(lines)):
            before, line = lines[i - 1], lines[i]
            if (
                indents[i] < usual - 1
                or (
                    indents[i] > usual + 1
                    and (indents[i - 1] <= usual or _room(before, line, width) >= 0)
                )
                or (
                    len(before) < 0.8 * width
                    and _room(before, line, width) > width // 5
                    and (i - 1 == start or _ends_sentence(before))
                    and _opens_sentence(line)
                )
            ):
                yield Paragraph("text", self.joined(lines[start:i]), 0, indents[start])
                start = i
        yield Paragraph("text", self.joined(lines[start:]), 0, indents[start])

    def joined(self, lines: Sequence[str]) -> str:
        """The lines as one, with the words whole that were cut at a line's end."""
        if len(lines) == 1:
            return _single_spaced(lines[0])
        text = "\n".join(line.strip() for line in lines)
        if "-\n" in text or "‐\n" in text or "—\n" in text:
            text = _hyphen_break.sub(self.unhyphenated, _dash_break.sub("", text))
        if not text.isascii():
            text = _wide_break.sub("", text)
        return _single_spaced(text)

    def unhyphenated(self, match: re.Match[str]) -> str:
        """What joins the two halves of a word, and the second.

        The hyphen only goes where the text has the same word in one piece elsewhere: else it may
        be the word's own.
        """
        right = match[1]
        ending = _last_word(match.string[max(0, match.start() - 40) : match.start()])
        left = ending[0] if ending else ""
        if self.words is None:
            self.words = frozenset(_word.findall(self.text[:_VOCABULARY]))
        if not {left + right, (left + right).lower()}.isdisjoint(self.words):
            return right
        return f"- {right}" if right in _COORDINATORS else f"-{right}"


def _single_spaced(text: str) -> str:
    """The text with one space for each run of white space, and none at its ends."""
    if len(text) <= _AT_ONCE:
        return " ".join(text.split())
    spaced = (
        " ".join(stretch.split()) + " " * stretch[-1].isspace()
        for stretch in stretches(text, _AT_ONCE)
    )
    return "".join(spaced).strip()


def _is_rule(line: str) -> bool:
    return len(line) <= LONG_LINE and bool(_rule(line))


def _is_underlined(line: str, following: str) -> bool:
    """Whether a line as long as a heading has another drawn under it, at least half as long."""
    return 2 * len(following.strip()) >= len(line.strip()) <= LONG_LINE and bool(
        _underline(following)
    )


def _is_code_line(line: str) -> bool:
    return len(line) <= LONG_LINE and bool(_code(line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _are_sentences(lines: Sequence[str]) -> bool:
    """Whether every line is a paragraph, as it reads like whole sentences."""
    ended = sum(bool(_ends_sentence(line)) for line in lines)
    return ended >= 0.6 * len(lines) and sum(map(len, lines)) >= 2 * SHORT_LINE * len(lines)


def _chunks(kind: Literal["verse", "code"], lines: Sequence[str]) -> Iterator[Paragraph]:
    for start in range(0, len(lines), CHUNK):
        chunk = lines[start : start + CHUNK]
        text = "\n".join(chunk if kind == "code" else _dedented(chunk))
        yield Paragraph(kind, text, 0, min(map(_indent, chunk)))


def _dedented(lines: Sequence[str]) -> list[str]:
    shared = min(_indent(line) for line in lines if line)
    return [line[shared:] for line in lines]


def _with_code_dedented(found: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs, with neighbouring pieces of code as one that keeps its inner indents."""
    for one, following in zip(reversed(found[:-1]), reversed(found), strict=False):
        if one.kind == "text" and following.kind == "code" and _is_code_line(one.text):
            one.kind, one.text = "code", " " * one.indent + one.text
    merged: list[Paragraph] = []
    for is_code, group in groupby(found, key=lambda paragraph: paragraph.kind == "code"):
        if not is_code:
            merged += group
            continue
        pieces = list(group)
        shared = min(piece.indent for piece in pieces)
        for piece in pieces:
            lines = [line[shared:] for line in piece.text.split("\n")]
            last = merged[-1] if merged and merged[-1].kind == "code" else None
            if last and last.text.count("\n") + len(lines) < CHUNK:
                last.text += "\n" * (piece.gap + 1) + "\n".join(lines)
            else:
                piece.text = "\n".join(lines)
                merged.append(piece)
    return merged
