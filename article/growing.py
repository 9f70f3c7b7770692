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
from itertools import accumulate, pairwise
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
"""How many words in a row tell a place where not all of them do, for markup stands between them."""
_REACH = 100_000
"""Characters on both sides of a place in which words are looked for first."""
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
    part = _part(source, start, end, at)
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


def offset_of(source: Source, quote: str, position: int, share: float = 0.0) -> int:
    """Where in a source the words of an article are that stood at a position of it.

    `share` says how much of the article stood before it. Of several places it is the one that is
    nearest to this share of the source, and not before the position, for markup only adds
    characters. If the words are not there any more, it is the place where they should be.

    Of a book it is in the bytes of its chapters, one behind the other.

    Raises:
        ArticleError: it is a book that cannot be read.
    """
    if source.media_type == EPUB:
        return _offset_in_book(source, quote, position, share)
    text = source.text
    expected = min(max(position, round(share * len(text))), len(text))
    hits = (_nearest(pattern, text, expected) for pattern in _patterns(quote))
    return next((hit for hit in hits if hit is not None), expected)


def _offset_in_book(source: Source, quote: str, position: int, share: float) -> int:
    from article.formats.epub import Book  # noqa: PLC0415 - only for a book

    book = Book(source.content, source.name)
    ends = list(accumulate(book.sizes, initial=0))
    expected = min(max(position, round(share * ends[-1])), ends[-1])
    chapters = [(*span, markup) for span, markup in zip(pairwise(ends), book.markup(), strict=True)]
    chapters.sort(key=lambda chapter: max(chapter[0] - expected, expected - chapter[1]))
    for pattern in _patterns(quote):
        for start, end, markup in chapters:
            hit = _nearest(pattern, markup, expected - start)
            if hit is not None:
                return min(start + hit, max(start, end - 1))
    return expected


def _patterns(quote: str) -> Iterator[re.Pattern[str]]:
    """What finds the words of a quote through markup, the surest first."""
    words = _words(quote)
    for count in (len(words), *_WORDS_SOUGHT) if words else ():
        for first in range(len(words) - count + 1):
            yield re.compile(_BETWEEN_WORDS.join(words[first : first + count]))


def _nearest(pattern: re.Pattern[str], text: str, expected: int) -> int | None:
    """Where in a text a pattern is that is nearest to a place; all of it is seldom looked at."""
    reach = _REACH
    while True:
        found = pattern.finditer(text, max(0, expected - reach), max(0, expected + reach))
        hits = (match.start() for match in found)
        nearest = min(hits, key=lambda hit: abs(hit - expected), default=None)
        if nearest is not None or max(expected, len(text) - expected) <= reach:
            return nearest
        reach *= _GROWTH


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
        start = ends[first - 1]
        part = _around(assembled(source, chapter), (at - start) / max(1, book.sizes[first]))
        wanted = ends[-1]
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


def _part(source: Source, start: int, end: int, at: int) -> Article:
    """The article of a stretch of a source around a character, with the title of the whole."""
    assembly = _parsed(source, start, end)
    if start:
        head = _seams(source.text, source.media_type, 0, _HEAD)
        assembly.title = _parsed(source, *head).title
    part = assembled(source, assembly)
    if start:
        return _around(part, (at - start) / (end - start))
    return replace(part, is_part=True)


def _around(part: Article, share: float) -> Article:
    """A part that does not begin with the text, made for what stands behind such a share of it."""
    return replace(part, is_part=True, around=max(1, round(share * len(part.text))))


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
            if _is_open(fence, text, start):
                start = text.rfind(fence, 0, start) + 1
    least = max(at, start) + length
    gap = text.find("\n\n", least, least + length)
    if gap < 0 and least + length < len(text):  # one block of a monstrous length
        gap = max(text.rfind(sign, least, least + length) for sign in "\n ")
        return start, gap + 1 if gap >= 0 else least
    return start, gap + 1 if gap >= 0 else len(text)


def is_in_listing(text: str, at: int) -> bool:
    """Whether a listing of Markdown has begun and not ended before a character of its source.

    It is told by the signs alone, without parsing.
    """
    return any(_is_open(fence, text, at) for fence in _FENCES)


def _is_open(fence: str, text: str, at: int) -> bool:
    return bool(text.startswith(fence[1:]) + text.count(fence, 0, at) & 1)


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
