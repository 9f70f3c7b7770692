"""CSV, Org, HTML and plain text out, and My Clippings in."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

import pytest
from exchange_samples import FIXTURES, awkward, ferry, imported, notes_on, on, placed
from hypothesis import given
from hypothesis import strategies as st

from article import Anchor, from_text
from article.printable import printable_line
from reader.annotations.exchange import IN_PLACE, TEXTS, clippings, html, org, readwise_csv
from reader.annotations.exchange.foreign import Malformed
from reader.annotations.exchange.readwise_csv import harmless
from reader.annotations.model import Annotation

GOLDEN = {"csv": "notes.csv", "org": "notes.org", "html": "notes.html", "text": "notes.txt"}


def sample():
    article = ferry()
    notes = [
        on(
            article,
            "The ferry was late",
            1,
            note="=1+1\n* a & b <i>c</i>\n#+END_QUOTE",
            tags=("late", "two words"),
            color="blue",
            created="2024-02-29T12:00:00.000+00:00",
            by="Ada",
        ),
        on(article, "late, and", 2, color="pink"),
        on(article, "tomorrow.\nIt will never", 3, note="Over two items:"),
        Annotation(
            "00000000-0000-7000-8000-000000000005",
            Anchor("", "", "", 0, 0, text="0" * 64),
            note="All.",
        ),
        Annotation(
            "00000000-0000-7000-8000-000000000006",
            Anchor("@lighthouse", "There was ", ", once", 10, 21),
            note="Where?",
        ),
    ]
    return article, placed(article, notes)


@pytest.mark.parametrize("form", GOLDEN)
def test_the_notes_as_the_golden_file_has_them(form):
    assert TEXTS[form](*sample()) + "\n" == (FIXTURES / GOLDEN[form]).read_text()


def test_the_article_with_its_notes_as_the_golden_page_has_it():
    assert html.write_in_place(*sample()) + "\n" == (FIXTURES / "in-place.html").read_text()


def test_csv_has_the_columns_of_readwise_and_no_formula():
    rows = list(csv.DictReader(io.StringIO(readwise_csv.write(*sample()))))
    assert list(rows[0]) == ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"]
    by_quote = {row["Highlight"]: row for row in rows}
    assert by_quote["The ferry was late"]["Note"].startswith("'=1+1\n")
    assert by_quote["The ferry was late"]["Note"].endswith("\n.late .two_words")
    assert "'@lighthouse" in by_quote
    assert by_quote["The Ferry"]["Note"] == "All."


@given(awkward, st.sampled_from("=+-@\t\r'"))
def test_no_cell_begins_like_a_formula(text, first):
    assert harmless(first + text)[0] not in "=+-@\t\r"
    assert harmless(first + text).removeprefix("'") in (first + text, (first + text)[1:])


@given(st.data())
def test_org_has_a_headline_for_each_note_and_no_other(data):
    article = ferry()
    notes = data.draw(notes_on(article))
    written = org.write(article, placed(article, notes))
    assert len(re.findall(r"^\*\* ", written, re.MULTILINE)) == len(notes)
    assert len(re.findall(r"^#\+BEGIN_QUOTE$", written, re.MULTILINE)) == len(notes)
    assert len(re.findall(r"^[ \t]*#\+END_QUOTE", written, re.MULTILINE)) == len(notes)
    sections = {section.title for section in article.sections}
    assert set(re.findall(r"^\* (.*)$", written, re.MULTILINE)) <= sections


class Elements(HTMLParser):
    """What a page has: its elements, whether they are well nested, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.open: list[str] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes |= set(attrs)
        if tag not in ("meta", "hr", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


SAFE = (
    "html meta title style h1 h2 h3 h4 h5 h6 p a blockquote mark aside div hr br "
    "ul ol li section sup em strong code s pre table tr th td"
)
ATTRIBUTES = "charset http-equiv content name class href rel start"


@given(st.data())
def test_a_page_has_no_element_that_does_anything_and_all_its_words(data):
    article = from_text("x" + data.draw(awkward) + "\n\n[a](javascript:b) <script>c</script>")
    notes = placed(article, data.draw(notes_on(article)))
    for write in (TEXTS["html"], IN_PLACE["html"]):
        page = Elements(write(article, notes))
        assert not page.open
        assert page.names <= set(SAFE.split())
        names = {name for name, _ in page.attributes}
        assert names <= {
            "charset",
            "http-equiv",
            "content",
            "name",
            "class",
            "href",
            "rel",
            "start",
        }
        links = [value for name, value in page.attributes if name == "href"]
        assert all(str(link).startswith(("http://", "https://", "mailto:")) for link in links)
    for note in notes:
        for text in note.annotation.tags:
            assert printable_line(text)[:1] in page.words


def test_clippings_of_this_book_are_found_and_notes_stand_on_their_highlights():
    text = (FIXTURES / "clippings.txt").read_text()
    assert clippings.is_like(text)
    article = ferry()
    notes = list(imported(article, clippings.read(text, article.title)))
    assert {(one.origin.exact, one.note) for one in notes} == {
        ("The ferry was late", "Again?"),
        ("", "A note far from any highlight."),
    }
    marked = next(one for one in notes if one.origin.exact)
    assert marked.origin.start == article.text.index("The ferry was late")
    assert len(marked.ext["clippings"]["entries"]) == 2


def test_clippings_of_several_other_books_are_no_notes_on_this_one():
    text = (FIXTURES / "clippings.txt").read_text()
    with pytest.raises(Malformed, match="several books"):
        clippings.read(text, "A Third Book")
    only = text.partition("Other Waters")[0]
    assert len(clippings.read(only, "A Third Book")) == 1
