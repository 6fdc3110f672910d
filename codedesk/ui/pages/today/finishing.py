"""Finishing a day at the window: whom it leaves out, the scheduled hours that may be meant, the day that follows."""

from collections.abc import Callable
from datetime import date
from functools import partial

from codedesk import formats
from codedesk.services.days.finishing import LeftOpen, finish_day, left_open
from codedesk.services.days.weeks import DayStateRow, next_unfinished
from codedesk.ui import ask
from codedesk.ui.dialogs.asking import WayOut
from codedesk.ui.pages.page import Page
from codedesk.ui.pages.today.words import whole_words

TAKE, FINISH = "take", "finish"
ALL_FINISHED = "Every day up to today is finished."


class Finishing:
    """One try to finish a day: stays() where the person goes on entering, goes_on(the next day to do) afterwards."""

    def __init__(self, page: Page, stays: Callable[[], None], goes_on: Callable[[date | None], None]) -> None:
        """Take the page, which holds what is typed meanwhile."""
        self._page, self._stays, self._goes_on = page, stays, goes_on

    def begin(self, day: date) -> None:
        """Look whom the day leaves out; what is typed next is for the day that follows."""
        self._page.hold()
        self._page.context.read(self._page, left_open, day, then=partial(self._finish, day))

    def _finish(self, day: date, left: LeftOpen) -> None:
        """Finish the day; where there is work without its hours, ask first whether the scheduled ones are meant."""
        page, way = self._page, FINISH
        if left.hours:
            page.context.ahead.drop()  # nobody who typed on has seen the question
            page.release()
            way = ask.asker().way(page, *question(day, left))
        if not way:
            self._stays()
            return
        page.hold()
        told = partial(self._finished, LeftOpen((), left.others) if way == TAKE else left)
        page.context.write(page, f"Finish {formats.day(day)}", finish_day, day, way == TAKE, then=told)

    def _finished(self, left: LeftOpen, row: DayStateRow) -> None:
        page, told = self._page, told_of(row, left)
        page.context.say("done", told)
        page.context.read(page, next_unfinished, row.day, page.context.today(), then=partial(self._go_on, told))

    def _go_on(self, told: str, day: date | None) -> None:
        self._goes_on(day)
        if day is None:
            self._page.context.say("done", f"{told} {ALL_FINISHED}")


def question(day: date, left: LeftOpen) -> tuple[str, str, tuple[WayOut, ...], str]:
    """Return the question of a day with work whose hours are not entered: title, words, ways, and the way to stay."""
    lines = [f"Paid hours are missing: {', '.join(left.hours)}. The pace then counts only work with hours of its own."]
    lines += [f"Left out, whatever you choose: {', '.join(left.others)}."] if left.others else []
    ways = (
        WayOut(
            TAKE,
            "check",
            "Take all scheduled hours",
            "They are entered as paid hours, and the day is finished: one step.",
        ),
        WayOut(FINISH, "right", "Finish without them", f"Left out: {', '.join(left.hours)}."),
    )
    return f"Finish {formats.day(day)}?", "\n".join(lines), ways, "Go on entering"


def told_of(row: DayStateRow, left: LeftOpen) -> str:
    """Say that a day is finished, of how many it is whole, and whom it leaves out."""
    names = (*left.hours, *left.others)
    out = f" Left out, as not whole: {', '.join(names)}." if names else ""
    return f"{formats.day(row.day)} is finished: {whole_words(row)}.{out}"
