"""The buttons that choose how Today looks at its date: the team, one coder, or what waits. Nothing else."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from codedesk.ui.widgets.buttons import button

_TURN = "Turn the grid (Ctrl+T)"


class DayViews:
    """Three buttons side by side; the third is there once the department logs what waits.

    A press calls show(turned, alone): one coder's days, what waits alone, or neither.
    """

    def __init__(self, row: QHBoxLayout, show: Callable[[bool, bool], None]) -> None:
        """Add the buttons to a row."""
        self.team = _segment("Team", lambda: show(False, False), _TURN, "first")
        self.one = _segment("One coder", lambda: show(True, False), _TURN, "last")
        self.waiting = _segment(
            "Waiting", lambda: show(False, True), "What waits at the end of the day, by work type", "last"
        )
        self.waiting.hide()
        together = QHBoxLayout()
        together.setSpacing(0)
        for segment in (self.team, self.one, self.waiting):
            together.addWidget(segment, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(together)

    def choose(self, *, turned: bool, alone: bool) -> None:
        """Show which view is chosen."""
        self.team.setChecked(not (turned or alone))
        self.one.setChecked(turned)
        self.waiting.setChecked(alone)

    def offer_waiting(self, offered: bool) -> None:
        """Show the third button, or leave it out."""
        self.waiting.setVisible(offered)
        self.one.setProperty("place", "" if offered else "last")
        self.one.style().unpolish(self.one)
        self.one.style().polish(self.one)


def _segment(words: str, press: Callable[[], None], tip: str, place: str) -> QPushButton:
    made = button(words, press, kind="segment")
    made.setProperty("place", place)
    made.setCheckable(True)
    made.setToolTip(tip)
    return made
