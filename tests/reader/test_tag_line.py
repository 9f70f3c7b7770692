"""Tags as they are typed on a line, and read from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.tag_line import completed, tags_on, written

TAGS = st.text(st.sampled_from('ab #"é,'), min_size=1).map(str.strip).filter(bool)


@given(st.lists(TAGS, unique=True))
def test_tags_that_are_written_on_a_line_are_read_from_it(tags: list[str]) -> None:
    assert tags_on(" ".join(map(written, tags))) == tuple(tags)


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("#leverage  money", ("leverage", "money")),
        ("money money #", ("money",)),
        ('a "b c" #"d e"', ("a", "b c", "d e")),
        ('"b c', ("b c",)),
        ('5" 6"', ('5"', '6"')),
        ('"say ""no"" now"', ('say "no" now',)),
        ("", ()),
    ],
)
def test_what_a_reader_types_is_read_as_it_is_meant(line: str, tags: tuple[str, ...]) -> None:
    assert tags_on(line) == tags


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("lev", "leverage"),
        ("money #Lev", "money #Leverage"),
        ("leverage lev", None),
        ('money "b', 'money "b c"'),
        ('"b c" "b', None),
        ('"b c" mo', '"b c" money'),
        ("money ", None),
        ("", None),
    ],
)
def test_the_tag_that_is_being_typed_is_completed(line: str, whole: str | None) -> None:
    assert completed(line, ["leverage", "b c", "money"]) == whole
