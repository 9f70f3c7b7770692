"""The real program on a pseudo-terminal, with a terminal in memory that draws what it writes."""

from __future__ import annotations

import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

import pyte

_PATIENCE = 30.0
"""Seconds until a test gives up; nothing is ever waited for longer than it takes."""


class Terminal:
    """A program, its screen, and all the bytes that it wrote."""

    def __init__(self, child: int, terminal: int, columns: int, rows: int) -> None:
        self.child = child
        self.screen = pyte.Screen(columns or 80, rows or 25)
        self.written = b""
        self.exit_code: int | None = None
        self._terminal = terminal
        self._is_there = True
        self._stream = pyte.ByteStream(self.screen)

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def wait_for(self, *words: str) -> None:
        """Read until all the words are on the screen."""
        deadline = time.monotonic() + _PATIENCE
        while not all(word in self.text for word in words):
            assert self._read(deadline), f"{words} never came:\n{self.text}"

    def wait_for_more(self) -> None:
        """Read one more piece of what the program writes."""
        assert self._read(time.monotonic() + _PATIENCE), f"nothing more came:\n{self.text}"

    def wait_for_end(self) -> int:
        """Read until the program has ended; its exit code."""
        deadline = time.monotonic() + _PATIENCE
        while self._is_there and time.monotonic() < deadline and self._read(deadline):
            pass
        assert time.monotonic() < deadline, f"it did not end:\n{self.text}"
        _, status = os.waitpid(self.child, 0)
        self.exit_code = os.waitstatus_to_exitcode(status)
        return self.exit_code

    @property
    def attributes(self) -> list[object]:
        """How the terminal treats keys and output."""
        return termios.tcgetattr(self._terminal)

    def press(self, keys: str) -> None:
        self.press_bytes(keys.encode())

    def press_bytes(self, keys: bytes) -> None:
        """Press what may be half a key."""
        os.write(self._terminal, keys)

    def hang_up(self) -> None:
        """Take the terminal away, as a connection that breaks."""
        os.close(self._terminal)
        self._is_there = False

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        ioctl(self._terminal, TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))

    def kill(self) -> None:
        """End it as a power cut would."""
        os.kill(self.child, signal.SIGKILL)
        self.wait_for_end()

    def close(self) -> None:
        if self.exit_code is None:
            self.kill()
        if self._is_there:
            os.close(self._terminal)

    def _read(self, deadline: float) -> bool:
        """Take what the program wrote; whether there may be more."""
        if not select.select([self._terminal], [], [], max(0.0, deadline - time.monotonic()))[0]:
            return False
        try:
            chunk = os.read(self._terminal, 65536)
        except OSError:  # Linux: the program closed its side
            return False
        self.written += chunk
        self._stream.feed(chunk)
        return bool(chunk)


@contextmanager
def postil(
    *arguments: str,
    home: Path,
    columns: int = 100,
    rows: int = 30,
    stdin: Path | None = None,
    stderr: Path | None = None,
    **variables: str,
) -> Iterator[Terminal]:
    """Start `postil` with folders of its own; a terminal of no cells is one that does not tell."""
    environment = {
        **os.environ,
        "TERM": "xterm-256color",
        "TEXTUAL_ANIMATIONS": "none",
        **{
            f"POSTIL_{kind}_DIR": str(home / kind.lower())
            for kind in ("DATA", "CONFIG", "CACHE", "STATE")
        },
        **variables,
    }
    child, terminal = pty.fork()
    if not child:  # everything up to exec must be safe in a forked process
        ioctl(1, TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))
        if stdin is not None:
            os.dup2(os.open(stdin, os.O_RDONLY), 0)
        if stderr is not None:
            os.dup2(os.open(stderr, os.O_WRONLY | os.O_CREAT), 2)
        os.execve(sys.executable, [sys.executable, "-m", "reader", *arguments], environment)
    ioctl(terminal, TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))
    running = Terminal(child, terminal, columns, rows)
    try:
        yield running
    finally:
        running.close()
