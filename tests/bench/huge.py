"""Texts of hostile sizes in the real program: whether they open, and whether it ever hangs.

    python tests/bench/huge.py [NAME]...

Makes the texts, opens each on a pseudo-terminal, presses a key every second until all of it is
there, goes to its end and leaves. Prints milliseconds to the first text, to the first page, of the
slowest key meanwhile, to the end and to the shell; the seconds until all was there; and the
megabytes that the program and the process that parses took at most. It ends with an error if a key
is not answered or more than two gigabytes are taken. Names may be parts of names.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from screen import COMMAND, DRAWN_BY_TEXTUAL, FIRST, Program

SENTENCE = "Nobody has counted the stones in the wall that holds the river back. "
BEGINNING = f"# {FIRST.decode()}\n\n"
TEXTS: dict[str, Callable[[], str]] = {
    "a line of 10 MB": lambda: BEGINNING + SENTENCE * (10_000_000 // len(SENTENCE)),
    "a word of 10 MB": lambda: BEGINNING + "x" * 10_000_000,
    "a million headings": lambda: (
        BEGINNING + "".join(f"## Heading {n}\n" for n in range(1_000_000))
    ),
    "a table of 10,000 rows": lambda: (
        f"{BEGINNING}| wall | stones |\n|---|---|\n"
        + "".join(f"| {n} | of slate |\n" for n in range(10_000))
    ),
    "50,000 links": lambda: (
        BEGINNING + " ".join(f"[stone {n}](https://example.org/{n})" for n in range(50_000))
    ),
    "quotes 10,000 deep": lambda: f"{BEGINNING}{'>' * 10_000} deep\n",
    "brackets 10,000 deep": lambda: f"{BEGINNING}{'[' * 10_000}deep{']' * 10_000}\n",
    "lists 2,000 deep": lambda: BEGINNING + "".join(f"{'  ' * n}- deep\n" for n in range(2_000)),
    "100 MB of Markdown": lambda: (
        BEGINNING + "".join(f"## Part {n}\n\n{SENTENCE * 12}\n\n" for n in range(118_000))
    ),
    "100 MB of plain text": lambda: f"{FIRST.decode()}\n\n" + f"{SENTENCE * 12}\n\n" * 120_000,
}
MOST = 2_000
"""Megabytes."""
HANGING = 10.0
"""Seconds after which an unanswered key counts as never answered."""
BETWEEN_KEYS = 1.0
"""Seconds."""
WORKING = 0.05
"""The share of a processor from which on the program counts as working."""
SETTLED = 3
"""Looks in a row at which nothing works any more, one before each key."""
_WIDTHS = (7, 7, 7, 8, 7, 7, 6)


def main() -> None:
    """Print a line for each text."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", metavar="NAME", nargs="*", help="only texts with this in the name")
    names = parser.parse_args().names
    titles = ("first", "page", "key", "there, s", "end", "quit", "MB")
    print(f"{'':<22}", *(f"{title:>{width}}" for title, width in zip(titles, _WIDTHS, strict=True)))
    with tempfile.TemporaryDirectory() as folder:
        kinds = ("DATA", "CONFIG", "CACHE", "STATE")
        folders = {f"POSTIL_{kind}_DIR": str(Path(folder, kind)) for kind in kinds}
        environment = {**os.environ, **folders, "TERM": "xterm-256color"}
        for name, text_of in TEXTS.items():
            if not names or any(part in name for part in names):
                text = Path(folder, name).with_suffix(".txt" if "plain" in name else ".md")
                text.write_text(text_of(), encoding="utf-8")
                os.sync()  # so that the disk is quiet
                figures = measured(Program([*COMMAND, str(text)], environment))
                cells = (f"{one:{w}.0f}" for one, w in zip(figures, _WIDTHS, strict=True))
                print(f"{name:<22}", *cells, flush=True)
                text.unlink()
                if figures[-1] > MOST:
                    sys.exit(f"{name}: it took more than {MOST} MB")


def measured(program: Program) -> tuple[float, ...]:
    """One reading: the figures of a line."""
    first, page = program.until(FIRST, DRAWN_BY_TEXTUAL)
    slowest, there, most = until_settled(program)
    end = answered(program, b"G")
    most += program.memory()
    return first, page, slowest, there, end, program.quit(), most


def until_settled(program: Program) -> tuple[float, float, float]:
    """Press a key now and then until nothing works any more.

    The milliseconds of the slowest, the seconds from the start until then, and the most megabytes
    that the process that parses took.
    """
    slowest, most, still = 0.0, 0.0, 0
    settled = time.perf_counter()
    while still < SETTLED:
        before = program.cpu()
        program.quiet(BETWEEN_KEYS)
        workers = program.workers()
        most = max([most, *map(program.memory, workers)])
        if workers or program.cpu() - before > WORKING * BETWEEN_KEYS:
            still, settled = 0, time.perf_counter()
        else:
            still += 1
        slowest = max(slowest, answered(program, b"j"))
    return slowest, settled - program.began, most


def answered(program: Program, key: bytes) -> float:
    """Milliseconds to the beginning of the answer to a key.

    Raises:
        TimeoutError: there was none.
    """
    pressed = program.press(key)
    program.answer(pressed, HANGING)
    if program.first_byte >= 1000 * HANGING:
        raise TimeoutError(f"{key!r} was not answered")
    return program.first_byte


if __name__ == "__main__":
    main()
