"""What modules compile while they are loaded, kept with the modules.

A dataclass writes its methods as text and has Python compile them, a named tuple does the same,
and a regular expression is made into a list of numbers. What comes of it follows from the text and
from the version of Python, and is a seventh of the time until the first page. Python keeps nothing
of it, and has no place to say that somebody else does: so what these modules call stands in front
of them, by the name that they call it by. It does nothing but look up what is kept of the module
that is being loaded and, where nothing is found, what they would have done. What a module compiles
later, of words that a reader typed, is not kept.
"""

from __future__ import annotations

import collections
import marshal
import re
import sys
import typing
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from importlib import import_module
from types import FrameType, ModuleType
from typing import Any

_WRITERS = {"collections": "eval", "dataclasses": "exec", "typing": "compile"}
"""The modules that write code, and what they call to have it compiled; `typing` does it for each
annotation that is a string."""

_Key = tuple[str | bytes, str | int]
"""A text and what is called with it; or a regular expression and its flags."""

_TELL_NOTHING = frozenset({"article.lexicon", "reader.view.cells"})
"""Modules that compile, also later, only what they are made of."""

_Made = dict[_Key, bytes]
"""What a module compiles, by what it is compiled of."""
_Names = dict[str, Any] | None
_FILE = "<string>"
"""What Python calls the file of code that is in none."""


class KeptCode:
    """Compiled code and expressions by what they were compiled of."""

    writers = _WRITERS.keys()
    """The names of the modules that it is for."""

    def __init__(self) -> None:
        """Nothing is known yet; see `known_in`."""
        self._known: dict[str, _Made] = {}
        """For each module that is being loaded, the last one last; and for `_TELL_NOTHING`."""
        self._new: dict[str, dict[_Key, Any]] = {}
        """For each module, too."""
        self._compiler: Any = None
        """Python's own of regular expressions, once it is used."""
        self._compile = re.compile

    def use(self) -> None:
        """Let what is loaded from now on be looked up here."""
        self.use_in(collections)
        self.use_in(typing)
        with suppress(ImportError, AttributeError):  # a Python that does it in another way
            self._compiler = import_module("re._compiler")
            self._compile = self._compiler.compile
            self._compiler.compile = self._expression

    def use_in(self, module: ModuleType) -> None:
        """Let a module look here, if it is one of `writers`; it may be about to be loaded."""
        stand_ins = {"compile": self._compiled, "eval": self._eval, "exec": self._exec}
        if name := _WRITERS.get(module.__name__):
            vars(module)[name] = stand_ins[name]

    @contextmanager
    def known_in(self, module: str, made: bytes) -> Iterator[None]:
        """While a module is loaded, know what it compiles, as `with_new` has given it."""
        with suppress(ValueError, EOFError, TypeError):  # there is none, or it is damaged
            self._known[module] = marshal.loads(made)
        try:
            yield
        finally:
            if module not in _TELL_NOTHING:
                self._known.pop(module, None)

    @property
    def modules_with_new(self) -> AbstractSet[str]:
        """The modules that have compiled what was not known."""
        return self._new.keys()

    def with_new(self, module: str, made: bytes) -> bytes:
        """What a module compiles: what was known of it, and what is new."""
        known: _Made = marshal.loads(made) if made else {}
        for (text, how), one in self._new.get(module, {}).items():
            known[text, how] = marshal.dumps(
                one if isinstance(how, str) else self._parts(text, how, one)
            )
        return marshal.dumps(known) if known else b""

    def _exec(self, text: str, names: _Names = None, local: _Names = None) -> None:
        exec(self._compiled(text, _FILE, "exec"), names, local)

    def _eval(self, text: str, names: _Names = None, local: _Names = None) -> Any:  # noqa: ANN401
        return eval(self._compiled(text, _FILE, "eval"), names, local)

    def _compiled(self, text: Any, file: str, mode: str, **options: Any) -> Any:  # noqa: ANN401
        if not isinstance(text, str) or file != _FILE or options:
            return compile(text, file, mode, **options)
        if kept := self._looked_up((text, mode)):
            return marshal.loads(kept)
        code = compile(text, file, mode, dont_inherit=True)
        self._keep((text, mode), code)
        return code

    def _expression(self, pattern: Any, flags: int = 0) -> re.Pattern[Any]:  # noqa: ANN401
        if not isinstance(pattern, str | bytes):
            return self._compile(pattern, flags)
        key = pattern, int(flags)
        kept = self._looked_up(key)
        if kept and (parts := marshal.loads(kept)):
            return self._of_parts(pattern, parts)
        made = self._compile(pattern, flags)
        if kept is None:
            self._keep(key, made)
        return made

    def _looked_up(self, key: _Key) -> bytes | None:
        for made in reversed([*self._known.values()]):  # another thread may load modules, too
            if key in made:
                return made[key]
        return None

    def _keep(self, key: _Key, made: Any) -> None:  # noqa: ANN401
        if module := _maker():
            self._new.setdefault(module, {})[key] = made

    def _parts(self, pattern: str | bytes, flags: int, made: re.Pattern[Any]) -> Any:  # noqa: ANN401
        """What an expression is made of; None if the same cannot be made of it again."""
        with suppress(AttributeError, TypeError, ValueError, RuntimeError):
            parsed = import_module("re._parser").parse(pattern, flags)
            code = [int(number) for number in self._compiler._code(parsed, flags)]
            names = dict[int, str]((number, name) for name, number in made.groupindex.items())
            by_number = tuple(names.get(number) for number in range(made.groups + 1))
            parts = (made.flags, code, made.groups, dict(made.groupindex), by_number)
            if self._of_parts(pattern, parts) == made:
                return parts
        return None

    def _of_parts(self, pattern: str | bytes, parts: Any) -> re.Pattern[Any]:  # noqa: ANN401
        return self._compiler._sre.compile(pattern, *parts)  # type: ignore[no-any-return]


def _maker() -> str:
    """The module of which what is compiled now is a part; empty if a reader gave it."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module in _TELL_NOTHING or frame.f_code.co_name == "<module>":
            return "" if module == "__main__" else module
        frame = frame.f_back
    return ""
