"""Markdown: each construct by a case in `fixtures/markdown`, the laws on any text, hostile texts.

A case is its name, the Markdown and the blocks expected of it, each ended by a line with a full
stop. In the Markdown `·` is a space and `→` a tab, so that none is lost in an editor. A block is
written as

    kind level (language) [containers] close: its text

where `+` is before the marker of a container that begins with this block, `close` is said of a
block that no empty row belongs before, and `↵` is a line end. Below it stand its marks, with their
words and what they lead to, and how the columns of a table are aligned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from article import Article, ArticleError, Block, from_text
from article.formats import markdown as markdown_format
from article.formats.markdown import in_pieces
from article.formats.markdown_grammar import MAX_NESTING
from article.printable import printable

FIXTURES = Path(__file__).with_name("fixtures") / "markdown"


def cases() -> Iterator[tuple[str, str, list[str]]]:
    for file in sorted(FIXTURES.glob("*.md")):
        parts: list[list[str]] = [[]]
        for line in file.read_text(encoding="utf-8").splitlines():
            if line == ".":
                parts.append([])
            else:
                parts[-1].append(line)
        for name, markdown, blocks in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
            source = "\n".join(markdown).replace("·", " ").replace("→", "\t")
            yield f"{file.stem}: {name[-1]}", source, blocks


def rendition(article: Article) -> list[str]:
    return [line for block in article.blocks for line in rendition_of(article.text, block)]


def rendition_of(text: str, block: Block) -> Iterator[str]:
    words = text[block.start : block.end]
    head = block.kind
    if block.level:
        head += f" {block.level}"
    if block.language:
        head += f" ({block.language})"
    if block.containers:
        known = len(block.containers) - block.opens
        markers = [
            ("" if depth < known else "+") + (container.marker or container.kind)
            for depth, container in enumerate(block.containers)
        ]
        head += f" [{', '.join(markers)}]"
    if not block.spaced:
        head += " close"
    yield f"{head}: {words}".replace("\n", "↵").rstrip()
    for mark in block.marks:
        said = f"    {mark.kind}: {words[mark.start : mark.end]}"
        yield said.replace("\n", "↵") + (f" -> {mark.target}" if mark.target else "")
    if block.table:
        yield f"    columns: {' '.join(block.table.aligns)}"


CASES = list(cases())


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_the_construct_becomes_these_blocks(markdown, expected):
    assert rendition(from_text(markdown)) == expected


def test_every_file_of_cases_is_read_to_its_end():
    for file in FIXTURES.glob("*.md"):
        full_stops = file.read_text(encoding="utf-8").split("\n").count(".")
        assert full_stops == 3 * sum(name.startswith(f"{file.stem}: ") for name, _, _ in CASES)


def test_the_first_heading_of_the_first_level_is_the_title():
    assert from_text("words\n\n# Name\n\n# Other").title == "Name"
    assert from_text("## Name\n\nwords").title == "Name"
    assert from_text("<h1>Name\u00a0&amp; more</h1>\n\nwords").title == "Name & more"


def test_a_lower_heading_behind_words_is_no_title():
    assert from_text("words\n\n## Not a name", title="Given").title == "Given"
    assert "Not a name" not in from_text("words\n\n## Not a name\n\n# Late").title


def test_the_items_of_a_list_share_a_group_and_count_on():
    blocks = from_text("3. a\n   - b\n   - c\n4. d\n\ntext\n\n1. e").blocks
    outer = [block.containers[0] for block in blocks if block.containers]
    assert [(item.marker, item.number) for item in outer] == [
        *[("3.", 3)] * 3,
        ("4.", 4),
        ("1.", 1),
    ]
    assert len({item.group for item in outer[:4]}) == 1
    assert outer[4].group != outer[0].group
    inner = [block.containers[1] for block in blocks if len(block.containers) == 2]
    assert [item.number for item in inner] == [None, None]
    assert inner[0].group == inner[1].group != outer[0].group


def test_a_numbered_task_keeps_its_number():
    (block,) = from_text("2. [ ] words").blocks
    assert (block.containers[0].marker, block.containers[0].number) == ("2. ☐", 2)


def test_the_cells_of_a_table_are_where_it_says():
    article = from_text("| *a* | bb |\n|---|---|\n| c | |\n| `d` | e |")
    (block,) = article.blocks
    assert block.table is not None
    words = article.text[block.start : block.end]
    assert [[words[start:end] for start, end in row] for row in block.table.rows] == [
        ["a", "bb"],
        ["c", ""],
        ["d", "e"],
    ]


# A piece a line would be two pages.
# fmt: off
PIECES = [
    "word", "two words", " ", "\n", "\n\n", "    ", "\t", "\r", "# ", "===", "---", "> ", "- ",
    "1. ", "2) ", "- [x] ", "*", "**", "_", "~~", "`", "```\n", "[", "](", ")", "[a]", "[a]: b\n",
    "![", "<", "<b>", "</b>", "<!--", "-->", "<div>\n", "<br>", "<img alt='x'>", "<script>", "<h2>",
    "| a | b |\n", "|---|:-:|\n", "\\", "\\\n", "  \n", "&amp;", "&#27;", "[^1]", "[^1]: ", "[^",
    "漢字", "é", "😀", "\u00a0", "\u202e", "\x1b[31m", "\u0085", "\u2028", "\ud800", "\x00",
]
# fmt: on


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text())
def test_any_text_becomes_an_article_that_keeps_the_laws(markdown):
    article = from_text(markdown)
    text = article.text
    assert text == printable(text)
    assert text == "\n".join(text[block.start : block.end] for block in article.blocks)
    expected_start = 0
    above: tuple[object, ...] = ()
    for block in article.blocks:
        assert block.start == expected_start <= block.end
        expected_start = block.end + 1
        starts = [mark.start for mark in block.marks]
        assert starts == sorted(starts)
        for mark in block.marks:
            assert 0 <= mark.start < mark.end <= block.end - block.start
            assert printable(mark.target) == mark.target
        assert printable(block.language) == block.language
        going_on = len(block.containers) - block.opens
        assert going_on >= 0
        assert block.containers[:going_on] == above[:going_on]
        above = block.containers
        for container in block.containers:
            assert printable(container.marker) == container.marker
        if block.kind == "heading":
            assert "\n" not in text[block.start : block.end]
        if block.table:
            offset = 0
            for row in block.table.rows:
                assert len(row) == len(block.table.aligns)
                for start, end in row:
                    assert offset <= start <= end <= block.end - block.start
                    offset = end
    if article.blocks:
        assert article.blocks[-1].end == len(text)


LINE_STARTS = (
    "",
    "    ",
    "> ",
    "- ",
    "3. ",
    "1) ",
    "# ",
    "- [ ] ",
    "[^a]: ",
    "| ",
    "*",
    "` ",
    "<b>",
)


@given(st.lists(st.tuples(st.lists(st.sampled_from(LINE_STARTS), max_size=60), st.booleans())))
def test_no_word_is_lost(lines):
    markdown = ""
    for number, (starts, gap) in enumerate(lines):
        markdown += "".join(starts) + f"word{number}." + "\n\n"[: 1 + gap]
    text = from_text(markdown).text
    positions = [text.find(f"word{number}.") for number in range(len(lines))]
    assert -1 not in positions


BRACKETS = st.lists(
    st.sampled_from([*"[]()` a\n", "[[", "]]", "](", "](/u)", "[a](/v)", "[r]", "\\[", "[]()"]),
    max_size=120,
).map("".join)


@given(BRACKETS)
def test_links_are_where_markdown_it_finds_them(words):
    """Only the work is less: a label without an end is not looked for again."""
    markdown = f"x {words}\n\n[r]: /r"
    stock = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING + 5})
    links = re.findall('(?s)<a href="([^"]*)">(.*?)</a>', stock.render(markdown))
    article = from_text(markdown)
    marks = [
        (mark.target, article.text[block.start + mark.start : block.start + mark.end])
        for block in article.blocks
        for mark in block.marks
        if mark.kind == "link"
    ]
    assert [target for target, words in marks if words.strip()] == [
        unescape(target) for target, words in links if re.sub("<[^>]*>", "", words).strip()
    ]


ROWS = st.lists(
    st.sampled_from(
        [*"|-:a\\` ", "\\|", "|-|-|", "|a|b|", "\n", "\n|", "\n\n", "> ", "- ", "    ", "\t"]
    ),
    max_size=20,
).map("".join)


@given(ROWS)
def test_tables_are_what_markdown_it_takes_for_tables(rows):
    markdown = "| a | b |\n|---|--:|\n" + rows
    stock = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING + 5}).enable("table")
    expected = [len(re.findall("<tr>", table)) for table in tables_of(stock.render(markdown))]
    article = from_text(markdown)
    assert [len(block.table.rows) for block in article.blocks if block.table] == expected


def tables_of(html: str) -> list[str]:
    return re.findall("(?s)<table>.*?</table>", html)


# fmt: off
LINES = st.lists(
    st.sampled_from([
        "# a", "words", "- item", "  - inner", "1. one", "> quote", "```", "    code", "---", "===",
        "<div>", "| a | b |", "|---|---|", "[r]: /u", "[r]:", "/u", "[^1]: note", "[r] [^1]",
    ]),
    max_size=20,
).map("\n".join)
# fmt: on


@given(LINES, st.integers(1, 60))
def test_where_there_is_no_empty_line_pieces_end_at_any(text, length):
    *_, piece = in_pieces(text, length)
    *_, whole = in_pieces(text, len(text) + 1)
    assert piece.assembly.blocks == whole.assembly.blocks
    assert piece.assembly.text == whole.assembly.text


def test_a_list_of_too_many_items_is_several_lists_and_keeps_them_all(monkeypatch):
    monkeypatch.setattr(markdown_format, "_MOST_TOKENS", 1_000)
    text = "".join(f"{number}. item {number}\n" for number in range(1, 2_001))
    *_, piece = in_pieces(text, 500)
    numbers = [block.containers[0].number for block in piece.assembly.blocks]
    assert numbers == [*range(1, 2_001)]
    groups = {block.containers[0].group for block in piece.assembly.blocks}
    assert 1 < len(groups) < 10


def test_a_quotation_of_too_many_paragraphs_keeps_them_all(monkeypatch):
    monkeypatch.setattr(markdown_format, "_MOST_TOKENS", 1_000)
    *_, piece = in_pieces("> word\n>\n" * 2_000, 500)
    assert len(piece.assembly.blocks) == 2_000
    assert {block.kind for block in piece.assembly.blocks} == {"quote"}


def test_a_paragraph_of_too_many_lines_is_several_paragraphs(monkeypatch):
    monkeypatch.setattr(markdown_format, "_LONGEST_PIECE", 1_000)
    *_, piece = in_pieces("some words\n" * 1_000, 100)
    assert len(piece.assembly.blocks) > 1
    assert piece.assembly.text.split() == ["some", "words"] * 1_000


def test_a_text_of_too_many_definitions_says_so_in_one_line(monkeypatch):
    monkeypatch.setattr(markdown_format, "_MOST_DEFINITIONS", 100)
    from_text("".join(f"[r{number}]: /u\n" for number in range(100)))
    with pytest.raises(ArticleError, match="more than 100 links and footnotes: split it"):
        from_text("".join(f"[r{number}]: /u\n" for number in range(101)))


def test_emphasis_that_reaches_further_than_a_very_long_paragraph_is_read_is_as_it_was_typed():
    sentence = "Nobody had *counted* the oil. "
    article = from_text(f"**{sentence * 10_000}end**")
    assert article.text.startswith("**Nobody")
    assert sum(len(block.marks) for block in article.blocks) == 10_000


@pytest.mark.parametrize("prefix", ["> ", "- ", "1. ", "> - ", "[^a]: ", "* "])
def test_ten_thousand_levels_are_a_few_levels_and_a_paragraph(prefix):
    article = from_text(prefix * 10_000 + "deep\n\nbehind")
    assert any(article.text[b.start : b.end].endswith("deep") for b in article.blocks)
    assert any(article.text[b.start : b.end] == "behind" for b in article.blocks)
    assert max(len(block.containers) for block in article.blocks) <= MAX_NESTING


def test_a_list_nested_by_indents_loses_nothing():
    depth = 300
    markdown = "\n".join("  " * level + f"- word{level}." for level in range(depth))
    text = from_text(markdown + "\n\nbehind").text
    assert all(f"word{level}." in text for level in range(depth))
    assert text.endswith("\nbehind")


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>" + "x " * 500_000,
        "<div><!--" + "x " * 500_000,
        "<div>" + '<img alt="a" ' * 40_000,
        "<div><img " + 'alt="a" ' * 100_000,
        "<div>" + '<a "' * 100_000,
        "<div>" + "<a" * 200_000,
        "<div>" + "</script " * 100_000,
        "<div>&#" + "9" * 100_000 + ";",
        "[^a]: b\n\n" + "[^" * 10_000,
        "- [ ] a\n" * 5_000,
        "a\n" * 20_000,
        "漢\n" * 20_000,
        "*a*\n" * 10_000,
        "![" * 2_000 + "a" + "](b)" * 2_000,
        "[" * 5_000 + "a" + "](b)" * 5_000,
        "*" * 20_000 + "a" + "*" * 20_000,
        "x <!--" * 20_000,
        "|a" * 5_000 + "\n" + "|-" * 5_000,
        "[a]: b\n" * 10_000,
        "&" * 50_000,
        "\n" * 200_000,
        "[[]" * 20_000,
        "[a][" * 20_000 + "\n\n[r]: /u",
        "x ]: a " * 40_000,
        "漢\n" + "[](a)\n" * 10_000 + "漢",
        "- [a]: b\n" * 10_000,
        "> x\n>\n" * 20_000,
    ],
    ids=lambda markdown: markdown[:12],
)
def test_the_work_on_a_hostile_text_has_a_bound(markdown):
    """Where work grows with the square of a text, or worse, most of these hardly come to an end."""
    from_text(markdown)
