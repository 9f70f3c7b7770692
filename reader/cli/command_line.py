"""The command line's frame: which command is meant, its options, its errors, its exit code.

Nothing but the asked-for command is imported, because a program that is called from scripts must
start at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from keyword import iskeyword

COMMANDS = {
    "outline": "sections, key points and priorities of a text",
    "notes": "the annotations of a text",
    "brief": "one page to send on: key points, priorities, notes under each",
    "annotate": "add an annotation from a script",
    "import": "take over notes from other programs",
    "search": "words in the notes of all texts",
    "library": "what was read, how far, and how many notes there are",
    "doctor": "check annotation files, and mend them",
    "where": "the files and folders in use",
}
"""For each subcommand, a module of this package of the same name, what it does. A module has
`add_arguments(parser)` and `run(options) -> exit code`. One whose name Python keeps for itself ends
with `_`."""

FAILED = 1
WRONG_USAGE = 2
SOURCE_UNREADABLE = 3
NOTES_UNUSABLE = 4
INTERRUPTED = 130
"""What a shell reports of a program that was ended by Ctrl-c."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line and return its exit code; nothing is raised."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # what the terminal's encoding lacks becomes "?"
    try:
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has seen enough
        _forget_output()
        return 0
    except OSError as error:
        _forget_output()
        _complain(f"{error.filename or 'standard output'}: {error.strerror}")
        return FAILED


def _run(arguments: list[str]) -> int:
    if arguments and (arguments[0] in COMMANDS or arguments[0].startswith("-") or arguments[1:]):
        from reader.cli.options import parsed  # noqa: PLC0415 - a text alone needs no parser

        name = arguments.pop(0) if arguments[0] in COMMANDS else None
        module = f"{name}_" if name and iskeyword(name) else name or "read"
        command = import_module(f"reader.cli.{module}")
        try:
            options = parsed(arguments, name, COMMANDS.get(name or ""), command.add_arguments)
        except SystemExit as end:  # help was given, or the usage was wrong
            return int(end.code or 0)
        return _code_of(partial(command.run, options))
    from reader.cli.read import read  # noqa: PLC0415 - not needed for a command

    return _code_of(partial(read, arguments[0] if arguments else None))


def _code_of(command: Callable[[], int]) -> int:
    """The exit code of a command, which tells of its own errors."""
    from article.errors import ArticleError  # noqa: PLC0415 - help, which must be quick, has none
    from reader.annotations.errors import AnnotationsError, NotAccepted  # noqa: PLC0415 - likewise
    from reader.errors import ReaderError  # noqa: PLC0415 - likewise

    try:
        return int(command())
    except ArticleError as error:
        _complain(str(error))
        return SOURCE_UNREADABLE
    except AnnotationsError as error:
        _complain(str(error))
        return WRONG_USAGE if isinstance(error, NotAccepted) else NOTES_UNUSABLE
    except ReaderError as error:
        _complain(str(error))
        return error.exit_code


def _complain(message: str) -> None:
    from reader.cli.output import complain  # noqa: PLC0415 - not needed when all goes well

    complain(message)


def _forget_output() -> None:
    """Send what is still in the buffer nowhere, so that leaving does not fail on it again."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
