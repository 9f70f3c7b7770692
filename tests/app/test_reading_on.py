"""Stories of reading a long text while it is still being parsed."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import Awaitable, Callable, Iterator

import pytest
from conftest import Open, Reading
from textual import events

from article import describe
from article.errors import SourceUnreadable
from article.growing import Growth
from article.passage import Passage
from reader.annotations.journal import Journal
from reader.screens import growing, searching
from reader.screens.growing import Growing, More
from reader.screens.searching import Searching

CHAPTERS = 300
LONG = "# The long way\n\n" + "\n\n".join(
    f"## Chapter {n}\n\nThis is how the {n}th day began. It was *long*. Nobody counted the hours."
    f"\n\n- the first thing of day {n}\n- the second thing of day {n}\n\nThe {n}th night fell."
    for n in range(CHAPTERS)
)


_PATIENCE = 20.0
"""Seconds after which a story that has failed is left."""


class Gate:
    """Lets a text grow when the story wants it to."""

    def __init__(self) -> None:
        self._steps = threading.Semaphore(0)
        self._is_open = threading.Event()

    def __call__(self, growths: Iterator[Growth]) -> Iterator[Growth]:
        yield next(growths)
        for growth in growths:
            self._is_open.wait(_PATIENCE)
            yield growth

    async def open(self, reading: Reading) -> None:
        self._is_open.set()
        await reading.app.workers.wait_for_complete()
        await reading.pilot.pause()


async def test_the_first_page_is_there_before_the_text_is(read: Open):
    gate = Gate()
    async with read(LONG, growing=gate) as reading:
        assert any("This is how the 0th day began" in row for row in reading.rows)
        assert "reading" in reading.screen.title_row.progress
        before = reading.rows
        few = len(reading.screen.sidebar.contents.items)
        await gate.open(reading)
        assert reading.rows == before
        assert "left" in reading.screen.title_row.progress
        assert len(reading.screen.sidebar.contents.items) == CHAPTERS > few


async def test_a_text_that_is_opened_deep_inside_shows_that_place_and_keeps_it(read: Open):
    gate = Gate()
    async with read(LONG, growing=gate, offset=LONG.index("the 150th day")) as reading:
        await reading.press("j", ")", ")", "m", "x")
        before, ruled = reading.rows, reading.ruled
        assert any("150th day" in row for row in before)
        await gate.open(reading)
        assert reading.rows == before
        assert reading.ruled == ruled
        await reading.press("g")
        assert any("The long way" in row for row in reading.rows)
        await reading.press("'", "x")
        assert reading.ruled == ruled


REQUIREMENTS = "# The standard\n\n" + "\n\n".join(
    f"## Section {n}\n\nThe following requirements apply to implementations of this section. "
    f"It *must* hold. This was number {n}."
    for n in range(300)
)


def left_at(words: str) -> int:
    """Where in the source one is who left where these words follow."""
    return REQUIREMENTS.rindex("The following", 0, REQUIREMENTS.index(words))


async def test_a_text_that_says_the_same_everywhere_opens_where_it_was_left(read: Open):
    async with read(REQUIREMENTS) as reading:
        screen = reading.screen
        await reading.press("z")
        number = screen.article.text.index("This was number 200")
        screen.jump(screen.article.text.rindex("The following", 0, number), at_top=True)
        await reading.pilot.pause()
        left = reading.rows
    gate = Gate()
    async with read(REQUIREMENTS, growing=gate, offset=left_at("This was number 200")) as reading:
        assert reading.rows == left
        await gate.open(reading)
        assert reading.rows == left
    gate = Gate()
    async with read(REQUIREMENTS, growing=gate, offset=left_at("This was number 190")) as reading:
        assert reading.rows != left
        await gate.open(reading)
        assert reading.rows == left
    gate = Gate()
    async with read(REQUIREMENTS, growing=gate, offset=left_at("This was number 190")) as reading:
        await reading.press("right_parenthesis")
        before = reading.rows
        await gate.open(reading)
        assert reading.rows == before


async def test_the_end_is_reached_as_soon_as_it_is_there(read: Open):
    gate = Gate()
    async with read(LONG, growing=gate) as reading:
        await reading.press("G")
        assert reading.message == "To the end as soon as it is read; another key stays here"
        await gate.open(reading)
        assert reading.ruled == f"The {CHAPTERS - 1}th night fell."
        assert reading.message == ""


async def test_whoever_goes_elsewhere_does_not_wait_for_the_end(read: Open):
    gate = Gate()
    async with read(LONG, growing=gate) as reading:
        await reading.press("G", ")")
        before = reading.rows
        await gate.open(reading)
        assert reading.rows == before


async def click_on_text(reading: Reading) -> None:
    await reading.pilot.click("#article", offset=(20, 5))


async def click_on_chapter(reading: Reading) -> None:
    await reading.pilot.click("#contents", offset=(5, 5))


async def scroll(reading: Reading) -> None:
    wheel = events.MouseScrollDown(None, 50, 10, 0, 0, 0, False, False, False)
    reading.screen.view.post_message(wheel)


@pytest.mark.parametrize("move", [click_on_text, click_on_chapter, scroll])
async def test_whoever_goes_elsewhere_with_the_mouse_does_not_wait_for_the_end(
    read: Open, move: Callable[[Reading], Awaitable[None]]
):
    gate = Gate()
    async with read(LONG, growing=gate) as reading:
        await reading.press("G")
        await move(reading)
        await reading.pilot.pause()
        assert reading.message == ""
        before = reading.rows
        await gate.open(reading)
        assert reading.rows == before


async def test_more_of_the_text_waits_for_whoever_types(
    read: Open, monkeypatch: pytest.MonkeyPatch
):
    gate, pause = Gate(), threading.Event()
    has_waited = threading.Event()

    def is_paused(screen: Growing) -> bool:
        has_waited.set()
        return pause.is_set()

    monkeypatch.setattr(Growing, "_is_paused", property(is_paused))
    monkeypatch.setattr(growing, "_PATIENCE", 60)
    async with read(LONG, growing=gate) as reading:
        opened = asyncio.create_task(gate.open(reading))
        while not has_waited.is_set():
            await reading.press("j")
        assert "reading" in reading.screen.title_row.progress
        pause.set()
        await opened
        assert "left" in reading.screen.title_row.progress


async def test_the_end_of_a_part_is_not_called_the_end(read: Open):
    gate = Gate()
    async with read(LONG, growing=gate) as reading:
        await reading.press("z", *["space"] * 8)
        assert reading.message.startswith("What follows is still being read")
        await gate.open(reading)
        await reading.press("space")
        assert reading.message == ""


async def test_notes_wait_for_the_whole_text_and_say_so(read: Open):
    gate = Gate()
    async with read(LONG, growing=gate) as reading:
        await reading.press("h")
        assert reading.message == "That needs the whole text, which is still being read"
        assert not reading.notes_file.exists()
        await gate.open(reading)
        await reading.press("h")
        assert "Highlighted" in reading.message


async def test_a_search_goes_on_in_what_is_read_later(read: Open):
    gate = Gate()
    async with read(LONG, growing=gate) as reading:
        await reading.press("/")
        await reading.type("nobody counted")
        await reading.press("enter", "n")
        few, here = len(reading.screen.matches), reading.ruled
        await gate.open(reading)
        assert len(reading.screen.matches) == CHAPTERS > few
        assert reading.screen.match == 1
        assert reading.ruled == here


async def test_words_that_are_read_later_are_not_said_to_be_nowhere(read: Open):
    gate = Gate()
    async with read(LONG, growing=gate) as reading:
        await reading.press("/")
        await reading.type("the 250th night fell")
        await reading.press("enter")
        not_yet = "“the 250th night fell” is not in what is read so far; the search goes on"
        assert reading.message == not_yet
        await gate.open(reading)
        assert reading.ruled == "The 250th night fell."
        assert reading.message.startswith("“the 250th night fell” 1/1")
        await reading.press("backspace")
        assert reading.ruled == "The long way"


async def test_whoever_reads_on_is_not_taken_to_words_that_are_read_later(read: Open):
    gate = Gate()
    async with read(LONG, growing=gate) as reading:
        await reading.press("/")
        await reading.type("the 250th night fell")
        await reading.press("enter", ")")
        before = reading.ruled
        await gate.open(reading)
        assert reading.ruled == before
        await reading.press("n")
        assert reading.ruled == "The 250th night fell."


async def test_what_is_still_searched_for_when_more_is_read_is_found_there(
    read: Open, monkeypatch: pytest.MonkeyPatch
):
    turns = itertools.count()

    async def never_after_the_first_stretch(screen: Searching) -> None:
        if next(turns):
            await asyncio.Event().wait()

    gate = Gate()
    async with read(LONG, growing=gate, offset=LONG.index("the 150th day")) as reading:
        screen = reading.screen
        await reading.press("/")
        with monkeypatch.context() as patch:
            patch.setattr(Searching, "_let_keys_go_first", never_after_the_first_stretch)
            patch.setattr(searching, "_TURN", 0.0)
            screen.search_line.value = "the 3th night fell"
            await reading.press("enter")
        assert not screen.matches
        gate._is_open.set()
        for _ in range(100):
            if not screen.matches:
                await reading.pilot.pause()
        assert [hit.of(screen.article.text) for hit in screen.matches] == ["The 3th night fell"]
        assert reading.ruled == "The 3th night fell."


async def test_the_notes_on_the_first_part_are_there_with_it(read: Open):
    async with read(LONG) as reading:
        text = reading.screen.article.text
    start = text.index("the 0th day")
    passage = Passage(start, start + 11)
    journal = Journal.open(reading.notes_file)
    journal.add(describe(text, passage), note="near")
    journal.close()
    gate = Gate()
    async with read(LONG, growing=gate) as reading:
        await reading.pilot.pause()
        assert [note.passage for note in reading.screen.notes] == [passage]
        await gate.open(reading)
        assert [note.passage for note in reading.screen.notes] == [passage]


@pytest.mark.parametrize("day", [0, 150])
async def test_notes_stay_while_more_of_the_text_comes(
    read: Open, monkeypatch: pytest.MonkeyPatch, day: int
):
    words = f"the {day}th day"
    async with read(LONG) as reading:
        text = reading.screen.article.text
    start = text.index(words)
    journal = Journal.open(reading.notes_file)
    journal.add(describe(text, Passage(start, start + len(words))), note="near")
    journal.close()
    taken: list[list[str]] = []
    take_more = Growing._take_more

    def note_what_is_marked(screen: Growing, more: More) -> None:
        take_more(screen, more)
        marked = [note.passage for note in screen.notes if note.passage]
        taken.append([passage.of(screen.article.text) for passage in marked])

    monkeypatch.setattr(Growing, "_take_more", note_what_is_marked)
    gate = Gate()
    async with read(LONG, growing=gate, offset=LONG.index(words)) as reading:
        await reading.pilot.pause()
        await gate.open(reading)
        assert taken
        assert all(marked == [words] for marked in taken)
        assert [note.resolution.state for note in reading.screen.notes] == ["exact"]


async def test_leaving_early_keeps_the_place_of_the_last_sitting(read: Open):
    async with read(LONG) as reading:
        await reading.press("G")
        ruled = reading.ruled
    gate = Gate()
    async with read(LONG, growing=gate) as reading:
        await reading.app.action_quit()
        gate._is_open.set()
    async with read(LONG) as reading:
        assert reading.ruled == ruled


async def test_a_text_whose_rest_cannot_be_read_is_left_with_the_reason(read: Open):
    def broken(growths: Iterator[Growth]) -> Iterator[Growth]:
        yield next(growths)
        raise SourceUnreadable("the fourth chapter is damaged", "fetch the book again")

    async with read(LONG, growing=broken) as reading:
        await reading.pilot.pause()
        assert str(reading.app.failure) == "the fourth chapter is damaged: fetch the book again"
