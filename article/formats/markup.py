"""From a tree of HTML elements to blocks: the vocabulary of web pages and of e-book chapters.

The tree may come from any parser (see `Element`). It is walked once, without recursion, so a page
may nest as deeply as its parser lets it. Nothing in it is run, and no address is followed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from itertools import count, islice

from article.formats.assembly import Assembly
from article.formats.elements import Element, classes_of, local_name
from article.formats.inline import Run
from article.formats.items import ItemList, list_of, task
from article.formats.links import place_in_book, place_in_text, resolved_link
from article.formats.notes import Notes, is_backlink, is_reference
from article.formats.preformatted import Preformatted, language_of
from article.formats.tables import CELL_GAP, Rows, holds_figures
from article.formats.vocabulary import (
    BLOCKS,
    MARKS,
    RESIDUE_CLASSES,
    SKIPPED,
    SKIPPED_CLASSES,
    is_hidden,
    words_of_image,
)
from article.model import Block, BlockKind, Container
from article.printable import printable_line

MAX_CONTAINERS = 32
"""Quotes and lists that are nested deeper count as part of the one they stand in."""

_ANCHORS = frozenset({"a", "span", "sup", "b", "strong", "i", "em", "small"})
_PERMALINKS = frozenset({"", "#", "¶", "§", "🔗"})

Leave = Callable[[], object]
"""What is to be done at the end of an element."""


def _nothing() -> None:
    pass


class Walk:
    """One pass over the elements of a page or a chapter; holds what the pass is inside of."""

    def __init__(
        self,
        assembly: Assembly,
        address: str = "",
        *,
        notes: Notes | None = None,
        groups: Iterator[int] | None = None,
    ) -> None:
        """A walk that adds its blocks to the assembly.

        Links are resolved against `address`: that of the web page, or the path of the chapter in
        its book. The chapters of one book share their `notes` and `groups`.
        """
        self.assembly = assembly
        self.address = address
        self.notes = notes or Notes()
        self.groups = groups or count(1)
        self.begun: dict[str, int] = {}
        """For each id that was met, the index of the block that it is in, or that begins there."""
        self.words = Run()
        self.containers: tuple[Container, ...] = ()
        self.new = 0
        """How many of the innermost containers have had no block yet."""
        self.lists: list[ItemList] = []
        self.level = 0
        """Of the heading that the walk is in, else 0."""
        self.in_paragraph = False
        self.raised = False
        """Whether the walk is in superscript."""
        self.code: Preformatted | None = None
        """What the walk is in, if that is preformatted."""
        self.rows: Rows | None = None
        """Of the table of figures that the walk is in."""
        self.note_group = 0
        self.here: Element
        """The innermost element that the walk is in."""
        self.places: list[Element] = []
        """For each block, the element whose words it has."""

    def run(self, root: Element) -> None:
        """Walk over the element and all that is in it."""
        open_elements: list[tuple[Element, Iterator[Element], Leave]]
        open_elements = [(root, iter((root,)), _nothing)]
        while open_elements:
            element, children, leave = open_elements[-1]
            self.here = element
            child = next(children, None)
            if child is None:
                leave()
                open_elements.pop()
            elif (leave_child := self.enter(child)) is not None:
                self.take(child.text)
                open_elements.append((child, iter(child), leave_child))
                continue
            ended = element if child is None else child
            if ended is not root:
                self.take(ended.tail)
        self.flush()

    def take(self, text: str | None) -> None:
        """Add words where the walk stands."""
        if text:
            (self.code or self.words).add(text)

    def enter(self, element: Element) -> Leave | None:
        """Begin an element: what to do at its end, or None if nothing in it is to be read."""
        tag = local_name(element)
        if not tag:  # an entity that the parser left alone
            self.take(unescape(element.text or ""))
            return None
        if tag in SKIPPED and not (tag == "button" and self.level):
            return None
        classes = classes_of(element)
        if not classes.isdisjoint(SKIPPED_CLASSES) or is_hidden(element, tag):
            return None
        for residue in classes & RESIDUE_CLASSES.keys():
            self.flush()
            self.assembly.leave_out(_words_of(element), RESIDUE_CLASSES[residue])
            return None
        if tag in BLOCKS:
            self.flush()
        if name := element.get("id") or element.get("name"):
            self.begun.setdefault(name, len(self.assembly.blocks))
        if self.code:
            return self.code.enter(tag)
        if tag not in BLOCKS:
            return self.enter_inline(element, tag)
        if self.rows:
            return self.enter_in_table(element, tag, self.rows)
        return self.enter_block(element, tag)

    def enter_block(self, element: Element, tag: str) -> Leave:
        """Begin an element that is a block of its own."""
        if label := self.note_label(element):
            self.note_group = self.note_group or next(self.groups)
            return self.open(Container("footnote", self.note_group, f"[{label}]"))
        match tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self.level = int(tag[1])
                return self.leave_heading
            case "p":
                self.in_paragraph = True
                return self.leave_paragraph
            case "ul" | "menu" | "dir" | "ol":
                group, depth = next(self.groups), len(self.lists)
                self.lists.append(list_of(element, tag, group, depth))
                return self.leave_list
            case "li":
                items = (
                    self.lists[-1] if self.lists else list_of(element, "ul", next(self.groups), 0)
                )
                return self.open(items.item(element))
            case "blockquote":
                return self.open(Container("quote", next(self.groups)))
            case "pre":
                self.code = Preformatted()
                return partial(self.leave_code, element, self.code)
            case "hr":
                self.add("", Block("rule", 0, 0))
            case "table" if holds_figures(element):
                self.rows = Rows(self.words)
                return partial(self.leave_table, self.rows)
            case _:
                pass
        return self.flush

    def enter_inline(self, element: Element, tag: str) -> Leave | None:
        """Begin an element that is part of a line."""
        if kind := MARKS.get(tag):
            return partial(self.words.close, kind) if self.words.open(kind) else _nothing
        match tag:
            case "a":
                return self.enter_link(element)
            case "br":
                self.break_line()
            case "img":
                start, address = self.words.length, element.get("src") or ""
                self.take(words_of_image(element))
                self.words.mark("image", start, resolved_link(self.address, address))
            case "sup" | "sub":
                was, self.raised = self.raised, tag == "sup"
                return partial(self.leave_raised, self.words.pieces(), tag == "sub", was)
            case "q":
                self.take("“")
                return partial(self.take, "”")
            case "input":
                self.check(element)
            case "math" if element.get("alttext"):
                self.take(element.get("alttext"))
                return None
            case _:
                pass
        return _nothing

    def leave_heading(self) -> None:
        """End a heading."""
        self.flush()
        self.level = 0

    def leave_paragraph(self) -> None:
        """End an element `p`."""
        self.flush()
        self.in_paragraph = False

    def leave_raised(self, since: int, below: bool, was: bool) -> None:
        """End superscript or subscript."""
        self.words.raise_digits(since, below=below)
        self.raised = was

    def break_line(self) -> None:
        """End a line; an empty line ends the paragraph."""
        if self.rows or self.level:
            self.take(" ")
        elif self.words.at_line_start:
            self.flush()
        else:
            self.words.end_line()
            self.words.start_line("\n")

    def open(self, container: Container) -> Leave:
        """Begin a list item, a quotation or a footnote."""
        if len(self.containers) >= MAX_CONTAINERS:
            return self.flush
        self.containers += (container,)
        self.new += 1
        return self.close

    def close(self) -> None:
        """End what `open` began; nothing is left of it if it had no words."""
        self.flush()
        self.containers = self.containers[:-1]
        self.new = max(0, self.new - 1)

    def leave_list(self) -> None:
        """End a list."""
        self.flush()
        self.lists.pop()

    def check(self, box: Element) -> None:
        """Make a task of the item that opens with a checkbox."""
        if box.get("type") == "checkbox" and self.opens_item and not self.words.length:
            self.containers = (*self.containers[:-1], task(self.containers[-1], box))

    @property
    def opens_item(self) -> bool:
        """Whether the next block is the first of a list item."""
        return self.new > 0 and self.containers[-1].kind == "item"

    @property
    def in_note(self) -> bool:
        """Whether the walk is in a footnote."""
        return any(container.kind == "footnote" for container in self.containers)

    def enter_link(self, element: Element) -> Leave | None:
        """Begin a link; of one to a footnote only the label is read."""
        href = element.get("href") or ""
        if place := place_in_text(self.address, href):
            words = "".join(islice(element.itertext(), 10))[:100]
            if self.level and words.strip() in _PERMALINKS:
                return None
            if self.in_note:
                if is_backlink(element, words, at_start=not self.words.length):
                    return None
            elif is_reference(element, words, raised=self.raised):
                self.refer(place, words)
                return None
        target = place_in_book(self.address, href) or resolved_link(self.address, href)
        if target and self.words.open("link", target):
            return partial(self.words.close, "link")
        return _nothing

    def refer(self, place: str, words: str) -> None:
        """Add a reference to the footnote at a place."""
        label = self.notes.refer(place, words)
        start = self.words.length
        self.take(f"[{label}]")
        self.words.mark("footnote", start, label)

    def note_label(self, element: Element) -> str | None:
        """The label of the footnote that this element is, by its id or that of its first words."""
        if self.in_note:
            return None
        first: Element | None = element
        while first is not None and (first is element or local_name(first) in _ANCHORS):
            name = first.get("id") or first.get("name")
            if name and (label := self.notes.label_at(f"{self.address}#{name}")):
                return label
            first = next(iter(first), None) if not (first.text or "").strip() else None
        return None

    def leave_code(self, element: Element, code: Preformatted) -> None:
        """End preformatted text."""
        self.code = None
        lines = code.lines()
        if lines.strip():
            self.add(lines, Block("code", 0, 0, language=language_of(element)))

    def enter_in_table(self, element: Element, tag: str, rows: Rows) -> Leave:
        """Begin an element in a table."""
        match tag:
            case "caption" if rows.are_empty:
                self.rows = None
                return partial(self.leave_caption, rows)
            case "tr":
                rows.open_row()
            case "td" | "th":
                rows.open_cell(element)
                return rows.close_cell
            case _:
                pass
        return self.flush

    def leave_caption(self, rows: Rows) -> None:
        """End the caption, which is a block before the table."""
        self.flush()
        self.rows = rows

    def leave_table(self, rows: Rows) -> None:
        """End a table."""
        self.rows = None
        self.words.end_line()
        table = rows.table()
        text, marks = self.words.take()
        if text.strip(f"{CELL_GAP}\n"):
            self.add(text, Block("table", 0, 0, marks=marks, table=table))

    def flush(self) -> None:
        """End the block that is in the making, if it has any words."""
        if self.code:
            self.code.end_line()
        elif self.rows:
            self.take(" ")
        elif self.words.length:
            text, marks = self.words.take_stripped()
            if text:
                self.add(text, Block(self.kind, 0, 0, self.level, marks))

    @property
    def kind(self) -> BlockKind:
        """What words are where the walk stands."""
        if self.level:
            return "heading"
        if self.opens_item:
            return "item"
        is_quoted = any(container.kind == "quote" for container in self.containers)
        return "quote" if is_quoted else "paragraph"

    def add(self, text: str, block: Block) -> None:
        """Add a block where the walk stands, with the containers that are open."""
        spaced = self.is_spaced(block.kind)
        block = block._replace(containers=self.containers, opens=self.new, spaced=spaced)
        self.assembly.add(text, block)
        self.places += [self.here] * (len(self.assembly.blocks) - len(self.places))
        self.new = 0

    def is_spaced(self, kind: BlockKind) -> bool:
        """Whether an empty row belongs before a block: not within a list whose items are lines."""
        if not self.lists or self.in_paragraph or kind not in ("item", "paragraph", "quote"):
            return True
        before = self.assembly.blocks[-1].containers if self.assembly.blocks else ()
        group = self.lists[-1].group
        return self.opens_item and len(self.lists) == 1 and all(c.group != group for c in before)


def _words_of(element: Element) -> str:
    return printable_line(" ".join(element.itertext()))
