"""`postil library`: what was read, how far, how many notes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from reader.annotations.errors import AnnotationsError
from reader.cli.command_line import NOTES_UNUSABLE
from reader.cli.output import complain, say, say_json
from reader.cli.placed import notes_in
from reader.library import Entry, own_library


def add_arguments(parser: ArgumentParser) -> None:
    """How the list is printed."""
    parser.add_argument("--json", action="store_true", help="as a JSON list")


def run(options: Namespace) -> int:
    """Print all articles, the last opened first."""
    library = own_library()
    entries = library.entries()
    if library.damage:
        complain(library.damage)
    code = 0
    rows: list[tuple[Entry, int]] = []
    for entry in entries:
        try:
            rows.append((entry, len(notes_in(entry.notes)) if entry.notes else 0))
        except AnnotationsError as error:
            complain(str(error))
            rows.append((entry, entry.note_count))
            code = NOTES_UNUSABLE
    if options.json:
        say_json([_as_json(entry, count) for entry, count in rows])
    else:
        for entry, count in rows:
            say(_row(entry, count))
    return code


def _row(entry: Entry, count: int) -> str:
    source = entry.sources[0] if entry.sources else "standard input"
    notes = "1 note" if count == 1 else f"{count} notes"
    return f"{entry.opened[:10]}  {entry.progress:>4.0%}  {notes:>9}  {entry.title} ({source})"


def _as_json(entry: Entry, count: int) -> dict[str, object]:
    return {
        "title": entry.title,
        "sources": list(entry.sources),
        "opened": entry.opened,
        "progress": entry.progress,
        "notes": count,
        "notes_file": entry.notes and str(entry.notes),
    }
