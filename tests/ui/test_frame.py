"""The frame: pages by key, undo by name, a palette that reaches everything, messages that stay while they matter."""

from collections.abc import Iterator
from concurrent.futures import Future
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from codedesk.desk import Desk
from codedesk.errors import CodeDeskError
from codedesk.models.coders import CoderDraft
from codedesk.periods import FiscalYear, quarter
from codedesk.services.people.coders import add_coder, coders
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.dialogs.palette import Palette
from codedesk.ui.frame import Frame
from codedesk.ui.pages.audits.page import AuditsPage
from codedesk.ui.pages.audits.views import VIEWS, AuditsView
from codedesk.ui.period_popup import PeriodPopup
from codedesk.ui.registry import PAGES, class_at

TODAY = date(2026, 10, 5)
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def frame(qtbot: QtBot, department: Desk) -> Iterator[Frame]:
    department.write("Add Ana Diaz", add_coder, CoderDraft(name="Ana Diaz", started_on=date(2026, 1, 5)))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.theme().apply(app, "light")
    context = Context(department, Settings(), lambda: TODAY)
    made = Frame(context)
    qtbot.addWidget(made)
    made.resize(1180, 680)
    made.show()
    made.show_first("history")
    with qtbot.waitActive(made):
        made.activateWindow()
    settle(qtbot, made)
    yield made
    context.close()


def settle(qtbot: QtBot, frame: Frame) -> None:
    qtbot.waitUntil(lambda: not frame.context.background.busy)


def names(frame: Frame) -> list[str]:
    return [row.shown_name for row in frame.context.desk.read(coders, TODAY)]


def test_every_page_of_the_rail_has_its_key(frame: Frame, qtbot: QtBot) -> None:
    every = [action for action in frame.window_actions() if action.name.startswith("go.")]
    (waits,) = (action for action in every if action.name == "go.capacity")  # came when the nine digits were given
    goes = [action for action in every if action is not waits]
    assert waits.shortcut == "Alt+Q"
    assert [action.shortcut for action in goes] == ["Alt+Home", *(f"Ctrl+{place}" for place in range(1, len(goes)))]
    for place, action in enumerate(goes):
        if action.name in ("go.history", "go.safety"):
            qtbot.keyClick(frame, str(place), CONTROL)
            assert frame.page_name == action.name.removeprefix("go.")


def test_undo_and_redo_are_named_and_reached_by_keys(frame: Frame, qtbot: QtBot) -> None:
    texts = {action.name: action.text for action in frame.window_actions()}
    assert texts["undo"] == "Undo: Add Ana Diaz" and texts["redo"] == "Redo"
    qtbot.keyClick(frame, Qt.Key.Key_Z, CONTROL)
    settle(qtbot, frame)
    assert names(frame) == [] and frame.strip.text == "Undone: Add Ana Diaz"
    qtbot.keyClick(frame, Qt.Key.Key_Z, CONTROL | SHIFT)
    settle(qtbot, frame)
    assert names(frame) == ["Ana Diaz"] and frame.strip.text == "Done again: Add Ana Diaz"
    assert frame.top_bar._saved.text().startswith("Saved ")


def test_typing_has_its_own_undo_before_the_departments(frame: Frame, qtbot: QtBot) -> None:
    edit = frame.findChild(QLineEdit)
    assert edit is not None
    edit.setFocus()
    qtbot.keyClicks(edit, "ana")
    qtbot.keyClick(edit, Qt.Key.Key_Z, CONTROL)
    assert edit.text() == "" and names(frame) == ["Ana Diaz"]
    qtbot.keyClick(edit, Qt.Key.Key_Z, CONTROL)
    settle(qtbot, frame)
    assert names(frame) == []


def test_the_palette_reaches_every_action_every_page_and_every_coder(frame: Frame, qtbot: QtBot) -> None:
    palette = opened(frame, qtbot)
    shown = {action.name for action in palette._shown}
    for page in frame.pages.values():
        assert {action.name for action in page.actions()} <= shown
    assert set(frame.pages) == {entry.name for entry in PAGES}
    assert {f"go.{entry.name}" for entry in PAGES if entry.in_rail} <= shown
    qtbot.keyClicks(palette.line, "go saf")
    assert [action.text for action in palette._shown] == ["Go to Safety"]
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert frame.page_name == "safety"
    settle(qtbot, frame)


def test_keys_do_in_the_open_palette_what_they_do_elsewhere(frame: Frame, qtbot: QtBot) -> None:
    palette = opened(frame, qtbot)
    qtbot.keyClicks(palette.line, "go safe")
    qtbot.keyClick(palette.line, Qt.Key.Key_Z, CONTROL)
    assert palette.isVisible() and palette.line.text() != "go safe", "what the line has a use for stays its own"
    qtbot.keyClick(palette.line, Qt.Key.Key_N, CONTROL)
    assert palette.isVisible() and frame.page_name == "history", "a key of other pages is none of this one"
    qtbot.keyClick(palette.line, Qt.Key.Key_3, CONTROL)
    assert not palette.isVisible() and frame.page_name == "audits"
    settle(qtbot, frame)
    ended: list[bool] = []
    frame._window_actions = (Action("quit", "Quit CodeDesk", "Ctrl+Q", lambda: ended.append(True)),)
    palette = opened(frame, qtbot)
    qtbot.keyClick(palette.line, Qt.Key.Key_Q, CONTROL)
    assert ended == [True] and not palette.isVisible()
    settle(qtbot, frame)


def opened(frame: Frame, qtbot: QtBot) -> Palette:
    """Open the palette and wait until every page has said what can be done there."""
    frame.open_palette()
    palette = next(found for found in frame.findChildren(Palette) if found.isVisible())
    qtbot.waitUntil(lambda: len(frame.pages) == len(PAGES))
    return palette


def test_a_key_of_the_page_is_heard_after_the_palette_loaded_other_pages_that_have_it(
    frame: Frame, qtbot: QtBot
) -> None:
    frame.show_page("audits")
    settle(qtbot, frame)
    palette = opened(frame, qtbot)
    palette.line.setText("draw")
    assert not palette._shown[0].enabled() and palette._shown[palette.list.currentRow()].enabled()
    palette.close()
    with qtbot.waitActive(frame):
        frame.activateWindow()
    settle(qtbot, frame)
    page = frame.pages["audits"]
    assert isinstance(page, AuditsPage) and page.form is None
    qtbot.keyClick(frame, Qt.Key.Key_N, CONTROL)
    assert page.form is not None


def test_the_palette_is_there_at_once_and_keeps_what_is_typed_while_pages_are_loaded(
    frame: Frame, qtbot: QtBot
) -> None:
    assert set(frame.pages) == {"history"}
    frame.open_palette()
    palette = next(found for found in frame.findChildren(Palette) if found.isVisible())
    assert set(frame.pages) == {"history"} and palette._shown
    qtbot.keyClicks(palette.line, "back")
    qtbot.waitUntil(lambda: len(frame.pages) == len(PAGES))
    assert palette.line.text() == "back"
    assert {"Safety: Back up now", "To look at: Back to Today"} <= {action.text for action in palette._shown}
    palette.close()


def test_what_is_looked_for_on_pages_that_are_still_loaded_is_waited_for(frame: Frame, qtbot: QtBot) -> None:
    frame.open_palette()
    palette = next(found for found in frame.findChildren(Palette) if found.isVisible())
    palette.line.setText("dark mode")
    assert palette._none.isVisible() and palette._none.text() == "Looking on the other pages …"
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: frame.page_name == "setup" and not frame.context.background.busy)
    assert frame.page._subline.text().startswith("Appearance")  # type: ignore[attr-defined]
    palette = opened(frame, qtbot)
    palette.line.setText("nobody says this")
    assert palette._none.text() == "Nothing fits these letters."
    palette.close()


def test_an_action_of_a_page_never_shown_is_done_once_the_page_has_read(frame: Frame, qtbot: QtBot) -> None:
    palette = opened(frame, qtbot)
    qtbot.keyClicks(palette.line, "setup new")
    assert palette._shown[0].enabled()
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: frame.page_name == "setup" and frame.pages["setup"].section.adding)  # type: ignore[attr-defined]
    settle(qtbot, frame)


def test_an_action_that_cannot_be_done_there_says_so(frame: Frame, qtbot: QtBot) -> None:
    palette = opened(frame, qtbot)
    qtbot.keyClicks(palette.line, "standards void the standard")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "something has to be chosen here first" in frame.strip.text)
    assert frame.page_name == "standards"
    settle(qtbot, frame)


def test_letters_that_fit_nothing_are_answered(frame: Frame, qtbot: QtBot) -> None:
    frame.open_palette()
    palette = next(found for found in frame.findChildren(Palette) if found.isVisible())
    qtbot.keyClicks(palette.line, "qqq")
    assert palette._none.isVisible() and not palette.list.isVisible()
    palette.close()


def test_the_palette_reads_the_key_of_each_action_aloud(frame: Frame, qtbot: QtBot) -> None:
    palette = opened(frame, qtbot)
    told = {palette.list.item(place).data(Qt.ItemDataRole.AccessibleTextRole) for place in range(palette.list.count())}
    assert {"Go to Safety, Ctrl+8", "Safety: Back up now, Ctrl+B", "Choose the period, Ctrl+E"} <= told
    palette.close()


def test_no_two_shortcuts_of_a_page_are_the_same_and_none_hides_a_global_one(frame: Frame, qtbot: QtBot) -> None:
    opened(frame, qtbot)
    window = [_key(action) for action in frame.window_actions() if action.shortcut]
    assert len(window) == len(set(window))
    for page in frame.pages.values():
        mine = [_key(action) for action in page.actions() if action.shortcut]
        assert len(mine) == len(set(mine)), page.name
        hidden = set(mine) & set(window)
        assert hidden <= ({"Ctrl+P"} if page.name == "coder" else set()), page.name  # the packet of that very coder
    settle_names = [action.name for page in frame.pages.values() for action in page.actions()]
    assert len(settle_names) == len(set(settle_names))


def _key(action: Action) -> str:
    return QKeySequence(action.shortcut).toString().replace("Enter", "Return")


def test_a_period_is_chosen_or_typed_and_a_wrong_one_keeps_its_reason(frame: Frame, qtbot: QtBot) -> None:
    assert frame.context.period == quarter(2026, 4) and frame.top_bar.period.text() == "Q4 2026"
    frame.top_bar.open_periods()
    popup = next(found for found in frame.findChildren(PeriodPopup) if found.isVisible())
    qtbot.keyClicks(popup.line, "2026Q5")
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)
    assert popup.isVisible() and "is not a period" in popup._reason.text()
    popup.line.clear()
    qtbot.keyClicks(popup.line, "2026-07")
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)
    assert frame.top_bar.period.text() == "July 2026"
    settle(qtbot, frame)


def test_a_fiscal_quarter_is_named_and_typed_with_its_year(frame: Frame, qtbot: QtBot) -> None:
    frame.context.update_department("Team", FiscalYear(10), sample=False)
    assert frame.top_bar.period.text() == "Q1 FY2027"
    frame.top_bar.open_periods()
    popup = next(found for found in frame.findChildren(PeriodPopup) if found.isVisible())
    assert [popup.list.item(row).text() for row in range(2)] == ["Q1 FY2027", "Q4 FY2026"]
    assert popup.line.placeholderText().startswith("FY2027Q1")
    qtbot.keyClicks(popup.line, "fy2026q4")
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)
    assert frame.context.period == quarter(2026, 3) and frame.top_bar.period.text() == "Q4 FY2026"


def test_the_label_follows_when_the_year_is_named_by_its_start(frame: Frame) -> None:
    frame.context.update_department("Team", FiscalYear(10), sample=False)
    shown = frame.context.period
    frame.context.update_department("Team", FiscalYear(10, "start"), sample=False)
    assert frame.top_bar.period.text() == "Q1 FY2026" and frame.context.period == shown
    frame.top_bar.open_periods()
    popup = next(found for found in frame.findChildren(PeriodPopup) if found.isVisible())
    assert [popup.list.item(row).text() for row in range(2)] == ["Q1 FY2026", "Q4 FY2025"]


def test_the_coder_filter_narrows_the_pages(frame: Frame, qtbot: QtBot) -> None:
    box = frame.top_bar.coder
    assert [box.itemText(place) for place in range(box.count())] == ["All coders", "Ana Diaz"]
    frame.top_bar.coder.setCurrentIndex(1)
    assert frame.context.coder_id == frame.top_bar.coders[0].id
    frame.context.coder_id = None
    assert frame.top_bar.coder.currentText() == "All coders"
    settle(qtbot, frame)


def test_an_error_stays_until_it_is_closed_and_can_be_tried_again(frame: Frame, qtbot: QtBot) -> None:
    again: list[int] = []
    frame.context.say("error", "It was not saved.", lambda: again.append(1))
    assert frame.strip.text == "It was not saved." and not frame.strip._timer.isActive()
    frame.strip._again.click()
    assert again == [1] and frame.strip.text == ""
    frame.context.say("error", "It was not saved.")
    qtbot.keyClick(frame, Qt.Key.Key_Escape)
    assert frame.strip.text == ""
    frame.context.say("done", "It was saved.")
    assert frame.strip._timer.isActive()


def test_a_refused_write_is_said_in_words_with_retry(frame: Frame, qtbot: QtBot) -> None:
    draft = CoderDraft(name="Ana Diaz", started_on=date(2026, 2, 2))
    frame.context.write(frame, "Add another", add_coder, draft)
    settle(qtbot, frame)
    assert "there is a Ana Diaz already" in frame.strip.text and frame.strip._again.isVisible()


def test_the_bar_does_not_say_saved_while_something_is_not(
    frame: Frame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    full: Future[None] = Future()
    full.set_exception(CodeDeskError("There is no room left on the disk."))
    with monkeypatch.context() as broken:
        broken.setattr(frame.context.desk, "writing", lambda *_words, **_named: full)
        frame.context.write(frame, "Add", add_coder, CoderDraft(name="Ben", started_on=date(2026, 1, 5)))
        qtbot.waitUntil(lambda: frame.top_bar._saved.text() == "Not saved")
    assert frame.top_bar._saved.property("tone") == "error" and "no room left" in frame.strip.text
    qtbot.mouseClick(frame.strip._again, Qt.MouseButton.LeftButton)
    settle(qtbot, frame)
    assert frame.top_bar._saved.text().startswith("Saved ") and frame.top_bar._saved.property("tone") == "second"
    assert names(frame) == ["Ana Diaz", "Ben"]


def test_a_read_only_department_says_so_and_stays_whole(qtbot: QtBot, department: Desk, tmp_path: Path) -> None:
    path = department.path
    department.close()
    desk = Desk.open(path, read_only=True)
    context = Context(desk, Settings(), lambda: TODAY)
    frame = Frame(context)
    qtbot.addWidget(frame)
    frame.show()
    frame.show_first("history")
    qtbot.waitUntil(lambda: not context.background.busy)
    assert frame.top_bar._saved.text() == "Read only"
    context.write(frame, "Add", add_coder, CoderDraft(name="Ben", started_on=date(2026, 1, 5)))
    qtbot.waitUntil(lambda: "is open for reading only" in frame.strip.text)
    context.close()
    desk.close()


def test_every_view_has_its_module() -> None:
    assert all(issubclass(class_at(entry.place), AuditsView) for entry in VIEWS)
