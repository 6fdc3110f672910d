"""The department: one row that holds the choices of the whole file."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sqlmodel import Field

from codedesk.entry import Bounds, DateOrder
from codedesk.errors import Refused
from codedesk.methods import Method
from codedesk.models.base import Row, check
from codedesk.models.fields import PERCENT, Draft, Fields, InFiles, Number, Text, checks
from codedesk.models.words import Word, WordColumn, word, word_of
from codedesk.periods import FiscalYear

_NEEDED = InFiles(needed=True)


class YearName(Word):
    """Which calendar year names a year that starts in another month than January."""

    END = "end"
    START = "start"


class Paper(Word):
    """The paper that is printed on."""

    LETTER = "letter"
    A4 = "a4"


class DateHabit(Word):
    """How 7/3 is read that somebody types."""

    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"
    ASK = "ask"

    @property
    def order(self) -> DateOrder:
        """The same as the reader of typed dates takes it."""
        return "month_first" if self == self.MONTH_FIRST else "day_first" if self == self.DAY_FIRST else "ask"


class DepartmentFields(Fields):
    """The choices that a department is asked for. accuracy_standard is in per cent, None until asked.

    It stands for audits that name no work type. No day before records_begin is due. keep_years: for how many years the
    name of somebody who left is kept, 0 for as long as nobody erases it. It and date_order are None until asked.
    """

    name: str = ""
    manager: str = ""
    quarter_start_month: Annotated[int, Number(Bounds(1, 12), checked="nothing")] = 1
    fiscal_year_named_by: YearName = word(YearName.END)
    usual_hours_per_day: Annotated[float, Number(Bounds(0, 24, "h", above=True), checked="nothing")] = 8.0
    default_method: Method = word(Method.CODE_OVER_CODE)
    accuracy_standard: Annotated[float | None, PERCENT] = None
    paper: Paper = word(Paper.LETTER)
    records_begin: date | None = None
    date_order: DateHabit | None = Field(default=None, sa_type=WordColumn(DateHabit))
    keep_years: Annotated[int | None, Number(Bounds(0, 100))] = None

    @property
    def order(self) -> DateOrder | None:
        """How 7/3 is read; None where nobody was asked."""
        return None if self.date_order is None else DateHabit(self.date_order).order

    @property
    def fiscal_year(self) -> FiscalYear:
        """How the department's year runs; quarter_start_month is the month in which it starts."""
        return FiscalYear(self.quarter_start_month, "start" if self.fiscal_year_named_by == YearName.START else "end")


class DepartmentDraft(DepartmentFields, Draft):
    """The choices as typed."""


class Department(DepartmentFields, Row, table=True):
    """The choices of the whole file: one row, number 1, with what is not asked for beside them."""

    said = "department"

    __table_args__ = (
        check("single", "id = 1"),
        check("quarter_start_month", "quarter_start_month >= 1 AND quarter_start_month <= 12"),
        check("usual_hours_per_day", "usual_hours_per_day > 0 AND usual_hours_per_day <= 24"),
        *checks(DepartmentFields, "default_method", "fiscal_year_named_by", "paper", "accuracy_standard"),
        *checks(DepartmentFields, "date_order", "keep_years"),
    )

    sample: bool = False
    holiday_country: str = ""
    holiday_region: str = ""
    minutes_per_audited_chart: Annotated[float | None, Number(Bounds(0, 1440, above=True), checked="nothing")] = None
    created_on: date


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
