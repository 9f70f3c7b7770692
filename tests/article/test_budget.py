from __future__ import annotations

import pytest

from article.anchor import describe
from article.fingerprints import fingerprint
from article.passage import Passage
from article.relocation import comparison
from article.relocation.budget import Budget, size
from article.resolver import resolve

QUOTE = "The ferry leaves the northern pier at a quarter to nine, and nobody waits for it."
OLD = "\n".join(
    [
        "Of tides.",
        f"In autumn it is dark by then. {QUOTE} Bring a lamp.",
        "Of gulls.",
        "They steal.",
    ]
)
NEW = "\n".join(
    [
        "They steal bread.",
        f"So we heard. {QUOTE.replace('northern', 'old')} Lamps are lent.",
        "Tides.",
    ]
)


def test_what_costs_more_than_is_left_is_refused_and_what_fits_is_still_allowed() -> None:
    budget = Budget(10)
    assert budget.allows("four", "five")
    assert not budget.allows("six")
    assert budget.allows("6")
    assert budget.refused == 1


def test_a_character_that_is_a_word_costs_more_than_one_that_is_a_letter() -> None:
    assert size("tide") == 4
    assert size("潮") == 3
    assert size("\ud800") > 0


@pytest.mark.parametrize("has_snapshot", [False, True])
def test_what_could_not_be_looked_at_closely_is_not_placed(
    monkeypatch: pytest.MonkeyPatch, *, has_snapshot: bool
) -> None:
    anchor = describe(OLD, Passage(OLD.index(QUOTE), OLD.index(QUOTE) + len(QUOTE)))
    filler = "".join(f"Note {i} on the weather of day {i * i}.\n" for i in range(1_000))
    snapshots = {fingerprint(OLD): OLD} if has_snapshot else {}
    new = filler + NEW + filler
    assert resolve(new, [anchor], snapshots=snapshots)[0].passage is not None
    monkeypatch.setattr(comparison, "ALIGNED", 0)
    state = resolve(new, [anchor], snapshots=snapshots)[0].state
    assert state in ("suggested", "ambiguous", "orphan")
