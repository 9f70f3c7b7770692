"""A text that another process parses, beside the one that shows it.

Python does one thing at a time. To parse a text and to load Textual take a tenth of a second each,
and the rest of a long text takes seconds in which no key should wait. So the program copies itself
before it has loaded what either needs, and the copy sends what the terminal is to show first, and
then all that it has parsed, through a pipe that only the two of them hold. For Unix; elsewhere a
thread parses.

Two processes hold a text twice: a very long one, and what takes the other one more than a gigabyte,
is parsed here.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from reader.kept_modules import keep_modules
from reader.library import Library, own_library
from reader.options import ReadingOptions

if TYPE_CHECKING:
    from article import Article
    from article.growing import Growth
_Text = tuple[str | None, Library, str | None]
"""What `text_to_read` and `opening_screenful` open."""
_MOST_BYTES = 1_000_000_000
"""Of memory that the other process may take."""
_MOST_CHARACTERS = 30_000_000
"""Of a text; what is longer would only be parsed in vain before it takes too much."""
_LENGTH = 8
"""Bytes in front of the first screen that say how long it is."""


class _EndedError(Exception):
    """The other process has ended too soon."""


class ParsedBeside:
    """An article that grows as with `text_to_read`, in another process."""

    def __init__(
        self, source: str | None, options: ReadingOptions, drawn: tuple[int, int] | None = None
    ) -> None:
        """Begin to parse the text that `text_to_read` opens; it should be a local one.

        Its first screen comes before all else if the cells and rows of a terminal are given.
        """
        self._text = source, own_library(), options.media_type
        reading, writing = os.pipe()
        self.process = os.fork()
        """The other process, by its number."""
        if not self.process:
            os.close(reading)
            _work_and_end(_drawn_and_parsed(self._text, options, drawn), writing)
        os.close(writing)
        self._received = os.fdopen(reading, "rb")
        self._whole: Article | None = None
        """The article whose points are still to come."""

    @cached_property
    def first_screen(self) -> str:
        """What the terminal shows before all else; empty if nothing can be drawn at once."""
        length = int.from_bytes(self._received.read(_LENGTH), "big")
        screen = self._received.read(length)
        return screen.decode() if len(screen) == length else ""

    def growths(self) -> Iterator[Growth]:
        """The article in ever longer parts; the last one is the whole.

        Raises:
            ArticleError: it cannot be read; see `text_to_read`.
        """
        from article.growing import Growth  # noqa: PLC0415 - the other process needs it first

        _ = self.first_screen  # it comes first
        growth: Growth | None = None
        while growth is None or growth.share < 1.0:
            try:
                article, share = self._receive()
            except _EndedError:
                yield from self._parsed_here(growth)
                return
            if growth is not None and article is None:
                growth = growth._replace(share=share)
            else:
                growth = Growth(article, share)
            if share == 1.0:
                self._whole = growth.article
            yield growth

    def _parsed_here(self, last: Growth | None) -> Iterator[Growth]:
        """The growths that follow the last one, if they do not come from the other process."""
        from reader.opening import text_to_read  # noqa: PLC0415 - hardly ever

        for growth in text_to_read(*self._text):
            if last is not None and growth.article.is_part:
                yield growth._replace(article=last.article)
            else:
                yield growth

    def complete(self, article: Article) -> None:
        """Give the whole article the points that were looked for meanwhile."""
        if article is self._whole:
            self._whole = None
            with suppress(_EndedError):  # then they are looked for here
                series, key_points = self._receive()
                article.take_points(series, key_points)

    def close(self) -> None:
        """End the other process if it still works."""
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        self._received.close()  # whoever still waits has been told the end

    def _receive(self) -> Any:  # noqa: ANN401 - whatever was sent
        import pickle  # noqa: PLC0415 - the first screen needs none

        try:
            value = pickle.load(self._received)
            if isinstance(value, Exception):
                raise value
        except (EOFError, MemoryError, pickle.UnpicklingError) as error:
            raise _EndedError from error
        return value


def _work_and_end(values: Iterator[Any], pipe: int) -> NoReturn:
    """Send what the other process has worked out; it reaches the terminal in no other way."""
    try:
        gc.disable()  # it does not live long enough to need it
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _limit_memory()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in range(3):
            os.dup2(nowhere, descriptor)
        with os.fdopen(pipe, "wb") as sent:
            screen = next(values).encode()
            sent.write(len(screen).to_bytes(_LENGTH, "big") + screen)
            sent.flush()
            import pickle  # noqa: PLC0415 - the first screen needs none

            for value in values:
                pickle.dump(value, sent, pickle.HIGHEST_PROTOCOL)
                sent.flush()
        keep_modules()
    finally:
        os._exit(0)


def _limit_memory() -> None:
    """Let this process have so much memory more, where the system can tell what it has."""
    with suppress(OSError), open("/proc/self/statm", encoding="ascii") as sizes:
        most = int(sizes.read().split()[0]) * resource.getpagesize() + _MOST_BYTES
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        if soft == resource.RLIM_INFINITY or soft > most:
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _drawn_and_parsed(
    text: _Text, options: ReadingOptions, drawn: tuple[int, int] | None
) -> Iterator[Any]:
    """The first screen, the growths, the points of the whole; or what went wrong.

    A growth without an article has the one before it.
    """
    from reader.opening import prepare, text_to_read  # noqa: PLC0415 - for this process alone

    screen, mistake = "", None
    if drawn:
        from reader.early import first_screen  # noqa: PLC0415 - where it is asked for

        try:
            screen = first_screen(text[0], options, drawn)
        except Exception as error:  # whatever it is, it is for the one who waits
            mistake = error
    yield screen
    if mistake:
        yield mistake
        return
    try:
        shown: Article | None = None
        for growth in text_to_read(*text):
            if growth.article is shown:
                yield None, growth.share
            else:
                shown = growth.article
                prepare(shown)
                yield growth
                if len(shown.text) > growth.share * _MOST_CHARACTERS:
                    return
        if shown is not None:
            yield shown.series, shown.key_points
    except Exception as error:  # likewise
        yield error
