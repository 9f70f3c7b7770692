"""From anchors to passages: where the words of notes are in today's text, or why nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from article.anchor import Anchor
from article.fingerprints import fingerprint
from article.matching import Folded, fold
from article.passage import Passage
from article.relocation.old_text import fits
from article.resolution import Resolution

if TYPE_CHECKING:
    from article.relocation.comparison import Comparison

Group = tuple[str, bool]
"""Anchors that were made on one text: its fingerprint, and whether they fit its snapshot."""


def resolve(
    text: str, anchors: Sequence[Anchor], *, snapshots: Mapping[str, str] | None = None
) -> list[Resolution]:
    """Where the passages of the anchors are in the text, in the order of the anchors.

    `snapshots` are the texts that notes were made on, as far as they were kept, by fingerprint.
    """
    return Resolver(text, anchors, snapshots=snapshots).resolve()


class Resolver:
    """`resolve` in parts, for a screen that wants what is near the reader first.

    All anchors are given at once, because they help to find each other; the resolution of one does
    not depend on when it is asked for, unless so much has changed that the work allowed for all is
    used up: then those asked for later are suggested at most. What was worked out is kept: asking
    again costs little, and when notes come or go `with_anchors` takes over what still holds. One
    thread at a time may ask.
    """

    def __init__(
        self, text: str, anchors: Sequence[Anchor], *, snapshots: Mapping[str, str] | None = None
    ) -> None:
        """Nothing is looked for yet."""
        self._anchors = tuple(anchors)
        self._today = _Today(text, {} if snapshots is None else snapshots)

    def with_anchors(self, anchors: Sequence[Anchor]) -> Resolver:
        """One for other anchors in the same text, such as these and a new one."""
        if self._anchors == tuple(anchors):
            return self
        other = Resolver("", anchors)
        other._today = self._today
        return other

    def resolve(self, chosen: Iterable[int] | None = None) -> list[Resolution]:
        """The resolutions of the chosen anchors, by their indices, in that order; or of all."""
        indices = list(range(len(self._anchors)) if chosen is None else chosen)
        found: dict[int, Resolution] = {}
        waiting: defaultdict[Group, list[int]] = defaultdict(list)
        for index in indices:
            anchor = self._anchors[index]
            if self._today.is_unchanged(anchor):
                passage = Passage(anchor.start, anchor.start + len(anchor.exact))
                found[index] = Resolution(
                    "exact", passage, 1.0, "the text is the same", near=anchor.start
                )
            else:
                waiting[self._members[index][0]].append(index)
        for group, members in waiting.items():
            places = [self._members[index][1] for index in members]
            found.update(zip(members, self._comparisons[group].resolve(places), strict=True))
        return [found[index] for index in indices]

    def nearest_first(self, position: int) -> list[int]:
        """The indices of all anchors, those first that are probably nearest to the position."""
        return sorted(range(len(self._anchors)), key=lambda i: abs(self._expected(i) - position))

    def _expected(self, index: int) -> int:
        anchor = self._anchors[index]
        if self._today.is_unchanged(anchor):
            return anchor.start
        group, place = self._members[index]
        return self._today.folded.original(self._comparisons[group].expected(place))

    @cached_property
    def _groups(self) -> dict[Group, list[int]]:
        """The indices of the anchors made on each other text, in its order."""
        changed = sorted(
            (anchor.start, anchor.end, index)
            for index, anchor in enumerate(self._anchors)
            if not self._today.is_unchanged(anchor)
        )
        groups: defaultdict[Group, list[int]] = defaultdict(list)
        for _, _, index in changed:
            anchor = self._anchors[index]
            snapshot = self._today.snapshot(anchor.text)
            groups[anchor.text, snapshot is not None and fits(anchor, snapshot)].append(index)
        return dict(groups)

    @cached_property
    def _members(self) -> dict[int, tuple[Group, int]]:
        """For each anchor that is looked for its group, and its number there."""
        return {
            index: (group, place)
            for group, members in self._groups.items()
            for place, index in enumerate(members)
        }

    @cached_property
    def _comparisons(self) -> dict[Group, Comparison]:
        return {
            group: self._today.comparison(group, [self._anchors[index] for index in members])
            for group, members in self._groups.items()
        }


class _Today:
    """The text in which passages are looked for, and the texts that it was compared with."""

    def __init__(self, text: str, snapshots: Mapping[str, str]) -> None:
        self._text = text
        self._snapshots = snapshots
        self._read: dict[str, str | None] = {}
        self._compared: dict[Group, Comparison] = {}

    @cached_property
    def folded(self) -> Folded:
        """The text as it is compared."""
        return fold(self._text)

    @cached_property
    def _fingerprint(self) -> str:
        return fingerprint(self._text)

    def is_unchanged(self, anchor: Anchor) -> bool:
        """Whether the anchor was made on this text, and fits it."""
        return anchor.text == self._fingerprint and fits(anchor, self._text)

    def snapshot(self, name: str) -> str | None:
        """The text of that fingerprint, if it was kept; it is read once."""
        if name not in self._read:
            self._read[name] = self._snapshots.get(name)
        return self._read[name]

    def comparison(self, group: Group, anchors: Sequence[Anchor]) -> Comparison:
        """The group's text beside this one, with what was found of its passages before."""
        # Importing this costs 20 ms, and most texts are as they were.
        from article.relocation.comparison import Comparison  # noqa: PLC0415

        name, is_snapshot = group
        if before := self._compared.get(group):
            self._compared[group] = before.with_anchors(anchors)
        else:
            snapshot = self.snapshot(name) if is_snapshot else None
            self._compared[group] = Comparison(anchors, snapshot, self.folded)
        return self._compared[group]
