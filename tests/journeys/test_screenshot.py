"""The picture of the README: the Coder page of the sample team, as the window shows it.

With CODEDESK_PICTURE set the picture is written to docs/screenshot.png; else it is only looked at.
"""

import os
from datetime import date
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from sqlmodel import Session, select

from codedesk import periods
from codedesk.desk import Desk
from codedesk.models import Coder
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from codedesk.ui.main_window import MainWindow
from tests.patience import PatientBot

PICTURE = Path(__file__).parents[2] / "docs" / "screenshot.png"


def _number(session: Session) -> int:
    return session.exec(select(Coder).where(Coder.name == "Maren Tolliver")).one().key


def test_the_picture_of_the_readme_is_what_a_person_sees(qtbot: PatientBot, sample: Desk) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.theme().apply(app, "light")
    context = Context(sample, Settings(), lambda: date(2026, 9, 30), sample=True)
    context.department_name, context.period = "Sample department", periods.quarter(2026, 3)
    window = MainWindow(Settings())
    window.resize(1280, 960)
    qtbot.addWidget(window)
    frame = Frame(context)
    window.show_department(frame, "Sample department", sample=True)
    with qtbot.waitActive(window):
        window.show()
    context.navigate("coder", coder_id=sample.read(_number))
    qtbot.settle(window, lambda: context.background.busy or frame.page is None)
    shown = " ".join(label.text() for label in frame.findChildren(QLabel) if label.isVisible())
    for words in ("SAMPLE", "Maren Tolliver", "Pace", "Accuracy", "95 % interval"):
        assert words in shown
    picture = window.grab().toImage()
    assert len({picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}) > 30
    if os.environ.get("CODEDESK_PICTURE"):
        assert picture.save(str(PICTURE))
    assert QImage(str(PICTURE)).width() >= 1000
