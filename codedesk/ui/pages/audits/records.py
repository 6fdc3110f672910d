"""The records of an audit, typed line by line as "8 1 0 0", with references numbered by themselves.

Here lives the grid of records and what a typed line becomes. Findings and results live elsewhere.
"""

from collections.abc import Hashable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from codedesk import entry, formats
from codedesk.errors import Refused
from codedesk.models.audits import CODE_COUNTS, HIGHEST_COUNT, RecordDraft
from codedesk.services.audits.lists import AuditLists
from codedesk.ui import theme
from codedesk.ui.pages.audits.words import (
    FLAGS,
    KeyedWord,
    chosen,
    flag_word,
    read_flag,
    read_money,
    read_record,
    work_type_words,
)
from codedesk.ui.widgets.grid import EntryGrid, GridCell, GridColumn, GridRow

_SPARE_ROWS = 8
_FLAGS = ("principal_right", "drg_right")
_PAYMENTS = {"payment_before": "payment_before_cents", "payment_after": "payment_after_cents"}
_MORE = ("work_type", *_PAYMENTS)


def _columns(work_types: Sequence[KeyedWord]) -> tuple[GridColumn, ...]:
    return (*COLUMNS[:-1], *_more_columns(work_types), COLUMNS[-1])


def listing(column: GridColumn, words: Sequence[KeyedWord]) -> GridColumn:
    """Give a column its closed list."""
    return replace(column, choices=tuple(word.name for word in words), keys=tuple(word.key for word in words))


def _more_columns(work_types: Sequence[KeyedWord]) -> tuple[GridColumn, ...]:
    """Declare what can be switched on: of which work type a record is, and what was paid for it."""
    before, after = "Payment as it was coded", "Payment as the auditor codes it"
    return (
        listing(GridColumn("work_type", "Work type", width=108, tooltip="Where it is not the audit’s own"), work_types),
        GridColumn("payment_before", "Paid before", "hours", 96, tooltip=before),
        GridColumn("payment_after", "Paid after", "hours", 96, tooltip=after),
    )


COLUMNS = (
    GridColumn("reference", "Record", width=100, tooltip="A reference of your own, never a patient’s"),
    GridColumn("matched", "Matched", "count", 80, tooltip="Type a whole line here: 8 1 0 0, then y or n"),
    GridColumn("revised", "Revised", "count", 68, tooltip="The auditor has another code in its place"),
    GridColumn("added", "Added", "count", 60, tooltip="The coder missed it"),
    GridColumn("deleted", "Deleted", "count", 68, tooltip="Not supported: over-coding"),
    listing(GridColumn("principal_right", "Principal", width=72, tooltip="Principal diagnosis right: y or n"), FLAGS),
    listing(GridColumn("drg_right", "DRG", width=48, tooltip="DRG or APC right: y or n"), FLAGS),
    GridColumn("findings", "Findings", width=56, editable=False, stretch=True),
)

_NARROW = {
    "reference": 84, "matched": 70, "revised": 58, "added": 51, "deleted": 58, "principal_right": 64,
    "drg_right": 40, "work_type": 84, "payment_before": 76, "payment_after": 76, "findings": 62,
}  # fmt: skip
_SHORT = {"revised": ("Rev.", 44), "added": ("Add.", 46), "deleted": ("Del.", 44), "principal_right": ("Princ.", 48)}
"""Where even that is too wide for a small window: shorter heads, and how many findings are noted is seen below."""


class LineGrid(EntryGrid):
    """An entry grid whose page completes the words itself, by keys as well as by first letters."""

    @override
    def enter(self, place: int, column: int, text: str) -> None:
        """Hand what was typed to the page as it is."""
        row_key, declared = self.model.rows[place].key, self.model.columns[column]
        shown = self.model.cell(place, column)
        words = text.strip()
        if words == shown.text and shown.state in ("normal", "marked"):
            return
        self.model.put(row_key, declared.key, GridCell(words, "busy"))
        self._commit(row_key, declared.key, words)


class RecordsGrid(QWidget):
    """The records grid. Signals: changed() after each line · current_changed(reference) as the keyboard moves.

    findings_wanted(reference) on a double click on the findings of a record.
    """

    changed = Signal()
    current_changed = Signal(str)
    findings_wanted = Signal(str)

    def __init__(self, lists: AuditLists) -> None:
        """Start with an empty sheet; lists give the work types that a record can have."""
        super().__init__()
        self._work_types = work_type_words(lists)
        self._columns = _columns(self._work_types)
        self._wanted = False
        self._fitted: tuple[int, list[GridColumn]] = (0, [])
        self._own_type: int | None = None
        self._lines: list[RecordDraft | None] = []
        self._references: dict[int, str] = {}
        self._findings: dict[str, int] = {}
        self.grid = LineGrid(self._columns, "Records of the audit", commit=self._commit, paste=self._paste)
        self.grid.current_changed.connect(self._moved)
        self.grid.view.doubleClicked.connect(self._double_clicked)
        self.grid.view.viewport().installEventFilter(self)
        column = theme.column(self)
        column.addWidget(self.grid)
        self.setFocusProxy(self.grid)
        self._show()
        self.show_payments(False)

    @property
    def lines(self) -> tuple[RecordDraft, ...]:
        """The records that have counts, in order."""
        return tuple(line for line in self._lines if line is not None)

    @property
    def refusal(self) -> str:
        """The reason of the first line that is refused, "" where none is."""
        found = self.grid.refusals
        return f"record {self._reference(int(str(found[0][0])))}: {found[0][2]}" if found else ""

    def record(self, reference: str) -> RecordDraft | None:
        """Return the record of a reference."""
        return next((line for line in self.lines if line.reference == reference), None)

    def show_lines(self, lines: tuple[RecordDraft, ...]) -> None:
        """Replace the records."""
        self._lines = list(lines)
        self._references = {}
        self._show()
        self.show_payments(self._wanted)

    def offer_references(self, references: tuple[str, ...]) -> None:
        """Give the empty lines references to be typed beside, in order: the charts that were drawn."""
        self._references = {place: reference for place, reference in enumerate(references) if reference}
        self._show()

    @property
    def offered(self) -> tuple[str, ...]:
        """The references that stand beside the lines."""
        return tuple(self._references.get(place, "") for place in range(max(self._references, default=-1) + 1))

    def _double_clicked(self, index: QModelIndex) -> None:
        line = self._lines[index.row()] if index.row() < len(self._lines) else None
        if line is not None and self._columns[index.column()].key == "findings":
            self.findings_wanted.emit(line.reference)

    def show_findings(self, counts: dict[str, int]) -> None:
        """Say how many findings each record has."""
        if counts != self._findings:
            self._findings = dict(counts)
            self._show()

    def show_payments(self, wanted: bool) -> None:
        """Show or hide work type and payments of each record; what says more than the head is never hidden."""
        self._wanted = wanted
        filled = {
            "work_type": any(line.work_type_id not in (None, self._own_type) for line in self.lines),
            **{key: any(getattr(line, name) is not None for line in self.lines) for key, name in _PAYMENTS.items()},
        }
        for place, column in enumerate(self._columns):
            if column.key in _MORE:
                self.grid.view.setColumnHidden(place, not (wanted or filled[column.key]))
        self._fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make the columns as wide as the sheet has room for."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Show what is asked for without sliding sideways: narrower columns first, then shorter heads."""
        view, room = self.grid.view, self.grid.view.viewport().width()
        asked = [
            each for place, each in enumerate(self._columns) if each.key not in _MORE or not view.isColumnHidden(place)
        ]
        if (room, asked) == self._fitted:
            return
        self._fitted = (room, asked)
        wide = sum(each.width for each in asked) <= room
        spare = room - sum(_NARROW[each.key] for each in asked)
        short = spare < 0
        declared = [each if wide else _narrowed(each, max(spare, 0), short=short) for each in self._columns]
        for place, each in enumerate(declared):
            view.setColumnWidth(place, each.width)
        view.setColumnHidden(len(declared) - 1, short)
        if tuple(declared) != self.grid.model.columns:
            self.grid.model.columns = tuple(declared)
            self.grid.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(declared) - 1)

    def set_work_type(self, work_type_id: int | None) -> None:
        """Say which work type the whole audit is of: that of a record is shown where it is another."""
        if work_type_id != self._own_type:
            self._own_type = work_type_id
            self.show_payments(self._wanted)

    def set_read_only(self, read_only: bool) -> None:
        """Close or open the sheet for typing."""
        self.grid.set_read_only(read_only)

    def start(self) -> None:
        """Put the keyboard on the first line that is empty."""
        place = next((place for place, line in enumerate(self._lines) if line is None), len(self._lines))
        self.grid.view.setFocus()
        self.grid.set_current(place, "matched")

    def current_reference(self) -> str:
        """Return the reference of the record with the keyboard, "" on an empty line."""
        at = self.grid.current
        place = int(str(at[0])) if at else -1
        line = self._line(place)
        return line.reference if line is not None else ""

    def _line(self, place: int) -> RecordDraft | None:
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def _reference(self, place: int) -> str:
        line = self._line(place)
        if line is not None:
            return line.reference
        return self._references.get(place) or self._number(place)

    def _number(self, place: int) -> str:
        """Give a line the number of its place, or the next one that no record has."""
        taken = {line.reference for line in self.lines} | set(self._references.values())
        number = place + 1
        while str(number) in taken:
            number += 1
        return str(number)

    def _commit(self, row: Hashable, column: str, text: str) -> None:
        place = int(str(row))
        try:
            self._enter(place, column, text)
        except Refused as refused:
            self.grid.refuse(row, column, refused.reason)
        self._show()
        self.changed.emit()

    def _enter(self, place: int, column: str, text: str) -> None:
        line = self._line(place)
        if column == "reference":
            self._rename(place, text)
        elif column == "matched" and not text:
            self._put(place, None)
        elif column == "matched":
            self._put(place, read_record(text, line or RecordDraft(reference=self._reference(place), matched=0)))
        elif column in _FLAGS:
            flag = read_flag(text)
            self._put(place, self._started(place).but(**{column: flag}))
        elif column in _MORE:
            self._put(place, self._with_more(self._started(place), column, text))
        else:
            count = entry.parse_count(text, HIGHEST_COUNT) or 0
            self._put(place, self._started(place).but(**{column: count}))

    def _with_more(self, line: RecordDraft, column: str, text: str) -> RecordDraft:
        if column in _PAYMENTS:
            return line.but(**{_PAYMENTS[column]: read_money(text)})
        if not text:
            return line.but(work_type_id=None)
        return line.but(work_type_id=chosen(text, self._work_types, "work type").value)

    def _started(self, place: int) -> RecordDraft:
        line = self._line(place)
        if line is None:
            raise Refused("type the codes matched first, or the whole line there: 8 1 0 0")
        return line

    def _rename(self, place: int, text: str) -> None:
        if any(line.reference == text for other, line in enumerate(self._lines) if line and other != place):
            raise Refused(f"record {text} is there already")
        line = self._line(place)
        if line is None:
            self._references[place] = text
        else:
            self._put(place, line.but(reference=text or str(place + 1)))

    def _put(self, place: int, line: RecordDraft | None) -> None:
        while len(self._lines) <= place:
            self._lines.append(None)
        self._lines[place] = line
        while self._lines and self._lines[-1] is None:
            self._lines.pop()

    def _paste(self, row: Hashable, column: str, block: tuple[tuple[str, ...], ...]) -> None:
        shown = [one for place, one in enumerate(self._columns) if not self.grid.view.isColumnHidden(place)]
        keys = [declared.key for declared in shown]
        open_ = [declared.key for declared in shown if declared.editable]
        refused = []
        for offset, cells in enumerate(block):
            place = int(str(row)) + offset
            pairs = list(zip(keys[keys.index(column) :], cells, strict=False))
            for key, text in sorted(pairs, key=lambda pair: pair[0] != "matched"):
                if key not in open_ or (not text.strip() and self._line(place) is None):
                    continue
                try:
                    self._enter(place, key, text.strip())
                except Refused as reason:
                    refused.append((place, key, text.strip(), reason.reason))
        self._show()
        for place, key, text, why in refused:
            self.grid.model.put(place, key, GridCell(text, "refused", why))
        self.changed.emit()

    def _moved(self, _row: object, _column: str) -> None:
        self.current_changed.emit(self.current_reference())

    def _show(self) -> None:
        self.grid.show_rows([self._row(place) for place in range(self._rows_used() + _SPARE_ROWS)])

    def _rows_used(self) -> int:
        return max(len(self._lines), max(self._references, default=-1) + 1)

    def _row(self, place: int) -> GridRow:
        line = self._line(place)
        if line is None:
            typed = self._references.get(place)
            reference = GridCell(typed) if typed else GridCell(self._number(place), "suggested")
            return GridRow(place, {"reference": reference}, name=f"Record {reference.text}")
        counts = {name: GridCell(str(getattr(line, name))) for name in CODE_COUNTS}
        flags = {name: GridCell(flag_word(getattr(line, name))) for name in _FLAGS}
        count = self._findings.get(line.reference, 0)
        cells = {"reference": GridCell(line.reference), **counts, **flags, **self._more_cells(line)}
        return GridRow(place, {**cells, "findings": _findings_cell(line, count)}, name=f"Record {line.reference}")

    def _more_cells(self, line: RecordDraft) -> dict[str, GridCell]:
        known = (word.name for word in self._work_types if word.value == line.work_type_id)
        sums = {key: getattr(line, name) for key, name in _PAYMENTS.items()}
        paid = {key: GridCell("" if cents is None else formats.money(cents)) for key, cents in sums.items()}
        return {"work_type": GridCell(next(known, "")), **paid}


def _narrowed(column: GridColumn, spare: int, *, short: bool) -> GridColumn:
    title, width = column.title, _NARROW[column.key] + (spare if column.key == "work_type" else 0)
    if short:
        title, width = _SHORT.get(column.key, (title, width))
    return replace(column, title=title, width=width)


def _findings_cell(line: RecordDraft, count: int) -> GridCell:
    """Say how many findings stand for the errors counted; fewer than counted is worth a look, not an error."""
    if not line.errors and not count:
        return GridCell("")
    return GridCell(f"{count} of {line.errors}" if count < line.errors else str(count), tone="second")
