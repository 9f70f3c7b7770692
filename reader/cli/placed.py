"""An article's notes for the commands that read them."""

from __future__ import annotations

from pathlib import Path

from article import Article
from reader import folders
from reader.annotations.annotation_set import AnnotationSet
from reader.annotations.placing import PlacedNote, place_notes
from reader.annotations.snapshots import Snapshots
from reader.annotations.store import Store
from reader.cli.output import complain
from reader.library import Library
from reader.notes_file import notes_path_for


def placed_notes(
    article: Article, library: Library, chosen: Path | None = None
) -> tuple[PlacedNote, ...]:
    """The notes of an article, each with its place, in the order of the text.

    Raises:
        AnnotationsError: they cannot be read.
    """
    annotations = notes_in(notes_path_for(article, library, chosen))
    return place_notes(article.text, annotations, snapshots=Snapshots(folders.snapshots_folder()))


def notes_in(path: Path) -> AnnotationSet:
    """The notes of a file, none if it is not there; what is odd in it is said.

    Raises:
        AnnotationsError: it cannot be read.
    """
    known = Store(path, patience=0)  # which is for writing
    for problem in known.problems:
        complain(problem)
    return known.annotations
