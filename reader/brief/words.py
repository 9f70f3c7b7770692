"""What a brief says that neither the author nor the reader wrote; the same in every form of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from article.printable import printable_line
from reader.annotations.exchange.plain import tags_of
from reader.annotations.model import Annotation
from reader.brief.content import Brief, BriefPoint, PointOrigin

LOST = "Notes that lost their place"
WHY_LOST = "The words that they were written on were not found for certain in the text."
EARLIER = "Written when the text said:"
ANOTHER = "Another version of this note:"

KEY_POINTS: dict[PointOrigin, str] = {
    "authored": "As the author gives them.",
    "derived": "The author’s own sentences, picked out automatically.",
}
PRIORITIES: dict[PointOrigin, str] = {
    "authored": "Numbered by the author; titles shortened automatically from the author’s words.",
    "derived": "Listed by the author; numbered and titled automatically.",
}
_BY_READER: dict[PointOrigin, str] = {
    "added": "added by the reader",
    "changed": "changed by the reader",
}


def about(brief: Brief) -> list[str]:
    """The lines under the title: who, when and how long; where from."""
    length = "1 word" if brief.words == 1 else f"{brief.words:,} words"
    lines = [" · ".join(filter(None, (brief.author, brief.date, length))), brief.source]
    return [line for line in lines if line]


def remarks(points: Iterable[BriefPoint], words: dict[PointOrigin, str]) -> Iterator[str]:
    """Where those points come from that are not the reader's."""
    origins = {point.origin for point in points}
    return (said for origin, said in words.items() if origin in origins)


def mark_of(point: BriefPoint) -> str:
    """What the reader did to a point; empty if it is as it was."""
    return _BY_READER.get(point.origin, "")


def notes_title(brief: Brief) -> str:
    """Over the notes that are under no priority."""
    return "Other notes" if any(item.notes for item in brief.priorities) else "Notes"


def says_more(point: BriefPoint) -> bool:
    """Whether the quotation says anything that the point itself does not."""
    text, quote = (
        printable_line(words).strip(" .,:;!?").casefold() for words in (point.text, point.quote)
    )
    return quote != text


def signature(annotation: Annotation) -> str:
    """The tags of a note, and who wrote it if it came from someone else."""
    name = printable_line(annotation.by)
    return " ".join(filter(None, (tags_of(annotation), name and f"— {name}")))
