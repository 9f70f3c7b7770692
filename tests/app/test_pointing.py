"""Stories of a reader's own hand in the key points and priorities."""

from __future__ import annotations

from conftest import Open, Reading


def labels(reading: Reading) -> list[tuple[int, str]]:
    return [(item.number, item.label) for item in reading.screen.points.priorities]


async def test_a_priority_is_hidden_and_brought_back(read: Open) -> None:
    async with read() as reading:
        before = labels(reading)
        reading.screen.sidebar.priorities.focus()
        await reading.press("down", "d")
        assert labels(reading) == [before[0], *before[2:]]
        await reading.press("u")
        assert labels(reading) == before


async def test_a_priority_is_renamed_and_renumbered_and_stays_so(read: Open) -> None:
    async with read() as reading:
        reading.screen.sidebar.priorities.focus()
        await reading.press("down", "e")
        reading.app.screen.query_one("Input").value = "7 Tell the islanders"  # type: ignore[attr-defined]
        await reading.press("enter")
        assert (7, "Tell the islanders") in labels(reading)
        await reading.press("7")
        assert reading.ruled.startswith("Second,")
    async with read() as reading:
        assert labels(reading)[-1] == (7, "Tell the islanders")


async def test_a_sentence_is_added_to_the_priorities_and_to_the_key_points(read: Open) -> None:
    async with read() as reading:
        await reading.press("P", "enter", "K", "enter")
        assert labels(reading)[-1][0] == 5
        words = [point.text for point in reading.screen.points.key_points]
        assert words.count("The river rose again last week, and the town was not ready.") == 1
        await reading.press("G", "5")
        assert reading.ruled.startswith("The river rose")


async def test_a_row_that_is_chosen_again_is_written_on(read: Open) -> None:
    async with read() as reading:
        reading.screen.sidebar.priorities.focus()
        await reading.press("enter", "enter")
        assert reading.app.screen is not reading.screen
        await reading.type("Yes")
        await reading.press("ctrl+s")
        (note,) = reading.screen.notes
        assert note.annotation.origin.exact.startswith("First, the walls")


async def test_points_that_were_edited_are_no_notes(read: Open) -> None:
    async with read() as reading:
        reading.screen.sidebar.priorities.focus()
        await reading.press("d")
        assert reading.screen.notes == ()


async def test_a_brief_is_shown_and_copied(read: Open) -> None:
    async with read() as reading:
        await reading.press("2", "a")
        await reading.type("Who says so")
        await reading.press("ctrl+s", "s")
        assert "Who says so" in reading.app.clipboard
        assert "The people on the island must be told" in reading.app.clipboard
        assert reading.app.screen is not reading.screen
