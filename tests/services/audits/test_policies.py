"""A written policy (94 % on 20 charts; learners in their first six months 80 %, 94 % at the end) and who met it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk import periods
from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.metrics.figures import Accuracy, NotAudited
from codedesk.models import Coder, MethodPolicy, WorkType
from codedesk.models.audits import AuditDraft
from codedesk.models.departments import PolicyDraft
from codedesk.services.audits import audits, plans
from codedesk.services.audits import policies as audit_policies
from codedesk.services.audits import policy_results as audit_policy_results
from codedesk.services.audits.lists import audit_lists
from codedesk.services.department.starters import starters
from codedesk.services.people import education
from tests.departments import new_department

Q3 = periods.quarter(2026, 3)
TODAY = date(2026, 10, 5)
WRITTEN = PolicyDraft(
    effective_from=date(2026, 1, 1), method="code_over_code", version="2026", accuracy=94.0,
    charts_per_quarter=20, learner_months=6, learner_accuracy=80.0, learner_accuracy_at_end=94.0,
    reason="written policy of January",
)  # fmt: skip
# coder, started on, accuracy and charts on the slip (None: not audited), charts
SLIP = (
    ("Ana", date(2020, 1, 1), 100.0, 200),
    ("Ben", date(2020, 1, 1), 95.0, 20),
    ("Cy", date(2020, 1, 1), 90.0, 20),
    ("Dee", date(2020, 1, 1), 70.0, 40),
    ("Eve", date(2026, 6, 1), 85.0, 20),
    ("Fay", date(2026, 2, 10), 85.0, 20),
    ("Gus", date(2020, 1, 1), None, 0),
    ("Hal", date(2020, 1, 1), 96.0, 10),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Eight coders with one quarter's results on a slip."""
    made = new_department(tmp_path / "Department.codedesk", "manager", starters, _prepare)
    yield made
    made.close()


def _prepare(desk: Desk) -> None:
    desk.write("Policy", audit_policies.POLICIES.add, WRITTEN)
    for place, (name, started, value, charts) in enumerate(SLIP, 1):
        desk.write("Coder", _add, Coder(id=place, name=name, started_on=started))
        if value is not None:
            desk.write("Audit", audits.save_audit, slip(place, value, charts))


def _add(session: object, row: object) -> None:
    session.add(row)  # type: ignore[attr-defined]


def slip(coder_id: int, value: float, charts: int, day: date = date(2026, 8, 20), **more: object) -> AuditDraft:
    made = AuditDraft(
        name=f"{coder_id} on {day}", coder_id=coder_id, day=day, depth="result", reported_accuracy=value, records=charts
    )
    return made.but(**more)


def results(desk: Desk) -> dict[str, audit_policy_results.PolicyResultRow]:
    return {row.coder: row for row in desk.read(audit_policy_results.policy_results, Q3, TODAY)}


def test_the_policy_reads_as_it_is_written(desk: Desk) -> None:
    (row,) = desk.read(audit_policies.time_line, TODAY)
    assert row.statement == "94 % on 20 charts a quarter; learners in their first 6 months 80 %, 94 % at the end"
    assert (row.in_force, row.until, audit_policies.method_name(row.draft)) == (
        True, None, "code over code, version 2026",
    )  # fmt: skip


def test_who_met_it_and_who_did_not_with_what_the_sample_can_show(desk: Desk) -> None:
    found = {
        name: (row.observed, row.evidence, row.target.accuracy if row.target else None)
        for name, row in results(desk).items()
    }
    assert found == {
        "Ana": ("met", "meets", 94.0),  # 200/200: Wilson from 98.1 %
        "Ben": ("met", "cannot_tell", 94.0),  # 19/20: 76.4 to 99.1 %
        "Cy": ("below", "cannot_tell", 94.0),  # 18/20: 69.9 to 97.2 %
        "Dee": ("below", "below", 94.0),  # 28/40: 54.6 to 81.9 %
        "Eve": ("met", "cannot_tell", 80.0),  # third month
        "Fay": ("below", "cannot_tell", 94.0),  # six months ended on 10 August
        "Gus": (None, None, 94.0),
        "Hal": ("met", "cannot_tell", 94.0),
    }


def test_those_who_need_attention_come_first_and_not_audited_before_all(desk: Desk) -> None:
    rows = desk.read(audit_policy_results.policy_results, Q3, TODAY)
    assert [row.coder for row in rows] == ["Gus", "Dee", "Cy", "Fay", "Hal", "Ben", "Eve", "Ana"]
    assert isinstance(rows[0].result, NotAudited)
    assert [row.coder for row in rows if row.needs_education] == ["Dee", "Cy", "Fay"]
    assert results(desk)["Cy"].remark == "small sample"


def test_the_interval_is_the_one_that_figures_give(desk: Desk) -> None:
    result = results(desk)["Ben"].result
    assert isinstance(result, Accuracy)
    assert (round(result.low, 4), round(result.high, 4)) == (0.7639, 0.9911)


def test_a_target_says_why_it_applies(desk: Desk) -> None:
    found = results(desk)
    assert [found[name].target.why for name in ("Ana", "Eve", "Fay")] == [  # type: ignore[union-attr]
        "the policy’s accuracy",
        "in the first 6 months, which end on 1 Dec 2026",
        "at the end of the first 6 months (10 Aug 2026)",
    ]


def test_an_audit_before_the_learning_ended_is_said(desk: Desk) -> None:
    desk.write("Audit", audits.save_audit, slip(6, 82.0, 10, date(2026, 7, 10)))
    fay = results(desk)["Fay"]
    assert fay.target is not None
    assert fay.target.accuracy == 94.0
    assert "the first audit was under 80 %" in fay.remark


@pytest.mark.parametrize(
    ("day", "accuracy"),
    [
        (date(2026, 2, 27), 80.0),
        (date(2026, 2, 28), 90.0),  # six months from 31 August end on the last day of February
        (date(2026, 3, 31), 90.0),
        (date(2026, 4, 1), 94.0),
    ],
)
def test_targets_change_on_their_day_and_nothing_between_is_made_up(day: date, accuracy: float) -> None:
    policy = MethodPolicy(
        effective_from=date(2020, 1, 1), method="union", accuracy=94.0, learner_months=6, learner_accuracy=80.0,
        learner_accuracy_at_end=90.0,
    )  # fmt: skip
    coder = Coder(name="x", started_on=date(2025, 8, 31))
    target = audit_policies.target_on(policy, coder, day)
    assert target is not None
    assert target.accuracy == accuracy


def test_an_education_item_says_the_figures_and_is_proposed_once(desk: Desk) -> None:
    desk.write("Education", audit_policy_results.propose_education, 3, Q3, TODAY)
    (item,) = desk.read(education.items, 3, TODAY)
    assert (
        item.draft.topic.replace("\u00a0", " ") == "Audit result 90.0 % on 20 charts, Q3 2026: the policy asks for 94 %"
    )
    assert (item.draft.due_on, item.draft.audit_id is not None) == (date(2026, 11, 4), True)
    assert not results(desk)["Cy"].needs_education
    with pytest.raises(Refused, match="already"):
        desk.write("Education", audit_policy_results.propose_education, 3, Q3, TODAY)
    with pytest.raises(Refused, match="below the policy"):
        desk.write("Education", audit_policy_results.propose_education, 1, Q3, TODAY)


def test_new_audits_take_the_policys_method_and_given_scores_stay(desk: Desk) -> None:
    before = {row.name: (row.method, row.result) for row in desk.read(audits.audits)}
    change = PolicyDraft(effective_from=date(2026, 8, 1), method="record", version="3", reason="the board decided")
    desk.write("Policy", audit_policies.POLICIES.add, change)
    lists = desk.read(audit_lists, TODAY)
    assert lists.method_on(date(2026, 7, 31), None) == ("code_over_code", "2026")
    assert lists.method_on(date(2026, 8, 1), None) == ("record", "3")
    assert {row.name: (row.method, row.result) for row in desk.read(audits.audits)} == before


def test_a_policy_of_one_work_type_stands_before_the_one_for_all(desk: Desk) -> None:
    desk.write("Work type", _add, WorkType(id=1, name="Inpatient", position=1))
    draft = PolicyDraft(effective_from=date(2026, 7, 1), method="drg", work_type_id=1, accuracy=97.0, reason="DRG work")
    number = desk.write("Policy", audit_policies.POLICIES.add, draft)
    desk.write("Audit", audits.save_audit, slip(7, 96.0, 30, work_type_id=1))
    assert results(desk)["Gus"].target.accuracy == 97.0  # type: ignore[union-attr]
    assert [row.work_type for row in desk.read(audit_policies.time_line, TODAY)] == ["", "Inpatient"]
    desk.write("Void", audit_policies.POLICIES.void, number, "withdrawn")
    assert results(desk)["Gus"].target.accuracy == 94.0  # type: ignore[union-attr]


def test_a_policy_is_corrected_with_a_reason_and_history_keeps_both(desk: Desk) -> None:
    scores = {row.name: (row.method, row.result) for row in desk.read(audits.audits)}
    (before,) = desk.read(audit_policies.time_line, TODAY)
    corrected = WRITTEN.but(accuracy=95.0)
    number = desk.write("Correct", audit_policies.correct_policy, before.id, corrected, "a slip of the pen")
    (after,) = desk.read(audit_policies.time_line, TODAY)
    assert (after.id, after.draft) == (number, corrected)
    assert results(desk)["Ben"].target.accuracy == 95.0  # type: ignore[union-attr]
    kept = desk.read(_get_policy, before.id)
    assert kept == (True, "corrected: a slip of the pen", 94.0)
    assert {row.name: (row.method, row.result) for row in desk.read(audits.audits)} == scores
    desk.undo()
    assert [row.draft for row in desk.read(audit_policies.time_line, TODAY)] == [WRITTEN]


@pytest.mark.parametrize(
    ("change", "why", "field"),
    [
        ({"accuracy": 95.0}, " ", "correction"),
        ({}, "nothing was wrong", "correction"),
        ({"accuracy": 194.0}, "a slip", "accuracy"),
        ({"effective_from": date(2026, 7, 1), "method": "union"}, "wrong day", "effective_from"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_the_policy_stays(
    desk: Desk, change: dict[str, object], why: str, field: str
) -> None:
    later = PolicyDraft(effective_from=date(2026, 7, 1), method="union", reason="the board decided")
    desk.write("Policy", audit_policies.POLICIES.add, later)
    wrong = WRITTEN.but(**change)  # type: ignore[arg-type]
    first = next(row for row in desk.read(audit_policies.time_line, TODAY) if row.draft == WRITTEN)
    with pytest.raises(Refused) as refused:
        desk.write("Correct", audit_policies.correct_policy, first.id, wrong, why)
    assert refused.value.field == field
    assert {row.draft for row in desk.read(audit_policies.time_line, TODAY)} == {WRITTEN, later}


def _get_policy(session: Session, number: int) -> tuple[bool, str, float | None]:
    stored = session.get(MethodPolicy, number)
    assert stored is not None
    return stored.voided, stored.void_reason, stored.accuracy


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"learner_months": None}, "learner_months"),
        ({"learner_accuracy": None, "learner_accuracy_at_end": None}, "learner_accuracy"),
        ({"accuracy": 101.0}, "accuracy"),
        ({}, "effective_from"),
    ],
)
def test_what_cannot_be_a_policy_is_refused(desk: Desk, change: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        desk.write("Policy", audit_policies.POLICIES.add, WRITTEN.but(**change))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_the_plan_is_filled_from_the_policy_in_one_step_and_undone_in_one(desk: Desk) -> None:
    desk.write("Plan", plans.set_plan, 2, Q3, 30)
    assert desk.write("Fill", plans.fill_from_policy, Q3) == 7
    desk.write("Minutes", plans.set_minutes, 15.0)
    plan = desk.read(plans.plan, Q3)
    assert [(row.coder, row.planned, row.audited, row.to_go) for row in plan.rows[:3]] == [
        ("Ana", 20, 200, 0), ("Ben", 30, 20, 10), ("Cy", 20, 20, 0),
    ]  # fmt: skip
    assert (plan.planned, plan.to_go) == (170, 40)  # Ben 10, Gus 20, Hal 10
    assert plan.hours(plan.planned) == 42.5
    with pytest.raises(Refused, match="nothing was filled"):
        desk.write("Fill", plans.fill_from_policy, Q3)
    desk.undo()  # the minutes
    desk.undo()  # the filling
    assert [row.planned for row in desk.read(plans.plan, Q3).rows].count(None) == 7


@pytest.mark.parametrize(
    "period", [periods.month(2026, 7), periods.Period(Q3.start, date(2026, 9, 29)), periods.year(2026)]
)
def test_a_policy_fills_the_plan_of_a_whole_quarter_only(desk: Desk, period: periods.Period) -> None:
    with pytest.raises(Refused, match="by the quarter: choose a whole quarter above"):
        desk.write("Fill", plans.fill_from_policy, period)
    assert {row.planned for row in desk.read(plans.plan, period).rows} == {None}


def test_selections_are_counted_apart_and_only_what_feeds_counts_for_the_plan(desk: Desk) -> None:
    desk.write("Audit", audits.save_audit, slip(7, 60.0, 12, selection="focused", feeds_accuracy=False))
    plan = desk.read(plans.plan, Q3)
    gus = next(row for row in plan.rows if row.coder == "Gus")
    assert (gus.audited, gus.others, gus.planned, gus.to_go) == (0, 12, None, None)
    assert [(kind, count, charts) for kind, count, charts in plan.by_selection if count] == [
        ("random", 7, 330), ("focused", 1, 12),
    ]  # fmt: skip


def test_a_plan_of_one_work_type_is_a_line_of_its_own(desk: Desk) -> None:
    desk.write("Work type", _add, WorkType(id=1, name="Inpatient", position=1))
    desk.write("Plan", plans.set_plan, 1, Q3, 5, 1)
    rows = desk.read(plans.plan, Q3).rows
    assert [(row.coder, row.work_type, row.planned, row.audited) for row in rows[:2]] == [
        ("Ana", "", None, 200), ("Ana", "Inpatient", 5, 0),
    ]  # fmt: skip
    desk.write("Plan", plans.set_plan, 1, Q3, None, 1)
    assert len(desk.read(plans.plan, Q3).rows) == 8


def test_what_cannot_be_planned_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.write("Plan", plans.set_plan, 1, Q3, 10_001)
    with pytest.raises(Refused):
        desk.write("Minutes", plans.set_minutes, 0.0)
