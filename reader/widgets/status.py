"""The first and the last row of the screen: where the reader is, and which keys there are."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.view.cells import fitted, width_of
from reader.view.frame import title_share
from reader.view.paint import RowStrip
from reader.view.palette import palette_of
from reader.view.unscrolled import Unscrolled


class _OneRow(Unscrolled):
    """A widget of one row that is repainted only when its words change."""

    ALLOW_SELECT = False

    def segments(self, width: int) -> list[Segment]:
        """The row, on at most `width` cells."""
        raise AssertionError("each row says what it shows")

    def render_lines(self, crop: Region) -> list[Strip]:
        """The row, as the compositor wants it."""
        width = self.size.width
        ground = self.visual_style.rich_style
        strip = Strip(self.segments(width)).adjust_cell_length(width, ground)
        return [RowStrip(strip, width).crop(crop.x, crop.x + crop.width)] * crop.height

    def style(self, name: str) -> Style:
        """A look on the row's own ground."""
        return self.visual_style.rich_style + palette_of(self.app)[name]


class TitleRow(_OneRow):
    """The title on the left; section, progress and time left on the right."""

    title: reactive[str] = reactive("")
    section: reactive[str] = reactive("")
    progress: reactive[str] = reactive("")

    def segments(self, width: int) -> list[Segment]:
        """A long title has its share; where there is no room for all, the section gives way."""
        room = max(0, width - width_of(self.progress) - 5)
        title_room = min(width_of(self.title), title_share(width), room)
        section_room = min(width_of(self.section), room - title_room)
        title, section = fitted(self.title, title_room), fitted(self.section, section_room)
        gap = " " * (room - title_room - section_room + 1)
        where = f"{section}{' · ' if section and self.progress else ''}{self.progress} "
        return [
            Segment(f" {title}{gap}", self.style("title")),
            Segment(where, self.style("where")),
        ]


class KeyRow(_OneRow):
    """What the last key did, or else which keys there are."""

    hints: reactive[Sequence[tuple[str, str, str]]] = reactive(())
    """Key, word and action of each hint."""
    message: reactive[str] = reactive("")
    """What the last key did; it takes the row until the next key."""
    trouble: reactive[str] = reactive("")
    """What is wrong; it stays until it is mended."""

    class Pressed(Message):
        """A click on a hint."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action
            """The action of the command."""

    def segments(self, width: int) -> list[Segment]:
        """The message first, then the trouble; without both, as many hints as fit."""
        segments: list[Segment] = []
        used = 1
        for words, name in ((self.message, "message"), (self.trouble, "trouble")):
            if words and used < width - 1:
                shown = fitted(words, min(width_of(words), width - used - 1))
                segments.append(Segment(f" {shown} ", self.style(name)))
                used += width_of(shown) + 2
        if self.message or self.trouble:
            return segments
        for key, word, _ in self._fitting(width):
            segments.append(Segment(f" {key} ", self.style("key")))
            segments.append(Segment(f"{word} ", self.style("word")))
        return segments

    def _fitting(self, width: int) -> list[tuple[str, str, str]]:
        """The hints that fit; the last one (help or quit) is kept at any rate."""
        sizes = [width_of(key) + width_of(word) + 3 for key, word, _ in self.hints]
        room = width - (sizes[-1] if sizes else 0)
        kept: list[tuple[str, str, str]] = []
        for hint, size in zip(self.hints[:-1], sizes[:-1], strict=True):
            if size > room:
                break
            kept.append(hint)
            room -= size
        return [*kept, *self.hints[-1:]]

    def on_click(self, event: events.Click) -> None:
        """Do what the hint under the mouse says; a message has made room for it by now."""
        if self.trouble:
            return
        end = 0
        for key, word, action in self._fitting(self.size.width):
            end += width_of(key) + width_of(word) + 3
            if event.x < end:
                self.post_message(self.Pressed(action))
                return
