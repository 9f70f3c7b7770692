"""What becomes of notes when their text is edited, told as stories."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest

from article import Anchor, Passage, Resolution, describe, fingerprint, resolve
from article.relocation import comparison, elsewhere
from article.resolver import Resolver

MILL = (
    "# The tide mill\n"
    "The mill stands where the river meets the sea, and for three hundred years it has "
    "worked with the moon. Twice a day the water rises behind a low dam of oak and stone. "
    "Twice a day the miller opens the gate and lets it out again through the wheel.\n"
    "## How it works\n"
    "The pond fills by itself. A flap in the dam swings inward with the flood and closes "
    "under the weight of the ebb, so nobody has to stand in the rain to shut it. What is "
    "caught behind the dam is enough for five hours of grinding.\n"
    "The wheel turns slowly, about six times a minute, and wooden teeth pass the motion on "
    "to the stones. When a tooth breaks, the others go on; that is why they are made of "
    "apple wood and not of iron.\n"
    "## Who came\n"
    "Farmers came from both banks. Some brought barley, some brought rye, and one old woman "
    "brought acorns every autumn and would not say what for.\n"
    "The miller kept a book in which he wrote down every sack. The last entry is from the "
    "winter of the great storm.\n"
    "## What is left\n"
    "Today the pond is silted up and the wheel stands still. Herons fish where the flap used "
    "to swing, and children jump from the dam in summer.\n"
)


def note(text: str, quote: str, nth: int = 0) -> Anchor:
    """An anchor on a quote that a reader marked."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return describe(text, Passage(start, start + len(quote)))


def found(new: str, *anchors: Anchor, old: str | None = None) -> list[Resolution]:
    return resolve(new, anchors, snapshots={} if old is None else {fingerprint(old): old})


def words(text: str, resolution: Resolution) -> str:
    assert resolution.passage is not None, resolution
    return resolution.passage.of(text)


def is_placed(resolution: Resolution) -> bool:
    return resolution.state in ("exact", "moved", "edited")


@pytest.fixture(params=["quote", "snapshot"])
def old(request: pytest.FixtureRequest) -> str | None:
    """Without and with the text that the notes were made on."""
    return MILL if request.param == "snapshot" else None


def test_in_the_same_text_a_note_is_where_it_was(old: str | None) -> None:
    anchor = note(MILL, "wooden teeth")
    (where,) = found(MILL, anchor, old=old)
    assert where.state == "exact"
    assert where.passage == anchor.passage
    assert where.confidence == 1


def test_text_inserted_before_a_note_moves_it_along(old: str | None) -> None:
    new = "A word from the editor.\n" + MILL
    (where,) = found(new, note(MILL, "wooden teeth"), old=old)
    assert where.state == "exact"
    assert words(new, where) == "wooden teeth"


def test_a_passage_in_which_words_were_changed_is_edited(old: str | None) -> None:
    new = MILL.replace("about six times a minute", "some seven times a minute")
    (where,) = found(new, note(MILL, "slowly, about six times a minute, and"), old=old)
    assert where.state == "edited"
    assert words(new, where) == "slowly, some seven times a minute, and"
    assert "quote" in where.reason


def test_an_end_of_a_passage_that_was_replaced_is_taken_in(old: str | None) -> None:
    new = MILL.replace("one old woman brought acorns", "a widow brought acorns")
    (where,) = found(new, note(MILL, "one old woman brought acorns every autumn"), old=old)
    assert words(new, where) == "a widow brought acorns every autumn"


def test_a_deleted_passage_is_an_orphan_that_knows_where_it_was(old: str | None) -> None:
    sentence = (
        " Herons fish where the flap used to swing, and children jump from the dam in summer."
    )
    new = MILL.replace(sentence, "")
    (where,) = found(new, note(MILL, sentence.strip()), old=old)
    assert where.state == "orphan"
    assert where.passage is None
    assert abs(where.near - MILL.index("Herons")) < 5


def test_a_translated_text_keeps_no_note(old: str | None) -> None:
    new = (
        "# Die Gezeitenmühle\nDie Mühle steht, wo der Fluss ins Meer mündet. Zweimal am Tag steigt "
        "das Wasser hinter dem Damm, und zweimal öffnet der Müller das Tor.\n## Wie sie arbeitet\n"
        "Der Teich füllt sich von selbst. Das Rad dreht sich langsam, und hölzerne Zähne geben die "
        "Bewegung an die Steine weiter.\n## Wer kam\nBauern kamen von beiden Ufern.\n"
    )
    quotes = ["the miller opens the gate", "wooden teeth", "Farmers came from both banks", "acorns"]
    states = [where.state for where in found(new, *(note(MILL, q) for q in quotes), old=old)]
    assert states == ["orphan"] * 4


HARBOUR = "The harbour was closed all winter."


@pytest.mark.parametrize("has_snapshot", [False, True])
@pytest.mark.parametrize(
    ("text", "new"),
    [
        (
            f"The council met on Monday. {HARBOUR} Nobody had expected that.\nSpring came.",
            f"The council met on Tuesday. {HARBOUR}\nSpring came.",
        ),
        (
            f"The council met on Monday. {HARBOUR} Nobody had expected that.",
            f"The council met. It was Monday.\n{HARBOUR}",
        ),
        (
            f"The frost came.\n{HARBOUR} Nobody had expected that.\nSpring came.",
            f"The frost came. Nobody had expected that.\n{HARBOUR}\nSpring came.",
        ),
        (
            f"The council met on Monday. {HARBOUR}\nSpring came late that year.",
            f"Frost came. {HARBOUR} Nobody had expected so much ice.\nSpring came late that year.",
        ),
    ],
)
def test_a_sentence_keeps_its_full_stop_whatever_becomes_of_the_next(
    has_snapshot: bool, text: str, new: str
) -> None:
    (where,) = found(new, note(text, HARBOUR), old=text if has_snapshot else None)
    assert where.state == "exact"
    assert words(new, where) == HARBOUR


TWINS = (
    "The north tower was finished in the spring of that year and the masons were paid in "
    "silver.\n"
    "Between the towers a garden was laid out with gravel paths and a well in the middle of "
    "it.\n"
    "The south tower was finished in the spring of that year and the masons were paid in "
    "silver.\n"
    "Behind the garden ran the old wall, of which nothing is left but a heap of stones in "
    "the nettles.\n"
)


@pytest.mark.parametrize("has_snapshot", [False, True])
def test_a_note_on_a_deleted_paragraph_does_not_go_to_its_twin(has_snapshot: bool) -> None:
    north = TWINS.splitlines(keepends=True)[0]
    new = TWINS.replace(north, "")
    anchor = note(TWINS, "the masons were paid in silver")
    (where,) = found(new, anchor, old=TWINS if has_snapshot else None)
    assert not is_placed(where)


@pytest.mark.parametrize("has_snapshot", [False, True])
@pytest.mark.parametrize("nth", [0, 1])
def test_a_note_on_the_twin_that_stayed_stays(has_snapshot: bool, nth: int) -> None:
    lines = TWINS.splitlines(keepends=True)
    new = TWINS.replace(lines[2 - 2 * nth], "")
    anchor = note(TWINS, "was finished in the spring of that year", nth)
    (where,) = found(new, anchor, old=TWINS if has_snapshot else None)
    assert is_placed(where)
    assert where.passage is not None
    assert where.passage.start == new.index("was finished")


def test_of_a_quote_that_occurs_79_times_the_one_that_was_meant_is_found() -> None:
    chapters = [
        f"In round {n} the dealer said: place your bets. The player with hat {n} lost.\n"
        for n in range(79)
    ]
    text = "".join(chapters)
    anchor = note(text, "place your bets", 40)
    new = "".join([*chapters[:20], "An interlude.\n", *chapters[23:]])
    (where,) = found(new, anchor)
    assert is_placed(where)
    assert where.passage is not None
    assert new[: where.passage.start].endswith("In round 40 the dealer said: ")


def test_of_a_quote_that_occurs_79_times_one_without_its_context_is_not_guessed() -> None:
    text = "".join(f"In round {n} the dealer said: place your bets. He won.\n" for n in range(79))
    anchor = note(text, "place your bets", 40)
    new = "".join(f"Place {n} by the door: place your bets. Then run.\n" for n in range(79))
    (where,) = found(new, anchor)
    assert not is_placed(where)


def test_two_places_that_are_as_good_are_listed() -> None:
    text = "A preface.\nThe gate is opened at noon by the keeper of the lock.\nAn appendix.\n"
    anchor = note(text, "opened at noon by the keeper")
    new = (
        "The gate is opened at noon by the keeper of the lock.\nSomething else entirely.\n"
        "The gate is opened at noon by the keeper of the lock.\n"
    )
    (where,) = found(new, anchor)
    assert where.state == "ambiguous"
    assert [place.of(new) for place in where.candidates] == ["opened at noon by the keeper"] * 2
    assert where.passage is None


LIST = """Tools of the trade:
- a bench plane for flattening boards
- a block plane for end grain
- a jack plane for rough work
- a shoulder plane for tenons
- a smoothing plane for the last shaving
"""


@pytest.mark.parametrize("has_snapshot", [False, True])
def test_a_note_on_a_list_item_stays_with_it_when_others_come_and_go(has_snapshot: bool) -> None:
    new = LIST.replace("- a block plane for end grain\n", "").replace(
        "- a shoulder", "- a router plane for grooves\n- a shoulder"
    )
    (where,) = found(new, note(LIST, "plane for tenons"), old=LIST if has_snapshot else None)
    assert is_placed(where)
    assert where.passage is not None
    assert new[: where.passage.start].endswith("a shoulder ")


@pytest.mark.parametrize("has_snapshot", [False, True])
def test_a_note_on_a_deleted_list_item_does_not_go_to_the_next(has_snapshot: bool) -> None:
    new = LIST.replace("- a block plane for end grain\n", "")
    (where,) = found(
        new, note(LIST, "a block plane for end grain"), old=LIST if has_snapshot else None
    )
    assert not is_placed(where)


TABLE = "City | Population | Trams\n" + "".join(
    f"{city} | {size} | {trams}\n"
    for city, size, trams in [
        ("Arlen", "120,000", "yes"),
        ("Borvo", "95,000", "no"),
        ("Cask", "95,000", "yes"),
        ("Dorn", "310,000", "yes"),
        ("Elmet", "44,000", "no"),
        ("Fell", "44,000", "no"),
    ]
)


@pytest.mark.parametrize("has_snapshot", [False, True])
def test_a_note_on_a_cell_stays_in_its_row(has_snapshot: bool) -> None:
    new = TABLE.replace("Cask | 95,000", "Cask | 97,500").replace("Arlen | 120,000 | yes\n", "")
    (where,) = found(new, note(TABLE, "Fell | 44,000"), old=TABLE if has_snapshot else None)
    assert words(new, where) == "Fell | 44,000"
    assert is_placed(where)


def test_paragraphs_may_be_reflowed(old: str | None) -> None:
    new = MILL.replace("the flood and closes", "the flood\nand closes").replace(
        "by itself. A", "by itself.\n  A"
    )
    quote = "swings inward with the flood and closes under"
    (where,) = found(new, note(MILL, quote), old=old)
    assert where.state == "exact"
    assert words(new, where).split() == quote.split()


def test_straight_quotes_may_become_curly_and_dashes_long(old: str | None) -> None:
    text = (
        'He said "not today" - and the ferryman\'s dog, well-fed, slept on beside the warm stove.'
    )
    new = "He said “not today” – and the ferryman’s dog, well‑fed, slept on beside the warm stove."
    (where,) = found(new, note(text, "the ferryman's dog, well-fed"), old=old and text)
    assert where.state == "exact"
    assert words(new, where) == "the ferryman’s dog, well‑fed"


def test_composed_letters_may_be_decomposed(old: str | None) -> None:
    text = "Im Café saß früher der Müller und las täglich die Zeitung, bis es dunkelte."
    new = unicodedata.normalize("NFD", text)
    (where,) = found(new, note(text, "früher der Müller"), old=old and text)
    assert where.state == "exact"
    assert unicodedata.normalize("NFC", words(new, where)) == "früher der Müller"


def test_emoji_before_a_quote_do_not_shift_it() -> None:
    text = "👩‍👩‍👧 A family walked by 🇫🇷 with flags, and the band 🥁 played on until the rain came."
    (where,) = found("🎉🎉 " + text, note(text, "the band 🥁 played"))
    assert words("🎉🎉 " + text, where) == "the band 🥁 played"


def test_text_without_spaces_is_followed_as_well(old: str | None) -> None:
    text = (
        "潮の満ち引きで動く水車小屋は、川が海に出会う場所に立っている。一日に二度、低い堰の後ろで水が上がる。"
        "一日に二度、粉屋は門を開けて水を流す。池はひとりでに満ちる。重い石は六時間のあいだ回り続ける。"
    )
    new = text.replace("低い堰の", "古い石の").replace("川が海に", "大きな川が海に")
    (where,) = found(new, note(text, "粉屋は門を開けて"), old=old and text)
    assert words(new, where) == "粉屋は門を開けて"
    (where,) = found(new, note(text, "低い堰の後ろで水が上がる"), old=old and text)
    assert words(new, where) == "古い石の後ろで水が上がる"
    assert where.state == "edited"


def test_text_from_right_to_left_is_followed_as_well() -> None:
    text = "הטחנה עומדת במקום שבו הנהר פוגש את הים. פעמיים ביום עולים המים מאחורי הסכר הנמוך."
    new = "פתיח קצר. " + text.replace("הנמוך", "הגבוה")
    (where,) = found(new, note(text, "עולים המים מאחורי הסכר הנמוך"))
    assert where.state == "edited"
    assert words(new, where) == "עולים המים מאחורי הסכר הגבוה"


@pytest.mark.parametrize("quote", ["# The tide", "jump from the dam in summer.\n"])
def test_notes_at_both_ends_of_a_text_hold(quote: str, old: str | None) -> None:
    new = MILL.replace("three hundred", "four hundred").replace("five hours", "six hours")
    (where,) = found(new, note(MILL, quote), old=old)
    assert where.state == "exact"
    assert words(new, where) == quote


def test_a_paragraph_may_be_split_and_two_joined(old: str | None) -> None:
    new = MILL.replace("Twice a day the miller", "\nTwice a day the miller").replace(
        "what for.\nThe miller kept", "what for. The miller kept"
    )
    quotes = [
        "low dam of oak and stone. Twice a day the miller opens",
        "not say what for.\nThe miller kept",
    ]
    for quote, where in zip(
        quotes, found(new, *(note(MILL, q) for q in quotes), old=old), strict=True
    ):
        assert where.state == "exact"
        assert words(new, where).split() == quote.split()


def test_sections_may_be_swapped(old: str | None) -> None:
    head, works, came, left = MILL.split("## ")
    new = "## ".join([head, came, works, left])
    quotes = [
        "the miller opens the gate",
        "made of apple wood",
        "one old woman brought acorns",
        "Herons fish",
    ]
    for quote, where in zip(
        quotes, found(new, *(note(MILL, q) for q in quotes), old=old), strict=True
    ):
        assert is_placed(where)
        assert words(new, where) == quote


def test_a_sentence_that_was_moved_far_is_said_to_have_moved(old: str | None) -> None:
    sentence = "The last entry is from the winter of the great storm."
    new = MILL.replace(" " + sentence, "").replace("How it works\n", f"How it works\n{sentence} ")
    neighbours = [
        note(MILL, q) for q in ("wooden teeth", "Some brought barley", "every sack", "Herons")
    ]
    where = found(new, note(MILL, sentence), *neighbours, old=old)[0]
    assert where.state == "moved"
    assert words(new, where) == sentence


def test_a_heading_may_be_renamed(old: str | None) -> None:
    new = MILL.replace("## Who came", "## Visitors")
    inside, heading = found(new, note(MILL, "Farmers came"), note(MILL, "Who came"), old=old)
    assert words(new, inside) == "Farmers came"
    assert not is_placed(heading)
    assert abs(heading.near - new.index("Visitors")) < 10


def test_a_word_in_upper_case_is_still_the_word(old: str | None) -> None:
    new = MILL.replace("wooden teeth", "WOODEN TEETH")
    (where,) = found(new, note(MILL, "wooden teeth"), old=old)
    assert where.state == "edited"
    assert words(new, where) == "WOODEN TEETH"


def test_a_wrong_snapshot_does_no_harm() -> None:
    anchor = note(MILL, "wooden teeth")
    new = "Foreword.\n" + MILL
    (where,) = resolve(new, [anchor], snapshots={anchor.text: "something else"})
    assert words(new, where) == "wooden teeth"


def test_a_note_without_context_is_found_by_its_words() -> None:
    quote = "one old woman brought acorns every autumn"
    (where,) = found(MILL, Anchor(quote, "", "", 0, len(quote)))
    assert words(MILL, where) == quote


def test_an_anchor_on_nothing_is_an_orphan() -> None:
    assert found(MILL, Anchor("", "", "", 5, 5))[0].state == "orphan"


def test_positions_beyond_all_texts_are_only_false() -> None:
    anchor = Anchor("wooden teeth", "a minute, and ", " pass the motion", 10**15, 10**15 + 12)
    assert words(MILL, found(MILL, anchor)[0]) == "wooden teeth"
    anchor = Anchor("wooden teeth", "a minute, and ", " pass the motion", -5, 7)
    assert words(MILL, found(MILL, anchor)[0]) == "wooden teeth"


def test_no_anchors_no_resolutions() -> None:
    assert resolve(MILL, []) == []


def test_parts_are_resolved_as_the_whole(old: str | None) -> None:
    new = MILL.replace("Twice a day", "Daily").replace("## Who came\n", "").replace("rye", "wheat")
    quotes = [
        "Twice a day the water",
        "by itself",
        "Some brought barley, some brought rye",
        "Who came",
    ]
    anchors = [note(MILL, quote) for quote in quotes]
    snapshots = {} if old is None else {fingerprint(old): old}
    resolver = Resolver(new, anchors, snapshots=snapshots)
    in_parts = [*resolver.resolve([3, 1]), *resolver.resolve([0, 2])]
    whole = resolve(new, anchors, snapshots=snapshots)
    assert in_parts == [whole[index] for index in (3, 1, 0, 2)]


def test_a_resolver_that_was_kept_takes_new_anchors(old: str | None) -> None:
    new = MILL.replace("Twice a day", "Daily").replace("rye", "wheat")
    anchors = [note(MILL, "wooden teeth"), note(MILL, "Some brought barley, some brought rye")]
    snapshots = {} if old is None else {fingerprint(old): old}
    kept = Resolver(new, anchors, snapshots=snapshots)
    kept.resolve()
    for more in ([*anchors, note(new, "Herons fish")], [note(MILL, "acorns"), *anchors], []):
        assert kept.with_anchors(more).resolve() == resolve(new, more, snapshots=snapshots)


def test_what_was_found_for_the_same_anchors_is_not_looked_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    new = MILL.replace("five hours", "six hours")
    anchors = [note(MILL, "enough for five hours")]
    kept = Resolver(new, anchors)
    found = kept.resolve()
    monkeypatch.setattr(comparison, "decide", None)
    assert kept.with_anchors(anchors) is kept
    assert kept.with_anchors([*anchors, note(new, "acorns")]).resolve()[:1] == found


def test_notes_from_several_texts_are_resolved_together() -> None:
    older = MILL.replace("five hours", "four hours")
    anchors = [
        note(MILL, "wooden teeth"),
        note(older, "enough for four hours"),
        note(MILL, "acorns"),
    ]
    states = [where.state for where in found(MILL, *anchors)]
    assert states == ["exact", "edited", "exact"]


def test_a_snapshot_is_read_once_and_only_if_it_is_needed() -> None:
    read: list[str] = []

    class Snapshots(dict[str, str]):
        def __getitem__(self, name: str) -> str:
            read.append(name)
            return super().__getitem__(name)

        def get(self, name: str, default: object = None) -> str:  # type: ignore[override]  # as a Mapping does it
            return self[name]

    anchors = [note(MILL, "wooden teeth"), note(MILL, "acorns")]
    snapshots = Snapshots({anchors[0].text: MILL})
    resolve(MILL, anchors, snapshots=snapshots)
    assert read == []
    resolve("Foreword.\n" + MILL, anchors, snapshots=snapshots)
    assert read == [anchors[0].text]
    kept = Resolver("Preface.\n" + MILL, anchors, snapshots=snapshots)
    for chosen in (anchors, anchors[:1]):
        kept.with_anchors(chosen).resolve()
    assert read == [anchors[0].text] * 2


def test_what_is_nearest_to_the_reader_can_come_first() -> None:
    quotes = ["Herons fish", "The mill stands", "wooden teeth"]
    anchors = [note(MILL, quote) for quote in quotes]
    assert Resolver(MILL, anchors).nearest_first(0) == [1, 2, 0]
    new = "A long word from the editor of this edition.\n" * 9 + MILL
    assert Resolver(new, anchors).nearest_first(new.index("wooden"))[0] == 2


def test_a_note_in_a_list_does_not_stray_to_a_new_entry_that_reads_as_its_own_did() -> None:
    """An entry is edited, and further down one is added that has the old wording."""
    entries = [f"* {n}. Set the dial of pump {n} to {n * 7} and wait.\n" for n in range(1, 30)]
    old = "".join(entries)
    edited = [entry.replace("pump 9 to 63", "pump 9 (left) to 63") for entry in entries]
    new = "".join([*edited[:20], "".join(entries[7:10]), *edited[20:]])
    anchors = [note(old, f"pump {n} to") for n in (2, 5, 8, 11, 14, 24)]
    anchors.append(note(old, "pump 9 to 63"))
    where = found(new, *anchors)[-1]
    assert where.state in ("edited", "suggested", "ambiguous")
    if where.passage is not None:
        assert where.passage.of(new) == "pump 9 (left) to 63"


LESSONS = (
    "Before anything else the pond has to be full, and that is waited for in silence.",
    "Whoever opens the gate too fast breaks a tooth, so there is a mark on the lever.",
    "Of the stones only the upper one moves, which surprises every visitor of the mill.",
    "Flour that is warm was ground too quickly, and the baker sends it back by noon.",
    "When the ebb is over the flap shuts with a sound that is heard across the river.",
)


def lessons(kept: tuple[str, ...]) -> str:
    return "".join(
        f"{lesson}\nSee drawings/book-7/drawing-{n}.svg for this.\nDrawing {n} is by the owner.\n"
        for n, lesson in enumerate(kept, 1)
    )


def test_a_note_on_an_entry_that_was_renumbered_stays_in_its_place(old: str | None) -> None:
    """A drawing goes, and each of those behind it gets the number of the one before it."""
    text, new = lessons(LESSONS), lessons((LESSONS[0], *LESSONS[2:]))
    anchors = [note(text, f"See drawings/book-7/drawing-{n}.svg for this.") for n in (3, 4)]
    for where, lesson in zip(found(new, *anchors, old=old and text), LESSONS[2:], strict=False):
        assert where.state == "edited"
        assert where.passage is not None
        assert new[: where.passage.start].endswith(lesson + "\n")


def test_a_few_twins_far_away_do_not_hide_where_all_the_others_are() -> None:
    """Every line was edited, and two are repeated at the end as they were."""
    lines = [f"On day {n} the water stood at {n * 7} and the wind at {n}.\n" for n in range(300)]
    old = "".join(lines)
    edited = [line.replace("stood at", "was at") for line in lines]
    new = "".join([*edited, "Found later:\n", *lines[40:42], "That is all.\n"])
    anchors = [note(old, f"On day {n} the water stood at {n * 7} ") for n in (20, 150, 250)]
    for n, where in zip((20, 150, 250), found(new, *anchors, old=old), strict=True):
        assert words(new, where).strip() == f"On day {n} the water was at {n * 7}"
        assert is_placed(where)


def test_a_note_on_a_deleted_sentence_does_not_go_to_what_another_one_became(
    old: str | None,
) -> None:
    gone = "The keeper of the lower lock was paid in barley by the miller every autumn."
    other = "The keeper of the upper lock was paid in barley by the brewer every autumn."
    became = "The keeper of the old lock was paid in barley by the miller every autumn."
    text = MILL.replace("## Who came\n", f"## Who came\n{gone}\n") + other + "\nIt is so still.\n"
    new = text.replace(gone + "\n", "").replace(other, became)
    neighbours = [
        note(text, q) for q in ("apple wood", "Farmers came", "children jump", "so still")
    ]
    where = found(new, note(text, gone), note(text, other), *neighbours, old=old and text)
    assert not is_placed(where[0])
    assert where[0].state == "orphan"
    assert words(new, where[1]) == became


def test_addresses_are_found_though_what_they_begin_with_changed() -> None:
    """There is no space in them."""
    names = ["the-tide-mill-and-its-wheel", "how-acorns-were-ground", "herons-of-the-lower-pond"]
    old = "".join(f"/2014/03/{n + 10}/{name}\n" for n, name in enumerate(names * 1))
    new = f"{MILL}/2019/archive/{names[1]}\n{MILL[:900]}"
    (where,) = found(new, note(old, f"/2014/03/11/{names[1]}"))
    assert where.passage is not None
    assert where.passage.of(new).endswith(names[1])


@pytest.mark.parametrize(
    "tale",
    [
        "In the {} tale a {} came by {}it would rain {}.\n",
        "{3} it would rain {2}as the {1} says in the {0} tale.\n",
    ],
)
def test_words_that_stood_in_two_places_are_not_known_by_what_both_places_share(tale: str) -> None:
    """Only what is further off told one from the other, and that is gone."""
    near = "and the miller said, as he always did on such a morning in the autumn, "
    old = tale.format("first", "fox", near, "at noon") + tale.format("next", "hen", near, "in May")
    new = f"{RUMOUR}{tale.format('only', 'storm', near, 'until dusk')}{MILL}"
    (where,) = found(new, note(old, "it would rain"))
    assert not is_placed(where)


def test_notes_that_overlapped_may_be_torn_apart() -> None:
    """What both marked is there twice afterwards, once with each."""
    old = "The bell rang over the square. The crowd went home at last. The night was calm and cold."
    new = old.replace(
        " The night", "\nA chapter between.\nThe crowd went home at last. The night", 1
    )
    first = Anchor("went home", old[:41], " at last. ", 41, 50)
    second = Anchor("night was", "The crowd went home at last. The ", old[73:], 64, 73)
    where = found(new, first, second)
    assert [words(new, one) for one in where] == ["went home", "night was"]


RARE = "In the old days the miller kept a zibeline under the stairs for the winter."
RUMOUR = "Nobody now remembers why it was a zibeline that hung there, or whose.\n" + "".join(
    f"On day {n} of that year the weather was {n % 7} and {n % 11}.\n" for n in range(200)
)


def test_a_rare_short_quote_is_looked_for_everywhere() -> None:
    """Its surroundings are all new, so that nothing but its own words is left."""
    (where,) = found(RUMOUR, note(RARE, "zibeline"))
    assert where.state == "suggested"
    assert words(RUMOUR, where) == "zibeline"


def test_a_frequent_short_quote_is_not() -> None:
    new = RUMOUR.replace("weather", "zibeline")
    assert found(new, note(RARE, "zibeline"))[0].state == "orphan"


def test_short_quotes_are_looked_for_in_so_much_text_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(comparison, "SEARCHED", 0)
    assert found(RUMOUR, note(RARE, "zibeline"))[0].state == "orphan"


@pytest.mark.parametrize("few", [0, 10_000])
@pytest.mark.parametrize("spaced", [True, False])
def test_many_notes_are_looked_up_as_few_are(
    few: int, spaced: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "FEW", few)
    text = MILL if spaced else MILL.replace(" ", "")
    paragraphs = text.splitlines(keepends=True)
    quotes = [paragraphs[1][20:80], paragraphs[4][30:90], paragraphs[7][5:60]]
    new = "".join(reversed(paragraphs)).replace("acorns", "chestnuts")
    for quote, where in zip(quotes, found(new, *(note(text, q) for q in quotes)), strict=True):
        assert is_placed(where)
        if "acorns" not in quote:
            assert words(new, where) == quote


def test_an_unchanged_text_is_opened_without_the_matching_library() -> None:
    """It would cost the first paint as much as all the rest of this package."""
    code = (
        "import sys, article as a; n = a.describe('some text', a.Passage(0, 4));"
        "a.resolve('some text', [n]); sys.exit('rapidfuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
