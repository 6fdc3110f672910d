"""Months that are known as sums only, as scorecards keep them: no day, no week is known of them."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sqlmodel import Field

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.models.base import Row, check, unique_live
from codedesk.models.fields import Draft, Fields, InFiles, Number, checks

MOST_HOURS = 744.0
"""Hours of the longest month, in h: nobody works more of them."""


class MonthSumFields(Fields):
    """What one coder did in one month, named by its first day: charts of a work type, and their hours if known.

    Without a work type it holds the productive hours of the whole month, h.
    """

    month: date = Field(index=True)
    coder_id: int = Field(foreign_key="coder.id", index=True)
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id", index=True)
    charts: Annotated[int | None, Number(Bounds(0, 1_000_000), checked="low"), InFiles(needed=True, blank=True)] = None
    hours: Annotated[float | None, Number(Bounds(0, MOST_HOURS, "h"))] = None

    def contradictions(self) -> Iterator[Refused]:
        """Yield that it is no month, that charts lack their work type, or that it says nothing."""
        if self.month.day != 1:
            yield Refused(f"a month is named by its first day, as in {self.month.replace(day=1).isoformat()}", "month")
        if self.work_type_id is None and self.charts is not None:
            yield Refused("say of which work type these charts are: without one no standard holds", "work_type_id")
        if self.work_type_id is not None and self.charts is None:
            yield Refused("charts is empty: a work type’s month holds its charts", "charts")
        if self.work_type_id is None and self.hours is None:
            yield Refused("hours is empty: without a work type it holds the hours of the whole month", "hours")


class MonthSumDraft(MonthSumFields, Draft):
    """A month's sum as typed or brought."""


class MonthSum(MonthSumFields, Row, table=True):
    """A stored month's sum."""

    said = "month’s sum"

    __tablename__ = "month_sum"
    __table_args__ = (
        unique_live("month_sum", "coder_id", "month", "work_type_id"),
        *checks(MonthSumFields),
        check("charts_with_work_type", "(charts IS NULL) = (work_type_id IS NULL)"),
        check("hours_or_charts", "hours IS NOT NULL OR charts IS NOT NULL"),
    )
