"""What the reader may set: in `config.toml` by hand, and by keys inside the program.

A setting that is unknown or wrong is named and otherwise ignored; nothing here keeps anyone from
reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from article.printable import printable_line
from reader.records import read_record, replace_record

NARROWEST, WIDEST = 20, 400
"""The widths of the column, in cells, that may be asked for."""

_MAX_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force."""

    theme: str = ""
    """The name of a theme; empty for the program's own choice."""
    width: int = 72
    """Cells of the text's column, if the terminal has them."""
    words_per_minute: int = 240
    """For the time left. The default is the mean of silent readers of English (Brysbaert 2019)."""
    snapshots: bool = True
    """Whether the text that notes were made on is kept beside them."""
    keymap: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """From a command's id to its keys, for the commands that the reader has rebound."""


def load_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """The settings of a file, and one phrase for each thing in it that is ignored.

    A file that is not there says nothing and is nothing to be named.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (f"it cannot be read ({error.strerror})",)
    if len(content) > _MAX_BYTES:
        return Settings(), (f"it is larger than {_MAX_BYTES // 1000} kB",)
    import tomllib  # noqa: PLC0415 - few readers have a settings file

    try:
        return _checked(tomllib.loads(content.decode("utf-8-sig")))
    except UnicodeDecodeError:
        return Settings(), ("it is not UTF-8",)
    except tomllib.TOMLDecodeError as error:
        return Settings(), (f"it is not TOML ({printable_line(str(error))})",)
    except (RecursionError, ValueError):  # nested or numbers without measure
        return Settings(), ("it is not TOML that could be read",)


def _whole_number(lowest: int, highest: int) -> Callable[[object], bool]:
    return lambda value: type(value) is int and lowest <= value <= highest


_RULES: dict[str, tuple[Callable[[object], bool], str]] = {
    "theme": (lambda value: isinstance(value, str), "the name of a theme"),
    "width": (
        _whole_number(NARROWEST, WIDEST),
        f"a whole number from {NARROWEST} to {WIDEST}",
    ),
    "words_per_minute": (_whole_number(50, 2000), "a whole number from 50 to 2000"),
    "snapshots": (lambda value: isinstance(value, bool), "true or false"),
    "keymap": (lambda value: isinstance(value, dict), "a table of commands and their keys"),
}
"""For each setting: whether a value will do, and what would do, in words."""


def _checked(table: Mapping[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    chosen: dict[str, Any] = {}
    problems: list[str] = []
    for name, value in table.items():
        if name not in _RULES:
            problems.append(f"there is no setting {printable_line(name)!r}")
        elif not _RULES[name][0](value):
            problems.append(f"{name} must be {_RULES[name][1]}")
        elif name == "keymap":
            chosen[name] = MappingProxyType(_keymap(value, problems))
        else:
            chosen[name] = value
    return Settings(**chosen), tuple(problems)


def _keymap(table: Mapping[str, Any], problems: list[str]) -> dict[str, tuple[str, ...]]:
    """Command ids and their keys. TOML reads `section.next` as a table in a table: it is undone."""
    keymap: dict[str, tuple[str, ...]] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            inner = _keymap({f"{name}.{key}": keys for key, keys in value.items()}, problems)
            keymap.update(inner)
            continue
        keys = [value] if isinstance(value, str) else value
        if isinstance(keys, list) and all(isinstance(key, str) and key for key in keys):
            keymap[name] = tuple(keys)
        else:
            problems.append(f"keymap: {printable_line(name)!r} must be a key or a list of keys")
    return keymap


def theme_in_use(settings: Settings, choices: Path) -> str:
    """The theme that was last chosen in the program, else the one of the settings.

    A choice stands in for the theme that was set when it was made: whoever then sets another one
    in `config.toml` gets that one.
    """
    try:
        record = read_record(choices)
    except (OSError, ValueError):
        return settings.theme
    theme = record.get("theme")
    if isinstance(theme, str) and record.get("instead_of") == settings.theme:
        return theme
    return settings.theme


def remember_theme(theme: str, settings: Settings, choices: Path) -> None:
    """Keep a theme that was chosen in the program for the next time.

    Raises:
        OSError: the state folder cannot be written.
    """
    try:
        record = read_record(choices)
    except (OSError, ValueError):
        record = {}
    replace_record(choices, {**record, "theme": theme, "instead_of": settings.theme})
