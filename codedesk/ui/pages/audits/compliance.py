"""The compliance side of audits, on the Audits page: money, DRG changes, phases, accuracy below standard, what waits.

Here lives what is read and how it is laid out. Columns and sentences are compliance_tables.py's.
"""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.services.audits.compliance import BelowRow, ComplianceRow, PhaseRow, RebuttalRow, compliance
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.pages.audits import compliance_tables as tables
from codedesk.ui.pages.audits.compliance_tables import FigureLine
from codedesk.ui.pages.audits.views import AuditsView
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.explain import explain, explain_pair
from codedesk.ui.widgets.table import Table
from codedesk.ui.widgets.work_type_box import WorkTypeBox

_ROW, _MOST_ROWS = theme.COMPACT_ROW_HEIGHT, 1000  # the page scrolls, not its tables


class ComplianceView(AuditsView):
    """Compliance for the coder and period of the top bar and a work type."""

    takes_coder = True
    name = "compliance"

    @override
    def build(self) -> None:
        """Make the tables, each with its sentence."""
        self.rows: ComplianceRow | None = None
        self._starting = False
        self.work_type = WorkTypeBox()
        self.work_type.activated.connect(self._narrow)
        self.money: Table[FigureLine] = Table(
            tables.money_columns(), "Money over- and under-coded", row_height=_ROW, most_rows=_MOST_ROWS
        )
        self.phases: Table[PhaseRow] = Table(
            tables.phase_columns(), "Pre-bill against retrospective", row_height=_ROW, most_rows=_MOST_ROWS
        )
        self.below: Table[BelowRow] = Table(
            tables.below_columns(), "Accuracy below the standard", row_height=_ROW, most_rows=_MOST_ROWS
        )
        self.rebuttals: Table[RebuttalRow] = Table(
            tables.rebuttal_columns(), "Rebuttals that wait for an outcome", row_height=_ROW, most_rows=_MOST_ROWS
        )
        self.below.activated.connect(self._explain_below)
        self.money.activated.connect(self._explain_money)
        self.phases.activated.connect(self._explain_phase)
        self.rebuttals.activated.connect(self._open_audit)
        for table in (self.below, self.money, self.phases):
            table.row_menu.name_open("How is this made?")
        self.rebuttals.row_menu.name_open("Go to the audit")
        names = ("money", "drg", "phases", "below", "rebuttals", "overdue")
        self.words = {name: theme.label("", "section", wrap=True) for name in names}
        self.words["drg"] = theme.label("", "body", wrap=True)  # goes on below its table
        self.words["overdue"] = theme.label("", "section")  # beside its button
        self.to_do = button("Show To do", self._show_to_do, kind="quiet")
        head = QHBoxLayout()
        head.addWidget(self.work_type)
        head.addStretch(1)
        head.addWidget(button("Copy as table", self.copy_table, kind="quiet"))
        self.body.addLayout(head)
        self.body.addWidget(self._area(), 1)

    @override
    def refresh(self) -> None:
        """Read the compliance side of the period of the top bar."""
        context = self.context
        self.read(compliance, context.period, context.today(), context.coder_id, self.work_type.chosen, then=self._show)

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        """Return what can be done here."""
        return (Action("audits.compliance_copy", "Copy the compliance view as a table", "", self.copy_table),)

    @override
    def first_focus(self) -> QWidget:
        """Start with the first table that shows something, else with the choice above."""
        shown = (self.below, self.money, self.phases, self.rebuttals)
        found = next((table for table in shown if table.rows), None)
        self._starting = found is None
        return found or self.work_type

    def copy_table(self) -> None:
        """Copy every sentence and table as a spreadsheet pastes them."""
        parts: list[str] = []
        for name, label in self.words.items():
            parts.append(label.text())
            table = self._tables.get(name)
            if table is not None and table.rows:
                table.clearSelection()
                parts.append(table.copied())
        QGuiApplication.clipboard().setText("\n".join(parts))
        self.context.say("done", "Copied as a table.")

    @property
    def _tables(self) -> dict[str, Table[Any]]:
        return {
            "money": self.money,
            "phases": self.phases,
            "below": self.below,
            "rebuttals": self.rebuttals,
        }

    def _area(self) -> QScrollArea:
        body = QWidget()
        column = theme.column(body, 8)
        column.addWidget(self.words["below"])
        column.addWidget(self.below)
        pair = QHBoxLayout()
        pair.setSpacing(16)
        pair.addWidget(_stacked(self.words["money"], self.money, self.words["drg"]), 2)
        pair.addWidget(_stacked(self.words["phases"], self.phases), 3)
        column.addLayout(pair)
        column.addWidget(self.words["rebuttals"])
        column.addWidget(self.rebuttals)
        late = QHBoxLayout()
        late.addWidget(self.words["overdue"])
        late.addWidget(self.to_do)
        late.addStretch(1)
        column.addLayout(late)
        column.addStretch(1)
        return theme.scrolled(body, tab_stop=True)

    def _show(self, rows: ComplianceRow) -> None:
        self.rows = rows
        period = self.context.period_label
        self.page.show_content()
        self.page.set_subline(f"Compliance, {period} · {formats.plural(rows.audits, 'audit')}")
        self.work_type.offer(rows.work_types)
        shown: dict[str, tuple[Any, ...]] = {
            "money": tables.money_lines(rows.money) if rows.money.records else (),
            "phases": rows.phases,
            "below": rows.below,
            "rebuttals": rows.rebuttals,
        }
        for name, table in self._tables.items():
            _fill(table, shown[name])
        self._say(rows, period)
        self.page.update_actions()
        if self._starting and self.work_type.hasFocus():
            self.first_focus().setFocus()

    def _say(self, rows: ComplianceRow, period: str) -> None:
        audited = f"of {formats.plural(rows.audited_coders, 'audited coder')}"
        if not rows.audited_coders:
            below = f"Accuracy below the standard: nobody was audited in {period}."
        elif not rows.below:
            below = f"Accuracy below the standard: none {audited}."
        else:
            below = f"Accuracy below the standard, whatever the pace: {len(rows.below)} {audited}"
        phases = "Pre-bill and retrospective, audits at random" if rows.phases else f"No audit at random in {period}."
        overdue = len(rows.overdue) + len(rows.education_overdue)
        late = formats.plural(overdue, "action or education item", "actions and education items")
        late = f"Overdue: {late}" if overdue else "Overdue: no action, no education item."
        waiting = len(rows.rebuttals)
        said = {
            "below": below,
            "money": tables.money_words(rows.money),
            "drg": tables.drg_words(rows.drg),
            "phases": phases,
            "overdue": late,
            "rebuttals": f"Rebuttals that wait for an outcome: {waiting}"
            if waiting
            else "Rebuttals: none waits for an outcome.",
        }
        for name, words in said.items():
            self.words[name].setText(words)

    def _narrow(self, _place: int) -> None:
        self.refresh()

    @override
    def explain(self) -> None:
        """Open "How is this made?" for the row with the keyboard, for the money where there is none."""
        focused = next((table for table in self._tables.values() if table.hasFocus()), self.money)
        row = focused.selected_row()
        if isinstance(row, BelowRow):
            self._explain_below(row)
        elif isinstance(row, PhaseRow):
            self._explain_phase(row)
        else:
            self._explain_money(None)

    def _explain_below(self, row: BelowRow) -> None:
        explain_pair(self, f"{row.coder}, {self.context.period_label}", row.paired, "accuracy")

    def _explain_phase(self, row: PhaseRow) -> None:
        explain(self, f"{row.phase.words}, {self.context.period_label}", (row.accuracy.explanation,))

    def _explain_money(self, _row: object) -> None:
        if self.rows is not None:
            made = tables.money_explanation(self.rows.money), tables.drg_explanation(self.rows.drg)
            explain(self, self.context.period_label, made)

    def _show_to_do(self) -> None:
        self.context.navigate("audits", view="todo")

    def _open_audit(self, row: RebuttalRow) -> None:
        self.context.navigate("audits", audit_id=row.audit_id)


def _fill(table: Table[Any], rows: tuple[Any, ...]) -> None:
    """Show rows in a table as high as they are; none where there are none."""
    table.show_rows(rows)
    table.clearSelection()
    table.setVisible(bool(rows))
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def _stacked(*widgets: QWidget) -> QWidget:
    made = QWidget()
    column = theme.column(made, 8)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return made
