"""Anchors: what is stored of a passage so that it can be found again."""

from __future__ import annotations

from dataclasses import dataclass

from article.passage import Passage


@dataclass(frozen=True, slots=True)
class Anchor:
    """Several ways to find one passage, as it was in the text that the note was made on."""

    exact: str
    """The words of the passage."""
    prefix: str
    """The words before it, until the whole is unique in its text."""
    suffix: str
    """The words behind it."""
    start: int
    """Its position in the text it was made on."""
    end: int
    """The position behind its last character there."""
    section: tuple[str, ...] = ()
    """The titles of the sections it stood in, the outermost first."""
    text: str = ""
    """The fingerprint of the text it was made on."""

    @property
    def passage(self) -> Passage:
        """Where it was in the text it was made on."""
        return Passage(self.start, self.end)
