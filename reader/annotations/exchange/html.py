"""HTML: a list of notes, and a whole article with its notes in place; each one page, by itself.

Source: https://html.spec.whatwg.org/. All characters of texts and notes are escaped, links lead to
the web or into the page, nothing is loaded and nothing runs: the page's own policy forbids it
(https://www.w3.org/TR/CSP3/).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from article import Article, Block, Mark, Passage
from article.model import Container
from article.printable import printable, printable_line
from reader.annotations.exchange.listing import LOST, WHOLE, by_section, is_on_whole
from reader.annotations.exchange.source import source_of
from reader.annotations.model import Annotation
from reader.annotations.placing import PlacedNote

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body { max-width: 40em; margin: 2em auto; padding: 0 1em; line-height: 1.5 }
:root { color-scheme: light dark }
blockquote, aside { border-left: 3px solid gray; margin-left: 0; padding-left: 1em }
aside { margin-left: 2em; font-size: .9em }
pre { overflow-x: auto }
td, th { border: 1px solid gray; padding: 0 .5em }
mark { color: black }
.note { white-space: pre-wrap }
.tag { color: gray }
.yellow { background: #fff3a3 }
.green { background: #c3f0c0 }
.blue { background: #c0dcff }
.pink { background: #ffc9e0 }
.orange { background: #ffd9a8 }
.purple { background: #e0ccff }
"""
_ELEMENTS = {
    "emphasis": "em",
    "strong": "strong",
    "code": "code",
    "strike": "s",
    "footnote": "sup",
    "image": "em",
}
"""For each kind of mark but links its element. A picture would have to be loaded."""
_is_address = re.compile(r"(?:https?://|mailto:)[^\s]*", re.IGNORECASE).fullmatch


def write(article: Article, notes: Iterable[PlacedNote]) -> str:
    """The notes under the titles of their sections."""
    return _page(article, _listed(article, notes))


def _listed(article: Article, notes: Iterable[PlacedNote]) -> Iterator[str]:
    yield f"<h1>{_line(article.title)}</h1>"
    yield f"<p>{_link(source_of(article), _line(source_of(article)))}</p>"
    for title, group in by_section(article, notes):
        yield f"<h2>{_line(title)}</h2>"
        for note in group:
            yield from _with_quote(note)


def write_in_place(article: Article, notes: Iterable[PlacedNote]) -> str:
    """The whole article, each note below the paragraph where its passage ends.

    Notes on the whole of it come first, those without a place last.
    """
    return _page(article, _in_place(article, list(notes)))


def _in_place(article: Article, notes: Sequence[PlacedNote]) -> Iterator[str]:
    whole = [note for note in notes if is_on_whole(note)]
    lost = [note for note in notes if not is_on_whole(note) and note.passage is None]
    if whole:
        yield f"<h2>{WHOLE}</h2>"
        for note in whole:
            yield from _aside(note.annotation)
    placed = [
        (note.passage, note.annotation)
        for note in notes
        if note.passage is not None and not is_on_whole(note)
    ]
    yield from _Body(article, placed).lines()
    if lost:
        yield f"<hr><h2>{LOST}</h2>"
        for note in lost:
            yield from _with_quote(note)


def _page(article: Article, lines: Iterable[str]) -> str:
    language = f' lang="{escape(article.language)}"' if article.language else ""
    head = [
        "<!DOCTYPE html>",
        f"<html{language}>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{_line(article.title)}</title>",
        f"<style>{_STYLE}</style>",
    ]
    return "\n".join([*head, *lines, "</html>"])


def _line(text: str) -> str:
    return escape(printable_line(text))


def _text(text: str) -> str:
    return escape(printable(text))


def _link(target: str, words: str) -> str:
    """A link, with words that are escaped already; the words alone if it leads elsewhere."""
    if not _is_address(target):
        return words
    return f'<a href="{_line(target)}" rel="noopener noreferrer">{words}</a>'


def _with_quote(note: PlacedNote) -> Iterator[str]:
    annotation = note.annotation
    if not is_on_whole(note):
        quote = _text(annotation.anchor.exact)
        yield f'<blockquote><mark class="{annotation.color}">{quote}</mark></blockquote>'
    yield from _aside(annotation)


def _aside(annotation: Annotation) -> Iterator[str]:
    texts = filter(None, (annotation.note, *annotation.note_alt))
    lines = [f'<div class="note">{_text(text)}</div>' for text in texts]
    if annotation.tags:
        tags = " ".join(f"#{_line(tag)}" for tag in annotation.tags)
        lines.append(f'<div class="tag">{tags}</div>')
    if lines:
        yield f"<aside>{''.join(lines)}</aside>"


class _Body:
    """The blocks of an article, with elements for what they stand in."""

    def __init__(self, article: Article, placed: Sequence[tuple[Passage, Annotation]]) -> None:
        self.article = article
        self.waiting = sorted(placed, key=lambda one: (one[0].start, one[0].end, one[1].id))[::-1]
        self.here: list[tuple[Passage, Annotation]] = []
        self.open: list[str] = []
        """What closes the elements that the present block stands in."""

    def lines(self) -> Iterator[str]:
        for block in self.article.blocks:
            yield from self.enter(block)
            while self.waiting and self.waiting[-1][0].start <= block.end:
                self.here.append(self.waiting.pop())
            yield self.block(block)
            for passage, annotation in self.here:
                if passage.end <= block.end:
                    yield from _aside(annotation)
            self.here = [one for one in self.here if one[0].end > block.end]
        yield from self.leave(0)

    def enter(self, block: Block) -> Iterator[str]:
        """Close and open elements, so that the block stands where it belongs."""
        yield from self.leave(len(block.containers) - block.opens)
        for container in block.containers[len(self.open) :]:
            opening, closing = _elements_of(container)
            self.open.append(closing)
            yield opening

    def leave(self, kept: int) -> Iterator[str]:
        while len(self.open) > kept:
            yield self.open.pop()

    def block(self, block: Block) -> str:
        inner = self.words(block, 0, len(block.passage))
        match block.kind:
            case "heading":
                level = min(max(block.level, 1), 6)
                return f"<h{level}>{inner}</h{level}>"
            case "code":
                return f"<pre><code>{inner}</code></pre>"
            case "rule":
                return "<hr>"
            case "table":
                return self.table(block)
            case _:
                return "<p>" + inner.replace("\n", "<br>\n") + "</p>"

    def table(self, block: Block) -> str:
        rows = []
        for number, cells in enumerate(block.table.rows if block.table else ()):
            name = "td" if number else "th"
            words = (f"<{name}>{self.words(block, start, end)}</{name}>" for start, end in cells)
            rows.append(f"<tr>{''.join(words)}</tr>")
        return f"<table>{''.join(rows)}</table>"

    def words(self, block: Block, start: int, end: int) -> str:
        """The words between two offsets, cut wherever a mark or a passage begins or ends."""
        here = [(p.start - block.start, p.end - block.start, one) for p, one in self.here]
        edges = [offset for mark in block.marks for offset in (mark.start, mark.end)]
        edges += [offset for first, last, _ in here for offset in (first, last)]
        cuts = sorted({start, end, *(edge for edge in edges if start < edge < end)})
        text = block.passage.of(self.article.text)
        pieces = []
        for first, last in pairwise(cuts):
            words = _text(text[first:last])
            for mark in reversed(block.marks):
                if mark.start <= first and last <= mark.end:
                    words = _marked(mark, words)
            colors = [one.color for begin, close, one in here if begin <= first and last <= close]
            pieces.append(f'<mark class="{colors[-1]}">{words}</mark>' if colors else words)
        return "".join(pieces)


def _marked(mark: Mark, words: str) -> str:
    if mark.kind == "link":
        return _link(mark.target, words)
    return f"<{_ELEMENTS[mark.kind]}>{words}</{_ELEMENTS[mark.kind]}>"


def _elements_of(container: Container) -> tuple[str, str]:
    """What opens and what closes the elements of a container.

    Each item has a list of its own, which begins with its number: that draws the same.
    """
    match container.kind:
        case "quote":
            return "<blockquote>", "</blockquote>"
        case "footnote":
            return f"<section><sup>{_line(container.marker)}</sup>", "</section>"
        case _ if container.number is not None:
            return f'<ol start="{container.number}"><li>', "</li></ol>"
        case _:
            return "<ul><li>", "</li></ul>"
