"""One line of an annotations file: text to values, and to the record that is merged.

A line is a JSON object (RFC 8259), the prose first. Two of its fields are the program's own: `s`
holds the stamps, `h` at the very end a check of all that stands before it:

    {"id":…,"note":"Why?","tags":["leverage"],"color":"blue","origin":{…},…,
     "s":{"note":[[{"k3f9q1x0":4},"9a01bc"]],"tags":{"leverage":[2,"k3f9q1x0",true]},
          "color":[3,"k3f9q1x0","77ac02"],…},"h":"3f9a2c"}

Of stamps there are three kinds:

- a field: `[lamport, actor, check of its value]`; a stamp without its field: it was taken away;
- a tag: `[lamport, actor, whether it is there]`;
- a note: for it and each of `note_alt`: `[edits it has seen, check of its text]`.

`origin` is the place that a note was made on: its words, those around them, positions, and the
fingerprint of the text. It never changes. `pin`, of the same shape, is a place that the reader
confirmed later; `declined` is a list of places that they said no to, each in the text of that day.
`deleted` holds the edits of the note that whoever deleted it knew, and as `restored` the counter of
the edit that had brought it back before, if one had.

Where `h` does not fit, someone edited the line by hand. Then each value that does not fit its own
stamp gets a new one, far later than all others of the line: it may not be the last line of its id.
A tag that was added or taken out shows even without a check. What comes of a line depends on
nothing but the line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, TypeGuard

from reader.annotations.join import deletion, latest_versions
from reader.annotations.record import (
    MAX_LAMPORT,
    SETS,
    Json,
    Record,
    Register,
    Version,
    check,
    check_of,
    knowledge,
    text_of,
)

MAX_DEPTH = 50
"""Lines that are nested deeper are not read: JSON of that depth is an attack on its reader."""

HAND = "hand"
"""The actor of edits that were made with another program."""

HAND_LEAD = 1_000_000
"""How far an edit by hand counts ahead of its line: those behind it have had fewer edits."""

_FIRST = (
    *("id", "format", "v", "norm", "title", "sources", "sha256", "length"),
    *("note", "note_alt", "tags", "color", "point", "origin", "pin", "declined"),
    *("created", "modified", "by", "ext"),
)
_LAST = ("deleted",)
_NO_REGISTER = frozenset(("id", "note", "note_alt", "s", "h", *SETS))
_HASH_LENGTH = len(',"h":"000000"}')
_surrogate = re.compile("[\ud800-\udfff]")

Values = dict[str, Any]
"""The fields of a line, as JSON has them."""


def _finite(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError("a number without end")
    return value


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is not JSON")


_decode = json.JSONDecoder(
    parse_float=_finite,
    parse_constant=_no_number,
    strict=False,  # a hand may have typed a tab
).raw_decode
_WHITE_SPACE = " \t\n\r"
"""What may stand around a JSON text."""


def parse(line: str) -> Values | None:
    """The fields of a line, or `None` if it is none of ours, whatever it holds."""
    text = line.strip(_WHITE_SPACE)
    try:
        values, end = _decode(text)
        text.isascii() or text.encode()  # bytes that were no UTF-8 stand in it as surrogates
    except (ValueError, RecursionError):
        return None
    if end != len(text):
        return None
    if type(values) is not dict or type(values.get("id")) is not str or not values["id"]:
        return None
    for name in SETS:
        if name in values and not _is_set(values[name]):
            return None
    if line.count("{") + line.count("[") > MAX_DEPTH and _depth(values) > MAX_DEPTH:
        return None
    return values


def _is_set(value: Json) -> bool:
    return type(value) is list and all(type(member) is str for member in value)


def _depth(value: Json) -> int:
    """How deeply a value is nested, counted only as far as it matters."""
    depth, level = 0, [value]
    while level and depth <= MAX_DEPTH:
        depth += 1
        level = [
            inner
            for outer in level
            for inner in (outer.values() if type(outer) is dict else outer)
            if type(inner) in (dict, list)
        ]
    return depth


def is_intact(line: str) -> bool:
    """Whether the line is as the program wrote it."""
    return line.endswith(f',"h":"{check(line[:-_HASH_LENGTH])}"}}')


def encode(record: Record) -> str:
    """The line of a record, without a line end; it can always be encoded as UTF-8."""
    return encoded(record, values_of(record))


def encoded(record: Record, values: Values) -> str:
    """The same for a record whose values are at hand."""
    stamps: Values = {}
    if record.note:
        stamps["note"] = [[dict(version.seen), version.check] for version in record.note]
    for name, members in record.sets.items():
        stamps[name] = {
            member: [register.lamport, register.actor, register.value]
            for member, register in sorted(members.items())
        }
    for name, register in sorted(record.registers.items()):
        stamps[name] = [register.lamport, register.actor, register.check]
    text = text_of({**values, "s": stamps})[:-1]
    if not text.isascii():
        text = _surrogate.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return f'{text},"h":"{check(text)}"}}'


def values_of(record: Record) -> Values:
    """The fields of a record in the order of a line, without stamps."""
    values: Values = {"id": record.id}
    if record.note:
        values["note"] = record.note[0].text
    if len(record.note) > 1:
        values["note_alt"] = [version.text for version in record.note[1:]]
    for name, members in record.sets.items():
        if present := sorted(member for member, register in members.items() if register.value):
            values[name] = present
    for name, register in record.registers.items():
        if register.value is not None:
            values[name] = register.value
    middle = sorted(values.keys() - {*_FIRST, *_LAST})
    return {name: values[name] for name in (*_FIRST, *middle, *_LAST) if name in values}


def decode(line: str) -> Record:
    """The record of a line that `parse` reads."""
    values = parse(line)
    if values is None:
        raise ValueError("not a line of an annotations file")
    return record_of(values, line)


def record_of(values: Values, line: str) -> Record:
    """The record of a line whose fields are at hand."""
    return _Decoding(values, is_intact(line)).record()


class _Decoding:
    """The values of one line on their way to a record."""

    def __init__(self, values: Values, intact: bool) -> None:
        self.values = values
        self.intact = intact
        stamps = values.get("s")
        self.stamps: Values = stamps if type(stamps) is dict else {}

    @cached_property
    def later(self) -> int:
        """The counter of edits by hand: above all others of the line, and of those behind it."""
        return min(max(_lamports(self.stamps), default=0) + HAND_LEAD, MAX_LAMPORT)

    def record(self) -> Record:
        note = latest_versions(self._note())
        if self.values.get("deleted") is True:  # as a hand writes it: with this note in view
            stamp = self.stamps.get("deleted")
            known = deletion(note, restored=stamp[0] if _is_stamp(stamp, str) else 0)
            self.values = {**self.values, "deleted": known}
        registers: dict[str, Register] = {}
        for name in {**self.values, **self.stamps}:
            if name not in _NO_REGISTER and (register := self._register(name)) is not None:
                registers[name] = register
        sets = {name: members for name in SETS if (members := self._members(name))}
        return Record(self.values["id"], registers, sets, note)

    def _register(self, name: str) -> Register | None:
        value, stamp = self.values.get(name), self.stamps.get(name)
        if _is_stamp(stamp, str):
            if self.intact or stamp[2] == check_of(value):
                return Register(stamp[0], stamp[1], stamp[2], value)
        elif name not in self.values:
            return None
        return Register(self.later, HAND, check_of(value), value)

    def _members(self, name: str) -> dict[str, Register]:
        present = set(self.values.get(name, ()))
        stamps = self.stamps.get(name)
        known = {
            member: Register(stamp[0], stamp[1], "", stamp[2])
            for member, stamp in (stamps.items() if type(stamps) is dict else ())
            if _is_stamp(stamp, bool)
        }
        for member in present.union(known):
            if member not in known or known[member].value != (member in present):
                known[member] = Register(self.later, HAND, "", member in present)
        return known

    def _note(self) -> list[Version]:
        texts = [self.values["note"]] if "note" in self.values else []
        others = self.values.get("note_alt", [])
        texts += others if type(others) is list else [others]
        stamps = self.stamps.get("note")
        stamps = [s for s in stamps if _is_version(s)] if type(stamps) is list else []
        known = [Version(s[0], s[1], text) for s, text in zip(stamps, texts, strict=False)]
        if len(known) == len(texts) == len(stamps) and (
            self.intact or all(version.check == check_of(version.text) for version in known)
        ):
            return known
        if stamps and not texts:
            texts = [""]
        before = knowledge(Version(stamp[0], stamp[1], None) for stamp in stamps)
        checks = [(text, check_of(text)) for text in texts]
        return [Version({**before, f"{HAND}-{c}": self.later}, c, text) for text, c in checks]


def _is_lamport(value: Json) -> bool:
    return type(value) is int and 0 <= value <= MAX_LAMPORT


def _is_stamp(value: Json, kind: type) -> TypeGuard[list[Any]]:
    return (
        type(value) is list
        and len(value) == 3
        and _is_lamport(value[0])
        and type(value[1]) is str
        and type(value[2]) is kind
    )


def _is_version(value: Json) -> TypeGuard[list[Any]]:
    return (
        type(value) is list
        and len(value) == 2
        and type(value[0]) is dict
        and all(map(_is_lamport, value[0].values()))
        and type(value[1]) is str
    )


def _lamports(stamps: Mapping[str, Json]) -> Iterator[int]:
    """Every counter in the stamps of a line."""
    for name, stamp in stamps.items():
        if name in SETS and type(stamp) is dict:
            yield from (one[0] for one in stamp.values() if _is_stamp(one, bool))
        elif name == "note" and type(stamp) is list:
            yield from (n for one in stamp if _is_version(one) for n in one[0].values())
        elif _is_stamp(stamp, str):
            yield stamp[0]
