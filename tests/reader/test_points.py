"""What a reader's edits make of key points and priorities."""

from __future__ import annotations

from article import Anchor, KeyPoint, Passage, Priority, Resolution
from reader.annotations.model import Annotation
from reader.annotations.placing import PlacedNote
from reader.annotations.points import edited_key_points, edited_priorities, point_edit

PRIORITIES = tuple(
    Priority(number, f"Item {number}", Passage(number * 10, number * 10 + 9), "authored")
    for number in (1, 2, 3)
)
KEY_POINTS = (
    KeyPoint("One.", Passage(0, 4), "derived"),
    KeyPoint("Two.", Passage(5, 9), "derived"),
)


def edit(passage: Passage, point: object, *, state: str = "exact") -> PlacedNote:
    anchor = Anchor("", "", "", passage.start, passage.end)
    found = passage if state == "exact" else None
    resolution = Resolution(state, found, confidence=1.0, reason="")  # type: ignore[arg-type]
    return PlacedNote(Annotation("x", anchor, point=point), resolution)  # type: ignore[arg-type]


def test_a_hidden_point_is_not_among_the_others() -> None:
    edits = [edit(Passage(20, 29), point_edit("priority", "hide"))]
    assert [p.number for p in edited_priorities(PRIORITIES, edits)] == [1, 3]


def test_a_renamed_priority_keeps_its_number_unless_it_gets_another() -> None:
    edits = [
        edit(Passage(10, 19), point_edit("priority", "rename", "Last", 9)),
        edit(Passage(20, 29), point_edit("priority", "rename", "Second")),
    ]
    items = [(p.number, p.label) for p in edited_priorities(PRIORITIES, edits)]
    assert items == [(2, "Second"), (3, "Item 3"), (9, "Last")]


def test_an_added_priority_gets_the_next_number() -> None:
    edits = [edit(Passage(50, 60), point_edit("priority", "add", "Mine"))]
    assert edited_priorities(PRIORITIES, edits)[-1].number == 4


def test_an_added_point_can_be_renamed_and_hidden_again() -> None:
    added = edit(Passage(20, 30), point_edit("key_point", "add", "Mine"))
    renamed = edit(Passage(20, 30), point_edit("key_point", "rename", "Ours"))
    gone = edit(Passage(20, 30), point_edit("key_point", "hide"))
    assert edited_key_points(KEY_POINTS, [added, renamed])[-1].text == "Ours"
    assert edited_key_points(KEY_POINTS, [added, renamed, gone]) == KEY_POINTS


def test_two_points_at_one_sentence_stay_two() -> None:
    twins = (*KEY_POINTS, KeyPoint("Again.", KEY_POINTS[1].passage, "authored"))
    assert edited_key_points(twins, []) == twins


def test_an_edit_whose_words_are_gone_does_nothing() -> None:
    edits = [edit(Passage(0, 4), point_edit("key_point", "hide"), state="orphan")]
    assert edited_key_points(KEY_POINTS, edits) == KEY_POINTS


def test_nonsense_from_a_file_does_nothing() -> None:
    for point in (
        {},
        {"kind": "priority"},
        {"kind": "priority", "action": "explode"},
        {"kind": "priority", "action": "rename", "label": ""},
        {"kind": "priority", "action": "rename", "label": None, "number": "seven"},
        {"kind": 7, "action": ["hide"]},
    ):
        assert edited_priorities(PRIORITIES, [edit(Passage(10, 19), point)]) == PRIORITIES


def test_a_number_without_measure_is_no_number() -> None:
    point = {"kind": "priority", "action": "rename", "label": "Big", "number": 10**30}
    assert edited_priorities(PRIORITIES, [edit(Passage(10, 19), point)])[0].number == 1
