"""A text that another process parses, beside the one that shows it.

Python does one thing at a time. To parse a text and to load Textual take a tenth of a second each,
and the rest of a long text takes seconds in which no key should wait. So the program copies itself
before it has loaded what either needs, and the copy sends all that it has parsed through a pipe
that only the two of them hold. For Unix; elsewhere a thread parses.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from article.errors import SourceUnreadable
from reader.library import own_library

if TYPE_CHECKING:
    from article import Article
    from article.growing import Growth


class ParsedBeside:
    """An article that grows as with `text_to_read`, in another process."""

    def __init__(self, source: str | None, media_type: str | None) -> None:
        """Begin to parse the text that `text_to_read` opens; it should be a local one."""
        reading, writing = os.pipe()
        self.process = os.fork()
        """The other process, by its number."""
        if not self.process:
            os.close(reading)
            _parse_and_end(source, media_type, writing)
        os.close(writing)
        self._received = os.fdopen(reading, "rb")
        self._whole: Article | None = None
        """The article whose points are still to come."""

    @cached_property
    def screenful(self) -> Article:
        """What can be shown before anything else, as `opening_screenful` has it.

        Raises:
            ArticleError: as with `growths`.
        """
        article: Article = self._receive()
        return article

    def growths(self) -> Iterator[Growth]:
        """The article in ever longer parts; the last one is the whole.

        Raises:
            ArticleError: it cannot be read; see `text_to_read`.
        """
        from article.growing import Growth  # noqa: PLC0415 - the other process needs it first

        shown = self.screenful  # it comes first
        share = 0.0
        while share < 1.0:
            article, share = self._receive()
            shown = article or shown
            if share == 1.0:
                self._whole = shown
            yield Growth(shown, share)

    def complete(self, article: Article) -> None:
        """Give the whole article the points that were looked for meanwhile."""
        if article is self._whole:
            self._whole = None
            with suppress(SourceUnreadable):  # then they are looked for here
                series, key_points = self._receive()
                article.take_points(series, key_points)

    def close(self) -> None:
        """End the other process if it still works."""
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        self._received.close()  # whoever still waits has been told the end

    def _receive(self) -> Any:  # noqa: ANN401 - whatever was sent
        try:
            value = pickle.load(self._received)
        except (EOFError, pickle.UnpicklingError):
            raise SourceUnreadable(
                "the process that parses the text was ended", "is there enough memory?"
            ) from None
        if isinstance(value, Exception):
            raise value
        return value


def _parse_and_end(source: str | None, media_type: str | None, pipe: int) -> NoReturn:
    """What the other process does; nothing of it reaches the terminal."""
    try:
        gc.disable()  # it does not live long enough to need it
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in range(3):
            os.dup2(nowhere, descriptor)
        with os.fdopen(pipe, "wb") as sent:
            for value in _parsed(source, media_type):
                pickle.dump(value, sent, pickle.HIGHEST_PROTOCOL)
                sent.flush()
    finally:
        os._exit(0)


def _parsed(source: str | None, media_type: str | None) -> Iterator[Any]:
    """An article to begin with, the growths, the points of the whole; or what went wrong.

    A growth without an article has the one before it.
    """
    from reader.opening import (  # noqa: PLC0415 - for this process alone
        opening_screenful,
        prepare,
        text_to_read,
    )

    library = own_library()
    try:
        screenful = opening_screenful(source, library, media_type)
        _ = screenful.sections  # they are its pages
        yield screenful
        shown: Article | None = None
        for growth in text_to_read(source, library, media_type):
            if growth.article is shown:
                yield None, growth.share
            else:
                shown = growth.article
                prepare(shown)
                yield growth
        if shown is not None:
            yield shown.series, shown.key_points
    except Exception as error:  # whatever it is, it is for the one who waits
        yield error
