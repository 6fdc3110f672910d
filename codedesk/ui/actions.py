"""Actions: the one list from which menus, the palette (Ctrl+K), shortcuts and the keys sheet (F1) are made.

An action is plain data. Pages declare theirs in `Page.actions()`; the window adds its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from codedesk.names import searched


def always() -> bool:
    """Tell that an action can be run at any time."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a person can do.

    name     unique, never shown: "audits.new"
    text     sentence case, a verb first, as menus and the palette show it: "New audit"
    shortcut in Qt's words ("Ctrl+N"), "" for none
    run      called without arguments on the UI thread
    page     the name of the page it belongs to; None for the whole window
    enabled  asked whenever the action is shown or run
    primary  shown as the filled button in the page's header
    shown    shown as a button in the page's header (all are in menu and palette)
    """

    name: str
    text: str
    shortcut: str
    run: Callable[[], None]
    page: str | None = None
    enabled: Callable[[], bool] = always
    primary: bool = False
    shown: bool = True
    icon: str = ""
    keys_only: bool = False


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key that belongs to a widget and not to the window (Enter in a grid), for the keys sheet only."""

    keys: str
    text: str
    where: str


GRID_KEYS = (
    KeyHint("Type", "Replace what is in the cell", "Grids"),
    KeyHint("F2", "Edit what is in the cell", "Grids"),
    KeyHint("Enter · Shift+Enter", "Keep it and go down · up", "Grids"),
    KeyHint("Tab · Shift+Tab", "Keep it and go right · left", "Grids"),
    KeyHint("Esc", "Leave the cell as it was", "Grids"),
    KeyHint("Delete", "Clear the cell", "Grids"),
    KeyHint("Alt+Down", "Take the first answer to a question, then the next", "Grids"),
    KeyHint("Ctrl+D", "Fill down from the cell above", "Grids"),
    KeyHint("Ctrl+'", "Copy from the same weekday of last week", "Grids"),
    KeyHint("Ctrl+V", "Paste a block from a spreadsheet", "Grids"),
    KeyHint("Ctrl+Enter", "Finish the day or the form", "Grids"),
    KeyHint("Alt+Shift+Left · Right", "Move the column (Today)", "Grids"),
    KeyHint("T", "Today", "Date fields"),
    KeyHint("+ · −", "A day later · earlier", "Date fields"),
    KeyHint("] · [", "A month later · earlier", "Date fields"),
    KeyHint("Enter", "Next field", "Forms"),
    KeyHint("Alt+Down", "Take the first answer to a question, then the next", "Forms"),
    KeyHint("Ctrl+Enter", "Keep the form", "Forms"),
    KeyHint("Enter", "Open the row", "Lists"),
    KeyHint("Ctrl+C", "Copy the row for a spreadsheet", "Lists"),
)


def matching(actions: Iterable[Action], words: str) -> tuple[Action, ...]:
    """Return the actions whose text has every word, those that begin with the text first."""
    wanted = searched(words).split()
    texts = [(searched(action.text), action) for action in actions]
    found = [(text, action) for text, action in texts if all(word in text for word in wanted)]
    first = wanted[0] if wanted else ""
    return tuple(action for _, action in sorted(found, key=lambda pair: not pair[0].startswith(first)))
