"""The first screen of the next time is shown only while all that it follows from is as it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reader import folders
from reader.kept_screen import keep_screen, kept_screen
from reader.options import ReadingOptions
from reader.records import replace_record

SIZE = (80, 24)
OPTIONS = ReadingOptions(width=60)


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A text whose first screen is kept."""
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"POSTIL_{kind}_DIR", str(tmp_path / kind.lower()))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.chdir(tmp_path)
    text = tmp_path / "walls.md"
    text.write_text("Walls have to be mended.")
    replace_record(entry_of(text), {"place": 1})
    keep_screen("the rows", str(text), entry_of(text), OPTIONS, SIZE)
    return text


def entry_of(text: Path) -> Path:
    return folders.library_folder() / f"{text.stem}.json"


def test_what_was_kept_is_shown_again_by_any_name_and_without_one(text: Path):
    assert kept_screen(str(text), OPTIONS, SIZE) == "the rows"
    assert kept_screen("walls.md", OPTIONS, SIZE) == "the rows"
    assert kept_screen(None, OPTIONS, SIZE) == "the rows"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.write_text("Walls were mended."),
        lambda text: text.unlink(),
        lambda text: replace_record(entry_of(text), {"place": 100}),
        lambda text: replace_record(folders.settings_file(), {}),
        lambda text: replace_record(folders.choices_file(), {}),
        lambda text: os.environ.update(TERM="xterm"),
        lambda text: (folders.cache_folder() / "first-screen.json").write_text("[1]"),
        lambda text: (folders.cache_folder() / "first-screen.json").write_text('{"source": 1}'),
    ],
)
def test_a_change_makes_it_useless(text: Path, change: Callable[[Path], object]):
    change(text)
    assert kept_screen(str(text), OPTIONS, SIZE) == ""


def test_it_fits_one_text_one_terminal_and_what_was_asked_for_alone(text: Path):
    other = text.with_name("towers.md")
    other.write_text("Towers, too.")
    assert kept_screen(str(other), OPTIONS, SIZE) == ""
    assert kept_screen(str(text), OPTIONS, (100, 24)) == ""
    assert kept_screen(str(text), OPTIONS._replace(theme="postil-light"), SIZE) == ""
    assert kept_screen(str(text), OPTIONS._replace(at=3), SIZE) == ""


def test_without_a_name_it_is_only_shown_for_the_text_that_was_read_last(text: Path):
    other = folders.library_folder() / "towers.json"
    replace_record(other, {})
    later = entry_of(text).stat().st_mtime_ns + 1_000_000_000
    os.utime(other, ns=(later, later))
    assert kept_screen(None, OPTIONS, SIZE) == ""


def test_where_nothing_can_be_kept_what_was_kept_goes(text: Path):
    keep_screen("", str(text), entry_of(text), OPTIONS, SIZE)
    assert kept_screen(str(text), OPTIONS, SIZE) == ""
    keep_screen("", str(text), entry_of(text), OPTIONS, SIZE)
