"""The state of a reading, its parts on the screen, and how they follow each other.

The reading screen is built in layers, each a class of its own in a module of its own:
`ReadingState` (what there is), `Moving`, `Searching`, `Selecting`, `Annotating`, `Confirming`,
`Pointing`, `Remembering`, and `ReadingScreen` on top with panes, help and links. State has one
owner, this screen; values go down into the widgets, requests come up as messages.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.getters import query_one
from textual.reactive import var
from textual.worker import Worker, WorkerState

from article import Article, Passage
from article.motions import nearest_sentence
from article.passage import PassageIndex
from article.printable import printable_line
from article.search import Hits
from reader.annotations.placing import PlacedNote
from reader.commands import Condition
from reader.long_work import long_work
from reader.settings import Settings
from reader.view.pages import pages_of
from reader.view.runs import HIGHLIGHTS, Overlay, Overlays
from reader.view.stretches import changed_stretch
from reader.view.unscrolled import Unscrolled, UnscrolledScreen
from reader.widgets.annotations_panel import AnnotationsPanel
from reader.widgets.article_view import ArticleView
from reader.widgets.search_line import SearchLine
from reader.widgets.sidebar import Points, Progress, Sidebar
from reader.widgets.status import KeyRow, TitleRow

_SAMPLE = 5_000
_CHARACTERS_PER_WORD = (2.0, 8.0)
"""The least and the most that count as a word for the time left; scripts without spaces would
otherwise look as if they had none."""

_FEW = 100
"""So many changed notes are drawn anew by themselves."""


def numbered_points(article: Article) -> Points:
    """The series of an article, without its key points."""
    main, *others = article.series or ((),)
    return Points((), main, tuple(others))


@dataclass(slots=True)
class JumpList:
    """Where the reader jumped from, as in a browser."""

    behind: list[int] = field(default_factory=list)
    ahead: list[int] = field(default_factory=list)

    def leave(self, position: int) -> None:
        """Remember a position that is jumped away from."""
        if not self.behind or self.behind[-1] != position:
            self.behind.append(position)
        self.ahead.clear()

    def back(self, position: int) -> int:
        """Where the last jump came from; the position is kept for the way forward."""
        self.ahead.append(position)
        return self.behind.pop()

    def forward(self, position: int) -> int:
        """Undo `back`."""
        self.behind.append(position)
        return self.ahead.pop()

    def carried(self, where: Callable[[int], int]) -> JumpList:
        """The same places in another text, which has what was at a position `where` it says."""
        return JumpList([*map(where, self.behind)], [*map(where, self.ahead)])


class _Beside(Horizontal, Unscrolled):
    """What is beside each other."""

    BLANK = True  # wholly covered, as the screen


class ReadingState(UnscrolledScreen[None]):
    """What is read, where, and what lies over it."""

    BLANK = True  # wholly covered: its own background need not be drawn under the text
    AUTO_FOCUS = "#article"

    article: var[Article] = var(Article("", ()), init=False)
    ruler: var[Passage | None] = var(None, init=False)
    """The current sentence."""
    is_whole: var[bool] = var(False, init=False)
    """Whether the whole article is shown in one flow."""
    column: var[int] = var(72, init=False)
    points: var[Points] = var(Points, init=False)
    selection: var[Passage | None] = var(None, init=False)
    notes: var[Sequence[PlacedNote]] = var((), init=False)
    matches: var[Hits] = var(Hits, init=False)
    """All hits of the search, in order."""
    match: var[int] = var(-1, init=False)
    """The hit that the reader is at; -1 before the first."""

    view = query_one("#article", ArticleView)
    sidebar = query_one("#sidebar", Sidebar)
    panel = query_one("#annotations", AnnotationsPanel)
    title_row = query_one("#title", TitleRow)
    search_line = query_one("#search", SearchLine)
    key_row = query_one("#keys", KeyRow)

    def __init__(self, article: Article, settings: Settings) -> None:
        super().__init__()
        self.set_reactive(ReadingState.article, article)
        self.settings = settings
        self.set_reactive(ReadingState.column, settings.width)
        self.notes_by_passage: PassageIndex[PlacedNote] = PassageIndex()
        self.jumps = JumpList()
        self.marks: dict[str, int] = {}
        """Positions by their letters."""
        self.chosen_panes: dict[tuple[str, bool], bool] = {}
        """Whether the reader wants a pane, by its name and whether the terminal is narrow."""
        self.pages = pages_of(article)
        self.says_old_news = False
        """Whether the message is about an earlier key than the last."""
        sample = article.text[:_SAMPLE]
        least, most = _CHARACTERS_PER_WORD
        self._word_length = max(least, len(sample) / max(1, len(sample.split())))
        if self._word_length > most:
            self._word_length = least

    def compose(self) -> ComposeResult:
        """A row, three panes, a row, in which a query is typed, too."""
        yield TitleRow(id="title")
        with _Beside(id="panes"):
            yield Sidebar(id="sidebar")
            yield ArticleView(id="article")
            yield AnnotationsPanel(id="annotations")
        with _Beside(id="foot"):
            yield SearchLine(placeholder="Search", id="search", compact=True)
            yield KeyRow(id="keys")

    def holds(self, condition: Condition) -> bool:
        """Whether commands that need something have it now."""
        match condition:
            case "priorities":
                return bool(self.points.priorities)
            case "notes":
                return bool(self.notes)
            case "matches":
                return bool(self.matches)
            case "back":
                return bool(self.jumps.behind)
            case "forward":
                return bool(self.jumps.ahead)
            case _:
                return True

    def say(self, message: str) -> None:
        """Tell the reader what the key did, in the last row."""
        self.says_old_news = False
        self.key_row.message = printable_line(message)

    def end_old_message(self) -> None:
        """Say no longer what an earlier key did, if the last one had nothing to say."""
        if self.says_old_news:
            self.key_row.message = ""

    @on(Worker.StateChanged)
    def _worker_changed(self, event: Worker.StateChanged) -> None:
        """What goes wrong in a thread is said, for nobody would notice."""
        if event.state is WorkerState.ERROR:
            error = event.worker.error
            self.say(f"This went wrong ({event.worker.group}): {type(error).__name__}: {error}")

    # What follows from the state

    def watch_article(self, article: Article) -> None:
        """Everything shows another text."""
        self.pages = pages_of(article)
        for part in (self.view, self.sidebar, self.panel):
            part.article = article
        self._show_page()

    def watch_points(self, points: Points) -> None:
        """List them."""
        self.sidebar.points = points
        self.refresh_bindings()

    @work(thread=True, exclusive=True, group="points", exit_on_error=False)
    def find_points(self) -> None:
        """Work out key points and priorities, which takes long in a long text, in a thread."""
        article = self.article
        with long_work():
            self.complete(article)
            found = numbered_points(article)._replace(key_points=article.key_points, are_found=True)
        self.app.call_from_thread(self._found_points, article, found)

    def complete(self, article: Article) -> None:
        """See, in a thread, whether the points of an article are known already."""

    def _found_points(self, article: Article, points: Points) -> None:
        if article is self.article:  # else another text has taken its place meanwhile
            self.take_points(points)

    def take_points(self, points: Points) -> None:
        """Show what was found."""
        self.points = points

    def watch_column(self, column: int) -> None:
        """The text is wrapped anew."""
        self.view.column = column

    def watch_is_whole(self) -> None:
        """The place stays, among more or fewer blocks."""
        self._show_page()

    def watch_ruler(self, ruler: Passage | None) -> None:
        """Draw it, and let the lists follow."""
        self._draw_passing()
        self.sidebar.ruler = ruler
        if ruler is not None:
            self.panel.position = ruler.end - 1
        self.tell_where()

    def watch_selection(self) -> None:
        """Draw it."""
        self._draw_passing()

    def watch_match(self) -> None:
        """Draw the one that the reader is at."""
        self._draw_passing()

    def watch_matches(self) -> None:
        """Draw them all."""
        self.view.matches = self.matches
        self._draw_passing()

    def watch_notes(self, before: Sequence[PlacedNote], notes: Sequence[PlacedNote]) -> None:
        """Draw them, list them, and count them: those that changed, where they are few."""
        old, new = changed_stretch(before, notes)
        gone, come = before[old], notes[new]
        if len(gone) + len(come) <= _FEW:
            self.notes_by_passage = self.notes_by_passage.changed(_placed(gone), _placed(come))
            self.view.overlays = self.view.overlays.changed(_drawn(gone), _drawn(come))
        else:
            self.notes_by_passage = PassageIndex(_placed(notes))
            self.view.overlays = Overlays(_drawn(notes))
        self.panel.notes = notes
        self.tell_progress()

    def _draw_passing(self) -> None:
        """Draw what moves with nearly every key: ruler, selection, current hit."""
        passing: list[Overlay] = []
        if self.ruler is not None:
            passing.append(Overlay(self.ruler, "ruler"))
        if 0 <= self.match < len(self.matches):
            passing.append(Overlay(self.matches[self.match], "current-match"))
        if self.selection is not None:
            passing.append(Overlay(self.selection, "selection"))
        self.view.passing = tuple(passing)

    def tell_progress(self) -> None:
        """Show what was read and where notes are, in the sidebar."""
        self.sidebar.progress = Progress(self.read_passages, self.notes_by_passage.starts)

    @property
    def read_passages(self) -> frozenset[Passage]:
        """The sections and points that were read."""
        return frozenset()

    def tell_where(self) -> None:
        """Section, progress and time left, for the title row."""
        article = self.article
        self.title_row.title = article.title
        if not article.blocks:
            return
        seen = self.view.visible_passage
        end = max(seen.end, self.ruler.end if self.ruler else 0)
        number = article.section_at(self.ruler.start if self.ruler else seen.start)
        section = article.sections[number]
        minutes = (len(article.text) - end) / self._word_length / self.settings.words_per_minute
        parts = [f"{min(100, 100 * end // max(1, len(article.text)))}%"]
        parts.append(f"{minutes:.0f} min left" if minutes >= 1 else "under 1 min left")
        if end >= len(article.text):
            parts = ["100%"]
        if article.encoding != "utf-8":
            parts.append(article.encoding)
        name = printable_line(section.title)
        self.title_row.section = f"§{number + 1}/{len(article.sections)} {name}"
        self.title_row.progress = " · ".join(parts)

    # The page

    @property
    def page(self) -> int:
        """Index of the page that the view's place is on."""
        block = self.article.block_at(self.view.place)
        return bisect_right(self.pages, block, key=lambda page: page.stop)

    def _show_page(self, position: int | None = None) -> None:
        """Show the page that holds a position (by default the view's place), or everything."""
        if self.article.blocks:
            self.view.shown = self.blocks_shown(self.view.place if position is None else position)

    def blocks_shown(self, position: int) -> range:
        """The blocks of the page that holds a position, or all."""
        if self.is_whole:
            return range(len(self.article.blocks))
        return self._page_with(self.article.block_at(position))

    @property
    def blocks_behind(self) -> range:
        """The blocks of the page behind the one that is shown; none behind the last."""
        return self._page_with(self.view.shown.stop)

    def _page_with(self, block: int) -> range:
        number = bisect_right(self.pages, block, key=lambda page: page.stop)
        return self.pages[number] if number < len(self.pages) else range(0)

    def show(self, position: int, *, at_top: bool = False) -> None:
        """Bring a position onto the screen."""
        self._show_page(position)
        self.view.show(position, at_top=at_top)
        self.tell_where()

    def put_ruler(self, position: int) -> None:
        """Make the sentence at a position the current one, and see that it is on the screen."""
        self.ruler = nearest_sentence(self.article, position)
        if self.ruler is not None:
            self.show(self.ruler.start)

    def jump(self, position: int, *, at_top: bool = False) -> None:
        """Go far: the way back is kept."""
        if self.ruler is not None:
            self.jumps.leave(self.ruler.start)
        self.show(position, at_top=at_top)
        self.put_ruler(position)
        self.refresh_bindings()

    def move_positions(self, by: int) -> None:
        """Follow a text that has so many characters more in front now."""
        self.carry_places(lambda position: position + by)

    def carry_places(self, where: Callable[[int], int]) -> None:
        """Keep jumps and marks in another text; what was at a position is `where` it says."""
        self.jumps = self.jumps.carried(where)
        self.marks = {letter: where(position) for letter, position in self.marks.items()}


def _placed(notes: Iterable[PlacedNote]) -> Iterator[tuple[Passage, PlacedNote]]:
    """The notes that have a place, with it."""
    return ((note.passage, note) for note in notes if note.passage is not None)


def _drawn(notes: Iterable[PlacedNote]) -> Iterator[tuple[Passage, Overlay]]:
    """What is drawn of notes: their passages, and those that are only suggested."""
    for note in notes:
        annotation, passage = note.annotation, note.resolution.passage
        if passage is None:
            continue
        if note.is_placed:
            role = HIGHLIGHTS[annotation.color]
            yield passage, Overlay(passage, role, not annotation.is_highlight)
        else:
            yield passage, Overlay(passage, "suggested")
