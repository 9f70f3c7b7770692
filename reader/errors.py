"""What can go wrong while someone reads and annotates, in words that a reader can act on."""

from __future__ import annotations

from typing import ClassVar


class ReaderError(Exception):
    """Something that the reader asked for cannot be done.

    `message` says what is wrong and with which file; `hint` says what to do about it. Both are
    one line and safe to print.
    """

    exit_code: ClassVar[int] = 1
    """What the command line ends with."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}: {self.hint}" if self.hint else self.message


class NotThere(ReaderError):
    """There is no such quote, no such priority, no hit."""


class WrongUsage(ReaderError):
    """The command line asks for something that no such command has."""

    exit_code = 2


class NotesUnusable(ReaderError):
    """An annotations file cannot be read or written."""

    exit_code = 4
