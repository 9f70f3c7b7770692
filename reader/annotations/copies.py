"""Copies that sync tools lay beside a file when it was changed in two places."""

from __future__ import annotations

import os
import re

_MARKS = (
    r"\.sync-conflict-\d{8}-\d{6}-\w+",  # Syncthing
    r" \(.*conflicted copy.*\)",  # Dropbox, Nextcloud, Seafile
    r"_conflict-\d{8}-\d{6}",  # ownCloud
)
"""What they put between the name and its last ending."""

_mark = re.compile("|".join(_MARKS), re.IGNORECASE).fullmatch


def copies_of(path: str) -> tuple[str, ...]:
    """The paths of the copies that lie beside a file, in the order of their names.

    Raises:
        OSError: its folder cannot be listed.
    """
    folder, name = os.path.split(path)
    stem, ending = os.path.splitext(name)
    return tuple(
        os.path.join(folder, other)
        for other in sorted(os.listdir(folder or os.curdir))
        if other != name
        and other.startswith(stem)
        and other.endswith(ending)
        and _mark(other[len(stem) : len(other) - len(ending)])
    )
