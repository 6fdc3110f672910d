"""The real window on a small team, opened on Audits or Standards, and a person at its keyboard who counts the keys."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from sqlmodel import Session

from codedesk import periods
from codedesk.desk import Desk
from codedesk.models import Coder, Department, WorkType
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from codedesk.ui.main_window import MainWindow
from codedesk.ui.pages.page import Page
from tests.patience import PatientBot
from tests.ui.typist import Typist

TODAY = date(2026, 9, 30)
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def said_in(widget: QWidget) -> str:
    """Everything that the labels of a widget say, with plain blanks."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel)).replace("\u00a0", " ")


def add_team(session: Session) -> None:
    """Two coders, one work type, an accuracy standard of 95 %."""
    department = session.get(Department, 1) or Department(id=1, created_on=date(2026, 1, 1))
    department.accuracy_standard = 95.0
    session.add(department)
    session.add(Coder(id=1, name="Ana Diaz", started_on=date(2024, 1, 1)))
    session.add(Coder(id=2, name="Ben Ode", started_on=date(2024, 1, 1)))
    session.add(WorkType(id=1, name="Inpatient", position=1))
    session.add(WorkType(id=2, name="Emergency", unit="encounter", position=2))


class Window(Typist):
    """The open window with its keyboard."""

    def __init__(self, bot: PatientBot, desk: Desk, page: str, today: date = TODAY, **where: object) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.theme().apply(app, "light")
        super().__init__(bot, Context(desk, Settings(), lambda: today))
        self.bot: PatientBot = bot
        self.desk = desk
        self.context.period = periods.quarter(2026, 3)
        self.main = MainWindow(Settings())
        self.main.resize(1180, 680)
        bot.addWidget(self.main)
        self.frame = Frame(self.context)
        self.main.show_department(self.frame, "Department")
        with bot.waitActive(self.main):
            self.main.show()
        self.frame.show_page(page, **where)
        self.settle()

    @property
    def page(self) -> Page:
        assert self.frame.page is not None
        return self.frame.page

    def settle(self) -> None:
        """Wait until every reply has come and what was put off for a moment is done."""
        self.bot.settle(self.main, lambda: self.context.background.busy)

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.main
