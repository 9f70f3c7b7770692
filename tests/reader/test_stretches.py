"""Where two sequences differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.view.stretches import changed_stretch

THINGS = [object() for _ in range(4)]
SEQUENCES = st.lists(st.sampled_from(THINGS), max_size=12)


@given(SEQUENCES, SEQUENCES)
def test_the_stretch_put_in_the_place_of_the_other_makes_one_sequence_of_the_other(before, now):
    old, new = changed_stretch(before, now)
    changed = list(before)
    changed[old] = now[new]
    assert changed == now


@given(SEQUENCES, st.integers(0, 12), st.integers(0, 3), st.integers(0, 3))
def test_no_more_is_changed_than_was(things, at, gone, come):
    before = [object() for _ in things]
    now = [*before[:at], *(object() for _ in range(come)), *before[at + gone :]]
    old, new = changed_stretch(before, now)
    assert len(before[old]) == len(before[at : at + gone])
    assert len(now[new]) == come


def test_the_same_things_do_not_differ():
    assert changed_stretch(THINGS, tuple(THINGS)) == (slice(4, 4), slice(4, 4))
