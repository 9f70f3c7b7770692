"""The program on the terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.command import DiscoveryHit, Hit, Hits, Provider

from article import Article
from reader import folders
from reader.annotations.errors import NotesUnwritable
from reader.annotations.journal import Journal
from reader.annotations.snapshots import Snapshots
from reader.commands import COMMANDS
from reader.library import Entry, Library, own_library
from reader.notes_file import described, notes_path_for, prune_snapshots
from reader.opening import article_to_read, passage_at
from reader.options import ReadingOptions
from reader.screens.reading import ReadingScreen
from reader.settings import Settings, load_settings, remember_theme, theme_in_use
from reader.themes import DARK, LIGHT, THEMES


class CommandProvider(Provider):
    """The command table, for the palette."""

    async def discover(self) -> Hits:
        """All commands that can do something now."""
        for words, action in self._usable():
            yield DiscoveryHit(words, lambda action=action: self._run(action), help=None)

    async def search(self, query: str) -> Hits:
        """The commands whose help has the words."""
        matcher = self.matcher(query)
        for words, action in self._usable():
            if (score := matcher.match(words)) > 0:
                yield Hit(score, matcher.highlight(words), lambda action=action: self._run(action))

    def _usable(self) -> Iterable[tuple[str, str]]:
        screen = self.screen
        if isinstance(screen, ReadingScreen):
            for command in COMMANDS:
                if screen.holds(command.when) and command.id != "palette":
                    keys = command.keys_in_words(screen.keymap)
                    yield f"{command.help.rstrip('.')}  ({keys})", command.action

    async def _run(self, action: str) -> None:
        await self.screen.run_action(action)


class PostilApp(App[None]):
    """Postil."""

    TITLE = "Postil"
    CSS_PATH = Path(__file__).parent / "reader.tcss"
    COMMANDS: ClassVar[set[type[Provider]]] = {CommandProvider}  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        article: Article,
        journal: Journal,
        snapshots: Snapshots,
        library: Library,
        entry: Entry,
        settings: Settings,
        *,
        at: int | None = None,
        messages: Iterable[str] = (),
        theme: str = "",
    ) -> None:
        super().__init__()
        for own in THEMES:
            self.register_theme(own)
        self.messages = [*messages]
        if theme and theme not in self.available_themes:
            self.messages.append(f"There is no theme {theme}")
        self.theme = theme if theme in self.available_themes else DARK.name
        self.settings = settings
        self.reading = ReadingScreen(article, settings, journal, snapshots, library, entry, at=at)

    def get_default_screen(self) -> ReadingScreen:
        """Reading is all there is."""
        return self.reading

    def on_mount(self) -> None:
        """Tell what is odd, take the reader's keys."""
        self.set_keymap(self.reading.keymap)
        if self.messages:
            self.reading.say("; ".join(self.messages))

    async def action_quit(self) -> None:
        """Leave; place and progress are kept, and notes never go unasked."""
        self.reading.remember()
        if self.reading.may_leave():
            self.exit()

    def action_toggle_theme(self) -> None:
        """Light or dark; kept for the next time."""
        self.theme = LIGHT.name if self.current_theme.dark else DARK.name
        try:
            remember_theme(self.theme, self.settings, folders.choices_file())
        except OSError:
            self.reading.say(f"The theme is {self.theme}, but only for this time")
        else:
            self.reading.say(f"The theme is {self.theme}")


def run(source: str | None, options: ReadingOptions) -> int:
    """Open a text and read it until the reader leaves; the exit code.

    Raises:
        ArticleError: the text cannot be read.
        ReaderError: there is no such priority or quote, or the notes cannot be read.
    """
    library = own_library()
    article = article_to_read(source, library, options.media_type)
    take_keyboard()
    settings, problems = load_settings(folders.settings_file())
    entry = library.entry_for(article)
    notes_file = notes_path_for(article, library, options.notes, entry)
    journal = Journal.open(notes_file, about=described(article))
    if options.width:
        settings = replace(settings, width=options.width)
    app = PostilApp(
        article,
        journal,
        Snapshots(folders.snapshots_folder()),
        library,
        entry,
        settings,
        at=None if options.at is None else passage_at(article, options.at).start,
        messages=[
            *article.remarks,
            *(f"config.toml: {problem}" for problem in (*problems, *unknown_commands(settings))),
            *journal.problems,
            *filter(None, [library.damage]),
        ],
        theme=options.theme or theme_in_use(settings, folders.choices_file()),
    )
    app.run()
    journal.close()
    if app.reading.has_deleted:
        prune_snapshots(library, app.reading.snapshots)
    if not journal.is_saved:
        raise NotesUnwritable(journal.trouble)
    return app.return_code or 0


def take_keyboard() -> None:
    """Let the keys come from the terminal when standard input is something else."""
    if not os.isatty(0):
        terminal = os.open("/dev/tty", os.O_RDONLY)
        os.dup2(terminal, 0)
        os.close(terminal)


def unknown_commands(settings: Settings) -> list[str]:
    """What the reader's keymap names that is no command."""
    known = {command.id for command in COMMANDS}
    return [f"there is no command {name!r}" for name in settings.keymap if name not in known]
