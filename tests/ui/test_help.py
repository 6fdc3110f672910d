"""Help: F1 tells of the page that is shown, with its keys beside; the palette finds things by what people call them."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextTable
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from codedesk import paths
from codedesk.desk import Desk
from codedesk.settings import Settings
from codedesk.ui import manual, theme
from codedesk.ui.actions import Action, matching
from codedesk.ui.called import CALLED
from codedesk.ui.context import Context
from codedesk.ui.dialogs.help import HelpWindow
from codedesk.ui.dialogs.keys import groups_of
from codedesk.ui.dialogs.palette import Palette
from codedesk.ui.frame import Frame
from codedesk.ui.registry import PAGES
from codedesk.ui.widgets.buttons import shortcut_words
from tests.patience import PatientBot

# What managers and coders of other departments say; each has to lead somewhere.
PEOPLE_SAY = (
    "quota", "target", "raise", "error rate", "benchmark", "overtime", "pto", "vacation", "sick", "training", "backup",
    "restore", "gdpr", "evaluation", "appraisal", "burnout", "go-live", "random sample", "audit trail", "license",
    "version", "case mix", "timesheet", "employee", "usb", "print", "pdf", "passphrase", "holidays", "export", "import",
    "who is behind", "settings", "dark mode", "theme", "new hire", "fired", "quit", "typo", "backlog", "add coder",
    "email", "add work type", "a4", "date format", "shortcuts", "manual", "tutorial", "appeal", "coaching", "security",
    "graph", "dashboard", "onboarding", "rename", "schedule", "template", "printer", "specialty", "cpt", "exit",
)  # fmt: skip


@pytest.fixture
def frame(qtbot: PatientBot, department: Desk) -> Iterator[Frame]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.theme().apply(app, "light")
    context = Context(department, Settings(), lambda: date(2026, 10, 5))
    made = Frame(context)
    qtbot.addWidget(made)
    made.resize(1180, 680)
    made.show()
    made.show_first("audits")
    with qtbot.waitActive(made):
        made.activateWindow()
    qtbot.waitUntil(lambda: not context.background.busy)
    yield made
    context.close()


def opened(frame: Frame, qtbot: QtBot) -> HelpWindow:
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    qtbot.keyClick(frame, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: any(found.isVisible() for found in frame.findChildren(HelpWindow)))
    shown = next(found for found in frame.findChildren(HelpWindow) if found.isVisible())
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def test_f1_tells_of_the_page_that_is_shown(frame: Frame, qtbot: QtBot) -> None:
    shown = opened(frame, qtbot)
    assert shown.parts.currentText() == "When audits come in: Audits"
    assert "Type what you were given" in shown.text.toPlainText() and "Calibration" not in shown.text.toPlainText()
    keys = [label.text() for label in shown.keys.findChildren(QLabel)]
    assert keys[0] == "Audits"
    for action in (*frame.page.actions(), *frame.window_actions()) if frame.page else ():
        assert action.text in keys, action.name
        assert not action.shortcut or shortcut_words(action.shortcut) in keys, action.name
    qtbot.keyClick(shown, Qt.Key.Key_F1)
    assert not shown.isVisible()
    frame.show_page("standards")
    assert "Calibration" in opened(frame, qtbot).text.toPlainText()


def test_another_part_can_be_chosen_and_a_link_followed(frame: Frame, qtbot: QtBot) -> None:
    shown = opened(frame, qtbot)
    shown.parts.setCurrentText("What you see: Team and Coder")
    assert {"Team", "Coder"} <= {label.text() for label in shown.keys.findChildren(QLabel)}
    shown.text.anchorClicked.emit(QUrl("packet.md"))
    assert shown.parts.currentText() == "What a packet holds"
    assert shown.text.toPlainText().startswith(manual.document("packet.md").splitlines()[0].lstrip("# "))


def test_tables_are_ruled_and_pictures_no_wider_than_the_text(frame: Frame, qtbot: QtBot) -> None:
    frame.show_page("today")
    shown = opened(frame, qtbot)
    tables = [part for part in shown.text.document().rootFrame().childFrames() if isinstance(part, QTextTable)]
    assert tables and all(table.format().border() == 1 for table in tables)
    assert shown.text.document().idealWidth() <= shown.text.viewport().width()
    picture = shown.text.document().begin().next()
    assert picture.layout().boundingRect().height() < shown.text.viewport().width() * 680 / 1180, "no room below it"


def test_every_page_has_its_part_and_every_picture_is_there() -> None:
    headings = [part.heading for part in manual.parts()]
    for entry in PAGES:
        assert manual.HEADINGS[entry.name] in headings, entry.name
    for name in manual.DOCUMENTS.values():
        assert manual.document(name)
    for line in manual.document(manual.USING).splitlines():
        if line.startswith("!["):
            assert paths.manual(line.partition("(")[2].rstrip(")")).is_file(), line


def found(frame: Frame, words: str) -> list[str]:
    frame.open_palette()
    palette = next(found for found in frame.findChildren(Palette) if found.isVisible())
    palette.line.setText(words)
    texts = [action.text for action in palette._shown]
    palette.close()
    return texts


def test_the_palette_finds_things_by_what_people_call_them(frame: Frame, qtbot: QtBot) -> None:
    frame.open_palette()
    qtbot.waitUntil(lambda: len(frame.pages) == len(PAGES))
    for palette in frame.findChildren(Palette):
        palette.close()
    named = {action.name for action in frame.all_actions()}
    assert set(CALLED) - {"cover", "close"} <= named  # both are the program's, which is not joined here
    nothing = [words for words in PEOPLE_SAY if not found(frame, words)]
    assert nothing == []
    assert found(frame, "dark mode") == ["Setup: Show appearance"]
    assert found(frame, "new hire")[0] == "Setup: Show coders"
    assert found(frame, "add coder")[0] == "Setup: Show coders"
    assert found(frame, "backlog")[0] == "Capacity: Show what waits, by work type"
    assert found(frame, "quota")[0] == "Standards: Add a standard"
    assert found(frame, "error rate")[0] == "New audit"
    assert "Today: Add work or other time" in found(frame, "overtime")
    assert found(frame, "sealed anew") == ["Help: Is it safe: Safety"]


def test_a_part_of_the_manual_opens_from_the_palette(frame: Frame, qtbot: QtBot) -> None:
    frame.open_palette()
    palette = next(found for found in frame.findChildren(Palette) if found.isVisible())
    qtbot.keyClicks(palette.line, "help quarter")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    shown = next(found for found in frame.findChildren(HelpWindow) if found.isVisible())
    assert shown.parts.currentText() == "Every quarter: Reviews"


def test_what_begins_with_the_words_stands_before_what_has_them_and_what_is_called_so() -> None:
    def action(name: str, text: str, about: str = "") -> Action:
        return Action(name, text, "", print, about=about)

    actions = (
        action("help.x", "Help: x", "raise a standard"),
        action("standards.new", "Add a standard"),
        action("a", "Do not raise"),
        action("b", "Raise it"),
        action("c", "Other"),
    )
    assert [each.name for each in matching(actions, "raise")] == ["b", "a", "standards.new", "help.x"]


def test_the_keys_are_made_of_the_actions() -> None:
    here = (Action("x", "Do it", "Ctrl+J", print), Action("y", "Do that", "", print))
    groups = groups_of((Action("help", "Help", "F1", print),), {"History": here})
    assert groups["History"] == [("Ctrl+J", "Do it"), ("Ctrl+K …", "Do that")]
    assert groups["Everywhere"][-1] == ("F1", "Help")
    assert next(iter(groups)) == "History" and list(groups)[-2:] == ["Everywhere", "The same on every page"]
