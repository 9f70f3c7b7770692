"""What changed in a passage is told word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from article.differences import MAX_WORDS, changed_words

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


def test_a_passage_without_measure_is_replaced_as_a_whole() -> None:
    long = "a " * MAX_WORDS
    assert [kind for kind, _ in changed_words(long, long + "b")] == ["removed", "added"]
