"""The beginning of a sitting: the first screen stands while Textual is still being loaded.

It is made of what was kept the last time, or of what can be read without a parser of Markdown; or
else it is what another process, which parses the text meanwhile, sends as soon as it is there.
Modules are imported one by one here, for their order is what makes it quick.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from article.source import STANDARD_INPUT, is_address
from reader.library import own_library
from reader.options import ReadingOptions

if TYPE_CHECKING:
    from threading import Thread

    from reader.beside import ParsedBeside
    from reader.terminal import Terminal

_OUTPUT, _ERRORS = 1, 2
"""The descriptors of a program's output and of its errors."""
_USUAL = {"TEXTUAL_FPS": "250", "ESCDELAY": "5"}
"""What Textual asks the environment for when it is loaded, where the reader has not said otherwise:
how often a second it draws at most, for some answers take two drawings; and in how many
milliseconds the rest of a key comes that begins like Escape."""


def read(source: str | None, options: ReadingOptions) -> int:
    """Open a text on the terminal and read it until the reader leaves; the exit code.

    Raises:
        ArticleError: the text cannot be read.
        ReaderError: there is no such priority or quote, or the notes cannot be read.
    """
    if sys.platform == "win32" or os.isatty(_ERRORS):
        return _read(source, options)
    elsewhere = os.dup(_ERRORS)
    os.dup2(_OUTPUT, _ERRORS)  # Textual draws there
    try:
        return _read(source, options)
    finally:
        os.dup2(elsewhere, _ERRORS)
        os.close(elsewhere)


def _read(source: str | None, options: ReadingOptions) -> int:
    parsed = taken = drawing = None
    try:
        if sys.platform != "win32":
            from reader import terminal  # noqa: PLC0415 - for Unix alone

            is_local = _is_local(source)
            taken = terminal.Terminal() if terminal.is_usable() else None
            if taken is not None and is_local:
                from reader.early import first_screen  # noqa: PLC0415 - likewise

                taken.show(first_screen(source, options, taken.size, at_once=True))
            if is_local:
                from reader.beside import ParsedBeside  # noqa: PLC0415 - for Unix alone

                undrawn = taken if taken is not None and not taken.is_taken else None
                with suppress(OSError):  # there may be no more processes; then a thread parses
                    parsed = ParsedBeside(source, options, undrawn.size if undrawn else None)
                    if undrawn is not None:
                        drawing = _drawing(parsed, undrawn)
        from reader.long_work import take_turns_quickly  # noqa: PLC0415 - what loads threads

        take_turns_quickly()
        unsaid = _USUAL.keys() - os.environ.keys()
        os.environ.update((name, _USUAL[name]) for name in unsaid)
        from reader.app import run  # noqa: PLC0415 - loads Textual

        for name in unsaid:  # the reader's editor and browser would believe it, too
            del os.environ[name]
        if drawing is not None:
            drawing.join()
        return run(source, options, taken, parsed)
    finally:
        if parsed is not None:
            parsed.close()  # so that nobody waits for it any more
        if drawing is not None:
            drawing.join()
        if taken is not None:
            taken.give_back()


def _is_local(source: str | None) -> bool:
    """Whether a text is in a file. Others are read where their progress can be shown."""
    if source is None:
        last = own_library().last_read()
        source = last.sources[0] if last else ""
    return source != STANDARD_INPUT and not is_address(source)


def _drawing(parsed: ParsedBeside, taken: Terminal) -> Thread:
    """What shows the first screen as soon as it is there."""
    from threading import Thread  # noqa: PLC0415 - most first screens stand by now

    drawing = Thread(target=lambda: taken.show(parsed.first_screen))
    drawing.start()
    return drawing
