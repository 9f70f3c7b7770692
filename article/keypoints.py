"""Key points: the author's own, else the sentences that carry most of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article.model import KeyPoint

if TYPE_CHECKING:
    from article.article import Article


def choose_key_points(article: Article) -> tuple[KeyPoint, ...]:
    """The author's key points if there are any, else extracted ones; in the order of the text."""
    return extract_key_points(article)


def extract_key_points(article: Article, count: int | None = None) -> tuple[KeyPoint, ...]:
    """The sentences that carry most of the text, in the order of the text.

    Without a count there are three to seven, by the length of the text.
    """
    return ()
