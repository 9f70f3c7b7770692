"""Prints how long key points take: for a usual article, and for 100 KB, 1 MB and 10 MB of text.

The text is made here: sentences of four to thirty words, which are as unequally frequent as words
are, in paragraphs of one to six sentences, with a heading now and then. Figures are the best of
several runs and leave the opening of the text out.
"""

from __future__ import annotations

import random
import time

from article import Article, extract_key_points, from_text

USUAL = 6_000
SIZES = (100_000, 1_000_000, 10_000_000)
SYLLABLES = ("ba", "cor", "del", "fin", "gra", "hol", "ist", "jun", "kel", "lom", "mar", "net")


def text_of(size: int) -> str:
    """So many characters of Markdown; always the same."""
    chance = random.Random(size)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(20_000)]
    weights = [1 / (rank + 1) for rank in range(len(words))]
    stock = chance.choices(words, weights, k=200_000)
    paragraphs: list[str] = []
    length = 0
    while length < size:
        heading = chance.random() < 0.1
        paragraph = "## " if heading else ""
        for _ in range(1 if heading else chance.randint(1, 6)):
            start = chance.randrange(len(stock) - 30)
            sentence = " ".join(stock[start : start + chance.randint(4, 30)])
            paragraph += sentence.capitalize() + (" " if heading else ". ")
        paragraphs.append(paragraph)
        length += len(paragraph) + 2
    return "\n\n".join(paragraphs)


def milliseconds(article: Article, runs: int) -> float:
    """The shortest of so many runs."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        extract_key_points(article)
        taken.append(time.perf_counter() - start)
    return min(taken) * 1000


def main() -> None:
    """Print one line a size."""
    usual = from_text(text_of(USUAL))
    print(f"usual article ({len(usual.text):,} characters): {milliseconds(usual, 20):.1f} ms")
    for size in SIZES:
        article = from_text(text_of(size))
        print(f"{len(article.text):>11,} characters: {milliseconds(article, 3):,.0f} ms")


if __name__ == "__main__":
    main()
