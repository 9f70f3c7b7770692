"""The reading screen: panes, help, links, and what is remembered on leaving."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from article import Article, Mark, Passage
from article.printable import printable_line
from reader.annotations.journal import Journal
from reader.annotations.placing import status_of
from reader.annotations.snapshots import Snapshots
from reader.annotations.tags import rename_tag
from reader.commands import COMMANDS, by_action, footer_hints
from reader.library import Entry, Library
from reader.notes_file import all_notes_files
from reader.place import found_again, place_at
from reader.screens.help import Page, help_page, left_out_page
from reader.screens.links import WEB, LinkChoice, footnote_at, heading_at, links_in
from reader.screens.pointing import Pointing
from reader.screens.tagging import RenamePrompt, TagRenaming
from reader.settings import Settings
from reader.widgets.annotations_panel import AnnotationsPanel
from reader.widgets.sidebar import Points, Sidebar
from reader.widgets.status import KeyRow

_STEP = 4
"""Cells by which the column grows and shrinks."""
_WIDE = 100
"""Cells from which on the sidebar stands beside the text; below, panes lie over it."""
_VERY_WIDE = 136
"""Cells from which on the annotations stand beside both."""
_SMALLEST = (40, 10)
_REMEMBER_SECONDS = 5.0
_FEW_COLORS = (None, "standard")
"""Terminals on which the colours of highlights may look alike."""


class ReadingScreen(Pointing):
    """Everything together."""

    BINDINGS: ClassVar[list[BindingType]] = []

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
    ) -> None:
        super().__init__(article, settings, journal, snapshots)
        self.marks = {}
        self._at = at
        """Where to open; None for where the reader left off."""
        self._library = library
        self._entry = entry
        self._remembered: Entry | None = None
        self._read: set[Passage] = set()
        self._chosen_panes: dict[tuple[str, bool], bool] = {}
        if entry.place:
            self.set_reactive(ReadingScreen.is_whole, entry.place.mode == "whole")
            self.set_reactive(ReadingScreen.column, entry.place.width or settings.width)

    def on_mount(self) -> None:
        """Go to where the reader left off."""
        self.set_class(self.app.console.color_system in _FEW_COLORS, "-few-colors")
        self._recall_read()
        self.start_annotating()
        place = found_again(self._entry.place, self.article.text) if self._entry.place else None
        self.view.column = self.column
        self.watch_article(self.article)
        if self._at is not None:
            self.show(self._at, at_top=True)
            self.put_ruler(self._at)
        elif place:
            self.show(place.position, at_top=True)
            self.put_ruler(place.ruler)
        else:
            self.put_ruler(0)
        self.set_interval(_REMEMBER_SECONDS, self.remember)
        self._tell_hints()
        self.find_points()
        before = self._entry.record.get("sha256")
        if before not in (None, self.article.fingerprint) and self.notes:
            self.say(f"The text changed since your last visit: {status_of(self.notes)}")
        self.call_after_refresh(self.tell_where)

    def compose(self) -> ComposeResult:
        """The parts, and what stands in for them on a terminal without room."""
        yield from super().compose()
        yield Static(f"Postil needs {_SMALLEST[0]} x {_SMALLEST[1]} cells", id="too-small")

    # Panes

    def on_resize(self, event: events.Resize) -> None:
        """Panes beside the text where there is room, over it where there is not."""
        self._arrange()

    @property
    def _is_narrow(self) -> bool:
        return self.size.width < _WIDE

    def _arrange(self) -> None:
        width, height = self.size
        self.set_class(self._is_narrow, "-narrow")
        self.set_class(width < _SMALLEST[0] or height < _SMALLEST[1], "-too-small")
        for name, needed in (("sidebar", _WIDE), ("annotations", _VERY_WIDE)):
            shown = self._chosen_panes.get((name, self._is_narrow), width >= needed)
            self.query_one(f"#{name}").display = shown
        self.call_after_refresh(self.tell_where)

    def _show_pane(self, name: str, shown: bool) -> None:
        self._chosen_panes[name, self._is_narrow] = shown
        if self._is_narrow and shown:  # there is room for one
            other = "annotations" if name == "sidebar" else "sidebar"
            self._chosen_panes[other, True] = False
        self._arrange()

    def action_toggle_sidebar(self) -> None:
        """Show or hide contents, key points and priorities."""
        self._toggle("sidebar", self.sidebar.display)
        if self._is_narrow and self.sidebar.display:
            self.sidebar.contents.focus()

    def action_toggle_annotations(self) -> None:
        """Show or hide the notes; when they are shown they have the keys."""
        self._toggle("annotations", self.panel.display)
        if self.panel.display:
            self.panel.rows.focus()

    def _toggle(self, name: str, is_shown: bool) -> None:
        self._show_pane(name, not is_shown)
        if is_shown:
            self.view.focus()

    @on(Sidebar.Left)
    @on(AnnotationsPanel.Left)
    def _back_to_text(self) -> None:
        self._leave_panes()

    def _leave_panes(self) -> None:
        self.view.focus()
        if self._is_narrow:
            self._show_pane("sidebar", False)
            self._show_pane("annotations", False)

    def jump(self, position: int, *, at_top: bool = False) -> None:
        """A jump from a pane that lies over the text uncovers it."""
        if self._is_narrow and (self.sidebar.display or self.panel.display):
            self._leave_panes()
        super().jump(position, at_top=at_top)

    def action_focus_pane(self, direction: int) -> None:
        """Around the panes."""
        if direction > 0:
            self.focus_next()
        else:
            self.focus_previous()

    # The look

    def action_toggle_whole(self) -> None:
        """One section at a time, or all in one flow; the place stays."""
        self.is_whole = not self.is_whole
        if self.ruler is not None:
            self.show(self.ruler.start)
        self.say("The whole article" if self.is_whole else "One section at a time")
        self.tell_where()

    def action_widen(self, steps: int) -> None:
        """A wider or narrower column; the place stays."""
        self.set_column(self.column + steps * _STEP)
        self.say(f"{self.view.frame.column} columns")

    def action_reset_width(self) -> None:
        """The usual column."""
        self.set_column(self.settings.width)
        self.say(f"{self.view.frame.column} columns, the usual width")

    # Pages that lie over everything

    def action_help(self) -> None:
        """Every command with its keys."""
        self.app.push_screen(help_page(COMMANDS, self.keymap))

    def action_show_left_out(self) -> None:
        """What was recognised as not belonging to the text."""
        if self.article.residue:
            self.app.push_screen(left_out_page(self.article.residue))
        else:
            self.say("Nothing was left out of this text")

    def action_back_out(self) -> None:
        """Out of the innermost thing: a selection, a search, a pane."""
        if self.selection is not None:
            self.end_selection()
        elif self.holds("taken-up"):
            self.action_leave_note()
        elif self.matches:
            self.end_search()
        elif self.focused is not self.view or self._is_narrow:
            self._leave_panes()
        else:
            self.say("q quits")

    # Links

    def action_follow(self) -> None:
        """Follow the only link of the sentence, or ask which."""
        links = links_in(self.article, self.ruler) if self.ruler else []
        if not links:
            self.say("This sentence has no link and no footnote")
        elif len(links) == 1:
            self._follow_link(links[0][1])
        else:
            self.app.push_screen(
                LinkChoice(links),
                lambda n: None if n is None or n < 0 else self._follow_link(links[n][1]),
            )

    def _follow_link(self, link: Mark) -> None:
        article = self.article
        if link.kind == "footnote":
            if footnote := footnote_at(article, link.target):
                words = Text(footnote.of(article.text))
                self.app.push_screen(Page(f"Footnote {link.target}", words))
            else:
                self.say(f"There is no footnote {link.target}")
        elif link.target.startswith("#"):
            if heading := heading_at(article, link.target):
                self.jump(heading.start)
            else:
                self.say(f"There is no heading {link.target} in this text")
        elif link.target.lower().startswith(WEB):
            self.app.open_url(link.target)
            self.say(f"Opened {link.target}")
        else:
            self.app.copy_to_clipboard(link.target)
            self.say(f"Copied {link.target}")

    # Tags

    def action_rename_tag(self) -> None:
        """Give a tag another name, here or in all articles."""
        self.app.push_screen(RenamePrompt(self.known_tags), self._rename_tag)

    async def _rename_tag(self, renaming: TagRenaming | None) -> None:
        if renaming is None:
            self.say("No tag was renamed")
            return
        count = await self.write(lambda: self._renamed(renaming))
        self.say_saved(f"#{renaming.old} is #{renaming.new} now, on {count} notes")

    def _renamed(self, renaming: TagRenaming) -> int:
        """Rename a tag in this journal and, if asked for, in all others; called in a thread."""
        count = rename_tag(self.journal, renaming.old, renaming.new)
        for path in all_notes_files(self._library) if renaming.everywhere else ():
            if path != self.journal.path:
                journal = Journal.open(path)
                count += rename_tag(journal, renaming.old, renaming.new)
                journal.close()
        return count

    # Keys and hints

    @property
    def keymap(self) -> dict[str, str]:
        """The reader's own keys, as Textual wants them."""
        return {name: ",".join(keys) for name, keys in self.settings.keymap.items()}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command can do something now; else its key is dead and its hint is gone."""
        command = by_action(action)
        return True if command is None else self.holds(command.when)

    def refresh_bindings(self) -> None:
        """The hints follow what can be done."""
        super().refresh_bindings()
        if self.is_mounted:
            self._tell_hints()

    def _tell_hints(self) -> None:
        usable = [command for command in COMMANDS if self.holds(command.when)]
        self.key_row.hints = footer_hints(usable, self.keymap)

    @on(KeyRow.Pressed)
    async def _hint_pressed(self, event: KeyRow.Pressed) -> None:
        event.stop()
        await self.run_action(event.action)

    # What is remembered

    @property
    def _passages(self) -> list[Passage]:
        """What can be read: sections, key points and priorities."""
        return [
            *(section.passage for section in self.article.sections),
            *(point.passage for point in self.points.key_points),
            *(item.passage for item in self.points.priorities),
        ]

    def watch_points(self, points: Points) -> None:
        """Show which of them were read in an earlier sitting."""
        self._recall_read()
        super().watch_points(points)
        self.tell_progress()

    def _recall_read(self) -> None:
        text = self.article.text
        self._read |= {p for p in self._passages if self._entry.has_read(p.of(text))}

    @property
    def read_passages(self) -> frozenset[Passage]:
        """Those whose last words were on the screen."""
        return frozenset(self._read)

    def tell_where(self) -> None:
        """What is seen to its end is read."""
        super().tell_where()
        seen = self.view.visible_passage
        new = {
            p for p in self._passages if p not in self._read and seen.start < p.end <= seen.end + 1
        }
        if new:
            self._read |= new
            for passage in new:
                self._entry = self._entry.with_read(passage.of(self.article.text))
            self.tell_progress()

    def remember(self) -> None:
        """Keep the place, the progress and the number of notes for the next time."""
        article, seen = self.article, self.view.visible_passage
        if not article.blocks:
            return
        place = place_at(
            article.text,
            self.view.place,
            ruler=self.ruler.start if self.ruler else 0,
            mode="whole" if self.is_whole else "section",
            width=None if self.column == self.settings.width else self.column,
        )
        self._entry = replace(
            self._entry,
            place=place,
            notes=self.journal.path,
            progress=max(self._entry.progress, min(1.0, seen.end / max(1, len(article.text)))),
            note_count=len(self.notes),
        )
        if self._entry != self._remembered:
            self._remembered = self._entry
            try:
                self._library.remember(self._entry)
            except OSError as error:
                self.say(f"The place cannot be remembered: {printable_line(str(error))}")
