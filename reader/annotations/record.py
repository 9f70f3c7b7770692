"""One annotation as it is merged: each field with the stamp of the edit that gave it its value.

Words: an *actor* is one sitting of one reader, a short random string. A *lamport* is a counter: an
edit takes the highest of its record and adds one, so an edit that has seen another counts higher
(Lamport 1978). Actor and lamport together name one edit. What a note's edit has *seen* is a
version vector: for each actor the highest lamport known. It tells an edit that replaces another
from two edits made side by side, which a single counter cannot.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from zlib import crc32

Json = Any
"""Whatever a JSON text can hold."""
Seen = Mapping[str, int]
"""For each actor the highest lamport known; none counts as 0."""

MAX_INTEGER = 2**53 - 1
"""The highest whole number that every JSON reader keeps exactly (RFC 8259, section 6)."""
MAX_LAMPORT = 2**48
"""A higher counter is damage: nobody made so many edits, and none could count above the highest."""
SETS = ("sources", "tags")
"""The fields that are sets of strings: each member is added and removed by its own stamp."""

_sorted = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_plain = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Register(NamedTuple):
    """The value of one field and the edit that gave it. The higher one wins."""

    lamport: int
    actor: str
    check: str
    """`check_of(value)` when it was written; empty in a set."""
    value: Json
    """`None` when the field was taken away. In a set: whether the member belongs to it."""


class Version(NamedTuple):
    """One text of a note, and the edits of the note that its writer knew, its own among them."""

    seen: Seen
    check: str
    text: Json


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known of one id."""

    id: str
    registers: Mapping[str, Register] = field(default_factory=dict)
    sets: Mapping[str, Mapping[str, Register]] = field(default_factory=dict)
    """For each of `SETS` that was ever filled, its present and former members."""
    note: tuple[Version, ...] = ()
    """More than one when the note was edited side by side; none has seen another. The latest
    first."""

    @property
    def lamport(self) -> int:
        """The highest counter in it; 0 when it is new."""
        stamps = [
            *self.registers.values(),
            *(register for members in self.sets.values() for register in members.values()),
        ]
        highest = max((register.lamport for register in stamps), default=0)
        return max(highest, *knowledge(self.note).values(), 0)


def text_of(value: Json) -> str:
    """The value as JSON, its keys in their own order."""
    return _plain(value)


def check(text: str) -> str:
    """A short hash: six hexadecimal digits of the CRC-32. It shows accidents, not attacks."""
    return f"{crc32(text.encode('utf-8', 'surrogatepass')) & 0xFFFFFF:06x}"


def check_of(value: Json) -> str:
    """The check of a value, whatever the order of its keys."""
    return check(_sorted(value))


def knowledge(versions: Iterable[Version]) -> dict[str, int]:
    """All edits of a note that the writers of these versions knew together."""
    known: dict[str, int] = {}
    for version in versions:
        for actor, lamport in version.seen.items():
            known[actor] = max(lamport, known.get(actor, 0))
    return known


def covers(known: Seen, version: Version) -> bool:
    """Whether one who knew these edits had the version before them."""
    return all(lamport <= known.get(actor, 0) for actor, lamport in version.seen.items())
