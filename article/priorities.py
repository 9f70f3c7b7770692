"""Enumerations in prose, lists and headings: the numbered priorities of a text."""

from __future__ import annotations

from collections.abc import Sequence

from article.model import Block, Priority


def find_series(
    text: str, blocks: Sequence[Block], language: str = ""
) -> tuple[tuple[Priority, ...], ...]:
    """Every enumeration of the text; the main one first, the others in the order of the text."""
    return ()
