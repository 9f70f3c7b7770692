"""The article as plain text, with its marked passages."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from article import Passage, from_text
from reader.cli.plain import Marked, lines_of

ARTICLE = from_text(
    """\
# The tide table

Twice a day the harbour empties, and *nobody* looks up.

## What the keeper knows

- The mud is deeper than it was.
- The old pier leans:
  1. by a hand in spring
  2. by two in autumn

> Do not trust a calm sea at noon.

Last comes an average paragraph, which is long enough to be wrapped at any width that is asked for.
"""
)
ends = st.integers(0, len(ARTICLE.text))
marks = st.lists(
    st.builds(
        lambda a, b, number: Marked(Passage(min(a, b), max(a, b)), number),
        ends,
        ends,
        st.none() | st.integers(1, 99),
    ),
    max_size=6,
)
signs = re.compile(r"\[\[|\]\](?:\{\d+\})?")


@given(marked=marks)
def test_marking_adds_signs_and_changes_nothing_else(marked):
    plain = list(lines_of(ARTICLE))
    assert [signs.sub("", line) for line in lines_of(ARTICLE, marked)] == plain


@given(marked=marks)
def test_what_is_opened_is_closed(marked):
    found = signs.findall("\n".join(lines_of(ARTICLE, marked)))
    depth = 0
    for sign in found:
        depth += 1 if sign == "[[" else -1
        assert depth >= 0
    assert depth == 0
    visible = [one for one in marked if one.passage.of(ARTICLE.text).strip()]
    assert len(found) == 2 * len(visible)


@settings(deadline=None)  # a busy machine wraps slowly
@given(marked=marks, width=st.integers(20, 120))
def test_no_line_is_longer_than_the_width_signs_and_all(marked, width):
    assert max(map(len, lines_of(ARTICLE, marked, width=width))) <= width


def test_a_passage_is_marked_where_it_is():
    start = ARTICLE.text.index("harbour")
    marked = [Marked(Passage(start, start + 7), 3)]
    assert "Twice a day the [[harbour]]{3} empties," in "\n".join(lines_of(ARTICLE, marked))


def test_headings_lists_quotations_and_rules_can_be_told_apart():
    article = from_text("## Two\n\n- one\n  - inner\n\n> said\n\n---\n\n```\ncode\n  more\n```\n")
    assert list(lines_of(article)) == [
        "## Two",
        "",
        "• one",
        "  ◦ inner",
        "",
        "│ said",
        "",
        "* * *",
        "",
        "  code",
        "    more",
    ]


def test_the_columns_of_a_table_stay_under_each_other_with_a_passage_marked():
    article = from_text("| tide | hour |\n|---|---:|\n| high | 6 |\n| low water | 12 |\n")
    start = article.text.index("high")
    assert list(lines_of(article, [Marked(Passage(start, start + 4))])) == [
        "tide      │ hour",
        "──────────┼─────",
        "[[high]]  │    6",
        "low water │   12",
    ]


def test_a_part_begins_with_the_block_of_its_position():
    lines = list(lines_of(ARTICLE, start=ARTICLE.text.index("calm sea")))
    assert lines[0] == "│ Do not trust a calm sea at noon."
