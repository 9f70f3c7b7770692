"""Books: chapters in order, contents as sections, and no book that can do harm."""

from __future__ import annotations

import io
import struct
import zipfile

import books
import pytest
from books import chapter, nav, package, simple
from hypothesis import given
from hypothesis import strategies as st

from article import Article, ArticleError, open_article
from article.errors import SourceUnreadable
from article.formats import archive, epub
from article.formats.archive import leads_outside


@pytest.fixture
def open_book(tmp_path):
    def read(content: bytes) -> Article:
        path = tmp_path / "book.epub"
        path.write_bytes(content)
        return open_article(path)

    return read


def headings(article: Article) -> list[tuple[str, int, str]]:
    return [
        (article.text[b.start : b.end], b.level, b.origin)
        for b in article.blocks
        if b.kind == "heading"
    ]


def test_a_book_is_its_chapters_in_the_order_of_the_spine(open_book):
    files = {
        "OEBPS/book.opf": package(
            ["text/b.xhtml", "text/a%20a.xhtml"],
            metadata="<dc:title>A Book</dc:title><dc:title>Its other title</dc:title>"
            "<dc:creator>One</dc:creator><dc:creator>Two</dc:creator><dc:language>en-GB</dc:language>"
            "<dc:date>2011-03-01T00:00:00Z</dc:date>"
            "<dc:identifier>url:https://example.org/a-book</dc:identifier>",
        ),
        "OEBPS/text/a a.xhtml": chapter("<h1>Second</h1><p>Words of the second.</p>"),
        "OEBPS/text/b.xhtml": chapter("<h1>First</h1><p>Words of the <i>first</i>.</p>"),
        "OEBPS/text/unlisted.xhtml": chapter("<p>Not of the book.</p>"),
    }
    article = open_book(books.epub(files))
    assert article.text == "First\nWords of the first.\nSecond\nWords of the second."
    assert (article.title, article.author, article.language) == ("A Book", "One, Two", "en-GB")
    assert (article.date, article.url) == ("2011-03-01", "https://example.org/a-book")
    assert article.media_type == "application/epub+zip"
    assert [section.title for section in article.sections] == ["First", "Second"]


def test_a_book_is_known_by_its_content_whatever_its_name(tmp_path):
    (tmp_path / "book").write_bytes(simple("<p>words</p>"))
    assert open_article(tmp_path / "book").text == "words"


def test_headings_come_from_the_contents_where_a_chapter_has_none(open_book):
    article = open_book(
        simple(
            "<h2>I. A Heading</h2><p>a</p>",
            '<p class="title">THE SECOND<br/>CHAPTER</p><p>b</p>',
            "<p>No title here, only these words that go on for a while.</p>",
            "<p>before</p><p id='part'>after</p>",
            nav=nav(
                "<li><a href='1.xhtml'>A Heading</a><ol>"
                "<li><a href='2.xhtml'>The second chapter</a></li>"
                "<li><a href='3.xhtml#missing'>Nowhere</a></li></ol></li>"
                "<li><a href='3.xhtml'>Third <i>chapter</i></a></li>"
                "<li><a href='4.xhtml#part'>A part</a></li>"
            ),
        )
    )
    assert headings(article) == [
        ("I. A Heading", 2, "authored"),
        ("THE SECOND\nCHAPTER", 2, "derived"),
        ("Third chapter", 1, "derived"),
        ("A part", 1, "derived"),
    ]
    assert article.text.endswith("go on for a while.\nbefore\nA part\nafter")


def test_links_within_a_book_lead_to_their_places(open_book):
    article = open_book(
        simple(
            "<p>See <a href='2.xhtml'>the second</a>, <a href='2.xhtml#b%20b'>its end</a>, "
            "<a href='#here'>this</a>, <a href='4.xhtml'>more</a> and "
            "<a href='https://example.org/'>there</a>.</p><p>And <b id='here'>here</b>.</p>",
            "<p>two</p><p id='b b'>its end</p><p>See <a href='1.xhtml#here'>here</a>.</p>",
            "<p id='here'>Nobody leads to this one.</p>",
            nav=nav(
                "<li><a href='2.xhtml'>Another heading</a></li>"
                "<li><a href='2.xhtml#b%20b'>The last part</a></li>"
            ),
        )
    )
    assert {name: article.text[at:][:9] for name, at in article.targets.items()} == {
        "OEBPS/2.xhtml": "Another h",
        "OEBPS/2.xhtml#b b": "The last ",
        "OEBPS/1.xhtml#here": "And here.",
    }
    led = {m.target for block in article.blocks for m in block.marks if m.kind == "link"}
    assert led == {*article.targets, "OEBPS/4.xhtml", "https://example.org/"}


def test_the_contents_of_epub_2_are_read_too(open_book):
    ncx = (
        '<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>'
        "<navPoint><navLabel><text>Part</text></navLabel><content src='1.xhtml'/>"
        "<navPoint><navLabel><text>Chapter</text></navLabel><content src='2.xhtml'/></navPoint>"
        "</navPoint></navMap></ncx>"
    )
    article = open_book(simple("<p>a</p>", "<p>b</p>", ncx=ncx, toc=' toc="ncx"'))
    assert headings(article) == [("Part", 1, "derived"), ("Chapter", 2, "derived")]


@pytest.mark.parametrize("contents", ["<broken", "", nav("<li><a href='1.xhtml'> </a></li>")])
def test_a_book_with_unusable_contents_is_read_without(open_book, contents):
    assert open_book(simple("<h1>One</h1><p>a</p>", "", nav=contents)).text == "One\na"


def test_the_page_of_contents_itself_is_not_read(open_book):
    contents = nav("<li><a href='1.xhtml'>One</a></li>")
    article = open_book(simple("<p>a</p>", nav=contents, spine='<itemref idref="nav"/>'))
    assert article.text == "One\na"


def test_footnotes_are_found_in_other_chapters_and_have_labels_of_their_own(open_book):
    article = open_book(
        simple(
            "<p>One<a epub:type='noteref' href='3.xhtml#n1'>1</a></p>",
            "<p>Two<sup><a href='3.xhtml#n2'>1</a></sup> and <sup><a href='#own'>*</a></sup></p>"
            "<aside epub:type='footnote' id='own'><p>Its own.</p></aside>",
            "<section epub:type='endnotes'><ol>"
            "<li id='n1' epub:type='endnote'><p>First. "
            "<a epub:type='backlink' href='1.xhtml#r'>↩</a></p></li>"
            "<li id='n2'><p><a href='2.xhtml#r'>1.</a> Second.</p><p>More.</p></li></ol></section>",
        )
    )
    assert article.text == "One[1]\nTwo[2] and [*]\nIts own.\nFirst.\nSecond.\nMore."
    marks = [(m.kind, m.target) for block in article.blocks for m in block.marks]
    assert marks == [("footnote", "1"), ("footnote", "2"), ("footnote", "*")]
    notes = [
        (b.containers[-1].marker, article.text[b.start : b.end], b.opens)
        for b in article.blocks
        if b.containers
    ]
    assert notes == [
        ("[*]", "Its own.", 1),
        ("[1]", "First.", 1),
        ("[2]", "Second.", 1),
        ("[2]", "More.", 0),
    ]


def test_the_licence_of_a_library_is_no_part_of_the_text(open_book):
    licence = (
        "<section class='pg-boilerplate pgheader'><p>The licence,</p><p>at length.</p></section>"
    )
    article = open_book(simple("<p>words</p>", licence + "<p>more</p>"))
    assert article.text == "words\nmore"
    assert [(one.text, one.position) for one in article.residue] == [("The licence, at length.", 5)]


def test_images_are_their_alternative_text(open_book):
    article = open_book(simple("<p><img src='a.png' alt='A map of the coast'/></p><svg/>"))
    (block,) = article.blocks
    assert article.text == "A map of the coast"
    assert [(m.kind, m.start, m.end, m.target) for m in block.marks] == [
        ("image", 0, 18, "OEBPS/a.png")
    ]


def test_lists_in_two_chapters_are_two_lists(open_book):
    article = open_book(simple("<ol><li>a</li></ol>", "<ol><li>b</li></ol>"))
    first, second = (block.containers[0].group for block in article.blocks)
    assert first != second


def test_named_characters_are_read_and_sloppy_chapters_too(open_book):
    doctype = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://example.org/x.dtd">'
    files = {
        "OEBPS/book.opf": package(["a.xhtml", "b.xhtml"]),
        "OEBPS/a.xhtml": f'<?xml version="1.0"?>{doctype}<html><p>one&nbsp;&mdash; two</p></html>',
        "OEBPS/b.xhtml": "<html><p>naïve<br>three &copy;<p>four</html>".encode("latin-1"),
    }
    assert open_book(books.epub(files)).text == "one\xa0— two\nnaïve\nthree ©\nfour"


def test_a_missing_chapter_is_said_and_the_others_are_read(open_book):
    files = {"OEBPS/book.opf": package(["a.xhtml", "b.xhtml"]), "OEBPS/a.xhtml": chapter("words")}
    article = open_book(books.epub(files))
    assert article.text == "words"
    assert article.remarks == ("1 of the 2 parts of this book is missing.",)


def test_fonts_in_disguise_are_no_protection(open_book):
    encryption = (
        '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
        '<enc:EncryptionMethod Algorithm="{}"/></enc:EncryptedData></encryption>'
    )
    files = {"OEBPS/book.opf": package(["a.xhtml"]), "OEBPS/a.xhtml": chapter("<p>words</p>")}
    path = "META-INF/encryption.xml"
    font = encryption.format("http://www.idpf.org/2008/embedding")
    assert open_book(books.epub({**files, path: font})).text == "words"
    drm = encryption.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc")
    with pytest.raises(SourceUnreadable, match=r"book\.epub is protected by DRM: "):
        open_book(books.epub({**files, path: drm}))


# What does harm, or would


BOMB = b"<p>" + bytes(3_000_000)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    "<html><p>&b;</p></html>"
)
OPF = package(["a.xhtml"])


def repacked(content: bytes, method: int = zipfile.ZIP_LZMA) -> bytes:
    """The same book, packed in another way."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return out.getvalue()


def damaged(content: bytes, at: bytes = b"words words") -> bytes:
    """A book with a bit turned in the middle of a file that is not compressed."""
    return repacked(content, zipfile.ZIP_STORED).replace(at, at.upper(), 1)


def flagged(content: bytes, flags: int) -> bytes:
    """A book whose entries all have these general purpose flags (APPNOTE.TXT, section 4.4.4)."""
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(sign)
        while start >= 0:
            content = content[: start + place] + bytes([flags]) + content[start + place + 1 :]
            start = content.find(sign, start + 4)
    return content


def claiming(content: bytes, entries: int) -> bytes:
    """A book whose directory says that it has so many entries."""
    end = content.rfind(b"PK\x05\x06")
    return content[: end + 10] + struct.pack("<H", entries) + content[end + 12 :]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (books.epub({}, container=None), "is not an EPUB"),
        (books.epub({}), r"is a broken EPUB: OEBPS/book\.opf is missing"),
        (books.epub({}, container="<container/>"), "is a broken EPUB: its package document is"),
        (books.epub({}, container="<container>"), r"container\.xml is not well-formed"),
        (books.epub({"OEBPS/book.opf": "PK"}), r"book\.opf is not well-formed"),
        (books.epub({"OEBPS/book.opf": package([])}), "has no text: it may be a book of pictures"),
        (books.epub({"OEBPS/book.opf": OPF}), "has no text"),
        (simple("<p>words</p>")[:-30], "is a broken EPUB: it has no directory"),
        (simple("<p>words</p>")[:300] + simple("<p>words</p>")[340:], "is a broken EPUB"),
        (damaged(simple("<p>words words</p>")), "is a broken EPUB: a file in it is damaged"),
        (repacked(simple("<p>words</p>")), "is packed as no EPUB may be"),
        (flagged(simple("<p>words</p>"), 1), "is protected by a password"),
        (flagged(simple("<p>words</p>"), 1 << 5), "is packed as no EPUB may be"),
        (flagged(simple("<p>words</p>"), 1 << 6), "is packed as no EPUB may be"),
        (claiming(simple("<p>words</p>"), 30_000), "has more than 20,000 files"),
        (books.epub({"OEBPS/book.opf": OPF, "OEBPS/a.xhtml": BOMB}), "beyond all measure"),
        (books.epub({"OEBPS/book.opf": OPF, "OEBPS/a.xhtml": LAUGHS}), "entities of its own"),
        (books.epub({"OEBPS/book.opf": LAUGHS}), "entities of its own"),
        (
            books.epub({"OEBPS/book.opf": OPF, "OEBPS/a.xhtml": LAUGHS.encode("utf-16")}),
            "entities of its own",
        ),
        (
            books.epub({"OEBPS/book.opf": package(["../../../etc/passwd"])}),
            "names a file outside of the book",
        ),
        (
            books.epub({"OEBPS/book.opf": OPF, "../a.xhtml": "words"}),
            "has a file whose name leads out of the book",
        ),
        (
            books.epub({"OEBPS/book.opf": package(["https://example.org/a.xhtml"])}),
            "has no text",
        ),
    ],
)
def test_a_book_that_cannot_be_read_is_refused_in_one_line(open_book, content, said):
    with pytest.raises(SourceUnreadable, match=said) as caught:
        open_book(content if content.startswith(b"PK") else b"PK\x03\x04" + content)
    assert "\n" not in str(caught.value)
    assert caught.value.hint


def test_all_files_together_have_a_limit(open_book, monkeypatch):
    monkeypatch.setattr(archive, "MAX_TEXT", 2_000)
    with pytest.raises(SourceUnreadable, match="beyond all measure"):
        open_book(simple("<p>words</p>" * 100, "<p>more</p>" * 100))


def test_a_file_that_lies_about_its_size_is_read_no_further(open_book):
    book = bytearray(books.epub({"OEBPS/book.opf": OPF, "OEBPS/a.xhtml": BOMB}))
    entry = book.rfind(b"PK\x01\x02")
    book[entry + 24 : entry + 28] = struct.pack("<I", 10)
    with pytest.raises(SourceUnreadable, match="is a broken EPUB"):
        open_book(bytes(book))


@pytest.mark.parametrize(
    ("path", "outside"),
    [
        ("a/b.xhtml", False),
        ("a/../b.xhtml", False),
        ("..a/b", False),
        ("../b", True),
        ("a/../../b", True),
        ("/etc/passwd", True),
        ("..\\b", True),
        ("C:\\b", True),
        ("//host/b", True),
        ("..", True),
    ],
)
def test_paths_that_lead_outside_are_known(path, outside):
    assert leads_outside(path) is outside


BODIES = st.lists(
    st.sampled_from(
        (
            "<h2>Heading</h2>",
            "<p>Words<sup><a href='2.xhtml#n1'>1</a></sup> of a chapter.</p>",
            "<ol><li>One</li><li id='n1'>Two</li></ol>",
            "<blockquote>Said <i>so</i>.</blockquote>",
            "<section class='pg-boilerplate'>Licence</section>",
            "<aside epub:type='footnote' id='n2'>A note.</aside>",
        )
    ),
    max_size=5,
).map("".join)


@given(st.lists(BODIES, min_size=2, max_size=4))
def test_the_chapters_of_a_book_joined_are_the_whole_book(bodies):
    contents = nav("<li><a href='1.xhtml'>One</a></li><li><a href='2.xhtml#n1'>Two</a></li>")
    content = simple("<p>words</p>", *bodies, nav=contents)
    book = epub.Book(content, "book")
    whole = book.cover()
    chapters = list(book.chapters())
    assert len(chapters) == len(book.sizes)
    for one in chapters:
        whole.extend(one)
    assert whole == epub.parse(content, "book")
    assert whole.text == "\n".join(one.text for one in chapters if one.texts)


def test_a_book_tells_of_itself_before_a_chapter_is_read():
    files = {
        "OEBPS/book.opf": package(
            ["1.xhtml", "2.xhtml", "3.xhtml"], metadata="<dc:title>A Book</dc:title>"
        ),
        "OEBPS/1.xhtml": chapter("<p>one</p>"),
        "OEBPS/2.xhtml": '<!DOCTYPE html [<!ENTITY a "aa">]><html>&a;</html>',
    }
    book = epub.Book(books.epub(files), "book")
    cover = book.cover()
    assert (cover.title, cover.texts) == ("A Book", [])
    assert cover.remarks == ("1 of the 3 parts of this book is missing.",)
    assert book.sizes == (len(files["OEBPS/1.xhtml"]), len(files["OEBPS/2.xhtml"]))
    chapters = book.chapters()
    assert next(chapters).texts == ["one"]
    with pytest.raises(SourceUnreadable, match="defines entities"):
        next(chapters)


def test_a_chapter_that_is_an_empty_file_has_no_words():
    files = {
        "OEBPS/book.opf": package(["1.xhtml", "2.xhtml"]),
        "OEBPS/1.xhtml": "",
        "OEBPS/2.xhtml": chapter("<p>words</p>"),
    }
    assert epub.parse(books.epub(files), "book").text == "words"


def test_the_chapters_of_a_book_together_have_a_limit(monkeypatch):
    monkeypatch.setattr("article.formats.assembly.MOST_BLOCKS", 3)
    with pytest.raises(SourceUnreadable, match="more than 3 paragraphs"):
        epub.parse(simple("<p>1</p><p>2</p>", "<p>3</p><p>4</p>"), "book")


def test_a_book_may_be_read_from_a_later_chapter_on_and_again(monkeypatch):
    content = simple("<p>" + "one " * 500 + "</p>", "<p>two</p>", "<p>three</p>")
    monkeypatch.setattr(archive, "MAX_TEXT", 4_000)
    book = epub.Book(content, "book")
    assert [one.text for one in book.chapters(1)] == ["two", "three"]
    for _ in range(3):
        assert [len(one.texts) for one in book.chapters()] == [1, 1, 1]


@given(st.data())
def test_a_book_with_any_damage_is_read_or_refused(data):
    book = bytearray(
        simple("<p>words <b>and</b> more</p>", nav=nav("<li><a href='1.xhtml'>A</a></li>"))
    )
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(book) - 1))
        book[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        assembly = epub.parse(bytes(book), "book")
    except ArticleError as error:
        said = str(error)
    else:
        said = assembly.title
        assert len(assembly.text) == assembly.length
    assert "\n" not in said


@given(st.lists(st.text(st.sampled_from("<>/abi&;\"'= ph1!-[]"), max_size=60), max_size=3))
def test_chapters_of_any_markup_are_read(bodies):
    try:
        assembly = epub.parse(simple("<p>words</p>", *bodies), "book")
    except ArticleError:
        return
    for text, block in zip(assembly.texts, assembly.blocks, strict=True):
        assert assembly.text[block.start : block.end] == text
        assert all(0 <= mark.start < mark.end <= len(text) for mark in block.marks)
