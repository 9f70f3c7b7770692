"""A screen as it is seen behind another one."""

from __future__ import annotations

from functools import cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.screen import Screen
from textual.strip import Strip


def dimmed(screen: Screen[object], tint: Color) -> list[Strip]:
    """The rows of a screen under a tint, without what the mouse would find in them.

    Textual works the colours out for each piece of each row; here for each style, of which there
    are few.
    """

    @cache
    def under_tint(style: Style | None) -> Style:
        plain = (style or Style()).clear_meta_and_links()
        color, ground = (
            (Color.from_rich_color(one) + tint).rich_color if one else None
            for one in (plain.color, plain.bgcolor)
        )
        return plain + Style.from_color(color, ground)

    return [
        Strip((Segment(text, under_tint(style)) for text, style, _ in strip), strip.cell_length)
        for strip in screen._compositor.render_strips()
    ]
