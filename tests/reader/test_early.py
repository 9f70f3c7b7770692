"""The first screen is that of the text as it is when all of it is parsed."""

from __future__ import annotations

from pathlib import Path

import pytest

from article import open_article
from reader.early import first_screen, screen_of
from reader.options import ReadingOptions
from reader.place import Place

PLAIN = (
    "It is *said* that nobody looks at the walls of the town before there is a [flood](f.md).\n\n"
)
TABLE = "| stone | weight |\n|---|---:|\n| old | 12 |\n\n"
TEXTS = {
    "plain to its end": "# Walls\n\n" + PLAIN * 3,
    "plain for a screen": "# Walls\n\n## Stones\n\n" + PLAIN * 30 + TABLE,
    "not plain before the screen ends": "# Walls\n\n" + PLAIN * 3 + TABLE + PLAIN * 30,
    "a short section that ends plain": f"# Walls\n\n{PLAIN}## Stones\n\n{PLAIN}{TABLE}",
    "a title that comes later": PLAIN * 30 + TABLE + "# Walls\n\n" + PLAIN,
    "a title in front": "---\ntitle: The walls\n---\n\n" + PLAIN * 30 + TABLE,
    "nothing plain": TABLE + PLAIN,
}


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"POSTIL_{kind}_DIR", str(tmp_path / kind))


@pytest.mark.parametrize("size", [(120, 40), (40, 12), (200, 90)])
@pytest.mark.parametrize("name", TEXTS)
def test_it_is_that_of_the_whole_text(tmp_path: Path, name: str, size: tuple[int, int]):
    path = tmp_path / "walls.md"
    path.write_text(TEXTS[name], encoding="utf-8")
    screen = first_screen(str(path), ReadingOptions(), size)
    assert screen
    assert screen == screen_of(open_article(path), Place(), ReadingOptions(), size)


def test_a_part_that_does_not_fill_the_screen_has_none(tmp_path: Path):
    path = tmp_path / "long.md"
    path.write_text("# Walls\n\n" + PLAIN * 200, encoding="utf-8")
    assert first_screen(str(path), ReadingOptions(), (120, 40))
    assert not first_screen(str(path), ReadingOptions(), (120, 400))
