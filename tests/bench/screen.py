"""How fast the program is for its reader, beside what it means to reach.

    python tests/bench/screen.py [--sizes 5,1000,10000] [--repeat 3] [--formats md,txt]

Makes its texts itself (tables, lists and code among the prose; sizes in thousands of characters)
and runs Postil on a pseudo-terminal of 120 x 40, in turns with an empty Textual app and a bare
Python. Prints medians, in milliseconds where nothing else is said; a key has taken as long as its
last byte, which while a text is being loaded may be of its progress; keys are pressed as soon as
there is a page, so the whole text is there a second or two later than without. On a busy machine
only the ratios say something. Saving and placing thousands of notes is measured by
`annotations.py`.
"""

from __future__ import annotations

import argparse
import os
import pty
import random
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

FIRST, LAST = b"Beginning", b"Farewell"
"""The first and the last word of a text."""
RARE = b"zanzibar"
"""It stands twice in a text, behind `PLACE` each time."""
PLACE = b"Madagascar"
DRAWN_BY_TEXTUAL = b"Contents"
"""The title of a pane, which the first screen lacks."""
EMPTY = f"""
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("{FIRST.decode()}")
Empty().run()
"""
SILENCE = 0.03
"""Seconds without output after which a key counts as answered."""
UNANSWERED = 0.5
"""Seconds after which a key counts as one that changed nothing."""
LOADED = 1.5
"""Seconds without output after which what has come of a text is taken in."""
PATIENCE = 60.0
KEYS = 40
COMPILED = 2
"""Runs after which a program has kept what it compiles."""
COMMANDS = 3
"""Runs of a command for one of a reading."""
NOTES = 1_000
ANNOTATED = 100
"""Thousands of characters of the text that has so many notes."""

PROSE = ("the", "river", "walls", "of", "a", "town", "have", "to", "be", "mended", "and", "nobody")
OTHERS = (
    "| wall | stones |\n|---|---:|\n| north | 12 |\n| south | 7 |\n",
    "- the first stone\n- the second, which is *loose*\n  1. and one under it\n",
    "```\nstones = [12, 7]\nprint(sum(stones))\n```\n",
    "> Nobody looks at walls before the [flood](flood.md).\n",
)

_INSTALLED = Path(sys.executable).with_name("postil")
COMMAND = [str(_INSTALLED)] if _INSTALLED.exists() else [sys.executable, "-m", "reader"]
"""The program as its reader calls it; `-m` looks for what runs a module first."""

EMPTY_APP = "(first page of an empty app)"
GOALS = {
    "first text": "60",
    "first page, of the empty app": "1.15x",
    "line key p95": "12",
    "page key p95": "12",
    "line key p95 while loading": "20",
    "the same, first byte": "20",
    "all there, s after the first page": "4",
    "end of the text": "100",
    "resize": "60",
    "search: first hit": "50",
    "search: all counted": "300",
    "memory, MB beyond 8 x the text": "45",
    "CPU when idle, %": "0",
    "quit": "100",
}
"""What is measured of each text, and what it is to reach."""


def text_of(size: int, form: str) -> str:
    """A text of about so many characters, always the same."""
    chance = random.Random(size)
    parts = [f"# {FIRST.decode()}\n" if form == "md" else f"{FIRST.decode()}\n"]
    length = 0
    while length < size:
        sentences = [
            " ".join(chance.choices(PROSE, k=chance.randint(6, 22))).capitalize() + "."
            for _ in range(chance.randint(2, 7))
        ]
        if form == "md":
            heading = f"## Part {len(parts)}\n\n" if chance.random() < 0.03 else ""
            other = f"\n{chance.choice(OTHERS)}" if chance.random() < 0.1 else ""
            parts.append(f"{heading}{' '.join(sentences)} It is *said* to be `so`.\n{other}")
        else:
            parts.append(" ".join(sentences) + "\n")
        length += len(parts[-1])
    rare = f"In {PLACE.decode()} they speak of {RARE.decode()}.\n"
    parts[len(parts) * 2 // 3 : 0] = [rare]
    parts[-1:] = [rare, parts[-1], f"{LAST.decode()}.\n"]
    return "\n".join(parts)


class Program:
    """A program on a pseudo-terminal."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.began = time.perf_counter()
        self.first_byte = 0.0
        """Milliseconds to the beginning of the last answer."""
        self.child, self.terminal = pty.fork()
        if not self.child:
            ioctl(1, TIOCSWINSZ, struct.pack("4H", 40, 120, 0, 0))
            os.execve(command[0], command, environment)
        ioctl(self.terminal, TIOCSWINSZ, struct.pack("4H", 40, 120, 0, 0))

    def until(self, *needles: bytes, since: float | None = None) -> list[float]:
        """Milliseconds until each of some bytes was written, since the start unless said."""
        began = self.began if since is None else since
        written, found = b"", dict[bytes, float]()
        while len(found) < len(needles):
            if not select.select([self.terminal], [], [], PATIENCE)[0]:
                raise TimeoutError(f"{set(needles) - set(found)} never came")
            written += os.read(self.terminal, 65536)
            now = (time.perf_counter() - began) * 1000
            found |= {one: now for one in needles if one in written and one not in found}
        return [found[needle] for needle in needles]

    def quiet(self, silence: float = SILENCE) -> float:
        """When the last byte came before so many seconds without any."""
        last = time.perf_counter()
        while select.select([self.terminal], [], [], silence)[0]:
            os.read(self.terminal, 65536)
            last = time.perf_counter()
        return last

    def press(self, keys: bytes) -> float:
        """Send some keys; the moment it was done."""
        os.write(self.terminal, keys)
        return time.perf_counter()

    def answer(self, since: float, patience: float = UNANSWERED) -> float:
        """Milliseconds from a moment to the last byte of what was written then."""
        select.select([self.terminal], [], [], patience)
        self.first_byte = (time.perf_counter() - since) * 1000
        return (self.quiet() - since) * 1000

    def key(self, key: bytes) -> float:
        """Milliseconds from a key to the last byte of what it changed."""
        return self.answer(self.press(key))

    def resize(self, columns: int, rows: int) -> float:
        """Milliseconds from a new size to the last byte of what it changed."""
        began = time.perf_counter()
        ioctl(self.terminal, TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))
        return self.answer(began)

    def load(self) -> float:
        """Wait until the process that parses the text has ended, and what it sent is taken in.

        Seconds from the start until then.
        """
        while self.workers():
            self.quiet()
        return self.quiet(LOADED) - self.began

    def workers(self) -> list[int]:
        """The processes that work for it."""
        children = Path(f"/proc/{self.child}/task/{self.child}/children")
        return [int(child) for child in children.read_text("ascii").split() if _works(child)]

    def memory(self, process: int = 0) -> float:
        """The most megabytes that it, or a process that works for it, ever took."""
        status = Path(f"/proc/{process or self.child}/status").read_text(encoding="ascii")
        most = status.partition("VmHWM:")[2].split()  # there is none of a process that has ended
        return int(most[0]) / 1000 if most else 0.0

    def cpu(self) -> float:
        """Seconds of a processor that it has used."""
        fields = Path(f"/proc/{self.child}/stat").read_text(encoding="ascii").rpartition(")")[2]
        return sum(map(int, fields.split()[11:13])) / os.sysconf("SC_CLK_TCK")

    def quit(self) -> float:
        """Milliseconds from the key to the end of the program."""
        pressed = self.press(b"q")
        try:
            while os.read(self.terminal, 65536):
                pass
        except OSError:  # the program closed its side
            pass
        os.waitpid(self.child, 0)
        os.close(self.terminal)
        return (time.perf_counter() - pressed) * 1000

    def kill(self) -> None:
        """End it."""
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.terminal)


def _works(process: str) -> bool:
    """Whether a process has not ended."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def first_page(command: list[str], environment: dict[str, str]) -> float:
    """Milliseconds until a program shows the first word."""
    program = Program(command, environment)
    (took,) = program.until(FIRST)
    program.kill()
    return took


def readings(text: Path, empty: float, environment: dict[str, str]) -> dict[str, float]:
    """One reading of a text: a figure for each goal."""
    program = Program([*COMMAND, str(text)], environment)
    first_text, first_page = program.until(FIRST, DRAWN_BY_TEXTUAL)
    program.quiet()
    loading = [(program.key(b"j"), program.first_byte) for _ in range(KEYS)]
    loaded = program.load()
    lines = [program.key(b"j") for _ in range(KEYS)]
    pages = [program.key(b" ") for _ in range(KEYS)]
    before, began = program.cpu(), time.perf_counter()
    program.quiet(2.0)
    idle = 100 * (program.cpu() - before) / (time.perf_counter() - began)
    (end,) = program.until(LAST, since=program.press(b"G"))
    program.key(b"g")
    resizes = [program.resize(100, 30), program.resize(120, 40)]
    program.key(b"/")
    hit, counted = program.until(PLACE, b" 1/2", since=program.press(RARE))
    program.key(b"\r")
    memory = program.memory() - 8 * text.stat().st_size / 1_000_000
    figures = (
        first_text,
        first_page / empty,
        p95(lines),
        p95(pages),
        p95([whole for whole, _ in loading]),
        p95([first for _, first in loading]),
        loaded - first_page / 1000,
        end,
        statistics.mean(resizes),
        hit,
        counted,
        memory,
        idle,
        program.quit(),
    )
    return dict(zip(GOALS, figures, strict=True))


def p95(times: list[float]) -> float:
    """The 95th percentile."""
    return sorted(times)[int(len(times) * 0.95)]


def median_of(measure: Callable[[], float], times: int) -> float:
    """The median of some measurements."""
    return statistics.median(measure() for _ in range(times))


def annotate(text: Path) -> None:
    """Write many notes on a text; the folders are those of the environment."""
    from article import describe, open_article
    from reader.annotations.journal import Journal
    from reader.library import own_library
    from reader.notes_file import described, notes_path_for

    article = open_article(text)
    journal = Journal.open(notes_path_for(article, own_library()), about=described(article))
    for number in range(NOTES):
        sentence = article.sentences[number % len(article.sentences)]
        journal.add(describe(article.text, sentence), note=f"Note {number}")
    journal.close()


def headless(home: Path, environment: dict[str, str], repeat: int) -> None:
    """Print what commands take without a screen, and keys in a text with many notes."""
    text = home / "annotated.md"
    text.write_text(text_of(ANNOTATED * 1000, "md"), encoding="utf-8")
    annotate(text)

    def took(*command: str) -> float:
        began = time.perf_counter()
        subprocess.run(command, env=environment, capture_output=True, check=True)
        return (time.perf_counter() - began) * 1000

    print(f"\n{'without a screen, of bare Python':<34} {'goal':>6}")
    for goal, *arguments in (
        ("4x", "--help"),
        ("", "where"),
        ("", "outline", str(text)),
        ("8x", "notes", str(text)),
    ):
        command = [*COMMAND, *arguments]
        for _ in range(COMPILED):
            took(*command)
        figure = median_of(
            lambda: took(*command) / took(sys.executable, "-c", "pass"),  # noqa: B023 - at once
            COMMANDS * repeat,
        )
        name = f"{arguments[0]}{f', {NOTES} notes' if arguments[0] == 'notes' else ''}"
        print(f"{name:<34} {goal:>6} {figure:9.1f}x")

    program = Program([*COMMAND, str(text)], environment)
    program.until(DRAWN_BY_TEXTUAL)
    program.load()
    for name, key in (("line", b"j"), ("page", b" ")):
        figure = p95([program.key(key) for _ in range(KEYS)])
        print(f"{f'{name} key p95, {NOTES} notes':<34} {'12':>6} {figure:10.1f}")
    program.kill()


def main() -> None:
    """Print a table for each format, and one of what needs no screen."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="5,1000,10000")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--formats", default="md,txt")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
            os.environ[f"POSTIL_{kind}_DIR"] = str(home / kind)
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONPYCACHEPREFIX": str(home / "compiled"),  # all programs run compiled
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        empty_app = [sys.executable, "-c", EMPTY]
        for form in options.formats.split(","):
            columns: list[dict[str, float]] = []
            for size in sizes:
                text = home / f"{size}.{form}"
                text.write_text(text_of(size * 1000, form), encoding="utf-8")
                first_page(empty_app, environment)
                for _ in range(COMPILED):
                    readings(text, 1.0, environment)
                rounds, empties = [], []
                for _ in range(options.repeat):
                    for known in (home / "STATE").rglob("*.json"):
                        known.unlink()  # each reading is the first one
                    empties.append(first_page(empty_app, environment))
                    rounds.append(readings(text, empties[-1], environment))
                column = {name: statistics.median(one[name] for one in rounds) for name in GOALS}
                columns.append({EMPTY_APP: statistics.median(empties), **column})
            print(f"\n{form:<34} {'goal':>6}", *(f"{size:>7} kB" for size in sizes))
            for name, goal in {EMPTY_APP: "", **GOALS}.items():
                figures = (f"{column[name]:10.{2 if 'x' in goal else 1}f}" for column in columns)
                print(f"{name:<34} {goal:>6}", *figures)
        headless(home, environment, max(5, options.repeat))


if __name__ == "__main__":
    main()
