"""Final scores after the answers, reckoned by hand for every method at every depth, on the audits page and in figures.

The sheet, with the points of the starter list (DRG 25, principal 15, CC 10, procedure 10, other secondary 3):

    record  m r a d  principal  DRG    findings
    1       8 1 0 0  changed    wrong  principal diagnosis (revised), DRG (no code)
    2       9 0 1 0  right      right  secondary diagnosis, CC (added)
    3      10 0 0 1  right      none   procedure PCS (deleted)
    4       6 1 1 0  right      right  other secondary diagnosis (revised), other secondary diagnosis (added)

In all m 33, r 2, a 2, d 1; one principal of four changed; two of three DRGs right; no record without an error.
"""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from codedesk.desk import Desk
from codedesk.methods import METHODS
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.models import Coder
from codedesk.models.audits import AuditDraft, FindingDraft, RecordDraft
from codedesk.periods import Period
from codedesk.services.audits import audits
from codedesk.services.audits.lists import audit_lists
from codedesk.services.audits.results import by_every_method, preview
from codedesk.services.figures.figures import team_figures

DAY = date(2026, 8, 20)
RECORDS = (
    RecordDraft(reference="1", matched=8, revised=1, principal_right=False, drg_right=False),
    RecordDraft(reference="2", matched=9, revised=0, added=1, principal_right=True, drg_right=True),
    RecordDraft(reference="3", matched=10, revised=0, added=0, deleted=1, principal_right=True),
    RecordDraft(reference="4", matched=6, revised=1, added=1, principal_right=True, drg_right=True),
)
FOUND = (
    ("1", "principal diagnosis", "revised"),
    ("1", "DRG", "none"),
    ("2", "secondary diagnosis CC", "added"),
    ("3", "procedure PCS", "deleted"),
    ("4", "secondary diagnosis other", "revised"),
    ("4", "secondary diagnosis other", "added"),
)
PRINCIPAL, DRG, ADDED, DELETED, REVISED, ADDED_4 = range(6)
ALL = frozenset(range(6))
SUMS = {
    "matched": 33, "revised": 2, "added": 2, "deleted": 1, "records": 4, "principal_changed": 1, "drg_reviewed": 3,
    "drg_right": 2, "records_right": 0,
}  # fmt: skip
F = Fraction
# withdrawn: code over code, net, union, error rate, record, DRG, weighted
BY_HAND: dict[frozenset[int], tuple[F, F, F, F, F, F, F]] = {
    # m 33 of 37; 33−1; of 37+1; 1 − (2+2+1+1)/(33+2+1+4); 75 + 90 + 90 + 94 points
    frozenset(): (F(33, 37), F(32, 37), F(33, 38), F(34, 40), F(0, 4), F(2, 3), F(349, 400)),
    # an added code leaves the denominator; record 2 is right
    frozenset({ADDED}): (F(33, 36), F(32, 36), F(33, 37), F(35, 40), F(1, 4), F(2, 3), F(359, 400)),
    # a revised code becomes matched; record 4 still lacks a code: 97 points
    frozenset({REVISED}): (F(34, 37), F(33, 37), F(34, 38), F(35, 40), F(0, 4), F(2, 3), F(352, 400)),
    # a deleted code becomes matched, and is the auditor's now too
    frozenset({DELETED}): (F(34, 38), F(34, 38), F(34, 38), F(35, 40), F(1, 4), F(2, 3), F(359, 400)),
    # the DRG stands as it was, the principal diagnosis is still wrong: 85 points in place of 75
    frozenset({DRG}): (F(33, 37), F(32, 37), F(33, 38), F(34, 40), F(0, 4), F(3, 3), F(359, 400)),
    # the principal diagnosis is right: r and p fall; the DRG is still charged at its own weight
    frozenset({PRINCIPAL}): (F(34, 37), F(33, 37), F(34, 38), F(36, 40), F(0, 4), F(2, 3), F(349, 400)),
    # both: record 1 is right by every method
    frozenset({PRINCIPAL, DRG}): (F(34, 37), F(33, 37), F(34, 38), F(36, 40), F(1, 4), F(3, 3), F(374, 400)),
    ALL: (F(36, 36), F(36, 36), F(36, 36), F(40, 40), F(4, 4), F(3, 3), F(1)),
}  # fmt: skip


@pytest.fixture
def desk(department: Desk) -> Desk:
    department.write("Coder", lambda session: session.add(Coder(id=1, name="Ana", started_on=date(2020, 1, 1))))
    return department


def sheet(desk: Desk, depth: str, method: str, withdrawn: frozenset[int], *, named: bool = True) -> AuditDraft:
    """Type the sheet at a depth; named: each finding names its record, where there are any."""
    category = {row.name: row.id for row in desk.read(audit_lists, DAY).categories}
    findings = tuple(
        FindingDraft(
            category_id=category[name],
            record=record if depth == "records" and named else "",
            change=change,
            answer="rebut",
            answer_reason="so",
            outcome="withdrawn" if place in withdrawn else "upheld",
            outcome_reason="so",
        )
        for place, (record, name, change) in enumerate(FOUND)
    )
    sums = SUMS if depth == "counts" else {}
    lines = RECORDS if depth == "records" else ()
    return AuditDraft(
        name="a", coder_id=1, day=DAY, method=method, depth=depth, record_lines=lines, findings=findings, **sums
    )  # type: ignore[arg-type]


def both_ways(desk: Desk, draft: AuditDraft) -> Accuracy | NotAudited:
    """Score a draft beside the form and, stored, in the figures of its day; both must say the same."""
    day = DAY + timedelta(METHODS.index(draft.method))
    draft = draft.but(name=f"{draft.method} {day}", day=day)
    beside = desk.read(preview, draft)
    desk.write("Save", audits.save_audit, draft)
    stored = desk.read(team_figures, Period(day, day), (1,), day).coders[0].paired.accuracy
    assert isinstance(beside, Accuracy) is isinstance(stored, Accuracy)
    if isinstance(beside, Accuracy) and isinstance(stored, Accuracy):
        for name in ("value", "first_value", "correct", "reviewed", "low", "high", "not_followed"):
            assert getattr(beside, name) == getattr(stored, name), name
    return beside


def words(withdrawn: object) -> str:
    return "+".join(map(str, sorted(withdrawn))) or "none" if isinstance(withdrawn, frozenset) else str(withdrawn)


@pytest.mark.parametrize("withdrawn", BY_HAND, ids=words)
def test_record_by_record_every_method_follows_what_was_withdrawn(desk: Desk, withdrawn: frozenset[int]) -> None:
    for method, first, final in zip(METHODS, BY_HAND[frozenset()], BY_HAND[withdrawn], strict=True):
        found = both_ways(desk, sheet(desk, "records", method, withdrawn))
        assert isinstance(found, Accuracy), method
        assert found.value == pytest.approx(float(final), abs=1e-12), method
        assert found.first_value == pytest.approx(float(first), abs=1e-12), method
        assert found.not_followed == 0, method


@pytest.mark.parametrize("withdrawn", BY_HAND, ids=words)
def test_from_counts_a_method_follows_what_it_can_and_says_what_it_cannot(
    desk: Desk, withdrawn: frozenset[int]
) -> None:
    for method, first, final in zip(METHODS[:-1], BY_HAND[frozenset()], BY_HAND[withdrawn], strict=False):
        found = both_ways(desk, sheet(desk, "counts", method, withdrawn))
        assert isinstance(found, Accuracy), method
        assert found.first_value == pytest.approx(float(first), abs=1e-12), method
        said = [remark for remark in found.explanation.remarks if "withdrawn finding" in remark]
        if method == "record" and withdrawn not in (frozenset(), ALL):
            # Which chart became right cannot be known from counts: the first score stands, and that is said.
            assert (found.value, found.not_followed) == (found.first_value, len(withdrawn))
            assert len(said) == 1 and "which of them became right is not known" in said[0]
        else:
            assert found.value == pytest.approx(float(final), abs=1e-12), method
            assert (found.not_followed, said) == (0, []), method
    assert isinstance(both_ways(desk, sheet(desk, "counts", "weighted", withdrawn)), NotAudited)


@pytest.mark.parametrize("withdrawn", BY_HAND, ids=words)
def test_findings_that_name_no_record_move_codes_principals_and_drgs_but_no_record(
    desk: Desk, withdrawn: frozenset[int]
) -> None:
    for method, final in zip(METHODS, BY_HAND[withdrawn], strict=True):
        found = both_ways(desk, sheet(desk, "records", method, withdrawn, named=False))
        if method in ("record", "weighted"):
            assert isinstance(found, NotAudited)
            assert "names no record" in found.reason
        else:
            assert isinstance(found, Accuracy)
            assert found.value == pytest.approx(float(final), abs=1e-12), method


def test_record_over_record_says_so_where_a_code_of_no_record_was_withdrawn(desk: Desk) -> None:
    draft = sheet(desk, "records", "record", frozenset())
    loose = draft.findings[ADDED].but(record="", outcome="withdrawn")
    found = both_ways(desk, draft.but(findings=(loose,)))
    assert isinstance(found, Accuracy)
    assert (found.value, found.not_followed) == (0.0, 1)


@pytest.mark.parametrize("depth", ["counts", "records"])
def test_advisory_and_unscored_findings_change_nothing_even_withdrawn(desk: Desk, depth: str) -> None:
    category = {row.name: row.id for row in desk.read(audit_lists, DAY).categories}
    record = "2" if depth == "records" else ""
    gone = {"answer": "rebut", "outcome": "withdrawn", "record": record, "change": "added"}
    more = (
        FindingDraft(category_id=category["advisory"], **gone),  # type: ignore[arg-type]
        FindingDraft(category_id=category["secondary diagnosis CC"], scored=False, **gone),  # type: ignore[arg-type]
    )
    for method, share in zip(METHODS, BY_HAND[frozenset()], strict=True):
        draft = sheet(desk, depth, method, frozenset())
        found = both_ways(desk, draft.but(findings=(*draft.findings, *more)))
        assert isinstance(found, NotAudited) is ((depth, method) == ("counts", "weighted"))
        if isinstance(found, Accuracy):
            assert found.value == pytest.approx(float(share), abs=1e-12), method
            assert found.not_followed == 0


def test_a_slip_has_no_counts_to_follow_with_and_its_result_stays(desk: Desk) -> None:
    draft = sheet(desk, "result", "code_over_code", ALL).but(reported_accuracy=89.2, records=4)
    found = both_ways(desk, draft)
    assert isinstance(found, Accuracy)
    assert (found.value, found.first_value, found.as_reported) == (0.892, 0.892, True)


def test_no_more_of_a_kind_is_withdrawn_than_was_counted(desk: Desk) -> None:
    draft = sheet(desk, "counts", "code_over_code", frozenset())
    many = tuple(draft.findings[DELETED].but(outcome="withdrawn") for _ in range(3))
    found = both_ways(desk, draft.but(findings=many))
    assert isinstance(found, Accuracy)
    assert (found.correct, found.reviewed) == (34, 38)  # one deleted code was counted: one can come back


def test_where_deleted_codes_were_not_counted_a_withdrawn_one_is_matched_all_the_same(desk: Desk) -> None:
    draft = sheet(desk, "counts", "code_over_code", frozenset({DELETED})).but(deleted=None)
    found = both_ways(desk, draft)
    assert isinstance(found, Accuracy)
    assert (found.correct, found.reviewed, found.deleted) == (34, 38, None)


def test_every_method_side_by_side_is_that_of_the_table(desk: Desk) -> None:
    withdrawn = frozenset({PRINCIPAL, DRG})
    found = desk.read(by_every_method, sheet(desk, "records", "code_over_code", withdrawn))
    assert [(one.method, round(one.value, 9)) for one in found] == [
        (method, round(float(share), 9)) for method, share in zip(METHODS, BY_HAND[withdrawn], strict=True)
    ]
