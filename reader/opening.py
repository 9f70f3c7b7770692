"""Which article a command means, and which place in it."""

from __future__ import annotations

from article import Article, ArticleError, Passage, open_article
from article.printable import printable_line
from article.search import matches, pattern_of
from article.shipped import shipped_article
from reader.errors import NotThere
from reader.library import Library


def article_to_read(source: str | None, library: Library) -> Article:
    """The article of a source; without one the article read last, the first time the shipped one.

    What was read last may be gone since: then it is the one before, and so on.

    Raises:
        ArticleError: the source cannot be read.
    """
    if source is not None:
        return open_article(source)
    for entry in library.recent():
        for known in entry.sources:
            try:
                return open_article(known)
            except ArticleError:
                continue
    with shipped_article() as path:
        return open_article(path)


def passages_of(article: Article, quote: str) -> tuple[Passage, ...]:
    """Every place where an article has these words: as they stand, else as a search finds them."""
    text = article.text
    if quote.strip() and (start := text.find(quote)) >= 0:
        found = []
        while start >= 0:
            found.append(Passage(start, start + len(quote)))
            start = text.find(quote, start + len(quote))
        return tuple(found)
    pattern = pattern_of(quote)
    return tuple(matches(pattern, text)) if pattern else ()


def passage_at(article: Article, at: int | str) -> Passage:
    """The passage of a priority by its number, or the first one with these words.

    Raises:
        NotThere: the article has no such priority or quote.
    """
    if isinstance(at, int):
        main = article.series[0] if article.series else ()
        for item in main:
            if item.number == at:
                return item.passage
        raise NotThere(f"there is no priority {at}", f"the text has {len(main)} of them")
    if found := passages_of(article, at):
        return found[0]
    raise NotThere(f"the text has no “{printable_line(at)}”", "look for fewer words")
