"""What audits teach, on the Audits page: errors as bars with rates, education and actions, auditors side by side.

Here lives which part is shown and what is read. Columns are lessons_tables.py's, education is a panel of its own.
"""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.charts.pareto import error_pareto
from codedesk.metrics.lessons import LessonRow
from codedesk.services.audits.consistency import ConsistencyRow
from codedesk.services.audits.lessons import ApartRow, LessonsRow, audit_lessons
from codedesk.services.flow.reworks import CameBackRow
from codedesk.services.reviews.rows import ErrorRow
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.pages.audits import explanations
from codedesk.ui.pages.audits import lessons_tables as tables
from codedesk.ui.pages.audits.action_dialog import ask_action
from codedesk.ui.pages.audits.lessons_education import EducationPanel
from codedesk.ui.pages.audits.views import AuditsView
from codedesk.ui.typed import WHY
from codedesk.ui.widgets.bars import BarsView
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.explain import explain
from codedesk.ui.widgets.segments import Segments
from codedesk.ui.widgets.table import Table
from codedesk.ui.widgets.work_type_box import WorkTypeBox

PARTS = (("errors", "Errors"), ("education", "Education and actions"), ("auditors", "Auditors"))
NAMED_BY = (("category", "Category"), ("cause", "Root cause"), ("severity", "Severity"))
_WORDS = {"category": "category", "cause": "root cause", "severity": "severity"}
_AUDITORS = (
    "The same method, work type and period, audits at random only. A difference asks whether both read alike; "
    "it judges nobody."
)


class LessonsView(AuditsView):
    """Errors, education, auditors: one part at a time, for the coder and period of the top bar and a work type."""

    takes_coder = True
    name = "lessons"

    @override
    def build(self) -> None:
        """Make the switches and the three parts."""
        self.rows: LessonsRow | None = None
        self._starting = False
        self.parts = Segments("Lessons", PARTS)
        self.parts.chosen.connect(self._show_part)
        self.named_by = Segments("Errors by", NAMED_BY)
        self.named_by.chosen.connect(self._show_errors)
        self.work_type = WorkTypeBox()
        self.work_type.activated.connect(self._narrow)
        self.errors = ErrorsPart()
        self.education = EducationPanel(self.context)
        self.education.action_wanted.connect(partial(ask_action, self))
        self.context.typed.opens("audits", "education", self.education.reopen)
        self.context.typed.opens("audits", "finished education", self.education.reopen_finished)
        self.context.typed.opens("audits", f"{WHY}education item", self.education.void_again)
        self.auditors: Table[ConsistencyRow] = Table(tables.consistency_columns(), "Auditors side by side")
        self.auditor_words = theme.label(_AUDITORS, "body", "second", wrap=True)
        self.question = theme.label("", "body", "", wrap=True)
        self.auditors.selected.connect(self._ask)
        for table in (*self.errors.tables, self.auditors):
            table.activated.connect(self._explain)
            table.row_menu.name_open("How is this made?")
        self.errors.came_back.row_menu.name_open("Show it in Capacity")
        self._stack = QStackedWidget()
        for widget in (self.errors, self.education, _column(self.auditor_words, self.auditors, self.question)):
            self._stack.addWidget(widget)
        head = QHBoxLayout()
        head.setSpacing(12)
        for widget in (self.parts, self.named_by, self.work_type):
            head.addWidget(widget)
        head.addStretch(1)
        self.copy = button("Copy as table", self.copy_table, kind="quiet")
        self.add = button("New education item", self.education.add)
        self.done = button("Done", self.education.finish)
        for widget in (self.add, self.done, self.copy):
            head.addWidget(widget)
        self.body.addLayout(head)
        self.body.addWidget(self._stack, 1)
        of_an_item = ("audits.education_done", "audits.education_new", "audits.education_void")
        self.education.items.row_menu.offer(self.actions, *of_an_item)
        self._show_part("errors")

    @override
    def refresh(self) -> None:
        """Read what audits teach about the coder and period of the top bar, and the chosen work type."""
        context = self.context
        self.read(
            audit_lessons, context.period, context.today(), context.coder_id, self.work_type.chosen, then=self._show
        )

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        """Return the ways between the parts and what can be done with education."""
        ways = (("errors", "Alt+7"), ("education", "Alt+8"), ("auditors", "Alt+9"))
        words = dict(PARTS)
        return (
            *(
                Action(
                    f"audits.lessons_{part}", f"Show lessons: {words[part].lower()}", key, partial(self.show_part, part)
                )
                for part, key in ways
            ),
            Action("audits.lessons_copy", "Copy what audits teach as a table", "", self.copy_table),
            *EducationActions(self).all(),
        )

    @override
    def first_focus(self) -> QWidget:
        """Start in the table of the part that is shown, or with the choice above where it is empty."""
        found = next((table for table in self._tables if table.rows), None)
        self._starting = found is None
        return found or self.work_type

    @override
    def navigate(self, **what: Any) -> None:
        """Show a part: part="education", item=7 for an education item of it."""
        self.show_part(what.get("part", "errors"))
        self.education.expect(what.get("item"))

    @override
    def explain(self) -> None:
        """Open "How is this made?" for the row with the keyboard; for the first where none is chosen."""
        table = next((one for one in self._tables if one.hasFocus()), self._tables[0])
        row = table.selected_row() or next(iter(table.rows), None)
        if row is not None:
            self._explain(row)

    def _explain(self, row: object) -> None:
        if isinstance(row, CameBackRow):
            self.context.navigate("capacity", view="rework")
            return
        rows, period = self.rows, self.context.period_label
        if isinstance(row, ApartRow):
            row = row.row
        if isinstance(row, LessonRow) and rows is not None:
            explain(self, period, (explanations.of_lesson(row, rows),))
        elif isinstance(row, ConsistencyRow):
            sides = (row.first.accuracy.explanation, row.second.accuracy.explanation)
            explain(self, period, (explanations.of_consistency(row), *sides))

    def show_part(self, part: str) -> None:
        """Choose a part and show it."""
        self.parts.choose(part)
        self._show_part(part)

    def copy_table(self) -> None:
        """Copy the part that is shown as a spreadsheet pastes it."""
        texts = []
        for table in self._tables:
            table.clearSelection()
            texts.append(table.copied())
        QGuiApplication.clipboard().setText("\n".join(texts))
        self.context.say("done", "Copied as a table.")

    @property
    def _tables(self) -> tuple[Table[Any], ...]:
        """The tables of the part that is shown."""
        if self.parts.key == "errors":
            return (self.errors.table, self.errors.apart, self.errors.came_back)
        if self.parts.key == "education":
            return (self.education.items, self.education.actions_table)
        return (self.auditors,)

    def _ask(self, row: ConsistencyRow | None) -> None:
        self.question.setText(tables.question_words(row) if row is not None else "")

    def _narrow(self, _place: int) -> None:
        self.refresh()

    def _show_part(self, part: str) -> None:
        self._stack.setCurrentIndex([key for key, _ in PARTS].index(part))
        self.named_by.setVisible(part == "errors")
        for made in (self.add, self.done):
            made.setVisible(part == "education" and not self.context.read_only)

    def _show(self, rows: LessonsRow) -> None:
        self.rows = rows
        self.page.show_content()
        self.page.set_subline(f"Lessons, {rows.label}")
        self.work_type.offer(rows.work_types)
        self._show_errors(self.named_by.key)
        self.education.show_lessons(rows)
        self.auditors.show_rows(rows.consistency)
        nothing = f"No two auditors audited the same work type by the same method in {rows.label}."
        self.auditor_words.setText(_AUDITORS if rows.consistency else nothing)
        self.page.update_actions()
        if self._starting and self.work_type.hasFocus():
            self.first_focus().setFocus()

    def _show_errors(self, by: str) -> None:
        if self.rows is not None:
            self.errors.show_lessons(self.rows, by)


class EducationActions:
    """The actions of the education part, asked for before the view is built."""

    def __init__(self, view: LessonsView) -> None:
        """Keep the view."""
        self._view = view

    def all(self) -> tuple[Action, ...]:
        """Return the actions; each shows the education part first."""
        return (
            Action("audits.education_new", "New education item", "Alt+N", self._add, enabled=self._can),
            Action("audits.education_edit", "Change the education item", "", self._edit, enabled=self._on),
            Action("audits.education_done", "Education item is done", "", self._finish, enabled=self._on),
            Action("audits.education_void", "Void the education item", "", self._void, enabled=self._on),
        )

    def _add(self) -> None:
        self._view.show_part("education")
        self._view.education.add()

    def _edit(self) -> None:
        self._view.show_part("education")
        self._view.education.edit()

    def _finish(self) -> None:
        self._view.show_part("education")
        self._view.education.finish()

    def _void(self) -> None:
        self._view.show_part("education")
        self._view.education.void()

    def _can(self) -> bool:
        return not self._view.context.read_only and self._view.rows is not None

    def _on(self) -> bool:
        return self._can() and self._view.education.items.selected_row() is not None


class ErrorsPart(QScrollArea):
    """Bars of the errors with the table behind them; below the causes that are not the coder's, and what came back."""

    def __init__(self) -> None:
        """Make the empty card and tables."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        theme.keep_left(self)
        self.read = theme.label("", "body", "second", wrap=True)
        self.process = theme.label("", "body", "", wrap=True)
        self.title = theme.label("", "section", wrap=True)
        self.subtitle = theme.label("", "caption", "second", wrap=True)
        self.bars = BarsView()
        self.table: Table[LessonRow] = Table(tables.lesson_columns("Category"), "Errors by category")
        self._by: dict[str, Table[LessonRow]] = {"category": self.table}
        self.apart: Table[ApartRow] = Table(tables.apart_columns(), "Causes that are not the coder’s")
        self.apart_words = theme.label("", "section", wrap=True)
        self.came_back: Table[CameBackRow] = Table(tables.came_back_columns(), "What came back outside audits")
        self.came_back_words = theme.label("", "section", wrap=True)
        card = QFrame()
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        inside.setSpacing(4)
        for widget in (self.title, self.subtitle, self.bars):
            inside.addWidget(widget)
        for name, title in NAMED_BY[1:]:
            self._by[name] = Table(tables.lesson_columns(title), f"Errors by {_WORDS[name]}")
        body = QWidget()
        column = theme.column(body, 10)
        below = (self.apart_words, self.apart, self.came_back_words, self.came_back)
        for part in (self.read, self.process, card, *self._by.values(), *below):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(body)
        theme.keep_from_bar(self, body)

    @property
    def tables(self) -> tuple[Table[Any], ...]:
        """All tables of the part, whichever is shown."""
        return (*self._by.values(), self.apart, self.came_back)

    def show_lessons(self, rows: LessonsRow, by: str) -> None:
        """Show the errors named by category, cause or severity."""
        found = {"category": rows.by_category, "cause": rows.by_cause, "severity": rows.by_severity}[by]
        errors = (ErrorRow(row.name, row.count, row.previous, row.over, row.under) for row in found)
        picture = error_pareto(errors, rows.label, rows.before_label, rows.reviewed.records, _WORDS[by])
        self.read.setText(tables.read_words(rows))
        self.process.setText(tables.process_words(rows))
        self.process.setVisible(bool(rows.shared))
        self.title.setText(picture.empty or picture.title)
        self.subtitle.setText(picture.subtitle)
        self.bars.setVisible(not picture.empty)
        self.bars.show_bars(picture)
        for name, table in self._by.items():
            table.setVisible(name == by and bool(found))
        self.table = self._by[by]
        _fill(self.table, found)
        count = sum(row.row.count for row in rows.apart)
        self.apart_words.setText(f"Documentation, systems and auditors: {formats.plural(count, 'finding')}, kept apart")
        self.came_back_words.setText(tables.came_back_words(rows.came_back))
        _fill(self.apart, rows.apart, self.apart_words)
        _fill(self.came_back, rows.came_back, self.came_back_words)


def _fill(table: Table[Any], rows: tuple[Any, ...], words: QWidget | None = None) -> None:
    """Show rows in a table as high as they are; with the words above it only where there are any."""
    table.show_rows(rows)
    if words is not None:
        words.setVisible(bool(rows))
        table.setVisible(bool(rows))
    table.clearSelection()
    table.setFixedHeight(table.horizontalHeader().sizeHint().height() + theme.ROW_HEIGHT * max(1, len(rows)) + 4)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def _column(*widgets: QWidget) -> QWidget:
    made = QWidget()
    column = theme.column(made, 8)
    for widget in widgets:
        column.addWidget(widget)
    return made
