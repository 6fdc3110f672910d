"""Cells of the day grid that are refused, on their way or being typed: kept by date, and there again at the next start.

What is kept is shown as refused, with the words that it is not saved: it never becomes a figure by itself.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from codedesk import formats
from codedesk.ui.context import Context
from codedesk.ui.pages.today.grid import DayGrid
from codedesk.ui.pages.today.row_keys import RowKey
from codedesk.ui.typed import TypedPlace
from codedesk.ui.widgets.form_foot import FormFoot
from codedesk.ui.widgets.grid import NOT_SAVED, GridCell

_BETWEEN = "|"
_HELD_UP = "A cell was not saved yet. Mend it, or press Esc in it, then finish the day."


class TypedCells(QObject):
    """Follows the cells of one grid; `add_lines` shows lines of a day again that hold nothing else."""

    def __init__(self, grid: DayGrid, context: Context, add_lines: Callable[[list[RowKey]], None]) -> None:
        """Belong to the grid; the bar says that something of what is shown is not saved."""
        super().__init__(grid)
        self._form = "waiting" if grid.alone else "cells"
        self._grid, self._typed, self._add_lines = grid, context.typed, add_lines
        self._context = context
        self._days: set[date] = set()
        self.bar = FormFoot(self.save, passing=True)
        self.bar.discard_wanted = self.discard
        self._typed.opens("today", self._form, self._go_to_first)
        self._typed.sees(self._in_sight)
        grid.typed.connect(self._look)
        grid.model.dataChanged.connect(self._look)

    def show(self) -> None:
        """Show what is kept of the dates that came into the grid."""
        came = {row.key.day for row in self._grid.rows if isinstance(row.key, RowKey)} - self._days
        self._days |= came
        kept = {at: text for day in came for at, text in self._kept(day).items()}
        missing = [key for key, _ in kept if self._grid.model.place_of(key) is None]
        if missing:
            self._add_lines(missing)
        refused = {(key, column) for key, column, _ in self._grid.refusals}
        for (key, column), text in kept.items():
            if (key, column) not in refused:
                self._grid.model.put(key, column, GridCell(text, "busy"))
                self._grid.refuse(key, column, NOT_SAVED)
        self._look()
        if came:
            self._typed.changed.emit()

    def hold_up(self) -> bool:
        """Tell whether a refused cell keeps the day from being finished, and say so for as long as it does."""
        if self._grid.refusals:
            self._context.say("caution", _HELD_UP)
        return bool(self._grid.refusals)

    def save(self) -> None:
        """Enter each of the texts that are shown and refused."""
        for key, column, _ in self._grid.refusals:
            place, at = self._grid.model.place_of(key), self._grid.model.column_of(column)
            if place is not None:
                self._grid.enter(place, at, self._grid.model.cell(place, at).text)

    def discard(self) -> None:
        """Give up each of the texts that are shown and refused."""
        for key, column, _ in self._grid.refusals:
            self._grid.model.drop(key, column)
        self._look()

    def forget(self, key: RowKey, column: str) -> None:
        """Let go of what was kept of a cell that is stored now, also of a date that is not shown."""
        place = self._place(key.day)
        kept = dict(self._typed.kept(place))
        if kept.pop(_name(key, column), None) is not None:
            self._typed.keep(place, kept) if kept else self._typed.drop(place.path)

    def _go_to_first(self, _day: str) -> None:
        for key, column, _ in self._grid.refusals[:1]:
            self._grid.set_current(key, column)
            self._grid.view.setFocus()

    def _in_sight(self) -> set[str]:
        shown = isValid(self) and self._grid.isVisible()
        return {self._place(day).path for day in self._days} if shown else set()

    def _look(self, *_what: Any) -> None:
        """Keep what is typed of the dates that are shown, and let go of what is stored."""
        shown = {row.key.day for row in self._grid.rows if isinstance(row.key, RowKey)}
        self._days &= shown
        found: dict[date, dict[str, str]] = {day: {} for day in self._days}
        for (key, column), text in self._grid.unsaved.items():
            if isinstance(key, RowKey) and key.day in found:
                found[key.day][_name(key, column)] = text
        for day, texts in found.items():
            place = self._place(day)
            gone = {_name(*at): text for at, text in self._kept(day).items() if not self._is_shown(at[0])}
            if texts or gone:
                if gone | texts != self._typed.kept(place):
                    self._typed.keep(place, gone | texts)
            elif self._typed.has(place):
                self._typed.drop(place.path)
        refused = bool(self._grid.refusals)
        if self.bar.unsaved and not refused:
            self._context.messages.take_back(_HELD_UP)
        self.bar.show_unsaved(refused)

    def _is_shown(self, key: RowKey) -> bool:
        return self._grid.model.place_of(key) is not None

    def _kept(self, day: date) -> dict[tuple[RowKey, str], str]:
        kept = self._typed.kept(self._place(day)).items()
        return {at: text for name, text in kept if (at := _at(day, name)) is not None and isinstance(text, str)}

    def _place(self, day: date) -> TypedPlace:
        alone = self._grid.alone
        title = f"{'What waits' if alone else 'Cells'} of {formats.full_day(day)}"
        what = {"day": day.isoformat()} | ({"view": "waiting"} if alone else {})
        return TypedPlace(self._form, day.isoformat(), title, what, page="today")


def _name(key: RowKey, column: str) -> str:
    parts = (key.coder_id, key.work_type_id, key.category_id, column)
    return _BETWEEN.join("" if part is None else str(part) for part in parts)


def _at(day: date, name: str) -> tuple[RowKey, str] | None:
    """Read which cell a name means; None where this version cannot."""
    parts = name.split(_BETWEEN)
    if len(parts) != 4 or not all(part.isdigit() or not part for part in parts[:3]):
        return None
    coder, work_type, category = (int(part) if part else None for part in parts[:3])
    return None if coder is None else (RowKey(coder, day, work_type, category), parts[3])
