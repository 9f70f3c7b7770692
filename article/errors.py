"""What can go wrong while a text is opened, in words that a reader can act on."""

from __future__ import annotations


class ArticleError(Exception):
    """A text that cannot be read.

    `message` says what is wrong and with which text; `hint` says what to do about it. Both are
    one line and safe to print.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}: {self.hint}" if self.hint else self.message


class SourceNotFound(ArticleError):
    """There is nothing at that path or address."""


class SourceUnreadable(ArticleError):
    """There is something, but it is not a text that can be read."""
