"""The gate to the terminal: what may not pass does not, and everything else is left alone."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article.printable import printable, printable_line

DROPPED = "\u00ad\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HOSTILE = st.text(st.sampled_from("ab \n\r\t\x00\x07\x1b\x7f\x85\x9b\u2028\u2029\ud800" + DROPPED))


def forbidden(character: str) -> bool:
    """What a terminal could obey, or what hides the order of other characters."""
    code = ord(character)
    return (
        (unicodedata.category(character) == "Cc" and character != "\n")
        or unicodedata.category(character) in ("Cs", "Zl", "Zp")
        or unicodedata.bidirectional(character)
        in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        or code in (0x00AD, 0xFEFF)
    )


def test_of_all_of_unicode_no_forbidden_character_passes_and_no_other_is_changed():
    every = list(map(chr, range(sys.maxunicode + 1)))
    harmless = "".join(character for character in every if not forbidden(character))
    assert printable(harmless) == harmless
    for character in filter(forbidden, every):
        assert not any(map(forbidden, printable(character))), hex(ord(character))


@given(HOSTILE | st.text())
def test_no_forbidden_character_remains_in_any_text(text):
    assert not any(map(forbidden, printable(text)))


@given(HOSTILE | st.text())
def test_what_is_printable_stays_as_it_is(text):
    assert printable(printable(text)) == printable(text)


@given(HOSTILE | st.text(), HOSTILE | st.text())
def test_printable_texts_joined_are_printable(first, second):
    joined = printable(first) + printable(second)
    assert printable(joined) == joined


@given(HOSTILE | st.text())
def test_a_printable_line_is_one_line_without_white_space_to_spare(text):
    line = printable_line(text)
    assert not any(map(forbidden, line))
    assert "\n" not in line
    assert line == " ".join(line.split())


@pytest.mark.parametrize(
    "text",
    [
        "plain words, “quoted” – and dashed — with § and 3 × 4…",
        "family \U0001f468\u200d\U0001f469\u200d\U0001f467",
        "flag of letters \U0001f3f4\U000e0067\U000e0062\U000e007f",
        "skin \U0001f44d\U0001f3fd, keycap 1\ufe0f\u20e3",
        "مرحبا بالعالم \u200f(RLM)\u200e \u061c",
        "می\u200cخواهم",
        "e\u0301 and n\u0303o, क्षि, நிலம்",
        "漢字、かな。한국어",
        "no-break\u00a0space, thin\u2009space, zero\u200bwidth",
    ],
)
def test_ordinary_text_is_not_touched(text):
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]8;;https://a.example\x1b\\link\x1b]8;;\x07", "␛]8;;https://a.example␛\\link␛]8;;␇"),
        ("\x1b]52;c;cm0gLXJm\x07", "␛]52;c;cm0gLXJm␇"),
        ("\x9b31mred\x7f", "�31mred␡"),
        ("a\tb", "a    b"),
        ("one\r\ntwo\rthree\x85four\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("soft\u00adhyphen \ufeffmark", "softhyphen mark"),
        ("user\u202etxt.exe\u202c", "usertxt.exe"),
        ("half \ud83d pair", "half � pair"),
    ],
)
def test_commands_are_shown_as_symbols_and_reordering_is_dropped(text, shown):
    assert printable(text) == shown


def test_a_line_has_no_line_ends():
    assert printable_line(" a\r\n\tb\u2029 c\x1b ") == "a b c␛"
