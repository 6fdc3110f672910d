"""The joined program, driven as a person does: the first start, the sample, a restore, a second start, a crash."""

import gc
import getpass
import sqlite3
import sys
from contextlib import closing
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, QObject, Qt
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from codedesk import app, paths
from codedesk.app import single_window
from codedesk.app.program import Program
from codedesk.app.single_window import brought_forward
from codedesk.desk import Desk
from codedesk.models.coders import CoderDraft
from codedesk.models.departments import DateHabit
from codedesk.periods import CALENDAR_YEAR
from codedesk.services.department.departments import department as department_row
from codedesk.services.figures import figures
from codedesk.services.people.coders import add_coder, coders
from codedesk.settings import Settings
from codedesk.store import backups, checks
from codedesk.ui import theme
from codedesk.ui.dialogs.palette import Palette
from codedesk.ui.frame import Frame
from codedesk.ui.pages import welcome as welcome_page
from codedesk.ui.pages.welcome import Welcome
from codedesk.ui.widgets.date_habit import usual_habit
from tests.programs import TODAY, found_department, settle, welcome
from tests.ui.asked import Answers


def test_the_first_start_welcomes_and_asks_before_it_makes_anything(program: Program, qtbot: QtBot) -> None:
    program.start(paths.default_department())
    page = welcome(program)
    assert not paths.default_department().exists()
    page.show_questions()
    page._found()
    wrong = {"name", "quarter_start_month", "usual_hours_per_day", "default_method", "paper"}
    assert set(page.form.errors) == wrong and not paths.default_department().exists()


def test_the_answers_become_the_department(program: Program, qtbot: QtBot) -> None:
    found_department(program, qtbot)
    assert program.context is not None and program.frame is not None
    row = program.context.desk.read(department_row)
    assert (row.draft.name, row.draft.quarter_start_month, row.draft.default_method) == (
        "Inpatient coding, North", 7, "union",
    )  # fmt: skip
    assert program.context.period_label == "Q2 FY2027"  # October 2026 in a year from July to June 2027
    assert program.window.windowTitle() == "Inpatient coding, North — CodeDesk"
    assert program.frame.page is not None
    assert row.draft.fiscal_year_named_by == "end"
    assert program.settings.last_department == str(paths.default_department())


def test_the_order_of_dates_and_the_first_day_of_the_records_are_asked_and_are_the_departments(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(welcome_page, "usual_habit", lambda: DateHabit.DAY_FIRST)
    program.start(paths.default_department())
    page = welcome(program)
    page.show_questions()
    assert page.form.value("date_order") == "day_first"
    assert page.form.value("records_begin").weekday() == 0
    begin = page.form.editor("records_begin")
    assert isinstance(begin, QLineEdit)
    begin.setText("5/10/2026")
    assert page.form.value("records_begin") == date(2026, 10, 5)
    page.form.set_values({"name": "North", "quarter_start_month": 1, "usual_hours_per_day": 8.0})
    page.form.set_values({"default_method": "union", "paper": "a4"})
    page._found()
    settle(qtbot, program)
    assert program.context is not None
    row = program.context.desk.read(department_row)
    assert (row.draft.date_order, row.draft.records_begin) == ("day_first", date(2026, 10, 5))
    assert program.context.dates.read("7/3/2026") == date(2026, 3, 7)


@pytest.mark.parametrize(
    ("region", "habit"),
    [("en_US", "month_first"), ("en_GB", "day_first"), ("de_DE", "day_first"), ("sv_SE", "month_first")],
)
def test_the_offer_is_the_order_of_the_region(region: str, habit: str) -> None:
    assert usual_habit(QLocale(region)) == habit


def test_the_name_of_the_year_is_asked_where_it_is_not_the_calendars(program: Program, qtbot: QtBot) -> None:
    program.start(paths.default_department())
    page = welcome(program)
    page.show_questions()
    month, name = page.form.editor("quarter_start_month"), page.form.editor("fiscal_year_named_by")
    assert isinstance(month, QComboBox) and isinstance(name, QComboBox)
    assert not name.isVisibleTo(page)
    QTest.keyClicks(month, "October")
    year = date.today().year
    assert name.isVisibleTo(page)
    assert [name.itemText(place).removesuffix(" · usual here") for place in range(2)] == [
        f"The year it ends in: Oct {year} is FY{year + 1}",
        f"The year it starts in: Oct {year} is FY{year}",
    ]
    assert sum("usual here" in name.itemText(place) for place in range(2)) == 1
    assert "usual here" in name.currentText()
    QTest.keyClick(month, Qt.Key.Key_Home)
    assert month.currentText() == "January"
    assert not name.isVisibleTo(page)


def test_a_synchronised_folder_is_refused_with_the_reason_and_the_safe_place(
    program: Program, qtbot: QtBot, answers: Answers, home: Path
) -> None:
    program.start(paths.default_department())
    page = welcome(program)
    page.show_questions()
    answers.answers = [home / "OneDrive - Clinic"]
    page._choose_folder()
    assert page.place == paths.default_department()
    assert "“OneDrive - Clinic” is synchronised by OneDrive." in page._place_problem.text()
    assert str(paths.default_department().parent) in page._place_problem.text()
    answers.answers = [home / "elsewhere"]
    page._choose_folder()
    assert page.place == home / "elsewhere" / "department.codedesk"


def test_a_department_that_lies_in_a_synchronised_folder_is_opened_with_a_caution(
    program: Program, qtbot: QtBot, answers: Answers, home: Path
) -> None:
    path = home / "Dropbox" / "team.codedesk"
    path.parent.mkdir()
    Desk.create(path, "R. Castellane").close()
    program.start(paths.default_department())
    answers.answers = [path]
    welcome(program)._choose_file()
    assert program.context is not None and program.frame is not None
    assert f"“Dropbox” is synchronised by Dropbox. {paths._DAMAGED}" in program.frame.strip.text


def test_a_sample_is_marked_everywhere_and_gone_in_one_click(
    program: Program, qtbot: QtBot, built_sample: Path
) -> None:
    paths.data_folder().mkdir()
    paths.sample_department().write_bytes(built_sample.read_bytes())
    program.start(paths.default_department())
    welcome(program).sample_wanted.emit()
    settle(qtbot, program)
    assert program.context is not None and program.frame is not None
    assert program.context.sample and program.frame.top_bar.sample.isVisible()
    assert program.window.windowTitle() == "Sample department — SAMPLE — CodeDesk"
    assert program.context.period_label == "Q3 2026" and program.context.today() == date(2026, 9, 30)
    program.context.sample_removal_wanted.emit()
    assert not paths.sample_department().exists() and program.context is None
    assert isinstance(program.window.shown, Welcome)


def test_a_restore_brings_the_backup_and_keeps_what_was_there(program: Program, qtbot: QtBot) -> None:
    found_department(program, qtbot)
    assert program.context is not None
    desk = program.context.desk
    folder = backups.folder_of(desk.path)
    made = desk.use(lambda connection: backups.make(connection, folder))
    desk.write("Add Ana Diaz", add_coder, CoderDraft(name="Ana Diaz", started_on=date(2026, 1, 5)))
    settle(qtbot, program)
    program.restore(made.path)
    settle(qtbot, program)
    assert program.context is not None and program.frame is not None
    assert program.context.desk.read(coders, TODAY) == ()
    assert program.frame.strip.text.startswith("The backup was restored. The file that stood there is kept in ")
    assert len(list(paths.data_folder().glob("replaced-*/department.codedesk"))) == 1


@pytest.mark.parametrize("wanted", [False, True])
def test_another_departments_backup_is_asked_about_by_name(
    program: Program, qtbot: QtBot, answers: Answers, home: Path, wanted: bool
) -> None:
    found_department(program, qtbot)
    other = Desk.create(home / "other.codedesk", "manager")
    other.write("Add Ana Diaz", add_coder, CoderDraft(name="Ana Diaz", started_on=date(2026, 1, 5)))
    made = other.backup()
    other.close()
    answers.answers = [wanted]
    program.restore(made.path)
    settle(qtbot, program)
    assert answers.asked == ["Restore another department over this one?"]
    assert program.context is not None and program.frame is not None
    found = [row.shown_name for row in program.context.desk.read(coders, TODAY)]
    assert found == (["Ana Diaz"] if wanted else [])
    said = "The backup was restored." if wanted else "a backup of another department: “without a name” (1 coder"
    assert said in program.frame.strip.text


def test_a_damaged_backup_leaves_the_department_as_it_is(program: Program, qtbot: QtBot, home: Path) -> None:
    found_department(program, qtbot)
    wrong = home / "wrong.codedesk"
    wrong.write_bytes(b"not a department at all")
    program.restore(wrong)
    settle(qtbot, program)
    assert program.context is not None and program.frame is not None
    assert program.context.department_name == "Inpatient coding, North"
    assert "wrong.codedesk" in program.frame.strip.text


@pytest.mark.parametrize("content", [b"", b"nothing of ours " * 400])
def test_a_file_that_is_no_department_is_said_in_words(program: Program, home: Path, content: bytes) -> None:
    wrong = home / "Wrong.codedesk"
    wrong.write_bytes(content)
    program.start(wrong, asked=True)
    assert "Wrong.codedesk" in welcome(program).strip.text
    assert wrong.read_bytes() == content


def test_a_second_start_brings_the_first_window_forward(program: Program, qtbot: QtBot) -> None:
    assert not brought_forward(paths.default_department())
    found_department(program, qtbot)
    called: list[bool] = []
    program.window.come_forward = lambda: called.append(True)  # type: ignore[method-assign]
    assert program._server is not None
    caller = QLocalSocket()
    caller.connectToServer(single_window.channel(paths.default_department()))
    qtbot.waitUntil(lambda: bool(called) and caller.bytesAvailable() > 0)
    assert caller.readAll().data() == b"here"


def test_a_window_that_does_not_answer_or_is_anothers_is_not_told_to_have_come(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_department(program, qtbot)
    monkeypatch.setattr(single_window, "_HANGS_MS", 20)
    assert not brought_forward(paths.default_department())  # its window stands still: this very thread is busy
    if sys.platform.startswith("linux"):
        monkeypatch.setenv("LOGNAME", getpass.getuser())
        monkeypatch.setattr(single_window.os, "getuid", lambda: 4711)
        monkeypatch.setattr(single_window, "_HANGS_MS", 10_000)
        assert not brought_forward(paths.default_department())


def test_setup_changes_reach_the_frame(program: Program, qtbot: QtBot) -> None:
    found_department(program, qtbot)
    assert program.context is not None and program.frame is not None
    program.context.update_department("Outpatient", CALENDAR_YEAR, sample=False)
    assert program.frame.top_bar._name.text() == "Outpatient"
    assert program.context.period_label == "Q4 2026"


def test_what_figures_need_is_loaded_once_all_is_shown_and_the_collector_passes_it_by(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(figures, "import_module", lambda name: (loaded.append(name), import_module(name))[1])
    gc.unfreeze()  # what the tests themselves froze
    found_department(program, qtbot)
    qtbot.waitUntil(lambda: "codedesk.services.figures.blocks" in loaded)
    settle(qtbot, program)
    assert gc.get_freeze_count() > 10_000
    program.leave()
    assert gc.get_freeze_count() == 0


def test_an_alteration_long_ago_is_told_once_nobody_waits(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_department(program, qtbot)
    program.leave()
    with closing(sqlite3.connect(paths.default_department())) as raw:
        raw.execute("UPDATE change_entry SET after = replace(after, 'a', 'e') WHERE id = 3")
        raw.commit()
    for name, value in (("LONG_HISTORY", 1), ("PIECE", 2), ("TAIL", 1)):
        monkeypatch.setattr(checks, name, value)
    program.open(paths.default_department())
    qtbot.waitUntil(lambda: program.context is not None)
    said: list[str] = []
    assert program.context is not None
    program.context.message_shown.connect(lambda _kind, words, _retry: said.append(words))
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["The history was altered outside CodeDesk at entry 3. Check the file on the Safety page."]


def test_closing_keeps_the_place_of_the_window_and_lets_go_of_the_file(program: Program, qtbot: QtBot) -> None:
    found_department(program, qtbot)
    program.window.close()
    assert Settings.load(paths.settings_file()).window
    again = Desk.open(paths.default_department())
    again.close()


def test_appearance_is_a_choice_that_is_kept(program: Program, qtbot: QtBot) -> None:
    found_department(program, qtbot)
    qapp = QApplication.instance()
    assert isinstance(qapp, QApplication)
    for action in program._actions():
        if action.name == "look.dark":
            action.run()
    assert qapp.palette().window().color().name() == "#16191e" and program.settings.appearance == "dark"
    program._dress("light")
    assert qapp.palette().window().color().name() == "#f5f6f8"


def test_what_lay_under_the_palette_is_painted_before_the_appearance_changes(program: Program, qtbot: QtBot) -> None:
    found_department(program, qtbot)
    frame = program.window.shown
    assert isinstance(frame, Frame)
    program.window.show()
    settle(qtbot, program)
    frame.open_palette()
    palette = frame.findChild(Palette)
    assert palette is not None
    QTest.keyClicks(palette.line, "appearance: dark")
    under = Painted(program.window)
    seen: list[bool] = []
    changed = theme.theme().changed
    watching = changed.connect(lambda: seen.append(under.times > 0 and not palette.isVisible()))
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    changed.disconnect(watching)
    assert seen == [True]
    program._dress("light")


class Painted(QObject):
    """Counts how often a widget is painted from now on."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint
        return False


def test_without_a_screen_one_sentence_says_so() -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux can be without a screen")
    assert app.no_screen({}).startswith("There is no screen here")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        assert app.no_screen({name: ":0"}) == ""
