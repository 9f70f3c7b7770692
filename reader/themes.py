"""The light and the dark theme, and how everything that is drawn looks in a theme.

Textual is not needed to know it: the first screen of a text is drawn before Textual is loaded.
"""

from __future__ import annotations

from typing import NamedTuple

DARK, LIGHT = "postil-dark", "postil-light"

COLORS: dict[str, dict[str, str]] = {
    DARK: {
        "primary": "#7aa2d6",
        "secondary": "#a0a8b8",
        "accent": "#e0af68",
        "foreground": "#d8d5cd",
        "background": "#16181d",
        "surface": "#1c1f26",
        "panel": "#242832",
        "warning": "#e0af68",
        "error": "#e46876",
        "success": "#98bb6c",
        "match": "#39485e",
        "mark-yellow": "#5c4d14",
        "mark-green": "#24502c",
        "mark-blue": "#1d4468",
        "mark-pink": "#6b2748",
        "mark-orange": "#6b3d12",
        "mark-purple": "#4b3272",
        "sign-yellow": "#e6c84c",
        "sign-green": "#7fc98a",
        "sign-blue": "#6fb2ea",
        "sign-pink": "#ee8cb8",
        "sign-orange": "#f0a35c",
        "sign-purple": "#b79cf0",
    },
    LIGHT: {
        "primary": "#2a5d9f",
        "secondary": "#5b6472",
        "accent": "#9a5b00",
        "foreground": "#26241f",
        "background": "#faf8f3",
        "surface": "#f1eee6",
        "panel": "#e6e2d7",
        "warning": "#9a5b00",
        "error": "#b3261e",
        "success": "#3b7a3f",
        "match": "#b1c2d6",
        "mark-yellow": "#fbe9a0",
        "mark-green": "#cdebc4",
        "mark-blue": "#c7e1f7",
        "mark-pink": "#f9d0e2",
        "mark-orange": "#fbd9b0",
        "mark-purple": "#ddd0f5",
        "sign-yellow": "#a07d00",
        "sign-green": "#3b7a3f",
        "sign-blue": "#2a6aa8",
        "sign-pink": "#b03a74",
        "sign-orange": "#b25e00",
        "sign-purple": "#6f4fb0",
    },
}
"""The colours of each theme by their names; a theme of another program has only the first ten."""


class Look(NamedTuple):
    """How something is drawn over what lies below it; what is empty stays as it is there."""

    color: str = ""
    """A name in `COLORS`, as that of the ground."""
    ground: str = ""
    attributes: str = ""
    """Of `bold`, `italic`, `underline`, `strike`, `reverse`, with spaces between."""


_HUES = ("yellow", "green", "blue", "pink", "orange", "purple")

LOOKS: dict[str, Look] = {
    # The text and what lies over it
    "text": Look("foreground", "background"),
    "lead": Look("secondary"),
    "heading-1": Look("accent", attributes="bold"),
    "heading-2": Look("primary", attributes="bold"),
    "heading-3": Look("primary"),
    "paragraph": Look(),
    "item": Look(),
    "quote": Look("secondary", attributes="italic"),
    "code": Look("foreground", "surface"),
    "table": Look(),
    "mark-emphasis": Look(attributes="italic"),
    "mark-strong": Look(attributes="bold"),
    "mark-code": Look("success"),
    "mark-link": Look("primary", attributes="underline"),
    "mark-image": Look("secondary", attributes="italic"),
    "mark-strike": Look(attributes="strike"),
    "mark-footnote": Look("accent"),
    "ruler": Look("accent", attributes="bold"),
    "match": Look(ground="match"),
    "current-match": Look("background", "accent", "bold"),
    "selection": Look("background", "primary"),
    "suggested": Look("warning", attributes="underline"),
    "overlap": Look(attributes="underline"),
    "bar": Look("panel"),
    "thumb": Look("secondary"),
    **{f"highlight-{hue}": Look(ground=f"mark-{hue}") for hue in _HUES},
    **{f"sign-highlight-{hue}": Look(f"sign-{hue}") for hue in _HUES},
    "sign-suggested": Look("warning", attributes="bold"),
    # The first and the last row
    "title": Look(attributes="bold"),
    "where": Look("secondary"),
    "key": Look("accent", attributes="bold"),
    "word": Look("foreground"),
    "message": Look("foreground", attributes="bold"),
    "trouble": Look("error", attributes="bold reverse"),
    # Lists
    "row-text": Look(),
    "row-dim": Look("secondary"),
    "row-strong": Look(attributes="italic"),
    "row-cursor": Look(ground="panel", attributes="bold"),
    "row-current": Look("accent", attributes="bold"),
    "row-question": Look("warning", attributes="bold"),
    "row-lost": Look("secondary", attributes="italic"),
    **{f"row-{hue}": Look(f"sign-{hue}") for hue in _HUES},
}

FEW_COLORS: dict[str, Look] = {
    **{f"highlight-{hue}": Look(ground=f"mark-{hue}", attributes="underline") for hue in _HUES},
    "overlap": Look(attributes="bold underline"),
    "match": Look(ground="match", attributes="underline italic"),
    "current-match": Look("background", "accent", "reverse"),
    "selection": Look("background", "primary", "reverse"),
}
"""What looks otherwise where colours are missing or too few to be told apart."""
