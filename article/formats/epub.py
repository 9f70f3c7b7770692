"""EPUB 2 and 3: the chapters of a book in the order of its spine.

The book's table of contents (the nav document, or the NCX) says where chapters begin: where no
heading stands there, the line that repeats the entry becomes one, else the entry itself does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from article.errors import SourceUnreadable
from article.formats.archive import Archive
from article.formats.assembly import Assembly
from article.formats.elements import Element
from article.formats.markup import Walk
from article.formats.notes import Notes
from article.formats.package import (
    CONTAINER,
    Entry,
    contents_of,
    package_of,
    page_at,
    refuse_encryption,
)
from article.model import Block

_LOOKED_AT = 3
"""Blocks at the beginning of a chapter among which its heading is looked for."""


def parse(content: bytes, name: str) -> Assembly:
    """The blocks of a book; `name` is what errors call it.

    Raises:
        SourceUnreadable: the archive is broken, unsafe or encrypted, or has no text.
    """
    book = Book(content, name)
    whole = book.cover()
    for chapter in book.chapters():
        whole.extend(chapter)
    return book.checked(whole)


class Book:
    """An open book: what it says of itself is known at once, its chapters are parsed one by one.

    The chapters share nothing but the labels of their footnotes and the numbers of their lists,
    which go on from one to the next.
    """

    def __init__(self, content: bytes, name: str) -> None:
        """Open a book; `name` is what errors call it.

        Raises:
            SourceUnreadable: the archive is broken, unsafe or encrypted.
        """
        self._name = name
        self._archive = Archive(content, name)
        if CONTAINER not in self._archive:
            raise SourceUnreadable(
                f"{name} is not an EPUB", "Postil reads no other kind of archive"
            )
        refuse_encryption(self._archive)
        self._package = package_of(self._archive)
        self._contents = contents_of(self._archive, self._package, name)
        self._paths = [path for path in self._package.chapters if path in self._archive]

    @property
    def sizes(self) -> tuple[int, ...]:
        """The bytes of each chapter, as the directory of the archive has them."""
        return tuple(map(self._archive.size, self._paths))

    def cover(self) -> Assembly:
        """The book without a chapter: its title, and what else it says of itself."""
        front = self._package.front
        parts = len(self._package.chapters)
        missing = parts - len(self._paths)
        are = "is" if missing == 1 else "are"
        remarks = (f"{missing} of the {parts} parts of this book {are} missing.",)
        return Assembly(title=front.title, front_matter=front, remarks=remarks if missing else ())

    def checked(self, whole: Assembly) -> Assembly:
        """The whole book, if there is anything to read in it.

        Raises:
            SourceUnreadable: there is not.
        """
        if not whole.texts:
            raise SourceUnreadable(f"{self._name} has no text", "it may be a book of pictures")
        return whole

    def markup(self) -> Iterator[str]:
        """Each chapter as it was written, to look for words in it."""
        for path in self._paths:
            yield self._archive.read(path).decode("utf-8", "replace")

    def chapters(self, first: int = 0) -> Iterator[Assembly]:
        """The chapters from the first wanted one on, each for itself, as many as `sizes` has.

        All of them joined to the cover are the whole book. Where the first is not that of the
        book, footnotes are labelled as if it were.

        Raises:
            SourceUnreadable: a chapter is damaged or unsafe.
        """
        notes, groups = Notes(), count(1)
        for path in self._paths[first:]:
            root = page_at(self._archive, path, self._name)
            if root is None:
                yield Assembly()
            else:
                yield _chapter(root, path, self._contents.get(path, {}), notes, groups)


def _chapter(
    root: Element, path: str, entries: Mapping[str, Entry], notes: Notes, groups: Iterator[int]
) -> Assembly:
    """The blocks of one chapter, with headings where the table of contents has entries."""
    found = Assembly()
    walk = Walk(found, path, notes=notes, groups=groups)
    walk.run(root)
    begun = {**walk.begun, "": 0}
    found.targets = {path: 0} | {f"{path}#{name}": index for name, index in walk.begun.items()}
    due: dict[int, list[Entry]] = {}
    for fragment, entry in entries.items():
        if fragment in begun:
            due.setdefault(begun[fragment], []).append(entry)
    if not due:
        return found
    chapter = Assembly(residue=[one._replace(position=0) for one in found.residue])
    blocks = list(zip(found.texts, found.blocks, strict=True))
    indexes = list[int]()
    for index in range(len(blocks)):
        indexes.append(len(chapter.blocks))
        for entry in due.get(index, ()):
            end = min((i for i in due if i > index), default=len(blocks))
            title = _find_title(blocks[index : min(end, index + _LOOKED_AT)], entry.title)
            if title is None:
                chapter.add(entry.title, _heading(Block("paragraph", 0, 0), entry))
            elif blocks[index + title][1].kind != "heading":
                words, block = blocks[index + title]
                blocks[index + title] = (words, _heading(block, entry))
        chapter.add(*blocks[index])
    indexes.append(len(chapter.blocks))
    chapter.targets = {name: indexes[index] for name, index in found.targets.items()}
    return chapter


def _heading(block: Block, entry: Entry) -> Block:
    return block._replace(kind="heading", level=min(entry.depth, 6), origin="derived")


def _find_title(blocks: Sequence[tuple[str, Block]], title: str) -> int | None:
    """Which of the first blocks of a chapter is its heading, or repeats its entry."""
    for index, (_, block) in enumerate(blocks):
        if block.kind == "heading":
            return index
    wanted = _letters(title)
    for index, (text, _) in enumerate(blocks):
        there = _letters(text) if len(text) < 2 * len(title) + 20 else ""
        shorter, longer = sorted((wanted, there), key=len)
        if wanted == there or (len(shorter) >= 3 and shorter in longer):
            return index
    return None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
