"""Undo in the menu of the day grid: the last change of the cell with the keyboard, and the last step of all by name."""

from functools import partial

from PySide6.QtWidgets import QWidget

from codedesk.services.days.drafts import CellPlace
from codedesk.services.days.last_step import last_step
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.putting_back import put_back


class CellUndo:
    """Takes back what was done to a cell, also where other steps came after it."""

    def __init__(self, owner: QWidget, context: Context) -> None:
        """Take whose menu it is."""
        self._owner, self._context = owner, context

    def actions(self, place: CellPlace | None) -> tuple[Action, ...]:
        """Return what can be taken back, at a place of the grid or at none."""
        if self._context.read_only:
            return ()
        step, run = self._context.desk.undo_step, partial(self._ask, place)
        here = () if place is None else (Action("grid.undo_cell", "Undo the last change of this cell", "", run),)
        return (*here, *(() if step is None else (Action("grid.undo", f"Undo: {step}", "Ctrl+Z", self._context.undo),)))

    def _ask(self, place: CellPlace | None) -> None:
        if place is not None:
            self._context.read(self._owner, last_step, place, then=self._take_back)

    def _take_back(self, change_id: int | None) -> None:
        if change_id is None:
            self._context.say("info", "Nobody changed this cell, or each change of it is taken back already.")
        else:
            put_back(self._context, self._owner, change_id)
