"""The lines of Home: one click or Enter leads to where it is done. What a line says is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from codedesk.services.first_run import StepRow
from codedesk.services.home import DutyRow
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import Button, ButtonPicture, button


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its icon and tone, what is to be done, which or whose, and the page that it leads to with what."""

    icon: str
    words: str
    detail: str
    page: str
    page_word: str
    what: Mapping[str, Any] = field(default_factory=dict)
    kind: str = ""
    tone: theme.Tone = "second"


_PLACES: dict[str, tuple[str, str, str]] = {
    "days": ("today", "today", "Today"),
    "waiting": ("audits", "audits", "Audits"),
    "audits": ("audits", "audits", "Audits"),
    "actions": ("check", "audits", "Audits"),
    "standards": ("standards", "standards", "Standards"),
    "reviews": ("reviews", "reviews", "Reviews"),
    "signals": ("trends", "team", "Team"),
}
_VIEWS = {"waiting": "todo", "audits": "planning", "actions": "todo"}
_STEPS: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "coders": ("Enter your coders", "setup", "Setup", {"section": "coders"}),
    "work_types": ("Say what kinds of work they do", "setup", "Setup", {"section": "work_types"}),
    "standards": ("Say what you expect of each kind of work", "standards", "Standards", {"view": "many"}),
    "hours": ("Say when who works", "setup", "Setup", {"section": "coders"}),
    "holidays": ("Enter the holidays of the year", "setup", "Setup", {"section": "calendar"}),
    "dates": ("Say how dates are written here", "setup", "Setup", {"section": "department"}),
    "records": ("Say when your records begin", "setup", "Setup", {"section": "department"}),
}


def duty_line(row: DutyRow) -> Line:
    """Return the line of a thing that is due."""
    icon, page, word = _PLACES[row.kind]
    what: dict[str, Any] = {}
    if row.kind in _VIEWS:
        what["view"] = _VIEWS[row.kind]
    if row.day is not None:
        what["day"] = row.day
    if row.number is not None:
        what["work_type_id"] = row.number
    if row.kind == "reviews" and row.period is not None:
        what["period"] = (row.period.start.isoformat(), row.period.end.isoformat())
    return Line(icon, row.words, row.detail, page, word, what, row.kind, "caution" if row.late else "second")


def step_line(row: StepRow) -> Line:
    """Return the line of a step of the first-run list, ticked when it is done."""
    words, page, word, what = _STEPS[row.name]
    if not row.done and row.name == "coders":
        what = {**what, "new": True}
    return tick_line(words, row.words, page, word, what, done=row.done)


def tick_line(words: str, detail: str, page: str, page_word: str, what: Mapping[str, Any], *, done: bool) -> Line:
    """Return a line that says whether it is done."""
    said = f"done{': ' if detail else ''}{detail}" if done else detail
    if done:
        return Line("done", words, said, page, page_word, what, tone="improvement")
    return Line("todo", words, said, page, page_word, what)


def line_button(line: Line, run: Callable[[], None]) -> Button:
    """Make the button of a line."""
    made = button("", run, kind="line")
    made.setAccessibleName(line.words)
    made.setAccessibleDescription(f"{line.detail}, on {line.page_word}" if line.detail else f"On {line.page_word}")
    row = theme.row(made, 12, margins=(12, 0, 12, 0))
    token = "text-2" if line.tone == "second" else line.tone
    detail = theme.one_line(line.detail, "body", "caution" if line.tone == "caution" else "second")
    detail.setToolTip(line.detail)
    row.addWidget(ButtonPicture(line.icon, token, 18))
    words = theme.label(line.words)
    words.setFont(theme.font("body", strong=True))
    row.addWidget(words)
    row.addWidget(detail, 1)
    row.addWidget(theme.label(line.page_word, "body", "second"))
    row.addWidget(ButtonPicture("right", "text-3", 14))
    for child in made.findChildren(QLabel):
        child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made


class LineList(QFrame):
    """A heading with words, and lines below; hidden without lines. The focus keeps its place over a new reading."""

    def __init__(self, heading: str, go: Callable[[Line], None]) -> None:
        """Take what leads to where a line belongs."""
        super().__init__()
        self._go = go
        self.shown: tuple[Line, ...] = ()
        self.buttons: list[Button] = []
        self._about = theme.one_line("", "body", "second")
        column, head = theme.column(self, 4), QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(theme.label(heading, "section"))
        head.addWidget(self._about, 1)
        column.addLayout(head)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        column.addLayout(self._column)
        self.hide()

    def show_lines(self, lines: tuple[Line, ...], about: str = "") -> None:
        """Show these lines; those that are shown already stay as they are."""
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self.setVisible(bool(lines or about))
        if lines == self.shown:
            return
        held = self.window().focusWidget()  # also while another window is in front
        focused = next((place for place, made in enumerate(self.buttons) if made is held), None)
        for made in self.buttons:
            self._column.removeWidget(made)
            made.hide()
            made.deleteLater()
        self.shown = lines
        self.buttons = [line_button(line, partial(self._go, line)) for line in lines]
        for made in self.buttons:
            self._column.addWidget(made)
        if focused is not None and self.buttons:
            line = self.buttons[min(focused, len(self.buttons) - 1)]
            line.show()  # what is not seen yet cannot take it
            line.setFocus(Qt.FocusReason.OtherFocusReason)
