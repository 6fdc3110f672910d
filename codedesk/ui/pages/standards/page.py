"""The standards page: work types left, right the time line of the chosen one, its ramps, and the form of a new one.

Here lives what is read, asked and saved. How standards look is in words, how one is typed in form.
"""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.charts.standard_line import standard_line
from codedesk.errors import Refused
from codedesk.models.standards import StandardDraft
from codedesk.services.department.departments import DepartmentRow, department
from codedesk.services.standards import affected, standards
from codedesk.services.standards.affected import AffectedByStandard
from codedesk.services.standards.calibration import evidence, proposal
from codedesk.services.standards.calibration_rows import CalibrationRow
from codedesk.services.standards.standards import STANDARDS, RampRow, StandardRow, WorkTypeStandardRow
from codedesk.ui import ask, theme
from codedesk.ui.actions import Action
from codedesk.ui.editing import WHY, Editing
from codedesk.ui.pages.page import Page
from codedesk.ui.pages.standards import words
from codedesk.ui.pages.standards.below import StandardParts
from codedesk.ui.pages.standards.figures import FigureForm, Figures
from codedesk.ui.pages.standards.form import StandardForm, same_figures
from codedesk.ui.pages.standards.many import ManyStandards
from codedesk.ui.pages.standards.pictures import TimeScale
from codedesk.ui.pages.standards.row_menus import offer_rows
from codedesk.ui.pages.standards.sheet import SheetView
from codedesk.ui.pages.standards.trying import Trying
from codedesk.ui.widgets.segments import Segments
from codedesk.ui.widgets.table import Table

_LIST_WIDTH = 240
_LINES_KEPT, _LINES_SHOWN = 2, 3
_VIEWS = (("standards", "Standards"), ("many", "Several at once"), ("sheet", "Sheet for coders"))


class StandardsPage(Page):
    """Standards with their dates, and the change of one with its reach named before it is stored."""

    name, title, icon = "standards", "Standards", "standards"

    @override
    def takes_coder(self) -> bool:
        return False

    @override
    def build(self) -> None:
        self._wanted: int | None = None
        self.work_types: Table[WorkTypeStandardRow] = Table(
            words.work_type_columns(), "Work types", row_height=theme.TWO_LINES_HEIGHT, key=lambda row: row.id
        )
        self.lines: Table[StandardRow] = Table(
            words.time_line_columns(), "Dated standards", row_height=theme.TWO_LINES_HEIGHT, key=lambda row: row.id
        )
        self._views = QStackedWidget(self)
        self.editing = Editing(self.context, self)
        self.form = StandardForm(self.context.dates, self.context.typed)
        self.figure_form = FigureForm()
        for form in (self.form, self.figure_form):
            form.setVisible(False)
        self.figures = Figures(self.context, self.figure_form)
        self.figures.opened.connect(self._open_figure_form)
        self.figures.closed.connect(self._close_form)
        self.scale = TimeScale()
        self.below = StandardParts(self.context, self.figures)
        self.trying = Trying(self.context, self.form)
        self.below.calibration.proposed.connect(self.propose)
        self.sheet = SheetView(self.context)
        self.many = ManyStandards(self.context, self, partial(self._show_view, "standards"))
        self._shown_type: int | None = None
        self.work_types.selected.connect(self._chosen)
        self.work_types.activated.connect(self._to_the_lines)
        offer_rows(self.work_types, self.lines, self.figures.table, self.sheet.receipts, self.actions)
        self.lines.setMinimumHeight(theme.ROW_HEIGHT + _LINES_KEPT * theme.TWO_LINES_HEIGHT + 4)
        self.lines.activated.connect(self._correct_row)
        self.lines.selected.connect(self._show_detail)
        self.form.submitted.connect(self.store)
        self.context.typed.opens(self.name, "standard", self._reopen)
        self.context.typed.opens(self.name, "standards", lambda _key: self.many.focus_first())
        self.form.left.connect(self._close_form)
        self.view = Segments("View", _VIEWS)
        self.view.chosen.connect(self._show_view)
        self.header_extra.addWidget(self.view, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._views, 1)
        for view in (self._make_split(), self.many, self.sheet):
            self._views.addWidget(view)

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        here, many, there, audited = self.name, self.change_many, self._has_work_type, self.calibrate
        return (
            Action("standards.new", "Add a standard", "Ctrl+N", self.add, here, self._can_add, True),
            Action(
                "standards.store", "Store what is typed", "Ctrl+Return", self.store, here, self._can_store, shown=False
            ),
            Action("standards.correct", "Correct the standard", "Ctrl+R", self.correct, here, self._can_change),
            Action("standards.void", "Void the standard", "Ctrl+Delete", self.void, here, self._can_change),
            Action("standards.one", "Standards one by one", "Alt+1", self.show_one_by_one, here, shown=False),
            Action("standards.many", "Several standards at once", "Alt+2", many, here, there, shown=False),
            Action("standards.sheet", "Go to the sheet for coders", "Alt+3", self.show_sheet, here, shown=False),
            Action("standards.calibration", "Calibration from audited work", "", audited, here, there, shown=False),
            *self.trying.actions(here, self._is_open),
            *self.figures.figure_actions(here),
            *self.sheet.sheet_actions(here),
        )

    @property
    @override
    def view_name(self) -> str:
        return f"{self.name} sheet" if self._views.currentWidget() is self.sheet else self.name

    @override
    def first_focus(self) -> QWidget | None:
        if (shown := self._views.currentWidget()) is self.many:
            return self.many.first_focus()
        return self.sheet.receipts if shown is self.sheet else None if self._is_typing() else self.work_types

    @override
    def navigate(self, **what: Any) -> None:
        if what.get("sheet"):
            self.show_sheet()
        if what.get("view") == "many":
            self._show_view("many")
        if "work_type_id" in what:
            self._show_view("standards")
            self._wanted = what["work_type_id"]
            self.work_types.select_where(lambda row: row.id == self._wanted)

    @override
    def refresh(self) -> None:
        self.context.read(self, department, then=self._keep_department)
        self.read(standards.work_types, self.context.today(), then=self._show)
        if self._views.currentWidget() is self.sheet:
            self.sheet.refresh()

    def show_sheet(self) -> None:
        """Show the sheet for coders, or go back from it."""
        shown = self._views.currentWidget() is self.sheet
        self._show_view("standards" if shown else "sheet")

    def show_one_by_one(self) -> None:
        """Show the standards of one work type after the other."""
        self._show_view("standards")
        self.work_types.setFocus()

    def change_many(self) -> None:
        """Change several standards at once, beside those of today."""
        self._show_view("many")
        self.many.focus_first()

    def _show_view(self, key: str) -> None:
        self.view.choose(key)
        self._views.setCurrentIndex([name for name, _ in _VIEWS].index(key))
        if key == "sheet":
            self.sheet.refresh()
        self.update_actions()

    def add(self) -> None:
        """Open the form for a new standard of the chosen work type."""
        row = self.work_types.selected_row()
        if row is not None:
            self._show_view("standards")
            self._open_form()
            self.heading_right.setText(row.name)
            self.form.start_new(row)
            self.form.focus_first()

    def _reopen(self, key: str) -> None:
        """Show the form again in which something was typed: of a new standard, or of one that is corrected."""
        row = next((row for row in self.lines.rows if str(row.id) == key), None)
        self.add() if row is None else self._correct_row(row)

    def calibrate(self) -> None:
        """Show what audited work says of the chosen work type."""
        self._show_view("standards")
        self.below.show_part("calibration")

    def propose(self, row: CalibrationRow) -> None:
        """Open the form on what audited work proposes, with the evidence as its reason."""
        self.add()
        draft = proposal(row)
        if draft is not None:
            self.form.put_statement(draft, evidence(row))

    def correct(self) -> None:
        """Open the form on the chosen standard."""
        row = self.lines.selected_row()
        if row is not None:
            self._correct_row(row)

    def store(self) -> None:
        """Store what is typed; where it reaches back into what is logged, ask first."""
        if self._views.currentWidget() is self.many:
            self.many.store()
            return
        if not self.figure_form.isHidden():
            self.figures.store()
            return
        try:
            draft = self.form.draft()
        except Refused:
            return
        row = self.form.row
        if row is not None and same_figures(row.draft, draft):
            self._write(draft)
            return
        since = draft.effective_from if row is None else min(draft.effective_from, row.effective_from)
        if since >= self.context.today():
            self._write(draft)
            return
        self._ask_about(since, draft.work_type_id, partial(self._ask_to_store, draft))

    def void(self) -> None:
        """Void the chosen standard for a reason; where it reaches back into what is logged, say so."""
        row = self.lines.selected_row()
        if row is None:
            return
        self._ask_about(row.effective_from, row.work_type_id, partial(self._ask_to_void, row))

    def _ask_about(self, since: Any, work_type_id: int, then: Any) -> None:
        self.context.read(self, affected.affected_by, work_type_id, since, self.context.today(), then=then)

    def _ask_to_store(self, draft: StandardDraft, reach: AffectedByStandard) -> None:
        if self.form.work_type_id != draft.work_type_id:  # another type was chosen since; what was typed waits
            return
        title = f"This standard reaches back to {formats.day(reach.start)}"
        yes = "Correct it" if self.form.row is not None else "Add it"
        if reach.empty or ask.asker().question(self, title, words.reach_words(reach), yes):
            self._write(draft)

    def _ask_to_void(self, row: StandardRow, reach: AffectedByStandard) -> None:
        since, self.editing.where = formats.day(row.effective_from), {"work_type_id": row.work_type_id}
        why = WHY if reach.empty else f"{WHY}\n\n{words.reach_words(reach)}"
        name, step = f"{row.statement}, from {since}", f"Void standard, {row.work_type}, from {since}"
        self.editing.void("standard", name, step, STANDARDS.void, row.id, why=why)

    def _write(self, draft: StandardDraft) -> None:
        row, since = self.form.row, formats.day(draft.effective_from)
        step = f"{'Correct' if row else 'Add'} standard, {self.form.work_type}, from {since}"
        back = partial(self.work_types.select_where, lambda shown: shown.id == draft.work_type_id)
        store = partial(self.editing.store, self.form, step, then=self._stored, again=self.store, back=back)
        if row is None:
            store(STANDARDS.add, draft)
        else:
            store(STANDARDS.change, row.id, draft)

    def _stored(self, number: int | None) -> None:
        self.lines.expect(number)
        self._close_form()
        self.form.forget()

    def _show(self, rows: tuple[WorkTypeStandardRow, ...]) -> None:
        if not rows:
            setup = Action("standards.setup", "Add work types", "", self._to_setup)
            line = "There are no work types yet. Add them, then each can have its standards here."
            self.show_empty(line, setup)
            return
        self.show_content()
        self.many.show_rows(rows)
        self.set_subline(words.count_words(rows))
        wanted, self._wanted = self._wanted, None
        self.work_types.blockSignals(True)
        self.work_types.show_rows(rows)
        self.work_types.select_where(lambda row: row.id == wanted)
        self.work_types.blockSignals(False)
        self._chosen(self.work_types.selected_row())

    def _keep_department(self, row: DepartmentRow) -> None:
        self.form.usual_accuracy, self.many.usual = row.draft.accuracy_standard, row.draft

    def _chosen(self, row: WorkTypeStandardRow | None) -> None:
        if row is not None:
            service = standards.standards_and_ramps
            then, same = partial(self._show_lines, row), row.id == self._shown_type
            self._beside.read(service, row.id, self.context.today(), then=then, quiet=same)
        self.update_actions()

    def _show_lines(self, row: WorkTypeStandardRow, found: tuple[tuple[StandardRow, ...], tuple[RampRow, ...]]) -> None:
        chosen = self.work_types.selected_row()
        if chosen is None or chosen.id != row.id:
            return
        lines, ramps = found
        self._shown_type = row.id
        today = self.context.today()
        self.heading_right.setText(row.name)
        if self._is_open() and self.form.work_type_id != row.id and not self.editing.is_saving(self.form):
            self.form.start_new(row)
        self.scale.show_line(standard_line(lines, today))
        self.lines.show_rows(lines)
        most = min(max(len(lines), _LINES_KEPT), _LINES_SHOWN)
        self.lines.setMaximumHeight(theme.ROW_HEIGHT + most * theme.TWO_LINES_HEIGHT + 4)
        self.nothing.setVisible(not lines)
        self.lines.setVisible(bool(lines))
        self.below.show_work_type(row, ramps)
        self._show_parts()
        self.update_actions()

    def _show_detail(self, row: StandardRow | None) -> None:
        self.detail.setText(words.detail_words(row) if row is not None else "")
        self.update_actions()

    def _correct_row(self, row: StandardRow) -> None:
        if self.context.read_only:
            return
        self._open_form()
        chosen = self.work_types.selected_row()
        self.form.start_correction(row, chosen.unit if chosen is not None else "chart")
        self.form.focus_first()

    def _to_setup(self) -> None:
        self.context.navigate("setup", section="work_types", new=True)

    def _to_the_lines(self, _row: object) -> None:
        self._beside.waiting.when_done(self.lines.setFocus)

    def _open_form(self) -> None:
        self.figure_form.setVisible(False)
        self.form.setVisible(True)
        self._show_parts()
        self.update_actions()

    def _open_figure_form(self) -> None:
        self._show_view("standards")
        self.form.setVisible(False)
        self.figure_form.setVisible(True)
        self._show_parts()
        self.update_actions()

    def _close_form(self) -> None:
        added = self._is_open() and self.form.row is None
        for form in (self.form, self.figure_form):
            form.setVisible(False)
        self._show_parts()
        (self.work_types if added else self.lines).setFocus()
        self.update_actions()

    def _show_parts(self) -> None:
        """Give a form the room of the pictures while it is open."""
        typing = self._is_typing()
        self.scale.setVisible(bool(self.lines.rows) and not typing)
        self.detail.setVisible(not typing)
        self.below.setVisible(not typing)

    def _has_work_type(self) -> bool:
        return self.work_types.selected_row() is not None

    def _is_open(self) -> bool:
        return not self.form.isHidden()

    def _is_typing(self) -> bool:
        return self._is_open() or not self.figure_form.isHidden()

    def _can_store(self) -> bool:
        return self._is_typing() or self._views.currentWidget() is self.many

    def _can_add(self) -> bool:
        return self._may_change() and self.work_types.selected_row() is not None

    def _can_change(self) -> bool:
        return self._may_change() and self.lines.selected_row() is not None

    def _may_change(self) -> bool:
        return not self.context.read_only and self._views.currentIndex() == 0

    def _make_split(self) -> QSplitter:
        split = QSplitter(Qt.Orientation.Horizontal, self._views)
        split.setHandleWidth(16)
        split.setChildrenCollapsible(False)
        self.work_types.setMinimumWidth(220)
        split.addWidget(self.work_types)
        split.addWidget(self._make_right(split))
        split.setStretchFactor(1, 1)
        split.setSizes([_LIST_WIDTH, 700])
        return split

    def _make_right(self, split: QSplitter) -> QWidget:
        right = QWidget(split)
        column = theme.column(right, 8)
        self.heading_right = theme.one_line("", "section")
        line = "No standard yet: charts of this work type earn nothing. “Several at once” adds those of all."
        self.nothing = theme.label(line, "body", "second", wrap=True)
        self.nothing.setVisible(False)
        self.detail = theme.few_lines(2, "second")
        for part in (self.heading_right, self.nothing, self.scale, self.lines, self.detail):
            column.addWidget(part)
        column.addWidget(self.below, 1)
        column.addWidget(self.form)
        column.addWidget(self.figure_form)
        column.addStretch(0)
        self._beside = self.reader(right)
        return right
