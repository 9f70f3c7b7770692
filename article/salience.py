"""Which sentences carry most of a text.

A word weighs the logarithm of the number of sentences that say it, and one more where a heading
says it too. A sentence is worth the sum of its words' weights by the square root of its length,
times what its place and its manner make of it. Sentences are taken one by one, the worthiest
first, and each takes half of their weight from the words that it says.

Sources: extraction as coverage of weighted words, taken greedily, with length as a divisor, is Lin
and Bilmes, "A Class of Submodular Functions for Document Summarization" (2011); taking lazily from
a heap is Minoux, "Accelerated greedy algorithms" (1978), exact because no sentence's worth ever
grows; place, title and manner are Edmundson, "New Methods in Automatic Extracting" (1969).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from article.passage import Passage
from article.stopwords import LEANING, STOP_WORDS

LEAD = 2.0
"""The n-th sentence of a text counts 1 + LEAD / n: news, and most texts, say most at the head."""
CONCLUDES = 1.3
"""Factor for a sentence in a conclusion or a summary."""
ASIDE = 0.7
"""Factor for one in a list or a quotation: it needs its neighbours, or is somebody else's."""
MANNER = 0.7
"""Factor for each thing about its manner that makes a sentence a worse point; see `_MANNERS`."""
HEADING = 1.0
"""Added to the weight of a word that the title or a heading says."""
SAID = 0.5
"""What a taken sentence leaves of the weight of a word that it says."""

_SHORT = 80
_LONG = 250
"""Characters of a sentence. Below the first, being short is no merit; from the second on, length
counts in full, because few read so much in a side panel."""
_STEM = 6
"""Words count as the same when they agree in so many first letters: inflection comes after."""
_FEWEST_WORDS = 2
"""With fewer different words of content it is a greeting, a label or an exclamation."""

_words = re.compile(
    r"""[\u3400-\u9fff]{1,2}           # ideographs: two are a word more often than not
      | [\u30a1-\u30fa\u30fc]{2,}      # Katakana; Hiragana, mostly grammar, is left out
      | [^\s!-/:-@\[-`{-~\xa0-\xbf\u0964\u0965\u2000-\u206f\u3000-\u9fff\uff00-\uff20]{2,}
    """,
    re.VERBOSE,
).findall
_begins_small = re.compile(r"\W*+[a-zß-öø-ÿ]").match
_complete = re.compile(r"""[.!…。！｡।॥۔։።]["'”’»›)\]」』]*+(?:\[\d{1,3}\])*+$""").search
_MANNERS = (
    re.compile('["“”„«»「]').search,  # it quotes: a witness's words, not the author's
    re.compile(r"\[\d{1,3}[\],]|\b(?:1[89]|20)\d\d[a-z]?\)|\bet al\b").search,  # it cites
    re.compile(r"\W*+(?:\d{1,2}[.)]|(?:[a-z]|[ivx]{1,5})\))\s").match,  # it is numbered
    # it stands behind a label of up to three words, as in a form or a list: `Result: …`
    re.compile(r"\W*+(?:[^\s:.!?—–]++ ){0,2}[^\s:.!?—–]++(?::|\s?[—–]|\s-)\s").match,
)
_leans = {
    language: re.compile(rf"\W*+(?:{'|'.join(openings)})\b", re.IGNORECASE).match
    for language, openings in LEANING.items()
}


class Candidate(NamedTuple):
    """A sentence that may be taken."""

    passage: Passage
    words: tuple[str, ...]
    """The stems of its words of content, each once, in their order."""
    strength: float
    """What its length, its place and its manner make of the weight of its words."""


def candidate(passage: Passage, text: str, language: str, place: float = 1.0) -> Candidate:
    """A sentence as a candidate; `place` is the factor for where it stands."""
    leans = _leans.get(language, lambda _: None)
    flaws = sum(flaw(text) is not None for flaw in (*_MANNERS, leans))
    length = max(math.sqrt(_SHORT), math.sqrt(len(text)), len(text) / math.sqrt(_LONG))
    strength = place * MANNER**flaws / length
    return Candidate(passage, stems(text, language), strength)


def stems(text: str, language: str) -> tuple[str, ...]:
    """The words of content, cut to their stems, each once, in the order of the text."""
    dropped = STOP_WORDS.get(language, frozenset())
    words = dict.fromkeys(_words(text.lower()))
    return tuple(dict.fromkeys(word[:_STEM] for word in words if word not in dropped))


def is_statement(text: str, words: Sequence[str], *, capitals: bool = True) -> bool:
    """Whether a sentence says something by itself: no label, fragment, greeting or question.

    `capitals` is whether the article's sentences begin with capitals, if its script has them.
    """
    begun = not (capitals and _begins_small(text))
    whole = begun and _complete(text) is not None and "\n" not in text
    return whole and len(words) >= _FEWEST_WORDS


def strongest(
    candidates: Sequence[Candidate], count: int, headings: Collection[str] = ()
) -> tuple[Passage, ...]:
    """The `count` candidates that together say most, in their order.

    `headings` are the stems of the words that the title and the headings say. Where no word is
    said twice, the first candidates win.
    """
    number_with = Counter(word for sentence in candidates for word in sentence.words)
    weights = {
        word: math.log(number) + (HEADING if word in headings else 0)
        for word, number in number_with.items()
    }

    def worth(index: int) -> float:
        sentence = candidates[index]
        return sentence.strength * sum(weights[word] for word in sentence.words)

    heap = [(-worth(index), index) for index in range(len(candidates))]
    heapify(heap)
    taken: list[int] = []
    while heap and len(taken) < count:
        _, index = heappop(heap)
        now = (-worth(index), index)
        if heap and now > heap[0]:
            heappush(heap, now)
            continue
        taken.append(index)
        for word in candidates[index].words:
            weights[word] *= SAID
    return tuple(candidates[index].passage for index in sorted(taken))
