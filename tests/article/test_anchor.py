"""What is stored of a passage, so that it can be found again."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article import Anchor, Passage, describe, fingerprint
from article.anchor import LONGEST_CONTEXT, SHORTEST_CONTEXT

PROSE = (
    "The ferry leaves at six in the morning and comes back when the tide allows it, which the "
    "people on the island call the long day and those on the mainland the short one."
)
REFRAIN = "And round the mill the water went, and round the mill the water came.\n"


def mark(text: str, quote: str, nth: int = 0) -> Anchor:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return describe(text, Passage(start, start + len(quote)))


def test_the_words_their_place_and_the_text_are_kept() -> None:
    anchor = describe(PROSE, Passage(4, 9), ("On ferries", "Times"))
    assert anchor.exact == "ferry"
    assert anchor.passage == Passage(4, 9)
    assert anchor.section == ("On ferries", "Times")
    assert anchor.text == fingerprint(PROSE)


def test_the_context_goes_to_the_ends_of_words() -> None:
    anchor = mark(PROSE, "when the tide allows it")
    assert anchor.prefix == "six in the morning and comes back "
    assert anchor.suffix == ", which the people on the island"


def test_the_context_grows_until_each_side_tells_the_passage_from_others() -> None:
    text = f"{REFRAIN}First the miller died.\n{REFRAIN}Then the mill was sold.\n{REFRAIN}"
    anchor = mark(text, "the water went", 1)
    assert text.count(anchor.prefix + anchor.exact) == 1
    assert text.count(anchor.exact + anchor.suffix) == 1
    assert len(anchor.suffix) > SHORTEST_CONTEXT


def test_the_context_grows_no_further_than_that_in_a_text_that_only_repeats_itself() -> None:
    anchor = mark(REFRAIN * 30, "water", 30)
    assert len(anchor.prefix) == len(anchor.suffix) == LONGEST_CONTEXT


def test_a_passage_may_be_the_whole_text_or_nothing() -> None:
    assert describe("all", Passage(0, 3)) == Anchor("all", "", "", 0, 3, (), fingerprint("all"))
    assert describe("all", Passage(1, 1)).exact == ""
    assert describe("", Passage(0, 0)).prefix == ""


def test_a_passage_beyond_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="ends at 3"):
        describe("all", Passage(1, 4))


FAMILY = "👩‍👩‍👧"


@pytest.mark.parametrize(
    ("unit", "why"),
    [
        ("e\u0301", "a letter with an accent"),
        (FAMILY, "an emoji of several, joined"),
        ("👍🏽", "an emoji with a skin tone"),
        ("🇫🇷", "a flag"),
        ("각".encode().decode(), "a syllable"),
        (unicodedata.normalize("NFD", "각"), "a syllable of single letters"),
        ("क्षि", "consonants with a vowel sign"),
    ],
)
def test_no_character_as_the_reader_sees_it_is_cut(unit: str, why: str) -> None:
    half = unit * 200
    for text in (f"{half}x{half}", f"{half}x{half}x{half}"):
        anchor = mark(text, "x")
        assert anchor.prefix == unit * (len(anchor.prefix) // len(unit)), why
        assert anchor.suffix == unit * (len(anchor.suffix) // len(unit)), why
        assert anchor.prefix
        assert anchor.suffix


def test_a_character_longer_than_any_context_is_left_out() -> None:
    text = "a" + "\u0301" * 500 + "x" + "\u0301" * 500
    anchor = describe(text, Passage(501, 502))
    assert anchor.prefix == anchor.suffix == ""


@given(st.text("ab \n.é\u0301🇫👩\u200d", max_size=400), st.data())
def test_the_anchor_tells_the_truth_about_its_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    anchor = describe(text, Passage(start, end))
    assert text[anchor.start : anchor.end] == anchor.exact
    assert text[: anchor.start].endswith(anchor.prefix)
    assert text[anchor.end :].startswith(anchor.suffix)
    assert max(len(anchor.prefix), len(anchor.suffix)) <= LONGEST_CONTEXT


def test_a_fingerprint_is_that_of_the_bytes_in_utf_8() -> None:
    assert fingerprint("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert fingerprint("é") != fingerprint("e\u0301")
    assert fingerprint("\ud800") != fingerprint("\ud801")
