"""What Textual does not scroll.

To Textual, a widget or a screen of another size may need its scroll bars, so it is laid out and
painted a second time; and a screen in which another widget has the focus may look otherwise
everywhere, as may the widget, so all of it is painted. Where neither is so, these spare half of
what a key costs.
"""

from __future__ import annotations

from textual import events, messages
from textual.geometry import Size
from textual.reactive import var
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget


class Unscrolled(Widget):
    """A widget that has no scroll bars of Textual's.

    As one of several bases it is the last, for Textual takes the styles of the first.
    """

    virtual_size = var(Size(0, 0), init=False)


class UnmarkedByFocus(Unscrolled):
    """A widget that looks no other when it has the focus, so that nothing is painted for it."""

    def on_focus(self, event: events.Focus) -> None:
        """Take it."""
        event.prevent_default()
        self.has_focus = True

    def on_blur(self, event: events.Blur) -> None:
        """Let it go."""
        event.prevent_default()
        self.has_focus = False


class UnscrolledScreen(Screen[ScreenResultType], Unscrolled):
    """A screen without scroll bars, whose widgets themselves show which one has the focus."""

    focused: var[Widget | None] = var(None, init=False)

    def on_update(self, event: messages.Update) -> None:
        """Paint nothing of what is not seen.

        Textual takes it for new, and works out anew what is seen when it is next asked for a size.
        Where that is between a pane's being shown and the new layout, the layout finds nothing new.
        """
        if event.widget not in self._compositor.visible_widgets:
            event.stop()
            event.prevent_default()

    def _compositor_refresh(self) -> None:
        """Paint all that waits to be painted at once.

        Each widget tells that it waits by a message, which may come when a new layout has painted
        it already; it would be painted again, a frame later.
        """
        waiting = {widget for widget in self._compositor.visible_widgets if widget._repaint_regions}
        self._compositor.update_widgets(waiting)
        super()._compositor_refresh()
