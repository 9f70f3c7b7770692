"""Fetching an address at the terminal: how far it is, and a key to give up."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from article import Article
from article.fetch import fetch
from article.opening import article_of
from article.printable import printable_line
from reader.folders import pages_folder

_ESCAPE = b"\x1b"
_CLEAR_LINE = "\r\x1b[K"


def fetched(url: str, *, media_type: str | None = None) -> Article:
    """The article at an address, or its kept copy; a line says how much has come.

    Raises:
        ArticleError: it cannot be fetched or read, or the reader gave up with Escape.
    """
    name = printable_line(url)

    def tell(come: int, expected: int | None) -> None:
        share = f" of {_size(expected)}" if expected else ""
        _show(f"Fetching {name}: {_size(come)}{share} (Esc gives up)")

    with _escape_pressed() as gives_up:
        try:
            source = fetch(
                url,
                media_type=media_type,
                cache=pages_folder(),
                progress=tell,
                cancelled=gives_up,
            )
        finally:
            _show("")
    return article_of(source)


def _show(line: str) -> None:
    """Put a line in the place of the one before, where there is a terminal to show it."""
    if sys.stderr.isatty():
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
        sys.stderr.write(_CLEAR_LINE + line[: columns - 1])
        sys.stderr.flush()


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{count // 1000} kB"


@contextmanager
def _escape_pressed() -> Iterator[Callable[[], bool]]:
    """Whether Escape was pressed meanwhile; never, where keys cannot be read one by one."""
    try:
        import termios  # noqa: PLC0415 - not on Windows
        import tty  # noqa: PLC0415 - likewise
    except ImportError:
        yield lambda: False
        return
    if not sys.stdin.isatty():
        yield lambda: False
        return
    keyboard = sys.stdin.fileno()
    before = termios.tcgetattr(keyboard)
    try:
        tty.setcbreak(keyboard)
        yield (
            lambda: (
                bool(select.select([keyboard], [], [], 0)[0]) and os.read(keyboard, 32) == _ESCAPE
            )
        )
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)
