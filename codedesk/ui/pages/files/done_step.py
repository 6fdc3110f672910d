"""The step "Done": what came in, from when to when, per coder and month, what is missing, and whose totals agree."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.exchange.foreign.translations import SheetSum
from codedesk.formats import count
from codedesk.ui import theme
from codedesk.ui.pages.files.seen import MonthSeen
from codedesk.ui.pages.files.steps import BringStep
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.table import Table, TableColumn

NEXT_MONTH = "Next month's file of this form is two clicks: choose it, and import what is shown."
TAKEN_BACK = "Taken back: nothing of this file is stored any more. Redo brings it in again."
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_MOST_SUMS = 4


class DoneStep(BringStep):
    """What an import brought. What its buttons do is given."""

    title = "Done"

    def __init__(
        self,
        undo: Callable[[], None],
        save_map: Callable[[], None],
        close: Callable[[], None],
        another: Callable[[], None],
    ) -> None:
        """Show nothing yet."""
        super().__init__()
        self._came = ""
        self.words = theme.label("", "section", wrap=True)
        self.sums = theme.label("", "body", wrap=True)
        self.missing = theme.label("", "body", "caution", wrap=True)
        self.table: Table[MonthSeen] = Table(_columns(), "What came in, by coder and month")
        self.undo = button("Undo the import", undo, icon="undo")
        self.save_map = button("Save how it was read …", save_map, icon="save")
        self.save_map.setToolTip("A MAP.json for the command: codedesk import FILE --map MAP.json --into FILE")
        self.close_button = button("Close", close)
        self.another = button("Bring another file …", another, kind="primary")
        column = theme.column(self, 8)
        for words in (self.words, self.sums, self.missing):
            column.addWidget(words)
        column.addWidget(self.table, 1)
        row = QWidget()
        line = theme.row(row, 8)
        line.addWidget(theme.label(NEXT_MONTH, "body", "second", wrap=True), 1)
        for made in (self.undo, self.save_map, self.close_button, self.another):
            line.addWidget(made)
        column.addWidget(row)

    @property
    @override
    def first(self) -> QWidget | None:
        return self.another

    def show_months(
        self, words: str, months: Sequence[MonthSeen], sums: Sequence[SheetSum], missing: Sequence[str]
    ) -> None:
        """Show what came in."""
        self._came = words
        self.words.setText(words)
        self.table.show_rows(months)
        self.sums.setText(sum_words(sums))
        theme.restyle(self.sums, tone="caution" if any(not each.agrees for each in sums) else "improvement")
        self.sums.setVisible(bool(sums))
        self.missing.setText("\n".join(missing))
        self.missing.setVisible(bool(missing))

    def show_taken_back(self, taken_back: bool) -> None:
        """Say whether what came in is still there, or was undone."""
        self.words.setText(TAKEN_BACK if taken_back else self._came)
        self.undo.setEnabled(not taken_back)
        for part in (self.table, self.sums, self.missing):
            part.setEnabled(not taken_back)


def sum_words(sums: Sequence[SheetSum]) -> str:
    """Say whether the totals that stood in the sheet agree with what was taken; those that differ by name."""
    differ = [each for each in sums if not each.agrees]
    if not sums:
        return ""
    if not differ:
        told = f"{sums[0].words} {_figure(sums[0].theirs)}, ours {_figure(sums[0].ours)}"
        return (
            f"All {len(sums)} totals of your sheet agree with what came in ({told})."
            if len(sums) > 1
            else (f"The total of your sheet agrees: {told}.")
        )
    told = "; ".join(f"{each.words} {_figure(each.theirs)}, ours {_figure(each.ours)}" for each in differ[:_MOST_SUMS])
    more = f"; and {len(differ) - _MOST_SUMS} more" if len(differ) > _MOST_SUMS else ""
    return f"{len(differ)} of {len(sums)} totals of your sheet differ from what came in: {told}{more}."


def span_words(months: Sequence[MonthSeen]) -> str:
    """Say from when to when something came in."""
    if not months:
        return ""
    first, last = min(each.month for each in months), max(each.month for each in months)
    start, end = (f"{_MONTHS[day.month - 1]} {day.year}" for day in (first, last))
    return start if start == end else f"{start} to {end}"


def _figure(value: float) -> str:
    return formats.number(value, 2)


def _columns() -> tuple[TableColumn[MonthSeen], ...]:
    return (
        TableColumn("coder", "Coder", 200, text=lambda row: row.coder, stretch=True, strong=True),
        TableColumn("month", "Month", 150, text=_month, sort_key=lambda row: row.month),
        TableColumn("days", "Days", 80, "right", text=lambda row: _whole(row.days), of_person=True),
        TableColumn("charts", "Charts", 100, "right", text=lambda row: _whole(row.charts), of_person=True),
        TableColumn("hours", "Hours", 100, "right", text=lambda row: formats.hours(row.hours or None), of_person=True),
        TableColumn("audited", "Charts audited", 130, "right", text=lambda row: _whole(row.audited), of_person=True),
    )


def _month(row: MonthSeen) -> str:
    return f"{_MONTHS[row.month.month - 1]} {row.month.year}"


def _whole(value: int) -> str:
    return count(value) if value else "–"
