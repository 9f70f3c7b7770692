"""Notes that two laptops share through a real version control system, whatever it makes of them."""

from __future__ import annotations

import os
import random
import shutil
import subprocess

import pytest
from annotation_samples import anchor, normal, open_journal, visible

from reader.annotations.annotation_set import read
from reader.annotations.model import COLORS

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

NAME = "tides.notes.jsonl"
WAYS = ["merge", "diff3", "union"]


def git(folder, *arguments: str, check: bool = True) -> None:
    # Of the environment only the path: no one's own settings, no hooks, no signing.
    settings = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", *arguments]
    subprocess.run(command, cwd=folder, env=settings, check=check, capture_output=True)


class Laptop:
    """A clone with notes in it."""

    def __init__(self, folder, way: str) -> None:
        self.folder = folder
        self.way = way
        self.path = folder / NAME
        self.sittings = 0
        git(folder, "config", "merge.conflictStyle", "diff3" if way == "diff3" else "merge")
        attributes = f"{NAME} merge=union\n" if way == "union" else ""
        (folder / ".git" / "info" / "attributes").write_text(attributes, "utf-8")

    def sit(self, *changes) -> None:
        """Read and annotate for a while, then commit."""
        self.sittings += 1
        journal = open_journal(self.path, actor=f"{self.folder.name}-{self.sittings}")
        for change in changes:
            change(journal)
        journal.close()
        self.commit()

    def commit(self) -> None:
        git(self.folder, "add", NAME)
        git(self.folder, "commit", "--allow-empty", "-m", "notes")

    def pull(self, other: Laptop) -> None:
        """Merge, and commit what comes of it as it is, conflict markers and all."""
        git(self.folder, "fetch", str(other.folder), "main")
        git(self.folder, "merge", "--no-edit", "FETCH_HEAD", check=False)
        self.commit()

    def copied(self, name: str) -> Laptop:
        folder = self.folder.with_name(name)
        shutil.copytree(self.folder, folder)
        return Laptop(folder, self.way)

    @property
    def notes(self):
        return read(self.path.read_bytes()).annotations


@pytest.fixture(params=WAYS)
def laptop(request, tmp_path):
    """A laptop with three notes."""
    folder = tmp_path / "one"
    folder.mkdir()
    git(folder, "init", "-b", "main")
    one = Laptop(folder, request.param)
    one.sit(*(adding(f"note {place}", place) for place in range(3)))
    return one


@pytest.fixture
def laptops(laptop):
    """Two laptops with the same three notes."""
    return laptop, laptop.copied("two")


def adding(note: str, place: int = 1000):
    return lambda journal: journal.add(anchor(place), note=note)


def changing(place: int, **change):
    """Change the note at a place."""
    return lambda journal: journal.change(at(journal, place), **change)


def removing(place: int):
    return lambda journal: journal.remove(at(journal, place))


def at(journal, place: int) -> str:
    return next(one.id for one in journal.annotations if one.origin.start == place)


def what_both_know(one: Laptop, two: Laptop):
    return visible(one.notes.joined(two.notes))


def test_one_pulls_from_the_other(laptops):
    one, two = laptops
    one.sit(adding("on one"), changing(0, note="edited on one", tags=["one"]), removing(1))
    two.sit(adding("on two"), changing(0, color="pink", tags=["two"]), changing(1, color="blue"))
    wanted = what_both_know(one, two)
    one.pull(two)
    assert (b"<<<<<<<" in one.path.read_bytes()) is (one.way != "union")
    assert visible(one.notes) == wanted
    assert one.notes.unreadable == ()
    assert len(wanted) == 4
    assert [n.tags for n in one.notes if n.note == "edited on one"] == [("one", "two")]


def test_both_pull_from_each_other_and_know_the_same(laptops):
    one, two = laptops
    one.sit(changing(0, note="edited on one"), adding("on one"))
    two.sit(changing(0, note="edited on two"), removing(2))
    wanted = what_both_know(one, two)
    one.pull(two)
    two.pull(one)
    assert visible(one.notes) == visible(two.notes) == wanted
    (texts,) = [{n.note, *n.note_alt} for n in one.notes if n.note_alt]
    assert texts == {"edited on one", "edited on two"}


def test_merging_in_either_order_gives_the_same(laptops):
    one, two = laptops
    one.sit(changing(0, note="edited on one"), changing(2, tags=["x"]), adding("on one"))
    two.sit(changing(0, note="edited on two"), removing(2), adding("on two"))
    before, other = one.copied("before"), two.copied("other")
    one.pull(two)
    other.pull(before)
    assert normal(one.notes) == normal(other.notes)


def test_criss_cross_merges_and_readers_who_go_on_in_the_middle_of_them(laptops):
    """Each pulls what the other had before it pulled; nobody ever resolves a conflict by hand."""
    one, two = laptops
    for round in range(4):
        one.sit(
            adding(f"one {round}"),
            changing(round % 3, note=f"edited by one in {round}"),
            changing(0, color="pink" if round % 2 else "blue"),
        )
        two.sit(adding(f"two {round}"), changing(round % 3, tags=[f"two-{round}"]))
        old = one.copied(f"old-{round}")
        wanted = what_both_know(one, two)
        one.pull(two)
        two.pull(old)
        assert visible(one.notes) == visible(two.notes) == wanted
    one.pull(two)
    two.pull(one)
    assert visible(one.notes) == visible(two.notes) == wanted
    assert len(wanted) == 3 + 8


def test_what_was_deleted_stays_deleted_through_every_merge(laptops):
    one, two = laptops
    one.sit(removing(0), removing(1))
    two.sit(changing(0, color="pink"), changing(1, note="still needed"))
    for _ in range(3):
        one.pull(two)
        two.pull(one)
        one.sit()
        two.sit()
    assert {n.note for n in one.notes} == {n.note for n in two.notes} == {"still needed", "note 2"}


def test_merging_again_changes_nothing(laptops):
    one, two = laptops
    one.sit(changing(0, note="edited on one"))
    two.sit(changing(0, note="edited on two"))
    one.pull(two)
    known = visible(one.notes)
    for _ in range(2):
        one.pull(two)
        one.sit()
        two.pull(one)
        two.sit()
    assert visible(one.notes) == visible(two.notes) == known
    assert b"<<<" not in one.path.read_bytes()


@pytest.mark.parametrize("seed", range(3))
def test_five_laptops_that_pull_from_each_other_at_random(laptop, seed):
    """Each knows at any time exactly what it did and what those it pulled from knew then."""
    chance = random.Random(seed)
    laptops = [laptop, *(laptop.copied(name) for name in ("two", "three", "four", "five"))]
    known = {one: one.notes for one in laptops}
    actions = [
        adding,
        lambda text: changing(chance.randrange(3), note=text),
        lambda text: changing(chance.randrange(3), tags=chance.sample("xyz", 2)),
        lambda text: changing(chance.randrange(3), color=chance.choice(COLORS)),
    ]
    for step in range(30):
        one, other = chance.sample(laptops, 2)
        if chance.random() < 0.5:
            one.sit(*(chance.choice(actions)(f"step {step}.{n}") for n in range(2)))
            known[one] = known[one].joined(one.notes)
        else:
            one.pull(other)
            known[one] = known[one].joined(known[other])
        assert visible(one.notes) == visible(known[one])
        assert one.notes.unreadable == ()
