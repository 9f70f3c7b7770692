"""Keys that the reader has chosen and that would do nothing are named."""

from __future__ import annotations

import pytest

from reader.commands import COMMANDS
from reader.keymap import oddities


def test_the_keys_of_the_table_are_keys_of_one_command_each() -> None:
    assert list(oddities({})) == []
    table = {command.id: tuple(command.keys.split(",")) for command in COMMANDS}
    assert list(oddities(table)) == []


@pytest.mark.parametrize("key", ["ctrl+n", "f5", "alt+left", "ä", "Q", "less_than_sign", "ctrl+@"])
def test_a_key_of_textuals_or_a_character_is_a_key(key: str) -> None:
    table = {"section.next": ("]", key)}
    assert [odd for odd in oddities(table) if "no key" in odd] == []


@pytest.mark.parametrize("key", ["ctrl-n", "escap", "ctl+n", "C-n", "ctrl+", "gg"])
def test_what_no_key_is_called_is_named(key: str) -> None:
    assert list(oddities({"section.next": ("]", key)})) == [f"there is no key {key!r}"]


def test_a_name_that_is_no_commands_is_named() -> None:
    assert list(oddities({"section.next": ("ctrl+n",), "section.nxt": ("y",)})) == [
        "there is no command 'section.nxt'"
    ]


@pytest.mark.parametrize(("key", "other"), [("/", "search"), ("slash", "search"), ("x", "note.")])
def test_a_key_of_two_commands_is_named_with_both(key: str, other: str) -> None:
    (odd,) = oddities({"section.next": (key,)})
    assert odd.startswith("'")
    assert "is a key of section.next and of " + other in odd


def test_a_key_that_was_taken_from_its_command_is_free() -> None:
    assert list(oddities({"search": ("ctrl+f",), "section.next": ("/",)})) == []


def test_nothing_of_a_keymap_reaches_the_terminal_as_it_is() -> None:
    odd = "".join(oddities({"section\x1b[2J": ("\x9b\x07",)}))
    assert odd.isprintable()
