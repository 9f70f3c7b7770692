"""A tag over many notes: renaming it, and merging it with another by giving it that name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from reader.annotations.annotation_set import AnnotationSet
from reader.annotations.changes import Change
from reader.annotations.history import Step
from reader.annotations.journal import Journal
from reader.annotations.model import checked_tags


def rename_tag(journal: Journal, old: str, new: str, others: Iterable[Path] = ()) -> Step:
    """Give the notes with a tag another one in its place, in other articles' files too.

    It is undone as a whole.

    Raises:
        NotAccepted: the new tag is too long.
    """
    instead = checked_tags([new])

    def retagged(annotations: AnnotationSet) -> dict[str, Change]:
        return {
            one.id: Change(tags=tuple(sorted({*one.tags} - {old} | {*instead})))
            for one in annotations
            if old in one.tags
        }

    return journal.change_all("tag renamed", retagged, others)
