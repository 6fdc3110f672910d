"""When pace and accuracy beside the grid are read: as soon as the hands rest, and behind no cell.

Also where the page was left before that: they are there when it is come back to. What is read is the figures' own; how
it is shown is pair.py's.
"""

from concurrent.futures import Future
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer

from codedesk import periods
from codedesk.metrics.figures import TeamFigures
from codedesk.periods import Period
from codedesk.services.days.days import CoderDayRow
from codedesk.services.figures.figures import plain_figures
from codedesk.ui.pages.page import Page
from codedesk.ui.pages.today.pair import PairPanel
from codedesk.ui.pages.today.strip import shifted

PAIR_AFTER_MS = 250


class Pairing:
    """The pair of the coder's day with the keyboard."""

    def __init__(self, page: Page, panel: PairPanel) -> None:
        """Read for a page, whose replies are dropped when it is gone."""
        self._page, self._panel = page, panel
        self._of: tuple[int, date] | None = None
        self._asked: list[Future[TeamFigures]] = []
        self._timer = QTimer(page, singleShot=True, interval=PAIR_AFTER_MS)
        self._timer.timeout.connect(self._read)

    def soon(self, block: CoderDayRow | None, *, again: bool = False) -> None:
        """Read when the hands rest: for another coder's day than before, again where its figures may have changed.

        What was asked for and still waits its turn is asked for later, so that no cell stands in line behind it.
        """
        if block is None:
            return
        dropped = [future for future in self._asked if future.cancel()]
        if (block.coder_id, block.day) != self._of:
            self._of = (block.coder_id, block.day)
            self._panel.clear()
        elif not again and not dropped:
            return
        self._panel.show_name(block.coder)
        self._timer.start()

    def _read(self) -> None:
        if self._of is None:
            return
        coder_id, day = self._of
        context, opening = self._page.context, periods.monday(day)
        spans = {
            "day": Period(day, day),
            "week": Period(opening, shifted(opening, 6)),
            "quarter": periods.quarter_of(day, context.fiscal_year),
        }
        today = context.today()
        self._asked = [
            context.read(
                self._page, plain_figures, period, (coder_id,), today, then=partial(self._show, span, self._of)
            )
            for span, period in spans.items()
        ]

    def _show(self, span: str, of: tuple[int, date], figures: TeamFigures) -> None:
        if self._of == of:
            block = next((block for block in figures.coders if block.coder_id == of[0]), None)
            self._panel.show_pair(span, block.paired if block else None)
