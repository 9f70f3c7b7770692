"""Selecting: by keys from sentence to sentence and word to word, and by the mouse."""

from __future__ import annotations

from textual import events, on

from article import Passage
from article.motions import next_word_end, paragraph_at, previous_word_start
from article.passage import to_words, trimmed
from reader.screens.searching import Searching
from reader.widgets.article_view import ArticleView


class Selecting(Searching):
    """What a note would be made on: the selection, or else the ruler's sentence."""

    _fixed: Passage | None = None
    """What stays selected while motions move the other end; none when not selecting by keys."""
    _moves_end = True
    """Which end the motions move."""

    @property
    def target(self) -> Passage | None:
        """The passage that the next command is for; none in an empty text."""
        passage = self.selection or self.ruler
        words = trimmed(self.article.text, passage) if passage else None
        return words or None

    def action_select(self) -> None:
        """Begin with the ruler's sentence, or with what the mouse selected; again: stop."""
        if self._fixed is not None:
            self.end_selection()
            self.say("Nothing is selected")
        elif (target := self.target) is not None:
            self.selection = self._fixed = target
            self._moves_end = True
            self.say("Select: ) ( } { by sentence and paragraph, → ← by word, o the other end")

    def end_selection(self) -> None:
        """Select nothing."""
        self._fixed = self.selection = None

    def move_positions(self, by: int) -> None:
        """Select the same words."""
        super().move_positions(by)
        if self._fixed is not None:
            self._fixed = self._fixed.moved(by)
        if self.selection is not None:
            self.selection = self.selection.moved(by)

    def put_ruler(self, position: int) -> None:
        """Take the moving end of a selection along."""
        super().put_ruler(position)
        if self._fixed is not None and self.ruler is not None:
            self._moves_end = self.ruler.start >= self._fixed.start
            self.selection = self._fixed.joined(self.ruler)

    def take_key(self, event: events.Key) -> bool:
        """While selecting by keys, the arrows go by words, and o takes the other end."""
        if self._fixed is None or self.selection is None or event.key not in ("left", "right", "o"):
            return super().take_key(event)
        event.stop()
        if event.key == "o":
            self._take_other_end(self.selection)
        else:
            self._move_by_word(self.selection, forward=event.key == "right")
        return True

    def _take_other_end(self, selection: Passage) -> None:
        moved = selection.end if self._moves_end else selection.start
        other = selection.start if self._moves_end else selection.end - 1
        self._fixed = Passage(moved, moved)
        self._moves_end = not self._moves_end
        self.ruler = self.article.sentence_at(other)
        self.show(other)

    def _move_by_word(self, selection: Passage, *, forward: bool) -> None:
        text = self.article.text
        start, end = selection.start, selection.end
        if self._moves_end:
            edge = next_word_end(text, end) if forward else previous_word_start(text, end)
            end = max(edge, next_word_end(text, start)) if forward else len(text[:edge].rstrip())
        else:
            behind = next_word_end(text, start)
            edge = previous_word_start(text, start)
            start = (
                behind + len(text[behind:end]) - len(text[behind:end].lstrip()) if forward else edge
            )
        if start < end:
            self.selection = Passage(start, end)
            self.show(end - 1 if self._moves_end else start)

    @on(ArticleView.Dragged)
    def _dragged(self, event: ArticleView.Dragged) -> None:
        event.stop()
        self._fixed = None
        first, last = sorted((event.start, event.position))
        self.selection = Passage(first, last + 1)
        self.ruler = self.article.sentence_at(event.position)

    @on(ArticleView.Pressed)
    def _pressed(self, event: ArticleView.Pressed) -> None:
        event.stop()
        position = event.position
        if event.chain == 1:
            self.end_selection()
            self.put_ruler(position)
        elif event.chain == 2:
            self.selection = to_words(self.article.text, Passage(position, position + 1))
        elif event.chain == 3:
            self.selection = self.article.sentence_at(position)
        else:
            self.selection = paragraph_at(self.article, position)
        if self.selection is not None:
            self.say("Selected; h highlights, a annotates, # tags, y copies")
