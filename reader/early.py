"""The first screen of a text, drawn before Textual is loaded.

Loading Textual takes some tenths of a second. Meanwhile the reader already reads: these are the
rows that the reading screen shows when it takes over, at the same cells and in the same colours,
made by the same functions from the few kilobytes around the place.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import lru_cache

from article import Article
from reader import folders
from reader.kept_stretch import kept_stretch
from reader.library import own_library
from reader.opening import file_to_read, opening_screenful
from reader.options import ReadingOptions
from reader.place import Place, found_in
from reader.settings import load_settings, theme_in_use
from reader.themes import COLORS, DARK, LOOKS
from reader.view.cells import fitted, width_of
from reader.view.frame import (
    ANNOTATIONS,
    KEY_ROWS,
    SIDEBAR,
    SMALLEST,
    TITLE_ROWS,
    WITH_ANNOTATIONS,
    WITH_SIDEBAR,
    Frame,
    frame_in,
    title_share,
)
from reader.view.layout import Layout, Row, RowPlace
from reader.view.pages import pages_of
from reader.view.runs import Run, runs_of

_OF_256_COLORS = ("256color", "kitty")
"""Endings of the names of terminals; others have sixteen colours. It is Rich's own rule."""
_CODES = {"bold": "1", "italic": "3", "underline": "4", "reverse": "7", "strike": "9"}


def first_screen(
    source: str | None, options: ReadingOptions, size: tuple[int, int], *, at_once: bool = False
) -> str:
    """What a terminal of so many cells and rows shows first of a text, at the library's place.

    It is empty where nothing can be shown so soon: for what `opening_screenful` has nothing of, at
    all or `at_once`; places that only the whole text tells, other programs' themes, tiny terminals.
    """
    if options.at is not None:
        return ""
    library = own_library()
    path = file_to_read(source, library)
    if path is None:
        return ""
    media_type = options.media_type
    found = kept_stretch(path, library.file_at(str(path)), media_type) or opening_screenful(
        path, library, media_type, at_once=at_once
    )
    return screen_of(*found, options, size) if found else ""


def screen_of(
    article: Article, place: Place, options: ReadingOptions, size: tuple[int, int]
) -> str:
    """What a terminal of so many cells and rows shows first of an article at a place.

    It is empty where that cannot be told: of a part of a text that does not fill the screen.
    """
    columns, rows = size
    if not article.blocks:
        return ""
    settings, _ = load_settings(folders.settings_file())
    theme = options.theme or theme_in_use(settings, folders.choices_file()) or DARK
    if theme not in COLORS or columns < SMALLEST[0] or rows < SMALLEST[1]:
        return ""
    column = options.width or place.width or settings.width
    width = columns
    for needed, taken in ((WITH_SIDEBAR, SIDEBAR), (WITH_ANNOTATIONS, ANNOTATIONS)):
        width -= taken if columns >= needed else 0
    height = rows - TITLE_ROWS - KEY_ROWS
    frame = frame_in(width, column)
    left = Run(" " * (SIDEBAR if columns >= WITH_SIDEBAR else 0), ())
    page = _rows(article, place, frame, height)
    if not page:
        return ""
    title = fitted(article.title, min(width_of(article.title), title_share(columns)))
    screen = [
        [Run(f" {title}", ("row-cursor",))],
        *([left, *runs] for runs in page),
        *([] for _ in range(height - len(page))),
        [Run("", ("row-cursor",))],
    ]
    paint = _Paint(COLORS[theme])
    return "".join(f"\x1b[{y};1H{paint.row(runs, columns)}" for y, runs in enumerate(screen, 1))


def _rows(article: Article, place: Place, frame: Frame, height: int) -> list[Iterator[Run]]:
    """The rows of the text that are seen at a place, where the current sentence is seen, too.

    There are none if the article is only a part of the text, and begins or ends among them, or
    if only the whole can tell where their section ends.
    """
    place = found_in(place, article)
    block = article.block_at(place.position)
    pages = [range(len(article.blocks))] if place.mode == "whole" else pages_of(article)
    shown = next(page for page in pages if block < page.stop)
    layout = Layout(article.text, article.blocks, frame.column, shown)
    top = layout.clamped(layout.place_of(place.position), height)
    ruler = layout.place_of(place.ruler)
    if not top <= ruler < layout.moved(top, height - 1):
        top = layout.clamped(layout.moved(ruler, -(height // 3)), height)

    def runs(row: Row) -> Iterator[Run]:
        return runs_of(article.text, article.blocks[row.block], row, (), frame)

    rows = layout.screenful(top, height)
    is_short = len(rows) < height
    is_divided = place.mode == "section" and _is_divided_by_series(article)
    is_at_end = is_short and (shown.stop == len(article.blocks) or is_divided)
    is_moved_up = top < layout.place_of(place.position)
    is_cut = is_moved_up or (is_short and article.around > 0)
    if article.is_part and (is_at_end or (is_cut and top == RowPlace(0, 0))):
        return []
    return [runs(row) for row in rows]


def _is_divided_by_series(article: Article) -> bool:
    """Whether its sections are items of an enumeration, which may not be the main one of it all."""
    return any(section.origin == "derived" for section in article.sections[1:])


class _Paint:
    """A theme's colours as the escape codes of the terminal in use."""

    def __init__(self, colors: Mapping[str, str]) -> None:
        self._colors = colors
        self._is_grey = "NO_COLOR" in os.environ
        self._is_true = os.environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit")
        self._codes = lru_cache(maxsize=None)(self._codes_of)

    def row(self, runs: list[Run], columns: int) -> str:
        """Some runs, and the ground of the last of them up to the end of the row."""
        cells = sum(width_of(run.text) for run in runs)
        fill = runs[-1].looks if len(runs) == 1 else ()
        filled = [*runs, Run(" " * max(0, columns - cells), fill)]
        return "".join(f"\x1b[0;{self._codes(run.looks)}m{run.text}" for run in filled)

    def _codes_of(self, looks: tuple[str, ...]) -> str:
        color = ground = ""
        attributes: dict[str, None] = {}
        for look in (LOOKS[name] for name in ("text", *looks)):
            color, ground = look.color or color, look.ground or ground
            attributes |= dict.fromkeys(look.attributes.split())
        codes = [_CODES[attribute] for attribute in attributes]
        return ";".join([*codes, self._code(color, 38), self._code(ground, 48)])

    def _code(self, name: str, layer: int) -> str:
        """The code of a colour, of the characters (38) or of the ground below them (48)."""
        rgb = tuple(bytes.fromhex(self._colors[name][1:]))
        if self._is_grey:  # as Textual does it
            rgb = (round(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]),) * 3
        if self._is_true:
            return f"{layer};2;{rgb[0]};{rgb[1]};{rgb[2]}"
        from rich.color import Color, ColorSystem  # noqa: PLC0415 - few terminals need it

        is_of_256 = os.environ["TERM"].lower().endswith(_OF_256_COLORS)
        system = ColorSystem.EIGHT_BIT if is_of_256 else ColorSystem.STANDARD
        codes = Color.from_rgb(*rgb).downgrade(system).get_ansi_codes(foreground=layer == 38)
        return ";".join(codes)
