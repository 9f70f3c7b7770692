"""Labels: what an item says, in three to nine of its own words."""

from __future__ import annotations

import re

from article.lexicon import Lexicon, plain_word

_FEWEST, _MOST = 3, 9
_FARTHEST = 20
"""How many words of a sentence are searched for its verb or for the end of its first clause."""
_LONG_CLAUSE = 6
"""A comma behind so many words is taken for the end of a clause."""

_aside = re.compile(r"\s*\([^()]{0,100}\)|\s*\[\d{1,3}\]")
_inserted = re.compile(r"\A((?:\S+ ){0,2}[^\s,]+), [^,]{1,40}, (?=(\w+))")
_dash = re.compile(r"[–—]|--?")
_common_word = re.compile(r"[^\W\d_]+(?:['’-]\w+)*")
_EDGES = ' \t\n,;:.–—-"“”„‘«»([*_'


def label_of(
    sentence: str, lexicon: Lexicon, *, counts_noun: bool = False, tied: bool = False
) -> str:
    """The label of an item, given its first sentence behind the marker; may be empty.

    `counts_noun` tells that the sentence starts with the noun that the marker numbered: `(The
    first) reason is that …`; `tied` that a verb may tie it to the marker: `(First) is the …`.
    """
    words = _without_addition(_aside.sub("", sentence).strip(_EDGES).split(), lexicon)
    if counts_noun:
        words = _predicate(_without_insertion(words, lexicon), lexicon)
    elif tied and words and not words[-1].endswith("?"):
        words = _without(lexicon.infinitives, _without(lexicon.copulas, words))
    words = _main_clause(_without(lexicon.linkers, words), lexicon)
    words = _without_insertion(_without_numbering(words, lexicon), lexicon)
    words = _first_clause(words, lexicon)
    while words and plain_word(words[-1]).strip(_EDGES) in lexicon.joining:
        words.pop()
    return _tidy(" ".join(words))


def _without(ties: frozenset[str], words: list[str]) -> list[str]:
    """The words without a first one that only ties them to what stands before."""
    return words[1:] if len(words) > 1 and plain_word(words[0]).rstrip(",:") in ties else words


def _without_addition(words: list[str], lexicon: Lexicon) -> list[str]:
    """Without an `and most importantly,` behind the marker."""
    if words and plain_word(words[0]) in lexicon.joining:
        comma = next((i for i, word in enumerate(words[:_MOST]) if word.endswith(",")), -1)
        return words[comma + 1 :]
    return words


def _predicate(words: list[str], lexicon: Lexicon) -> list[str]:
    """What is said of the counted noun: what follows its verb, or what follows the noun itself."""
    for place, word in enumerate(words[:_FARTHEST]):
        if plain_word(word).rstrip(",:") in lexicon.copulas and place + 1 < len(words):
            return _without(lexicon.infinitives, words[place + 1 :])
        if word[-1] in ",;:":
            break
    behind = plain_word(words[1]) if len(words) > _FEWEST else ""
    if words[:1] and words[0].endswith(":"):
        return words[1:]
    if behind in lexicon.prepositions or behind in lexicon.starters or not behind.isalpha():
        return words
    return words[1:]


def _main_clause(words: list[str], lexicon: Lexicon) -> list[str]:
    """Without a clause or phrase in front that only leads to the main one."""
    first = plain_word(words[0]) if words else ""
    leads = first in lexicon.subordinators
    if not leads and first not in lexicon.prepositions:
        return words
    comma = next((i for i, word in enumerate(words[:_FARTHEST]) if word.endswith(",")), len(words))
    rest = words[comma + 1 :]
    if len(rest) < _FEWEST:
        return words
    follows = plain_word(rest[0])
    if follows in lexicon.subordinators or follows in lexicon.linkers | lexicon.joining:
        return words
    return rest if leads or follows in lexicon.starters else words


def _without_numbering(words: list[str], lexicon: Lexicon) -> list[str]:
    """Without a `first,` behind a sign and a `then` behind a clause."""
    if len(words) > _FEWEST:
        kinds, _ = lexicon.kinds.get(plain_word(words[0]).rstrip(","), (frozenset(), 0))
        if "middles" in kinds or (kinds and words[0].endswith(",")):
            return words[1:]
    return words


def _without_insertion(words: list[str], lexicon: Lexicon) -> list[str]:
    """Without what stands between two commas behind the first words."""
    joined = " ".join(words[:_FARTHEST])
    inserted = _inserted.match(joined)
    if inserted is None or plain_word(inserted[2]) in lexicon.joining:
        return words
    return [*inserted[1].split(), *joined[inserted.end() :].split()]


def _first_clause(words: list[str], lexicon: Lexicon) -> list[str]:
    """The words up to the end of the clause, or as many as a label may have."""
    for place, word in enumerate(words[:_MOST]):
        if place and (_dash.fullmatch(word) or (word.startswith("(") and place >= _FEWEST)):
            return words[:place]
        following = plain_word(words[place + 1]) if place + 1 < len(words) else ""
        if word[-1] in ";:–—" or (
            word[-1] == ","
            and place + 1 >= _FEWEST
            and (following in lexicon.clause_openers or place + 1 >= _LONG_CLAUSE)
        ):
            return words[: place + 1]
    if len(words) <= _MOST:
        return words
    return _shortened(words[:_MOST], lexicon)


def _shortened(words: list[str], lexicon: Lexicon) -> list[str]:
    """Cut where the second half of a pair or a new clause starts, else behind a full word."""
    for place in range(len(words) - 1, _FEWEST, -1):
        word = plain_word(words[place])
        if word in lexicon.joining or (word in lexicon.subordinators and place > _FEWEST + 1):
            return words[:place]
    while len(words) > _FEWEST and plain_word(words[-1]).strip(_EDGES) in lexicon.dangling:
        words = words[:-1]
    return words


def _tidy(words: str) -> str:
    """With a capital, and without punctuation or half a pair of quotes at the ends."""
    words = words.strip(_EDGES)
    for opened, closed in ("“”", "«»", '""'):
        if (words.count(opened) + words.count(closed)) % 2:
            words = " ".join(word.strip(opened + closed) for word in words.split())
    first = words.split(maxsplit=1)[0] if words else ""
    if first.islower() and _common_word.fullmatch(first.rstrip(",;:?!")):
        return words[0].upper() + words[1:]
    return words
