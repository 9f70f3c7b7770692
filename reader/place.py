"""The place in an article: where a reader stopped, kept so that it survives edits of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from article import Article

Mode = Literal["section", "whole"]

_QUOTE_LENGTH = 60


class Place(NamedTuple):
    """Where a reader is, in positions; rows and cells change with every terminal."""

    position: int = 0
    """Of the first character on the screen."""
    quote: str = ""
    """The words that stand there, to find the place again when the text has changed."""
    ruler: int = 0
    """The start of the current sentence."""
    mode: Mode = "section"
    """Whether one section is shown at a time or the whole article in one flow."""
    width: int | None = None
    """Cells of the column, if the reader chose them for this article."""
    share: float = 0.0
    """How much of the text is before the position, from 0 to 1."""


def place_at(
    text: str, position: int, *, ruler: int, mode: Mode = "section", width: int | None = None
) -> Place:
    """The place at a position, with the words that stand there."""
    quote = text[position : position + _QUOTE_LENGTH]
    return Place(position, quote, ruler, mode, width, position / max(1, len(text)))


def found_again(place: Place, text: str) -> Place:
    """The same place in today's text: where its words stand nearest to where they stood.

    Words that are gone leave the position as it was, or at the end of a text that is shorter now.
    """
    position = _nearest(text, place.quote, place.position)
    ruler = place.ruler + position - place.position
    return place._replace(position=position, ruler=max(0, min(ruler, len(text))))


def found_in(place: Place, article: Article) -> Place:
    """The same place in an article, or in a part of it that was made for the place."""
    if article.around:  # the positions in it are its own
        ruler = place.ruler + article.around - place.position
        place = place._replace(position=article.around, ruler=ruler)
    return found_again(place, article.text)


def _nearest(text: str, quote: str, position: int) -> int:
    behind = text.find(quote, position)
    before = text.rfind(quote, 0, position + len(quote))
    hits = [hit for hit in (before, behind) if hit >= 0]
    return min(hits, key=lambda hit: abs(hit - position), default=min(position, len(text)))
