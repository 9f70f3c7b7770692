"""The light and the dark theme."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="postil-dark",
    primary="#7aa2d6",
    secondary="#a0a8b8",
    accent="#e0af68",
    foreground="#d8d5cd",
    background="#16181d",
    surface="#1c1f26",
    panel="#242832",
    warning="#e0af68",
    error="#e46876",
    success="#98bb6c",
    dark=True,
    variables={
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
)
LIGHT = Theme(
    name="postil-light",
    primary="#2a5d9f",
    secondary="#5b6472",
    accent="#9a5b00",
    foreground="#26241f",
    background="#faf8f3",
    surface="#f1eee6",
    panel="#e6e2d7",
    warning="#9a5b00",
    error="#b3261e",
    success="#3b7a3f",
    dark=False,
    variables={
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
)
THEMES = (DARK, LIGHT)
