"""`postil where`: the files and folders in use."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from reader import folders
from reader.cli.output import say

_PLACES = {
    "notes": folders.data_folder,
    "settings": folders.settings_file,
    "state": folders.state_folder,
    "library": folders.library_folder,
    "cache": folders.cache_folder,
}


def add_arguments(parser: ArgumentParser) -> None:
    """It has none of its own."""


def run(options: Namespace) -> int:
    """Print what lies where, one place a line, whether it is there yet or not."""
    for name, place in _PLACES.items():
        say(f"{name:<9} {place()}")
    return 0
