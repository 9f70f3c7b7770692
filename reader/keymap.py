"""What is odd about a reader's own keys: they would do nothing, and nobody would say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.keys import REPLACED_KEYS, Keys, key_to_character

from article.printable import printable_line
from reader.commands import COMMANDS

_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "hyper", "meta"})
_NAMED = {key.value.rpartition("+")[2] for key in Keys}
"""The keys with names that are no character's own."""


def oddities(keymap: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """One phrase for each command and key that is none, and for each key of two commands."""
    known = {command.id for command in COMMANDS}
    for name, keys in keymap.items():
        if name not in known:
            yield f"there is no command {printable_line(name)!r}"
        for key in keys:
            if not _is_key(key):
                yield f"there is no key {printable_line(key)!r}"
    taken: dict[str, str] = {}
    for command in COMMANDS:
        for key in keymap.get(command.id, command.keys.split(",")):
            first = taken.setdefault(_character_of(key), command.id)
            if first != command.id:
                yield f"{printable_line(key)!r} is a key of {first} and of {command.id}"


def _is_key(name: str) -> bool:
    if len(name) == 1:
        return name.isprintable()
    modifiers, _, key = name.rpartition("+")
    are_modifiers = not modifiers or _MODIFIERS.issuperset(modifiers.split("+"))
    return are_modifiers and (key in _NAMED or _character_of(key) != key)


def _character_of(key: str) -> str:
    """The character that is another name of a key, or else the key."""
    character = key_to_character(REPLACED_KEYS.get(key, key))
    return character if character and character.isprintable() else key
