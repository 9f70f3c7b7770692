"""Keys, one after the other.

To Textual a key is a message that goes up through the widgets, and the next key is on its way
before the first has arrived. Typed quickly, or ahead while a program loads, the word behind `/`
would be commands, and the letter behind `m` one, too.
"""

from __future__ import annotations

from collections import deque
from functools import partial

from textual import events, on
from textual.app import App
from textual.dom import NoScreen
from textual.driver import Driver
from textual.message import Message
from textual.widget import Widget

_PATIENCE = 0.25
"""Seconds that a key waits at most for the one before it."""
_JOINERS = ("\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH JOINER}")
"""What Persian words and many emoji are joined by. To Textual these keys print nothing."""
_HANDS = 3
"""How many make something of a key, one after the other: a list, its pane, the screen."""


class _Taken(Message):
    """Follows a key on its way up, and then what was made of it."""

    def __init__(self, number: int, hand: int = 1) -> None:
        super().__init__()
        self.number = number
        """Of the key."""
        self.hand = hand
        """How often it goes that way, this time included."""


class TypedKeys(App[None]):
    """An app that takes a key when all that was typed before it is done."""

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self._typed: deque[events.Event] = deque()
        """What was typed and is not taken yet."""
        self._taking = self._taken = 0
        """The number of the key that is being taken, or 0; how many were taken."""
        self._is_due = True
        """Whether the next one waits for the screen: the first does for the first page."""
        self._receiver: Widget | None = None
        """What the last one went to."""

    @property
    def is_typed_on(self) -> bool:
        """Whether a key is being taken, or waits to be."""
        return bool(self._typed) or (bool(self._taking) and not self._has_changed_screen())

    def start_taking_keys(self) -> None:
        """Take what was typed until now as soon as the screen is drawn."""
        self.screen.call_after_refresh(self.call_later, self._take_next)

    def key_is_done(self) -> None:
        """A key has done all that it does."""

    async def on_event(self, event: events.Event) -> None:
        """What is typed waits for what was typed before it."""
        if isinstance(event, events.Key) and event.character in _JOINERS:
            event = events.Paste(event.character)
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        if self._is_due:
            return
        if not self._taking:
            await self._take_next()
        elif self._has_changed_screen():
            self._go_on(self._taking)
        elif len(self._typed) == 1:  # what follows the key may be lost with its widget
            self.set_timer(_PATIENCE, partial(self._go_on, self._taking))

    async def _take_next(self) -> None:
        self._is_due, self._taking = False, 0
        if self._typed:
            self._taking = self._taken = self._taken + 1
            self._receiver = self.focused or self.screen
            await super().on_event(self._typed.popleft())
            self._receiver.post_message(_Taken(self._taking))

    def _has_changed_screen(self) -> bool:
        """Whether the key that is being taken has opened or closed a screen: then it is done."""
        try:
            return self._receiver is not None and self._receiver.screen is not self.screen
        except NoScreen:
            return True

    @on(_Taken)
    def _follow(self, event: _Taken) -> None:
        """It went the way of the key before it, so that key is done.

        A widget may have told its parent of it, which goes the same way behind it.
        """
        if event.hand == 1:
            self.key_is_done()
        receiver = self._receiver if event.hand < _HANDS else None
        if receiver is None or not receiver.post_message(_Taken(event.number, event.hand + 1)):
            self._go_on(event.number)

    def _go_on(self, number: int) -> None:
        if number != self._taking or self._is_due:
            return
        if not self._typed:
            self._taking = 0
            return
        self._is_due = True
        if self._receiver is (self.focused or self.screen):
            self.call_later(self._take_next)
        else:  # what the key has opened must be there to take the next
            self.start_taking_keys()
