"""Findings counted: which stand, by category and cause, and the charts that they come from."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.models import Audit
from codedesk.models.audit_words import Direction, FindingAnswer, FindingChange, FindingOutcome
from codedesk.periods import quarter
from codedesk.services.reviews import reviews
from codedesk.services.reviews.counts import causes_of, charts_behind, errors_of
from codedesk.services.reviews.inputs import CoderInputs, FindingInput, fingerprint
from tests.reports import synthetic


def finding(
    category: str, direction: str = "neither", outcome: str = "", scored: bool = True, cause: str = "slip"
) -> FindingInput:
    """A finding of audit 1 as it is read from the file."""
    origin, said = "coder" if cause == "slip" else "system", (FindingAnswer.OPEN, FindingChange.REVISED)
    return FindingInput(1, category, Direction(direction), FindingOutcome(outcome), scored, cause, origin, *said)


def test_only_scored_findings_that_were_not_withdrawn_are_counted() -> None:
    now = CoderInputs(
        findings=[
            finding("modifier", "over"),
            finding("modifier", "under", cause="encoder"),
            finding("modifier", outcome="withdrawn"),
            finding("advisory", scored=False),
            finding("units"),
        ]
    )
    then = CoderInputs(findings=[finding("units"), finding("units"), finding("POA", outcome="upheld")])
    assert [(row.category, row.count, row.previous, row.over, row.under) for row in errors_of(now, then)] == [
        ("modifier", 2, 0, 1, 1),
        ("units", 1, 2, 0, 0),
        ("POA", 0, 1, 0, 0),
    ]
    assert [(row.cause, row.origin, row.count) for row in causes_of(now)] == [
        ("slip", "coder", 2),
        ("encoder", "system", 1),
    ]


def test_the_charts_behind_findings_are_those_of_focused_audits_too() -> None:
    ten, eight = (
        synthetic.audit(4),
        synthetic.audit(20, selection="focused", result=synthetic.accuracy(40, 50, 8, 0.67, 0.89)),
    )
    assert charts_behind(synthetic.row(audits=(ten,), focused=(eight,))) == 18
    assert isinstance(eight.result, Accuracy)
    unknown = synthetic.audit(5, result=replace(eight.result, records=None))
    assert charts_behind(synthetic.row(audits=(ten, unknown), focused=())) is None
    assert charts_behind(synthetic.row(audits=(synthetic.audit(6, result=NotAudited()),), focused=())) == 0


def test_an_audit_that_is_not_shared_yet_is_not_counted_for_the_team(sample: Desk) -> None:
    asked = (reviews.team_sheet, quarter(2026, 3), date(2026, 10, 5))
    before = sample.read(*asked)

    def draft(session: Session) -> None:
        session.add(
            Audit(
                name="Not shared", coder_id=5, day=date(2026, 9, 2), method="code_over_code", state="draft",
                depth="counts", records=20, matched=90, revised=5, added=3, deleted=2,
            )
        )  # fmt: skip

    sample.write("Draft", draft)
    after = sample.read(*asked)
    assert [(row.audits, row.charts_audited) for row in after.coders] == [
        (row.audits, row.charts_audited) for row in before.coders
    ]
    assert sum(row.charts_audited for row in after.coders) > 200


def test_a_fingerprint_is_taken_of_plain_values_whatever_they_are_called_here() -> None:
    found = finding("modifier", "over", outcome="upheld")
    plain = (1, "modifier", "over", "upheld", True, "slip", "coder", "", "revised")
    assert fingerprint([found]) == fingerprint([plain])
    assert fingerprint({"kind": Direction.OVER}) == fingerprint({"kind": "over"})


def test_a_fingerprint_does_not_hang_on_the_order_in_which_a_number_was_added_up() -> None:
    assert 0.1 + 0.2 != 0.3
    assert fingerprint("pace", 0.1 + 0.2, (1e-12, -0.0)) == fingerprint("pace", 0.3, (1e-12, 0.0))
    assert fingerprint("pace", 0.3) != fingerprint("pace", 0.30000001)
