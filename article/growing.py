"""Opening a long text bit by bit: first the stretch that is wanted, then more, then all.

    for growth in grow(source, at=offset):
        show(growth.article)        # whose `is_part` says whether more is to come

A reader sees one screenful at first, and a few pages take some hundredths of a second to parse,
however long the text is. The last article is that of `article_of`, block by block.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from article.article import Article
from article.formats import EPUB, MARKDOWN, PLAIN
from article.formats.assembly import Assembly
from article.opening import article_of, assembled
from article.source import Source

STRETCH = 48_000
"""Characters of the source that are parsed before anything is shown."""

_GROWTH = 20
"""Each article is so many times as long as the one before, so that all of them together cost
little more than the last."""
_NEARLY = 0.99
"""The share of what is parsed, but not yet put together."""
_HEAD = 4_000
"""Characters in which a text tells its title."""
_COMPARED = 3
"""Blocks that a part must have at least to be found in a longer one."""
_FENCES = ("\n```", "\n~~~")
_words = re.compile(r"\w+").findall
_BETWEEN_WORDS = r"(?:<[^<>]{1,99}>|\W){1,9}"
_WORDS_SOUGHT = (6, 4, 3)
"""How many words in a row tell a place; fewer where markup stands between them."""
_block_start = re.compile(r"\n\n(?=(#{1,6} )|[^\W_])")


class Growth(NamedTuple):
    """What there is to read so far."""

    article: Article
    """The same one as before while there is nothing new to show."""
    share: float
    """Which part of the source is parsed, from 0 to 1."""


def grow(source: Source, at: int = 0, stretch: int = STRETCH) -> Iterator[Growth]:
    """The article of a source in ever longer parts; the last one is the whole.

    The first is a stretch around the character `at` of the source's text. It is parsed as if it
    stood alone, so a little of it may be otherwise in the whole. While `at` is in the first
    stretch, the next ones are longer and longer beginnings of the whole.

    Raises:
        ArticleError: it cannot be read; see `article_of`.
    """
    text = source.text
    if source.media_type == EPUB:
        yield from _grown_book(source, at, stretch)
        return
    if source.media_type not in (MARKDOWN, PLAIN) or len(text) <= 2 * stretch:
        yield Growth(article_of(source), 1.0)
        return
    start, end = _seams(text, source.media_type, at, stretch)
    part = _part(source, start, end)
    yield Growth(part, min(_NEARLY, (end - start) / len(text)))
    if source.media_type == PLAIN:  # what is a heading there, depends on all of the text
        yield Growth(article_of(source), 1.0)
        return
    from article.formats import markdown  # noqa: PLC0415 - only for such a text

    wanted = _GROWTH * (end - start) if start == 0 else len(text) + 1
    for piece in markdown.in_pieces(text, stretch):
        if piece.is_last:
            part = assembled(source, piece.assembly)
        elif piece.end >= wanted:
            part = replace(assembled(source, piece.assembly, part.title), is_part=True)
            wanted = _GROWTH * piece.end
        yield Growth(part, min(_NEARLY, piece.end / len(text)) if part.is_part else 1.0)


def opening_stretch(source: Source, at: int = 0, stretch: int = STRETCH) -> Article:
    """The article of the stretch around a character of the source's text, as `grow` begins.

    Raises:
        ArticleError: see `article_of`.
    """
    return next(grow(source, at, stretch)).article


def plain_opening(source: Source, stretch: int = STRETCH) -> Article:
    """The article of the first characters of Markdown, as far as they need no parser.

    Where it has any blocks, they and its title are those of the whole.
    """
    from article.formats import markdown_opening  # noqa: PLC0415 - for a first screen alone

    assembly, is_whole = markdown_opening.plain_opening(source.text, stretch)
    if not (is_whole or assembly.title or source.front_matter.title):
        return Article("", ())  # what the text is called may stand behind
    return replace(assembled(source, assembly), is_part=not is_whole)


def offset_of(source: Source, quote: str, position: int) -> int:
    """Where in a source the words of an article are that stood at a position of it.

    Of a book that is in the bytes of its chapters, one behind the other. It is the first place
    from the position on, for markup only adds characters; if the words are not there any more,
    the position.

    Raises:
        ArticleError: it is a book that cannot be read.
    """
    if source.media_type == EPUB:
        from article.formats.epub import Book  # noqa: PLC0415 - only for a book

        book = Book(source.content, source.name)
        chapters = list(book.markup())
        for pattern in _patterns(quote):
            for number, markup in enumerate(chapters):
                if pattern.search(markup):
                    return sum(book.sizes[:number])
        return 0
    text = source.text
    for pattern in _patterns(quote):
        if found := pattern.search(text, position) or pattern.search(text):
            return found.start()
    return min(position, len(text))


def _patterns(quote: str) -> Iterator[re.Pattern[str]]:
    """What finds the words of a quote through markup, the surest first."""
    words = _words(quote)
    for count in _WORDS_SOUGHT:
        for first in range(len(words) - count + 1):
            yield re.compile(_BETWEEN_WORDS.join(words[first : first + count]))


def _grown_book(source: Source, at: int, stretch: int) -> Iterator[Growth]:
    """A book chapter by chapter, the one first that holds the place."""
    from article.formats.epub import Book  # noqa: PLC0415 - only for a book

    book = Book(source.content, source.name)
    ends = list(accumulate(book.sizes))
    if not ends or ends[-1] <= 2 * stretch:
        yield Growth(article_of(source), 1.0)
        return
    first = bisect_right(ends, at, hi=len(ends) - 1)
    part, wanted = None, stretch
    if first:
        chapter = book.cover()
        chapter.extend(next(book.chapters(first)))
        part, wanted = replace(assembled(source, chapter), is_part=True), ends[-1]
        yield Growth(part, book.sizes[first] / ends[-1])
    whole = book.cover()
    for chapter, end in zip(book.chapters(), ends, strict=True):
        whole.extend(chapter)
        if whole.texts and wanted <= end < ends[-1]:
            part = replace(assembled(source, whole), is_part=True)
            wanted = _GROWTH * end
        if part is not None:
            yield Growth(part, min(_NEARLY, end / ends[-1]))
    yield Growth(assembled(source, book.checked(whole)), 1.0)


def _part(source: Source, start: int, end: int) -> Article:
    """The article of a stretch of a source, with the title of the whole."""
    assembly = _parsed(source, start, end)
    if start:
        head = _seams(source.text, source.media_type, 0, _HEAD)
        assembly.title = _parsed(source, *head).title
    return replace(assembled(source, assembly), is_part=True)


def _parsed(source: Source, start: int, end: int) -> Assembly:
    if source.media_type == PLAIN:
        from article.formats import plaintext  # noqa: PLC0415 - only for such a text

        return plaintext.parse(source.text[start:end])
    from article.formats import markdown  # noqa: PLC0415 - only for such a text

    return markdown.parse_stretch(source.text, start, end)


def _seams(text: str, media_type: str, at: int, length: int) -> tuple[int, int]:
    """Where a stretch around a place begins and ends, if possible between two blocks.

    It begins at the first heading or else the first paragraph in half the length before the place,
    so that there is enough above it for a screen at the end of a section.
    """
    start = 0
    if at > length // 2:
        before = list(_block_start.finditer(text, max(0, at - length // 2), at))
        best = min(before, key=lambda gap: (not gap[1], gap.start()), default=None)
        start = best.end() if best else text.rfind("\n", 0, at) + 1
    if media_type == MARKDOWN:
        for fence in _FENCES:  # where a listing has begun and not ended, begin with it
            if text.startswith(fence[1:]) + text.count(fence, 0, start) & 1:
                start = text.rfind(fence, 0, start) + 1
    least = max(at, start) + length
    gap = text.find("\n\n", least, least + length)
    if gap < 0 and least + length < len(text):  # one block of a monstrous length
        gap = max(text.rfind(sign, least, least + length) for sign in "\n ")
        return start, gap + 1 if gap >= 0 else least
    return start, gap + 1 if gap >= 0 else len(text)


def moved_by(before: Article, after: Article) -> int | None:
    """By how much the positions of a part move in a longer part; `None` where it reads otherwise.

    The first and the last block of a part may have been cut, and are not looked at.
    """
    if len(before.blocks) < _COMPARED:
        return None
    start, end = before.blocks[1].start, before.blocks[-1].start
    words = before.text[start:end]
    found = start if after.text.startswith(words, start) else after.text.find(words)
    return found - start if found >= 0 else None
