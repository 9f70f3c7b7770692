"""The first screen stands before Textual is loaded, and Textual changes nothing that is read."""

from __future__ import annotations

import itertools
import os
import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a Unix thing", allow_module_level=True)

import termios

from terminal import Terminal, postil

import reader
from reader.view.frame import GUTTER, SIDEBAR, WITH_ANNOTATIONS, WITH_SIDEBAR, frame_in

TAKEN_OVER = b"\x1b[?1000h"
"""What Textual writes first: that it wants to hear of the mouse."""
DRAWN = b"\x1b[?25l\x1b[?7l"
"""What stands in front of the first screen."""


WORDS = ("wall", "stone", "year", "rain", "mason", "river", "gate", "tower", "rope", "bridge")


def prose(chance: random.Random) -> str:
    """Sentences that are all different, some words of them marked."""
    sentences = (" ".join(chance.choices(WORDS, k=12)).capitalize() for _ in range(5))
    return " ".join(f"{sentence}, and **nobody** came." for sentence in sentences)


def long_text(sections: int = 60) -> str:
    """Sections with everything that Markdown has."""
    chance = random.Random(1)
    parts = ["# The walls of the town\n\nIt is said that *nobody* looks at them.\n"]
    for number in range(sections):
        parts.append(
            f"## Year {number}\n\n{prose(chance)}\n\n> Of year {number}, which [links](x.md).\n\n"
            f"- the first stone of {number}\n- the second one\n\n"
            f"| stone | weight |\n|---|---:|\n| old {number} | 12 |\n| new | 7 |\n\n"
            f"```\ncode = {number}\n```\n\n{prose(chance)}\n"
        )
    return "\n".join(parts)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "walls.md"
    path.write_text(long_text(), encoding="utf-8")
    return path


def words_of(terminal: Terminal) -> list[str]:
    """The rows of the text as they are on the screen, without gutter, panes and scroll bar."""
    columns = terminal.screen.columns
    width = columns - (SIDEBAR if columns >= WITH_SIDEBAR else 0)
    assert columns < WITH_ANNOTATIONS
    frame = frame_in(width, 72)
    start = columns - width + frame.margin + GUTTER
    return [row[start : start + frame.column].rstrip() for row in terminal.screen.display[1:-1]]


def screens(terminal: Terminal) -> Iterator[tuple[bool, list[str]]]:
    """What is read after each piece of output, and whether Textual has begun, until it is ready."""
    while "? Help" not in terminal.text:
        terminal.wait_for_more()
        yield TAKEN_OVER in terminal.written, words_of(terminal)


def first_and_later(terminal: Terminal) -> tuple[list[str], list[list[str]]]:
    """The first screen when it is complete, and all that stood there later."""
    first: list[str] = []
    later: list[list[str]] = []
    for is_later, words in screens(terminal):
        if is_later:
            later.append(words)
        else:
            first = words
    return first, later


def read_up_to_here(article: Path, home: Path, keys: str, said: str, **size: int) -> None:
    """Read with some keys, and leave."""
    with postil(str(article), home=home, **size) as terminal:
        terminal.wait_for("? Help")
        terminal.press(keys)
        terminal.wait_for(said)
        terminal.press("q")
        assert terminal.wait_for_end() == 0


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        ("", "nothing"),
        *itertools.product(
            ["]]]]]]]jjj", "z]]]]]]]]]]jjjjjjj"], ["nothing", "here", "on another terminal"]
        ),
    ],
)
def test_the_text_stays_where_it_stood_first(
    tmp_path: Path, article: Path, size: tuple[int, int], keys: str, kept: str
) -> None:
    columns, rows = size
    if keys:
        before = (100, 30) if kept == "on another terminal" else size
        section = f"§{keys.count(']') + 1}/"
        read_up_to_here(article, tmp_path, keys, section, columns=before[0], rows=before[1])
        (stretch,) = tmp_path.rglob("stretches/*")
        if kept == "nothing":
            stretch.unlink()
    with postil(str(article), home=tmp_path, columns=columns, rows=rows) as terminal:
        first, later = first_and_later(terminal)
    assert any(first)
    for words in later:
        assert words == first


def test_the_width_that_is_asked_for_wins_over_the_one_that_was_kept(
    tmp_path: Path, article: Path
) -> None:
    read_up_to_here(article, tmp_path, "]]]---", "columns")
    with postil(str(article), "--width", "30", home=tmp_path) as terminal:
        first, later = first_and_later(terminal)
    assert 20 < max(len(row.strip()) for row in first) <= 30
    for words in later:
        assert [row.replace("▎", " ") for row in words] == first


@pytest.mark.parametrize("columns", [100, 60, 40])
def test_a_long_title_stays_as_it_was_first(tmp_path: Path, columns: int) -> None:
    path = tmp_path / "long.md"
    path.write_text(f"# {'All that was ever said of the walls ' * 4}\n\nNothing.\n", "utf-8")
    titles = set[str]()
    with postil(str(path), home=tmp_path, columns=columns) as terminal:
        while "Help" not in terminal.text:
            terminal.wait_for_more()
            title, mark, _ = terminal.screen.display[0].partition("…")
            if mark:
                titles.add(title)
        assert DRAWN in terminal.written
    assert len(titles) == 1


@pytest.mark.parametrize(
    "variables",
    [{"NO_COLOR": "1"}, {"TERM": "xterm", "COLORTERM": ""}, {"COLORTERM": "truecolor"}],
)
def test_the_colours_stay_as_they_were_first(
    tmp_path: Path, article: Path, variables: dict[str, str]
) -> None:
    with postil(str(article), "--theme", "postil-light", home=tmp_path, **variables) as terminal:
        terminal.wait_for("nobody looks at them")
        row = next(y for y, line in enumerate(terminal.screen.display) if "It is said" in line)
        x = terminal.screen.display[row].index("It is said")
        assert TAKEN_OVER not in terminal.written
        first = [terminal.screen.buffer[row][x + offset] for offset in range(40)]
        terminal.wait_for("? Help")
        assert [terminal.screen.buffer[row][x + offset] for offset in range(40)] == first


def test_the_screen_is_entered_once(tmp_path: Path, article: Path) -> None:
    with postil(str(article), home=tmp_path) as terminal:
        terminal.wait_for("? Help")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.written.count(b"\x1b[?1049h") == 1
        assert terminal.written.count(b"\x1b[?1049l") == 1
        assert terminal.written.index(DRAWN) < terminal.written.index(TAKEN_OVER)


def test_keys_typed_before_there_is_anything_to_take_them_are_kept(
    tmp_path: Path, article: Path
) -> None:
    with postil(str(article), home=tmp_path) as terminal:
        terminal.wait_for("nobody looks at them")
        assert TAKEN_OVER not in terminal.written
        terminal.press("]]]j")
        terminal.wait_for("§4/61")


def test_keys_typed_before_the_program_has_begun_are_kept(tmp_path: Path, article: Path) -> None:
    with postil(str(article), home=tmp_path) as terminal:
        terminal.press("]]")
        terminal.wait_for("§3/")


def test_the_terminal_is_given_back_when_the_program_is_ended_early(
    tmp_path: Path, article: Path
) -> None:
    with postil(str(article), home=tmp_path) as terminal:
        before = terminal.attributes
        terminal.wait_for("nobody looks at them")
        assert TAKEN_OVER not in terminal.written
        os.kill(terminal.child, signal.SIGTERM)
        assert terminal.wait_for_end() == -signal.SIGTERM
        assert terminal.written.endswith(b"\x1b[?1049l\x1b[?25h")
        assert terminal.attributes == before


def test_the_terminal_is_given_back_when_the_program_is_ended_later(
    tmp_path: Path, article: Path
) -> None:
    with postil(str(article), home=tmp_path) as terminal:
        before = terminal.attributes
        terminal.wait_for("? Help")
        os.kill(terminal.child, signal.SIGTERM)
        assert terminal.wait_for_end() == -signal.SIGTERM
        assert terminal.written.rfind(b"\x1b[?1049l") > terminal.written.rfind(b"\x1b[?1049h")
        assert terminal.written.rfind(b"\x1b[?1000") > terminal.written.rfind(b"\x1b[?1000h")
        assert terminal.attributes[3] & termios.ECHO == before[3] & termios.ECHO


def test_an_error_that_comes_after_the_first_screen_is_read_on_the_shells_own(
    tmp_path: Path, article: Path
) -> None:
    notes = tmp_path / "notes.jsonl"
    notes.mkdir()
    with postil(str(article), "--notes", str(notes), home=tmp_path) as terminal:
        assert terminal.wait_for_end() == 4
        shown, _, after = terminal.written.partition(b"\x1b[?1049l")
        assert b"It is said that" in shown
        assert b"notes.jsonl" in after


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gone.md", None),
        ("page.html", b"<html><body><p>Words of a page."),
        ("old.txt", "Übergrößenträger müssen Maße prüfen.".encode("cp1252")),
        ("binary.txt", b"\0\1\2"),
        ("empty.md", b""),
    ],
)
def test_what_cannot_be_shown_at_once_is_not(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with postil(str(path), home=tmp_path) as terminal:
        terminal.press("q")
        terminal.wait_for_end()
        assert DRAWN not in terminal.written


def test_what_was_read_last_is_there_at_once(tmp_path: Path, article: Path) -> None:
    read_up_to_here(article, tmp_path, "]]]", "Year 2")
    with postil(home=tmp_path) as terminal:
        terminal.wait_for("the first stone of 2")
        assert TAKEN_OVER not in terminal.written


def test_a_theme_of_another_program_is_left_to_textual(tmp_path: Path, article: Path) -> None:
    with postil(str(article), "--theme", "nord", home=tmp_path) as terminal:
        terminal.wait_for("? Help", "nobody looks at them")
        assert DRAWN not in terminal.written


def test_the_terminal_is_lent_to_an_editor_and_taken_back(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text(
        "#!/bin/sh\nstty -a | grep -o ' icanon' > lent\nenv > known\necho Written. > $1\n"
    )
    editor.chmod(0o700)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(reader.__file__).parents[1]))
    for name in ("ESCDELAY", "TEXTUAL_FPS"):
        monkeypatch.delenv(name, raising=False)
    with postil(str(article), home=tmp_path, EDITOR=str(editor), VISUAL=str(editor)) as terminal:
        terminal.wait_for("? Help")
        terminal.press("a")
        terminal.wait_for("Write a note")
        terminal.press("\x05")
        terminal.wait_for("Written.")
        terminal.press("\x13")
        terminal.wait_for("Saved")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.written.count(b"\x1b[?1049h") == 2
        assert terminal.written.count(b"\x1b[?1049l") == 2
    assert (tmp_path / "lent").read_text() == " icanon\n"
    known = (tmp_path / "known").read_text()
    assert "EDITOR=" in known
    assert "TEXTUAL_FPS=" not in known  # what is for Textual is not for others
    assert "ESCDELAY=" not in known


def test_a_tiny_terminal_gets_no_first_screen(tmp_path: Path, article: Path) -> None:
    with postil(str(article), home=tmp_path, columns=30, rows=8) as terminal:
        terminal.wait_for("Postil needs")
        assert DRAWN not in terminal.written


def test_a_terminal_that_does_not_tell_its_size_is_drawn_once(
    tmp_path: Path, article: Path
) -> None:
    with postil(str(article), home=tmp_path, columns=0, rows=0) as terminal:
        first, later = first_and_later(terminal)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert any(first)
    for words in later:
        assert words == first


def test_a_hostile_text_is_as_harmless_on_the_first_screen(tmp_path: Path) -> None:
    path = tmp_path / "evil.txt"
    path.write_text("Before \x1b]52;c;QUJD\x07 and \x9b2J\u202e after.\n" * 9, encoding="utf-8")
    with postil(str(path), home=tmp_path) as terminal:
        terminal.wait_for("Before ␛]52;c;QUJD␇")
        assert TAKEN_OVER not in terminal.written
        assert b"\x1b]52" not in terminal.written
        assert "\x9b".encode() not in terminal.written
        assert "\u202e".encode() not in terminal.written


def test_of_a_text_that_was_changed_while_it_was_read_nothing_old_is_shown(
    tmp_path: Path, article: Path
) -> None:
    with postil(str(article), home=tmp_path) as terminal:
        terminal.wait_for("? Help")
        article.write_text("# Other walls\n\n" + "These are not read.\n\n" * 40, encoding="utf-8")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    with postil(str(article), home=tmp_path) as terminal:
        first, later = first_and_later(terminal)
    assert first[0] == "Other walls"
    for words in later:
        assert words == first


def test_a_place_that_could_not_be_kept_is_not_shown_first(tmp_path: Path, article: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    with postil(str(article), home=tmp_path) as terminal:
        terminal.wait_for("? Help")
        terminal.press("]]]]")
        terminal.wait_for("§5/")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert not [*tmp_path.rglob("stretches/*")]
