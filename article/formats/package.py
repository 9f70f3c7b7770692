"""What the files around the chapters of a book say: its package document and its contents.

Written after EPUB 3.3 and OPF 2.0.1.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from article.formats.archive import Archive, leads_outside
from article.formats.elements import Element, types_of
from article.formats.trees import BrokenXml, UnsafeXml, html_tree, xml_tree
from article.frontmatter import FrontMatter
from article.printable import printable_line
from article.source import decode

CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_CHAPTER_TYPES = frozenset({"application/xhtml+xml", "text/html", "application/html+xml"})
_FONT_OBFUSCATION = frozenset(
    {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}
)
"""The only encryption that leaves the text readable."""


class Entry(NamedTuple):
    """A line of the table of contents."""

    title: str
    depth: int
    """1 for the outermost."""


Contents = Mapping[str, Mapping[str, Entry]]
"""The entries by the path of their chapter and the id in it, which is empty for its beginning."""


class Package(NamedTuple):
    """What the package document says."""

    front: FrontMatter
    chapters: tuple[str, ...]
    """The paths of the chapters, in the order of the spine."""
    nav: str
    ncx: str
    """The paths of the tables of contents, or empty."""


def refuse_encryption(archive: Archive) -> None:
    """Refuse a book whose text is encrypted; fonts may be.

    Raises:
        SourceUnreadable: it is protected.
    """
    if _ENCRYPTION not in archive:
        return
    for element in _xml(archive, _ENCRYPTION).iter("{*}EncryptionMethod"):
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


def package_of(archive: Archive) -> Package:
    """The package document of a book.

    Raises:
        SourceUnreadable: it is missing, broken or unsafe.
    """
    rootfile = next(_xml(archive, CONTAINER).iter("{*}rootfile"), None)
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
    return Package(_front_matter(root), tuple(c for c in chapters if c != nav), nav, ncx)


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


def contents_of(archive: Archive, package: Package, name: str) -> Contents:
    """The entries of the nav document, else of the NCX; a book without either has none."""
    for path, entries_of in ((package.nav, _nav_entries), (package.ncx, _ncx_entries)):
        root = page_at(archive, path, name) if path in archive else None
        contents: dict[str, dict[str, Entry]] = {}
        for href, entry in entries_of(root) if root is not None else ():
            chapter, fragment = _path(archive, path, href), unquote(href.partition("#")[2])
            if entry.title:
                contents.setdefault(chapter, {}).setdefault(fragment, entry)
        if contents:
            return contents
    return {}


def _nav_entries(root: Element) -> Iterator[tuple[str, Entry]]:
    for nav in root.iter("{*}nav"):
        if "toc" in types_of(nav):
            for link in nav.iter("{*}a"):
                depth = sum(1 for _ in link.iterancestors("{*}ol"))
                yield link.get("href") or "", Entry(_words(link), depth)


def _ncx_entries(root: Element) -> Iterator[tuple[str, Entry]]:
    for point in root.iter("{*}navPoint"):
        content, label = point.find("{*}content"), point.find("{*}navLabel")
        if content is not None and label is not None:
            depth = sum(1 for _ in point.iterancestors("{*}navPoint")) + 1
            yield content.get("src") or "", Entry(_words(label), depth)


def _words(element: Element) -> str:
    return printable_line("".join(element.itertext()))


def page_at(archive: Archive, path: str, name: str) -> Element | None:
    """The root of a chapter or of the contents; what is not well-formed is read as browsers do."""
    content = archive.read(path)
    try:
        return xml_tree(content)
    except UnsafeXml:
        raise archive.refused("defines entities of its own") from None
    except BrokenXml:
        return html_tree(decode(content, name)[0])[0]
