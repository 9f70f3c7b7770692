"""Trees of elements from HTML and XML; the only module that knows lxml.

Neither parser reads anything but the text that it is given: no network, no document type, no
entity of the text's own making.
"""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree, html  # type: ignore[import-untyped]  # lxml comes without types

from article.formats.elements import Element

_OPTIONS = {"no_network": True, "remove_comments": True, "remove_pis": True}

_MOST_ATTRIBUTES = 2_000
"""Of one element: the time of libxml2 grows with their square, and with nothing else so."""
_tag = re.compile(
    rf"""
    <[a-zA-Z][^\s/>]*+
    (?:
      [\s/]*+ (?: =[^\s/>=]*+ | [^\s/>=]++ )                             # a name
      (?: \s*+ = \s*+ (?: "[^"]*+" | '[^']*+' | [^\s>"'][^\s>]*+ )?+ )?+  # and its value
    ){{0,{_MOST_ATTRIBUTES}}}+
    (?P<more> [\s/]*+ [^\s/>] )?+
    """,
    re.VERBOSE,
)


class BrokenXml(ValueError):
    """A document is not well-formed."""


class UnsafeXml(BrokenXml):
    """A document defines entities, which can be made to grow without bounds."""


def xml_tree(content: bytes, encoding: str | None = None) -> Element:
    """The root of an XML document, to be used as an `Element`.

    Without an encoding the document says its own.

    Raises:
        BrokenXml: it is not well-formed.
        UnsafeXml: it defines entities.
    """
    if b"<!ENTITY" in content:
        raise UnsafeXml("it defines entities")
    parser = etree.XMLParser(encoding=encoding, resolve_entities=False, load_dtd=False, **_OPTIONS)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenXml(f"it is not well-formed: {error}") from error
    document_type = root.getroottree().docinfo.internalDTD
    if document_type is not None and document_type.entities():  # in another encoding than ASCII's
        raise UnsafeXml("it defines entities")
    return root  # type: ignore[no-any-return]  # an element of lxml fits


def head_alone(root: Element) -> Element:
    """A page with a copy of the head of this one, and nothing else."""
    page = html.Element("html", dict(root.attrib))
    head = root.find("head")
    if head is not None:
        page.append(deepcopy(head))
    return page  # type: ignore[no-any-return]  # an element of lxml fits


def html_tree(text: str) -> tuple[Element | None, bool, bool]:
    """The root of a page; whether it nests as pages do; whether it was read to its end.

    The root is None for a page without any element or word. No page that is made to be read nests
    deeper than 256 elements; one that does is read to a depth of 2,048.
    """
    if any(tag["more"] for tag in _tag.finditer(text)):
        text = _tag.sub(lambda tag: "" if tag["more"] else tag[0], text)
    content = text.encode("utf-8", "replace")
    for huge in (False, True):
        parser = html.HTMLParser(encoding="utf-8", huge_tree=huge, **_OPTIONS)
        root = etree.fromstring(content, parser)
        is_whole = not any(error.level_name == "FATAL" for error in parser.error_log)
        if is_whole:
            break
    return root, not huge, is_whole
