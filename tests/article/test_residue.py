"""What is recognised as the rest of a web page, and what is never taken for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article.residue import EDITION, OUTSIDE, REPEATED, comes_from_page, find_residue
from article.residue_rules import PICTURE, RULES, rule_of

LINES = [
    line.split("\t")
    for line in (Path(__file__).parent / "fixtures/plaintext/residue-lines.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
]
BEFORE = (
    "The harbour had been quiet for a week when the council asked what the oil would cost.",
    "Nobody in the room could say, because nobody had ever counted it, and the keeper was away.",
    "He came back on the Friday with a list in his hand and laid it on the table without a word.",
)
AFTER = (
    "It was longer than anyone had thought, and it began with the lamp below the church tower.",
    "The council read it twice, and then it asked the keeper to take a chair and to explain it.",
)


def left_out(*lines: str) -> list[str]:
    """The lines that are recognised, as they stand."""
    return [lines[i] for i in find_residue(lines)]


@pytest.mark.parametrize(("reason", "line"), LINES)
def test_a_line_is_known_by_the_rule_that_fits_it(reason, line):
    rule = rule_of(line)
    assert (rule.reason if rule else "-") == reason


def test_every_kind_of_residue_has_an_example():
    assert {rule.reason for rule in RULES} == {reason for reason, _ in LINES} - {"-"}


def test_every_pattern_is_written_as_lines_are_asked_about():
    for rule in RULES:
        assert not re.search(r"(?<!\\)[A-Z]|’", rule.lines.pattern)


def test_lone_lines_between_paragraphs_and_behind_them_go():
    page = (*BEFORE, "Source link", *AFTER, "Share this:", "Leave a Reply", "Back to top button")
    assert left_out(*page) == ["Source link", "Share this:", "Leave a Reply", "Back to top button"]


def test_the_reason_is_told_in_words():
    assert find_residue((*BEFORE, "Source link", *AFTER)) == {
        3: "leads to the page it was taken from"
    }


def test_what_few_articles_have_needs_more_evidence():
    """`Source: …` is residue beside `Share this`, and a line of the text without it."""
    alone = (*BEFORE, "Source: the keeper's book", *AFTER)
    assert left_out(*alone) == []
    assert left_out(*alone, "Share this:") == ["Source: the keeper's book", "Share this:"]


def test_the_comments_of_readers_go_with_what_opens_them():
    comments = (
        "I remember the keeper well. He never said a word more than he had to, and neither do I.",
        "My uncle sold him the oil, and he always said that the list was two barrels too short.",
    )
    page = (*BEFORE, *AFTER, "2 thoughts on “The oil”", *comments, "Comments are closed.")
    assert left_out(*page) == [*page[5:]]


def test_a_number_of_comments_at_the_head_of_an_article_cuts_nothing():
    page = ("What the oil costs", "12 comments", "Share this:", *BEFORE, *AFTER)
    assert left_out(*page) == ["12 comments", "Share this:"]


def test_running_text_behind_a_form_for_comments_is_kept():
    page = (*BEFORE, "Leave a Reply", *AFTER, "Back to top")
    assert left_out(*page) == ["Leave a Reply", "Back to top"]


def test_links_at_the_end_go_with_what_heads_them():
    links = ("Related articles", "Ferry company asks for a new slipway", "Three floods: a timeline")
    assert left_out(*BEFORE, *AFTER, *links, "Back to top") == [*links, "Back to top"]


def test_links_in_the_middle_cost_no_paragraph():
    page = (*BEFORE, "Related articles", "Three floods: a timeline", *AFTER, "Back to top")
    assert not set(left_out(*page)) & {*BEFORE, *AFTER}


def test_who_the_author_is_goes_at_the_end_only():
    author = "Marta Hallwood is a writer in Orwenmouth."
    assert author in left_out(*BEFORE, *AFTER, author, "Share this:", "Leave a Reply")
    assert author not in left_out(*BEFORE, author, *AFTER, "Share this:", "Leave a Reply")


def test_a_repeated_title_and_the_captions_beside_credits_go():
    title = "What the oil for the lamps will cost the county"
    caption = "The keeper of the lamps, left, lays his list on the table of the council."
    credit = "Photo: Ines Corrie, AP"
    page = (title, caption, credit, *BEFORE, title, caption, *AFTER)
    found = find_residue(page)
    assert [page[i] for i in found] == [caption, credit, title, caption]
    assert set(found.values()) == {PICTURE, REPEATED}


MENU = ("Home", "News", "Sport", "Opinion", "Weather", "Contact us", "Log in", "Search", "Lamps")
FOOT = ("Most read", "The barrage, in numbers", "Three floods", "About us", "Terms of use", "Jobs")


def test_of_a_whole_page_the_article_is_left_with_its_headline():
    headline = "What the oil for the lamps will cost"
    page = (*MENU, *MENU, headline, "Facebook", "Twitter", *BEFORE, *AFTER, *FOOT, "© 2019 Courier")
    found = find_residue(page)
    assert [line for i, line in enumerate(page) if i not in found] == [headline, *BEFORE, *AFTER]
    assert OUTSIDE in found.values()


def test_a_list_at_the_end_of_the_article_belongs_to_it():
    tides = ("1 March 05:12 low", "1 March 11:30 high", "2 March 05:58 low")
    page = (*MENU, *MENU, "What the oil will cost", *BEFORE, *AFTER, *tides, *FOOT, "Back to top")
    assert not set(left_out(*page)) & {"What the oil will cost", *BEFORE, *AFTER, *tides}


def test_where_no_stretch_holds_the_most_of_the_text_no_stretch_is_taken():
    """As in a list of many entries, of which none is the article."""
    page = [line for n in range(12) for line in (*MENU[:3], f"{BEFORE[0]} {n}.")]
    assert not {line for line in left_out(*page, "Back to top") if line.startswith("The")}


def test_comments_are_none_where_nothing_was_said_yet():
    page = ("The oil", BEFORE[0], "12 comments", "Share this:", *BEFORE, *AFTER)
    assert set(left_out(*page)) <= {"12 comments", "Share this:"}


def test_a_page_without_an_article_keeps_all_but_what_is_certain():
    page = (*MENU, *FOOT, *MENU, "Back to top")
    assert "Lamps" not in left_out(*page)


def test_a_heading_that_only_sounds_like_comments_stays():
    assert left_out("Twelve users were asked.", "12 responses", *BEFORE, *AFTER) == []


LEGITIMATE = {
    "letter": ("Dear Mrs Tarrant,", *BEFORE, "Contact: the harbour office", "Yours sincerely,"),
    "licence": ("Copyright (c) 2011 T. Ashby", "All rights reserved.", *BEFORE, *AFTER),
    "readme": ("Lamps", *BEFORE, "Documentation", "Contact", "FAQ", "Source: lamps.tar", *AFTER),
    "changelog": ("Updated to 2.1 on 3 March", "Published 2.0 on 1 March", "2019-03-01", *BEFORE),
    "poem": ("Home", "The lamps", "More", "are lit", "Search", "the fog", "Close", "the door"),
    "list": MENU * 4,
    "essay": (
        "More from less",
        *BEFORE,
        "See: the appendix",
        "Read more books than you buy",
        *AFTER,
    ),
}


@pytest.mark.parametrize("kind", LEGITIMATE)
def test_a_text_that_never_was_a_page_loses_nothing(kind):
    assert find_residue(LEGITIMATE[kind]) == {}
    assert not comes_from_page(LEGITIMATE[kind])


def test_the_edition_around_a_gutenberg_text_goes():
    text = (
        "The Project Gutenberg EBook of The Lamps",
        "*** START OF THIS PROJECT GUTENBERG EBOOK THE LAMPS ***",
        "Produced by nobody in particular",
        *BEFORE,
        "Leave a Reply",
        "*** END OF THIS PROJECT GUTENBERG EBOOK THE LAMPS ***",
        "Section 1. General Terms of Use",
    )
    found = find_residue(text)
    assert sorted(found) == [0, 1, 2, 7, 8]
    assert set(found.values()) == {EDITION}


@given(st.lists(st.sampled_from([*BEFORE, *AFTER, *MENU, *FOOT, *(line for _, line in LINES)])))
def test_something_is_always_left(lines):
    found = find_residue(lines)
    assert list(found) == sorted(found)
    assert not lines or len(found) < len(lines)
    assert all(found.values())


@given(st.lists(st.text(max_size=80)))
def test_any_lines_can_be_asked_about(lines):
    assert set(find_residue(lines)) <= set(range(len(lines)))
