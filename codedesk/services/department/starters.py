"""The lists that a new department starts with: other-time categories, finding categories, root causes, severities.

They are the department's own from then on: renamed, added to and switched off in Setup. What scoring needs to know of a
category is its role, whatever its name; role_of gives one, once, to a category that comes without.
"""

import re

from sqlmodel import Session

from codedesk.models import FindingCategory, OtherTimeCategory, RootCause, Severity
from codedesk.models.finding_lists import FindingRole, Origin
from codedesk.models.work_days import OtherTimeKind

OTHER_TIME = (
    ("meeting", OtherTimeKind.EXCUSED),
    ("education", OtherTimeKind.EXCUSED),
    ("mentoring", OtherTimeKind.EXCUSED),
    ("system downtime", OtherTimeKind.EXCUSED),
    ("audit rebuttal", OtherTimeKind.EXCUSED),
    ("denials and appeals", OtherTimeKind.EXCUSED),
    ("project", OtherTimeKind.EXCUSED),
    ("queries to providers", OtherTimeKind.COUNTED),
    ("e-mail", OtherTimeKind.COUNTED),
    ("PTO", OtherTimeKind.ABSENCE),
    ("holiday", OtherTimeKind.ABSENCE),
    ("sick", OtherTimeKind.ABSENCE),
)
_NAMED_AS = (
    (FindingRole.PRINCIPAL, re.compile(r"\bprincipal\b", re.IGNORECASE)),
    (FindingRole.GROUPER, re.compile(r"\b(drg|apc)\b", re.IGNORECASE)),
)
# name, key, points of the weighted method, scored
FINDINGS = (
    ("principal diagnosis", "pd", 15.0, True),
    ("secondary diagnosis CC", "cc", 10.0, True),
    ("secondary diagnosis MCC", "mc", 10.0, True),
    ("secondary diagnosis other", "sd", 3.0, True),
    ("POA", "po", 3.0, True),
    ("procedure PCS", "pr", 10.0, True),
    ("CPT/HCPCS", "cp", 10.0, True),
    ("modifier", "mo", 5.0, True),
    ("units", "un", 3.0, True),
    ("E/M level", "em", 10.0, True),
    ("DRG", "dr", 25.0, True),
    ("APC", "ap", 25.0, True),
    ("HCC", "hc", 10.0, True),
    ("discharge disposition", "di", 10.0, True),
    ("external cause/SDOH", "ex", 3.0, True),
    ("charge", "ch", 3.0, True),
    ("query missed", "qm", 3.0, True),
    ("query not compliant", "qn", 3.0, True),
    ("abstracting", "ab", 3.0, True),
    ("advisory", "ad", 0.0, False),
)
CAUSES = (
    ("knowledge", Origin.CODER),
    ("guideline misread", Origin.CODER),
    ("guideline changed", Origin.SYSTEM),
    ("documentation incomplete or conflicting", Origin.DOCUMENTATION),
    ("document arrived late", Origin.DOCUMENTATION),
    ("CAC suggestion accepted", Origin.CODER),
    ("encoder or grouper", Origin.SYSTEM),
    ("slip", Origin.CODER),
    ("query not sent", Origin.CODER),
    ("policy unclear", Origin.SYSTEM),
    ("time pressure", Origin.SYSTEM),
    ("auditor's error", Origin.AUDITOR),
)
SEVERITIES = ("low", "medium", "high")
# The short words of a department's files that mean a starter category, where no category of that very name exists.
SHORT_NAMES = {
    "downtime": "system downtime",
    "email": "e-mail",
    "queries": "queries to providers",
    "query": "queries to providers",
    "rebuttal": "audit rebuttal",
    "denials": "denials and appeals",
}


def role_of(name: str) -> FindingRole:
    """Return the role of a category that is known by its name only: as the starters are called."""
    return next((role for role, named in _NAMED_AS if named.search(name)), FindingRole.NONE)


def starters(session: Session) -> None:
    """Add the starter lists to a new department."""
    for place, (name, kind) in enumerate(OTHER_TIME):
        session.add(OtherTimeCategory(name=name, kind=kind, position=place))
    for place, (name, key, points, scored) in enumerate(FINDINGS):
        role = role_of(name)
        session.add(FindingCategory(name=name, short_key=key, role=role, points=points, scored=scored, position=place))
    for place, (name, origin) in enumerate(CAUSES):
        session.add(RootCause(name=name, origin=origin, position=place))
    for place, name in enumerate(SEVERITIES):
        session.add(Severity(name=name, position=place))
    session.flush()
