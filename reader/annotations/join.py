"""The one merge.

Opening a file, a second window, a version control system, a sync tool's copies, an import: all of
them come down to `join`. It is commutative, associative, idempotent and total, so neither the
order nor the number of times matters (a state-based CRDT, Shapiro et al. 2011): fields are
last-writer-wins registers, tags are such registers member by member, and the note is a
multi-value register, because two texts that a person wrote must both be kept. Deletions add up
until the note is brought back: together they have seen what any of them had seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from reader.annotations.record import (
    MAX_LAMPORT,
    Json,
    Record,
    Register,
    Seen,
    Version,
    check_of,
    covers,
    knowledge,
    text_of,
)

MAX_VERSIONS = 100
"""More texts of one note, all written side by side, are no reader's doing: the latest are kept."""

_RESTORED = "restored"
"""Stands among the edits that a deletion knew: the counter of the restore that it came after."""


def join(*records: Record) -> Record:
    """What all records of one id know together."""
    registers: dict[str, Register] = {}
    sets: dict[str, dict[str, Register]] = {}
    for record in records:
        _take(record.registers, registers)
        for name, members in record.sets.items():
            _take(members, sets.setdefault(name, {}))
    if "deleted" in registers:
        deletions = [r.registers["deleted"] for r in records if "deleted" in r.registers]
        registers["deleted"] = reduce(_both_deletions, deletions)
    versions = latest_versions(version for record in records for version in record.note)
    return Record(records[0].id, registers, sets, versions)


def _take(new: Mapping[str, Register], known: dict[str, Register]) -> None:
    """Put into the known registers what is later in the new ones."""
    for name, register in new.items():
        before = known.get(name)
        known[name] = register if before is None else _later(before, register)


def _later(a: Register, b: Register) -> Register:
    """The one with the higher stamp. One edit with two values is not ours, but decided too."""
    if a[:3] != b[:3]:
        return a if a[:3] > b[:3] else b
    return a if _in_order(a.value) >= _in_order(b.value) else b


def _both_deletions(a: Register, b: Register) -> Register:
    """What two deletions knew together, or the restore that one of them had not seen."""
    restored = last_restore(a)
    if restored != (other := last_restore(b)):
        return a if restored > other else b
    if (is_deletion := type(a.value) is dict) != (type(b.value) is dict):
        return a if is_deletion else b
    if not is_deletion or text_of(a) == text_of(b):
        return _later(a, b)
    x, y = ({**_counted(one.value), _RESTORED: restored} for one in (a, b))
    highest = {actor: max(x.get(actor, 0), y.get(actor, 0)) for actor in sorted({*x, *y})}
    known = {actor: lamport for actor, lamport in highest.items() if lamport}
    lamport, actor = max(a[:2], b[:2])
    return Register(lamport, actor, check_of(known), known)


def last_restore(register: Register | None) -> int:
    """The counter of the restore that it is, or that it came after; 0 if there was none."""
    if register is None:
        return 0
    if type(register.value) is not dict:
        return register.lamport
    return min(_counted(register.value).get(_RESTORED, 0), register.lamport)


def deletion(note: Iterable[Version], restored: int) -> dict[str, int]:
    """What is known to one who deletes: the edits of the note, and the last restore's counter."""
    return knowledge(note) | ({_RESTORED: restored} if restored else {})


def latest_versions(versions: Iterable[Version]) -> tuple[Version, ...]:
    """The versions that none of the others has seen, the latest first."""
    several = tuple(versions)
    if len(several) < 2:
        return several
    ranked = {_rank(version): version for version in several}
    kept: list[Version] = []
    for rank in sorted(ranked, reverse=True):
        version = ranked[rank]
        if not any(v.seen != version.seen and covers(v.seen, version) for v in kept):
            kept.append(version)
        if len(kept) == MAX_VERSIONS:
            break
    return tuple(kept)


def _rank(version: Version) -> tuple[object, ...]:
    """Later before earlier: one that has seen another ranks above it."""
    seen = version.seen
    last = max([(lamport, actor) for actor, lamport in seen.items()], default=(0, ""))
    return (
        last,
        sum(seen.values()),
        tuple(sorted(seen.items())),
        version.check,
        _in_order(version.text),
    )


def _in_order(value: Json) -> tuple[bool, str]:
    """Something that values of any type can be sorted by, different for different ones."""
    return (True, value) if type(value) is str else (False, text_of(value))


def is_deleted(record: Record) -> bool:
    """Whether it was deleted by someone who knew every present version of its note.

    A deletion holds the edits of the note that it knew, and so loses to one made beside it.
    """
    register = record.registers.get("deleted")
    if register is None or register.value is None or register.value is False:
        return False
    known = register.value
    return not isinstance(known, dict) or all(
        covers(_counted(known), version) for version in record.note
    )


def _counted(known: Mapping[str, Json]) -> Seen:
    return {actor: lamport for actor, lamport in known.items() if type(lamport) is int}


def edited(
    record: Record,
    actor: str,
    *,
    values: Mapping[str, Json],
    members: Mapping[str, Mapping[str, bool]] | None = None,
    note: Sequence[str] = (),
    over: Sequence[Version] | None = None,
) -> Record:
    """The record after one edit by the actor; only what is given gets the edit's stamp.

    `members` says for some members of a set whether they belong to it. `note` holds the new text,
    or several that are to stand side by side. `over` are the versions that its writer had before
    them, if not the present ones: a version that they did not see stays beside theirs.
    """
    lamport = min(record.lamport + 1, MAX_LAMPORT)
    registers = dict(record.registers)
    for name, value in values.items():
        registers[name] = Register(lamport, actor, check_of(value), value)
    sets = dict(record.sets)
    for name, changes in (members or {}).items():
        new = {member: Register(lamport, actor, "", there) for member, there in changes.items()}
        if new:
            sets[name] = {**sets.get(name, {}), **new}
    known = knowledge(record.note if over is None else over)
    versions = list(record.note)
    for number, text in enumerate(note):
        # Several texts are the edits of several actors, so that none has seen another.
        by = (f"{actor}.{number}", max(1, lamport - 1)) if number else (actor, lamport)
        versions.append(Version({**known, by[0]: by[1]}, check_of(text), text))
    return Record(record.id, registers, sets, latest_versions(versions))
