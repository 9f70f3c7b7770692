"""Whatever a foreign file holds, an import takes it over or says in one line what is wrong."""

from __future__ import annotations

import json
import random

import pytest
from exchange_samples import FIXTURES, PHRASES, ferry
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from article.printable import printable
from reader.annotations.annotation_set import AnnotationSet, read
from reader.annotations.errors import NotesUnreadable
from reader.annotations.exchange import IN_PLACE, OBJECTS, TEXTS, hypothesis, own, w3c
from reader.annotations.exchange import foreign as bounds
from reader.annotations.exchange.reading import READABLE, read_notes
from reader.annotations.placing import place_notes

ARTICLE = ferry()
GOLDEN = [(FIXTURES / name).read_bytes() for name in ("w3c.json", "hypothesis.json")]
GOLDEN += [(FIXTURES / name).read_bytes() for name in ("clippings.txt", "in-place.md")]

KEYS = (
    "type Annotation TextualBody body value purpose tagging target selector TextQuoteSelector "
    "exact prefix suffix start end refinedBy id created rows annotations uri references text "
    "tags quote note color items first AnnotationPage state @context bodyValue styleClass "
    "creator name user user_info display_name 2024-02-29T12:00:00Z ferry"
)
WORDS = st.sampled_from(KEYS.split())
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | WORDS
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=6),
    max_leaves=25,
)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("foreign") / "notes"


def news_in(file, form: str = "") -> AnnotationSet | None:
    """What a file adds; nothing where one line says why it was refused."""
    refusal = ""
    try:
        return read_notes(file, ARTICLE, AnnotationSet(), form)
    except NotesUnreadable as error:
        refusal = str(error)
    assert refusal.startswith("notes ")
    assert "\n" not in refusal
    assert printable(refusal) == refusal
    return None


def taken(file, content: bytes, form: str) -> None:
    """Import a file; what comes of it can be kept, read again, and written in every format."""
    file.write_bytes(content)
    news = news_in(file, form)
    if news is None:
        return
    reading = read("".join(f"{line}\n" for line in news.lines.values()).encode())
    assert reading.annotations.living == news.living
    assert not reading.annotations.unreadable
    assert not reading.torn
    notes = place_notes(ARTICLE.text, news)
    for write in (*TEXTS.values(), *IN_PLACE.values()):
        assert isinstance(write(ARTICLE, notes), str)
    for write in OBJECTS.values():
        json.dumps(write(ARTICLE, notes), allow_nan=False)
    assert not read_notes(file, ARTICLE, news, form).lines


FORMS = st.sampled_from(["", *READABLE])
hostile = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@hostile
@given(FORMS, st.binary(max_size=200))
@example("", b"")
@example("", b"[]")
@example("", b"\xff\xfe[\x00")
def test_any_bytes(file, form, content):
    taken(file, content, form)


@hostile
@given(FORMS, VALUES)
@example("hypothesis", {"rows": 1})
@example("own", {"id": "0"})
@example("w3c", [{"type": "Annotation", "target": {"selector": {"refinedBy": [1]}}}])
@example("hypothesis", [{"uri": "", "text": "\ud800", "tags": ["\udfff"], "id": "\ud800"}])
def test_json_of_wrong_types(file, form, value):
    taken(file, json.dumps(value).encode(), form)


@hostile
@given(FORMS, st.lists(VALUES, min_size=1, max_size=3), st.sampled_from(["w3c", "rows", "own"]))
def test_json_of_the_right_shape_with_anything_in_it(file, form, values, shape):
    rows = [value if isinstance(value, dict) else {"body": value} for value in values]
    outer = {
        "w3c": [{**row, "type": "Annotation"} for row in rows],
        "rows": {"rows": [{"target": row, **row, "uri": "u"} for row in rows]},
        "own": [{**row, "quote": "ferry"} for row in rows],
    }
    taken(file, json.dumps(outer[shape]).encode(), form)


@hostile
@given(FORMS, st.lists(st.sampled_from([*PHRASES, "==========", "- Your Note", "<!--postil "])))
def test_texts_that_look_like_notes(file, form, phrases):
    taken(file, "".join(phrases).encode(), form)


@hostile
@given(st.sampled_from(GOLDEN), st.integers(0, 5000), st.integers(0, 2**32))
def test_good_files_that_were_cut_or_damaged(file, content, end, seed):
    chance = random.Random(seed)
    damaged = bytearray(content[:end])
    for _ in range(chance.randrange(4)):
        damaged[chance.randrange(len(damaged) + 1) :][:1] = bytes([chance.randrange(256)])
        if damaged:
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    taken(file, bytes(damaged), "")


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 1_000_000,
        b"[" * 60 + b"]" * 60,
        b'{"rows":' * 500 + b"1" + b"}" * 500,
        b'[{"type":"Annotation","x":1e999}]',
        b'[{"type":"Annotation","x":NaN}]',
        b'[{"type":"Annotation","x":' + b"9" * 5000 + b"}]",
        b'[{"uri":"u","text":"' + b"n" * 1_000_001 + b'"}]',
        b'[{"uri":"u"},5]',
        b'{"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationPage","items":[4]}',
        b"[%s]" % b",".join(b'{"quote":"","id":"%d"}' % n for n in range(50_001)),
        b"A letter.\n",
        b"\0\xff\n" * 9,
    ],
    ids=range(12),
)
def test_a_file_that_is_refused(file, content):
    file.write_bytes(content)
    assert news_in(file) is None


@pytest.mark.parametrize("row", [{"uri": "u"}, {"type": "Annotation"}, {"quote": ""}])
def test_a_file_with_too_many_notes_is_refused_before_they_are_looked_at(file, monkeypatch, row):
    def no_look(*_):
        raise AssertionError("a note was looked at")

    monkeypatch.setattr(bounds, "MAX_ANNOTATIONS", 3)
    file.write_text(json.dumps([{**row, "id": "x"}] * 3))
    assert len(read_notes(file, ARTICLE, AnnotationSet())) == 1
    for module in (hypothesis, w3c, own):
        monkeypatch.setattr(module, "id_of", no_look)
    file.write_text(json.dumps([{**row, "id": "x"}] * 4))
    with pytest.raises(NotesUnreadable, match="more than 3 notes"):
        read_notes(file, ARTICLE, AnnotationSet())


def test_files_that_are_not_there_or_too_large(file, tmp_path, monkeypatch):
    for path in (tmp_path, tmp_path / "none", tmp_path / "a\0b"):
        with pytest.raises(NotesUnreadable):
            read_notes(path, ARTICLE, AnnotationSet())
    file.write_bytes(b"[]" + b" " * bounds.MAX_BYTES)
    with pytest.raises(NotesUnreadable, match="50 MB"):
        read_notes(file, ARTICLE, AnnotationSet())


def test_numbers_as_large_as_json_has_them_are_kept(file):
    file.write_text('[{"uri": "u", "text": "n", "x": 1' + "0" * 4000 + ', "y": 1e308}]')
    (note,) = read_notes(file, ARTICLE, AnnotationSet())
    assert note.ext["hypothesis"]["x"] == 10**4000


@pytest.mark.parametrize("piece", [*PHRASES, "{==x", "<!--postil ", "{--a", '{>>#"', "\\", "\\{=="])
def test_a_text_of_nothing_but_one_sign_is_read(file, piece):
    file.write_text("{==" + piece * (30_000 // len(piece)), newline="")
    news = news_in(file, "markdown")
    assert news is None or len(news) <= len(piece) * 30_000
