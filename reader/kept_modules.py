"""The modules that a start needs, compiled, in one file instead of hundreds.

Python looks for each module in several folders, and opens and checks a file of its own for each: a
tenth of the time until the first page. This file lies where Python keeps what it has compiled of
this package; it is written when Python may write there, and trusted as much and as little. Its
modules are used only while every folder in which modules are looked for, and the source of each
module, are as they were; whatever is not in it is found as usual, and is in it the next time.

For systems on which processes can read a file without moving each other's place in it.

This module itself imports next to nothing, so that what nearly all modules import comes from the
file, too.
"""

from __future__ import annotations

import marshal
import os
import sys
from _thread import RLock
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import CodeType, ModuleType
    from typing import Any

    from reader.kept_code import KeptCode
else:
    ModuleType = type(sys)

_ON_FIRST_USE = frozenset(
    (
        *("copy", "fnmatch", "inspect", "ipaddress"),  # dataclasses, pathlib, urllib.parse
        *("ssl", "asyncio.sslproto"),  # asyncio
        *("linecache", "locale", "mimetypes", "shutil", "tokenize"),  # Textual, and what it imports
    )
)
"""Modules that others import at their head for what they hardly ever do. They are loaded when
something of them is asked for."""

_MARK = b"postil modules 4"
_LENGTHS = 8
"""Bytes behind the mark that say how long the index is, and as many for the code behind that."""
_OF_PACKAGE = "__init__.py"
"""The file of a module that has others in its folder."""
_DAMAGED = (ValueError, EOFError, TypeError)
"""What is raised where something else stands than was written."""
_HEADER = 16
"""Bytes in front of the code in Python's own files: magic number, flags, time, size (PEP 552)."""


class _Kept:
    """Where the code of a module is, and behind it what that compiles."""

    __slots__ = ("cached", "length", "made", "offset", "source", "stamp")

    def __init__(
        self,
        source: str,
        cached: str,
        stamp: tuple[int, int],
        length: int = 0,
        made: int = 0,
        offset: int = 0,
    ) -> None:
        self.source = source
        self.cached = cached
        """Python's own file of it."""
        self.stamp = stamp
        """The time of change, in nanoseconds, and the size of the source."""
        self.length = length
        """Bytes of the code."""
        self.made = made
        """Bytes of what it compiles."""
        self.offset = offset
        """Behind the index."""


class _Loader(SourceFileLoader):
    """Loads a module as usual, but what it compiles besides is kept."""

    def __init__(self, name: str, path: str, finder: KeptModules) -> None:
        super().__init__(name, path)
        self._finder = finder

    def exec_module(self, module: ModuleType) -> None:
        """Load it."""
        if self._finder.code is not None:
            self._finder.code.use_in(module)
        super().exec_module(module)


class _KeptLoader(_Loader):
    """Loads a module whose own code is in the one file."""

    def __init__(self, name: str, kept: _Kept, finder: KeptModules) -> None:
        super().__init__(name, kept.source, finder)
        self._kept = kept

    def exec_module(self, module: ModuleType) -> None:
        """Load it, and know meanwhile what it compiles."""
        if self._finder.code is None or not self._kept.made:
            super().exec_module(module)
            return
        with self._finder.code.known_in(self.name, self._finder.made_by(self._kept)):
            super().exec_module(module)

    def get_code(self, fullname: str) -> CodeType:
        """The code as it was compiled."""
        code = self._finder.code_of(self._kept)
        try:
            return marshal.loads(code)  # type: ignore[no-any-return] # it was code when kept
        except _DAMAGED:
            self._finder.forget()
            return super().get_code(fullname)  # type: ignore[return-value] # it has a source


class _LateLoader(_KeptLoader):
    """Loads such a module when something of it is asked for.

    Python's own late loader takes a second import for that, and most of these are imported twice.
    """

    def __init__(self, name: str, kept: _Kept, finder: KeptModules) -> None:
        super().__init__(name, kept, finder)
        self._lock = RLock()
        self._is_late = False

    def exec_module(self, module: ModuleType) -> None:
        """Leave it as it is: it has a name, but nothing in it."""
        self._is_late = True
        module.__class__ = _LateModule

    def load(self, module: ModuleType) -> None:
        """Load it, unless that is done or under way here; who else wants it waits until it is."""
        with self._lock:
            if self._is_late:
                self._is_late = False
                try:
                    super().exec_module(module)
                except BaseException:
                    self._is_late = True  # somebody may ask for it again
                    raise
                module.__class__ = ModuleType


class _LateModule(ModuleType):
    """A module that is not loaded yet."""

    __loader__: _LateLoader

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a module has
        """Something that it does not have, until it is loaded."""
        self.__loader__.load(self)
        return ModuleType.__getattribute__(self, name)


class KeptModules:
    """A finder of the modules in such a file; it stands in front of Python's own for sources."""

    code: KeptCode | None = None
    """What the modules compile; none while what that needs is loaded."""

    def __init__(self, path: str) -> None:
        """Nothing is read yet. The file need not be there, and may be of another time."""
        self._path = path
        self._context = _context()
        self._loaded_before = frozenset(sys.modules)
        self._modules: dict[str, bytes] = {}
        """What a `_Kept` is made of, for each module."""
        self._file = -1

    def use(self) -> None:
        """Let Python look here first, and keep from now on what modules compile."""
        self._read()
        sys.meta_path.insert(sys.meta_path.index(PathFinder), self)
        from reader.kept_code import KeptCode  # noqa: PLC0415 - it can be found here now

        self.code = KeptCode()
        self.code.use()

    def _read(self) -> None:
        """Know the modules of the file."""
        try:
            self._file = os.open(self._path, os.O_RDONLY)
            context, folders, modules = self._index()
            if context == self._context and all(_stamp(name) == stamp for name, stamp in folders):
                self._modules = modules
        except (OSError, *_DAMAGED):
            pass  # all is found as usual, then

    def _index(self) -> tuple[Any, ...]:
        """What stands in front of the modules: `_context()`, folders searched, where each is.

        Raises:
            OSError, ValueError, EOFError, TypeError: it is damaged, or of another version.
        """
        head = os.pread(self._file, len(_MARK) + 2 * _LENGTHS, 0)
        lengths = head[len(_MARK) :]
        index = int.from_bytes(lengths[:_LENGTHS], "big")
        self._start = len(head) + index
        whole = self._start + int.from_bytes(lengths[_LENGTHS:], "big")
        if not head.startswith(_MARK) or os.fstat(self._file).st_size != whole:
            raise ValueError("another file")
        return marshal.loads(os.pread(self._file, index, len(head)))  # type: ignore[no-any-return]

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """How to load a module; None if it is not here or its source has changed."""
        kept = self._known(name)
        if kept is None:
            is_writer = self.code is not None and name in self.code.writers
            spec = PathFinder.find_spec(name, path, target) if is_writer else None
            if spec is not None and spec.origin is not None and _is_usual(spec):
                spec.loader = _Loader(name, spec.origin, self)
            return spec
        folder, file = os.path.split(kept.source)
        loader = (_LateLoader if name in _ON_FIRST_USE else _KeptLoader)(name, kept, self)
        spec = ModuleSpec(name, loader, origin=kept.source)
        spec.has_location = True
        spec.cached = kept.cached
        if file == _OF_PACKAGE:
            spec.submodule_search_locations = [folder]
        return spec

    def _known(self, name: str) -> _Kept | None:
        """Where the code of a module is, if it is here and of today's source."""
        if name not in self._modules:
            return None
        kept = _Kept(*marshal.loads(self._modules[name]))
        return kept if _stamp(kept.source) == kept.stamp else None

    def code_of(self, kept: _Kept) -> bytes:
        """The code of a module as it is kept."""
        return os.pread(self._file, kept.length, self._start + kept.offset)

    def made_by(self, kept: _Kept) -> bytes:
        """What a module compiles, as it is kept; for most there is nothing."""
        return os.pread(self._file, kept.made, self._start + kept.offset + kept.length)

    def forget(self) -> None:
        """Find all as usual from now on, and keep everything anew: the file is damaged."""
        self._modules = {}
        try:  # noqa: SIM105 - contextlib may be the module that is damaged
            os.unlink(self._path)
        except OSError:
            pass  # another copy has found it out, too

    def keep(self) -> None:
        """Write all modules that are loaded by now, and those that the file has, if any is new."""
        if self.code is None or sys.dont_write_bytecode:
            return
        new = {}
        for name in sys.modules.keys() - self._loaded_before:
            spec = getattr(sys.modules.get(name), "__spec__", None)
            if spec is not None and _is_usual(spec):
                new[name] = spec
        found = _compiled(new) if new else {}
        changed = self.code.modules_with_new & (found.keys() | self._modules.keys())
        if not found and not changed:
            return
        from contextlib import suppress  # noqa: PLC0415 - not for finding modules

        with suppress(OSError):  # the next time, modules are found as usual again
            for name in self._modules.keys() - found.keys():
                if kept := self._known(name):
                    found[name] = kept, self.code_of(kept), self.made_by(kept)
            for name in changed & found.keys():
                kept, code, made = found[name]
                found[name] = kept, code, self.code.with_new(name, made)
            _replace(self._path, self._context, found)


_Content = tuple[_Kept, bytes, bytes]
"""A module for the file: where it is found besides, its code, what that compiles."""


def _is_usual(spec: ModuleSpec) -> bool:
    """Whether a module is loaded as Python does it; other loaders may make it something else."""
    return type(spec.loader) in (SourceFileLoader, _Loader)


def _compiled(specs: dict[str, ModuleSpec]) -> dict[str, _Content]:
    """What Python has compiled of some modules, where that is known to be of today's source."""
    from importlib.util import MAGIC_NUMBER  # noqa: PLC0415 - not for finding modules

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
            found[name] = _Kept(spec.origin, spec.cached, stamp), code, b""
    return found


def _replace(path: str, context: list[Any], modules: dict[str, _Content]) -> None:
    offset, index = 0, {}
    for name, (kept, code, made) in modules.items():
        lengths = len(code), len(made)
        entry = kept.source, kept.cached, kept.stamp, *lengths, offset
        index[name] = marshal.dumps(entry)
        offset += sum(lengths)
    packages = {os.path.dirname(kept.source) for kept, *_ in modules.values()}
    *_, path_of_modules = context
    searched = {name or os.curdir for name in path_of_modules}
    folders = [(name, _stamp(name)) for name in sorted(packages | searched)]
    head = marshal.dumps((context, folders, index))
    new = f"{path}.{os.getpid()}"
    try:
        with open(new, "wb") as file:
            lengths_of_all = (number.to_bytes(_LENGTHS, "big") for number in (len(head), offset))
            file.writelines((_MARK, *lengths_of_all, head))
            for _, *content in modules.values():
                file.writelines(content)
        os.replace(new, path)
    except OSError:
        if os.path.exists(new):
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
    kept.use()
    _in_use.append(kept)


def keep_modules() -> None:
    """Keep what is loaded by now for the next time."""
    for kept in _in_use:
        kept.keep()
