"""The table of looks is whole."""

from __future__ import annotations

from typing import get_args

from article.model import BlockKind, MarkKind
from reader.themes import COLORS, DARK, FEW_COLORS, LIGHT, LOOKS
from reader.view.runs import Role


def test_both_themes_have_the_same_colours() -> None:
    assert list(COLORS[DARK]) == list(COLORS[LIGHT])


def test_looks_name_colours_that_there_are() -> None:
    for look in (*LOOKS.values(), *FEW_COLORS.values()):
        assert {look.color, look.ground} <= {"", *COLORS[DARK]}


def test_few_colours_change_only_looks_that_there_are() -> None:
    assert set(FEW_COLORS) <= set(LOOKS)


def test_everything_in_a_text_and_over_it_has_a_look() -> None:
    kinds = {kind for kind in get_args(BlockKind) if kind not in ("heading", "rule")}
    marks = {f"mark-{kind}" for kind in get_args(MarkKind)}
    assert kinds | marks | {*get_args(Role)} <= set(LOOKS)
