"""Former names: what something was called before it was renamed, so that files which still say so find it."""

from datetime import date

from sqlmodel import Field

from codedesk.models.base import Row, check

OWNERS = ("coder_id", "work_type_id", "time_category_id", "finding_category_id", "root_cause_id", "severity_id")
_COUNT = " + ".join(f"CASE WHEN {owner} IS NULL THEN 0 ELSE 1 END" for owner in OWNERS)


class FormerName(Row, table=True):
    """A name that a coder, a work type or an entry of a list had until a day. A coder's is the name with its note."""

    __tablename__ = "former_name"
    __table_args__ = (check("name_given", "length(name) > 0"), check("one_owner", f"{_COUNT} = 1"))

    name: str
    until: date
    coder_id: int | None = Field(default=None, foreign_key="coder.id")
    work_type_id: int | None = Field(default=None, foreign_key="work_type.id")
    time_category_id: int | None = Field(default=None, foreign_key="other_time_category.id")
    finding_category_id: int | None = Field(default=None, foreign_key="finding_category.id")
    root_cause_id: int | None = Field(default=None, foreign_key="root_cause.id")
    severity_id: int | None = Field(default=None, foreign_key="severity.id")
