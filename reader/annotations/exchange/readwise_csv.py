"""CSV with the columns of Readwise.

Source: https://readwise.io/import_bulk ("Highlight", "Title", "Author", "URL", "Note", "Location",
"Date"), and RFC 4180. The location is the position in the text. A note's tags follow it as
Readwise writes them, `.tag` (https://docs.readwise.io/readwise/docs/faqs/action-tags).

A spreadsheet takes a cell for a formula that starts with one of `= + - @`, a tab or a carriage
return (OWASP, "CSV Injection"): before these stands an apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from article import Article
from reader.annotations.exchange.listing import is_on_whole
from reader.annotations.placing import PlacedNote

COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")

_is_formula = re.compile(r"'*[=+\-@\t\r]").match
_no_tag = re.compile(r"[^\w-]+")


def write(article: Article, notes: Iterable[PlacedNote]) -> str:
    """The notes as a table with a row each. A note on the whole text quotes its title."""
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(COLUMNS)
    for note in notes:
        row = _row(article, note)
        rows.writerow([harmless(row[column]) for column in COLUMNS])
    return table.getvalue().removesuffix("\n")


def _row(article: Article, note: PlacedNote) -> dict[str, str]:
    annotation = note.annotation
    tags = " ".join("." + _no_tag.sub("_", tag) for tag in annotation.tags)
    words = (annotation.note, *annotation.note_alt, tags)
    return {
        "Highlight": article.title if is_on_whole(note) else annotation.anchor.exact,
        "Title": article.title,
        "Author": article.author,
        "URL": article.url,
        "Note": "\n".join(filter(None, words)),
        "Location": str(note.passage.start) if note.passage else "",
        "Date": annotation.created,
    }


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _is_formula(cell) else cell
