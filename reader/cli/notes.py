"""`postil notes`: the annotations of a text."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from article import Article
from reader.annotations.exchange import IN_PLACE, OBJECTS, TEXTS
from reader.annotations.exchange.plain import quote_of
from reader.annotations.model import COLORS
from reader.annotations.placing import PlacedNote
from reader.cli.output import say, say_json
from reader.cli.placed import placed_notes
from reader.errors import WrongUsage
from reader.library import own_library
from reader.opening import opened


def add_arguments(parser: ArgumentParser) -> None:
    """The text, which of its notes, and how they are printed."""
    parser.add_argument("source", metavar="SOURCE", help="a path, or - for standard input")
    parser.add_argument("--notes", metavar="FILE", type=Path, help="use this annotations file")
    parser.add_argument(
        "--tag", metavar="T", action="append", default=[], help="only those with this tag"
    )
    parser.add_argument("--color", choices=COLORS, help="only those of this colour")
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--format", choices=(*TEXTS, *OBJECTS), default="markdown", help="default: markdown"
    )
    form.add_argument(
        "--json", action="store_const", dest="format", const="json", help="as --format json"
    )
    form.add_argument(
        "--status", action="store_true", help="only how many have which state, and why"
    )
    parser.add_argument(
        "--in-place", action="store_true", help="the whole text, with the notes where they belong"
    )


def run(options: Namespace) -> int:
    """Print the notes; 1 if some were asked for that are not there."""
    article = opened(options.source)
    notes = [
        note
        for note in placed_notes(article, own_library(), options.notes)
        if set(options.tag).issubset(note.annotation.tags)
        and options.color in (None, note.annotation.color)
    ]
    if options.status:
        _print_status(article, notes)
    elif options.in_place:
        say(_in_place(options.format)(article, notes))
    elif options.format in OBJECTS:
        say_json(OBJECTS[options.format](article, notes))
    else:
        say(TEXTS[options.format](article, notes))
    return 1 if not notes and (options.tag or options.color) else 0


def _in_place(form: str) -> Callable[[Article, Sequence[PlacedNote]], str]:
    if form not in IN_PLACE:
        forms = ", ".join(IN_PLACE)
        raise WrongUsage(f"{form} has no place for a whole text", f"use --format {forms}")
    return IN_PLACE[form]


def _print_status(article: Article, notes: Iterable[PlacedNote]) -> None:
    """How many notes there are in which state, and for each that is not exact, why."""
    rows = list(notes)
    states = Counter(note.resolution.state for note in rows)
    counts = ", ".join(f"{number} {state}" for state, number in states.most_common())
    total = "1 note" if len(rows) == 1 else f"{len(rows)} notes"
    say(f"{article.title}: {total}{counts and f' ({counts})'}")
    for note in rows:
        where = note.resolution
        if where.state != "exact":
            say(
                f"{where.state:<9} {note.annotation.id} {quote_of(note.annotation)}: {where.reason}"
            )
