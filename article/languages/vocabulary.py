"""What the reading aids know of a language: words, and nothing else."""

from __future__ import annotations

from typing import NamedTuple


class Vocabulary(NamedTuple):
    """The words of one language that matter for its sentences and its enumerations.

    Everything is in lower case, with straight apostrophes, and separated by commas. Where words
    carry a number the line is the number: the words of the first line mean one. What is left out
    is not recognised, and nothing else breaks.
    """

    common: str = ""
    """Frequent short words, by which the language is recognised."""
    abbreviations: str = ""
    """Abbreviations that stand before something, so that no sentence ends with them: `mr`."""
    openers: str = ""
    """Words that begin many sentences and hardly ever continue a name. Only in front of them does
    a sentence end with `Inc.`, with an initial or with a dotted abbreviation."""

    ordinals: str = ""
    """Words that number a noun, or a clause when a comma follows: `first`."""
    adverbs: str = ""
    """Words that number a clause and nothing else: `firstly`."""
    middles: str = ""
    """What stands for a number in front of a clause: `next`."""
    others: str = ""
    """What stands for a number in front of a noun: `another`."""
    finals: str = ""
    """What opens the last item as a clause: `finally`."""
    lasts: str = ""
    """What numbers the last noun: `last`."""
    cardinals: str = ""
    """`one`, `two`, `three`."""
    determiners: str = ""
    """What stands before an ordinal with its noun: `the`, `our`."""
    connectives: str = ""
    """What may stand before all of these at the start of a clause: `and`."""
    contrasts: str = ""
    """The same, but not in front of `first`: `but first` puts a list off."""
    joining: str = ""
    """What stands before the last item of a list: `and`."""
    nouns: str = ""
    """What authors count, in the singular: `reason`."""
    labels: str = ""
    """Nouns that open an item with their number behind them: `step` in `Step 1:`."""
    names: str = ""
    """Nouns whose numbers name things and do not count points: `chapter` in `Chapter 1`."""
    prepositions: str = ""
    """Behind one of them the noun that was counted is over."""
    present: str = ""
    """What tells what `the first` or `the first reason` is: `is`."""
    past: str = ""
    """The same in the past, where a story may be told instead: `was`."""
    verbs: str = ""
    """Other verbs that stand behind `the first` when its noun is left out: `concerns`."""
    linkers: str = ""
    """What may stand between a marker and what it opens: `that`."""
    infinitives: str = ""
    """The same between `is` and a verb: `to`."""
    starters: str = ""
    """What follows a numbering word that opens a clause without a comma: `we` in `First we`."""
    subordinators: str = ""
    """What opens a clause that another clause must follow: `because`."""
    dangling: str = ""
    """Words that a label may not end with: `the`."""
    sections: str = ""
    """Headings that only sections of a paper have: `introduction`."""
    references: str = ""
    """Headings of lists that are no part of the argument: `references`."""


def words_of(alternatives: str) -> list[str]:
    """The words and phrases of a table, whatever their line."""
    return [word for line in alternatives.split("\n") for word in _line(line)]


def numbered_words(alternatives: str) -> dict[str, int]:
    """The words and phrases of a table, each with the number of its line."""
    lines = enumerate(alternatives.strip().split("\n"), 1)
    return {word: number for number, line in lines for word in _line(line)}


def _line(line: str) -> list[str]:
    return [word for part in line.split(",") if (word := " ".join(part.split()))]
