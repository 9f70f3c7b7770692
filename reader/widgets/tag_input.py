"""A line for tags that completes the last one from those in use."""

from __future__ import annotations

from collections.abc import Sequence

from textual.suggester import Suggester
from textual.widgets import Input


class _LastTag(Suggester):
    """Completes the word that is being typed, not the whole line."""

    def __init__(self, tags: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._tags = tags

    async def get_suggestion(self, value: str) -> str | None:
        """The line with its last word completed; nothing when no tag begins like it."""
        before, _, word = value.rpartition(" ")
        start = word.lstrip("#").lower()
        used = {tag.lstrip("#").lower() for tag in before.split()}
        for tag in self._tags:
            if start and tag.lower().startswith(start) and tag.lower() not in used:
                return value + tag[len(start) :]
        return None


class TagInput(Input):
    """Tags with spaces between, with or without `#`; → takes the completion."""

    def __init__(self, known: Sequence[str] = (), *, id: str | None = None) -> None:
        super().__init__(
            placeholder="tags, spaces between", suggester=_LastTag(known), compact=True, id=id
        )

    def show(self, tags: Sequence[str], known: Sequence[str]) -> None:
        """Show some tags; what is typed is completed from those that are known."""
        self.suggester = _LastTag(known)
        self.value = " ".join(tags)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, without `#` and without repetition."""
        return tuple(dict.fromkeys(w.lstrip("#") for w in self.value.split() if w.strip("#")))
