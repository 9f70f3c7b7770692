"""An article as plain text: what a pipe or a file gets in place of the screen.

Marked passages stand in `[[ ]]`; those with a note or tags have a number, `[[words]]{2}`, and are
listed by it at the end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count
from typing import NamedTuple

from article import Article, Block, Passage
from article.passage import trimmed
from reader.annotations.errors import AnnotationsError
from reader.annotations.exchange.plain import quote_of, words_on
from reader.annotations.placing import PlacedNote
from reader.cli.command_line import NOTES_UNUSABLE
from reader.cli.note_text import indented
from reader.cli.output import complain, say
from reader.cli.placed import placed_notes
from reader.library import own_library
from reader.opening import article_to_read, passage_at
from reader.options import ReadingOptions
from reader.view.cells import width_of
from reader.view.layout import Layout, Row

_UNWRAPPED = 1_000_000_000
"""A width that no paragraph fills."""


def print_article(source: str | None, asked: ReadingOptions) -> int:
    """Print an article with its notes. Notes that cannot be read keep no one from the text.

    Raises:
        ArticleError: the article cannot be read.
        NotThere: it has no such place as is asked for.
    """
    library = own_library()
    article = article_to_read(source, library, asked.media_type)
    start = 0 if asked.at is None else passage_at(article, asked.at).start
    code = 0
    notes: tuple[PlacedNote, ...] = ()
    try:
        notes = placed_notes(article, library, asked.notes)
    except AnnotationsError as error:
        complain(str(error))
        code = NOTES_UNUSABLE
    for line in _with_notes(article, notes, asked.width, start):
        say(line)
    return code


def _with_notes(
    article: Article, notes: Iterable[PlacedNote], width: int | None, start: int
) -> Iterator[str]:
    """The text, and behind it what was written on it."""
    marked: list[Marked] = []
    listed: list[str] = []
    lost: list[str] = []
    numbers = count(1)
    for note in notes:
        annotation = note.annotation
        if not note.passage:
            lost += indented("", [quote_of(annotation)], width)
            lost += indented("    ", words_on(annotation), width)
        elif annotation.is_highlight:
            marked.append(Marked(note.passage))
        else:
            marked.append(Marked(note.passage, number := next(numbers)))
            listed += indented(f"{{{number}}} ", words_on(annotation), width)
    yield from lines_of(article, marked, width=width, start=start)
    for title, lines in (("Notes", listed), ("Notes that lost their place", lost)):
        if lines:
            yield from ("", title, "", *lines)


class Marked(NamedTuple):
    """A passage to be marked."""

    passage: Passage
    number: int | None = None
    """Of its note in the list at the end."""


def lines_of(
    article: Article, marked: Iterable[Marked] = (), *, width: int | None = None, start: int = 0
) -> Iterator[str]:
    """The lines of an article from the block at a position on, marked passages and all.

    Headings have their `#` signs again, so that they can be told from short paragraphs.
    """
    first = article.block_at(start)
    text, blocks = _with_signs(article, marked)
    layout = Layout(text, blocks, width or _UNWRAPPED, range(first, len(blocks)))
    for index in layout.shown:
        is_rule = blocks[index].kind == "rule"
        for row in layout.rows_of(index):
            yield f"{row.lead}* * *" if is_rule and row.pieces else _line(text, row)


@dataclass(frozen=True, slots=True, order=True)
class _Sign:
    position: int
    rank: tuple[int, int]
    """Where several signs meet: what ends there first, the shortest inside."""
    sign: str


def _signs(article: Article, marked: Iterable[Marked]) -> Iterator[_Sign]:
    for block in article.blocks:
        if block.kind == "heading":
            yield _Sign(block.start, (1, 0), "#" * block.level + " ")
    for one in marked:
        if passage := trimmed(article.text, one.passage):
            closing = "]]" if one.number is None else f"]]{{{one.number}}}"
            yield _Sign(passage.start, (2, -passage.end), "[[")
            yield _Sign(passage.end, (0, -passage.start), closing)


def _with_signs(article: Article, marked: Iterable[Marked]) -> tuple[str, Sequence[Block]]:
    """The text and its blocks, as they are with the signs written into them."""
    signs = sorted(_signs(article, marked))
    if not signs:
        return article.text, article.blocks
    positions = [sign.position for sign in signs]
    added = [0, *accumulate(len(sign.sign) for sign in signs)]

    def start_of(position: int) -> int:
        return position + added[bisect_left(positions, position)]

    def end_of(position: int) -> int:
        return position + added[bisect_right(positions, position)]

    def moved(block: Block) -> Block:
        start = start_of(block.start)
        table = block.table and block.table._replace(
            rows=tuple(
                tuple(
                    (start_of(block.start + a) - start, end_of(block.start + b) - start)
                    for a, b in cells
                )
                for cells in block.table.rows
            ),
        )
        return block._replace(start=start, end=end_of(block.end), table=table)

    pieces = []
    done = 0
    for sign in signs:
        pieces += [article.text[done : sign.position], sign.sign]
        done = sign.position
    return "".join([*pieces, article.text[done:]]), [moved(block) for block in article.blocks]


def _line(text: str, row: Row) -> str:
    """One row as text; where nothing is drawn, it ends."""
    drawn = [(cell, "│") for cell in row.rules]
    drawn += [(piece.cell, text[piece.start : piece.shown]) for piece in row.pieces]
    line = row.lead
    for cell, words in sorted(drawn):
        line += " " * (cell - width_of(line)) + words
    return line.rstrip()
