"""A text that is searched stretch by stretch has the matches that it has as a whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article import markers
from article.lexicon import lexicon_of
from article.scanning import find_all

PATTERNS = [
    markers._bracketed,
    markers._number,
    markers._letter,
    *(lexicon_of(language).openings for language in ("en", "de")),
]
# fmt: off
PIECES = st.lists(
    st.one_of(
        st.sampled_from([
            "\n", "\n\n", "\n\n\n\n", " ", "   ", ".", "! ", "“", "(", "—", "word", "and ", "the ",
            "first", "Second, ", "Step no. ", "1", "2.", "3) ", "(a) ", "b. ", "ii) ", "Le ",
        ]),
        st.text(max_size=3),
    ),
    max_size=30,
)
# fmt: on


def spans(matches):
    return [(match.regs, match.group()) for match in matches]


@pytest.mark.parametrize("pattern", PATTERNS)
@given(PIECES, st.integers(1, 40))
def test_stretches_of_any_length_have_the_matches_of_the_whole(pattern, pieces, length):
    text = "\n" + "".join(pieces)
    found = find_all(pattern, text, markers._LINES, length)
    assert spans(found) == spans(pattern.finditer(text))


@pytest.mark.parametrize("marker", ["first, w", "a) w", "Step no.\n1: w"])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_match_may_reach_over_many_stretches_and_lines(pattern, marker):
    for filling in ("\n" * 9, "\n" * 8 + "“", " “" * 4, ""):
        text = f"\n1.{' ' * 500}{'w' * 500}.{'”' * 500}{filling}{marker}{'w' * 500}\n"
        for length in (1, 7, 100):
            found = find_all(pattern, text, markers._LINES, length)
            assert spans(found) == spans(pattern.finditer(text))
