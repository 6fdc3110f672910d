"""Blank day sheets and check-in slips leaving the Coder page: of one coder or of all, as a file or on paper."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from codedesk import formats
from codedesk.periods import monday
from codedesk.reports import slips as sheets
from codedesk.services.days.slips import SlipRow, slips
from codedesk.ui import ask
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.printing import Job, OutputMenu, ask_pdf

_WEEKS_AHEAD = 13
_PLURAL: dict[sheets.Sheet, str] = {"day_sheet": "day sheets", "check_in_slip": "check-in slips"}
_ONE: dict[sheets.Sheet, str] = {"day_sheet": "day sheet", "check_in_slip": "check-in slip"}


class BlankSheets(OutputMenu):
    """Makes, saves and prints the sheets."""

    def __init__(self, context: Context, coder_id: Callable[[], int | None], is_there: Callable[[], bool]) -> None:
        """Take who is shown, and whether somebody is."""
        super().__init__(context)
        self._coder_id, self._is_there = coder_id, is_there

    def offered(self) -> tuple[Action, ...]:
        """Return one action for each sheet, for the coder or all, saved or printed."""
        return tuple(
            Action(
                f"coder.{sheet}.{'all' if everyone else 'one'}.{'print' if on_paper else 'save'}",
                f"{'Print' if on_paper else 'Save'} {f'{_PLURAL[sheet]} of all coders' if everyone else _ONE[sheet]}",
                "", partial(self.start, sheet, everyone=everyone, on_paper=on_paper), "coder", self._is_there,
                shown=False,
            )
            for on_paper in (False, True)
            for sheet in _ONE
            for everyone in (False, True)
        )  # fmt: skip

    def open_menu(self) -> None:
        """Offer all of them in a menu under the mouse or the page's head."""
        self.offer(self.offered(), "coder.sheets")

    def start(self, sheet: sheets.Sheet, *, everyone: bool, on_paper: bool) -> None:
        """Ask for the week of day sheets, read whose sheets they are; then save or print."""
        coder_id = self._coder_id()
        if coder_id is None or self.output.running:
            return
        day = self._week() if sheet == "day_sheet" else self.context.today()
        if day is None:
            return
        wanted = None if everyone else (coder_id,)
        go = self._print if on_paper else self._save
        self.context.read(self, slips, wanted, day, then=partial(go, sheet))

    def _week(self) -> date | None:
        """Ask for a week, from the last one to a quarter ahead; None when the person changes their mind."""
        this = monday(self.context.today())
        mondays = [this + timedelta(7 * number) for number in range(-1, _WEEKS_AHEAD + 1)]
        named = {week_words(each, this): each for each in (*mondays[1:], mondays[0])}
        chosen = ask.asker().choice(self, "Day sheets", "For which week?", tuple(named))
        return named[chosen] if chosen is not None else None

    def _save(self, sheet: sheets.Sheet, rows: tuple[SlipRow, ...]) -> None:
        path = ask_pdf(self, self.context, f"Save {_ONE[sheet]}", sheets.file_name(sheet, rows))
        if path is not None:
            self.output.save((Job(path.name, partial(sheets.build, sheet, rows), path),))

    def _print(self, sheet: sheets.Sheet, rows: tuple[SlipRow, ...]) -> None:
        printer = ask.asker().printer(self, sheets.SHEET_NAMES[sheet], rows[0].paper)
        if printer is not None:
            self.output.print_with(printer, (Job(sheets.SHEET_NAMES[sheet], partial(sheets.build, sheet, rows)),))


def week_words(each: date, this: date) -> str:
    """Name a week by its Monday: "Next week, from 5 Oct 2026"; 13 weeks are a quarter ahead."""
    near = {-7: "Last week", 0: "This week", 7: "Next week"}.get((each - this).days, "Week")
    return f"{near}, from {formats.day(each)}" if near != "Week" else f"Week from {formats.day(each)}"
