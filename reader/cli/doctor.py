"""`postil doctor`: check annotation files line by line, and mend what can be mended.

No line is ever thrown away: what cannot be understood stays in the file as it is, and what was
never finished goes to a file of its own beside it.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from article.printable import printable_line
from reader.annotations import disk
from reader.annotations.annotation_set import HEADER, AnnotationSet, Reading, read
from reader.annotations.copies import copies_of
from reader.annotations.errors import AnnotationsError
from reader.annotations.file import MAX_BYTES
from reader.annotations.lines import is_intact
from reader.annotations.store import Store
from reader.cli.command_line import NOTES_UNUSABLE
from reader.cli.output import say, say_json
from reader.library import own_library
from reader.notes_file import all_notes_files

_PATIENCE = 2.0
"""Seconds to wait for a window that is writing to a file."""


class Finding(NamedTuple):
    """Something odd about an annotations file."""

    file: str
    line: int | None
    """Counted from 1; none when it is about the whole file."""
    what: str
    """In words."""
    is_damage: bool = True
    """Whether the file is not as it should be; else it is only worth knowing."""
    is_mended: bool = False


def add_arguments(parser: ArgumentParser) -> None:
    """Which files, and what to do with them."""
    parser.add_argument(
        "file", metavar="FILE", type=Path, nargs="?", help="an annotations file; without it, all"
    )
    parser.add_argument("--fix", action="store_true", help="mend what can be mended")
    parser.add_argument("--json", action="store_true", help="as a JSON list")


def run(options: Namespace) -> int:
    """Print what is odd; 4 if a file is damaged and was not mended."""
    files = [options.file] if options.file else all_notes_files(own_library())
    findings = [finding for path in files for finding in _visited(path, options.fix)]
    if options.json:
        say_json([finding._asdict() for finding in findings])
    else:
        for finding in findings:
            line = "" if finding.line is None else f", line {finding.line}"
            mended = " (mended)" if finding.is_mended else ""
            say(f"{finding.file}{line}: {finding.what}{mended}")
        say("1 file looked at" if len(files) == 1 else f"{len(files)} files looked at")
    is_damaged = any(finding.is_damage and not finding.is_mended for finding in findings)
    return NOTES_UNUSABLE if is_damaged else 0


def _visited(path: Path, is_to_be_mended: bool) -> list[Finding]:
    """What is odd about a file; after mending, with what was odd before."""
    try:
        store = Store(path, _PATIENCE)
        findings = list(_examined(path))
        if not is_to_be_mended or not any(finding.is_damage for finding in findings):
            return findings
        store.close()
        left = list(_examined(path))
    except AnnotationsError as error:
        return [Finding(str(path), None, str(error))]
    except FileNotFoundError:
        return [Finding(str(path), None, "there is no such file")]
    except OSError as error:
        return [Finding(str(path), None, f"it cannot be read: {disk.reason_of(error)}")]
    remaining = {finding.what for finding in left if finding.is_damage}
    mended = [
        finding._replace(is_mended=True)
        for finding in findings
        if finding.is_damage and finding.what not in remaining
    ]
    return [*mended, *left]


def _examined(path: Path) -> Iterator[Finding]:
    content, signature = disk.read(str(path), MAX_BYTES)
    if signature is None:
        raise FileNotFoundError(path)
    annotations = read(content).annotations
    if annotations.header is None:
        yield Finding(str(path), None, "it does not say which article it is about", is_damage=False)
    lines = content.split(b"\n")
    for number, line in enumerate(lines, 1):
        reading = read(line + b"\n" if number < len(lines) else line)
        for what, is_damage in _said_of(line, reading):
            yield Finding(str(path), number, what, is_damage)
    yield from _copies(path, annotations)


def _said_of(line: bytes, reading: Reading) -> Iterator[tuple[str, bool]]:
    """What there is to say of one line, and whether it is damage."""
    if reading.markers:
        yield "a conflict marker that a merge left here", True
    if reading.torn:
        yield "the beginning of a line that was never finished", True
    if reading.annotations.unreadable:
        yield "not a line of an annotations file; it is kept as it is", True
    if reading.annotations.lines and not is_intact(line.decode("utf-8", "replace").strip(" \t\r")):
        yield "edited by hand, or with another program; it counts as an edit of today", False
    for id, annotation in reading.annotations.living.items():
        says_nothing = not (annotation.origin.exact or annotation.origin.text)
        if id != HEADER and annotation.point is None and says_nothing:
            yield "a note that does not say what it is on", False


def _copies(path: Path, annotations: AnnotationSet) -> Iterator[Finding]:
    """The copies of sync tools beside a file that hold something it lacks, or cannot be read."""
    for copy in copies_of(str(path)):
        name = printable_line(Path(copy).name)
        try:
            content, _ = disk.read(copy, MAX_BYTES)
        except OSError as error:
            what = f"a sync tool's copy beside it cannot be read: {name}: {disk.reason_of(error)}"
            yield Finding(str(path), None, what, is_damage=False)
            continue
        if annotations.lacks(read(content).annotations):
            yield Finding(str(path), None, f"a sync tool's copy beside it holds more: {name}")
