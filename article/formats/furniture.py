"""What web pages have around their articles, told by the names of elements."""

from __future__ import annotations

import re

from article.formats.elements import Element, classes_of, local_name

CHROME = frozenset({"nav", "aside", "footer", "form", "dialog"})
"""Elements that are never the article, whatever they are called."""

_FURNITURE = frozenset(
    (  # noqa: SIM905 - as a list of literals it would take twenty lines
        "advert advertisement comentarios comment comments commentaires commenti disqus kommentare "
        "newsletter outbrain promo recommended related slideshow social sponsored taboola"
    ).split()
)
"""What pages call the elements that hold such things; a word of a longer name counts, too."""
_ADVERBS = frozenset({"has", "is", "no", "not", "show", "with", "without"})
"""Names that begin so say something of an element that holds more than that."""
_NAMED_BY_ID = frozenset({"div", "ol", "ul"})
"""Elements whose id may say so, too; that of a section or heading repeats the words in it."""

_pieces = re.compile(r"[a-z]+|[A-Z][a-z]*").findall


def is_furnished(place: Element, known: dict[Element, bool]) -> bool:
    """Whether an element or one around it is furniture; what is `known` is not asked again."""
    path: list[Element] = []
    answer = False
    for element in (place, *place.iterancestors()):
        if element in known:
            answer = known[element]
            break
        path.append(element)
    for element in reversed(path):
        answer = known[element] = answer or _is_furniture(element)
    return answer


def _is_furniture(element: Element) -> bool:
    tag = local_name(element)
    if tag in ("html", "body", "main", "article"):
        return False
    if tag in _NAMED_BY_ID and (element.get("id") or "").lower() in _FURNITURE:
        return True
    return any(_names_furniture(name) for name in classes_of(element))


def _names_furniture(name: str) -> bool:
    pieces = [piece.lower() for piece in _pieces(name)]
    if _ADVERBS.issuperset(pieces[:1]):
        return False
    return name.lower() in _FURNITURE or not _FURNITURE.isdisjoint(pieces)
