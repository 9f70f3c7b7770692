"""`postil import`: take over notes from other programs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from reader.annotations.annotation_set import AnnotationSet
from reader.annotations.exchange.reading import READABLE, read_notes
from reader.annotations.journal import Journal
from reader.annotations.placing import place_notes, status_of
from reader.cli.output import complain, say, say_json
from reader.errors import NotesUnusable
from reader.library import own_library
from reader.notes_file import described, notes_path_for
from reader.opening import opened


def add_arguments(parser: ArgumentParser) -> None:
    """The text, and the file with notes on it."""
    parser.add_argument("source", metavar="SOURCE", help="a path, or - for standard input")
    parser.add_argument("file", metavar="FILE", type=Path, help="the notes to take over")
    parser.add_argument(
        "--format", choices=READABLE, default="", help="of the file; else it is recognised"
    )
    parser.add_argument("--notes", metavar="FILE", type=Path, help="use this annotations file")
    parser.add_argument("--json", action="store_true", help="print the ids as a JSON object")


def run(options: Namespace) -> int:
    """Take the notes over, and say how many there were and where they are."""
    article = opened(options.source)
    path = notes_path_for(article, own_library(), options.notes)
    journal = Journal.open(path, about=described(article))
    for problem in journal.problems:
        complain(problem)
    before = journal.annotations
    journal.take_over(read_notes(options.file, article, before, options.format))
    if not journal.is_saved:
        raise NotesUnusable(journal.trouble, "nothing was taken over")
    journal.close()
    new = _changed(before, journal.annotations)
    if options.json:
        say_json({"ids": new, "notes_file": str(journal.path)})
        return 0
    living = [one for id in new if (one := journal.annotations.get(id))]
    states = status_of(place_notes(article.text, living))
    say(f"{_counted(len(new))} taken over{states and f': {states}'}")
    return 0


def _changed(before: AnnotationSet, after: AnnotationSet) -> list[str]:
    """The ids of the annotations that are new or otherwise now."""
    lines = after.lines.items()
    return sorted(i for i, line in lines if line != before.lines.get(i) and not i.startswith("@"))


def _counted(number: int) -> str:
    return "1 note" if number == 1 else f"{number or 'no'} notes"
