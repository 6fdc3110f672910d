"""How wide the columns of a table are drawn: each as declared or dragged, before that no word is cut for nothing."""

import math
from collections.abc import Mapping, Sequence
from typing import Generic

from PySide6.QtGui import QFontMetrics

from codedesk.ui import theme
from codedesk.ui.widgets.table_model import R, TableColumn

_LOOKED_AT, _LONG, _WIDEST = 50, 320, 480
_BESIDE, _MENU = 24, 24  # around words, and the button in the last head


class Widths(Generic[R]):
    """The widths of the columns beside the one that stretches; wanted are those that are declared or were dragged."""

    def __init__(self, columns: Sequence[TableColumn[R]], rows: Sequence[R], wanted: Sequence[int]) -> None:
        """Look at the first rows."""
        self._columns, self._rows, self._wanted = columns, rows[:_LOOKED_AT], wanted
        self._saw_all = len(rows) <= _LOOKED_AT

    def fitted(self, room: int, stretched: int, others: Sequence[int], *, dragged: bool) -> Mapping[int, int]:
        """Return the width of each other column that is shown, by its place, in so much room for all.

        Where the stretched one lacks room, they give it down to their least. What it has and its words do not need
        goes to those that cut words, and where words are cut then, what others do not need; unless a person dragged.
        """
        left = room - sum(self._wanted[place] for place in others)
        column = self._columns[stretched]
        short = self._at_least(stretched) - left if column.least else 0
        own = self._read(stretched)
        one_line = column.lines == 1 or own < _WIDEST  # else the stretched one needs more than is known
        own = own if own < _WIDEST else _LONG if column.lines == 1 else self._wanted[stretched]  # cut or broken anyway
        spare = 0 if dragged or column.paint is not None else left - max(column.least, own)
        give = {
            place: self._wanted[place] - self._columns[place].least for place in others if self._columns[place].least
        }
        needed = {place: self._needed(place, one_line=one_line) for place in others}
        lack = {place: needed[place] - self._wanted[place] for place in others}
        found = {
            place: self._wanted[place] - math.ceil(_share(give, place, short)) + math.floor(_share(lack, place, spare))
            for place in others
        }
        if dragged or not self._saw_all:
            return found
        lack = {place: needed[place] - width for place, width in found.items()}
        if column.paint is None:
            lack[stretched] = own - (room - sum(found.values()))
        spared = {place: -amount for place, amount in lack.items() if place != stretched}
        moved = min(sum(max(0, amount) for amount in amounts.values()) for amounts in (lack, spared))
        return {
            place: width - math.ceil(_share(spared, place, moved)) + math.floor(_share(lack, place, moved))
            for place, width in found.items()
        }

    def _at_least(self, place: int) -> int:
        """Return what others make room for: the least of a column, up to its most where its words need it."""
        column = self._columns[place]
        return max(column.least, min(self._read(place), column.most)) if column.most else column.least

    def _needed(self, place: int, *, one_line: bool) -> int:
        """Return the width that the words of a column need; where they may be broken, no more than was wanted."""
        broken = self._columns[place].lines > 1 and not one_line
        return min(self._read(place), self._wanted[place]) if broken else self._read(place)

    def _read(self, place: int) -> int:
        """Return the width in which head and first rows are read whole in one line; of what is drawn, as wanted."""
        column = self._columns[place]
        if column.paint is not None:
            return self._wanted[place]
        metrics = QFontMetrics(theme.font("body", strong=column.strong))
        menu = _MENU if place == len(self._columns) - 1 else 0
        head = QFontMetrics(theme.font("head")).horizontalAdvance(column.title) + menu
        return min(_WIDEST, max([head, *(metrics.horizontalAdvance(column.text(row)) for row in self._rows)]) + _BESIDE)


def _share(parts: Mapping[int, int], place: int, amount: int) -> float:
    """Return the part of an amount that falls to a place, by what each can take or give: never more than that."""
    whole = sum(max(0, part) for part in parts.values())
    return max(0, parts.get(place, 0)) * min(1.0, max(0, amount) / whole) if whole else 0.0
