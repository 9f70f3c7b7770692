"""The program on the terminal."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.driver import Driver
from textual.theme import Theme

from article import Article, ArticleError
from reader import folders
from reader.annotations.errors import AnnotationsError, NotesUnwritable
from reader.annotations.journal import Journal
from reader.annotations.snapshots import Snapshots
from reader.commands import COMMANDS, keys_of
from reader.kept_stretch import file_stamp, keep_stretch
from reader.library import Entry, Library, own_library
from reader.notes_file import described, notes_path_for, prune_snapshots
from reader.opening import passage_at, text_to_read
from reader.options import ReadingOptions
from reader.screens.growing import Rest
from reader.screens.reading import ReadingScreen
from reader.settings import Settings, load_settings, remember_theme, theme_in_use
from reader.themes import COLORS, DARK, LIGHT
from reader.typed_keys import TypedKeys

if TYPE_CHECKING:
    from reader.beside import ParsedBeside
    from reader.terminal import Terminal


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
            usable = [c for c in COMMANDS if screen.holds(c.when) and c.id != "palette"]
            for sentence, same in groupby(usable, key=lambda command: command.help):
                commands = [*same]
                keys = keys_of(commands, screen.keymap)
                yield f"{sentence.rstrip('.')}  ({keys})", commands[0].action

    async def _run(self, action: str) -> None:
        await self.screen.run_action(action)


class PostilApp(TypedKeys, inherit_bindings=False):
    """Postil. Its keys are those of its table of commands, and no others of Textual's."""

    TITLE = "Postil"
    CSS_PATH = Path(__file__).parent / "reader.tcss"
    COMMANDS: ClassVar[set[type[Provider]]] = {CommandProvider}  # type: ignore[assignment]
    ENABLE_COMMAND_PALETTE = False  # else Ctrl-p opens it over every screen

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
        width: int | None = None,
        messages: Iterable[str] = (),
        theme: str = "",
        rest: Rest | None = None,
        complete: Callable[[Article], None] | None = None,
        driver_class: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class)
        self.use_command_palette = True
        for name, colors in COLORS.items():
            self.register_theme(_theme(name, colors))
        self.failure: ArticleError | AnnotationsError | None = None
        """Why there is nothing to read any more."""
        self.messages = [*messages]
        if theme and theme not in self.available_themes:
            self.messages.append(f"There is no theme {theme}")
        self._begin_in(theme if theme in self.available_themes else DARK)
        self.settings = settings
        in_turn = (LIGHT, DARK) if self.current_theme.dark else (DARK, LIGHT)
        wished = [name for name in (self.theme, settings.theme) if name in self.available_themes]
        self._themes = [*dict.fromkeys((*wished, *in_turn))]
        """Those that take turns: light, dark, and the reader's own."""
        self.reading = ReadingScreen(
            article,
            settings,
            journal,
            snapshots,
            library,
            entry,
            at=at,
            width=width,
            rest=rest,
            complete=complete,
        )

    def _begin_in(self, theme: str) -> None:
        """Begin in a theme; if it were assigned, all style sheets would be read for it twice."""
        self.set_reactive(PostilApp.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What another program's theme does not say."""
        return COLORS[DARK if self.current_theme.dark else LIGHT]

    def get_default_screen(self) -> ReadingScreen:
        """Reading is all there is."""
        return self.reading

    def on_mount(self) -> None:
        """Tell what is odd, take the reader's keys."""
        self.set_keymap(self.reading.keymap)
        self.start_taking_keys()
        if self.messages:
            self.reading.call_after_refresh(self.reading.say, "; ".join(self.messages))

    def key_is_done(self) -> None:
        """What an earlier key did is old news."""
        self.reading.end_old_message()

    @on(ReadingScreen.Failed)
    def _failed(self, event: ReadingScreen.Failed) -> None:
        """Leave, and say why on the shell's own screen."""
        self.failure = event.error
        self.exit()

    async def action_quit(self) -> None:
        """Leave; place and progress are kept, and notes never go unasked."""
        await self.reading.remember()
        if self.reading.may_leave():
            self.exit()

    def action_toggle_theme(self) -> None:
        """Light, dark, or the reader's own theme; kept for the next time."""
        self.theme = self._themes[(self._themes.index(self.theme) + 1) % len(self._themes)]
        try:
            remember_theme(self.theme, self.settings, folders.choices_file())
        except OSError:
            self.reading.say(f"The theme is {self.theme}, but only for this time")
        else:
            self.reading.say(f"The theme is {self.theme}")


def _theme(name: str, colors: dict[str, str]) -> Theme:
    known = {color: value for color, value in colors.items() if color in Theme.__annotations__}
    return Theme(name, dark=name == DARK, variables=colors, **known)  # type: ignore[arg-type]


def _driver_on(terminal: Terminal | None) -> type[Driver] | None:
    """Textual's driver for the terminal, as it is now; None for Textual's own choice."""
    if sys.platform == "win32":
        return None
    from reader.driver import PromptDriver  # noqa: PLC0415 - for Unix alone
    from reader.terminal import Terminal  # noqa: PLC0415 - likewise

    # To Textual a class; it only ever calls it.
    return partial(PromptDriver, terminal=terminal or Terminal())  # type: ignore[return-value]


def run(
    source: str | None,
    options: ReadingOptions,
    terminal: Terminal | None = None,
    parsed: ParsedBeside | None = None,
) -> int:
    """Open a text and read it until the reader leaves; the exit code.

    The first screen may stand already on the terminal, and another process may parse the text.

    Raises:
        ArticleError: the text cannot be read.
        ReaderError: there is no such priority or quote, or the notes cannot be read.
    """
    library = own_library()
    growths = (
        text_to_read(source, library, options.media_type) if parsed is None else parsed.growths()
    )
    article = next(growths).article
    opened = file_stamp(Path(article.source))
    if options.at is not None:  # it may be anywhere
        article = next((g.article for g in growths if not g.article.is_part), article)
    take_keyboard()
    settings, problems = load_settings(folders.settings_file())
    entry = library.entry_for(article)
    notes_file = notes_path_for(article, library, options.notes, entry)
    journal = Journal.open(notes_file, about=described(article))
    app = PostilApp(
        article,
        journal,
        Snapshots(folders.snapshots_folder()),
        library,
        entry,
        settings,
        at=None if options.at is None else passage_at(article, options.at).start,
        width=options.width,
        messages=[
            *article.remarks,
            *(f"config.toml: {problem}" for problem in (*problems, *_odd_keys(settings))),
            *journal.problems,
            *filter(None, [library.damage]),
        ],
        theme=options.theme or theme_in_use(settings, folders.choices_file()),
        rest=Rest(growths, options.notes) if article.is_part else None,
        complete=None if parsed is None else parsed.complete,
        driver_class=_driver_on(terminal),
    )
    loop = asyncio.new_event_loop()
    app.run(loop=loop)
    loop.close()  # without waiting for a thread that still looks for points in a long text
    app.reading.end_annotating()
    if app.reading.has_deleted:
        prune_snapshots(library, app.reading.snapshots)
    if terminal is not None:
        _keep_stretch(app.reading, options, opened)
    if app.failure is not None:
        raise app.failure
    if not app.reading.journal.is_saved:
        raise NotesUnwritable(app.reading.journal.trouble)
    return 1 if app.return_code is None else app.return_code  # None: Textual could not go on


def _keep_stretch(
    reading: ReadingScreen, options: ReadingOptions, opened: list[int] | None
) -> None:
    """Keep what the next sitting shows first, if the file and its place are as they are here."""
    article, entry = reading.article, reading.library.entry_at(reading.article.source)
    if entry is None or entry.path is None or entry.place is None or article.is_part:
        return
    if opened is not None and opened == file_stamp(Path(article.source)):
        shown = reading.blocks_shown(entry.place.position)
        keep_stretch(article, entry.place, shown, entry.path, options.media_type)


def _odd_keys(settings: Settings) -> Iterable[str]:
    if not settings.keymap:
        return ()
    from reader.keymap import oddities  # noqa: PLC0415 - most readers keep the keys

    return oddities(settings.keymap)


def take_keyboard() -> None:
    """Let the keys come from the terminal when standard input is something else."""
    if not os.isatty(0):
        terminal = os.open("/dev/tty", os.O_RDONLY)
        os.dup2(terminal, 0)
        os.close(terminal)
