"""What counts as the same when texts are compared, and where a quote occurs."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article.matching import find_quote, fold, one_line, places_of, word_pattern

ANY = st.text(st.sampled_from("ab  \n\t.’'“—\u0301é\u00ad\u200b가\u1100\u1161漢"), max_size=40)
SEEN = st.text(st.sampled_from("ab  \n\t.’'“—\u0301é가\u1100\u1161漢"), max_size=40)
"""The same without the characters that nobody sees."""


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("‘so’ “she”", "'so' \"she\""),
        ("well‑fed – and — on", "well-fed - and - on"),
        ("one\u00a0two\t three", "one two three"),
        ("one \n  two\r\nthree", "one\ntwo\nthree"),
        ("hy\u00adphen\u200bated", "hyphenated"),
        ("cafe\u0301", "café"),
        ("\u1100\u1161\u11a8", "각"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_texts_are_folded_for_comparing(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(SEEN)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once
    assert unicodedata.is_normalized("NFC", once)


@given(ANY)
def test_every_position_leads_back_to_where_it_came_from(text: str) -> None:
    folded = fold(text)
    places = [folded.folded(position) for position in range(len(text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(folded.text)
    back = [folded.original(position) for position in range(len(folded.text) + 1)]
    assert back == sorted(back)
    assert all(0 <= position <= len(text) for position in back)


@given(ANY, ANY, ANY)
def test_a_passage_of_the_folded_text_is_that_of_the_original(a: str, b: str, c: str) -> None:
    text = f"{a} x{b}y {c}"
    folded = fold(text)
    start, end = folded.folded(len(a) + 1), folded.folded(len(a) + 3 + len(b))
    assert fold(folded.passage(start, end).of(text)).text == folded.text[start:end]


def test_a_line_feed_is_a_space_at_the_same_place() -> None:
    assert one_line("a\nb") == "a b"


def test_words_are_found_in_scripts_without_spaces_too() -> None:
    assert word_pattern.findall("Don’t, 水車は café") == [
        *("Don", "’", "t", ",", "水", "車", "は", "café")
    ]


def test_places_are_counted_up_to_a_limit() -> None:
    assert places_of("aaaa", "aa", 2) == [0, 1]
    assert places_of("aaaa", "b", 2) == []
    assert places_of("aaaa", "", 2) == []


TALE = (
    "The fox said: “Come in.”\nThe hen said — from her perch — ‘Not today’.  The fox said nothing."
)


def found(quote: str, prefix: str = "", suffix: str = "") -> list[str]:
    return [passage.of(TALE) for passage in find_quote(TALE, quote, prefix, suffix)]


def test_a_typed_quote_is_found_whatever_its_quotation_marks() -> None:
    assert found('said: "come in."') == ["said: “Come in.”"]
    assert found("from her perch - 'Not today'. The") == ["from her perch — ‘Not today’.  The"]


def test_all_places_of_a_quote_are_told_in_order() -> None:
    assert [passage.start for passage in find_quote(TALE, "The fox said")] == [0, 71]


def test_what_stands_around_a_quote_chooses_among_its_places() -> None:
    assert [p.start for p in find_quote(TALE, "fox said", suffix="nothing")] == [75]
    assert [p.start for p in find_quote(TALE, "fox said", prefix="today'. The")] == [75]
    assert [p.start for p in find_quote(TALE, "ox said", prefix="The f", suffix=":")] == [5]
    assert find_quote(TALE, "fox said", prefix="hen") == []


def test_case_counts_if_a_place_has_it() -> None:
    assert found("the hen") == ["The hen"]
    assert [p.start for p in find_quote("It is it.", "it")] == [6]


@pytest.mark.parametrize("nothing", ["", "   ", "\u00ad"])
def test_nothing_is_found_of_nothing(nothing: str) -> None:
    assert find_quote(TALE, nothing) == []


@given(ANY, ANY, ANY)
def test_what_was_copied_is_found_again(before: str, quote: str, after: str) -> None:
    text = f"{before}|{quote}|{after}"
    places = find_quote(text, f"|{quote}|")
    start = len(before)
    assert any(place.start <= start < place.end for place in places)
