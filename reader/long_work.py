"""Long work in a thread, beside a screen that must answer at once."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_SWITCH_SECONDS = 0.0005
"""How long the screen waits for its turn while a thread works."""
_usual_seconds = sys.getswitchinterval()
_THRESHOLDS = (2_000, 10, 20)
"""Of the collector: things made before it looks through the young ones; how often it does that
before it looks through the older ones, too, and then through everything, which takes some
hundredths of a second. With its own numbers that would be every ten seconds of keys."""
_SOON = 2
"""How often it has looked through the older ones when it may as well look through everything."""

_lock = Lock()
_under_way = 0


def take_turns_quickly() -> None:
    """Let threads wait for each other as shortly as beside long work, until some of it is done."""
    sys.setswitchinterval(_SWITCH_SECONDS)


@contextmanager
def long_work() -> Iterator[None]:
    """Let nothing but the work itself cost time.

    Python's collector stops all threads to look for things that refer to each other in circles.
    The parts of a text do not, but they are so many that it would stop for a tenth of a second
    again and again. It rests meanwhile, and leaves alone for good what is there at the end.
    """
    global _under_way  # noqa: PLW0603 - the collector is one for the whole process, too
    with _lock:
        _under_way += 1
        gc.disable()
        sys.setswitchinterval(_SWITCH_SECONDS)
    try:
        yield
    finally:
        with _lock:
            _under_way -= 1
            if not _under_way:
                gc.freeze()
                gc.set_threshold(*_THRESHOLDS)
                gc.enable()
                sys.setswitchinterval(_usual_seconds)


def collect() -> None:
    """Let Python's collector look through everything now, while nobody waits, if it is due soon."""
    if gc.isenabled() and gc.get_count()[2] >= _SOON:
        gc.collect()
