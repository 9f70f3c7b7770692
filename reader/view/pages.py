"""What is shown at a time."""

from __future__ import annotations

from itertools import pairwise

from article import Article


def pages_of(article: Article) -> list[range]:
    """What is shown at a time: the blocks of a section.

    A section that is only a heading is shown together with the next one, so that no page is empty.
    """
    blocks, pages, start = article.blocks, list[range](), 0
    ends = [section.start for section in article.sections[1:]] + [len(article.text) + 1]
    index = 0
    for _, end in pairwise([0, *ends]):
        while index < len(blocks) and blocks[index].start < end:
            index += 1
        if any(block.kind != "heading" for block in blocks[start:index]):
            pages.append(range(start, index))
            start = index
    if start < len(blocks):
        pages.append(range(start, len(blocks)))
    return pages
