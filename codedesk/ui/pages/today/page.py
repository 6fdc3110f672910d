"""Today: one date of the team, or one coder's days, typed in; above it the week, below it pace and accuracy.

Here lives which date is shown and what can be done with it. Entering is entering.py's.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.desk import StepResult
from codedesk.metrics.figures import Paired
from codedesk.periods import Period
from codedesk.services.days.changes import CellRow
from codedesk.services.days.days import DayGridRow
from codedesk.services.days.drafts import DEPARTMENT, CellPlace
from codedesk.services.days.finishing import reopen_day
from codedesk.services.days.weeks import DayStateRow, coder_and_week, day_and_week, next_unfinished
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.leaving import TURNING, may_go
from codedesk.ui.pages.page import Page
from codedesk.ui.pages.today.dates import DateRow, span_around, stepped_from
from codedesk.ui.pages.today.entering import CONFIRM, Entering
from codedesk.ui.pages.today.finishing import ALL_FINISHED, Finishing
from codedesk.ui.pages.today.grid import WaitingGrid
from codedesk.ui.pages.today.pair import SPANS, PairPanel
from codedesk.ui.pages.today.pairing import Pairing
from codedesk.ui.pages.today.rows import GridRows, Read
from codedesk.ui.pages.today.views import DayViews
from codedesk.ui.pages.today.words import subline
from codedesk.ui.widgets.explain import explain_pair

_JOIN = "Belongs to the shift of the day before"


class TodayPage(Page):
    """The day grid with its week and its pair."""

    name, title, icon = "today", "Today", "today"

    @override
    def build(self) -> None:
        self._day = self.context.today()
        self._turned, self._alone, self._span = False, False, "week"
        self._coder_id: int | None = None
        self._starting = True
        self._logs = self._to_waits = False
        self._target: CellPlace | None = None
        self._names: tuple[tuple[int, str], ...] = ()
        self._state: DayStateRow | None = None
        self._dates = DateRow(self.context.dates)
        self._rows = GridRows()
        self._of_coders = Entering(self, self.context, self._row_height(), self._replied)
        self._of_waiting = Entering(self, self.context, self._row_height(), self._replied, WaitingGrid)
        self._both = (self._of_coders, self._of_waiting)
        self._nobody = theme.label("", "body", "second", wrap=True)
        self._pair = PairPanel()
        self._pairing = Pairing(self, self._pair)
        for entering in self._both:
            self.header_extra.addWidget(entering.typed.bar)
        self._views = DayViews(self.header_extra, self._show_view)
        for part in (self._dates, self._nobody):
            self.body.addWidget(part)
        for entering in self._both:
            self.body.addWidget(entering.grid, 1)
        self.body.addWidget(self._pair)
        self._connect()
        self._show_choice()

    @property
    def _entering(self) -> Entering:
        return self._of_waiting if self._alone else self._of_coders

    @property
    def grid(self) -> Any:
        """The grid that is typed into."""
        return self._entering.grid

    @property
    def day(self) -> date:
        """The date that is shown."""
        return self._day

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        return (
            Action(
                "today.finish", self._finish_words(), "Ctrl+Return", self.finish, enabled=self._can_finish, primary=True
            ),
            Action("today.next", "Next day not finished", "Ctrl+J", self.go_to_next, enabled=self._rows.has_coders),
            Action("today.reopen", "Open the day again", "", self.reopen, enabled=self._can_reopen, shown=False),
            Action("today.before", "The day before", "Alt+Left", self.step_back, shown=False),
            Action("today.after", "The day after", "Alt+Right", self.step_on, shown=False),
            Action("today.date", "Go to a date", "Alt+D", self.focus_date, shown=False),
            Action("today.add", "Add work or other time", "Ctrl+L", self._entering.add_line, **self._written()),
            Action("today.off", "Whole day off", "Ctrl+Shift+O", self._entering.take_day_off, **self._written()),
            Action(
                "today.join", _JOIN, "Ctrl+Shift+N", self._entering.join_shift, **self._quiet(self._entering.can_join)
            ),
            Action("today.confirm", CONFIRM, "Ctrl+M", self._entering.confirm, **self._quiet(self._can_confirm)),
            Action("today.waits", "Log what waits", "Ctrl+Shift+Q", self.log_waiting, **self._written()),
            Action("today.explain", "How is this made?", "Ctrl+I", self._explain_day, shown=False),
            Action("today.turn", "Turn the grid: team or one coder", "Ctrl+T", self.turn, shown=False),
        )

    @override
    def first_focus(self) -> QWidget | None:
        return self.grid.view if self.grid.isVisibleTo(self) else self._dates.field

    @override
    def free(self) -> tuple[QWidget, ...]:
        return (self._dates,)

    @override
    def navigate(self, **what: Any) -> None:
        day, coder_id, place = what.get("day"), what.get("coder_id"), what.get("place")
        if isinstance(day, str):
            day = date.fromisoformat(day)
        if isinstance(place, CellPlace):
            self._turned, self._target, day = False, place, place.day
        if coder_id is not None:
            self._turned, self._coder_id = True, coder_id
        self._alone = what.get("view") == "waiting"
        self.go_to(day if isinstance(day, date) else self._day)

    @override
    def leave(self) -> bool:
        self._end_typing()
        return True

    @override
    def refresh(self) -> None:
        for entering in self._both:
            entering.grid.view.verticalHeader().setDefaultSectionSize(self._row_height())
        self._rows.ask(self.context.desk.revision)
        if self._turned and self._coder_id is not None:
            self.read(coder_and_week, self._coder_id, self._period(), self._day, then=self._arrived)
            return
        chosen = None if self.context.coder_id is None or self._alone else (self.context.coder_id,)
        wanted = self.context.settings.log_waiting or self._alone
        self.read(day_and_week, self._day, chosen, wanted, then=self._arrived)

    def go_to(self, day: date) -> None:
        """Show a date; what is being typed is kept first, and what could not be saved is asked about."""
        self._end_typing()
        if day != self._day and self.context.unsaved and not may_go(self.context, self, TURNING):
            self._show_choice()
            return
        self._day = day
        self._starting = True
        self._entering.forget_added()
        self._show_choice()
        self.refresh()

    def step_back(self) -> None:
        """Show the day before; turned, the week or month before."""
        self._step(-1)

    def step_on(self) -> None:
        """Show the day after; turned, the week or month after."""
        self._step(1)

    def turn(self) -> None:
        """Turn the grid: the team on one date, or one coder on many dates."""
        self._end_typing()
        block = self._of_coders.current
        self._turned, self._alone = not self._turned, False
        if self._turned and block is not None:
            self._coder_id, self._day = block.coder_id, block.day
        elif self._turned and self._coder_id is None:
            self._coder_id = self.context.coder_id or (self._names[0][0] if self._names else None)
        self._turned = self._turned and self._coder_id is not None
        self.go_to(self._day)

    def focus_date(self) -> None:
        """Put the keyboard into the date."""
        self._dates.field.setFocus()
        self._dates.field.selectAll()

    def finish(self) -> None:
        """Finish the day and go to the next one that is not; one coder's days go on with the next coder."""
        self._end_typing()
        if self._entering.typed.hold_up():
            return
        if self._turned:
            self._next_coder()
        elif self._can_finish():
            Finishing(self, self.grid.view.setFocus, self._go_to_found).begin(self._day)

    def reopen(self) -> None:
        """Take back that the day is finished."""
        self.context.write(self, f"Open {formats.day(self._day)} again", reopen_day, self._day)

    def go_to_next(self) -> None:
        """Show the next day that is not finished."""
        self._end_typing()
        self.hold()
        self.context.read(self, next_unfinished, self._day, self.context.today(), then=self._go_to_found)

    def _row_height(self) -> int:
        return theme.COMPACT_ROW_HEIGHT if self.context.settings.compact_rows else theme.ROW_HEIGHT

    def _written(self) -> dict[str, Any]:
        return self._quiet(self._can_write)

    def _quiet(self, enabled: Callable[[], bool]) -> dict[str, Any]:
        return {"shown": False, "enabled": enabled}

    def _can_write(self) -> bool:
        return not self.context.read_only

    def _can_finish(self) -> bool:
        unfinished = self._turned or self._state is None or not self._state.finished
        return self._can_write() and self._rows.has_coders() and unfinished

    def _finish_words(self) -> str:
        return "Next coder" if self._turned else "Finish day"

    def _can_reopen(self) -> bool:
        return self._can_write() and self._state is not None and self._state.finished

    def _can_confirm(self) -> bool:
        return self._can_write() and bool(self._entering.marked())

    def _period(self) -> Period:
        return span_around(self._day, self._span)

    def _step(self, steps: int) -> None:
        self.go_to(stepped_from(self._day, self._span if self._turned else "day", steps))

    def _go_to_found(self, day: date | None) -> None:
        if day is None:
            self.release()
            self.context.say("info", ALL_FINISHED)
        else:
            self.go_to(day)
            self.grid.view.setFocus()

    def _next_coder(self) -> None:
        numbers = [number for number, _ in self._names]
        if self._coder_id in numbers:
            self._pick_coder(numbers[(numbers.index(self._coder_id) + 1) % len(numbers)])
            self.grid.view.setFocus()

    def _pick_coder(self, coder_id: int) -> None:
        self._coder_id = coder_id
        self.chose_coder(coder_id)
        self.go_to(self._day)

    def _follow(self, coder_id: int | None) -> None:
        """Turn to the coder of the top bar where one coder's days are shown."""
        if coder_id is not None:
            self._end_typing()
            self._coder_id = coder_id

    def _pick_span(self, span: str) -> None:
        self._span = span
        self.go_to(self._day)

    @override
    def _revised(self, revision: int) -> None:
        served = self._entering.waits or self._rows.hold(revision)
        if self._turned or not self.isVisible() or not served:
            self._outdate()

    def _arrived(self, read: Read) -> None:
        self._rows.read = read
        self._show(read)

    def _replied(self, reply: StepResult[CellRow] | None) -> None:
        """Show what the reply to a cell brings; where more than that was changed meanwhile, read again."""
        shows = reply is not None and (reply.revision is None or (not self._turned and self._rows.take(reply)))
        if shows and self._rows.read is not None:
            self._show(self._rows.read)
        if not self._entering.waits:
            self._catch_up()

    def _saved(self, step: str) -> None:
        if not step:  # it failed, and the reply that the page waits for may never come
            self._catch_up()

    def _catch_up(self) -> None:
        if not self._rows.hold(self.context.desk.revision):
            self._outdate()

    def _show(self, read: Read) -> None:
        grid, week = read
        if not grid.coders:
            add = partial(self.context.navigate, "setup", section="coders", new=True)
            go = Action("today.setup", "Add coders", "", add)
            self.show_empty("No coders yet. Add the people of your team, and their days can be entered here.", go)
            self.update_actions()
            return
        self.show_content()
        if not self._turned:
            self._names = tuple((block.coder_id, block.coder) for block in grid.blocks)
        self._state = next((row for row in week if row.day == self._day), None)
        one = self.context.coder_id is not None
        self._dates.show_week(week, self._day, one=one)
        self._dates.show_coders(self._names, self._coder_id)
        self._logs = bool(grid.waiting) or (self._turned and self._logs)
        self._views.offer_waiting(self._logs)
        self._entering.show(grid, self._day, turned=self._turned)
        self._show_nobody(grid)
        span = self._period() if self._turned else None
        self.set_subline(subline(grid.blocks, self._day, span, self._state, one=one))
        self.update_actions()
        if self._starting:
            self._starting = False
            self.grid.start(self._day)
        if self._to_waits and grid.waiting:
            self._to_waits = False
            self._target = CellPlace(DEPARTMENT, self._day, "waiting", grid.waiting[0].work_type_id)
            self.grid.view.setFocus()
        if self._target is not None:
            target, self._target = self._target, None
            if not self._entering.show_place(target):
                self.context.say("info", "That cell is not shown: another coder is chosen above.")
        self._pairing.soon(self._entering.current or next(iter(grid.blocks), None), again=True)

    def _show_nobody(self, grid: DayGridRow) -> None:
        who = "Nobody works" if self.context.coder_id is None else "The coder chosen above does not work"
        self._nobody.setText(f"{who} on {formats.full_day(self._day)}.")
        there = bool(grid.waiting if self._alone else grid.blocks or grid.waiting)
        self._nobody.setVisible(not self._alone and not grid.blocks)
        self._of_coders.grid.setVisible(there and not self._alone)
        self._of_waiting.grid.setVisible(there and self._alone)
        self._pair.setVisible(bool(grid.blocks) and not self._alone)

    def _explain_day(self) -> None:
        self._pair.ask("day")

    def _explain(self, span: str, paired: Paired) -> None:
        block = self._entering.current
        if block is not None:
            explain_pair(self, f"{block.coder}, {dict(SPANS)[span].lower()}, {formats.day(block.day)}", paired)

    def _end_typing(self) -> None:
        if self.grid.view.is_typing():
            self.grid.view.setFocus()

    def _current_changed(self, _key: object, _column: str) -> None:
        self._pairing.soon(self._entering.current)

    def _entered_all(self) -> None:
        if self._state is None or self._turned or self._state.finished:
            return
        entered = self._entering.waits or not all(block.empty for block in self._entering.blocks)
        finish = "Ctrl+Enter finishes the day." if entered else "Nothing is entered yet."
        self.context.say("info", f"That was the last line. {finish}")

    def _date_left(self) -> None:
        self.grid.view.setFocus()

    def _show_choice(self) -> None:
        self._dates.show_day(self._day)
        self._dates.show_turned(self._turned, self._span)
        finish = self.findChild(QPushButton, "today.finish")
        if finish is not None:
            finish.setText(self._finish_words())
        self._views.choose(turned=self._turned, alone=self._alone)

    def _show_view(self, turned: bool, alone: bool) -> None:
        if turned != self._turned:
            self.turn()
        if alone != self._alone:
            self._end_typing()
            self._alone = alone
            self.go_to(self._day)
        self._show_choice()

    def log_waiting(self) -> None:
        """Put the keyboard on what waits; from now on it is asked for here."""
        self._end_typing()
        if not self._logs:
            self.context.settings.log_waiting = True
            self.context.settings.save()
        if self._turned:
            self.turn()
        self._to_waits = True
        self.refresh()

    def _connect(self) -> None:
        self.context.saved.connect(self._saved)
        self.context.coder_changed.connect(self._follow)
        self._pair.asked.connect(self._explain)
        self._dates.day_picked.connect(self.go_to)
        self._dates.coder_picked.connect(self._pick_coder)
        self._dates.span_picked.connect(self._pick_span)
        self._dates.stepped.connect(self._step)
        self._dates.left.connect(self._date_left)
        for entering in self._both:
            entering.grid.current_changed.connect(self._current_changed)
            entering.grid.finished.connect(self.finish)
            entering.grid.end_reached.connect(self._entered_all)
