"""What modules compile while they are loaded, kept with the modules.

A dataclass writes its methods as text and has Python compile them, a named tuple does the same,
and a regular expression is made into a list of numbers. What comes of it follows from the text and
from the version of Python, and is a seventh of the time until the first page. Python keeps nothing
of it, and has no place to say that somebody else does: so what these modules call stands in front
of them, by the name that they call it by. It does nothing but look up and, where nothing is found,
what they would have done. What a module compiles later, of words that a reader typed, is not kept.
"""

from __future__ import annotations

import collections
import marshal
import re
import sys
import typing
from contextlib import suppress
from importlib import import_module
from types import CodeType, FrameType, ModuleType
from typing import Any

_WRITERS = {"collections": "eval", "dataclasses": "exec", "typing": "compile"}
"""The modules that write code, and what they call to have it compiled; `typing` does it for each
annotation that is a string."""

_Key = tuple[str | bytes, str | int]
"""A text and what is called with it; or a regular expression and its flags."""

_TELL_NOTHING = frozenset({"article.lexicon"})
"""Modules that compile, also later, only what they are made of."""

_Names = dict[str, Any] | None
_FILE = "<string>"
"""What Python calls the file of code that is in none."""


class KeptCode:
    """Compiled code and expressions by what they were compiled of."""

    writers = _WRITERS.keys()
    """The names of the modules that it is for."""

    def __init__(self, kept: dict[_Key, bytes]) -> None:
        """Know what was compiled before, as `new` has given it.

        What is used is taken out of it: nearly all but annotations is used once, and takes room.
        """
        self._kept = kept
        self._used: set[_Key] = set()
        self._evaluated: dict[str, CodeType] = {}
        """The code of annotations, of which many fields have the same, and of named tuples."""
        self._new: dict[_Key, Any] = {}
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

    def new(self) -> dict[_Key, bytes]:
        """What was compiled and not known, in a form that can be written to a file."""
        return {
            (text, how): marshal.dumps(
                made if isinstance(how, str) else self._parts(text, how, made)
            )
            for (text, how), made in self._new.items()
        }

    def _exec(self, text: str, names: _Names = None, local: _Names = None) -> None:
        exec(self._compiled(text, _FILE, "exec"), names, local)

    def _eval(self, text: str, names: _Names = None, local: _Names = None) -> Any:  # noqa: ANN401
        return eval(self._compiled(text, _FILE, "eval"), names, local)

    def _compiled(self, text: Any, file: str, mode: str, **options: Any) -> Any:  # noqa: ANN401
        if not isinstance(text, str) or file != _FILE or options:
            return compile(text, file, mode, **options)
        if mode == "eval" and text in self._evaluated:
            return self._evaluated[text]
        if kept := self._taken((text, mode)):
            code = marshal.loads(kept)
        else:
            code = compile(text, file, mode, dont_inherit=True)
            if (text, mode) not in self._used and _may_be_kept():
                self._new[text, mode] = code
        if mode == "eval":
            self._evaluated[text] = code
        return code

    def _expression(self, pattern: Any, flags: int = 0) -> re.Pattern[Any]:  # noqa: ANN401
        if not isinstance(pattern, str | bytes):
            return self._compile(pattern, flags)
        key = pattern, int(flags)
        kept = self._taken(key)
        if kept and (parts := marshal.loads(kept)):
            return self._of_parts(pattern, parts)
        made = self._compile(pattern, flags)
        if key not in self._used and _may_be_kept():
            self._new[key] = made
        return made

    def _taken(self, key: _Key) -> bytes | None:
        """What was kept of a text, the first time that it is asked for."""
        kept = self._kept.pop(key, None)
        if kept is not None:
            self._used.add(key)
        return kept

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


def _may_be_kept() -> bool:
    """Whether what is compiled now is part of a module, and nothing that a reader gave."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        module = frame.f_globals.get("__name__")
        if module in _TELL_NOTHING:
            return True
        if frame.f_code.co_name == "<module>":
            return module != "__main__"
        frame = frame.f_back
    return False
