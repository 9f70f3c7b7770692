"""Start a program on a pseudo-terminal, wait for its screen, press `q`, and expect it to leave.

Usage: start_on_a_terminal.py PROGRAM FILE. The file's title and its last words must be shown.
"""

from __future__ import annotations

import os
import pty
import select
import struct
import sys
import time
from collections.abc import Callable
from fcntl import ioctl
from pathlib import Path
from signal import SIGKILL
from termios import TIOCSWINSZ

import pyte

ROWS, COLUMNS = 24, 80
PATIENCE = 30.0


def main(program: str, file: str) -> int:
    """Drive the program; the exit code is 0 when all went as it should."""
    words = Path(file).read_text().split()
    child, terminal = pty.fork()
    if not child:
        os.environ["TERM"] = "xterm-256color"
        ioctl(0, TIOCSWINSZ, struct.pack("4H", ROWS, COLUMNS, 0, 0))
        os.execv(program, [program, file])
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)

    def read_until(done: Callable[[], bool]) -> bool:
        """Feed the screen until it is as wanted, or the program has closed its side."""
        deadline = time.monotonic() + PATIENCE
        while not done() and time.monotonic() < deadline:
            if select.select([terminal], [], [], 0.1)[0]:
                try:
                    stream.feed(os.read(terminal, 65536))
                except OSError:
                    return True
        return done()

    shown = read_until(lambda: words[-1] in "\n".join(screen.display))
    print("\n".join(line.rstrip() for line in screen.display))  # noqa: T201 - what CI shows
    os.write(terminal, b"q")
    if not read_until(lambda: False):
        os.kill(child, SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(f"screen shown: {shown}, exit code: {code}")  # noqa: T201 - what CI shows
    return 0 if shown and code == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
