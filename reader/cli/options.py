"""The options of a command line, and what is said where they are wrong or help is wanted."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from functools import partial
from typing import NoReturn

from reader.cli.command_line import WRONG_USAGE

_USUAL_COLUMNS = 80
_LONG_NUMBER = 9
"""With so many digits it is no number that anyone means."""


class _Parser(ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Leave with the exit code for it."""
        from article.printable import printable_line  # noqa: PLC0415 - not needed for a good start

        self.exit(WRONG_USAGE, f"{self.prog}: {printable_line(message)}: see {self.prog} --help\n")


def parsed(
    arguments: Sequence[str],
    command: str | None,
    description: str | None,
    add_arguments: Callable[[ArgumentParser], None],
) -> Namespace:
    """The options of a command, or of reading.

    Raises:
        SystemExit: help was given, or the usage was wrong.
    """
    parser = _Parser(
        prog=f"postil {command}" if command else "postil",
        description=description and f"{description.capitalize()}.",
        formatter_class=partial(RawDescriptionHelpFormatter, width=_columns()),
        allow_abbrev=False,
    )
    add_arguments(parser)
    return parser.parse_args(arguments)


def whole_number(text: str) -> int | None:
    """The number that an argument is, if it is one."""
    return int(text) if text.isdecimal() and len(text) < _LONG_NUMBER else None


def _columns() -> int:
    """How wide the help may be. argparse would ask for each option, and load a library for it."""
    try:
        columns = int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size().columns
    except (OSError, ValueError):
        columns = _USUAL_COLUMNS
    return columns - 2
