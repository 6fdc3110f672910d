"""What to look at before a paper of an audit is saved or printed: words that look like a patient's, missing characters.

Only the places of words are known here. What is looked for stands in checks.
"""

from collections.abc import Iterator, Sequence

from codedesk.reports.checks import text_points
from codedesk.services.audits.papers import AuditReportRow, PaperHead, WorksheetRow
from codedesk.services.audits.policy_sheet import PolicySheetRow

_SHOWN = 6


def report_points(rows: Sequence[AuditReportRow]) -> tuple[str, ...]:
    """Say what to look at before the reports of audits are given out, each place once."""
    return _said(((place, words) for row in rows for place, words in _report(row)), "report")


def worksheet_points(row: WorksheetRow) -> tuple[str, ...]:
    """Say the same of a blank worksheet with what is filled in already."""
    return _said(_worksheet(row), "worksheet")


def policy_points(row: PolicySheetRow) -> tuple[str, ...]:
    """Say the same of the quarter against the written policy."""
    return _said(_policy(row), "sheet")


def listed(points: Sequence[str]) -> str:
    """Put points into lines for a question: the first few, and how many more there are."""
    more = len(points) - _SHOWN
    return "\n".join((*points[:_SHOWN], *([f"… and {more} more"] if more > 0 else [])))


def _said(texts: Iterator[tuple[str, str]], paper: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(point.text for point in text_points(texts, paper)))


def _head(head: PaperHead) -> Iterator[tuple[str, str]]:
    yield "The department", f"{head.department} {head.manager}"


def _report(row: AuditReportRow) -> Iterator[tuple[str, str]]:
    audit = row.audit
    yield from _head(row.head)
    yield "The coder’s name", row.coder
    yield f"Audit {audit.name}", " ".join((audit.name, row.work_type, audit.auditor, audit.method_version))
    for record in row.records:
        yield f"{audit.name}, a record’s reference", f"{record.draft.reference} {record.work_type}"
    for number, finding in enumerate(row.findings, 1):
        draft = finding.draft
        codes = f"{draft.original_code} {draft.corrected_code}"
        words = f"{draft.record} {finding.category} {finding.root_cause} {draft.severity} {codes}"
        yield f"{audit.name}, finding {number}", words
        yield f"{audit.name}, the guideline of finding {number}", draft.guideline
        yield f"{audit.name}, the note of finding {number}", draft.note
        yield f"{audit.name}, the answer to finding {number}", draft.answer_reason
        yield f"{audit.name}, the outcome of finding {number}", draft.outcome_reason


def _worksheet(row: WorksheetRow) -> Iterator[tuple[str, str]]:
    yield from _head(row.head)
    yield "The coder’s name", row.coder
    yield "The head of the worksheet", " ".join((row.work_type, row.auditor, row.method))
    for number, reference in enumerate(row.references, 1):
        yield f"Line {number}, the record’s reference", reference
    for key, name in (*row.categories, *row.causes, *row.severities):
        yield f"The list’s word {key}", name


def _policy(row: PolicySheetRow) -> Iterator[tuple[str, str]]:
    yield from _head(row.head)
    for policy in row.policies:
        words = f"{policy.work_type} {policy.draft.version} {policy.draft.reason}"
        yield f"The policy of {policy.draft.effective_from:%Y-%m-%d}", words
    for number, result in enumerate(row.results, 1):
        yield f"Line {number}, the coder’s name", result.coder
        yield f"Line {number}, the education item", result.education
