"""A tag over many notes: renaming it, and merging it with another by giving it that name."""

from __future__ import annotations

from reader.annotations.journal import Journal


def rename_tag(journal: Journal, old: str, new: str) -> int:
    """Give the notes with a tag another one in its place; how many there were.

    Raises:
        NotAccepted: the new tag is too long.
    """
    tagged = [one for one in journal.annotations if old in one.tags]
    for annotation in tagged:
        journal.change(annotation.id, tags=[new if tag == old else tag for tag in annotation.tags])
    return len(tagged)
