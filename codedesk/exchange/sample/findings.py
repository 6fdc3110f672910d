"""What the sample's audits find: the kinds of findings that are drawn from, and one audit told in full.

The codes are real codes used as examples; the records are invented.
"""

from dataclasses import dataclass

from codedesk.exchange.sample.team import CARDIAC, INPATIENT, SURGERY, Rows


@dataclass(frozen=True, slots=True)
class SampleFinding:
    """A kind of finding. change: whether the auditor revised, added or deleted a code."""

    category: str
    change: str
    direction: str
    severity: str
    root_cause: str
    original: str
    corrected: str
    guideline: str = ""

    def row(self, audit: str, record: str, **more: str) -> dict[str, str]:
        """Return it as a line of findings.csv."""
        return {
            "audit": audit,
            "record": record,
            "category": self.category,
            "direction": self.direction,
            "severity": self.severity,
            "root_cause": self.root_cause,
            "original_code": self.original,
            "corrected_code": self.corrected,
            "guideline": self.guideline,
            "answer": "",
            "outcome": "",
            "change": self.change,
            "answer_reason": "",
            "outcome_reason": "",
        } | more


PRINCIPAL = "principal diagnosis"
_SEPSIS = SampleFinding(
    PRINCIPAL, "revised", "over", "high", "guideline misread", "A41.9", "J18.9", "ICD-10-CM I.C.1.d"
)
_HEART = SampleFinding(
    PRINCIPAL, "revised", "under", "high", "guideline misread", "I50.33", "I13.0", "ICD-10-CM I.C.9.a"
)
_POA = SampleFinding("POA", "revised", "neither", "low", "slip", "N", "Y", "POA reporting, appendix I")
_PCS = SampleFinding(
    "procedure PCS", "revised", "under", "medium", "knowledge", "0DTJ4ZZ", "0DTJ0ZZ", "ICD-10-PCS B3.2"
)
_LEAVING = SampleFinding("discharge disposition", "revised", "neither", "medium", "policy unclear", "01", "06")
_CC = SampleFinding("secondary diagnosis CC", "added", "under", "medium", "slip", "", "E87.1", "ICD-10-CM III")
_OTHER = SampleFinding(
    "secondary diagnosis other", "added", "under", "low", "time pressure", "", "Z79.4", "ICD-10-CM I.C.4.a.3"
)
_LATE = SampleFinding("secondary diagnosis other", "added", "under", "low", "document arrived late", "", "D62")
_MCC = SampleFinding(
    "secondary diagnosis MCC", "deleted", "over", "high", "documentation incomplete or conflicting", "J96.01", ""
)
_CAC = SampleFinding("secondary diagnosis other", "deleted", "over", "low", "CAC suggestion accepted", "Z87.891", "")
_INPATIENT = (_SEPSIS, _HEART, _POA, _POA, _PCS, _LEAVING, _CC, _CC, _OTHER, _OTHER, _LATE, _MCC, _CAC)

_KNEE = SampleFinding("CPT/HCPCS", "revised", "over", "medium", "knowledge", "29880", "29881", "CPT, arthroscopy notes")
_UNITS = SampleFinding("units", "revised", "over", "medium", "slip", "3", "2")
_LEVEL = SampleFinding(
    "E/M level", "revised", "over", "medium", "guideline misread", "99285", "99284", "CPT E/M guidelines"
)
_LEVEL_UP = SampleFinding(
    "E/M level", "revised", "under", "medium", "guideline misread", "99213", "99214", "CPT E/M guidelines"
)
_MISSED = SampleFinding("CPT/HCPCS", "added", "under", "medium", "document arrived late", "", "88305")
_CAUSE = SampleFinding(
    "external cause/SDOH", "added", "under", "low", "time pressure", "", "W19.XXXA", "ICD-10-CM I.C.20"
)
_UNBUNDLED = SampleFinding(
    "modifier", "deleted", "over", "medium", "guideline misread", "59", "", "NCCI policy manual, chapter I"
)
_WRONG_SIDE = SampleFinding("modifier", "revised", "neither", "medium", "time pressure", "LT", "RT")
_NO_MODIFIER = SampleFinding("modifier", "added", "under", "medium", "encoder or grouper", "", "51")
_CLINIC = (_LEVEL_UP, _LEVEL_UP, _MISSED, _OTHER, _CAC, _UNITS)
_EMERGENCY = (_LEVEL, _LEVEL, _CAUSE, _MISSED, _CAC, _UNITS)
_SURGERY = (_KNEE, _WRONG_SIDE, _NO_MODIFIER, _NO_MODIFIER, _MISSED, _OTHER, _UNBUNDLED)
_KINDS = {INPATIENT: _INPATIENT, SURGERY: _SURGERY, CARDIAC: _SURGERY, "Emergency": _EMERGENCY}
HURRIED = (_WRONG_SIDE, _NO_MODIFIER, _WRONG_SIDE, _KNEE, _UNITS, _UNBUNDLED)

ADVISORY = SampleFinding(
    "advisory", "none", "neither", "low", "query not sent", "", "", "Ask before choosing between the two"
)


def kinds(work_type: str, *changes: str) -> tuple[SampleFinding, ...]:
    """Return the kinds of findings that a work type gives, of the given changes."""
    return tuple(kind for kind in _KINDS.get(work_type, _CLINIC) if kind.change in changes)


# Ten records told in full: matched, revised, added, deleted, principal diagnosis right, DRG right, payment before and
# after. First 95 of 102 right, 93.14 %; two findings withdrawn, 96 of 101, 95.05 %.
_TOLD = (
    (8, 0, 0, 0, "yes", "yes", "", ""),
    (11, 1, 1, 0, "yes", "yes", "", ""),
    (6, 1, 0, 0, "no", "no", "14300.00", "9750.00"),
    (14, 0, 2, 0, "yes", "yes", "", ""),
    (9, 0, 0, 1, "yes", "yes", "", ""),
    (12, 0, 1, 0, "yes", "no", "8200.00", "12100.00"),
    (5, 0, 0, 0, "yes", "yes", "", ""),
    (10, 1, 0, 0, "yes", "yes", "", ""),
    (7, 0, 0, 0, "yes", "yes", "", ""),
    (13, 0, 0, 1, "yes", "no", "11450.00", "9500.00"),
)
_AGREED = {"answer": "agree", "outcome": "upheld"}
_UPHELD = {
    "answer": "rebut",
    "answer_reason": "The discharge summary names it as the reason for the stay.",
    "outcome": "upheld",
    "outcome_reason": "Two conditions met the definition; the order of the guideline decides.",
}
_WITHDRAWN = {
    "answer": "rebut",
    "answer_reason": "The operative note of the second day describes the open conversion.",
    "outcome": "withdrawn",
    "outcome_reason": "The note was filed after the audit; the coder is right.",
}
_NEVER_TREATED = {
    "answer": "rebut",
    "answer_reason": "Named once in the history, neither treated nor watched.",
    "outcome": "withdrawn",
    "outcome_reason": "Agreed: it does not meet the definition of a secondary diagnosis.",
}
# Record (1 is the first), kind, answer.
_TOLD_FINDINGS: tuple[tuple[int, SampleFinding, dict[str, str]], ...] = (
    (2, _POA, _AGREED),
    (2, _OTHER, _NEVER_TREATED),
    (3, _SEPSIS, _UPHELD),
    (4, _OTHER, _AGREED),
    (4, _LATE, _AGREED),
    (5, _CAC, _AGREED),
    (6, _CC, _AGREED),
    (8, _PCS, _WITHDRAWN),
    (10, _MCC, _AGREED),
)


def full_audit(audit: str) -> tuple[Rows, Rows]:
    """Return the records and findings of the audit whose score a rebuttal changed."""
    names = (
        "matched",
        "revised",
        "added",
        "deleted",
        "principal_right",
        "drg_right",
        "payment_before",
        "payment_after",
    )
    records = [
        {"audit": audit, "record": f"{audit}-{number:02d}", "work_type": INPATIENT}
        | {name: str(value) for name, value in zip(names, values, strict=True)}
        for number, values in enumerate(_TOLD, 1)
    ]
    found = [kind.row(audit, f"{audit}-{number:02d}", **answer) for number, kind, answer in _TOLD_FINDINGS]
    return records, found
