"""Places that a reader said no to."""

from __future__ import annotations

import pytest
from annotation_samples import open_journal
from hypothesis import given
from hypothesis import strategies as st

from article import Passage, Resolution, describe, fingerprint
from reader.annotations.annotation_set import read
from reader.annotations.declining import LEFT, without_declined
from reader.annotations.model import MAX_DECLINED, Annotation
from reader.annotations.placing import place_in_parts, place_notes

LINES = [
    "The harbour was closed in the evening because the tide had gone out.",
    "Every boat has a number on its bow, and every number is in the ledger.",
    "The keeper of the light wrote down the names of all who came ashore that night.",
    "Nobody asked the ferryman what he had seen behind the second island.",
    "In the morning the letters were sorted and the office opened at nine.",
]
TEXT = "\n".join(LINES)
KEEPER = LINES[2]
AFTER = "One keeper noted the names of all the ships."
EDITED = TEXT.replace(KEEPER, AFTER)


def passage(text: str, words: str, start: int = 0) -> Passage:
    at = text.index(words, start)
    return Passage(at, at + len(words))


@pytest.fixture
def journal(tmp_path):
    journal = open_journal(tmp_path / "x.notes.jsonl")
    journal.add(describe(TEXT, passage(TEXT, KEEPER)), note="Why?")
    return journal


def found(journal, text):
    (note,) = place_notes(text, journal.annotations)
    return note.resolution


def decline(journal, text):
    """Say no to the place where the only note is suspected."""
    (one,) = journal.annotations
    place = describe(text, found(journal, text).passage)
    journal.change(one.id, declined=(*one.declined, place))


def test_a_declined_place_is_not_suggested_again_and_the_note_is_lost(journal):
    assert found(journal, EDITED).state == "suggested"
    decline(journal, EDITED)
    left = found(journal, EDITED)
    assert (left.state, left.passage, left.reason) == ("orphan", None, LEFT)
    assert left.near == EDITED.index(AFTER)


def test_the_parts_of_placing_know_what_was_declined_too(journal):
    decline(journal, EDITED)
    for notes in place_in_parts(EDITED, journal.annotations, 0):
        assert [note.resolution.reason for note in notes] == [LEFT]


def test_a_declined_place_is_known_again_when_the_text_changes_around_it(journal):
    decline(journal, EDITED)
    for text in (
        "A new first line, so that everything moves.\n" + EDITED,
        EDITED.replace(LINES[3], "Another line came here."),
        EDITED.replace(LINES[1], "Another line came here."),
    ):
        assert found(journal, text).reason == LEFT


def test_another_place_is_asked_about(journal):
    decline(journal, EDITED)
    other = EDITED.replace(AFTER, "The keeper wrote down what ships came.")
    assert found(journal, other).state in ("suggested", "edited")


def test_the_words_themselves_are_found_again_when_they_come_back(journal):
    decline(journal, EDITED)
    assert found(journal, TEXT).state == "exact"
    assert found(journal, f"One more.\n{TEXT}").state in ("exact", "moved")


def test_undoing_asks_again(journal):
    decline(journal, EDITED)
    journal.undo()
    assert found(journal, EDITED).state == "suggested"
    journal.redo()
    assert found(journal, EDITED).reason == LEFT


def test_placing_anew_follows_what_was_declined_meanwhile(journal):
    notes = place_notes(EDITED, journal.annotations)
    decline(journal, EDITED)
    notes = place_notes(EDITED, journal.annotations, known=notes)
    assert notes[0].resolution.reason == LEFT
    journal.undo()
    notes = place_notes(EDITED, journal.annotations, known=notes)
    assert notes[0].resolution.state == "suggested"


def test_a_note_can_be_put_where_it_was_declined(journal):
    decline(journal, EDITED)
    (one,) = journal.annotations
    journal.change(one.id, pin=describe(EDITED, passage(EDITED, AFTER)))
    assert found(journal, EDITED).state == "exact"
    assert found(journal, f"One more.\n{EDITED}").state in ("exact", "moved")


def test_what_was_declined_is_kept_in_the_file_with_its_words_and_its_text(journal):
    decline(journal, EDITED)
    (one,) = read(journal.path.read_bytes()).annotations
    (place,) = one.declined
    assert (place.exact, place.text) == (AFTER, fingerprint(EDITED))


def test_two_windows_decline_and_edit_at_once(journal):
    other = open_journal(journal.path, actor="two")
    (one,) = other.annotations
    decline(journal, EDITED)
    other.change(one.id, note="Because.")
    journal.refresh()
    (one,) = journal.annotations
    assert (one.note, len(one.declined)) == ("Because.", 1)


def test_only_the_last_declined_places_count(journal):
    (one,) = journal.annotations
    for number in range(MAX_DECLINED + 5):
        (one,) = journal.annotations
        place = Passage(number, number + 10)
        journal.change(one.id, declined=(*one.declined, describe(TEXT, place)))
    (one,) = journal.annotations
    assert [place.start for place in one.declined] == list(range(5, MAX_DECLINED + 5))


TWINS = "First the bell rang.\nSee the ledger.\nThen it rang again.\nSee the ledger.\nAnd again.\n"


def twins(*starts: int) -> tuple[Passage, ...]:
    """Both places of the twins behind some positions."""
    return tuple(passage(TWINS, "See the ledger.", start) for start in starts)


def test_of_several_possible_places_the_others_are_still_asked_about():
    first, second = twins(0, 30)
    where = Resolution("ambiguous", None, 0.5, "twice", (first, second), near=first.start)
    gone = describe("Elsewhere. See the ledger. No more.", Passage(11, 26))
    one = Annotation("x", gone, declined=(describe(TWINS, first),))
    left = without_declined(TWINS, one, where)
    assert (left.state, left.passage, left.candidates) == ("suggested", second, ())
    both = Annotation("x", gone, declined=(describe(TWINS, first), describe(TWINS, second)))
    assert without_declined(TWINS, both, where).reason == LEFT


def test_a_note_is_not_drawn_at_a_declined_place_that_seems_certain_later():
    first, second = twins(0, 30)
    gone = describe("Elsewhere. See the ledger. No more.", Passage(11, 26))
    one = Annotation("x", gone, declined=(describe(TWINS, second),))
    certain = Resolution("moved", second, 0.9, "found")
    assert without_declined(TWINS, one, certain).reason == LEFT
    assert without_declined(TWINS, one, Resolution("moved", first, 0.9, "found")).passage == first


@given(st.data())
def test_declining_all_places_of_a_text_leaves_none_and_declining_none_leaves_all(data):
    text = data.draw(st.text("ab .\n", min_size=30, max_size=200))
    places = data.draw(
        st.lists(st.builds(passage_in(text), *[st.integers(0, 400)] * 2), min_size=1)
    )
    origin = describe("Something else", Passage(0, 9))
    where = Resolution("ambiguous", None, 0.5, "several", tuple(places), near=places[0].start)
    assert without_declined(text, Annotation("x", origin), where) is where
    declined = tuple(describe(text, place) for place in places)
    assert without_declined(text, Annotation("x", origin, declined=declined), where).reason == LEFT


def passage_in(text):
    """Makes passages of a text of any two numbers, none of them empty."""

    def made(start, length):
        start %= len(text)
        return Passage(start, min(len(text), start + 1 + length % 40))

    return made
