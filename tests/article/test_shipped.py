"""The article that ships: the first thing that a newcomer reads, so everything is found in it."""

from __future__ import annotations

import pytest

from article import Article, open_article
from article.shipped import shipped_article


@pytest.fixture(scope="module")
def shipped() -> Article:
    with shipped_article() as path:
        return open_article(path)


def test_it_says_what_it_is(shipped):
    assert shipped.title == "Talks with North Korea: skepticism and hope"
    assert (shipped.author, shipped.date) == ("The Postil authors", "2018-03-12")
    assert (shipped.language, shipped.encoding) == ("en", "utf-8")
    assert shipped.stated_points == ()


def test_it_can_be_read_in_one_sitting(shipped):
    assert 700 <= shipped.words <= 1000


def test_its_headings_are_its_sections(shipped):
    assert [section.title for section in shipped.sections] == [
        "Opening",
        "What the North offered",
        "The price of refusing",
        "Between two presidents",
        "Small bites",
        "If it fails",
        "What does not change",
        "The best case",
    ]


def test_it_shows_what_markdown_can(shipped):
    assert {"heading", "paragraph", "item", "quote"} == {block.kind for block in shipped.blocks}
    assert {"emphasis", "strong"} == {mark.kind for b in shipped.blocks for mark in b.marks}
    assert sum(block.kind == "item" for block in shipped.blocks) == 5


def test_its_lines_fit_a_column_of_72_cells():
    with shipped_article() as path:
        lines = path.read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) <= 72


def test_its_four_priorities_are_found(shipped):
    (series,) = shipped.series
    assert [item.number for item in series] == [1, 2, 3, 4]
    assert shipped.priorities == series
    openings = [item.passage.of(shipped.text).partition(",")[0] for item in series]
    assert openings == ["First", "Second", "Third", "Fourth"]
    sections = [shipped.section_at(item.passage.start) for item in series]
    assert sections == [2, 3, 4, 5]


def test_its_key_points_are_extracted(shipped):
    assert 3 <= len(shipped.key_points) <= 7
    for point in shipped.key_points:
        assert point.origin == "derived"
        assert point.passage.of(shipped.text) == point.text
