"""Textual's driver, from the first screen that stands already to a quick end.

The terminal is on its alternate screen when Textual comes: entering it once more would make it
blank. And the thread that waits for keys is woken when all is over, where Textual waits for up to
two tenths of a second.
"""

from __future__ import annotations

import os
import select
from codecs import getincrementaldecoder
from contextlib import suppress

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver

from reader.terminal import ENTER, LEAVE, Terminal

_ESCAPE_SECONDS = ESCAPE_DELAY + 0.001
"""After so long an Escape was a key of its own."""


class PromptDriver(LinuxDriver):
    """A driver that neither blanks the screen at the start nor waits at the end."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
        terminal: Terminal,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._terminal = terminal
        self._woken, self._wake = os.pipe()

    def write(self, data: str) -> None:
        """Write, but do not enter a screen that stands already."""
        if data == ENTER:
            if self._terminal.is_taken:
                return
            self._terminal.is_taken = True
        elif data == LEAVE:
            self._terminal.is_taken = False
        super().write(data)

    def start_application_mode(self) -> None:
        """Take over the terminal; what the shell had is what is given back."""
        super().start_application_mode()  # type: ignore[no-untyped-call] # not annotated there
        self.attrs_before = self._terminal.attributes

    def _get_terminal_size(self) -> tuple[int, int]:
        """As the first screen has it."""
        return self._terminal.size

    def run_input_thread(self) -> None:
        """Wait for keys, and for the end."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        patience = None  # without a key before, nothing is waited for but keys
        is_first = True
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno, self._woken], [], [], patience)
            if self.fileno in ready:
                if not (keys := self._read_keys()):
                    self._app.call_later(self._app.exit)
                    break
                text = decode(keys)
                if is_first:  # typed when the terminal was not raw yet, where Enter ends lines
                    text, is_first = text.replace("\n", "\r"), False
                if not text:  # the rest of a character is still to come
                    continue
                events, patience = parser.feed(text), _ESCAPE_SECONDS
            else:
                events, patience = parser.tick(), None
            for event in events:
                self.process_message(event)

    def _read_keys(self) -> bytes:
        """What was typed; nothing if the terminal is gone."""
        with suppress(OSError):
            return os.read(self.fileno, 4096)
        return b""

    def disable_input(self) -> None:
        """Wake the thread, so that it need not be waited for."""
        os.write(self._wake, b".")
        super().disable_input()
        os.read(self._woken, 1)
