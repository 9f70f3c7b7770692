"""What the rest of the program knows of a reader's notes: values that never change.

An `Annotation` is typed and safe, whatever stood in the file: a field of the wrong type counts as
empty here and stays as it is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, get_args

from article import Anchor, Passage
from reader.annotations.errors import NotAccepted
from reader.annotations.record import MAX_INTEGER, Json, text_of

Color = Literal["yellow", "green", "blue", "pink", "orange", "purple"]
COLORS: tuple[Color, ...] = get_args(Color)

MAX_NOTE = 1_000_000
"""Characters of a note: a book of its own is not a note."""
MAX_TAG = 200
MAX_TAGS = 200
MAX_DECLINED = 20
"""Places that a reader said no to: the last ones count."""

_NOWHERE = Anchor("", "", "", 0, 0)
_NOTHING: Mapping[str, Json] = {}
_SEPARATOR = "\n\n--- the other version; keep what you want of both ---\n\n"
"""Between the texts of a note that was edited on two machines, in the editor."""


class Draft(NamedTuple):
    """What a reader is writing, before it is kept."""

    passage: Passage
    note: str = ""
    tags: tuple[str, ...] = ()
    color: Color = "yellow"
    id: str = ""
    """The annotation that it edits; empty for a new one."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A passage that a reader marked, and what they wrote on it."""

    id: str
    origin: Anchor
    """The passage as it was when it was marked. It never changes."""
    note: str = ""
    """Markdown."""
    tags: tuple[str, ...] = ()
    """In the order of the alphabet."""
    color: Color = "yellow"
    pin: Anchor | None = None
    """A place that the reader confirmed later, in another state of the text."""
    declined: tuple[Anchor, ...] = ()
    """Places where the note was suspected, and the reader said that it does not belong there."""
    created: str = ""
    """ISO 8601 with its zone; so is `modified`. For people's eyes: merging never looks at it."""
    modified: str = ""
    by: str = ""
    """The name of who made it."""
    note_alt: tuple[str, ...] = ()
    """Other texts of the note, written beside it on another machine, until the reader picks one."""
    point: Mapping[str, Json] | None = None
    """An edit of a key point or priority instead of a note; see `points`."""
    ext: Mapping[str, Json] = field(default_factory=dict)
    """What another program's format had and this one has no word for."""
    line: str = field(default="", repr=False)
    """Its whole record as the file has it, with stamps and with fields of other versions."""

    @property
    def anchor(self) -> Anchor:
        """Where to look for it: the place last confirmed, else the one it was made on."""
        return self.pin or self.origin

    @property
    def is_highlight(self) -> bool:
        """Whether it is a mark and nothing more."""
        return not (self.note or self.note_alt or self.tags or self.point)

    def as_draft(self, passage: Passage) -> Draft:
        """What the reader goes on with at a passage, the texts of other machines behind it."""
        note = _SEPARATOR.join((self.note, *self.note_alt))
        return Draft(passage, note, self.tags, self.color, self.id)


class About(NamedTuple):
    """Which article an annotations file is about."""

    title: str = ""
    sources: tuple[str, ...] = ()
    """Paths and addresses."""
    sha256: str = ""
    """The fingerprint of the canonical text."""
    length: int = 0
    """Of the canonical text, in code points."""
    norm: int = 1
    """The version of the normalisation that made the canonical text."""


def annotation_of(values: Mapping[str, Any], line: str) -> Annotation:
    """The annotation in the fields of a line."""
    get = values.get
    note, created, modified, by = get("note"), get("created"), get("modified"), get("by", "")
    if not (type(note) is type(created) is type(modified) is type(by) is str):
        note, created, modified, by = map(_text, (note, created, modified, by))
    others, tags, color, point, ext = map(get, ("note_alt", "tags", "color", "point", "ext"))
    return Annotation(
        id=values["id"],
        origin=anchor_of(get("origin")) or _NOWHERE,
        note=note,
        tags=tuple(sorted(set(tags))) if tags else (),
        color=color if color in COLORS else COLORS[0],
        pin=anchor_of(get("pin")),
        declined=_anchors(get("declined")) if "declined" in values else (),
        created=created,
        modified=modified,
        by=by,
        note_alt=_others(note, others if type(others) is list else [others]) if others else (),
        point=point if type(point) is dict else None,
        ext=ext if type(ext) is dict else _NOTHING,
        line=line,
    )


def about_of(values: Mapping[str, Any]) -> About:
    """What the fields of a header say."""
    return About(
        _text(values.get("title")),
        tuple(values.get("sources", ())),
        _text(values.get("sha256")),
        _count(values.get("length")),
        _count(values.get("norm")) or 1,
    )


def anchor_of(value: Json) -> Anchor | None:
    """The anchor in a field, or `None` if none is in it."""
    if type(value) is not dict:
        return None
    get = value.get
    exact, prefix, suffix, text = get("exact"), get("prefix"), get("suffix"), get("text")
    if not (type(exact) is type(prefix) is type(suffix) is type(text) is str):
        exact, prefix, suffix, text = map(_text, (exact, prefix, suffix, text))
    start, end, section = get("start"), get("end"), get("section")
    if not (type(start) is type(end) is int and 0 <= start <= end <= MAX_INTEGER):
        start = _count(start)
        end = max(start, _count(end))
    titles = tuple(map(_text, section)) if type(section) is list else ()
    return Anchor(exact, prefix, suffix, start, end, titles, text)


def _anchors(value: Json) -> tuple[Anchor, ...]:
    found = map(anchor_of, value[-MAX_DECLINED:] if type(value) is list else ())
    return tuple(anchor for anchor in found if anchor is not None)


def anchor_values(anchor: Anchor) -> dict[str, Json]:
    """The field that holds an anchor."""
    return {
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "start": anchor.start,
        "end": anchor.end,
        "section": list(anchor.section),
        "text": anchor.text,
    }


def checked_note(note: str) -> str:
    """The note as it will be read back.

    Raises:
        NotAccepted: it is too long.
    """
    if len(note) > MAX_NOTE:
        raise NotAccepted(f"a note has at most {MAX_NOTE:,} characters", "split it")
    return _whole(note)


def checked_tags(tags: Iterable[str], known: Iterable[str] = ()) -> tuple[str, ...]:
    """The tags without repetition and without line ends, in the order of the alphabet.

    Those that are `known` stay as they are, however odd.

    Raises:
        NotAccepted: one is too long, or there are too many.
    """
    before = set(known)
    clean = {tag if tag in before else " ".join(_whole(tag).split()) for tag in tags} - {""}
    if len(clean) > MAX_TAGS:
        raise NotAccepted(f"an annotation has at most {MAX_TAGS} tags", "use fewer")
    if any(len(tag) > MAX_TAG for tag in clean - before):
        raise NotAccepted(f"a tag has at most {MAX_TAG} characters", "make it a note")
    return tuple(sorted(clean))


def checked_color(color: str) -> Color:
    """The colour, if it is one.

    Raises:
        NotAccepted: it is not.
    """
    for known in COLORS:
        if color == known:
            return known
    raise NotAccepted("there is no such colour", "use one of " + ", ".join(COLORS))


def _others(note: str, values: list[Json]) -> tuple[str, ...]:
    return tuple(text for text in dict.fromkeys(map(_text, values)) if text != note)


def _text(value: Json) -> str:
    if type(value) is str:
        return value
    return "" if value is None else text_of(value)


def _count(value: Json) -> int:
    return value if type(value) is int and 0 <= value <= MAX_INTEGER else 0


def _whole(text: str) -> str:
    """The text with halves of one character (surrogate pairs) put together, as JSON reads them."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
