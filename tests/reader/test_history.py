"""Undo and redo of every step, across a sitting, by appending."""

from __future__ import annotations

import pytest
from annotation_samples import anchor, open_journal, visible
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotations.annotation_set import read
from reader.annotations.journal import Journal
from reader.annotations.tags import rename_tag


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
    while step := journal.undo():
        words.append((step.words, step.edits[0].id == one.id))
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
    assert [journal.undo().words for _ in range(3)] == [
        "priority deleted",
        "point changed",
        "priority hidden",
    ]
    journal.add(anchor(), point={"kind": "key_point", "action": "add", "label": "Talk"})
    assert journal.undo().words == "key point added"
    journal.add(anchor(), point={"kind": "of a later version"})
    assert journal.undo().words == "point"


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


def test_renaming_a_tag_is_one_step(path):
    journal = open_journal(path)
    ids = [journal.add(anchor(n), tags=["leverge", "sea"]).id for n in range(12)]
    journal.add(anchor(50), tags=["sea"])
    before = visible(journal.annotations)
    step = rename_tag(journal, "leverge", "leverage")
    assert step.count == 12
    assert {journal.annotations.get(id).tags for id in ids} == {("leverage", "sea")}
    assert journal.undo().words == "tag renamed on 12 notes"
    assert visible(journal.annotations) == before
    assert journal.redo().words == "tag renamed on 12 notes"
    assert {journal.annotations.get(id).tags for id in ids} == {("leverage", "sea")}


def test_undoing_a_merge_of_tags_parts_them_again(path):
    journal = open_journal(path)
    both, one = journal.add(anchor(), tags=["sea", "ocean"]), journal.add(anchor(), tags=["sea"])
    rename_tag(journal, "sea", "ocean")
    assert [note.tags for note in journal.annotations] == [("ocean",), ("ocean",)]
    journal.undo()
    assert journal.annotations.get(both.id).tags == ("ocean", "sea")
    assert journal.annotations.get(one.id).tags == ("sea",)


def test_renaming_a_tag_to_itself_or_one_that_no_note_has_changes_nothing(path):
    journal = open_journal(path)
    one = journal.add(anchor(), tags=["sea"])
    assert not rename_tag(journal, "sea", "sea")
    assert not rename_tag(journal, "lake", "pond")
    assert journal.annotations.get(one.id).tags == ("sea",)
    assert journal.undo().words == "note"


def test_a_tag_renamed_in_other_files_is_undone_there_too_by_appending(path, tmp_path):
    journal, other = open_journal(path), tmp_path / "other.notes.jsonl"
    journal.add(anchor(), tags=["sea"])
    elsewhere = open_journal(other, actor="two")
    for n in range(2):
        elsewhere.add(anchor(n), tags=["sea"])
    elsewhere.add(anchor(9), tags=["lake"])
    assert rename_tag(journal, "sea", "ocean", [other]).words == (
        "tag renamed on 3 notes in 2 articles"
    )
    renamed = other.read_bytes()
    assert tags_in(other) == [("lake",), ("ocean",), ("ocean",)]
    assert journal.undo().words == "tag renamed on 3 notes in 2 articles"
    assert tags_in(other) == [("lake",), ("sea",), ("sea",)]
    assert other.read_bytes().startswith(renamed)
    journal.redo()
    assert tags_in(other) == [("lake",), ("ocean",), ("ocean",)]
    assert tags_in(path) == [("ocean",)]


def test_what_another_window_changed_in_another_file_since_stays(path, tmp_path):
    journal, other = open_journal(path), tmp_path / "other.notes.jsonl"
    elsewhere = open_journal(other, actor="two")
    mine, theirs = (elsewhere.add(anchor(n), tags=["sea"]) for n in range(2))
    rename_tag(journal, "sea", "ocean", [other])
    elsewhere.refresh()
    elsewhere.change(theirs.id, tags=["ocean", "salt"])
    assert journal.undo().words == "tag renamed on 1 note"
    found = open_journal(other, actor="three").annotations
    assert found.get(mine.id).tags == ("sea",)
    assert found.get(theirs.id).tags == ("ocean", "salt")


def test_a_file_that_cannot_be_written_or_read_is_named_and_the_others_are_renamed(path, tmp_path):
    journal = open_journal(path)
    journal.add(anchor(), tags=["sea"])
    broken = tmp_path / "broken.notes.jsonl"
    broken.write_text("this is a letter to my aunt\n")
    newer = tmp_path / "newer.notes.jsonl"
    open_journal(newer).add(anchor(), tags=["sea"])
    newer.write_text(newer.read_text().replace('"v":1', '"v":99'))
    before = newer.read_bytes()
    step = rename_tag(journal, "sea", "ocean", [broken, newer])
    assert step.words == "tag renamed on 1 note"
    assert [words.split()[0] for words in step.failed] == [broken.name, newer.name]
    assert newer.read_bytes() == before
    assert journal.undo().words == "tag renamed on 1 note"
    assert tags_in(path) == [("sea",)]


def test_a_file_that_is_gone_when_its_step_is_undone_is_not_made_again(path, tmp_path):
    journal, other = open_journal(path), tmp_path / "other.notes.jsonl"
    one = journal.add(anchor(), note="Why?")
    open_journal(other, actor="two").add(anchor(), tags=["sea"])
    rename_tag(journal, "sea", "ocean", [other])
    other.unlink()
    assert journal.undo().edits[0].id == one.id
    assert not other.exists()


def test_what_was_taken_over_goes_again_as_one_step_and_comes_back(path, tmp_path):
    journal = open_journal(path)
    mine = journal.add(anchor(), note="mine")
    elsewhere = open_journal(tmp_path / "other.notes.jsonl", actor="two")
    for n in range(3):
        elsewhere.add(anchor(n), note=f"thought {n}", tags=["x"])
    journal.take_over(elsewhere.annotations.of_notes)
    all_of_them = visible(journal.annotations)
    assert len(all_of_them) == 4
    assert journal.undo().words == "3 notes taken over"
    assert [one.id for one in journal.annotations] == [mine.id]
    assert [one.id for one in read(path.read_bytes()).annotations] == [mine.id]
    assert journal.redo().words == "3 notes taken over"
    assert visible(journal.annotations) == all_of_them
    assert visible(read(path.read_bytes()).annotations) == all_of_them


def test_of_what_was_taken_over_a_note_that_was_edited_since_stays(path, tmp_path):
    journal = open_journal(path)
    elsewhere = open_journal(tmp_path / "other.notes.jsonl", actor="two")
    first, second = (elsewhere.add(anchor(n), note=f"thought {n}") for n in range(2))
    journal.take_over(elsewhere.annotations)
    there = open_journal(path, actor="three")
    there.change(first.id, note="a better thought")
    assert journal.undo().words == "1 note taken over"
    assert [one.id for one in journal.annotations] == [first.id]
    journal.redo()
    assert journal.annotations.get(second.id).note == "thought 1"


def test_taking_over_what_is_known_already_is_no_step(path, tmp_path):
    journal = open_journal(path)
    journal.add(anchor(), note="mine")
    journal.take_over(open_journal(path, actor="two").annotations)
    assert journal.undo().words == "note"


def test_declining_and_confirming_a_place_are_undone(path):
    journal = open_journal(path)
    one = journal.add(anchor(), note="Why?")
    journal.change(one.id, declined=[anchor(90)])
    journal.change(one.id, pin=anchor(95))
    assert journal.undo().words == "place confirmed"
    assert journal.annotations.get(one.id).declined == (anchor(90),)
    assert journal.undo().words == "place declined"
    assert journal.annotations.get(one.id).declined == ()


def tags_in(path):
    return sorted(one.tags for one in Journal.open(path).annotations)


NUMBERS = st.integers(0, 9)
TAGS = st.sampled_from("xyz")
ACTIONS = st.one_of(
    st.tuples(st.just("add"), NUMBERS),
    st.tuples(st.just("note"), NUMBERS, st.sampled_from(["a", "b", ""])),
    st.tuples(st.just("tags"), NUMBERS, st.sets(TAGS)),
    st.tuples(st.just("color"), NUMBERS, st.sampled_from(["blue", "pink"])),
    st.tuples(st.just("pin"), NUMBERS, st.builds(anchor, st.integers(0, 99))),
    st.tuples(
        st.just("declined"), NUMBERS, st.lists(st.builds(anchor, st.integers(0, 99)), max_size=2)
    ),
    st.tuples(st.just("remove"), NUMBERS),
    st.tuples(st.just("rename"), TAGS, TAGS),
    st.tuples(st.just("take over"), st.lists(st.sets(TAGS), max_size=3)),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(ACTIONS, max_size=12), st.data())
def test_undoing_goes_back_through_every_state_and_redoing_forward_again(
    tmp_path_factory, actions, data
):
    folder = tmp_path_factory.mktemp("notes")
    journal = open_journal(folder / "x.jsonl")
    other = open_journal(folder / "other.jsonl", actor="other")
    for n, tags in enumerate(("x", "xy", "z")):
        other.add(anchor(n), tags=tags)

    def state():
        return visible(journal.annotations), visible(Journal.open(other.path).annotations)

    states = [state()]
    for number, action in enumerate(actions):
        act(journal, action, other.path, number)
        if (now := state()) != states[-1]:
            states.append(now)
    at = len(states) - 1
    steps = data.draw(st.lists(st.booleans(), max_size=40))
    for back in [*steps, *[True] * len(states), *[False] * len(states)]:
        step = journal.undo() if back else journal.redo()
        at = max(0, at - 1) if back else min(len(states) - 1, at + 1)
        assert state() == states[at]
        assert step is not None or at in (0, len(states) - 1)
    if journal.path.exists():
        assert visible(read(journal.path.read_bytes()).annotations) == states[at][0]


def act(journal, action, other, number):
    """Do to a journal what an action says, if there is a note to do it to."""
    kind, *values = action
    notes = list(journal.annotations)
    if kind == "add":
        journal.add(anchor(values[0]))
    elif kind == "rename":
        rename_tag(journal, *values, [other])
    elif kind == "take over":
        offered = open_journal(journal.path.with_name(f"{number}.jsonl"), actor=f"offer {number}")
        for n, tags in enumerate(values[0]):
            offered.add(anchor(n), tags=tags)
        journal.take_over(offered.annotations)
    elif notes and kind == "remove":
        journal.remove(notes[values[0] % len(notes)].id)
    elif notes:
        journal.change(notes[values[0] % len(notes)].id, **{kind: values[1]})
