"""Laws of laying out: every character has its row, and every row its place."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from article import Article, from_text
from article.printable import printable
from reader.view.cells import fitted, offset_at, width_of, wrap
from reader.view.layout import Layout, Row

WORDS = st.text(
    st.one_of(
        st.sampled_from(" \n-—abcdefgh,.“”"),
        st.sampled_from("漢字かなカナ、。한글"),
        st.sampled_from("e\u0301👩\u200d👩\u200d👧🇫🇷\ufe0f❤\u200b"),
        st.characters(),
    ),
    max_size=200,
).map(printable)  # as every text is before it is laid out
MARKDOWN = st.lists(
    st.one_of(
        WORDS,
        st.sampled_from(
            [
                "# A heading",
                "- an item that is long enough to wrap in a narrow column\n  - nested\n\n    more",
                "> quoted *words*\n> > deeper",
                "| a | much longer cell here |\n|---|:-:|\n| 1 | 2 |\n| x | wraps and wraps |",
                "```python\n    indented = True\n```",
                "* * *",
                "12. twelve\n13. thirteen",
            ]
        ),
    ),
    min_size=1,
    max_size=8,
).map("\n\n".join)


def layout_of(article: Article, width: int) -> Layout:
    return Layout(article.text, article.blocks, width, range(len(article.blocks)))


def rows_of(layout: Layout) -> list[Row]:
    return list(layout.rows_from(layout.first)) if layout.shown else []


@given(MARKDOWN, st.integers(1, 120))
def test_the_pieces_of_all_rows_cover_every_character_once(text: str, width: int) -> None:
    article = from_text(text)
    pieces = sorted(
        (piece.start, piece.end)
        for row in rows_of(layout_of(article, width))
        for piece in row.pieces
        if piece.end > piece.start
    )
    assert "".join(article.text[a:b] for a, b in pieces) == article.text
    assert all(a[1] == b[0] for a, b in pairwise(pieces))


@given(MARKDOWN, st.integers(1, 120))
def test_rows_are_in_the_order_of_the_text_except_inside_a_table(text: str, width: int) -> None:
    article = from_text(text)
    starts = [
        row.start
        for row in rows_of(layout_of(article, width))
        if row.pieces and article.blocks[row.block].table is None
    ]
    assert starts == sorted(starts)


@given(MARKDOWN, st.integers(1, 120), st.data())
def test_the_row_of_the_position_at_a_cell_is_that_row(
    text: str, width: int, data: st.DataObject
) -> None:
    layout = layout_of(from_text(text), width)
    rows = [row for row in rows_of(layout) if any(p.end > p.start for p in row.pieces)]
    if rows:
        row = data.draw(st.sampled_from(rows))
        cell = data.draw(st.integers(-5, width + 5))
        place = layout.place_of(layout.position_at(row, cell))
        found = layout.rows_of(place.block)[place.row]
        assert found == row or not any(p.end > p.start for p in found.pieces[:1])


@given(MARKDOWN, st.integers(12, 120))
def test_no_row_is_wider_than_its_column(text: str, width: int) -> None:
    article = from_text(text)
    for row in rows_of(layout_of(article, width)):
        for piece in row.pieces:
            words = article.text[piece.start : piece.shown]
            assert piece.cell + width_of(words) <= max(width, piece.cell + 2)


@given(MARKDOWN, st.integers(12, 100), st.integers(12, 100), st.data())
def test_a_place_survives_any_change_of_width(
    text: str, width: int, other: int, data: st.DataObject
) -> None:
    article = from_text(text)
    if not article.text:
        return
    position = data.draw(st.integers(0, len(article.text) - 1))
    there = layout_of(article, width)
    back = layout_of(article, other)
    assert there.place_of(position) == layout_of(article, width).place_of(position)
    place = back.place_of(position)
    row = back.rows_of(place.block)[place.row]
    assert any(p.start <= position < p.end for p in row.pieces)


@given(MARKDOWN, st.integers(12, 80), st.integers(-300, 300))
def test_moving_by_rows_counts_rows(text: str, width: int, by: int) -> None:
    layout = layout_of(from_text(text), width)
    if not layout.shown:
        return
    all_rows = rows_of(layout)
    place = layout.moved(layout.first, by)
    expected = all_rows[max(0, min(len(all_rows) - 1, by))]
    assert layout.rows_of(place.block)[place.row] == expected
    assert layout.moved(place, -len(all_rows)) == layout.first
    assert layout.moved(place, len(all_rows)) == layout.last


@given(WORDS, st.integers(1, 60), st.booleans())
def test_wrapping_starts_at_zero_and_goes_on(text: str, width: int, keep_spaces: bool) -> None:
    starts = wrap(text, width, keep_spaces=keep_spaces)
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert all(start <= len(text) for start in starts)


@given(st.text("abc def-", max_size=80), st.integers(2, 40))
def test_the_quick_way_and_the_exact_way_wrap_alike(text: str, width: int) -> None:
    # One wide character at the end, on a row of its own, sends the text the exact way.
    quick = [start for start in wrap(text + "\n", width) if start <= len(text)]
    exact = [start for start in wrap(text + "\n漢", width) if start <= len(text)]
    assert quick == exact


@given(WORDS)
def test_widths_are_those_that_the_terminal_library_measures(text: str) -> None:
    line = text.replace("\n", "")
    assert width_of(line) == cell_len(line)


@given(WORDS, st.integers(0, 100))
def test_the_cell_of_the_offset_at_a_cell_is_that_cell_or_the_one_before(
    text: str, cell: int
) -> None:
    line = text.replace("\n", "")
    offset = offset_at(line, cell)
    assert width_of(line[:offset]) <= cell or offset == 0


@settings(max_examples=200)
@given(WORDS, st.integers(0, 50))
def test_fitted_words_take_exactly_their_cells(text: str, width: int) -> None:
    assert cell_len(fitted(text.replace("\n", ""), width)) == width


def test_rows_that_were_made_are_kept() -> None:
    layout = layout_of(from_text("One paragraph.\n\nAnother one."), 40)
    assert layout.rows_of(1) is layout.rows_of(1)


def test_only_so_many_rows_are_kept_the_last_ones() -> None:
    layout = layout_of(from_text("a b c d\n\n" * 4_000), 12)
    first, last = layout.rows_of(0), layout.rows_of(3_999)
    assert layout.rows_of(0) is first
    for block in range(4_000):
        layout.rows_of(block)
    assert layout.rows_of(3_999) is last
    long = layout_of(from_text(("word " * 4_000 + "\n\n") * 20), 12)
    first, second = long.rows_of(0), long.rows_of(1)
    for block in range(2, 20):
        long.rows_of(block)
    assert long.rows_of(19) is long.rows_of(19)
    assert long.rows_of(0) == first
    assert long.rows_of(0) is not first
    assert long.rows_of(1) == second


def test_every_character_of_one_or_two_cells_is_measured_as_the_terminal_library_does() -> None:
    for sign in map(chr, range(0x20, 0x30000)):
        if sign == printable(sign):
            assert width_of(sign) == cell_len(sign)
            assert width_of(f"漢{sign}字") == cell_len(f"漢{sign}字")


@given(st.text("漢字、。한글カナab -", max_size=80), st.integers(2, 40))
def test_text_of_two_cells_a_character_wraps_as_if_it_were_measured(text: str, width: int) -> None:
    # A combining mark at the end, on a line of its own, has every grapheme measured.
    even = [start for start in wrap(text + "\n", width) if start <= len(text)]
    measured = [start for start in wrap(text + "\ne\u0301", width) if start <= len(text)]
    assert even == measured


@given(st.sampled_from(["\u0301", "\u200b", "👩\u200d", "e" + "\u0301" * 40]), st.integers(1, 60))
def test_marks_upon_marks_are_several_rows(piece: str, width: int) -> None:
    text = "e" + piece * 2_000
    starts = wrap(text, width)
    rows = [b - a for a, b in pairwise([*starts, len(text)])]
    assert max(rows) <= 16 * width + 64


def test_a_table_wraps_inside_its_columns() -> None:
    article = from_text(
        "| Aim | Means |\n|---|---|\n| talk | a summit in spring and a line between the leaders |\n"
    )
    layout = layout_of(article, 30)
    lines = []
    for row in rows_of(layout):
        line = row.lead
        for piece in row.pieces:
            line = line.ljust(piece.cell) + article.text[piece.start : piece.shown]
        lines.append(line)
    assert lines == [
        "Aim    Means",
        "─────┼────────────────────────",
        "talk   a summit in spring and",
        "       a line between the",
        "       leaders",
    ]


def test_only_the_first_piece_of_a_long_table_has_a_header() -> None:
    rows = "".join(f"| {number} | words |\n" for number in range(1_500))
    article = from_text(f"| n | words |\n|---|---|\n{rows}")
    layout = layout_of(article, 40)
    assert [len(layout.rows_of(block)) for block in layout.shown] == [1_001, 501]
    assert [layout.rows_of(block)[1].pieces == () for block in layout.shown] == [True, False]


def test_list_items_hang_under_their_markers() -> None:
    article = from_text("- one two three four\n  1. five six seven eight nine\n")
    layout = layout_of(article, 16)
    lines = [row.lead + article.text[row.start : row.pieces[0].shown] for row in rows_of(layout)]
    assert lines == ["• one two three", "  four", "  1. five six", "     seven eight", "     nine"]


def test_list_items_of_plain_text_hang_under_their_words() -> None:
    text = "Things to do:\n\n- one two three four five\n- six\n\nAnd so on it went, at length."
    article = from_text(text, media_type="text/plain")
    layout = layout_of(article, 16)
    lines = [
        row.lead + article.text[row.start : row.pieces[0].shown]
        for row in rows_of(layout)
        if row.pieces
    ]
    assert lines[1:4] == ["- one two three", "  four five", "- six"]
