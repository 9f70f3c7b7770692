"""The reader's own editor, on the terminal or in a window of its own."""

from __future__ import annotations

import shlex
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from article.printable import printable_line

_FROM_KEYS = ("SIGINT", "SIGQUIT")
"""The signals of Ctrl-C and Ctrl-\\, as far as the system has them."""


class Edited(NamedTuple):
    """What an editor made of some words."""

    words: str
    trouble: str = ""
    """Why it did nothing, if it failed: then the words are as they were."""


def edited_in(editor: str, words: str) -> Edited:
    """What an editor makes of some words; waits until it is closed.

    It is a command line, as `$EDITOR` has it. Nothing is raised when it fails: who lends it the
    terminal must take that back whatever happens.
    """
    try:
        # The folder can be read by its owner alone.
        with tempfile.TemporaryDirectory(prefix="postil-") as folder, _keys_are_the_child_s():
            path = Path(folder) / "note.md"
            path.write_text(words + "\n", encoding="utf-8")
            subprocess.run([*shlex.split(editor), str(path)], check=True)
            return Edited(path.read_text(encoding="utf-8"))
    except subprocess.CalledProcessError as error:
        why = f"it ended with {error.returncode}"
    except OSError as error:
        why = error.strerror or str(error)
    except ValueError as error:
        why = str(error)
    return Edited(words, f"{printable_line(editor)} did not work: {printable_line(why)}")


@contextmanager
def _keys_are_the_child_s() -> Iterator[None]:
    """Leave Ctrl-C to the program that has the terminal: it reaches all that run there.

    The signals are caught rather than ignored: a program that is started meanwhile does with them
    what it does by default.
    """
    numbers = [getattr(signal, name) for name in _FROM_KEYS if hasattr(signal, name)]
    before = [signal.signal(number, lambda *_: None) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
