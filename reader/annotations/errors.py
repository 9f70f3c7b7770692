"""What can go wrong with a reader's notes, in words that a reader can act on."""

from __future__ import annotations

from reader.errors import NotesUnusable


class AnnotationsError(NotesUnusable):
    """Notes that cannot be read, written or changed as asked."""


class NotesUnreadable(AnnotationsError):
    """The annotations file is there, but it cannot be read, or it is something else."""


class NotesUnwritable(AnnotationsError):
    """The annotations file cannot be written."""


class UnknownAnnotation(AnnotationsError):
    """There is no such annotation."""

    exit_code = 1


class NotAccepted(AnnotationsError):
    """A note, a tag or a colour that annotations do not take."""

    exit_code = 2
