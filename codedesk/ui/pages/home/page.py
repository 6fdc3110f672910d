"""Home: the page that opens. What is due and where to begin; in an empty department, what it needs first."""

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.services.figures import figures
from codedesk.services.first_run import FirstRunRow, first_run
from codedesk.services.home import DutyRow, duties, signals_ahead, signals_due
from codedesk.store import file_state
from codedesk.store.file_state import Contents, FileState, Seen
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.health import Health
from codedesk.ui.pages.home.lines import Line, LineList, duty_line, step_line, tick_line
from codedesk.ui.pages.page import Page
from codedesk.ui.safety_answer import SafetyFacts, answer, copied_elsewhere
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.segments import Segments

_WIDTH = 920
_ORDER = ("days", "waiting", "audits", "signals", "actions", "standards", "reviews")
FIRST_PAGES = (("home", "Home"), ("today", "Today"))


class HomePage(Page):
    """Lines that lead to what is due. Down and Up go from one to the next, Enter leads there."""

    name, title, icon = "home", "Home", "home"

    @override
    def takes_coder(self) -> bool:
        return False

    @override
    def build(self) -> None:
        self._begun = True
        self._duties: dict[str, DutyRow] = {}
        self._signals: dict[str, DutyRow] = {}
        self._seen: Seen = {}
        self._asked = 0
        self.first_run = LineList("Setting up", self._go)
        self.due = LineList("What is due", self._go)
        self.safety = LineList("Am I safe?", self._go)
        self.first_page = Segments("CodeDesk opens with", FIRST_PAGES, typed=True)
        self.first_page.choose("today" if self.context.settings.first_page == "today" else "home")
        self.first_page.chosen.connect(self._choose_first)
        Health.of(self.context).changed.connect(self._read_file)
        inside = QWidget()
        inside.setObjectName("scroll_body")
        inside.setMaximumWidth(_WIDTH)
        column = theme.column(inside, 16)
        for part in (self.first_run, self.due, self.safety):
            column.addWidget(part)
        column.addLayout(self._foot())
        column.addStretch(1)
        self.body.addWidget(theme.scrolled(inside), 1)

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        return tuple(
            Action(f"home.opens_{name}", f"Open CodeDesk with {word}", "", partial(self.open_with, name), "home",
                   shown=False)
            for name, word in FIRST_PAGES
        )  # fmt: skip

    @override
    def refresh(self) -> None:
        self.read(first_run, then=self._show_first_run)

    @override
    def first_focus(self) -> QWidget | None:
        steps = zip(self.first_run.buttons, self.first_run.shown, strict=True)
        undone = [made for made, line in steps if line.icon != "done"]
        return next(iter([*undone, *self.due.buttons, *self.safety.buttons]), None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the first and the last line, as in every list."""
        lines = [*self.first_run.buttons, *self.due.buttons, *self.safety.buttons]
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and lines:
            lines[-1 if event.key() == Qt.Key.Key_End else 0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def open_with(self, name: str) -> None:
        """Choose the page with which CodeDesk opens from now on."""
        self.first_page.choose(name)
        self._choose_first(name)

    def _show_first_run(self, found: FirstRunRow) -> None:
        self._begun = found.begun
        lines = tuple(step_line(row) for row in found.steps)
        if not found.begun:
            bring = ("Or bring in your spreadsheet", "Excel, CSV, or cells you copied", "files", "Import and export")
            lines += (tick_line("Log the first day", "", "today", "Today", {}, done=False),)
            lines += (tick_line(*bring, {}, done=False),)
        shown = () if found.begun and found.whole else lines
        if not shown and self.window().focusWidget() in self.first_run.buttons:
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # what comes in its place is taken when it is there
        self.first_run.show_lines(shown, "In any order. Everything can be changed later." if shown else "")
        self.read(duties, self.context.today(), then=self._show_duties)

    def _show_duties(self, rows: tuple[DutyRow, ...]) -> None:
        self._duties = {**{row.kind: row for row in rows}, **self._signals}
        self._show()
        self.show_content()
        self._asked += 1
        if self._begun:
            self.context.run(self, figures.load, then=partial(self._read_signals, self._asked, 0))
        self._read_file()

    def _read_signals(self, asked: int, step: int, more: bool | None) -> None:
        """Read what signals rest on step by step, then the signals: who saves meanwhile is let in between."""
        today = self.context.today()
        if asked != self._asked:
            return
        if more is False:
            self.context.read(self, signals_due, today, then=self._show_signals)
        else:
            self.context.read(self, signals_ahead, today, step, then=partial(self._read_signals, asked, step + 1))

    def _show_signals(self, row: DutyRow | None) -> None:
        self._signals = {} if row is None else {row.kind: row}
        self._duties = {kind: one for kind, one in self._duties.items() if kind != "signals"} | self._signals
        self._show()

    def _show(self) -> None:
        rows = [self._duties[kind] for kind in _ORDER if kind in self._duties]
        about = "" if rows or not self._begun else "Nothing is due."
        self.due.show_lines(tuple(duty_line(row) for row in rows), about)
        day = self.context.today()
        said = f"{formats.weekday(day)}, {formats.day(day)}"
        self.set_subline(f"{said} · {self.context.department_name}" if self.context.department_name else said)
        self._take_focus()

    def _take_focus(self) -> None:
        """Let the keyboard stand on the first line, where it is on nothing else of this page."""
        first, held = self.first_focus(), self.window().focusWidget()
        if first is not None and self.isVisible() and held in (None, self):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_file(self) -> None:
        if self.isVisible():
            self.context.use(self, file_state.contents, self._look)
        else:
            self.stale = True  # it is read when the page is come back to

    def _look(self, held: Contents) -> None:
        self.context.run(self, file_state.file_state, self.context.desk.path, held, self._seen, then=self._show_safety)

    def _show_safety(self, found: FileState) -> None:
        context = self.context
        facts = SafetyFacts(
            found,
            datetime.now(UTC),
            problem=Health.of(context).problem,
            astray=context.astray.sentence if context.astray is not None else "",
            read_only=context.read_only,
            sample=context.sample,
            elsewhere=copied_elsewhere(context.settings, context.desk.path)[0],
        )
        said = answer(facts)
        icon = {"error": "error", "caution": "caution"}.get(said.tone, "safety")
        tone = said.tone if said.tone in ("error", "caution") else "second"
        self.safety.show_lines((Line(icon, said.sentence, said.line, "safety", "Safety", tone=tone),))

    def _go(self, line: Line) -> None:
        row = self._duties.get(line.kind)
        if row is not None and row.period is not None:
            self.context.period = row.period
        self.context.navigate(line.page, **line.what)

    def _choose_first(self, name: str) -> None:
        self.context.settings.first_page = name
        self.context.settings.save()

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(theme.label("CodeDesk opens with", "body", "second"))
        row.addWidget(self.first_page)
        row.addStretch(1)
        row.addWidget(button("Values to look at", partial(self.context.navigate, "looking"), kind="link"))
        return row
