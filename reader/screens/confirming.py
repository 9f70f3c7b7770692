"""Notes whose place is not certain: accepting a suggestion, choosing among places, a new place.

Nothing is moved until the reader says so. A note that is taken up from the list leads from one
possible place to the next, or to wherever the reader selects; one key puts it there, another says
that it does not belong there, and nobody asks about these places again.
"""

from __future__ import annotations

from rich.text import Text
from textual import events

from reader.annotations.declining import LEFT, possible_places
from reader.annotations.placing import PlacedNote
from reader.commands import Condition
from reader.screens.annotating import Annotating

_STYLES = {"kept": "", "removed": "strike dim", "added": "bold underline"}


class Confirming(Annotating):
    """Giving notes a place again."""

    _taken_up: str = ""
    """The id of the note that is to be put somewhere; empty for none."""
    _candidate = -1
    """Which of its possible places is shown."""

    def holds(self, condition: Condition) -> bool:
        """Whether there is a note to be put somewhere."""
        if condition == "taken-up":
            return bool(self._taken_up)
        return super().holds(condition)

    def take_key(self, event: events.Key) -> bool:
        """In the text, too, Enter goes on to the next place of the note that was taken up."""
        note = self.note(self._taken_up) if event.key == "enter" else None
        if note is None or self.focused is not self.view:
            return super().take_key(event)
        event.stop()
        self.take_up(note)
        return True

    def take_up(self, note: PlacedNote) -> None:
        """Show where the note may belong: the next place each time, if there are several."""
        again = note.annotation.id == self._taken_up
        self._taken_up = note.annotation.id
        places = possible_places(note.resolution)
        self._candidate = (self._candidate + 1) % len(places) if again and places else 0
        self.refresh_bindings()
        if not places:
            self.jump(note.near)
            self.set_focus(self.view)
            why = "You left it there" if note.resolution.reason == LEFT else "Its words are gone"
            self.say(f"{why}. Select others and press p, or Esc to leave it")
            return
        place = places[self._candidate]
        self.jump(place.start)
        self.selection = place
        if len(places) == 1:
            self.say("Is it here? p puts the note here, x says that it is not")
        else:
            which = f"{self._candidate + 1} of {len(places)}"
            self.say(f"Is it here ({which})? p puts it here, Enter shows the next, x says nowhere")

    async def action_put_note(self) -> None:
        """Put the note that was taken up on the selection or the ruler."""
        if (target := self.target) is not None:
            id = self._taken_up
            await self.write(lambda: self.journal.change(id, pin=self.anchor_of(target)))
            self.put_down()
            self.say_saved("The note is here now")

    async def action_leave_note(self) -> None:
        """Leave the note that was taken up without a place, and say no to those it may have."""
        note = self.note(self._taken_up)
        places = possible_places(note.resolution) if note else ()
        if note is None or not places:
            self.put_down()
            self.say("The note stays in the list, without a place")
            return
        one = note.annotation
        await self.write(
            lambda: self.journal.change(
                one.id, declined=(*one.declined, *map(self.description_of, places))
            )
        )
        self.put_down()
        self.say_saved("The note stays in the list, without a place; u asks again")

    def put_down(self) -> None:
        """Leave the note that was taken up as it is."""
        self._taken_up = ""
        self._candidate = -1
        self.end_selection()
        self.refresh_bindings()

    def action_show_changes(self) -> None:
        """Show word by word what became of the note's words."""
        note = self.note_here
        if note is None or note.passage is None:
            return
        from article.differences import changed_words  # noqa: PLC0415 - not before the first page
        from reader.screens.help import Page  # noqa: PLC0415 - likewise

        words = Text()
        for kind, run in changed_words(
            note.annotation.anchor.exact, note.passage.of(self.article.text)
        ):
            words.append(run, _STYLES[kind])
        words.append(f"\n\n{note.resolution.state}: {note.resolution.reason}", "dim")
        self.app.push_screen(Page("What changed", words))
