"""What changed in a passage is told word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from article.differences import LONGEST, changed_words

WORDS = st.text("ab ,.é\n", max_size=60)


@given(WORDS, WORDS)
def test_the_runs_make_up_both_passages(old: str, new: str) -> None:
    runs = list(changed_words(old, new))
    assert "".join(words for kind, words in runs if kind != "added") == old
    assert "".join(words for kind, words in runs if kind != "removed") == new
    assert all(words for _, words in runs)


@given(WORDS)
def test_nothing_changed_in_the_same_passage(words: str) -> None:
    assert all(kind == "kept" for kind, _ in changed_words(words, words))


def test_a_replaced_word_is_removed_and_added() -> None:
    runs = list(changed_words("the dam upstream needs", "the dam upriver needs"))
    assert runs == [
        ("kept", "the dam "),
        ("removed", "upstream"),
        ("added", "upriver"),
        ("kept", " needs"),
    ]


def test_what_replaced_several_words_is_told_as_a_whole() -> None:
    runs = list(changed_words("We met at the old mill, twice.", "We met in some new barn, twice."))
    assert runs == [
        ("kept", "We met "),
        ("removed", "at the old mill"),
        ("added", "in some new barn"),
        ("kept", ", twice."),
    ]


def test_a_script_without_spaces_is_told_character_by_character() -> None:
    assert list(changed_words("水車は遅い", "水車が遅い")) == [
        ("kept", "水車"),
        ("removed", "は"),
        ("added", "が"),
        ("kept", "遅い"),
    ]


def test_a_passage_without_measure_is_replaced_as_a_whole() -> None:
    long = "a " * (LONGEST // 4)
    assert [kind for kind, _ in changed_words(long, long + "b")] == ["removed", "added"]
