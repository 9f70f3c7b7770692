"""What is asked of an element of HTML, whichever parser made it."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Protocol


class Element(Protocol):
    """An element, a comment or an entity reference; those of lxml fit."""

    @property
    def tag(self) -> object:
        """The name of an element, with its namespace in braces; else no string."""

    @property
    def text(self) -> str | None:
        """The words before the first child."""

    @property
    def tail(self) -> str | None:
        """The words behind the element."""

    @property
    def attrib(self) -> MutableMapping[str, str]:
        """All attributes."""

    def get(self, name: str, /) -> str | None:
        """One attribute."""

    def find(self, path: str, /) -> Element | None:
        """The first child of this name."""

    def iter(self, *tags: str) -> Iterator[Element]:
        """The element and all that is in it, in the order of the text."""

    def iterancestors(self, *tags: str) -> Iterator[Element]:
        """What the element is in, the innermost first."""

    def itertext(self) -> Iterator[str]:
        """All words in it."""

    def __iter__(self) -> Iterator[Element]: ...


def local_name(element: Element) -> str:
    """The tag in lower case without its namespace; empty for a comment and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def classes_of(element: Element) -> frozenset[str]:
    """The names in the attribute `class`."""
    names = element.get("class")
    return frozenset(names.split()) if names else frozenset()


def types_of(element: Element) -> frozenset[str]:
    """What `epub:type` and `role` say an element is; the prefix `doc-` of roles is left off."""
    names = element.get("{http://www.idpf.org/2007/ops}type") or element.get("epub:type") or ""
    role = element.get("role") or ""
    return (
        frozenset(f"{names} {role}".replace("doc-", "").split()) if names or role else frozenset()
    )
