"""Searching: a line to type in, a count, and hits to step through."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import AsyncIterator
from time import perf_counter

from textual import on, work
from textual.widgets import Input

from article import Passage
from article.search import Hits, Query, query_of
from reader.screens.moving import Moving
from reader.typed_keys import TypedKeys
from reader.widgets.search_line import SearchLine

_STRETCH = 250_000
"""Characters that are searched at once: a few milliseconds."""
_SCREENFUL = 10_000
"""Characters that are searched first: more than a screen."""
_TURN = 0.012
"""Seconds of searching after which other work gets its turn."""
_PATIENCE = 100
"""Milliseconds that a search waits at most for what is typed on."""
_UNTIL_COUNTED = 8
"""Hundredths of a second from the first hit to the count of all."""


class Searching(Moving):
    """Search in the text."""

    _search_from = 0
    """Where the reader was when the search began."""
    _hits_of = ""
    """The query whose hits there are."""
    _is_counted = False
    """Whether there are all of them."""
    _steps = 0
    """How many hits on, or back when negative, to go when there are."""

    def action_search(self) -> None:
        """Open the line; hits show while one types."""
        self._search_from = self.ruler.start if self.ruler else 0
        self.search_line.display = True
        self.search_line.value = ""
        self._steps = 0
        self.set_focus(self.search_line)
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
        if query_of(event.value) is None:
            self.end_search()
            self.put_ruler(self._search_from)
            self.say("There is nothing to look for")
            return
        if self._hits_of != event.value:  # they are still looked for
            self._take("", Hits())
            self.put_ruler(self._search_from)
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
        self.set_focus(self.view)

    def end_search(self) -> None:
        """Show no hits any more."""
        self.workers.cancel_group(self, "search")
        if not self.search_line.display:  # what is being typed is searched for again
            self.search_line.value = ""
        self._take("", Hits())
        self.refresh_bindings()

    def search_again(self) -> None:
        """Look for the same words in another text; the reader stays."""
        self._take("", Hits())
        if query := self.search_line.value:
            self._find(query, self.ruler)

    def move_positions(self, by: int) -> None:
        """Search the longer text; the hit that the reader is at stays."""
        super().move_positions(by)
        self._search_from += by
        self.matches = self.matches.moved(by)
        query = self.search_line.value
        if query and self.match >= 0 and self._hits_of == query:
            self._find(query, self.matches[self.match])
        elif query:
            self._find(query, None if self._waits_for_hit else self.ruler)

    @property
    def _waits_for_hit(self) -> bool:
        """Whether the reader has done nothing since there was none."""
        return self.search_line.display or not self._is_counted or not self.says_old_news

    @work(group="search", exclusive=True)
    async def _find(self, words: str, here: Passage | None = None) -> None:
        """Go to the first hit from where the search began, and find all, stretch by stretch.

        Where the reader is at a hit already, nothing moves.
        """
        is_new = here is None
        if is_new:
            await self._drawn()  # the letter comes first, and one more before what it finds
            await self._let_keys_go_first()
        query, text, found = query_of(words), self.article.text, Hits()
        if is_new and query is not None:
            here = await self._go_to_first(query, words)
        if here is None and self.search_line.display:
            self.put_ruler(self._search_from)
        if query is None:
            self._take(words, found)
            return
        if here is not None:
            async for start, end in self._stretches((0, len(text))):
                found.find(query, text, start, end)
        self._take(words, found)
        self._is_counted = True
        if found and here is not None:
            self.match = min(bisect_left(found, here), len(found) - 1)
        if is_new and found and not self.search_line.display:
            self.jumps.leave(self._search_from)
        if is_new or self.search_line.display:
            self._tell_match()
        self.refresh_bindings()
        self._step_on()

    async def _go_to_first(self, query: Query, words: str) -> Passage | None:
        """Show the first hit from where the search began, or else from the top, before all others.

        There are only those near it until all are found.
        """
        text, here = self.article.text, self._search_from
        around = ((here, here + _SCREENFUL), (here + _SCREENFUL, len(text)), (0, here))
        async for start, end in self._stretches(*around):
            near = Hits()
            near.find(query, text, start, end)
            if near:
                self._take(words, near)
                self._go_to_match(0)
                if len(text) > _STRETCH:
                    await self._let_letters_follow()
                return near[0]
        return None

    async def _stretches(self, *parts: tuple[int, int]) -> AsyncIterator[tuple[int, int]]:
        """Parts of the text in stretches that take no longer than a key may wait."""
        began, whole = perf_counter(), len(self.article.text)
        for first, last in parts:
            for start in range(first, min(last, whole), _STRETCH):
                yield start, min(last, whole, start + _STRETCH)
                if perf_counter() - began > _TURN:
                    await self._let_keys_go_first()
                    began = perf_counter()

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

    async def _let_letters_follow(self) -> None:
        """Wait a little while a query is typed: the next letter makes the count one in vain."""
        for _ in range(_UNTIL_COUNTED):
            if not self.search_line.display:
                break
            await asyncio.sleep(0.01)

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

    def _step_on(self) -> None:
        """Take the steps that were asked for before all hits were there."""
        steps, self._steps = self._steps, 0
        for _ in range(abs(steps)):
            self._step(1 if steps > 0 else -1)

    def _step(self, direction: int) -> None:
        """The next hit from the ruler, which may have left the last one."""
        if not self._is_counted:
            self._steps += direction
            return
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
        elif query and self.article.is_part:
            self.say(f"“{query}” is not in what is read so far; the search goes on")
        elif query:
            self.say(f"“{query}” is not in this text")
