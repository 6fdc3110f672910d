"""Actions: the one list from which menus, the palette (Ctrl+K), shortcuts and the keys sheet (F1) are made.

An action is plain data. Pages declare theirs in `Page.actions()`; the window adds its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject

from codedesk.names import searched
from codedesk.ui.called import CALLED


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
    about    searched text by which the palette finds it, too: a part of the manual
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
    about: str = ""


@runtime_checkable
class ReadsFirst(Protocol):
    """What reads what it shows: a page."""

    def when_read(self, action: Action) -> None:
        """Run an action now, or as soon as what is shown has been read."""


def run_from(place: QObject | None, action: Action) -> None:
    """Run an action that was chosen within a page as soon as the page has read what it shows; elsewhere now."""
    while place is not None and not isinstance(place, ReadsFirst):
        place = place.parent()
    if isinstance(place, ReadsFirst):
        place.when_read(action)
    else:
        action.run()


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key that belongs to a widget and not to the window (Enter in a grid), for the keys sheet only."""

    keys: str
    text: str
    where: str


# What a key means that several pages use: the same in each of them, said by each about itself.
SHARED_KEYS = {
    "Ctrl+N": "New: what the page is about",
    "Ctrl+O": "Open a file: a department, or one to bring in",
    "Ctrl+S": "Save what is shown",
    "Ctrl+Shift+S": "Save a paper for each coder",
    "Ctrl+Shift+P": "Print what is shown",
    "Ctrl+Return": "Finish what is typed: the form, the day",
    "Ctrl+Delete": "Void what is chosen",
    "Ctrl+R": "Correct what is chosen",
    "Ctrl+M": "Confirm the marked value",
    "Ctrl+T": "Turn what is shown: team or one coder, drawing or table",
    "Ctrl+Shift+E": "Events",
    "Ctrl+PgDown": "The next one: coder, work type, team",
    "Ctrl+PgUp": "The previous one",
    "Alt+S": "The next state: of the audit, of the review",
    "Alt+D": "Go to the date, or to the dates from and to",
    "F6": "Go to the drawing, or to the pages",
    **{f"Alt+{number}": f"Part {number} of what is shown" for number in range(1, 10)},
}

GRID_KEYS = (
    KeyHint("Type", "Replace what is in the cell", "Grids"),
    KeyHint("F2", "Edit what is in the cell", "Grids"),
    KeyHint("Enter · Shift+Enter", "Keep it and go down · up", "Grids"),
    KeyHint("Tab · Shift+Tab", "Keep it and go right · left; Enter then goes on below where the row began", "Grids"),
    KeyHint("Home · End", "First · last cell of the row; with Ctrl of the grid", "Grids"),
    KeyHint("Ctrl+Arrow", "As far as cells can be typed into", "Grids"),
    KeyHint("PgUp · PgDown", "Scroll", "Grids"),
    KeyHint("Esc", "Leave the cell as it was", "Grids"),
    KeyHint("Delete", "Clear the chosen cells", "Grids"),
    KeyHint("Alt+Down", "Open the list of the cell; take the first answer to a question, then the next", "Grids"),
    KeyHint("Ctrl+D", "Fill down from the cell above", "Grids"),
    KeyHint("Ctrl+'", "Copy from the same weekday of last week", "Grids"),
    KeyHint("Ctrl+C · Ctrl+X", "Copy · cut the chosen cells (Shift+Arrow or drag chooses)", "Grids"),
    KeyHint("Ctrl+V", "Paste a block from a spreadsheet", "Grids"),
    KeyHint("Shift+F10", "The menu of the cells, as with the right button", "Grids"),
    KeyHint("Ctrl+Enter", "Finish the day or the form", "Grids"),
    KeyHint("Alt+Shift+Left · Right", "Move the column (Today)", "Grids"),
    KeyHint("T", "Today", "Date fields"),
    KeyHint("+ · −", "A day later · earlier", "Date fields"),
    KeyHint("] · [", "A month later · earlier", "Date fields"),
    KeyHint("Enter", "Next field", "Forms"),
    KeyHint("Alt+Down", "Take the first answer to a question, then the next", "Forms"),
    KeyHint("Ctrl+Enter", "Keep the form", "Forms"),
    KeyHint("Type", "Show only the rows that have the words; Esc shows all again", "Lists"),
    KeyHint("Enter", "Open the row, or show what can be done with it", "Lists"),
    KeyHint("Home · End", "First · last row", "Lists"),
    KeyHint("Ctrl+C", "Copy the chosen rows, or all, for a spreadsheet: figures as numbers", "Lists"),
    KeyHint("Alt+O", "Choose the order, as a click on a head does", "Lists"),
    KeyHint("Delete", "Void the row", "Lists"),
    KeyHint("Shift+F10", "Open the menu of the row", "Lists"),
    KeyHint("Esc", "Leave one level: the field, the form, the view, the page", "Everywhere"),
)


def matching(actions: Iterable[Action], words: str) -> tuple[Action, ...]:
    """Return the actions that have every word: those that begin with the first, those whose text has all, then others.

    What people call by just these words comes first. The others are found by what people call the thing (`called.py`),
    then parts of the manual by beginnings of words.
    """
    wanted = searched(words).split()
    ranked = [(_rank(action, wanted), action) for action in actions]
    found = [(rank, action) for rank, action in ranked if rank is not None]
    return tuple(action for _, action in sorted(found, key=lambda pair: pair[0]))


def _rank(action: Action, wanted: list[str]) -> int | None:
    text, said = searched(action.text), searched(CALLED.get(action.name, ""))
    if len(wanted) > 1 and " ".join(wanted) in said:
        return 0
    if all(word in text for word in wanted):
        return 0 if not wanted or text.startswith(wanted[0]) else 1
    called = f"{text} {said}"
    if all(word in called for word in wanted):
        return 2
    return 3 if all(len(word) > 2 and f" {word}" in f" {action.about}" for word in wanted) else None
