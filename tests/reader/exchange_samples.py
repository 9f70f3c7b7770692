"""What tests of the exchange have in common: an article, notes on it, awkward texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from hypothesis import strategies as st

from article import Article, Passage, describe, from_text
from reader.annotations.annotation_set import AnnotationSet
from reader.annotations.exchange.taking import taken_over
from reader.annotations.model import COLORS, Annotation
from reader.annotations.placing import PlacedNote, place_notes

FIXTURES = Path(__file__).parent / "fixtures" / "exchange"

FERRY = """\
# The Ferry

A 🛶 lies at the old pier. The ferry was late, and *nobody* knew why.

## What was said

- It will come tomorrow.
- It will [never](https://ferry.example/never) come.

> "Wait," said the keeper, "and see."

The ferry was late again.
"""

PHRASES = (
    *("{==", "==}", "{>>", "<<}", "{--", "--}", "<!--postil {}-->", "<br>", "&#x41;", "&amp;"),
    *("\\", "{\\==", "=\\=}", "{", "}", "=", "{=", "#", "#tag", '#"a b"', " #x", "\n", "\n\n"),
    *("*", "**", "_", "`", "``", "[", "]", "](", "<", ">", "|", "~~", "- ", "1. ", "+", "---"),
    *(
        "🛶",
        "é",
        "日本",
        "ש",
        "word",
        "Two words",
        " ",
        ".",
        '"',
        "'",
        "-->",
        "<b>",
        "\t",
        "\x1b",
        "\r",
    ),
)
"""Pieces of Markdown, of the notation of notes, and of ordinary text."""

awkward = st.lists(st.sampled_from(PHRASES), max_size=12).map("".join)
"""Texts that look like the notation in many places."""


def ferry() -> Article:
    return from_text(FERRY)


def note_on(article: Article, start: int, end: int, number: int = 0, **more) -> Annotation:
    """A note on a passage, with an id that tells its number."""
    anchor = describe(article.text, Passage(start, end))
    return Annotation(f"00000000-0000-7000-8000-{number:012d}", anchor, **more)


def on(article: Article, quote: str, number: int = 0, **more) -> Annotation:
    start = article.text.index(quote)
    return note_on(article, start, start + len(quote), number, **more)


def placed(article: Article, notes: Iterable[Annotation]) -> tuple[PlacedNote, ...]:
    return place_notes(article.text, notes)


def imported(article: Article, found: Sequence[Annotation]) -> AnnotationSet:
    """The notes of an article that had none, after an import."""
    return AnnotationSet().joined(taken_over(AnnotationSet(), found, article))


@st.composite
def notes_on(draw: st.DrawFn, article: Article) -> list[Annotation]:
    """Up to five notes on any passages of an article; the passages may cross."""
    notes = []
    for number in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(article.text) - 1))
        end = draw(st.integers(start + 1, len(article.text)))
        tags = draw(st.lists(awkward, max_size=3))
        notes.append(
            note_on(
                article,
                start,
                end,
                number,
                note=draw(awkward),
                tags=tuple(sorted({" ".join(tag.split()) for tag in tags} - {""})),
                color=draw(st.sampled_from(COLORS)),
                created="2024-02-29T12:00:00.000+00:00",
                modified="2024-03-01T12:00:00.000+00:00",
                by=draw(awkward),
            )
        )
    return notes
