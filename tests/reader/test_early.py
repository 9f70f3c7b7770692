"""The first screen is that of the text as it is when all of it is parsed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from article import open_article
from reader.early import first_screen, screen_of
from reader.library import own_library
from reader.options import ReadingOptions
from reader.place import Place, place_at

PLAIN = (
    "It is *said* that nobody looks at the walls of the town before there is a [flood](f.md).\n\n"
)
TABLE = "| stone | weight |\n|---|---:|\n| old | 12 |\n\n"
TEXTS = {
    "title alone": "# Walls\n",
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


def remember(path: Path, place: Place) -> None:
    library = own_library()
    library.remember(replace(library.entry_for(open_article(path)), place=place))


@pytest.mark.parametrize("size", [(120, 40), (40, 12), (200, 90)])
@pytest.mark.parametrize("name", TEXTS)
def test_what_is_there_at_once_is_no_other(tmp_path: Path, name: str, size: tuple[int, int]):
    path = tmp_path / "walls.md"
    path.write_text(TEXTS[name], encoding="utf-8")
    at_once = first_screen(str(path), ReadingOptions(), size, at_once=True)
    assert at_once in ("", first_screen(str(path), ReadingOptions(), size))
    assert at_once or not name.startswith("plain")
    assert not at_once or name not in ("nothing plain", "a title that comes later")


@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_a_place_in_the_opening_and_any_in_plain_text_is_there_at_once(tmp_path: Path, suffix: str):
    path = tmp_path / f"walls{suffix}"
    years = "".join(f"The wall of year {n}.\n\n" for n in range(2000))
    path.write_text(f"# Walls\n\n{years}", encoding="utf-8")
    article = open_article(path)
    for year, is_there in ((20, True), (1500, suffix == ".txt")):
        place = place_at(article.text, article.text.index(f"The wall of year {year}."), ruler=0)
        place = place._replace(ruler=place.position)
        remember(path, place)
        screen = first_screen(str(path), ReadingOptions(), (120, 40))
        assert screen == screen_of(article, place, ReadingOptions(), (120, 40))
        at_once = first_screen(str(path), ReadingOptions(), (120, 40), at_once=True)
        assert at_once == (screen if is_there else "")


@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_a_page_that_ends_with_an_item_of_a_part_has_none(tmp_path: Path, suffix: str):
    path = tmp_path / f"walls{suffix}"
    few = "Walls cost money.\n\nFirst, they are high.\n\nSecond, they are old.\n\n"
    words = "Nobody looks at them, and nobody has ever said why that is so.\n\n" * 400
    most = "".join(f"{n}. The wall of year {n} has to go. {words[:300]}\n\n" for n in range(1, 9))
    path.write_text(few + words + most, encoding="utf-8")
    size = (80, 24)
    screen = first_screen(str(path), ReadingOptions(), size)
    assert screen in ("", screen_of(open_article(path), Place(), ReadingOptions(), size))


@pytest.mark.parametrize("rows", [12, 40, 200, 400, 600])
def test_a_part_that_begins_too_near_to_the_place_has_none(tmp_path: Path, rows: int):
    path = tmp_path / "walls.md"
    years = "".join(f"The wall of year {n}.\n\n" for n in range(900))
    path.write_text(f"# Walls\n\n{years}## Stones\n\n{years}", encoding="utf-8")
    article = open_article(path)
    position = article.text.index("The wall of year 899.")
    place = place_at(article.text, position, ruler=position)
    remember(path, place)
    screen = first_screen(str(path), ReadingOptions(), (80, rows))
    assert bool(screen) == (rows <= 200)
    assert not screen or screen == screen_of(article, place, ReadingOptions(), (80, rows))


def test_a_place_whose_words_have_moved_is_not_there_at_once(tmp_path: Path):
    path = tmp_path / "walls.md"
    path.write_text("# Walls\n\n" + PLAIN * 30, encoding="utf-8")
    remember(path, place_at(open_article(path).text, 0, ruler=0))
    assert first_screen(str(path), ReadingOptions(), (120, 40), at_once=True)
    path.write_text("# Stones\n\n" + PLAIN * 30, encoding="utf-8")
    assert not first_screen(str(path), ReadingOptions(), (120, 40), at_once=True)
    assert first_screen(str(path), ReadingOptions(), (120, 40))


def test_a_name_that_is_too_long_for_a_file_has_no_first_screen():
    for at_once in (True, False):
        assert not first_screen(f"{'wall' * 80}.md", ReadingOptions(), (120, 40), at_once=at_once)
