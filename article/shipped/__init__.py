"""The article that ships with the program: what a newcomer opens first."""

from __future__ import annotations

from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from pathlib import Path


def shipped_article() -> AbstractContextManager[Path]:
    """The path of the shipped article, for as long as the context lasts.

    Where the package is installed in a folder that is the file itself; a package in an archive
    has no file, so one is made for the while.
    """
    return as_file(files(__name__) / "talks-with-north-korea.md")
