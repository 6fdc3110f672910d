"""The planning view of the Audits page: how many charts of whom, what of it is done, and the hours that it takes.

Here lives the plan as it is shown and typed. Sample sizes and draws are in draw.py.
"""

from collections.abc import Hashable

from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from codedesk import entry, formats
from codedesk.errors import Refused
from codedesk.models.audit_plans import AuditPlanDraft
from codedesk.services.audits import plans as audit_plans
from codedesk.services.audits.plans import PlanOfPeriod, PlanRow
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.pages.audits import explanations, period_words
from codedesk.ui.pages.audits.views import AuditsView
from codedesk.ui.typed import TypedPlace
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.explain import explain
from codedesk.ui.widgets.fields import Field, Form
from codedesk.ui.widgets.grid import EntryGrid, GridCell, GridColumn, GridRow

_COLUMNS = (
    GridColumn("coder", "Coder", width=240, editable=False, stretch=True),
    GridColumn("planned", "Planned", "count", 88, tooltip="Charts to be audited; empty: nothing is planned"),
    GridColumn("audited", "Audited", "count", 150, editable=False, tooltip="Charts of audits that feed the accuracy"),
    GridColumn("to_go", "To go", "count", 80, editable=False),
    GridColumn("hours", "Hours to go", "hours", 100, editable=False),
    GridColumn("others", "Other audits", "count", 112, editable=False, tooltip="Charts of focused and other audits"),
    GridColumn("open", "Not final", "count", 84, editable=False),
    GridColumn("latest", "Latest", width=112, editable=False),
)  # fmt: skip
_MINUTES = (Field("minutes", "Minutes to audit one chart", "number", low=0, high=1440, width=72),)

_MINUTES_PLACE = TypedPlace("minutes", "all", "Minutes to audit one chart", {"view": "planning"}, page="audits")


class PlanningView(AuditsView):
    """The plan of the period, a line per coder, those not audited first."""

    name = "planning"

    @override
    def build(self) -> None:
        """Lay out the sums, the grid and what surrounds them."""
        self._plan: PlanOfPeriod | None = None
        self.sums = theme.label("", "body", wrap=True)
        self.kinds = theme.label("", "body", "second", wrap=True)
        self.grid = EntryGrid(_COLUMNS, "Audit plan", commit=self._commit)
        self.minutes = Form(_MINUTES, dates=self.context.dates, label_width=176)
        self.minutes.begin()
        self.minutes.committed.connect(self._keep_minutes)
        self.fill_button = button("Fill from the policy", self.fill)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.sums, 1)
        top.addWidget(self.minutes)
        top.addWidget(self.fill_button)
        self.body.addLayout(top)
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self.kinds)

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        """Return what can be done with the plan."""
        return (Action("audits.fill_plan", "Fill the plan from the policy", "", self.fill,
                       enabled=self._can_write),)  # fmt: skip

    @override
    def first_focus(self) -> EntryGrid:
        return self.grid

    @override
    def refresh(self) -> None:
        """Read the plan of the period."""
        self.read(audit_plans.plan, self.context.period, then=self._show)

    def fill(self) -> None:
        """Plan what the policy asks for, where nothing is planned."""
        period = self.context.period
        step = f"Fill the audit plan of {self.context.period_label}"
        self.context.write(
            self, step, audit_plans.fill_from_policy, period, then=self._filled, failed=self._not_filled
        )  # fmt: skip

    @override
    def explain(self) -> None:
        """Open "How is this made?" for the line with the keyboard."""
        at, plan = self.grid.current, self._plan
        row = (
            next((row for row in plan.rows if at and (row.coder_id, row.work_type_id) == at[0]), None) if plan else None
        )
        if plan is not None and row is not None:
            explain(self, f"{row.coder}, {self.context.period_label}", (explanations.of_plan(row, plan),))

    def _filled(self, lines: int) -> None:
        self.context.say("done", f"{formats.plural(lines, 'line')} planned as the policy asks. Undo takes them back.")

    def _not_filled(self, error: BaseException) -> None:
        if isinstance(error, Refused):
            self.context.say("info", f"{error.reason[:1].upper()}{error.reason[1:]}.")
        else:
            self.context.tell_failure(error)

    def _show(self, found: PlanOfPeriod) -> None:
        self._plan = found
        self.page.show_content()
        said = f"Audit plan, {self.context.period_label}", period_words.of_plan(self.context)
        self.page.set_subline(" · ".join(filter(None, said)))
        rows = sorted(found.rows, key=lambda row: (row.work_type != "", row.audited > 0, row.coder))
        self.grid.show_rows([self._row(row, found) for row in _with_work_types(rows)])
        self.grid.set_read_only(self.context.read_only)
        if self.grid.current is None and rows:
            self.grid.set_current((rows[0].coder_id, rows[0].work_type_id), "planned")
        if not self.minutes.unsaved:
            self.minutes.set_values({"minutes": found.minutes_per_chart})
            self.context.typed.follow(self.minutes, _MINUTES_PLACE)
        self.minutes.setEnabled(self._can_write())
        self.fill_button.setEnabled(self._can_write())
        self.sums.setText(_sum_words(found))
        self.kinds.setText(_kind_words(found))

    def _row(self, row: PlanRow, plan: PlanOfPeriod) -> GridRow:
        to_go = row.to_go
        hours = plan.hours(to_go) if to_go is not None else None
        unknown = f" + {row.charts_unknown} not counted" if row.charts_unknown else ""
        unknown += f" + {row.drafts:,} in draft" if row.drafts else ""
        audited = f"{row.audited:,}{unknown}" if row.audited or row.others or unknown else "not audited (0)"
        cells = {
            "coder": GridCell(f"{row.coder} · {row.work_type}" if row.work_type else row.coder),
            "planned": GridCell(formats.typed(row.planned)),
            "audited": GridCell(audited, tone="" if row.audited else "caution"),
            "to_go": GridCell("–" if to_go is None else f"{to_go:,}"),
            "hours": GridCell("–" if hours is None else formats.hours(hours)),
            "others": GridCell(f"{row.others:,}"),
            "open": GridCell(f"{row.open_audits:,}"),
            "latest": GridCell(formats.day(row.latest) if row.latest else "–"),
        }
        return GridRow((row.coder_id, row.work_type_id), cells, name=row.coder)

    def _commit(self, key: Hashable, column: str, text: str) -> None:
        try:
            charts = entry.parse_count(text, int(AuditPlanDraft.bounds_of("charts").high))
        except Refused as refused:
            self.grid.refuse(key, column, refused.reason)
            return
        row = self._row_at(key)
        if row is None:
            return
        step = f"Plan charts to audit, {row.coder}, {self.context.period_label}"
        self.context.write(
            self, step, audit_plans.set_plan, row.coder_id, self.context.period, charts, row.work_type_id
        )  # fmt: skip

    def _row_at(self, key: Hashable) -> PlanRow | None:
        rows = self._plan.rows if self._plan is not None else ()
        return next((row for row in rows if (row.coder_id, row.work_type_id) == key), None)

    def _keep_minutes(self, _name: str) -> None:
        try:
            minutes = self.minutes.value("minutes")
        except Refused:
            return
        if self._plan is not None and minutes != self._plan.minutes_per_chart:
            self.context.write(
                self, "Set the minutes of an audited chart", audit_plans.set_minutes, minutes,
                then=lambda _result: self.context.typed.stored(self.minutes), failed=self._no_minutes,
            )  # fmt: skip

    def _no_minutes(self, error: BaseException) -> None:
        if not self.minutes.show_failure(error):
            self.context.tell_failure(error)

    def _can_write(self) -> bool:
        return not self.context.read_only


def _with_work_types(rows: list[PlanRow]) -> list[PlanRow]:
    """Put the lines of a coder's work types below the coder's own."""
    own = [row for row in rows if not row.work_type]
    return [
        each for row in own for each in (row, *(one for one in rows if one.work_type and one.coder_id == row.coder_id))
    ]


def _sum_words(plan: PlanOfPeriod) -> str:
    waiting = sum(row.audited == 0 for row in plan.rows if not row.work_type)
    if not plan.rows:
        return "Nobody belongs to this period: add coders in Setup, then the plan has a line for each."
    who = f"{formats.plural(waiting, 'coder')} not audited yet." if waiting else "Everybody was audited."
    if not plan.planned:
        return f"Nothing is planned. Type how many charts of whom, or fill the plan from the policy. {who}"
    hours, left = plan.hours(plan.planned), plan.hours(plan.to_go)
    effort = ""
    if hours is not None and left is not None:
        effort = f": {formats.hours(left)} h of {formats.hours(hours)} h"
    return f"{plan.to_go:,} of {plan.planned:,} planned charts to go{effort}. {who}"


def _kind_words(plan: PlanOfPeriod) -> str:
    parts = [
        f"{kind.words} {formats.plural(audits, 'audit')}, {formats.plural(charts, 'chart')}"
        for kind, audits, charts in plan.by_selection
        if audits
    ]
    said = " · ".join(parts) or "none yet"
    return f"By selection: {said}. Only random ones, and those marked so, feed the accuracy and fill the plan."
