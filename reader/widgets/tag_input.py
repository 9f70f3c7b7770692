"""A line for tags that completes the last one from those in use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.suggester import Suggester
from textual.widgets import Input

from article.printable import printable_line
from reader.annotations.tag_line import completed, tags_on, written


class _LastTag(Suggester):
    """Completes the tag that is being typed, not the whole line."""

    def __init__(self, tags: Iterable[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._tags = tags

    async def get_suggestion(self, value: str) -> str | None:
        """The line with its last tag completed; nothing when no tag begins like it."""
        return completed(value, self._tags)


class TagInput(Input):
    """Tags with spaces between, with or without `#`; → takes the completion."""

    def __init__(self, known: Sequence[str] = (), *, id: str | None = None) -> None:
        super().__init__(placeholder='tags, spaces between, "two words"', compact=True, id=id)
        self.show((), known)

    def show(self, tags: Sequence[str], known: Sequence[str]) -> None:
        """Show some tags; what is typed is completed from those that are known."""
        self.suggester = _LastTag([printable_line(tag) for tag in known])
        self._shown = " ".join(written(printable_line(tag)) for tag in tags), tuple(tags)
        self.value, _ = self._shown

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, without `#` and without repetition; those that were shown if none changed."""
        line, tags = self._shown
        return tags if self.value == line else tags_on(self.value)
