"""Selectors of the W3C's data model, which Hypothesis shares, to anchors and back.

Source: https://www.w3.org/TR/annotation-model/, sections 4.2.4 (TextQuoteSelector) and 4.2.5
(TextPositionSelector).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from article import Anchor
from reader.annotations.exchange.foreign import (
    NOWHERE,
    list_of,
    object_of,
    position_of,
    string_of,
)
from reader.annotations.model import Annotation
from reader.annotations.record import Json


def selectors_in(target: Mapping[str, Json]) -> Iterator[Mapping[str, Json]]:
    """The selectors of a target, those that refine another one among them."""
    waiting = list_of(target.get("selector"))[::-1]
    while waiting:
        selector = object_of(waiting.pop())
        yield selector
        waiting += list_of(selector.get("refinedBy"))[::-1]


def anchor_in(target: Mapping[str, Json]) -> Anchor:
    """The anchor that the selectors of a target come to; it quotes nothing if they do not."""
    selectors = {string_of(one.get("type")): one for one in selectors_in(target)}
    quote = selectors.get("TextQuoteSelector", {})
    exact = string_of(quote.get("exact"))
    if not exact:
        return NOWHERE
    place = selectors.get("TextPositionSelector", {})
    start, end = position_of(place.get("start")), position_of(place.get("end"))
    if end - start != len(exact):  # in another unit, or in another text
        start = end = 0
    prefix, suffix = string_of(quote.get("prefix")), string_of(quote.get("suffix"))
    return Anchor(exact, prefix, suffix, start, end)


def quote_selector(anchor: Anchor) -> dict[str, Json]:
    """The TextQuoteSelector of an anchor."""
    return {
        "type": "TextQuoteSelector",
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
    }


def position_selector(anchor: Anchor) -> dict[str, Json]:
    """The TextPositionSelector of an anchor, in code points as the model wants them."""
    return {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end}


def with_places_of_parents(
    annotations: Mapping[str, Annotation], parents: Mapping[str, str]
) -> Iterator[Annotation]:
    """The annotations, replies with the anchors of what they reply to.

    `parents` has for the id of a reply that of what it replies to.
    """
    roots: dict[str, str] = {}
    for id, annotation in annotations.items():
        above, below = id, {id}
        while above not in roots and (parent := parents.get(above, "")) in annotations:
            if parent in below:  # they reply to each other
                break
            above = parent
            below.add(above)
        root = roots.get(above, above)
        roots |= dict.fromkeys(below, root)
        yield replace(annotation, origin=annotations[root].origin)
