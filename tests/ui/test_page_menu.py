"""The menu of every page and view: short enough to read, and made of what belongs to the view that is shown."""

from collections import defaultdict
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidgetAction

from codedesk.app.program import Program
from codedesk.desk import Desk
from codedesk.settings import Settings
from codedesk.ui.actions import GRID_KEYS, SHARED_KEYS
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from codedesk.ui.page_menu import LONGEST, MENUS, shown_actions
from codedesk.ui.pages.audits.views import VIEWS
from tests.patience import PatientBot
from tests.programs import welcome
from tests.services.team import FRIDAY

VIEW_NAMES = (*MENUS, "audits todo", "audits compliance", "capacity", "looking", "files")
# A key of a grid or a form that the window has, too: it means the same there.
THE_SAME = {"Ctrl+Enter": "Ctrl+Return"}


@pytest.fixture
def frame(qtbot: PatientBot, shared_sample: Desk) -> Frame:
    context = Context(shared_sample, Settings(), lambda: FRIDAY)
    made = Frame(context)
    qtbot.addWidget(made)
    for name in made._entries:
        made._loaded(name)
    qtbot.waitUntil(lambda: not context.background.busy)
    return made


def test_no_menu_of_a_page_or_view_has_more_than_twelve_entries_even_if_all_can_be_done() -> None:
    window = 6
    for view, groups in MENUS.items():
        assert sum(len(names) for _, names in groups) + window <= LONGEST, view


def test_every_entry_of_a_menu_is_an_action_of_its_page(frame: Frame) -> None:
    for view, groups in MENUS.items():
        there = {action.name for action in frame.pages[view.partition(" ")[0]].actions()}
        assert {name for _, names in groups for name in names} <= there, view


def test_every_view_of_every_page_has_its_menu_or_nothing_of_its_own(frame: Frame) -> None:
    assert {f"audits {view.name}" for view in VIEWS} <= set(VIEW_NAMES)
    assert set(frame.pages) <= set(VIEW_NAMES)


def test_the_menu_shows_what_belongs_to_the_view_that_is_shown(frame: Frame, qtbot: PatientBot) -> None:
    frame.show_page("audits")
    page = frame.pages["audits"]
    assert page.view_name == "audits"
    page.show_view("policy")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not frame.context.background.busy)
    shown = dict(shown_actions(page.view_name, page.actions(), frame.window_actions()))
    assert [action.name for action in shown["The policy"]][:1] == ["audits.policy_add"]
    assert "This audit" not in shown
    frame.open_menu(QPoint(400, 40))
    menu = frame.findChild(QMenu)
    assert menu is not None
    entries = [entry for entry in menu.actions() if not (entry.isSeparator() or isinstance(entry, QWidgetAction))]
    assert 0 < len(entries) <= LONGEST
    assert menu.sizeHint().height() < 420  # it covered the screen
    menu.close()


def test_a_menu_marks_the_first_line_that_can_be_chosen(frame: Frame, qtbot: PatientBot) -> None:
    frame.show_page("today")
    qtbot.waitUntil(lambda: not frame.context.background.busy)
    frame.open_menu(QPoint(400, 0))
    menu = frame.findChild(QMenu)
    assert menu is not None and menu.activeAction() is not None
    assert menu.activeAction() is next(one for one in menu.actions() if one.isEnabled() and not one.isSeparator())
    menu.close()


def test_a_key_has_one_meaning_in_the_whole_program(frame: Frame, program: Program) -> None:
    """On every page, in the window around it, and where no department is open."""
    meanings: dict[str, set[str]] = defaultdict(set)
    program.start(Path("nowhere"))
    around = (*frame.window_actions(), *program._actions(), *welcome(program).actions())
    for action in (*around, *(each for page in frame.pages.values() for each in page.actions())):
        if action.shortcut:
            keys = QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.PortableText)
            meanings[keys].add(action.text.partition(":")[0])
    shared = {QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText) for keys in SHARED_KEYS}
    assert {keys: texts for keys, texts in meanings.items() if len(texts) > 1 and keys not in shared} == {}
    assert {keys for keys in shared if not meanings[keys]} <= {"Alt+7", "Alt+8", "Alt+9"}
    of_widgets = {THE_SAME.get(keys, keys) for hint in GRID_KEYS for keys in hint.keys.split(" · ")}
    assert of_widgets & set(meanings) <= {"Ctrl+Return"}
