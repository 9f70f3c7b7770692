"""A list to choose from that draws only the rows that are seen.

Ten thousand items scroll as easily as ten: an item's height is known from its lines, and only the
visible ones are painted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import ClassVar, NamedTuple, TypeVar, overload

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip

from reader.view.bar import thumb
from reader.view.cells import fitted, wrap
from reader.view.frame import BAR
from reader.view.paint import bar_cell
from reader.view.palette import Palette, palette_of
from reader.view.stretches import changed_stretch
from reader.view.unscrolled import Unscrolled

T = TypeVar("T")

_CURRENT = "▸"
_CACHED_STRIPS = 1_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an item."""

    text: str
    role: str = "text"
    """The look it has, without its prefix `row-`."""
    sign: str = ""
    """One character in front of it."""
    sign_role: str = "text"
    rows: int = 1
    """How many rows it may wrap to; what does not fit ends in an ellipsis."""
    count: str = ""
    """Shown at the right end of its first row, dimmed."""


class Item(NamedTuple):
    """Something to choose."""

    key: str
    """What the choice means to the one who made the list."""
    lines: tuple[Line, ...]
    indent: int = 0
    """Cells."""


class Rows(Sequence[Item]):
    """Items of one row each that are made when they are seen: a hundred thousand cost nothing."""

    def __init__(self, things: Sequence[T], make: Callable[[T], Item]) -> None:
        """An item for each of the things."""
        self._things, self._make = things, make

    def __len__(self) -> int:
        return len(self._things)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        if isinstance(index, slice):
            return Rows(self._things[index], self._make)
        return self._make(self._things[index])


class RowList(Unscrolled, can_focus=True):
    """Items with a cursor; one of them may be marked as the current one.

    It scrolls by itself: the scroll bars of Textual are widgets, each of which would be laid out
    and drawn on its own.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("pagedown", "move_pages(1)", show=False),
        Binding("pageup", "move_pages(-1)", show=False),
        Binding("g,home", "move_to_end(-1)", show=False),
        Binding("G,end", "move_to_end(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    items: var[Sequence[Item]] = var(())
    cursor: var[int] = var(0)
    current: var[int] = var(-1)
    """The item that the reading is at; -1 for none."""
    empty: reactive[str] = reactive("", init=False)
    """What to say when there are no items."""

    @dataclass
    class Chosen(Message):
        """Enter or a click on an item."""

        rows: RowList
        key: str

        @property
        def control(self) -> RowList:
            """The list, so that handlers can select by its id."""
            return self.rows

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(RowList.empty, empty)
        self._heights: list[int] = []
        """Rows of each item at the present width."""
        self._tops: Sequence[int] = range(1)
        """The first row of each item, and the row behind the last."""
        self._wrapped_for = -1
        self._first = 0
        """The first row that is seen."""
        self._strips: dict[tuple[Item, int, bool, bool, bool, int], Strip] = {}
        """Painted rows by item, row of the item, whether it is the current one, the chosen one,
        and beside the thumb of the scroll bar, and the cells they have."""
        self._painted_in: tuple[Style, Palette] | None = None
        """The ground and the colours that they have."""
        self._seen: dict[int, Item] = {}
        """Items that are on the screen, by their numbers."""

    def watch_items(self, before: Sequence[Item], items: Sequence[Item]) -> None:
        """Measure the new items, and paint those that are others; the cursor stays within them."""
        tops = self._tops
        if self._wrapped_for > 0 and not (isinstance(before, Rows) or isinstance(items, Rows)):
            old, new = changed_stretch(before, items)
            self._heights[old] = self._measured(items[new], self._wrapped_for)
            self._stack()
        else:
            self._wrapped_for = -1
            self._measure(self._room)
        self.cursor = min(self.cursor, max(0, len(items) - 1))
        if items and tops == self._tops:
            self._repaint(*(i for i, item in self._seen.items() if items[i] != item))
        else:
            self._seen.clear()
            self.refresh(layout=self.styles.auto_dimensions and self._tops[-1] != tops[-1])

    def on_resize(self) -> None:
        """Show the cursor."""
        self._measure(self._room)
        self._show_cursor()

    @property
    def _room(self) -> int:
        """The cells of a row without the scroll bar; none while the list is not on the screen."""
        return max(0, self.content_size.width - BAR)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as all items take, or one to say that there are none."""
        self._measure(width - BAR)
        return self.height_wanted

    def _measure(self, room: int) -> None:
        """Find out how many rows the items take, if it is not known for so many cells."""
        if room != self._wrapped_for:
            self._wrapped_for = room
            self._heights = [] if self._is_even else self._measured(self.items, room)
            self._stack()

    @property
    def _is_even(self) -> bool:
        """Whether each item counts as one row: it is one, or nobody sees it."""
        return isinstance(self.items, Rows) or self._wrapped_for < 1

    def _measured(self, items: Sequence[Item], width: int) -> list[int]:
        return [
            sum(1 if line.rows == 1 else self._rows_of(line, item, width) for line in item.lines)
            for item in items
        ]

    def _stack(self) -> None:
        """Lay the items below each other."""
        self._tops = (
            range(len(self.items) + 1) if self._is_even else [0, *accumulate(self._heights)]
        )
        self._first = self._clamped(self._first)

    @staticmethod
    def _rows_of(line: Line, item: Item, width: int) -> int:
        room = _room(line, item, width)
        if line.rows == 1 or len(line.text) <= room // 2:  # even if every character is wide
            return 1
        return min(line.rows, len(wrap(line.text, room)))

    @property
    def height_wanted(self) -> int:
        """Rows for all items, or one to say that there are none."""
        return max(1, self._tops[-1])

    # Choosing

    def watch_cursor(self, before: int, cursor: int) -> None:
        """Keep the cursor on the screen."""
        self._show_cursor()
        self._repaint(before, cursor)

    def _show_cursor(self) -> None:
        if self.cursor < len(self.items):
            top, bottom = self._tops[self.cursor], self._tops[self.cursor + 1]
            self._go(min(top, max(self._first, bottom - self.content_size.height)))

    def scroll_rows(self, rows: int) -> None:
        """Scroll down, or up when negative; the cursor stays."""
        self._go(self._first + rows)

    def _go(self, first: int) -> None:
        first = self._clamped(first)
        if first != self._first:
            self._first = first
            self._seen.clear()
            self.refresh()

    def _clamped(self, first: int) -> int:
        """The first row, or the one with which the last stands at the bottom."""
        return max(0, min(first, self._tops[-1] - self.content_size.height))

    def watch_current(self, before: int, current: int) -> None:
        """Follow the reading, unless the reader is looking around in the list."""
        if not self.has_focus and 0 <= current < len(self.items):
            self.cursor = current
        self._repaint(before, current)

    def _repaint(self, *items: int) -> None:
        """Paint the rows of some items anew, if they are there."""
        for item in items:
            if 0 <= item < len(self.items):
                top, bottom = self._tops[item], self._tops[item + 1]
                width = self.content_size.width
                self.refresh(Region(0, top - self._first, width, bottom - top))

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.cursor = max(0, min(len(self.items) - 1, self.cursor + by))

    def action_move_pages(self, by: int) -> None:
        """Move the cursor by what fits on the screen."""
        target = self._tops[self.cursor] + by * max(1, self.size.height - 1)
        self.cursor = max(0, min(len(self.items) - 1, bisect_right(self._tops, target) - 1))

    def action_move_to_end(self, direction: int) -> None:
        """Move the cursor to the first or the last item."""
        self.cursor = 0 if direction < 0 else max(0, len(self.items) - 1)

    def action_choose(self) -> None:
        """Tell which item it is."""
        if self.items:
            self.post_message(self.Chosen(self, self.items[self.cursor].key))

    # The mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows down."""
        event.stop()
        self.scroll_rows(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows up."""
        event.stop()
        self.scroll_rows(-3)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scroll bar."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.x >= self._room:
            self.capture_mouse()
            self._scroll_by_bar(offset.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Pull the scroll bar."""
        if self.app.mouse_captured is self:
            self._scroll_by_bar(event.get_content_offset_capture(self).y)

    def on_mouse_up(self) -> None:
        """Let go of it."""
        self.release_mouse()

    def _scroll_by_bar(self, y: int) -> None:
        height = max(1, self.content_size.height - 1)
        self._go(y * (self._tops[-1] - self.content_size.height) // height)

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        offset = event.get_content_offset(self)
        if offset is None or offset.x >= self._room:
            return
        row = offset.y + self._first
        if row < self._tops[-1]:
            self.cursor = bisect_right(self._tops, row) - 1
            self.action_choose()

    @property
    def chosen_key(self) -> str | None:
        """The key of the item under the cursor."""
        return self.items[self.cursor].key if self.items else None

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """The visible rows; they are painted before the list hears of its size."""
        self._measure(self._room)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row of one item, or an empty one, with its cell of the scroll bar."""
        row, height = y + self._first, self.content_size.height
        is_thumb = y in thumb(height, self._first, height, self._tops[-1])
        ground, palette = self.visual_style.rich_style, palette_of(self.app)
        if (ground, palette) != self._painted_in:
            self._painted_in = ground, palette
            self._strips.clear()
        if not self.items:
            said = self.empty if y == 0 else ""
            return Strip([Segment(fitted(said, self._room), ground + palette["row-dim"])])
        if row >= self._tops[-1]:
            return Strip.blank(self._room + BAR, ground)
        index = bisect_right(self._tops, row) - 1
        item = self._seen[index] = self.items[index]
        is_chosen = index == self.cursor and self.has_focus
        look = (item, row - self._tops[index], index == self.current, is_chosen)
        key = (*look, is_thumb, self._room)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) > _CACHED_STRIPS:
                self._strips.clear()
            words = self._paint(*look, ground, palette)
            bar = Strip([bar_cell(is_thumb, ground, palette)])
            self._strips[key] = strip = Strip.join(
                [words.adjust_cell_length(self._room, ground), bar]
            )
        return strip

    def _paint(
        self,
        item: Item,
        row: int,
        is_current: bool,
        is_chosen: bool,
        ground: Style,
        palette: Palette,
    ) -> Strip:
        width = self._wrapped_for
        if is_chosen:
            ground += palette["row-cursor"]
        number = 0
        line = item.lines[0]
        for line in item.lines:
            rows = self._rows_of(line, item, width)
            if row - number < rows:
                break
            number += rows
        row -= number
        marker = _CURRENT if is_current and row == 0 and number == 0 else " "
        style = ground + palette["row-current" if is_current else f"row-{line.role}"]
        sign = line.sign if row == 0 else " " * len(line.sign)
        count = line.count if row == 0 else ""
        return Strip(
            [
                Segment(marker + " " * item.indent, ground + palette["row-current"]),
                Segment(sign + " " * bool(sign), ground + palette[f"row-{line.sign_role}"]),
                Segment(fitted(_row(line, item, width, row), _room(line, item, width)), style),
                Segment(" " * bool(line.count), ground),
                Segment(count.ljust(len(line.count)), ground + palette["row-dim"]),
            ]
        )


def _room(line: Line, item: Item, width: int) -> int:
    """The cells that a line has for its words."""
    taken = 1 + item.indent + (2 if line.sign else 0) + (len(line.count) + 1 if line.count else 0)
    return max(1, width - taken)


def _row(line: Line, item: Item, width: int, row: int) -> str:
    """The words on one row of a line; the last row it may have takes all that is left."""
    if line.rows == 1:
        return line.text
    room = _room(line, item, width)
    stretches = list(pairwise([*wrap(line.text, room), len(line.text)]))
    start, end = stretches[row]
    is_last = row == line.rows - 1
    return line.text[start:] if is_last else line.text[start:end].rstrip()
