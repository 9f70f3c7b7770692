"""Stories of marking passages and writing on them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from conftest import OP_ED, Open, Reading
from textual import events
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from reader.annotations.journal import Journal
from reader.annotations.model import MAX_TAG, Annotation
from reader.annotations.snapshots import Snapshots
from reader.widgets.tag_input import TagInput


def annotations_of(reading: Reading) -> list[Annotation]:
    return [note.annotation for note in reading.screen.notes]


def lines_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


async def test_h_highlights_the_sentence_and_says_so_when_it_is_on_the_disk(read: Open) -> None:
    async with read() as reading:
        await reading.press("h")
        assert reading.message == "Highlighted in yellow; h again for the next colour"
        kept = [line for line in lines_of(reading.notes_file) if "origin" in line]
        assert [line["color"] for line in kept] == ["yellow"]
        assert kept[0]["origin"]["exact"] == reading.ruled  # type: ignore[index]


async def test_each_note_is_begun_anew(read: Open) -> None:
    async with read() as reading:
        await reading.press("2", "a")
        await reading.type("first")
        await reading.press("tab")
        await reading.type("truth")
        await reading.press("tab", "right", "ctrl+s", "3", "a")
        await reading.press("ctrl+z")  # there is nothing yet that could be undone
        await reading.type("second")
        await reading.press("ctrl+s")
        first, second = annotations_of(reading)
        assert (first.note, first.tags, first.color) == ("first", ("truth",), "green")
        assert (second.note, second.tags, second.color) == ("second", (), "green")
        assert second.origin.exact.startswith("Third,")
        await reading.press("2", "e")
        await reading.type(" one")
        await reading.press("escape", "x")  # the question is answered with no
        await reading.press("ctrl+s", "3", "e", "escape")
        assert reading.message == "Nothing was changed"
        assert [one.note for one in annotations_of(reading)] == ["first one", "second"]


def seen(reading: Reading, widget: Widget) -> Region:
    """What of a widget is not scrolled out of sight, nor behind another."""
    geometry = reading.app.screen._compositor.full_map[widget]
    return geometry.visible_region


@pytest.mark.parametrize("size", [(40, 10), (40, 12), (40, 14), (80, 12), (120, 12)])
async def test_the_line_that_is_written_and_what_the_keys_do_are_always_seen(
    read: Open, size: tuple[int, int]
) -> None:
    async with read(size=size) as reading:
        await reading.press("a")
        editor = reading.app.screen
        hint = editor.query_one("#hint", Static)
        assert seen(reading, hint) == hint.region
        await reading.press(*"1234567", *["enter", "x"] * 7)
        note = editor.query_one("#note", TextArea)
        assert note.cursor_screen_offset in seen(reading, note)
        await reading.press("tab", "tab", "escape")
        assert "Throw away" in str(hint.content)
        assert seen(reading, hint) == hint.region
        await reading.press("n")
        assert note.cursor_screen_offset in seen(reading, note)


async def test_a_note_is_tagged_and_coloured_on_the_smallest_terminal_too(read: Open) -> None:
    async with read(size=(40, 12)) as reading:
        await reading.press("a")
        await reading.type("short")
        await reading.press("tab")
        await reading.type("truth")
        await reading.press("tab", "left")
        screen = reading.app.screen
        for widget in (screen.query_one("#tags"), screen.query_one("ColorChoice")):
            assert seen(reading, widget) == widget.region
        row = screen.query_one("ColorChoice").render_line(0).text
        assert row.split() == ["y", "g", "b", "p", "o", "[purple]"]
        await reading.pilot.click("ColorChoice", offset=(4, 0))
        await reading.press("ctrl+s")
        (one,) = annotations_of(reading)
        assert (one.note, one.tags, one.color) == ("short", ("truth",), "green")


async def test_h_again_gives_the_next_colour(read: Open) -> None:
    async with read() as reading:
        await reading.press("h", "h", "h")
        assert [one.color for one in annotations_of(reading)] == ["blue"]


async def test_capital_h_highlights_the_paragraph(read: Open) -> None:
    async with read() as reading:
        await reading.press("H")
        (one,) = annotations_of(reading)
        assert one.origin.exact.endswith("although everybody did.")


async def test_a_note_is_written_tagged_and_there_again_after_opening_anew(read: Open) -> None:
    async with read() as reading:
        await reading.press("2", "a")
        await reading.type("Who says so?")
        await reading.press("tab")
        await reading.type("truth money")
        await reading.press("tab", "right", "ctrl+s")
        assert reading.message == "Saved"
    async with read() as reading:
        (one,) = annotations_of(reading)
        assert one.note == "Who says so?"
        assert one.tags == ("money", "truth")
        assert one.color == "green"
        assert one.origin.exact.startswith("Second, the people")
        (note,) = reading.screen.notes
        assert note.passage is not None
        assert note.passage.of(reading.screen.article.text) == one.origin.exact


async def test_escape_asks_before_it_throws_a_note_away(read: Open) -> None:
    async with read() as reading:
        await reading.press("a")
        await reading.type("half a thou")
        await reading.press("escape", "x", "escape", "y")
        assert reading.message == "Nothing was changed"
        assert annotations_of(reading) == []


async def test_tags_of_several_words_stay_whole_in_the_editor(read: Open) -> None:
    async with read() as reading:
        await reading.press("number_sign")
        await reading.type('a "b c')
        await reading.press("enter", "e", "escape")
        assert reading.message == "Nothing was changed"
        await reading.press("e", "ctrl+s")
        assert [one.tags for one in annotations_of(reading)] == [("a", "b c")]
        await reading.press("e", "tab", "end")
        await reading.type(" d")
        await reading.press("ctrl+s", "R")
        await reading.type('"b')
        await reading.press("right", "enter")
        await reading.type("#e")
        await reading.press("enter")
        assert [one.tags for one in annotations_of(reading)] == [("a", "d", "e")]


@pytest.mark.parametrize("tags", [("a\u202eb", "ab"), ("\u202e",), ("a  b", "a b")])
async def test_tags_that_nobody_touched_stay_as_they_were(
    read: Open, tags: tuple[str, ...]
) -> None:
    async with read() as reading:
        await reading.press("h")
        (one,) = annotations_of(reading)
        odd = replace(one, tags=tags)
        reading.screen._edit(odd.as_draft(one.origin.passage))
        await reading.pilot.pause()
        assert reading.app.screen.query_one(TagInput).tags == tags
        await reading.press("escape")
        assert reading.app.screen is reading.screen


async def test_joiners_are_typed_like_other_characters(read: Open) -> None:
    words, tag = "می\u200cخواهم 👩\u200d👧", "نمی\u200cخواهم"
    async with read() as reading:

        async def type_out(characters: str) -> None:
            for character in characters:
                reading.app.post_message(events.Key(character, character))
            await reading.pilot.pause()

        await reading.press("a")
        await type_out(words)
        await reading.press("tab")
        await type_out(tag)
        await reading.press("ctrl+s")
        (one,) = annotations_of(reading)
        assert (one.note, one.tags) == (words, (tag,))
        await reading.press("slash")
        await type_out("a\u200cb\u200b\u202ec")
        assert reading.screen.search_line.value == "a\u200cbc"


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+p", "ctrl+c"])
async def test_no_key_but_the_editor_s_own_leaves_it(read: Open, key: str) -> None:
    async with read() as reading:
        await reading.press("a")
        await reading.type("half a thou")
        editor = reading.app.screen
        await reading.press(key)
        assert reading.app.screen is editor
        await reading.press("ctrl+s")
        assert [one.note for one in annotations_of(reading)] == ["half a thou"]


async def test_what_is_not_accepted_stays_in_the_editor_with_the_reason(read: Open) -> None:
    async with read() as reading:
        await reading.press("a")
        editor = reading.app.screen
        editor.query_one(TagInput).value = "a" * (MAX_TAG + 1)
        await reading.press("ctrl+s")
        assert reading.app.screen is editor
        assert "at most" in str(editor.query_one("#hint", Static).content)
        editor.query_one(TagInput).value = "short"
        await reading.press("ctrl+s")
        assert reading.app.screen is reading.screen
        assert [one.tags for one in annotations_of(reading)] == [("short",)]
        assert reading.message == "Saved"


async def test_escape_closes_an_editor_in_which_nothing_was_typed(read: Open) -> None:
    async with read() as reading:
        await reading.press("a", "escape")
        assert reading.app.screen is reading.screen


async def test_e_edits_the_note_here_and_d_deletes_it(read: Open) -> None:
    async with read() as reading:
        await reading.press("a")
        await reading.type("one")
        await reading.press("ctrl+s", "e")
        await reading.type(" two")
        await reading.press("ctrl+s")
        assert [one.note for one in annotations_of(reading)] == ["one two"]
        await reading.press("d")
        assert annotations_of(reading) == []
        assert "u brings it back" in reading.message


async def test_undo_and_redo_go_through_the_whole_sitting(read: Open) -> None:
    async with read() as reading:
        await reading.press("h", "h", ")", "h", "d")
        assert [one.color for one in annotations_of(reading)] == ["green"]
        await reading.press("u")
        assert [one.color for one in annotations_of(reading)] == ["green", "green"]
        await reading.press("u", "u")
        assert [one.color for one in annotations_of(reading)] == ["yellow"]
        await reading.press("u")
        assert annotations_of(reading) == []
        await reading.press("u")
        assert reading.screen.check_action("undo", ()) is False
        await reading.press(*["ctrl+r"] * 3)
        assert len(annotations_of(reading)) == 2


async def test_tags_are_added_with_one_key_and_completed(read: Open) -> None:
    async with read() as reading:
        await reading.press("number_sign")
        await reading.type("leverage")
        await reading.press("enter", ")", "number_sign")
        await reading.type("lev")
        await reading.press("right", "enter")
        assert [one.tags for one in annotations_of(reading)] == [("leverage",), ("leverage",)]


async def test_a_selection_by_keys_goes_by_sentences_and_by_words(read: Open) -> None:
    async with read() as reading:
        await reading.press("v", ")", "h")
        (one,) = annotations_of(reading)
        assert one.origin.exact.endswith("It never is.")
        await reading.press("3", "v", "left", "left", "h")
        other = annotations_of(reading)[-1]
        assert other.origin.exact == "Third, the dam upstream needs"
        assert reading.screen.selection is None


async def test_o_takes_the_other_end_of_a_selection(read: Open) -> None:
    async with read() as reading:
        await reading.press("3", "v", "o", "right", "right", "h")
        (one,) = annotations_of(reading)
        assert one.origin.exact == "dam upstream needs an owner."


async def test_escape_ends_a_selection(read: Open) -> None:
    async with read() as reading:
        await reading.press("v", "escape")
        assert reading.screen.selection is None


async def test_dragging_selects_and_a_double_click_takes_a_word(read: Open) -> None:
    async with read() as reading:
        row = next(y for y, words in enumerate(reading.rows) if "The river rose" in words)
        start = reading.rows[row].index("river")
        await reading.pilot.mouse_down("#article", offset=(start, row))
        await reading.pilot.hover("#article", offset=(start + 9, row))
        await reading.pilot.mouse_up("#article", offset=(start + 9, row))
        await reading.pilot.pause()
        selection = reading.screen.selection
        assert selection is not None
        assert selection.of(reading.screen.article.text) == "river rose"
        await reading.pilot.click("#article", offset=(start + 1, row), times=2)
        await reading.pilot.pause()
        selection = reading.screen.selection
        assert selection is not None
        assert selection.of(reading.screen.article.text) == "river"


async def test_overlapping_notes_can_both_be_seen(read: Open) -> None:
    async with read() as reading:
        await reading.press("h", "H")
        row = next(words for words in reading.rows if "The river rose" in words)
        assert row.strip().startswith("2")
        view = reading.screen.view
        strip = next(s for s in view.render_lines(view.size.region) if "The river rose" in s.text)
        inner = next(segment for segment in strip if "The river" in segment.text)
        assert inner.style is not None
        assert inner.style.underline


async def test_greater_and_less_go_from_note_to_note(read: Open) -> None:
    async with read() as reading:
        await reading.press("h", "3", "h", "g", "greater_than_sign")
        assert reading.ruled.startswith("Third,")
        await reading.press("less_than_sign")
        assert reading.ruled.startswith("The river")


async def test_the_panel_lists_filters_and_jumps(read: Open) -> None:
    async with read() as reading:
        await reading.press("h", "2", "number_sign")
        await reading.type("island")
        await reading.press("enter", "4", "h", "h", "A")
        panel = reading.screen.panel
        assert panel.border_title == "Annotations (3)"
        await reading.press("slash")
        await reading.type("#isl")
        assert panel.border_title == "Annotations (1 of 3)"
        await reading.press("enter", "enter")
        assert reading.ruled.startswith("Second,")
        panel.line.value = "color:green"
        await reading.pilot.pause()
        assert [item.lines[0].sign_role for item in panel.rows.items] == ["green"]


async def test_the_panel_marks_a_note_that_begins_within_the_sentence(read: Open) -> None:
    async with read(size=(160, 40)) as reading:
        await reading.press("h", "3", "v", "o", "right", "right", "h", "g")
        assert reading.screen.panel.rows.current == 0
        await reading.press("3")
        assert reading.screen.panel.rows.current == 1
        await reading.press("(")
        assert reading.screen.panel.rows.current == 0


def list_of(reading: Reading) -> list[str]:
    """The rows of the annotations panel as they are drawn, from the first to the last note."""
    rows = reading.screen.panel.rows
    rows.scroll_rows(-rows.height_wanted)
    return [rows.render_line(y).text[1:] for y in range(rows.height_wanted)]


async def test_a_list_changed_bit_by_bit_is_drawn_like_one_made_at_once(read: Open) -> None:
    async with read(size=(160, 40)) as reading:
        await reading.press("2", "h", "4", "a")
        await reading.type("a note that is so long that it takes more than a row of the panel")
        await reading.press("ctrl+s", "1", "H", "3", "h", "h", "2", "d", "u", "1", "d", "4", "h")
        assert len(annotations_of(reading)) == 3
        drawn = list_of(reading)
        assert len(drawn) > 5
    async with read(size=(160, 40)) as reading:
        assert list_of(reading) == drawn


async def test_an_empty_panel_says_which_keys_fill_it(read: Open) -> None:
    async with read() as reading:
        await reading.press("A")
        row = reading.screen.panel.rows.render_line(0).text
        assert row.strip() == "None: h highlights, a annotates"


async def test_y_copies_the_sentence(read: Open) -> None:
    async with read() as reading:
        await reading.press("3", "y")
        assert reading.app.clipboard == "Third, the dam upstream needs an owner."


async def test_a_note_on_words_that_are_gone_is_kept_and_never_drawn_elsewhere(
    read: Open,
) -> None:
    async with read() as reading:
        await reading.press("3", "h")
    shorter = "\n\n".join(p for p in OP_ED.split("\n\n") if not p.startswith("Third"))
    async with read(shorter) as reading:
        (note,) = reading.screen.notes
        assert not note.is_placed
        assert not any("▌" in row for row in reading.rows)
        assert "1 without a place" in str(reading.screen.panel.border_subtitle)
    async with read() as reading:
        (note,) = reading.screen.notes
        assert note.is_placed


async def test_notes_move_with_their_words_when_text_is_inserted_before(read: Open) -> None:
    async with read() as reading:
        await reading.press("3", "h")
    async with read(OP_ED.replace("The river", "A new paragraph.\n\nThe river")) as reading:
        (note,) = reading.screen.notes
        assert note.passage is not None
        words = note.passage.of(reading.screen.article.text)
        assert words == "Third, the dam upstream needs an owner."


async def test_when_notes_cannot_be_written_reading_goes_on_and_it_says_so(
    read: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    async with read() as reading:
        monkeypatch.setattr("os.fsync", full)
        await reading.press("h")
        assert "not on the disk yet" in reading.message
        assert reading.screen.key_row.trouble
        assert len(reading.screen.notes) == 1
        monkeypatch.undo()


async def test_another_window_s_note_appears(read: Open) -> None:
    async with read() as reading:
        await reading.press("h")
        async with read() as other:
            await other.press("4", "h")
        await reading.screen.look_at_file()
        assert len(reading.screen.notes) == 2


async def test_a_tag_is_renamed_on_all_its_notes(read: Open) -> None:
    async with read() as reading:
        for _ in range(2):
            await reading.press("number_sign")
            await reading.type("leverge")
            await reading.press("enter", ")")
        await reading.press("R")
        await reading.type("leverge")
        await reading.press("tab")
        await reading.type("leverage")
        await reading.press("enter")
        assert [one.tags for one in annotations_of(reading)] == [("leverage",)] * 2
        assert "on 2 notes" in reading.message
        await reading.press("u")
        assert reading.message == "Undone: tag renamed on 2 notes"
        assert [one.tags for one in annotations_of(reading)] == [("leverge",)] * 2
        await reading.press("ctrl+r")
        assert [one.tags for one in annotations_of(reading)] == [("leverage",)] * 2


async def test_a_tag_renamed_in_all_articles_is_undone_in_all(read: Open) -> None:
    async with read(name="lake.md", text=OP_ED.replace("river", "lake")) as reading:
        await reading.press("number_sign")
        await reading.type("flod")
        await reading.press("enter")
        there = reading.notes_file
    async with read() as reading:
        await reading.press("number_sign")
        await reading.type("flod")
        await reading.press("enter", "R")
        await reading.type("flod")
        await reading.press("tab")
        await reading.type("flood")
        await reading.press("ctrl+a")
        assert reading.message == "#flod is #flood now, on 2 notes"
        assert [one.tags for one in Journal.open(there).annotations] == [("flood",)]
        await reading.press("u")
        assert reading.message == "Undone: tag renamed on 2 notes in 2 articles"
        assert [one.tags for one in Journal.open(there).annotations] == [("flod",)]
        assert [one.tags for one in annotations_of(reading)] == [("flod",)]


async def test_a_note_with_two_versions_is_shown_until_one_is_picked(read: Open) -> None:
    async with read() as reading:
        await reading.press("a")
        await reading.type("here")
        await reading.press("ctrl+s", "e")
        (one,) = annotations_of(reading)
        elsewhere = Journal.open(reading.notes_file)
        elsewhere.change(one.id, note="elsewhere")
        elsewhere.close()
        await reading.type(" and now")
        await reading.press("ctrl+s")
        await reading.screen.look_at_file()
        (one,) = annotations_of(reading)
        assert {one.note, *one.note_alt} == {"here and now", "elsewhere"}
        await reading.press("A")
        assert "2 versions" in str(reading.screen.panel.rows.items[0].lines[2].text)
        await reading.press("e", "ctrl+s")
        (one,) = annotations_of(reading)
        assert one.note_alt == ()
        assert "here and now" in one.note
        assert "elsewhere" in one.note


async def test_the_panel_is_named_before_there_are_notes(read: Open) -> None:
    async with read() as reading:
        await reading.press("A")
        assert reading.screen.panel.border_title == "Annotations (0)"


async def test_notes_that_are_not_on_the_disk_can_be_saved_elsewhere_on_leaving(
    read: Open, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("a file where the folder should be", encoding="utf-8")
    elsewhere = tmp_path / "elsewhere.notes.jsonl"
    async with read() as reading:
        await reading.press("h", "q")
        assert reading.app.screen is not reading.screen
        reading.app.screen.query_one(Input).value = str(elsewhere)
        await reading.press("enter")
        assert reading.message == f"The notes are in {elsewhere}; q quits"
        assert reading.screen.key_row.trouble == ""
    assert any("origin" in line for line in lines_of(elsewhere))


async def test_leaving_asks_again_about_notes_that_were_written_since(
    read: Open, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("a file where the folder should be", encoding="utf-8")
    async with read() as reading:
        await reading.press("h", "q", "escape")
        assert "q again leaves" in reading.message
        await reading.press(")", "a")
        await reading.type("later")
        await reading.press("ctrl+s", "q")
        assert reading.app.screen is not reading.screen
        await reading.press("escape")
        assert reading.screen.may_leave()


async def test_the_first_note_does_not_wait_for_the_text_to_be_kept(
    read: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_be_kept = Event()
    keep = Snapshots.keep

    def keep_later(snapshots: Snapshots, text: str) -> str:
        may_be_kept.wait()
        return keep(snapshots, text)

    monkeypatch.setattr(Snapshots, "keep", keep_later)
    async with read() as reading:
        await reading.press("3", "h")
        assert reading.message.startswith("Highlighted")
        assert len(annotations_of(reading)) == 1
        snapshots, text = reading.screen.snapshots, reading.screen.article.text
        assert not len(snapshots)
        may_be_kept.set()
    assert list(snapshots.values()) == [text]
