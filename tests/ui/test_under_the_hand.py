"""What is under the hand stays there: a click lands where it was aimed, and the keyboard goes nowhere by itself."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from codedesk.desk import Desk
from codedesk.entry import DateReader
from codedesk.services.department.departments import change_department
from codedesk.services.department.departments import department as department_row
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from codedesk.ui.registry import PAGES
from codedesk.ui.widgets.buttons import Button, button
from codedesk.ui.widgets.calendar import CalendarPopup
from codedesk.ui.widgets.fields import Field, Form
from tests.patience import PatientBot
from tests.services.team import FRIDAY as TODAY

METHODS = Field("method", "Method", "choice", True, (("Net", "net"), ("Union", "union")))


class Asked(QWidget):
    """A form with a button below it, as the parts of a form have."""

    def __init__(self, bot: PatientBot, *fields: Field) -> None:
        super().__init__()
        self.pressed: list[str] = []
        self.form = Form(fields, dates=DateReader(lambda: TODAY))
        self.add = button("Add", lambda: self.pressed.append("once"))
        lines = QVBoxLayout(self)
        lines.addWidget(self.form)
        lines.addWidget(self.add)
        bot.addWidget(self)
        with bot.waitActive(self):
            self.show()
            self.activateWindow()

    def reason(self, name: str) -> str:
        return self.form.editor(name).accessibleDescription()


def test_a_click_on_a_button_hits_it_though_it_leaves_a_field_that_is_wrong(qtbot: PatientBot) -> None:
    asked = Asked(qtbot, Field("day", "Day", "date"))
    day = asked.form.editor("day")
    day.setFocus()
    QTest.keyClicks(day, "31/2")
    upper = asked.add.mapTo(asked, QPoint(20, 3))
    window = asked.windowHandle()
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=upper)
    QApplication.processEvents()
    assert asked.add.mapTo(asked, QPoint(20, 3)) == upper  # the reason would have moved it down
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=upper)
    assert asked.pressed == ["once"]
    qtbot.waitUntil(lambda: asked.reason("day") == "“31/2” is a date that does not exist")


def test_a_reason_that_went_away_keeps_its_room_until_the_field_is_left(qtbot: PatientBot) -> None:
    """The second field jumped up at the first letter of the first one: a click on it went nowhere."""
    asked = Asked(qtbot, Field("name", "Name", "text", True), Field("day", "Day", "date"))
    name, day = asked.form.editor("name"), asked.form.editor("day")
    bare = day.mapTo(asked, QPoint(20, 12))
    assert not asked.form.check("name")
    QApplication.processEvents()
    aimed = day.mapTo(asked, QPoint(20, 12))
    assert aimed.y() > bare.y()
    QTest.keyClicks(name, "Ana")
    QApplication.processEvents()
    assert (asked.reason("name"), day.mapTo(asked, QPoint(20, 12))) == ("", aimed)
    window = asked.windowHandle()
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=aimed)
    QApplication.processEvents()
    assert day.mapTo(asked, QPoint(20, 12)) == aimed
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=aimed)
    assert day.hasFocus()
    qtbot.waitUntil(lambda: day.mapTo(asked, QPoint(20, 12)) == bare)


def test_a_field_that_is_put_back_by_the_button_that_was_pressed_is_not_marked(qtbot: PatientBot) -> None:
    asked = Asked(qtbot, Field("day", "Day", "date", True))
    asked.form.begin()
    asked.add.clicked.connect(asked.form.revert)
    asked.form.editor("day").setFocus()
    QTest.keyClicks(asked.form.editor("day"), "31/2")
    QTest.mouseClick(asked.windowHandle(), Qt.MouseButton.LeftButton, pos=asked.add.mapTo(asked, QPoint(20, 3)))
    assert asked.pressed == ["once"]
    qtbot.wait(1)
    QApplication.processEvents()
    assert asked.reason("day") == ""


def test_opening_the_list_of_a_field_is_not_leaving_it(qtbot: PatientBot) -> None:
    asked = Asked(qtbot, METHODS)
    box = asked.form.editor("method")
    assert isinstance(box, QComboBox)
    box.setFocus()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(box.view().isVisible)
    assert asked.reason("method") == ""
    box.hidePopup()
    QApplication.sendEvent(box, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    assert asked.reason("method") == "", "on some screens the list is a window of its own"
    asked.add.setFocus(Qt.FocusReason.TabFocusReason)
    assert asked.reason("method") == "Choose one"


def test_opening_the_calendar_of_a_date_is_not_leaving_it(qtbot: PatientBot) -> None:
    asked = Asked(qtbot, Field("start", "Start", "date", True))
    start = asked.form.editor("start")
    start.setFocus()
    (opens,) = start.findChildren(QToolButton)
    opens.click()
    (calendar,) = start.findChildren(CalendarPopup)
    qtbot.waitUntil(calendar.isVisible)
    assert asked.reason("start") == ""
    calendar.close()
    asked.add.setFocus(Qt.FocusReason.TabFocusReason)
    assert asked.reason("start") == "Start is needed"


@pytest.mark.parametrize("typed", ["2026", "12", "00"])
def test_digits_typed_into_an_open_calendar_choose_no_other_date(qtbot: PatientBot, typed: str) -> None:
    """Qt read 2026 as 26 December, 12 as 30 December, and 00 as a date before the year 1: a crash report came."""
    asked = Asked(qtbot, Field("start", "Start", "date", True))
    start = asked.form.editor("start")
    assert isinstance(start, QLineEdit)
    start.setText("1 Sep 2026")
    (opens,) = start.findChildren(QToolButton)
    opens.click()
    (calendar,) = start.findChildren(CalendarPopup)
    days = calendar.month.findChild(QTableView)
    qtbot.keyClicks(days, typed)
    qtbot.keyClick(days, Qt.Key.Key_Return)
    assert start.text() == "1 Sep 2026" and not calendar.isVisible()


def test_a_field_that_the_keyboard_is_taken_from_before_anything_is_typed_is_not_marked(qtbot: PatientBot) -> None:
    """After “Add the step” the form of a ramp was empty again, and its pace “needed”: it had been left by no hand."""
    asked = Asked(qtbot, Field("start", "Start", "date", True), Field("pace", "Pace", "number", True), METHODS)
    for name in ("pace", "method"):
        asked.form.editor(name).setFocus()
        asked.form.clear()
        asked.form.focus_first()
        assert asked.reason(name) == ""
    start = asked.form.editor("start")
    QTest.keyClicks(start, "31/2")
    asked.add.setFocus()
    assert asked.reason("start") == "“31/2” is a date that does not exist"


def test_what_a_date_means_moves_nothing_and_makes_nothing_wider(qtbot: PatientBot) -> None:
    asked = Asked(qtbot, Field("start", "Start", "date"), Field("why", "Why"))
    start, least = asked.form.editor("start"), asked.minimumSizeHint().width()
    asked.resize(least, 200)
    QApplication.processEvents()
    places = [(each.geometry(), each.mapTo(asked, QPoint())) for each in (start, asked.form.editor("why"), asked.add)]
    for typed, words in (("9/9/2026", "Wednesday, 9 Sep 2026"), ("9 Sep 2026", "Wednesday")):
        QTest.keyClicks(start, typed)
        QApplication.processEvents()
        assert words in [made.text() for made in asked.findChildren(QLabel) if made.isVisible()]
        assert asked.minimumSizeHint().width() == least
        assert places == [
            (each.geometry(), each.mapTo(asked, QPoint())) for each in (start, asked.form.editor("why"), asked.add)
        ]
        QTest.keyClick(start, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def test_a_long_list_leaves_the_window_in_sight_and_has_a_scroll_bar(qtbot: PatientBot, qapp: QApplication) -> None:
    theme.theme().apply(qapp, "light")
    names = tuple((f"Country {number:03}", number) for number in range(250))
    asked = Asked(qtbot, Field("country", "Country", "choice", choices=names))
    box = asked.form.editor("country")
    assert isinstance(box, QComboBox)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(box.view().isVisible)
    height, bar = box.view().height(), box.view().verticalScrollBar().isVisible()
    box.hidePopup()
    assert height < 500
    assert bar


def test_a_button_with_other_words_is_read_aloud_by_them() -> None:
    add, close = button("Add them"), button("Close")
    close.setAccessibleName("Close the message")
    add.setText("Add 12 holidays")
    close.setText("Done")
    assert (add.accessibleName(), close.accessibleName()) == ("Add 12 holidays", "Close the message")


def test_the_keyboard_goes_back_when_its_button_rests_or_goes_away(qtbot: PatientBot) -> None:
    window = QWidget()
    line, save, void = QLineEdit(), button("Save"), button("Void")
    lines = QVBoxLayout(window)
    for widget in (line, save, void):
        lines.addWidget(widget)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    for rest in (Button.hide, lambda made: made.setEnabled(False)):
        line.setFocus()
        save.setFocus()
        rest(save)
        assert QApplication.focusWidget() is line
        save.show()


def test_the_wheel_takes_the_keyboard_nowhere_and_what_was_saved_moves_nothing(
    qtbot: PatientBot, qapp: QApplication, department: Desk
) -> None:
    theme.theme().apply(qapp, "light")
    context = Context(department, Settings(), lambda: TODAY)
    frame = Frame(context)
    qtbot.addWidget(frame)
    frame.show()
    search = next(made for made in frame.top_bar.findChildren(Button) if made.accessibleName() == "Search or do")
    for page in PAGES:
        frame.show_page(page.name)
        qtbot.waitUntil(lambda: not context.background.busy)
        found = [
            made
            for kind in (QComboBox, QAbstractItemView, QWidget)
            for made in frame.page.findChildren(kind)
            if made.isVisible() and made.focusPolicy() == Qt.FocusPolicy.WheelFocus
        ]
        assert found == []
    place = search.x()
    context.write(frame, "Name it", change_department, department.read(department_row).draft.but(name="B"))
    qtbot.waitUntil(lambda: not context.background.busy and context.saved_words.startswith("Saved "))
    QApplication.processEvents()
    assert search.x() == place
    context.close()
