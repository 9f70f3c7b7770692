"""`postil outline`: sections, key points and priorities of a text."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from article import Article, Passage, Priority
from article.formats import MEDIA_TYPES
from reader.cli.output import say, say_json
from reader.opening import opened


def add_arguments(parser: ArgumentParser) -> None:
    """The text, and how its outline is printed."""
    parser.add_argument("source", metavar="SOURCE", help="a path, or - for standard input")
    parser.add_argument("--json", action="store_true", help="as one JSON object")
    parser.add_argument("--format", choices=MEDIA_TYPES, help="what the text is")


def run(options: Namespace) -> int:
    """Print the outline."""
    article = opened(options.source, MEDIA_TYPES.get(options.format))
    if options.json:
        say_json(_as_json(article))
    else:
        _print(article)
    return 0


def _as_json(article: Article) -> dict[str, object]:
    series = [_items(article, items) for items in article.series]
    return {
        "title": article.title,
        "author": article.author,
        "source": article.source,
        "language": article.language,
        "words": article.words,
        "sections": [
            {"title": s.title, "level": s.level, "start": s.start, "end": s.end, "origin": s.origin}
            for s in article.sections
        ],
        "priorities": series[0] if series else [],
        "series": series,
        "key_points": [
            {"text": point.text, **_ends(point.passage), "origin": point.origin}
            for point in article.key_points
        ],
        "residue": [residue.text for residue in article.residue],
    }


def _items(article: Article, items: Iterable[Priority]) -> list[dict[str, object]]:
    return [
        {
            "number": item.number,
            "label": item.label,
            "quote": item.passage.of(article.text),
            **_ends(item.passage),
            "origin": item.origin,
        }
        for item in items
    ]


def _ends(passage: Passage) -> dict[str, int]:
    return {"start": passage.start, "end": passage.end}


def _print(article: Article) -> None:
    about = (article.author, article.date, f"{article.words} words")
    say(article.title)
    say(" · ".join(filter(None, about)))
    top = min(section.level for section in article.sections)
    _print_list("Sections", ["  " * (s.level - top) + s.title for s in article.sections])
    titles = ("Priorities", *["Also numbered"] * len(article.series[1:]))
    for title, items in zip(titles, article.series, strict=False):
        _print_list(title, [f"{item.number}. {item.label}" for item in items])
    _print_list("Key points", [f"- {point.text}" for point in article.key_points])
    _print_list("Left out of the text", [f"- {residue.text}" for residue in article.residue])


def _print_list(title: str, rows: list[str]) -> None:
    if rows:
        say(f"\n{title}")
        for row in rows:
            say("  " + row.replace("\n", " "))
