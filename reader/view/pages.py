"""What is shown at a time."""

from __future__ import annotations

from article import Article


def pages_of(article: Article) -> list[range]:
    """What is shown at a time: the blocks of a section.

    A section that is only a heading is shown together with the next one, so that no page is empty.
    """
    blocks, pages = article.blocks, list[range]()
    start = index = 0
    has_words = False
    for end in [section.start for section in article.sections[1:]] + [len(article.text) + 1]:
        while index < len(blocks) and blocks[index].start < end:
            has_words |= blocks[index].kind != "heading"
            index += 1
        if has_words:
            pages.append(range(start, index))
            start, has_words = index, False
    if start < len(blocks):
        pages.append(range(start, len(blocks)))
    return pages
