"""Stories of the lists beside the text: longer than their pane, and looked through by the mouse."""

from __future__ import annotations

import pytest
from conftest import Open, Reading
from textual import events

CHAPTERS = 60
BOOK = "# Book\n\n" + "\n\n".join(
    f"## Chapter {n}\n\nThis is chapter {n}." for n in range(CHAPTERS)
)


def shown(reading: Reading) -> list[str]:
    """The rows of the contents as they are drawn, without the scroll bar."""
    rows = reading.screen.sidebar.contents
    height = rows.content_size.height
    return [rows.render_line(y).text[:-1].strip(" ▸") for y in range(height)]


def bar(reading: Reading) -> str:
    """The scroll bar of the contents, from the top down."""
    rows = reading.screen.sidebar.contents
    height = rows.content_size.height
    return "".join(rows.render_line(y).text[-1] for y in range(height))


async def scroll(reading: Reading, event: type[events.MouseEvent]) -> None:
    rows = reading.screen.sidebar.contents
    rows.post_message(event(rows, 3, 3, 0, 0, 0, False, False, False))
    await reading.pilot.pause()


async def test_the_wheel_looks_through_a_list_and_the_reading_stays(read: Open) -> None:
    async with read(BOOK) as reading:
        before, ruled = shown(reading), reading.ruled
        await scroll(reading, events.MouseScrollDown)
        assert shown(reading)[0] == before[3]
        await scroll(reading, events.MouseScrollUp)
        await scroll(reading, events.MouseScrollUp)
        assert shown(reading) == before
        assert reading.ruled == ruled


async def test_the_scroll_bar_tells_where_in_the_list_one_is(read: Open) -> None:
    async with read(BOOK) as reading:
        assert bar(reading).startswith("┃")
        assert bar(reading).endswith(" ")
        await reading.press("G")
        assert bar(reading).startswith(" ")
        assert bar(reading).endswith("┃")
        assert shown(reading)[-1] == f"Chapter {CHAPTERS - 1}"


async def test_a_list_that_fits_has_no_scroll_bar(read: Open) -> None:
    async with read("# Book\n\n## One\n\nThis is one.\n\n## Two\n\nThis is two.") as reading:
        assert not bar(reading).strip()


async def test_the_scroll_bar_can_be_pulled(read: Open) -> None:
    async with read(BOOK) as reading:
        rows = reading.screen.sidebar.contents
        right, bottom = rows.outer_size.width - 2, rows.outer_size.height - 2
        await reading.pilot.mouse_down("#contents", offset=(right, 1))
        await reading.pilot.hover("#contents", offset=(right, bottom))
        await reading.pilot.mouse_up("#contents", offset=(right, bottom))
        await reading.pilot.pause()
        assert shown(reading)[-1] == f"Chapter {CHAPTERS - 1}"
        assert reading.ruled == "Book"
        await reading.pilot.hover("#contents", offset=(right, 1))
        assert shown(reading)[-1] == f"Chapter {CHAPTERS - 1}", "it was let go of"


async def test_what_is_clicked_in_a_list_that_was_scrolled_is_what_is_seen_there(
    read: Open,
) -> None:
    async with read(BOOK) as reading:
        await scroll(reading, events.MouseScrollDown)
        chosen = shown(reading)[4]
        await reading.pilot.click("#contents", offset=(5, 5))
        await reading.pilot.pause()
        assert reading.ruled == chosen


@pytest.mark.parametrize("keys", [["t"], ["t", "t"]])
async def test_the_list_follows_the_reading(read: Open, keys: list[str]) -> None:
    async with read(BOOK) as reading:
        await reading.press(*keys)
        for _ in range(40):
            await reading.press("]")
        assert reading.ruled == "Chapter 40"
        if reading.screen.sidebar.display:
            assert "Chapter 40" in shown(reading)


async def test_a_longer_list_begins_where_the_shorter_one_did(read: Open) -> None:
    async with read(BOOK) as reading:
        rows = reading.screen.sidebar.contents
        rows.scroll_rows(20)
        first = shown(reading)[0]
        reading.screen.sidebar.watch_progress()  # it is filled anew
        assert shown(reading)[0] == first


async def test_of_a_list_only_what_is_another_is_painted_anew(
    read: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with read(BOOK) as reading:
        contents, painted = reading.screen.sidebar.contents, list[str]()
        render_line = contents.render_line
        monkeypatch.setattr(
            contents, "render_line", lambda y: painted.append(render_line(y).text) or render_line(y)
        )
        await reading.press("j", "k")  # chapter 0 and 1 are on the screen, and read
        painted.clear()
        await reading.press("right_square_bracket")
        assert 0 < len(painted) <= 3


@pytest.mark.parametrize("pane", ["contents", "notes"])
async def test_a_key_that_can_do_nothing_says_why_in_a_list_too(read: Open, pane: str) -> None:
    async with read(size=(160, 40)) as reading:
        reading.screen.query_one(f"#{pane}").focus()
        await reading.press("p")
        assert reading.message.startswith("No note waits for a place")
        await reading.press("n")
        assert reading.message.startswith("Nothing is searched for")
        await reading.press("enter")  # is the list's own
        assert not reading.message.startswith("There is no note here")
        await reading.press("d" if pane == "notes" else "u")
        assert reading.message.startswith("There is no")
