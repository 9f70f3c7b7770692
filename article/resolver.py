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
from article.relocation.old_text import fits, from_anchors, from_snapshot
from article.resolution import Resolution

if TYPE_CHECKING:
    from article.relocation.comparison import Comparison


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
    not depend on when it is asked for. One thread at a time may ask.
    """

    def __init__(
        self, text: str, anchors: Sequence[Anchor], *, snapshots: Mapping[str, str] | None = None
    ) -> None:
        """Nothing is looked for yet."""
        self._text = text
        self._anchors = anchors
        self._snapshots = {} if snapshots is None else snapshots

    def resolve(self, chosen: Iterable[int] | None = None) -> list[Resolution]:
        """The resolutions of the chosen anchors, by their indices, in that order; or of all."""
        indices = list(range(len(self._anchors)) if chosen is None else chosen)
        found: dict[int, Resolution] = {}
        waiting: defaultdict[int, list[int]] = defaultdict(list)
        for index in indices:
            anchor = self._anchors[index]
            if self._is_unchanged(anchor):
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
        if self._is_unchanged(anchor):
            return anchor.start
        group, place = self._members[index]
        return self._new.original(self._comparisons[group].expected(place))

    def _is_unchanged(self, anchor: Anchor) -> bool:
        return anchor.text == self._fingerprint and fits(anchor, self._text)

    @cached_property
    def _fingerprint(self) -> str:
        return fingerprint(self._text)

    @cached_property
    def _new(self) -> Folded:
        return fold(self._text)

    @cached_property
    def _groups(self) -> list[tuple[str | None, list[int]]]:
        """The anchors made on one other text, in its order, with its snapshot if it is one."""
        changed = [i for i, anchor in enumerate(self._anchors) if not self._is_unchanged(anchor)]
        changed.sort(key=lambda index: (self._anchors[index].start, self._anchors[index].end))
        names = {self._anchors[index].text for index in changed}
        snapshots = {name: self._snapshots.get(name) for name in names}
        groups: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
        for index in changed:
            anchor = self._anchors[index]
            snapshot = snapshots[anchor.text]
            groups[anchor.text, snapshot is not None and fits(anchor, snapshot)].append(index)
        return [
            (snapshots[name] if is_snapshot else None, members)
            for (name, is_snapshot), members in groups.items()
        ]

    @cached_property
    def _members(self) -> dict[int, tuple[int, int]]:
        """For each anchor that is looked for the number of its group, and its own there."""
        return {
            index: (group, place)
            for group, (_, members) in enumerate(self._groups)
            for place, index in enumerate(members)
        }

    @cached_property
    def _comparisons(self) -> list[Comparison]:
        # Importing this costs 20 ms, and most texts are as they were.
        from article.relocation.comparison import Comparison  # noqa: PLC0415

        comparisons: list[Comparison] = []
        for snapshot, members in self._groups:
            anchors = [self._anchors[index] for index in members]
            old = from_anchors(anchors) if snapshot is None else from_snapshot(snapshot, anchors)
            comparisons.append(Comparison(old, self._new))
        return comparisons
