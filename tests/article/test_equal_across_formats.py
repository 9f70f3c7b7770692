"""One article in every format is one article: what is found in it, and the notes on it, too."""

from __future__ import annotations

import re

import pytest
from books import NAV_ITEM, chapter, epub, nav, package
from markdown_it import MarkdownIt

from article import Article, Passage, describe, open_article, resolve
from article.shipped import shipped_article

FORMATS = ["page.html", "site.html", "book.epub", "plain.txt"]


@pytest.fixture(scope="module")
def markdown() -> Article:
    with shipped_article() as path:
        return open_article(path)


@pytest.fixture(scope="module")
def words() -> str:
    """The Markdown without its front matter."""
    with shipped_article() as path:
        return path.read_text(encoding="utf-8").split("---\n", 2)[2]


@pytest.fixture(scope="module", params=FORMATS)
def other(request, words, markdown, tmp_path_factory) -> Article:
    html = MarkdownIt("commonmark").render(words)
    start = f'<!DOCTYPE html><html lang="en"><head><title>{markdown.title}</title></head><body>'
    made = {
        "page.html": f"{start}{html}</body></html>",
        "site.html": f'{start}<nav><a href="/">Home</a> <a href="/all">All articles</a></nav>'
        f"<article><h1>{markdown.title}</h1>{html}</article>"
        '<aside><h3>Most read</h3><a href="/1">Another one</a></aside>'
        "<footer>All rights reserved</footer></body></html>",
        "book.epub": book(html, markdown.title),
        "plain.txt": plain(words, markdown.title),
    }[request.param]
    path = tmp_path_factory.mktemp("formats") / request.param
    path.write_bytes(made if isinstance(made, bytes) else made.encode())
    return open_article(path)


def book(html: str, title: str) -> bytes:
    """A book with a chapter for each heading, which only the table of contents knows."""
    parts = re.split(r"<h2>(.*?)</h2>\n", html)
    names = [f"{n}.xhtml" for n in range(len(parts) // 2 + 1)]
    bodies = dict(zip(names, parts[::2], strict=True))
    entries = zip(names[1:], parts[1::2], strict=True)
    contents = nav("".join(f'<li><a href="{name}">{entry}</a></li>' for name, entry in entries))
    metadata = f"<dc:title>{title}</dc:title><dc:language>en</dc:language>"
    return epub(
        {
            "OEBPS/book.opf": package(names, metadata=metadata, manifest=NAV_ITEM),
            "OEBPS/nav.xhtml": contents,
            **{f"OEBPS/{name}": chapter(body) for name, body in bodies.items()},
        }
    )


def plain(words: str, title: str) -> str:
    """The text as it would be typed: its lines as they are, headings between empty lines."""
    words = re.sub(r"^#+ (.*)$", r"\n\1\n", words, flags=re.MULTILINE)
    words = re.sub(r"^> ", "    ", words, flags=re.MULTILINE)
    return f"{title}\n\n{re.sub(r'[*]{1,2}', '', words)}"


def test_the_title_and_the_language_are_the_same(markdown, other):
    assert other.title == markdown.title
    assert other.language in (markdown.language, "")


def test_the_sections_are_the_same(markdown, other):
    assert [s.title for s in other.sections] == [s.title for s in markdown.sections]


def test_the_priorities_are_the_same(markdown, other):
    assert [(p.number, p.label) for p in other.priorities] == [
        (p.number, p.label) for p in markdown.priorities
    ]


def test_the_key_points_are_the_same(markdown, other):
    assert [k.text for k in other.key_points] == [k.text for k in markdown.key_points]


def test_notes_on_one_are_found_in_the_others(markdown, other):
    passages = [
        *(sentence for sentence in markdown.sentences[::3]),
        *(priority.passage for priority in markdown.priorities),
        Passage(markdown.text.index("Seven hundred"), markdown.text.index("one of yes.") + 11),
    ]
    anchors = [describe(markdown.text, passage) for passage in passages]
    found = resolve(other.text, anchors)
    for passage, resolution in zip(passages, found, strict=True):
        assert resolution.passage is not None
        there, here = resolution.passage.of(other.text), passage.of(markdown.text)
        assert there.split() == here.split()


def test_a_page_and_a_book_have_the_same_text_but_for_headings(markdown, other):
    if other.media_type == "text/plain":
        assert markdown.text.splitlines()[-1] == other.text.splitlines()[-1]
    else:
        assert other.text.removeprefix(f"{markdown.title}\n") == markdown.text
