"""What holds for every text, every passage and every edit."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from article import Anchor, Passage, Resolution, describe, fingerprint, resolve
from article.resolver import Resolver

SYLLABLES = [a + b + c for a in "bdfgklmnprstvz" for b in "aeiou" for c in ("", "l", "n", "r", "s")]
ENDS = [".", ".", ".", ".", "?", "!", ";", ":"]

seeds = st.integers(0, 2**32).map(random.Random)
"""Dice: what they make is never simpler than a text, so it is not shrunk to repetitions."""
junk = st.text(st.sampled_from("ab \n.’'\u0301\u00ad👩\u200d🇫é漢"), max_size=60)
"""Text as nobody writes it."""


def sentence(dice: random.Random) -> str:
    words = [
        "".join(dice.choices(SYLLABLES, k=dice.randint(1, 3))) for _ in range(dice.randint(5, 14))
    ]
    return " ".join(words).capitalize() + dice.choice(ENDS)


def essay(dice: random.Random, sentences: int = 40) -> list[str]:
    """Sentences, each with the white space behind it."""
    return [sentence(dice) + dice.choice(" \n  ") for _ in range(sentences)]


def a_passage(dice: random.Random, text: str, longest: int = 200) -> Passage:
    start = dice.randrange(len(text) - 1)
    return Passage(start, min(len(text), start + dice.randint(1, longest)))


def is_placed(found: Resolution) -> bool:
    return found.state in ("exact", "moved", "edited")


def both_ways(old: str, new: str, anchors: list[Anchor]) -> list[Resolution]:
    """The resolutions without and with the old text."""
    snapshots = {fingerprint(old): old}
    return [*resolve(new, anchors), *resolve(new, anchors, snapshots=snapshots)]


@given(seeds)
def test_what_is_described_is_found_in_the_same_text(dice: random.Random) -> None:
    text = "".join(essay(dice))
    passages = [a_passage(dice, text) for _ in range(8)]
    anchors = [describe(text, passage) for passage in passages]
    assert [found.passage for found in resolve(text, anchors)] == passages
    foreign = [anchor._replace(text="") for anchor in anchors]
    assert [found.passage for found in resolve(text, foreign)] == passages


@given(junk, st.data())
def test_that_holds_for_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    anchor = describe(text, Passage(start, end))
    (found,) = resolve(text, [anchor])
    assert found.passage == Passage(start, end) or start == end


@given(seeds)
def test_text_inserted_before_a_passage_moves_it_by_its_length(dice: random.Random) -> None:
    text = "".join(essay(dice))
    anchor = describe(text, a_passage(dice, text))
    place = dice.randint(0, anchor.start - len(anchor.prefix))
    inserted = "".join(essay(dice, dice.randint(1, 60)))
    new = text[:place] + inserted + text[place:]
    for found in both_ways(text, new, [anchor]):
        assert found.state == "exact"
        assert found.passage == anchor.passage.moved(len(inserted))


@given(seeds)
def test_a_deleted_passage_is_not_placed(dice: random.Random) -> None:
    sentences = essay(dice)
    first = dice.randrange(len(sentences) - 3)
    last = first + dice.randint(1, 3)
    old, gone = "".join(sentences), "".join(sentences[first:last])
    new = "".join(sentences[:first] + sentences[last:])
    start = len("".join(sentences[:first]))
    anchor = describe(old, Passage(start, start + len(gone.rstrip())))
    for found in both_ways(old, new, [anchor]):
        assert found.state == "orphan"
        assert abs(found.near - start) <= 3


@given(seeds)
def test_a_sentence_is_kept_whole_when_those_around_it_are_replaced(dice: random.Random) -> None:
    sentences = essay(dice)
    place = dice.randrange(1, len(sentences) - 3)
    quote = sentences[place].rstrip()
    start = len("".join(sentences[:place]))
    anchor = describe("".join(sentences), Passage(start, start + len(quote)))
    front = essay(dice, dice.randint(0, 1))
    behind = essay(dice, dice.randint(0, 1))
    changed = [*sentences[: place - 1], *front, sentences[place], *behind, *sentences[place + 2 :]]
    new = "".join(changed)
    for found in both_ways("".join(sentences), new, [anchor]):
        assert found.passage is not None
        assert found.passage.of(new) == quote


def edited(dice: random.Random, sentences: list[str]) -> tuple[str, list[str]]:
    """An edit at a random place: its name, and the sentences with it."""
    edits = {
        "insert": lambda s: [sentence(dice) + " ", s],
        "replace a word": lambda s: [s.replace(dice.choice(s.split()), "vohingly", 1)],
        "case": lambda s: [s.upper()],
        "quotes": lambda s: [f"“{s.rstrip()}” "],
        "split": lambda s: [s.replace(" ", "\n", 1)],
        "join": lambda s: [s.rstrip() + " "],
        "delete": lambda s: [],
    }
    name = dice.choice(["move", *edits])
    place = dice.randrange(len(sentences))
    if name == "move":
        rest = sentences[:place] + sentences[place + 1 :]
        target = dice.randrange(len(rest))
        return name, [*rest[:target], sentences[place], *rest[target:]]
    return name, [*sentences[:place], *edits[name](sentences[place]), *sentences[place + 1 :]]


@given(seeds)
def test_after_any_edits_a_passage_is_kept_or_honestly_lost(dice: random.Random) -> None:
    sentences = essay(dice)
    old = "".join(sentences)
    starts = [len("".join(sentences[:index])) for index in range(len(sentences))]
    marked = dice.sample(range(len(sentences)), 10)
    quotes = [sentences[index].rstrip() for index in marked]
    anchors = [
        describe(old, Passage(starts[index], starts[index] + len(quote)))
        for index, quote in zip(marked, quotes, strict=True)
    ]
    changed = sentences
    for _ in range(dice.randint(1, 12)):
        _, changed = edited(dice, changed)
    new = "".join(changed)
    for found, quote in zip(both_ways(old, new, anchors), quotes * 2, strict=True):
        if found.passage is not None:
            kept = set(quote.lower().split()) & set(found.passage.of(new).lower().split())
            assert len(kept) >= 0.3 * len(quote.split())
        if new.count(quote) == 1:
            assert is_placed(found) or found.state == "suggested"
        if is_placed(found) and new.count(quote) == 1:
            assert found.passage is not None
            assert found.passage.overlaps(Passage(new.index(quote), new.index(quote) + len(quote)))


@given(seeds)
def test_parts_are_resolved_as_the_whole(dice: random.Random) -> None:
    sentences = essay(dice)
    old = "".join(sentences)
    anchors = [describe(old, a_passage(dice, old)) for _ in range(12)]
    for _ in range(12):
        _, sentences = edited(dice, sentences)
    new = "".join(sentences)
    order = dice.sample(range(12), 12)
    resolver = Resolver(new, anchors)
    assert sorted(resolver.nearest_first(dice.randrange(len(new)))) == list(range(12))
    in_parts = [resolver.resolve(order[:5]), resolver.resolve(order[5:])]
    whole = resolve(new, anchors)
    assert [*in_parts[0], *in_parts[1]] == [whole[index] for index in order]


anchors = st.builds(
    Anchor,
    exact=junk,
    prefix=junk,
    suffix=junk,
    start=st.integers(-5, 200),
    end=st.integers(-5, 200),
    text=st.sampled_from(["", "a", "b", "today"]),
)


@given(junk, st.lists(anchors, max_size=6), st.dictionaries(st.sampled_from("ab"), junk))
def test_no_note_file_can_do_harm(
    text: str, notes: list[Anchor], snapshots: dict[str, str]
) -> None:
    notes = [
        note._replace(text=fingerprint(text)) if note.text == "today" else note for note in notes
    ]
    found = resolve(text, notes, snapshots=snapshots)
    assert len(found) == len(notes)
    for one in found:
        assert (one.passage is not None) == (is_placed(one) or one.state == "suggested")
        assert (one.state == "ambiguous") == (len(one.candidates) > 1)
        assert 0 <= one.confidence <= 1
        assert 0 <= one.near <= len(text)
        for passage in (*one.candidates, one.passage or Passage(0, 0)):
            assert passage.end <= len(text)
