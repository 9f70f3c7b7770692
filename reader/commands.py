"""Every command of the reading screen, declared once.

Bindings, the footer, the help screen, the palette and user keymaps are all derived from
`COMMANDS`. An action is the name of a method `action_…` of the reading screen. The module is long
because it is that one table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

Condition = Literal[
    "always",
    "whole-text",
    "priorities",
    "notes",
    "note-here",
    "matches",
    "undo",
    "redo",
    "back",
    "forward",
    "taken-up",
    "offered",
]
"""When a command can do something; the reading screen knows whether it holds."""

WHY_NOT: Mapping[Condition, str] = {
    "whole-text": "That needs the whole text, which is still being read",
    "priorities": "This text numbers no priorities; P adds the sentence to them",
    "notes": "There are no notes yet; h highlights, a annotates",
    "note-here": "There is no note here; < and > go to the others",
    "matches": "Nothing is searched for; / searches",
    "undo": "There is nothing to undo",
    "redo": "There is nothing to do again",
    "back": "There was no jump to come back from",
    "forward": "There is no way forward; Backspace goes back",
    "taken-up": "No note waits for a place; Enter on a lost one in the list takes it up",
    "offered": "No notes of another text are offered",
}
"""What to say when a condition does not hold and a command is asked for all the same."""


class Command(NamedTuple):
    """Something that the reader can do."""

    id: str
    """The name by which a keymap in the configuration rebinds it."""
    keys: str
    """The default keys, separated by commas, as Textual names them."""
    action: str
    help: str
    """One sentence for the help screen and the palette."""
    group: str
    footer: str = ""
    """One or two words for the footer; empty when it is not shown there."""
    when: Condition = "always"

    def keys_in_words(self, keymap: Mapping[str, str]) -> str:
        """The keys as a reader knows them, after the reader's own keymap."""
        keys = keymap.get(self.id, self.keys)
        return " ".join(_in_words(key) for key in keys.split(",") if key)


_WORDS = {
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "Backspace",
    "tab": "Tab",
    "shift+tab": "Shift-Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "comma": ",",
    "colon": ":",
}


def _in_words(key: str) -> str:
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    if key in _WORDS:
        return _WORDS[key]
    return "".join(f"{m.capitalize()}-" for m in modifiers) + _WORDS.get(name, name)


def _numbered() -> Iterator[Command]:
    for number in range(1, 10):
        yield Command(
            f"priority.{number}",
            str(number),
            f"go_to_priority({number})",
            "To the priority with this number.",
            "Priorities",
            "Priority",
            when="priorities",
        )


COMMANDS: tuple[Command, ...] = (
    *_numbered(),
    Command(
        "priority.previous",
        "comma",
        "previous_priority",
        "To the priority before.",
        "Priorities",
        when="priorities",
    ),
    Command(
        "priority.next",
        ".",
        "next_priority",
        "To the next priority.",
        "Priorities",
        when="priorities",
    ),
    Command(
        "section.previous",
        "[,left",
        "previous_section",
        "To the section before.",
        "Moving",
        "Section",
    ),
    Command("section.next", "],right", "next_section", "To the next section.", "Moving", "Section"),
    Command(
        "sentence.previous",
        "(",
        "previous_sentence",
        "The ruler to the sentence before.",
        "Moving",
        "Sentence",
    ),
    Command(
        "sentence.next",
        ")",
        "next_sentence",
        "The ruler to the next sentence.",
        "Moving",
        "Sentence",
    ),
    Command("paragraph.previous", "{", "previous_paragraph", "To the paragraph before.", "Moving"),
    Command("paragraph.next", "}", "next_paragraph", "To the next paragraph.", "Moving"),
    Command("line.down", "j,down", "move_lines(1)", "One line down.", "Moving"),
    Command("line.up", "k,up", "move_lines(-1)", "One line up.", "Moving"),
    Command(
        "page.down",
        "space,pagedown",
        "move_pages(1)",
        "One page down; at the end of a section, on to the next.",
        "Moving",
    ),
    Command(
        "page.up",
        "b,pageup",
        "move_pages(-1)",
        "One page up; at the top of a section, back to the one before.",
        "Moving",
    ),
    Command("half.down", "ctrl+d", "move_half_pages(1)", "Half a page down.", "Moving"),
    Command("half.up", "ctrl+u", "move_half_pages(-1)", "Half a page up.", "Moving"),
    Command("article.top", "g,home", "go_to_top", "To the beginning of the article.", "Moving"),
    Command("article.end", "G,end", "go_to_end", "To the end of the article.", "Moving"),
    Command(
        "jump.back",
        "backspace",
        "jump_back",
        "Back to where you jumped from.",
        "Moving",
        when="back",
    ),
    Command(
        "jump.forward", "alt+right", "jump_forward", "Forward again.", "Moving", when="forward"
    ),
    Command("mark.set", "m", "set_mark", "Set a mark: m and a letter.", "Moving"),
    Command("mark.go", "'", "go_to_mark", "Go to a mark: ' and its letter.", "Moving"),
    Command("link.follow", "f", "follow", "Follow the link or footnote of the sentence.", "Moving"),
    Command(
        "note.highlight",
        "h",
        "highlight",
        "Highlight the sentence or the selection; again: the next colour.",
        "Notes",
        "Highlight",
        when="whole-text",
    ),
    Command(
        "note.highlight-paragraph",
        "H",
        "highlight_paragraph",
        "Highlight the paragraph.",
        "Notes",
        when="whole-text",
    ),
    Command(
        "note.annotate",
        "a",
        "annotate",
        "Write a note on the sentence or the selection.",
        "Notes",
        "Annotate",
        when="whole-text",
    ),
    Command(
        "note.tag", "#", "tag", "Tag the sentence or the selection.", "Notes", when="whole-text"
    ),
    Command(
        "tag.rename",
        "R",
        "rename_tag",
        "Rename a tag, or merge it with another.",
        "Notes",
        when="whole-text",
    ),
    Command(
        "note.edit",
        "e,enter",
        "edit",
        "Edit the note here; in the sidebar: rename the point.",
        "Notes",
        when="note-here",
    ),
    Command(
        "note.delete",
        "d",
        "delete",
        "Delete the note here; in the sidebar: hide the point.",
        "Notes",
        when="note-here",
    ),
    Command(
        "note.previous", "<", "previous_annotation", "To the note before.", "Notes", when="notes"
    ),
    Command("note.next", ">", "next_annotation", "To the next note.", "Notes", when="notes"),
    Command(
        "note.put",
        "p",
        "put_note",
        "Put the note that was taken up here.",
        "Notes",
        when="taken-up",
    ),
    Command(
        "note.leave",
        "x",
        "leave_note",
        "Say no to the place: the note that was taken up stays without one.",
        "Notes",
        when="taken-up",
    ),
    Command(
        "note.changes",
        "w",
        "show_changes",
        "Show what changed in the words of the note here.",
        "Notes",
        when="note-here",
    ),
    Command(
        "point.add-key-point",
        "K",
        "add_key_point",
        "Add the sentence to the key points.",
        "Notes",
        when="whole-text",
    ),
    Command(
        "point.add-priority",
        "P",
        "add_priority",
        "Add the sentence to the priorities.",
        "Notes",
        when="whole-text",
    ),
    Command(
        "note.take-over",
        "I",
        "take_over",
        "Take over notes that look like this text's.",
        "Notes",
        when="offered",
    ),
    Command("note.undo", "u", "undo", "Undo the last change to the notes.", "Notes", when="undo"),
    Command("note.redo", "ctrl+r", "redo", "Do again what was undone.", "Notes", when="redo"),
    Command(
        "select",
        "v",
        "select",
        "Select by keys: motions move one end, ← → by words, o takes the other end.",
        "Notes",
    ),
    Command("copy", "y,ctrl+c", "copy", "Copy the sentence or the selection.", "Notes"),
    Command("search", "/", "search", "Search in the text.", "Search", "Search"),
    Command("search.next", "n", "next_match", "To the next hit.", "Search", when="matches"),
    Command(
        "search.previous", "N", "previous_match", "To the hit before.", "Search", when="matches"
    ),
    Command(
        "view.whole", "z", "toggle_whole", "One section at a time, or the whole article.", "View"
    ),
    Command("view.sidebar", "t", "toggle_sidebar", "Show or hide the sidebar.", "View", "Contents"),
    Command(
        "view.annotations",
        "A",
        "toggle_annotations",
        "Show or hide the annotations.",
        "View",
        "Notes",
    ),
    Command("view.wider", "+", "widen(1)", "A wider column.", "View"),
    Command("view.narrower", "-", "widen(-1)", "A narrower column.", "View"),
    Command("view.usual-width", "=", "reset_width", "The usual column.", "View"),
    Command("view.theme", "T", "app.toggle_theme", "Light or dark.", "View"),
    Command(
        "brief",
        "s",
        "show_brief",
        "Show and copy a brief: points and notes on one page.",
        "View",
        when="whole-text",
    ),
    Command(
        "text.reload",
        "r",
        "reload",
        "Read the file or fetch the address again.",
        "View",
        when="whole-text",
    ),
    Command(
        "view.left-out",
        "O",
        "show_left_out",
        "Show what was left out of the text.",
        "View",
        when="whole-text",
    ),
    Command("focus.next", "tab", "focus_pane(1)", "To the next pane.", "View"),
    Command("focus.previous", "shift+tab", "focus_pane(-1)", "To the pane before.", "View"),
    Command(
        "palette", "ctrl+p,colon", "app.command_palette", "Find a command by its name.", "Program"
    ),
    Command("help", "?", "help", "Show this help.", "Program", "Help"),
    Command("back-out", "escape", "back_out", "Out of the innermost thing.", "Program"),
    Command("quit", "q", "app.quit", "Quit; everything is kept.", "Program"),
)


def by_group(commands: Iterable[Command] = COMMANDS) -> Iterator[tuple[str, list[Command]]]:
    """The commands group by group, in their order."""
    for group, members in groupby(commands, key=lambda command: command.group):
        yield group, list(members)


def first_key(command: Command, keymap: Mapping[str, str]) -> str:
    """The first key of a command, as a reader knows it."""
    return command.keys_in_words(keymap).partition(" ")[0]


def keys_of(commands: Sequence[Command], keymap: Mapping[str, str]) -> str:
    """The keys of commands that are shown as one; of more than two the first and the last."""
    if len(commands) == 1:
        return commands[0].keys_in_words(keymap)
    first = [first_key(command, keymap) for command in commands]
    return f"{first[0]}-{first[-1]}" if len(first) > 2 else " ".join(first)


def footer_hints(
    commands: Iterable[Command], keymap: Mapping[str, str]
) -> tuple[tuple[str, str, str], ...]:
    """Keys, word and action for the footer; commands with the same word share a hint."""
    words = dict.fromkeys(command.footer for command in commands if command.footer)
    hints: list[tuple[str, str, str]] = []
    for word in words:
        sharing = [command for command in commands if command.footer == word]
        keys = keys_of(sharing, keymap) if len(sharing) > 1 else first_key(sharing[0], keymap)
        hints.append((keys, word, sharing[0 if len(sharing) > 2 else -1].action))
    return tuple(hints)


def commands_by_key(keymap: Mapping[str, str]) -> dict[str, Command]:
    """The command of each key, by Textual's name or the character; the first where two have one."""
    return {
        key: command
        for command in reversed(COMMANDS)
        for key in keymap.get(command.id, command.keys).split(",")
    }


by_action = {command.action.partition("(")[0]: command for command in COMMANDS}.get
"""A command whose action is a method of this name; they all have the same condition."""
