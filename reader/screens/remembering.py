"""What is remembered of a reading: the place, what was read; and the text read anew."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from textual import work

from article import Article, ArticleError, Passage
from article.passage import PassageIndex
from article.printable import printable_line
from article.source import STANDARD_INPUT
from reader.annotations.journal import Journal
from reader.annotations.placing import status_of
from reader.annotations.snapshots import Snapshots
from reader.commands import Condition
from reader.library import Entry, Library
from reader.notes_file import Candidate, candidates_for
from reader.opening import reopened
from reader.place import Place, found_again, found_in, place_at
from reader.screens.pointing import Pointing
from reader.settings import Settings
from reader.widgets.sidebar import Points

_REMEMBER_SECONDS = 5.0


class Remembering(Pointing):
    """The reading in the library."""

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
    ) -> None:
        super().__init__(article, settings, journal, snapshots)
        self.library = library
        self.entry = entry
        """What the library has on the article, with what this sitting adds."""
        self._at = at
        """Where to open; None for where the reader left off."""
        self._width = width
        """Of the column, if this sitting is to begin with another one than it would."""
        self._remembering = asyncio.Lock()
        self._remembered: Entry | None = None
        self._offered: Candidate | None = None
        """Notes of another article that look as if they were on this one."""
        self._read: set[Passage] = set()
        self._points_by_passage: PassageIndex[Passage] = PassageIndex()
        place = entry.place or Place()
        self._width_before = place.width
        """What was kept of it, which a width for once does not change."""
        self.set_reactive(Remembering.is_whole, place.mode == "whole")
        self.set_reactive(Remembering.column, width or place.width or settings.width)

    def return_to_place(self) -> None:
        """Go to where the reader left off."""
        place = found_in(self.entry.place or Place(), self.article)
        if self._at is not None:
            place = Place(self._at, ruler=self._at)
        self.show(place.position, at_top=True)
        self.put_ruler(place.ruler)

    def start_remembering(self) -> None:
        """Keep the place from now on, and see whether there are notes under another name."""
        self.set_interval(_REMEMBER_SECONDS, self.remember)
        if not self.journal.annotations.lines:
            self._look_for_notes()

    def notes_are_placed(self) -> None:
        """Say what became of the notes if the text changed meanwhile."""
        before = self.entry.record.get("sha256")
        if before not in (None, self.article.fingerprint) and self.notes:
            self.say(f"The text changed since your last visit: {status_of(self.notes)}")

    # Notes that were made on this text under another name

    @work(thread=True, exclusive=True, group="candidates", exit_on_error=False)
    def _look_for_notes(self) -> None:
        found = candidates_for(self.article, self.library)
        if found:
            self.app.call_from_thread(self._offer, found[0])

    def _offer(self, candidate: Candidate) -> None:
        self._offered = candidate
        self.refresh_bindings()
        found = f"{candidate.quotes_found} of {candidate.quotes_tried} quotes"
        self.say(f"{found} of the notes on “{candidate.title}” are in this text. I takes them over")

    def holds(self, condition: Condition) -> bool:
        """Whether there are notes to be taken over."""
        if condition == "offered":
            return self._offered is not None
        return super().holds(condition)

    async def action_take_over(self) -> None:
        """Copy the offered notes to this article; the others stay where they are."""
        offered, self._offered = self._offered, None
        if offered is not None:
            await self.write(
                lambda: self.journal.take_over(Journal.open(offered.path).annotations.of_notes)
            )
            self.say_saved(f"Taken over: {status_of(self.notes)}")

    # What was read

    def _seen_to_end(self, seen: Passage) -> Iterator[Passage]:
        """The sections and points whose last words are on the screen."""
        article = self.article
        sections = range(article.section_at(seen.start), article.section_at(seen.end) + 1)
        points = self._points_by_passage.within(seen.start, seen.end + 1)
        for passage in (*(article.sections[number].passage for number in sections), *points):
            if seen.start < passage.end <= seen.end + 1:
                yield passage

    def watch_points(self, points: Points) -> None:
        """Show which of them were read in an earlier sitting."""
        passages = [point.passage for point in points.key_points]
        passages += [item.passage for item in points.priorities]
        self._points_by_passage = PassageIndex((passage, passage) for passage in passages)
        super().watch_points(points)
        self._recall_read()

    def _recall_read(self) -> None:
        if self.entry.read:
            self._compare_read(self.article, self.entry, self.points)

    @work(thread=True, group="read", exit_on_error=False, description="read")
    def _compare_read(self, article: Article, entry: Entry, points: Points) -> None:
        """Look which passages have the words that were read: all of a text goes through this."""
        passages = chain(
            (section.passage for section in article.sections),
            (point.passage for point in points.key_points),
            (item.passage for item in points.priorities),
        )
        read = {passage for passage in passages if entry.has_read(passage.of(article.text))}
        self.app.call_from_thread(self._take_read, article, read)

    def _take_read(self, article: Article, read: set[Passage]) -> None:
        if article is self.article:
            self._read |= read
            self.tell_progress()

    @property
    def read_passages(self) -> frozenset[Passage]:
        """Those whose last words were on the screen."""
        return frozenset(self._read)

    def tell_where(self) -> None:
        """What is seen to its end is read."""
        super().tell_where()
        seen = self.view.visible_passage
        new = {p for p in self._seen_to_end(seen) if p not in self._read}
        if new:
            self._read |= new
            for passage in new:
                self.entry = self.entry.with_read(passage.of(self.article.text))
            self.tell_progress()

    # The place

    @property
    def _place(self) -> Place:
        return place_at(
            self.article.text,
            self.view.place,
            ruler=self.ruler.start if self.ruler else 0,
            mode="whole" if self.is_whole else "section",
            width=self._width_to_keep,
        )

    @property
    def _width_to_keep(self) -> int | None:
        """Of the column, where it is not the usual one; what was asked for once is not kept."""
        if self.column == self._width:
            return self._width_before
        return None if self.column == self.settings.width else self.column

    async def remember(self) -> None:
        """Keep the place, the progress and the number of notes for the next time.

        Writing waits for the disk, so it is done in a thread.
        """
        async with self._remembering:
            article, seen = self.article, self.view.visible_passage
            if not article.blocks or article.is_part:
                return
            self.entry = replace(
                self.entry,
                place=self._place,
                notes=self.journal.path,
                progress=max(self.entry.progress, min(1.0, seen.end / max(1, len(article.text)))),
                note_count=len(self.notes),
            )
            if self.entry == self._remembered:
                return
            self._remembered = self.entry
            try:
                await asyncio.to_thread(self.library.remember, self.entry)
            except OSError as error:
                self.say(f"The place cannot be remembered: {printable_line(str(error))}")

    # The text anew

    @work(group="reload", exclusive=True, thread=True, exit_on_error=False)
    def action_reload(self) -> None:
        """Open the text again: its file may have changed, its address may have a newer page."""
        source = self.article.source
        if source == STANDARD_INPUT:
            self.app.call_from_thread(self.say, "Standard input can be read only once")
            return
        self.app.call_from_thread(self.say, f"Reading {source} again …")
        try:
            article = reopened(source, self.article.media_type)
        except ArticleError as error:
            self.app.call_from_thread(self.say, str(error))
        else:
            self.app.call_from_thread(self._take_text, article)

    def _take_text(self, article: Article) -> None:
        """Show another state of the text at the same place, with the notes where they belong."""
        if article.text == self.article.text:
            self.say("The text is the same as before")
            return
        place = found_again(self._place, article.text)
        before = self.article.text
        self.end_selection()
        self.carry_places(
            lambda at: found_again(place_at(before, at, ruler=at), article.text).position
        )
        self._snapshot = None
        self.entry = self.library.entry_for(article)
        self.notes, self.ruler, self.points = (), None, Points()
        self.article = article
        self._read = set()
        self._recall_read()
        self.show_annotations()
        self.show(place.position, at_top=True)
        self.put_ruler(place.ruler)
        self.search_again()
        self.find_points()
        self.say(f"The text is new; notes: {status_of(self.notes) or 'none'}")
