"""What is read of an opening is what the whole parser reads there, and most openings are read."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from article.formats import markdown, markdown_words
from article.formats.assembly import Assembly
from article.formats.markdown_opening import plain_opening

SIGNS = st.sampled_from(
    [
        *[
            "stones",
            "a",
            "Walls",
            "7",
            "1.",
            "12)",
            "é",
            "字",
            "“so”",
            "…",
            "'",
            '"',
            "snake_case",
            "-",
            "—",
        ],
        *["*", "**", "_", "__", "`", "``", "~", "~~", "!", "[", "]", "(", ")", "<", ">", "&", "#"],
        *[
            "*said*",
            "**well**",
            "*said\nso.*",
            '**"Well"**',
            "`so`",
            "[it](x.md)",
            "![alt](https://example.org/a)",
            "_no_",
        ],
        *["[it](https://example.org:80/A?b=c#d)", "(x.md)", "[^1]", "&amp;", "<b>", "\\", "|", ":"],
        *[
            "https://example.org",
            "+",
            ".",
            ",",
            "?",
            "\u00a0",
            "\u00ad",
            "\x1b",
            "\t",
            "  ",
            "word*s",
        ],
    ]
)
WORDS = st.builds(
    str.join, st.sampled_from(["", " ", " "]), st.lists(SIGNS, min_size=1, max_size=7)
)
LINES = st.one_of(
    st.just(""),
    st.just(""),
    WORDS,
    st.builds(
        str.__add__,
        st.sampled_from(
            ["# ", "## ", "- ", "* ", "1. ", "2. ", "3) ", "> ", "  ", "    ", "#", "-"]
        ),
        WORDS,
    ),
    st.sampled_from(
        ["```", "```py", "---", "===", "| --- |", "--- | ---", "[it]: /target", "[^1]: note", "***"]
    ),
)
TEXTS = st.lists(LINES, min_size=1, max_size=20).map("\n".join)
TIDY_LINES = st.sampled_from(
    [
        *[""] * 8,
        "# The walls",
        "## Their stones",
        "It is *said* that **nobody** looks, `so`.",
        "And [it](x.md) stands. ![seen](wall.png)",
        "2 gates_and_towers, (_both_ of them) — “*old*”",
        "- the first *stone*",
        "- the second",
        "  and its sand",
        "   and more of it",
        "* the other",
        "1. one",
        "2. two",
        "> Nobody looks.",
        "```py",
        "```",
        "---",
    ]
)


def whole(text: str) -> Assembly:
    """What the parser makes of a text, without the quick way for plain words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown_words, "plain_words", lambda content: None)
        return markdown.parse(text)


def blocks(assembly: Assembly, count: int) -> list[object]:
    return list(zip(assembly.texts, assembly.blocks, strict=True))[:count]


@given(st.one_of(TEXTS, st.lists(TIDY_LINES, max_size=30).map("\n".join)), st.integers(0, 400))
@example("- a\n\n  b", 400)
@example("- a\n\n- b", 400)
@example("# |\n---", 400)
@example("a *b* c*", 400)
@example("1. a\n2. b\n\n3. c", 12)
def test_what_is_read_is_what_the_whole_parser_reads(text: str, length: int):
    opening, is_whole = plain_opening(text, length)
    expected = whole(text)
    assert blocks(opening, len(opening.blocks)) == blocks(expected, len(opening.blocks))
    if is_whole:
        assert opening == expected
    assert opening.length <= length


@given(TEXTS)
def test_plain_words_are_those_that_the_parser_reads(text: str):
    assert markdown.parse(text) == whole(text)


@pytest.mark.parametrize(
    "text",
    [
        "# Walls\n\nIt is *said* that **nobody** looks, `at all`, [so](https://example.org/so/7).\n",
        "Walls of\ntwo lines, in snake_case & more!\n\n## Next\nOnce.\n\n> Quoted _so_.\n\n---\n",
        "- one\n- *two\n  or* so\n\nso\n\n3. a\n4. b\n\n```py\nif a:\n\n    b\n```\n\n![c](d)\n",
        "“Is it?” — (*yes*) ‘no’\n",
    ],
)
def test_plain_writing_is_read_to_its_end(text: str):
    opening, is_whole = plain_opening(text, len(text))
    assert is_whole
    assert opening == whole(text)


def test_an_opening_ends_where_anything_else_begins():
    for other in (
        "| a |\n|---|\n",
        "<p>b</p>\n",
        "a\n===\n",
        "[a]\n",
        "a  \nb\n",
        "*a*b\n",
        "\tb\n",
    ):
        opening, is_whole = plain_opening(f"Words.\n\n{other}\nMore words.\n", 1_000)
        assert opening.texts == ["Words."]
        assert not is_whole


def test_a_block_that_may_go_on_behind_the_opening_is_not_read():
    assert plain_opening("Words.\n\nMore words", 15) == (plain_opening("Words.\n\n", 99)[0], False)
