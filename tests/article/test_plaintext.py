"""From plain text to blocks: the layout of every kind of text, and nothing lost on the way.

A new kind of text needs no Python: put `NAME.txt` and what should be read in it, `NAME.outline`,
into `fixtures/plaintext`.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article import from_text
from article.formats.assembly import Assembly
from article.formats.cuts import LONGEST
from article.formats.plaintext import parse
from article.printable import printable

FIXTURES = Path(__file__).parent / "fixtures/plaintext"


def outline(assembly: Assembly) -> str:
    """A line a block: its kind, level or place in lists, and its first and last words."""
    lines = [f"title: {assembly.title}"]
    for block, text in zip(assembly.blocks, assembly.texts, strict=True):
        kind = f"h{block.level}" if block.kind == "heading" else block.kind
        place = "".join(f" {c.group}.{c.number or '-'}" for c in block.containers)
        lines.append(f"{kind}{place}: {shortened(text)}".rstrip())
    lines += [f"left out: {shortened(one.text)} ({one.reason})" for one in assembly.residue]
    return "\n".join(lines) + "\n"


def shortened(text: str) -> str:
    text = text.replace("\n", "⏎")
    return text if len(text) < 70 else f"{text[:35]} … {text[-30:]}"


def kinds(text: str) -> list[tuple[str, str]]:
    assembly = parse(text)
    return [
        (block.kind, words) for block, words in zip(assembly.blocks, assembly.texts, strict=True)
    ]


@pytest.mark.parametrize("name", sorted(path.stem for path in FIXTURES.glob("*.txt")))
def test_a_text_reads_like_its_outline(name):
    text = (FIXTURES / f"{name}.txt").read_text(encoding="utf-8")
    expected = (FIXTURES / f"{name}.outline").read_text(encoding="utf-8")
    assert outline(parse(text)) == expected


WRAPPED = """\
The harbour had been quiet for a week when the council asked
what it would cost to keep the lamps lit, and nobody in the
room could say, because nobody had ever counted the oil.
"""


def test_wrapped_lines_are_joined():
    assert kinds(WRAPPED) == [("paragraph", WRAPPED.strip().replace("\n", " "))]


def test_lines_that_are_paragraphs_stay_apart():
    """As in text that was copied from a page, with and without blank lines."""
    lines = [WRAPPED.replace("\n", " ").strip() + f" {n}." for n in range(4)]
    assert [words for _, words in kinds("\n".join(lines))] == lines
    assert [words for _, words in kinds("\n\n".join(lines))] == lines


def test_sentences_of_a_line_each_stay_apart():
    lines = [f"The keeper lit lamp number {n} and walked on to the next one." for n in range(5)]
    assert [words for _, words in kinds("\n".join(lines))] == lines


def test_verse_keeps_its_lines_and_their_indents():
    verse = "He counts the lamps along the quay,\n    one for the church,\nand one at sea"
    assert kinds(f"{WRAPPED}\n{verse}\n\n{WRAPPED}")[1] == ("paragraph", verse)


def test_an_address_is_not_run_together():
    assert kinds(f"{WRAPPED}\n      14 Chapel Row\n      Orwenmouth\n\n{WRAPPED}")[1] == (
        "paragraph",
        "14 Chapel Row\nOrwenmouth",
    )


def test_indented_first_lines_open_paragraphs():
    first = "    " + WRAPPED.replace("The harbour", "The quay", 1)
    texts = [words for _, words in kinds(first + "    " + WRAPPED)]
    assert [words[:11] for words in texts] == ["The quay ha", "The harbour"]


def test_hanging_lines_belong_to_the_line_above():
    entry = "Ashby, T. The Lamps of Orwenmouth, with a table of the\n      tides. Two volumes."
    texts = [words for _, words in kinds(f"{WRAPPED}\n{entry}\n{entry}\n\n{WRAPPED}")]
    assert texts[1:3] == [re.sub(r"\s+", " ", entry)] * 2


def test_a_short_line_over_wrapped_ones_stands_alone():
    assert parse("Costs\n" + WRAPPED).texts[0] == "Costs"


@pytest.mark.parametrize(
    ("cut", "elsewhere", "whole"),
    [
        ("lamp-\nlighter", "the lamplighter came", "lamplighter"),
        ("lamp-\nlighter", "nobody came", "lamp-lighter"),
        ("well-\nknown", "the well knows", "well-known"),
        ("pre-\nand post-war", "", "pre- and post-war"),
        ("lamp\u00ad\nlighter", "", "lamplighter"),
        ("quiet--\nalmost", "", "quiet--almost"),
    ],
)
def test_a_word_cut_at_the_edge_is_whole_again_where_that_is_safe(cut, elsewhere, whole):
    text = f"He was a man of few words, and of the old kind, an {cut} of\nthe quay. {elsewhere}\n"
    assert whole in " ".join(words for _, words in kinds(text + "\n" + WRAPPED))


def test_wide_characters_are_joined_without_a_space():
    line = "この港には灯が六十あり、それを灯す人は一人しかいなかった。彼の名を知る者は"
    assert kinds(f"{line}\n{line}\n{line}\n")[0] == ("paragraph", line * 3)


def test_a_form_feed_ends_a_paragraph():
    assert len(kinds(WRAPPED + "\f" + WRAPPED)) == 2


def test_items_are_nested_by_their_indents():
    text = "- oil\n- wicks\n    1. long\n    2. short\n- a ladder\n"
    assembly = parse(f"{WRAPPED}\n{text}")
    places = [[(c.group, c.number) for c in b.containers] for b in assembly.blocks[1:]]
    outer, inner = places[0][0][0], places[2][1][0]
    assert places == [
        [(outer, None)],
        [(outer, None)],
        [(outer, None), (inner, 1)],
        [(outer, None), (inner, 2)],
        [(outer, None)],
    ]
    assert [b.opens for b in assembly.blocks[1:]] == [1] * 5


@pytest.mark.parametrize(
    "markers", ["1. 2. 3.", "1) 2) 3)", "(a) (b) (c)", "i. ii. iii.", "A. B. C."]
)
def test_every_kind_of_number_makes_items(markers):
    text = "\n".join(f"{marker} the oil of the lamps" for marker in markers.split())
    assembly = parse(f"{WRAPPED}\n{text}\n\n{WRAPPED}")
    assert [b.containers[-1].number for b in assembly.blocks if b.kind == "item"] == [1, 2, 3]


def test_an_item_keeps_the_marker_that_was_typed():
    assert ("item", "(b) wicks") in kinds(f"{WRAPPED}\n(a) oil\n(b) wicks\n")


def test_a_paragraph_under_an_item_belongs_to_it():
    assembly = parse("1. Buy oil.\n\n   It is cheap in May.\n\n2. Buy wicks.\n\nThen go home.\n")
    assert [len(b.containers) for b in assembly.blocks] == [1, 1, 1, 0]
    assert assembly.blocks[0].containers[0].group == assembly.blocks[2].containers[0].group


def test_a_numbered_list_goes_on_behind_a_paragraph():
    buy = "Buy as much of it for all of the lamps as there is to be had."
    assembly = parse(f"1. {buy}\n\n{WRAPPED}\n2. {buy}\n")
    first, between, second = assembly.blocks
    assert first.containers[0].group == second.containers[0].group
    assert between.containers == ()


def test_a_number_that_stands_alone_makes_no_item():
    assert [kind for kind, _ in kinds(f"{WRAPPED}\nT. Ashby counted the oil himself.\n")] == [
        "paragraph",
        "paragraph",
    ]


def test_a_number_at_the_edge_of_a_paragraph_makes_no_item():
    text = WRAPPED.replace("room could", "12. room could")
    assert [kind for kind, _ in kinds(text)] == ["paragraph"]


@pytest.mark.parametrize("rule", ["* * *", "-----", "=====", "          *", "_ _ _"])
def test_rules_are_rules(rule):
    found = kinds(f"{WRAPPED}\n{rule}\n\n{WRAPPED}")
    assert [kind for kind, _ in found] == ["paragraph", "rule", "paragraph"]


def test_tables_and_listings_are_code():
    table = "lamp      oil     wick\nchurch    3.5     yes\nbar       2.0     no"
    listing = "    for lamp in lamps:\n        light(lamp)"
    found = kinds(f"{WRAPPED}\n{table}\n\n{WRAPPED}\n{listing}\n")
    assert [kind for kind, _ in found] == ["paragraph", "code", "paragraph", "code"]
    assert found[1][1] == table
    assert found[3][1] == "for lamp in lamps:\n    light(lamp)"


@pytest.mark.parametrize(("line", "level"), [("====", 1), ("----", 2)])
def test_underlined_lines_are_headings(line, level):
    assembly = parse(f"{WRAPPED}\nWhat it costs\n{line * 3}\n\n{WRAPPED}")
    assert [(b.kind, b.level, b.origin) for b in assembly.blocks][1] == (
        "heading",
        level,
        "derived",
    )


def test_the_first_line_is_the_title():
    article = from_text(f"The keeper's list\n\n{WRAPPED}", media_type="text/plain")
    assert article.title == "The keeper's list"
    assert (article.blocks[0].kind, article.blocks[0].level) == ("heading", 1)


def test_a_text_that_opens_with_a_sentence_has_no_title():
    assert parse(f"{WRAPPED}\n{WRAPPED}").title == ""


def test_short_lines_of_a_page_stand_close_together():
    tides = "1 March 05:12 low\n1 March 11:30 high\n2 March 05:58 low"
    assembly = parse(f"{WRAPPED * 3}\n\nSource link\nShare this\n{tides}\nBack to top\n\n{WRAPPED}")
    spaced = {words: b.spaced for b, words in zip(assembly.blocks, assembly.texts, strict=True)}
    assert [spaced[tide] for tide in tides.split("\n")] == [True, False, False]


def test_nothing_is_made_of_nothing():
    assert parse("").blocks == parse(" \n\t\n\f").blocks == []


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "the lamp lit. Harbour, OIL quay; 1. 2. (a) - * Share this Home pre- -- = { ) “so” 灯 ~ © "
        "CHAPTER I. Leave a Reply 12:30 in\u00adto",
    )
) | st.sampled_from(["\u2028", "\x1b[0m"])
LINES = st.builds(
    lambda indent, words: " " * indent + " ".join(words),
    st.sampled_from([0, 0, 0, 1, 3, 4, 8]),
    st.lists(WORDS, max_size=25),
) | st.sampled_from(["", "", "-----", "===", "* * *", "\f", "Back to top", "Leave a Reply"])
TEXTS = st.lists(LINES, max_size=30).map("\n".join) | st.text(max_size=400)


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


@given(TEXTS)
def test_every_word_is_in_a_block_or_in_the_residue(text):
    assembly = parse(text)
    whole = letters(printable(text.replace("\f", "\n")))
    if assembly.residue:
        parts = letters("".join([*assembly.texts, *(one.text for one in assembly.residue)]))
        assert Counter(parts) == Counter(whole)
    else:
        assert letters("".join(assembly.texts)) == whole


@given(TEXTS)
def test_blocks_are_printable_and_make_up_the_text(text):
    assembly = parse(text)
    for block, words in zip(assembly.blocks, assembly.texts, strict=True):
        assert words == printable(words)
        assert words or block.kind == "rule"
        assert assembly.text[block.start : block.end] == words
        assert block.opens <= len(block.containers)
        assert bool(block.level) == (block.kind == "heading")
    assert all(0 <= one.position <= len(assembly.text) for one in assembly.residue)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "x\n" * 100_000,
        "\n" * 1_000_000,
        " " * 1_000_000,
        "- " * 500_000,
        "(a) " * 300_000,
        "ab-\ncd\n\n" * 20_000,
        "-----\n" * 40_000,
        "word-\n" * 50_000,
        "| a " * 200_000,
        "CHAPTER I.\n\n" * 20_000,
        "Share this\nLeave a Reply\n" * 10_000,
        ("    " * 50 + "deep\n") * 5_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_texts_are_only_texts(text):
    """Work that grew faster than the text would not come to an end here."""
    assert len(parse(text).text) <= len(text) + len(text) // LONGEST
