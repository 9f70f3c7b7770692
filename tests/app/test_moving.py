"""Stories of moving through a text."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import OP_ED, Open
from textual.strip import Strip

from article import from_text
from article.model import Block
from reader.view.layout import Row
from reader.view.paint import paint

LONG = "# Long\n\n" + "\n\n".join(
    f"## Part {part}\n\n"
    + "\n\n".join(
        f"Paragraph {number} of part {part} begins here. It has a second sentence too."
        for number in range(1, 31)
    )
    for part in range(1, 4)
)


def first_words(rows: list[str]) -> str:
    return next(row for row in rows if row.strip())


async def test_an_article_opens_with_the_ruler_on_its_first_sentence(read: Open) -> None:
    async with read() as reading:
        assert reading.ruled == "The river rose again last week, and the town was not ready."
        assert any("The river rose again" in row for row in reading.rows)


async def test_one_section_is_shown_at_a_time(read: Open) -> None:
    async with read() as reading:
        assert not any("First, the walls" in row for row in reading.rows)
        await reading.press("right_square_bracket")
        assert any("First, the walls" in row for row in reading.rows)
        assert not any("The river rose" in row for row in reading.rows)


async def test_z_shows_the_whole_article_and_back_without_losing_the_place(read: Open) -> None:
    async with read() as reading:
        await reading.press("3")
        ruled = reading.ruled
        await reading.press("z")
        assert any("The river rose" in row for row in reading.rows)
        assert reading.ruled == ruled
        await reading.press("z")
        assert not any("The river rose" in row for row in reading.rows)
        assert reading.ruled == ruled


async def test_a_number_goes_to_the_priority_of_that_number(read: Open) -> None:
    async with read() as reading:
        await reading.press("3")
        assert reading.ruled == "Third, the dam upstream needs an owner."
        assert "Priority 3 of 4" in reading.message
        assert reading.screen.sidebar.priorities.border_title == "Priorities 3 of 4"
        await reading.press("9")
        assert reading.message == "This text has no priority 9"


async def test_full_stop_and_comma_step_through_the_priorities(read: Open) -> None:
    async with read() as reading:
        await reading.press("full_stop")
        assert reading.ruled.startswith("First,")
        await reading.press("full_stop", "full_stop", "full_stop")
        assert reading.ruled.startswith("Finally,")
        await reading.press("full_stop")
        assert reading.message == "This was the last priority"
        await reading.press("comma")
        assert reading.ruled.startswith("Third,")


async def test_the_ruler_goes_from_sentence_to_sentence_over_section_ends(read: Open) -> None:
    async with read() as reading:
        await reading.press(*[")"] * 3)
        assert reading.ruled == "First, the walls have to be mended before the winter."
        await reading.press("(")
        assert reading.ruled.startswith("The mayor says")


async def test_paragraph_keys_go_to_the_starts_of_paragraphs(read: Open) -> None:
    async with read() as reading:
        await reading.press("}", "}")
        assert reading.ruled.startswith("Second,")
        await reading.press(")", "{")
        assert reading.ruled.startswith("Second,")
        await reading.press("{")
        assert reading.ruled.startswith("First,")


async def test_space_turns_the_page_at_the_end_of_a_section(read: Open) -> None:
    async with read(LONG) as reading:
        await reading.press("right_square_bracket")
        assert reading.rows[0].strip().endswith("Part 2")
        await reading.press("space")
        assert "Part 2" not in reading.rows[0]
        await reading.press("space")
        assert any(row.strip().endswith("Part 3") for row in reading.rows)
        await reading.press("b")
        assert any("Paragraph 30 of part 2" in row for row in reading.rows)


async def test_the_ruler_follows_scrolling_when_it_would_leave_the_screen(read: Open) -> None:
    async with read(LONG) as reading:
        await reading.press("ctrl+d", "ctrl+d")
        seen = reading.screen.view.visible_passage
        assert reading.screen.ruler is not None
        assert seen.contains(reading.screen.ruler.start)


async def test_g_and_capital_g_go_to_the_ends(read: Open) -> None:
    async with read(LONG) as reading:
        await reading.press("G")
        assert reading.ruled == "It has a second sentence too."
        assert any("Paragraph 30 of part 3" in row for row in reading.rows)
        await reading.press("g")
        assert reading.rows[0].strip().endswith("Long")


async def test_backspace_goes_back_and_alt_right_forward_again(read: Open) -> None:
    async with read() as reading:
        await reading.press("2", "4", "backspace")
        assert reading.ruled.startswith("Second,")
        await reading.press("backspace")
        assert reading.ruled.startswith("The river rose")
        await reading.press("alt+right", "alt+right")
        assert reading.ruled.startswith("Finally,")


async def test_a_mark_is_set_and_gone_to_by_its_letter(read: Open) -> None:
    async with read() as reading:
        await reading.press("2", "m", "x", "4", "apostrophe", "x")
        assert reading.ruled.startswith("Second,")
        await reading.press("apostrophe", "q")
        assert reading.message == "There is no mark q"


async def test_at_opens_at_a_position(read: Open) -> None:
    async with read(at=from_text(OP_ED).text.index("the dam")) as reading:
        assert reading.ruled.startswith("Third,")


async def test_the_place_the_mode_and_the_width_are_there_when_one_comes_back(read: Open) -> None:
    async with read(LONG) as reading:
        await reading.press("z", "plus", "3", "ctrl+d", "space", ")")
        ruled, rows = reading.ruled, reading.rows
        column = reading.screen.column
    async with read(LONG) as reading:
        assert reading.screen.is_whole
        assert reading.screen.column == column
        assert reading.ruled == ruled
        assert first_words(reading.rows) == first_words(rows)


async def test_a_width_for_once_is_not_the_one_of_the_next_time(read: Open) -> None:
    async with read() as reading:
        await reading.press("minus", "minus")
        kept = reading.screen.column
    for keys, comes_back_with in (["j"], kept), (["plus", "minus"], kept), (["plus"], 44):
        async with read(width=40) as reading:
            assert reading.screen.column == 40
            await reading.press(*keys)
        async with read() as reading:
            assert reading.screen.column == comes_back_with


async def test_a_resize_never_loses_the_place(read: Open) -> None:
    async with read(LONG) as reading:
        await reading.press("z", "ctrl+d", "space", "space")
        first = first_words(reading.rows)
        for size in ((60, 20), (140, 50), (40, 12), (120, 40)):
            await reading.pilot.resize_terminal(*size)
            await reading.pilot.pause()
        assert first_words(reading.rows) == first


async def test_a_row_of_the_sidebar_leads_to_its_words(read: Open) -> None:
    async with read() as reading:
        reading.screen.sidebar.priorities.focus()
        await reading.press("down", "enter")
        assert reading.ruled.startswith("Second,")


async def test_a_click_on_a_row_of_the_contents_leads_to_its_section(read: Open) -> None:
    async with read() as reading:
        await reading.pilot.click("#contents", offset=(5, 3))
        await reading.pilot.pause()
        section = reading.screen.article.sections[2]
        assert reading.screen.ruler is not None
        assert section.passage.contains(reading.screen.ruler.start)


async def test_a_click_on_the_text_puts_the_ruler(read: Open) -> None:
    async with read() as reading:
        row = next(y for y, words in enumerate(reading.rows) if "It never is" in words)
        column = reading.rows[row].index("It never is")
        await reading.pilot.click("#article", offset=(column + 2, row))
        await reading.pilot.pause()
        assert reading.ruled == "It never is."


async def test_the_wheel_scrolls(read: Open) -> None:
    async with read(LONG, size=(120, 20)) as reading:
        before = reading.rows[3]
        reading.screen.view.post_message(reading.screen.view.Scrolled(3))
        await reading.pilot.pause()
        assert reading.rows[0] == before


async def test_without_priorities_their_keys_are_dead_and_not_in_the_footer(read: Open) -> None:
    async with read("# Plain\n\nJust one sentence here.") as reading:
        words = [word for _, word, _ in reading.screen.key_row.hints]
        assert "Priority" not in words
        await reading.press("1", "full_stop")
        assert reading.ruled


async def test_the_next_page_is_drawn_while_this_one_is_read(
    read: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[Row] = []

    def counted(text: str, block: Block, row: Row, *others: Any) -> Strip:
        rows.append(row)
        return paint(text, block, row, *others)

    monkeypatch.setattr("reader.widgets.article_view.paint", counted)
    async with read(LONG, size=(80, 24)) as reading:
        for _ in range(8):  # within a section, and to the next ones
            shown = reading.rows
            reading.screen.view.draw_ahead(reading.screen.blocks_behind)
            rows.clear()
            await reading.press("space")
            ruler, seen = reading.screen.ruler, reading.screen.view.visible_passage
            assert ruler is not None
            here = [row.passage for row in rows if row.pieces and row.passage.overlaps(seen)]
            assert all(passage.overlaps(ruler) for passage in here)
            assert reading.rows != shown
