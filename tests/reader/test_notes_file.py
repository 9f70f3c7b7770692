"""Finding the annotations file of an article."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from article import Article, from_text
from reader.library import Library
from reader.notes_file import all_notes_files, candidates_for, notes_path_for, slug

WORDS = "\n\n".join(
    f"The {name} keeper tends the lamp of tower number {number} through the night."
    for number, name in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"]
    )
)


@pytest.fixture
def library(tmp_path) -> Library:
    (tmp_path / "data").mkdir()
    return Library(tmp_path / "state", tmp_path / "data", lambda: datetime(2024, 1, 1, tzinfo=UTC))


def article(words: str = WORDS, source: str = "-", title: str = "The Lamp", **more: str) -> Article:
    return replace(from_text(words, title=title), source=source, **more)


def notes_on(path: Path, about: Article, *quotes: str) -> Path:
    """An annotations file as the store writes it."""
    header = {
        "id": "@article",
        "format": "postil-notes",
        "v": 1,
        "title": about.title,
        "sources": [] if about.source == "-" else [about.source],
        "sha256": about.fingerprint,
    }
    records = [{"id": str(n), "origin": {"exact": quote}} for n, quote in enumerate(quotes)]
    path.write_text("".join(json.dumps(record) + "\n" for record in [header, *records]))
    return path


def test_a_new_article_gets_a_readable_name_in_the_data_folder(library):
    lamp = article(title="The Lamp: light & shadow")
    path = notes_path_for(lamp, library)
    assert path.parent == library.data_folder
    assert path.name == f"the-lamp-light-shadow-{lamp.fingerprint[:6]}.notes.jsonl"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_among_the_files_of_notes_is_none_of_them(library):
    os.mkfifo(library.data_folder / "pipe.notes.jsonl")
    lamp = article()
    path = notes_on(library.data_folder / "tower.notes.jsonl", lamp, WORDS[:60])
    assert notes_path_for(lamp, library) == path
    assert [one.path for one in candidates_for(lamp, library)] == [path]
    assert all_notes_files(library) == (path,)


def test_a_chosen_file_wins(library, tmp_path):
    beside = notes_on(tmp_path / "lamp.notes.jsonl", article())
    lamp = article(source=str(tmp_path / "lamp.md"))
    assert notes_path_for(lamp, library) == beside
    assert notes_path_for(lamp, library, tmp_path / "x.jsonl") == tmp_path / "x.jsonl"


@pytest.mark.parametrize("name", ["lamp.notes.jsonl", "lamp.md.notes.jsonl"])
def test_a_file_beside_the_article_wins_over_what_is_known(library, tmp_path, name):
    lamp = article(source=str(tmp_path / "lamp.md"))
    known = notes_on(library.data_folder / "old.notes.jsonl", lamp)
    library.remember(replace(library.entry_for(lamp), notes=known))
    assert notes_path_for(lamp, library) == known
    beside = notes_on(tmp_path / name, lamp)
    assert notes_path_for(lamp, library) == beside


def test_an_article_whose_name_leaves_no_room_for_more_has_its_notes_in_the_data_folder(
    library, tmp_path
):
    lamp = article(source=str(tmp_path / f"{'灯' * 82}.md"))
    Path(lamp.source).write_text(WORDS)
    path = notes_path_for(lamp, library)
    assert path.parent == library.data_folder
    library.remember(replace(library.entry_for(lamp), notes=path))
    assert notes_path_for(lamp, library) == path


@pytest.mark.parametrize("source", ["http://example.org/lamp.html", "-"])
def test_what_is_no_file_has_no_notes_beside_it(library, tmp_path, monkeypatch, source):
    monkeypatch.chdir(tmp_path)
    folder = Path("http:/example.org")
    folder.mkdir(parents=True)
    for name in (folder / "lamp.html.notes.jsonl", folder / "lamp.notes.jsonl", "-.notes.jsonl"):
        notes_on(Path(name), article())
    assert notes_path_for(article(source=source), library).parent == library.data_folder


def test_an_address_may_be_longer_than_any_path(library):
    lamp = article(source=f"http://example.org/{'lamp/' * 1000}")
    assert notes_path_for(lamp, library).parent == library.data_folder


def test_a_file_that_was_chosen_once_is_not_the_articles_own(library, tmp_path):
    lamp = article(source="/a/lamp.md")
    library.remember(replace(library.entry_for(lamp), notes=tmp_path / "of-a-friend.jsonl"))
    assert notes_path_for(lamp, library).parent == library.data_folder


def test_an_edited_and_then_moved_article_keeps_its_notes(library):
    lamp = article(source="/a/lamp.md")
    path = notes_path_for(lamp, library)
    library.remember(replace(library.entry_for(lamp), notes=path))
    edited = article(WORDS + "\n\nMore.", source="/a/lamp.md")
    assert notes_path_for(edited, library) == path
    library.remember(library.entry_for(edited))
    assert notes_path_for(replace(edited, source="/b/light.md"), library) == path


def test_a_data_folder_may_be_a_symbolic_link(library, tmp_path):
    linked = Library(library.folder, tmp_path / "link", library.clock)
    linked.data_folder.symlink_to(library.data_folder)
    lamp = article(source="/a/lamp.md")
    path = library.data_folder / "renamed-by-hand.notes.jsonl"
    linked.remember(replace(linked.entry_for(lamp), notes=path))
    assert notes_path_for(lamp, linked) == path


def test_without_anything_remembered_the_files_themselves_say_what_they_are_about(library):
    lamp = article(source="/a/lamp.md")
    notes_on(library.data_folder / "a.notes.jsonl", article("Something else.", "/a/else.md"))
    path = notes_on(library.data_folder / "b.notes.jsonl", lamp)
    assert notes_path_for(article("All is new.", source="/a/lamp.md"), library) == path
    assert notes_path_for(article(source="/elsewhere/x.md"), library) == path
    assert notes_path_for(article(), library) == path


def test_two_articles_that_share_a_title_stay_apart(library):
    notes_on(library.data_folder / "a.notes.jsonl", article(source="/a/lamp.md"))
    other = notes_path_for(article("Other words.", source="/a/other.md"), library)
    assert other != library.data_folder / "a.notes.jsonl"
    assert not other.exists()


def test_a_name_that_notes_on_another_text_have_is_never_taken(library):
    lamp = article()
    taken = notes_path_for(lamp, library)
    notes_on(taken, article("A text whose fingerprint begins with the same digits."))
    assert not notes_path_for(lamp, library).exists()


def test_damaged_and_foreign_lines_do_not_hide_what_a_file_is_about(library):
    path = notes_on(library.data_folder / "a.notes.jsonl", article())
    path.write_bytes(b'<<<<<<< ours\n[1]\n{"id"\n\xff\xfe\n' + path.read_bytes())
    assert notes_path_for(article(source="/b/moved.md"), library) == path


def test_notes_whose_quotes_are_mostly_there_are_offered_not_taken(library):
    quotes = WORDS.split("\n\n")
    path = notes_on(library.data_folder / "a.notes.jsonl", article("x", title="Old"), *quotes[:5])
    today = article("\n\n".join(quotes[1:]), source="/b/new.md", title="New")
    assert notes_path_for(today, library) != path
    (candidate,) = candidates_for(today, library)
    assert (candidate.path, candidate.title) == (path, "Old")
    assert (candidate.quotes_found, candidate.quotes_tried) == (4, 5)


def test_the_same_title_alone_is_no_reason_to_offer_notes(library):
    notes_on(library.data_folder / "a.notes.jsonl", article("x"), "a quote found nowhere else")
    notes_on(library.data_folder / "b.notes.jsonl", article("y"))
    assert candidates_for(article(), library) == ()


def test_the_likeliest_candidate_comes_first(library):
    quotes = WORDS.split("\n\n")
    some = notes_on(library.data_folder / "a.notes.jsonl", article("x"), *quotes[:3], "y" * 30)
    best = notes_on(library.data_folder / "b.notes.jsonl", article("y"), *quotes[:3])
    assert [candidate.path for candidate in candidates_for(article(), library)] == [best, some]


def test_all_files_are_those_of_the_data_folder_and_those_in_use_elsewhere(library, tmp_path):
    one = notes_on(library.data_folder / "a.notes.jsonl", article())
    two = notes_on(tmp_path / "lamp.notes.jsonl", article())
    gone = [tmp_path / "deleted.notes.jsonl", tmp_path / f"{'damaged' * 50}.notes.jsonl"]
    for number, notes in enumerate((one, two, *gone)):
        entry = library.entry_for(article(f"Text {number}."))
        library.remember(replace(entry, notes=notes))
    assert all_notes_files(library) == tuple(sorted((one, two)))


@given(title=st.text(max_size=200))
@example("../../etc/passwd")
@example("..")
@example("C:\\windows\\con")
@example("-rf ~ $(reboot)\n\x1b]0;x\x07")
@example("\u202egpj.exe")
@example("数" * 300)
def test_no_title_leads_out_of_the_folder_or_breaks_a_file_system(title):
    name = slug(title)
    assert name
    assert all(character == "-" or character.isprintable() for character in name)
    assert not set(name) & set("/\\:*?\"<>|$`'. \n\t\0~")
    assert name[0] != "-"
    assert len(name) <= 48
    assert len(f"{name}-{'0' * 32}.notes.jsonl".encode()) <= 240


def test_a_title_becomes_words_and_hyphens():
    assert (
        slug("Talks with North Korea: skepticism & hope")
        == "talks-with-north-korea-skepticism-hope"
    )
    assert slug("Über die Brücke") == "über-die-brücke"
    assert slug("!!!") == "article"
    assert slug("a" * 99) == "a" * 48
    assert slug("word " * 30) == "-".join(["word"] * 9)
