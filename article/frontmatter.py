"""Front matter: the YAML between two `---` lines at the head of a text.

Only what a reader is shown is taken from it, and only where it is plain text, a date or a list of
plain texts; the rest is left alone. What is not YAML after all stays part of the text.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from article.printable import printable_line

_MAX_LENGTH = 500_000
_MAX_DEPTH = 20
"""Of lists and mappings in each other: PyYAML builds them by recursion in C, without a guard."""
_fence = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


class FrontMatter(NamedTuple):
    """What a text says of itself; empty where it says nothing."""

    title: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    language: str = ""
    key_points: tuple[str, ...] = ()

    def completed_by(self, other: FrontMatter) -> FrontMatter:
        """This one, with what the other says where this one says nothing."""
        return FrontMatter._make(mine or theirs for mine, theirs in zip(self, other, strict=True))


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """The front matter of a text, and the text behind it."""
    match = _fence.match(text, 0, _MAX_LENGTH)
    if match is None:
        return FrontMatter(), text
    fields = _load(match[1]) if match[1] else {}
    if fields is None:
        return FrontMatter(), text
    points = fields.get("key_points")
    author = fields.get("author", fields.get("authors"))
    return FrontMatter(
        title=_line(fields.get("title")),
        author=", ".join(filter(None, map(_line, author)))
        if isinstance(author, list)
        else _line(author),
        date=_line(fields.get("date")),
        url=_line(fields.get("url")),
        language=_line(fields.get("lang", fields.get("language"))),
        key_points=tuple(filter(None, map(_line, points))) if isinstance(points, list) else (),
    ), text[match.end() :]


def _load(content: str) -> dict[Any, Any] | None:
    import yaml  # noqa: PLC0415 - few texts have front matter

    # The base loader makes strings of all scalars and knows no tags and no merge keys, so a
    # hostile text can neither construct anything nor multiply itself.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    depth = 0
    try:
        for event in yaml.parse(content, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > _MAX_DEPTH:
                return None
        fields = yaml.load(content, Loader=loader)
    except (yaml.YAMLError, ValueError):
        return None
    return fields if isinstance(fields, dict) else None


def _line(value: object) -> str:
    """A scalar as one safe line; nested or missing values are nothing."""
    if not isinstance(value, str) or value in ("~", "null"):
        return ""
    return printable_line(value)
