"""How a row of the text becomes a strip of the terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style

from article import from_text
from article.passage import Passage
from reader.themes import LOOKS
from reader.view.cells import width_of
from reader.view.frame import BAR, Frame
from reader.view.layout import Layout
from reader.view.paint import RowStrip, paint
from reader.view.palette import Palette
from reader.view.runs import Overlay

PALETTE = Palette(
    {name: Style(**dict.fromkeys(look.attributes.split(), True)) for name, look in LOOKS.items()}
)
"""What the looks are without any colour."""
FRAME = Frame(margin=1, column=40, width=46)
TEXT = "The ferry leaves at noon and comes back when the tide has turned."


def painted(text, *overlays):
    """The characters of the text's first row, each with the style that it is drawn in."""
    article = from_text(text)
    blocks = range(len(article.blocks))
    layout = Layout(article.text, article.blocks, FRAME.column, blocks)
    row = next(layout.rows_from(layout.first))
    bar = Segment("|")
    strip = paint(article.text, article.blocks[0], row, overlays, PALETTE, FRAME, bar)
    assert strip.text.endswith("|")
    assert sum(width_of(words) for words, _, _ in strip) == strip.cell_length == FRAME.width + BAR
    strip = strip.crop(0, FRAME.width)
    return [(character, style) for words, style, _ in strip for character in words]


def underlined(cells):
    return "".join(character if style.underline else "_" for character, style in cells)


def test_a_suggested_place_is_underlined_with_dashes_and_asked_about_in_the_gutter():
    cells = painted(TEXT, Overlay(Passage(4, 18), "suggested"))
    assert "".join(character for character, _ in cells).startswith(" ?  The ferry leaves at noon")
    assert underlined(cells).rstrip("_") == "________fe_ry_le_ve_ a"


def test_a_selection_over_a_suggested_place_is_drawn_as_any_other():
    place = Passage(4, 18)
    cells = painted(TEXT, Overlay(place, "suggested"), Overlay(place, "selection"))
    assert underlined(cells).strip("_") == "ferry leaves a"


def test_a_dash_ends_at_no_accent():
    cells = painted("A cafe\u0301 au lait\n", Overlay(Passage(2, 12), "suggested"))
    assert underlined(cells).strip("_") == "ca_e\u0301 _u "


@given(st.text("ab e\u0301水👩\u200d🚀", min_size=1, max_size=40), st.integers(0, 40))
def test_dashes_change_no_character(words, end):
    text = f"x{words}x"
    passage = Passage(0, min(end, len(text)) or 1)
    solid = painted(text, Overlay(passage, "highlight-blue"))
    dashed = painted(text, Overlay(passage, "suggested"))
    signs = FRAME.margin + 1
    assert [c for c, _ in dashed][signs:] == [c for c, _ in solid][signs:]


def test_a_row_that_is_not_cut_holds_nothing_that_holds_it():
    row = RowStrip([Segment("The ferry leaves")])
    assert row.divide([16]) == [row]
    assert not row._divide_cache
    assert [part.text for part in row.divide([3, 16])] == ["The", " ferry leaves"]
