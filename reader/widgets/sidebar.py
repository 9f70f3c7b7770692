"""The sidebar: contents, key points and priorities, each row of which leads to its words."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.message import Message
from textual.reactive import var

from article import Article, KeyPoint, Passage, Priority, Section
from article.passage import PassageIndex
from article.printable import printable_line
from reader.view.unscrolled import Unscrolled
from reader.widgets.row_list import Item, Line, RowList, Rows

_DEEPEST_INDENT = 3
_MANY = 200
"""Priorities; when there are more, each gets one row, and is made when it is seen."""
_LOOKING = "looking for them …"
_NO_KEY_POINTS = "none in so short a text"
_NO_PRIORITIES = "this text numbers nothing"


class Points(NamedTuple):
    """What is worked out after the text is on the screen."""

    key_points: tuple[KeyPoint, ...] = ()
    priorities: tuple[Priority, ...] = ()
    """The items of the main series."""
    others: tuple[tuple[Priority, ...], ...] = ()
    """The items of the other series."""
    are_found: bool = False
    """Whether the search for them is over."""


class Progress(NamedTuple):
    """What the sidebar shows beside its rows."""

    read: frozenset[Passage] = frozenset()
    """The passages that were read."""
    notes: tuple[int, ...] = ()
    """The positions of the notes, in order."""

    def count_in(self, passage: Passage) -> str:
        """How many notes start in a passage; nothing for none."""
        count = bisect_left(self.notes, passage.end) - bisect_left(self.notes, passage.start)
        return str(count) if count else ""


class Sidebar(Vertical, Unscrolled):
    """Three lists; the one that is at the reading's place marks its row."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    article: var[Article | None] = var(None)
    points: var[Points] = var(Points)
    ruler: var[Passage | None] = var(None)
    progress: var[Progress] = var(Progress)

    contents = query_one("#contents", RowList)
    key_points = query_one("#key-points", RowList)
    priorities = query_one("#priorities", RowList)

    @dataclass
    class JumpRequested(Message):
        """The reader chose a row."""

        passage: Passage
        is_point: bool
        """Whether it is a key point or a priority, not a section."""

    class Left(Message):
        """The reader is done here."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._highest = 1
        """The level of the highest sections."""
        self._series: list[tuple[Priority, int, bool]] = []
        """Every item of a series, how far it is indented, and whether it is the first of a series
        that is not the main one."""
        self._places: list[PassageIndex[int]] = [PassageIndex(), PassageIndex()]
        """Where the key points and the priorities are, by their numbers in the lists."""

    def compose(self) -> ComposeResult:
        """The three lists, with their names as the titles of their frames."""
        yield RowList(id="contents", empty="no sections")
        yield RowList(id="key-points", empty=_LOOKING)
        yield RowList(id="priorities", empty=_LOOKING)

    def on_mount(self) -> None:
        """Name the frames, and fill the lists with what was given before there were any."""
        self.contents.border_title = "Contents"
        self.key_points.border_title = "Key points"
        self.priorities.border_title = "Priorities"
        self._fill()

    def watch_article(self, article: Article | None) -> None:
        """Fill the lists anew."""
        sections = article.sections if article else ()
        self._highest = min((section.level for section in sections), default=1)
        self._fill()

    def watch_points(self, points: Points) -> None:
        """Fill the lists anew."""
        self._series = [(item, 1, item is items[0]) for items in points.others for item in items]
        self._series[:0] = [(item, 0, False) for item in points.priorities]
        self._places = [
            PassageIndex((passage, i) for i, passage in enumerate(passages))
            for passages in (
                [point.passage for point in points.key_points],
                [item.passage for item in points.priorities],
            )
        ]
        self._fill()

    def watch_progress(self) -> None:
        """Show what is read and where notes are."""
        self._fill()

    def watch_ruler(self) -> None:
        """Mark the rows that the reading is at."""
        self._mark()

    def _fill(self) -> None:
        if self.article is None or not self.children:
            return
        self.contents.items = Rows(self.article.sections, self._section)
        points = self.points
        self.key_points.empty = _NO_KEY_POINTS if points.are_found else _LOOKING
        self.priorities.empty = _NO_PRIORITIES if points.are_found else _LOOKING
        self.key_points.items = [self._key_point(point) for point in points.key_points]
        is_long = len(self._series) > _MANY
        self.priorities.items = (
            Rows(self._series, self._short_priority)
            if is_long
            else [self._priority(*listed) for listed in self._series]
        )
        self._mark()

    def _section(self, section: Section) -> Item:
        indent = min(section.level - self._highest, _DEEPEST_INDENT)
        return Item(
            _key(section.passage),
            (self._line(section.title, section.passage),),
            indent,
        )

    def _key_point(self, point: KeyPoint) -> Item:
        return Item(_key(point.passage), (self._line(point.text, point.passage, "•", rows=3),))

    def _short_priority(self, listed: tuple[Priority, int, bool]) -> Item:
        """A row where there are so many that each must do with one."""
        item, indent, _ = listed
        line = self._line(item.label, item.passage, str(item.number))
        return Item(_key(item.passage), (line,), indent)

    def _priority(self, item: Priority, indent: int, is_first: bool) -> Item:
        """A row; the first one of another series than the main one says so."""
        line = self._line(item.label, item.passage, str(item.number), rows=2)
        lines = (Line("also numbered:", "dim"), line) if is_first else (line,)
        return Item(_key(item.passage), lines, indent)

    def _line(self, text: str, passage: Passage, sign: str = "", rows: int = 1) -> Line:
        read = passage in self.progress.read
        return Line(
            printable_line(text),
            role="dim" if read else "text",
            sign=sign,
            sign_role="dim" if read else "current",
            rows=rows,
            count=self.progress.count_in(passage),
        )

    def _mark(self) -> None:
        if self.article is None or not self.children or self.ruler is None:
            return
        position, main = self.ruler.start, self.points.priorities
        self.contents.current = self.article.section_at(position)
        self.key_points.current, current = (
            max(index.within(position, position + 1), default=-1) for index in self._places
        )
        self.priorities.current = current
        of = f"{current + 1} of {len(main)}" if current >= 0 else str(len(main) or "")
        title = f"Priorities {of}".strip()
        if title != self.priorities.border_title:  # to set it is to draw the whole list anew
            self.priorities.border_title = title

    @on(RowList.Chosen)
    def _jump(self, event: RowList.Chosen) -> None:
        event.stop()
        start, _, end = event.key.partition("-")
        is_point = event.control is not self.contents
        self.post_message(self.JumpRequested(Passage(int(start), int(end)), is_point))

    def action_leave(self) -> None:
        """Back to the text."""
        self.post_message(self.Left())


def _key(passage: Passage) -> str:
    return f"{passage.start}-{passage.end}"
