"""The place survives edits of the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.place import found_again, place_at

PARAGRAPHS = [
    f"Paragraph {n} says that the number {n * 37} matters to somebody." for n in range(40)
]
TEXT = "\n".join(PARAGRAPHS)
positions = st.integers(0, len(TEXT))


@given(position=positions, ruler=positions)
def test_in_the_same_text_a_place_is_where_it_was(position, ruler):
    place = place_at(TEXT, position, ruler=ruler, mode="whole", width=60)
    assert found_again(place, TEXT) == place


@given(position=st.integers(0, len(TEXT) - 80), inserted=st.text(max_size=300))
def test_text_inserted_before_a_place_moves_it_along(position, inserted):
    place = place_at(TEXT, position, ruler=position + 5)
    found = found_again(place, inserted + TEXT)
    assert (found.position, found.ruler) == (position + len(inserted), position + 5 + len(inserted))


def test_of_several_places_with_the_same_words_the_nearest_is_meant():
    line = "The same words again and again, as in a song that has but one line.\n"
    place = place_at(line * 9, len(line) * 4, ruler=0)
    assert found_again(place, line * 9).position == len(line) * 4
    assert found_again(place, "x" + line * 9).position == len(line) * 4 + 1


@given(position=positions, ruler=positions, text=st.text(max_size=200))
def test_a_place_is_always_within_the_text(position, ruler, text):
    found = found_again(place_at(TEXT, position, ruler=ruler), text)
    assert 0 <= found.position <= len(text)
    assert 0 <= found.ruler <= len(text)
