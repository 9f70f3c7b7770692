"""Kill programs that edit notes, again and again, and count what was lost.

    python tests/bench/kill.py [--rounds 1000] [--windows 2] [--seed 1]

In each round some windows edit one annotations file at random, tidy it up, and open it anew. A
window reports what it is about to do, does it, and reports it done when the journal says that it is
saved. After a random number of reports all are killed (SIGKILL). Then the file must hold of each
annotation what was last reported done, or what was about to be done. The file grows from round to
round.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import BinaryIO

from article import Anchor
from reader.annotations.annotation_set import AnnotationSet, read
from reader.annotations.changes import Change
from reader.annotations.journal import Journal
from reader.annotations.model import COLORS, Annotation

KINDS = (
    *("add", "change", "change", "change", "remove", "remove", "restore"),
    *("several", "look", "close"),
)
State = list[object] | None
"""Note, tags and colour; `None` for what is not there."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--windows", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "soak.notes.jsonl"
        return soak(path, options.rounds, options.windows, random.Random(options.seed))


def soak(path: Path, rounds: int, windows: int, chance: random.Random) -> int:
    done: dict[str, State] = {}
    changes = lost = 0
    for number in range(rounds):
        begun: dict[str, State] = {}
        made: list[State] = []
        for reports in killed(path, windows, chance):
            for kind, id, state in reports:
                if kind == "begun":
                    begun[id] = state
                    continue
                changes += 1
                if kind == "made":  # the other window may have changed it since
                    done.setdefault(id, state)
                    begun.pop("")
                else:
                    done[id] = state
                    begun.pop(id)
            if "" in begun:
                made.append(begun.pop(""))
        content = path.read_bytes() if path.exists() else b""
        found = {one.id: state_of(one) for one in read(content).annotations}
        for id in {*found, *done}:
            state = found.get(id)
            if state != done.get(id) and state != begun.get(id, ...) and state not in made:
                lost += 1
                print(f"round {number}: {id} is {state}, but was {done.get(id)}", file=sys.stderr)
        done = dict(found)
    print(f"{changes} acknowledged changes, {len(done)} notes in {len(content)} bytes")
    print(f"{rounds} kills, {lost} acknowledged changes lost")
    return 1 if lost else 0


def killed(path: Path, windows: int, chance: random.Random) -> list[list[list[object]]]:
    """What each of some windows reported before it was killed."""
    running: list[tuple[int, BinaryIO]] = []
    for share in range(windows):
        seed = chance.randrange(2**30)
        reading, writing = os.pipe()
        if (process := os.fork()) == 0:
            os.close(reading)
            try:
                edit(path, share, windows, random.Random(seed), writing)
            finally:
                os._exit(1)
        os.close(writing)
        running.append((process, os.fdopen(reading, "rb")))
    heard = [[pipe.readline() for _ in range(chance.randrange(1, 30))] for _, pipe in running]
    for process, _ in running:
        os.kill(process, signal.SIGKILL)
    for (process, pipe), lines in zip(running, heard, strict=True):
        os.waitpid(process, 0)
        with pipe:
            lines.extend(pipe.readlines())
    return [[json.loads(line) for line in lines if line.endswith(b"\n")] for lines in heard]


def edit(path: Path, share: int, windows: int, chance: random.Random, pipe: int) -> None:
    """Edit at random, without end. Each window has its share of the annotations."""

    def report(kind: str, id: str, state: State) -> None:
        os.write(pipe, json.dumps([kind, id, state]).encode() + b"\n")

    journal = Journal.open(path, patience=30)
    removed: list[tuple[str, State]] = []
    while True:
        mine = [one for one in journal.annotations if int(one.id[-1], 16) % windows == share]
        match chance.choice(KINDS):
            case "add":
                text = f"a thought {chance.random()}"
                report("begun", "", [text, ["x"], "yellow"])
                one = journal.add(Anchor("a", "b", "c", 1, 2), note=text, tags=["x"])
                report("made", one.id, state_of(one))
            case "change" if mine:
                one = chance.choice(mine)
                note = f"{one.note[:40]} {chance.random()}" * chance.choice((1, 1, 1, 1, 1, 100))
                tags, color = chance.sample("xyz", 2), chance.choice(COLORS)
                report("begun", one.id, [note, sorted(tags), color])
                journal.change(one.id, note=note, tags=tags, color=color)
                report("done", one.id, [note, sorted(tags), color])
            case "remove" if mine:
                one = chance.choice(mine)
                report("begun", one.id, None)
                journal.remove(one.id)
                removed.append((one.id, state_of(one)))
                report("done", one.id, None)
            case "restore" if removed:
                id, state = removed.pop()
                report("begun", id, state)
                journal.restore(id)
                report("done", id, state)
            case "several" if mine:
                some = chance.sample(mine, min(len(mine), 4))
                tags = tuple(sorted(chance.sample("xyz", 2)))
                for one in some:
                    report("begun", one.id, [one.note, list(tags), one.color])
                changes = {one.id: Change(tags=tags) for one in some}
                journal.change_all("tag renamed", partial(_only, changes))
                for one in some:
                    report("done", one.id, [one.note, list(tags), one.color])
            case "look":
                journal.refresh()
            case "close":
                journal.close()
                journal = Journal.open(path, patience=30)
        assert journal.is_saved, journal.trouble


def _only(changes: dict[str, Change], _: AnnotationSet) -> dict[str, Change]:
    return changes


def state_of(annotation: Annotation) -> State:
    return [annotation.note, list(annotation.tags), annotation.color]


if __name__ == "__main__":
    sys.exit(main())
