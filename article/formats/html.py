"""Web pages and single chapters, saved or fetched: the article, or the whole page without one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trafilatura import extract_metadata

from article.errors import SourceUnreadable
from article.formats.assembly import Assembly
from article.formats.body import content_of, main_content
from article.formats.elements import Element, local_name, types_of
from article.formats.extraction import Extracted, extract, words_of
from article.formats.markup import Walk
from article.formats.tables import holds_figures
from article.formats.trees import BrokenXml, head_alone, html_tree, xml_tree
from article.frontmatter import FrontMatter
from article.model import Block
from article.printable import printable_line

WHOLE_PAGE = "No main text was found in this page, so all of its text is shown."
TOO_LARGE = "This page is too large to look for its main text, so all of its text is shown."
"""Said of what nests too deeply for the search, too."""
TOO_DEEP = "This page nests too deeply to be read to its end."

_MOST_ELEMENTS = 30_000
"""More are not searched for the main text, nor for an author; that would take many seconds."""
_TOO_LITTLE = 50
"""Words; a page that has much more than what was extracted is shown whole."""
_PROGRAM = 15
"""Words; a page with scripts and fewer than these waits for a browser to fill it."""
_CHROME = frozenset(
    {"nav", "aside", "header", "footer", "form", "iframe", "script", "noscript", "button"}
)
"""Elements that a page has around its text."""


def parse(text: str, address: str = "", name: str = "the page") -> Assembly:
    """The blocks of a page.

    `address` is where it came from, for its relative links; `name` is what errors call it.

    Raises:
        SourceUnreadable: there is no text in it, or only a program that would make one.
    """
    root, is_regular, is_whole = html_tree(text)
    if root is None:
        raise SourceUnreadable(f"{name} has no text", "there is nothing to read in it")
    is_small = is_regular and sum(1 for _ in root.iter()) <= _MOST_ELEMENTS
    front = _front_matter(root if is_small else head_alone(root))
    names = f"{front.title} {next((title.text or '' for title in root.iter('title')), '')}"
    page = Assembly()
    strict = _strict_tree(text)
    walk = Walk(page, address or front.url)
    walk.run(root if strict is None else strict)
    page.targets = {f"#{name}": index for name, index in walk.begun.items()}
    if _is_all_text(root, page):
        article = page
    elif is_small:
        article = _article(root, page, walk.places, names)
    else:
        article = _large_article(root, page, walk.places)
    if not article.texts:
        is_program = next(root.iter("script"), None) is not None
        raise SourceUnreadable(
            f"{name} has no text",
            "it is a program for a browser; save the page from there and open that"
            if is_program
            else "there is nothing to read in it",
        )
    article.title = _title(article, front.title, names)
    article.front_matter = front
    if not is_whole:
        article.remarks += (TOO_DEEP,)
    return article


def _strict_tree(text: str) -> Element | None:
    """The root of a page that is well-formed XHTML, where `<p/>` and `<a/>` are empty elements."""
    if not text.lstrip().startswith("<?xml"):
        return None
    try:
        return xml_tree(text.lstrip().encode("utf-8", "replace"), encoding="utf-8")
    except BrokenXml:
        return None


def _article(root: Element, page: Assembly, places: Sequence[Element], names: str) -> Assembly:
    """The main content of a page, or all of it with a remark."""
    there = _count(page.texts)
    found, extracted = 0, Extracted()
    for is_strict in (True, False) if there >= _PROGRAM else (False,):
        extracted = extract(root, page, is_strict=is_strict)
        article = main_content(page, places, extracted, names)
        found = _count(article.texts)
        is_enough = found >= _TOO_LITTLE or 3 * found >= there >= _PROGRAM
        if is_enough and (is_strict or 2 * _linked(article) < article.length):
            return article
    if found < _TOO_LITTLE <= _count([extracted.text]):  # which the page has for programs only
        return _of_lines(extracted.text)
    if there < _PROGRAM and next(root.iter("script"), None) is not None:
        return Assembly()
    page.remarks += (WHOLE_PAGE,)
    return page


def _large_article(root: Element, page: Assembly, places: Sequence[Element]) -> Assembly:
    """What a large page marks as its main content, or all of it with a remark."""
    mains = list(root.iter("main"))
    article = content_of(page, places, mains[0]) if len(mains) == 1 else Assembly()
    if article.texts:
        return article
    page.remarks += (TOO_LARGE,)
    return page


def _of_lines(extracted: str) -> Assembly:
    assembly = Assembly()
    for line in map(printable_line, extracted.split("\n")):
        if line:
            assembly.add(line, Block("paragraph", 0, 0))
    return assembly


def _count(texts: list[str]) -> int:
    return sum(len(words_of(text)) for text in texts)


def _is_all_text(root: Element, page: Assembly) -> bool:
    """Whether there is nothing around the text: an essay, a chapter, a converted document."""
    if any(types_of(body) for body in root.iter("body")):  # a chapter of an e-book
        return True
    return 4 * _linked(page) < page.length and not any(
        tag in _CHROME or (tag == "table" and not holds_figures(element))
        for element in root.iter()
        if (tag := local_name(element))
    )


def _linked(page: Assembly) -> int:
    """How many characters are in links."""
    return sum(
        mark.end - mark.start
        for block in page.blocks
        for mark in block.marks
        if mark.kind == "link"
    )


def _title(article: Assembly, said: str, names: str) -> str:
    """The title as the article's own heading has it, else as the page says.

    Two of three things make its first heading the title: it says what the page says (in `names`,
    which may have the name of the site, too), its level is the first, it stands first.
    """
    for block, text in zip(article.blocks, article.texts, strict=True):
        if block.kind == "heading":
            is_said = set(words_of(text)) <= set(words_of(names)) if names.strip() else True
            if is_said + (block.level == 1) + (block is article.blocks[0]) >= 2:
                return text
            break
    return said


def _front_matter(root: Element) -> FrontMatter:
    """What the page says of itself, in its head, its byline and the like."""
    try:
        # No search in the text: a date that is only mentioned there is worse than none.
        found = extract_metadata(
            root, date_config={"original_date": True, "extensive_search": False}
        )
    except Exception:  # a hostile page may make it fail anywhere; then nothing is known of it
        return FrontMatter()
    url = printable_line(found.url or "")
    language = root.get("lang") or root.get("xml:lang") or ""
    return FrontMatter(
        title=printable_line(found.title or ""),
        author=printable_line(found.author or ""),
        date=printable_line(found.date or ""),
        url=url if re.match("https?://", url) else "",
        language=language
        if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}", language)
        else "",
    )
