"""What the reader may set."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.settings import Settings, load_settings, remember_theme, theme_in_use


@pytest.fixture
def config(tmp_path) -> Path:
    return tmp_path / "config.toml"


def test_no_file_means_the_defaults_and_nothing_to_say(config):
    assert load_settings(config) == (Settings(), ())


def test_every_setting_can_be_set(config):
    config.write_text(
        """
        theme = "paper"
        width = 60
        words_per_minute = 300
        snapshots = false

        [keymap]
        "annotation.add" = "a"
        section.next = ["]", "right"]
        quit = []
        """
    )
    found, problems = load_settings(config)
    assert problems == ()
    assert found == Settings(
        theme="paper",
        width=60,
        words_per_minute=300,
        snapshots=False,
        keymap={"annotation.add": ("a",), "section.next": ("]", "right"), "quit": ()},
    )


def test_unknown_and_wrong_settings_are_named_and_the_others_hold(config):
    config.write_text(
        """
        width = "wide"
        words_per_minute = 5
        snapshots = 1
        colour = "red"
        theme = "paper"

        [keymap]
        top = 3
        end = ["G", 4]
        help = "h"
        """
    )
    found, problems = load_settings(config)
    assert found == Settings(theme="paper", keymap={"help": ("h",)})
    assert problems == (
        "width must be a whole number from 20 to 400",
        "words_per_minute must be a whole number from 50 to 2000",
        "snapshots must be true or false",
        "there is no setting 'colour'",
        "keymap: 'top' must be a key or a list of keys",
        "keymap: 'end' must be a key or a list of keys",
    )


@pytest.mark.parametrize("width", ["19", "401", "true", "72.0"])
def test_a_width_must_be_a_whole_number_that_fits_a_terminal(config, width):
    config.write_text(f"width = {width}")
    assert load_settings(config)[0].width == Settings().width


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"width = ", "it is not TOML"),
        (b"theme = '\xff'", "it is not UTF-8"),
        (b"#" * 300_000, "it is larger than 200 kB"),
        (b"keymap = " + b"[" * 50_000, "it is not TOML"),
        (b"width = " + b"9" * 10_000, "it is not TOML"),
    ],
)
def test_a_file_that_cannot_be_understood_is_named_in_one_message(config, content, named):
    config.write_bytes(content)
    found, problems = load_settings(config)
    assert found == Settings()
    assert len(problems) == 1
    assert problems[0].startswith(named)


def test_a_folder_in_the_place_of_the_file_is_named(config):
    config.mkdir()
    assert load_settings(config) == (Settings(), ("it cannot be read (Is a directory)",))


def test_names_in_messages_cannot_command_the_terminal(config):
    config.write_text('"\\u001b[2J" = 1')
    assert "\x1b" not in "".join(load_settings(config)[1])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the disk may be slow
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_file_whatever_it_holds_keeps_anyone_from_reading(tmp_path_factory, content):
    config = tmp_path_factory.mktemp("config") / "config.toml"
    config.write_bytes(content)
    found, problems = load_settings(config)
    assert isinstance(found, Settings)
    assert all("\n" not in problem for problem in problems)


def test_a_theme_chosen_in_the_program_is_there_the_next_time(tmp_path):
    choices = tmp_path / "state" / "choices.json"
    settings = Settings(theme="paper")
    assert theme_in_use(settings, choices) == "paper"
    remember_theme("night", settings, choices)
    assert theme_in_use(settings, choices) == "night"


def test_a_theme_set_by_hand_afterwards_is_what_the_reader_wants_now(tmp_path):
    choices = tmp_path / "choices.json"
    remember_theme("night", Settings(theme="paper"), choices)
    assert theme_in_use(Settings(theme="ink"), choices) == "ink"


def test_other_choices_survive_and_a_damaged_file_is_forgotten(tmp_path):
    choices = tmp_path / "choices.json"
    choices.write_text('{"theme": 3, "later": "kept"}')
    assert theme_in_use(Settings(), choices) == ""
    remember_theme("night", Settings(), choices)
    assert '"later": "kept"' in choices.read_text()
    choices.write_text("{")
    assert theme_in_use(Settings(), choices) == ""
    remember_theme("night", Settings(), choices)
    assert theme_in_use(Settings(), choices) == "night"
