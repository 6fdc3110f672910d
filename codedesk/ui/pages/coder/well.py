"""The Well-being part of the page: what is worth a conversation, the balance of the workload, check-ins. Private."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from codedesk import formats
from codedesk.charts import findings
from codedesk.charts.check_ins import check_in_chart
from codedesk.metrics.wellbeing import WorkloadSignal
from codedesk.services.people.checkins import CheckInRow
from codedesk.services.people.wellbeing import BalanceRow, WellBeingRow
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.list_cards import EditedCard, ListCard
from codedesk.ui.pages.coder import talk_forms as forms
from codedesk.ui.pages.coder.answers import AnswersCard
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.explain import explain
from codedesk.ui.widgets.table import TableColumn


class Well(QWidget):
    """The Well-being part of the page."""

    def __init__(self, context: Context, within: QWidget) -> None:
        """Make the cards in the body of a scrolled area; `show_row` fills them."""
        super().__init__(within)
        around = theme.column(within)
        around.addWidget(self)
        around.addStretch(1)
        self._context = context
        self._row: WellBeingRow | None = None
        self.signals = SignalsCard()
        self.signals.asked.connect(self._explain)
        self.balance: ListCard[BalanceRow] = ListCard(
            "Workload balance", balance_columns(), "No work was entered for this period."
        )
        self.answers = AnswersCard()
        self.check_ins: EditedCard[CheckInRow] = EditedCard(context, forms.CHECK_INS)
        self.check_ins.editing.begins = self._new
        column = theme.column(self, 12)
        for card in (self.signals, self.balance, self.check_ins, self.answers):
            column.addWidget(card)
        column.addStretch(1)

    def show_row(self, row: WellBeingRow) -> None:
        """Fill the cards."""
        self._row = row
        self.signals.show_row(row)
        hard = ", ".join(row.hard_types) or "none yet (what Setup calls complex, long or high counts as hard)"
        self.balance.show_rows(row.balance, f"Earned against scheduled hours so far. Hard work types: {hard}.")
        private = "Private, on this page only, unless agreed line by line."
        self.check_ins.show_of(row.coder, row.check_ins, private, coder_id=row.coder_id)
        self.answers.show_chart(check_in_chart(row.check_ins, self._context.today()))

    def _new(self) -> dict[str, Any] | None:
        return None if self._row is None else {"coder_id": self._row.coder_id, "day": self._context.today()}

    def _explain(self, signal: WorkloadSignal) -> None:
        if self._row is not None:
            explain(self, f"{self._row.coder}, {looked_at_words(self._row)}", (signal.explanation,))


class SignalsCard(QFrame):
    """What the log asks to talk about; each line can tell how it is made. asked(signal)."""

    asked = Signal(object)

    def __init__(self) -> None:
        """Start without signals."""
        super().__init__()
        self.words = theme.label("", "body", "second", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        column = theme.card(self, 8)
        column.addWidget(theme.label("Worth a conversation", "section"))
        column.addWidget(self.words)
        column.addLayout(self._lines)

    def show_row(self, row: WellBeingRow) -> None:
        """List the signals, or say that nothing stands out and what was looked at."""
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        looked = looked_at_words(row)
        none = "" if row.signals else " Nothing in the log stands out."
        self.words.setText(f"From the log, {looked}. Questions, not findings; seen on this page only.{none}")
        for signal in row.signals:
            self._lines.addWidget(self._line(signal))

    def _line(self, signal: WorkloadSignal) -> QWidget:
        words = f"Worth a conversation: {signal.text}"
        if signal.paired is not None:
            words += f"\n{findings.pair_words(signal.paired)}."
        made = QWidget()
        across = theme.row(made, 12)
        across.addWidget(theme.label(words, "body", wrap=True), 1)
        how = button("How is this made?", partial(self.asked.emit, signal), kind="quiet")
        how.setAccessibleName(f"How is this made? {signal.explanation.title}")
        across.addWidget(how, 0, Qt.AlignmentFlag.AlignTop)
        return made


def looked_at_words(row: WellBeingRow) -> str:
    """Say which whole weeks were looked at."""
    if row.looked_at is None:
        return "no whole week yet"
    weeks = formats.plural(len(row.looked_at.weeks), "whole week")
    return f"{weeks}, {formats.day(row.looked_at.start)} – {formats.day(row.looked_at.end)}"


def balance_columns() -> tuple[TableColumn[BalanceRow], ...]:
    """Return earned against scheduled hours, the share of hard work, and the pair of the same time."""
    return (
        TableColumn("name", "Who", 120, text=lambda r: r.name, stretch=True),
        TableColumn(
            "earned",
            "Earned hours",
            100,
            "right",
            text=lambda r: formats.hours(r.paired.pace.earned_hours),
            of_person=True,
        ),
        TableColumn("scheduled", "Scheduled hours", 120, "right", text=lambda r: formats.hours(r.scheduled_hours)),
        TableColumn(
            "share", "Earned ÷ scheduled", 136, "right", text=lambda r: formats.percent(r.earned_share), of_person=True
        ),
        TableColumn(
            "hard", "Hard work types", 120, "right", text=lambda r: formats.percent(r.hard_share), of_person=True
        ),
        TableColumn(
            "accuracy", "Accuracy of the same time", 270, text=_accuracy, tooltip=_pair, of_person=True, lines=2
        ),
    )


def _accuracy(row: BalanceRow) -> str:
    return findings.accuracy_words(row.paired.accuracy).removeprefix("accuracy ").removeprefix("accuracy: ")


def _pair(row: BalanceRow) -> str:
    return findings.pair_words(row.paired)
