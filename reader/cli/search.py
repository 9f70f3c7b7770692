"""`postil search`: over the notes of all articles."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from article.printable import printable_line
from article.search import query_of
from reader.annotations.annotation_set import AnnotationSet
from reader.annotations.errors import AnnotationsError
from reader.annotations.exchange.plain import quote_of, tags_of, words_on
from reader.annotations.model import Annotation
from reader.cli.command_line import NOTES_UNUSABLE
from reader.cli.note_text import indented
from reader.cli.output import complain, say, say_json
from reader.cli.placed import notes_in
from reader.errors import NotThere
from reader.library import own_library
from reader.notes_file import all_notes_files


def add_arguments(parser: ArgumentParser) -> None:
    """The words, and how the hits are printed."""
    parser.add_argument("text", metavar="TEXT", help="words of a quote, a note or a tag")
    parser.add_argument("--json", action="store_true", help="as a JSON list")


def run(options: Namespace) -> int:
    """Print each annotation with the words in it; 1 if there is none."""
    query = query_of(options.text)
    if query is None:
        raise NotThere("there is nothing to search for", "give a word")
    code = 1
    rows: list[dict[str, object]] = []
    for path in all_notes_files(own_library()):
        try:
            annotations = notes_in(path)
        except AnnotationsError as error:
            complain(str(error))
            code = NOTES_UNUSABLE
            continue
        hits = [one for one in annotations if any(map(query.pattern.search, _searched(one)))]
        if hits and code == 1:
            code = 0
        if options.json:
            rows += [_as_json(path, annotations, hit) for hit in hits]
        elif hits:
            _print(path, annotations, hits)
    if options.json:
        say_json(rows)
    return code


def _searched(annotation: Annotation) -> Iterator[str]:
    yield annotation.anchor.exact
    yield annotation.note
    yield from annotation.note_alt
    yield tags_of(annotation)


def _title_of(annotations: AnnotationSet) -> str:
    return printable_line(annotations.header.title) if annotations.header else ""


def _print(path: Path, annotations: AnnotationSet, hits: list[Annotation]) -> None:
    say(f"{_title_of(annotations)} ({path})")
    for hit in hits:
        say(f"  {quote_of(hit)}")
        for line in indented("    ", words_on(hit)):
            say(line)


def _as_json(path: Path, annotations: AnnotationSet, hit: Annotation) -> dict[str, object]:
    return {
        "title": _title_of(annotations),
        "sources": list(annotations.header.sources) if annotations.header else [],
        "notes_file": str(path),
        "id": hit.id,
        "quote": hit.anchor.exact,
        "note": hit.note,
        "tags": list(hit.tags),
        "color": hit.color,
        "created": hit.created,
        "modified": hit.modified,
    }
