"""Stops at any moment: a killed program, a power failure, a disk that fills up.

Whatever was acknowledged (a change returned, and the journal said it is saved) must be there the
next time; what was not may be there or not, but never in half.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from annotation_samples import SmallDisk, anchor, open_journal, visible
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotations import disk

CALLS = (
    *("open", "read", "write", "fsync", "ftruncate", "close", "fchmod"),
    *("stat", "fstat", "replace", "unlink", "mkdir"),
)


class Stopped(BaseException):
    """The machine stopped: nothing runs any more, not even what cleans up."""


class Machine:
    """The system's calls, until the machine stops at one of them.

    It keeps account of what a disk is bound to have: the content of a file as of its last flush,
    and the names in a folder as of the folder's last flush. After a power failure that is all.
    """

    def __init__(self, root: Path, stop_at: int = 0, share: float = 0.0) -> None:
        self.root = root
        self.stop_at = stop_at
        self.share = share
        """How much of the bytes gets through when it stops in the middle of writing."""
        self.calls = 0
        self.is_stopped = False
        self._descriptors: set[int] = set()
        self._contents: dict[int, bytes] = {}
        self._names: dict[str, dict[str, int]] = {}
        for folder in [root, *(p for p in root.rglob("*") if p.is_dir())]:
            self._flush_folder(str(folder))
        for file in (p for p in root.rglob("*") if p.is_file()):
            self._contents[file.stat().st_ino] = file.read_bytes()

    def __getattr__(self, name):
        real = getattr(os, name)
        if name not in CALLS:
            return real

        def call(*arguments):
            self.calls += 1
            if self.calls == self.stop_at:
                self.is_stopped = True
                if name == "write":
                    descriptor, content = arguments
                    real(descriptor, content[: int(len(content) * self.share)])
            if self.is_stopped:
                raise Stopped
            result = real(*arguments)
            self._account(name, arguments, result)
            return result

        return call

    def _account(self, name, arguments, result):
        match name, arguments:
            case "open", (path, flags, *_):
                self._descriptors.add(result)
                if os.path.isfile(path) and (flags & os.O_EXCL or not os.path.getsize(path)):
                    self._contents[os.fstat(result).st_ino] = b""
            case "close", (descriptor,):
                self._descriptors.discard(descriptor)
            case "fsync", (descriptor,):
                path = os.readlink(f"/proc/self/fd/{descriptor}")
                if os.path.isdir(path):
                    self._flush_folder(path)
                else:
                    self._contents[os.fstat(descriptor).st_ino] = Path(path).read_bytes()

    def _flush_folder(self, path: str) -> None:
        self._names[path] = {entry.name: entry.inode() for entry in os.scandir(path)}

    def lose_power(self) -> None:
        """Leave in the folders nothing but what the disk is bound to have."""
        for path in sorted((p for p in self.root.rglob("*")), reverse=True):
            kept = self._names.get(str(path.parent), {})
            if path.is_dir():
                if path.name not in kept:
                    with suppress(OSError):
                        path.rmdir()
            else:
                path.unlink()
        for folder, names in self._names.items():
            for name, inode in names.items():
                if inode in self._contents and os.path.isdir(folder):
                    Path(folder, name).write_bytes(self._contents[inode])

    def end(self) -> None:
        """Give back what the stopped program held."""
        for descriptor in self._descriptors:
            os.close(descriptor)
        self._descriptors.clear()


class Reader:
    """Someone who notes down what they were told is saved, and what they were about to do."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.told: dict[str, object] = {}
        self.asked: dict[str, object] = {}

    def sit(self, number: int = 0) -> None:
        """Open, change this and that, tidy up."""
        self.journal = open_journal(self.path, actor=f"sitting-{number}")
        one = self.do(lambda: self.journal.add(anchor(number), note=f"first of {number}"))
        two = self.do(lambda: self.journal.add(anchor(number + 1), note="second", tags=["x"]))
        self.do(lambda: self.journal.change(one.id, note="changed", color="pink"))
        self.do(lambda: self.journal.remove(two.id))
        self.do(self.journal.undo)
        self.journal.close()
        self.journal.refresh()
        self.do(lambda: self.journal.change(two.id, tags=["y"]))
        self.journal.close()

    def do(self, change):
        try:
            result = change()
        except Stopped:
            self.asked = visible(self.journal.annotations)
            raise
        if self.journal.is_saved:
            self.told = visible(self.journal.annotations)
        self.asked = visible(self.journal.annotations)
        return result

    def check(self) -> None:
        """What they were told is there; else what they were about to do."""
        journal = open_journal(self.path, actor="checker")
        found = visible(journal.annotations)
        for id in {*found, *self.told, *self.asked}:
            assert found.get(id) in (self.told.get(id), self.asked.get(id))
        assert journal.annotations.unreadable == ()
        assert set(journal.problems) <= {"torn last line set aside"}
        self.told = self.asked = found


def run(reader: Reader, machine: Machine, monkeypatch, number: int = 0) -> bool:
    """One sitting on a machine; whether it came to its end."""
    with monkeypatch.context() as patched:
        patched.setattr(disk, "os", machine)
        try:
            reader.sit(number)
        except Stopped:
            return False
        finally:
            machine.end()
    return True


needs_linux = pytest.mark.skipif(
    not os.path.isdir("/proc/self/fd"), reason="keeps account of the disk by /proc"
)


@needs_linux
@pytest.mark.parametrize(("power", "share"), [("stays", 0.6), ("fails", 0.0)])
@pytest.mark.parametrize("start", ["nothing", "notes", "torn"])
def test_stopping_at_every_system_call_loses_nothing(tmp_path, monkeypatch, power, share, start):
    is_done = False
    stop_at = 0
    while not is_done:
        stop_at += 1
        root = tmp_path / str(stop_at)
        root.mkdir()
        reader = Reader(root / "notes" / "tides.notes.jsonl")
        if start != "nothing":
            reader.sit(-1)
            reader.sit(-2)
        if start == "torn":
            with reader.path.open("ab") as file:
                file.write(b'{"id":"018f","note":"half a tho')
        machine = Machine(root, stop_at, share)
        is_done = run(reader, machine, monkeypatch)
        if power == "fails":
            machine.lose_power()
        reader.check()
        assert run(reader, Machine(root), monkeypatch, 1)
        reader.check()
    assert stop_at > 80


@needs_linux
@pytest.mark.parametrize("power", ["stays", "fails"])
def test_stopping_again_and_again_loses_nothing(tmp_path, monkeypatch, power):
    """Each sitting on the ruins of the one before, and each comes one call further."""
    reader = Reader(tmp_path / "notes" / "tides.notes.jsonl")
    stop_at = 0
    is_done = False
    while not is_done:
        stop_at += 1
        machine = Machine(tmp_path, stop_at, share=0.5)
        is_done = run(reader, machine, monkeypatch, stop_at)
        if power == "fails":
            machine.lose_power()
        reader.check()
    assert stop_at > 80


@needs_linux
def test_a_power_failure_takes_what_was_not_flushed(tmp_path):
    """The account itself: without flushes nothing is bound to be there."""
    machine = Machine(tmp_path)
    folder = tmp_path / "new"
    machine.mkdir(folder, 0o700)
    descriptor = machine.open(folder / "file", os.O_WRONLY | os.O_CREAT, 0o600)
    machine.write(descriptor, b"some")
    machine.fsync(descriptor)
    machine.write(descriptor, b" more")
    machine.close(descriptor)
    machine.lose_power()
    assert list(tmp_path.iterdir()) == []

    folder.mkdir()
    machine = Machine(tmp_path)
    descriptor = machine.open(folder / "file", os.O_WRONLY | os.O_CREAT, 0o600)
    machine.write(descriptor, b"some")
    machine.fsync(descriptor)
    machine.write(descriptor, b" more")
    machine.close(descriptor)
    disk_folder = machine.open(folder, os.O_RDONLY)
    machine.fsync(disk_folder)
    machine.close(disk_folder)
    machine.lose_power()
    assert (folder / "file").read_bytes() == b"some"


@settings(max_examples=60, deadline=None)
@given(rooms=st.lists(st.integers(0, 3000), min_size=1, max_size=4), data=st.data())
def test_a_disk_that_fills_up_at_any_byte_loses_nothing(tmp_path_factory, rooms, data):
    path = tmp_path_factory.mktemp("small") / "tides.notes.jsonl"
    journal = open_journal(path)
    told = {}
    for number, room in enumerate(rooms):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(disk, "os", SmallDisk(room))
            for step in range(data.draw(st.integers(1, 4))):
                one = journal.add(anchor(step), note=f"{number} {step}")
                journal.change(one.id, tags=["x"])
                if journal.is_saved:
                    told = visible(journal.annotations)
            if data.draw(st.booleans()):
                journal.close()
        assert visible(journal.annotations).items() >= told.items()
        on_disk = visible(open_journal(path, actor="looks").annotations)
        assert on_disk.items() >= {id: on_disk[id] for id in told}.items()
        assert set(told) <= set(on_disk)
    assert journal.retry()
    assert visible(open_journal(path).annotations) == visible(journal.annotations)
    assert open_journal(path).problems == ()


def test_kill_dash_9_during_random_editing_loses_nothing():
    """A short run of the soak; `tests/bench/kill.py` has the long one."""
    if os.name == "nt":
        pytest.skip("there is no kill -9 here")
    soak = Path(__file__).parents[1] / "bench" / "kill.py"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    result = subprocess.run(
        [sys.executable, str(soak), "--rounds", "40", "--seed", "3"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "40 kills, 0 acknowledged changes lost" in result.stdout
