"""Stories of a reader's own hand in the key points and priorities."""

from __future__ import annotations

from conftest import Open, Reading
from textual.widgets import Input


def labels(reading: Reading) -> list[tuple[int, str]]:
    return [(item.number, item.label) for item in reading.screen.points.priorities]


async def rename(reading: Reading, words: str) -> None:
    """Answer what a point is to be called."""
    reading.app.screen.query_one(Input).value = words
    await reading.press("enter")


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
        await rename(reading, "7 Tell the islanders")
        assert (7, "Tell the islanders") in labels(reading)
        await reading.press("7")
        assert reading.ruled.startswith("Second,")
    async with read() as reading:
        assert labels(reading)[-1] == (7, "Tell the islanders")


async def test_priorities_that_share_a_number_are_all_gone_through(read: Open) -> None:
    async with read() as reading:
        reading.screen.sidebar.priorities.focus()
        await reading.press("e")
        await rename(reading, "2 Mend the walls, too")
        await reading.press("escape", "g")
        for label in ("Mend the walls, too", "The people", "The dam", "We should stop"):
            await reading.press("full_stop")
            assert f": {label}" in reading.message
        await reading.press("full_stop")
        assert reading.message == "This was the last priority"
        await reading.press(*["comma"] * 3)
        assert ": Mend the walls, too" in reading.message


async def test_priorities_are_gone_through_by_their_numbers_wherever_they_stand(
    read: Open,
) -> None:
    async with read() as reading:
        await reading.press(")", "P")
        await rename(reading, "9 Early one")
        await reading.press("3", "v", "left", "left", "P")
        await rename(reading, "10 On the same sentence")
        await reading.press("4", "full_stop")
        assert ": Early one" in reading.message
        await reading.press("full_stop")
        assert ": On the same sentence" in reading.message
        await reading.press("full_stop")
        assert reading.message == "This was the last priority"
        await reading.press("comma", "comma")
        assert reading.message.startswith("Priority 4")
        await reading.press(*["comma"] * 4)
        assert reading.message == "This was the first priority"


async def test_a_sentence_is_added_to_the_priorities_and_to_the_key_points(read: Open) -> None:
    async with read() as reading:
        await reading.press("P", "enter", "K", "enter")
        assert labels(reading)[-1][0] == 5
        words = [point.text for point in reading.screen.points.key_points]
        assert words.count("The river rose again last week, and the town was not ready.") == 1
        await reading.press("G", "5")
        assert reading.ruled.startswith("The river rose")


async def test_what_is_a_priority_already_gets_another_name(read: Open) -> None:
    async with read() as reading:
        await reading.press("P")
        await rename(reading, "7 The river")
        assert reading.message == "Added"
        await reading.press("P")
        assert reading.app.screen.query_one(Input).value == "7 The river"
        await rename(reading, "8 The town")
        assert reading.message == "Renamed"
        assert labels(reading)[-1] == (8, "The town")
        await reading.press("u")
        assert reading.message == "Undone: priority renamed"
        await reading.press("u")
        assert reading.message == "Undone: priority added"
        await reading.press("K")
        await rename(reading, "The river rose")
        await reading.press("K")
        await rename(reading, "The town was not ready")
        assert reading.message == "Renamed"


async def test_the_first_sentence_of_a_priority_is_that_priority(read: Open) -> None:
    items = ["First, mend the wall. It is old.", "Second, ask the owner. He knows why."]
    async with read("# Walls\n\n" + "\n\n".join(items)) as reading:
        before = labels(reading)
        await reading.press("2", "P")
        assert reading.app.screen.query_one(Input).value == f"2 {before[1][1]}"
        await rename(reading, "2 The owner")
        assert labels(reading) == [before[0], (2, "The owner")]
        await reading.press(")", "P", "enter")
        assert labels(reading) == [before[0], (2, "The owner"), (3, "He knows why.")]


async def test_a_number_that_is_no_priority_s_is_asked_for_again(read: Open) -> None:
    async with read() as reading:
        await reading.press("P")
        for words in ("1234 big", "0 big"):
            await rename(reading, words)
            line = reading.app.screen.query_one(Input)
            assert line.value == words
            assert "from 1 to 999" in str(line.parent.border_title)  # type: ignore[union-attr]
        await rename(reading, "999 big")
        assert labels(reading)[-1] == (999, "big")


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
