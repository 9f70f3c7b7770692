"""Stories of notes whose place is not certain any more."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import OP_ED, Open, Reading

from article import describe
from reader.annotations.snapshots import Snapshots
from reader.library import Library
from reader.notes_file import prune_snapshots

GONE = OP_ED.replace("Third, the dam upstream needs an owner. ", "")
REWRITTEN = OP_ED.replace("the dam upstream needs an owner", "the dam upriver needs one owner")
DOUBTFUL = OP_ED.replace("the dam upstream needs an owner", "some dam owners need help")
DAM = "Third, the dam upstream needs an owner."
THRICE = (
    OP_ED.replace(f"{DAM} Two counties share it and neither pays for it.", "Nobody asks about it.")
    .replace("It never is.", f"It never is. {DAM}")
    .replace("*saved* by walls.", f"*saved* by walls. {DAM}")
    .replace("None of this is new.", f"None of this is new. {DAM}")
)


async def make_note_on_the_dam(read: Open) -> None:
    async with read() as reading:
        await reading.press("3", "a")
        await reading.type("who")
        await reading.press("ctrl+s")


def states(reading: Reading) -> list[str]:
    return [note.resolution.state for note in reading.screen.notes]


async def test_opening_a_changed_text_says_what_became_of_the_notes(read: Open) -> None:
    await make_note_on_the_dam(read)
    async with read(GONE) as reading:
        assert reading.message == "The text changed since your last visit: 1 lost"


async def test_a_lost_note_is_put_on_a_new_passage(read: Open) -> None:
    await make_note_on_the_dam(read)
    async with read(GONE) as reading:
        assert states(reading) == ["orphan"]
        await reading.press("A", "enter")
        assert "p" in reading.message
        await reading.press("2", "p")
        assert reading.message == "The note is here now"
        (note,) = reading.screen.notes
        assert note.is_placed
        assert note.annotation.origin.exact.startswith("Third, the dam")
        assert note.annotation.pin is not None
        assert note.annotation.pin.exact.startswith("Second, the people")


async def test_a_lost_note_that_is_taken_up_can_be_left(read: Open) -> None:
    await make_note_on_the_dam(read)
    async with read(GONE) as reading:
        await reading.press("A", "enter", "x")
        assert states(reading) == ["orphan"]
        assert reading.screen.check_action("put_note", ()) is False


async def test_a_suggestion_that_is_declined_is_not_drawn_nor_asked_about_again(
    read: Open,
) -> None:
    await make_note_on_the_dam(read)
    async with read(DOUBTFUL) as reading:
        assert states(reading) == ["suggested"]
        assert any(row.startswith("?") for row in map(str.strip, reading.rows))
        await reading.press("A", "enter")
        assert "x says that it is not" in reading.message
        await reading.press("x")
        assert states(reading) == ["orphan"]
        assert not any(row.startswith("?") for row in map(str.strip, reading.rows))
    async with read(DOUBTFUL) as reading:
        assert reading.screen.notes[0].resolution.reason == "left where it was"
        await reading.press("A", "enter")
        assert "You left it there" in reading.message
        await reading.press("escape")
    async with read(OP_ED.replace("the dam upstream needs", "one dam upriver needs")) as reading:
        assert "orphan" not in states(reading)


@pytest.mark.parametrize("width", [80, 120])
async def test_enter_goes_on_to_the_next_place_that_a_note_may_have(read: Open, width: int) -> None:
    await make_note_on_the_dam(read)
    async with read(THRICE, size=(width, 24)) as reading:
        assert states(reading) == ["ambiguous"]
        await reading.press("A")
        seen: list[int] = []
        for number in (1, 2, 3, 1):
            await reading.press("enter")
            assert reading.message.startswith(f"Is it here ({number} of 3)?")
            assert len(reading.message) < 80
            assert reading.ruled == DAM
            assert reading.screen.ruler is not None
            seen.append(reading.screen.ruler.start)
        assert len({*seen}) == 3
        assert seen[3] == seen[0]
        await reading.press("p")
        (note,) = reading.screen.notes
        assert note.passage == reading.screen.ruler


@pytest.mark.parametrize("width", [80, 120])
async def test_enter_leads_back_to_where_the_words_of_a_lost_note_were(
    read: Open, width: int
) -> None:
    await make_note_on_the_dam(read)
    async with read(GONE, size=(width, 24)) as reading:
        await reading.press("A", "enter")
        told, ruled = reading.message, reading.ruled
        await reading.press("1", "enter")
        assert (reading.message, reading.ruled) == (told, ruled)
        await reading.press("escape", "g", "enter")
        assert "There is no note here" in reading.message


async def test_declining_is_undone_and_done_again(read: Open) -> None:
    await make_note_on_the_dam(read)
    async with read(DOUBTFUL) as reading:
        await reading.press("A", "enter", "x", "u")
        assert reading.message == "Undone: place declined"
        assert states(reading) == ["suggested"]
        await reading.press("ctrl+r")
        assert states(reading) == ["orphan"]


async def test_escape_declines_nothing(read: Open) -> None:
    await make_note_on_the_dam(read)
    async with read(DOUBTFUL) as reading:
        await reading.press("A", "enter", *["escape"] * 3)
        assert reading.screen.check_action("put_note", ()) is False
        assert states(reading) == ["suggested"]


async def test_what_changed_is_shown_word_by_word(read: Open) -> None:
    await make_note_on_the_dam(read)
    async with read(REWRITTEN) as reading:
        assert states(reading) == ["edited"]
        await reading.press("greater_than_sign", "w")
        page = reading.app.screen
        assert page is not reading.screen
        content = str(page.query_one("Static").render())
        assert "upstream" in content
        assert "upriver" in content


async def test_notes_that_moved_are_in_place(read: Open) -> None:
    await make_note_on_the_dam(read)
    async with read(OP_ED.replace("The river rose", "Again. The river rose")) as reading:
        assert "1 in place" in reading.message


async def test_notes_on_the_same_text_under_another_name_can_be_taken_over(read: Open) -> None:
    await make_note_on_the_dam(read)
    edited = REWRITTEN.replace("the dam upriver needs one owner", "the dam upstream needs an owner")
    async with read(edited + "\nOne more line.\n", name="other.md") as reading:
        assert reading.screen.notes == ()
        assert "I takes them over" in reading.message
        await reading.press("I")
        assert reading.message == "Taken over: 1 in place"
        (note,) = reading.screen.notes
        assert note.annotation.note == "who"
        header = reading.screen.journal.annotations.header
        assert header is not None
        assert [Path(source).name for source in header.sources] == ["other.md"]


async def test_taking_over_is_undone_and_done_again(read: Open) -> None:
    await make_note_on_the_dam(read)
    async with read(OP_ED + "\nOne more line.\n", name="other.md") as reading:
        await reading.press("I", "u")
        assert reading.message == "Undone: 1 note taken over"
        assert reading.screen.notes == ()
        await reading.press("ctrl+r")
        assert reading.message == "Done again: 1 note taken over"
        assert [note.annotation.note for note in reading.screen.notes] == ["who"]


async def test_many_notes_are_placed_the_near_ones_first(read: Open) -> None:
    text = "# Many\n\n" + "\n\n".join(f"Sentence number {n} stands here alone." for n in range(300))
    async with read(text) as reading:
        article = reading.screen.article
        for sentence in article.sentences[1:260]:
            reading.screen.journal.add(describe(article.text, sentence))
    async with read(text.replace("# Many\n\n", "# Many\n\nSomething new.\n\n")) as reading:
        assert len(reading.screen.notes) == 259
        assert reading.message == "The text changed since your last visit: 259 in place"


@pytest.mark.parametrize("width", [120, 160])
async def test_the_rows_of_many_notes_are_all_there_when_they_are_seen(
    read: Open, width: int
) -> None:
    text = "# Many\n\n" + "\n\n".join(f"Sentence number {n} stands here alone." for n in range(700))
    async with read(text) as reading:
        article = reading.screen.article
        for sentence in article.sentences[1:]:
            reading.screen.journal.add(describe(article.text, sentence))
    async with read(text, size=(width, 40)) as reading:
        await reading.app.workers.wait_for_complete()
        await reading.pilot.pause()
        if width == 120:
            await reading.press("A")
        quotes = [item.lines[0].text for item in reading.screen.panel.rows.items]
        assert quotes == [f"“Sentence number {n} stands here alone.”" for n in range(700)]


async def test_a_text_that_no_note_needs_is_kept_no_longer(read: Open, tmp_path: Path) -> None:
    await make_note_on_the_dam(read)
    snapshots = Snapshots(tmp_path / "snapshots")
    library = Library(tmp_path / "state", tmp_path / "data", later)
    assert prune_snapshots(library, snapshots) == 0
    assert len(snapshots) == 1
    async with read() as reading:
        await reading.press("3", "d")
    assert prune_snapshots(library, snapshots) == 1
    assert len(snapshots) == 0


def later() -> datetime:
    """A time at which nothing is new any more."""
    return datetime(2100, 1, 1, tzinfo=UTC)
