"""Mix: what of a change of pace is other work, as a sentence, a table by work type, and "How is this made?".

One card for a coder's page and for the team. What it shows is made elsewhere; nothing is reckoned here.
"""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from codedesk import formats
from codedesk.charts import mix
from codedesk.services.figures.mix_rows import MixRow, MixTypeRow
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.explain import explain, pair_explanations
from codedesk.ui.widgets.segments import Segments
from codedesk.ui.widgets.table import Table, TableColumn

_MOST_ROWS, _YEAR = 10, 364
_SINCE = (("before", "Since the period before"), ("year", "Since a year before"))


class MixCard(QFrame):
    """A change of pace as mix and pace, since one of two earlier periods."""

    def __init__(self) -> None:
        """Start without figures."""
        super().__init__()
        self._rows: dict[str, MixRow] = {}
        self.title = theme.label("Mix", "section", wrap=True)
        self.since = Segments("Mix since", _SINCE)
        self.since.chosen.connect(self._turn)
        self.how = button("How is this made?", self.explain, kind="quiet")
        self.how.setAccessibleName("How is the mix made?")
        self.sentence = theme.label("", "body", wrap=True)
        self.accuracy = theme.label("", "body", "second", wrap=True)
        self.table: Table[MixTypeRow] = Table(mix_columns(), "Mix by work type", most_rows=_MOST_ROWS)
        self.empty = theme.label("", "body", "third", wrap=True)
        self._lay_out()
        self.show_rows(())

    def show_rows(self, rows: Sequence[MixRow]) -> None:
        """Show the changes since the period before and since a year before, where they can be told."""
        self._rows = {key: row for row in rows for key in _keys(row)}
        self.show_since(self.since.key)

    def show_since(self, key: str) -> None:
        """Show the change since "before" (the period before) or "year" (a year before)."""
        self.since.choose(key)
        row = self._rows.get(key)
        self.how.setEnabled(row is not None)
        for part in (self.sentence, self.accuracy, self.table):
            part.setVisible(row is not None)
        self.empty.setVisible(row is None)
        self.empty.setText("" if row else "Nothing to compare: one of the two periods has no hours.")
        if row is None:
            self.title.setText("Mix")
            return
        self.title.setText(mix.title_of(row))
        self.sentence.setText(mix.sentence(row))
        self.accuracy.setText(mix.accuracy_sentence(row))
        self.table.show_rows(row.types)
        self.table.clearSelection()
        self.table.setCurrentIndex(QModelIndex())
        self.setAccessibleName(f"Mix. {mix.sentence(row)} {mix.accuracy_sentence(row)}")

    def explain(self) -> None:
        """Tell how the mix is made, with the pair of the later period beside it."""
        row = self._rows.get(self.since.key)
        if row is not None:
            who = f"{row.who}, {row.label} and {row.before_label}"
            explain(self, who, (row.explanation, *pair_explanations(row.now)))

    def _turn(self, key: str) -> None:
        self.show_since(key)

    def _lay_out(self) -> None:
        column = theme.card(self, 8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.since, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.how, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        widgets: tuple[QWidget, ...] = (self.sentence, self.accuracy, self.table, self.empty)
        for each in widgets:
            column.addWidget(each)


def _keys(row: MixRow) -> tuple[str, ...]:
    """Say since which choice a row is told; the period before a whole year is also a year before."""
    just_before = row.earlier.end + timedelta(1) == row.period.start
    whole_year = (row.period.end - row.period.start).days >= _YEAR
    return ("before", "year") if just_before and whole_year else ("before",) if just_before else ("year",)


def mix_columns() -> tuple[TableColumn[MixTypeRow], ...]:
    """Return the shares and paces of a work type in both periods, its part of both effects, and its accuracy."""
    return (
        TableColumn("work_type", "Work type", 132, text=lambda row: row.work_type, stretch=True, least=116, lines=2),
        TableColumn("share_before", "Hours before", 92, "right", text=lambda row: formats.percent(row.shares[0])),
        TableColumn("share_now", "Hours now", 84, "right", text=lambda row: formats.percent(row.shares[1]), least=78),
        TableColumn("pace_before", "Pace before", 88, "right", text=lambda row: _pace(row, 0)),
        TableColumn("pace_now", "Pace now", 80, "right", text=lambda row: _pace(row, 1), least=74),
        TableColumn("mix", "By mix", 92, "right", text=lambda row: formats.points(row.mix), least=84),
        TableColumn("pace", "By pace", 92, "right", text=lambda row: formats.points(row.pace), least=84),
        TableColumn(
            "accuracy", "Accuracy now", 236, text=lambda row: mix.accuracy_cell(row.accuracy), least=136, lines=2
        ),
    )


def _pace(row: MixTypeRow, n: int) -> str:
    pace = row.paces[n]
    return "not done" if pace is None else formats.percent(pace)
