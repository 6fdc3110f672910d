"""The lists that a new department starts with: other-time categories, finding categories, root causes, severities.

They are the department's own from then on: renamed, added to and switched off in Setup. What scoring needs to know of a
category is its role, whatever its name; role_of gives one, once, to a category that comes without.
"""

import re

from sqlmodel import Session

from codedesk.models import FindingCategory, OtherTimeCategory, RootCause, Severity

OTHER_TIME = (
    ("meeting", "excused"),
    ("education", "excused"),
    ("mentoring", "excused"),
    ("system downtime", "excused"),
    ("audit rebuttal", "excused"),
    ("denials and appeals", "excused"),
    ("project", "excused"),
    ("queries to providers", "counted"),
    ("e-mail", "counted"),
    ("PTO", "absence"),
    ("holiday", "absence"),
    ("sick", "absence"),
)
# The roles of a finding category: it is about the principal diagnosis, or about the DRG or APC as a whole.
PRINCIPAL = "principal"
GROUPER = "drg"
_NAMED_AS = (
    (PRINCIPAL, re.compile(r"\bprincipal\b", re.IGNORECASE)),
    (GROUPER, re.compile(r"\b(drg|apc)\b", re.IGNORECASE)),
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
    ("knowledge", "coder"),
    ("guideline misread", "coder"),
    ("guideline changed", "system"),
    ("documentation incomplete or conflicting", "documentation"),
    ("document arrived late", "documentation"),
    ("CAC suggestion accepted", "coder"),
    ("encoder or grouper", "system"),
    ("slip", "coder"),
    ("query not sent", "coder"),
    ("policy unclear", "system"),
    ("time pressure", "system"),
    ("auditor's error", "auditor"),
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


def role_of(name: str) -> str:
    """Return the role of a category that is known by its name only: as the starters are called, or "" for none."""
    return next((role for role, named in _NAMED_AS if named.search(name)), "")


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
