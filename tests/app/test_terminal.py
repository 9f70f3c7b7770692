"""Stories that only a real terminal can tell: start, kill, restored screen, no stray bytes."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import OP_ED

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a Unix thing", allow_module_level=True)

from terminal import postil


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "river.md"
    path.write_text(OP_ED, encoding="utf-8")
    return path


def kept_lines(home: Path) -> list[dict[str, Any]]:
    (path,) = (home / "data").glob("*.notes.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def kept_quotes(home: Path) -> list[str]:
    return [line["origin"]["exact"] for line in kept_lines(home) if "origin" in line]


def kept_notes(home: Path) -> list[str]:
    return [line["note"] for line in kept_lines(home) if "note" in line]


def editor(home: Path, *lines: str) -> dict[str, str]:
    """The variables of a reader whose editor does what a shell is told."""
    path = home / "own-editor"
    path.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    path.chmod(0o700)
    return {"VISUAL": path.name, "PATH": f"{home}{os.pathsep}{os.environ['PATH']}"}


def test_read_annotate_quit_and_come_back(tmp_path: Path, article: Path) -> None:
    with postil(str(article), home=tmp_path) as terminal:
        terminal.wait_for("The river rose again", "4 We should stop")
        terminal.press("2")
        terminal.wait_for("Priority 2 of 4")
        terminal.press("a")
        terminal.wait_for("Write a note")
        terminal.press("Who says so?\x13")
        terminal.wait_for("Saved")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert kept_quotes(tmp_path)[0].startswith("Second, the people on the island")
    with postil(home=tmp_path) as terminal:  # without a source: what was read last
        terminal.wait_for("Second, the people", "●")
        assert "It never is" not in terminal.text


def test_what_the_screen_calls_kept_survives_a_kill(tmp_path: Path, article: Path) -> None:
    with postil(str(article), home=tmp_path) as terminal:
        terminal.wait_for("The river rose again")
        terminal.press("h")
        terminal.wait_for("Highlighted in yellow")
        terminal.kill()
    assert kept_quotes(tmp_path) == ["The river rose again last week, and the town was not ready."]


def test_the_terminal_is_given_back_as_it_was(tmp_path: Path, article: Path) -> None:
    with postil(str(article), home=tmp_path) as terminal:
        terminal.wait_for("The river rose again")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.written.rfind(b"\x1b[?1049l") > terminal.written.rfind(b"\x1b[?1049h")
        assert terminal.written.rfind(b"\x1b[?25h") > terminal.written.rfind(b"\x1b[?25l")


def test_a_note_goes_through_the_reader_s_own_editor(tmp_path: Path, article: Path) -> None:
    own = editor(tmp_path, 'echo "$(cat "$1"), and where" > "$1"')
    with postil(str(article), home=tmp_path, **own) as terminal:
        terminal.wait_for("The river rose again")
        terminal.press("a")
        terminal.wait_for("Write a note")
        terminal.press("Who\x05")
        terminal.wait_for("Who, and where")
        terminal.press("\x13")
        terminal.wait_for("Saved")
    assert kept_notes(tmp_path) == ["Who, and where"]


@pytest.mark.parametrize(
    ("command", "words"), [("false", "it ended with 1"), ("nowhere", "No such file")]
)
def test_an_editor_that_fails_leaves_the_note_as_it_is(
    tmp_path: Path, article: Path, command: str, words: str
) -> None:
    with postil(str(article), home=tmp_path, VISUAL=command) as terminal:
        terminal.wait_for("The river rose again")
        terminal.press("a")
        terminal.wait_for("Write a note")
        terminal.press("Who\x05")
        terminal.wait_for(f"{command} did not work: {words}", "Who")
        terminal.press(" then\x13")
        terminal.wait_for("Saved")
    assert kept_notes(tmp_path) == ["Who then"]


@pytest.mark.parametrize("key", ["\x03", "\x1c"])
def test_the_keys_that_interrupt_are_for_the_editor_that_is_open(
    tmp_path: Path, article: Path, key: str
) -> None:
    own = editor(tmp_path, 'echo "$1 is open"', "exec sleep 60")
    with postil(str(article), home=tmp_path, **own) as terminal:
        terminal.wait_for("The river rose again")
        terminal.press("a")
        terminal.wait_for("Write a note")
        terminal.press("Who\x05")
        terminal.wait_for("note.md is open")
        terminal.press(key)
        terminal.wait_for("own-editor did not work", "Who")
        terminal.press("\x13")
        terminal.wait_for("Saved")
    assert kept_notes(tmp_path) == ["Who"]


def test_text_from_standard_input_and_keys_from_the_terminal(tmp_path: Path, article: Path) -> None:
    with postil("-", home=tmp_path, stdin=article) as terminal:
        terminal.wait_for("The river rose again", "4 We should stop")
        terminal.press("3")
        terminal.wait_for("Priority 3 of 4")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_nothing_of_a_hostile_text_reaches_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "evil\x1b]0;name\x07.md"
    path.write_text(
        "# T\x1b]0;title\x07\n\nBefore \x1b]52;c;QUJD\x07"
        "\x1b]8;;http://evil\x07x \x9b2J\u202e end.\n",
        encoding="utf-8",
    )
    with postil(str(path), home=tmp_path) as terminal:
        terminal.wait_for("Before ␛]52;c;QUJD␇")
        terminal.press("hA")
        terminal.wait_for("Annotations (1)")
        terminal.press("q")
        terminal.wait_for_end()
        assert not re.search(rb"\x1b\](?:0|2|8|52);", terminal.written)
        assert "\u202e".encode() not in terminal.written
        assert b"\x1b]0;name" not in terminal.written


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "xterm", "COLORTERM": ""}])
def test_without_enough_colours_a_highlight_is_underlined(
    tmp_path: Path, article: Path, variables: dict[str, str]
) -> None:
    with postil(str(article), home=tmp_path, **variables) as terminal:
        terminal.wait_for("The river rose again")
        terminal.press("h")
        terminal.wait_for("Highlighted")
        row = next(y for y, line in enumerate(terminal.screen.display) if "The river" in line)
        column = terminal.screen.display[row].index("The river")
        assert terminal.screen.buffer[row][column].underscore
        assert "▌" in terminal.screen.display[row]


def test_a_resize_is_followed(tmp_path: Path, article: Path) -> None:
    with postil(str(article), home=tmp_path) as terminal:
        terminal.wait_for("Contents")
        terminal.resize(60, 20)
        terminal.wait_for("The river rose again")
        terminal.resize(30, 8)
        terminal.wait_for("Postil needs 40 x 10")
        terminal.resize(120, 30)
        terminal.wait_for("Contents", "The river rose again")


def test_a_notes_folder_that_cannot_be_written_does_not_keep_from_reading(
    tmp_path: Path, article: Path
) -> None:
    (tmp_path / "data").write_text("a file where the folder should be", encoding="utf-8")
    with postil(str(article), home=tmp_path) as terminal:
        terminal.wait_for("The river rose again")
        terminal.press("h")
        terminal.wait_for("not on the disk yet")
        terminal.press("q")
        terminal.wait_for("Save them where?")
        terminal.press("\x1b")
        terminal.wait_for("q again leaves")
        terminal.press("q")
        assert terminal.wait_for_end() == 4


def test_output_that_is_no_terminal_is_plain_text(tmp_path: Path, article: Path) -> None:
    import subprocess

    environment = {
        **os.environ,
        "POSTIL_STATE_DIR": str(tmp_path),
        "POSTIL_DATA_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "reader", str(article)],
        check=True,
        capture_output=True,
        env=environment,
        stdin=subprocess.DEVNULL,
    )
    assert b"\x1b" not in done.stdout
    assert b"First, the walls have to be mended" in done.stdout


def test_what_is_odd_at_the_start_is_said_and_the_text_is_read(
    tmp_path: Path, article: Path
) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text("unknown = 1\n")
    with postil(str(article), "--theme", "nosuch", home=tmp_path, columns=160) as terminal:
        terminal.wait_for("The river rose again", "unknown", "There is no theme nosuch")
        terminal.press("2")
        terminal.wait_for("Priority 2 of 4")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_a_character_may_come_in_two_pieces(tmp_path: Path, article: Path) -> None:
    with postil(str(article), home=tmp_path) as terminal:
        terminal.wait_for("? Help")
        terminal.press("/")
        terminal.wait_for("Search")
        terminal.press("zo")
        terminal.wait_for("zo")
        terminal.press_bytes(b"\xc3")
        terminal.resize(90, 28)  # what is drawn for it comes long after the keys were read
        terminal.wait_for_more()
        terminal.press_bytes(b"\xa9")
        terminal.wait_for("zoé")


def test_enter_that_is_typed_before_there_is_a_text_is_no_other_key(
    tmp_path: Path, article: Path
) -> None:
    with postil(str(article), home=tmp_path) as terminal:
        terminal.press("/island\r")
        terminal.wait_for("“island” 1/1")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_the_terminal_is_given_back_when_the_program_is_ended(
    tmp_path: Path, article: Path, number: int
) -> None:
    with postil(str(article), home=tmp_path) as terminal:
        before = terminal.attributes
        terminal.wait_for("? Help")
        os.kill(terminal.child, number)
        assert terminal.wait_for_end() == -number
        assert terminal.written.rindex(b"\x1b[?1049l") > terminal.written.rindex(b"\x1b[?1049h")
        assert terminal.attributes == before


def test_the_program_ends_when_its_terminal_is_gone(tmp_path: Path, article: Path) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with postil(str(article), home=tmp_path) as terminal:
            terminal.wait_for("? Help")
            terminal.hang_up()
            assert terminal.wait_for_end() is not None
    finally:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


def test_a_terminal_that_cannot_draw_gets_the_text(tmp_path: Path, article: Path) -> None:
    with postil(str(article), home=tmp_path, TERM="dumb") as terminal:
        assert terminal.wait_for_end() == 0
        assert b"\x1b" not in terminal.written
        assert "The river rose again" in terminal.written.decode()


def test_errors_that_go_elsewhere_leave_the_screen_where_it_is(
    tmp_path: Path, article: Path
) -> None:
    errors = tmp_path / "errors"
    with postil(str(article), home=tmp_path, stderr=errors) as terminal:
        terminal.wait_for("The river rose again", "? Help")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert errors.read_text() == ""
