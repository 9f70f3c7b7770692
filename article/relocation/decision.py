"""When a passage counts as found: the thresholds, and the reason for each.

Wrong is worse than lost: what is placed must be right in all but a few of a thousand cases, and
what falls short of that is a question to the reader. The figures were chosen on edit histories of
public texts, up to hundreds of versions apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from article.matching import Folded
from article.passage import Passage
from article.relocation.evidence import Evidence

State = Literal["exact", "moved", "edited", "suggested", "ambiguous", "orphan"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What came of looking for one anchor."""

    state: State
    """`exact`: the same words at their place; `moved`: the same words elsewhere; `edited`: found,
    with other words in it. These three are placed. `suggested`: perhaps there; `ambiguous`:
    perhaps at one of several places; `orphan`: nowhere."""
    passage: Passage | None
    """Where it is, if it is placed or suggested."""
    confidence: float
    """0 to 1."""
    reason: str
    """Why, in words."""
    candidates: tuple[Passage, ...] = ()
    """The places of an ambiguous one, the best first."""
    near: int = 0
    """The position where it is or, if that is not known, would have been."""


@dataclass(frozen=True, slots=True)
class Rule:
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
    """Whether it must stand between the neighbours that it had."""

    def holds(self, found: Evidence) -> bool:
        """Whether the evidence is good enough."""
        return (
            found.quote >= self.quote
            and max(found.before, found.after) >= self.better
            and min(found.before, found.after) >= self.worse
            and found.end - found.start >= self.length
            and found.verbatim >= self.verbatim
            and found.in_order >= self.in_order
        )


RULES = (
    # What has its neighbours is hardly ever another passage, however much of it was rewritten.
    Rule("edited between the same words", 0.4, 0.4, 0.4),
    # Beyond one side something else may have come in; then half of it is needed.
    Rule("edited next to the same words", 0.5, 0.6),
    Rule("most of it, and something of what was around it", 0.6, 0.3),
    # Forty characters are not twice in one stretch of a text by chance.
    Rule("word for word, in other surroundings", 1.0, length=40, verbatim=True),
    # What left its neighbours must be the very same: in lists and templates, the like of it
    # stands in many places.
    Rule("moved, word for word", 1.0, length=60, verbatim=True, in_order=False),
    Rule("moved, word for word, with the words around it", 1.0, 0.9, 0.6, 0, True, False),
    Rule("edited, and moved with all the words around it", 0.7, 0.97, 0.97, in_order=False),
)
"""One of these must hold to place a passage without asking."""
SUGGESTED = 0.35
"""Confidence from which a place is worth a question,"""
SUGGESTED_QUOTE = 0.25
"""and how much of the passage must be there for that."""
MARGIN = 0.05
"""Two places of which one is better by less are not told apart."""
MOST_CANDIDATES = 8
"""So many places are listed when they are not told apart."""


def is_enough(found: Evidence) -> bool:
    """Whether the evidence places a passage."""
    return any(rule.holds(found) for rule in RULES)


def decide(found: Sequence[Evidence], new: Folded, expected: int) -> Resolution:
    """What the evidence for all places of one anchor comes to.

    `expected` is where the passage would be in the folded new text, if it were nowhere.
    """
    ranked = sorted(
        (place for place in found if place.quote >= SUGGESTED_QUOTE),
        key=lambda place: place.confidence,
        reverse=True,
    )
    best = ranked[0] if ranked else None
    if best is None or best.confidence < SUGGESTED:
        reason = f"at best {best.figures}" if best else "its words are not there"
        return Resolution("orphan", None, 0.0, reason, near=new.original(expected))
    passage = new.passage(best.start, best.end)
    rivals = [place for place in ranked[1:] if _is_rival(place, best)]
    if rivals:
        places = [best, *rivals][:MOST_CANDIDATES]
        candidates = tuple(new.passage(place.start, place.end) for place in places)
        reason = f"{len(candidates)} places are as good, each with {best.figures}"
        return Resolution("ambiguous", None, best.confidence, reason, candidates, passage.start)
    rule = next((rule for rule in RULES if rule.holds(best)), None)
    if rule is None:
        state, reason = "suggested", best.figures
    else:
        state, reason = _state(best), f"{rule.why}: {best.figures}"
    return Resolution(state, passage, best.confidence, reason, near=passage.start)


def _state(place: Evidence) -> State:
    if not place.verbatim:
        return "edited"
    return "exact" if place.in_order else "moved"


def _is_rival(place: Evidence, best: Evidence) -> bool:
    apart = place.end <= best.start or best.end <= place.start
    return apart and place.confidence > best.confidence - MARGIN
