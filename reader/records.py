"""Small JSON files of the state folder: read whole, replaced whole.

A reader sees the old record or the new one, never half of one, because the new one is written
beside the old and then takes its name.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reader.folders import made_private

MAX_BYTES = 8_000_000


def read_record(path: Path) -> dict[str, Any]:
    """The JSON object in a file.

    Raises:
        OSError: the file cannot be read.
        ValueError: it holds no JSON object, or is too large to be one of ours.
    """
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ValueError("too large")
    import json  # noqa: PLC0415 - for many first screens there is no record

    try:
        record = json.loads(content)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(record, dict):
        raise ValueError("not an object")
    return record


def replace_record(path: Path, record: Mapping[str, object]) -> None:
    """Put a JSON object in the place of what the file held.

    Raises:
        OSError: the folder or the file cannot be written; the old file is as it was.
    """
    import json  # noqa: PLC0415 - see above

    made_private(path.parent)
    # ASCII, because paths may hold bytes that are no Unicode text.
    content = json.dumps(record, indent=1).encode("ascii") + b"\n"
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
