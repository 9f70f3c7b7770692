"""What came of looking for an anchor."""

from __future__ import annotations

from typing import Literal, NamedTuple

from article.passage import Passage

State = Literal["exact", "moved", "edited", "suggested", "ambiguous", "orphan"]


class Resolution(NamedTuple):
    """Where the words of one anchor are in a text, and how sure that is."""

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
