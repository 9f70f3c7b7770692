"""`postil [SOURCE]`: read; without a terminal to read on, the text as plain text."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from reader.cli.command_line import COMMANDS

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.options import ReadingOptions

FORMATS = ("markdown", "text", "html", "epub")
"""As in `article.formats.MEDIA_TYPES`, which would take too long to import for the help."""
_DESCRIPTION = "Read long texts in the terminal, and write notes that stay with the words."

_UNABLE = ("dumb", "unknown")
"""The names of terminals on which nothing can be put where it belongs."""


def add_arguments(parser: ArgumentParser) -> None:
    """The text, and the options of reading."""
    parser.description = _DESCRIPTION
    parser.usage = "postil [options] [SOURCE]\n       postil COMMAND ..."
    parser.epilog = (
        "commands (each has its own --help):\n"
        + "".join(f"  {name:<10} {what}\n" for name, what in COMMANDS.items())
        + "\nA first word that is a command is the command; for a file of that name write ./NAME.\n"
        "Output that is not a terminal gets the text, with the marked passages in [[ ]]."
    )
    parser.add_argument(
        "source",
        metavar="SOURCE",
        nargs="?",
        help="a path, an address, or - for standard input; without it, what was read last",
    )
    parser.add_argument("--notes", metavar="FILE", help="use this annotations file")
    parser.add_argument(
        "--at", metavar="N|TEXT", type=_place, help="open at priority N, or at a quote"
    )
    parser.add_argument("--width", metavar="N", type=_width, help="cells of the text's column")
    parser.add_argument("--format", choices=FORMATS, help="what the text is")
    parser.add_argument("--theme", metavar="NAME", help="the theme to read in")
    parser.add_argument("--version", action="store_true", help="print the version and stop")


def run(options: Namespace) -> int:
    """Read as the options say, or print the version."""
    if options.version:
        from importlib.metadata import version  # noqa: PLC0415 - slow, and seldom asked for

        print(f"postil {version('postil')}")
        return 0
    from pathlib import Path  # noqa: PLC0415 - not needed for --help, which must be quick

    from article.formats import MEDIA_TYPES  # noqa: PLC0415 - likewise
    from reader.options import ReadingOptions  # noqa: PLC0415 - likewise

    asked = ReadingOptions(
        notes=Path(options.notes).absolute() if options.notes else None,
        at=options.at,
        width=options.width,
        theme=options.theme,
        media_type=MEDIA_TYPES.get(options.format),
    )
    return read(options.source, asked)


def read(source: str | None = None, asked: ReadingOptions | None = None) -> int:
    """Read on the terminal, or print the text where there is none."""
    if asked is None:
        from reader.options import ReadingOptions  # noqa: PLC0415 - not needed for --help

        asked = ReadingOptions()
    if _has_screen():
        from reader.beginning import read as begin  # noqa: PLC0415 - only with a terminal

        return begin(source, asked)
    from reader.cli.plain import print_article  # noqa: PLC0415 - only without a terminal

    return print_article(source, asked)


def _place(text: str) -> int | str:
    """The number of a priority, or a quote."""
    from argparse import ArgumentTypeError  # noqa: PLC0415 - loaded by now

    from reader.cli.options import whole_number  # noqa: PLC0415 - likewise

    if not text.strip():
        raise ArgumentTypeError("it takes the number of a priority, or words of the text")
    number = whole_number(text)
    return text if number is None else number


def _width(text: str) -> int:
    from argparse import ArgumentTypeError  # noqa: PLC0415 - loaded by now

    from reader.cli.options import whole_number  # noqa: PLC0415 - likewise
    from reader.settings import NARROWEST, WIDEST  # noqa: PLC0415 - few command lines have it

    width = whole_number(text) or 0
    if not NARROWEST <= width <= WIDEST:
        raise ArgumentTypeError(f"{text!r} is no whole number from {NARROWEST} to {WIDEST}")
    return width


def _has_screen() -> bool:
    """Whether there is a terminal to draw on, and one to take keys from."""
    if sys.stdout is None or not sys.stdout.isatty() or os.environ.get("TERM") in _UNABLE:
        return False
    if sys.stdin is not None and sys.stdin.isatty():
        return True
    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
    except OSError:
        return False
    return True
