"""The typed grid of Today: the order in which a day is entered, and changes of several cells at once.

What a change means is the page's; how a cell looks is the widget's.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override

from codedesk.services.flow.waiting_days import WAITS
from codedesk.ui.pages.today import waits
from codedesk.ui.pages.today.cells import COLUMNS, RowMaker, ShownCell, columns_for
from codedesk.ui.pages.today.row_keys import RowKey
from codedesk.ui.widgets.grid import Block, EntryGrid, GridColumn

Place = tuple[RowKey, str]
Texts = Sequence[tuple[RowKey, str, str]]
# Enter at the end of a column goes on at the top of the next: a day is its charts, then everyone's paid hours.
_AFTER = {"charts": "paid"}


class DayGrid(EntryGrid):
    """The grid of one date, or of one coder's days.

    Signal: end_reached() where Enter has nowhere to go on.
    """

    end_reached = Signal()
    alone = False
    """Whether it shows what waits alone."""
    _declared: Sequence[GridColumn] = COLUMNS
    _title = "Work of the day"
    _after: Mapping[str, str] = _AFTER

    def __init__(
        self,
        commit: Callable[[Hashable, str, str], None],
        change: Callable[[str, Texts], None],
        paste: Callable[[Hashable, str, Block], None],
        last_week: Callable[[Sequence[Place]], None],
        row_height: int,
    ) -> None:
        """Take the page's answers to one cell, to several, to a pasted block and to "as last week"."""
        super().__init__(self._declared, self._title, commit=commit, paste=paste, row_height=row_height)
        self.knows_last_week = True
        self._change, self._copy_last_week = change, last_week
        self._jump: Place | None = None
        self._maker = RowMaker()
        self._turned, self._names = False, dict[int, str]()

    def show_day(self, shown: ShownCell) -> None:
        """Show the rows of a day."""
        self._turned, self._names = shown.turned, {block.coder_id: block.coder for block in shown.grid.blocks}
        columns = columns_for(shown)
        if columns != self.model.columns:
            self.model.columns = columns
            self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)
        at = self.current
        self.show_rows(self._maker.rows(shown))
        if at is not None and self.current is None and isinstance(at[0], RowKey):
            self.set_current(at[0].of_day, at[1])  # the line is gone: its day has become one line again

    def jump_to(self, key: RowKey, column: str) -> None:
        """Put the keyboard on a cell: at once, or with the step that ends the typing going on."""
        if self.view.is_typing():
            self._jump = (key, column)
        elif not self.set_current(key, column):
            self._jump = None

    def start(self, day: date) -> None:
        """Put the keyboard on the first cell still to fill from a date on; where nothing is, on the first of all.

        Where nothing can be typed it stands on the first row of the date, so that its figures are read.
        """
        wanted = [(column, empty) for empty in (True, False) for column in ("charts", "paid")]
        found = (self._first(column, empty=empty, since=day) for column, empty in wanted)
        first = next((place for place in found if place is not None), None)
        if first is None:
            keys = [self._key(row) for row in range(len(self.rows))]
            for key in [key for key in keys if key.day >= day][:1] or keys[:1]:
                self.set_current(key, "paid")
        else:
            self.set_current(first[0].of_day, "paid")
            self.view.scrollTo(self.view.currentIndex(), QAbstractItemView.ScrollHint.PositionAtTop)
            self.set_current(*first)

    def places(self) -> list[Place]:
        """Return the chosen cells that can be typed into."""
        rows, columns = self.view.chosen()
        return [self._place(row, column) for row in rows for column in columns if self._takes(row, column)]

    def rows_taking(self, key: RowKey, columns: Sequence[str]) -> list[RowKey]:
        """Return the rows from one on that take a value in any of the columns, by their keys in the first of them."""
        start, at = self.model.place_of(key), [self.model.column_of(column) for column in columns]
        if start is None:
            return []
        rows = range(start, len(self.rows))
        return [self._key(row, columns[0]) for row in rows if any(self._takes(row, column) for column in at)]

    @override
    def takes(self, place: int, column: int) -> bool:
        return super().takes(place, column) and self.model.columns[column].key != "what"

    @override
    def copied_text(self, place: int, column: int) -> str:
        """Name the coder, or the date, in each line: a block that carries them is put back in any order."""
        if self.model.columns[column].key != "who":
            return super().copied_text(place, column)
        key = self._key(place)
        return key.day.isoformat() if self._turned else self._names.get(key.coder_id, "")

    @override
    def own_step(self, down: int, right: int) -> Place | None:
        if self._jump is not None:
            jump, self._jump = self._jump, None
            return jump
        index = self.view.currentIndex()
        if down != 1 or not index.isValid() or self._open_below(index.row(), index.column()):
            return None
        following = self._after.get(self.model.columns[index.column()].key)
        target = self._first(following) if following else None
        if target is None:
            self.end_reached.emit()
        return target

    @override
    def offers(self, place: int, column: int) -> bool:
        adds = self.model.columns[column].key == "what" and self.model.cell(place, column).state == "suggested"
        return not adds and super().offers(place, column)

    @override
    def clear(self) -> None:
        places = self.places()
        if len(places) == 1:
            self.enter(*self._numbers(places[0]), "")
        elif places:
            self._change("Clear", [(*place, "") for place in places])
        else:
            self.say_if_shut()

    @override
    def fill_down(self) -> None:
        rows, columns = self.view.chosen()
        texts: list[tuple[RowKey, str, str]] = []
        for column in columns:
            targets = [row for row in rows if self._takes(row, column)]
            source = targets.pop(0) if len(targets) > 1 else self._open_above(targets[0], column) if targets else None
            if source is not None:
                text = self.model.cell(source, column).text
                texts += [(*self._place(row, column), text) for row in targets]
        if len(texts) == 1:
            key, name, text = texts[0]
            self.enter(*self._numbers((key, name)), text)
        elif texts:
            self._change("Fill down", texts)

    @override
    def ask_last_week(self, place: int, column: int) -> None:
        places = [at for at in self.places() if at[1] != "what"]
        if places:
            self._copy_last_week(places)

    def _first(self, column: str, *, empty: bool = False, since: date = date.min) -> Place | None:
        at = self.model.column_of(column)
        rows = (row for row in range(len(self.rows)) if self.model.is_open(row, at) and self._key(row).day >= since)
        row = next((row for row in rows if not empty or self._is_empty(row, at)), None)
        return None if row is None else self._place(row, at)

    def _is_empty(self, row: int, column: int) -> bool:
        """Tell whether a cell waits for a value: of a day whose paid hours are entered, only they are asked for."""
        day = self.model.place_of(self._key(row).of_day)
        paid = self.model.cell(row if day is None else day, self.model.column_of("paid"))
        cell = self.model.cell(row, column)
        return (not cell.text or cell.state == "suggested") and (not paid.text or paid.state == "suggested")

    def _open_below(self, row: int, column: int) -> bool:
        return any(self.model.is_open(below, column) for below in range(row + 1, len(self.rows)))

    def _open_above(self, row: int, column: int) -> int | None:
        return next((above for above in range(row - 1, -1, -1) if self._takes(above, column)), None)

    def _takes(self, row: int, column: int) -> bool:
        return self.model.is_open(row, column) and self.model.columns[column].key != "what"

    def _key(self, row: int, column: str = "") -> RowKey:
        key = self.rows[row].key_of(column)
        assert isinstance(key, RowKey)
        return key

    def _place(self, row: int, column: int) -> Place:
        name = self.model.columns[column].key
        return self._key(row, name), name

    def _numbers(self, place: Place) -> tuple[int, int]:
        row = self.model.place_of(place[0])
        assert row is not None
        return row, self.model.column_of(place[1])


class WaitingGrid(DayGrid):
    """The grid of what waits at the end of a date, with what is known beside it."""

    alone = True
    _declared = waits.COLUMNS
    _title = WAITS
    _after: Mapping[str, str] = {}

    @override
    def start(self, day: date) -> None:
        first = self._first("charts", empty=True) or self._first("charts")
        if first is not None:
            self.set_current(*first)

    @override
    def _is_empty(self, row: int, column: int) -> bool:
        cell = self.model.cell(row, column)
        return not cell.text or cell.state == "suggested"
