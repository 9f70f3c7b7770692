"""The command line: what it prints, and what it ends with."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import struct
import subprocess
import sys
import termios
from dataclasses import replace
from pathlib import Path

import pytest

import reader
from article import open_article
from reader.cli.command_line import COMMANDS, main
from reader.library import own_library

ROOT = Path(reader.__file__).parents[1]
TEXT = """\
---
author: A. Mason
date: 2024-05-01
---
# The Bridge at Low Water

A bridge is judged by its worst day. Three things must be done.

## What to do

First, look at the piers. Second, measure what the river has taken. Third, close the road early.

- stone
- timber
"""


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"POSTIL_{kind}_DIR", str(tmp_path / kind.lower()))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def bridge(tmp_path) -> str:
    (tmp_path / "bridge.md").write_text(TEXT)
    return "bridge.md"


@pytest.fixture
def postil(capsys):
    """Run a command line in this process: exit code, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        return (code, *capsys.readouterr())

    return run


def started(*arguments: str, **more) -> subprocess.Popen:
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-m", "reader", *arguments], **{**pipes, **more})


def test_help_names_every_command_and_each_has_its_own(postil):
    code, out, _ = postil("--help")
    assert code == 0
    for name, what in COMMANDS.items():
        assert f"  {name} " in out
        assert what in out
        code, own, _ = postil(name, "--help")
        assert code == 0
        assert f"usage: postil {name}" in own


def test_the_version_is_printed(postil):
    code, out, _ = postil("--version")
    assert code == 0
    assert out.startswith("postil 0.")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--colour"],
        ["one", "two"],
        ["--width", "0"],
        ["--width", "wide"],
        ["--width", "9" * 5000],
        ["--at", ""],
        ["bridge.md", "--at", " "],
        ["annotate", "bridge.md", "--quote", "bridge", "--nth", "0"],
        ["annotate", "bridge.md", "--quote", "bridge", "--nth", "-1"],
        ["annotate", "bridge.md", "--quote", "bridge", "--nth", "9" * 5000],
        ["outline"],
        ["outline", "a", "--jso"],
        ["where", "there"],
        ["--\x1b[2J\n"],
    ],
)
def test_wrong_usage_is_one_line_and_ends_with_2(postil, arguments):
    code, out, err = postil(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("postil")
    assert "--help" in err
    assert err.count("\n") == 1
    assert "\x1b" not in err


@pytest.mark.parametrize("command", [[], ["outline"]])
@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("missing.md", None, "there is no file missing.md"),
        (".", None, ". is a directory"),
        ("", None, "no text is named"),
        ("empty.md", b"", "empty.md is empty"),
        ("binary.md", b"\0\1\2" * 50, "binary.md is binary"),
        ("a\x1b[31m.md", None, "there is no file a␛[31m.md"),
    ],
)
def test_a_source_that_cannot_be_read_is_one_line_and_ends_with_3(
    postil, command, name, content, complaint
):
    if content is not None:
        Path(name).write_bytes(content)
    code, out, err = postil(*command, name)
    assert (code, out) == (3, "")
    assert err.startswith(f"postil: {complaint}: ")
    assert err.count("\n") == 1


def test_the_first_word_is_the_command_even_if_a_file_has_its_name(postil):
    Path("where").write_text("A text that is called where.")
    assert "settings" in postil("where")[1]
    for arguments in (["./where"], ["--", "where"], ["--width", "40", "where"]):
        assert postil(*arguments)[1] == "A text that is called where.\n"


def test_where_names_each_place_once(postil, tmp_path):
    code, out, _ = postil("where")
    places = dict(line.split(maxsplit=1) for line in out.splitlines())
    assert code == 0
    assert places["notes"] == str(tmp_path / "data")
    assert places["settings"] == str(tmp_path / "config" / "config.toml")
    assert len(places) == len(set(places.values()))
    assert not (tmp_path / "data").exists()


def test_an_outline_as_text(postil, bridge):
    code, out, _ = postil("outline", bridge)
    assert code == 0
    assert out.startswith("The Bridge at Low Water\nA. Mason · 2024-05-01 · 40 words\n\nSections\n")
    assert "\n  What to do\n" in out


def test_an_outline_as_json_has_the_promised_shape(postil, bridge):
    code, out, _ = postil("outline", bridge, "--json")
    outline = json.loads(out)
    assert code == 0
    assert set(outline) == {
        "title",
        "author",
        "source",
        "language",
        "words",
        "sections",
        "priorities",
        "series",
        "key_points",
        "residue",
    }
    assert outline["source"] == str(Path(bridge).absolute())
    assert [section["title"] for section in outline["sections"]] == ["Opening", "What to do"]
    assert set(outline["sections"][0]) == {"title", "level", "start", "end", "origin"}
    assert outline["priorities"] == outline["series"][0]
    assert [item["number"] for item in outline["priorities"]] == [1, 2, 3]
    assert set(outline["priorities"][0]) == {"number", "label", "quote", "start", "end", "origin"}
    assert outline["priorities"][1]["quote"] == "Second, measure what the river has taken."
    for point in outline["key_points"]:
        assert set(point) == {"text", "start", "end", "origin"}


def test_without_a_terminal_the_text_is_printed(postil, bridge):
    code, out, err = postil(bridge)
    assert (code, err) == (0, "")
    assert out == (
        "# The Bridge at Low Water\n\n"
        "A bridge is judged by its worst day. Three things must be done.\n\n"
        "## What to do\n\n"
        "First, look at the piers. Second, measure what the river has taken."
        " Third, close the road early.\n\n"
        "• stone\n• timber\n"
    )


def test_a_width_wraps_the_printed_text(postil, bridge):
    _, out, _ = postil(bridge, "--width", "30")
    assert "A bridge is judged by its\nworst day." in out
    assert max(map(len, out.splitlines())) <= 30


def test_printing_begins_where_it_is_asked_to(postil, bridge):
    assert postil(bridge, "--at", "river has")[1].startswith("First, look at")
    assert postil(bridge, "--at", "2")[1].startswith("First, look at")
    assert postil(bridge, "--at", "what to DO")[1].startswith("## What to do")
    assert postil(bridge, "--at", "what NOT to do") == (
        1,
        "",
        "postil: the text has no “what NOT to do”: look for fewer words\n",
    )
    assert postil(bridge, "--at", "7" * 5000)[0] == 1
    code, _, err = postil(bridge, "--at", "7")
    assert (code, err) == (1, "postil: there is no priority 7: the text has 3 of them\n")


def test_without_a_source_what_was_read_last_is_read_and_gone_texts_are_passed_over(postil, bridge):
    library = own_library()
    library.remember(library.entry_for(open_article(bridge)))
    Path("gone.md").write_text("It will be gone.")
    library.remember(library.entry_for(open_article("gone.md")))
    assert postil()[1] == "It will be gone.\n"
    Path("gone.md").unlink()
    assert postil()[1].startswith("# The Bridge at Low Water")


def test_the_library_lists_what_was_read(postil, bridge):
    assert postil("library") == (0, "", "")
    written = json.loads(postil("annotate", bridge, "--quote", "stone", "--json")[1])
    assert postil("library") == (0, "", "")  # nobody has read it yet
    library = own_library()
    entry = library.entry_for(open_article(bridge))
    library.remember(replace(entry, progress=0.5, notes=Path(written["notes_file"])))
    code, out, _ = postil("library")
    assert code == 0
    assert f"   50%     1 note  The Bridge at Low Water ({Path(bridge).absolute()})\n" in out
    (row,) = json.loads(postil("library", "--json")[1])
    assert row == {
        "title": "The Bridge at Low Water",
        "sources": [str(Path(bridge).absolute())],
        "opened": entry.opened,
        "progress": 0.5,
        "notes": 1,
        "notes_file": written["notes_file"],
    }


def test_a_damaged_library_is_named_in_one_line_and_the_rest_is_listed(postil, bridge):
    library = own_library()
    library.folder.mkdir(parents=True)
    (library.folder / "x.json").write_text("{")
    code, out, err = postil("library")
    assert (code, out) == (0, "")
    assert err.startswith("postil: damaged and forgotten: 1 ")


def test_no_control_character_of_a_text_is_printed(postil):
    hostile = "Title \x1b]0;owned\x07\n\nWords \x9b31m and \u202eback\u202c and \x7f and more.\n"
    Path("hostile.txt").write_text(hostile)
    for arguments in ([], ["outline"], ["outline", "--json"], ["notes"]):
        code, out, _ = postil(*arguments, "hostile.txt")
        assert code == 0
        assert "Title" in out
        assert not {c for c in out if not c.isprintable() and c != "\n"}


def test_a_reader_of_the_output_that_stops_early_hears_no_complaint(tmp_path):
    Path("long.txt").write_text("A paragraph.\n\n" * 50_000)
    with started("long.txt") as process:
        assert process.stdout.readline() == b"A paragraph.\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_an_output_that_is_full_is_one_line(bridge):
    with open("/dev/full", "wb") as full, started("outline", bridge, stdout=full) as process:
        error = process.stderr.read()
    assert error == b"postil: standard output: No space left on device\n"
    assert process.returncode == 1


def test_a_closed_output_is_no_traceback(bridge):
    with started("outline", bridge, stdout=None, preexec_fn=lambda: os.close(1)) as process:
        assert b"Traceback" not in process.stderr.read()


def test_an_error_while_the_output_is_closed_is_one_line(monkeypatch, capsys):
    def fail(arguments):
        raise OSError(28, "No space left on device", "places.json")

    monkeypatch.setattr("reader.cli.command_line._run", fail)
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["library"]) == 1
    assert capsys.readouterr().err == "postil: places.json: No space left on device\n"


def test_ctrl_c_ends_quietly_with_130():
    # Whoever started the tests in the background may have them ignore the signal.
    heeding = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}
    with started("outline", "-", stdin=subprocess.PIPE, **heeding) as process:
        process.stdin.write(b"# A title\n")
        process.stdin.flush()
        while unread(process.stdin) and process.poll() is None:
            os.sched_yield()  # until it waits for the rest
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out, err) == (130, b"", b"")


def unread(pipe) -> bool:
    """Whether something that was written to a pipe has not been read from it."""
    return bool(struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)))[0])


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_terminal_of_any_encoding_gets_what_it_can_show(encoding, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    Path("text.md").write_text("# “Curly” – 漢字\n\nWords.\n", encoding="utf-8")
    with started("text.md") as process:
        out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert b"Curly" in out
    with started("outline", "--json", "text.md") as process:
        outline = json.loads(process.communicate()[0].decode(encoding))
    assert outline["title"] == "“Curly” – 漢字"


def test_a_file_name_that_is_no_text_is_opened_and_shown_safely():
    name = os.fsdecode(b"r\xffver.txt")
    Path(name).write_text("Words of a river that has no end to speak of.\n")
    for locale in ("C", "C.UTF-8"):
        environment = {**os.environ, "LC_ALL": locale}
        with started("outline", "--json", name, env=environment) as process:
            out, err = process.communicate()
        assert (process.returncode, err) == (0, b"")
        assert json.loads(out)["source"].endswith("/" + name)
        with started(name + "x", env=environment) as process:
            assert b"there is no file" in process.communicate()[1]


def test_standard_input_is_read(bridge):
    with started("-", stdin=subprocess.PIPE) as process:
        out, _ = process.communicate(b"Words from a pipe.\n")
    assert out == b"Words from a pipe.\n"
    with started("-", stdin=subprocess.PIPE) as process:
        out, err = process.communicate(b"")
    assert (process.returncode, out) == (3, b"")
    assert err == b"postil: standard input is empty: there is nothing to read in it\n"


def test_a_terminal_without_a_keyboard_gets_the_text(bridge):
    """Output to a terminal that is not the controlling one, input from nowhere."""
    mine, theirs = os.openpty()
    with started(bridge, stdout=theirs, start_new_session=True) as process:
        assert process.stderr.read() == b""
    assert process.returncode == 0
    os.close(theirs)
    shown = os.read(mine, 65536).decode()
    os.close(mine)
    assert shown.startswith("# The Bridge at Low Water\r\n")
    assert "\x1b" not in shown
