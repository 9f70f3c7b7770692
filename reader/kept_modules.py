"""The modules that a start needs, compiled, in one file instead of hundreds.

Python looks for each module in several folders, and opens and checks a file of its own for each: a
tenth of the time until the first page. This file lies where Python keeps what it has compiled of
this package; it is written when Python may write there, and trusted as much and as little. Its
modules are used only while every folder in which modules are looked for, and the source of each
module, are as they were; whatever is not in it is found as usual, and is in it the next time.

For systems on which processes can read a file without moving each other's place in it.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import MAGIC_NUMBER, LazyLoader, spec_from_file_location
from types import CodeType, ModuleType
from typing import Any, NamedTuple

from reader.kept_code import WRITERS, KeptCode

_ON_FIRST_USE = frozenset(("copy", "fnmatch", "inspect", "ipaddress"))
"""Modules that `dataclasses`, `pathlib` and `urllib.parse` import at their head for what they
hardly ever do. They are loaded when something of them is asked for, or at a second import."""

_MARK = b"postil modules 2"
_LENGTHS = 8
"""Bytes behind the mark that say how long the index is, and as many for the code behind that."""
_HEADER = 16
"""Bytes in front of the code in Python's own files: magic number, flags, time, size (PEP 552)."""


class _Kept(NamedTuple):
    """Where the code of a module is."""

    source: str
    cached: str
    """Python's own file of it."""
    stamp: tuple[int, int]
    """The time of change, in nanoseconds, and the size of the source."""
    offset: int
    """Behind the index."""
    length: int


class _Loader(SourceFileLoader):
    """Loads a module as usual, but what it compiles besides is kept."""

    def __init__(self, name: str, path: str, code: KeptCode) -> None:
        super().__init__(name, path)
        self._code = code

    def exec_module(self, module: ModuleType) -> None:
        """Load it."""
        if module.__name__ in WRITERS:
            self._code.use_in(module)
        super().exec_module(module)


class _KeptLoader(_Loader):
    """Loads a module whose own code is in the one file."""

    def __init__(self, name: str, kept: _Kept, file: int, start: int, code: KeptCode) -> None:
        super().__init__(name, kept.source, code)
        self._kept = kept
        self._file = file
        self._start = start

    def get_code(self, fullname: str) -> CodeType:
        """The code as it was compiled."""
        return marshal.loads(self.read())  # type: ignore[no-any-return] # it was code when kept

    def read(self) -> bytes:
        """The code as it is kept."""
        return os.pread(self._file, self._kept.length, self._start + self._kept.offset)


class KeptModules:
    """A finder of the modules in such a file; it stands in front of Python's own for sources."""

    def __init__(self, path: str) -> None:
        """Find what is in a file, which need not be there, and may be of another time."""
        self._path = path
        self._context = _context()
        self._loaded_before = frozenset(sys.modules)
        self._late: set[str] = set()
        """The modules from here that are loaded on first use; to look at one is to use it."""
        self._modules: dict[str, _Kept] = {}
        self.code = KeptCode({})
        """What the modules compile."""
        self._file = -1
        with suppress(OSError, ValueError, EOFError, TypeError):
            self._file = os.open(path, os.O_RDONLY)
            head = os.pread(self._file, len(_MARK) + 2 * _LENGTHS, 0)
            lengths = head[len(_MARK) :]
            index = int.from_bytes(lengths[:_LENGTHS], "big")
            self._start = len(head) + index
            whole = self._start + int.from_bytes(lengths[_LENGTHS:], "big")
            if not head.startswith(_MARK) or os.fstat(self._file).st_size != whole:
                return
            context, folders, modules, code = marshal.loads(os.pread(self._file, index, len(head)))
            if context == self._context and all(_stamp(name) == stamp for name, stamp in folders):
                self._modules = {name: _Kept(*kept) for name, kept in modules.items()}
                self.code = KeptCode(code)

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """How to load a module; None if it is not here or its source has changed."""
        kept = self._modules.get(name)
        if kept is None or _stamp(kept.source) != kept.stamp:
            spec = PathFinder.find_spec(name, path, target) if name in WRITERS else None
            if spec is not None and spec.origin is not None and _is_usual(spec):
                spec.loader = _Loader(name, spec.origin, self.code)
            return spec
        loader = self._loader(name, kept)
        spec = spec_from_file_location(name, kept.source, loader=loader)
        if spec is not None and name in _ON_FIRST_USE:
            spec.loader = LazyLoader(loader)
            self._late.add(name)
        if spec is not None:
            spec.cached = kept.cached
        return spec

    def keep(self) -> None:
        """Write all modules that are loaded by now, and those that the file has, if any is new."""
        new = {}
        for name in sys.modules.keys() - self._loaded_before - self._late:
            spec = getattr(sys.modules.get(name), "__spec__", None)
            if spec is not None and _is_usual(spec):
                new[name] = spec
        if sys.dont_write_bytecode or not ((found := _compiled(new)) or self.code.has_new):
            return
        with suppress(OSError):  # the next time, modules are found as usual again
            for name, kept in self._modules.items():
                if name not in found and _stamp(kept.source) == kept.stamp:
                    found[name] = kept, self._loader(name, kept).read()
            _replace(self._path, self._context, found, self.code.everything())

    def _loader(self, name: str, kept: _Kept) -> _KeptLoader:
        return _KeptLoader(name, kept, self._file, self._start, self.code)


def _is_usual(spec: ModuleSpec) -> bool:
    """Whether a module is loaded as Python does it; other loaders may make it something else."""
    return type(spec.loader) in (SourceFileLoader, _Loader)


def _compiled(specs: dict[str, ModuleSpec]) -> dict[str, tuple[_Kept, bytes]]:
    """What Python has compiled of some modules, where that is known to be of today's source."""
    found = {}
    for name, spec in specs.items():
        if spec.origin is None or spec.cached is None or spec.name != name:
            continue
        try:
            with open(spec.cached, "rb") as file:
                content = file.read()
        except OSError:  # Python could not keep it either
            continue
        if (stamp := _stamp(spec.origin)) is None:
            continue
        changed, size = stamp
        header = [
            *(MAGIC_NUMBER, bytes(4)),
            *((number & 0xFFFF_FFFF).to_bytes(4, "little") for number in (changed // 10**9, size)),
        ]
        if content[:_HEADER] == b"".join(header):
            code = content[_HEADER:]
            found[name] = _Kept(spec.origin, spec.cached, stamp, 0, len(code)), code
    return found


def _replace(
    path: str,
    context: list[Any],
    modules: dict[str, tuple[_Kept, bytes]],
    code: dict[Any, bytes],
) -> None:
    offset, index = 0, {}
    for name, (kept, _) in modules.items():
        index[name] = tuple(kept._replace(offset=offset))
        offset += kept.length
    packages = {os.path.dirname(kept.source) for kept, _ in modules.values()}
    *_, path_of_modules = context
    searched = {name or os.curdir for name in path_of_modules}
    folders = [(name, _stamp(name)) for name in sorted(packages | searched)]
    head = marshal.dumps((context, folders, index, code))
    new = f"{path}.{os.getpid()}"
    try:
        with open(new, "wb") as file:
            lengths = (number.to_bytes(_LENGTHS, "big") for number in (len(head), offset))
            file.writelines((_MARK, *lengths, head))
            file.writelines(code for _, code in modules.values())
        os.replace(new, path)
    except OSError:
        with suppress(OSError):
            os.unlink(new)
        raise


def _context() -> list[Any]:
    """What decides where Python looks for modules, and what it makes of their source."""
    return [sys.version, sys.flags.optimize, [*sys.path]]


def _stamp(path: str) -> tuple[int, int] | None:
    """What changes when a file does, or when one comes into a folder or leaves it."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


_in_use: list[KeptModules] = []


def use_kept_modules() -> None:
    """Let Python find modules in the one file from now on, as far as it has them."""
    import reader  # noqa: PLC0415 - itself, for where Python keeps it

    spec = reader.__spec__
    if spec is None or spec.cached is None or not hasattr(os, "pread") or _in_use:
        return
    name = os.path.basename(spec.cached).replace("__init__", "start", 1)
    kept = KeptModules(os.path.join(os.path.dirname(spec.cached), f"{name}.modules"))
    sys.meta_path.insert(sys.meta_path.index(PathFinder), kept)
    kept.code.use()
    _in_use.append(kept)


def keep_modules() -> None:
    """Keep what is loaded by now for the next time."""
    for kept in _in_use:
        kept.keep()
