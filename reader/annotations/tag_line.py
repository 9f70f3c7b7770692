"""Tags on a line, as they are typed: spaces between, `#` or not, one of several words in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable

_tags = re.compile(r'#*"((?:[^"]|"")*)(?:"(?!\S)|$)|(\S+)').finditer
_begun = re.compile(r'(?<!\S)#*("(?:[^"]|"")*|[^\s"]\S*)$').search
_needs_quotes = re.compile(r'\s|^["#]|^$').search


def written(tag: str) -> str:
    """A tag as it is typed; a quote within quotes is doubled."""
    return '"' + tag.replace('"', '""') + '"' if _needs_quotes(tag) else tag


def tags_on(line: str) -> tuple[str, ...]:
    """The tags on a line, without repetition. Quotes that are open end with it."""
    found = (
        bare.lstrip("#") if (bare := match[2]) else match[1].replace('""', '"')
        for match in _tags(line)
    )
    return tuple(dict.fromkeys(filter(None, found)))


def completed(line: str, known: Iterable[str]) -> str | None:
    """The line with its last tag completed; nothing when no other known tag begins like it."""
    if (begun := _begun(line)) is None:
        return None
    start, used = begun[1], {tag.lower() for tag in tags_on(line[: begun.start()])}
    for tag in known:
        if written(tag).lower().startswith(start.lower()) and tag.lower() not in used:
            return line + written(tag)[len(start) :]
    return None
