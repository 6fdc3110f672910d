"""Entering a day: what is typed, filled, pasted and copied in the grid, on its way to the log and back.

Here lives what a change of the grid means. Which date is shown is the page's.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from codedesk import formats
from codedesk.desk import StepResult
from codedesk.entry import Ambiguous, parse_date
from codedesk.errors import CodeDeskError, FileAstray, Refused
from codedesk.periods import span_label
from codedesk.services.days.changes import CellRow, copy_last_week, day_off, set_cell, set_cells
from codedesk.services.days.days import ChoiceRow, CoderDayRow, DayGridRow
from codedesk.services.days.drafts import DEPARTMENT, CellDraft, CellPlace, step_name
from codedesk.services.days.marks import LookRow, confirm_marks, marked_in
from codedesk.services.days.paste import PastePlan, apply_paste, parse_cell, plan_pastes
from codedesk.services.days.rules import check
from codedesk.services.days.shifts import join_shift
from codedesk.ui.actions import Action
from codedesk.ui.ask import asker
from codedesk.ui.context import Context
from codedesk.ui.pages.today.cells import ShownCell, place_of
from codedesk.ui.pages.today.grid import DayGrid, Place, Texts
from codedesk.ui.pages.today.named import named
from codedesk.ui.pages.today.paste import PastePreview
from codedesk.ui.pages.today.pasting import PasteTarget, Reading, readings, where
from codedesk.ui.pages.today.row_keys import RowKey
from codedesk.ui.pages.today.typed_cells import TypedCells
from codedesk.ui.pages.today.undoing import CellUndo
from codedesk.ui.pages.today.waits import pasted
from codedesk.ui.widgets.grid import Block, GridCell

CONFIRM = "Confirm the marked value"
_NOT_SAVED = "Not saved. What you typed stays here: choose Retry, or type it again."
_WAITS = "Not saved yet. It waits here until the department file has its place again."
_COLUMNS = {"paid_hours": "paid", "day_note": "note", "other_hours": "hours", "waiting": "charts"}
Replied = Callable[[StepResult[CellRow] | None], None]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was typed into a cell and could not be stored, and why."""

    text: str
    step: str
    draft: CellDraft
    reason: str


class Entering:
    """The grid with its answers. `show` gives it rows; everything that is typed in it is stored from here."""

    def __init__(
        self, owner: QWidget, context: Context, row_height: int, replied: Replied, kind: type[DayGrid] = DayGrid
    ) -> None:
        """Make the grid; the owner is the page, whose replies are dropped when it is gone.

        replied is called with the reply to each cell, None for one that was refused or not saved.
        """
        self._owner, self._context, self._replied = owner, context, replied
        self.grid = kind(self.commit, self.change, self.paste, self.copy_last_week, row_height)
        self.grid.set_read_only(context.read_only)
        self._undo = CellUndo(owner, context)
        self.grid.undo_actions = self._undo_actions
        self.grid.remember_columns(context.settings.column_widths, context.settings.column_orders)
        self.preview: PastePreview | None = None
        self._shown = ShownCell(DayGridRow((), (), False, 0))
        self._added: dict[RowKey, tuple[ChoiceRow, ...]] = {}
        self._waiting: dict[tuple[RowKey, str], str] = {}
        self._kept: dict[tuple[RowKey, str], _Kept] = {}
        self.typed = TypedCells(self.grid, context, self._add_again)
        context.place_changed.connect(self._place_changed)

    @property
    def blocks(self) -> tuple[CoderDayRow, ...]:
        """The coders' days that are shown."""
        return self._shown.grid.blocks

    @property
    def current(self) -> CoderDayRow | None:
        """The coder's day with the keyboard."""
        at = self.grid.current
        return self._block(at[0]) if at is not None and isinstance(at[0], RowKey) else None

    @property
    def waits(self) -> bool:
        """Tell whether the reply to a cell is still to come."""
        return bool(self._waiting)

    def show(self, grid: DayGridRow, day: date, *, turned: bool) -> None:
        """Show rows as they were read, with the lines added by hand and what waits to be saved."""
        self._forget_dropped()
        self._shown = ShownCell(grid, turned, self.grid.alone, self._added, self._waiting, day)
        self.grid.show_day(self._shown)
        for (key, column), kept in self._kept.items():
            self.grid.model.put(key, column, _busy(kept.text))
            self.grid.refuse(key, column, kept.reason)
        self.typed.show()

    def commit(self, row_key: Hashable, column: str, text: str) -> None:
        """Store one cell, or keep it as it was typed with the reason."""
        assert isinstance(row_key, RowKey)
        if column == "what":
            self._add(row_key, text)
            return
        self._kept.pop((row_key, column), None)  # what is typed now takes its place, or is refused
        try:
            draft = self._draft(row_key, column, text)
        except Ambiguous as asked:
            self.grid.refuse(row_key, column, asked.reason, asked.texts)
            return
        except Refused as refused:
            self.grid.refuse(row_key, column, refused.reason)
            return
        names = (self._what(row_key), self._name(row_key))
        step = step_name(draft.place.field, *names, row_key.day, clear=draft.value is None)
        self._save(row_key, column, text, step, draft)

    def change(self, words: str, texts: Texts) -> None:
        """Store several cells as one step."""
        try:
            drafts = tuple(self._draft(key, column, text) for key, column, text in texts)
        except Refused as refused:
            self._context.say("error", f"{words}: {refused.reason}. Nothing was changed.")
            return
        step = f"{words}, {formats.plural(len(drafts), 'cell')}, {where((at[0] for at in texts), self.blocks)}"
        self._context.write(self._owner, step, set_cells, drafts)

    def paste(self, row_key: Hashable, column: str, block: Block) -> None:
        """Ask what a pasted block would change, and show it before anything is stored."""
        assert isinstance(row_key, RowKey)
        names = self.grid.column_keys()
        columns = names[names.index(column) :]
        below = self.grid.rows_taking(row_key, columns[: max(map(len, block))])
        target = PasteTarget(self._shown, self.grid.rows, row_key, below, columns)
        found = self._readings(target, block)
        cells = tuple(reading.cells for reading in found)
        self._context.read(self._owner, plan_pastes, cells, then=partial(self._preview, found))

    def _readings(self, target: PasteTarget, block: Block) -> tuple[Reading, ...]:
        if target.row.coder_id == DEPARTMENT:
            return (Reading("", pasted(target.rows, target.below, target.columns, block)),)
        return named(target, block, self._read_day) or readings(target, block)

    def copy_last_week(self, places: Sequence[Place]) -> None:
        """Copy the same weekday of last week into cells, as one step."""
        found = tuple(place for place in (place_of(*at) for at in places) if place is not None)
        key, column = places[0]
        what = f"{column}, {self._name(key)}" if len(places) == 1 else formats.plural(len(places), "cell")
        days = {at[0].day for at in places}
        last = f"last {formats.weekday(key.day)}" if len(days) == 1 else "last week"
        step = f"Copy {last}, {what}, {span_label(min(days), max(days))}"
        then = partial(self._copied, places)
        self._context.write(self._owner, step, copy_last_week, found, then=then)

    def take_day_off(self) -> None:
        """Enter a whole day off for the coder with the keyboard."""
        block = self.current
        if block is None:
            return
        choices = [choice for choice in self._shown.grid.choices if choice.kind is not None and not choice.kind.paid]
        if not choices:
            self._context.say("caution", "There is no category of absence. Add one in Setup.")
            return
        planned = [choice for choice in choices if choice.category_id == block.away_category_id]
        chosen: str | None = (planned or choices)[0].name
        if len(choices) > 1 and not planned:
            names = tuple(choice.name for choice in choices)
            chosen = asker().choice(self._owner, "Whole day off", f"{block.coder}, {formats.day(block.day)}", names)
        for choice in choices:
            if choice.name == chosen:
                self._take_off(block, choice)

    def can_join(self) -> bool:
        """Tell whether the coder's day with the keyboard has charts and no paid hours."""
        block = self.current
        return not self._context.read_only and block is not None and bool(block.charts) and not block.paid_hours

    def join_shift(self) -> None:
        """Put the current coder's day to the day before, on which its shift began."""
        block = self.current
        if block is not None:
            days = f"{formats.day(block.day)} to the shift of {formats.day(block.day - timedelta(1))}"
            self._context.write(self._owner, f"Join {days}, {block.coder}", join_shift, block.coder_id, block.day)

    def add_line(self) -> None:
        """Put the keyboard where a line is added to the current coder's day."""
        block = self.current
        if block is not None:
            self.grid.view.setFocus()
            self.grid.jump_to(RowKey(block.coder_id, block.day), "what")
            self.grid.view.open_list(self.grid.view.currentIndex())

    def marked(self) -> tuple[LookRow, ...]:
        """Return the surprising values in the cell with the keyboard."""
        place = self._place()
        return marked_in(self._shown.grid, place) if place is not None else ()

    def confirm(self) -> None:
        """Keep that what is marked in the cell with the keyboard is right as it is."""
        rows, at = self.marked(), self.grid.current
        if not rows or at is None or not isinstance(at[0], RowKey):
            return
        row = rows[0]
        what = ", ".join(part for part in (row.value, self._what(at[0]), row.coder, formats.day(row.day)) if part)
        self._context.write(self._owner, f"Confirm {what}", confirm_marks, rows)

    def show_place(self, place: CellPlace) -> bool:
        """Put the keyboard on a cell of the log; False where it is not shown."""
        key = RowKey(place.coder_id, place.day, place.work_type_id, place.category_id)
        column = _COLUMNS.get(place.field, place.field)
        return bool(self.grid.set_current(key, column))

    def forget_added(self) -> None:
        """Drop the lines that were added and never filled (another date is shown)."""
        self._added.clear()

    def _take_off(self, block: CoderDayRow, choice: ChoiceRow) -> None:
        place = place_of(RowKey(block.coder_id, block.day), "paid")
        step = f"Day off ({choice.name}), {block.coder}, {formats.day(block.day)}"
        self._context.write(self._owner, step, day_off, place, choice.category_id)

    def _add(self, key: RowKey, text: str) -> None:
        self.grid.model.drop(key, "what")
        choice = next((choice for choice in self._shown.grid.choices if choice.name == text), None)
        if choice is None:
            return
        there = self._added.get(key.of_day, ())
        self._added[key.of_day] = (*there, choice) if choice not in there else there
        self.show(self._shown.grid, self._shown.day, turned=self._shown.turned)
        target = RowKey(key.coder_id, key.day, choice.work_type_id, choice.category_id)
        self.grid.jump_to(target, "charts" if choice.work_type_id is not None else "hours")

    def _add_again(self, keys: list[RowKey]) -> None:
        """Show lines again in which something was typed and nothing is stored."""
        for key in keys:
            for choice in self._shown.grid.choices:
                if (choice.work_type_id, choice.category_id) == (key.work_type_id, key.category_id):
                    self._added[key.of_day] = (*self._added.get(key.of_day, ()), choice)
        self._shown = replace(self._shown, added=self._added, waiting=self._waiting)
        self.grid.show_day(self._shown)

    def _undo_actions(self) -> tuple[Action, ...]:
        undo = self._undo.actions(self._place())
        if not self.marked() or self._context.read_only:
            return undo
        return (Action("grid.confirm", CONFIRM, "Ctrl+M", self.confirm), *undo)

    def _place(self) -> CellPlace | None:
        at = self.grid.current
        return place_of(at[0], at[1]) if at is not None and isinstance(at[0], RowKey) else None

    def _read_day(self, text: str) -> date | None:
        """Read a date of a pasted block; None where it is none, or can be two."""
        try:
            return parse_date(text, self._context.today(), self._context.date_order)
        except (Refused, Ambiguous):
            return None

    def _draft(self, key: RowKey, column: str, text: str) -> CellDraft:
        place = place_of(key, column)
        if place is None:
            raise Refused("this cell takes no value")
        draft = CellDraft(place, parse_cell(place.field, text))
        check(draft)
        return draft

    def _save(self, key: RowKey, column: str, text: str, step: str, draft: CellDraft) -> None:
        self._waiting[key, column] = text
        self._kept.pop((key, column), None)
        self.grid.model.put(key, column, _busy(text))
        stored = partial(self._stored, key, column, text)
        failed = partial(self._not_stored, key, column, text, step, draft)
        about = (key, column)
        answers: dict[str, Any] = {"then": stored, "failed": failed, "about": about, "numbered": True}
        self._context.write(self._owner, step, set_cell, draft, **answers)

    def _stored(self, key: RowKey, column: str, text: str, reply: StepResult[CellRow]) -> None:
        if self._waiting.get((key, column)) == text:  # else typed anew meanwhile: the newer value is on its way
            del self._waiting[key, column]
            self.typed.forget(key, column)
            self._accept(key, column, reply.result)
        self._replied(reply)

    def _accept(self, key: RowKey, column: str, row: CellRow) -> None:
        marks = [*(row.block.marks if row.block else ()), *filter(None, (line.mark for line in row.waiting or ()))]
        same = (row.place.work_type_id, row.place.category_id)
        reasons = [
            mark.reason
            for mark in marks
            if mark.field == row.place.field and (mark.work_type_id, mark.category_id) == same
        ]
        self.grid.accept(key, column, formats.typed(row.value), " · ".join(reasons))

    def _not_stored(
        self, key: RowKey, column: str, text: str, step: str, draft: CellDraft, error: BaseException
    ) -> None:
        self._context.unsaved.forget(self._about(key, column))
        if self._waiting.get((key, column)) == text:
            del self._waiting[key, column]
            self._keep_typed(key, column, text, step, draft, error)
        self._replied(None)

    def _keep_typed(
        self, key: RowKey, column: str, text: str, step: str, draft: CellDraft, error: BaseException
    ) -> None:
        self.grid.model.put(key, column, _busy(text))
        if isinstance(error, Refused):
            self.grid.refuse(key, column, error.reason)
            return
        astray = isinstance(error, FileAstray)
        reason = _WAITS if astray else _NOT_SAVED
        self._kept[key, column] = _Kept(text, step, draft, reason)
        self.grid.refuse(key, column, reason)
        if astray:
            return  # why is said above the page, as long as it is so
        if not isinstance(error, CodeDeskError):
            self._context.tell_failure(error)
            return
        unsaved = self._context.unsaved
        again = partial(self._save, key, column, text, step, draft)
        unsaved.keep(self._about(key, column), text, again, partial(self._is_kept, key, column, text))
        self._context.say("error", f"{unsaved.sentence} {error}", unsaved.save_again)

    def _about(self, key: RowKey, column: str) -> Hashable:
        return id(self._owner), (key, column), None

    def _is_kept(self, key: RowKey, column: str, text: str) -> bool:
        """Tell whether what was typed is still wanted: not typed anew, not given up with Esc."""
        self._forget_dropped()
        kept = self._kept.get((key, column))
        return (kept is not None and kept.text == text) or self._waiting.get((key, column)) == text

    def _forget_dropped(self) -> None:
        """Forget what was kept in a cell that is shown and was given up with Esc since then."""
        shown = {(key, column) for key, column, _ in self.grid.refusals}
        for at in [at for at in self._kept if at not in shown and self.grid.model.place_of(at[0]) is not None]:
            del self._kept[at]

    def _place_changed(self) -> None:
        """Save what was typed while the department file was not in its place, also on days that are not shown now."""
        if self._context.astray is None:
            self._forget_dropped()
            for (key, column), kept in list(self._kept.items()):
                self._save(key, column, kept.text, kept.step, kept.draft)

    def _preview(self, found: tuple[Reading, ...], plans: tuple[PastePlan, ...]) -> None:
        if not any(plan.lines for plan in plans):
            self._context.say("info", "There was nothing to paste.")
            return
        ways = tuple((reading.words, plan) for reading, plan in zip(found, plans, strict=True))
        self.preview = PastePreview(self._owner, ways, self._keep)
        self.preview.finished.connect(self._preview_closed)
        self.preview.open()

    def _preview_closed(self, _result: int) -> None:
        if self.preview is not None:
            self.preview.deleteLater()
            self.preview = None
        self._owner.window().activateWindow()
        self.grid.view.setFocus()

    def _keep(self, plan: PastePlan) -> None:
        keys = [RowKey(draft.place.coder_id, draft.place.day) for draft in plan.drafts]
        step = f"Paste {formats.plural(len(plan.drafts), 'value')}, {where(keys, self.blocks)}"
        self._context.write(self._owner, step, apply_paste, plan)

    def _copied(self, places: Sequence[Place], changed: int | None) -> None:
        if changed:
            return
        what = "has nothing there" if changed is None else "holds the same"
        self._context.say("info", f"Last {formats.weekday(places[0][0].day)} {what}: nothing was changed.")

    def _block(self, key: RowKey) -> CoderDayRow | None:
        same = (block for block in self.blocks if (block.coder_id, block.day) == (key.coder_id, key.day))
        return next(same, None)

    def _name(self, key: RowKey) -> str:
        block = self._block(key)
        return block.coder if block else ""

    def _what(self, key: RowKey) -> str:
        if key.work_type_id is None and key.category_id is None:
            return ""
        row = next((row for row in self.grid.rows if row.key == key), None)
        return row.cells["what"].text if row else ""


def _busy(text: str) -> GridCell:
    return GridCell(text, "busy")
