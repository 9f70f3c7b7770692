"""The system's clock. What reads a text and its notes needs no time, and does not load it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def now() -> datetime:
    """The time with its zone."""
    from datetime import UTC, datetime  # noqa: PLC0415 - see above

    return datetime.now(UTC)


def stamp(time: datetime) -> str:
    """A time in UTC to the millisecond, in ISO 8601."""
    from datetime import UTC  # noqa: PLC0415 - see above

    return time.astimezone(UTC).isoformat(timespec="milliseconds")
