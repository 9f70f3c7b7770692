"""The laws of `join`: order, grouping and repetition never matter, and everything can be joined."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import reduce
from itertools import permutations

from annotation_samples import anchor, normal, visible
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from reader.annotations.annotation_set import AnnotationSet, read
from reader.annotations.changes import Change, changed, deleted, made, restored
from reader.annotations.join import join
from reader.annotations.lines import encode
from reader.annotations.record import Record, Register, check

NOW = "2024-05-06T07:08:09+00:00"
IDS = ["a", "b", "c"]
TEXTS = st.sampled_from(["", "one", "two", "three"])
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "note": st.tuples(TEXTS),
        "tags": st.lists(st.sampled_from(["x", "y", "z"]), unique=True).map(tuple),
        "color": st.sampled_from(["blue", "pink"]),
        "pin": st.builds(anchor, st.sampled_from([5, 90])) | st.none(),
        "declined": st.sampled_from([(), (anchor(5),), (anchor(5), anchor(90))]),
    },
)
ACTIONS = st.one_of(
    st.tuples(st.just("change"), st.sampled_from(IDS), CHANGES),
    st.tuples(st.sampled_from(["delete", "restore"]), st.sampled_from(IDS)),
    st.tuples(st.just("hand"), st.sampled_from(IDS), TEXTS),
)
EDITS = st.one_of(
    st.tuples(st.just("change"), st.sampled_from(IDS), CHANGES),
    st.tuples(st.just("delete"), st.sampled_from(IDS)),
)


def acted(notes: AnnotationSet, action: tuple, actor: str) -> AnnotationSet:
    """The notes after something was done at one place."""
    kind, id, *more = action
    record = notes.record(id)
    one = notes.get(id)
    match kind:
        case "change" if id not in notes.lines:
            new = {"note": ("",), "tags": (), "color": "yellow"} | more[0]
            return notes.with_records(made(id, actor, NOW, "", anchor(), Change(**new)))
        case "change" if one is not None:
            after = changed(record, one, Change(**more[0]), actor, NOW)
            return notes.with_records(after) if after else notes
        case "delete" if one is not None:
            return notes.with_records(deleted(record, actor, NOW))
        case "restore" if one is None and id in notes.lines:
            return notes.with_records(restored(record, actor, NOW))
        case "hand" if one is not None:
            line = json.dumps(json.loads(notes.lines[id]) | {"note": more[0]})
            return read("\n".join({**notes.lines, id: line}.values()).encode()).annotations
    return notes


@st.composite
def histories(draw, actions=ACTIONS) -> list[AnnotationSet]:
    """What up to five places know after they did things and told some of it to some others."""
    places = [AnnotationSet() for _ in range(draw(st.integers(2, 5)))]
    which = st.integers(0, len(places) - 1)
    steps = draw(st.lists(st.tuples(which, actions | which, st.sets(st.sampled_from(IDS)))))
    for place, step, told in steps:
        if isinstance(step, int):  # hear a part of what another place knows
            part = "\n".join(line for id, line in places[step].lines.items() if id in told)
            places[place] = places[place].joined(read(part.encode()).annotations)
        else:
            places[place] = acted(places[place], step, f"place-{place}")
    return places


STAMPS = st.lists(
    st.sampled_from([0, 1, 5, "p", "q", "", True, False])
    | st.dictionaries(st.sampled_from("pq"), st.integers(0, 4)),
    min_size=2,
    max_size=3,
)


@st.composite
def foreign_lines(draw) -> bytes:
    """Lines that no program of ours wrote, some of them pretending that one did."""
    names = st.sampled_from(["note", "note_alt", "color", "deleted", "mood"])
    values = st.sampled_from(["", "u", "v", None, 1, True, 1.0, {"p": 1, "q": 2}, {"q": 2, "p": 1}])
    deletions = st.dictionaries(
        st.sampled_from(["p", "q", "restored"]), st.sampled_from([-1, 0, 1, 3, True, "u"])
    )
    stamps = st.dictionaries(
        names | st.just("tags"),
        STAMPS | st.lists(STAMPS, max_size=2) | st.dictionaries(st.sampled_from("xy"), STAMPS),
    )
    line = json.dumps(
        {"id": draw(st.sampled_from(IDS))}
        | draw(st.dictionaries(names, values))
        | draw(st.fixed_dictionaries({}, optional={"deleted": deletions}))
        | {"tags": draw(st.lists(st.sampled_from("xy"), max_size=2)), "s": draw(stamps)}
    )
    if draw(st.booleans()):
        line = f'{line[:-1]},"h":"{check(line[:-1])}"}}'
    return line.encode()


DELETIONS = st.builds(
    Register,
    st.integers(0, 3),
    st.sampled_from("pq"),
    st.sampled_from(["", "other"]),
    st.sampled_from([None, False, True, "yes"])
    | st.dictionaries(
        st.sampled_from(["p", "q", "restored"]), st.sampled_from([-1, 0, 1, 2, 3, True, "u"])
    ),
).map(lambda register: Record("x", {"deleted": register}))

GARBAGE = st.one_of(
    foreign_lines(), st.binary(max_size=12), st.just(b"=======\r"), st.just(b"\xff{")
)
CONTENTS = st.lists(GARBAGE, max_size=5).map(lambda lines: b"".join(line + b"\n" for line in lines))


@given(histories())
def test_every_order_of_joining_gives_the_same(places):
    results = [
        normal(reduce(AnnotationSet.joined, order)) for order in list(permutations(places))[:24]
    ]
    assert all(result == results[0] for result in results)


@given(histories())
def test_grouping_does_not_matter(places):
    left = reduce(AnnotationSet.joined, places)
    right = reduce(lambda known, place: place.joined(known), reversed(places))
    assert normal(left) == normal(right)


@given(histories())
def test_joining_again_changes_nothing(places):
    everything = reduce(AnnotationSet.joined, places)
    for place in [*places, everything]:
        assert normal(everything.joined(place)) == normal(everything)
        assert normal(place.joined(place)) == normal(place)


@settings(max_examples=1000)
@given(st.lists(DELETIONS, min_size=2, max_size=4))
def test_deletions_and_restores_of_any_kind_are_joined_alike_in_every_order(records):
    together = encode(join(*records))
    assert {encode(reduce(join, order)) for order in permutations(records)} == {together}
    assert encode(join(records[0], reduce(join, records[:0:-1]))) == together
    assert encode(join(join(*records), *records)) == together
    assert encode(join(records[0], records[0])) == encode(records[0])


@given(histories(EDITS))
def test_what_every_place_deleted_in_the_end_stays_deleted(places):
    ends = []
    for number, place in enumerate(places):
        for id in list(place.living):
            place = acted(place, ("delete", id), f"place-{number}")  # noqa: PLW2901 - step by step
        ends.append(place)
    assert not reduce(AnnotationSet.joined, ends).living


@given(histories())
def test_lines_of_all_places_in_one_file_say_the_same_as_joining(places):
    joined = reduce(AnnotationSet.joined, places)
    lines = [line for place in places for line in place.lines.values()]
    for content in (lines, lines[::-1], lines + lines):
        assert normal(read("\n".join(content).encode()).annotations) == normal(joined)


@given(histories())
def test_a_reader_sees_the_same_whether_joined_or_read_back(places):
    joined = reduce(AnnotationSet.joined, places)
    again = read("\n".join(joined.compacted()).encode()).annotations
    assert [replace(one, line="") for one in again] == [replace(one, line="") for one in joined]


@given(CONTENTS, CONTENTS, CONTENTS)
def test_the_laws_hold_for_lines_of_any_kind(a, b, c):
    x, y, z = (read(content).annotations for content in (a, b, c))
    assert normal(x.joined(y)) == normal(y.joined(x))
    assert normal(x.joined(y).joined(z)) == normal(x.joined(y.joined(z)))
    assert normal(x.joined(x)) == normal(x)
    assert normal(x.joined(y).joined(y)) == normal(x.joined(y))
    assert normal(read(a + b + c).annotations) == normal(x.joined(y).joined(z))


@given(CONTENTS, CONTENTS)
def test_what_is_shown_follows_from_what_is_known(a, b):
    both = read(a).annotations.joined(read(b).annotations)
    lines = "".join(f"{line}\n" for line in both.compacted())
    again = read(lines.encode("utf-8", "surrogateescape")).annotations
    assert visible(again) == visible(both)
    assert again.unreadable == both.unreadable


class Places(RuleBasedStateMachine):
    """No text that someone wrote is gone before someone who had read it wrote another."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.replaced: dict[str, set[str]] = {}
        """For each text those that its writer had before them, and all that those had replaced."""

    places = Bundle("places")

    @rule(target=places)
    def begin(self):
        change = Change(note=("start",), tags=(), color="blue")
        self.replaced["start"] = set()
        return AnnotationSet().with_records(made("x", "first", NOW, "", anchor(), change))

    @rule(target=places, place=places)
    def write(self, place):
        """Every writer is an actor of their own, as every sitting is."""
        self.count += 1
        text = f"text {self.count}"
        one = place.living["x"]
        before = {one.note, *one.note_alt}
        self.replaced[text] = before.union(*(self.replaced[known] for known in before))
        record = changed(place.record("x"), one, Change(note=(text,)), f"actor-{self.count}", NOW)
        return place.with_records(record)

    @rule(target=places, one=consumes(places), other=places)
    def meet(self, one, other):
        mine, theirs = (({p.living["x"].note, *p.living["x"].note_alt}) for p in (one, other))
        both = one.joined(other)
        shown = {both.living["x"].note, *both.living["x"].note_alt}
        gone = set().union(*(self.replaced[text] for text in mine | theirs))
        assert shown == (mine | theirs) - gone
        return both

    @invariant()
    def nothing_else_is_shown(self):
        assert "start" in self.replaced or not self.count


Places.TestCase.settings = settings(max_examples=40, stateful_step_count=30)
test_no_text_is_lost_before_it_was_read = Places.TestCase
