"""Web pages: the article is found, its structure kept, and nothing of a page is obeyed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article import Article, ArticleError, from_text, open_article
from article.formats import body, html
from article.formats.markup import MAX_CONTAINERS

PAGES = Path(__file__).parent / "fixtures" / "html"
PROSE = "A sentence of an article is longer than a label, and it ends with a full stop. " * 3


def page(text: str, **options: str) -> Article:
    return from_text(text, media_type="text/html", **options)


def outline(article: Article) -> list[str]:
    """A line for each block: its kind, what tells it from others, and its words."""
    lines = []
    for block in article.blocks:
        marker = block.containers[-1].marker if block.containers and block.opens else ""
        told = str(block.level or "") or marker or block.language
        lines.append(" ".join(filter(None, (block.kind, told, "|"))) + " " + words(article, block))
    return lines


def words(article: Article, block) -> str:
    return article.text[block.start : block.end]


def marks(article: Article, kind: str) -> list[tuple[str, str]]:
    return [
        (words(article, block)[mark.start : mark.end], mark.target)
        for block in article.blocks
        for mark in block.marks
        if mark.kind == kind
    ]


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_of_a_page_the_article_is_read_and_nothing_else(path):
    """Each `.expected` has how the blocks of the page beside it begin, all of them in order."""
    article = open_article(path)
    expected = path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    found = outline(article)
    assert [line[: len(wanted)] for line, wanted in zip(found, expected, strict=False)] == expected
    assert len(found) == len(expected)
    assert article.remarks == ()


def test_what_a_page_says_of_itself_is_known():
    article = open_article(PAGES / "news.html")
    assert article.title == "Harbour town votes to move its market uphill"
    assert (article.author, article.date) == ("Ada Lindqvist", "2024-05-17")
    assert article.url == "https://estuarypost.example/2024/05/harbour-market"
    assert article.language == "en-GB"
    assert [s.title for s in article.sections] == [
        "Opening",
        "“We are not leaving the sea”",
        "What happens now",
    ]


def test_a_page_of_very_many_elements_is_shown_whole_with_what_its_head_says():
    head = "<title>The names</title><meta name=author content='Ada Lindqvist'>"
    article = page(f"<html lang=en><head>{head}</head><nav>Menu</nav>{'<i>name</i> ' * 30_001}")
    assert article.remarks == (html.TOO_LARGE,)
    assert (article.title, article.author, article.language) == ("The names", "Ada Lindqvist", "en")


def test_of_very_many_elements_those_are_read_that_are_marked_as_the_main_content():
    article = page(f"<nav>Menu</nav><main><h1>Names</h1>{'<i>name</i> ' * 30_001}</main><p>End</p>")
    assert article.remarks == ()
    assert article.text.startswith("Names\nname name")
    assert [one.text for one in article.residue] == ["Menu", "End"]


def test_the_rest_of_a_page_is_kept_as_residue():
    article = open_article(PAGES / "news.html")
    residue = " ".join(one.text for one in article.residue)
    for words_of_the_page in ("214 partners", "Ten pubs with a view", "since 1998", "All rights"):
        assert words_of_the_page in residue
    assert {one.reason for one in article.residue} == {body.OUTSIDE}
    middle = next(one for one in article.residue if "Ten pubs" in one.text)
    assert article.text[: middle.position].endswith("because of a spreadsheet.")


def test_footnotes_are_tied_to_what_refers_to_them():
    article = open_article(PAGES / "wiki.html")
    assert marks(article, "footnote") == [("[1]", "1"), ("[2]", "2"), ("[1]", "1")]
    notes = [block.containers[-1] for block in article.blocks if block.containers]
    assert [(note.kind, note.marker) for note in notes] == [
        ("footnote", "[1]"),
        ("footnote", "[2]"),
    ]
    assert "edit" not in article.text


def test_links_lead_where_the_page_says():
    article = open_article(PAGES / "essay.html")
    assert marks(article, "link") == [
        ("a link down", "#more"),
        ("one that leads away", "https://paint.example/?a=1&b=2"),
    ]
    assert marks(article, "image") == [("A wall, half painted", "a.png")]


def test_links_within_a_page_lead_to_their_places():
    article = page(
        "<p>See <a href='#b'>below</a>, <a href='#%C3%A4'>the list</a>, <a href='#d'>there</a>.</p>"
        "<h2 id='a'>Nobody leads here</h2><a name='b'></a><p>Words <i id='b'>below</i>.</p>"
        "<ul><li>one</li><li><span id='ä'>two</span></li></ul>"
    )
    assert {name: article.text[at:][:7] for name, at in article.targets.items()} == {
        "#b": "Words b",
        "#%C3%A4": "two",
    }


def test_a_table_knows_its_cells():
    article = open_article(PAGES / "essay.html")
    block = next(block for block in article.blocks if block.kind == "table")
    text = words(article, block)
    assert text == "Coat | Days\n1 | 2\n2"
    assert block.table is not None
    assert [[text[a:b] for a, b in row] for row in block.table.rows] == [
        ["Coat", "Days"],
        ["1", "2"],
        ["2"],
    ]
    assert block.table.aligns == ("right", "left")


def test_cells_that_span_leave_their_places_empty():
    table = (
        "<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<td>d</tr>"
        "<tr><td></td><td colspan=2>e<td>f</table>"
    )
    article = page(table)
    assert article.text == "a |  | b\n |  | c | d\n | e |  | f"
    (block,) = article.blocks
    assert [[article.text[a:b] for a, b in row] for row in block.table.rows] == [
        ["a", "", "b"],
        ["", "", "c", "d"],
        ["", "e", "", "f"],
    ]


def test_every_column_has_an_alignment_whatever_the_first_row_has():
    table = "<table><tr><td align=right>a<td>b<tr><td>c<td>d<td>e</table>"
    article = page(table + "<table><tr><td colspan=9>a<tr><td>b<td>c</table>")
    assert [block.table.aligns for block in article.blocks] == [
        ("right", "left", "left"),
        ("left", "left"),
    ]


def test_tables_that_only_lay_a_page_out_are_read_cell_by_cell():
    assert page("<table><tr><td><h2>A</h2>a<td>b<tr><td>c<td>d</table>").text == "A\na\nb\nc\nd"
    assert page("<table role=presentation><tr><td>a<td>b<tr><td>c</table>").text == "a\nb\nc"


def test_marks_go_on_over_the_ends_of_blocks_and_cover_no_white_space():
    article = page(
        '<?xml version="1.0"?><html><p>one <b> two <i>three </i></b><b>four</b><em></em></p>'
        "<i><p> a</p><p><em>b</em></p></i><p>c</p></html>"
    )
    assert article.text == "one two three four\na\nb\nc"
    assert marks(article, "strong") == [("two three", ""), ("four", "")]
    assert marks(article, "emphasis") == [("three", ""), ("a", ""), ("b", "")]


def test_white_space_is_that_of_html():
    assert page("<p>a\n  b<span> </span> c\xa0 d<br>  e<br><br>f</p>").text == "a b c\xa0 d\ne\nf"
    assert page("<p>漢字\n漢字 <b>漢\n字</b></p>").text == "漢字漢字 漢字"
    assert page("<pre>\n a\n\tb<br>c\n</pre>").text == " a\n    b\nc"


def test_preformatted_text_keeps_its_lines_and_says_its_language():
    article = page(
        "<pre class='brush: sql'><div>a</div><div>b</div></pre><pre> </pre>"
        "<pre><code class='language-c++'><i class=lineno>1</i>c<a href='/x'>d</a></code></pre>"
    )
    assert article.text == "a\nb\ncd"
    assert [(b.kind, b.language) for b in article.blocks] == [("code", "sql"), ("code", "c++")]


def test_an_item_without_a_list_is_an_item_and_an_empty_one_is_none():
    article = page("<li>a</li><ul><li></li><li><p>b</p><p>c</p></li></ul>")
    assert outline(article) == ["item • | a", "item • | b", "paragraph | c"]
    assert [block.spaced for block in article.blocks] == [True, True, True]
    assert [b.spaced for b in page("<p>a<ul><li>b<li>c<ol><li>d</ol></ul><p>e").blocks] == [
        *(True, True),
        *(False, False),
        True,
    ]


def test_headings_keep_their_words_only():
    article = page("<h1>One <a href='#one'>#</a></h1><h2><button>Two</button><br>more</h2>x")
    assert article.text == "One\nTwo more\nx"
    assert [(block.kind, block.level) for block in article.blocks[:2]] == [
        ("heading", 1),
        ("heading", 2),
    ]


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("b c", "https://a.example/x/bc"),
        ("//c.example", "https://c.example"),
        ("HTTPS://d.example", "HTTPS://d.example"),
        ("mailto:a@a.example", "mailto:a@a.example"),
        ("java\nscript:x()", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("https://[", "https://["),
        ("//[", None),
        ("x[#a", "https://a.example/x/x[#a"),
        ("//[#a", None),
        ("", None),
    ],
)
def test_links_that_can_be_followed_are_whole_addresses(href, target):
    article = page(
        f"<link rel=canonical href='https://a.example/x/y'><p><a href='{href}'>words</a>"
    )
    assert marks(article, "link") == ([("words", target)] if target else [])


def test_what_was_packed_may_be_padded(tmp_path):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"words ") + gzip.compress(b"and more") + bytes(20))
    assert open_article(path).text == "words and more"


def test_what_grows_beyond_all_measure_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("article.source.MAX_BYTES", 1_000_000)
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(bytes(3_000_000)))
    with pytest.raises(ArticleError, match="is too large when unpacked"):
        open_article(path)


@pytest.mark.parametrize("failing", ["extraction.bare_extraction", "html.extract_metadata"])
def test_a_page_on_which_a_library_fails_is_read_all_the_same(monkeypatch, failing):
    def fail(*arguments, **options):
        raise RecursionError

    monkeypatch.setattr(f"article.formats.{failing}", fail)
    article = page(f"<nav>Menu</nav><h1>A title</h1><p>{PROSE}</p>")
    assert "it ends with a full stop." in article.text


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("A map of the coast", "A map of the coast"),
        ("map-of-the-coast", "map-of-the-coast"),
        ("Figure 3", "Figure 3"),
        ("Map of the coast.PNG", ""),
        ("0225-map-coast_01", ""),
    ],
)
def test_the_name_of_a_file_is_not_what_an_image_says(words, read):
    assert page(f"<p>Look:<img src=a.png alt='{words}'></p>").text == f"Look:{read}"


def test_what_the_standard_has_for_words_is_read():
    text = (
        "<p><q>Quoted</q> <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> "
        '<math alttext="a^2"><mi>a</mi></math> x<sup>2</sup> n<sub>10</sub> 1<sup>st</sup></p>'
        "<dl><dt>term<dd>what it is</dl><details><summary>More</summary>inside</details>"
    )
    assert page(text).text == "“Quoted” 漢 a^2 x² n₁₀ 1st\nterm\nwhat it is\nMore\ninside"


# When there is no article


def test_a_page_without_an_article_is_shown_whole_and_says_so():
    links = "".join(f"<li><a href='/{n}'>Headline number {n}</a></li>" for n in range(60))
    article = page(f"<nav>Menu</nav><h1>The Daily</h1><ul>{links}</ul><footer>Imprint</footer>")
    assert article.remarks == (html.WHOLE_PAGE,)
    assert article.text.startswith("Menu\nThe Daily\nHeadline number 0\n")
    assert article.text.endswith("Headline number 59\nImprint")


def test_an_article_that_only_a_program_would_show_is_read_from_its_data():
    data = f'{{"@type": "NewsArticle", "headline": "A", "articleBody": "{PROSE * 4}"}}'
    article = page(
        f'<title>A</title><script type="application/ld+json">{data}</script><div id=root></div>'
    )
    assert article.text.startswith("A sentence of an article")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("<div id=root></div><script src=app.js></script>", "it is a program for a browser"),
        (
            "<script>run()</script><p>Loading…</p><noscript>Please enable</noscript>",
            "it is a program",
        ),
        ("<html><head><title>Empty</title></head><body></body></html>", "there is nothing to read"),
        ("<frameset><frame src='a'></frameset>", "there is nothing to read"),
        ("<!-- nothing -->", "there is nothing to read"),
    ],
)
def test_a_page_without_words_is_refused_in_one_line(tmp_path, text, hint):
    path = tmp_path / "a.html"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ArticleError, match=f"a\\.html has no text: {hint}") as caught:
        open_article(path)
    assert "\n" not in str(caught.value)


# Which texts are pages


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("<!DOCTYPE html><p>a", "text/html"),
        ("\ufeff \n<!-- saved --><HTML><p>a", "text/html"),
        ('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html><p>a</p></html>', "text/html"),
        ("<head><title>a</title></head><p>a", "text/html"),
        ('<h1 align="center">A readme</h1>\n\n# of Markdown', "text/markdown"),
        ("<htmlish> is not", "text/plain"),
        ("I wrote <html> here", "text/plain"),
    ],
)
def test_a_page_is_known_by_how_it_begins(tmp_path, text, media_type):
    path = tmp_path / "nameless"
    path.write_text(text, encoding="utf-8")
    assert open_article(path).media_type == media_type


@pytest.mark.parametrize("suffix", [".html", ".HTM", ".xhtml", ".html.gz", ""])
def test_a_page_is_known_by_its_name_packed_or_not(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    content = b"<!doctype html><p>packed words</p>"
    path.write_bytes(gzip.compress(content) if suffix in (".html.gz", "") else content)
    article = open_article(path)
    assert (article.text, article.media_type) == ("packed words", "text/html")


@pytest.mark.parametrize(
    ("content", "text", "encoding"),
    [
        ('<meta charset="iso-8859-1"><p>“naïve”'.encode("cp1252"), "“naïve”", "cp1252"),
        ('<meta charset="iso-8859-1"><p>naïve'.encode(), "naïve", "utf-8"),
        (
            '<?xml version="1.0" encoding="shift_jis"?><html><p>言葉</p></html>'.encode("cp932"),
            "言葉",
            "cp932",
        ),
        (
            "<META content='text/html; charset=windows-1251'><p>слово".encode("cp1251"),
            "слово",
            "cp1251",
        ),
        ("<meta charset=nonsense><p>“naïve” café".encode("cp1252"), "“naïve” café", "cp1252"),
        ("<p>naïve".encode("utf-16"), "naïve", "utf-16"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_declares_if_that_fits(
    tmp_path, content, text, encoding
):
    path = tmp_path / "a.html"
    path.write_bytes(content)
    article = open_article(path)
    assert (article.text, article.encoding) == (text, encoding)


# Hostile pages


MANY = 20_000


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * MANY + "words",
        "<b>words " * MANY,
        "<blockquote><ul><li>" * 500 + "<p>words" * 500,
        "<table><tr><td>" * MANY + "words",
        "<p>words" + "</b>" * MANY,
        "<a href=#a>1" * MANY,
        "<p>" + "<sup><a href=#a>1</a></sup>" * MANY,
        "<table><tr>" + "<td rowspan=999 colspan=999>w" * 200 + "<tr><td>w" * 2_000,
        "<p " + " ".join(f"a{n}=1" for n in range(MANY)) + ">words",
        "<p>words" + "<" * MANY,
        "<!--" * MANY + "<p>words",
        "<ol start=" + "9" * 5_000 + "><li>words",
        "<p>words " + "&#1;&#x1b;&#155;&#xd800;&#x110000;&#0;" * 100,
        '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><p>words &b;',
    ],
    ids=lambda text: text[:20],
)
def test_a_hostile_page_is_read_as_far_as_it_can_be(text):
    article = page(f"<nav>menu</nav><p>first words</p>{text}")
    assert "first words" in article.text
    assert article.text.replace("\n", "").isprintable()
    assert max((len(b.containers) for b in article.blocks), default=0) <= MAX_CONTAINERS


def test_a_page_that_nests_too_deeply_is_read_to_a_depth_and_says_so():
    article = page("<p>first words</p>" + "<div>a" * 5_000)
    assert html.TOO_DEEP in article.remarks
    assert article.text.startswith("first words\na\na")


def test_nothing_is_read_but_the_page(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words", encoding="utf-8")
    text = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:xi="http://www.w3.org/2001/XInclude">'
        f'<body><p>words &x;</p><xi:include href="{secret.as_uri()}" parse="text"/>'
        f'<iframe src="{secret.as_uri()}"></iframe><object data="{secret.as_uri()}"/></body></html>'
    )
    assert "secret words" not in page(text).text


_tags = st.sampled_from(
    (  # noqa: SIM905 - as a list of literals it would take thirty lines
        "p b i a h1 h2 ul ol li table tr td th caption pre code blockquote br hr img sup div span "
        "section aside script dl dt input q math details"
    ).split()
)
_markup = st.one_of(
    st.builds("<{}>".format, _tags),
    st.builds("</{}>".format, _tags),
    st.builds(
        "<{} id=a href='#a' class='footnote-ref' alt='words' colspan=3 {}>".format, _tags, _tags
    ),
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.sampled_from(["words ", " ", "\n", "&nbsp;", "&amp;", "[1]", "<!--", "-->", "<![CDATA["]),
)


@given(st.lists(_markup, max_size=40).map("".join))
def test_any_markup_becomes_sound_blocks(text):
    try:
        article = page(text)
    except ArticleError:
        return
    assert article.text == "\n".join(words(article, block) for block in article.blocks)
    end = -1
    for block in article.blocks:
        assert block.start == end + 1
        end = block.end
        length = len(words(article, block))
        assert all(0 <= mark.start < mark.end <= length for mark in block.marks)
        assert list(block.marks) == sorted(block.marks, key=lambda m: m.start)
        assert 0 <= block.opens <= len(block.containers)
        for row in block.table.rows if block.table else ():
            assert all(0 <= start <= stop <= length for start, stop in row)
