"""How long it takes to find 10,000 notes again in a text of three million characters.

    python tests/bench/anchors.py

Every figure is the best of three runs, in milliseconds of the processor's time (the clock says
little on a machine that others use too): without and with the old text at hand.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Sequence

from article.anchor import Anchor, describe
from article.fingerprints import fingerprint
from article.passage import Passage
from article.resolver import resolve

LENGTH = 3_000_000
NOTES = 10_000
SYLLABLES = [a + b + c for a in "bcdfghjklmnprstvwz" for b in "aeiou" for c in ("", "", *"lnrst")]


def main() -> None:
    dice = random.Random(1)
    text = a_text(dice)
    passages = [a_passage(dice, text) for _ in range(NOTES)]
    one = best(lambda: [describe(text, passage) for passage in passages[:50]]) / 50
    print(f"describe: {one:.1f} ms for one")
    anchors = [brief(text, passage, fingerprint(text)) for passage in passages]
    report("unchanged", text, text, anchors)
    for count in (300, 3_000, 15_000):
        report(f"{count} edits", text, edited(dice, text, count), anchors)
    report("all other words", text, a_text(dice), anchors)
    print("hostile:")
    report(
        "10,000 times 'a'",
        text,
        edited(dice, text, 1),
        [Anchor("a", "", "", i, i + 1) for i in range(NOTES)],
    )
    long = Anchor(text[:1_000_000].replace("e", "E"), "", "", 0, 1_000_000)
    report("a quote of a megabyte", text, edited(dice, text, 1000), [long])
    line = "All work and no play makes a dull text to read.\n"
    same = line * (LENGTH // len(line))
    notes = [brief(same, Passage(48 * i, 48 * i + 47), fingerprint(same)) for i in range(NOTES)]
    report("one repeated line", same, same[:100_000] + "x" + same[100_000:], notes)
    report("10,000 equal anchors", text, edited(dice, text, 3_000), [anchors[5000]] * NOTES)
    lies = [anchor._replace(start=dice.randrange(10 * LENGTH)) for anchor in anchors]
    report("false positions", text, edited(dice, text, 3_000), lies)
    print("sorted anew, or changed everywhere:")
    shuffle(dice, "paragraphs", text, "\n", anchors)
    shuffle(dice, "words", text, " ", anchors)
    words = (word if i % 4 else f"{word}{i}" for i, word in enumerate(text.split(" ")))
    report("every fourth word", text, " ".join(words), anchors)
    lines = "\n".join(
        f"Line {i} of the {dice.randrange(10**6)} entries, and {dice.randrange(10**6)} more of them"
        for i in range(LENGTH // 55)
    )
    anchors = some_anchors(dice, lines)
    shuffle(dice, "lines", lines, "\n", anchors)
    report("reversed lines", lines, "\n".join(lines.split("\n")[::-1]), anchors)
    report("every line edited", lines, lines.replace("of", "on"), anchors)
    signs = "".join(chr(0x4E00 + dice.randrange(3_000)) for _ in range(LENGTH // 3))
    shuffle(dice, "Chinese characters", signs, signs[:1], some_anchors(dice, signs))
    signs = "\u3002".join(signs[i : i + 40] for i in range(0, len(signs), 40))
    shuffle(dice, "Chinese sentences", signs, "\u3002", some_anchors(dice, signs))


def some_anchors(dice: random.Random, text: str) -> list[Anchor]:
    """Anchors all over a text that need not have words."""
    starts = [dice.randrange(len(text) - 400) for _ in range(NOTES)]
    name = fingerprint(text)
    return [
        brief(text, Passage(start, start + dice.choice((5, 30, 100, 300))), name)
        for start in starts
    ]


def shuffle(
    dice: random.Random, name: str, text: str, separator: str, anchors: Sequence[Anchor]
) -> None:
    """The figures for a text whose parts come in another order."""
    parts = text.split(separator)
    dice.shuffle(parts)
    report(f"shuffled {name}", text, separator.join(parts), anchors)


def a_text(dice: random.Random) -> str:
    """Paragraphs of invented words, as frequent as words are (Zipf)."""
    lexicon = ["".join(dice.choices(SYLLABLES, k=dice.randint(1, 4))) for _ in range(8_000)]
    weights = [1 / rank for rank in range(1, len(lexicon) + 1)]
    words = dice.choices(lexicon, weights, k=LENGTH // 7)
    parts: list[str] = []
    while words:
        paragraph: list[str] = []
        for _ in range(dice.randint(2, 7)):
            count = dice.randint(5, 25)
            sentence, words = words[-count:], words[:-count]
            paragraph.append(" ".join(sentence).capitalize() + ".")
        parts.append(" ".join(paragraph))
    return "\n".join(parts)[:LENGTH]


def a_passage(dice: random.Random, text: str) -> Passage:
    """A few words somewhere."""
    start = text.index(" ", dice.randrange(len(text) - 2_000)) + 1
    return Passage(start, text.index(" ", start + dice.choice((10, 30, 60, 100, 200, 400))))


def brief(text: str, passage: Passage, name: str) -> Anchor:
    """`describe` with the shortest context, for many passages of one text."""
    start, end = passage.start, passage.end
    before, after = text[max(0, start - 32) : start], text[end : end + 32]
    return Anchor(text[start:end], before, after, start, end, (), name)


def edited(dice: random.Random, text: str, count: int) -> str:
    """The text with words and sentences replaced, inserted and deleted all over it."""
    places = sorted(dice.sample(range(len(text) - 1_000), count))
    parts: list[str] = []
    behind = 0
    for place in places:
        start = text.index(" ", max(place, behind))
        end = text.index(" ", start + dice.choice((1, 1, 8, 8, 80)))
        new = " ".join(dice.choices(SYLLABLES, k=dice.choice((0, 1, 2, 12))))
        parts += (text[behind:start], f" {new}" if new else "")
        behind = end
    return "".join([*parts, text[behind:]])


def report(name: str, old: str, new: str, anchors: Sequence[Anchor]) -> None:
    snapshots = {fingerprint(old): old}
    states = Counter(found.state for found in resolve(new, anchors))
    times = [
        best(lambda: resolve(new, anchors)),
        best(lambda: resolve(new, anchors, snapshots=snapshots)),
    ]
    print(f"{name:28}", *(f"{ms:8.0f} ms" for ms in times), dict(states.most_common()))


def best(work: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(3):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times) * 1000


if __name__ == "__main__":
    main()
