"""The department: one row that holds the choices of the whole file."""

from datetime import date

from sqlmodel import Field

from codedesk.methods import METHODS
from codedesk.models.base import Row, check, one_of, within
from codedesk.periods import FiscalYear

PAPERS = ("letter", "a4")
YEAR_NAMES = ("end", "start")


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


class MethodPolicy(Row, table=True):
    """From one date on, audits are scored by this method (of one work type, or of all where work_type_id is None).

    The written policy beside it: accuracy in per cent on charts_per_quarter charts; for learners in their first
    learner_months, learner_accuracy until then and learner_accuracy_at_end at the end. None where it says nothing.
    """

    __tablename__ = "method_policy"
    __table_args__ = (
        one_of("method", METHODS),
        within("accuracy", 0, 100),
        within("learner_accuracy", 0, 100),
        within("learner_accuracy_at_end", 0, 100),
        within("charts_per_quarter", 0, 10000),
        within("learner_months", 0, 60),
    )

    effective_from: date
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    method: str
    version: str = ""
    reason: str = ""
    accuracy: float | None = None
    charts_per_quarter: int | None = None
    learner_months: int | None = None
    learner_accuracy: float | None = None
    learner_accuracy_at_end: float | None = None
