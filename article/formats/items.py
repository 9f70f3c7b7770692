"""Lists of HTML: which marker and which number an item gets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from article.formats.elements import Element
from article.model import BULLETS, Container

_integer = re.compile(r"\s*(-?[0-9]{1,6})\s*").fullmatch


@dataclass(slots=True)
class ItemList:
    """An open list."""

    group: int
    depth: int
    """How many lists it stands in."""
    number: int | None
    """Of the next item; a list with bullets has none."""
    step: int

    def item(self, element: Element) -> Container:
        """The container of the next item."""
        if self.number is None:
            bullet = BULLETS[min(self.depth, len(BULLETS) - 1)]
            return Container("item", self.group, bullet)
        number = _number(element.get("value"), self.number)
        self.number = number + self.step
        return Container("item", self.group, f"{number}.", number)


def list_of(element: Element, tag: str, group: int, depth: int) -> ItemList:
    """The list that an element begins."""
    number = _number(element.get("start"), 1) if tag == "ol" else None
    return ItemList(group, depth, number, -1 if element.get("reversed") is not None else 1)


def task(item: Container, box: Element) -> Container:
    """The item as a task, done or not."""
    return Container("item", item.group, "☐" if box.get("checked") is None else "☑")


def _number(attribute: str | None, otherwise: int) -> int:
    found = _integer(attribute or "")
    return int(found[1]) if found else otherwise
