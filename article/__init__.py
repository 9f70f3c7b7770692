"""What is read: texts, their sections, priorities and key points, and places in them.

Names are imported when they are first asked for: a screenful of a text needs few of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from article.anchor import Anchor, describe
    from article.article import Article
    from article.errors import ArticleError
    from article.fingerprints import fingerprint
    from article.keypoints import extract_key_points
    from article.model import Block, KeyPoint, Mark, Priority, Residue, Section
    from article.opening import from_text, open_article
    from article.passage import Passage
    from article.resolution import Resolution
    from article.resolver import resolve

__all__ = [
    "Anchor",
    "Article",
    "ArticleError",
    "Block",
    "KeyPoint",
    "Mark",
    "Passage",
    "Priority",
    "Residue",
    "Resolution",
    "Section",
    "describe",
    "extract_key_points",
    "fingerprint",
    "from_text",
    "open_article",
    "resolve",
]

_MODULES = {
    "anchor": ("Anchor", "describe"),
    "article": ("Article",),
    "errors": ("ArticleError",),
    "fingerprints": ("fingerprint",),
    "keypoints": ("extract_key_points",),
    "model": ("Block", "KeyPoint", "Mark", "Priority", "Residue", "Section"),
    "opening": ("from_text", "open_article"),
    "passage": ("Passage",),
    "resolution": ("Resolution",),
    "resolver": ("resolve",),
}
_module_of = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _module_of:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_module_of[name]}"), name)
    globals()[name] = found
    return found
