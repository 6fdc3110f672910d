"""The department: one row that holds the choices of the whole file."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sqlmodel import Field

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.methods import METHODS, Method
from codedesk.models.base import Row, check, one_of, within
from codedesk.models.fields import PERCENT, Draft, Fields, InFiles, Number, Text, checks
from codedesk.models.words import word_of
from codedesk.periods import FiscalYear

PAPERS = ("letter", "a4")
YEAR_NAMES = ("end", "start")
_NEEDED = InFiles(needed=True)


class Department(Row, table=True):
    """The choices of one department. There is one row, number 1.

    accuracy_standard is in per cent and stands for audits that name no work type; None until asked.
    fiscal_year_named_by says which calendar year names a year that starts in another month than January.
    """

    __table_args__ = (
        check("single", "id = 1"),
        check("quarter_start_month", "quarter_start_month >= 1 AND quarter_start_month <= 12"),
        check("usual_hours_per_day", "usual_hours_per_day > 0 AND usual_hours_per_day <= 24"),
        one_of("default_method", METHODS),
        one_of("fiscal_year_named_by", YEAR_NAMES),
        one_of("paper", PAPERS),
        within("accuracy_standard", 0, 100),
    )

    name: str = ""
    manager: str = ""
    quarter_start_month: int = 1
    fiscal_year_named_by: str = "end"
    usual_hours_per_day: float = 8.0
    default_method: str = "code_over_code"
    accuracy_standard: float | None = None
    paper: str = "letter"
    sample: bool = False
    holiday_country: str = ""
    holiday_region: str = ""
    minutes_per_audited_chart: float | None = None
    created_on: date

    @property
    def fiscal_year(self) -> FiscalYear:
        """How the department's year runs; quarter_start_month is the month in which it starts."""
        return FiscalYear(self.quarter_start_month, "start" if self.fiscal_year_named_by == "start" else "end")


class PolicyFields(Fields):
    """From one date on, audits are scored by this method (of one work type, or of all where work_type_id is None).

    The written policy beside it: accuracy in per cent on charts_per_quarter charts; for learners in their first
    learner_months, learner_accuracy until then and learner_accuracy_at_end at the end. None where it says nothing.
    """

    effective_from: date
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    method: Method = word_of(Method)
    version: str = ""
    reason: Annotated[str, Text("say why this policy is set: the reason stays beside it", checked=False), _NEEDED] = ""
    accuracy: Annotated[float | None, PERCENT] = None
    charts_per_quarter: Annotated[int | None, Number(Bounds(0, 10_000))] = None
    learner_months: Annotated[int | None, Number(Bounds(0, 60))] = None
    learner_accuracy: Annotated[float | None, PERCENT] = None
    learner_accuracy_at_end: Annotated[float | None, PERCENT] = None

    def contradictions(self) -> Iterator[Refused]:
        """Yield learners of no known time, or of whom nothing is asked."""
        learner = self.learner_accuracy is not None or self.learner_accuracy_at_end is not None
        if learner and not self.learner_months:
            yield Refused("say for how many months a coder is a learner", "learner_months")
        if self.learner_months and not learner:
            yield Refused("say which accuracy learners are asked for", "learner_accuracy")


class PolicyDraft(PolicyFields, Draft):
    """A policy as it is written."""


class MethodPolicy(PolicyFields, Row, table=True):
    """A stored policy."""

    said = "policy"

    __tablename__ = "method_policy"
    __table_args__ = checks(
        PolicyFields,
        *("method", "accuracy", "learner_accuracy", "learner_accuracy_at_end", "charts_per_quarter", "learner_months"),
    )
