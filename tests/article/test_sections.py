"""How headings and the main enumeration divide a text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article import Block, Passage, Priority, Section
from article.model import Container
from article.sections import OPENING, WHAT_FOLLOWS, find_sections


def sections_in(
    text: str, blocks: Sequence[Block], title: str, items: Sequence[Priority]
) -> tuple[Section, ...]:
    return find_sections(text, blocks, title, lambda: items)


def article(*paragraphs: str) -> tuple[str, list[Block]]:
    """A text and its blocks. `# ` opens a heading, `?# ` one that was only recognised."""
    blocks: list[Block] = []
    texts: list[str] = []
    start = 0
    for paragraph in paragraphs:
        mark, _, words = paragraph.rpartition("# ")
        kind, level = ("heading", 2) if "# " in paragraph else ("paragraph", 0)
        origin = "derived" if mark == "?" else "authored"
        blocks.append(Block(kind, start, start + len(words), level, origin=origin))
        texts.append(words)
        start += len(words) + 1
    return "\n".join(texts), blocks


def series(text: str, *openings: str) -> list[Priority]:
    """Items that open with these words and end with their paragraph."""
    items = []
    for number, words in enumerate(openings, 1):
        start = text.index(words)
        end = text.find("\n", start) if "\n" in text[start:] else len(text)
        label = words.split(", ")[-1].capitalize()
        items.append(Priority(number, label, Passage(start, end), "authored"))
    return items


def titles(sections: tuple[Section, ...]) -> list[str]:
    return [section.title for section in sections]


ITEMS = ("First, measure", "Second, write", "Third, keep")
ESSAY = ("The wall", "It will be built.", *ITEMS, "None of this is new.")


def test_headings_divide_the_text():
    text, blocks = article("# Lamps", "They burn.", "# Oil", "It costs.")
    sections = sections_in(text, blocks, "", ())
    assert [(s.title, s.level, s.origin) for s in sections] == [
        ("Lamps", 2, "authored"),
        ("Oil", 2, "authored"),
    ]


def test_words_before_the_first_heading_are_the_opening():
    text, blocks = article("They burn.", "# Oil", "It costs.")
    assert titles(sections_in(text, blocks, "", ())) == [OPENING, "Oil"]


def test_a_heading_that_repeats_the_title_opens_no_section():
    text, blocks = article("# The wall", "# Oil", "It costs.")
    assert titles(sections_in(text, blocks, "The wall", ())) == ["Oil"]


def test_a_text_without_headings_is_divided_by_its_enumeration():
    text, blocks = article(*ESSAY)
    sections = sections_in(text, blocks, "The wall", series(text, *ITEMS))
    assert titles(sections) == [OPENING, "1. Measure", "2. Write", "3. Keep", WHAT_FOLLOWS]
    assert {section.origin for section in sections} == {"derived"}


def test_an_enumeration_that_ends_the_text_is_followed_by_nothing():
    text, blocks = article(*ESSAY[:-1])
    assert titles(sections_in(text, blocks, "", series(text, *ITEMS)))[-1] == "3. Keep"


def test_an_enumeration_inside_a_paragraph_divides_nothing():
    text, blocks = article("He needs first, oil; second, wicks.", "He has neither.")
    assert titles(sections_in(text, blocks, "Lamps", series(text, "first", "second"))) == ["Lamps"]


def test_headings_of_the_author_are_enough():
    text, blocks = article("# Lamps", *ESSAY)
    assert titles(sections_in(text, blocks, "", series(text, *ITEMS))) == ["Lamps"]


def test_many_recognised_headings_are_enough():
    text, blocks = article("?# A", ITEMS[0], "?# B", ITEMS[1], "?# C", ITEMS[2])
    assert titles(sections_in(text, blocks, "", series(text, *ITEMS))) == ["A", "B", "C"]


@pytest.mark.parametrize("doubtful", [1, 2])
def test_a_doubtful_heading_does_not_hide_the_enumeration(doubtful):
    text, blocks = article(*ESSAY, *["?# The quay at dusk", "It was dark."] * doubtful)
    sections = titles(sections_in(text, blocks, "The wall", series(text, *ITEMS)))
    assert sections[:5] == [OPENING, "1. Measure", "2. Write", "3. Keep", WHAT_FOLLOWS]
    assert sections[5:] == ["The quay at dusk"] * doubtful


def test_items_that_are_headings_are_not_divided_twice():
    text, blocks = article("?# First, measure", "So it is.", "?# Second, write", "Yes.")
    sections = sections_in(text, blocks, "", series(text, "First, measure", "Second, write"))
    assert titles(sections)[:2] == ["First, measure", "Second, write"]


def test_a_text_without_either_is_one_section():
    text, blocks = article("They burn.", "It costs.")
    assert sections_in(text, blocks, "Lamps", ()) == (Section("Lamps", 1, 0, len(text), "derived"),)


def test_an_empty_text_is_one_empty_section():
    assert sections_in("", [], "", ()) == (Section(OPENING, 1, 0, 0, "derived"),)


def test_a_heading_inside_a_list_or_a_quotation_divides_nothing():
    text, blocks = article("They burn.", "# Oil", "It costs.")
    inside = Block(
        "heading", blocks[1].start, blocks[1].end, 2, containers=(Container("quote", 1),)
    )
    assert titles(sections_in(text, [blocks[0], inside, blocks[2]], "Lamps", ())) == ["Lamps"]


PARAGRAPHS = st.lists(
    st.sampled_from(["They burn.", "# Oil", "?# Fog", "# ", "First, measure", ""])
)


@given(PARAGRAPHS, st.sampled_from(["", "Oil", "Fog"]), st.data())
def test_sections_follow_each_other_without_a_gap(paragraphs, title, data):
    text, blocks = article(*paragraphs)
    starts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)))
    ends = [*starts[1:], len(text)]
    items = [
        Priority(number, "An item", Passage(start, end), "derived")
        for number, (start, end) in enumerate(zip(starts, ends, strict=False), 1)
    ]
    sections = sections_in(text, blocks, title, items if blocks else ())
    assert sections[0].start == 0
    assert sections[-1].end == len(text)
    assert all(a.end == b.start for a, b in pairwise(sections))
    assert all(section.title for section in sections)
