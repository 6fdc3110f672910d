"""Work that waits: what is held, how long charts took, and what if. What was not coded: backlogs.py.

Each is optional for a department: where nothing is logged, nothing is reckoned.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sqlmodel import Field

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.models.amounts import Dollars
from codedesk.models.backlogs import AGE, CHARTS
from codedesk.models.base import Row, check, unique_live
from codedesk.models.fields import NAME, Draft, Fields, InFiles, Number, Text, checks
from codedesk.models.words import Word, word_of
from codedesk.periods import day_label


class HoldReason(Word):
    """Why a chart is held."""

    QUERY = "query", "Query open"
    DOCUMENT = "document", "Document missing"
    QUESTION = "question", "Coder’s question"
    EDIT = "edit"
    SYSTEM = "system"


class ScenarioKind(Word):
    """What a part of a scenario would change; its value is in hours a week, % of a full pace, charts or FTE."""

    LEAVE = "leave"
    LEARNER = "learner"
    OVERTIME = "overtime"
    STANDARD = "standard", "New standard"
    INFLOW = "inflow"
    HIRE = "hire"


class HoldFields(Fields):
    """Charts held at the end of a day for a reason. late: of them, past the agreed time; oldest: in days.

    provider_group is the department's own choice, "" for none; never a patient.
    """

    day: Annotated[date, InFiles("date")] = Field(index=True)
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    reason: HoldReason = word_of(HoldReason)
    provider_group: Annotated[str, Text(longest=300, line=True, name=True)] = ""
    charts: Annotated[int, CHARTS]
    late: Annotated[int | None, CHARTS] = None
    oldest: Annotated[int | None, AGE] = None

    def contradictions(self) -> Iterator[Refused]:
        """Yield that more are late than held."""
        if self.late is not None and self.late > self.charts:
            yield Refused(f"more are late than held ({self.charts})", "late")


class HoldDraft(HoldFields, Draft):
    """Held charts as typed."""


class Hold(HoldFields, Row, table=True):
    """Held charts, stored."""

    said = "hold"

    __table_args__ = (
        unique_live("hold", "day", "work_type_id", "reason", "provider_group"),
        *checks(HoldFields),
        check("late_of_held", "late IS NULL OR late <= charts"),
    )


class RevenueFields(Fields):
    """Gross revenue of a span, and what the coding team cost in it; both days included, in cents."""

    from_day: Annotated[date, InFiles("from")] = Field(index=True)
    to_day: Annotated[date, InFiles("to")]
    dollars: Annotated[Dollars, InFiles(needed=True, blank=True)] = None
    cost: Dollars = None

    def contradictions(self) -> Iterator[Refused]:
        """Yield that it ends before it begins, or says nothing."""
        yield from _crossed(self.from_day, self.to_day)
        if self.dollars is self.cost is None:
            yield Refused("nothing is said: give the revenue or the cost of the team", "dollars")


class RevenueDraft(RevenueFields, Draft):
    """Revenue as typed."""


class Revenue(RevenueFields, Row, table=True):
    """Stored revenue."""

    said = "revenue"

    __table_args__ = (
        unique_live("revenue", "from_day", "to_day"),
        *checks(RevenueFields),
        check("to_after_from", "to_day >= from_day"),
        check("given", "dollars IS NOT NULL OR cost IS NOT NULL"),
    )


class ChartWaitFields(Fields):
    """How long charts of one work type took: discharged or available to code, and coded; None while they wait.

    listed: the day of the list they come from. Equal lines of a list are added up into charts: no patient is known.
    """

    work_type_id: int = Field(foreign_key="work_type.id", index=True)
    discharged: date | None = None
    available: date | None = None
    coded: Annotated[date | None, InFiles(needed=True, blank=True)] = Field(default=None, index=True)
    listed: date
    charts: Annotated[int, Number(Bounds(1, 1_000_000))] = 1

    def contradictions(self) -> Iterator[Refused]:
        """Yield that nothing says since when they wait, or that the list is older than what it tells."""
        if self.discharged is self.available is None:
            yield Refused("give the day of discharge, or since when it could be coded", "discharged")
        if self.coded is not None and self.listed < self.coded:
            yield Refused(f"it was coded after its list was made ({day_label(self.listed)})", "coded")


class ChartWaitDraft(ChartWaitFields, Draft):
    """Charts of a list as brought."""


class ChartWait(ChartWaitFields, Row, table=True):
    """Charts of a list, stored."""

    said = "line of a turnaround list"

    __tablename__ = "chart_wait"
    __table_args__ = (
        unique_live("chart_wait", "work_type_id", "discharged", "available", "coded"),
        *checks(ChartWaitFields),
        check("since_known", "discharged IS NOT NULL OR available IS NOT NULL"),
        check("listed_after_coded", "coded IS NULL OR coded <= listed"),
    )


class ScenarioPartFields(Fields):
    """One part of a named scenario: what would change, of whom, from when to when, by how much."""

    scenario: Annotated[str, NAME]
    kind: ScenarioKind = word_of(ScenarioKind)
    coder_id: int | None = Field(default=None, foreign_key="coder.id", index=True)
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    from_day: Annotated[date, InFiles("from")]
    to_day: Annotated[date | None, InFiles("to")] = None
    value: Annotated[float, Number(Bounds(0, 1_000_000), checked="low")]

    def contradictions(self) -> Iterator[Refused]:
        """Yield that it ends before it begins, or that it does not say of what."""
        yield from _crossed(self.from_day, self.to_day)
        if self.kind == ScenarioKind.STANDARD and self.value <= 0:
            yield Refused("a standard is over 0 charts an hour", "value")
        if self.kind in (ScenarioKind.STANDARD, ScenarioKind.INFLOW) and self.work_type_id is None:
            yield Refused("say of which work type", "work_type_id")
        if self.kind == ScenarioKind.LEAVE and self.coder_id is None:
            yield Refused("say who is away", "coder_id")
        if self.kind == ScenarioKind.LEARNER and self.value > _MOST_OF_A_PACE:
            yield Refused(f"“{self.value:g}” is over {_MOST_OF_A_PACE:.0f} % of a full pace", "value")
        if self.kind == ScenarioKind.LEARNER and self.coder_id is None:
            yield Refused("say who learns", "coder_id")


_MOST_OF_A_PACE = 200.0


class ScenarioPartDraft(ScenarioPartFields, Draft):
    """A part of a scenario as typed."""


class ScenarioPart(ScenarioPartFields, Row, table=True):
    """A part of a scenario that was saved under a name."""

    said = "part of a scenario"

    __tablename__ = "scenario_part"
    __table_args__ = (
        *checks(ScenarioPartFields),
        check("to_after_from", "to_day IS NULL OR to_day >= from_day"),
    )


class StaffingRequestFields(Fields):
    """What the manager asks the director for, of a period, in the manager's words."""

    from_day: Annotated[date, InFiles("from")] = Field(index=True)
    to_day: Annotated[date, InFiles("to")]
    text: Annotated[str, Text("say what is asked for", 2000, "it is printed on one page")]

    def contradictions(self) -> Iterator[Refused]:
        """Yield that its period ends before it begins."""
        yield from _crossed(self.from_day, self.to_day)


class StaffingRequestDraft(StaffingRequestFields, Draft):
    """A request as typed."""


class StaffingRequest(StaffingRequestFields, Row, table=True):
    """A stored request."""

    said = "request"

    __tablename__ = "staffing_request"
    __table_args__ = (
        unique_live("staffing_request", "from_day", "to_day"),
        *checks(StaffingRequestFields),
        check("to_after_from", "to_day >= from_day"),
    )


def _crossed(first: date, last: date | None) -> Iterator[Refused]:
    if last is not None and last < first:
        yield Refused(f"the last day is before the first ({day_label(first)})", "to_day")
