"""What is loaded, seen at run time: a command that is called from scripts must start at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import reader
from reader.cli.command_line import COMMANDS

ROOT = Path(reader.__file__).parents[1]
COMMAND_LINES = {
    "outline": ["outline", "text.md"],
    "notes": ["notes", "text.md"],
    "brief": ["brief", "text.md"],
    "annotate": ["annotate", "text.md", "--quote", "Words"],
    "import": ["import", "text.md", "notes.json"],
    "search": ["search", "words"],
    "library": ["library"],
    "doctor": ["doctor"],
    "where": ["where"],
}
PURE = [
    "article",
    "reader.annotations.journal",
    "reader.brief",
    "reader.early",
    "reader.library",
    "reader.notes_file",
    "reader.opening",
    "reader.settings",
    "reader.view.layout",
    "reader.view.runs",
]


def modules_of(program: str, folder: Path) -> set[str]:
    """The names of the modules that a program has loaded when it ends."""
    ending = "\nimport sys; print('\\n' + '|'.join(sys.modules))"
    kinds = ("DATA", "CONFIG", "CACHE", "STATE")
    folders = {f"POSTIL_{kind}_DIR": str(folder / kind) for kind in kinds}
    done = subprocess.run(
        [sys.executable, "-c", program + ending],
        cwd=folder,
        env={**os.environ, **folders, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split("|"))


def loaded_by(program: str, folder: Path) -> set[str]:
    """The names of the packages that a program has loaded when it ends."""
    return {name.partition(".")[0] for name in modules_of(program, folder)}


def loaded_by_command(arguments: list[str], folder: Path) -> set[str]:
    (folder / "text.md").write_text("---\ntitle: T\n---\n# T\n\nWords of a text.\n")
    (folder / "notes.json").write_text('[{"quote": "Words", "note": "Whose?"}]')
    return loaded_by(
        f"from reader.cli.command_line import main\nassert main({json.dumps(arguments)}) in (0, 1)",
        folder,
    )


def test_every_command_is_looked_at():
    assert set(COMMAND_LINES) == set(COMMANDS)


@pytest.mark.parametrize("command", COMMAND_LINES)
def test_no_command_but_reading_loads_textual(command, tmp_path):
    loaded = loaded_by_command(COMMAND_LINES[command], tmp_path)
    assert "argparse" in loaded
    assert "textual" not in loaded


def test_reading_without_a_terminal_loads_no_textual(tmp_path):
    assert "textual" not in loaded_by_command(["text.md"], tmp_path)


@pytest.mark.parametrize("arguments", [["--help"], ["where"]])
def test_what_needs_no_text_loads_nothing_that_reads_or_draws_one(arguments, tmp_path):
    loaded = loaded_by_command(arguments, tmp_path)
    assert loaded.isdisjoint({"textual", "rich", "markdown_it", "yaml"})


def test_help_loads_none_of_the_programs_own_parts_but_the_command_line(tmp_path):
    assert "article" not in loaded_by_command(["--help"], tmp_path)


@pytest.mark.parametrize("module", PURE)
def test_what_draws_nothing_loads_no_textual(module, tmp_path):
    assert "textual" not in loaded_by(f"import {module}", tmp_path)


def test_what_is_read_knows_nothing_of_who_reads(tmp_path):
    (tmp_path / "text.md").write_text("# T\n\nFirst, words. Second, more of them.\n")
    loaded = loaded_by(
        "from article import open_article\n"
        "a = open_article('text.md')\n"
        "a.sections, a.series, a.key_points, a.sentences",
        tmp_path,
    )
    assert "markdown_it" in loaded
    assert loaded.isdisjoint({"reader", "textual", "rich", "platformdirs"})


def test_the_formats_that_the_help_names_are_those_that_are_read() -> None:
    from article.formats import MEDIA_TYPES
    from reader.cli.read import FORMATS

    assert tuple(MEDIA_TYPES) == FORMATS


FIRST_SCREEN = """
import os
os.environ["COLORTERM"] = "truecolor"  # other colours are asked of a library
import reader.beginning, reader.kept_stretch, reader.terminal
from reader.early import first_screen
from reader.options import ReadingOptions
assert "mended" in first_screen("text.md", ReadingOptions(), (120, 40), at_once=True)
"""
"""What the program does before it loads Textual."""

FROM_BESIDE = """
import reader.beginning
from reader.beside import ParsedBeside
from reader.options import ReadingOptions
parsed = ParsedBeside("text.md", ReadingOptions(), (120, 40))
assert "mended" in parsed.first_screen
"""
"""What it does where a first screen needs a parser, beside the process that parses."""

SCREENFUL = """
from reader.early import first_screen
from reader.options import ReadingOptions
assert "mended" in first_screen("text.md", ReadingOptions(), (120, 40))
"""
"""What the other process does until then."""

FIRST_PAGE = """
import os, sys
import reader.app
from reader.beside import ParsedBeside
from reader.options import ReadingOptions
async def paint(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "mended" in "".join(row.text for row in app.reading.view.render_lines(
            app.reading.view.size.region))
        print()
        print("|".join(sys.modules))
        os._exit(0)
reader.app.take_keyboard = lambda: None
reader.app.PostilApp.run = lambda app, loop: loop.run_until_complete(paint(app))
reader.app.run("text.md", ReadingOptions(), object(), ParsedBeside("text.md", ReadingOptions()))
"""
"""The program until it has painted its first page, on a terminal in memory."""

WHILE_ONE_READS = FIRST_PAGE.replace(
    "        print()\n",
    """
        while not {"article.resolver", "filelock", "gzip"} <= {*sys.modules}:
            await pilot.pause(0.1)
        print()
""",
    1,
)
"""The program until it has loaded what the first note needs, without a key."""

NEVER_BEFORE_THE_FIRST_PAGE = {
    "article.differences",
    "article.fetch",
    "article.formats.markdown",
    "article.keypoints",
    "article.matching",
    "article.priorities",
    "article.relocation",
    "article.resolver",
    "article.shipped",
    "charset_normalizer",
    "filelock",
    "httpx",
    "lxml",
    "markdown_it",
    "pygments",
    "rapidfuzz",
    "reader.annotations.exchange",
    "reader.brief",
    "reader.fetching",
    "reader.screens.help",
    "reader.screens.links",
    "reader.screens.naming",
    "reader.screens.note",
    "reader.screens.tagging",
    "textual.widgets._markdown",
    "textual.widgets._text_area",
    "yaml",
}


def headed_text(folder: Path) -> None:
    (folder / "text.md").write_text("# T\n\n## Walls\n\nThey have to be mended.\n" * 9)


def test_the_first_screen_needs_few_modules(tmp_path):
    headed_text(tmp_path)
    loaded = modules_of(FIRST_SCREEN, tmp_path)
    not_yet = {"argparse", "hashlib", "json", "pickle", "rich", "textual", "threading", "zlib"}
    assert sorted(loaded & (NEVER_BEFORE_THE_FIRST_PAGE | not_yet)) == []
    assert len([name for name in loaded if name.startswith(("article", "reader"))]) <= 45


def test_the_first_screen_of_a_text_with_a_table_needs_a_parser_and_no_more(tmp_path):
    (tmp_path / "text.md").write_text("# T\n\n## Walls\n\n| have |\n|---|\n| to be mended |\n")
    drawing = modules_of(SCREENFUL, tmp_path)
    assert "markdown_it" in drawing
    assert drawing.isdisjoint({"article.priorities", "rich.style", "textual"})
    loaded = modules_of(FROM_BESIDE, tmp_path)
    assert loaded.isdisjoint({*NEVER_BEFORE_THE_FIRST_PAGE, "textual", "rich"})


def test_the_first_page_needs_nothing_that_it_does_not_show(tmp_path):
    headed_text(tmp_path)
    loaded = modules_of(FIRST_PAGE, tmp_path)
    assert "textual" in loaded
    assert sorted(loaded & NEVER_BEFORE_THE_FIRST_PAGE) == []


def test_what_the_first_note_needs_is_loaded_while_one_reads(tmp_path):
    headed_text(tmp_path)
    assert "hmac" in modules_of(WHILE_ONE_READS, tmp_path)


@pytest.mark.parametrize("form", ["markdown", "json", "html"])
def test_notes_are_written_without_what_reads_other_formats(form, tmp_path):
    command = ["notes", "text.md", "--format", form]
    headed_text(tmp_path)
    program = f"from reader.cli.command_line import main\nassert main({json.dumps(command)}) == 0"
    loaded = modules_of(program, tmp_path)
    exchange = "reader.annotations.exchange"
    readers = {f"{exchange}.{name}" for name in ("clippings", "reading", "taking", "w3c")}
    assert loaded.isdisjoint({*readers, "filelock"})


def test_what_finds_modules_needs_none_of_them():
    paths = f"import sys; sys.path.insert(0, {str(ROOT)!r})"
    program = f"{paths}; import reader.kept_modules; print(*sys.modules)"
    bare = [sys.executable, "-I", "-S", "-c", program]
    loaded = set(subprocess.run(bare, capture_output=True, check=True, text=True).stdout.split())
    assert "reader.kept_modules" in loaded
    assert loaded.isdisjoint({"collections", "contextlib", "enum", "functools", "re", "typing"})
