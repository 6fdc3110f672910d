"""The coder's page in three parts: the work (pace and accuracy as a pair), conversations, and well-being."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QStackedWidget, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.charts import findings
from codedesk.charts.control import accuracy_chart, pace_chart
from codedesk.charts.picture import Step
from codedesk.metrics import figures
from codedesk.metrics.figures import WorkTypeFigures
from codedesk.periods import monday
from codedesk.services.department.events_and_notes import EventRow, touches
from codedesk.services.people.coder_view import CoderName, CoderPageRow, Span, coder_names, coder_page
from codedesk.services.people.conversations import ConversationsRow, conversations
from codedesk.services.people.wellbeing import WellBeingRow, well_being
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.answering import Answering
from codedesk.ui.dialogs.before_after import BeforeAfterDialog
from codedesk.ui.dialogs.rebasing import TITLE, Rebasing
from codedesk.ui.pages.coder.sheets import BlankSheets
from codedesk.ui.pages.coder.talks import Talks
from codedesk.ui.pages.coder.well import Well
from codedesk.ui.pages.coder.work import Work
from codedesk.ui.pages.page import Page
from codedesk.ui.typed import WHY
from codedesk.ui.widgets.action_menu import pop_up
from codedesk.ui.widgets.editors import ChoiceBox
from codedesk.ui.widgets.explain import explain_pair
from codedesk.ui.widgets.segments import Segments

_PARTS: tuple[tuple[str, str], ...] = (("work", "Work"), ("talks", "Conversations"), ("well", "Well-being"))
_SPANS: tuple[tuple[str, str], ...] = (("period", "This period"), ("year", "Last four quarters"), ("all", "All"))


class CoderPage(Page):
    """One coder, looked at closely."""

    name, title, icon = "coder", "Coder", "coder"
    comparison: BeforeAfterDialog | None = None

    @override
    def build(self) -> None:
        self._coder_id: int | None = self.context.coder_id
        self._names: tuple[CoderName, ...] = ()
        self._rows: CoderPageRow | None = None
        self.chooser = ChoiceBox()
        self.chooser.setAccessibleName("Coder")
        self.chooser.setFixedWidth(200)
        self.chooser.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.chooser.activated.connect(self._choose)
        self.header_extra.addWidget(self.chooser, 0, Qt.AlignmentFlag.AlignTop)
        self.parts = QStackedWidget(self)
        self.work = work = Work(self.context, self.parts)
        self.pair, self.signals, self.charts, self.below = work.pair, work.signals, work.charts, work.below
        self.answering = Answering(self.context, self)
        self.rebasing = Rebasing(self.context, self)
        self.anew = self.charts.pace.add_button(f"{TITLE} …", partial(self.begin_anew, None), "Ctrl+Shift+B")
        self.menu: QMenu | None = None
        talks, well = QWidget(), QWidget()
        self.areas = (work, _scrolled(talks, self.parts), _scrolled(well, self.parts))
        self.talks, self.well = Talks(self.context, talks), Well(self.context, well)
        self._open_typed()
        self.part = Segments("Part of the page", _PARTS)
        self.part.setToolTip("Alt+1, Alt+2, Alt+3")
        self.span = Segments("Time shown", _SPANS)
        self.sheets = BlankSheets(self.context, lambda: self._coder_id, self._is_there)
        self._lay_parts_out()
        self._listen()

    def _lay_parts_out(self) -> None:
        ways = QHBoxLayout()
        ways.addWidget(self.part)
        ways.addStretch(1)
        ways.addWidget(self.span)
        self.body.addWidget(self.sheets)
        self.body.addLayout(ways)
        self.body.addWidget(self.parts, 1)
        for area in self.areas:
            self.parts.addWidget(area)

    def _listen(self) -> None:
        self.pair.asked.connect(self._explain)
        self.signals.answer_wanted.connect(self._answer)
        self.charts.asked.connect(self._explain_charts)
        self.charts.menu_asked.connect(self._chart_menu)
        self.below.types_asked.connect(self._explain_type)
        self.below.answers.table.activated.connect(self._change_answer)
        self.below.compared.connect(self._compare)
        self.below.answers_withdrawn.connect(self.answering.take_back)
        self.part.chosen.connect(self._turn)
        self.span.chosen.connect(self._reread)
        self.context.coder_changed.connect(self._follow)

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        there = self._is_there
        return (
            Action("coder.review", "Make the review packet", "Ctrl+P", self.open_review, "coder", there, icon="print"),
            Action("coder.sheets", "Blank sheets", "", self.sheets.open_menu, "coder", there),
            *self.sheets.offered(),
            Action("coder.event", "Add event", "Ctrl+Shift+E", self.add_event, "coder", self._can_write),
            Action("coder.before_after", "Before and after an event", "Ctrl+Shift+D", self.below.compare_event, "coder",
                   self._has_events, shown=False),
            Action("coder.answer", "Answer a signal", "Ctrl+Shift+A", self.answer, "coder", self._can_answer,
                   shown=False),
            Action("coder.rebase", TITLE, "Ctrl+Shift+B", self.begin_anew, "coder", self._can_write, shown=False),
            Action("coder.note", "Add note", "Ctrl+N", self.add_note, "coder", self._can_write),
            Action("coder.check_in", "Add check-in", "Ctrl+Shift+K", self.add_check_in, "coder", self._can_write,
                   shown=False),
            Action("coder.education", "Add education", "", self.add_education, "coder", self._can_write, shown=False),
            *self.below.actions(self._can_write),
            Action("coder.work", "Show the work", "Alt+1", self.show_work, "coder", there, shown=False),
            Action("coder.talks", "Show conversations", "Alt+2", self.show_talks, "coder", there, shown=False),
            Action("coder.well", "Show well-being", "Alt+3", self.show_well, "coder", there, shown=False),
            Action("coder.explain", "How is this made?", "Ctrl+I", self._explain_pace, "coder", there, shown=False),
            Action("coder.mix", "How is the mix made?", "", self.below.mix.explain, "coder", there, shown=False),
            Action("coder.next", "Next coder", "Ctrl+PgDown", self.next_coder, "coder", there, shown=False),
            Action("coder.previous", "Previous coder", "Ctrl+PgUp", self.previous_coder, "coder", there, shown=False),
            Action("coder.team", "Back to the team", "", self._to_team, "coder", shown=False),
        )  # fmt: skip

    @override
    def navigate(self, **what: Any) -> None:
        coder_id = what.get("coder_id")
        self.span.choose(what.get("span", self.span.key))
        self.stale = self.stale or "span" in what
        if coder_id is not None and coder_id != self._coder_id:
            self._coder_id = coder_id
            self.stale = True
            self.chose_coder(coder_id)

    @override
    def refresh(self) -> None:
        self.read(coder_names, then=self._named)

    @override
    def first_focus(self) -> QWidget | None:
        return self.chooser if self.chooser.isVisibleTo(self) else None

    def open_review(self) -> None:
        """Go to the review of this coder."""
        self.context.navigate("reviews", coder_id=self._coder_id)

    def show_work(self) -> None:
        """Show pace, accuracy and all that belongs to the work."""
        self._show_part("work")

    def show_talks(self) -> None:
        """Show notes, goals and education."""
        self._show_part("talks")

    def show_well(self) -> None:
        """Show what is worth a conversation, the workload and the check-ins."""
        self._show_part("well")

    def answer(self) -> None:
        """Answer the one signal that is open, or go to the list of them."""
        self._show_part("work")
        found = [signal for signal in self.signals.shown if signal.open] or list(self.signals.shown)
        if len(found) == 1:
            self._answer(found[0])
        else:
            self.work.open_signals()

    def begin_anew(self, at: date | None = None) -> None:
        """Ask since when and why this coder's limits begin anew: at a day, the cursor, or the end of the period."""
        if self._rows is not None:
            day = at or self.charts.day or min(self._rows.period.end, self.context.today())
            coders = tuple((row.name, row.id) for row in self._rows.coders)
            self.rebasing.begin(monday(day), coders, ("coder", self._rows.coder.id))

    def add_event(self) -> None:
        """Ask for an event: of the week under the chart's cursor, else of today."""
        self.below.add_event(self.charts.day)

    def _chart_menu(self, where: QPoint) -> None:
        """Offer what can be done at a week of the charts: enter what happened, begin anew, or look at what did."""
        if self._rows is None:
            return
        menu, day = QMenu(self), self.charts.day
        at = f" in the week of {formats.day(monday(day))}" if day is not None else ""
        if self._can_write():
            menu.addAction(f"Something happened{at or ' here'}…", partial(self.below.add_event, day))
            menu.addAction(f"{TITLE}{at} …", partial(self.begin_anew, day))
        near = [row for row in self._rows.events if day is not None and touches(row.draft, monday(day))]
        for row in near or self._rows.events:
            name = row.draft.text.replace("&", "&&")
            menu.addAction(f"Before and after “{name}”", partial(self._compare, row))
        self.menu = menu
        if not menu.isEmpty():
            pop_up(menu, where)

    def _compare(self, row: EventRow) -> None:
        self.comparison = BeforeAfterDialog(self.window(), self.context, row.id)
        self.comparison.open()

    def add_note(self) -> None:
        """Ask for a note, among the conversations."""
        self._read_part("talks", self.talks.notes.editing.add)

    def add_education(self) -> None:
        """Ask for an education item, among the conversations."""
        self._read_part("talks", self.talks.education.editing.add)

    def add_check_in(self) -> None:
        """Ask for a check-in, in the well-being part."""
        self._read_part("well", self.well.check_ins.editing.add)

    def _open_typed(self) -> None:
        """Say what opens each form again in which something was typed."""
        typed, talks, well = self.context.typed, self.talks, self.well
        for part, editing in (
            ("talks", talks.notes.editing), ("talks", talks.education.editing), ("well", well.check_ins.editing),
            ("work", self.below.events.editing), ("work", self.below.sums.editing),
            ("work", self.below.rework.editing),
        ):  # fmt: skip
            noun = editing.listing.noun
            typed.opens(self.name, noun, partial(self._reopen, part, editing.reopen))
            typed.opens(self.name, f"{WHY}{noun}", partial(self._reopen, part, editing.void_again))
        typed.opens(self.name, "goal", partial(self._reopen, "talks", talks.reopen_goal))
        typed.opens(self.name, "answer", partial(self._reopen, "work", self.below.reopen_answer))
        typed.opens(self.name, "limits", lambda _key: self.begin_anew())
        typed.opens(self.name, "signal", lambda _key: self.answer())

    def _reopen(self, part: str, reopen: Callable[[str], None], key: str) -> None:
        self._read_part(part, partial(reopen, key))

    def next_coder(self) -> None:
        """Show the coder that follows by name."""
        self._step(1)

    def previous_coder(self) -> None:
        """Show the coder before by name."""
        self._step(-1)

    def _named(self, names: tuple[CoderName, ...]) -> None:
        self._names = names
        self.chooser.setVisible(bool(names))
        if not names:
            self._rows = None
            self.show_empty("There is no coder yet.", Action("coder.setup", "Add coders", "", self._to_setup))
            return
        ids = [name.id for name in names]
        if self._coder_id not in ids:
            self._coder_id = ids[0]
        self._fill_chooser(ids)
        span: Span = "year" if self.span.key == "year" else "all" if self.span.key == "all" else "period"
        self.read(coder_page, self._coder_id, self.context.period, span, self.context.today(), then=self._show)

    def _fill_chooser(self, ids: list[int]) -> None:
        assert self._coder_id is not None
        self.chooser.clear()
        for name in self._names:
            self.chooser.addItem(name.name, name.id)
        self.chooser.setCurrentIndex(ids.index(self._coder_id))
        self.heading.setText(self.chooser.currentText())

    def _show(self, page: CoderPageRow) -> None:
        if self._rows is None or page.coder.id != self._rows.coder.id:
            for area in self.areas:
                area.verticalScrollBar().setValue(0)
        self._rows = page
        self.set_subline(self._who(page))
        self.pair.show_block(page.block)
        beside = findings.pair_words(page.block.paired)
        self.work.show_signals(page.block.signals, beside, can_answer=not self.context.read_only)
        steps = tuple(Step(level.from_day, level.to_day, level.value) for level in page.expected)
        self.charts.show_charts(
            pace_chart(page.history, page.span, expected=steps, revised=page.revised, reviewed=page.period),
            accuracy_chart(page.history, page.span, reviewed=page.period),
        )
        self.anew.setEnabled(not self.context.read_only)
        self.below.show_page(page, self.context.period_label)
        self._read_part(self.part.key)
        self.update_actions()

    def _show_part(self, key: str) -> None:
        self.part.choose(key)
        self._turn(key)

    def _turn(self, key: str) -> None:
        if self._rows is not None:
            self._read_part(key)

    def _read_part(self, key: str, then: Callable[[], None] | None = None) -> None:
        """Read what a part shows and turn to it; then() afterwards."""
        self.part.choose(key)

        def show(row: ConversationsRow | WellBeingRow | None) -> None:
            if isinstance(row, ConversationsRow):
                self.talks.show_row(row)
            elif isinstance(row, WellBeingRow):
                self.well.show_row(row)
            self.parts.setCurrentIndex([name for name, _ in _PARTS].index(key))
            self.span.setVisible(key == "work")
            self.show_content()
            if then is not None:
                then()

        if key == "talks":
            self.read(conversations, self._coder_id, self.context.today(), then=show)
        elif key == "well":
            self.read(well_being, self._coder_id, self.context.period, self.context.today(), then=show)
        else:
            show(None)

    def _who(self, page: CoderPageRow) -> str:
        parts = [self.context.period_label, page.credentials, f"since {formats.day(page.started_on)}"]
        if page.scheduled_hours_per_week is not None:
            parts.append(f"{formats.hours(page.scheduled_hours_per_week)} h a week")
        if page.left_on is not None:
            parts.append(f"left on {formats.day(page.left_on)}")
        return " · ".join(part for part in parts if part)

    def _explain(self, measure: str) -> None:
        if self._rows is not None:
            who = f"{self._rows.coder.name}, {self.context.period_label}"
            explain_pair(self, who, self._rows.block.paired, measure)

    def _explain_charts(self, measure: str) -> None:
        if self._rows is not None:
            span = self._rows.span
            who = f"{self._rows.coder.name}, {formats.day(span.start)} – {formats.day(span.end)}"
            explain_pair(self, who, self._rows.history.paired, measure)

    def _explain_type(self, row: WorkTypeFigures) -> None:
        if self._rows is not None:
            explain_pair(self, f"{self._rows.coder.name}, {row.work_type}, {self.context.period_label}", row.paired)

    def _explain_pace(self) -> None:
        self._explain("pace")

    def _answer(self, signal: figures.Signal) -> None:
        if self._rows is not None:
            self.answering.ask(signal, self._rows.period.end, self._quality(self._rows.block, "period"))

    def _change_answer(self, answer: figures.Answer) -> None:
        if self._rows is not None:
            self.answering.change(answer, self._quality(self._rows.history, "time shown"), self._coder_id)

    def _quality(self, block: figures.Block, what: str) -> str:
        """Say the accuracy that stands beside every pace that is told."""
        return f"To be read with the {what}: {findings.accuracy_words(block.paired.accuracy)}."

    def _choose(self, place: int) -> None:
        self._coder_id = self._names[place].id
        self.chose_coder(self._coder_id)
        self.refresh()

    def _step(self, step: int) -> None:
        ids = [name.id for name in self._names]
        if self._coder_id in ids:
            self._choose((ids.index(self._coder_id) + step) % len(ids))

    def _reread(self, _span: str) -> None:
        self.refresh()

    def _follow(self, coder_id: int | None) -> None:
        if coder_id is not None:
            self._coder_id = coder_id

    def _is_there(self) -> bool:
        return self._rows is not None

    def _can_write(self) -> bool:
        return self._rows is not None and not self.context.read_only

    def _has_events(self) -> bool:
        return self._rows is not None and bool(self._rows.events)

    def _can_answer(self) -> bool:
        return self._can_write() and bool(self.signals.shown)

    @override
    def go_up(self) -> bool:
        self._to_team()
        return True

    def _to_team(self) -> None:
        self.context.navigate("team")

    def _to_setup(self) -> None:
        self.context.navigate("setup", section="coders", new=True)


def _scrolled(body: QWidget, stack: QStackedWidget) -> QScrollArea:
    body.setObjectName("scroll_body")
    area = theme.scrolled(body)
    area.setParent(stack)
    return area
