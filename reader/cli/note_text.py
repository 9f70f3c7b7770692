"""Notes as plain text, as the commands print them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise


def indented(lead: str, lines: Iterable[str], width: int | None = None) -> Iterator[str]:
    """Lines with a lead before the first and room for it before the others, wrapped to a width."""
    for line in lines:
        for row in _wrapped(line, width and width - len(lead)):
            yield (lead + row).rstrip()
            lead = " " * len(lead)


def _wrapped(line: str, width: int | None) -> Iterable[str]:
    if width is None:
        return [line]
    from reader.view.cells import wrap  # noqa: PLC0415 - seldom asked for, and it loads Rich

    starts = wrap(line, max(1, width))
    return [line[start:end] for start, end in pairwise([*starts, len(line)])]
