"""Keeping notes on the disk: one window, two windows, other programs, and disks that refuse."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from annotation_samples import SmallDisk, anchor, open_journal, visible
from filelock import FileLock, Timeout

from reader.annotations import disk
from reader.annotations.annotation_set import read
from reader.annotations.errors import (
    AnnotationsError,
    NotAccepted,
    NotesUnreadable,
    NotesUnwritable,
    UnknownAnnotation,
)
from reader.annotations.file import AnnotationsFile
from reader.annotations.journal import Journal
from reader.annotations.lines import encode
from reader.annotations.model import About
from reader.annotations.record import Record


@pytest.fixture
def path(tmp_path):
    return tmp_path / "notes" / "tides.notes.jsonl"


def on_disk(path):
    return read(path.read_bytes()).annotations


def without_root():
    if os.name == "nt" or os.geteuid() == 0:
        pytest.skip("permissions do not hold this user back")


# One window


def test_looking_leaves_no_trace(path):
    journal = open_journal(path)
    assert list(journal.annotations) == []
    assert journal.is_saved
    journal.refresh()
    journal.close()
    assert not path.parent.exists()


def test_a_note_is_there_the_next_time(path):
    journal = open_journal(path)
    made = journal.add(anchor(), note="Why?", tags=["doubt", "a\nb"], color="blue")
    assert journal.is_saved
    assert (made.note, made.tags, made.color, made.by) == ("Why?", ("a b", "doubt"), "blue", "Ada")
    assert made.origin == anchor()
    assert made.created == made.modified == "2024-02-29T12:00:02.000+00:00"
    assert list(open_journal(path).annotations) == [made]


def test_each_change_is_on_the_disk_when_it_returns(path):
    journal = open_journal(path)
    one = journal.add(anchor())
    for change in (
        {"note": "Why?"},
        {"tags": ("x",)},
        {"color": "pink"},
        {"pin": anchor(90)},
        {"note": "", "tags": ()},
    ):
        after = journal.change(one.id, **change)
        assert {name: getattr(after, name) for name in change} == change
        assert after.modified > one.modified
        assert on_disk(path).get(one.id) == after == journal.annotations.get(one.id)
    journal.remove(one.id)
    assert on_disk(path).get(one.id) is None
    back = journal.restore(one.id)
    assert back.pin == anchor(90)
    assert on_disk(path).get(one.id) == back


def test_an_edit_of_a_priority_is_kept_beside_the_notes(path):
    point = {"kind": "priority", "action": "rename", "label": "Talk first"}
    journal = open_journal(path)
    one = journal.add(anchor(), point=point)
    journal.change(one.id, point=point | {"label": "Talk at once"})
    assert len(journal.annotations) == 0
    assert [p.point["label"] for p in on_disk(path).points] == ["Talk at once"]


def test_a_change_that_changes_nothing_writes_nothing(path):
    journal = open_journal(path)
    one = journal.add(anchor(), note="Why?", tags=["x"])
    before = path.read_bytes()
    assert journal.change(one.id, note="Why?", tags=["x"], color="yellow") == one
    assert journal.restore(one.id) == one
    assert path.read_bytes() == before


def test_the_first_line_says_what_the_notes_are_on(path):
    about = About("Tides", ("/texts/tides.md",), "ab" * 32, 1234)
    open_journal(path, about=about).add(anchor())
    first = json.loads(path.read_text("utf-8").splitlines()[0])
    assert {name: first[name] for name in ("id", "format", "v", "norm")} == {
        "id": "@article",
        "format": "postil-notes",
        "v": 1,
        "norm": 1,
    }
    assert on_disk(path).header == about


def test_what_the_notes_are_on_follows_the_article(path):
    open_journal(path, about=About("Tides", ("/old.md",), "ab", 10)).add(anchor())
    length = len(path.read_bytes().splitlines())
    again = open_journal(path, about=About("Tides", ("/old.md",), "ab", 10), actor="two")
    again.add(anchor())
    assert len(path.read_bytes().splitlines()) == length + 1
    open_journal(path, about=About("", ("/new.md",), "cd", 12), actor="three").add(anchor())
    assert on_disk(path).header == About("Tides", ("/new.md", "/old.md"), "cd", 12)


def test_the_file_is_for_the_readers_own_eyes(path):
    journal = open_journal(path.parent / "deeper" / "x.notes.jsonl")
    journal.add(anchor())
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in path.parent.rglob("*")}
    assert modes == {"deeper": 0o700, "x.notes.jsonl": 0o600, "x.notes.jsonl.lock": 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_file_that_is_shared_on_purpose_stays_shared(path):
    journal = open_journal(path)
    one = journal.add(anchor())
    path.chmod(0o664)
    journal.change(one.id, color="blue")
    journal.close()
    assert len(path.read_bytes().splitlines()) == 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


def test_closing_leaves_one_line_for_each_annotation(path):
    journal = open_journal(path)
    one = journal.add(anchor(), note="Why?")
    two = journal.add(anchor(90))
    for color in ("blue", "pink", "green"):
        journal.change(one.id, color=color)
    journal.remove(two.id)
    seen = visible(journal.annotations)
    journal.close()
    lines = path.read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["@article", one.id, two.id]
    assert visible(open_journal(path).annotations) == seen
    assert sorted(p.name for p in path.parent.iterdir()) == [path.name, f"{path.name}.lock"]


def test_a_file_in_order_is_not_written_again_by_closing(path):
    journal = open_journal(path)
    journal.add(anchor())
    journal.close()
    before = path.stat()
    open_journal(path).close()
    assert path.stat().st_ino == before.st_ino


def test_a_long_sitting_does_not_let_the_file_grow_without_end(path):
    journal = open_journal(path)
    one = journal.add(anchor())
    for number in range(400):
        journal.change(one.id, note=f"thought {number}")
    assert len(path.read_bytes().splitlines()) < 200
    assert on_disk(path).get(one.id).note == "thought 399"


def test_a_link_stands_for_the_file_it_leads_to(path, tmp_path):
    journal = open_journal(path)
    one = journal.add(anchor())
    link = tmp_path / "link.notes.jsonl"
    link.symlink_to(path)
    through = open_journal(link, actor="two")
    through.change(one.id, note="through the link")
    through.close()
    assert link.is_symlink()
    assert journal.refresh()
    assert journal.annotations.get(one.id).note == "through the link"


def test_what_cannot_be_is_refused_and_nothing_is_written(path):
    journal = open_journal(path)
    with pytest.raises(NotAccepted):
        journal.add(anchor(), color="ultraviolet")
    for nothing in (
        lambda: journal.change("no such id", note="x"),
        lambda: journal.remove("no such id"),
        lambda: journal.restore("no such id"),
        lambda: journal.change("@article", note="x"),
    ):
        with pytest.raises(UnknownAnnotation) as caught:
            nothing()
        assert caught.value.exit_code == 1
    assert not path.exists()


def test_a_deleted_annotation_cannot_get_a_colour(path):
    journal = open_journal(path)
    one = journal.add(anchor())
    journal.remove(one.id)
    with pytest.raises(UnknownAnnotation):
        journal.change(one.id, color="blue")
    assert journal.change(one.id, note="after all").note == "after all"


def test_notes_of_any_characters_are_kept(path):
    odd = "\ud800 \x00 \u2028 \r\n \x1b]0;x\x07 日本"
    one = open_journal(path).add(anchor(), note=odd, tags=["\udfff"])
    again = open_journal(path).annotations.get(one.id)
    assert (again.note, again.tags) == (odd, ("\udfff",))


# What a file may hold


def test_unreadable_lines_are_kept_and_counted(path):
    path.parent.mkdir()
    open_journal(path).add(anchor())
    path.write_bytes(b'{"id": half\n\xff\xfe\n' + path.read_bytes())
    journal = open_journal(path, actor="two")
    assert journal.problems == ("2 unreadable lines kept",)
    journal.change(next(iter(journal.annotations)).id, note="goes on")
    journal.close()
    content = path.read_bytes().splitlines()
    assert content[-2:] == [b'{"id": half', b"\xff\xfe"]
    assert open_journal(path).problems == ("2 unreadable lines kept",)


def test_a_torn_last_line_is_set_aside_before_anything_is_written(path):
    journal = open_journal(path)
    one = journal.add(anchor(), note="whole")
    torn = b'{"id":"018f","note":"the power fai'
    path.write_bytes(path.read_bytes() + torn)
    again = open_journal(path, actor="two")
    assert again.problems == ("torn last line set aside",)
    again.change(one.id, color="blue")
    assert path.with_name(f"{path.name}.torn").read_bytes() == torn + b"\n"
    assert torn not in path.read_bytes()
    after = open_journal(path)
    assert after.problems == ()
    assert after.annotations.get(one.id).color == "blue"


def test_a_missing_last_line_end_is_no_tear(path):
    journal = open_journal(path)
    one = journal.add(anchor(), note="whole")
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    again = open_journal(path, actor="two")
    assert again.problems == ()
    again.add(anchor(90), note="next")
    assert {n.note for n in open_journal(path).annotations} == {"whole", "next"}
    assert open_journal(path).annotations.get(one.id).note == "whole"


def test_zeros_that_a_power_failure_left_do_no_harm(path):
    journal = open_journal(path)
    journal.add(anchor(), note="whole")
    path.write_bytes(path.read_bytes() + bytes(512))
    again = open_journal(path, actor="two")
    again.add(anchor(90), note="next")
    assert {n.note for n in open_journal(path).annotations} == {"whole", "next"}


def test_a_merge_with_conflict_markers_is_read_and_tidied(path):
    journal = open_journal(path)
    one = journal.add(anchor(), note="base")
    journal.close()
    head, base = path.read_text("utf-8").splitlines()
    sides = []
    for actor, change in (("a", {"note": "ours"}), ("b", {"color": "pink"})):
        path.write_text(f"{head}\n{base}\n", "utf-8")
        side = open_journal(path, actor=actor)
        side.change(one.id, **change)
        side.close()
        sides.append(path.read_text("utf-8").splitlines()[1])
    conflict = ["<<<<<<< HEAD", sides[0], "=======", sides[1], ">>>>>>> laptop"]
    path.write_bytes("\r\n".join([head, *conflict, ""]).encode())
    merged = open_journal(path, actor="c")
    assert merged.problems == ("conflict markers of a merge left out",)
    assert (merged.annotations.get(one.id).note, merged.annotations.get(one.id).color) == (
        "ours",
        "pink",
    )
    merged.close()
    assert b"<<<" not in path.read_bytes()
    assert open_journal(path).problems == ()
    assert visible(open_journal(path).annotations) == visible(merged.annotations)


@pytest.mark.parametrize(
    "content", [b"# My essay\n\nIt begins.\n", b"\xff\xd8\xff\xe0" * 99, b"no"]
)
def test_a_file_that_is_something_else_is_refused_and_stays_as_it_is(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(NotesUnreadable) as caught:
        open_journal(path)
    assert caught.value.exit_code == 4
    assert path.read_bytes() == content


@pytest.mark.parametrize("content", [b"", b"\n\n", b'{"id":"@art', b'{"i', bytes(9)])
def test_a_file_in_which_only_the_first_line_was_begun_is_ours(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    journal = open_journal(path)
    journal.add(anchor(), note="first")
    assert journal.is_saved
    assert [n.note for n in open_journal(path).annotations] == ["first"]


def test_a_folder_or_a_pipe_is_no_annotations_file(path):
    path.mkdir(parents=True)
    with pytest.raises(NotesUnreadable, match="it is not a file"):
        open_journal(path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(path / "pipe")
        with pytest.raises(NotesUnreadable):
            open_journal(path / "pipe")


def test_a_file_that_is_far_too_large_is_refused(path, monkeypatch):
    open_journal(path).add(anchor())
    monkeypatch.setattr("reader.annotations.file.MAX_BYTES", 100)
    with pytest.raises(NotesUnreadable, match="larger"):
        open_journal(path)


def test_a_file_of_a_newer_version_is_read_but_never_written(path):
    path.parent.mkdir()
    line = b'{"id":"x","note":"from the future"}\n'
    content = b'{"id":"@article","v":2}\n' + line + line
    path.write_bytes(content)
    journal = open_journal(path)
    assert [n.note for n in journal.annotations] == ["from the future"]
    journal.close()
    journal.add(anchor())
    assert not journal.is_saved
    assert "newer version" in journal.trouble
    journal.close()
    assert path.read_bytes() == content


@pytest.mark.parametrize("highest", [2**53 - 1, 2**60])
def test_a_counter_that_was_damaged_does_not_stand_above_all_later_changes(path, highest):
    journal = open_journal(path)
    one = journal.add(anchor(), note="Why?", color="blue")
    journal.close()
    record = journal.annotations.record(one.id)
    damaged = {n: r._replace(lamport=highest, actor="zzz") for n, r in record.registers.items()}
    path.write_text(encode(Record(one.id, damaged, record.sets, record.note)) + "\n")
    again = open_journal(path)
    assert visible(again.annotations) == visible(journal.annotations)
    again.change(one.id, color="pink")
    assert on_disk(path).get(one.id).color == "pink"


# Two windows


def test_a_change_in_one_window_is_in_the_other_after_a_look(path):
    here, there = open_journal(path), open_journal(path, actor="two")
    one = here.add(anchor(), note="Why?")
    assert there.refresh()
    assert there.annotations.get(one.id) == one
    assert not there.refresh()
    there.change(one.id, color="pink")
    assert here.refresh()
    assert here.annotations.get(one.id).color == "pink"


def test_a_window_that_writes_without_having_looked_loses_nothing(path):
    here, there = open_journal(path), open_journal(path, actor="two")
    one = here.add(anchor(), note="here")
    two = there.add(anchor(90), note="there")
    assert {n.id for n in on_disk(path)} == {one.id, two.id}
    assert {n.id for n in there.annotations} == {one.id, two.id}


def test_the_same_note_edited_in_two_windows_keeps_both_texts(path):
    here, there = open_journal(path), open_journal(path, actor="two")
    one = here.add(anchor(), note="start")
    there.refresh()
    here.change(one.id, note="here")
    there.change(one.id, note="there")
    here.refresh()
    for journal in (here, there, open_journal(path)):
        found = journal.annotations.get(one.id)
        assert {found.note, *found.note_alt} == {"here", "there"}
    here.change(one.id, note="there")
    there.refresh()
    assert there.annotations.get(one.id).note_alt == ()


def test_an_editor_that_was_open_while_another_window_changed_the_note(path):
    """What the reader typed replaces the text they saw, not the one they never saw."""
    here, there = open_journal(path), open_journal(path, actor="two")
    shown = here.add(anchor(), note="start", tags=["a", "b"])
    there.refresh()
    there.change(shown.id, note="there", tags=["b", "c"], color="pink")
    here.refresh()
    after = here.change(shown.id, note="typed", tags=["a", "b", "d"], color="yellow", over=shown)
    assert {after.note, *after.note_alt} == {"typed", "there"}
    assert after.tags == ("b", "c", "d")
    assert after.color == "pink"


def test_an_editor_that_was_open_while_another_window_deleted_the_note(path):
    here, there = open_journal(path), open_journal(path, actor="two")
    shown = here.add(anchor(), note="start")
    there.refresh()
    there.remove(shown.id)
    here.refresh()
    assert here.annotations.get(shown.id) is None
    assert here.change(shown.id, note="typed", over=shown).note == "typed"
    there.refresh()
    assert there.annotations.get(shown.id).note == "typed"


def test_the_same_change_in_two_windows_is_undone_by_the_one_that_made_it_first(path):
    here, there = open_journal(path), open_journal(path, actor="two")
    shown = here.add(anchor())
    there.refresh()
    there.change(shown.id, color="pink")
    here.refresh()
    assert here.change(shown.id, color="pink", over=shown).color == "pink"
    assert here.undo() is None  # not the making either: the colour is theirs
    assert there.undo().words == "colour changed"


def test_threads_may_take_turns(path):
    journal = open_journal(path)
    for number in range(3):
        with ThreadPoolExecutor(1) as thread:
            thread.submit(journal.add, anchor(number)).result()
        journal.refresh()
    assert len(on_disk(path)) == 3
    assert journal.is_saved


def test_one_window_tidies_up_while_another_goes_on(path):
    here, there = open_journal(path), open_journal(path, actor="two")
    one = here.add(anchor(), note="start")
    for color in ("blue", "pink"):
        here.change(one.id, color=color)
    there.refresh()
    here.close()
    there.change(one.id, note="still here")
    assert on_disk(path).get(one.id).note == "still here"
    assert on_disk(path).get(one.id).color == "pink"


def test_a_window_that_tidies_up_without_having_looked_loses_nothing(path):
    here, there = open_journal(path), open_journal(path, actor="two")
    one = here.add(anchor(), note="start")
    here.change(one.id, color="blue")
    there.add(anchor(90), note="there")
    here.close()
    assert {n.note for n in on_disk(path)} == {"start", "there"}


def test_many_windows_at_once_lose_nothing(path):
    """Real processes: each adds notes, edits one that all know, and tidies up."""
    script = """
import sys
sys.path[:0] = sys.argv[3:]
from annotation_samples import anchor, open_journal
journal = open_journal(sys.argv[1], actor=sys.argv[2], patience=60)
for number in range(12):
    one = journal.add(anchor(number), note=f"{sys.argv[2]} {number}")
    journal.change(one.id, tags=["done"])
    first = next(iter(journal.annotations))
    journal.change(first.id, tags=(*first.tags, f"by {sys.argv[2]}"))
    assert journal.is_saved, journal.trouble
journal.close()
"""
    names = ["ann", "ben", "cleo", "dan"]
    arguments = [sys.executable, "-c", script, str(path)]
    windows = [subprocess.Popen([*arguments, name, *sys.path]) for name in names]
    assert [window.wait() for window in windows] == [0] * len(names)
    notes = open_journal(path).annotations
    wanted = {f"{name} {number}" for name in names for number in range(12)}
    assert {one.note for one in notes if "done" in one.tags} == wanted
    assert {tag for one in notes for tag in one.tags} == {"done", *(f"by {n}" for n in names)}


def test_a_lock_that_is_never_released_does_not_hold_the_reader_up(path):
    journal = open_journal(path)
    one = journal.add(anchor())
    with FileLock(f"{path}.lock"):
        changed = journal.change(one.id, note="waits")
        assert changed.note == "waits"
        assert not journal.is_saved
        assert "another program keeps it locked" in journal.trouble
        assert journal.annotations.get(one.id).note == "waits"
    assert journal.retry()
    assert journal.is_saved
    assert journal.trouble == ""
    assert on_disk(path).get(one.id).note == "waits"


# Other programs


def test_a_line_edited_by_hand_under_an_open_window(path):
    journal = open_journal(path)
    one = journal.add(anchor(), note="program", color="blue")
    text = path.read_text("utf-8").replace('"note":"program"', '"note":"by hand"')
    path.write_text(text, "utf-8")
    assert journal.refresh()
    assert journal.annotations.get(one.id).note == "by hand"
    journal.change(one.id, color="pink")
    again = open_journal(path).annotations.get(one.id)
    assert (again.note, again.note_alt, again.color) == ("by hand", (), "pink")


def test_a_version_control_system_goes_back_under_an_open_window(path):
    """What the window knows is put back, but only when the other program is done."""
    journal = open_journal(path)
    journal.add(anchor(), note="old")
    old = path.read_bytes()
    journal.add(anchor(90), note="new")
    journal.add(anchor(95), note="newer")
    path.unlink()
    path.write_bytes(old)
    journal.refresh()
    assert path.read_bytes() == old
    assert {n.note for n in journal.annotations} == {"old", "new", "newer"}
    journal.refresh()
    assert {n.note for n in on_disk(path)} == {"old", "new", "newer"}
    settled = path.stat()
    journal.refresh()
    assert path.stat() == settled


def test_two_windows_put_back_what_was_lost_only_once(path):
    here, there = open_journal(path), open_journal(path, actor="two")
    here.add(anchor(), note="old")
    old = path.read_bytes()
    here.add(anchor(90), note="new")
    there.refresh()
    path.write_bytes(old)
    for _ in range(4):
        here.refresh()
        there.refresh()
    assert len(path.read_bytes().splitlines()) == 3
    assert {n.note for n in on_disk(path)} == {"old", "new"}


@pytest.mark.parametrize("number", [0, 1, 2])
def test_any_line_of_a_note_can_be_edited_by_hand(path, number):
    journal = open_journal(path)
    one = journal.add(anchor(), note="Why?", tags=["x"], color="blue")
    journal.change(one.id, color="pink")
    journal.change(one.id, color="green", tags=["y"])
    header, *lines = path.read_text("utf-8").splitlines()
    edit = {"color": "orange", "tags": ["z"]}
    lines[number] = json.dumps(json.loads(lines[number]) | edit)
    path.write_text("\n".join([header, *lines, ""]), "utf-8")
    again = open_journal(path, actor="two")
    assert again.annotations.get(one.id).color == "orange"
    assert "z" in again.annotations.get(one.id).tags
    again.change(one.id, color="purple")
    assert on_disk(path).get(one.id).color == "purple"
    again.close()
    path.write_text(f"{path.read_text('utf-8')}{lines[number]}\n", "utf-8")
    assert on_disk(path).get(one.id).color == "purple"  # whatever brings the edited line back


def test_a_sync_tool_brings_another_state_under_an_open_window(path, tmp_path):
    journal = open_journal(path)
    one = journal.add(anchor(), note="start")
    elsewhere = tmp_path / "elsewhere.jsonl"
    elsewhere.write_bytes(path.read_bytes())
    journal.change(one.id, color="pink")
    laptop = open_journal(elsewhere, actor="laptop")
    laptop.change(one.id, note="on the laptop")
    laptop.close()
    elsewhere.replace(path)
    assert journal.refresh()
    now = journal.annotations.get(one.id)
    assert (now.note, now.color) == ("on the laptop", "pink")
    journal.refresh()
    assert visible(on_disk(path)) == visible(journal.annotations)


def test_the_file_vanishes_and_comes_back_with_the_next_change(path):
    journal = open_journal(path)
    journal.add(anchor(), note="first")
    path.unlink()
    journal.refresh()
    assert not path.exists()
    assert len(journal.annotations) == 1
    journal.add(anchor(90), note="second")
    assert {n.note for n in on_disk(path)} == {"first", "second"}


def test_a_line_that_is_being_written_is_read_when_it_is_whole(path):
    here, there = open_journal(path), open_journal(path, actor="two")
    here.add(anchor(), note="start")
    there.refresh()
    before = path.read_bytes()
    here.add(anchor(90), note="whole")
    after = path.read_bytes()
    path.write_bytes(after[: len(before) + 40])
    there.refresh()
    path.write_bytes(after)
    there.refresh()
    assert {n.note for n in there.annotations} == {"start", "whole"}
    assert there.annotations.unreadable == ()


CONFLICTS = [
    "tides.notes.sync-conflict-20240304-101112-ABCDEF7.jsonl",
    "tides.notes (Ada's conflicted copy 2024-03-04).jsonl",
    "tides.notes (conflicted copy 2024-03-04 101112).jsonl",
    "tides.notes (laptop (work)'s conflicted copy 2024-03-04 (1)).jsonl",
    "tides.notes_conflict-20240304-101112.jsonl",
]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_copy_that_cannot_be_read_hides_no_other(path):
    open_journal(path).add(anchor(), note="start")
    first, second = sorted(CONFLICTS[:2])
    os.mkfifo(path.with_name(first))
    path.with_name(second).write_bytes(b'{"id":"x","note":"from the copy"}\n')
    assert {n.note for n in open_journal(path).annotations} == {"start", "from the copy"}


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_copy_that_a_sync_tool_laid_aside_is_joined_and_told_once(path, name):
    journal = open_journal(path)
    one = journal.add(anchor(), note="start")
    journal.close()
    copy = path.with_name(name)
    copy.write_bytes(path.read_bytes())
    laptop = open_journal(copy, actor="laptop")
    laptop.add(anchor(90), note="on the laptop")
    laptop.close()
    again = open_journal(path, actor="two")
    assert again.problems == (f"conflict copy {name} joined",)
    assert {n.note for n in again.annotations} == {"start", "on the laptop"}
    assert again.is_saved
    again.change(one.id, color="pink")
    again.close()
    assert {n.note for n in on_disk(path)} == {"start", "on the laptop"}
    assert copy.exists()
    assert open_journal(path).problems == ()


def test_a_copy_that_appears_under_an_open_window(path):
    journal = open_journal(path)
    journal.add(anchor(), note="start")
    copy = path.with_name(CONFLICTS[0])
    copy.write_bytes(b'{"id":"x","note":"from the copy"}\n')
    assert journal.refresh()
    assert journal.problems == (f"conflict copy {CONFLICTS[0]} joined",)
    assert not journal.refresh()
    assert len(journal.problems) == 1
    assert {n.note for n in on_disk(path)} == {"start", "from the copy"}


@pytest.mark.parametrize(
    "name",
    [
        "tides.notes2 (conflicted copy).jsonl",
        "tides.notes (1).jsonl",
        "tides.notes.jsonl.lock",
        "other.notes (conflicted copy).jsonl",
        "tides.notes (conflicted copy).md",
    ],
)
def test_other_files_beside_it_are_no_copies(path, name):
    open_journal(path).add(anchor(), note="start")
    path.with_name(name).write_bytes(b'{"id":"x","note":"other"}\n')
    journal = open_journal(path)
    assert [n.note for n in journal.annotations] == ["start"]


def test_notes_are_taken_over_from_another_file(path, tmp_path):
    other = open_journal(tmp_path / "other.jsonl", actor="two")
    other.add(anchor(90), note="other")
    journal = open_journal(path)
    journal.add(anchor(), note="own")
    assert journal.take_over(other.annotations)
    assert {n.note for n in on_disk(path)} == {"own", "other"}
    before = path.read_bytes()
    assert journal.take_over(other.annotations)
    assert path.read_bytes() == before


# Disks that refuse


class Refusing:
    """The system's calls, some of which fail."""

    def __init__(self, code: int, *names: str) -> None:
        self.code = code
        self.names = names

    def __getattr__(self, name):
        if name in self.names:
            return self._refuse
        return getattr(os, name)

    def _refuse(self, *_, **__):
        raise OSError(self.code, os.strerror(self.code))


REFUSALS = [
    (errno.ENOSPC, ("write",), "the disk is full"),
    (errno.EDQUOT, ("write",), "your share of the disk is used up"),
    (errno.EIO, ("fsync",), "the disk failed"),
    (errno.EROFS, ("open", "mkdir"), "the disk is read-only"),
    (errno.EACCES, ("open", "mkdir"), "it may not be written"),
]


@pytest.mark.parametrize(("code", "names", "words"), REFUSALS)
@pytest.mark.parametrize("is_new", [True, False])
def test_a_disk_that_refuses_loses_nothing(path, monkeypatch, code, names, words, is_new):
    journal = open_journal(path)
    notes = set() if is_new else {"before"}
    if not is_new:
        journal.add(anchor(), note="before")
    with monkeypatch.context() as patched:
        patched.setattr(disk, "os", Refusing(code, *names))
        one = journal.add(anchor(90), note="refused")
        journal.change(one.id, color="pink")
        assert not journal.is_saved
        assert journal.trouble == f"{path.name} cannot be written: {words}"
        assert {n.note for n in journal.annotations} == notes | {"refused"}
        assert not journal.retry()
        journal.close()
    assert journal.retry()
    assert (journal.is_saved, journal.trouble) == (True, "")
    assert {n.note for n in on_disk(path)} == notes | {"refused"}
    assert on_disk(path).get(one.id).color == "pink"
    assert on_disk(path).unreadable == ()


def test_what_was_refused_goes_to_the_disk_with_the_next_change(path, monkeypatch):
    journal = open_journal(path)
    with monkeypatch.context() as patched:
        patched.setattr(disk, "os", Refusing(errno.ENOSPC, "write"))
        journal.add(anchor(), note="refused")
    journal.add(anchor(90), note="next")
    assert journal.is_saved
    assert {n.note for n in on_disk(path)} == {"refused", "next"}


def test_a_little_room_is_enough_for_a_little_change(path, monkeypatch):
    """What was begun on the full disk is taken back, so that the whole file need not be written."""
    journal = open_journal(path)
    for number in range(20):
        one = journal.add(anchor(number))
    for room, is_saved in ((10, False), (2000, True)):
        with monkeypatch.context() as patched:
            patched.setattr(disk, "os", SmallDisk(room))
            journal.change(one.id, note=f"with {room} bytes left")
            assert journal.is_saved is is_saved
    assert path.stat().st_size > 2000
    assert on_disk(path).get(one.id).note == "with 2000 bytes left"


def test_the_file_is_replaced_in_the_very_moment_of_writing(path, monkeypatch):
    """By a program that knows no lock: what was written to the old file is written to the new."""
    journal = open_journal(path)
    journal.add(anchor(), note="start")
    other = path.with_name("other")
    other.write_bytes(b'{"id":"x","note":"from elsewhere"}\n')

    class Meddling:
        def __getattr__(self, name):
            return getattr(os, name)

        def write(self, descriptor, content):
            written = os.write(descriptor, content)
            if other.exists():
                other.replace(path)
            return written

    with monkeypatch.context() as patched:
        patched.setattr(disk, "os", Meddling())
        journal.add(anchor(90), note="just then")
    assert journal.is_saved
    assert {n.note for n in on_disk(path)} == {"start", "from elsewhere", "just then"}


def test_a_reader_waits_for_a_lock_once_and_not_at_every_key(path, monkeypatch):
    waits = []

    def locked(_, seconds):
        waits.append(seconds)
        raise Timeout(str(path))

    monkeypatch.setattr(AnnotationsFile, "locked", locked)
    journal = open_journal(path, patience=5)
    journal.add(anchor())
    journal.add(anchor(90))
    journal.retry()
    assert waits == [5, 0, 0]


def test_undoing_works_while_the_disk_refuses(path, monkeypatch):
    journal = open_journal(path)
    one = journal.add(anchor(), note="start")
    with monkeypatch.context() as patched:
        patched.setattr(disk, "os", Refusing(errno.ENOSPC, "write"))
        journal.change(one.id, note="refused")
        assert journal.undo().words == "note edited"
        assert journal.annotations.get(one.id).note == "start"
    assert journal.retry()
    assert on_disk(path).get(one.id).note == "start"


def test_what_only_came_from_elsewhere_is_no_trouble_of_the_readers(path, monkeypatch):
    open_journal(path).add(anchor(), note="start")
    path.with_name(CONFLICTS[0]).write_bytes(b'{"id":"x","note":"from the copy"}\n')
    journal = open_journal(path, actor="two")
    with monkeypatch.context() as patched:
        patched.setattr(disk, "os", Refusing(errno.EROFS, "write"))
        journal.refresh()
        journal.close()
        assert (journal.is_saved, journal.trouble) == (True, "")
    journal.refresh()
    assert {n.note for n in on_disk(path)} == {"start", "from the copy"}


def test_saving_elsewhere_when_the_place_refuses(path, tmp_path, monkeypatch):
    journal = open_journal(path)
    journal.add(anchor(), note="before")
    before = path.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(disk, "os", Refusing(errno.ENOSPC, "write"))
        journal.add(anchor(90), note="refused")
        with pytest.raises(NotesUnwritable, match="the disk is full"):
            journal.save_as(tmp_path / "too.jsonl")
        assert not journal.is_saved
    other = tmp_path / "usb" / "rescued.notes.jsonl"
    journal.save_as(other)
    assert journal.is_saved
    assert journal.path == other
    journal.add(anchor(95), note="goes on there")
    assert {n.note for n in on_disk(other)} == {"before", "refused", "goes on there"}
    assert path.read_bytes() == before


def test_saving_to_a_file_that_has_notes_keeps_them(path, tmp_path):
    other = tmp_path / "other.jsonl"
    open_journal(other, actor="two").add(anchor(90), note="theirs")
    journal = open_journal(path)
    journal.add(anchor(), note="mine")
    journal.save_as(other)
    assert {n.note for n in on_disk(other)} == {"mine", "theirs"}


def test_what_a_file_of_a_newer_version_refuses_is_saved_elsewhere(path, tmp_path):
    path.parent.mkdir()
    content = b'{"id":"@article","v":2}\n{"id":"x","note":"from the future"}\n'
    path.write_bytes(content)
    journal = open_journal(path, about=About("Tides"))
    journal.add(anchor(), note="mine")
    journal.change("x", color="pink")
    removed = journal.add(anchor(90), note="a mistake")
    journal.remove(removed.id)
    other = tmp_path / "other.notes.jsonl"
    journal.save_as(other)
    assert journal.is_saved
    assert {n.note for n in on_disk(other)} == {"mine", "from the future"}
    assert (on_disk(other).header, on_disk(other).format_version) == (About("Tides"), 1)
    journal.add(anchor(95), note="goes on there")
    journal.close()
    assert len(on_disk(other)) == 3
    assert path.read_bytes() == content


def test_a_folder_that_may_not_be_written(path):
    without_root()
    open_journal(path).add(anchor(), note="before")
    path.parent.chmod(0o500)
    journal = open_journal(path, actor="two")
    assert [n.note for n in journal.annotations] == ["before"]
    path.parent.joinpath(f"{path.name}.lock").unlink(missing_ok=True)
    journal.add(anchor(90))
    assert not journal.is_saved
    path.parent.chmod(0o700)


def test_a_file_that_may_not_be_read(path):
    without_root()
    open_journal(path).add(anchor())
    path.chmod(0)
    with pytest.raises(AnnotationsError, match="may not be"):
        open_journal(path)


def test_a_journal_needs_nothing_but_a_path(path):
    journal = Journal.open(path)
    one = journal.add(anchor(), note="plain")
    assert Journal.open(path).annotations.get(one.id) == one
