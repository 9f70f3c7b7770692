"""Stories of searching in a text."""

from __future__ import annotations

import asyncio

import pytest
from conftest import Open
from textual import events

from reader.screens.searching import Searching


async def test_a_search_counts_its_hits_and_goes_to_the_first(read: Open) -> None:
    async with read() as reading:
        await reading.press("slash")
        await reading.type("the")
        await reading.press("enter")
        total = len(reading.screen.matches)
        assert f"“the” 1/{total}" in reading.message
        await reading.press("n")
        assert f"2/{total}" in reading.message
        await reading.press("N", "N")
        assert f"{total}/{total} from the end" in reading.message


async def test_a_phrase_is_found_over_line_ends_and_emphasis(read: Open) -> None:
    async with read() as reading:
        await reading.press("slash")
        await reading.type("be saved by walls")
        await reading.press("enter")
        assert "1/1" in reading.message
        assert reading.ruled == "Their houses cannot be saved by walls."


async def test_words_that_are_not_there_are_said_not_to_be(read: Open) -> None:
    async with read() as reading:
        await reading.press("slash")
        await reading.type("zebra")
        await reading.press("enter")
        assert reading.message == "“zebra” is not in this text"
        assert reading.ruled.startswith("The river rose")


@pytest.mark.parametrize("goes_on", [[], ["enter"], ["backspace"] * 4])
async def test_where_nothing_is_found_the_reader_stays(read: Open, goes_on: list[str]) -> None:
    async with read() as reading:
        await reading.press("slash")
        await reading.type("dam")
        assert reading.ruled.startswith("Third,")
        await reading.type("z")
        assert reading.ruled.startswith("The river rose")
        await reading.press("backspace")
        assert reading.ruled.startswith("Third,")
        await reading.press("z", *goes_on)
        assert reading.ruled.startswith("The river rose")


@pytest.mark.parametrize("words", ["", "-", "   "])
async def test_a_search_for_nothing_is_said_to_be_none(read: Open, words: str) -> None:
    async with read() as reading:
        await reading.press("slash")
        await reading.type(words)
        await reading.press("enter")
        assert reading.message == "There is nothing to look for"
        assert not reading.screen.matches


async def test_escape_gives_a_search_up_and_goes_back(read: Open) -> None:
    async with read() as reading:
        await reading.press("slash")
        await reading.type("dam")
        assert reading.ruled.startswith("Third,")
        await reading.press("escape")
        assert reading.ruled.startswith("The river rose")
        assert not reading.screen.matches


async def test_escape_after_a_search_ends_it(read: Open) -> None:
    async with read() as reading:
        await reading.press("slash")
        await reading.type("dam")
        await reading.press("enter", "escape")
        assert not reading.screen.matches
        assert reading.ruled.startswith("Third,")


async def test_what_is_typed_at_once_behind_a_slash_is_searched_for(read: Open) -> None:
    async with read() as reading:
        for character in "/dam":
            key = "slash" if character == "/" else character
            reading.app.post_message(events.Key(key, character))
        await reading.pilot.pause(0.2)
        assert reading.screen.search_line.value == "dam"
        assert reading.ruled.startswith("Third,")


async def test_what_is_typed_on_is_never_counted_with_the_hits_of_what_was_typed_before(
    read: Open,
) -> None:
    async with read() as reading:
        screen = reading.screen
        await reading.press("slash")
        await reading.type("t")
        assert screen.matches
        for key in ("z", "enter", "n"):
            screen.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await reading.pilot.pause()
        assert screen.search_line.value == "tz"
        assert not screen.matches
        assert reading.ruled.startswith("The river rose")
        assert reading.message == "“tz” is not in this text"


async def test_a_query_that_was_ended_is_counted_anew(read: Open) -> None:
    async with read() as reading:
        await reading.press("slash")
        await reading.type("dam")
        await reading.press("enter", "escape", "g", "slash")
        for key in ("d", "a", "m", "enter"):
            reading.screen.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await reading.pilot.pause()
        assert reading.message.startswith("“dam” 1/")
        assert reading.ruled.startswith("Third,")


async def test_a_hit_in_the_last_row_is_seen_while_one_types(read: Open) -> None:
    text = "# T\n\n" + "".join(f"Row {number} of a long page.\n\n" for number in range(60))
    async with read(text + "Nobody has ever seen Madagascar.\n") as reading:
        await reading.press("slash")
        await reading.type("Madagascar")
        view, line = reading.screen.view, reading.screen.search_line
        y = next(y for y, row in enumerate(reading.rows) if "Madagascar" in row)
        assert view.region.y + y < line.region.y


async def test_the_current_hit_is_drawn_as_far_as_was_typed(read: Open) -> None:
    async with read() as reading:
        await reading.press("slash")
        for typed in ("t", "h", "e"):
            await reading.type(typed)
            current = [one for one in reading.screen.view.passing if one.role == "current-match"]
            assert [one.passage for one in current] == [reading.screen.matches[0]]
        assert len(reading.screen.matches[0]) == len("the")


async def test_the_first_hit_is_shown_before_all_are_counted_and_steps_wait_for_that(
    read: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_be_counted = asyncio.Event()

    async def wait(screen: Searching) -> None:
        await may_be_counted.wait()

    monkeypatch.setattr(Searching, "_let_letters_follow", wait)
    text = "".join(f"The wall of year {number} was dry.\n\n" for number in range(10_000))
    async with read(text) as reading:
        screen = reading.screen
        screen.jump(screen.article.text.index("The wall of year 9000 "))
        await reading.press("slash")
        await reading.type("wall")
        assert reading.ruled == "The wall of year 9000 was dry."
        assert 0 < len(screen.matches) < 1_000
        await reading.press("enter", "n", "n", "N", "n")
        assert reading.ruled == "The wall of year 9000 was dry."
        may_be_counted.set()
        await reading.app.workers.wait_for_complete()
        await reading.pilot.pause()
        assert reading.ruled == "The wall of year 9002 was dry."
        assert reading.message.startswith("“wall” 9003/10000")


async def test_a_search_goes_on_from_the_top(read: Open) -> None:
    async with read() as reading:
        await reading.press("4", "slash")
        await reading.type("island")
        await reading.press("enter")
        assert reading.ruled == "Second, the people on the island must be told the truth."
        assert "1/1" in reading.message


async def test_the_end_of_a_long_query_is_seen_while_it_is_typed(read: Open) -> None:
    words = "the walls have to be mended before the winter"
    async with read(size=(60, 20)) as reading:
        await reading.press("slash")
        await reading.type(words)
        drawn = reading.screen.search_line.render_line(0).text
        assert drawn.rstrip().endswith("before the winter")
        for _ in words[6:]:
            await reading.press("backspace")
        assert reading.screen.search_line.render_line(0).text.startswith("the wa")
        assert reading.ruled.startswith("First,")
