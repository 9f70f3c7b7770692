"""A text that another process parses is the text that this one would have made."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from article.errors import SourceNotFound
from reader.early import first_screen
from reader.library import Library
from reader.opening import text_to_read
from reader.options import ReadingOptions

if sys.platform == "win32":
    pytest.skip("a process copies itself on Unix alone", allow_module_level=True)

from reader.beside import ParsedBeside

SHORT = "# The ferry\n\nFirst, it *leaves*. Second, it comes back. Third, nobody is on it.\n"
LONG = "# The long way\n\n" + "\n\n".join(
    f"## Day {n}\n\nThe {n}th day began as [all](days.md) do. It ended.\n\n- a thing of day {n}"
    for n in range(4_000)
)
SIZE = (120, 40)
TEXTS = {
    "short.md": SHORT,
    "long.md": LONG,
    "long.txt": LONG,
    "page.html": f"<html><body><article><h1>T</h1><p>{'Words of a page. ' * 30}</article></html>",
}


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"POSTIL_{kind}_DIR", str(tmp_path / kind))


@contextmanager
def parsed(source: Path, drawn: tuple[int, int] | None = None) -> Iterator[ParsedBeside]:
    beside = ParsedBeside(str(source), ReadingOptions(), drawn)
    try:
        yield beside
    finally:
        beside.close()


@pytest.mark.parametrize("name", TEXTS)
def test_what_comes_is_what_would_have_been_parsed_here(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(TEXTS[name], encoding="utf-8")
    library = Library(tmp_path, tmp_path)
    here = list(text_to_read(str(path), library))
    screen = first_screen(str(path), ReadingOptions(), SIZE)
    with parsed(path, SIZE) as beside:
        assert beside.first_screen == screen
        assert list(beside.growths()) == here
    assert bool(screen) == (not name.endswith(".html"))


def test_a_first_screen_that_nobody_wants_is_not_drawn(tmp_path: Path) -> None:
    path = tmp_path / "short.md"
    path.write_text(SHORT, encoding="utf-8")
    with parsed(path) as beside:
        assert not beside.first_screen
        assert "nobody is on it" in next(beside.growths()).article.text


def test_the_same_article_comes_once(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text(LONG, encoding="utf-8")
    with parsed(path) as beside:
        growths = list(beside.growths())
    assert len({id(growth.article) for growth in growths}) < len(growths)
    assert [growth.article.is_part for growth in growths][-2:] == [True, False]


def test_the_points_of_the_whole_come_with_it(tmp_path: Path) -> None:
    path = tmp_path / "short.md"
    path.write_text(SHORT, encoding="utf-8")
    with parsed(path) as beside:
        whole = next(beside.growths())
        known = set(vars(whole.article))
        beside.complete(whole.article)
        assert {"series", "key_points"} <= set(vars(whole.article)) != known
    (here,) = text_to_read(str(path), Library(tmp_path, tmp_path))
    assert whole.article.series == here.article.series
    assert whole.article.key_points == here.article.key_points


def test_of_another_article_nothing_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "short.md"
    path.write_text(SHORT, encoding="utf-8")
    (other,) = text_to_read(str(path), Library(tmp_path, tmp_path))
    with parsed(path) as beside:
        list(beside.growths())
        beside.complete(other.article)
    assert "key_points" not in vars(other.article)


def test_what_can_be_read_only_once_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=(SHORT,))
    writer.start()
    with parsed(path, SIZE) as beside:
        assert not beside.first_screen
        assert "nobody is on it" in next(beside.growths()).article.text
    writer.join()


def test_what_is_wrong_with_the_source_is_told_here(tmp_path: Path) -> None:
    with parsed(tmp_path / "nowhere.md", SIZE) as beside:
        assert not beside.first_screen
        with pytest.raises(SourceNotFound, match=r"nowhere\.md"):
            list(beside.growths())


def test_any_mistake_in_the_other_process_is_one_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(source: object, library: object, media_type: object, *, at_once: bool) -> None:
        raise ZeroDivisionError("of no use")

    monkeypatch.setattr("reader.early.opening_screenful", fails)
    with (
        parsed(tmp_path / "short.md", SIZE) as beside,
        pytest.raises(ZeroDivisionError, match="no use"),
    ):
        list(beside.growths())


def test_if_the_other_process_is_ended_the_text_is_parsed_here(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text(LONG, encoding="utf-8")
    *_, here = text_to_read(str(path), Library(tmp_path, tmp_path))
    with parsed(path) as beside:
        growths = beside.growths()
        first = next(growths).article
        os.kill(beside.process, signal.SIGKILL)
        *more, whole = growths
        assert whole == here
        assert all(growth.article is first or growth.share < 1.0 for growth in more)
        beside.complete(whole.article)
    assert "key_points" not in vars(whole.article)


@pytest.mark.parametrize("most", [1_000, 4_000_000])
def test_what_takes_the_other_process_too_much_memory_is_parsed_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    path = tmp_path / "long.md"
    path.write_text(LONG, encoding="utf-8")
    *_, here = text_to_read(str(path), Library(tmp_path, tmp_path))
    monkeypatch.setattr("reader.beside._MOST_BYTES", most)
    with parsed(path) as beside:
        *_, whole = beside.growths()
    assert whole == here


def test_a_very_long_text_is_parsed_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "long.md"
    path.write_text(LONG, encoding="utf-8")
    *_, here = text_to_read(str(path), Library(tmp_path, tmp_path))
    monkeypatch.setattr("reader.beside._MOST_CHARACTERS", len(LONG) // 2)
    with parsed(path) as beside:
        growths = beside.growths()
        assert next(growths).article.is_part
        *_, whole = growths
        beside.complete(whole.article)
    assert "key_points" not in vars(whole.article)
    assert whole == here


def test_nothing_is_left_running(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text(LONG, encoding="utf-8")
    with parsed(path) as beside:
        next(beside.growths())
    with pytest.raises(ProcessLookupError):
        os.kill(beside.process, 0)


def test_the_other_process_writes_nothing_where_this_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def chatters(source: object, library: object, media_type: object, *, at_once: bool) -> None:
        os.write(1, b"said")
        os.write(2, b"complained")
        raise ZeroDivisionError

    monkeypatch.setattr("reader.early.opening_screenful", chatters)
    with parsed(tmp_path / "short.md", SIZE) as beside, pytest.raises(ZeroDivisionError):
        list(beside.growths())
    assert capfd.readouterr() == ("", "")
