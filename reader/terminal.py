"""The terminal from the first screen, which is drawn before Textual is loaded, to the shell.

Keys typed while Textual is loaded wait in the terminal, in order, because it is raw by then. For
Unix; elsewhere there is no first screen, and Textual does all this itself.
"""

from __future__ import annotations

import os
import signal
import sys
import termios
from contextlib import suppress
from types import FrameType
from typing import Any

ENTER = "\x1b[?1049h"
"""To the alternate screen."""
LEAVE = "\x1b[?1049l"
_PREPARE = f"{ENTER}\x1b[?25l\x1b[?7l"
"""Without a cursor, and without a new row where one is too long: as Textual has it, too."""
_RESTORE = f"\x1b[0m\x1b[?1000;1003;1006;1015;1004;2004;2048l\x1b[<u\x1b[?7h{LEAVE}\x1b[?25h"
"""Undo all that this module or Textual may have set: mouse, focus and paste reports, reports of the
size, the keyboard protocol, wrapping, screen, cursor."""

_USUAL_SIZE = 80, 25
"""Of a terminal that does not tell. It is Textual's own: between two sizes it would never rest."""
_KEYBOARD, _SCREEN = 0, 2
"""The descriptors that Textual reads from and draws on."""


def is_usable() -> bool:
    """Whether keys come from a terminal, all output goes to one that can draw, and it is ours."""
    return (
        all(map(os.isatty, (_KEYBOARD, 1, _SCREEN)))
        and os.environ.get("TERM", "dumb") not in ("dumb", "unknown")
        and os.tcgetpgrp(_KEYBOARD) == os.getpgrp()
    )


class Terminal:
    """The terminal, which is given back as it was whatever happens."""

    def __init__(self) -> None:
        """Nothing is changed yet."""
        self.attributes: list[Any] = termios.tcgetattr(_KEYBOARD)
        """How the shell left it."""
        self.is_taken = False
        """Whether it is on its alternate screen."""
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._end)

    @property
    def size(self) -> tuple[int, int]:
        """Cells and rows; what the environment says comes first."""
        columns = rows = 0
        with suppress(OSError):
            columns, rows = os.get_terminal_size(1)
        with suppress(KeyError, ValueError):
            columns = int(os.environ["COLUMNS"]) or columns
        with suppress(KeyError, ValueError):
            rows = int(os.environ["LINES"]) or rows
        return columns or _USUAL_SIZE[0], rows or _USUAL_SIZE[1]

    def show(self, screen: str) -> None:
        """Take the terminal and draw on it, if there is something to draw."""
        if not screen:
            return
        raw = termios.tcgetattr(_KEYBOARD)
        raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        termios.tcsetattr(_KEYBOARD, termios.TCSANOW, raw)
        self.is_taken = True
        _write(_PREPARE + screen)

    def give_back(self) -> None:
        """Leave it as the shell had it; once is enough."""
        if self.is_taken:
            self.is_taken = False
            _write(_RESTORE)
            termios.tcsetattr(_KEYBOARD, termios.TCSANOW, self.attributes)

    def _end(self, number: int, frame: FrameType | None) -> None:
        """Be ended by a signal, but not without giving the terminal back, if it is still there."""
        with suppress(OSError):
            self.give_back()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)


def _write(text: str) -> None:
    encoding = sys.__stderr__.encoding if sys.__stderr__ else "utf-8"  # Textual replaces the other
    content = text.encode(encoding, "replace")
    while content:
        content = content[os.write(_SCREEN, content) :]
