"""What stands around a place is shown again only while all that it follows from is as it was."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from article import Article, open_article
from reader import folders
from reader.early import first_screen, screen_of
from reader.kept_stretch import keep_stretch, kept_stretch
from reader.library import own_library
from reader.options import ReadingOptions
from reader.place import Mode, Place, found_again, place_at
from reader.records import read_record, replace_record
from reader.view.pages import pages_of

OPTIONS = ReadingOptions()
TABLE = "| *stone* | weight |\n|:--|--:|\n| [old](s.md) | 12 |\n\n"
LIST = "1. the first `wall`\n\n   - with a door\n   - and a window\n2. the **second**\n\n"
QUOTE = "> Nobody looks at them,\n> they say.\n\n"
CODE = "```python\nwalls = [12]\n```\n\n---\n\n"


def section(number: int, paragraphs: int) -> str:
    words = (f"Wall {number}.{n} has to be mended, now or never.\n\n" for n in range(paragraphs))
    return f"## Section {number}\n\n{LIST}{TABLE}{CODE}{QUOTE.join(words)}"


SECTIONS = "".join(section(number, 3) for number in range(40))
TEXTS = {
    "short sections": SECTIONS,
    "a long section": section(0, 900),
    "a long section before others": section(0, 900) + SECTIONS,
}
PLACES = [
    ("short sections", "They are"),
    ("short sections", "Wall 31.2 "),
    ("a long section", "Wall 0.1 "),
    ("a long section", "Wall 0.500 "),
    ("a long section", "Wall 0.899 "),
    ("a long section before others", "Wall 0.500 "),
    ("a long section before others", "Wall 0.899 "),
]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"POSTIL_{kind}_DIR", str(tmp_path / kind.lower()))


def written(folder: Path, words: str) -> Path:
    text = folder / "walls.md"
    text.write_text(f"# Walls\n\nThey are old.\n\n{words}", encoding="utf-8")
    return text


def entry_of(text: Path) -> Path:
    return own_library().file_at(str(text))


def leave(text: Path, words: str, mode: Mode = "section") -> tuple[Article, Place]:
    """Leave a text at some words of it."""
    article = open_article(text)
    position = article.text.index(words)
    place = place_at(article.text, position, ruler=position, mode=mode)
    pages = pages_of(article) if mode == "section" else [range(len(article.blocks))]
    shown = next(page for page in pages if article.block_at(position) in page)
    replace_record(entry_of(text), {"place": position})
    keep_stretch(article, place, shown, entry_of(text), None)
    return article, place


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (200, 90)])
@pytest.mark.parametrize("mode", ["section", "whole"])
@pytest.mark.parametrize(("name", "words"), PLACES)
def test_it_shows_on_any_terminal_what_the_whole_text_shows(
    tmp_path: Path, name: str, words: str, mode: Mode, size: tuple[int, int]
):
    text = written(tmp_path, TEXTS[name])
    article, place = leave(text, words, mode)
    kept = kept_stretch(text, entry_of(text), None)
    assert kept is not None
    screen = screen_of(article, place, OPTIONS, size)
    assert screen_of(*kept, OPTIONS, size) == screen
    assert first_screen(str(text), OPTIONS, size, at_once=True) == screen


def test_little_is_kept_of_a_long_text(tmp_path: Path):
    text = written(tmp_path, section(0, 20_000))
    leave(text, "Wall 0.7000 ")
    (kept,) = folders.stretches_folder().iterdir()
    assert kept.stat().st_size < 200_000 < text.stat().st_size / 5


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.write_text("Walls were mended."),
        lambda text: text.unlink(),
        lambda text: replace_record(entry_of(text), {"place": 100}),
        lambda text: next(folders.stretches_folder().iterdir()).write_text("[1]"),
        lambda text: next(folders.stretches_folder().iterdir()).write_text('{"text": 1}'),
        lambda text: next(folders.stretches_folder().iterdir()).unlink(),
    ],
)
def test_a_change_makes_it_useless(tmp_path: Path, change: Callable[[Path], object]):
    text = written(tmp_path, SECTIONS)
    leave(text, "Wall 31.2 ")
    assert kept_stretch(text, entry_of(text), None)
    change(text)
    assert kept_stretch(text, entry_of(text), None) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("They are old.", "They are very old."),
        ("# Walls", "---\ntitle: Stones\n---\n# Walls"),
        ("Wall 31.1 has", "Wall 31.1 had"),
        ("Wall 9.2 has", "```\nWall 9.2 has"),
    ],
    ids=["at the beginning", "in front of it", "near the place", "what begins a listing"],
)
def test_an_edit_there_makes_it_useless(tmp_path: Path, before: str, after: str):
    text = written(tmp_path, SECTIONS)
    leave(text, "Wall 31.2 ")
    text.write_text(text.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    assert kept_stretch(text, entry_of(text), None) is None


@pytest.mark.parametrize("size", [(120, 40), (200, 90)])
@pytest.mark.parametrize(("name", "words"), PLACES)
def test_after_edits_elsewhere_it_shows_what_the_whole_text_shows(
    tmp_path: Path, name: str, words: str, size: tuple[int, int]
):
    text = written(tmp_path, TEXTS[name])
    _, place = leave(text, words)
    parts = text.read_text(encoding="utf-8").split("\n\n")
    chance, useful = random.Random(size[0]), 0
    for _ in range(12):
        edited = parts.copy()
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(60, len(edited))
            edited[at : at + chance.randint(0, 2)] = [f"A new *word* {n}." for n in range(at % 3)]
        text.write_text("\n\n".join(edited), encoding="utf-8")
        if kept := kept_stretch(text, entry_of(text), None):
            useful += 1
            article = open_article(text)
            now = found_again(place, article.text)
            assert screen_of(*kept, OPTIONS, size) == screen_of(article, now, OPTIONS, size)
    assert useful or len(parts) < 500


def test_a_text_that_is_read_as_something_else_has_none(tmp_path: Path):
    text = written(tmp_path, SECTIONS)
    leave(text, "Wall 31.2 ")
    assert kept_stretch(text, entry_of(text), "text/plain") is None


@pytest.mark.parametrize("name", ["text", "title"])
def test_what_the_terminal_would_obey_is_not_shown(tmp_path: Path, name: str):
    text = written(tmp_path, SECTIONS)
    leave(text, "Wall 31.2 ")
    (kept,) = folders.stretches_folder().iterdir()
    record = read_record(kept)
    replace_record(kept, {**record, name: "\x1b]0;walls\x07"})
    assert kept_stretch(text, entry_of(text), None) is None


def test_those_of_the_texts_that_were_left_last_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("reader.kept_stretch._MOST", 3)
    texts = []
    for number in range(5):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        texts.append(written(folder, SECTIONS))
        leave(texts[-1], "Wall 31.2 ")
        os.utime(folders.stretches_folder() / entry_of(texts[-1]).name, ns=(0, number))
    kept = [kept_stretch(text, entry_of(text), None) is not None for text in texts]
    assert kept == [False, False, True, True, True]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path):
    folders.cache_folder().write_text("in the way")
    text = written(tmp_path, SECTIONS)
    leave(text, "Wall 31.2 ")
    assert kept_stretch(text, entry_of(text), None) is None
