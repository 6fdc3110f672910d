"""Welcome: what is seen before a department is open. Three ways in, then the questions that are asked and not assumed.

It opens nothing: it says what a person chose. There is no context here, because there is no department yet.
"""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from codedesk import paths
from codedesk.errors import Refused
from codedesk.methods import Method
from codedesk.models.departments import DepartmentDraft
from codedesk.ui import ask, theme
from codedesk.ui.widgets.buttons import button, way_button
from codedesk.ui.widgets.fields import Choice, Field, Form
from codedesk.ui.widgets.strip import MessageStrip
from codedesk.ui.widgets.year_fields import show_year, usual_here, year_fields

_WIDTH = 640
_METHOD_CHOICES: tuple[Choice, ...] = tuple((method.words[0].upper() + method.words[1:], method) for method in Method)
QUESTIONS = (
    Field("name", "Department", required=True, placeholder="Inpatient coding, North", width=320),
    Field("manager", "Your name", hint="Stands in the history beside each change and on packets", width=320),
    *year_fields("First quarter starts in", "Other than January: a fiscal year", 200),
    Field("usual_hours_per_day", "Usual paid hours per day", "hours", required=True, unit="hours"),
    Field("default_method", "Audits are scored by", "choice", required=True, choices=_METHOD_CHOICES),
    Field("accuracy_standard", "Accuracy standard", "percent", unit="%", hint="Leave it empty if none is set yet"),
    Field(
        "paper", "Paper", "choice", required=True, choices=(("Letter", "letter"), ("A4", "a4")), width=200
    ),
)  # fmt: skip


class Welcome(QWidget):
    """Three ways in.

    Signals: founded(DepartmentDraft, Path) · sample_wanted() · restore_wanted(Path) · open_wanted(Path).
    """

    founded = Signal(object, object)
    sample_wanted = Signal()
    restore_wanted = Signal(object)
    open_wanted = Signal(object)

    def __init__(self, message: str = "") -> None:
        """Show the ways; message says why nothing is open, if something went wrong."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Welcome")
        self.place = paths.default_department()
        self.strip = MessageStrip()
        self.strip.make_lasting()
        self.form = Form(QUESTIONS, label_width=176)
        self.form.set_values({"usual_hours_per_day": None, "fiscal_year_named_by": usual_here()})
        self.form.changed.connect(self._show_year)
        self._show_year()
        self.form.submitted.connect(self._found)
        self._states = QStackedWidget()
        self._waiting = theme.label("", "body", "second")
        for state in (self._ways(), self._questions(), self._busy()):
            self._states.addWidget(state)
        outer = theme.column(self, margins=(24, 16, 24, 16))
        outer.addWidget(self.strip)
        outer.addWidget(self._states, 1)
        if message:
            self.strip.show_message("error", message)

    def show_ways(self) -> None:
        """Show the three ways."""
        self._states.setCurrentIndex(0)
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_questions(self) -> None:
        """Ask for the choices of a new department."""
        self._show_place()
        self._states.setCurrentIndex(1)
        self.form.focus_first()

    def show_busy(self, words: str) -> None:
        """Say what is being done."""
        self._waiting.setText(words)
        self._states.setCurrentIndex(2)

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong, beside the field where it belongs to one."""
        self._states.setCurrentIndex(1 if isinstance(error, Refused) else 0)
        if not self.form.show_failure(error):
            self.strip.show_message("error", str(error))

    def _ways(self) -> QWidget:
        page, column = _column()
        column.addWidget(theme.label("Welcome to CodeDesk", "key"))
        line = "Log what each coder did and what audits found. See pace and accuracy together, and print the quarter."
        column.addWidget(theme.label(line, "body", "second", wrap=True))
        column.addSpacing(12)
        self._first = way_button("plus", "Start an empty department", "For your own team. A few questions first.")
        self._first.clicked.connect(self.show_questions)
        sample = way_button(
            "team", "Look around with a sample team", "Eight invented coders, two years. Marked SAMPLE everywhere."
        )
        sample.clicked.connect(self._want_sample)
        restore = way_button("restore", "Restore a backup", "Brings a department back, checked before it is opened.")
        restore.clicked.connect(self._choose_backup)
        for way in (self._first, sample, restore):
            column.addWidget(way)
        column.addSpacing(4)
        row = QHBoxLayout()
        row.addWidget(button("Open a department file …", self._choose_file, kind="link"))
        row.addStretch(1)
        column.addLayout(row)
        words = f"Everything stays on this computer, in {paths.data_folder()}. Nothing is sent anywhere."
        column.addWidget(theme.label(words, "caption", "third", wrap=True))
        column.addStretch(2)
        return page

    def _questions(self) -> QWidget:
        page, column = _column()
        column.addWidget(theme.label("A new department", "title"))
        line = "Everything here can be changed later in Setup; past quarters keep what was true then."
        column.addWidget(theme.label(line, "body", "second", wrap=True))
        column.addSpacing(8)
        column.addWidget(self.form)
        column.addSpacing(4)
        place = QGridLayout()
        place.setColumnMinimumWidth(0, 176)
        place.setHorizontalSpacing(12)
        place.setColumnStretch(1, 1)
        self._place, self._place_problem = theme.label(wrap=True), theme.label("", "caption", "error", wrap=True)
        place.addWidget(theme.label("Kept in", "body", "second"), 0, 0, Qt.AlignmentFlag.AlignTop)
        place.addWidget(self._place, 0, 1)
        change = button("Choose another folder …", self._choose_folder, kind="link")
        place.addWidget(change, 1, 1, Qt.AlignmentFlag.AlignLeft)
        place.addWidget(self._place_problem, 2, 1)
        column.addLayout(place)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(button("Back", self.show_ways))
        row.addStretch(1)
        row.addWidget(button("Start the department", self._found, kind="primary"))
        column.addLayout(row)
        column.addStretch(1)
        return page

    def _busy(self) -> QWidget:
        page, column = _column()
        column.addWidget(self._waiting, 0, Qt.AlignmentFlag.AlignHCenter)
        bar = QProgressBar(maximum=0, textVisible=False)
        bar.setFixedWidth(240)
        bar.setAccessibleName("Working")
        column.addWidget(bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return page

    def _show_place(self, refused: str = "") -> None:
        self._place.setText(str(self.place))
        self._place_problem.setText(refused)
        self._place_problem.setVisible(bool(refused))

    def _choose_folder(self) -> None:
        folder = ask.asker().folder(self, "Where the department is kept", self.place.parent)
        if folder is None:
            return
        chosen = folder / self.place.name
        danger = paths.unsafe_place(chosen)
        if danger:
            self._show_place(
                f"{danger} A department that is being written to is damaged by being copied meanwhile, so it stays in "
                f"{self.place.parent}. Backups may go there."
            )
            return
        self.place = chosen
        self._show_place()

    def _found(self) -> None:
        values = self.form.values()
        if values is not None:
            self.founded.emit(DepartmentDraft(**values), self.place)

    def _show_year(self) -> None:
        show_year(self.form, date.today().year)

    def _want_sample(self) -> None:
        self.sample_wanted.emit()

    def _choose_backup(self) -> None:
        path = ask.asker().open_file(self, "Restore a backup", paths.data_folder(), f"Departments (*{paths.SUFFIX})")
        if path is not None:
            self.restore_wanted.emit(path)

    def _choose_file(self) -> None:
        path = ask.asker().open_file(self, "Open a department", paths.data_folder(), f"Departments (*{paths.SUFFIX})")
        if path is not None:
            self.open_wanted.emit(path)


def _column() -> tuple[QWidget, QVBoxLayout]:
    """Return a page whose content stands in a column in the middle, and scrolls where the window is low."""
    scroll = QScrollArea(widgetResizable=True)
    body = QWidget()
    body.setObjectName("scroll_body")
    row = QHBoxLayout(body)
    inner = QWidget()
    inner.setFixedWidth(_WIDTH)
    column = theme.column(inner, 8)
    column.addStretch(1)
    row.addStretch(1)
    row.addWidget(inner)
    row.addStretch(1)
    scroll.setWidget(body)
    return scroll, column
