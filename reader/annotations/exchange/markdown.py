"""A whole article in Markdown with its notes in place.

The notation is told in `markdown_signs`; it can be read back, also after a person wrote more notes
into it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from article import Anchor, Article, Passage, from_text
from article.anchor import LONGEST_CONTEXT
from article.printable import printable_line
from reader.annotations.exchange.foreign import (
    NOWHERE,
    id_of,
    id_of_content,
    note_of,
    string_of,
    strings_of,
    tags_of,
    time_of,
    without_repetitions,
)
from reader.annotations.exchange.listing import is_on_whole
from reader.annotations.exchange.markdown_signs import (
    CLOSING,
    OPENING,
    Sign,
    Signs,
    comment,
    deletion,
    read_signs,
    remark,
)
from reader.annotations.exchange.markdown_text import Insertion, markdown_of
from reader.annotations.exchange.source import source_of
from reader.annotations.model import COLORS, Annotation, anchor_of, anchor_values
from reader.annotations.placing import PlacedNote
from reader.annotations.record import Json

NAME = "markdown"

_is_like = re.compile(r"\{==|\{>>").search


def write_in_place(article: Article, notes: Iterable[PlacedNote]) -> str:
    """The whole article; first the notes on the whole of it, last those without a place."""
    lead, placed, lost = [_front_matter(article)], [], []
    for note in notes:
        annotation = note.annotation
        if is_on_whole(note):
            lead.append(_sign(annotation, {}) + "\n\n")
        elif note.passage is None:
            values = anchor_values(annotation.anchor)
            origin = {name: value for name, value in values.items() if value and name != "exact"}
            quote = deletion(annotation.anchor.exact)
            lost.append(f"\n{quote}{_sign(annotation, {'origin': origin})}\n")
        else:
            placed.append((note.passage, annotation))
    return "".join([*lead, markdown_of(article, _insertions(placed)), *lost]).removesuffix("\n")


def _front_matter(article: Article) -> str:
    """YAML, of which JSON strings are a part."""
    known = {
        "title": article.title,
        "author": article.author,
        "date": article.date,
        "source": source_of(article),
    }
    lines = [f"{k}: {json.dumps(printable_line(v))}\n" for k, v in known.items() if v]
    return "".join(["---\n", *lines, "---\n\n"])


def _insertions(placed: Iterable[tuple[Passage, Annotation]]) -> list[Insertion]:
    """The signs in the order of the text. Of passages that begin together the longest is first."""
    ordered = sorted(placed, key=lambda one: (one[0].start, -one[0].end, one[1].id))
    endings = sorted(
        range(len(ordered)), key=lambda n: (ordered[n][0].end, -ordered[n][0].start, -n)
    )
    signs: list[Insertion] = []
    open_: list[int] = []
    begun = 0
    for number in endings:
        passage, annotation = ordered[number]
        while begun < len(ordered) and ordered[begun][0].start < passage.end:
            signs.append(Insertion(ordered[begun][0].start, OPENING))
            open_.append(begun)
            begun += 1
        inner = next(n for n, one in enumerate(reversed(open_)) if one == number)
        del open_[-1 - inner]
        signs.append(Insertion(passage.end, CLOSING + _sign(annotation, {"inner": inner})))
    return signs


def _sign(annotation: Annotation, values: dict[str, Json]) -> str:
    known: dict[str, Json] = {
        "id": annotation.id,
        "color": annotation.color,
        "created": annotation.created,
        "modified": annotation.modified,
        "by": annotation.by,
        "note_alt": list(annotation.note_alt),
        **values,
    }
    words = comment(annotation.note, annotation.tags)
    needs_one = "inner" not in values
    return (words or ("{>><<}" if needs_one else "")) + remark(known)


def is_like(text: str) -> bool:
    """Whether a text looks like an article with notes in it."""
    return bool(_is_like(text))


def read(text: str) -> tuple[Annotation, ...]:
    """The notes in an article.

    Raises:
        Malformed: a comment of this program is damaged, or a note is too long.
    """
    return without_repetitions(_annotations(read_signs(text)))


def _annotations(signs: Signs) -> Iterator[Annotation]:
    text, places = _without_markers(from_text(signs.text).text, signs.marker)
    for sign in signs.found:
        start, end = places.get(sign.opens or 0), places.get(sign.closes or 0)
        if start is not None and end is not None and start < end:
            before = text[max(0, start - LONGEST_CONTEXT) : start]
            behind = text[end : end + LONGEST_CONTEXT]
            anchor = Anchor(text[start:end], before, behind, start, end)
        else:
            known = anchor_of(sign.values.get("origin")) or NOWHERE
            anchor = known._replace(exact=sign.quote)
        yield _annotation(sign, anchor)


def _without_markers(text: str, marker: str) -> tuple[str, dict[int, int]]:
    """A text without its markers, and for the number of each where it was."""
    pieces, places, length, done = [], {}, 0, 0
    for match in re.finditer(f"{marker}([0-9]{{1,9}}){marker}", text):
        pieces.append(text[done : match.start()])
        length += match.start() - done
        places[int(match[1])] = length
        done = match.end()
    return "".join([*pieces, text[done:]]), places


def _annotation(sign: Sign, anchor: Anchor) -> Annotation:
    values, id = sign.values, string_of(sign.values.get("id"))
    color = values.get("color")
    return Annotation(
        id=id_of(NAME, id) if id else id_of_content(NAME, anchor.exact, anchor.prefix, sign.note),
        origin=anchor,
        note=note_of(sign.note),
        tags=tags_of(sign.tags),
        color=next((known for known in COLORS if known == color), COLORS[0]),
        created=time_of(values.get("created")),
        modified=time_of(values.get("modified")),
        by=string_of(values.get("by")),
        note_alt=tuple(map(note_of, strings_of(values.get("note_alt")))),
    )
