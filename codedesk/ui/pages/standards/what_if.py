"""What if: the last two quarters as they are and under the standard that is being typed, side by side. Nothing is kept.

Pace stands with the accuracy of the same coder and quarter; coders by name, the team first. Enter: how is this made?
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.charts import findings
from codedesk.metrics.figures import Accuracy, Paired
from codedesk.models.standards import StandardDraft
from codedesk.services.standards.what_if import WhatIfLine, WhatIfRow, what_if
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.dialog import Dialog
from codedesk.ui.widgets.explain import explain, pair_explanations
from codedesk.ui.widgets.segments import Segments
from codedesk.ui.widgets.table import Table, TableColumn

_WIDTH, _HEIGHT = 1120, 620
_SMALL = 1080
_HOW = (("along", "As if it had held all along"), ("dated", "From its own date"))
_ORDER = "the team comes first, then the coders by name, each quarter after the other."
_OBSERVED = {"met": "met", "below": "below the standard", None: "no standard"}


class WhatIfDialog(Dialog):
    """Who would read how. Esc closes it; the form stays as it is typed."""

    def __init__(self, parent: QWidget, context: Context, draft: StandardDraft, besides: int | None) -> None:
        """Lay out, and read with the draft held from the first day of the two quarters on."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("What if")
        self.resize(_WIDTH, _HEIGHT)
        self._context, self._draft, self._besides = context, draft, besides
        self.row: WhatIfRow | None = None
        self.title = theme.label("What if …", "title", wrap=True)
        self.words = theme.label("Reading …", "body", wrap=True)
        self.how = Segments("The draft holds", _HOW)
        self.how.chosen.connect(self.read)
        self.table: Table[WhatIfLine] = Table(what_if_columns(), "What if", order=_ORDER)
        self.table.activated.connect(self.explain)
        self.table.row_menu.name_open("How is this made?")
        self._lay_out()
        self.read(self.how.key)

    def read(self, how: str) -> None:
        """Read again: "along" as if the draft had held all along, "dated" from its own date on."""
        along = how == "along"
        self._context.read(
            self, what_if, self._draft, self._context.today(), self._besides, along=along, then=partial(self._show, how)
        )

    def explain(self, line: WhatIfLine) -> None:
        """Tell how the paces of a line are made, under the draft and as it is, with the accuracy."""
        then, accuracy = pair_explanations(line.then)
        explain(
            self,
            f"{line.name}, {line.label}: under the draft, then as it is",
            (then, pair_explanations(line.now)[0], accuracy),
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen leave out the change: it is what two columns tell."""
        self.table.leave_out({"change"} if self.width() < _SMALL else set())
        super().resizeEvent(event)

    def _show(self, how: str, row: WhatIfRow) -> None:
        if how != self.how.key:
            return
        self.row = row
        self.title.setText(f"What if {row.work_type} were {row.draft}")
        self.words.setText(summary(row))
        self.table.show_rows(row.lines)

    def _lay_out(self) -> None:
        column = theme.column(self, 12, margins=(24, 16, 24, 16))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.how, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        bottom = QHBoxLayout()
        note = "Nothing is stored, and no figure, packet or sheet changes. Enter on a line: how is this made?"
        bottom.addWidget(theme.label(note, "caption", "second"), 1)
        bottom.addWidget(button("Close", self.accept))
        column.addLayout(bottom)


def summary(row: WhatIfRow) -> str:
    """Say what the draft would do to the team in the last of the quarters, with the accuracy beside it."""
    team = [line for line in row.lines if line.coder_id is None]
    if not team:
        return f"Nothing of {row.work_type} was logged in the last two quarters, so nothing would read differently."
    if not row.reaches:
        since = f"It would hold from {formats.day(row.since)}"
        return f"{since}: no figure of these two quarters would read differently. As it is: {row.as_it_is}."
    last = team[-1]
    pace = f"{formats.percent(last.then.pace.value)} instead of {formats.percent(last.now.pace.value)}"
    return (
        f"From {formats.day(row.since)} on, the team’s pace of {last.label} would read {pace}; "
        f"{findings.accuracy_words(last.then.accuracy)}. As it is: {row.as_it_is}."
    )


def what_if_columns() -> tuple[TableColumn[WhatIfLine], ...]:
    """Return who and when, the work type alone and all work, as it is and under the draft, and the accuracy beside."""
    return (
        TableColumn("name", "Who", 150, text=lambda line: line.name, tooltip=_name, stretch=True, least=118),
        TableColumn("label", "Quarter", 84, text=lambda line: line.label, least=74),
        _pace_column("kind_now", "This work", lambda line: line.kind_now),
        _pace_column("kind_then", "under draft", lambda line: line.kind_then),
        _pace_column("now", "All work", lambda line: line.now),
        _pace_column("then", "under draft", lambda line: line.then),
        TableColumn("change", "Change", 100, "right", text=_change),
        TableColumn("accuracy", "Accuracy", 264, text=_accuracy, tooltip=_accuracy, least=150, lines=2),
        TableColumn("observed", "Its standard", 150, text=_observed, tooltip=_observed, least=96, lines=2),
    )


def _pace_column(key: str, title: str, of: Callable[[WhatIfLine], Paired]) -> TableColumn[WhatIfLine]:
    drafted = key.endswith("then")

    def words(line: WhatIfLine) -> str:
        return formats.percent(of(line).pace.value)

    width, least = (92, 86) if drafted else (84, 78)
    return TableColumn(key, title, width, "right", text=words, tooltip=_pair, strong=drafted, least=least)


def _name(line: WhatIfLine) -> str:
    return line.name


def _change(line: WhatIfLine) -> str:
    now, then = line.now.pace.value, line.then.pace.value
    return "n/a" if now is None or then is None else formats.points(then - now)


def _accuracy(line: WhatIfLine) -> str:
    return findings.accuracy_words(line.then.accuracy).removeprefix("accuracy: ").removeprefix("accuracy ")


def _observed(line: WhatIfLine) -> str:
    now, then = (
        _OBSERVED[each.accuracy.observed] if isinstance(each.accuracy, Accuracy) else "not audited"
        for each in (line.now, line.then)
    )
    return then if now == then else f"{now} → {then}"


def _pair(line: WhatIfLine) -> str:
    now, then = findings.pair_words(line.now), findings.pair_words(line.then)
    return f"{line.name}, {line.label}\nAs it is: {now}\nUnder the draft: {then}"
