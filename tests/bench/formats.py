"""How fast pages and books open, and how much of what is read is the article.

    python tests/bench/formats.py [--page FILE]...

Times are of the processor, the best of three, in milliseconds, without importing the libraries.
The content is scored by words, over the pages of the tests, against the blocks that they expect.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from article import from_text
from article.formats import HTML, epub, html
from article.formats.extraction import words_of

PAGES = Path(__file__).parents[1] / "article" / "fixtures" / "html"
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf"/></rootfiles></container>'
)
SYLLABLES = [a + b + c for a in "bcdfghjklmnprstvwz" for b in "aeiou" for c in ("", *"lnrst")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", action="append", default=[], type=Path, help="time this one too")
    pages = parser.parse_args().page
    dice = random.Random(1)
    print(f"import of the modules: HTML {imported('html')} ms, EPUB {imported('epub')} ms")
    for size in (10_000, 100_000, 1_000_000, 3_000_000):
        body = prose(dice, size)
        plain = f"<!doctype html><title>A</title>{body}"
        site = plain.replace("<p>", "<nav>Menu</nav><p>", 1)
        print(
            f"{size / 1e6:5.2f} MB   page {timed(lambda page=plain: html.parse(page))}"
            f"   page with a menu {timed(lambda page=site: html.parse(page))}"
        )
    for size in (1_000_000, 5_000_000):
        book = a_book([prose(dice, size // 50) for _ in range(50)])
        print(
            f"{size / 1e6:5.2f} MB   book {timed(lambda it=book: epub.parse(it, 'book'))}"
            f"   its first chapter {timed(lambda it=book: next(epub.Book(it, 'book').chapters()))}"
        )
    for path in pages:
        text = path.read_text(encoding="utf-8", errors="replace")
        print(f"{path.name}: {timed(lambda page=text: html.parse(page))}")
    report_hostile()
    report_content()
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most")


def imported(module: str) -> str:
    """How long a module of a format takes to import, beside what every text needs."""
    code = (
        "import article, article.formats, time; start = time.perf_counter();"
        f"import article.formats.{module}; print(f'{{1000 * (time.perf_counter() - start):.0f}}')"
    )
    runs = [subprocess.check_output([sys.executable, "-c", code], text=True) for _ in range(3)]
    return min(runs, key=float).strip()


def timed(work: Callable[[], object]) -> str:
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return f"{best * 1000:7.0f}"


def prose(dice: random.Random, length: int) -> str:
    """Paragraphs of HTML with some marks, a heading now and then, of about this length."""
    parts: list[str] = []
    while length > 0:
        if len(parts) % 20 == 0:
            parts.append(f"<h2>{' '.join(dice.choices(SYLLABLES, k=4))}</h2>")
        words = ["".join(dice.choices(SYLLABLES, k=dice.choice((1, 2, 2, 3)))) for _ in range(60)]
        words[7] = f"<em>{words[7]}</em>"
        words[20] = f"<a href='/{words[20]}'>{words[20]}</a>"
        parts.append(f"<p>{' '.join(words).capitalize()}.</p>")
        length -= len(parts[-1])
    return "\n".join(parts)


def a_book(bodies: list[str]) -> bytes:
    items = "".join(
        f'<item id="c{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(bodies))
    )
    refs = "".join(f'<itemref idref="c{n}"/>' for n in range(len(bodies)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr(
            "book.opf",
            f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest>'
            f"<spine>{refs}</spine></package>",
        )
        for n, body in enumerate(bodies):
            page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'
            book.writestr(f"{n}.xhtml", page)
    return out.getvalue()


def report_hostile() -> None:
    """A megabyte of each kind; the slowest are what a stranger can make a reader wait for."""
    kinds = {
        piece: f"<nav>x</nav>{piece * (1_000_000 // len(piece))}"
        for piece in (
            "<b>x ",
            "<div>x ",
            "<p>x<i>y ",
            "<li>x",
            "<tr><td>a<td>b",
            "<table><tr><td>x",
            "<h2>a</h2>",
            "<dt>a<dd>b ",
            "<sup><a href=#a>1</a></sup>",
            "<p><a href='/x'>some link</a> and some other words. ",
            "<br>x",
            " x",
            "<",
            "&",
            "<!--",
        )
    }
    print("hostile, 1 MB of each:")
    for piece, text in kinds.items():
        print(f"  {piece:30.30} {timed(lambda page=text: html.parse(page))}")


def report_content() -> None:
    """Words that are the article's and were read, over those read and those to be read."""
    right = read = there = 0
    for path in sorted(PAGES.glob("*.html")):
        article = from_text(path.read_text(encoding="utf-8"), media_type=HTML)
        whole = from_text(
            f"<body epub:type='all'>{path.read_text(encoding='utf-8')}", media_type=HTML
        )
        starts = [
            line.partition(" | ")[2]
            for line in path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
        ]
        wanted: Counter[str] = Counter()
        for block in whole.blocks:
            text = whole.text[block.start : block.end]
            if any(start and text.startswith(start) for start in starts):
                wanted.update(words_of(text))
        found = Counter(words_of(article.text))
        right, read, there = (
            right + (found & wanted).total(),
            read + found.total(),
            there + wanted.total(),
        )
    precision, recall = right / read, right / there
    f1 = 2 * precision * recall / (precision + recall)
    print(f"content of the tests' pages: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


if __name__ == "__main__":
    main()
