"""Key points: the author's own words where there are any, else whole sentences of the text."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article import Article, Passage, extract_key_points, from_text
from article import keypoints as module

CASES = sorted((Path(__file__).parent / "fixtures" / "keypoints").iterdir())
MEDIA_TYPES = {".md": "text/markdown", ".txt": "text/plain"}

WORDS = st.sampled_from(
    [
        "the",
        "boat",
        "a",
        "Harbour",
        "it",
        "wall",
        "1902",
        "he",
        "tide",
        "rope",
        "mast",
        "U.S.",
        "“no”",
    ]
)
ENDS = st.sampled_from(
    [". ", "! ", "? ", ", ", ": ", "\n\n", "\n\n## Introduction\n\n", "\n- ", " "]
)
ARTICLES = st.builds(
    lambda pieces, media_type: from_text("".join(pieces), media_type=media_type),
    st.lists(st.one_of(WORDS, ENDS, WORDS.map(" {}".format), st.text(max_size=8)), max_size=80),
    st.sampled_from(sorted(MEDIA_TYPES.values())),
)
FACTS = "The {} number {} stands beside the old harbour wall and nobody moves it."


def article_of(*paragraphs: str) -> Article:
    return from_text("\n\n".join(paragraphs))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_text_has_the_points_of_its_fixture(path: Path) -> None:
    """Behind a line `====`: `origin: words`, and `| sentence` where the text has other words."""
    text, _, lines = path.read_text(encoding="utf-8").partition("\n====\n")
    article = from_text(text, media_type=MEDIA_TYPES[path.suffix])
    expected = []
    for line in lines.splitlines():
        origin, _, words = line.partition(": ")
        words, _, sentence = words.partition(" | ")
        expected.append((origin, words, sentence or words))
    assert [
        (point.origin, point.text, point.passage.of(article.text)) for point in article.key_points
    ] == expected


@given(ARTICLES, st.none() | st.integers(0, 12))
def test_extracted_points_are_distinct_sentences_in_the_order_of_the_text(
    article: Article, count: int | None
) -> None:
    points = extract_key_points(article, count)
    passages = [point.passage for point in points]
    assert set(passages) <= set(article.sentences)
    assert passages == sorted(set(passages))
    assert len({point.text for point in points}) == len(points) <= (7 if count is None else count)
    assert all(point.text == point.passage.of(article.text) for point in points)
    assert {point.origin for point in points} <= {"derived"}


@given(ARTICLES)
def test_choosing_never_fails_and_always_chooses_the_same(article: Article) -> None:
    again = from_text(article.text, media_type="text/plain")
    assert again.key_points == from_text(article.text, media_type="text/plain").key_points
    assert article.key_points == module.choose_key_points(article)
    for point in article.key_points:
        assert 0 <= point.passage.start <= point.passage.end <= len(article.text)


@given(st.integers(0, 30), st.integers(0, 40))
def test_a_count_is_met_while_there_are_sentences(sentences: int, count: int) -> None:
    article = article_of(*(FACTS.format("boat" * (n % 5), n) for n in range(100, 100 + sentences)))
    assert len(extract_key_points(article, count)) == min(count, sentences)


def test_a_count_is_met_with_fragments_only_when_nothing_else_is_left() -> None:
    article = article_of("Why not?", "The harbour wall will be raised before the winter.", "Ahoy!")
    assert [point.text for point in extract_key_points(article)] == [
        "The harbour wall will be raised before the winter."
    ]
    assert [point.text for point in extract_key_points(article, 2)] == [
        "Why not?",
        "The harbour wall will be raised before the winter.",
    ]
    assert len(extract_key_points(article, 9)) == 3


@pytest.mark.parametrize(("sentences", "points"), [(1, 1), (10, 3), (80, 4), (160, 5), (900, 7)])
def test_longer_texts_have_more_points_but_never_more_than_seven(
    sentences: int, points: int
) -> None:
    article = article_of(*(FACTS.format("boat", n) for n in range(100, 100 + sentences)))
    assert len(article.key_points) == points


def test_headings_tables_code_and_footnotes_are_never_chosen() -> None:
    article = article_of(
        "# The harbour wall must be raised before the winter storms come.",
        "| The harbour wall must be raised soon. |\n|---|\n| The harbour wall is low. |",
        "```\nThe harbour wall must be raised soon.\n```",
        "One plain sentence about the harbour wall.[^1]",
        "[^1]: The harbour wall was raised twice before the winter storms.",
    )
    assert [point.text for point in extract_key_points(article, 9)] == [
        "One plain sentence about the harbour wall.[1]"
    ]


def test_an_introduction_does_not_lead_and_a_conclusion_counts_more() -> None:
    known = "Many towns have a harbour wall, and many walls are old."
    found = "Our harbour wall is the lowest of the many walls on the coast."
    plain = article_of("# Walls", "## The coast", known, "## More", found)
    named = article_of("# Walls", "## 1. Introduction", known, "## 2. Conclusions", found)
    assert [point.text for point in extract_key_points(plain, 1)] == [known]
    assert [point.text for point in extract_key_points(named, 1)] == [found]


def test_a_text_in_small_letters_has_points_too() -> None:
    text = "the harbour wall is low. the town will raise the harbour wall."
    assert [point.text for point in from_text(text).key_points] == [
        "the harbour wall is low.",
        "the town will raise the harbour wall.",
    ]
    mixed = article_of("A harbour needs a wall.", "and the wall of a harbour needs a town.")
    assert [point.text for point in mixed.key_points] == ["A harbour needs a wall."]


def test_a_point_of_the_front_matter_that_the_text_never_says_stands_at_its_head() -> None:
    article = from_text("---\nkey_points: [Cheese is cheap.]\n---\n\nThe wall is low. It rains.")
    assert [(point.text, point.passage) for point in article.key_points] == [
        ("Cheese is cheap.", Passage(0, 16))
    ]
    empty = from_text("---\nkey_points: [Cheese is cheap.]\n---\n")
    assert [point.passage for point in empty.key_points] == [Passage(0, 0)]


def test_of_a_long_summary_the_strongest_points_are_taken() -> None:
    items = [f"- Rule {n}: mind the harbour wall of year {n}." for n in range(100, 130)]
    article = article_of("## Highlights", "\n".join(items), "## Rules", "Walls matter here. " * 200)
    assert [point.origin for point in article.key_points] == ["authored"] * 7


def test_a_text_longer_than_the_window_gives_whole_sentences_of_all_its_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_WINDOW", 1_000)
    article = article_of(*(FACTS.format("boat", n) for n in range(100, 200)))
    points = extract_key_points(article, 7)
    assert {point.passage for point in points} <= set(article.sentences)
    assert len(points) == 7
    one_block = article_of(" ".join(FACTS.format("boat", n) for n in range(100, 200)))
    points = extract_key_points(one_block, 50)
    assert {point.passage for point in points} <= set(one_block.sentences)
    assert 0 < len(points) < 20


def test_the_hash_seed_of_python_changes_nothing() -> None:
    program = (
        "import sys; from article import open_article;"
        "print([p.passage for p in open_article(sys.argv[1], media_type='text/plain').key_points])"
    )
    path = next(path for path in CASES if path.name == "news.txt")
    printed = {
        subprocess.run(
            [sys.executable, "-c", program, str(path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(printed) == 1
