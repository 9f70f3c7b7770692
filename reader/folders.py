"""Every folder and file that Postil owns, one small function each.

They follow the platform; `POSTIL_DATA_DIR`, `POSTIL_CONFIG_DIR`, `POSTIL_CACHE_DIR` and
`POSTIL_STATE_DIR` override them. No other module makes up a path.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal

PRIVATE = 0o700

Kind = Literal["data", "config", "cache", "state"]

_XDG: dict[Kind, str] = {
    "data": "~/.local/share",
    "config": "~/.config",
    "cache": "~/.cache",
    "state": "~/.local/state",
}


def data_folder() -> Path:
    """Annotation files: what cannot be made again."""
    return _folder("data")


def snapshots_folder() -> Path:
    """The texts that notes were made on."""
    return data_folder() / "snapshots"


def config_folder() -> Path:
    """What the reader writes for the program."""
    return _folder("config")


def cache_folder() -> Path:
    """What may be deleted at any time."""
    return _folder("cache")


def state_folder() -> Path:
    """What the program remembers between two sittings."""
    return _folder("state")


def settings_file() -> Path:
    """The reader's settings."""
    return config_folder() / "config.toml"


def choices_file() -> Path:
    """What the reader last chose inside the program, such as the theme."""
    return state_folder() / "choices.json"


def library_folder() -> Path:
    """One small file for each article that was opened."""
    return state_folder() / "articles"


def pages_folder() -> Path:
    """Copies of the pages that were fetched."""
    return cache_folder() / "pages"


def stretches_folder() -> Path:
    """What stands around the places where texts were left."""
    return cache_folder() / "stretches"


def made_private(folder: Path) -> Path:
    """The folder, made for its owner's eyes alone if it was not there.

    Raises:
        OSError: it cannot be made.
    """
    folder.mkdir(PRIVATE, parents=True, exist_ok=True)
    return folder


def _folder(kind: Kind) -> Path:
    if chosen := os.environ.get(f"POSTIL_{kind.upper()}_DIR"):
        return Path(os.path.expanduser(chosen)).absolute()
    if sys.platform not in ("win32", "darwin"):
        return _xdg_folder(kind)
    from platformdirs import PlatformDirs  # noqa: PLC0415 - not needed elsewhere

    folders = PlatformDirs("postil", appauthor=False)
    return {
        "data": folders.user_data_path,
        "config": folders.user_config_path,
        "cache": folders.user_cache_path,
        "state": folders.user_state_path,
    }[kind]


def _xdg_folder(kind: Kind) -> Path:
    """A folder by the XDG Base Directory Specification 0.8, which ignores relative paths.

    platformdirs knows it, too, but takes some ten milliseconds of the first screen's to be loaded.
    """
    chosen = os.environ.get(f"XDG_{kind.upper()}_HOME", "")
    usual = os.path.expanduser(_XDG[kind])
    return Path(chosen if os.path.isabs(chosen) else usual, "postil")
