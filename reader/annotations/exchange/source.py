"""How notes name the text that they are on."""

from __future__ import annotations

from pathlib import Path

from article import Article
from article.source import STANDARD_INPUT, is_address


def source_of(article: Article) -> str:
    """The address of an article; its fingerprint if it has none (RFC 6920)."""
    if article.url:
        return article.url
    if article.source not in ("", STANDARD_INPUT):
        return article.source if is_address(article.source) else Path(article.source).as_uri()
    from base64 import urlsafe_b64encode  # noqa: PLC0415 - most texts have an address

    digest = urlsafe_b64encode(bytes.fromhex(article.fingerprint)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"
