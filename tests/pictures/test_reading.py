"""The picture in the README is what the program shows of a web page.

After a change of the screen, `POSTIL_TAKE_PICTURES=1 pytest tests/pictures` takes it anew; look at
it before you commit it.
"""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path

import pytest

from article import open_article
from article.shipped import shipped_article
from reader.annotations.journal import Journal
from reader.annotations.snapshots import Snapshots
from reader.app import PostilApp
from reader.library import Library
from reader.settings import Settings

PICTURE = Path(__file__).with_name("reading.svg")
PAGE = Path(__file__).parents[1] / "pages" / "talks-with-north-korea.html"
"""The shipped article as a newspaper's site would have it, with all that stands around."""


def words_of(svg: str) -> list[str]:
    """The words of a picture, piece by piece."""
    return [
        words
        for piece in re.findall(r"<text[^>]*>([^<]*)</text>", svg)
        if (words := unescape(piece).replace("\xa0", " ").strip())
    ]


async def take_picture(folder: Path) -> str:
    article = open_article(PAGE)
    library = Library(folder / "state", folder / "data")
    app = PostilApp(
        article,
        Journal.open(folder / "notes.jsonl"),
        Snapshots(folder / "snapshots"),
        library,
        library.entry_for(article),
        Settings(),
    )
    async with app.run_test(size=(136, 36)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("z", "1", "h", ")", "a")
        for character in "is this the author's claim?":
            await pilot.press("space" if character == " " else character)
        await pilot.press("tab", *"leverage", "tab", "right", "right", "ctrl+s", ")")
        await pilot.pause()
        return app.export_screenshot(title=f"postil {PAGE.name}")


async def test_the_picture_in_the_readme_is_the_real_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setenv("COLORTERM", "truecolor")
    svg = await take_picture(tmp_path)
    if os.environ.get("POSTIL_TAKE_PICTURES"):
        PICTURE.write_text(re.sub(r"terminal-\d+", "terminal", svg), encoding="utf-8")
    assert words_of(svg) == words_of(PICTURE.read_text(encoding="utf-8"))


def test_of_the_page_in_the_picture_nothing_is_read_but_the_article() -> None:
    with shipped_article() as path:
        shipped = open_article(path)
    article = open_article(PAGE)
    assert article.text == f"{shipped.title}\n{shipped.text}"
    assert article.title == shipped.title
    left_out = " ".join(one.text for one in article.residue)
    for words in ("214 partners", "Advertisement", "in your inbox at six", "railings", "a goat"):
        assert words in left_out
