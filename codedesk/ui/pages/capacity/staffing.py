"""The people for the work: FTE needed and there in steps, the forecast of what waits, what if, and the request."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from codedesk.charts import flow_weeks, flows
from codedesk.metrics.figures import Part
from codedesk.periods import Period
from codedesk.services.department import events_and_notes
from codedesk.services.department.events_and_notes import ScopesRow
from codedesk.services.flow.listed import keep_request, staffing_request
from codedesk.services.flow.rows import FlowRow
from codedesk.services.flow.staffing_page import StaffingPageRow, staffing_page
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.editing import Editing
from codedesk.ui.pages.capacity.cards import FlowCard, KeyFigures
from codedesk.ui.pages.capacity.paper import StaffingPaper
from codedesk.ui.pages.capacity.scenario import ScenarioDialog
from codedesk.ui.pages.capacity.views import DrawnView, made_of
from codedesk.ui.typed import TypedPlace
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.explain import explain, pair_explanations
from codedesk.ui.widgets.fields import Field, Form
from codedesk.ui.widgets.form_card import FormCard
from codedesk.ui.widgets.segments import Segments
from codedesk.ui.widgets.table import Table, TableColumn

_PICTURES = (("ahead", "Forecast"), ("fte", "Needed and there"))
_STEPS, _TEXT_HIGH, _CHART_HIGH = 6, 76, 228
_REQUEST = "The request, in your words"
_ASK = "Printed on the staffing page, as it stands here"


class StaffingView(DrawnView):
    """Key figures, the steps from paid to productive hours, a picture, and what is asked for."""

    name: ClassVar[str] = "staffing"
    word: ClassVar[str] = "Staffing"
    said: ClassVar[str] = "the people for the work"

    @override
    def build(self) -> None:
        self.editing = Editing(self.context, self)
        self.paper = StaffingPaper(self.context, self)
        self.dialog: ScenarioDialog | None = None
        self._asked: Period | None = None
        self.figures = KeyFigures("People for the work")
        self.steps: Table[Part] = Table(
            _step_columns(), "From paid to productive hours", most_rows=_STEPS,
            order="each step follows from the one above.",
        )  # fmt: skip
        self.steps.activated.connect(self._explain_step)
        self.steps.row_menu.name_open("How is this made?")
        self.pictures = Segments("Picture", _PICTURES)
        self.pictures.chosen.connect(self._draw)
        self.card = FlowCard(_CHART_HIGH)
        self.form = Form((Field("text", "", "long_text", hint=_ASK),), dates=self.context.dates, above=True)
        self.form.editor("text").setFixedHeight(_TEXT_HIGH)
        self.form.editor("text").setAccessibleName(_REQUEST)
        self.request = FormCard(_REQUEST, "Save the request", self.form)
        self.request.foot.show_leave(False)
        self.request.submitted.connect(self.keep)
        self.context.typed.opens("capacity", "request", lambda _key: self.form.focus_first())
        self.context.typed.opens("capacity", "what if", lambda _key: self.what_if())
        self._lay_out()

    @override
    def show_flow(self, flow: FlowRow) -> None:
        people, team = flow.staffing, flow.team
        named = (
            ("FTE needed", people.needed),
            ("FTE there", people.there),
            ("There − needed", people.difference),
            ("Days of work waiting", team.days),
            ("To clear", team.to_clear),
        )
        self.figures.show_figures(named, self.context.period_label)
        self.steps.show_rows(people.steps)
        self._draw()

    @override
    def read(self) -> None:
        if self._asked != self.context.period or not self.request.unsaved:
            self.context.read(self, staffing_request, self.context.period, then=self._show_request)

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        return (
            Action("capacity.what_if", "What if …", "", self.what_if, enabled=lambda: self.flow is not None),
            Action("capacity.request", "Write what you ask for", "", self.form.focus_first),
            *self.paper.actions(),
        )

    @override
    def first_focus(self) -> QWidget:
        return self.steps

    def what_if(self) -> None:
        """Open what leave, a learner, overtime, a standard, inflow or a hire would do."""
        self.context.read(self, events_and_notes.scopes, then=self._open_what_if)

    def keep(self) -> None:
        """Store what is asked for, of the period that is shown."""
        period = self._asked or self.context.period
        text = str(self.form.value("text") or "")
        step = "Save the request" if text.strip() else "Take the request away"
        self.editing.store(self.request, step, keep_request, period, text, again=self.keep, then=self._kept)

    @override
    def explain(self) -> None:
        """Open "How is this made?", the pace of late with the accuracy of the same time beside it."""
        self.context.read(self, staffing_page, self.context.period, self.context.today(), then=self._explain)

    def _open_what_if(self, scopes: ScopesRow) -> None:
        if self.flow is not None:
            self.dialog = ScenarioDialog(self.window(), self.context, self.flow, scopes)
            self.dialog.open()

    def _kept(self, _none: object) -> None:
        self.context.typed.stored(self.form)
        self.form.begin()

    def _show_request(self, text: str) -> None:
        self._asked = self.context.period
        self.request.put({"text": text})
        key = f"{self._asked.start.isoformat()} {self._asked.end.isoformat()}"
        place = TypedPlace("request", key, f"Request, {self.context.period_label}", {"view": self.name})
        self.context.typed.follow(self.form, place, self.request.foot)

    def _draw(self, _what: object = None) -> None:
        if self.flow is None:
            return
        if self.pictures.key == "ahead":
            self.card.show_chart(flows.backlog_chart(self.flow.team, self.flow.forecast, self.flow.events))
        else:
            self.card.show_chart(flow_weeks.fte_chart(self.flow.staffing, self.flow.events))

    def _explain(self, row: StaffingPageRow) -> None:
        people = row.flow.staffing
        numbers = (
            people.needed, people.there, people.difference, people.one_fte, people.utilisation, people.at_actual_pace,
            people.overtime,
        )  # fmt: skip
        made = (*made_of(*numbers), row.flow.forecast.explanation, people.weeks.explanation,
                pair_explanations(row.paired)[1])  # fmt: skip
        explain(self, f"{self.word}, {row.label}", made)

    def _explain_step(self, _part: Part) -> None:
        self.explain()

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("scroll_body")
        column = theme.column(body, 12)
        across = QHBoxLayout()
        across.setSpacing(16)
        left = QWidget()
        beside = theme.column(left, 8)
        beside.addWidget(theme.label("From paid to productive hours", "section"))
        beside.addWidget(self.steps)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(button("What if …", self.what_if))
        ways.addWidget(button("Staffing page …", self.paper.show_sheet, icon="print"))
        ways.addStretch(1)
        beside.addLayout(ways)
        beside.addWidget(self.request)
        beside.addStretch(1)
        right = QWidget()
        drawn = theme.column(right, 8)
        drawn.addWidget(self.pictures, 0, Qt.AlignmentFlag.AlignLeft)
        drawn.addWidget(self.card, 1)
        drawn.addStretch(0)
        across.addWidget(left, 1)
        across.addWidget(right, 1)
        column.addWidget(self.figures)
        column.addLayout(across, 1)
        self.body.addWidget(theme.scrolled(body))


def _step_columns() -> tuple[TableColumn[Part], ...]:
    def told(part: Part) -> str:
        return f"{part.value} ({part.source})" if part.source else part.value

    return (
        TableColumn("name", "Step", 124, text=lambda part: part.name, tooltip=told, lines=2),
        TableColumn("value", "How it is made", 200, text=told, tooltip=told, lines=2, stretch=True),
    )
