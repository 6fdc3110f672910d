"""The first line of Team: how complete the data is, and below it, unfolded, who or what asks for attention.

Words only; what is missing is counted, and what asks for attention found, by the services.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.charts import findings
from codedesk.services.people.attention import AttentionRow, Step
from codedesk.services.people.team import DaysEnteredRow
from codedesk.settings import Settings
from codedesk.ui import theme
from codedesk.ui.widgets.button_lines import ButtonLines
from codedesk.ui.widgets.buttons import Button, button, shortcut_words
from codedesk.ui.widgets.fold import Fold

_DUE = (
    "How is this made?\nA day is due where the schedule of a coder has hours, up to today, unless it is a holiday or a "
    "planned absence.\nIt is entered when it has paid hours, charts or other time: day by day, so that work on another "
    "day never fills its place.\nWithout a schedule: of each week as many weekdays as the weekly hours make."
)
_STEPS: dict[Step, str] = {
    "answer": "Answer …",
    "standard": "Review it",
    "standards": "See standards",
    "waiting": "See what waits",
    "plan": "Plan audits",
    "day": "Enter days",
    "coder": "Open",
}
_WHO_WIDE = 150
_HIGHEST = 166  # five lines and the head of the next, which says that there are more


class Attention(Fold):
    """The line and its list. stepped(AttentionRow) when its next step is pressed.

    `looking` is the button that leads to the values to look at; it is hidden while there are none.
    """

    stepped = Signal(object)

    def __init__(self, settings: Settings) -> None:
        """Start without words, open or as it stood last."""
        self.list = ButtonLines()
        self.list.setAccessibleName("Needs attention")
        self._area = theme.scrolled(self.list)
        self.on_paper = False
        """Whether the page is being drawn for paper."""
        super().__init__(settings, "team.attention", "", self._area, opened=True)
        self.list.installEventFilter(self)
        self.line.setToolTip(_DUE)
        self.looking = button("", kind="quiet")
        self.looking.setToolTip(f"Surprising values, to confirm or correct ({shortcut_words('Ctrl+Shift+U')})")
        self.looking.hide()
        self.add(self.looking)

    def show_rows(self, rows: Sequence[AttentionRow], data: DaysEnteredRow, *, can_write: bool) -> None:
        """List what asks for attention, and say how many days are entered."""
        self.list.show_lines([self._line(row, can_write=can_write) for row in rows])
        entered = [words for words in data.words if "due days" in words]
        self.show_line(f"Needs attention: {len(rows)}" if rows else "Nothing needs attention", "; ".join(entered))
        self.head.setEnabled(bool(rows))
        self._area.setVisible(bool(rows))
        self.fit()

    def show_looking(self, count: int | None, of: str = "") -> None:
        """Offer the values to look at, of one coder where one is named; None where they were not counted."""
        counted = "Values to look at" if count is None else f"{formats.plural(count, 'value')} to look at"
        words = f"{counted} of {of}" if of else counted
        self.looking.setText(words.replace("&", "&&"))
        self.looking.setAccessibleName(words)
        self.looking.setVisible(count != 0)

    def fit(self) -> None:
        """Give the list the height of its lines, up to a few: the table goes before. On paper none is cut through."""
        needed = self.list.heightForWidth(max(400, self.width() - 12))
        most = max(_HIGHEST, 3 * self.width() // 10 if self.on_paper else self.window().height() // 4)
        if self.on_paper and needed > most:
            bottoms = [child.geometry().bottom() + 1 for child in self.list.children() if isinstance(child, QWidget)]
            most = max((bottom for bottom in bottoms if bottom <= most), default=most)
        self._area.setFixedHeight(max(0, min(most, needed)))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again when the lines are laid out: new ones have no height before."""
        if watched is self.list and event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def _line(self, row: AttentionRow, *, can_write: bool) -> tuple[QWidget, Button]:
        line = QWidget()
        across = theme.row(line, 12)
        across.setContentsMargins(0, 6, 0, 6)  # so that the first of several lines stands beside its button
        who = theme.one_line(row.who, "body", "" if row.block and row.block.coder_id else "second")
        who.setFixedWidth(_WHO_WIDE)
        why = row.why if row.block is None else f"{row.why} · {_pair(row)}"
        across.addWidget(who, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(theme.label(why, "body", wrap=True), 1)
        made = button(_STEPS[row.step], partial(self.stepped.emit, row), kind="quiet")
        made.setAccessibleName(f"{_STEPS[row.step]} {row.who}: {why}")
        made.setEnabled(can_write or row.step != "answer")
        return line, made


def _pair(row: AttentionRow) -> str:
    """Pace and accuracy that a line is read with, the team's named where the line is of the process."""
    assert row.block is not None
    words = findings.pair_words(row.block.paired)
    return words if row.coder_id is not None else f"{row.block.coder or 'Team'}: {words}"
