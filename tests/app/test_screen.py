"""Stories of the screen: panes, sizes, help, keys of one's own, safety."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from conftest import OP_ED, Open, Reading
from rich.style import Style
from textual import events
from textual._compositor import ChopsUpdate

from reader.commands import COMMANDS
from reader.settings import Settings
from reader.themes import DARK, LIGHT
from reader.view.frame import WITH_SIDEBAR
from reader.widgets.row_list import RowList

HOSTILE = (
    "# Title \x1b]0;owned\x07 here\n\nBell \x07, colour \x1b[31mred\x1b[0m, C1 \x9b31m, link "
    "\x1b]8;;http://evil\x1b\\x\x1b]8;;\x1b\\, clipboard \x1b]52;c;aGk=\x07, \u202eright to left"
    "\u202c, and \x7f the end.\n\n[link\x1b[2J](http://x/\x1b[2J)\n\n```\n\x1b[2Jcode\n```\n"
)


def drawn(reading: Reading) -> str:
    """Every character that is on the screen."""
    strips = reading.app.screen._compositor.render_strips()
    return "".join(segment.text for strip in strips for segment in strip)


def painted(reading: Reading) -> list[list[tuple[str, Style | None]]]:
    """What is on the screen and how it looks, row by row."""
    strips = reading.app.screen._compositor.render_strips()
    return [[(segment.text, segment.style) for segment in strip] for strip in strips]


def painted_anew(reading: Reading) -> list[list[tuple[str, Style | None]]]:
    """The same, when nothing of it is remembered."""
    for widget in reading.app.screen.query("*"):
        widget._styles_cache.clear()
        for name in ("_strips", "_seen"):
            getattr(widget, name, {}).clear()
    return painted(reading)


def squeezed(words: str) -> str:
    return "".join(character for character in words if character not in " │")


async def test_on_a_wide_terminal_the_sidebar_stands_beside_the_text(read: Open) -> None:
    async with read(size=(120, 40)) as reading:
        assert reading.screen.sidebar.region.right == reading.screen.view.region.x


async def test_on_a_narrow_terminal_the_sidebar_lies_over_the_text_until_a_row_is_chosen(
    read: Open,
) -> None:
    async with read(size=(80, 24)) as reading:
        assert not reading.screen.sidebar.display
        await reading.press("t")
        assert reading.screen.sidebar.display
        assert reading.screen.view.region.width == 80
        await reading.press("down", "enter")
        assert not reading.screen.sidebar.display
        assert reading.ruled.startswith("First,")


async def test_what_is_typed_behind_a_choice_is_for_the_text(read: Open) -> None:
    async with read(size=(80, 24)) as reading:
        await reading.press("t")
        for key in ("down", "enter", "G"):  # which both a list and the text know
            reading.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await reading.pilot.pause()
        assert reading.ruled.startswith("It has been written in four reports")


async def test_escape_closes_a_pane_that_lies_over_the_text(read: Open) -> None:
    async with read(size=(80, 24)) as reading:
        await reading.press("A", "escape")
        assert not reading.screen.panel.display


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
@pytest.mark.parametrize(("key", "name"), [("A", "annotations"), ("t", "sidebar")])
async def test_a_pane_is_painted_whose_lists_have_changed_while_nobody_saw_them(
    read: Open, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], key: str, name: str
) -> None:
    async with read(size=size) as reading:
        await reading.press("h")
        for rows in reading.screen.query(RowList):
            rows.refresh()
        await reading.pilot.pause(0.1)
        painted_rows: set[int] = set()

        def note_rows(_app: object, _screen: object, what: object) -> None:
            if isinstance(what, ChopsUpdate):
                painted_rows.update(y for y, _, _ in what.spans)

        monkeypatch.setattr(type(reading.app), "_display", note_rows)
        await reading.press(key)
        await reading.pilot.pause(0.1)
        assert {*reading.screen.query_one(f"#{name}").region.line_range} <= painted_rows


@pytest.mark.parametrize("size", [(40, 12), (40, 10), (120, 10)])
async def test_on_a_low_terminal_the_list_that_has_the_keys_is_seen(
    read: Open, size: tuple[int, int]
) -> None:
    async with read(size=size) as reading:
        if size[0] < WITH_SIDEBAR:
            await reading.press("t")
        sidebar = reading.screen.sidebar
        for rows in (sidebar.contents, sidebar.key_points, sidebar.priorities):
            rows.focus()
            await reading.pilot.pause()
            assert rows.content_size.height >= 2
            assert rows.region.bottom <= sidebar.region.bottom
            assert all(name in drawn(reading) for name in ("Contents", "Key points", "Priorities"))
        await reading.press("j", "j", "enter")
        assert reading.ruled.startswith("Third,")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (40, 10)])
async def test_every_usual_size_shows_text_and_keys(read: Open, size: tuple[int, int]) -> None:
    async with read(size=size) as reading:
        assert any("The river rose" in row for row in reading.rows)
        assert "Help" in drawn(reading)


async def test_a_terminal_that_is_too_small_says_so(read: Open) -> None:
    async with read(size=(30, 8)) as reading:
        assert "Postil needs 40 x 10" in drawn(reading)
        await reading.pilot.resize_terminal(80, 24)
        await reading.pilot.pause()
        assert any("The river rose" in row for row in reading.rows)


async def test_the_column_is_at_most_72_cells_and_can_be_changed(read: Open) -> None:
    async with read(size=(130, 40)) as reading:
        assert reading.screen.view.frame.column == 72
        await reading.press("minus", "minus")
        assert reading.screen.view.frame.column == 64
        await reading.press("equals_sign")
        assert reading.screen.view.frame.column == 72


async def test_a_column_that_has_no_room_is_as_wide_as_before_where_it_has(read: Open) -> None:
    async with read(size=(120, 40)) as reading:
        await reading.press("A")
        view = reading.screen.view
        narrow = view.frame.column
        assert narrow < 60
        await reading.press("plus")
        assert reading.message == f"{narrow} columns, as many as there is room for"
        await reading.press("A")
        assert view.frame.column == 72
        await reading.press("A", "minus")
        assert view.frame.column == narrow - 4
        await reading.press("plus", "plus")
        assert view.frame.column == narrow


async def test_help_lists_every_command(read: Open) -> None:
    async with read(size=(120, 200)) as reading:
        await reading.press("question_mark")
        words = squeezed(drawn(reading))
        assert all(squeezed(command.help) in words for command in COMMANDS)
        await reading.press("escape")
        assert reading.app.screen is reading.screen


@pytest.mark.parametrize("width", [40, 60])
async def test_what_a_key_does_stands_beside_the_keys(read: Open, width: int) -> None:
    async with read(size=(width, 200)) as reading:
        await reading.press("question_mark")
        rows = [strip.text for strip in reading.app.screen._compositor.render_strips()]
        first = next(y for y, row in enumerate(rows) if "Space PgDn" in row)
        words = rows[first].index("One page down")
        frame = rows[first].index("│") + 1
        assert not rows[first + 1][frame:words].strip()
        assert rows[first + 1][words:].strip(" │")


async def test_the_palette_has_one_row_for_commands_that_do_the_same(read: Open) -> None:
    async with read() as reading:
        await reading.press("colon")
        await reading.pilot.pause(0.2)
        assert drawn(reading).count("To the priority with this number") == 1


async def test_the_palette_runs_a_command_by_its_name(read: Open) -> None:
    async with read() as reading:
        await reading.press("colon")
        await reading.type("whole article")
        await reading.pilot.pause(0.2)
        await reading.press("enter")
        await reading.pilot.pause(0.2)
        assert reading.screen.is_whole


async def test_keys_can_be_bound_anew_by_the_command_s_id(read: Open) -> None:
    settings = Settings(keymap={"section.next": ("x",)})
    async with read(settings=settings) as reading:
        await reading.press("x")
        assert reading.ruled.startswith("First,")
        assert ("[ x", "Section") in [(key, word) for key, word, _ in reading.screen.key_row.hints]


async def test_the_theme_changes_and_stays(read: Open) -> None:
    async with read() as reading:
        await reading.press("T")
        assert reading.app.theme == "postil-light"


@pytest.mark.parametrize(
    ("theme", "settings", "in_turn"),
    [
        ("dracula", Settings(), [LIGHT, DARK, "dracula", LIGHT]),
        ("solarized-light", Settings(), [DARK, LIGHT, "solarized-light"]),
        (LIGHT, Settings(theme="dracula"), ["dracula", DARK, LIGHT]),
        (DARK, Settings(theme="no such theme"), [LIGHT, DARK]),
    ],
)
async def test_the_reader_s_own_theme_comes_again(
    read: Open, theme: str, settings: Settings, in_turn: list[str]
) -> None:
    async with read(theme=theme, settings=settings) as reading:
        for name in in_turn:
            await reading.press("T")
            assert reading.app.theme == name


async def test_behind_the_note_editor_stands_what_is_read(read: Open) -> None:
    async with read() as reading:
        await reading.press("2", "a")
        assert "They can be moved" in drawn(reading)
        await reading.press("escape", "3", "a")
        assert "They can be moved" not in drawn(reading)
        assert "Two counties share it" in drawn(reading)
        dark = painted(reading)[1]
        await reading.pilot.resize_terminal(150, 40)
        await reading.pilot.pause()
        assert "Two counties share it" in drawn(reading)
        assert "Annotations (0)" in drawn(reading)
        await reading.pilot.resize_terminal(120, 40)
        reading.app.action_toggle_theme()
        await reading.pilot.pause()
        assert painted(reading)[1] != dark
        assert [words for words, _ in painted(reading)[1]] == [words for words, _ in dark]


@pytest.mark.parametrize(("theme", "other"), [(DARK, LIGHT), (LIGHT, DARK)])
async def test_a_sitting_begins_in_its_theme_as_if_it_had_been_changed_to(
    read: Open, theme: str, other: str
) -> None:
    async with read(theme=theme) as reading:
        await reading.press("j", "k")
        began = reading.app.classes, painted(reading)
    async with read(theme=other, name="another.md") as reading:
        assert (reading.app.classes, painted(reading)) != began
        await reading.press("T", "j", "k")
        changed = {name for name in reading.app.classes if not name.startswith("-theme-")}
        assert (changed, painted(reading)) == began


@pytest.mark.parametrize("key", ["slash", "t", "A", "z", "plus", "tab"])
async def test_a_key_lays_the_screen_out_once(read: Open, key: str) -> None:
    async with read(size=(150, 40)) as reading:
        await reading.press("2")
        layouts: list[object] = []
        reading.screen.screen_layout_refresh_signal.subscribe(reading.screen, layouts.append)
        await reading.press(key)
        assert len(layouts) <= 1


@pytest.mark.parametrize("key", ["t", "A", "z", "plus", "tab", "T", "space", "a"])
async def test_a_key_paints_the_screen_once(
    read: Open, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    async with read(OP_ED, size=(150, 40)) as reading:
        await reading.press("a", "escape", "2", "right_parenthesis")  # the editor is made now
        reading.screen._editor.note.cursor_blink = False
        paintings: list[object] = []
        monkeypatch.setattr(
            type(reading.app), "_display", lambda _app, _screen, what: paintings.append(what)
        )
        await reading.press(key)
        await reading.pilot.pause(0.1)
        assert len([what for what in paintings if what is not None]) == 1


@pytest.mark.parametrize("size", [(150, 40), (90, 30), (80, 24)])
@pytest.mark.parametrize("opened", [0, 1])
async def test_the_editor_is_painted_once_when_it_is_new_or_of_another_size(
    read: Open, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], opened: int
) -> None:
    async with read(OP_ED, size=(150, 40)) as reading:
        await reading.press("2", *("a", "escape") * opened)
        await reading.pilot.resize_terminal(*size)
        await reading.pilot.pause()
        paintings: list[object] = []
        monkeypatch.setattr(
            type(reading.app), "_display", lambda _app, _screen, what: paintings.append(what)
        )
        await reading.press("a")
        await reading.pilot.pause(0.1)
        assert len([what for what in paintings if what is not None]) == 1


async def test_a_click_on_a_hint_does_what_it_says(read: Open) -> None:
    async with read() as reading:
        hints = reading.screen.key_row.hints
        before = sum(
            len(k) + len(w) + 3 for k, w, _ in hints[: [w for _, w, _ in hints].index("Highlight")]
        )
        await reading.pilot.click("#keys", offset=(before + 3, 0))
        await reading.pilot.pause()
        assert len(reading.screen.notes) == 1


async def test_a_hint_can_be_clicked_again_when_it_has_said_what_it_did(read: Open) -> None:
    async with read() as reading:
        hints = reading.screen.key_row.hints
        before = sum(
            len(k) + len(w) + 3 for k, w, _ in hints[: [w for _, w, _ in hints].index("Section")]
        )
        for number in (2, 3, 4):
            await reading.pilot.click("#keys", offset=(before + 3, 0))
            await reading.pilot.pause()
            assert reading.message.startswith(f"§{number}")
        await reading.pilot.click("#article", offset=(20, 30))
        await reading.pilot.pause()
        assert reading.message == ""


async def test_no_control_character_of_a_text_reaches_the_screen(read: Open) -> None:
    async with read(HOSTILE) as reading:
        await reading.press("h", "z", "f", "A")
        words = drawn(reading)
        assert "Bell ␇" in words
        assert not [
            c for c in words if ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u202c"
        ]


async def test_markup_in_a_text_is_words(read: Open) -> None:
    async with read("# [/bold] [red]\n\nText with [/x] and [link=a]b[/link].\n") as reading:
        await reading.press("h", "A", "e")
        assert "Text with [/x]" in drawn(reading) or "[/bold]" in drawn(reading)


async def test_what_was_left_out_can_be_looked_at(read: Open) -> None:
    page = (
        OP_ED.partition("---\n\n")[2].replace("*", "")
        + "\n\nShare this:\n\nLeave a Reply\n\nYour email address will not be published."
    )
    async with read("What to do about the river\n\n" + page, name="river.txt") as reading:
        assert reading.screen.article.residue
        await reading.press("O")
        assert "Leave a Reply" in drawn(reading)


async def test_a_footnote_is_peeked_at(read: Open) -> None:
    async with read("# T\n\nA claim.[^1]\n\n[^1]: Its source.\n") as reading:
        await reading.press(")", "f") if "claim" not in reading.ruled else await reading.press("f")
        assert "Its source." in drawn(reading)


async def test_a_link_to_a_heading_is_followed(read: Open) -> None:
    async with read("# T\n\nSee [below](#the-end).\n\n## The end\n\nWords.\n") as reading:
        while "below" not in reading.ruled:
            await reading.press(")")
        await reading.press("f")
        assert reading.ruled == "The end"


async def test_a_link_to_a_place_in_the_same_page_is_followed(read: Open) -> None:
    page = "<p>See <a href='#x'>below</a>.</p><p>One.</p><p>Two, <b id='x'>and three</b>.</p>"
    async with read(page, name="page.html") as reading:
        while "below" not in reading.ruled:
            await reading.press(")")
        await reading.press("f")
        assert reading.ruled == "Two, and three."
        await reading.press("backspace")
        assert reading.ruled == "See below."


@pytest.mark.parametrize("has_browser", [True, False])
async def test_an_address_is_opened_or_else_copied(
    read: Open, monkeypatch: pytest.MonkeyPatch, has_browser: bool
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or has_browser)
    async with read("# T\n\nSee [there](https://example.org/there).\n") as reading:
        while "there" not in reading.ruled:
            await reading.press(")")
        await reading.press("f")
        assert opened == ["https://example.org/there"]
        if has_browser:
            assert reading.message == "Opened https://example.org/there"
        else:
            assert reading.message.endswith("copied https://example.org/there")
            assert reading.app.clipboard == "https://example.org/there"


async def test_an_empty_file_of_markup_alone_still_opens(read: Open) -> None:
    async with read("<!-- nothing -->\n") as reading:
        await reading.press("j", "space", "h", "a", "G", "1", "slash")
        assert reading.screen.article.text == ""


async def test_r_reads_a_changed_file_again_and_the_notes_follow(read: Open) -> None:
    async with read() as reading:
        await reading.press("3", "h")
        path = reading.screen.article.source
        changed = OP_ED.replace("The river rose", "Once more the river rose")
        Path(path).write_text(changed, encoding="utf-8")
        await reading.press("r")
        await reading.app.workers.wait_for_complete()
        await reading.pilot.pause()
        assert "1 in place" in reading.message
        assert reading.ruled.startswith("Third,")
        (note,) = reading.screen.notes
        assert note.passage is not None
        assert note.passage.of(reading.screen.article.text).startswith("Third,")


async def test_marks_jumps_and_the_search_are_there_when_the_text_was_read_again(
    read: Open,
) -> None:
    async with read() as reading:
        screen = reading.screen
        await reading.press("3", "m", "x", "2", "4", "slash")
        await reading.type("flood")
        await reading.press("enter")
        found, ruled = len(screen.matches), reading.ruled
        changed = OP_ED.replace(
            "The river rose", "A flood, says the mayor. " * 9 + "The river rose"
        )
        Path(screen.article.source).write_text(changed, encoding="utf-8")
        await reading.press("r")
        await reading.app.workers.wait_for_complete()
        await reading.pilot.pause()
        assert reading.ruled == ruled
        assert len(screen.matches) == found + 9
        assert {hit.of(screen.article.text).lower() for hit in screen.matches} == {"flood"}
        await reading.press("'", "x")
        assert reading.ruled.startswith("Third,")
        for expected in (ruled, "Second,"):
            await reading.press("backspace")
            assert reading.ruled.startswith(expected)


@pytest.mark.parametrize("size", [(120, 40), (160, 24)])
async def test_what_was_painted_bit_by_bit_is_what_would_be_painted_at_once(
    read: Open, size: tuple[int, int]
) -> None:
    chance = random.Random(size[0])
    keys = ["space", "b", "j", "k", "]", "[", ")", "(", "h", "u", "z", "plus", "t", "A", "T", "G"]
    text = "# Book\n\n" + "".join(
        f"## Chapter {n}\n\n"
        + f"This is **said** in chapter {n}. " * chance.randint(1, 60)
        + "\n\n"
        for n in range(40)
    )
    async with read(text, size=size) as reading:
        for key in chance.choices(keys, weights=[8, 2, 4, 2, 4, 2, 4, 2, 4, *[1] * 7], k=60):
            await reading.press(
                {"]": "right_square_bracket", "[": "left_square_bracket"}.get(key, key)
            )
            assert painted(reading) == painted_anew(reading), key
