"""Sentences: where they end, and that nothing of a block is lost between them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article.language import language_of
from article.languages import VOCABULARIES
from article.model import Block, BlockKind
from article.sentences import SentenceIndex, _sentences, sentences_of

CASES = [
    line
    for line in (Path(__file__).parent / "fixtures" / "sentences" / "boundaries.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if line and not line.startswith("#")
]
WORDS = st.lists(
    st.sampled_from([*"aAéß1.!?…\"'”»)([–; \n", "Mr. ", "U.S. ", "e.g. ", "。", "। ", "[1]", ". "])
).map("".join)


def block_of(text: str, kind: BlockKind = "paragraph") -> Block:
    """The whole text as one block."""
    return Block(kind, 0, len(text))


def sentences(text: str, kind: BlockKind = "paragraph", language: str = "en") -> list[str]:
    """The words of the sentences of a text that is one block."""
    return [passage.of(text) for passage in sentences_of(text, block_of(text, kind), language)]


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_ends_where_the_fixture_says(case: str) -> None:
    language, marked = case.split(": ", 1)
    expected = [sentence.strip() for sentence in marked.split("|") if sentence.strip()]
    assert sentences(marked.replace("|", ""), language=language) == expected


@given(
    WORDS | st.text(), st.sampled_from(get_args(BlockKind)), st.sampled_from(["", "en", "de", "xx"])
)
def test_sentences_are_apart_in_order_and_hold_every_character_but_white_space(
    text: str, kind: BlockKind, language: str
) -> None:
    found = sentences_of(text, block_of(text, kind), language)
    assert all(passage and passage.of(text) == passage.of(text).strip() for passage in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert "".join(p.of(text) for p in found).split() or not text.strip()
    assert "".join("".join(p.of(text) for p in found).split()) == "".join(text.split())


@given(WORDS, WORDS)
def test_the_sentences_of_a_block_do_not_depend_on_where_the_block_stands(
    before: str, text: str
) -> None:
    block = Block("paragraph", len(before), len(before) + len(text))
    moved = sentences_of(before + text, block, "en")
    assert [p.moved(-len(before)) for p in moved] == list(sentences_of(text, block_of(text), "en"))


def test_a_heading_is_one_sentence() -> None:
    assert sentences("What is it? A harbour.", "heading") == ["What is it? A harbour."]


def test_each_row_of_a_table_and_each_line_of_code_is_one_sentence() -> None:
    assert sentences("Name | Year\nA. Hall. | 1902", "table") == ["Name | Year", "A. Hall. | 1902"]
    assert sentences("x = 1. + 2.\n\n    y = x", "code") == ["x = 1. + 2.", "y = x"]


def test_the_index_finds_the_sentence_at_a_position() -> None:
    text = "One is here. Two is there.\nThree."
    blocks = (Block("paragraph", 0, 26), Block("paragraph", 27, 33))
    index = SentenceIndex(text, blocks, "en")
    assert [index.number_at(0, at) for at in (0, 11, 12, 13, 25)] == [0, 0, 0, 1, 1]
    assert index.of(1)[0].of(text) == "Three."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The harbour was built when nobody asked what it would cost."),
        ("de", "Der Hafen ist nicht so alt, und das war auch nicht zu erwarten."),
        ("fr", "Le port est plus vieux que la ville, et les bateaux ne sont pas à nous."),
        ("es", "El puerto es más viejo que la ciudad, y los barcos no se ven."),
        ("pt", "O porto é mais velho que a cidade, e os barcos não se veem da rua."),
        ("it", "Il porto è più vecchio della città, e non si vedono le barche."),
        ("nl", "De haven is niet zo oud, en dat is ook niet van belang voor het dorp."),
    ],
)
def test_a_language_is_told_by_its_short_words(language: str, text: str) -> None:
    assert language_of(text) == language
    assert language in VOCABULARIES


def test_what_a_text_says_of_its_language_wins() -> None:
    assert language_of("The harbour is old.", "de-AT") == "de"
    assert language_of("") == "en"


def test_a_block_that_was_asked_for_before_is_not_read_again() -> None:
    text = "The keeper climbs the stairs. He counts them, every time."
    before = _sentences.cache_info().hits
    assert sentences(text) == sentences(text)
    assert _sentences.cache_info().hits > before
