"""A long text that is opened part by part is the same text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from books import simple
from hypothesis import given
from hypothesis import strategies as st

from article.formats import EPUB, MARKDOWN, PLAIN, markdown
from article.frontmatter import FrontMatter
from article.growing import grow, moved_by, offset_of, opening_stretch
from article.opening import article_of
from article.source import Source

LINES = st.sampled_from(
    [
        *[""] * 6,
        "# Part [a]",
        "## Part",
        "words of a paragraph [a] and [b][a] with a note[^1]",
        "- item [A]",
        "  more of it",
        "  - item of an item",
        "1. one",
        "   of one",
        "> quoted",
        "> - quoted item",
        "> [a]: /quoted",
        "```",
        "~~~",
        "- ```",
        "    code",
        "<div>",
        "</div>",
        "<!--",
        "-->",
        "<pre>",
        "</pre>",
        "| a | b |",
        "|---|---|",
        "a | b",
        "===",
        "---",
        "[a]: /target",
        "[b]: <x> 'title",
        "goes on'",
        "[^1]: note",
        "    goes on",
        "  [a]: /indented",
        "-\t[b]: /listed",
        "[a]:",
        "/next-line",
        "\u2028 a separator that ends no line",
    ]
)
TEXTS = st.lists(LINES, min_size=1, max_size=60).map("\n".join)


def source_of(text: str, media_type: str = MARKDOWN) -> Source:
    return Source(text, media_type, "/texts/long.md", "utf-8")


@given(TEXTS, st.integers(1, 120))
def test_pieces_make_the_blocks_of_the_whole(text: str, length: int):
    *_, piece = markdown.in_pieces(text, length)
    whole = next(p for p in markdown.in_pieces(text, len(text) + 1) if p.is_last)
    assert piece.assembly.blocks == whole.assembly.blocks
    assert piece.assembly.text == whole.assembly.text
    assert piece.assembly.title == whole.assembly.title


@given(TEXTS, st.sampled_from([MARKDOWN, PLAIN]), st.integers(0, 3_000))
def test_the_last_of_the_growing_articles_is_the_whole(text: str, media_type: str, at: int):
    source = source_of(text, media_type)
    *parts, last = grow(source, min(at, len(text)), stretch=80)
    assert last.article == article_of(source)
    assert last.share == 1
    assert not last.article.is_part
    assert all(part.article.is_part and part.share < 1 for part in parts)


CHAPTERS = "\n\n".join(
    f"# Chapter {n}\n\nThe {n}th day was *long*, and it was told so.\n\n"
    f"- a first thing of day {n}\n- a second [thing](#thing-{n})\n\nAnd then the {n}th night came."
    for n in range(400)
)


def test_a_part_stands_in_the_whole_where_it_says():
    source = source_of(CHAPTERS)
    whole = article_of(source)
    for at in (0, 900, 20_000, len(CHAPTERS) - 5):
        part = opening_stretch(source, at, stretch=1_000)
        assert part.is_part
        assert len(part.text) < 4_000
        shift = moved_by(part, whole)
        assert shift is not None
        assert whole.text[shift:].startswith(part.text)


def test_longer_parts_go_on_where_the_first_part_ends():
    whole = article_of(source_of(CHAPTERS))
    articles = [growth.article for growth in grow(source_of(CHAPTERS), stretch=1_000)]
    lengths = sorted({len(article.text) for article in articles})
    assert len(lengths) >= 3
    for article in articles:
        assert whole.text.startswith(article.text)
        assert article.title == whole.title == "Chapter 0"


def test_a_part_begins_with_a_heading_and_has_the_title_and_the_front_matter_of_the_whole():
    front = FrontMatter(author="A. Writer")
    source = replace(source_of(CHAPTERS), front_matter=front)
    part = opening_stretch(source, CHAPTERS.index("The 200th day") + 40, stretch=1_000)
    assert part.text.startswith("Chapter 198\nThe 198th day")
    assert "Chapter 200\nThe 200th day" in part.text
    assert part.title == "Chapter 0"
    assert part.author == "A. Writer"
    titled = replace(source, front_matter=front._replace(title="Days"))
    part = opening_stretch(titled, CHAPTERS.index("The 200th day") + 40, stretch=1_000)
    assert part.title == "Days"


def test_a_part_that_begins_in_a_listing_begins_with_it():
    listing = "```\n" + "\n\n".join(f"Line {n} of the listing" for n in range(200)) + "\n```\n"
    source = source_of(f"Words.\n\n{listing}\n" + "More words.\n\n" * 200)
    part = opening_stretch(source, source.text.index("Line 150"), stretch=500)
    assert part.blocks[0].kind == "code"


def test_links_of_a_part_lead_where_the_end_of_the_text_says():
    text = (
        "See [the map][m].\n\n" + "Words on the way.\n\n" * 500 + "[m]: https://example.org/map\n"
    )
    part = opening_stretch(source_of(text), stretch=500)
    assert part.blocks[0].marks[0].target == "https://example.org/map"


def test_a_definition_that_is_only_shown_in_a_listing_is_none():
    text = "See [m].\n\n" + "Words on the way.\n\n" * 50 + "```\n\n[m]: /map\n\n```\n"
    *_, last = markdown.in_pieces(text, 100)
    assert last.assembly.blocks[0].marks == ()
    assert last.assembly.texts[0] == "See [m]."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("The 3rd bell rang in the tower", "The **3rd** bell"),
        ("and nobody went to see why it had", "and\nnobody went"),
        ("words that are nowhere", "ells"),
    ],
)
def test_words_are_found_in_the_source_through_its_markup(quote: str, found: str):
    text = "# Bells\n\nThe **3rd** bell rang in\nthe tower, and\nnobody went to see why it had.\n"
    assert text[offset_of(source_of(text), quote, 3) :].startswith(found)


def test_of_equal_words_those_nearest_to_the_place_are_taken():
    text = "the same few words again\n\n" * 10
    assert offset_of(source_of(text), "the same few words again", 60) == 52


REQUIREMENTS = "# The standard\n\n" + "\n\n".join(
    f"## Section {n}\n\nThe following requirements apply to implementations of this section: "
    + "It [must](https://example.org/standard/what-it-must) *hold*. " * 20
    + f"This was number {n}."
    for n in range(100)
)


@pytest.mark.parametrize("number", [3, 50, 80, 99])
def test_words_that_stand_everywhere_are_found_where_they_were_left(number: int):
    source = source_of(REQUIREMENTS)
    text = article_of(source).text
    position = text.index("The following", text.index(f"Section {number}\n"))
    quote, share = text[position : position + 60], position / len(text)
    at = offset_of(source, quote, position, share)
    assert at == source.text.index("The following", source.text.index(f"Section {number}\n"))
    part = opening_stretch(source, at, stretch=20_000)
    here = part.text.index("The following", part.text.index(f"Section {number}\n"))
    assert abs((part.around or position) - here) < 200


def test_words_are_found_however_far_they_have_moved():
    text = "Nothing is said here. " * 10_000 + "The same few words again."
    source = source_of(text)
    assert offset_of(source, "words that are nowhere", 9) == 9
    assert offset_of(source, "The same few words again", 0) == text.index("The same")


def test_all_the_words_tell_more_than_the_first_few():
    text = "".join(f"the same few words again and over {n}\n\n" for n in range(50))
    quote = "the same few words again and over 44"
    assert text[offset_of(source_of(text), quote, 0) :].startswith(quote)


def test_a_book_grows_by_chapters_and_opens_at_the_one_that_holds_the_place():
    chapters = [f"<h1>Chapter {n}</h1>" + f"<p>Words of day {n}.</p>" * 40 for n in range(30)]
    source = Source("", EPUB, "/texts/days.epub", "utf-8", content=simple(*chapters))
    whole = article_of(source)
    for quote, share, expected in (
        ("", 0.0, "Chapter 0"),
        ("Words of day 20. Words of day 20", 0.0, "Chapter 20"),
        ("Words of day", 0.5, "Chapter 15"),
        ("words that are nowhere", 0.5, "Chapter 15"),
    ):
        at = offset_of(source, quote, 0, share)
        first, *more, last = grow(source, at, stretch=500)
        assert first.article.is_part
        assert first.article.text.startswith(expected)
        assert all(growth.share < 1 for growth in more)
        assert last.article == whole


def test_a_short_text_comes_whole(tmp_path: Path):
    (only,) = grow(source_of("# Short\n\nWords.\n"))
    assert not only.article.is_part
    assert only.share == 1
