"""Passages: half-open stretches of a text, and what follows from that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article.passage import Passage, PassageIndex, at, to_words, trimmed

POSITIONS = st.integers(0, 60)
PASSAGES = st.tuples(POSITIONS, POSITIONS).map(lambda pair: Passage(min(pair), max(pair)))
TEXTS = st.text(st.sampled_from("ab e\u0301'’ \n.漢நி"), max_size=60) | st.text(max_size=60)


def positions(passage: Passage) -> set[int]:
    return {position for position in range(70) if passage.contains(position)}


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (2, 1), (-3, -2)])
def test_a_passage_does_not_end_before_it_starts_nor_before_the_text(start, end):
    with pytest.raises(ValueError, match="not a passage"):
        Passage(start, end)


@given(PASSAGES)
def test_a_passage_holds_as_many_positions_as_it_is_long(passage):
    assert len(positions(passage)) == len(passage)
    assert bool(passage) == (len(passage) > 0)


@given(PASSAGES, PASSAGES)
def test_overlap_and_cover_are_those_of_the_positions(one, other):
    assert one.overlaps(other) == other.overlaps(one)
    if one and other:
        assert one.overlaps(other) == bool(positions(one) & positions(other))
    assert one.covers(one)
    if one.covers(other):
        assert positions(other) <= positions(one)
    if other:
        assert one.covers(other) == (positions(other) <= positions(one))


@given(PASSAGES, PASSAGES, PASSAGES)
def test_joined_is_the_shortest_passage_that_covers_both(one, other, third):
    both = one.joined(other)
    assert both == other.joined(one)
    assert both.covers(one)
    assert both.covers(other)
    if third.covers(one) and third.covers(other):
        assert third.covers(both)


@given(PASSAGES, st.integers(0, 9))
def test_moved_keeps_the_length_and_moves_back(passage, by):
    assert len(passage.moved(by)) == len(passage)
    assert passage.moved(by).moved(-by) == passage


@given(PASSAGES, PASSAGES)
def test_passages_are_ordered_by_start_then_by_end(one, other):
    assert (one < other) == ((one.start, one.end) < (other.start, other.end))


@given(TEXTS, PASSAGES)
def test_the_words_of_a_passage_are_its_slice(text, passage):
    assert passage.of(text) == text[passage.start : passage.end]


@given(TEXTS, PASSAGES)
def test_trimmed_is_the_slice_without_white_space_at_its_ends(text, passage):
    inner = trimmed(text, passage)
    assert inner.of(text) == passage.of(text).strip()
    if inner:
        assert passage.covers(inner)
    else:
        assert inner.start == passage.start
    assert trimmed(text, inner) == inner


def test_trimmed_takes_white_space_of_every_kind():
    assert trimmed("\n\u00a0 a b\t \n", Passage(0, 9)) == Passage(3, 6)
    assert trimmed("a   b", Passage(1, 4)) == Passage(1, 1)
    assert trimmed("a ", Passage(0, 20)) == Passage(0, 1)


@given(TEXTS, PASSAGES)
def test_whole_words_cover_the_passage_and_stay_whole(text, passage):
    if passage.end > len(text):
        return
    words = to_words(text, passage)
    assert words.covers(passage)
    assert words.end <= len(text)
    assert to_words(text, words) == words
    assert not any(map(str.isspace, text[words.start : passage.start]))
    assert not any(map(str.isspace, text[passage.end : words.end]))


@pytest.mark.parametrize(
    ("text", "inside", "words"),
    [
        ("some words here", "ord", "words"),
        ("some words here", "e w", "some words"),
        ("some words here", " ", " "),
        ("cafe\u0301s open", "f", "cafe\u0301s"),
        ("cafe\u0301s open", "\u0301", "cafe\u0301s"),
        ("it doesn’t matter", "d", "doesn’t"),
        ("it doesn’t matter", "’", "doesn’t"),
        ("he said ‘yes’ twice", "e", "he"),
        ("he said ‘yes’ twice", "yes", "yes"),
        ("the readers' notes", "notes", "notes"),
        ("the readers' notes", "eader", "readers"),
        ("நிலம் நீர்", "ல", "நிலம்"),
        ("می\u200cخواهم بروم", "خ", "می\u200cخواهم"),
        ("in 1945, 3rd", "94", "1945"),
    ],
)
def test_words_in_many_scripts_are_not_cut(text, inside, words):
    start = text.index(inside)
    assert to_words(text, Passage(start, start + len(inside))).of(text) == words


def test_an_empty_passage_is_not_widened():
    assert to_words("word", Passage(2, 2)) == Passage(2, 2)


@given(st.lists(PASSAGES).map(sorted), POSITIONS)
def test_at_is_the_last_passage_that_starts_no_later(passages, position):
    index = at(passages, position)
    assert all(passage.start <= position for passage in passages[: index + 1])
    assert all(passage.start > position for passage in passages[index + 1 :])


@given(st.lists(PASSAGES), st.lists(PASSAGES), st.data())
def test_an_index_that_was_changed_is_one_made_anew(kept, new, data):
    gone = data.draw(st.lists(PASSAGES))
    before = PassageIndex([(passage, "a") for passage in data.draw(st.permutations(kept + gone))])
    index = before.changed([(one, "a") for one in gone], [(one, "b") for one in new])
    anew = PassageIndex([*((one, "a") for one in kept), *((one, "b") for one in new)])
    assert index.starts == anew.starts
    for start, end in data.draw(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)))):
        assert sorted(index.within(start, end)) == sorted(anew.within(start, end))
