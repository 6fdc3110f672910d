"""What waits: what was not coded of a work type at the end of a day. Optional: a department may log none of it."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sqlmodel import Field

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.models.amounts import Dollars
from codedesk.models.base import Row, check, unique_live
from codedesk.models.fields import Draft, Fields, InFiles, Number, checks
from codedesk.models.words import word
from codedesk.words import Word

CHARTS = Number(Bounds(0, 1_000_000), checked="low")
AGE = Number(Bounds(0, 3650, "days"))


class Covers(Word):
    """What the received charts of a line are those of: its day, or the week that ends with it."""

    DAY = "day"
    WEEK = "week"


class BacklogFields(Fields):
    """What waits of a work type at the end of a day: charts not coded, dollars in cents, the age of the oldest in days.

    received: charts that came in, of what `covers` says.
    """

    day: Annotated[date, InFiles("date")] = Field(index=True)
    work_type_id: int = Field(foreign_key="work_type.id", index=True)
    waiting: Annotated[int | None, CHARTS, InFiles(needed=True, blank=True)] = None
    received: Annotated[int | None, CHARTS] = None
    covers: Covers = word(Covers.DAY)
    dollars: Dollars = None
    oldest: Annotated[int | None, AGE] = None

    @property
    def says_nothing(self) -> bool:
        """Whether nothing was logged."""
        return self.waiting is self.received is self.dollars is self.oldest is None

    def contradictions(self) -> Iterator[Refused]:
        """Yield that nothing is said."""
        if self.says_nothing:
            yield Refused("nothing is said: give what waits, what came in, dollars or the age of the oldest", "waiting")


class BacklogDraft(BacklogFields, Draft):
    """What waits as typed."""


class Backlog(BacklogFields, Row, table=True):
    """What waited of a work type at the end of a day, stored."""

    said = "line of what waits"

    __table_args__ = (
        unique_live("backlog", "day", "work_type_id"),
        *checks(BacklogFields),
        check(
            "given",
            "waiting IS NOT NULL OR received IS NOT NULL OR dollars IS NOT NULL OR oldest IS NOT NULL",
        ),
    )
