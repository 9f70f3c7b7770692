"""What becomes of notes that were changed in two places."""

from __future__ import annotations

import json
from itertools import permutations

import pytest
from annotation_samples import anchor, normal, visible

from reader.annotations.annotation_set import AnnotationSet, read
from reader.annotations.changes import Change, changed, deleted, made, restored
from reader.annotations.errors import UnknownAnnotation
from reader.annotations.join import MAX_VERSIONS, edited, join, latest_versions
from reader.annotations.lines import encode
from reader.annotations.record import Record, Register, Version

NOW = "2024-05-06T07:08:09+00:00"


class Desk:
    """One place where the annotation `x` is changed."""

    def __init__(self, actor: str, notes: AnnotationSet | None = None) -> None:
        self.actor = actor
        self.notes = notes or AnnotationSet()

    @classmethod
    def first(cls) -> Desk:
        desk = cls("first")
        change = Change(note=("Why?",), tags=("doubt",), color="yellow")
        desk.notes = desk.notes.with_records(made("x", "first", NOW, "", anchor(), change))
        return desk

    def copied_to(self, actor: str) -> Desk:
        return Desk(actor, self.notes)

    def change(self, **change) -> None:
        one = self.notes.living["x"]
        record = changed(self.notes.record("x"), one, Change(**change), self.actor, NOW)
        self.notes = self.notes.with_records(record)

    def delete(self) -> None:
        self.notes = self.notes.with_records(deleted(self.notes.record("x"), self.actor, NOW))

    def restore(self) -> None:
        self.notes = self.notes.with_records(restored(self.notes.record("x"), self.actor, NOW))

    def meet(self, other: Desk) -> None:
        """Both know what either did; it does not matter who asks."""
        self.notes, other.notes = self.notes.joined(other.notes), other.notes.joined(self.notes)
        assert normal(self.notes) == normal(other.notes)

    @property
    def x(self):
        return self.notes.get("x")


@pytest.fixture
def desks():
    """Two desks with the same note on them."""
    here = Desk.first()
    return here, here.copied_to("second")


def test_changes_of_different_fields_are_all_kept(desks):
    here, there = desks
    here.change(color="blue", tags=("doubt", "ferry"))
    there.change(note=("Says who?",), tags=("doubt", "tide"))
    here.meet(there)
    assert (here.x.note, here.x.color) == ("Says who?", "blue")
    assert here.x.tags == ("doubt", "ferry", "tide")
    assert here.x.note_alt == ()


def test_a_tag_that_was_taken_off_does_not_come_back(desks):
    here, there = desks
    here.change(tags=())
    there.change(color="pink")
    here.meet(there)
    assert here.x.tags == ()


def test_the_later_change_of_a_field_wins(desks):
    here, there = desks
    here.change(color="blue")
    here.meet(there)
    there.change(color="green")
    here.meet(there)
    assert here.x.color == "green"


def test_a_note_that_was_edited_in_two_places_keeps_both_texts(desks):
    here, there = desks
    here.change(note=("Here.",))
    there.change(note=("There.",))
    here.meet(there)
    assert {here.x.note, *here.x.note_alt} == {"Here.", "There."}


def test_a_note_that_was_edited_alike_in_two_places_has_one_text(desks):
    here, there = desks
    here.change(note=("Same.",))
    there.change(note=("Same.",))
    here.meet(there)
    assert (here.x.note, here.x.note_alt) == ("Same.", ())


def test_picking_one_of_two_texts_settles_it_everywhere(desks):
    here, there = desks
    here.change(note=("Here.",))
    there.change(note=("There.",))
    here.meet(there)
    there.change(note=(there.x.note,))
    here.meet(there)
    assert here.x.note_alt == ()
    assert here.x.note == there.x.note


def test_three_texts_then_one_place_picks_while_another_goes_on(desks):
    here, there = desks
    third = here.copied_to("third")
    for desk, text in ((here, "Here."), (there, "There."), (third, "Third.")):
        desk.change(note=(text,))
    here.meet(there)
    here.change(note=("Here and there.",))
    here.meet(third)
    assert {here.x.note, *here.x.note_alt} == {"Here and there.", "Third."}


def test_an_edit_that_had_seen_the_other_replaces_it(desks):
    here, there = desks
    here.change(note=("Here.",))
    here.meet(there)
    there.change(note=("After here.",))
    here.meet(there)
    assert (here.x.note, here.x.note_alt) == ("After here.", ())


def test_what_was_deleted_stays_deleted_wherever_it_is_joined_with(desks):
    here, there = desks
    there.change(color="green", tags=("tide",))
    here.delete()
    here.meet(there)
    assert here.x is None
    assert len(here.notes) == 0


def test_a_deletion_loses_to_a_note_that_was_edited_beside_it(desks):
    here, there = desks
    here.delete()
    there.change(note=("Still thinking.",))
    here.meet(there)
    assert here.x.note == "Still thinking."
    here.delete()
    here.meet(there)
    assert there.x is None


def test_a_deletion_that_had_seen_the_edit_holds(desks):
    here, there = desks
    there.change(note=("Still thinking.",))
    here.meet(there)
    here.delete()
    here.meet(there)
    assert there.x is None


def test_what_both_deleted_stays_deleted_whatever_only_one_of_them_had_seen(desks):
    here, there = desks
    for color in ("blue", "pink", "green", "orange"):  # its deletion has the higher counter
        there.change(color=color)
    there.delete()
    here.change(note=("Still thinking.",))
    here.delete()
    here.meet(there)
    assert there.x is None


def test_a_deletion_that_had_not_seen_that_it_was_brought_back_loses(desks):
    here, there = desks
    for color in ("blue", "pink", "green", "orange"):
        there.change(color=color)
    there.delete()
    here.delete()
    here.restore()
    here.meet(there)
    assert there.x.note == "Why?"


def test_what_was_brought_back_can_be_deleted_again(desks):
    here, there = desks
    here.delete()
    here.restore()
    here.meet(there)
    before = there.notes
    there.delete()
    here.meet(there)
    assert here.x is None
    assert before.joined(here.notes).get("x") is None


def test_what_was_brought_back_can_be_deleted_by_hand(desks):
    here, there = desks
    here.delete()
    here.restore()
    here.meet(there)
    line = json.dumps(json.loads(here.notes.lines["x"]) | {"deleted": True})
    there.notes = there.notes.joined(read(line.encode()).annotations)
    assert there.x is None


def test_what_was_brought_back_is_back_everywhere(desks):
    here, there = desks
    here.delete()
    here.meet(there)
    here.restore()
    here.meet(there)
    assert there.x.note == "Why?"


def test_one_machine_at_a_time_never_makes_two_texts(desks):
    """The same reader, one sitting after another, each a new actor."""
    here, _ = desks
    earlier = [here.notes]
    for number in range(30):
        here = here.copied_to(f"sitting-{number}")
        here.change(note=(f"Thought {number}.",))
        earlier.append(here.notes)
    for notes in earlier:  # copies of all ages turn up
        here.notes = here.notes.joined(notes)
    assert (here.x.note, here.x.note_alt) == ("Thought 29.", ())


def test_a_machine_that_was_set_back_to_a_backup_keeps_both_texts(desks):
    """It goes on where it was, and so gives another text the stamp of one that it forgot."""
    here, _ = desks
    forgetful = here.copied_to(here.actor)
    here.change(note=("Forgotten.",))
    forgetful.change(note=("Anew.",))
    here.meet(forgetful)
    assert {here.x.note, *here.x.note_alt} == {"Forgotten.", "Anew."}


@pytest.mark.parametrize("values", [("a", "b"), (1, True), ({"a": 1, "b": 2}, {"b": 2, "a": 1})])
def test_one_stamp_with_two_values_is_decided_the_same_everywhere(values):
    one, other = (Record("x", {"mood": Register(3, "actor", "abcdef", value)}) for value in values)
    assert encode(join(one, other)) == encode(join(other, one))


@pytest.mark.parametrize("seen", [{"b": 3}, {"a": 1}, {"a": 1, "b": 2}, {}])
def test_a_text_that_another_had_seen_goes_whatever_its_counters(seen):
    newer = Version({"a": 1, "b": 3}, "", "newer")
    for versions in permutations([newer, Version(seen, "", "older")]):
        assert latest_versions(versions) == (newer,)


def test_unknown_fields_are_joined_like_any_other(desks):
    here, there = desks
    for desk, mood in ((here, "calm"), (there, "wild")):
        record = edited(desk.notes.record("x"), desk.actor, values={"mood": mood, desk.actor: 1})
        desk.notes = desk.notes.with_records(record)
    here.meet(there)
    line = here.notes.lines["x"]
    assert '"mood":"wild"' in line
    assert '"first":1' in line
    assert '"second":1' in line


def test_the_sources_of_an_article_add_up():
    def header(actor, source):
        return edited(
            AnnotationSet().record("@article"),
            actor,
            values={},
            members={"sources": {source: True}},
        )

    both = AnnotationSet().with_records(join(header("a", "/mnt/x.md"), header("b", "https://x")))
    assert both.header.sources == ("/mnt/x.md", "https://x")


def test_a_file_full_of_conflict_markers_reads_as_what_both_sides_know(desks):
    here, there = desks
    base = here.notes.lines["x"]
    here.change(note=("Here.",))
    there.change(color="green")
    ours, theirs = here.notes.lines["x"], there.notes.lines["x"]
    conflict = f"<<<<<<< HEAD\n{ours}\n||||||| 1234567\n{base}\n=======\n{theirs}\n>>>>>>> laptop\n"
    here.meet(there)
    found = read(conflict.encode())
    assert visible(found.annotations) == visible(here.notes)
    assert found.annotations.unreadable == ()
    assert found.markers == 4


def test_other_line_ends_a_byte_order_mark_and_no_last_line_end(desks):
    here, _ = desks
    header = '{"id":"@article","title":"Tides"}'
    content = f"\ufeff{header}\r\n\r\n  {here.notes.lines['x']}".encode()
    found = read(content)
    assert found.annotations.header.title == "Tides"
    assert visible(found.annotations) == visible(here.notes)
    assert found.torn == b""


def test_bad_lines_are_given_back_as_they_were(desks):
    here, _ = desks
    bad = [b'{"id":"y","note":"half', b"\xff\xfe\x00 bytes", b"= = ="]
    content = b"\n".join([bad[0], here.notes.lines["x"].encode(), bad[1], bad[2], b""])
    found = read(content).annotations
    again = "".join(f"{line}\n" for line in found.compacted()).encode("utf-8", "surrogateescape")
    assert sorted(again.splitlines()) == sorted([*bad, here.notes.lines["x"].encode()])
    assert read(again).annotations == found


def test_a_last_line_that_was_never_finished_stands_apart(desks):
    here, _ = desks
    content = f"{here.notes.lines['x']}\n{here.notes.lines['x'][:50]}".encode()
    found = read(content)
    assert found.torn == here.notes.lines["x"][:50].encode()
    assert found.annotations.unreadable == ()
    assert visible(found.annotations) == visible(here.notes)


def test_thousands_of_texts_of_one_note_are_no_readers_doing():
    """A file that was made to be slow: each line stands beside all others, and has its own tag."""
    lines = []
    for number in range(3_000):
        change = Change(note=(f"text {number}",), tags=(f"tag {number}",), color="blue")
        record = made("x", f"actor-{number}", NOW, "", anchor(), change)
        lines.append(encode(edited(record, "two", values={f"field {number}": number})))
    one = read("\n".join(lines).encode()).annotations.living["x"]
    assert len(one.note_alt) == MAX_VERSIONS - 1
    assert len(one.tags) == 3_000


def test_joining_what_is_known_changes_nothing(desks):
    here, there = desks
    assert here.notes.joined(there.notes) is here.notes
    assert not here.notes.lacks(there.notes)
    there.change(color="pink")
    assert here.notes.lacks(there.notes)
    assert not there.notes.lacks(here.notes)


def test_of_what_was_never_there_nothing_is_known():
    for id in ("x", "@article"):
        with pytest.raises(UnknownAnnotation):
            AnnotationSet().known(id)
