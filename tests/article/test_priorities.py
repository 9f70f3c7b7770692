"""Enumerations: what the author numbered, where it stands and how it is called."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article import from_text, markers
from article.languages import VOCABULARIES, numbered_words, words_of
from article.model import Block
from article.priorities import find_series

CASES = sorted((Path(__file__).parent / "fixtures" / "priorities").iterdir())
MEDIA_TYPES = {".md": "text/markdown", ".txt": "text/plain"}


@dataclass(frozen=True)
class Expected:
    """One line of a fixture: `number: the words the item starts with | its label`."""

    number: int
    opening: str
    label: str


def read_case(path: Path) -> tuple[str, list[tuple[str, list[Expected]]]]:
    """A fixture: the text, a line `====`, and its series with an empty line between them.

    The main series comes first. A line `derived` opens a series that nobody numbered.
    """
    text, _, table = path.read_text(encoding="utf-8").partition("\n====\n")
    series = []
    for paragraph in table.split("\n\n"):
        lines = paragraph.strip().splitlines()
        origin = "derived" if lines[:1] == ["derived"] else "authored"
        items = []
        for line in lines[origin == "derived" :]:
            number, rest = line.split(": ", 1)
            opening, label = rest.split(" | ")
            items.append(Expected(int(number), opening, label))
        if items:
            series.append((origin, items))
    return text, series


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_text_has_the_enumerations_of_its_fixture(path: Path) -> None:
    text, expected = read_case(path)
    article = from_text(text, media_type=MEDIA_TYPES[path.suffix])
    assert [items[0].origin for items in article.series] == [origin for origin, _ in expected]
    for items, (_, wanted) in zip(article.series, expected, strict=True):
        assert [
            Expected(item.number, item.passage.of(article.text)[: len(each.opening)], item.label)
            for item, each in zip(items, wanted, strict=True)
        ] == wanted


FRAGMENTS = st.sampled_from(
    [
        *["First, ", "second, ", "The first reason is ", "A third reason ", "Firstly ", "Next, "],
        *["Another point is ", "Finally, ", "One: ", "1. ", "2) ", "(3) ", "(i) ", "b) ", "II. "],
        *[
            "Step 1: ",
            "Step two ",
            "Myth #3 – ",
            "two things: ",
            "the mayor ",
            "we wait",
            "not yet",
        ],
        *[". ", "; ", ", and ", ": ", "? ", "\n\n", "\n", "# ", "- ", "> ", '"', "”", "(", " — "],
    ]
)
TEXTS = st.lists(FRAGMENTS, max_size=40).map("".join) | st.text()
WORDS = st.lists(
    st.sampled_from(["harbours", "wait", "quietly", "for", "better", "weather"]), min_size=4
).map(" ".join)


@given(TEXTS, st.sampled_from([*MEDIA_TYPES.values()]), st.sampled_from(["", "en", "de", "xx"]))
def test_items_lie_in_the_text_in_order_and_their_numbers_run(
    text: str, media_type: str, language: str
) -> None:
    article = from_text(text, media_type=media_type)
    series = find_series(article.text, article.blocks, language)
    for items in series:
        assert len(items) > 1
        assert len({item.origin for item in items}) == 1
        assert all(item.passage for item in items)
        assert items[-1].passage.end <= len(article.text)
        for item, following in pairwise(items):
            assert following.number == item.number + 1
            assert item.passage.end <= following.passage.start
    starts = [items[0].passage.start for items in series[1:]]
    assert starts == sorted(starts)
    assert series == find_series(article.text, article.blocks, language)


@given(TEXTS)
def test_a_label_is_short_and_made_of_the_words_of_its_item(text: str) -> None:
    article = from_text(text, media_type="text/plain")
    for items in article.series:
        for item in items:
            assert item.label
            assert len(item.label.split()) <= 9
            said = item.passage.of(article.text).lower()
            assert all(word in said for word in item.label.lower().split())


@given(TEXTS)
def test_what_stands_before_an_enumeration_only_moves_it(text: str) -> None:
    before = "The harbour is closed today.\n\n"
    alone = from_text("\n\n" + text, media_type="text/markdown")
    moved = from_text(before + text, media_type="text/markdown")
    by = len(moved.text) - len(alone.text)
    assert find_series(moved.text, moved.blocks, "en") == tuple(
        tuple(item._replace(passage=item.passage.moved(by)) for item in items)
        for items in find_series(alone.text, alone.blocks, "en")
    )


@given(st.lists(WORDS, min_size=2, max_size=12), st.integers(0, 1))
def test_an_ordered_list_is_a_series_with_its_numbers(items: list[str], start: int) -> None:
    text = "\n".join(f"{number}. {words}" for number, words in enumerate(items, start))
    (series,) = from_text(text).series
    assert [item.number for item in series] == list(range(start, start + len(items)))


@pytest.mark.parametrize("language", VOCABULARIES)
@pytest.mark.parametrize("table", ["ordinals", "adverbs"])
def test_every_language_counts_with_its_own_words(language: str, table: str) -> None:
    numbers = numbered_words(getattr(VOCABULARIES[language], table))
    words = [next(w for w, n in numbers.items() if n == number) for number in range(1, 6)]
    text = " ".join(f"{word.capitalize()}, the harbour waits." for word in words)
    (series,) = find_series(text, (Block("paragraph", 0, len(text)),), language)
    assert [item.number for item in series] == [1, 2, 3, 4, 5]
    assert {item.label for item in series} == {"The harbour waits"}


@pytest.mark.parametrize("language", VOCABULARIES)
def test_every_language_counts_its_nouns(language: str) -> None:
    words = VOCABULARIES[language]
    article, noun, verb = (words_of(t)[0] for t in (words.determiners, words.nouns, words.present))
    numbers = numbered_words(words.ordinals)
    text = " ".join(
        f"{article.capitalize()} {next(w for w, n in numbers.items() if n == number)} {noun}"
        f" {verb} water."
        for number in (1, 2, 3)
    )
    (series,) = find_series(text, (Block("paragraph", 0, len(text)),), language)
    assert [item.number for item in series] == [1, 2, 3]
    assert {item.label for item in series} == {"Water"}


@pytest.mark.parametrize("language", VOCABULARIES)
def test_a_vocabulary_is_written_as_the_reader_compares(language: str) -> None:
    tables = VOCABULARIES[language]
    assert all(table == table.lower() and "’" not in table for table in tables)


def test_a_language_without_a_vocabulary_keeps_lists_and_headings() -> None:
    text = "1. Avaa ovi\n2. Sulje ovi\n\nEnsinnäkin, ovi on auki. Toiseksi, ikkuna on kiinni.\n"
    article = from_text(text)
    (series,) = find_series(article.text, article.blocks, "fi")
    assert [item.label for item in series] == ["Avaa ovi", "Sulje ovi"]


def test_priorities_are_the_items_of_every_series_that_the_author_numbered() -> None:
    text, _ = read_case(CASES[0].with_name("op-ed-with-nested-list.txt"))
    article = from_text(text, media_type="text/plain")
    assert [item.number for item in article.priorities] == [1, 2, 3, 4]
    assert all(item.origin == "authored" for item in article.priorities)


def test_of_a_register_only_the_first_items_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markers, "_MOST", 4)
    text = "They want " + ", ".join(f"({number}) a thing" for number in range(1, 9)) + "."
    (series,) = from_text(text).series
    assert [item.number for item in series] == [1, 2, 3, 4]
