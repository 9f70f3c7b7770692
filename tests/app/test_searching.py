"""Stories of searching in a text."""

from __future__ import annotations

from conftest import Open
from textual import events


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
