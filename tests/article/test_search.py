"""Searching a text stretch by stretch finds what searching it at once finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from article.passage import Passage
from article.search import Hits, query_of

TEXTS = st.text(alphabet="ab -\n’'", max_size=80)
QUERIES = st.text(alphabet="ab -'", min_size=1, max_size=4)


def found(text: str, words: str, stretch: int) -> Hits:
    hits = Hits()
    query = query_of(words)
    assert query is not None
    for start in range(0, len(text), stretch):
        hits.find(query, text, start, min(len(text), start + stretch))
    return hits


@given(TEXTS, QUERIES.filter(query_of), st.integers(1, 90))
def test_stretches_make_no_difference(text: str, query: str, stretch: int):
    assert list(found(text, query, stretch)) == list(found(text, query, 1_000))


@given(
    st.text(alphabet="kiszKISZſıİ\N{KELVIN SIGN}\ud800é -’", max_size=60),
    st.text(alphabet="kiszKISZé_ -'", min_size=1, max_size=3).filter(query_of),
    st.integers(1, 20),
)
def test_a_stretch_is_passed_over_only_where_no_hit_is(text: str, words: str, stretch: int):
    query = query_of(words)
    assert query is not None
    everywhere = [Passage(*match.span()) for match in query.pattern.finditer(text)]
    assert list(found(text, words, stretch)) == everywhere


@given(TEXTS, QUERIES.filter(query_of), st.integers(0, 80), st.integers(0, 80))
def test_the_hits_within_a_stretch_are_those_that_share_a_character_with_it(
    text: str, query: str, start: int, length: int
):
    hits = found(text, query, 1_000)
    wanted = Passage(start, start + length)
    near = [hit for hit in hits if hit.overlaps(wanted)]
    assert list(hits.within(wanted.start, wanted.end)) == near


def test_hits_move_with_the_text():
    assert list(Hits([1, 5], [3, 9]).moved(10)) == [Passage(11, 13), Passage(15, 19)]


def test_a_query_is_found_over_line_ends_hyphens_and_other_quotation_marks():
    text = "The well-\nmended wall’s end"
    assert [hit.of(text) for hit in found(text, "well mended", 1_000)] == ["well-\nmended"]
    assert [hit.of(text) for hit in found(text, "wall's", 1_000)] == ["wall’s"]
    assert not found(text, "Well", 1_000)


def test_dashes_and_spaces_in_a_query_are_one_gap_however_many_there_are():
    assert [hit.start for hit in found("one - two, one—two, onetwo", "one - two", 1_000)] == [0, 11]
    assert not found("a" + " -" * 2_000 + " c", "a - - - - b", 5_000)
