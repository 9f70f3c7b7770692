"""What is read: texts, their sections, priorities and key points, and places in them."""

from __future__ import annotations

from article.anchor import Anchor, describe
from article.article import Article
from article.errors import ArticleError
from article.fingerprint import fingerprint
from article.keypoints import extract_key_points
from article.model import Block, KeyPoint, Mark, Priority, Residue, Section
from article.opening import from_text, open_article
from article.passage import Passage
from article.resolution import Resolution
from article.resolve import resolve

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
