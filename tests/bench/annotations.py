"""How long 10,000 notes take to load and join, one change to reach the disk, a key to be done.

    python tests/bench/annotations.py [--notes 10000] [--folder FOLDER]

Two laptops have the same notes; on each, one in twenty was changed since.
Figures are milliseconds: the median and the best of several runs by the clock, and the processor's
time, which says more on a machine that others use too. Keys are pressed on a terminal in memory,
which waits some 80 ms after each; the processor's time has no part of that.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from article import Anchor, describe, open_article
from reader.annotations.annotation_set import AnnotationSet, read
from reader.annotations.changes import Change, changed, made
from reader.annotations.ids import uuid7
from reader.annotations.journal import Journal
from reader.annotations.model import About
from reader.annotations.snapshots import Snapshots
from reader.app import PostilApp
from reader.library import Library
from reader.notes_file import described
from reader.settings import Settings

WORDS = [
    "harbour",
    "ledger",
    "winter",
    "promise",
    "border",
    "signal",
    "quarry",
    "margin",
    "lantern",
    "treaty",
]
NOTED = Change(note=("a note of some words",), tags=("margin",), color="blue")
KEYS = (
    *(("a line down", "j"), ("a sentence on", ")"), ("a sentence on", ")")),
    *(("another colour", "h"), ("undone", "u"), ("done again", "ctrl+r"), ("deleted", "d")),
    *(("a highlight", "h"), ("the panel hidden", "A"), ("and shown", "A"), ("a note down", "j")),
    *(("to the last note", "G"), ("chosen", "enter"), ("another colour there", "h")),
)
"""What is done with 10,000 notes on the screen, and the key that does it."""
SETTLED = 2.5
"""Seconds after which all is drawn."""
NOW = "2024-05-06T07:08:09.000+00:00"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="on the disk that is to be measured")
    options = parser.parse_args()
    chance = random.Random(7)
    base = notes(options.notes, chance)
    here = edited(base, slice(0, None, 20), "one", chance)
    there = edited(base, slice(10, None, 20), "two", chance)
    once = content(base)
    union = content(here) + content(there)
    print(f"{options.notes} notes, {len(once) / 1e6:.1f} MB          median    best     cpu")
    show("load", lambda: list(read(once).annotations))
    show("load and join two files in one", lambda: list(read(union).annotations))
    show("join in memory", lambda: list(here.joined(there)))
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path = Path(folder) / "notes.jsonl"
        path.write_bytes(once)
        save(path, base, chance)
        asyncio.run(keys(Path(folder), options.notes, chance))


async def keys(folder: Path, count: int, chance: random.Random) -> None:
    """Press keys in a text of 1.4 sentences for each note."""
    os.environ |= {
        f"POSTIL_{kind}_DIR": str(folder) for kind in ("DATA", "CONFIG", "CACHE", "STATE")
    }
    paragraphs = [". ".join(words(chance, 12) for _ in range(7)) for _ in range(count // 5)]
    path = folder / "long.txt"
    path.write_text(".\n\n".join(paragraphs) + ".\n", encoding="utf-8")
    article = open_article(path)
    anchors = [describe(article.text, one) for one in article.sentences[:count]]
    records = [
        made(uuid7(number, chance.randbytes(10)), "first", NOW, "Anna", anchor, NOTED)
        for number, anchor in enumerate(anchors)
    ]
    notes_file = folder / "long.notes.jsonl"
    notes_file.write_bytes(content(AnnotationSet().with_records(*records)))
    journal = Journal.open(notes_file, about=described(article))
    library = Library(folder / "state", folder / "data")
    snapshots = Snapshots(folder / "snapshots")
    entry = library.entry_for(article)
    app = PostilApp(article, journal, snapshots, library, entry, Settings())
    async with app.run_test(size=(160, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause(SETTLED)
        for what, key in KEYS:
            await pilot.pause()
            start, load = time.perf_counter(), time.process_time()
            await pilot.press(key)
            await pilot.pause()
            span, load = time.perf_counter() - start, time.process_time() - load
            print(f"{what:32} {span * 1e3:7.1f}         {load * 1e3:7.1f}")
        await app.action_quit()


def save(path: Path, base: AnnotationSet, chance: random.Random) -> None:
    show("open", lambda: Journal.open(path))
    journal = Journal.open(path, about=About(title="A long one"))
    ids = [annotation.id for annotation in base]
    show("one change, flushed", lambda: change(journal, chance.choice(ids), chance), runs=50)
    other = Journal.open(path)
    show("one more, seen in another window", lambda: change(journal, ids[0], chance, other), runs=9)
    show("a look without a change", other.refresh)
    show("compaction", journal.close, runs=1)


def change(journal: Journal, id: str, chance: random.Random, other: Journal | None = None) -> None:
    journal.change(id, note=words(chance, 10))
    assert journal.is_saved
    assert other is None or other.refresh()


def notes(count: int, chance: random.Random) -> AnnotationSet:
    records = []
    for number in range(count):
        start = chance.randrange(3_000_000)
        anchor = Anchor(
            words(chance, 8), words(chance, 7), words(chance, 7), start, start + 60,
            (words(chance, 3),), "5e" * 32,
        )  # fmt: skip
        change = Change(
            note=(words(chance, 12) if chance.random() < 0.7 else "",),
            tags=tuple(sorted(chance.sample(WORDS, chance.randrange(3)))),
            color=chance.choice(("yellow", "blue")),
        )
        id = uuid7(1_700_000_000_000 + number, chance.randbytes(10))
        records.append(made(id, "first", NOW, "Anna", anchor, change))
    return AnnotationSet().with_records(*records)


def edited(base: AnnotationSet, share: slice, actor: str, chance: random.Random) -> AnnotationSet:
    """The same notes after a share of them was changed."""
    records = []
    for annotation in list(base)[share]:
        change = Change(note=(words(chance, 12),), color="green")
        if record := changed(base.record(annotation.id), annotation, change, actor, NOW):
            records.append(record)
    return base.with_records(*records)


def content(annotations: AnnotationSet) -> bytes:
    return "".join(f"{line}\n" for line in annotations.compacted()).encode()


def words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))


def show(what: str, action: Callable[[], object], runs: int = 9) -> None:
    spans, loads = [], []
    for _ in range(runs):
        start, load = time.perf_counter(), time.process_time()
        action()
        spans.append((time.perf_counter() - start) * 1e3)
        loads.append((time.process_time() - load) * 1e3)
    middle, best, load = statistics.median(spans), min(spans), statistics.median(loads)
    print(f"{what:32} {middle:7.1f} {best:7.1f} {load:7.1f}")


if __name__ == "__main__":
    main()
