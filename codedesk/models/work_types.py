"""Work types: the kinds of work that standards are set for."""

from codedesk.models.base import Row, check, unique_live


class WorkType(Row, table=True):
    """A kind of coding work with its own standard: setting, specialty and complexity tier."""

    said = "work type"

    __tablename__ = "work_type"
    __table_args__ = (unique_live("work_type", "name"), check("name_given", "length(name) > 0"))

    name: str
    unit: str = "chart"
    setting: str = ""
    specialty: str = ""
    tier: str = ""
    active: bool = True
    position: int = 0
