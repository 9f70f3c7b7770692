"""EPUB 2 and 3: the chapters of a book in the order of its spine.

Written after EPUB 3.3 and OPF 2.0.1. The book's table of contents (the nav document, or the NCX)
says where chapters begin: where no heading stands there, the line that repeats the entry becomes
one, else the entry itself does.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from urllib.parse import unquote

from article.errors import SourceUnreadable
from article.formats.archive import Archive, leads_outside
from article.formats.assembly import Assembly
from article.formats.elements import Element, types_of
from article.formats.markup import Walk
from article.formats.notes import Notes
from article.formats.trees import BrokenXml, UnsafeXml, html_tree, xml_tree
from article.frontmatter import FrontMatter
from article.model import Block
from article.printable import printable_line
from article.source import decode

_CHAPTER_TYPES = frozenset({"application/xhtml+xml", "text/html", "application/html+xml"})
_FONT_OBFUSCATION = frozenset(
    {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}
)
"""The only encryption that leaves the text readable."""
_LOOKED_AT = 3
"""Blocks at the beginning of a chapter among which its heading is looked for."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the table of contents."""

    title: str
    depth: int
    """1 for the outermost."""


_Contents = Mapping[str, Mapping[str, _Entry]]
"""The entries by the path of their chapter and the id in it, which is empty for its beginning."""


@dataclass(frozen=True, slots=True)
class _Package:
    """What the package document says."""

    front: FrontMatter
    chapters: tuple[str, ...]
    """The paths of the chapters, in the order of the spine."""
    nav: str
    ncx: str
    """The paths of the tables of contents, or empty."""


def parse(content: bytes, name: str) -> Assembly:
    """The blocks of a book; `name` is what errors call it.

    Raises:
        SourceUnreadable: the archive is broken, unsafe or encrypted, or has no text.
    """
    archive = Archive(content, name)
    if "META-INF/container.xml" not in archive:
        raise SourceUnreadable(f"{name} is not an EPUB", "Postil reads no other kind of archive")
    _refuse_encryption(archive)
    package = _package(archive)
    contents = _contents(archive, package, name)
    book = Assembly(title=package.front.title, front_matter=package.front)
    missing = 0
    notes, groups = Notes(), count(1)
    for path in package.chapters:
        if path not in archive:
            missing += 1
        elif (root := _page(archive, path, name)) is not None:
            _add_chapter(book, root, path, contents.get(path, {}), notes, groups)
    if missing:
        are = "is" if missing == 1 else "are"
        parts = len(package.chapters)
        book.remarks += (f"{missing} of the {parts} parts of this book {are} missing.",)
    if not book.texts:
        raise SourceUnreadable(f"{name} has no text", "it may be a book of pictures")
    return book


def _refuse_encryption(archive: Archive) -> None:
    if "META-INF/encryption.xml" not in archive:
        return
    for element in _xml(archive, "META-INF/encryption.xml").iter("{*}EncryptionMethod"):
        if element.get("Algorithm") not in _FONT_OBFUSCATION:
            raise archive.refused("is protected by DRM")


def _xml(archive: Archive, path: str) -> Element:
    """The root of an XML file that the book cannot do without."""
    name = printable_line(path) or "its package document"
    try:
        return xml_tree(archive.read(path))
    except KeyError:
        raise archive.broken(f"{name} is missing") from None
    except UnsafeXml:
        raise archive.refused("defines entities of its own") from None
    except BrokenXml:
        raise archive.broken(f"{name} is not well-formed") from None


def _package(archive: Archive) -> _Package:
    rootfile = next(_xml(archive, "META-INF/container.xml").iter("{*}rootfile"), None)
    path = "" if rootfile is None else rootfile.get("full-path") or ""
    root = _xml(archive, path)
    hrefs: dict[str, str] = {}
    types: dict[str, str] = {}
    nav = ncx = ""
    for item in root.iter("{*}item"):
        key, href = item.get("id") or "", _path(archive, path, item.get("href") or "")
        hrefs[key], types[key] = href, item.get("media-type") or ""
        if "nav" in (item.get("properties") or "").split():
            nav = href
        elif types[key] == "application/x-dtbncx+xml":
            ncx = href
    spine = dict.fromkeys(itemref.get("idref") or "" for itemref in root.iter("{*}itemref"))
    chapters = [hrefs[key] for key in spine if types.get(key) in _CHAPTER_TYPES]
    return _Package(_front_matter(root), tuple(c for c in chapters if c != nav), nav, ncx)


def _path(archive: Archive, base: str, href: str) -> str:
    """The path of a file that another one names; empty if it is not in the book but on the net."""
    if "://" in href:
        return ""
    path = posixpath.join(posixpath.dirname(base), unquote(href.partition("#")[0]))
    if leads_outside(path):
        raise archive.refused("names a file outside of the book")
    return posixpath.normpath(path)


def _front_matter(root: Element) -> FrontMatter:
    def said(name: str) -> list[str]:
        elements = root.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}")
        return [words for e in elements if (words := printable_line("".join(e.itertext())))]

    addresses = [address.removeprefix("url:") for address in said("identifier") + said("source")]
    return FrontMatter(
        title=next(iter(said("title")), ""),
        author=", ".join(said("creator")),
        date=next(iter(said("date")), "").partition("T")[0],
        url=next((a for a in addresses if a.startswith(("http://", "https://"))), ""),
        language=next(iter(said("language")), ""),
    )


# The table of contents


def _contents(archive: Archive, package: _Package, name: str) -> _Contents:
    """The entries of the nav document, else of the NCX; a book without either has none."""
    for path, entries_of in ((package.nav, _nav_entries), (package.ncx, _ncx_entries)):
        root = _page(archive, path, name) if path in archive else None
        contents: dict[str, dict[str, _Entry]] = {}
        for href, entry in entries_of(root) if root is not None else ():
            chapter, fragment = _path(archive, path, href), unquote(href.partition("#")[2])
            if entry.title:
                contents.setdefault(chapter, {}).setdefault(fragment, entry)
        if contents:
            return contents
    return {}


def _nav_entries(root: Element) -> Iterator[tuple[str, _Entry]]:
    for nav in root.iter("{*}nav"):
        if "toc" in types_of(nav):
            for link in nav.iter("{*}a"):
                depth = sum(1 for _ in link.iterancestors("{*}ol"))
                yield link.get("href") or "", _Entry(_words(link), depth)


def _ncx_entries(root: Element) -> Iterator[tuple[str, _Entry]]:
    for point in root.iter("{*}navPoint"):
        content, label = point.find("{*}content"), point.find("{*}navLabel")
        if content is not None and label is not None:
            depth = sum(1 for _ in point.iterancestors("{*}navPoint")) + 1
            yield content.get("src") or "", _Entry(_words(label), depth)


def _words(element: Element) -> str:
    return printable_line("".join(element.itertext()))


# Chapters


def _page(archive: Archive, path: str, name: str) -> Element | None:
    """The root of a chapter or of the contents; what is not well-formed is read as browsers do."""
    content = archive.read(path)
    try:
        return xml_tree(content)
    except UnsafeXml:
        raise archive.refused("defines entities of its own") from None
    except BrokenXml:
        return html_tree(decode(content, name)[0])[0]


def _add_chapter(
    book: Assembly,
    root: Element,
    path: str,
    entries: Mapping[str, _Entry],
    notes: Notes,
    groups: Iterator[int],
) -> None:
    """Append the blocks of one chapter, with headings where the table of contents has entries."""
    chapter = Assembly()
    walk = Walk(chapter, path, notes=notes, groups=groups, landmarks=entries.keys())
    walk.run(root)
    for residue in chapter.residue:
        book.leave_out(residue.text, residue.reason)
    walk.landmarks[""] = 0
    due: dict[int, list[_Entry]] = {}
    for fragment, entry in entries.items():
        if fragment in walk.landmarks:
            due.setdefault(walk.landmarks[fragment], []).append(entry)
    blocks = list(zip(chapter.texts, chapter.blocks, strict=True))
    for index in range(len(blocks)):
        for entry in due.get(index, ()):
            end = min((i for i in due if i > index), default=len(blocks))
            title = _find_title(blocks[index : min(end, index + _LOOKED_AT)], entry.title)
            if title is None:
                book.add(entry.title, _heading(Block("paragraph", 0, 0), entry))
            elif blocks[index + title][1].kind != "heading":
                words, found = blocks[index + title]
                blocks[index + title] = (words, _heading(found, entry))
        book.add(*blocks[index])


def _heading(block: Block, entry: _Entry) -> Block:
    return replace(block, kind="heading", level=min(entry.depth, 6), origin="derived")


def _find_title(blocks: Sequence[tuple[str, Block]], title: str) -> int | None:
    """Which of the first blocks of a chapter is its heading, or repeats its entry."""
    for index, (_, block) in enumerate(blocks):
        if block.kind == "heading":
            return index
    wanted = _letters(title)
    for index, (text, _) in enumerate(blocks):
        there = _letters(text) if len(text) < 2 * len(title) + 20 else ""
        shorter, longer = sorted((wanted, there), key=len)
        if wanted == there or (len(shorter) >= 3 and shorter in longer):
            return index
    return None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
