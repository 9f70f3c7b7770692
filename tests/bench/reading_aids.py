"""Prints how many megabytes a second sentences and enumerations are found in.

The text is made here: running prose of which a part is enumerations of all forms, as paragraphs,
as one single paragraph, and as one long list.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count

from article import from_text

PROSE = """The harbour was built in {year}, when Mr. Hall owned the mill and the U.S. fleet still
burned coal. Nobody asked what it would cost, and "nobody", as the mayor used to say, "was
answered." It rained a good deal that year; the second half of it was the wettest in memory. The
first boats came in before the wall was finished. They stayed."""
WORDS = """There are three reasons to repair it. First, the wall keeps the lower town dry in spring.
Second, there is no other place for the ferry to land. Finally, it would cost more to take it
down."""
SIGNS = """The engineers propose (1) to drain the basin, (2) to look at the piles, and (3) to
replace whatever has rotted, which may be all of it."""
LIST = ["1. Drain the basin.", "2. Look at the piles.", "3. Replace whatever has rotted."]
MEGABYTE = 1_000_000


def megabyte_of(paragraphs: list[str], between: str) -> str:
    """The paragraphs again and again, up to about a million characters, and no two the same."""
    rounds = MEGABYTE // len(between.join(paragraphs))
    years = count(1000)
    return between.join(
        paragraph.format(year=next(years)) for _ in range(rounds) for paragraph in paragraphs
    )


def speed(work: Callable[[], object], size: int) -> float:
    """Megabytes a second of processor time, of the first run: a second one finds its work done."""
    start = time.process_time()
    work()
    return size / MEGABYTE / (time.process_time() - start)


def main() -> None:
    """Print one line a text."""
    paragraphs = [*[PROSE] * 8, WORDS, *[PROSE] * 8, SIGNS, *[PROSE] * 4, *LIST]
    texts = {
        "paragraphs": megabyte_of(paragraphs, "\n\n"),
        "one paragraph": megabyte_of(paragraphs, " "),
        "nothing but lists": megabyte_of([WORDS, SIGNS, *LIST], "\n\n"),
        "100,000 list lines": "\n\n".join(f"{number}. x" for number in range(1, 100_001)),
    }
    for name, text in texts.items():
        article = from_text(text, media_type="text/plain")
        size = len(article.text)
        sentences = speed(lambda: article.sentences, size)  # noqa: B023 - called at once
        priorities = speed(lambda: article.series, size)  # noqa: B023 - called at once
        print(f"{name:>20}: sentences {sentences:5.1f} MB/s, priorities {priorities:5.1f} MB/s")


if __name__ == "__main__":
    main()
