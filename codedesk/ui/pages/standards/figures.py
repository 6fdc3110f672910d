"""Published figures beside a work type's standards: listed with the rate that follows, added, voided. Never defaults.

Here lives the panel with its form. What a published figure may be is decided in services/benchmarks.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from codedesk import formats
from codedesk.errors import Refused
from codedesk.models.standards import BenchmarkDraft, PaceUnit, PublishedBasis
from codedesk.services.standards import benchmarks
from codedesk.services.standards.benchmarks import BENCHMARKS, NEVER_DEFAULTS, BenchmarkRow
from codedesk.services.standards.standards import WorkTypeStandardRow
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.editing import Editing
from codedesk.ui.typed import WHY, TypedForms, TypedPlace
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.described import field_of
from codedesk.ui.widgets.fields import Field, Form
from codedesk.ui.widgets.form_card import FormCard
from codedesk.ui.widgets.table import Table, TableColumn

_LEFT = (
    field_of(BenchmarkDraft, "pace_low", "Pace", width=88),
    field_of(BenchmarkDraft, "pace_high", "Up to", width=88),
    field_of(BenchmarkDraft, "pace_unit", "Stated", width=168),
    field_of(BenchmarkDraft, "hours_per_day", "Hours of a day", required=False, width=88),
    field_of(BenchmarkDraft, "basis", "Measured in", width=168),
)
_RIGHT = (
    field_of(BenchmarkDraft, "source", "Source", placeholder="who published it, and where"),
    field_of(BenchmarkDraft, "year", "Year", width=88),
    field_of(BenchmarkDraft, "accuracy", "Accuracy", unit="%", width=88),
    Field("setting", "Setting", placeholder="such as inpatient"),
    Field("note", "Note"),
)

_BY_DAYS = (PaceUnit.PER_DAY, PaceUnit.PER_WEEK, PaceUnit.UNITS_PER_DAY)
_START = {"pace_unit": PaceUnit.PER_HOUR, "hours_per_day": 8.0, "basis": PublishedBasis.NOT_STATED}


def figure_columns() -> tuple[TableColumn[BenchmarkRow], ...]:
    """Declare the list of published figures."""
    return (
        TableColumn("figure", "As published", 190, text=lambda row: row.statement, strong=True),
        TableColumn("rate", "Per hour", 112, "right", text=_rate_words, tooltip=_no_rate),
        TableColumn("basis", "Hours", 118, text=lambda row: row.draft.basis.words),
        TableColumn("year", "Year", 56, "right", text=lambda row: str(row.draft.year)),
        TableColumn("source", "Source and note", 160, text=_source_words, tooltip=_source_words, stretch=True, lines=2),
    )


def _rate_words(row: BenchmarkRow) -> str:
    if not row.rates:
        return "not known"
    return " to ".join(dict.fromkeys(formats.rate(rate) for rate in row.rates))


def _no_rate(row: BenchmarkRow) -> str:
    """Say why no rate follows from workload units; the units of the department's own charts are another measure."""
    return "" if row.rates else "no rate per hour follows: the source does not say how many units a chart has"


def _source_words(row: BenchmarkRow) -> str:
    draft = row.draft
    accuracy = f"accuracy {formats.typed(draft.accuracy)} %" if draft.accuracy is not None else ""
    return " · ".join(words for words in (draft.source, draft.setting, accuracy, draft.note, _no_rate(row)) if words)


class FigureForm(FormCard):
    """A published figure as it is typed."""

    def __init__(self) -> None:
        """Start empty."""
        self.left_side = Form(_LEFT, label_width=104)
        self.right_side = Form(_RIGHT, label_width=88)
        self.work_type, self._work_type_id = "", 0
        super().__init__("Add a published figure", "Add the figure", self.left_side, self.right_side)
        self.left_side.changed.connect(self._show_hours)
        for form in self.forms:
            form.submitted.connect(self.foot.save.setFocus)

    def start(self, name: str, typed: TypedForms, work_type_id: int) -> None:
        """Begin with an empty form for a work type, or with what was typed of it before."""
        typed.leave(self)
        self.heading.setText(f"Add a published figure, {name}")
        self.clear()
        self.put(_START)
        place = TypedPlace("figure", f"new {work_type_id}", self.heading.text(), {"work_type_id": work_type_id})
        typed.follow(self, place, self.foot)
        self.work_type, self._work_type_id = name, work_type_id
        self._show_hours()

    def draft(self) -> BenchmarkDraft:
        """Return what is typed; Refused marks the first field that is wrong."""
        values = self.values()
        return BenchmarkDraft(
            work_type_id=self._work_type_id, **values | {"hours_per_day": values["hours_per_day"] or 8.0}
        )

    def _show_hours(self) -> None:
        try:
            unit = str(self.left_side.value("pace_unit"))
        except Refused:
            unit = ""
        self.left_side.show_field("hours_per_day", unit in _BY_DAYS)


class Figures(QWidget):
    """The published figures of the chosen work type. opened() and closed() tell the page about the form's room."""

    opened = Signal()
    closed = Signal()

    def __init__(self, context: Context, form: FigureForm) -> None:
        """Take the form, which stands where the page has room for it."""
        super().__init__()
        self.context, self.form = context, form
        self.editing = Editing(context, self)
        self._work_type: WorkTypeStandardRow | None = None
        self.table: Table[BenchmarkRow] = Table(
            figure_columns(), "Published figures", row_height=theme.COMPACT_ROW_HEIGHT, key=lambda row: row.id
        )
        self.beside = theme.label("", "body", "second", wrap=True)
        self.detail = theme.label("", "caption", "second", wrap=True)
        self.void_button = button("Void", self.void, kind="quiet")
        self.table.selected.connect(self._show_detail)
        self.empty = theme.label("No published figure is kept beside this work type yet.", "body", "third", wrap=True)
        self.form.submitted.connect(self.store)
        self.form.left.connect(self.closed)
        context.typed.opens("standards", "figure", lambda _key: self.add())
        context.typed.opens("standards", f"{WHY}published figure", self._void_again)
        column = theme.column(self, 6)
        column.addWidget(self.beside)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        column.addWidget(theme.label(NEVER_DEFAULTS, "caption", "second", wrap=True))
        column.addStretch(0)

    def figure_actions(self, page: str) -> tuple[Action, ...]:
        """Return what can be done with published figures."""
        here, some = self._can_add, self._can_void
        return (
            Action("standards.add_figure", "Add a published figure", "", self.add, page, here, shown=False),
            Action("standards.take_figures", "List the figures CodeDesk knows", "", self.take, page, here, shown=False),
            Action("standards.void_figure", "Void the published figure", "", self.void, page, some, shown=False),
        )

    def show_work_type(self, row: WorkTypeStandardRow) -> None:
        """Read and show the figures of a work type; an open form goes on with it."""
        before, self._work_type = self._work_type, row
        moved = before is not None and before.id != row.id
        if moved and not self.form.isHidden() and not self.editing.is_saving(self.form):
            self.form.start(row.name, self.context.typed, row.id)
        self.context.read(self, benchmarks.benchmarks, row.id, then=partial(self._show, row))

    def add(self) -> None:
        """Open the form."""
        if self._work_type is not None:
            self.opened.emit()
            self.form.start(self._work_type.name, self.context.typed, self._work_type.id)
            self.form.left_side.editor("pace_low").setFocus(Qt.FocusReason.TabFocusReason)

    def take(self) -> None:
        """Put the few figures that come with CodeDesk beside the work type, with their sources."""
        row = self._work_type
        if row is not None:
            step = f"List published figures, {row.name}"
            self.context.write(self, step, benchmarks.add_published, row.id, then=self._taken)

    def store(self) -> None:
        """Store what is typed."""
        try:
            draft = self.form.draft()
        except Refused:
            return
        step = f"Add published figure, {self.form.work_type}, {draft.year}"
        self.editing.store(self.form, step, BENCHMARKS.add, draft, then=self._stored, again=self.store)

    def _stored(self, number: int) -> None:
        self.context.typed.stored(self.form)
        self.context.typed.leave(self.form)
        self.table.expect(number)
        self.closed.emit()

    def void(self) -> None:
        """Void the chosen figure for a reason."""
        row = self.table.selected_row()
        if row is not None:
            name, step = f"{row.statement}, {row.draft.year}", f"Void published figure, {row.draft.year}"
            self.editing.where = {"work_type_id": row.draft.work_type_id}
            self.editing.void("published figure", name, step, BENCHMARKS.void, row.id)

    def _void_again(self, key: str) -> None:
        """Ask again why a figure is voided, where a reason was typed and not given."""
        if self.table.select_where(lambda row: str(row.id) == key):
            self.void()

    def _show(self, row: WorkTypeStandardRow, found: tuple[BenchmarkRow, ...]) -> None:
        if self._work_type is None or self._work_type.id != row.id:
            return
        own = row.in_force
        words = f"{own.statement} = {formats.rate(own.rate)} per hour" if own else "none in force"
        self.beside.setText(f"Your standard: {words}.")
        self.table.show_rows(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)

    def _show_detail(self, row: BenchmarkRow | None) -> None:
        self.detail.setText(_source_words(row) if row is not None else "")
        self.detail.setVisible(row is not None)
        self.void_button.setEnabled(self._can_void())

    def _taken(self, added: int) -> None:
        if not added:
            self.context.say("info", "The published figures that come with CodeDesk are listed here already.")

    def _can_add(self) -> bool:
        return not self.context.read_only and self._work_type is not None

    def _can_void(self) -> bool:
        return not self.context.read_only and self.table.selected_row() is not None
