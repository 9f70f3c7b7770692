"""From the looks of things to the styles that they are painted in.

Widgets have dozens of looks and a screen has many widgets: worked out from the theme's colours at
once they cost next to nothing, as component classes of the style sheet a tenth of the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.style import Style
from textual.app import App
from textual.color import Color

from reader.themes import COLORS, DARK, FEW_COLORS, LOOKS, Look

_SIXTEEN_COLORS = "standard"
"""Of which those of two highlights may be the same one."""


class Palette(dict[str, Style]):
    """The style of each name in `LOOKS`; `text` is the ground of all."""

    def __init__(self, styles: Mapping[str, Style]) -> None:
        super().__init__(styles)
        self._together: dict[tuple[str, ...], Style] = {}

    def over_text(self, looks: tuple[str, ...]) -> Style:
        """The style of some looks that lie over each other and over the text's ground."""
        style = self._together.get(looks)
        if style is None:
            style = sum((self[look] for look in looks), self["text"])
            self._together[looks] = style
        return style


def palette_of(app: App[object]) -> Palette:
    """The style of each name in `LOOKS`, in the theme in use and on the terminal in use."""
    colors = tuple(app.theme_variables[name] for name in COLORS[DARK])
    return _palette(colors, app.no_color, app.console.color_system == _SIXTEEN_COLORS)


@lru_cache(maxsize=4)
def _palette(values: tuple[str, ...], is_grey: bool, are_few: bool) -> Palette:
    colors = {name: Color.parse(value) for name, value in zip(COLORS[DARK], values, strict=True)}
    if is_grey:
        colors = {name: color.monochrome for name, color in colors.items()}
    looks = LOOKS | FEW_COLORS if is_grey or are_few else LOOKS
    return Palette({name: _style(look, colors) for name, look in looks.items()})


def _style(look: Look, colors: Mapping[str, Color]) -> Style:
    return Style(
        color=colors[look.color].rich_color if look.color else None,
        bgcolor=colors[look.ground].rich_color if look.ground else None,
        **dict.fromkeys(look.attributes.split(), True),  # type: ignore[arg-type] # all are flags
    )
