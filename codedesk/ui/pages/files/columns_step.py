"""The step "Columns": what a row is, and what each column means, with three of its values and why it was taken so."""

from collections.abc import Hashable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.pages.files.seen import AskedSeen, ColumnSeen
from codedesk.ui.pages.files.steps import BringStep, EnterGoesOn
from codedesk.ui.widgets.editors import ChoiceBox
from codedesk.ui.widgets.grid import EntryGrid, GridCell, GridColumn, GridRow

_ABOUT = "Each column and what it means. A click on “Means”, or typing there, changes it."
_LETTER, _WITH_SHEET = 62, 116
Choices = Sequence[tuple[str, str]]


class ColumnsStep(BringStep):
    """What a row is, what a column means, and what is asked of a whole sheet.

    Signals: row_chosen(place of the sheet, key) · meaning_chosen(sheet, column, key) · answered(key asked, choice).
    """

    title = "Columns"
    row_chosen = Signal(int, str)
    meaning_chosen = Signal(int, int, str)
    answered = Signal(str, str)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._kinds: Choices = ()
        self._meanings: Mapping[int, Choices] = {}
        self._rows: Mapping[int, tuple[str, str]] = {}
        self._shown = 0
        self.kind = ChoiceBox()
        self.kind.setAccessibleName("What one row is")
        self.kind.setMinimumWidth(240)
        self.kind.setPlaceholderText("Choose …")
        self.kind.activated.connect(self._choose_kind)
        self.why = theme.label("", "body", "second", wrap=True)
        self.grid = EntryGrid(_columns(), "Columns of the sheet", commit=self._commit)
        self.grid.current_changed.connect(self._moved)
        EnterGoesOn(self.grid, self, "meaning")
        column = theme.column(self, 8)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(theme.label("One row is", "body", "second"))
        row.addWidget(self.kind)
        row.addWidget(self.why, 1)
        column.addLayout(row)
        self.boxes: dict[str, ChoiceBox] = {}
        self._asked = QWidget()
        self._lines = QGridLayout(self._asked)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(12)
        self._lines.setColumnStretch(2, 1)
        column.addWidget(self._asked)
        column.addWidget(theme.label(_ABOUT, "body", "second", wrap=True))
        column.addWidget(self.grid, 1)

    @property
    @override
    def first(self) -> QWidget | None:
        open_ = (box for box in self.boxes.values() if box.currentIndex() < 0)
        return next(open_, self.grid.view)

    def show_columns(
        self,
        columns: Sequence[ColumnSeen],
        meanings: Mapping[int, Choices],
        rows: Mapping[int, tuple[str, str]],
        kinds: Choices,
    ) -> None:
        """Show what each column means. By the place of a sheet: what its columns can mean, what a row is and why."""
        self._meanings, self._rows, self._kinds = meanings, rows, kinds
        many = len({column.page for column in columns}) > 1
        self.grid.view.setColumnWidth(0, _WITH_SHEET if many else _LETTER)
        self.kind.clear()
        self.kind.addItems([words for _, words in kinds])
        self.grid.show_rows([_row(column, many=many) for column in columns])
        page = self._page() if self.grid.current is not None else columns[0].page if columns else next(iter(rows), 0)
        self._show_sheet(page)

    def show_asked(self, asked: Sequence[AskedSeen]) -> None:
        """Ask what the file does not say of whole sheets; a box with the keyboard keeps it."""
        if [each.key for each in asked] == list(self.boxes):
            return
        held = next((key for key, box in self.boxes.items() if box.hasFocus()), "")
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.boxes = {}
        for line, each in enumerate(asked):
            box = ChoiceBox()
            box.setMinimumWidth(240)
            box.setPlaceholderText("Choose …")
            box.setAccessibleName(each.words)
            box.addItems([words for _, words in each.choices])
            keys = [key for key, _ in each.choices]
            box.setCurrentIndex(keys.index(each.chosen) if each.chosen in keys else -1)
            box.activated.connect(partial(self._answer, each.key, keys))
            self.boxes[each.key] = box
            self._lines.addWidget(theme.label(each.words, "body", "caution"), line, 0)
            self._lines.addWidget(box, line, 1)
        self._asked.setVisible(bool(asked))
        if held in self.boxes:
            self.boxes[held].setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, key: str, choices: Sequence[str], place: int) -> None:
        self.answered.emit(key, choices[place])

    def _page(self) -> int:
        at = self.grid.current
        return at[0][0] if at is not None and isinstance(at[0], tuple) else self._shown

    def _moved(self, key: object, _column: str) -> None:
        if isinstance(key, tuple):
            self._show_sheet(key[0])

    def _show_sheet(self, page: int) -> None:
        """Offer what the sheet on which the keyboard is can mean."""
        self._shown = page
        row, why = self._rows.get(page, ("", ""))
        self.kind.setCurrentIndex(next((at for at, (key, _) in enumerate(self._kinds) if key == row), -1))
        self.why.setText(why)
        self.grid.model.set_choices("meaning", [words for _, words in self._meanings.get(page, ())])

    def _commit(self, key: Hashable, _column: str, text: str) -> None:
        assert isinstance(key, tuple)
        found = self._meanings.get(key[0], ())
        meaning = next((name for name, words in found if words == text), None if text else "")
        if meaning is None:
            self.grid.refuse(key, "meaning", "Choose one of the list")
            return
        self.grid.accept(key, "meaning", text)
        self.meaning_chosen.emit(*key, meaning)

    def _choose_kind(self, place: int) -> None:
        self.row_chosen.emit(self._page(), self._kinds[place][0])


def _columns() -> tuple[GridColumn, ...]:
    return (
        GridColumn("letter", "Column", width=_LETTER, editable=False),
        GridColumn("head", "Head", width=132, editable=False),
        GridColumn("values", "For example", width=208, editable=False),
        GridColumn("meaning", "Means", width=184, choices=("",)),
        GridColumn("why", "Why", width=160, editable=False, stretch=True),
    )


def _row(column: ColumnSeen, *, many: bool) -> GridRow:
    sheet = f"{column.sheet}, " if many else ""
    values = " · ".join(column.values)
    cells = {
        "letter": GridCell(f"{sheet}{column.letter}", "read_only"),
        "head": GridCell(column.head, "read_only", strong=True),
        "values": GridCell(values, "read_only", values),
        "meaning": GridCell(column.meaning, "suggested" if column.is_open else "normal"),
        "why": GridCell(column.why, "read_only", column.why),
    }
    return GridRow((column.page, column.place), cells, name=column.head or f"column {column.letter}")
