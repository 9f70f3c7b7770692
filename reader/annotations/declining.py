"""Places that the reader said no to: a note is not drawn there, and nobody asks again.

A declined place is kept as an anchor. It is the same place as long as its words stand there
unchanged, with what stood before or behind them; `describe` takes so much of either that it occurs
once in its text.
"""

from __future__ import annotations

from article import Anchor, Passage, Resolution
from reader.annotations.model import Annotation

LEFT = "left where it was"
"""Why a note has no place that may only be at places which were declined."""


def possible_places(found: Resolution) -> tuple[Passage, ...]:
    """Where a note is, or may be; the likeliest place first."""
    return found.candidates or ((found.passage,) if found.passage else ())


def without_declined(text: str, annotation: Annotation, found: Resolution) -> Resolution:
    """What came of looking for a note, without the places that the reader said no to."""
    places, declined = possible_places(found), annotation.declined
    if not declined or not places:
        return found
    is_asked = found.state in ("suggested", "ambiguous")
    if not is_asked and _stands_at(text, places[0], annotation.anchor):
        return found  # its own words in their own place, perhaps where the reader put it since
    left = tuple(
        place for place in places if not any(_stands_at(text, place, one) for one in declined)
    )
    if left == places:
        return found
    if not left:
        return Resolution("orphan", None, 0.0, LEFT, near=places[0].start)
    if len(left) == 1:
        return found._replace(state="suggested", passage=left[0], candidates=(), near=left[0].start)
    return found._replace(candidates=left)


def _stands_at(text: str, place: Passage, anchor: Anchor) -> bool:
    """Whether the words of an anchor stand at a place: at least half of each is the other's."""
    exact, length = anchor.exact, len(anchor.exact)
    if not exact or not len(place) <= 2 * length <= 4 * len(place):
        return False
    start, around = place.start, length // 2
    if not text.startswith(exact, start):
        start = text.find(exact, max(0, start - around), place.end + around)
    if start < 0:
        return False
    end = start + length
    is_before = text.endswith(anchor.prefix, 0, start) if anchor.prefix else start == 0
    is_behind = text.startswith(anchor.suffix, end) if anchor.suffix else end == len(text)
    return is_before or is_behind
