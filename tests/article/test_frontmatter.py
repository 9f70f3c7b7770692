"""Front matter: what a text says of itself is read, and nothing else comes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article.frontmatter import FrontMatter, split_front_matter
from article.printable import printable_line

FULL = """---
title: "Talks: a start"
author: Ada Example
date: 2018-03-12
url: https://example.org/talks
lang: en
key_points:
  - One thing.
  - "Another: thing."
tags: [a, b]
nested: {deep: [1, 2]}
---
The text.
"""


def test_what_a_reader_is_shown_is_read_and_the_rest_left_alone():
    front, text = split_front_matter(FULL)
    assert text == "The text.\n"
    assert front == FrontMatter(
        title="Talks: a start",
        author="Ada Example",
        date="2018-03-12",
        url="https://example.org/talks",
        language="en",
        key_points=("One thing.", "Another: thing."),
    )


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("authors: [Ada, Bob]", FrontMatter(author="Ada, Bob")),
        ("author:\n- Ada\n- [x]\n- Bob", FrontMatter(author="Ada, Bob")),
        ("language: de-AT", FrontMatter(language="de-AT")),
        ("title: 1984", FrontMatter(title="1984")),
        ("title: yes", FrontMatter(title="yes")),
        ("title: null\nauthor: ~\ndate:", FrontMatter()),
        ("title: [a]\nauthor: {name: b}\nkey_points: c", FrontMatter()),
        ("key_points: [a, [b], {c: d}, '', ~, e]", FrontMatter(key_points=("a", "e"))),
        ("title: |\n  two\n  lines", FrontMatter(title="two lines")),
        ("title: !!python/name:os.system x", FrontMatter(title="x")),
        ("base: &base {title: no}\n<<: *base", FrontMatter()),
        ('title: "a\\e[31m\\x9b b\\u202e"', FrontMatter(title="a␛[31m� b")),
    ],
)
def test_only_plain_texts_are_taken_and_made_safe(yaml, expected):
    assert split_front_matter(f"---\n{yaml}\n---\ntext") == (expected, "text")


@pytest.mark.parametrize(
    "text",
    [
        "--- \ntitle: a\n...\t\nrest",
        "---\ntitle: a\n---\nrest",
        "---\n---\nrest",
        "---\n# only a comment: a\nb: c\n---\nrest",
    ],
)
def test_fences_may_have_white_space_and_end_as_yaml_does(text):
    assert split_front_matter(text)[1] == "rest"


def test_front_matter_may_end_the_text():
    assert split_front_matter("---\ntitle: a\n---") == (FrontMatter(title="a"), "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "text\n---\ntitle: a\n---\n",
        " ---\ntitle: a\n---\n",
        "----\ntitle: a\n----\n",
        "---\ntitle: a\n\nno end",
        "---\ntitle: a\n ---\n",
        "---\njust words\n---\nmore",
        "---\n- a list\n---\nmore",
        "---\ntitle: [a\n---\nmore",
        "---\n\ttitle: a\n---\nmore",
        "---\na: &a [*a]\n---\nmore",
        "---\n? [a]\n: b\n---\nmore",
        "---\na: \x00\n---\nmore",
        "---\na: \ud800\n---\nmore",
        "---\n%YAML 9.9\n---\nmore",
    ],
)
def test_what_is_no_front_matter_stays_in_the_text(text):
    assert split_front_matter(text) == (FrontMatter(), text)


@pytest.mark.parametrize(
    "yaml",
    [
        "a: " + "[" * 40_000,
        "a: " + "{" * 40_000,
        "- " * 40_000,
        "? " * 40_000,
        "a: " + "[" * 9_000 + "]" * 9_000,
        "a: " + "&a " * 30_000,
        'a: "' + "\\" * 50_000,
        "a: " * 30_000,
    ],
    ids=lambda yaml: yaml[:8],
)
def test_deep_or_endless_yaml_is_text(yaml):
    text = f"---\n{yaml}\n---\nmore"
    assert split_front_matter(text) == (FrontMatter(), text)


def test_aliases_do_not_multiply():
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for name, before in zip("bcdefghijklmnop", "abcdefghijklmno", strict=True):
        bomb += f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    front, text = split_front_matter(f"---\n{bomb}title: t\nkey_points: *p\n---\nrest")
    assert (front, text) == (FrontMatter(title="t"), "rest")


def test_a_long_text_that_only_begins_with_a_rule_is_looked_through_once():
    text = "---\n" + "--- no end\n" * 100_000
    assert split_front_matter(text) == (FrontMatter(), text)


# A piece a line would be a page.
# fmt: off
PIECES = [
    "title", "author", "key_points", ": ", "\n", "- ", "  ", "[", "]", "{", "}", ",", '"', "'", "|",
    ">", "&a", "*a", "!!int ", "%", "#", "?", "~", "\t", "word", "\x1b", "é", "\\", "---",
]
# fmt: on


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text())
def test_no_front_matter_raises_or_lets_a_command_pass(yaml):
    text = f"---\n{yaml}\n---\nrest"
    front, rest = split_front_matter(text)
    assert text.endswith(rest)
    words = [front.title, front.author, front.date, front.url, front.language, *front.key_points]
    assert all(word == printable_line(word) for word in words)
