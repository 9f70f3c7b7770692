"""A brief: one page about an article and what a reader made of it, to be sent on."""

from __future__ import annotations

from reader.brief.content import Brief, BriefNote, BriefPoint, brief_of
from reader.brief.html import as_html
from reader.brief.markdown import as_markdown

__all__ = ["Brief", "BriefNote", "BriefPoint", "as_html", "as_markdown", "brief_of"]
