"""A long reading in a short time: random keys on the real program, and what they cost.

    python tests/bench/soak.py [--minutes 5] [--size 1000] [--seed 1]

Reads, jumps, searches, marks, notes, undoes, changes panes, widths and the theme, and resizes the
terminal, all at random, without a pause. Prints for each kind of action how many milliseconds it
took to the last byte on the terminal, and the memory at tenths of the time. It ends with an error
if the program does, or if it prints one.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import signal
import statistics
import struct
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

import pyte
from screen import SILENCE, Program, text_of

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
    "search": [(b"/", *(bytes([c]) for c in b"winter"), b"\r", b"n", b"N", b"\x1b")],
    "pane": [(b"t",), (b"A",), (b"\t", b"\x1b")],
    "look": [(b"z",), (b"+",), (b"-",), (b"=",), (b"T",)],
}
WEIGHTS = {"line": 30, "page": 20, "sentence": 20, "section": 6, "far": 4}
"""How often the kinds come, compared with one another; the others once."""
SIZES = ((120, 40), (80, 24), (40, 12), (160, 50))
OPENING = (b"a", b"/")
PATIENCE = 0.3
"""Seconds that a person waits for what these keys open before typing into it."""
RESIZES = 0.01
"""The share of actions that are another size of the terminal."""


class Watched(Program):
    """A program whose screen can be looked at, to see what it died of."""

    def __init__(self, command: list[str], home: Path) -> None:
        self.screen = pyte.Screen(120, 40)
        self._stream = pyte.ByteStream(self.screen)
        super().__init__(command, home)

    def show(self):
        print(*self.screen.display, sep="\n")

    def quiet(self, silence: float = SILENCE) -> float:
        """When the last byte came before so many seconds without any."""
        last = time.perf_counter()
        with suppress(OSError):  # the program has ended
            while select.select([self.terminal], [], [], silence)[0]:
                self._stream.feed(os.read(self.terminal, 65536))
                last = time.perf_counter()
        return last


def main() -> None:
    """Read for so many minutes, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--size", type=int, default=1000, help="thousands of characters")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    took: dict[str, list[float]] = defaultdict(list)
    memory: list[int] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        text = home / "long.md"
        text.write_text(text_of(options.size * 1000), encoding="utf-8")
        program = Watched([sys.executable, "-m", "reader", str(text)], home)
        program.until(b"Beginning")
        program.quiet(2.0)
        began, seconds = time.perf_counter(), options.minutes * 60
        kinds = list(KEYS)
        weights = [WEIGHTS.get(kind, 1) for kind in kinds]
        while (passed := time.perf_counter() - began) < seconds:
            if len(memory) <= 10 * passed / seconds:
                memory.append(resident(program.child))
            if chance.random() < RESIZES:
                took["resize"].append(resized(program, chance.choice(SIZES)))
                continue
            kind = chance.choices(kinds, weights)[0]
            for key in chance.choice(KEYS[kind]):
                took[kind].append(program.key(key))
                if key in OPENING:
                    program.quiet(PATIENCE)
        memory.append(resident(program.child))
        os.write(program.terminal, b"\x11")
        program.quiet(2.0)
        ended, status = os.waitpid(program.child, os.WNOHANG)
        if not ended:
            program.kill()
        program.show()
    report(took, memory)
    if not ended or status:
        sys.exit(f"ended with {status}")


def resized(program: Program, size: tuple[int, int]) -> float:
    """Milliseconds from another size of the terminal to the last byte."""
    columns, rows = size
    changed = time.perf_counter()
    program.screen.resize(rows, columns)
    ioctl(program.terminal, TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))
    os.kill(program.child, signal.SIGWINCH)
    return (program.quiet(0.15) - changed) * 1000


def resident(process: int) -> int:
    """The memory of a process, in megabytes."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return next(int(row.split()[1]) for row in status.splitlines() if "VmRSS" in row) // 1024


def report(took: dict[str, list[float]], memory: list[int]) -> None:
    """Print the table."""
    keys = [each for kind, times in took.items() if kind != "resize" for each in times]
    print(f"{'':>10} {'times':>7} {'median':>8} {'95 %':>8} {'99 %':>8} {'most':>8}")
    for kind, times in {**dict(sorted(took.items())), "all keys": keys}.items():
        if len(times) > 1:
            cuts = statistics.quantiles(times, n=100)
            figures = (statistics.median(times), cuts[94], cuts[98], max(times))
            print(f"{kind:>10} {len(times):7}", *(f"{figure:6.1f}ms" for figure in figures))
    print("memory, MB:", *memory)


if __name__ == "__main__":
    main()
