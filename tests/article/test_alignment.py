"""What two texts have in common, and where each part of the old one is in the new."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article.relocation import alignment, landmarks
from article.relocation.alignment import Run, common_runs, heaviest_rising
from article.relocation.landmarks import find_landmarks
from article.relocation.text_map import TextMap

WORDY = st.text(st.sampled_from("ab.  \nC"), max_size=80)
runs = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=8).map(
    lambda places: [Run(old, new, length) for old, (new, length) in enumerate(places)]
)


def lines(dice: random.Random, count: int) -> list[str]:
    return [f"line {dice.randrange(10**9)} of {dice.randrange(10**9)}\n" for _ in range(count)]


def same(old: str, new: str, found: list[Run]) -> bool:
    """Whether the runs say the truth but for case."""
    return all(
        old[run.old : run.old_end].lower() == new[run.new : run.new_end].lower() for run in found
    )


@given(WORDY, WORDY)
def test_runs_are_the_same_in_both_and_rise_in_both(old: str, new: str) -> None:
    found = common_runs(old, new)
    assert same(old, new, found)
    assert all(run.length > 0 for run in found)
    assert all(a.old_end <= b.old and a.new_end <= b.new for a, b in pairwise(found))


@given(WORDY)
def test_a_text_has_all_of_itself_in_common(text: str) -> None:
    assert common_runs(text, text) == ([Run(0, 0, len(text))] if text else [])


@given(WORDY, WORDY, WORDY)
def test_words_that_both_have_in_place_are_found(before: str, other: str, after: str) -> None:
    found = common_runs(f"{before} zebra {after}", f"{before} {other} zebra {after}")
    assert any(run.old <= len(before) + 1 and run.old_end >= len(before) + 6 for run in found)


def test_a_deleted_sentence_is_cut_out_whole_though_the_next_begins_like_it() -> None:
    old = "We went home. The boat was red. The boat was blue. It rained."
    new = "We went home. The boat was blue. It rained."
    assert common_runs(old, new) == [Run(0, 0, 14), Run(32, 14, 29)]


def test_an_inserted_sentence_is_cut_out_whole_too() -> None:
    old = "We went home. The boat was blue. It rained."
    new = "We went home. The boat was red. The boat was blue. It rained."
    assert common_runs(old, new) == [Run(0, 0, 14), Run(14, 32, 29)]


def test_words_whose_spaces_changed_are_the_same_words() -> None:
    runs = common_runs("one (two) three x", "one ( two ) three y")
    assert [run.length for run in runs] == [5, 3, 1, 5] or same(
        "one (two) three x", "one ( two ) three y", runs
    )
    assert sum(run.length for run in runs) >= 13


def test_long_texts_are_divided_by_landmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(1)
    old = lines(dice, 60)
    new = [*old[:20], *lines(dice, 10), *old[25:40], *old[45:]]
    monkeypatch.setattr(alignment, "LARGEST_PRODUCT", 0)
    found = common_runs("".join(old), "".join(new))
    assert same("".join(old), "".join(new), found)
    kept = sum(len(line) for line in old[:20] + old[25:40] + old[45:])
    assert sum(run.length for run in found) >= 0.95 * kept


def test_texts_without_measure_share_only_their_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "LONGEST", 10)
    old, new = "begin " + "a b " * 9 + "end", "begin " + "c a b " * 9 + "end"
    assert [old[run.old : run.old_end] for run in common_runs(old, new)] == ["begin ", "b end"] or (
        same(old, new, common_runs(old, new))
    )


@given(runs)
def test_the_heaviest_choice_that_rises_is_found(given_runs: list[Run]) -> None:
    chosen = heaviest_rising(given_runs)
    assert all(a.old < b.old and a.new < b.new for a, b in pairwise(chosen))
    best = max(
        sum(run.length for run in choice)
        for size in range(len(given_runs) + 1)
        for choice in combinations(given_runs, size)
        if all(a.new < b.new for a, b in pairwise(choice))
    )
    assert sum(run.length for run in chosen) == best


@given(st.integers(0, 10**6), st.integers(0, 30), st.integers(0, 30))
def test_landmarks_are_true_and_disjoint_in_the_old_text(seed: int, a: int, b: int) -> None:
    dice = random.Random(seed)
    old = lines(dice, 30)
    new = old.copy()
    new.insert(b, new.pop(min(a, 29)))
    new[dice.randrange(30)] = "changed\n"
    first, second = "".join(old), "".join(new)
    found = find_landmarks(first, second)
    assert same(first, second, found)
    assert all(one.old_end <= other.old for one, other in pairwise(found))
    assert sum(run.length for run in found) >= 0.9 * len(first)


def test_a_moved_line_is_a_landmark_and_a_repeated_one_is_not() -> None:
    old = "The first of all lines here.\nTwice the same line.\nAnother line to keep.\n"
    new = "Twice the same line!\nAnother line to keep.\nNew.\nThe first of all lines here.\n"
    found = find_landmarks(old, new)
    assert [old[run.old : run.old_end] for run in found] == [
        "The first of all lines here.\n",
        "Another line to keep.\n",
    ]


def test_in_long_lines_sentences_are_landmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landmarks, "LONG", 10)
    old = "Nothing was seen of the ship again. Its captain lives in town. He does not talk. "
    new = "Much was seen of the ship again. Its captain lives in town. She does not talk! "
    found = find_landmarks(old, new)
    assert [old[run.old : run.old_end] for run in found] == ["Its captain lives in town. "]


def test_equal_texts_are_one_landmark_and_empty_ones_none() -> None:
    assert find_landmarks("a b", "a b") == [Run(0, 0, 3)]
    assert find_landmarks("", "") == []
    assert find_landmarks("a\nb\nc\n", "a\nd\nc\n") == [Run(0, 0, 2), Run(4, 4, 2)]


@given(WORDY, WORDY)
def test_a_map_says_the_truth(old: str, new: str) -> None:
    text_map = TextMap(old, new, [])
    assert same(old, new, text_map.runs(0, len(old)))


@given(st.integers(0, 10**6))
def test_a_map_finds_what_was_moved_with_its_neighbours(seed: int) -> None:
    dice = random.Random(seed)
    old = lines(dice, 12)
    moved = [old[0], *old[6:9], *old[1:6], *old[9:]]
    moved[2] = moved[2].replace("line", "lines")
    first, second = "".join(old), "".join(moved)
    text_map = TextMap(first, second, find_landmarks(first, second))
    found = text_map.runs(0, len(first))
    assert same(first, second, found)
    assert sum(run.length for run in found) >= len(first) - 30
    taken = sum(end - start for start, end in text_map.free())
    assert taken < 2 * len(max(old, key=len))


def test_what_stood_between_two_stretches_that_were_parted_is_looked_for_at_both() -> None:
    first, between, last = "The first line.\n", "Some words between them.\n", "The last line.\n"
    old, new = first + between + last, f"{last}It rained.\n{first}Some words between us.\n"
    known = [Run(0, new.index(first), len(first)), Run(old.index(last), 0, len(last))]
    found = TextMap(old, new, known).runs(len(first), len(first) + len(between))
    assert same(old, new, found)
    assert found[0] == Run(len(first), new.index("Some"), len("Some words between "))


def test_a_little_is_not_looked_for_in_a_lot() -> None:
    assert TextMap("some words", "x " * 5_000 + "some words", []).runs(0, 10) == []


def test_a_long_stretch_is_aligned_between_its_own_landmarks() -> None:
    dice = random.Random(2)
    old = lines(dice, 400)
    new = [line.replace("of", "off") if n % 7 == 0 else line for n, line in enumerate(old)]
    first, second = "x" + "".join(old) + "x", "y" + "".join(new) + "y"
    found = TextMap(first, second, []).runs(0, len(first))
    assert same(first, second, found)
    assert sum(run.length for run in found) > 0.95 * len(first)
