"""The department file taken away under the open window: what a person sees, keeps, is offered, and finds stored."""

import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from codedesk import app, paths
from codedesk.app.program import Program
from codedesk.desk import Desk
from codedesk.models.coders import CoderDraft
from codedesk.models.work_types import WorkTypeDraft
from codedesk.services.department.starters import starters
from codedesk.services.people.coders import add_coder, coders
from codedesk.services.standards.work_types import WORK_TYPES
from codedesk.settings import Settings
from codedesk.store import backups
from codedesk.ui import ask, theme
from codedesk.ui.context import Context
from codedesk.ui.dialogs.asking import WayOut, Ways
from codedesk.ui.frame import Frame
from codedesk.ui.main_window import MainWindow
from codedesk.ui.pages.today.page import TodayPage
from tests.test_app import settle
from tests.test_astray import folder_renamed, moved_away, removed, replaced_by_rename, written_over
from tests.ui.asked import Answers

TODAY = date(2026, 10, 5)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there an open file cannot be taken away")


class Window:
    """The program on a department with one coder and one work type, of which an older copy lies at hand."""

    def __init__(self, qtbot: QtBot, home: Path) -> None:
        self.qtbot, self.home = qtbot, home
        self.path = home / "desk" / "team.codedesk"
        self.path.parent.mkdir()
        _make(self.path)
        shutil.copy(self.path, home / "older.codedesk")
        settings = Settings.load(paths.settings_file())
        settings.first_page = "today"
        theme.theme().apply(app.application(), "light")
        self.program = Program(app.application(), MainWindow(settings), settings, lambda: TODAY)
        qtbot.addWidget(self.program.window, before_close_func=self._let_go)
        self.program.start(self.path, asked=True)
        with qtbot.waitActive(self.program.window):
            self.program.window.activateWindow()
        self.settle()

    def _let_go(self, _window: QWidget) -> None:
        """End as the test left it, without a question."""
        self.settle()
        self.program.close()

    @property
    def context(self) -> Context:
        assert self.program.context is not None
        return self.program.context

    @property
    def frame(self) -> Frame:
        assert self.program.frame is not None
        return self.program.frame

    @property
    def saved(self) -> str:
        return self.frame.top_bar._saved.text()

    def settle(self) -> None:
        settle(self.qtbot, self.program)

    def look(self) -> None:
        self.context.look_after_file()
        self.settle()

    def type_charts(self, text: str, day: date = TODAY) -> None:
        """Type charts into the one line of a day."""
        if self.page.day != day:
            self.frame.show_page("today", day=day)
            self.settle()
        self.page.grid.enter(*self.place, text)
        self.settle()

    def charts(self) -> tuple[str, str]:
        """Return what the one cell of the day shows, and how."""
        cell = self.page.grid.model.cell(*self.place)
        return cell.text, cell.state

    @property
    def page(self) -> TodayPage:
        assert isinstance(self.frame.page, TodayPage)
        return self.frame.page

    @property
    def place(self) -> tuple[int, int]:
        """Row and column of the charts of the one line."""
        grid = self.page.grid
        row = next(place for place, row in enumerate(grid.rows) if row.cells["what"].text == "Inpatient")
        return row, grid.model.column_of("charts")


def _make(path: Path) -> None:
    desk = Desk.create(path, "manager", starters)
    work_type = desk.write("Add Inpatient", WORK_TYPES.add, WorkTypeDraft(name="Inpatient"))
    desk.write("Add Ana Diaz", add_coder, CoderDraft(name="Ana Diaz", started_on=date(2026, 1, 5)), (work_type,))
    desk.close()


def stored(path: Path) -> list[tuple[str, int]]:
    """Return day and charts of every live line in a file."""
    desk = Desk.open(path)
    try:
        query = (
            "SELECT d.day, l.charts FROM work_line l JOIN work_day d ON d.id = l.work_day_id"
            " WHERE NOT l.voided ORDER BY d.day"
        )
        return desk.use(lambda connection: connection.raw.execute(query).fetchall())
    finally:
        desk.close()


@pytest.fixture
def window(home: Path, qtbot: QtBot, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> Window:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    return Window(qtbot, home)


each_way = pytest.mark.parametrize(
    "take",
    [replaced_by_rename, written_over, removed, moved_away, folder_renamed],
    ids=lambda take: take.__name__,
)


@each_way
def test_an_idle_window_stops_saying_that_all_is_saved(window: Window, take: Callable[[Path], None]) -> None:
    window.type_charts("12")
    assert window.saved.startswith("Saved ") and window.frame.place_banner.isHidden()
    take(window.path)
    window.look()
    assert window.saved == "Not saved"
    assert "Nothing more is saved until it has a place" in window.frame.place_banner.text
    window.frame.show_page("safety")
    window.settle()
    assert not window.frame.place_banner.isHidden()


@each_way
def test_what_was_typed_stays_and_is_saved_in_the_new_place(
    window: Window, answers: Answers, take: Callable[[Path], None]
) -> None:
    window.type_charts("12")
    assert window.saved.startswith("Saved ")
    take(window.path)
    window.type_charts("14")
    assert (window.charts(), window.saved) == (("14", "refused"), "Not saved")
    new = window.home / "kept" / "team.codedesk"
    answers.answers = ["elsewhere", new]
    window.frame.place_banner._again.click()
    window.settle()
    assert (window.charts(), window.frame.place_banner.isHidden()) == (("14", "normal"), True)
    assert window.saved.startswith("Saved ") and window.program.settings.last_department == str(new)
    window.program.close()
    assert stored(new) == [("2026-10-05", 14)]


def test_values_of_several_days_wait_and_one_that_was_given_up_does_not(window: Window, answers: Answers) -> None:
    replaced_by_rename(window.path)
    window.type_charts("11", date(2026, 10, 2))
    window.type_charts("12", date(2026, 10, 1))
    window.type_charts("13")
    assert window.page.grid.revert(*window.place)
    answers.answers = ["back"]
    window.context.place_wanted.emit()
    window.settle()
    assert window.frame.strip.text == "The department is back in its place."
    window.program.close()
    assert stored(window.path) == [("2026-10-01", 12), ("2026-10-02", 11)]
    assert [each.name for each in window.path.parent.glob("replaced-*/*.codedesk")] == ["team.codedesk"]


def test_a_step_that_no_page_keeps_waits_and_is_done_once(window: Window) -> None:
    removed(window.path)
    draft = CoderDraft(name="Bo Lind", started_on=date(2026, 1, 5))
    window.context.write(window.frame.top_bar, "Add Bo Lind", add_coder, draft)
    window.settle()
    assert window.frame.strip.text.startswith("“Add Bo Lind” waits until")
    window.context.go_on_at(window.path, window.path.exists)
    window.settle()
    names = [row.shown_name for row in window.context.desk.read(coders, TODAY)]
    assert names == ["Ana Diaz", "Bo Lind"] and window.frame.strip.text == ""


def test_a_file_that_comes_back_is_noticed_and_what_was_typed_is_saved(window: Window) -> None:
    moved_away(window.path)
    window.type_charts("14")
    (window.home / "moved.codedesk").rename(window.path)
    window.look()
    assert (window.charts(), window.frame.place_banner.isHidden()) == (("14", "normal"), True)
    window.program.close()
    assert stored(window.path) == [("2026-10-05", 14)]


def test_a_renamed_folder_is_followed(window: Window, answers: Answers) -> None:
    folder_renamed(window.path)
    window.type_charts("14")
    if window.context.astray is None or window.context.astray.now is None:
        pytest.skip("this system does not tell where an open file went")
    answers.answers = ["follow"]
    window.context.place_wanted.emit()
    window.settle()
    new = window.home / "desk of last year" / "team.codedesk"
    assert answers.offered == ["follow", "elsewhere", "again"] and window.context.desk.path == new
    assert not window.path.parent.exists()
    window.program.close()
    assert stored(new) == [("2026-10-05", 14)]


def test_the_other_file_is_opened_and_what_was_here_is_kept(window: Window, answers: Answers) -> None:
    window.type_charts("12")
    replaced_by_rename(window.path)
    window.look()
    answers.answers = ["open"]
    window.context.place_wanted.emit()
    window.settle()
    assert answers.offered == ["back", "elsewhere", "open", "again"]
    kept = [each for each in backups.listed(backups.folder_of(window.path), "team") if each.why == "kept"]
    assert len(kept) == 1 and str(kept[0].path) in window.frame.strip.text
    window.program.close()
    assert (stored(window.path), stored(kept[0].path)) == ([], [("2026-10-05", 12)])


def test_a_file_in_the_trash_is_not_gone_on_with(window: Window, answers: Answers) -> None:
    trash = window.home / ".local" / "share" / "Trash" / "files"
    trash.mkdir(parents=True)
    window.path.rename(trash / "team.codedesk")
    window.look()
    answers.answers = [""]
    window.context.place_wanted.emit()
    assert answers.offered == ["back", "elsewhere", "again"]


def test_a_synchronised_folder_is_refused_as_a_place(window: Window, answers: Answers) -> None:
    removed(window.path)
    window.look()
    answers.answers = ["elsewhere", window.home / "Dropbox" / "team.codedesk", None]
    window.context.place_wanted.emit()
    assert answers.asked[-1].startswith("Not there: “Dropbox” is synchronised by Dropbox.")
    assert window.context.astray is not None


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_lost(window: Window, answers: Answers) -> None:
    window.type_charts("12")
    removed(window.path)
    window.type_charts("14")
    (window.home / "no folder").write_text("a file")
    answers.answers = ["elsewhere", window.home / "no folder" / "team.codedesk"]
    window.context.place_wanted.emit()
    window.settle()
    assert "failed" in window.frame.strip.text and "Choose another place" in window.frame.strip.text
    assert (window.charts(), window.saved) == (("14", "refused"), "Not saved")


@pytest.mark.parametrize("close", ["window", "department"])
def test_closing_asks_first(window: Window, answers: Answers, close: str) -> None:
    window.type_charts("12")
    removed(window.path)  # since the last look: closing looks for itself
    leave = {"window": window.program.window.close, "department": window.program.leave}[close]
    window.page.grid.view.setFocus()
    answers.answers = [""]
    leave()
    assert QApplication.focusWidget() is window.page.grid.view
    assert answers.asked == ["Where does the work go on?"] and window.program.context is not None
    answers.answers = ["back"]
    leave()
    window.settle()
    assert window.program.context is not None and window.context.astray is None
    leave()
    assert window.program.context is None
    assert stored(window.path) == [("2026-10-05", 12)]


def test_closing_without_it_is_possible(window: Window, answers: Answers) -> None:
    replaced_by_rename(window.path)
    answers.answers = ["leave"]
    window.program.leave()
    assert window.program.context is None and stored(window.path) == []


def test_the_way_out_is_reached_by_keys_and_says_what_each_does(window: Window, answers: Answers) -> None:
    folder_renamed(window.path)
    window.look()
    opened: list[Ways] = []

    class Real(ask.Asker):
        def way(self, parent: QWidget | None, title: str, text: str, ways: object, leave: str = "Later") -> str:
            assert isinstance(ways, tuple)
            dialog = Ways(parent, title, text, ways, leave)
            opened.append(dialog)
            dialog.open()
            return ""

    ask.replace(Real())
    window.qtbot.keyClick(window.frame, Qt.Key.Key_X, CONTROL | SHIFT)
    dialog = opened[0]
    window.qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.buttons[0])
    assert [made.accessibleName() for made in dialog.buttons][1:] == ["Save it in another place …", "Look again"]
    window.qtbot.keyClick(dialog.buttons[0], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.buttons[1]
    window.qtbot.keyClick(dialog.buttons[1], Qt.Key.Key_Return)
    assert (dialog.chosen, dialog.isVisible()) == ("elsewhere", False)
    texts = {action.text for action in window.frame.all_actions() if action.enabled()}
    assert "Choose where to go on …" in texts


def test_ways_with_a_long_line_show_it_whole(qtbot: QtBot) -> None:
    theme.theme().apply(app.application(), "light")
    dialog = Ways(None, "Where?", "It is gone.", [WayOut("a", "save", "Save", "word " * 40)], "Later")
    qtbot.addWidget(dialog)
    dialog.show()
    made = dialog.buttons[0]
    line = next(label for label in made.findChildren(QLabel) if label.text().startswith("word "))
    assert line.height() >= line.heightForWidth(line.width()) and made.rect().contains(line.geometry())
