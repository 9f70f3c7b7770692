"""A whole Postil on a terminal in memory, with folders of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot

from article import open_article
from article.growing import Growth, grow
from article.source import read as read_source
from reader.annotations.journal import Journal
from reader.annotations.snapshots import Snapshots
from reader.app import PostilApp
from reader.library import Library
from reader.notes_file import described, notes_path_for
from reader.screens.growing import Rest
from reader.screens.reading import ReadingScreen
from reader.settings import Settings

OP_ED = """\
---
title: What to do about the river
author: A. Writer
---

The river rose again last week, and the town was not ready. It never is. The mayor says that nobody
could have known, although everybody did.

First, the walls have to be mended before the winter. They were built by our grandparents. Nobody
has looked at them since, and it shows in every photograph of the flood.

Second, the people on the island must be told the truth. Their houses cannot be *saved* by walls.
They can be moved, and the money for it is there.

Third, the dam upstream needs an owner. Two counties share it and neither pays for it.

Finally, we should stop pretending that a flood is an act of God. It is an act of the budget.

None of this is new. It has been written in four reports, and the reports are in the archive, on the
lower shelves, where the water reached them.
"""


STRETCH = 2_000
"""Characters of the first part of a text that grows."""


@dataclass
class Reading:
    """What a story looks at."""

    pilot: Pilot[None]
    app: PostilApp
    notes_file: Path

    @property
    def screen(self) -> ReadingScreen:
        return self.app.reading

    @property
    def ruled(self) -> str:
        """The words of the current sentence."""
        assert self.screen.ruler is not None
        return self.screen.ruler.of(self.screen.article.text)

    @property
    def message(self) -> str:
        return self.screen.key_row.message

    @property
    def rows(self) -> list[str]:
        """The rows of the article pane as they are drawn."""
        view = self.screen.view
        return [strip.text.rstrip(" ┃") for strip in view.render_lines(view.size.region)]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, words: str) -> None:
        for character in words:
            await self.pilot.press("space" if character == " " else character)
        await self.pilot.pause()


Open = Callable[..., AbstractAsyncContextManager[Reading]]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a text, or open it again: `async with read(text) as reading`."""
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"POSTIL_{kind}_DIR", str(tmp_path / kind.lower()))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")

    @asynccontextmanager
    async def opened(
        text: str = OP_ED,
        name: str = "river.md",
        size: tuple[int, int] = (120, 40),
        settings: Settings | None = None,
        at: int | None = None,
        width: int | None = None,
        growing: Callable[[Iterator[Growth]], Iterator[Growth]] | None = None,
        offset: int = 0,
        theme: str = "",
    ) -> AsyncIterator[Reading]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        growths = growing(grow(read_source(path), offset, STRETCH)) if growing else None
        article = next(growths).article if growths else open_article(path)
        library = Library(tmp_path / "state", tmp_path / "data")
        notes_file = notes_path_for(article, library)
        journal = Journal.open(notes_file, about=described(article))
        entry = library.entry_for(article)
        snapshots = Snapshots(tmp_path / "snapshots")
        rest = Rest(growths) if growths else None
        app = PostilApp(
            article,
            journal,
            snapshots,
            library,
            entry,
            settings or Settings(),
            at=at,
            width=width,
            rest=rest,
            theme=theme,
        )
        async with app.run_test(size=size) as pilot:
            if rest is None:
                await app.workers.wait_for_complete()
            await pilot.pause()
            yield Reading(pilot, app, notes_file)
            await app.action_quit()
        app.reading.end_annotating()

    return opened
