"""The reading screen: panes, help, links, and what is remembered on leaving."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from article import Mark
from article.formats import EPUB
from reader.annotations.history import Step, counted
from reader.annotations.tags import rename_tag
from reader.commands import COMMANDS, WHY_NOT, Command, by_action, commands_by_key, footer_hints
from reader.notes_file import all_notes_files
from reader.screens.growing import Growing
from reader.screens.moving import Moving
from reader.settings import NARROWEST
from reader.view.frame import LOW, SMALLEST, WITH_ANNOTATIONS, WITH_SIDEBAR, frame_in
from reader.widgets.annotations_panel import AnnotationsPanel
from reader.widgets.sidebar import Sidebar
from reader.widgets.status import KeyRow

if TYPE_CHECKING:
    from reader.screens.tagging import TagRenaming

_STEP = 4
"""Cells by which the column grows and shrinks."""

_WITH_LETTER: dict[str, Callable[[Moving], None]] = {
    "mark.set": Moving.action_set_mark,
    "mark.go": Moving.action_go_to_mark,
}
"""The commands that are a key and a letter."""


class ReadingScreen(Growing):
    """Everything together."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(c.keys, c.action, c.help, show=bool(c.footer), id=c.id) for c in COMMANDS
    ]

    def on_mount(self) -> None:
        """Go to where the reader left off."""
        self._arrange()
        self.view.column = self.column
        self.watch_article(self.article)
        self.return_to_place()
        self._recall_read()
        self._tell_hints()
        self.call_after_refresh(self.tell_where)
        self.call_after_refresh(self.begin)

    def compose(self) -> ComposeResult:
        """The parts, and what stands in for them on a terminal without room."""
        yield from super().compose()
        yield Static(f"Postil needs {SMALLEST[0]} x {SMALLEST[1]} cells", id="too-small")

    # Panes

    def on_resize(self, event: events.Resize) -> None:
        """Panes beside the text where there is room, over it where there is not."""
        self._arrange()

    @property
    def _is_narrow(self) -> bool:
        return self.app.size.width < WITH_SIDEBAR

    def _arrange(self) -> None:
        width, height = self.app.size
        self.set_class(self._is_narrow, "-narrow")
        self.set_class(height < LOW, "-low")
        self.set_class(width < SMALLEST[0] or height < SMALLEST[1], "-too-small")
        for name, needed in (("sidebar", WITH_SIDEBAR), ("annotations", WITH_ANNOTATIONS)):
            shown = self.chosen_panes.get((name, self._is_narrow), width >= needed)
            self.query_one(f"#{name}").display = shown
        self.panel.fill_rows()
        self.call_after_refresh(self.tell_where)

    def _show_pane(self, name: str, shown: bool) -> None:
        self.chosen_panes[name, self._is_narrow] = shown
        if self._is_narrow and shown:  # there is room for one
            other = "annotations" if name == "sidebar" else "sidebar"
            self.chosen_panes[other, True] = False
        self._arrange()

    def action_toggle_sidebar(self) -> None:
        """Show or hide contents, key points and priorities."""
        self._toggle("sidebar", self.sidebar.display)
        if self._is_narrow and self.sidebar.display:
            self.set_focus(self.sidebar.contents)

    def action_toggle_annotations(self) -> None:
        """Show or hide the notes; when they are shown they have the keys."""
        self._toggle("annotations", self.panel.display)
        if self.panel.display:
            self.set_focus(self.panel.rows)

    def _toggle(self, name: str, is_shown: bool) -> None:
        self._show_pane(name, not is_shown)
        if is_shown:
            self.set_focus(self.view)

    @on(Sidebar.Left)
    @on(AnnotationsPanel.Left)
    def _back_to_text(self) -> None:
        self._leave_panes()

    def _leave_panes(self) -> None:
        self.set_focus(self.view)
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
        """A wider or narrower column than is seen; the place stays."""
        shown, room = self.view.frame.column, self.view.size.width
        widest = frame_in(room, room).column
        if steps < 0:
            self.column = max(NARROWEST, shown + steps * _STEP)
        else:  # a still wider one may be wished for where there is more room
            self.column = max(self.column, min(shown + steps * _STEP, widest))
        shown = self.view.frame.column
        self.say(f"{shown} columns{', as many as there is room for' * (shown == widest)}")

    def action_reset_width(self) -> None:
        """The usual column."""
        self.column = self.settings.width
        self.say(f"{self.view.frame.column} columns, the usual width")

    # Pages that lie over everything

    def action_help(self) -> None:
        """Every command with its keys."""
        from reader.screens.help import help_page  # noqa: PLC0415 - not before the first page

        self.app.push_screen(help_page(COMMANDS, self.keymap))

    def action_show_brief(self) -> None:
        """One page with the points and the notes, to look at and to paste elsewhere."""
        from reader.brief import as_markdown, brief_of  # noqa: PLC0415 - not before the first page
        from reader.screens.help import Page  # noqa: PLC0415 - likewise

        points = self.points
        brief = brief_of(self.article, self.notes, points.key_points, points.priorities)
        page = as_markdown(brief)
        self.app.copy_to_clipboard(page)
        self.app.push_screen(Page("Brief (copied)", Text(page)))

    def action_show_left_out(self) -> None:
        """What was recognised as not belonging to the text."""
        from reader.screens.help import left_out_page  # noqa: PLC0415 - not before the first page

        if self.article.residue:
            self.app.push_screen(left_out_page(self.article.residue))
        else:
            self.say("Nothing was left out of this text")

    def action_back_out(self) -> None:
        """Out of the innermost thing: a selection, a search, a pane."""
        if self.selection is not None:
            self.end_selection()
        elif self.holds("taken-up"):
            self.put_down()
            self.say("The note stays in the list as it is")
        elif self.matches:
            self.end_search()
        elif self.focused is not self.view or self._is_narrow:
            self._leave_panes()
        else:
            self.say("q quits")

    # Links

    def action_follow(self) -> None:
        """Follow the only link of the sentence, or ask which."""
        from reader.screens.links import LinkChoice, links_in  # noqa: PLC0415 - as with the help

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
        from reader.screens.help import Page  # noqa: PLC0415 - not before the first page
        from reader.screens.links import WEB, footnote_at, heading_at  # noqa: PLC0415 - likewise

        article = self.article
        if link.kind == "footnote":
            if footnote := footnote_at(article, link.target):
                words = Text(footnote.of(article.text))
                self.app.push_screen(Page(f"Footnote {link.target}", words))
            else:
                self.say(f"There is no footnote {link.target}")
        elif link.target in article.targets:
            self.jump(article.targets[link.target])
        elif link.target.startswith("#"):
            if heading := heading_at(article, link.target):
                self.jump(heading.start)
            else:
                self.say(f"There is no heading {link.target} in this text")
        elif link.target.lower().startswith(WEB):
            self._open(link.target)
        elif article.is_part and article.media_type == EPUB:
            self.say("Where this link leads is not there yet")
        else:
            self.app.copy_to_clipboard(link.target)
            self.say(f"Copied {link.target}")

    def _open(self, address: str) -> None:
        """Hand an address on to the browser; where there is none, the reader may have another."""
        import webbrowser  # noqa: PLC0415 - not before the first page

        if webbrowser.open(address):
            self.say(f"Opened {address}")
        else:
            self.app.copy_to_clipboard(address)
            self.say(f"There is no browser to open it; copied {address}")

    # Tags

    def action_rename_tag(self) -> None:
        """Give a tag another name, here or in all articles."""
        from reader.screens.tagging import RenamePrompt  # noqa: PLC0415 - not before the first page

        self.app.push_screen(RenamePrompt(self.known_tags), self._rename_tag)

    async def _rename_tag(self, renaming: TagRenaming | None) -> None:
        if renaming is None:
            self.say("No tag was renamed")
            return
        step = await self.write(lambda: self._renamed(renaming)) or Step()
        now = f"#{renaming.old} is #{renaming.new} now, on {counted(step.count)}"
        self.say_saved("; ".join((now if step else f"No note has #{renaming.old}", *step.failed)))

    def _renamed(self, renaming: TagRenaming) -> Step:
        """Rename a tag in this journal and, if asked for, in all others; called in a thread."""
        files = all_notes_files(self.library) if renaming.everywhere else ()
        others = [path for path in files if path.resolve() != self.journal.path]
        return rename_tag(self.journal, renaming.old, renaming.new, others)

    # Keys and hints

    @cached_property
    def keymap(self) -> dict[str, str]:
        """The reader's own keys, as Textual wants them."""
        return {
            name: ",".join("comma" if key == "," else key for key in keys)
            for name, keys in self.settings.keymap.items()
        }

    @cached_property
    def _commands_by_key(self) -> dict[str, Command]:
        return commands_by_key(self.keymap)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command can do something now; else its key is dead and its hint is gone."""
        command = by_action(action)
        return True if command is None else self.holds(command.when)

    def take_key(self, event: events.Key) -> bool:
        """A key that can do nothing now says why.

        One that waits for a letter is obeyed here: the letter may come before Textual looks at
        its bindings.
        """
        if super().take_key(event):
            return True
        names = (event.key, event.character or event.key)
        command = next(filter(None, map(self._commands_by_key.get, names)), None)
        if command is None or self._is_of_pane(event.key):
            return False
        if not self.holds(command.when):
            is_early = command.when == "priorities" and not self.points.are_found
            self.say("Still looking for the priorities" if is_early else WHY_NOT[command.when])
        elif command.id in _WITH_LETTER:
            event.stop()
            _WITH_LETTER[command.id](self)
            return True
        return False

    def _is_of_pane(self, key: str) -> bool:
        """Whether the pane that has the keys makes something of this one itself."""
        if self.focused is self.view:
            return False
        active = self.active_bindings.get(key)
        return active is not None and active.node is not self

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
