"""`postil annotate`: add an annotation from a script."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import suppress
from pathlib import Path

from article import Article, Passage, describe
from article.matching import find_quote
from article.printable import printable_line
from reader import folders
from reader.annotations.journal import Journal
from reader.annotations.model import COLORS
from reader.annotations.snapshots import Snapshots
from reader.cli.options import whole_number
from reader.cli.output import say, say_json
from reader.errors import NotesUnusable, NotThere
from reader.library import own_library
from reader.notes_file import described, notes_path_for
from reader.opening import opened
from reader.settings import load_settings


def add_arguments(parser: ArgumentParser) -> None:
    """The text, the words in it, and what to write on them."""
    parser.add_argument("source", metavar="SOURCE", help="a path, or - for standard input")
    parser.add_argument(
        "--quote", metavar="TEXT", required=True, help="the words, as they stand in the text"
    )
    parser.add_argument("--prefix", metavar="TEXT", default="", help="words right before the quote")
    parser.add_argument("--suffix", metavar="TEXT", default="", help="words right behind the quote")
    parser.add_argument(
        "--nth", metavar="N", type=_counted, help="of several such quotes the Nth, counted from 1"
    )
    parser.add_argument("--note", metavar="N", default="", help="what to write, in Markdown")
    parser.add_argument(
        "--tag", metavar="T", action="append", default=[], help="a tag; may be repeated"
    )
    parser.add_argument("--color", choices=COLORS, default=COLORS[0])
    parser.add_argument("--notes", metavar="FILE", type=Path, help="use this annotations file")
    parser.add_argument("--json", action="store_true", help="print the id as a JSON object")


def run(options: Namespace) -> int:
    """Add the annotation and print its id, once it is on the disk."""
    article = opened(options.source)
    passage = _the_passage(article, options)
    section = article.sections[article.section_at(passage.start)].title
    path = notes_path_for(article, own_library(), options.notes)
    journal = Journal.open(path, about=described(article))
    annotation = journal.add(
        describe(article.text, passage, (section,)),
        note=options.note,
        tags=options.tag,
        color=options.color,
    )
    if not journal.is_saved:
        raise NotesUnusable(journal.trouble, "nothing was added")
    journal.close()
    if load_settings(folders.settings_file())[0].snapshots:
        with suppress(OSError):  # a note does without one
            Snapshots(folders.snapshots_folder()).keep(article.text)
    if options.json:
        say_json({"id": annotation.id, "notes_file": str(journal.path)})
    else:
        say(annotation.id)
    return 0


def _the_passage(article: Article, options: Namespace) -> Passage:
    quote = f"“{printable_line(options.quote)}”"
    found = find_quote(article.text, options.quote, options.prefix, options.suffix)
    if not found:
        raise NotThere(f"the text has no {quote} there", "quote it as it stands in the text")
    if options.nth is not None:
        if options.nth > len(found):
            raise NotThere(f"the text has {quote} {len(found)} times", "choose a smaller --nth")
        return found[int(options.nth) - 1]
    if len(found) > 1:
        raise NotThere(
            f"the text has {quote} {len(found)} times",
            "choose one by --nth, or by --prefix and --suffix",
        )
    return found[0]


def _counted(text: str) -> int:
    """A number of things that are counted from 1."""
    number = whole_number(text)
    if not number:
        raise ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return number
