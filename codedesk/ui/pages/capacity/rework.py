"""Rework and denials as rates: per cause, source, work type and coder, with what was nobody's error apart.

Nobody is ranked: coders stand by name, each with the accuracy of the same time. Below it the list of what came back.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.charts import findings
from codedesk.metrics.figures import Accuracy, Explanation, NotAudited
from codedesk.metrics.quantities import Quantity
from codedesk.services.flow.rows import FlowRow, ReworkLineRow
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.pages.capacity.cards import NOT_MADE, KeyFigures, fit, key_of
from codedesk.ui.pages.capacity.reworks import ReworkPanel
from codedesk.ui.pages.capacity.views import CapacityView, made_of
from codedesk.ui.widgets.explain import NOT_AUDITED, explain, explained
from codedesk.ui.widgets.segments import Segments
from codedesk.ui.widgets.table import Table, TableColumn

_BY = (("cause", "By cause"), ("source", "By source"), ("type", "By work type"), ("coder", "By coder"))
_HEADS = {"cause": "Cause", "source": "Where it came from", "type": "Work type", "coder": "Coder"}
_MOST = 8
_PARTS = ("documentation", "system", "payer", "overturned")
_MONEY = ("at_stake", "recovered")
_WORDS = (
    "Rework counts the coder’s own errors; an overturned denial is nobody’s. Documentation, systems and payers stand "
    "apart: they ask about a process."
)


class ReworkView(CapacityView):
    """The rates."""

    name: ClassVar[str] = "rework"
    word: ClassVar[str] = "Rework and denials"
    said: ClassVar[str] = "what came back, and why"
    takes_coder: ClassVar[bool] = True

    @override
    def build(self) -> None:
        self.figures = KeyFigures("Rework and denials")
        self.by = Segments("Rework", _BY)
        self.by.chosen.connect(self._show_by)
        self.words = theme.few_lines(2, "second")
        self.tables = {key: self._table(key) for key, _ in _BY}
        self.entries = ReworkPanel(self.context)
        self.entries.column.setSpacing(4)
        inside = QWidget()
        inside.setObjectName("scroll_body")
        column = theme.column(inside, 4)
        column.addWidget(self.figures)
        above = QHBoxLayout()  # beside each other: below it they made the page scroll in a small window
        above.setSpacing(16)
        above.addWidget(self.by)
        above.addWidget(self.words, 1)
        column.addLayout(above)
        for table in self.tables.values():
            column.addWidget(table)
        column.addWidget(self.entries, 1)
        self.body.addWidget(theme.scrolled(inside))

    @property
    def table(self) -> Table[ReworkLineRow]:
        """The table that is shown."""
        return self.tables[self.by.key]

    @override
    def show_flow(self, flow: FlowRow) -> None:
        made = flow.rework
        named = (
            ("Rework", made.total.share),
            ("Denials", made.total.denial_share),
            ("At stake", made.total.at_stake),
            ("Recovered", made.total.recovered),
            ("Days to resolve", made.days_to_resolve),
        )
        self.figures.show_figures(named, self.context.period_label)
        coder = self.context.coder_id
        of_coders = [row for row in made.by_coder if coder is None or row.key == coder]
        shown = {"cause": made.by_cause, "source": made.by_source, "type": made.by_type, "coder": of_coders}
        for key, rows in shown.items():
            self.tables[key].show_rows(rows)
            self.tables[key].leave_out(_empty(key, rows))
            fit(self.tables[key], _MOST)
        open_ = f" {formats.plural(made.open, 'line')} still open." if made.open else ""
        none = f"Nothing came back in {self.context.period_label}. "
        self.words.setText(f"{'' if made.total.charts else none}{_WORDS}{open_}")
        self._show_by(self.by.key)

    @override
    def read(self) -> None:
        self.entries.refresh()

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        return self.entries.actions()

    @override
    def explanations(self) -> Sequence[Explanation]:
        row = self.table.selected_row()
        if row is not None:
            return _of_line(row)
        if self.flow is None:
            return ()
        made = self.flow.rework
        return (*_of_line(made.total), *made_of(made.denied_dollars, made.days_to_resolve))

    @override
    def first_focus(self) -> QWidget:
        return self.table

    @override
    def focus_drawing(self) -> None:
        self.table.setFocus()

    def _table(self, key: str) -> Table[ReworkLineRow]:
        made: Table[ReworkLineRow] = Table(
            rework_columns(_HEADS[key], of_person=key == "coder"), f"Rework {dict(_BY)[key].lower()}",
            row_height=theme.COMPACT_ROW_HEIGHT, settings=self.context.settings, key=key_of,
        )  # fmt: skip
        made.activated.connect(self._explain_row)
        made.row_menu.name_open("How is this made?")
        return made

    def _show_by(self, key: str) -> None:
        for name, table in self.tables.items():
            table.setVisible(name == key and bool(table.rows))

    def _explain_row(self, row: ReworkLineRow) -> None:
        explain(self, f"{row.name}, {self.context.period_label}", _of_line(row))


def _empty(key: str, rows: Sequence[ReworkLineRow]) -> list[str]:
    """Return the columns that say nothing: what none is of, money that nobody logged, causes where each row is one."""
    none = [part for part in _PARTS if not any(getattr(row, part) for row in rows)]
    none += [*_PARTS[:3], "coder"] if key == "cause" else []
    return none + [part for part in _MONEY if all(getattr(row, part).value is None for row in rows)]


def _of_line(row: ReworkLineRow) -> tuple[Explanation, ...]:
    numbers = made_of(row.share, row.denial_share, row.at_stake, row.recovered)
    if row.accuracy is None:
        return tuple(numbers)
    return (*numbers, NOT_AUDITED if isinstance(row.accuracy, NotAudited) else row.accuracy.explanation)


def rework_columns(head: str, *, of_person: bool) -> tuple[TableColumn[ReworkLineRow], ...]:
    """Return whose errors came back, what of it counts, the rates and the money; of coders the accuracy beside."""

    def counted(key: str, title: str, width: int, of: Callable[[ReworkLineRow], int]) -> TableColumn[ReworkLineRow]:
        return TableColumn(
            key, title, width, "right", text=lambda row: formats.count(of(row)), of_person=of_person, least=width - 20
        )

    def made(key: str, title: str, width: int, of: Callable[[ReworkLineRow], Quantity]) -> TableColumn[ReworkLineRow]:
        return TableColumn(
            key, title, width, "right", of_person=of_person,
            text=lambda row: NOT_MADE if of(row).value is None else of(row).text,
            tooltip=lambda row: explained(of(row).explanation), least=width - 20,
            tone=lambda row: "second" if of(row).value is None else "",
        )  # fmt: skip

    accuracy: TableColumn[ReworkLineRow] = TableColumn(
        "accuracy", "Accuracy", 214, text=lambda row: accuracy_cell(row.accuracy), of_person=True, least=206,
        tooltip=lambda row: accuracy_cell(row.accuracy),
    )  # fmt: skip
    return (
        TableColumn("name", head, 130, text=lambda row: row.name, stretch=True, strong=True, least=110, most=240),
        counted("charts", "Charts", 66, lambda row: row.charts),
        counted("coder", "Coding", 72, lambda row: row.coder),
        counted("documentation", "Documents", 84, lambda row: row.documentation),
        counted("system", "System", 66, lambda row: row.system),
        counted("payer", "Payer", 62, lambda row: row.payer),
        counted("overturned", "Overturned", 88, lambda row: row.overturned),
        made("share", "Rework", 78, lambda row: row.share),
        made("denial_share", "Denials", 78, lambda row: row.denial_share),
        *((accuracy,) if of_person else ()),
        made("at_stake", "At stake", 96, lambda row: row.at_stake),
        made("recovered", "Recovered", 122, lambda row: row.recovered),
    )


def accuracy_cell(accuracy: Accuracy | NotAudited | None) -> str:
    """Say an accuracy with its sample, "" where it has no meaning."""
    if accuracy is None:
        return ""
    if isinstance(accuracy, NotAudited) or accuracy.records is None:
        return findings.accuracy_words(accuracy).removeprefix("accuracy: ").removeprefix("accuracy ")
    interval = formats.interval(accuracy.low, accuracy.high)
    sample = formats.plural(accuracy.records, "chart")
    return f"{formats.percent(accuracy.value, accuracy.standard)} ({interval}, {sample})"
