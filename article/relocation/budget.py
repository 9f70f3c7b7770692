"""How much may be aligned, so that no text and no notes take longer than a reader waits."""

from __future__ import annotations


def size(text: str) -> int:
    """The bytes of a text in UTF-8: what aligning it costs, in any script.

    The cost is one of words, and where each character is a word it has three bytes.
    """
    return len(text) if text.isascii() else len(text.encode(errors="replace"))


class Budget:
    """What may still be aligned, in bytes of both texts together, as `size` counts them.

    Who is refused must not place a passage by what was left unseen: see `refused`.
    """

    def __init__(self, size: int) -> None:
        """All of it is left."""
        self._left = size
        self.refused = 0
        """How often there was too little left."""

    def allows(self, *texts: str) -> bool:
        """Whether the texts may be aligned; if so, they are paid for."""
        cost = sum(map(size, texts))
        if cost > self._left:
            self.refused += 1
            return False
        self._left -= cost
        return True
