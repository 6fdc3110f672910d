"""The look: whole wherever the program lies, and after a change of it the same as if it had never been another."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QFont, QIcon, QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from codedesk import paths
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button
from tests.patience import PatientBot

RESOURCES = paths.resource("theme.qss").parent
FOLDERS = ("Übung mit Leerzeichen/Code Desk", "Dana's desk", 'the "desk"', "50%20 off", "a(b) {c}; #1", "日本語")


@pytest.fixture(autouse=True)
def own_look(qapp: QApplication) -> Iterator[None]:
    """Give the program its own resources back."""
    yield
    theme.theme()._sheet = None
    theme.theme().apply(qapp, "light")


def drawn(bot: PatientBot) -> QImage:
    """Draw a ticked box and a list to choose from, with the marks that the style sheet takes from files."""
    window = QWidget()
    bot.addWidget(window)
    box, choice = QCheckBox("Ticked"), QComboBox()
    box.setChecked(True)
    choice.addItem("Chosen")
    lines = QVBoxLayout(window)
    lines.addWidget(box)
    lines.addWidget(choice)
    window.resize(200, 90)
    with bot.waitExposed(window):
        window.show()
    return window.grab().toImage()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", FOLDERS)
def test_the_look_is_the_same_in_a_folder_of_any_name(
    qtbot: PatientBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, scheme: str
) -> None:
    look = theme.theme()
    look._sheet = None
    look.apply(qapp, scheme)
    usual = drawn(qtbot)
    folder = tmp_path / name
    shutil.copytree(RESOURCES, folder)
    monkeypatch.setattr(paths, "resource", lambda wanted: folder / wanted)
    look._sheet = None
    look.apply(qapp, scheme)
    assert drawn(qtbot) == usual


def test_a_font_that_was_asked_for_before_the_look_is_of_its_family_after(qapp: QApplication) -> None:
    qapp.setFont(QFont("DejaVu Sans"))
    made = theme.Theme()
    assert made.font("body").family() == "DejaVu Sans"
    made.apply(qapp, "light")
    assert made.font("body").family() == qapp.font().family() == "Source Sans 3"


class Restyled(QWidget):
    """Counts how often it was given a style."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.times = 0

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.times += event.type() == QEvent.Type.StyleChange


def test_a_change_of_the_look_styles_what_is_seen_once_and_what_is_hidden_when_it_is_shown(
    qtbot: PatientBot, qapp: QApplication
) -> None:
    theme.theme().apply(qapp, "light")
    window, views = QWidget(), QStackedWidget()
    qtbot.addWidget(window)
    theme.column(window).addWidget(views)
    nests = []
    for _ in range(2):  # two views, in each a dozen parts that lie in one another
        nest = [Restyled(views)]
        views.addWidget(nest[0])
        for _ in range(12):
            nest.append(Restyled(nest[-1]))
        nests.append(nest)
    with qtbot.waitExposed(window):
        window.show()
    views.setCurrentIndex(1)
    views.setCurrentIndex(0)
    for scheme in ("dark", "light", "dark"):
        theme.theme().apply(qapp, scheme)
    assert [{part.times for part in nest} for nest in nests] == [{3}, {0}]
    views.setCurrentIndex(1)
    views.setCurrentIndex(0)
    views.setCurrentIndex(1)
    assert [{part.times for part in nest} for nest in nests] == [{3}, {1}]


class Hidden:
    """A window with what is not seen at first: another view, what is wrong in a field, a menu, a dialog, a tip."""

    def __init__(self, bot: PatientBot) -> None:
        self.window, self.views = QWidget(), QStackedWidget()
        bot.addWidget(self.window)
        theme.column(self.window).addWidget(self.views)
        for _ in range(2):
            view = QWidget()
            line = theme.column(view)
            for part in (theme.label("Less usual", tone="second"), button("Save", icon="save"), QLineEdit("Typed")):
                line.addWidget(part)
            self.wrong = theme.label("Not a date", tone="error")
            self.wrong.hide()
            line.addWidget(self.wrong)
            self.views.addWidget(view)
        self.menu, self.dialog = QMenu(self.window), QDialog(self.window)
        self.menu.addAction("Undo this")
        theme.column(self.dialog).addWidget(theme.label("Sure?", "title"))
        self.window.resize(200, 200)
        self.window.show()

    def look(self) -> dict[str, QImage]:
        """Show one after the other and draw it."""
        found = {}
        for place in (1, 0):
            self.views.setCurrentIndex(place)
            found[f"view {place}"] = self._drawn(self.window)
        self.wrong.show()
        self.views.setCurrentIndex(1)
        found["what is wrong"] = self._drawn(self.window)
        self.wrong.hide()
        self.menu.popup(QPoint(9, 9))
        found["menu"] = self._drawn(self.menu)
        self.menu.close()
        self.dialog.show()
        found["dialog"] = self._drawn(self.dialog)
        self.dialog.close()
        QToolTip.showText(QPoint(9, 9), "A tip", self.window)
        tip = next(each for each in QApplication.topLevelWidgets() if each.inherits("QTipLabel") and each.isVisible())
        found["tip"] = self._drawn(tip)
        tip.hide()
        return found

    @staticmethod
    def _drawn(widget: QWidget) -> QImage:
        QApplication.processEvents()
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()  # only one of two windows has it
        return widget.grab().toImage()


def unlike(shown: dict[str, QImage], wanted: dict[str, QImage]) -> list[str]:
    """Name the pictures that are not the same."""
    assert shown.keys() == wanted.keys()
    return [name for name, picture in shown.items() if picture != wanted[name]]


def test_what_was_hidden_at_the_change_looks_as_if_it_had_been_made_after_it(
    qtbot: PatientBot, qapp: QApplication
) -> None:
    theme.theme().apply(qapp, "light")
    made_in_light = Hidden(qtbot)
    light = made_in_light.look()
    theme.theme().apply(qapp, "dark")
    dark = made_in_light.look()
    assert unlike(dark, light) == list(light)
    assert unlike(dark, Hidden(qtbot).look()) == []
    theme.theme().apply(qapp, "light")
    assert unlike(made_in_light.look(), light) == []


def test_light_and_dark_differ_in_nothing_but_colours_and_their_pictures(qapp: QApplication) -> None:
    """A change of the look moves nothing: it need not lay the window out anew."""
    sheets = []
    for scheme in ("light", "dark"):
        theme.theme().apply(qapp, scheme)
        sheets.append(re.sub(r"#[0-9A-Fa-f]{6}\b", "#", qapp.styleSheet()).replace(f"{scheme}icons:", "icons:"))
    assert sheets[0] == sheets[1] and sheets[0].count("#") > 100
    pictures = [{path.name for path in (RESOURCES / "icons" / scheme).iterdir()} for scheme in ("light", "dark")]
    assert pictures[0] == pictures[1] and set(re.findall(r"icons:([\w.-]+)", sheets[0])) <= pictures[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_of_a_closed_button_is_seen(qtbot: PatientBot, qapp: QApplication, scheme: str) -> None:
    """It was white on a light ground where the button would have been blue."""
    theme.theme().apply(qapp, scheme)
    made = button("Save the PDF", kind="primary", icon="save")
    qtbot.addWidget(made)
    picture = made.icon().pixmap(18, QIcon.Mode.Disabled).toImage()
    points = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
    assert theme.theme().colour("text-3").name() in {point.name() for point in points if point.alpha() == 255}
