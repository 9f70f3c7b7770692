"""What an annotation is, whatever a file says."""

from __future__ import annotations

import dataclasses

import pytest
from annotation_samples import anchor
from hypothesis import given
from hypothesis import strategies as st

from article import Anchor, Passage
from reader.annotations.annotation_set import AnnotationSet, read
from reader.annotations.changes import Change, made
from reader.annotations.errors import NotAccepted
from reader.annotations.ids import uuid7
from reader.annotations.model import (
    COLORS,
    MAX_NOTE,
    MAX_TAG,
    MAX_TAGS,
    About,
    Annotation,
    Draft,
    about_of,
    anchor_of,
    anchor_values,
    annotation_of,
    checked_color,
    checked_note,
    checked_tags,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
FIELDS = [
    field.name for field in dataclasses.fields(Annotation) if field.name not in ("id", "tags")
]


def annotations(*starts: int, **more) -> AnnotationSet:
    change = Change(note=("",), tags=(), color="pink", **more)
    records = [
        made(f"at-{start}", "one", "2024-05-06", "", anchor(start), change) for start in starts
    ]
    return AnnotationSet().with_records(*records)


def test_a_draft_is_a_yellow_highlight_until_something_is_written():
    assert Draft(Passage(3, 8)) == Draft(Passage(3, 8), note="", tags=(), color="yellow", id="")


def test_what_has_neither_words_nor_tags_is_a_highlight():
    bare = Annotation("x", anchor())
    assert bare.is_highlight
    for more in ({"note": "why"}, {"tags": ("a",)}, {"note_alt": ("b",)}, {"point": {"k": 1}}):
        assert not dataclasses.replace(bare, **more).is_highlight


def test_a_confirmed_place_stands_for_the_one_it_was_made_on():
    pinned = Annotation("x", anchor(40), pin=anchor(90))
    assert pinned.anchor == anchor(90)
    assert dataclasses.replace(pinned, pin=None).anchor == anchor(40)


def test_annotations_come_in_the_order_of_the_text():
    assert [one.anchor.start for one in annotations(70, 5, 40)] == [5, 40, 70]


def test_edits_of_points_stand_apart_from_notes():
    point = {"kind": "priority", "action": "rename", "label": "Talk first"}
    both = annotations(5, 40).joined(annotations(7, point=point))
    assert [one.id for one in both] == ["at-5", "at-40"]
    assert [one.id for one in both.points] == ["at-7"]
    assert both.get("at-7").point == point


@given(st.dictionaries(st.sampled_from(FIELDS), JSON), st.lists(st.text()))
def test_fields_of_any_type_make_an_annotation_of_the_right_types(values, tags):
    one = annotation_of({"id": "x", "tags": tags, **values}, "the line")
    assert isinstance(one.anchor, Anchor)
    assert 0 <= one.anchor.passage.start <= one.anchor.passage.end
    assert one.color in COLORS
    assert one.tags == tuple(sorted(set(tags)))
    for text in (one.note, one.created, one.modified, one.by, one.anchor.exact, *one.note_alt):
        assert isinstance(text, str)
    assert isinstance(one.ext, dict)
    assert one.point is None or isinstance(one.point, dict)


@given(JSON)
def test_no_header_is_too_odd(value):
    about = about_of(dict.fromkeys(("title", "sha256", "length", "norm"), value))
    assert isinstance(about.title, str)
    assert about.length >= 0
    assert about.norm >= 0


def test_an_anchor_comes_back_from_its_field():
    assert anchor_of(anchor_values(anchor())) == anchor()


def test_what_the_file_is_about_is_read_from_its_header():
    content = b'{"id":"@article","title":"Tides","sources":["/a","b:"],"length":9,"norm":2}\n'
    assert read(content).annotations.header == About("Tides", ("/a", "b:"), "", 9, 2)
    assert AnnotationSet().header is None


def test_a_tag_is_one_line_and_stands_once():
    assert checked_tags(["b\nc", " a  ", "a", "", "\t"]) == ("a", "b c")


def test_an_odd_tag_that_is_there_already_stays_as_it_is():
    assert checked_tags(["b\nc", "d\ne"], known=["b\nc"]) == ("b\nc", "d e")


@pytest.mark.parametrize(
    "refused",
    [
        lambda: checked_note("x" * (MAX_NOTE + 1)),
        lambda: checked_tags(["x" * (MAX_TAG + 1)]),
        lambda: checked_tags(map(str, range(MAX_TAGS + 1))),
        lambda: checked_color("ultraviolet"),
    ],
)
def test_what_is_too_much_is_refused_in_words(refused):
    with pytest.raises(NotAccepted) as caught:
        refused()
    assert caught.value.hint
    assert caught.value.exit_code == 2


def test_two_halves_of_a_character_become_one():
    assert checked_note("\ud83d\ude00 and \ud83d alone") == "\U0001f600 and \ud83d alone"


def test_an_id_is_as_the_standards_own_example():
    """RFC 9562, appendix A.6."""
    random = (0xCC3 << 62 | 0x18C4DC0C0C07398F).to_bytes(10)
    assert uuid7(0x017F22E279B0, random) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(st.integers(0, 2**48 - 2), st.binary(min_size=10, max_size=10), st.binary(min_size=10))
def test_a_later_id_sorts_behind(milliseconds, some, other):
    assert uuid7(milliseconds, some) < uuid7(milliseconds + 1, other)
