"""What is remembered of the articles that were opened."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from article import Article, from_text
from reader.library import Library
from reader.place import Place


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = datetime(2024, 2, 29, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def wait(self) -> None:
        self.time += timedelta(hours=1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path, clock) -> Library:
    return Library(tmp_path / "state" / "articles", tmp_path / "data", clock)


def article(
    words: str = "Rivers carry more than water.",
    source: str = "-",
    title: str = "Rivers",
    **more: str,
) -> Article:
    return replace(from_text(words, title=title), source=source, **more)


PLACE = Place(position=7, quote="carry more", ruler=3, mode="whole", width=60, share=0.25)


def test_an_article_nobody_opened_has_an_empty_entry_and_leaves_no_trace(library):
    entry = library.entry_for(article(source="/a/rivers.md"))
    assert (entry.title, entry.sources, entry.place) == ("Rivers", ("/a/rivers.md",), None)
    assert entry.opened == "2024-02-29T12:00:00.000+00:00"
    assert library.entries() == ()
    assert not library.folder.exists()


def test_what_is_remembered_is_there_the_next_time(library, tmp_path, clock):
    rivers = article(source="/a/rivers.md")
    entry = replace(
        library.entry_for(rivers),
        place=PLACE,
        progress=0.25,
        note_count=3,
        notes=tmp_path / "data" / "rivers.notes.jsonl",
    ).with_read("Rivers carry")
    library.remember(entry)
    clock.wait()
    again = Library(library.folder, library.data_folder, clock).entry_for(rivers)
    assert again == replace(entry, opened="2024-02-29T13:00:00.000+00:00")


def test_the_files_are_for_the_readers_own_eyes(library):
    library.remember(library.entry_for(article()))
    (file,) = library.folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(library.folder.stat().st_mode) == 0o700


def test_a_stretch_counts_as_read_until_its_words_change(library):
    entry = library.entry_for(article()).with_read("Rivers carry more than water.")
    assert entry.has_read("Rivers carry more than water.")
    assert not entry.has_read("Rivers carry less than water.")


def test_an_edited_article_is_known_by_its_path(library):
    library.remember(replace(library.entry_for(article(source="/a/r.md")), place=PLACE))
    entry = library.entry_for(article("All is new.", source="/a/r.md"))
    assert entry.place == PLACE
    assert entry.fingerprint == article("All is new.").fingerprint


def test_a_moved_article_is_known_by_its_words_and_then_by_both_paths(library):
    library.remember(replace(library.entry_for(article(source="/a/r.md")), place=PLACE))
    moved = library.entry_for(article(source="/b/s.md"))
    assert (moved.place, moved.sources) == (PLACE, ("/b/s.md", "/a/r.md"))
    library.remember(moved)
    assert len(library.entries()) == 1
    for source in ("/a/r.md", "/b/s.md"):
        assert library.entry_for(article("All is new.", source=source)).place == PLACE


def test_standard_input_is_known_by_its_words_alone(library):
    library.remember(replace(library.entry_for(article()), place=PLACE))
    assert library.entry_for(article()).place == PLACE
    assert library.entry_for(article("Other words.")).place is None
    assert library.entry_for(article()).sources == ()


def test_what_came_by_standard_input_and_then_as_a_file_is_one_article(library):
    library.remember(replace(library.entry_for(article()), place=PLACE))
    library.remember(library.entry_for(article(source="/a/r.md")))
    library.remember(library.entry_for(article("All is new.", source="/a/r.md")))
    assert [entry.place for entry in library.entries()] == [PLACE]
    assert library.entry_for(article()).place is None


def test_two_articles_that_share_a_title_stay_apart(library):
    library.remember(replace(library.entry_for(article(source="/a/r.md")), place=PLACE))
    assert library.entry_for(article("Other words.", source="/a/s.md")).place is None


def test_the_address_a_text_names_counts_only_together_with_its_title(library):
    url = "https://example.org/book"
    first = article("One.", source="/a/1.html", title="The first chapter", url=url)
    library.remember(replace(library.entry_for(first), place=PLACE))
    assert library.entry_for(replace(first, source="/b/copy.html", text="One!")).place == PLACE
    second = article("Two.", source="/a/2.html", title="The second chapter", url=url)
    assert library.entry_for(second).place is None


def test_entries_come_newest_first_whatever_the_time_zone(library, clock):
    for number in range(3):
        library.remember(library.entry_for(article(f"Text {number}.", source=f"/a/{number}")))
        clock.wait()
    clock.time = clock.time.astimezone(timezone(timedelta(hours=-9)))
    library.remember(library.entry_for(article("Text 0.", source="/a/0")))
    assert [entry.sources[0] for entry in library.entries()] == ["/a/0", "/a/2", "/a/1"]


def test_what_was_read_last_is_something_that_can_be_opened_again(library, clock):
    assert library.last_read() is None
    library.remember(library.entry_for(article("Text 1.", source="/a/1")))
    clock.wait()
    library.remember(library.entry_for(article("From a pipe.")))
    assert library.last_read().sources == ("/a/1",)


def test_fields_of_other_versions_survive(library):
    library.remember(replace(library.entry_for(article(source="/a/r.md")), place=PLACE))
    (file,) = library.folder.iterdir()
    record = json.loads(file.read_text())
    record |= {"rating": 5, "place": record["place"] | {"voice": "soprano"}}
    file.write_text(json.dumps(record))
    library.remember(replace(library.entry_for(article(source="/a/r.md")), progress=0.5))
    changed = json.loads(file.read_text())
    assert (changed["rating"], changed["place"]["voice"]) == (5, "soprano")
    assert changed["progress"] == 0.5


def test_a_damaged_file_is_forgotten_with_one_message(library):
    library.remember(library.entry_for(article(source="/a/r.md")))
    library.remember(library.entry_for(article("Other words.", source="/a/s.md")))
    assert library.damage == ""
    for file in library.folder.iterdir():
        file.write_text(file.read_text()[:-20])
    assert library.entries() == ()
    assert library.entry_for(article(source="/a/r.md")).place is None
    assert library.damage == (
        f"damaged and forgotten: 2 of the places remembered in {library.folder}"
    )
    library.remember(library.entry_for(article(source="/a/r.md")))
    assert len(library.entries()) == 1


@pytest.mark.parametrize("notes", ["\0", "a\0.notes.jsonl", "\ud800"])
def test_a_file_that_names_notes_as_no_file_can_be_named_is_damaged(library, notes):
    library.remember(library.entry_for(article(source="/a/r.md")))
    (file,) = library.folder.iterdir()
    file.write_text(json.dumps({**json.loads(file.read_text()), "notes": notes}))
    assert library.entries() == ()
    assert library.damaged == {file}


def test_a_file_name_that_is_no_unicode_text_is_kept_as_it_is(library):
    source = "/a/\udcffriver.md"
    library.remember(library.entry_for(article(source=source)))
    assert library.last_read().sources == (source,)


def test_a_write_that_fails_leaves_the_old_entry(library, monkeypatch):
    library.remember(replace(library.entry_for(article(source="/a/r.md")), place=PLACE))
    monkeypatch.setattr(Path, "replace", _fail)
    with pytest.raises(OSError, match="no room"):
        library.remember(replace(library.entry_for(article(source="/a/r.md")), place=None))
    assert library.last_read().place == PLACE
    assert len(list(library.folder.iterdir())) == 1


def _fail(*_: object) -> None:
    raise OSError(28, "no room")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
fields = [
    "title",
    "sources",
    "url",
    "sha256",
    "notes",
    "place",
    "progress",
    "read",
    "opened",
    "note_count",
]


# The disk may be slow.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    changes=st.dictionaries(st.sampled_from(fields), json_values), content=st.none() | st.binary()
)
def test_whatever_a_file_holds_the_library_can_be_read(tmp_path_factory, changes, content):
    library = Library(tmp_path_factory.mktemp("state"), Path("/data"), Clock())
    library.remember(replace(library.entry_for(article(source="/a/r.md")), place=PLACE))
    (file,) = library.folder.iterdir()
    record = {**json.loads(file.read_text()), **changes}
    file.write_bytes(json.dumps(record).encode() if content is None else content)
    for entry in library.entries():
        assert 0 <= entry.progress <= 1
    library.remember(library.entry_for(article(source="/a/r.md")))
    assert len(library.entries()) == 1
