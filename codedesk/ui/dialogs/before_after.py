"""Before and after an event: the finding in sentences, the table behind it, and how many weeks are compared."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from codedesk.charts import before_after as words
from codedesk.errors import CodeDeskError
from codedesk.metrics.before_after import WEEKS
from codedesk.services.figures.before_after import before_after
from codedesk.services.figures.before_after_rows import BeforeAfterRow
from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.widgets.buttons import button, copy_button
from codedesk.ui.widgets.card import TextTable
from codedesk.ui.widgets.dialog import Dialog
from codedesk.ui.widgets.segments import Segments

_WIDTH, _HEIGHT = 1080, 560
_USUAL = "8"


class BeforeAfterDialog(Dialog):
    """The comparison of one event; 4, 8 or 13 weeks. Esc closes it."""

    def __init__(self, parent: QWidget, context: Context, event_id: int) -> None:
        """Lay the parts out and read."""
        super().__init__(parent)
        self._context, self._event_id = context, event_id
        self._row: BeforeAfterRow | None = None
        self.setWindowTitle("Before and after an event")
        self.resize(_WIDTH, _HEIGHT)
        self.title = theme.label("", "title", wrap=True)
        self.spans = theme.label("", "body", "second", wrap=True)
        self.said = theme.label("", "body", wrap=True)
        self.not_why = theme.label(words.NOT_WHY, "caption", "second", wrap=True)
        self.table = TextTable(wrapped=True)
        self.weeks = Segments("Weeks compared", tuple((str(number), f"{number} weeks") for number in WEEKS))
        self.weeks.choose(_USUAL)
        self.weeks.chosen.connect(self._read)
        self.copy = copy_button(self.copy_text)
        self.copy.setToolTip("Copy the sentences and the table, for a letter or a spreadsheet")
        self._lay_out()
        self._read(_USUAL)

    def copy_text(self) -> None:
        """Copy title, sentences and table."""
        if self._row is not None:
            QGuiApplication.clipboard().setText(words.copied(self._row))

    def _read(self, key: str) -> None:
        today = self._context.today()
        self._context.read(
            self, before_after, self._event_id, int(key), today, then=self._show, failed=self._show_failure
        )

    def _show(self, row: BeforeAfterRow) -> None:
        self._row = row
        self.title.setText(words.title(row))
        self.spans.setText(words.spans(row))
        self.said.setText("\n".join(words.sentences(row)))
        self.table.show_table(words.table(row), f"{words.title(row)}. {' '.join(words.sentences(row))}")
        self._fill(there=True)

    def _show_failure(self, error: BaseException) -> None:
        known = isinstance(error, CodeDeskError)
        self._row = None
        self.title.setText("Before and after an event")
        self.said.setText(str(error) if known else "This could not be read because of an error in CodeDesk.")
        self._fill(there=False)

    def _fill(self, *, there: bool) -> None:
        for part in (self.spans, self.not_why, self.table, self.copy):
            part.setVisible(there)

    def _lay_out(self) -> None:
        column = theme.column(self, 12, margins=(theme.PAGE_MARGIN, 16, theme.PAGE_MARGIN, 16))
        for part in (self.title, self.spans, self.said, self.not_why):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.weeks)
        foot.addStretch(1)
        foot.addWidget(self.copy)
        foot.addWidget(button("Close", self.accept))
        column.addLayout(foot)
