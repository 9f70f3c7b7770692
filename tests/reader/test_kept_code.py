"""What modules compile while they are loaded is compiled once, and is what it always was."""

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
import re._parser
compiled, parse = [], re._parser.parse
def parsed(text, *arguments):
    compiled.append(text)
    return parse(text, *arguments)
re._parser.parse = parsed
def heard(event, arguments):
    if event == "compile" and arguments[1] == "<string>":
        compiled.append(arguments[0].decode())
sys.addaudithook(heard)
import stones
told = [*stones.told(*sys.argv[1:])]
print(len(compiled), *told, sep="|")
keep_modules()
"""
STONES = r"""
from __future__ import annotations
import re
from collections import namedtuple
from dataclasses import dataclass, field
from typing import NamedTuple

Size = namedtuple("Size", "width height", defaults=[1])

@dataclass(frozen=True, order=True, slots=True)
class Stone:
    name: str
    size: Size = Size(2)
    marks: list[str] = field(default_factory=list, compare=False)

class Wall(NamedTuple):
    east: int
    north: int = 2
    stone: Stone | None = None

class Tower(NamedTuple):
    height: int
    stone: Stone | None = None

name = re.compile("(?P<first>\\w)(\\w*)(?:-(?P<last>\\d+))?", re.ASCII)
shapes = re.compile(r'''
    (?i:round|[ä-ö\ud800]+) | (?<!x)flat(?=\s) | (a+)+?\1{2,3} | [^\W\d_]*+$
''', re.VERBOSE | re.MULTILINE)
raw = re.compile(b"[a-f]+")

def told(*words):
    yield from sorted([Stone("b"), Stone("a", marks=["x"])])
    yield from (Stone("a") == Stone("a", marks=["x"]), hash(Stone("c")) == hash(Stone("c")))
    yield Stone.__init__.__annotations__
    yield from (Wall(1), Tower(3), Wall.__annotations__)
    for pattern in (name, shapes, raw):
        yield from (pattern, pattern.flags, pattern.groups, dict(pattern.groupindex))
    yield name.match("stone-12").groupdict()
    yield shapes.findall("Round ä flat stone\nflats aaa end")
    for word in words:
        yield re.search(word, "stone")
"""


class Quarry:
    """A folder with a module, and a program that loads it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.module = folder / "stones.py"
        self.module.write_text(STONES)

    def told(self, *words: str) -> tuple[int, str]:
        """How much was compiled while the module was loaded and used, and what it says."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *words],
            cwd=self.folder,
            env={
                **inherited,
                "PYTHONPATH": os.pathsep.join(map(str, (ROOT, self.folder))),
                "PYTHONPYCACHEPREFIX": str(self.folder / "compiled"),
            },
            capture_output=True,
            text=True,
            check=True,
        )
        compiled, _, rest = done.stdout.partition("|")
        return int(compiled), rest

    @property
    def kept(self) -> bytes:
        """What is in the one file of modules."""
        (file,) = (self.folder / "compiled").rglob("*.modules")
        return file.read_bytes()


@pytest.fixture
def quarry(tmp_path: Path) -> Quarry:
    return Quarry(tmp_path)


def test_code_and_expressions_of_a_module_are_compiled_the_first_time_alone(quarry: Quarry):
    first, told = quarry.told()
    assert first > 10
    again, told_again = quarry.told()
    assert told_again == told
    assert again == 0


def test_what_a_changed_module_compiles_is_compiled(quarry: Quarry):
    quarry.told()
    quarry.module.write_text(STONES.replace("flat", "long").replace("height", "depth"))
    os.utime(quarry.module, ns=(10**18, 10**18))
    compiled, told = quarry.told()
    assert compiled > 1
    assert "long" in told
    assert "depth" in told
    assert quarry.told() == (0, told)


def test_what_is_compiled_of_words_that_were_typed_is_not_kept(quarry: Quarry):
    quarry.told()
    compiled, told = quarry.told("s(?:anziba)?t")
    assert "match='st'" in told
    assert compiled > 0
    assert b"anziba" not in quarry.kept
    assert quarry.told("s(?:anziba)?t") == (compiled, told)


def test_what_the_first_page_compiles_late_is_kept_too(quarry: Quarry):
    quarry.module.write_text(
        "def told():\n"
        "    from article.lexicon import lexicon_of\n"
        "    from reader.view.cells import width_of\n"
        "    yield from (lexicon_of('en').pause, width_of('│'))\n"
    )
    compiled, told = quarry.told()
    assert compiled > 0
    assert quarry.told() == (0, told)
