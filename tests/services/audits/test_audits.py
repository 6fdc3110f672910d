"""Audits typed by hand: three depths, scored as the auditor counts, stored as one step, voided with a reason."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.models import (
    Audit,
    AuditRecord,
    Coder,
    CorrectiveAction,
    Department,
    Finding,
    FindingCategory,
    MethodPolicy,
    RampStep,
    RootCause,
    Standard,
    WorkType,
)
from codedesk.models.audits import CODE_COUNTS, ActionDraft, AuditDraft, FindingDraft, RecordDraft
from codedesk.periods import Period
from codedesk.services.audits import answers, audits, results
from codedesk.services.audits import lists as audits_lists
from tests.departments import new_department

DAY = date(2026, 7, 14)
Q3 = Period(date(2026, 7, 1), date(2026, 9, 30))
PRINCIPAL, SECONDARY, DRG, ADVISORY = 1, 2, 3, 4
PARTS = (Audit, AuditRecord, Finding, CorrectiveAction)
# m r a d, principal right, DRG right: the ten records of the worked example
SHEET = (
    (8, 0, 0, 0, True, True),
    (11, 1, 1, 0, True, True),
    (6, 1, 0, 0, False, False),
    (14, 0, 2, 0, True, True),
    (9, 0, 0, 1, True, True),
    (12, 0, 1, 0, True, False),
    (5, 0, 0, 0, True, True),
    (10, 1, 0, 0, True, True),
    (7, 0, 0, 0, True, True),
    (13, 0, 0, 1, True, False),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = new_department(tmp_path / "team.codedesk", "manager", None, _with_team)
    yield opened
    opened.close()


def _with_team(desk: Desk) -> None:
    desk.write("Add the team", _team)


def _team(session: Session) -> None:
    department = session.get(Department, 1) or Department(id=1, created_on=date(2026, 1, 1))
    department.accuracy_standard = 95.0
    session.add(department)
    session.add(Coder(id=1, name="Ana Diaz", started_on=date(2024, 1, 1)))
    session.add(Coder(id=2, name="Ben Ode", started_on=date(2026, 6, 1)))
    session.add(Coder(id=3, name="Cy Left", started_on=date(2020, 1, 1), left_on=date(2026, 6, 30)))
    session.add(WorkType(id=1, name="Inpatient"))
    session.add(FindingCategory(id=PRINCIPAL, name="Principal diagnosis", role="principal", points=15, position=1))
    session.add(FindingCategory(id=SECONDARY, name="Secondary diagnosis, CC", points=10, short_key="cc", position=2))
    session.add(FindingCategory(id=DRG, name="DRG", role="drg", points=25, position=3))
    session.add(FindingCategory(id=ADVISORY, name="Advisory", scored=False, position=4))
    session.add(RootCause(id=1, name="Guideline misread"))
    session.add(RootCause(id=2, name="Documentation incomplete or conflicting", origin="documentation"))


def draft(**changes: object) -> AuditDraft:
    values: dict[str, object] = {"name": "2026-07-14 Diaz 1", "coder_id": 1, "day": DAY, "auditor": "Kim"}
    return AuditDraft(**(values | changes))  # type: ignore[arg-type]


def slip(**changes: object) -> AuditDraft:
    return draft(depth="result", reported_accuracy=88.6, records=20, **changes)


def counted(**changes: object) -> AuditDraft:
    counts = {"records": 10, "matched": 95, "revised": 3, "added": 4, "deleted": 2}
    return draft(depth="counts", **(counts | changes))


def sheet(**changes: object) -> AuditDraft:
    lines = tuple(
        RecordDraft(
            reference=str(number),
            principal_right=principal,
            drg_right=drg,
            **dict(zip(CODE_COUNTS, counts, strict=True)),
        )
        for number, (*counts, principal, drg) in enumerate(SHEET, 1)
    )
    return draft(depth="records", **({"record_lines": lines} | changes))


def save(desk: Desk, entered: AuditDraft) -> int:
    return desk.write(f"Save audit {entered.name}", audits.save_audit, entered)


def result(desk: Desk, entered: AuditDraft) -> Accuracy:
    found = desk.read(results.preview, entered)
    assert isinstance(found, Accuracy)
    return found


def test_a_slip_keeps_its_result_as_reported(desk: Desk) -> None:
    save(desk, slip())
    (row,) = desk.read(audits.audits)
    assert isinstance(row.result, Accuracy)
    assert row.result.value == pytest.approx(0.886)
    assert row.result.as_reported
    assert row.result.small_sample
    assert (row.charts, row.coder, row.auditor) == (20, "Ana Diaz", "Kim")
    assert (row.result.observed, row.result.evidence) == ("below", "cannot_tell")
    assert row.result.standard == pytest.approx(0.95)


def test_counts_give_code_over_code_while_they_are_typed(desk: Desk) -> None:
    found = result(desk, counted())
    assert found.value == pytest.approx(95 / 102)
    assert (found.correct, found.reviewed, found.deleted) == (95, 102, 2)
    assert desk.read(audits.audits) == ()


@pytest.mark.parametrize(
    ("method", "value"),
    [
        ("code_over_code", 95 / 102),
        ("code_over_code_net", 93 / 102),
        ("union", 95 / 104),
        ("error_rate", 1 - 10 / 110),
        ("record", 0.3),
        ("drg", 0.7),
    ],
)
def test_the_worked_sheet_scores_as_the_auditor_counted_by_hand(desk: Desk, method: str, value: float) -> None:
    assert result(desk, sheet(method=method)).value == pytest.approx(value, abs=1e-12)


def test_the_same_sheet_is_shown_under_every_method_that_it_has_the_counts_for(desk: Desk) -> None:
    found = {row.method: row.value for row in desk.read(results.by_every_method, sheet())}
    assert found["code_over_code"] == pytest.approx(95 / 102)
    assert found["record"] == pytest.approx(0.3)
    assert found["drg"] == pytest.approx(0.7)
    assert desk.read(results.by_every_method, slip()) == ()
    by_counts = [row.method for row in desk.read(results.by_every_method, counted())]
    assert by_counts == ["code_over_code", "code_over_code_net", "union"]


def test_what_is_still_missing_is_said_instead_of_a_figure(desk: Desk) -> None:
    for unfinished, words in (
        (draft(depth="result"), "accuracy from the slip"),
        (draft(depth="result", reported_accuracy=90.0), "how many charts"),
        (draft(depth="counts"), "counts"),
        (draft(depth="counts", matched=9), "codes revised"),
        (draft(depth="records"), "at least one record"),
        (counted(method="drg"), "cannot be scored by DRG accuracy"),
        (counted(matched=0, revised=0, added=0, deleted=0), "cannot be scored"),
    ):
        found = desk.read(results.preview, unfinished)
        assert isinstance(found, NotAudited)
        assert words in found.reason


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (slip(name=" "), "name"),
        (slip(coder_id=99), "coder_id"),
        (slip(period_from=date(2026, 7, 2), period_to=date(2026, 7, 1)), "period_to"),
        (draft(depth="result", reported_accuracy=101.0, records=2), "reported_accuracy"),
        (draft(depth="result", reported_accuracy=90.0, records=0), "records"),
        (counted(matched=-1), "matched"),
        (counted(records_right=11), "records_right"),
        (counted(drg_right=3), "drg_reviewed"),
        (counted(drg_reviewed=2, drg_right=3), "drg_right"),
        (counted(drg_reviewed=11, drg_right=3), "drg_reviewed"),
        (sheet(record_lines=()), "record_lines"),
        (
            sheet(record_lines=(RecordDraft(reference="1", matched=5), RecordDraft(reference=" 1", matched=5))),
            "record_lines",
        ),
        (sheet(record_lines=(RecordDraft(reference=" ", matched=5),)), "record_lines"),
        (sheet(findings=(FindingDraft(category_id=SECONDARY, record="11"),)), "findings"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_stored(desk: Desk, wrong: AuditDraft, field: str) -> None:
    with pytest.raises(Refused) as refused:
        save(desk, wrong)
    assert refused.value.field == field
    assert desk.read(audits.audits) == ()


def test_an_opened_audit_is_the_draft_that_was_saved(desk: Desk) -> None:
    findings = (
        FindingDraft(
            category_id=SECONDARY,
            record="2",
            change="added",
            direction="under",
            root_cause_id=1,
            corrected_code="E11.9",
        ),
        FindingDraft(
            category_id=ADVISORY, record="4", change="none", scored=False, guideline="I.C.4.a", note="E&M <coder> 診"
        ),
    )
    entered = sheet(findings=findings, period_from=Q3.start, period_to=Q3.end, work_type_id=1)
    key = save(desk, entered)
    opened = desk.read(audits.open_audit, key)
    assert opened.record_lines == entered.record_lines
    assert [finding.but(id=None) for finding in opened.findings] == list(findings)
    assert opened.but(id=None, findings=(), record_lines=()) == entered.but(findings=(), record_lines=())


def test_saving_again_without_a_change_changes_nothing(desk: Desk) -> None:
    key = save(desk, sheet(findings=(FindingDraft(category_id=SECONDARY, record="2"),)))
    revision = desk.revision
    save(desk, desk.read(audits.open_audit, key))
    assert desk.revision == revision


def test_an_edited_audit_keeps_its_row_and_voids_what_was_taken_out(desk: Desk) -> None:
    key = save(
        desk,
        sheet(
            findings=(FindingDraft(category_id=SECONDARY, record="2"), FindingDraft(category_id=PRINCIPAL, record="3"))
        ),
    )
    opened = desk.read(audits.open_audit, key)
    edited = opened.but(record_lines=opened.record_lines[:2], findings=opened.findings[:1])
    assert save(desk, edited) == key
    assert len(desk.read(audits.open_audit, key).record_lines) == 2
    assert desk.undo() == "Save audit 2026-07-14 Diaz 1"
    assert desk.read(audits.open_audit, key) == opened


def test_at_a_shallower_depth_only_what_counts_is_stored_and_undo_brings_the_rest_back(desk: Desk) -> None:
    key = save(desk, sheet(findings=(FindingDraft(category_id=SECONDARY, record="2"),)))
    opened = desk.read(audits.open_audit, key)
    save(desk, opened.but(depth="counts", records=10, matched=95, revised=3, added=4))
    shallow = desk.read(audits.open_audit, key)
    assert shallow.record_lines == ()
    assert [finding.record for finding in shallow.findings] == [""]
    assert result(desk, shallow).value == pytest.approx(95 / 102)
    desk.undo()
    assert desk.read(audits.open_audit, key) == opened


def test_two_audits_cannot_share_a_name_and_a_free_one_is_suggested(desk: Desk) -> None:
    assert desk.read(audits.suggested_name, 1, DAY) == "2026-07-14 Diaz 1"
    key = save(desk, slip())
    with pytest.raises(Refused, match="2026-07-14 Diaz 2"):
        save(desk, counted())
    assert desk.read(audits.suggested_name, 1, DAY) == "2026-07-14 Diaz 2"
    desk.write("Void audit", audits.void_audit, key, "typed twice")
    assert desk.read(audits.suggested_name, 1, DAY) == "2026-07-14 Diaz 2", "put back, it keeps its name"
    save(desk, counted())


def test_a_voided_audit_leaves_with_its_records_findings_and_actions(desk: Desk) -> None:
    gap = ActionDraft(gap="CC capture")
    key = save(desk, sheet(findings=(FindingDraft(category_id=SECONDARY, record="2"),), actions=(gap,)))
    with pytest.raises(Refused, match="say why"):
        desk.write("Void audit", audits.void_audit, key, "")
    desk.write("Void audit", audits.void_audit, key, "wrong coder")
    assert desk.read(audits.audits) == ()
    with pytest.raises(Refused, match="no longer there"):
        desk.read(audits.open_audit, key)

    def left(session: Session) -> int:
        return sum(not row.voided for table in PARTS for row in session.exec(select(table)))

    assert desk.read(left) == 0
    desk.undo()
    assert desk.read(left) == 13  # the audit, ten records, the finding and the action are there again


def test_the_list_is_narrowed_by_period_and_coder_newest_first(desk: Desk) -> None:
    save(desk, slip())
    save(desk, slip(name="b", coder_id=2, day=date(2026, 9, 30)))
    save(desk, slip(name="c", day=date(2026, 10, 1)))
    assert [row.name for row in desk.read(audits.audits)] == ["c", "b", "2026-07-14 Diaz 1"]
    assert [row.name for row in desk.read(audits.audits, Q3)] == ["b", "2026-07-14 Diaz 1"]
    assert [row.name for row in desk.read(audits.audits, Q3, (1,))] == ["2026-07-14 Diaz 1"]


def test_the_policy_of_the_day_and_work_type_gives_the_method(desk: Desk) -> None:
    def policies(session: Session) -> None:
        session.add(MethodPolicy(effective_from=date(2026, 1, 1), method="union", version="2"))
        session.add(MethodPolicy(effective_from=date(2026, 7, 1), method="drg", work_type_id=1))
        session.add(MethodPolicy(effective_from=date(2026, 8, 1), method="record"))

    method_on = lambda day, work_type: desk.read(audits_lists.audit_lists, day).method_on(day, work_type)  # noqa: E731
    assert method_on(DAY, 1) == ("code_over_code", "")
    desk.write("Add policies", policies)
    assert method_on(date(2025, 12, 31), 1) == ("code_over_code", "")
    assert method_on(DAY, None) == ("union", "2")
    assert method_on(DAY, 1) == ("drg", "")
    assert method_on(date(2026, 8, 1), None) == ("record", "")
    assert method_on(date(2026, 8, 1), 1) == ("drg", "")


def test_the_standard_is_the_learners_then_the_work_types_then_the_departments(desk: Desk) -> None:
    def standards(session: Session) -> None:
        session.add(Standard(work_type_id=1, effective_from=date(2026, 1, 1), pace=2.0, accuracy=94.0))
        session.add(Standard(work_type_id=1, effective_from=date(2026, 9, 1), pace=2.0, accuracy=96.0))
        session.add(RampStep(coder_id=2, work_type_id=1, from_day=date(2026, 6, 1), pace_percent=50, accuracy=80.0))

    desk.write("Add standards", standards)
    assert result(desk, slip(coder_id=1)).standard == pytest.approx(0.95)
    assert result(desk, slip(work_type_id=1)).standard == pytest.approx(0.94)
    assert result(desk, slip(work_type_id=1, day=date(2026, 9, 1))).standard == pytest.approx(0.96)
    learner = result(desk, slip(coder_id=2, work_type_id=1))
    assert (learner.standard, learner.observed) == (pytest.approx(0.80), "met")


def test_actions_are_listed_open_ones_first_with_those_overdue_marked(desk: Desk) -> None:
    action = ActionDraft(gap="CC capture", due_on=date(2026, 8, 1))
    key = save(desk, slip(actions=(ActionDraft(gap="Later", kind="policy", due_on=date(2026, 9, 1)), action)))
    rows = desk.read(answers.actions, date(2026, 8, 2))
    assert [(row.draft.gap, row.overdue, row.coder) for row in rows] == [
        ("CC capture", True, "Ana Diaz"),
        ("Later", False, "Ana Diaz"),
    ]
    closed = rows[0].draft.but(evidence="sign-in sheet", outcome="re-audited at 96 %")
    save(desk, desk.read(audits.open_audit, key).but(actions=(rows[1].draft, closed)))
    rows = desk.read(answers.actions, date(2026, 8, 2), key)
    assert [(row.draft.gap, row.open) for row in rows] == [("Later", True), ("CC capture", False)]
    opened = desk.read(audits.open_audit, key)
    save(desk, opened.but(actions=opened.actions[:1]))
    assert [row.draft.gap for row in desk.read(answers.actions, date(2026, 8, 2))] == ["Later"]
    with pytest.raises(Refused, match="which gap"):
        save(desk, opened.but(actions=(ActionDraft(gap=" "),)))


def test_an_action_is_closed_from_a_list_with_evidence_and_outcome(desk: Desk) -> None:
    key = save(desk, slip(actions=(ActionDraft(gap="CC capture", due_on=date(2026, 8, 1)),)))
    (waiting,) = [row for row in desk.read(answers.waiting, date(2026, 8, 2)) if row.action is not None]
    assert waiting.action is not None
    assert (waiting.action.audit_id, waiting.overdue, waiting.party) == (key, True, "manager")
    number, draft = waiting.action.id, waiting.action.draft
    with pytest.raises(Refused, match="what shows") as refused:
        desk.write("Close", answers.ACTIONS.change, number, draft.but(outcome="held"))
    assert refused.value.field == "evidence"
    done = draft.but(evidence="sign-in sheet", outcome="re-audited at 96 %", reaudit_on=date(2026, 9, 1))
    desk.write("Close", answers.ACTIONS.change, number, done)
    assert desk.read(answers.waiting, date(2026, 8, 2)) == ()
    (row,) = desk.read(answers.actions, date(2026, 8, 2), key)
    assert (row.open, row.overdue, row.draft) == (False, False, done)
    desk.write("Void", answers.ACTIONS.void, number, "typed twice")
    with pytest.raises(Refused, match="no longer there"):
        desk.write("Close", answers.ACTIONS.change, number, done)


def test_the_form_offers_short_keys_and_the_latest_auditors_first(desk: Desk) -> None:
    save(desk, slip(auditor="Kim"))
    save(desk, slip(name="b", auditor="Lou", day=date(2026, 8, 1)))
    lists = desk.read(audits_lists.audit_lists, DAY)
    assert lists.auditors == ("Lou", "Kim")
    assert [row.short_key for row in lists.categories] == ["pd", "cc", "d", "a"]
    assert [(row.name, row.active) for row in lists.coders][-1] == ("Cy Left", False)
    assert [row.origin for row in lists.root_causes] == ["documentation", "coder"]


def test_the_next_audit_keeps_date_auditor_method_and_selection(desk: Desk) -> None:
    entered = sheet(selection="focused", feeds_accuracy=False, method="union", note="seen", id=7)
    following = audits.as_new(entered, "2026-07-14 Diaz 2")
    assert (following.day, following.auditor, following.method) == (DAY, "Kim", "union")
    assert (following.selection, following.feeds_accuracy, following.depth) == ("focused", False, "records")
    assert (following.id, following.record_lines, following.matched, following.note) == (None, (), None, "")
