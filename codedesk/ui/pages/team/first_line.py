"""The first line of Team: how complete the data is, what is missing of whom, and how many values are to be looked at.

Words only; what is missing is counted by the services.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from codedesk import formats
from codedesk.services.people.team import DaysEnteredRow
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import button, shortcut_words

_DUE = (
    "How is this made?\nA day is due where the schedule of a coder has hours, up to today, unless it is a holiday or a "
    "planned absence.\nIt is entered when it has paid hours, charts or other time: day by day, so that work on another "
    "day never fills its place.\nWithout a schedule: of each week as many weekdays as the weekly hours make."
)


class Completeness(QFrame):
    """The line. `looking` is the button that leads to the values to look at; it is hidden while there are none."""

    def __init__(self) -> None:
        """Start without words."""
        super().__init__()
        self.setProperty("kind", "strip")
        self._head = theme.label("", "head")
        self._head.setToolTip(_DUE)
        self._rest = theme.label("", "body", "second", wrap=True)
        self.looking = button("", kind="quiet")
        self.looking.setToolTip(f"Surprising values, to confirm or correct ({shortcut_words('Ctrl+Shift+U')})")
        self.looking.hide()
        row = theme.row(self, 16, margins=(12, 2, 4, 2))
        row.addWidget(self._head, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._rest, 1)
        row.addWidget(self.looking, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(theme.CONTROL_HEIGHT + 4)

    def show_completeness(self, rows: DaysEnteredRow) -> None:
        """Say what is entered and what is missing."""
        head, *rest = rows.words
        words = "; ".join(rest) + "." if rest else "Nothing is missing: every day has its hours, everybody is audited."
        self._head.setText(head)
        self._rest.setText(words[:1].upper() + words[1:])
        self.setAccessibleName(f"{head}. {words}")

    def show_looking(self, count: int | None, of: str = "") -> None:
        """Offer the values to look at, of one coder where one is named; None where they were not counted."""
        counted = "Values to look at" if count is None else f"{formats.plural(count, 'value')} to look at"
        words = f"{counted} of {of}" if of else counted
        self.looking.setText(words.replace("&", "&&"))
        self.looking.setAccessibleName(words)
        self.looking.setVisible(count != 0)
