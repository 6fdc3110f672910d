"""The coder's page: pace and accuracy as a pair, their charts on one time axis, and all that belongs beside them."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.charts.control import accuracy_chart, pace_chart
from codedesk.charts.picture import Step
from codedesk.metrics.figures import WorkTypeFigures
from codedesk.services.coder_view import CoderName, CoderPageRow, Span, coder_names, coder_page
from codedesk.ui.actions import Action
from codedesk.ui.pages.coder.below import Below
from codedesk.ui.pages.coder.blocks import PairBlocks, Signals
from codedesk.ui.pages.page import Page
from codedesk.ui.widgets.chart import ChartPair
from codedesk.ui.widgets.explain import explain_pair
from codedesk.ui.widgets.segments import Segments

_SPANS: tuple[tuple[str, str], ...] = (("period", "This period"), ("year", "Last four quarters"), ("all", "All"))


class CoderPage(Page):
    """One coder, looked at closely."""

    name, title, icon = "coder", "Coder", "coder"

    @override
    def build(self) -> None:
        self._coder_id: int | None = self.context.coder_id
        self._names: tuple[CoderName, ...] = ()
        self._rows: CoderPageRow | None = None
        self.chooser = QComboBox()
        self.chooser.setAccessibleName("Coder")
        self.chooser.setMinimumWidth(200)
        self.chooser.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.chooser.activated.connect(self._choose)
        self.header_extra.addWidget(self.chooser, 0, Qt.AlignmentFlag.AlignTop)
        self.pair = PairBlocks()
        self.pair.asked.connect(self._explain)
        self.signals = Signals()
        self.span = Segments("Time shown", _SPANS)
        self.span.chosen.connect(self._reread)
        self.charts = ChartPair()
        self.charts.asked.connect(self._explain_charts)
        self.below = Below(self.context)
        self.below.types_asked.connect(self._explain_type)
        self.body.addWidget(self._scrolled(), 1)
        self.context.coder_changed.connect(self._follow)

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        there = self._is_there
        return (
            Action("coder.review", "Review packet", "Ctrl+P", self.open_review, "coder", there, icon="print"),
            Action("coder.event", "Add event", "Ctrl+Shift+E", self.below.add_event, "coder", self._can_write),
            Action("coder.note", "Add note", "Ctrl+Shift+N", self.below.add_note, "coder", self._can_write),
            Action("coder.explain", "How is this made?", "Ctrl+I", self._explain_pace, "coder", there, shown=False),
            Action("coder.next", "Next coder", "Ctrl+PgDown", self.next_coder, "coder", there, shown=False),
            Action("coder.previous", "Previous coder", "Ctrl+PgUp", self.previous_coder, "coder", there, shown=False),
            Action("coder.team", "Back to the team", "Alt+Left", self._to_team, "coder", shown=False),
        )

    @override
    def navigate(self, **what: Any) -> None:
        coder_id = what.get("coder_id")
        if coder_id is not None and coder_id != self._coder_id:
            self._coder_id = coder_id
            self.stale = True

    @override
    def refresh(self) -> None:
        self.read(coder_names, then=self._named)

    @override
    def first_focus(self) -> QWidget | None:
        return self.chooser

    def open_review(self) -> None:
        """Go to the review of this coder."""
        self.context.navigate("reviews", coder_id=self._coder_id)

    def next_coder(self) -> None:
        """Show the coder that follows by name."""
        self._step(1)

    def previous_coder(self) -> None:
        """Show the coder before by name."""
        self._step(-1)

    def _named(self, names: tuple[CoderName, ...]) -> None:
        self._names = names
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
        self._rows = page
        self.set_subline(self._who(page))
        self.pair.show_block(page.block)
        self.signals.show_block(page.block)
        steps = tuple(Step(level.from_day, level.to_day, level.value) for level in page.expected)
        self.charts.show_charts(
            pace_chart(page.history, page.span, expected=steps, revised=page.revised),
            accuracy_chart(page.history, page.span),
        )
        self.below.show_page(page, self.context.period_label)
        self.show_content()
        self.update_actions()

    def _who(self, page: CoderPageRow) -> str:
        parts = [self.context.period_label, page.credentials, f"since {formats.day(page.started_on)}"]
        if page.scheduled_hours_per_week is not None:
            parts.append(f"{formats.hours(page.scheduled_hours_per_week)} h a week")
        if page.left_on is not None:
            parts.append(f"left on {formats.day(page.left_on)}")
        return " · ".join(part for part in parts if part)

    def _scrolled(self) -> QScrollArea:
        body = QWidget()
        body.setObjectName("scroll_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self.pair)
        column.addWidget(self.signals)
        column.addWidget(self.span, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.charts)
        column.addWidget(self.below)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(body)
        return self.area

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

    def _choose(self, place: int) -> None:
        self._coder_id = self._names[place].id
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

    def _to_team(self) -> None:
        self.context.navigate("team")

    def _to_setup(self) -> None:
        self.context.navigate("setup")
