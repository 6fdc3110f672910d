"""Forms: what is typed is exact or stays with its reason; keys lead on; the wheel and the clock change nothing."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from codedesk.entry import DateReader
from codedesk.errors import Refused
from codedesk.ui.widgets.answers import AnswerButtons
from codedesk.ui.widgets.buttons import Button
from codedesk.ui.widgets.calendar import CalendarPopup
from codedesk.ui.widgets.fields import Field, Form
from codedesk.ui.widgets.form_card import FormCard

TODAY = date(2026, 7, 3)
FIELDS = (
    Field("name", "Name", required=True),
    Field("day", "Audit date", "date", required=True),
    Field("hours", "Usual hours", "hours", unit="hours"),
    Field("charts", "Charts", "count"),
    Field("accuracy", "Accuracy", "percent"),
    Field("method", "Method", "choice", required=True, choices=(("Code over code", "a"), ("Union", "b"))),
    Field("note", "Note", "long_text"),
    Field("feeds", "Feeds the accuracy", "flag"),
)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form(FIELDS, dates=DateReader(lambda: TODAY))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def line(form: Form, name: str) -> QLineEdit:
    editor = form.editor(name)
    assert isinstance(editor, QLineEdit)
    return editor


def fill(form: Form) -> None:
    form.set_values({"name": "Ana Diaz", "day": TODAY, "hours": 7.5, "charts": 12, "method": "b", "feeds": True})


def test_values_come_back_as_they_were_shown(form: Form) -> None:
    fill(form)
    assert form.values() == {
        "name": "Ana Diaz", "day": TODAY, "hours": 7.5, "charts": 12, "accuracy": None, "method": "b", "note": "",
        "feeds": True,
    }  # fmt: skip


def test_what_is_missing_is_named_and_gets_the_keyboard(form: Form) -> None:
    fill(form)
    form.set_values({"name": None, "method": None})
    assert form.values() is None
    assert form.errors == {"name": "Name is needed", "method": "Choose one"}
    assert QApplication.focusWidget() is line(form, "name")
    assert line(form, "name").accessibleDescription() == "Name is needed"


@pytest.mark.parametrize(
    ("name", "typed", "reason"),
    [
        ("hours", "25", "“25” is over 24 h"),
        ("hours", "abc", "“abc” is not a number"),
        ("charts", "12.5", "“12.5” is not a whole number"),
        ("charts", "-1", "“-1” is under 0"),
        ("accuracy", "101", "“101” is over 100 %"),
        ("day", "31.2.2026", "“31.2.2026” is a date that does not exist"),
    ],
)
def test_a_wrong_value_stays_as_typed_beside_its_reason(
    form: Form, qtbot: QtBot, name: str, typed: str, reason: str
) -> None:
    fill(form)
    line(form, name).clear()
    line(form, name).setFocus()
    qtbot.keyClicks(line(form, name), typed)
    qtbot.keyClick(line(form, name), Qt.Key.Key_Return)
    assert line(form, name).text() == typed
    assert form.errors == {name: reason}
    assert line(form, name).property("state") == "wrong"
    assert QApplication.focusWidget() is line(form, name)


def test_hours_in_four_habits_are_the_same_hours(form: Form) -> None:
    for typed in ("7.5", "7,5", "7:30", "7h30"):
        line(form, "hours").setText(typed)
        assert form.value("hours") == 7.5


def test_enter_goes_on_and_ctrl_enter_submits(form: Form, qtbot: QtBot) -> None:
    fill(form)
    line(form, "name").setFocus()
    qtbot.keyClick(line(form, "name"), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is line(form, "day")
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(line(form, "day"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_leaving_a_field_commits_it_once(form: Form, qtbot: QtBot) -> None:
    fill(form)
    told: list[str] = []
    form.committed.connect(told.append)
    line(form, "hours").setFocus()
    line(form, "hours").setText("8")
    line(form, "charts").setFocus()
    line(form, "hours").setFocus()
    line(form, "charts").setFocus()
    assert told == ["hours"]


def answers(form: Form) -> list[Button]:
    shown = [each for each in form.findChildren(AnswerButtons) if each.isVisible()]
    return [made for each in shown for made in each.buttons]


def calendar(day: QLineEdit) -> CalendarPopup:
    (popup,) = [each for each in day.findChildren(CalendarPopup) if each.isVisible()]
    return popup


def test_date_keys(form: Form, qtbot: QtBot) -> None:
    day = line(form, "day")
    steps = {"t": "3 Jul 2026", "+": "4 Jul 2026", "]": "4 Aug 2026", "-": "3 Aug 2026", "[": "3 Jul 2026"}
    for key, shown in steps.items():
        qtbot.keyClicks(day, key)
        assert day.text() == shown
    day.clear()
    qtbot.keyClicks(day, "2026-07-09")
    assert form.value("day") == date(2026, 7, 9)
    day.clear()
    qtbot.keyClicks(day, "12 aug")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert day.text() == "12 Aug 2026"


def test_an_ambiguous_date_asks(form: Form) -> None:
    fill(form)
    line(form, "day").setText("7/3")
    assert form.values() is None
    assert form.errors["day"].startswith("“7/3” can be 3 Jul 2026 or 7 Mar 2026")


def test_the_wheel_changes_nothing(form: Form) -> None:
    fill(form)
    for name in ("method", "hours", "day"):
        editor = form.editor(name)
        before = form.value(name)
        wheel = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(editor, wheel)
        assert form.value(name) == before


def test_a_choice_that_is_kept_survives_other_choices(form: Form) -> None:
    fill(form)
    form.set_choices("method", (("Union", "b"), ("Record", "c")))
    assert form.value("method") == "b"
    form.set_choices("method", (("Record", "c"),))
    assert isinstance(form.editor("method"), QComboBox)
    assert form.errors == {"method": "Choose one"}


def test_the_reason_of_a_refused_draft_stands_beside_its_field(form: Form) -> None:
    fill(form)
    assert form.show_failure(Refused("there is an Ana Diaz already", "name"))
    assert line(form, "name").accessibleDescription() == "there is an Ana Diaz already"
    assert not form.show_failure(Refused("something else", "unknown"))


def test_tab_leaves_a_long_text(form: Form, qtbot: QtBot) -> None:
    note = form.editor("note")
    assert isinstance(note, QPlainTextEdit)
    note.setFocus()
    qtbot.keyClick(note, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form.editor("feeds")
    assert note.toPlainText() == ""


def test_every_field_is_named_for_those_who_listen(form: Form) -> None:
    spoken = {"Name": "Name, required", "Audit date": "Audit date, required", "Method": "Method, required"}
    names = [form.editor(field.name).accessibleName() for field in FIELDS]
    assert names == [spoken.get(field.label, field.label) for field in FIELDS]


def marked(shown: QWidget) -> list[str]:
    """What the labels in sight say with a mark, with plain blanks."""
    found = (label.text().replace("\u00a0", " ") for label in shown.findChildren(QLabel) if label.isVisible())
    return sorted(words for words in found if "*" in words)


def test_what_must_be_filled_is_marked_and_one_line_says_what_the_mark_means(form: Form, qtbot: QtBot) -> None:
    assert marked(form) == ["* must be filled", "Audit date *", "Method *", "Name *"]
    free = Form((Field("note", "Note"), Field("feeds", "Feeds the accuracy", "flag", required=True)))
    qtbot.addWidget(free)
    free.show()
    assert marked(free) == [], "a tick is never empty"


def test_a_card_of_two_forms_says_once_what_the_mark_means(qtbot: QtBot) -> None:
    needed = Form((Field("pace", "Pace", required=True),)), Form((Field("reason", "Reason", required=True),))
    card = FormCard("Add", "Add it", *needed, Form((Field("source", "Source"),)))
    qtbot.addWidget(card)
    card.show()
    assert marked(card) == ["* must be filled", "Pace *", "Reason *"]


def test_a_date_that_can_be_two_asks_and_a_key_takes_one_after_the_other(form: Form) -> None:
    day = line(form, "day")
    day.setFocus()
    QTest.keyClicks(day, "3/4/25")
    QTest.keyClick(day, Qt.Key.Key_Return)
    assert "4 Mar 2025 or 3 Apr 2025" in form.errors["day"]
    seen = []
    for _ in range(3):
        QTest.keyClick(day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        seen.append(form.value("day"))
    assert seen == [date(2025, 3, 4), date(2025, 4, 3), date(2025, 3, 4)]


@pytest.mark.parametrize("text", ["tue", "thu", "today", "tomorrow"])
def test_what_begins_with_t_can_be_typed_though_t_alone_is_today(form: Form, text: str) -> None:
    day = line(form, "day")
    day.setFocus()
    QTest.keyClicks(day, text)
    assert day.text() == text


def test_the_answers_to_a_question_can_be_clicked(form: Form) -> None:
    fill(form)
    day = line(form, "day")
    day.setFocus()
    day.selectAll()
    QTest.keyClicks(day, "7/3")
    QTest.keyClick(day, Qt.Key.Key_Return)
    july, march = answers(form)
    assert (july.text(), march.text()) == ("3 Jul 2026", "7 Mar 2026")
    QTest.mouseClick(march, Qt.MouseButton.LeftButton)
    assert (day.text(), form.value("day"), form.errors) == ("7 Mar 2026", date(2026, 3, 7), {})
    assert answers(form) == [] and day.hasFocus()
    accuracy = line(form, "accuracy")
    accuracy.setText("0.954")
    assert form.values() is None
    QTest.mouseClick(answers(form)[0], Qt.MouseButton.LeftButton)
    assert form.value("accuracy") == 95.4


def test_a_date_is_selected_whole_when_it_is_come_to_by_a_key_or_a_click(form: Form) -> None:
    fill(form)
    form.focus_first()
    QTest.keyClick(form.editor("name"), Qt.Key.Key_Return)
    day = line(form, "day")
    assert day.selectedText() == day.text() != ""
    QTest.keyClicks(day, "6 jul")
    assert day.text() == "6 jul"
    form.focus_first()
    QTest.mouseClick(day, Qt.MouseButton.LeftButton)
    assert day.selectedText() == day.text() == "6 Jul 2026"
    QTest.mouseClick(day, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert not day.hasSelectedText()  # the second click is for a place in the text


def test_typing_replaces_the_first_field_of_a_form_and_goes_on_where_it_was_begun(form: Form) -> None:
    fill(form)
    form.begin()
    name = line(form, "name")
    form.focus_first()
    QTest.keyClicks(name, "Ana O")
    assert name.text() == "Ana O"
    form.editor("day").setFocus()
    form.focus_first()
    QTest.keyClicks(name, "koro")
    assert name.text() == "Ana Okoro"


def test_a_calendar_opens_from_a_date_by_its_button_or_a_key(form: Form) -> None:
    fill(form)
    day = line(form, "day")
    day.setFocus()
    day.setText("3 Jul 2026")
    (opens,) = day.findChildren(QToolButton)
    assert opens.accessibleName() == "Choose from a calendar"
    opens.click()
    popup = calendar(day)
    assert popup.month.selectedDate() == QDate(2026, 7, 3)
    assert popup.month.firstDayOfWeek() == QLocale.system().firstDayOfWeek()
    popup.month.clicked.emit(QDate(2026, 7, 20))
    assert (day.text(), form.value("day")) == ("20 Jul 2026", date(2026, 7, 20))
    QTest.keyClick(day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    month = calendar(day).month
    QTest.keyClick(month.findChild(QTableView), Qt.Key.Key_Right)
    QTest.keyClick(month.findChild(QTableView), Qt.Key.Key_Return)
    assert form.value("day") == date(2026, 7, 21)


def test_a_choice_that_is_taken_is_not_asked_again(form: Form) -> None:
    charts = line(form, "accuracy")
    charts.setFocus()
    QTest.keyClicks(charts, "1,234")
    QTest.keyClick(charts, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert form.value("accuracy") == 1.234


def test_passing_through_an_empty_field_commits_nothing(form: Form) -> None:
    said: list[str] = []
    form.committed.connect(said.append)
    for name in ("name", "note", "charts"):
        form.editor(name).setFocus()
    form.editor("day").setFocus()
    assert said == []


@pytest.mark.parametrize("words", [8, 14, 20, 26, 40])
def test_a_reason_of_several_lines_stands_under_its_text_and_takes_nothing_from_it(qtbot: QtBot, words: int) -> None:
    made = Form((Field("note", "Note", "long_text"), Field("other", "Other")), dates=DateReader(lambda: TODAY))
    qtbot.addWidget(made)
    made.resize(330, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.show_failure(Refused("Not saved yet. " + "record " * words, "note"))
    note = made.editor("note")
    under = next(label for label in made.findChildren(QLabel) if label.text().startswith("Not saved yet"))
    qtbot.waitUntil(lambda: under.height() >= under.heightForWidth(under.width()))
    assert note.height() >= note.minimumHeight() == 84
    assert under.mapTo(made, QPoint(0, 0)).y() >= note.mapTo(made, QPoint(0, note.height())).y()


def test_a_share_asks_and_what_is_kept_never_asks_again(form: Form) -> None:
    fill(form)
    accuracy = line(form, "accuracy")
    accuracy.setText("0.954")
    assert form.values() is None
    assert form.errors == {"accuracy": "“0.954” can be read as 95.4 % or as 0.954 %: write 95.4 or 0.954 %"}
    QTest.keyClick(accuracy, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert accuracy.text() == "95.4"
    QTest.keyClick(accuracy, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert accuracy.text() == "0.954 %"
    values = form.values()
    assert values is not None and values["accuracy"] == 0.954
    form.set_values(values)
    assert accuracy.text() == "0.954 %"
    assert form.values() == values


def test_a_date_of_another_century_asks_and_a_yes_is_remembered(form: Form) -> None:
    fill(form)
    day = line(form, "day")
    day.setText("1926-03-02")
    assert form.values() is None
    assert form.errors["day"] == "“1926-03-02” lies in the year 1926, not from 2000 to 2027: is the year right?"
    QTest.keyClick(day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    values = form.values()
    assert values is not None and values["day"] == date(1926, 3, 2)
    day.setText("1962-03-02")
    assert form.values() is None  # the yes was to that date
    form.set_values(values)
    assert form.values() == values  # what was kept is not asked again


def test_a_start_long_ago_is_not_asked_about(qtbot: QtBot) -> None:
    made = Form((Field("started_on", "Start", "date"), Field("due_on", "Due", "date")), dates=DateReader(lambda: TODAY))
    qtbot.addWidget(made)
    line(made, "started_on").setText("1995-03-01")
    line(made, "due_on").setText("2031-03-01")
    assert made.values() == {"started_on": date(1995, 3, 1), "due_on": date(2031, 3, 1)}


def test_a_name_of_two_words_is_typed_in_a_choice(qtbot: QtBot) -> None:
    names = ("United Arab Emirates", "United Kingdom", "United States")
    made = Form((Field("country", "Country", "choice", choices=tuple((name, name) for name in names)),))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    box = made.editor("country")
    box.setFocus()
    for letter in "united s":
        assert QApplication.activePopupWidget() is None
        QTest.keyClick(box, letter)
    assert made.value("country") == "United States"
