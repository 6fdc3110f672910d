"""The keys that the manual names are keys of the program: of the page that the part tells of, or of everywhere."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import pytest
from PySide6.QtGui import QKeySequence

from codedesk.desk import Desk
from codedesk.settings import Settings
from codedesk.ui import manual
from codedesk.ui.actions import GRID_KEYS, Action
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from tests.patience import PatientBot

NAMED = re.compile(
    r"\b(?:Ctrl\+|Alt\+|Shift\+)+(?:PgDown|PgUp|Enter|Delete|Home|End|Down|Up|Left|Right|F10|[A-Z0-9',])"
)

# Keys of what is not a page of an open department, by the part that names them: Welcome, the program, another page.
OF_OTHERS: defaultdict[str, set[str]] = defaultdict(
    set,
    {
        "Opening": {"Ctrl+N", "Ctrl+O", "Ctrl+Q", "Ctrl+W"},
        "Every day: Today": {"Ctrl+Shift+H"},  # of Setup, where it says so
        "Is it safe: Safety": {"Ctrl+Shift+L"},
    },
)


@pytest.fixture
def frame(qtbot: PatientBot, department: Desk) -> Iterator[Frame]:
    context = Context(department, Settings(), lambda: date(2026, 10, 5))
    made = Frame(context)
    qtbot.addWidget(made)
    for name in made._entries:
        made._loaded(name)
    yield made
    qtbot.waitUntil(lambda: not context.background.busy)
    context.close()


def keys(actions: Iterable[Action]) -> set[str]:
    return {written(action.shortcut) for action in actions if action.shortcut}


def written(shortcut: str) -> str:
    return QKeySequence(shortcut.replace("Enter", "Return")).toString()


def test_every_key_that_the_manual_names_is_one_there(frame: Frame) -> None:
    pages = {name: keys(page.actions()) for name, page in frame.pages.items()}
    everywhere = keys(frame.window_actions())
    of_widgets = {written(each) for hint in GRID_KEYS for each in NAMED.findall(hint.keys)}
    unknown = []
    for part in manual.parts():
        there = everywhere.union(of_widgets, *(pages.get(page, set()) for page in part.pages or pages))
        named = {each: written(each) for each in NAMED.findall(part.text)}
        unknown += [(part.heading, each) for each, key in named.items() if key not in there | OF_OTHERS[part.heading]]
    assert unknown == []
