"""A reader's notes: what they are, how they are merged, and how they are kept on the disk."""

from __future__ import annotations
