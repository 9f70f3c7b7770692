"""When a passage counts as found: the thresholds, and the reason for each.

Wrong is worse than lost: what is placed must be right in all but a few of a thousand cases, and
what falls short of that is a question to the reader. The figures were chosen on edit histories of
public texts, up to hundreds of versions apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from article.matching import Folded
from article.relocation.evidence import Evidence
from article.resolution import Resolution, State


class Rule(NamedTuple):
    """What suffices to place a passage."""

    why: str
    quote: float
    """At least so much of the passage is there."""
    better: float = 0.0
    """And so much of the words on its better side."""
    worse: float = 0.0
    """And so much of those on the other."""
    length: int = 0
    """It has at least so many characters."""
    verbatim: bool = False
    """Whether its words must be the same, one by one."""
    in_order: bool = True
    """Whether it must stand between the neighbours that it had, if any are known."""
    alone: bool = True
    """Whether it may do so without neighbours."""

    def holds(self, found: Evidence) -> bool:
        """Whether the evidence is good enough."""
        return (
            found.quote >= self.quote
            and max(found.before, found.after) >= self.better
            and min(found.before, found.after) >= self.worse
            and found.end - found.start >= self.length
            and found.verbatim >= self.verbatim
            and found.in_order >= self.in_order
            and found.is_alone <= self.alone
        )


RULES = (
    # What has its neighbours is hardly ever another passage, however much of it was rewritten.
    Rule("between all the same words", 0.4, 0.8, 0.8),
    Rule("between the same words", 0.5, 0.4, 0.4),
    # Beyond one side something else may have come in; but a few words are soon found again.
    Rule("next to the same words", 0.5, 0.6, length=20),
    Rule("next to the same words", 0.7, 0.6),
    Rule("most of it, and some of what was around it", 0.6, 0.3),
    Rule("nearly all of a long passage, where it was", 0.8, 0.2, length=30, alone=False),
    # A few words in a row are not twice between the same neighbours by chance.
    Rule("word for word, between the same neighbours", 1.0, length=25, verbatim=True, alone=False),
    # What left its neighbours must be the very same: in lists and templates, the like of it
    # stands in many places.
    Rule("moved, word for word", 1.0, length=50, verbatim=True, in_order=False),
    Rule("moved with the words next to it", 1.0, 0.8, length=15, verbatim=True, in_order=False),
    Rule("moved with the words around it", 1.0, 0.9, 0.6, verbatim=True, in_order=False),
    Rule("moved with all the words around it", 0.7, 0.97, 0.97, in_order=False),
)
"""One of these must hold to place a passage without asking."""
SUGGESTED = 0.35
"""Confidence from which a place is worth a question,"""
SUGGESTED_QUOTE = 0.25
"""and how much of the passage must be there for that."""
MARGIN = 0.1
"""Two places of which one is better by less are not told apart."""
MOST_CANDIDATES = 8
"""So many places are listed when they are not told apart."""


def is_enough(found: Evidence) -> bool:
    """Whether the evidence places a passage."""
    return any(rule.holds(found) for rule in RULES)


def decide(
    found: Sequence[Evidence], new: Folded, expected: Callable[[], int], *, is_all: bool = True
) -> Resolution:
    """What the evidence for the places of one anchor comes to; it is placed only if that `is_all`.

    `expected` says where the passage would be in the folded new text; it is asked for only if the
    passage is nowhere.
    """
    ranked = sorted(found, key=lambda place: place.confidence, reverse=True)
    there = [place for place in ranked if place.quote >= SUGGESTED_QUOTE]
    if not there or there[0].confidence < SUGGESTED:
        best = ranked[0] if ranked else None
        near = best.start if best and best.confidence >= SUGGESTED else expected()
        reason = f"at best {best.figures}" if best else "nothing of it is left"
        return Resolution("orphan", None, 0.0, reason, near=new.original(near))
    best, passage = there[0], new.passage(there[0].start, there[0].end)
    as_good = _as_good(there)
    if len(as_good) > 1:
        candidates = tuple(new.passage(place.start, place.end) for place in as_good)
        reason = f"{len(candidates)} places are as good, each with {best.figures}"
        return Resolution(
            "ambiguous", None, best.confidence, reason, candidates, near=passage.start
        )
    rule = next((rule for rule in RULES if rule.holds(best)), None) if is_all else None
    state: State = _state(best) if rule else "suggested"
    reason = f"{rule.why}: {best.figures}" if rule else best.figures
    if not is_all:
        reason = f"{reason}; too much has changed to look further"
    return Resolution(state, passage, best.confidence, reason, near=passage.start)


def _state(place: Evidence) -> State:
    if not place.verbatim:
        return "edited"
    return "exact" if place.in_order else "moved"


def _as_good(ranked: Sequence[Evidence]) -> list[Evidence]:
    """The best place and those that are not told apart from it, none of which overlap."""
    chosen: list[Evidence] = []
    for place in ranked:
        apart = all(place.end <= one.start or one.end <= place.start for one in chosen)
        if apart and place.confidence > ranked[0].confidence - MARGIN:
            chosen.append(place)
    return chosen[:MOST_CANDIDATES]
