"""Welcome: what is seen before a department is open. The ways in, then the questions that are asked and not assumed.

It opens nothing: it says what a person chose. There is no context here, because there is no department yet.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from codedesk import paths, periods
from codedesk.entry import DateOrder, DateReader
from codedesk.methods import Method
from codedesk.models.departments import DateHabit, DepartmentDraft
from codedesk.ui import ask, theme
from codedesk.ui.actions import Action
from codedesk.ui.dialogs.help import HelpWindow
from codedesk.ui.dialogs.palette import Palette
from codedesk.ui.widgets.buttons import button, way_button
from codedesk.ui.widgets.date_habit import habit_field, usual_habit
from codedesk.ui.widgets.fields import Choice, Field, Form
from codedesk.ui.widgets.form_foot import above_foot
from codedesk.ui.widgets.recent_files import RecentFiles, where_and_when
from codedesk.ui.widgets.strip import MessageStrip
from codedesk.ui.widgets.year_fields import show_year, usual_here, year_fields

_WIDTH = 640
_METHOD_CHOICES: tuple[Choice, ...] = tuple((method.words[0].upper() + method.words[1:], method) for method in Method)
RECORDS_BEGIN = "No day before it is ever missing. Earlier, if older days come in; empty: since each coder’s start"
QUESTIONS = (
    Field("name", "Department", required=True, placeholder="Inpatient coding, North", width=320),
    Field("manager", "Your name", hint="Stands in the history beside each change and on packets", width=320),
    *year_fields("First quarter starts in", "Other than January: a fiscal year", 200),
    Field("usual_hours_per_day", "Usual paid hours per day", "hours", required=True, unit="hours"),
    Field("default_method", "Audits are scored by", "choice", required=True, choices=_METHOD_CHOICES,
          hint="As your audit sheets count it. Code over code, right codes of all codes, is the usual one"),
    Field("accuracy_standard", "Accuracy standard", "percent", unit="%", hint="Leave it empty if none is set yet"),
    Field(
        "paper", "Paper", "choice", required=True, choices=(("Letter", "letter"), ("A4", "a4")), width=200
    ),
    habit_field(320),
    Field("records_begin", "Records begin on", "date", hint=RECORDS_BEGIN),
)  # fmt: skip


WAYS, QUESTIONS_ASKED, WORKING = 0, 1, 2


class Welcome(QWidget):
    """The ways in: the last department again, a new one, the sample, a backup, a file.

    Signals: founded(DepartmentDraft, Path) · sample_wanted() · restore_wanted(Path) · open_wanted(Path) ·
    forgotten(Path) when a file is taken off the list · typed(texts) at each letter of a new department.
    """

    founded = Signal(object, object)
    sample_wanted = Signal()
    restore_wanted = Signal(object)
    open_wanted = Signal(object)
    forgotten = Signal(object)
    typed = Signal(object)

    def __init__(
        self,
        message: str = "",
        known: Sequence[Path] = (),
        window_actions: tuple[Action, ...] = (),
        kept: Mapping[str, Any] | None = None,
        names: Mapping[str, str] | None = None,
    ) -> None:
        """Show the ways; message says why nothing is open. known are the files that were open here, the last first.

        kept is what was typed of a new department before, and not founded; names are what the departments are called.
        """
        super().__init__()
        self._known = (*known, paths.default_department()) if paths.default_department().exists() else tuple(known)
        self._last = next((path for path in known if path.exists()), None)
        self._name: Callable[[Path], str] = lambda path: (names or {}).get(str(path)) or path.stem
        self._window_actions, self._working_from, self._kept = window_actions, WAYS, dict(kept or {})
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Welcome")
        self.place = paths.default_department()
        self._there: Path | None = None
        self.strip = MessageStrip()
        self.strip.make_lasting()
        self.form = Form(QUESTIONS, dates=DateReader(order=self._order), label_width=176)
        self.form.set_values(
            {
                "usual_hours_per_day": None,
                "fiscal_year_named_by": usual_here(),
                "date_order": usual_habit(),
                "records_begin": periods.monday(date.today()),
            }
        )
        for _ in range(2):  # the words for the year follow its first month
            self._show_year()
            now = self.form.texts
            self.form.show_texts({name: text for name, text in self._kept.items() if text != now.get(name)})
        self.form.changed.connect(self._show_year)
        self.form.changed.connect(self._tell_typed)
        self.form.submitted.connect(self._found)
        self._states = QStackedWidget()
        self._waiting = theme.label("", "body", "second")
        for state in (self._ways(), self._questions(), self._busy()):
            self._states.addWidget(state)
        self._make_shortcuts()
        outer = theme.column(self, margins=(24, 16, 24, 16))
        outer.addWidget(self.strip)
        outer.addWidget(self._states, 1)
        if message:
            self.strip.show_message("error", message)

    @property
    def busy(self) -> bool:
        """Tell whether something is being made, restored or opened."""
        return self._states.currentIndex() == WORKING

    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        """Return what can be done before a department is open."""
        listed = () if self._last is None else (self._last,)
        return (
            *(self._action(f"open.{path}", f"Continue with “{self._name(path)}”", "", partial(self._open, path), "open")
              for path in listed),
            self._action("new", "Start an empty department", "Ctrl+N", self.show_questions, "plus"),
            self._action("sample", "Look around with a sample team", "", self._want_sample, "team"),
            self._action("restore", "Restore a backup …", "", self._choose_backup, "restore"),
            self._action("file", "Open a department file …", "Ctrl+O", self._choose_file, "open"),
            *(self._action(f"open.{path}", f"Open “{self._name(path)}”", "", partial(self._open, path), "open")
              for path in self._known if path != self._last and path.exists()),
            *self._window_actions,
            Action("palette", "Search or do", "Ctrl+K", self.open_palette, icon="search", keys_only=True),
            Action("help", "Help and keys of this page", "F1", self.open_help, icon="info"),
        )  # fmt: skip

    def open_palette(self) -> None:
        """List what can be done here, to be found by typing."""
        palette = Palette(self.actions(), self)
        palette.place_over(self.window())
        palette.show()
        palette.line.setFocus()

    def open_help(self) -> None:
        """Show what the manual says of opening, and the keys that hold here."""
        shown = HelpWindow(self, self.actions, lambda page: (page, ()))
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.show_about("welcome")
        shown.show()

    def show_ways(self) -> None:
        """Show the ways in; what was typed of a new department stays."""
        self._states.setCurrentIndex(WAYS)
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_questions(self) -> None:
        """Ask for the choices of a new department."""
        self._take_place(self.place)
        self._states.setCurrentIndex(QUESTIONS_ASKED)
        self.form.focus_first()

    def show_busy(self, words: str) -> None:
        """Say what is being done."""
        self.strip.hide()
        self._waiting.setText(words)
        self._working_from = self._working_from if self.busy else self._states.currentIndex()
        self._states.setCurrentIndex(WORKING)

    def go_back(self) -> None:
        """Show again where the work was begun that came to nothing, with what was typed there."""
        self._states.setCurrentIndex(self._working_from if self.busy else self._states.currentIndex())
        self._take_place(self.place)

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong where it was begun, with what was typed; beside the field where it belongs to one."""
        self.go_back()
        if not self.form.show_failure(error):
            self.strip.show_message("error", str(error))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the questions with Esc; what was typed is there when they are asked again."""
        if event.key() == Qt.Key.Key_Escape and self._states.currentIndex() == QUESTIONS_ASKED:
            self.show_ways()
        else:
            super().keyPressEvent(event)

    def _tell_typed(self) -> None:
        if self.isVisible() and not self.busy:  # one that is being left says nothing more
            self.typed.emit(self.form.texts)

    def _action(self, name: str, text: str, key: str, run: Callable[[], None], icon: str) -> Action:
        return Action(f"welcome.{name}", text, key, run, None, lambda: not self.busy, icon=icon)

    def _make_shortcuts(self) -> None:
        for action in self.actions():
            if action.shortcut:
                made = QShortcut(QKeySequence(action.shortcut), self)
                made.activated.connect(partial(_run_enabled, action))

    def _ways(self) -> QWidget:
        page, column = _column()
        column.addWidget(theme.label("Welcome to CodeDesk", "key"))
        line = "Log what each coder did and what audits found. See pace and accuracy together, and print the quarter."
        column.addWidget(theme.label(line, "body", "second", wrap=True))
        column.addSpacing(12)
        first = "Goes on with what you typed, which is not saved yet." if self._kept else "A few questions first."
        new = way_button("plus", "Start an empty department", f"For your own team. {first}")
        new.clicked.connect(self.show_questions)
        sample = way_button(
            "team", "Look around with a sample team", "Eight invented coders, two years. Marked SAMPLE everywhere."
        )
        sample.clicked.connect(self._want_sample)
        restore = way_button("restore", "Restore a backup", "Brings a department back, checked before it is opened.")
        restore.clicked.connect(self._choose_backup)
        ways = [new, sample, restore]
        if self._last is not None:
            last = f"Continue with “{self._name(self._last)}”"
            on = way_button("open", last, where_and_when(self._last), _WIDTH)
            on.clicked.connect(partial(self._open, self._last))
            ways.insert(0, on)
        self._first = ways[0]
        for way in ways:
            column.addWidget(way)
        column.addSpacing(4)
        self.recent = RecentFiles(self._open, self._forget, self._name)
        column.addWidget(self.recent)
        self._show_recent()
        row = QHBoxLayout()
        row.addWidget(button("Open a department file …", self._choose_file, kind="link"))
        row.addStretch(1)
        column.addLayout(row)
        words = f"Everything stays on this computer, in {paths.data_folder()}. Nothing is sent anywhere."
        column.addWidget(theme.label(words, "caption", "third", wrap=True))
        column.addStretch(2)
        return page

    def _questions(self) -> QWidget:
        page, column = _column(middle=False)  # where it grows by a reason, its head stays
        column.addWidget(theme.label("A new department", "title"))
        line = "Everything here can be changed later in Setup; past quarters keep what was true then."
        column.addWidget(theme.label(line, "body", "second", wrap=True))
        column.addWidget(self.form)
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
        self.open_there = button("", self._open_there, kind="link")
        place.addWidget(self.open_there, 3, 1, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(place)
        column.addStretch(1)
        start = button("Start the department", self._found, kind="primary")
        return above_foot(page, _WIDTH, button("Back", self.show_ways), start)

    def _busy(self) -> QWidget:
        page, column = _column()
        column.addWidget(self._waiting, 0, Qt.AlignmentFlag.AlignHCenter)
        bar = QProgressBar(maximum=0, textVisible=False)
        bar.setFixedWidth(240)
        bar.setAccessibleName("Working")
        column.addWidget(bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return page

    def _take_place(self, place: Path) -> None:
        """Take a name that is free for the new department, and offer to open what has the wanted one."""
        there = place if place.exists() else self._there
        self._there = there if there is not None and there.exists() and there.parent == place.parent else None
        self.place = _free(place)
        self._show_place()

    def _show_place(self, refused: str = "") -> None:
        self._place.setText(str(self.place))
        there = self._there
        words = f"“{there.name}” is in this folder already; the new one gets a name of its own." if there else ""
        self._place_problem.setText(refused or words)
        theme.restyle(self._place_problem, tone="error" if refused else "second")
        self._place_problem.setVisible(bool(refused or words))
        name = f"Open “{there.stem}” instead" if there else ""
        self.open_there.setText(name.replace("&", "&&"))
        self.open_there.setAccessibleName(name)
        self.open_there.setVisible(there is not None)

    def _choose_folder(self) -> None:
        folder = ask.asker().folder(self, "Where the department is kept", self.place.parent)
        if folder is None:
            return
        chosen = folder / paths.default_department().name
        danger = paths.unsafe_place(chosen)
        if danger:
            self._show_place(
                f"{danger} A department that is being written to is damaged by being copied meanwhile, so it stays in "
                f"{self.place.parent}. Backups may go there."
            )
            return
        self._take_place(chosen)

    def _found(self) -> None:
        values = self.form.values()
        if values is None:
            return
        if self.place.exists():  # it came there while the questions were answered
            self._take_place(self.place)
            return
        self.founded.emit(DepartmentDraft(**values), self.place)

    def _open_there(self) -> None:
        if self._there is not None:
            self._open(self._there)

    def _open(self, path: Path) -> None:
        self.open_wanted.emit(path)

    def _forget(self, path: Path) -> None:
        self._known = tuple(known for known in self._known if known != path)
        self._show_recent()
        self.forgotten.emit(path)
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_recent(self) -> None:
        self.recent.show_files(tuple(dict.fromkeys(path for path in self._known if path != self._last)))

    def _order(self) -> DateOrder:
        chosen: DateHabit = self.form.value("date_order")
        return chosen.order

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


def _free(place: Path) -> Path:
    """Return the place, or the first beside it that no file has: "department 2.codedesk"."""
    found, number = place, 1
    while found.exists():
        number += 1
        found = place.with_name(f"{place.stem} {number}{place.suffix}")
    return found


def _run_enabled(action: Action) -> None:
    if action.enabled():
        action.run()


def _column(*, middle: bool = True) -> tuple[QScrollArea, QVBoxLayout]:
    """Return a page whose content stands in a column, from the top or in the middle, and scrolls in a low window."""
    body = QWidget()
    body.setObjectName("scroll_body")
    row = QHBoxLayout(body)
    inner = QWidget()
    inner.setFixedWidth(_WIDTH)
    column = theme.column(inner, 8)
    if middle:
        column.addStretch(1)
    row.addStretch(1)
    row.addWidget(inner)
    row.addStretch(1)
    return theme.scrolled(body), column
