"""Markdown: CommonMark 0.31 with tables, strikethrough, footnotes and task lists.

A text is parsed piece by piece. The token stream is walked once; HTML inside Markdown is reduced to
its words. No word of a text is lost, however deep it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from article.errors import SourceUnreadable
from article.formats.assembly import Assembly
from article.formats.markdown_grammar import Definitions, Token, block_tokens
from article.formats.markdown_walk import Walk
from article.formats.markdown_words import words_of

PIECE = 64_000
"""Characters that are parsed at a time: some hundredths of a second."""

_empty_line = re.compile(r"\n[ \t]*\n").search
_definition = re.compile(r"[\s>*+\-\d.)]*\[[^\]\[]{1,999}\]:").match
"""A line with the label of a link or a footnote at its beginning, whatever it stands in."""
_LONGEST_LABEL = 1_200
"""Characters, with what it stands in."""
_MOST_TOKENS = 100_000
"""Of one list or quotation: a longer one is cut into several, for tokens take much memory."""
_LONGEST_PIECE, _LONGEST_LISTING = 4_000_000, 40_000_000
"""Characters of one block, likewise: lines take memory, too. What is cut off from the end of a
listing is no listing any more, so that may be longer."""
_MOST_DEFINITIONS = 200_000
"""Of links and footnotes: each takes a thousand bytes or two while a text is parsed."""


@dataclass(slots=True)
class Piece:
    """How far a text is parsed."""

    assembly: Assembly
    """All that was parsed so far; the next piece adds to it."""
    end: int
    """How many characters of the text that is."""
    is_last: bool = False


def parse(text: str) -> Assembly:
    """The blocks of a Markdown text without its front matter."""
    return next(piece.assembly for piece in in_pieces(text) if piece.is_last)


def in_pieces(text: str, length: int = PIECE) -> Iterator[Piece]:
    """Parse a text piece by piece from its beginning; the blocks are those of the whole.

    Only what links and footnotes lead to may be defined later than it is used. So definitions are
    looked for first, in what looks like one. If in the end others were found, as when one stands
    in a listing, the text is parsed once more with those, and the pieces begin anew.
    """
    known = _definitions_in(text)
    while True:
        found: Definitions = {}
        walk = Walk(Assembly())
        for end, tokens in _decided(text, length, known, found):
            walk.take_all(tokens)
            yield Piece(walk.assembly, end)
        if _meanings(found) == _meanings(known):
            break
        known = found
    walk.add_footnotes()
    walk.assembly.title = walk.assembly.title_by_heading()
    yield Piece(walk.assembly, len(text), is_last=True)


def parse_stretch(text: str, start: int, end: int) -> Assembly:
    """The blocks of a part of a text as if it stood alone, with the links of the whole."""
    walk = Walk(Assembly())
    for _, tokens in _decided(text[start:end], end - start, _definitions_in(text), {}):
        walk.take_all(tokens)
    walk.assembly.title = walk.assembly.title_by_heading()
    return walk.assembly


def _decided(
    text: str, length: int, known: Definitions, found: Definitions
) -> Iterator[tuple[int, list[Token]]]:
    """The tokens of the text, some blocks at a time, and how far that is.

    A piece ends at an empty line, or else at any. Its last block is left to the next piece, for it
    may go on there. All before it are decided: no later line changes which blocks earlier lines are
    (CommonMark 0.31, appendix).
    """
    start, ahead = 0, length
    while start < len(text):
        end, is_gap = _end_of_piece(text, start + ahead)
        piece = text[start:end]
        defined: Definitions = {}
        tokens = block_tokens(piece, defined)
        decided, line = len(piece), 0
        if end < len(text) and (tokens or not is_gap):
            tokens, line = _before_last(tokens, len(piece))
            if not tokens and not _are_too_many(defined):
                ahead *= 4
                continue
            decided = len(piece) - len(piece.split("\n", line)[line]) if line else len(piece)
        _add_decided(found, defined, tokens, line)
        _read_words(tokens, known)
        start, ahead = start + decided, length
        yield start, tokens


def _end_of_piece(text: str, at: int) -> tuple[int, bool]:
    """Behind the first empty line from there on, if one is near, or else behind a line."""
    if at < len(text) and (gap := _empty_line(text, at, at + PIECE)):
        return gap.end(), True
    return text.find("\n", at) + 1 or len(text), False


def _before_last(tokens: list[Token], length: int) -> tuple[list[Token], int]:
    """The tokens before the last block that stands in no other, and its line.

    If there is none before it, nothing; but in a piece that is too long, all items of a list before
    the last, and of another block all there is, with the line 0.
    """
    blocks = (i for i in range(len(tokens) - 1, 0, -1) if _opens(tokens[i], 0))
    if last := next(blocks, 0):
        return tokens[:last], _line_of(tokens[last])
    longest = _LONGEST_LISTING if len(tokens) == 1 else _LONGEST_PIECE
    if len(tokens) < _MOST_TOKENS and length < longest:
        return [], 0
    items = (i for i in range(len(tokens) - 1, 1, -1) if _opens(tokens[i], 1))
    last = next(items, 0)
    if last and tokens[last].type == "list_item_open":
        return [*tokens[:last], tokens[-1]], _line_of(tokens[last])
    return tokens, 0


def _add_decided(
    found: Definitions, defined: Definitions, tokens: Sequence[Token], line: int
) -> None:
    """Add what a piece defines before a line, or with 0 in all of it; of a label the first counts.

    What stands behind may turn out to be something else, such as the head of a table.

    Raises:
        SourceUnreadable: there are more than `_MOST_DEFINITIONS`.
    """
    links = found.setdefault("references", {})
    for label, link in defined.get("references", {}).items():
        if not line or link["map"][0] < line:
            links.setdefault(label, link)
    notes = found.setdefault("footnotes", {}).setdefault("refs", {})
    notes |= {f":{t.meta['label']}": -1 for t in tokens if t.type == "footnote_reference_open"}
    if _are_too_many(found):
        raise SourceUnreadable(
            f"the text defines more than {_MOST_DEFINITIONS:,} links and footnotes",
            "split it into smaller files",
        )


def _are_too_many(definitions: Definitions) -> bool:
    notes = definitions.get("footnotes", {}).get("refs", ())
    return len(definitions.get("references", ())) + len(notes) > _MOST_DEFINITIONS


def _opens(token: Token, level: int) -> bool:
    return token.level == level and token.nesting >= 0 and token.map is not None


def _line_of(token: Token) -> int:
    return token.map[0] if token.map else 0


def _read_words(tokens: Sequence[Token], known: Definitions) -> None:
    """Leave the words and marks of each inline run and of each cell with its token."""
    for token in tokens:
        if token.type == "inline":
            token.meta["words"] = words_of(token.content, known)
        elif token.type == "table":
            rows = token.meta["rows"]
            token.meta["rows"] = [[words_of(cell, known) for cell in row] for row in rows]


def _definitions_in(text: str) -> Definitions:
    """What links and footnotes lead to, by paragraphs that look as if they said so."""
    found: Definitions = {}
    position = 0
    while (position := text.find("]:", position)) >= 0 and not _are_too_many(found):
        before = max(0, position - _LONGEST_LABEL)
        line = text.rfind("\n", before, position) + 1 or before
        if _definition(text, line, position + 2):
            end = text.find("\n\n", position, position + PIECE)
            end = min(len(text), position + PIECE) if end < 0 else end
            start = text.rfind("\n\n", max(0, line - PIECE), line) + 1 or max(0, line - PIECE)
            block_tokens(text[start:end], found)
            position = end
        else:
            position += 2
    return found


def _meanings(definitions: Definitions) -> tuple[dict[str, tuple[str, str]], set[str]]:
    """What each link leads to, with its title, and the labels of the footnotes."""
    links = definitions.get("references", {})
    notes = definitions.get("footnotes", {}).get("refs", {})
    return {name: (one["href"], one["title"]) for name, one in links.items()}, set(notes)
