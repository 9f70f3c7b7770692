"""Lines of an annotations file: written, read, damaged, and edited by hand."""

from __future__ import annotations

import json

import pytest
from annotation_samples import anchor
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.annotation_set import read
from reader.annotations.changes import Change, changed, made
from reader.annotations.join import edited, is_deleted, join
from reader.annotations.lines import (
    HAND_LEAD,
    MAX_DEPTH,
    decode,
    encode,
    is_intact,
    parse,
    values_of,
)
from reader.annotations.model import annotation_of
from reader.annotations.record import MAX_LAMPORT, Record, check


def record(**more) -> Record:
    change = Change(note=("Who says so?",), tags=("doubt",), color="blue")
    return made("id-1", "one", "2024-05-06T07:08:09Z", "Ada", anchor(), change | more)


def by_hand(line: str, **values: object) -> str:
    """The line after someone changed or, with `...`, deleted fields in an editor."""
    fields = json.loads(line) | values
    return json.dumps({n: v for n, v in fields.items() if v is not ...}, ensure_ascii=False)


def test_a_line_begins_with_the_prose_and_ends_with_the_stamps():
    line = encode(edited(record(), "two", values={"zeta": 1, "deleted": {"one": 1}}))
    order = "id note tags color origin created modified by zeta deleted s h"
    assert " ".join(json.loads(line)) == order
    assert "\n" not in line


@pytest.mark.parametrize(
    "text", ["日本 – “a”", "tab\tline\nend\r", "\u2028\x85\x00", "\ud800\ud83d"]
)
def test_any_text_is_written_in_one_line_of_utf8_and_comes_back(text):
    line = encode(record(note=(text,), tags=(text,)))
    assert line.encode().decode() == line
    assert len(line.split("\n")) == 1
    assert values_of(decode(line))["note"] == text
    assert values_of(decode(line))["tags"] == [text]


def test_readable_characters_are_written_as_they_are():
    assert '"note":"日本 – “a”"'.replace("“a”", "«é»") in encode(record(note=("日本 – «é»",)))


@given(
    st.text(),
    st.lists(st.text(), unique=True),
    st.dictionaries(st.text(), st.text() | st.integers()),
)
def test_what_is_written_is_read_back(note, tags, point):
    first = record(note=(note, note + "!"), tags=tuple(tags), point=point)
    again = decode(encode(first))
    assert again == first
    assert encode(again) == encode(first)
    assert is_intact(encode(first))


def test_fields_of_a_later_version_survive_a_change():
    line = by_hand(encode(record()), mood={"calm": [1, 2.5, None]})
    after = edited(decode(line), "two", values={"color": "pink"})
    assert values_of(decode(encode(after)))["mood"] == {"calm": [1, 2.5, None]}


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "7",
        "null",
        '"id"',
        "{}",
        '{"id":7}',
        '{"id":""}',
        '{"id":null}',
        '{"id":"x","tags":"a"}',
        '{"id":"x","tags":[1]}',
        '{"id":"x","sources":{}}',
        '{"id":"x","start":1e999}',
        '{"id":"x","start":NaN}',
        '{"id":"x","start":-Infinity}',
        '{"id":"x","start":' + "9" * 5000 + "}",
        '{"id":"x","a":' + "[" * 1000 + "]" * 1000 + "}",
        '{"id":"x","a":' + "[" * 200_000,
        '{"id":"x","a":' + '{"a":' * MAX_DEPTH + "1" + "}" * MAX_DEPTH + "}",
        '{"id":"x","note":"\udce9"}',
    ],
)
def test_what_is_no_line_of_ours_is_kept_as_it_was(line):
    assert parse(line) is None
    content = line.encode("utf-8", "surrogateescape") + b"\n"
    assert read(content).annotations.unreadable == ((line,) if line else ())


@given(st.text() | st.binary().map(lambda b: b.decode("utf-8", "surrogateescape")))
def test_no_text_is_too_odd_to_be_looked_at(text):
    values = parse(text)
    assert values is None or decode(text).id == values["id"]


STAMP = st.lists(
    st.sampled_from([0, 1, 7, -1, MAX_LAMPORT, MAX_LAMPORT + 1, True, 2.5, "one", "", None, False])
    | st.dictionaries(st.sampled_from("pq"), st.sampled_from([1, 3, 0, "x", MAX_LAMPORT])),
    max_size=4,
)
VALUE = st.sampled_from(
    ["a", "b", "", None, 5, True, {}, {"one": 1}, {"one": 9}, [], ["a"], ["a", 1]]
)
NAMES = st.sampled_from(["note", "note_alt", "color", "deleted", "origin", "mood", "s", "h"])
TAGS = st.lists(st.sampled_from(["a", "b"]), max_size=3)
ODD = st.builds(
    lambda values, tags, stamps: values | {"id": "x", "tags": tags, "s": stamps},
    st.dictionaries(NAMES, VALUE),
    TAGS,
    st.dictionaries(
        NAMES | st.just("tags"),
        STAMP | st.lists(STAMP, max_size=3) | st.dictionaries(st.sampled_from("ab"), STAMP) | VALUE,
    ),
)


@given(ODD, st.booleans())
def test_stamps_of_any_kind_make_a_record_that_is_written_and_read_alike(values, pretend):
    line = json.dumps(values)
    if pretend:  # a line that claims to be ours
        line = f'{line[:-1]},"h":"{check(line[:-1])}"}}'
    found = decode(line)
    assert decode(encode(found)) == found
    shown = annotation_of(values_of(found), "")
    assert shown.tags == tuple(sorted(set(values["tags"])))
    assert is_deleted(decode(encode(found))) == is_deleted(found)


def test_a_line_that_was_only_written_in_another_way_is_not_edited():
    line = encode(record())
    spaced = json.dumps(json.loads(line), indent=None, sort_keys=True)
    assert spaced != line
    assert not is_intact(spaced)
    assert decode(spaced) == decode(line)


def test_a_field_that_was_edited_by_hand_counts_as_edited_after_all_others():
    base = record()
    found = decode(by_hand(encode(base), color="green"))
    assert values_of(found)["color"] == "green"
    assert found.registers["color"].lamport == base.lamport + HAND_LEAD
    unchanged = {name: r for name, r in found.registers.items() if name != "color"}
    assert unchanged == {name: r for name, r in base.registers.items() if name != "color"}
    assert found.note == base.note
    assert found.sets == base.sets


def test_a_note_that_was_edited_by_hand_stands_for_the_one_before():
    base = record()
    found = decode(by_hand(encode(base), note="No, truly?"))
    assert [version.text for version in found.note] == ["No, truly?"]
    assert found.registers == base.registers


def test_a_tag_that_was_put_in_and_one_that_was_taken_out_by_hand():
    found = decode(by_hand(encode(record()), tags=["new"]))
    assert values_of(found)["tags"] == ["new"]
    assert not found.sets["tags"]["doubt"].value


def test_a_field_that_was_taken_out_by_hand_is_gone():
    found = decode(by_hand(encode(record()), color=..., note=...))
    assert "color" not in values_of(found)
    assert found.registers["color"].value is None
    assert [version.text for version in found.note] == [""]


def test_a_line_that_was_written_by_hand_alone_is_an_annotation():
    one = annotation_of(values_of(decode('{"id": "mine", "note": "by\thand", "tags": ["x"]}')), "")
    assert (one.note, one.tags, one.color) == ("by\thand", ("x",), "yellow")


def test_deleting_by_hand_counts_for_the_note_as_it_was():
    line = by_hand(encode(record()), deleted=True)
    assert is_deleted(decode(line))
    assert not read(line.encode()).annotations.living
    beside = edited(record(), "two", values={}, note=("Still thinking.",))
    assert not is_deleted(join(decode(line), beside))


def test_picking_one_of_two_texts_by_hand():
    base = record(note=("mine", "theirs"))
    found = decode(by_hand(encode(base), note="theirs", note_alt=...))
    assert [version.text for version in found.note] == ["theirs"]


def test_a_hand_and_another_machine_edit_the_same_note_and_both_texts_stay():
    line = encode(record())
    base = annotation_of(values_of(decode(line)), line)
    elsewhere = changed(decode(line), base, Change(note=("elsewhere",)), "two", "2024-05-07")
    both = join(decode(by_hand(line, note="by hand")), elsewhere)
    assert {version.text for version in both.note} == {"by hand", "elsewhere"}
    only_color = join(decode(by_hand(line, color="pink")), elsewhere)
    assert [version.text for version in only_color.note] == ["elsewhere"]
