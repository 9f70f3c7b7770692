"""Undo and redo of every change, across a sitting, by appending."""

from __future__ import annotations

import pytest
from annotation_samples import anchor, open_journal, visible
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotations.annotation_set import read


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tides.notes.jsonl"


def test_each_change_has_its_words(path):
    journal = open_journal(path)
    light = journal.add(anchor())
    one = journal.add(anchor(90), note="Why?")
    journal.change(one.id, note="Who?")
    journal.change(one.id, tags=["x"])
    journal.change(one.id, color="blue")
    journal.change(one.id, pin=anchor(95))
    journal.change(one.id, note="", tags=["y"])
    journal.remove(one.id)
    journal.remove(light.id)
    words = []
    while edit := journal.undo():
        words.append((edit.words, edit.id == one.id))
    assert words == [
        ("highlight deleted", False),
        ("note deleted", True),
        ("note edited, tags changed", True),
        ("place confirmed", True),
        ("colour changed", True),
        ("tags changed", True),
        ("note edited", True),
        ("note", True),
        ("highlight", False),
    ]
    assert len(journal.annotations) == 0
    assert not journal.can_undo


def test_the_words_of_edits_of_points(path):
    journal = open_journal(path)
    one = journal.add(anchor(), point={"kind": "priority", "action": "hide"})
    journal.change(one.id, point={"kind": "priority", "action": "rename", "label": "Talk"})
    journal.remove(one.id)
    assert [journal.undo().words for _ in range(3)] == ["point deleted", "point changed", "point"]


def test_there_is_nothing_to_undo_in_a_new_sitting(path):
    open_journal(path).add(anchor())
    journal = open_journal(path, actor="two")
    assert not journal.can_undo
    assert journal.undo() is None
    assert journal.redo() is None


def test_undoing_appends_and_is_there_after_a_crash(path):
    journal = open_journal(path)
    one = journal.add(anchor(), note="first")
    journal.change(one.id, note="second")
    before = path.read_bytes()
    journal.undo()
    assert path.read_bytes().startswith(before)
    assert len(path.read_bytes()) > len(before)
    assert open_journal(path, actor="two").annotations.get(one.id).note == "first"


def test_a_new_change_leaves_nothing_to_do_again(path):
    journal = open_journal(path)
    one = journal.add(anchor())
    journal.change(one.id, color="blue")
    journal.undo()
    assert journal.can_redo
    journal.change(one.id, color="pink")
    assert not journal.can_redo
    assert journal.redo() is None


def test_undoing_leaves_alone_what_another_window_changed(path):
    here, there = open_journal(path), open_journal(path, actor="two")
    one = here.add(anchor(), note="start")
    here.change(one.id, color="blue")
    here.change(one.id, note="mine")
    there.refresh()
    there.change(one.id, note="theirs")
    assert here.undo().words == "colour changed"  # the note is theirs by now
    now = here.annotations.get(one.id)
    assert (now.note, now.color) == ("theirs", "yellow")
    assert here.undo() is None  # nor is the whole annotation only mine
    assert here.annotations.get(one.id) is not None


def test_a_change_that_another_window_made_just_before_is_not_undone_with_mine(path):
    here, there = open_journal(path), open_journal(path, actor="two")
    one = here.add(anchor(), note="start")
    there.refresh()
    there.change(one.id, tags=["theirs"])
    here.change(one.id, color="blue")
    here.undo()
    now = here.annotations.get(one.id)
    assert (now.color, now.tags) == ("yellow", ("theirs",))


def test_undoing_the_choice_between_two_texts_brings_both_back(path):
    here, there = open_journal(path), open_journal(path, actor="two")
    one = here.add(anchor(), note="start")
    there.refresh()
    here.change(one.id, note="here")
    there.change(one.id, note="there")
    here.refresh()
    both = here.annotations.get(one.id)
    here.change(one.id, note=both.note)
    assert here.annotations.get(one.id).note_alt == ()
    here.undo()
    now = here.annotations.get(one.id)
    assert (now.note, now.note_alt) == (both.note, both.note_alt)
    here.redo()
    assert here.annotations.get(one.id).note_alt == ()


def test_undoing_a_deletion_that_another_window_took_back_already(path):
    here, there = open_journal(path), open_journal(path, actor="two")
    one = here.add(anchor(), note="start")
    here.remove(one.id)
    there.refresh()
    there.restore(one.id)
    assert here.undo().words == "note"  # the deletion is no more, so it is the making
    assert here.annotations.get(one.id) is None


ACTIONS = st.one_of(
    st.tuples(st.just("add"), st.integers(0, 9)),
    st.tuples(st.just("note"), st.integers(0, 9), st.sampled_from(["a", "b", ""])),
    st.tuples(st.just("tags"), st.integers(0, 9), st.sets(st.sampled_from("xyz"))),
    st.tuples(st.just("color"), st.integers(0, 9), st.sampled_from(["blue", "pink"])),
    st.tuples(st.just("pin"), st.integers(0, 9), st.builds(anchor, st.integers(0, 99))),
    st.tuples(st.just("remove"), st.integers(0, 9)),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(ACTIONS, max_size=12), st.data())
def test_undoing_goes_back_through_every_state_and_redoing_forward_again(
    tmp_path_factory, actions, data
):
    journal = open_journal(tmp_path_factory.mktemp("notes") / "x.jsonl")
    states = [visible(journal.annotations)]
    for kind, number, *value in actions:
        notes = list(journal.annotations)
        if kind == "add":
            journal.add(anchor(number))
        elif notes and kind == "remove":
            journal.remove(notes[number % len(notes)].id)
        elif notes:
            journal.change(notes[number % len(notes)].id, **{kind: value[0]})
        if (now := visible(journal.annotations)) != states[-1]:
            states.append(now)
    at = len(states) - 1
    for back in data.draw(st.lists(st.booleans(), max_size=40)):
        edit = journal.undo() if back else journal.redo()
        at = max(0, at - 1) if back else min(len(states) - 1, at + 1)
        assert visible(journal.annotations) == states[at]
        assert edit is not None or at in (0, len(states) - 1)
    if journal.path.exists():
        assert visible(read(journal.path.read_bytes()).annotations) == states[at]
