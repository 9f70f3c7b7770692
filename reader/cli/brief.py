"""`postil brief`: one page about a text to send on, with its argument and the reader's notes.

As JSON it is one object, positions in code points of the canonical text:

    {"title", "author", "date", "source", "language", "words",
     "key_points": [{"text", "quote", "start", "end", "origin"}],
     "priorities": [{"number", "label", "quote", "start", "end", "origin", "notes": [note]}],
     "sections": [{"title", "notes": [note]}], "lost": [note]}

An origin is `authored`, `derived` (by this program), `added` or `changed` (by the reader); the
quote is what the text says at a point, of a priority how it begins. The sections are those with
notes that are under no priority. A note is

    {"id", "state", "quote", "earlier_quote", "note", "note_alt", "tags", "color", "by",
     "start", "end"}

with the words as they are now, and in `earlier_quote` as they were if they changed; `start` and
`end` are null where it has no place.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path

from reader import folders
from reader.annotations.placing import place_notes
from reader.annotations.points import edited_key_points, edited_priorities
from reader.annotations.snapshots import Snapshots
from reader.brief import Brief, BriefNote, BriefPoint, as_html, as_markdown, brief_of
from reader.cli.output import say, say_json
from reader.cli.placed import notes_in
from reader.library import own_library
from reader.notes_file import notes_path_for
from reader.opening import opened


def add_arguments(parser: ArgumentParser) -> None:
    """The text, its notes, and the form of the page."""
    parser.add_argument("source", metavar="SOURCE", help="a path, or - for standard input")
    parser.add_argument("--format", choices=_FORMATS, default="markdown", help="default: markdown")
    parser.add_argument("--notes", metavar="FILE", type=Path, help="use this annotations file")


def run(options: Namespace) -> int:
    """Print the page."""
    article = opened(options.source)
    annotations = notes_in(notes_path_for(article, own_library(), options.notes))
    place = partial(place_notes, article.text, snapshots=Snapshots(folders.snapshots_folder()))
    edits = sorted(place(annotations.points), key=lambda edit: edit.annotation.id)
    main = article.series[0] if article.series else ()
    brief = brief_of(
        article,
        place(annotations),
        edited_key_points(article.key_points, edits),
        edited_priorities(main, edits),
    )
    _FORMATS[options.format](brief)
    return 0


def _as_json(brief: Brief) -> dict[str, object]:
    return {
        "title": brief.title,
        "author": brief.author,
        "date": brief.date,
        "source": brief.source,
        "language": brief.language,
        "words": brief.words,
        "key_points": [{"text": point.text, **_place(point)} for point in brief.key_points],
        "priorities": [
            {
                "number": item.number,
                "label": item.text,
                **_place(item),
                "notes": [*map(_note, item.notes)],
            }
            for item in brief.priorities
        ],
        "sections": [
            {"title": section.title, "notes": [*map(_note, section.notes)]}
            for section in brief.sections
        ],
        "lost": [*map(_note, brief.lost)],
    }


def _place(point: BriefPoint) -> dict[str, object]:
    return {
        "quote": point.quote,
        "start": point.passage.start,
        "end": point.passage.end,
        "origin": point.origin,
    }


def _note(note: BriefNote) -> dict[str, object]:
    annotation = note.annotation
    return {
        "id": annotation.id,
        "state": note.state,
        "quote": note.quote,
        "earlier_quote": note.earlier_quote,
        "note": annotation.note,
        "note_alt": list(annotation.note_alt),
        "tags": list(annotation.tags),
        "color": annotation.color,
        "by": annotation.by,
        "start": note.passage and note.passage.start,
        "end": note.passage and note.passage.end,
    }


_FORMATS: dict[str, Callable[[Brief], None]] = {
    "markdown": lambda brief: say(as_markdown(brief).removesuffix("\n")),
    "html": lambda brief: say(as_html(brief).removesuffix("\n")),
    "json": lambda brief: say_json(_as_json(brief)),
}
"""For each format, what prints a brief in it."""
