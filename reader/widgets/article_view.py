"""The article pane: one widget that draws only the rows that are seen.

It knows the article, the blocks that are shown, and what lies over them; where it stands is a
position in the text, never a row, so neither a resize nor another width can lose it. It has no
scroll offset of Textual's: rows above the first visible one need not even exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip
from textual.timer import Timer

from article import Article, Passage
from article.search import Hits
from reader.view.bar import thumb
from reader.view.frame import GUTTER, Frame, frame_in
from reader.view.layout import Layout, Row, RowPlace, passage_of
from reader.view.paint import bar_cell, blank, paint
from reader.view.palette import Palette, palette_of
from reader.view.runs import Overlay, Overlays
from reader.view.unscrolled import UnmarkedByFocus

_CACHED_STRIPS = 500
_DRAG_SECONDS = 0.05


class ArticleView(UnmarkedByFocus, can_focus=True):
    """Some blocks of an article as a column of rows."""

    ALLOW_SELECT = False  # selecting is done here, in positions of the text

    article: reactive[Article | None] = reactive(None)
    shown: reactive[range] = reactive(range(0))
    """The blocks that are shown: those of a section's page, or all."""
    column: reactive[int] = reactive(72)
    """The widest that the column may be, in cells."""
    overlays: reactive[Overlays] = reactive(Overlays)
    """What stays where it is: notes."""
    matches: var[Hits] = var(Hits)
    """The hits of a search."""
    passing: var[tuple[Overlay, ...]] = var(())
    """What moves with nearly every key, drawn above: ruler, current hit, selection."""

    @dataclass
    class Scrolled(Message):
        """The reader scrolled with the mouse."""

        rows: int
        """How many rows down; negative for up."""

    @dataclass
    class Pressed(Message):
        """A click on the text."""

        position: int
        chain: int
        """1 for a single click, 2 for a double one, and so on."""

    @dataclass
    class Dragged(Message):
        """The mouse selects."""

        start: int
        """Where the button went down."""
        position: int
        """Where it is now; the character there belongs to the selection."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._layout_of_page = Layout("", (), 0, range(0))
        self._place = 0
        self._top = RowPlace(0, 0)
        self._laid_out_in = Size(0, 0)
        self._wanted: int | None = None
        """A position to bring onto the screen as soon as there are rows."""
        self._strips: dict[tuple[Row | None, tuple[Overlay, ...], Frame, bool], Strip] = {}
        self._painted_in: Palette | None = None
        """The colours that they have."""
        self._pressed_at: int | None = None
        self._has_dragged = False
        self._drag_timer: Timer | None = None
        self._pointer = (0, 0)

    # What is shown

    def watch_article(self) -> None:
        """Start over: nothing that was painted is of this text."""
        self._strips.clear()

    def watch_shown(self) -> None:
        """Lay out the new page; a place that is not on it becomes its first."""
        if self.article is not None and self.shown:
            first, last = (self.article.blocks[index] for index in (self.shown[0], self.shown[-1]))
            if not first.start <= self._place <= last.end:
                self._place = first.start
        self._lay_out()

    def watch_column(self) -> None:
        """Wrap anew; the place stays."""
        self._lay_out()

    def watch_passing(self, before: tuple[Overlay, ...], passing: tuple[Overlay, ...]) -> None:
        """Repaint the rows on which something came or went."""
        changed = [overlay.passage for overlay in {*before} ^ {*passing}]
        for y, row in enumerate(self._visible_rows()):
            if row.pieces and any(one.overlaps(row.passage) for one in changed):
                self.refresh(Region(0, y, self.size.width, 1))

    def watch_matches(self, before: Hits, matches: Hits) -> None:
        """Repaint if other hits are seen."""
        here = self.visible_passage
        if before.within(here.start, here.end) != matches.within(here.start, here.end):
            self.refresh()

    def on_resize(self) -> None:
        """Wrap anew, unless painting came first and did; the place stays."""
        if self._laid_out_in != self.size:
            self._lay_out()

    def _lay_out(self) -> None:
        self._wrap()
        self.refresh()

    def _wrap(self) -> None:
        if self.article is None or not self.shown or not self.size:
            return
        self._laid_out_in = self.size
        column = self.frame.column
        self._layout_of_page = Layout(self.article.text, self.article.blocks, column, self.shown)
        self._top = self._clamped(self._layout_of_page.place_of(self._place))
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.show(wanted)

    def go_on_in(self, article: Article, shown: range, shift: int) -> None:
        """Show a longer text in which the present one moved by `shift`; the rows stay."""
        before, top = self._layout_of_page, self._top
        self.set_reactive(ArticleView.article, article)
        self.set_reactive(ArticleView.shown, shown)
        self._strips.clear()
        self._place += shift
        self._lay_out()
        if before.shown:
            block = article.block_at(before.blocks[top.block].start + shift)
            gap = self._layout_of_page.has_gap(block) - before.has_gap(top.block)
            self._top = self._clamped(RowPlace(block, max(0, top.row + gap)))

    @property
    def frame(self) -> Frame:
        """Where the column stands: in the middle, narrower where there is no room."""
        return frame_in(self.size.width, self.column)

    # Moving

    @property
    def place(self) -> int:
        """The position of the first character that is shown."""
        return self._place

    def show(self, position: int, *, at_top: bool = False) -> None:
        """Bring a position onto the screen: a third from the top, unless it is visible already.

        With `at_top` its row becomes the first one, visible or not.
        """
        if not self._is_ready:
            if at_top:
                self._place = position
            else:
                self._wanted = position
            return
        layout = self._layout_of_page
        row = layout.place_of(position)
        if at_top:
            self._go(row)
        elif not self._top <= row < layout.moved(self._top, max(1, self.size.height - 1)):
            self._go(layout.moved(row, -(self.size.height // 3)))

    def scroll_rows(self, rows: int) -> bool:
        """Scroll down, or up when negative; whether anything moved."""
        before = self._top
        if self._is_ready:
            self._go(self._layout_of_page.moved(before, rows))
        return self._top != before

    def scroll_to_end(self) -> None:
        """Show the last rows."""
        if self._is_ready:
            self._go(self._layout_of_page.last)

    @property
    def page_rows(self) -> int:
        """How many rows a page step goes: one stays for the eye to hold on to."""
        return max(1, self.size.height - 1)

    def is_at_edge(self, direction: int) -> bool:
        """Whether the last row is visible; the first one, for a negative direction."""
        if not self._is_ready:
            return True
        layout = self._layout_of_page
        return self._top == self._clamped(layout.last if direction > 0 else layout.first)

    @property
    def visible_passage(self) -> Passage:
        """What is on the screen."""
        seen = passage_of(self._visible_rows())
        return Passage(self._place, self._place) if seen is None else seen

    @property
    def _is_ready(self) -> bool:
        return bool(self._layout_of_page.shown) and bool(self.size)

    def _go(self, top: RowPlace) -> None:
        self._top = self._clamped(top)
        rows = self._layout_of_page.rows_from(self._top)
        self._place = next((row.start for row in rows if row.pieces), self._place)
        self.refresh()

    def _clamped(self, top: RowPlace) -> RowPlace:
        return self._layout_of_page.clamped(top, self.size.height)

    # Painting

    def _visible_rows(self) -> list[Row]:
        if not self._is_ready:
            return []
        return self._layout_of_page.screenful(self._top, self.size.height)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The visible rows, given to the compositor as they are.

        This goes around the styles cache of `Widget`, which would look at each row again.
        """
        if self._laid_out_in != self.size:  # the first page is painted before it hears of its size
            self._wrap()
        strips = self._painted(self._layout_of_page, self._top)[crop.y : crop.bottom]
        if crop.x or crop.width != self.size.width:
            return [strip.crop(crop.x, crop.x + crop.width) for strip in strips]
        return strips

    def draw_ahead(self, behind: range) -> None:
        """Paint what a page key will show, while what it shows now is read.

        At the end of the shown blocks that is the first screenful of the blocks behind them.
        """
        if not self._is_ready or self.article is None:
            return
        layout = self._layout_of_page
        top = self._clamped(layout.moved(self._top, self.page_rows))
        if top == self._top:
            if not behind:
                return
            layout = Layout(self.article.text, self.article.blocks, self.frame.column, behind)
            top = layout.first
        for strip in self._painted(layout, top):
            strip.render(self.app.console)  # which keeps it

    def _painted(self, layout: Layout, top: RowPlace) -> list[Strip]:
        """A screenful from a place on."""
        rows = layout.screenful(top, self.size.height)
        seen, frame, palette = self._thumb(layout, top, rows), self.frame, palette_of(self.app)
        if palette is not self._painted_in:
            self._painted_in = palette
            self._strips.clear()
        return [
            self._strip(row, y in seen, frame, palette)
            for y, row in zip_longest(range(self.size.height), rows)
        ]

    def _strip(self, row: Row | None, is_thumb: bool, frame: Frame, palette: Palette) -> Strip:
        """A row, or an empty one, with its cell of the scroll bar.

        It is the same object as long as it looks the same, for Textual keeps what it makes of it.
        """
        overlays = self._overlays_on(row)
        key = (row, overlays, frame, is_thumb)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) > _CACHED_STRIPS:
                self._strips.clear()
            bar = bar_cell(is_thumb, palette["text"], palette)
            if row is not None and self.article is not None:
                block = self.article.blocks[row.block]
                strip = paint(self.article.text, block, row, overlays, palette, frame, bar)
            else:
                strip = blank(palette, frame, bar)
            self._strips[key] = strip
        return strip

    def _overlays_on(self, row: Row | None) -> tuple[Overlay, ...]:
        if row is None or not row.pieces:
            return ()
        here = row.passage
        return (
            *self.overlays.within(here.start, here.end),
            *(Overlay(match, "match") for match in self.matches.within(here.start, here.end)),
            *(overlay for overlay in self.passing if overlay.passage.overlaps(here)),
        )

    def _thumb(self, layout: Layout, top: RowPlace, rows: Sequence[Row]) -> range:
        """The rows of the scroll bar that tell which share of a layout its rows from `top` are."""
        seen = passage_of(rows)
        if seen is None:
            return range(0)
        height, whole = self.size.height, layout.passage
        is_at_end = top == layout.clamped(layout.last, height)
        start = len(whole) if is_at_end else seen.start - whole.start
        return thumb(height, start, len(seen), max(1, len(whole)))

    # The mouse

    def position_at(self, x: int, y: int) -> int:
        """The position drawn at a cell of the widget; the nearest where there is none."""
        rows = self._visible_rows()
        if not rows:
            return self._place
        frame = self.frame
        row = rows[max(0, min(y, len(rows) - 1))]
        return self._layout_of_page.position_at(row, x - frame.margin - GUTTER)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows down."""
        event.stop()
        self.post_message(self.Scrolled(3))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows up."""
        event.stop()
        self.post_message(self.Scrolled(-3))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to select, or take hold of the scroll bar."""
        if event.button != 1 or not self._is_ready:
            return
        self.capture_mouse()
        self._pointer = (event.x, event.y)
        if event.x >= self.frame.width:
            self._scroll_by_bar(event.y)
        else:
            self._pressed_at = self.position_at(event.x, event.y)
            self._has_dragged = False

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to here; beyond an edge the text scrolls while the button is down."""
        if self.app.mouse_captured is not self:
            return
        if self._pressed_at is None:
            self._scroll_by_bar(event.y)
            return
        moved = (event.x, event.y) != self._pointer
        self._pointer = (event.x, event.y)
        if moved:
            self._has_dragged = True
            self._drag()
        if not 0 <= event.y < self.size.height and self._drag_timer is None:
            self._drag_timer = self.set_interval(_DRAG_SECONDS, self._drag_on)

    def _drag(self) -> None:
        if self._pressed_at is not None:
            here = self.position_at(*self._pointer)
            self.post_message(self.Dragged(self._pressed_at, here))

    def _drag_on(self) -> None:
        y = self._pointer[1]
        if 0 <= y < self.size.height:
            self._stop_dragging_on()
        else:
            self.post_message(self.Scrolled(-1 if y < 0 else 1))
            self._drag()

    def _stop_dragging_on(self) -> None:
        if self._drag_timer is not None:
            self._drag_timer.stop()
            self._drag_timer = None

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The selection is what it is now."""
        self.release_mouse()
        self._pressed_at = None
        self._stop_dragging_on()

    def on_click(self, event: events.Click) -> None:
        """Tell where, and how often; the end of a selection is no click."""
        if self._is_ready and not self._has_dragged and event.x < self.frame.width:
            self.post_message(self.Pressed(self.position_at(event.x, event.y), event.chain))

    def _scroll_by_bar(self, y: int) -> None:
        layout, whole = self._layout_of_page, self._layout_of_page.passage
        share = max(0, min(y, self.size.height - 1)) / max(1, self.size.height - 1)
        target = layout.place_of(whole.start + int(share * len(whole)))
        self._go(target if share < 1 else layout.last)
        self.post_message(self.Scrolled(0))
