"""A long reading in a short time: random keys on the real program, and what they cost.

    python tests/bench/soak.py [--minutes 5] [--size 1000] [--seed 1]

Reads, jumps, searches, marks, notes, undoes, changes panes, widths and the theme, and resizes the
terminal, all at random, with hardly a pause. Prints for each kind of action how many milliseconds
it took to the last byte on the terminal, if it changed anything there, for all of them also to the
first byte, and the memory at tenths of the time. It ends with an error if the program does, or if
the program does not end when it should.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from screen import DRAWN_BY_TEXTUAL, UNANSWERED, Program, text_of

ESCAPE = b"\x1b"
"""It is known for what it is only when nothing has followed it for a hundredth of a second."""
FIRST_BYTE = "first byte"
"""Of the answers to all keys."""

KEYS: dict[str, list[tuple[bytes, ...]]] = {
    "line": [(b"j",), (b"k",)],
    "page": [(b" ",), (b"b",), (b"\x04",), (b"\x15",)],
    "sentence": [(b")",), (b"(",), (b"}",), (b"{",)],
    "section": [(b"]",), (b"[",)],
    "far": [(b"g",), (b"G",), (b"\x7f",), (b"1",), (b".",)],
    "mark": [(b"m", b"a"), (b"'", b"a")],
    "highlight": [(b"h",), (b"H",)],
    "note": [(b"a", *(bytes([c]) for c in b"a thought "), b"\x13")],
    "undo": [(b"u",), (b"\x12",)],
    "next note": [(b">",), (b"<",)],
    "search": [(b"/", *(bytes([c]) for c in b"winter"), b"\r", b"n", b"N", ESCAPE)],
    "pane": [(b"t",), (b"A",), (b"\t", ESCAPE)],
    "look": [(b"z",), (b"+",), (b"-",), (b"=",), (b"T",)],
}
WEIGHTS = {"line": 30, "page": 20, "sentence": 20, "section": 6, "far": 4}
"""How often the kinds come, compared with one another; the others once."""
SIZES = ((120, 40), (80, 24), (40, 12), (160, 50))
RESIZES = 0.01
"""The share of actions that are another size of the terminal."""
SECONDS_TO_END = 5


def main() -> None:
    """Read for so many minutes, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--size", type=int, default=1000, help="thousands of characters")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "long.md"
        text.write_text(text_of(options.size * 1000, "md"), encoding="utf-8")
        kinds = ("DATA", "CONFIG", "CACHE", "STATE")
        folders = {f"POSTIL_{kind}_DIR": str(Path(folder) / kind) for kind in kinds}
        environment = {**os.environ, **folders, "TERM": "xterm-256color"}
        program = Program([sys.executable, "-m", "reader", str(text)], environment)
        program.until(DRAWN_BY_TEXTUAL)
        program.quiet(2.0)
        took, memory = read(program, random.Random(options.seed), options.minutes * 60)
        program.key(ESCAPE)
        program.key(ESCAPE)
        program.press(b"q")
        outcome = end_of(program.child)
    report(took, memory)
    if outcome:
        sys.exit(outcome)


def read(
    program: Program, chance: random.Random, seconds: float
) -> tuple[dict[str, list[float]], list[int]]:
    """Milliseconds of each action by its kind, and megabytes at each tenth of the time."""
    took: dict[str, list[float]] = defaultdict(list)
    memory: list[int] = []
    weights = [WEIGHTS.get(kind, 1) for kind in KEYS]
    size = SIZES[0]
    began = time.perf_counter()
    while (passed := time.perf_counter() - began) < seconds:
        if len(memory) <= 10 * passed / seconds:
            memory.append(resident(program.child))
        if chance.random() < RESIZES:
            size = chance.choice([other for other in SIZES if other != size])
            took["resize"].append(program.resize(*size))
            continue
        kind = chance.choices(list(KEYS), weights)[0]
        for key in chance.choice(KEYS[kind]):
            whole = program.key(key)
            if not 0 <= whole - 1000 * UNANSWERED < 10:
                took["escape" if key == ESCAPE else kind].append(whole)
                took[FIRST_BYTE].append(program.first_byte)
    return took, [*memory, resident(program.child)]


def end_of(child: int) -> str:
    """What was wrong with the end of a process, if anything was."""
    for _ in range(SECONDS_TO_END * 20):
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return f"it ended with status {status}" if status else ""
        time.sleep(0.05)
    os.kill(child, 9)
    return "it did not end"


def resident(process: int) -> int:
    """The memory of a process, in megabytes."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


def report(took: dict[str, list[float]], memory: list[int]) -> None:
    """Print the table."""
    others = ("resize", FIRST_BYTE)
    keys = [each for kind, times in took.items() if kind not in others for each in times]
    print(f"{'':>10} {'times':>7} {'median':>8} {'95 %':>8} {'99 %':>8} {'most':>8}")
    for kind, times in {**dict(sorted(took.items())), "all keys": keys}.items():
        if len(times) > 1:
            cuts = statistics.quantiles(times, n=100)
            figures = (statistics.median(times), cuts[94], cuts[98], max(times))
            print(f"{kind:>10} {len(times):7}", *(f"{figure:6.1f}ms" for figure in figures))
    print("memory, MB:", *memory)


if __name__ == "__main__":
    main()
