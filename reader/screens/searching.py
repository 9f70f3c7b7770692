"""Searching: a line to type in, a count, and hits to step through."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from time import perf_counter

from textual import on, work
from textual.widgets import Input

from article import Passage
from article.search import Hits, query_of
from reader.screens.moving import Moving
from reader.typed_keys import TypedKeys
from reader.widgets.search_line import SearchLine

_STRETCH = 250_000
"""Characters that are searched at once: a few milliseconds."""
_TURN = 0.012
"""Seconds of searching after which other work gets its turn."""
_PATIENCE = 100
"""Milliseconds that a search waits at most for what is typed on."""


class Searching(Moving):
    """Search in the text."""

    _search_from = 0
    """Where the reader was when the search began."""
    _hits_of = ""
    """The query whose hits there are."""
    _is_counted = False
    """Whether there are all of them."""

    def action_search(self) -> None:
        """Open the line; hits show while one types."""
        self._search_from = self.ruler.start if self.ruler else 0
        self.search_line.display = True
        self.search_line.value = ""
        self.search_line.focus()
        self.say("Enter keeps the hits, Esc gives up")

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.search_line.display:
            self._find(event.value)

    @on(Input.Submitted, "#search")
    def _searched(self, event: Input.Submitted) -> None:
        event.stop()
        self._close_search()
        if self._hits_of != event.value:  # they are still looked for
            self._take("", Hits())
        if self.matches:
            self.jumps.leave(self._search_from)
        if self._is_counted:
            self._tell_match()

    @on(SearchLine.GivenUp)
    def _gave_up(self, event: SearchLine.GivenUp) -> None:
        event.stop()
        self._close_search()
        self.end_search()
        self.put_ruler(self._search_from)

    def _close_search(self) -> None:
        self.search_line.display = False
        self.view.focus()

    def end_search(self) -> None:
        """Show no hits any more."""
        self.workers.cancel_group(self, "search")
        if not self.search_line.display:  # what is being typed is searched for again
            self.search_line.value = ""
        self._take("", Hits())
        self.refresh_bindings()

    def move_positions(self, by: int) -> None:
        """Search the longer text; the hit that the reader is at stays."""
        super().move_positions(by)
        self._search_from += by
        self.matches = self.matches.moved(by)
        query, is_typed = self.search_line.value, self.search_line.display
        if query and (self.matches or is_typed or not self._is_counted):
            is_there = self.match >= 0 and self._hits_of == query
            self._find(query, self.matches[self.match] if is_there else None)

    @work(group="search", exclusive=True)
    async def _find(self, words: str, here: Passage | None = None) -> None:
        """Find all hits, stretch by stretch; go to the first one from where the search began.

        Where the reader is at a hit already, nothing moves.
        """
        if here is None:
            await self._drawn()  # the letter comes first, and one more before what it finds
            await self._let_keys_go_first()
        query, text, found = query_of(words), self.article.text, Hits()
        if query is None:
            self._take(words, found)
            return
        first = -1 if here is None else 0
        began = perf_counter()
        for start in range(0, len(text), _STRETCH):
            found.find(query, text, start, min(len(text), start + _STRETCH))
            if first < 0 and found and found[-1].start >= self._search_from:
                first = bisect_left(found, Passage(self._search_from, self._search_from))
                self._take(words, found[:])
                self._go_to_match(first)
            if perf_counter() - began > _TURN:  # what takes no longer is drawn once, with its count
                await self._let_keys_go_first()
                began = perf_counter()
        self._take(words, found)
        self._is_counted = True
        if found and here is not None:
            self.match = bisect_left(found, here)
        elif found and first < 0:
            self._go_to_match(0)
        if here is None or self.search_line.display:
            self._tell_match()
        self.refresh_bindings()

    def _take(self, query: str, found: Hits) -> None:
        """Show the hits; until now those of what was typed before were shown."""
        self.matches, self._hits_of, self._is_counted = found, query, False
        if not found:
            self.match = -1

    async def _let_keys_go_first(self) -> None:
        """Let other work have its turn: a letter needs many, and most often ends this search."""
        await asyncio.sleep(0)
        for _ in range(_PATIENCE):
            if not (isinstance(self.app, TypedKeys) and self.app.is_typed_on):
                break
            await asyncio.sleep(0.001)

    async def _drawn(self) -> None:
        """Wait until the screen shows what has changed."""
        is_drawn = asyncio.Event()
        self.call_after_refresh(is_drawn.set)
        await is_drawn.wait()

    def action_next_match(self) -> None:
        """To the next hit; from the last to the first."""
        self._step(1)

    def action_previous_match(self) -> None:
        """To the hit before; from the first to the last."""
        self._step(-1)

    def _step(self, direction: int) -> None:
        """The next hit from the ruler, which may have left the last one."""
        here = self.ruler or Passage(0, 0)
        current = self.matches[self.match] if self.match >= 0 else None
        if current and (here.covers(current) or here.overlaps(current)):
            number = self.match + direction
        else:
            number = bisect_left(self.matches, here) - (direction < 0)
        if self.ruler is not None:
            self.jumps.leave(self.ruler.start)
        self._go_to_match(number % len(self.matches))
        wrapped = " from the top" if number >= len(self.matches) else ""
        self._tell_match(wrapped or (" from the end" if number < 0 else ""))

    def _go_to_match(self, number: int) -> None:
        self.match = number
        position = self.matches[number].start
        self.put_ruler(position)
        self.show(position)

    def _tell_match(self, how: str = "") -> None:
        query = self.search_line.value.strip()
        if self.matches:
            hint = "" if self.search_line.display else "; n next, N previous, Esc ends the search"
            self.say(f"“{query}” {self.match + 1}/{len(self.matches)}{how}{hint}")
        elif query:
            self.say(f"“{query}” is not in this text")
