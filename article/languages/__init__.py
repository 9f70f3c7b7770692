"""The languages whose words are known: one file each, and this table of them."""

from __future__ import annotations

from article.languages.dutch import DUTCH
from article.languages.english import ENGLISH
from article.languages.french import FRENCH
from article.languages.german import GERMAN
from article.languages.italian import ITALIAN
from article.languages.portuguese import PORTUGUESE
from article.languages.spanish import SPANISH
from article.languages.vocabulary import Vocabulary, numbered_words, words_of

__all__ = ["VOCABULARIES", "Vocabulary", "numbered_words", "words_of"]

VOCABULARIES = {
    "en": ENGLISH,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "pt": PORTUGUESE,
    "it": ITALIAN,
    "nl": DUTCH,
}
"""By language code. The first stands for every text that cannot be told."""
