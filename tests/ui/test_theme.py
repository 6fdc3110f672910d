"""The style sheet is whole wherever the program lies, whatever its folder is called."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QVBoxLayout, QWidget
from typing_extensions import override

from codedesk import paths
from codedesk.ui import theme
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


def test_a_change_of_the_look_styles_what_lies_deep_no_more_often_than_what_lies_on_top(
    qtbot: PatientBot, qapp: QApplication
) -> None:
    theme.theme().apply(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    nest = [Restyled(window)]
    for _ in range(12):
        nest.append(Restyled(nest[-1]))
    with qtbot.waitExposed(window):
        window.show()
    theme.theme().apply(qapp, "dark")
    assert {widget.times for widget in nest} <= {1, 2}
