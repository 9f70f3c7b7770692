"""Modules come from the one file only while they are what Python would find without it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import reader

if sys.platform == "win32":
    pytest.skip("modules are kept on Unix alone", allow_module_level=True)

ROOT = Path(reader.__file__).parents[1]
PROGRAM = """
import sys
from reader.kept_modules import keep_modules, use_kept_modules
use_kept_modules()
import inspect
for name in sys.argv[1:]:
    module = __import__(name)
    spec = module.__spec__
    as_usual = (module.__file__, module.__cached__) == (spec.origin, spec.cached)
    source = inspect.getsource(module).strip()
    print(module.COUNT, type(spec.loader).__name__, as_usual, source)
keep_modules()
"""
ON_FIRST_USE = """
import sys
from reader.kept_modules import keep_modules, use_kept_modules
use_kept_modules()
assert "mimetypes" not in sys.modules
import mimetypes
import mimetypes as again
kinds = [type(again).__name__]
assert mimetypes.COUNT == 7
kinds.append(type(mimetypes).__name__)
print(*kinds)
keep_modules()
"""
USED_BY_THREADS = """
from threading import Thread
from reader.kept_modules import keep_modules, use_kept_modules
use_kept_modules()
import gate, mimetypes
counts = []
threads = [Thread(target=lambda: counts.append(mimetypes.COUNT)) for _ in range(2)]
threads[0].start()
gate.entered.wait()
threads[1].start()
threads[1].join(0.1)
gate.opened.set()
for thread in threads:
    thread.join()
print(counts, gate.times)
keep_modules()
"""
USED_AGAIN = """
from reader.kept_modules import keep_modules, use_kept_modules
use_kept_modules()
import gate
try:
    import mimetypes
    mimetypes.COUNT
except OSError as error:
    print(error)
import mimetypes
print(mimetypes.COUNT, hasattr(mimetypes, "COLOUR"))
keep_modules()
"""
AS_USUAL, KEPT = "SourceFileLoader", "_KeptLoader"


class Wall:
    """Two folders of modules, and programs that import from them."""

    def __init__(self, folder: Path) -> None:
        self.near, self.far = folder / "near", folder / "far"
        self.compiled = folder / "compiled"
        for place in (self.near, self.far):
            place.mkdir()
        self.put(self.far, "stones", 12)

    def put(self, folder: Path, name: str, count: int) -> None:
        (folder / f"{name}.py").write_text(f"COUNT = {count}\n")

    def output(self, program: str, *arguments: str, **environment: str) -> str:
        """What a program prints that finds modules in the folders."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        path = os.pathsep.join(map(str, (ROOT, self.near, self.far)))
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            cwd=self.near,
            env={
                **inherited,
                "PYTHONPATH": path,
                "PYTHONPYCACHEPREFIX": str(self.compiled),
                **environment,
            },
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def imports(self, *names: str, **environment: str) -> list[tuple[int, str]]:
        """What each module has, and what loaded it, in a program of its own."""
        found = []
        for line in self.output(PROGRAM, *names, **environment).splitlines():
            count, loader, as_usual, source = line.split(" ", 3)
            assert as_usual == "True"
            assert source.endswith(f"COUNT = {count}")
            found.append((int(count), loader))
        return found

    @property
    def files(self) -> list[Path]:
        """The files of modules there are."""
        return [*self.compiled.rglob("*.modules*")]


@pytest.fixture
def wall(tmp_path: Path) -> Wall:
    return Wall(tmp_path)


def test_the_second_time_a_module_comes_from_the_one_file(wall: Wall):
    assert wall.imports("stones") == [(12, AS_USUAL)]
    assert len(wall.files) == 1
    assert wall.imports("stones") == [(12, KEPT)]


def test_the_file_is_not_written_again_when_nothing_is_new(wall: Wall):
    wall.imports("stones")
    wall.imports("stones")  # what loads modules late may itself need some
    (file,) = wall.files
    before = file.stat()
    wall.imports("stones")
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_program_that_adds_a_folder_to_look_in_is_the_same_start(wall: Wall):
    (wall.far / "stones.py").write_text("import sys; sys.path.append('elsewhere'); COUNT = 12\n")
    assert wall.imports("stones") == [(12, AS_USUAL)]
    assert wall.imports("stones") == [(12, KEPT)]


def test_what_is_new_is_kept_with_what_there_was(wall: Wall):
    wall.put(wall.far, "bricks", 7)
    wall.imports("stones")
    assert wall.imports("bricks") == [(7, AS_USUAL)]
    assert wall.imports("stones", "bricks") == [(12, KEPT), (7, KEPT)]


def test_a_module_whose_source_changed_is_read_anew_and_then_kept_again(wall: Wall):
    wall.imports("stones")
    (wall.far / "stones.py").write_text("COUNT = 13\n")
    os.utime(wall.far / "stones.py", ns=(10**18, 10**18))
    assert wall.imports("stones") == [(13, AS_USUAL)]
    assert wall.imports("stones") == [(13, KEPT)]


def test_a_module_that_comes_to_stand_in_front_is_the_one(wall: Wall):
    wall.imports("stones")
    wall.put(wall.near, "stones", 1)
    assert wall.imports("stones") == [(1, AS_USUAL)]


def test_what_is_hardly_ever_used_is_loaded_on_first_use(wall: Wall):
    wall.put(wall.far, "mimetypes", 7)
    assert wall.output(ON_FIRST_USE) == "module module\n"
    assert wall.output(ON_FIRST_USE) == "_LateModule module\n"
    (file,) = wall.files
    before = file.stat()
    assert wall.output(ON_FIRST_USE) == "_LateModule module\n"
    assert file.stat().st_mtime_ns == before.st_mtime_ns


def test_a_thread_that_uses_what_another_one_loads_waits_for_it(wall: Wall):
    (wall.far / "gate.py").write_text(
        "from threading import Event; entered, opened, times = Event(), Event(), []\n"
    )
    (wall.far / "mimetypes.py").write_text(
        "import gate; gate.times.append(1); gate.entered.set(); gate.opened.wait(); COUNT = 7\n"
    )
    opens = "import gate; gate.opened.set(); gate.times.clear()\n"
    wall.output(USED_BY_THREADS.replace("import gate,", f"{opens}import"))
    assert wall.output(USED_BY_THREADS) == "[7, 7] [1]\n"


def test_what_could_not_be_loaded_may_be_used_again(wall: Wall):
    (wall.far / "gate.py").write_text("times = []\n")
    (wall.far / "mimetypes.py").write_text(
        "import gate; gate.times.append(1)\n"
        "if len(gate.times) == 1: raise OSError('shut')\n"
        "COUNT = 7\n"
    )
    for _ in range(3):
        assert wall.output(USED_AGAIN) == "shut\n7 False\n"


@pytest.mark.parametrize("damage", ["emptied", "cut", "other words"])
def test_a_damaged_file_is_not_used_and_made_anew(wall: Wall, damage: str):
    wall.imports("stones")
    (file,) = wall.files
    content = {"emptied": b"", "cut": file.read_bytes()[:-1], "other words": b"stones " * 999}
    file.write_bytes(content[damage])
    assert wall.imports("stones") == [(12, AS_USUAL)]
    assert wall.imports("stones") == [(12, KEPT)]


def test_code_that_is_damaged_is_read_anew_and_then_kept_again(wall: Wall):
    wall.imports("stones")
    (file,) = wall.files
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 3] + bytes(len(content) - len(content) // 3))
    assert wall.imports("stones") == [(12, AS_USUAL)]
    wall.imports("stones")
    assert wall.imports("stones") == [(12, KEPT)]


def test_nothing_is_kept_where_python_may_keep_nothing(wall: Wall):
    wall.imports("stones", PYTHONDONTWRITEBYTECODE="1")
    assert wall.files == []


def test_other_folders_to_look_in_are_another_start(wall: Wall):
    wall.imports("stones")
    elsewhere = wall.near.parent / "elsewhere"
    elsewhere.mkdir()
    wall.put(elsewhere, "stones", 2)
    path = os.pathsep.join(map(str, (ROOT, elsewhere, wall.far)))
    assert wall.imports("stones", PYTHONPATH=path) == [(2, AS_USUAL)]


def test_the_program_keeps_what_it_has_loaded(wall: Wall):
    environment = {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(wall.compiled)}
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    subprocess.run(
        [sys.executable, "-m", "reader", "--help"],
        cwd=wall.near,
        env={**inherited, **environment},
        capture_output=True,
        check=True,
    )
    assert b"reader.cli.command_line" in wall.files[0].read_bytes()
