"""Former names: what something was called before it was renamed, so that files which still say so find it."""

from datetime import date
from typing import Annotated

from sqlmodel import Field

from codedesk.models.base import Row, check
from codedesk.models.fields import Draft, Fields, Text, checks

OWNERS = ("coder_id", "work_type_id", "time_category_id", "finding_category_id", "root_cause_id", "severity_id")
_COUNT = " + ".join(f"CASE WHEN {owner} IS NULL THEN 0 ELSE 1 END" for owner in OWNERS)


class FormerNameFields(Fields):
    """A name that a coder, a work type or an entry of a list had until a day. A coder's is the name with its note."""

    name: Annotated[str, Text("a name is needed", line=True)]
    until: date
    coder_id: int | None = Field(default=None, foreign_key="coder.id")
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id")
    time_category_id: int | None = Field(default=None, foreign_key="other_time_category.id")
    finding_category_id: int | None = Field(default=None, foreign_key="finding_category.id")
    root_cause_id: int | None = Field(default=None, foreign_key="root_cause.id")
    severity_id: int | None = Field(default=None, foreign_key="severity.id")


class FormerNameDraft(FormerNameFields, Draft):
    """A name that something has just lost."""


class FormerName(FormerNameFields, Row, table=True):
    """A stored former name."""

    said = "former name"

    __tablename__ = "former_name"
    __table_args__ = (*checks(FormerNameFields), check("one_owner", f"{_COUNT} = 1"))
