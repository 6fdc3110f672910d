"""The department's lists for findings: what a finding is about, why it came about, how much it matters."""

from collections.abc import Iterator
from typing import Annotated, Any

from codedesk.entry import Bounds
from codedesk.errors import Refused
from codedesk.models.base import Row, unique_live
from codedesk.models.fields import LABEL, Draft, Fields, InFiles, Number, Text, checks
from codedesk.models.words import word
from codedesk.words import Word

_NAME = Text("a name is needed", 80, line=True, checked=False, name=True)
_LONGEST_KEY = 4


class FindingRole(Word):
    """What scoring needs to know of a category, whatever its name."""

    NONE = ""
    PRINCIPAL = "principal", "the principal diagnosis"
    GROUPER = "drg", "the DRG or APC as a whole"


class Origin(Word):
    """What a root cause lies in: documentation and system causes stand apart from the coder's own."""

    CODER = "coder", "Coding"
    DOCUMENTATION = "documentation"
    SYSTEM = "system", "Systems"
    AUDITOR = "auditor", "The audit itself"


class FindingCategoryFields(Fields):
    """What a finding is about. points: what it costs of 100 by the department's weighted method; active: it is offered.

    short_key types it in an audit; one is made from the name where there is none.
    """

    name: Annotated[str, _NAME, InFiles("category")]
    short_key: Annotated[str, LABEL] = ""
    role: FindingRole = word(FindingRole.NONE)
    points: Annotated[float, Number(Bounds(0, 100))] = 0.0
    scored: bool = True
    active: bool = True

    def contradictions(self) -> Iterator[Refused]:
        """Yield that the short key cannot be typed."""
        typed = self.short_key.strip()
        if len(typed) > _LONGEST_KEY or (typed and not typed.isalnum()):
            yield Refused(f"a key is made of 1 to {_LONGEST_KEY} letters or digits, such as pd", "short_key")

    def kept(self) -> dict[str, Any]:
        """Return the values as they are kept: the key as it is typed in an audit."""
        kept = super().kept()
        return kept | {"short_key": kept["short_key"].casefold()}


class FindingCategoryDraft(FindingCategoryFields, Draft):
    """A finding category as typed."""


class FindingCategory(FindingCategoryFields, Row, table=True):
    """A stored finding category."""

    said = "finding category"

    __tablename__ = "finding_category"
    __table_args__ = (unique_live("finding_category", "name"), *checks(FindingCategoryFields, "points", "role"))

    position: int = 0


class RootCauseFields(Fields):
    """Why a finding came about. active: it is offered."""

    name: Annotated[str, _NAME, InFiles("root_cause")]
    origin: Origin = word(Origin.CODER)
    active: bool = True


class RootCauseDraft(RootCauseFields, Draft):
    """A root cause as typed."""


class RootCause(RootCauseFields, Row, table=True):
    """A stored root cause."""

    said = "root cause"

    __tablename__ = "root_cause"
    __table_args__ = (unique_live("root_cause", "name"), *checks(RootCauseFields))

    position: int = 0


class SeverityFields(Fields):
    """A word of the department for how much a finding matters; they stand with the lowest first. active: offered."""

    name: Annotated[str, _NAME, InFiles("severity")]
    active: bool = True


class SeverityDraft(SeverityFields, Draft):
    """A severity as typed."""


class Severity(SeverityFields, Row, table=True):
    """A stored severity."""

    said = "severity"

    __table_args__ = (unique_live("severity", "name"), *checks(SeverityFields))

    position: int = 0
