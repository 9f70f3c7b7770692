"""How long the screen takes: from the start to the first page, and from a key to its last byte.

    python tests/bench/screen.py [--sizes 5,1000,10000] [--repeat 3]

Makes its texts itself (Markdown, sizes in thousands of characters), runs Postil and an empty
Textual app on a pseudo-terminal of 120 x 40, and prints medians in milliseconds. On a busy machine
only the ratios say something.
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
import sys
import tempfile
import time
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

NEEDLE = "Beginning"
EMPTY = f"""
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("{NEEDLE}")
Empty().run()
"""
SILENCE = 0.03
"""Seconds without output after which a key counts as answered."""
PROSE = "the river walls of a town have to be mended before winter and nobody looks at them"


def text_of(size: int) -> str:
    """A Markdown text of about so many characters, always the same."""
    chance, words = random.Random(size), PROSE.split()
    parts = [f"# {NEEDLE}\n"]
    length = 0
    while length < size:
        sentences = [
            " ".join(chance.choices(words, k=chance.randint(6, 22))).capitalize() + "."
            for _ in range(chance.randint(2, 7))
        ]
        heading = f"## Part {len(parts)}\n" if chance.random() < 0.03 else ""
        parts.append(f"{heading}\n{' '.join(sentences)} It is *said* to be `so`.\n")
        length += len(parts[-1])
    return "\n".join(parts)


class Program:
    """A program on a pseudo-terminal."""

    def __init__(self, command: list[str], home: Path) -> None:
        self.began = time.perf_counter()
        self.child, self.terminal = pty.fork()
        if not self.child:
            ioctl(1, TIOCSWINSZ, struct.pack("4H", 40, 120, 0, 0))
            kinds = ("DATA", "CONFIG", "CACHE", "STATE")
            folders = {f"POSTIL_{kind}_DIR": str(home / kind) for kind in kinds}
            environment = {**os.environ, **folders, "TERM": "xterm-256color"}
            os.execve(command[0], command, environment)

    def until(self, needle: bytes) -> float:
        """Milliseconds from the start until some bytes were written."""
        written = b""
        while needle not in written:
            written += os.read(self.terminal, 65536)
        return (time.perf_counter() - self.began) * 1000

    def quiet(self, silence: float = SILENCE) -> float:
        """When the last byte came before so many seconds without any."""
        last = time.perf_counter()
        while select.select([self.terminal], [], [], silence)[0]:
            os.read(self.terminal, 65536)
            last = time.perf_counter()
        return last

    def key(self, key: bytes) -> float:
        """Milliseconds from a key to the last byte of what it changed."""
        pressed = time.perf_counter()
        os.write(self.terminal, key)
        return (self.quiet() - pressed) * 1000

    def kill(self) -> None:
        """End it."""
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.terminal)


def main() -> None:
    """Print a row for the empty app and one for each size."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="5,1000,10000")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        empty = statistics.median(
            first_page([sys.executable, "-c", EMPTY], home) for _ in range(options.repeat)
        )
        print(f"{'':>12} {'first page':>11} {'of empty':>9} {'line key':>14} {'page key':>14}")
        print(f"{'empty app':>12} {empty:9.0f}ms")
        for size in map(int, options.sizes.split(",")):
            text = home / f"{size}.md"
            text.write_text(text_of(size * 1000), encoding="utf-8")
            command = [sys.executable, "-m", "reader", str(text)]
            first, lines, pages = [], [], []
            for _ in range(options.repeat):
                program = Program(command, home)
                first.append(program.until(NEEDLE.encode()))
                program.quiet(1.0)
                lines += [program.key(b"j") for _ in range(20)]
                pages += [program.key(b" ") for _ in range(20)]
                program.kill()
            start = statistics.median(first)
            print(
                f"{size:>9} kB {start:9.0f}ms {start / empty:8.2f}x"
                f" {spread(lines):>14} {spread(pages):>14}"
            )


def first_page(command: list[str], home: Path) -> float:
    """Milliseconds until a program shows the needle."""
    program = Program(command, home)
    took = program.until(NEEDLE.encode())
    program.kill()
    return took


def spread(times: list[float]) -> str:
    """The median and the 95th percentile."""
    ordered = sorted(times)
    return f"{statistics.median(times):.0f} / {ordered[int(len(ordered) * 0.95)]:.0f} ms"


if __name__ == "__main__":
    main()
