"""What texts cost that were made to be slow: every step of opening and showing them.

    python tests/bench/hostile.py [--megabytes N] [--seconds N] [NAME]...

Prints for each text the seconds of the processor to parse it, to find its priorities, sections and
key points, and to lay out and paint its first screen, its last one and one in the middle; then how
much memory the process took at most. Each text has a process of its own, with a limit of memory
and of time, so that none can hide another. Names may be parts of names.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice

from article import from_text
from article.formats import MARKDOWN, PLAIN

SENTENCE = (
    "The harbour had been quiet for a week when the council asked what it would cost to keep the "
    "lamps lit, and nobody in the room could say, because nobody had ever counted the oil. "
)
MEMORY = 4_000_000_000
"""Bytes that one process may have."""
WIDTH, HEIGHT = 80, 40
"""Cells of the column, and rows of the screen."""

Made = Callable[[int], str]
"""A text of about so many characters."""


def much(piece: str) -> Made:
    """The same again and again."""
    return lambda size: piece * (size // len(piece) + 1)


def counted(piece: str) -> Made:
    """The same again and again, but for the number in it, which `{}` stands for."""
    return lambda size: "".join(map(piece.format, range(1, size // (len(piece) + 4) + 1)))


def table(columns: int) -> Made:
    def made(size: int) -> str:
        rows = size // (3 * columns)
        return "\n".join(["|a" * columns, "|-" * columns, *["|b " * columns] * rows])

    return made


def nested(marker: str, every: int = 10_000) -> Made:
    """Lines so deep in quotes or lists."""
    return lambda size: (marker * every + "x\n\n") * (size // (every * len(marker)) + 1)


def stairs(size: int) -> str:
    """A list in which each item is one level deeper than the one before."""
    depth = int((2 * size) ** 0.5)
    return "".join(f"{' ' * level}- x\n" for level in range(0, depth, 2))


def pairs(first: str, second: str) -> Made:
    """Half of the text of one piece, the rest of another."""
    return lambda size: much(first)(size // 2) + "\n\n" + much(second)(size // 2)


MARKDOWN_TEXTS: dict[str, Made] = {
    "prose": much("## What it cost\n\n" + (SENTENCE * 4 + "\n\n") * 10),
    "prose on one line": much(SENTENCE),
    "no spaces": much("x"),
    "wide characters": much("漢字の本文。"),
    "combining characters": lambda size: "e" + "\u0301" * size,
    "characters of no width": lambda size: "e" + "\u200b" * size,
    "joined emoji": much("👩\u200d"),
    "headings": much("# h\n"),
    "headings with words": counted("## What it cost in {}\n\n"),
    "headings with numbers": counted("## {}. What it cost\n\nx\n\n"),
    "headings underlined": much("a\n-\n"),
    "table of many rows": table(4),
    "table of 2,000 columns": table(2_000),
    "table of one row": lambda size: table(size // 6)(size // 6),
    "links in one paragraph": counted("[a](/{}) "),
    "links, one a line": counted("[a](/{})\n\n"),
    "emphasis in emphasis": lambda size: "*a " * (size // 5) + "*" * (size // 5),
    "quotes in quotes": nested("> "),
    "lists in lists": nested("- "),
    "stairs of lists": stairs,
    **{
        f"nothing but {piece}": lambda size, piece=piece: "x " + much(piece)(size)
        for piece in (
            *("[", "]", "*", "_", "`", "<", ">", "&", "\\", "!", "~", "|", "#", "(", ":"),
            *("![", "](", "[](", "[a](", "[a](b", "[^", "[[]", "[a]", "[a][", "[^1]: "),
            *("<a ", "<a b=", "<!--", "<?", "</", "<a@b", "&amp", "&#", "]: a "),
            *("**a ", "*a _b ", "a**b_c", "~~a ", "*a `", "`a``", "\\*", "*a* **b** "),
        )
    },
    "backticks of every length": lambda size: " ".join(
        "`" * n for n in range(1, int((2 * size) ** 0.5))
    ),
    "an unclosed fence": lambda size: "```\n" + much(SENTENCE + "\n")(size),
    "fences": much("```\nx\n```\n"),
    "indented code": much("    x = 1\n\n"),
    "references": counted("[r{}]: /u\n"),
    "references that are used": pairs("[r]: /u\n", "[r] "),
    "references without an end": much("[r]: /u '\n"),
    "footnotes": counted("Words[^{0}].\n\n[^{0}]: A note.\n\n"),
    "footnotes in one": much("[^1]: "),
    "one-line items": much("- x\n"),
    "one-line numbered items": much("1. x\n"),
    "loose items": much("- x\n\n"),
    "tasks": much("- [ ] x\n"),
    "blank lines": much("\n"),
    "carriage returns": much("words\r\r"),
    "both line ends": much("words\r\n"),
    "blocks of HTML": much("<div>\n\n"),
    "one block of HTML": much("<div>\n"),
    "tags in a line": much("a <b>c</b> "),
    "a line of HTML": lambda size: "<div>" + much("<b>x")(size),
    "rules": much("* * *\n"),
    "spaces": much(" "),
    "tabs": much("\ta\n"),
    "quotes and items": much("> - > 1. x\n"),
    "lines of one character": much("x\n"),
    "hard breaks": much("x  \n"),
}

PLAIN_TEXTS: dict[str, Made] = {
    "prose": much(SENTENCE * 4 + "\n\n"),
    "prose on one line": much(SENTENCE),
    "prose in capitals": much(SENTENCE.upper() + "\n\n"),
    "no spaces": much("x"),
    "wide characters": much("漢字の本文。"),
    "combining characters": lambda size: "e" + "\u0301" * size,
    "one-line items": much("- x\n\n"),
    "lines of capitals": much("WHAT IT COST\n\n"),
    "different lines of capitals": counted("COST NUMBER {}\n\n"),
    "short lines": counted("What it cost {}\n\n"),
    "short lines over prose": counted("What it cost {}\n\n" + SENTENCE * 2 + "\n\n"),
    "chapters": counted("Chapter {}\n\n" + SENTENCE + "\n\n"),
    "chapters without words": counted("Chapter {}\n\n"),
    "numbered lines": counted("{}. x\n"),
    "numbered paragraphs": counted("{}. x\n\n"),
    "the same number": much("1. x\n\n"),
    "lines of a page": much("Share this\n\nHome\n\nNews\n\n" + SENTENCE + "\n\n"),
    "different lines of a page": counted("{} comments\n\nShare on X\n\n" + SENTENCE + "\n\n"),
    "lines that nearly are of a page": much("get get get your your your inbox inbox no\n"),
    "signs in one paragraph": much("(1) a (2) b "),
    "open signs": much("(1) a "),
    "signs of every kind": much("(1) a) 1. i) A. (a) x "),
    "first and second": much("First, a. Second, b. "),
    "nothing but first": much("First, a. "),
    "first and finally": much("First, a. Finally, b.\n\n"),
    "steps": counted("Step {}: a\n\n"),
    "counted reasons": much("The first reason is a. The second reason is b. "),
    "parts by semicolons": much("x: a; b; and c. "),
    "one sentence by semicolons": lambda size: "x: " + much("a; ")(size),
    "full stops": much("."),
    "initials": much("A. "),
    "brackets": much("("),
    "commas": much("a, "),
    "hyphens at line ends": much("word-\nword "),
    "rules": much("- - - - -\n"),
    "blank lines": much("\n"),
    "lines of one character": much("x\n"),
    "listing": much("def count(oil):\n    return count(oil - 1)\n\n"),
    "verse": much("The lamps are lit\nand nobody counts\nthe oil\n\n"),
}

TEXTS = {
    **{f"Markdown: {name}": (MARKDOWN, made) for name, made in MARKDOWN_TEXTS.items()},
    **{f"plain: {name}": (PLAIN, made) for name, made in PLAIN_TEXTS.items()},
}
COLUMNS = ("parse", "series", "sections", "points", "first", "last", "middle")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--megabytes", type=float, default=1)
    parser.add_argument("--seconds", type=float, default=60, help="until a text is given up")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    size = int(options.megabytes * 1_000_000)
    if options.alone:
        measure(options.names[0], size)
        return
    print(f"{'':38}  blocks" + "".join(f"{column:>9}" for column in COLUMNS) + "       MB")
    for name in TEXTS:
        if not options.names or any(part in name for part in options.names):
            print(f"{name:38.38}", end=" ", flush=True)
            print(result_of(name, options.megabytes, options.seconds))


def result_of(name: str, megabytes: float, seconds: float) -> str:
    """The figures of one text, or why there are none."""
    command = [sys.executable, __file__, "--alone", "--megabytes", str(megabytes), name]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as stopped:
        return f"{(stopped.stdout or b'').decode()} stopped after {seconds:.0f} s"
    why = (done.stderr.strip().splitlines() or [""])[-1] if done.returncode else ""
    return f"{done.stdout.strip()} {why}"


def measure(name: str, size: int) -> None:
    """Print the figures of one text as they come."""
    from rich.segment import Segment
    from rich.style import Style

    from reader.themes import LOOKS
    from reader.view.frame import Frame
    from reader.view.layout import Layout
    from reader.view.paint import paint
    from reader.view.palette import Palette

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    media_type, made = TEXTS[name]
    text = made(size)
    started = time.process_time()

    def lap() -> None:
        nonlocal started
        print(f"{time.process_time() - started:9.3f}", end="", flush=True)
        started = time.process_time()

    article = from_text(text, media_type=media_type)
    spent = time.process_time() - started
    del text
    print(f"{len(article.blocks):8}{spent:9.3f}", end="", flush=True)
    started = time.process_time()
    for found in ("series", "sections", "key_points"):
        getattr(article, found)
        lap()
    palette, bar = Palette(dict.fromkeys(LOOKS, Style())), Segment(" ")
    frame = Frame(0, WIDTH, WIDTH + 3)
    layout = Layout(article.text, article.blocks, WIDTH, range(len(article.blocks)))
    for place in (
        lambda: layout.first,
        lambda: layout.moved(layout.last, 1 - HEIGHT),
        lambda: layout.place_of(len(article.text) // 2),
    ):
        if article.blocks:
            for row in islice(layout.rows_from(place()), HEIGHT):
                paint(article.text, article.blocks[row.block], row, (), palette, frame, bar)
        lap()
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.0f}")


if __name__ == "__main__":
    main()
