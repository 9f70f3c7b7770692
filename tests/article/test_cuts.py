"""Blocks that are too long to be one: nothing is lost, and no position moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from article import Article, Block, from_text
from article.formats.cuts import LONGEST, cut
from article.model import Mark

SENTENCE = "The lamps were lit again, and *nobody* had counted the oil. "
LONG = SENTENCE * (3 * LONGEST // len(SENTENCE))


def words_of(article: Article, block: Block) -> str:
    return article.text[block.start : block.end]


def test_a_long_paragraph_is_cut_behind_sentences_and_no_position_moves():
    article = from_text(LONG)
    assert len(article.blocks) > 2
    assert article.text.replace("\n", " ") == LONG.replace("*", "").strip()
    for block in article.blocks:
        assert block.end - block.start <= LONGEST
        assert words_of(article, block).endswith("oil.")
    assert [block.spaced for block in article.blocks][:3] == [True, False, False]


def test_the_marks_of_a_long_paragraph_are_over_the_same_words():
    article = from_text(LONG)
    words = {
        words_of(article, block)[mark.start : mark.end]
        for block in article.blocks
        for mark in block.marks
    }
    assert words == {"nobody"}
    assert sum(len(block.marks) for block in article.blocks) == LONG.count("*nobody*")


def test_a_mark_over_all_of_a_long_paragraph_is_over_all_its_pieces():
    article = from_text(f"**{LONG.replace('*', '').strip()}**")
    assert len(article.blocks) > 2
    for block in article.blocks:
        assert block.marks == (Mark("strong", 0, block.end - block.start),)


def test_a_paragraph_of_more_marks_than_a_row_can_look_through_is_cut():
    article = from_text(" ".join(f"[a{number}](/{number})" for number in range(5_000)))
    targets = [mark.target for block in article.blocks for mark in block.marks]
    assert targets == [f"/{number}" for number in range(5_000)]
    assert max(len(block.marks) for block in article.blocks) <= 1_000
    assert article.text.split() == [f"a{number}" for number in range(5_000)]


def test_words_without_spaces_are_cut_too():
    article = from_text("x" * (2 * LONGEST + 1))
    assert [block.end - block.start for block in article.blocks] == [LONGEST, LONGEST, 1]


def test_what_goes_on_behind_a_long_heading_or_item_is_a_paragraph():
    plain = LONG.replace("*", "")
    assert [b.kind for b in from_text(f"# {plain}").blocks][:2] == ["heading", "paragraph"]
    first, second, *_ = from_text(f"1. {plain}").blocks
    assert (first.kind, first.opens, second.kind, second.opens) == ("item", 1, "paragraph", 0)
    assert first.containers == second.containers


def test_long_code_is_cut_between_lines_and_keeps_its_indents():
    lines = ["def count(oil):", "    return oil"] * LONGEST
    article = from_text("\n".join(["```python", *lines, "```"]))
    assert article.text == "\n".join(lines)
    assert {(block.kind, block.language) for block in article.blocks} == {("code", "python")}


def test_a_long_table_is_cut_between_rows_and_has_one_header():
    rows = [f"| {number} | a *b* |" for number in range(2_500)]
    article = from_text("\n".join(["| n | words |", "|---|---|", *rows]))
    tables = [block.table for block in article.blocks]
    assert all(tables)
    assert [table.has_header for table in tables] == [True] + [False] * (len(tables) - 1)
    cells = [
        article.text[block.start + a : block.start + b]
        for block in article.blocks
        for row in block.table.rows
        for a, b in row
    ]
    assert cells[:4] == ["n", "words", "0", "a b"]
    assert cells[-2:] == ["2499", "a b"]
    assert sum(len(block.marks) for block in article.blocks) == 2_500


def test_a_row_that_is_too_long_is_a_paragraph():
    columns = LONGEST
    article = from_text("|a" * columns + "\n" + "|-" * columns + "\n" + "|b" * 4)
    assert article.blocks[0].kind == "paragraph"
    assert all(block.end - block.start <= LONGEST for block in article.blocks)


@given(
    st.lists(st.sampled_from(["a ", "漢", "bc", "\n", ". ", "。"]), min_size=1, max_size=9),
    st.integers(1, 20_000),
    st.lists(st.tuples(st.integers(0, 99_999), st.integers(1, 99_999)), max_size=4),
)
def test_the_pieces_of_a_block_are_all_of_it_with_its_marks(
    parts: list[str], times: int, stretches: list[tuple[int, int]]
) -> None:
    text = "".join(parts) * times
    marks = sorted(
        (
            Mark("link", start, min(len(text), start + length), "/")
            for start, length in stretches
            if start < len(text)
        ),
        key=lambda mark: mark.start,
    )
    at = 0
    for words, piece in cut(text, Block("paragraph", 0, len(text), marks=tuple(marks))):
        end = at + len(words)
        assert text[at:end] == words
        assert len(words) <= LONGEST
        assert [(mark.start + at, mark.end + at) for mark in piece.marks] == [
            (max(mark.start, at), min(mark.end, end))
            for mark in marks
            if max(mark.start, at) < min(mark.end, end)
        ]
        at = end + (text[end : end + 1] in (" ", "\n"))
    assert at == len(text)
