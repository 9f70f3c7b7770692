"""Moving through the text: rows, pages, sentences, sections, priorities, marks and jumps."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on

from article import Article, Passage, Priority
from article.motions import (
    nearest_sentence,
    next_paragraph,
    next_sentence,
    previous_paragraph,
    previous_sentence,
)
from reader.screens.reading_state import ReadingState
from reader.widgets.article_view import ArticleView

_UNTIL_WRITTEN = 0.016
"""Seconds in which a key is carried out, and what it changed is written to the terminal."""


class Moving(ReadingState):
    """The motions."""

    _on_letter: Callable[[str], None] | None = None
    """What the next key is for, after `m` or `'`."""
    _priority: Priority | None = None
    """The one that was gone to last."""

    # Rows and pages

    def action_move_lines(self, rows: int) -> None:
        """Scroll."""
        self._scroll(rows)

    def action_move_half_pages(self, halves: int) -> None:
        """Scroll by half a screenful."""
        self._scroll(halves * max(1, self.view.page_rows // 2))

    def action_move_pages(self, pages: int) -> None:
        """Scroll by a screenful; at its end or top the section is turned like a page."""
        if self.view.is_at_edge(pages) and self._turn(pages):
            self._get_ready(pages)
        else:
            self._scroll(pages * self.view.page_rows)

    def _scroll(self, rows: int) -> None:
        if self.view.scroll_rows(rows):
            self._follow(rows)
        else:
            self.say_edge(rows)
        self._get_ready(rows)

    def _get_ready(self, direction: int) -> None:
        """Draw what a page key shows next, when what is shown now is on the terminal."""
        if direction > 0:
            self.set_timer(_UNTIL_WRITTEN, lambda: self.view.draw_ahead(self.blocks_behind))

    def _turn(self, direction: int) -> bool:
        """Show the page after or before this one; whether there is one."""
        page = self.page + direction
        if self.is_whole or not 0 <= page < len(self.pages):
            return False
        blocks = self.article.blocks
        if direction > 0:
            self.show(blocks[self.pages[page].start].start, at_top=True)
        else:
            self.show(blocks[self.pages[page].stop - 1].start)
            self.view.scroll_to_end()
        self._follow(direction)
        return True

    def say_edge(self, direction: int) -> None:
        """Say why there is nothing more to scroll."""
        if self.is_whole or self.page == (len(self.pages) - 1 if direction > 0 else 0):
            self.say("The end of the article" if direction > 0 else "The beginning of the article")
        elif direction > 0:
            self.say("The end of the section; Space turns to the next")
        else:
            self.say("The top of the section; b turns to the one before")

    def _follow(self, direction: int) -> None:
        """Keep the ruler on the screen after scrolling."""
        seen = self.view.visible_passage
        if self.ruler is not None and seen.contains(self.ruler.start):
            self.tell_where()
            return
        first = next_sentence(self.article, seen.start - 1)
        last = previous_sentence(self.article, seen.end)
        ruler = first if direction > 0 else last
        if ruler is None or not seen.contains(ruler.start):  # one sentence fills the screen
            ruler = self.article.sentence_at(seen.start)
        self.ruler = ruler

    @on(ArticleView.Scrolled)
    def _scrolled(self, event: ArticleView.Scrolled) -> None:
        event.stop()
        self.view.scroll_rows(event.rows)
        self._follow(event.rows)

    # Sentences, paragraphs, sections, ends

    def rule(self, position: int) -> None:
        """Put the ruler on the sentence at a position, as every motion in the end does."""
        self.put_ruler(position)

    def action_next_sentence(self) -> None:
        """The ruler one sentence on."""
        self._rule_sentence(next_sentence)

    def action_previous_sentence(self) -> None:
        """The ruler one sentence back."""
        self._rule_sentence(previous_sentence)

    def _rule_sentence(self, step: Callable[[Article, int], Passage | None]) -> None:
        found = step(self.article, self.ruler.start if self.ruler else -1)
        if found is None:
            self.say("There is no sentence further that way")
        else:
            self.rule(found.start)

    def action_next_paragraph(self) -> None:
        """The ruler to the next paragraph's first sentence."""
        self._rule_paragraph(next_paragraph)

    def action_previous_paragraph(self) -> None:
        """The ruler to the paragraph's first sentence, or to that of the one before."""
        self._rule_paragraph(previous_paragraph)

    def _rule_paragraph(self, step: Callable[[Article, int], int | None]) -> None:
        position = step(self.article, self.ruler.start if self.ruler else 0)
        if position is None:
            self.say("There is no paragraph further that way")
        else:
            self.rule(position)

    def action_next_section(self) -> None:
        """To the next section."""
        self._go_to_section(1)

    def action_previous_section(self) -> None:
        """To the section before."""
        self._go_to_section(-1)

    def _go_to_section(self, direction: int) -> None:
        sections = self.article.sections
        number = self.article.section_at(self.ruler.start if self.ruler else 0) + direction
        if 0 <= number < len(sections):
            self.jump(sections[number].start, at_top=True)
            self.say(f"§{number + 1} {sections[number].title}")
        else:
            self.say("This is the last section" if direction > 0 else "This is the first section")

    def action_go_to_top(self) -> None:
        """To the first words."""
        self.jump(0, at_top=True)

    def action_go_to_end(self) -> None:
        """To the last words."""
        self.jump(len(self.article.text))
        self.view.scroll_to_end()
        self._follow(-1)

    # Priorities

    def action_go_to_priority(self, number: int) -> None:
        """To the priority that the text itself gives this number."""
        numbered = (item for item in self.points.priorities if item.number == number)
        self._go_to_one(next(numbered, None), f"This text has no priority {number}")

    def action_next_priority(self) -> None:
        """To the priority after this one; from none, to the first one after the ruler."""
        items, here = self.points.priorities, self._priority_here
        start = self.ruler.start if self.ruler else -1
        later = items[here + 1 :] if here >= 0 else [p for p in items if p.passage.start > start]
        self._go_to_one(next(iter(later), None), "This was the last priority")

    def action_previous_priority(self) -> None:
        """To the priority before this one; from none, to the last one before the ruler."""
        items, here = self.points.priorities, self._priority_here
        start = self.ruler.start if self.ruler else 0
        earlier = items[:here] if here >= 0 else [p for p in items if p.passage.start < start]
        self._go_to_one(next(reversed(earlier), None), "This was the first priority")

    @property
    def _priority_here(self) -> int:
        """Index of the priority that the ruler is in, or -1: of several the one gone to last."""
        if self.ruler is None:
            return -1
        items, last = self.points.priorities, self._priority
        if last in items and nearest_sentence(self.article, last.passage.start) == self.ruler:
            return items.index(last)
        start = self.ruler.start
        return max((i for i, p in enumerate(items) if p.passage.contains(start)), default=-1)

    def _go_to_one(self, item: Priority | None, otherwise: str) -> None:
        if item is None:
            self.say(otherwise)
            return
        self.jump(item.passage.start)
        self._priority = item
        self.say(f"Priority {item.number} of {len(self.points.priorities)}: {item.label}")

    # Jumps and marks

    def action_jump_back(self) -> None:
        """Where the last jump came from."""
        self._leap(self.jumps.back)

    def action_jump_forward(self) -> None:
        """Where `jump_back` came from."""
        self._leap(self.jumps.forward)

    def _leap(self, leap: Callable[[int], int]) -> None:
        position = leap(self.ruler.start if self.ruler else 0)
        self.put_ruler(position)
        self.refresh_bindings()

    def action_set_mark(self) -> None:
        """Take the next key as the mark's letter."""
        self._on_letter = self._set_mark
        self.say("Mark: which letter?")

    def action_go_to_mark(self) -> None:
        """Take the next key as the mark's letter."""
        self._on_letter = self._go_to_mark
        set_ones = " ".join(sorted(self.marks)) or "none is set, m sets one"
        self.say(f"Go to which mark? ({set_ones})")

    def _set_mark(self, letter: str) -> None:
        self.marks[letter] = self.ruler.start if self.ruler else 0
        self.say(f"Mark {letter} set")

    def _go_to_mark(self, letter: str) -> None:
        if letter in self.marks:
            self.jump(self.marks[letter])
            self.say(f"Mark {letter}")
        else:
            self.say(f"There is no mark {letter}")

    @on(events.MouseDown)
    @on(ArticleView.Scrolled)
    def _take_mouse(self) -> None:
        """What the last key did is old news to the hand at the mouse, too."""
        self.says_old_news = True
        self.end_old_message()

    def on_key(self, event: events.Key) -> None:
        """What the last key did is old news."""
        self.says_old_news = True
        self.take_key(event)

    def take_key(self, event: events.Key) -> bool:
        """Take a key before it becomes a command, and tell if so: a letter may be waited for."""
        if self._on_letter is None:
            return False
        event.stop()
        take, self._on_letter = self._on_letter, None
        if event.character and event.character.isalnum():
            take(event.character)
        else:
            self.say("A mark is a letter or a digit")
        return True
