"""A long text that is still being parsed while its reader has begun to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

from textual import events, on, work
from textual.message import Message
from textual.worker import get_current_worker

from article import Anchor, Article, ArticleError
from article.growing import Growth, moved_by
from reader.annotations.errors import AnnotationsError
from reader.annotations.journal import Journal
from reader.annotations.placing import NEAR, PlacedNote, place_notes
from reader.annotations.snapshots import Snapshots
from reader.commands import Condition
from reader.library import Entry, Library
from reader.long_work import collect, long_work
from reader.notes_file import described, notes_path_for
from reader.opening import QUICKLY_SEARCHED
from reader.place import found_again
from reader.screens.reading_state import JumpList, numbered_points
from reader.screens.remembering import Remembering
from reader.settings import Settings
from reader.view.pages import pages_of
from reader.widgets.article_view import ArticleView
from reader.widgets.sidebar import Points

_TELL_SECONDS = 0.4
"""Between two times that the reader is told how much of the text is there."""
_PAUSE_SECONDS = 0.05
"""Without a key: longer than between two of a key that is held down."""
_PATIENCE = 1.0
"""Seconds that more of the text waits at most for such a pause."""
_IDLE_SECONDS = 1.0
"""Without a key, after which there is time for what may be needed later."""
_FOR_NOTES = ("article.resolver", "filelock", "gzip")
"""The modules that the first note needs: where it is, its file, the text it is on."""


class Rest(NamedTuple):
    """What of a text is not parsed yet, and what to do when it is."""

    growths: Iterator[Growth]
    notes: Path | None = None
    """The annotations file that the reader has named."""


class More(NamedTuple):
    """A longer text, and what the screen needs to know to go on in it."""

    article: Article
    pages: list[range]
    points: Points
    shift: int | None
    """How far what was there has moved; None where it reads otherwise now."""


class Growing(Remembering):
    """More and more of a text.

    A position is one of what is there. When more is in front of it, all positions move.
    """

    @dataclass
    class Failed(Message):
        """The rest of the text, or the notes on it, cannot be read."""

        error: ArticleError | AnnotationsError

    def __init__(
        self,
        article: Article,
        settings: Settings,
        journal: Journal,
        snapshots: Snapshots,
        library: Library,
        entry: Entry,
        *,
        at: int | None = None,
        width: int | None = None,
        rest: Rest | None = None,
        complete: Callable[[Article], None] | None = None,
    ) -> None:
        super().__init__(article, settings, journal, snapshots, library, entry, at=at, width=width)
        self._rest = rest
        self._complete = complete
        self._share = 0.0
        """Which part of the text is there."""
        self._goes_to_end = False
        """Whether the reader waits for the end of the text."""
        self._acted_at = 0.0
        """When the reader last did something; 0 as long as nothing was done."""

    def begin(self) -> None:
        """Read on in a thread, or do what needs the whole text if it is there."""
        self.set_interval(_IDLE_SECONDS, self._tidy_up)
        if self._rest is not None:
            self._read_on(self._rest)
        else:
            self._has_whole()

    def _has_whole(self) -> None:
        self.start_annotating()
        self.start_remembering()
        self.find_points()
        self.set_timer(_IDLE_SECONDS, self._load_ahead)

    def _load_ahead(self) -> None:
        """Load what the first note needs as soon as the reader only reads."""
        if self._is_idle:
            self._load()
        else:
            self.set_timer(_IDLE_SECONDS, self._load_ahead)

    @work(thread=True, group="load", exit_on_error=False)
    def _load(self) -> None:
        with long_work():
            for name in _FOR_NOTES:
                import_module(name)

    def complete(self, article: Article) -> None:
        """Take the points from whoever has looked for them."""
        if self._complete is not None:
            self._complete(article)

    @work(thread=True, exclusive=True, group="growing", exit_on_error=False)
    def _read_on(self, rest: Rest) -> None:
        """Parse the rest of the text; what takes long for a long text is done here, too."""
        call, shown = self.app.call_from_thread, self.article
        call(self._take_near_notes, self._notes_in(shown))
        try:
            with long_work():
                last = self._grown(rest, shown)
            if last is None:
                return
            entry, journal = self._notes_on(last.article, rest.notes)
        except (ArticleError, AnnotationsError) as error:
            call(self.post_message, self.Failed(error))
        else:
            self._wait_for_pause()
            call(self._take_whole, last, entry, journal)

    def _grown(self, rest: Rest, shown: Article) -> More | None:
        """Show more and more; what comes last is the whole, `None` if the reader has left."""
        call, worker = self.app.call_from_thread, get_current_worker()
        told = monotonic()
        for growth in rest.growths:
            if worker.is_cancelled:
                return None
            article = growth.article
            if article is not shown:
                shift = moved_by(shown, article)
                more = More(article, pages_of(article), _points_of(article), shift)
                if not article.is_part:
                    return more
                self._wait_for_pause()
                call(self._take_more, more)
                shown = article
            if (now := monotonic()) - told > _TELL_SECONDS:
                told = now
                call(self._tell_share, growth.share)
        return None

    def _tidy_up(self) -> None:
        if self._is_idle:
            collect()

    @property
    def _is_idle(self) -> bool:
        """Whether the reader only reads."""
        return monotonic() - self._acted_at > _IDLE_SECONDS

    @property
    def _is_paused(self) -> bool:
        """Whether nobody types."""
        return monotonic() - self._acted_at > _PAUSE_SECONDS

    def _wait_for_pause(self) -> None:
        """Let keys have the screen for themselves; called in a thread."""
        until, worker = monotonic() + _PATIENCE, get_current_worker()
        while not (self._is_paused or self._goes_to_end or worker.is_cancelled):
            if monotonic() > until:
                break
            sleep(_PAUSE_SECONDS / 5)

    def _notes_in(self, part: Article) -> tuple[PlacedNote, ...]:
        """The notes whose words stand in the part that is there first, with those around them.

        The same words alone may stand anywhere else, too.
        """
        here = [
            one
            for one in self.journal.annotations
            if one.anchor.exact and _with_context(one.anchor) in part.text
        ]
        placed = place_notes(part.text, here)
        return tuple(note for note in placed if note.resolution.state in ("exact", "moved"))

    def _take_near_notes(self, notes: tuple[PlacedNote, ...]) -> None:
        self.notes = notes

    def _notes_on(self, article: Article, chosen: Path | None) -> tuple[Entry, Journal]:
        """What is known of the whole text, and its notes.

        These may be others than those of its first part, for a text is known by all its words.
        """
        entry = self.library.entry_for(article)
        path = notes_path_for(article, self.library, chosen, entry)
        about = described(article)
        if path != self.journal.path:
            return entry, Journal.open(path, about=about)
        self.journal.about = about
        return entry, self.journal

    def _tell_share(self, share: float) -> None:
        """Tell which part of the text is there: at once, or with what the next key changes."""
        self._share = share
        if self._is_paused:
            self.tell_where()

    def _take_more(self, more: More) -> None:
        """Go on in a longer text, without a change of what is on the screen."""
        article, shift = more.article, more.shift
        if shift is None:  # the part reads otherwise in the whole
            shift = found_again(self._place, article.text).position - self.view.place
            self.jumps, self.marks = JumpList(), {}
            self.end_selection()
            self.end_search()
        ruler = self.ruler
        self.set_reactive(Growing.article, article)
        self.pages = more.pages
        self.move_positions(shift)
        self.view.go_on_in(article, self.blocks_shown(self.view.place + shift), shift)
        self.sidebar.article = self.panel.article = article
        self.points = more.points
        moved = more.shift is not None
        self.notes = tuple(note.moved(shift) for note in self.notes) if moved else ()
        if ruler is not None:
            self.ruler = article.sentence_at(ruler.start + shift)

    def _take_whole(self, whole: More, entry: Entry, journal: Journal) -> None:
        self._take_more(whole)
        self.entry = replace(entry, place=self.entry.place)
        self._rest = None
        self.journal = journal
        if len(journal.annotations) <= NEAR:  # they are placed at once, in the whole
            self.notes = ()
        self._recall_read()
        if self.entry.place is not None and not self._acted_at:  # only now it is sure where it is
            self.return_to_place()
        self._has_whole()
        self.refresh_bindings()
        self.tell_where()
        if self._goes_to_end:
            self.action_go_to_end()
            self.say("")

    # What can be done meanwhile

    def holds(self, condition: Condition) -> bool:
        """Whether the whole text is there."""
        if condition == "whole-text":
            return self._rest is None
        return super().holds(condition)

    def tell_where(self) -> None:
        """How much of the text is there, as long as it is not all."""
        super().tell_where()
        if self._rest is not None:
            self.title_row.progress = f"reading {self._share:.0%}"

    def take_key(self, event: events.Key) -> bool:
        """A key is something that the reader does."""
        self._act()
        return super().take_key(event)

    @on(events.MouseDown)
    @on(ArticleView.Scrolled)
    def _act(self) -> None:
        """Whoever does something else does not wait for the end any more."""
        self._goes_to_end = False
        self._acted_at = monotonic()

    def action_go_to_end(self) -> None:
        """To the last words, as soon as they are there."""
        if self._rest is None:
            super().action_go_to_end()
        else:
            self._goes_to_end = True
            self.say("To the end as soon as it is read; another key stays here")

    def say_edge(self, direction: int) -> None:
        """The end of a part is not the end of the text."""
        if self._rest is None:
            super().say_edge(direction)
        else:
            what = "follows" if direction > 0 else "comes before"
            self.say(f"What {what} is still being read ({self._share:.0%})")


def _with_context(anchor: Anchor) -> str:
    return anchor.prefix + anchor.exact + anchor.suffix


def _points_of(article: Article) -> Points:
    """What of the points of a part can be known before the whole is there."""
    return numbered_points(article) if len(article.text) <= QUICKLY_SEARCHED else Points()
