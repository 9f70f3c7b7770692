"""Headings in text that marks none: which lines are, and how high they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article.headings import Line, find_headings, is_label

RUNNING = (
    "The harbour had been quiet for a week when the council asked what it would cost to keep the "
    "lamps lit, and nobody in the room could say."
)
SHORT = "Nobody had counted the oil."
TITLE = "The keeper of the lamps"


def headings(*texts: str) -> dict[str, int]:
    """The headings of a text with these paragraphs, and their levels."""
    return {texts[i]: level for i, level in find_headings([Line(text) for text in texts]).items()}


def test_a_short_line_over_running_text_is_a_heading():
    assert headings(TITLE, RUNNING, "What it costs", RUNNING) == {TITLE: 1, "What it costs": 2}


@pytest.mark.parametrize(
    "line",
    [
        "He came back on Friday,",
        "These are the lamps:",
        "A lamp was lit.",
        "lamps and wicks",
        "Saturday, October 21, 2007",
        "By Ines Corrie",
        "keeper@example.org",
        "https://example.org/lamps",
        "oil = 12",
        "T. Ashby",
        "Photo: the quay at dusk",
        "- a ladder",
        "The lamps went out. The fog came in",
        "He looked at the list, and",
        "12:30 lamp lit",
        "",
    ],
)
def test_a_line_of_another_kind_is_no_heading(line):
    assert line not in headings(TITLE, RUNNING, line, RUNNING)


def test_a_long_line_is_no_heading():
    assert headings(TITLE, RUNNING, RUNNING.removesuffix("."), RUNNING) == {TITLE: 1}


def test_the_lines_of_a_list_are_no_headings():
    assert headings(TITLE, RUNNING, "Oil", "Wicks", "A ladder", "Matches", RUNNING) == {TITLE: 1}


def test_numbered_lines_that_follow_each_other_are_a_list():
    assert headings(TITLE, RUNNING, "1. Oil", "2. Wicks", RUNNING) == {TITLE: 1}


def test_two_lines_are_a_heading_and_one_below_it():
    assert list(headings(TITLE, RUNNING, "Getting there", "On foot", RUNNING)) == [
        TITLE,
        "Getting there",
        "On foot",
    ]


@pytest.mark.parametrize(
    ("first", "second", "before"),
    [
        ("The lamp: Brinkhof", "The wick: Tarn", RUNNING),
        ("Choose a lamp that burns", "Choose a wick", RUNNING),
        ("Oil for the lamps", "Wicks", "This is what he brought:"),
    ],
)
def test_two_lines_alike_or_behind_a_colon_are_a_list(first, second, before):
    assert headings(TITLE, RUNNING, before, first, second, RUNNING) == {TITLE: 1}


def test_a_list_may_have_a_heading_of_its_own():
    found = headings(TITLE, RUNNING, "Further reading", "The Lamps", "The Fog", "The Quay", RUNNING)
    assert list(found) == [TITLE, "Further reading"]


def test_nothing_at_the_end_of_a_text_is_a_heading():
    assert headings(TITLE, RUNNING, "Orwenmouth, in March") == {TITLE: 1}


def test_the_author_s_name_under_the_title_is_no_heading():
    assert headings(TITLE, "Marta Hallwood", RUNNING) == {TITLE: 1}
    assert "Key Words" in headings(TITLE, "Key Words", RUNNING + " In other words: the key.")


def test_questions_of_an_interview_are_no_headings():
    asked = ("How did you come to the lamps?", "What do you do in the fog?")
    found = headings(TITLE, "Interview", asked[0], RUNNING, asked[1], RUNNING)
    assert not set(found) & set(asked)
    assert "What does oil cost?" in headings(TITLE, RUNNING, "What does oil cost?", RUNNING)


def test_what_a_speaker_says_is_no_heading():
    said = "Corrie: No, never!"
    assert said not in headings(TITLE, f"Corrie: {RUNNING}", said, RUNNING)


def test_a_line_in_capitals_that_stands_again_and_again_is_no_heading():
    signed = [RUNNING, "PUBLIUS"] * 5
    assert headings(TITLE, *signed, RUNNING) == {TITLE: 1}


@pytest.mark.parametrize(
    "part",
    [
        "CHAPTER IV.",
        "Chapter 4",
        "Part Two",
        "BOOK I",
        "Kapitel 3",
        "Chapitre II",
        "FEDERALIST No. 2",
    ],
)
def test_a_part_of_a_book_is_a_heading_however_it_is_written(part):
    assert part in headings(TITLE, RUNNING, part, RUNNING)


def test_a_table_of_contents_has_no_headings():
    contents = ("CHAPTER I.", "The keeper 1", "CHAPTER II.", "The fog 14")
    found = find_headings(
        [Line(text) for text in (TITLE, *contents, "CHAPTER I.", RUNNING, "CHAPTER II.", RUNNING)]
    )
    assert list(found) == [0, 5, 7]


def test_levels_follow_the_form():
    found = headings(
        TITLE, RUNNING, "PART ONE", "Chapter 1", RUNNING, "THE LAMPS", RUNNING, "The oil", RUNNING
    )
    assert list(found.values()) == [1, 2, 3, 4, 5]


def test_levels_follow_the_numbers():
    found = headings(
        TITLE,
        "1. The lamps",
        RUNNING,
        "1.1 The oil",
        RUNNING,
        "1.1.1 Its price",
        RUNNING,
        "2. The fog",
        RUNNING,
        "Afterword",
        RUNNING,
    )
    assert list(found.values()) == [1, 2, 3, 4, 2, 2]


def test_without_a_title_the_highest_headings_are_of_the_first_level():
    assert headings(RUNNING, "What it costs", RUNNING) == {"What it costs": 1}


def test_the_first_number_is_a_heading_if_the_second_is():
    lead = "These are the steps that you can take:"
    found = headings(
        TITLE, lead, "How to begin", "1. Count the oil", RUNNING, "2. Buy oil", RUNNING
    )
    assert "1. Count the oil" in found


def test_a_marked_title_counts_as_the_title():
    lines = [Line("Lamps", may_head=False, level=1), Line(RUNNING), Line("Oil"), Line(RUNNING)]
    assert find_headings(lines) == {2: 2}


def test_a_stated_title_is_known_in_any_form():
    lines = [Line("on liberty."), Line(RUNNING), Line("The lamps"), Line(RUNNING)]
    assert find_headings(lines, 0, "On Liberty") == {0: 1, 2: 2}


def test_only_a_label_has_its_name_on_the_next_line():
    assert all(map(is_label, ["CHAPTER IV.", "Part 2", "FEDERALIST No. 1", "I."]))
    assert not any(
        map(is_label, ["Chapter 4: The fog", "What it costs", "The mix", "2001 was cold"])
    )


LINES = st.builds(
    Line,
    st.sampled_from(
        [
            TITLE,
            RUNNING,
            SHORT,
            "CHAPTER I.",
            "Part Two",
            "1. Oil",
            "1.1 Wick",
            "2. Fog",
            "I.",
            "By A. B.",
            "OIL",
            "Corrie: no",
            "How do you do?",
            "Resources",
            "a:",
            "verse\nverse",
            "",
            "Anna Corrie",
        ]
    )
    | st.text(max_size=60),
    st.booleans(),
    st.sampled_from([0, 0, 0, 1, 2]),
)


@given(st.lists(LINES, max_size=30), st.integers(0, 3))
def test_headings_are_lines_that_may_be_and_levels_have_no_gaps(lines, title_at):
    found = find_headings(lines, title_at)
    assert list(found) == sorted(found)
    assert all(lines[i].may_head for i in found)
    assert set(found.values()) <= set(range(1, 7))
    if found:
        levels = set(found.values()) | {1}
        assert levels == set(range(1, max(levels) + 1))
