"""The row of the printed quarter against the written policy: nobody ranked, the policy as it is written beside it.

Here lives what stands on that sheet. Who met the target is policy_results', what a sample can show is metrics'.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from codedesk import periods
from codedesk.errors import Refused
from codedesk.metrics.figures import Accuracy
from codedesk.metrics.sampling import SampleEvidence, sample_evidence
from codedesk.periods import Period
from codedesk.services.audits.papers import PaperHead, paper_head
from codedesk.services.audits.policies import PolicyRow, time_line
from codedesk.services.audits.policy_results import PolicyResultRow, policy_results
from codedesk.services.department.departments import year_of
from codedesk.services.reviews.inputs import fingerprint


@dataclass(frozen=True, slots=True)
class PolicySheetRow:
    """The quarter against the policy. policies: those in force on a day of the period, the oldest first.

    results stand by name. samples say, for each target and number of charts that the policy asks for, what such a
    sample can show.
    """

    head: PaperHead
    label: str
    period: Period
    policies: tuple[PolicyRow, ...]
    results: tuple[PolicyResultRow, ...]
    samples: tuple[SampleEvidence, ...]
    fingerprint: str


def policy_sheet(session: Session, period: Period, today: date) -> PolicySheetRow:
    """Return what the sheet of a period shows; Refused where nobody belongs to the period."""
    results = tuple(sorted(policy_results(session, period, today), key=lambda row: row.coder.casefold()))
    if not results:
        raise Refused("nobody belongs to this period, so there is nothing to set against the policy")
    written = tuple(row for row in reversed(time_line(session, today)) if _meets(row, period))
    return PolicySheetRow(
        head=paper_head(session, today),
        label=periods.label(period, year_of(session)),
        period=period,
        policies=tuple(sorted(written, key=lambda row: (bool(row.work_type), row.work_type))),
        results=results,
        samples=_samples(results),
        fingerprint=fingerprint(period, [(row.work_type, row.until, row.draft.effective_from, row.statement)
                                         for row in written], [_plain(row) for row in results]),
    )  # fmt: skip


def _plain(row: PolicyResultRow) -> tuple[object, ...]:
    result = row.result if isinstance(row.result, Accuracy) else None
    figures = (result.method, result.correct, result.reviewed, result.low, result.high) if result else ()
    return row.coder, row.asked, row.charts, figures, row.target, row.remark, row.education


def _meets(row: PolicyRow, period: Period) -> bool:
    return row.draft.effective_from <= period.end and (row.until is None or row.until >= period.start)


def _samples(results: tuple[PolicyResultRow, ...]) -> tuple[SampleEvidence, ...]:
    asked = {(row.target.accuracy, row.asked) for row in results if row.target is not None and row.asked}
    return tuple(sample_evidence(accuracy / 100, charts) for accuracy, charts in sorted(asked, reverse=True))
