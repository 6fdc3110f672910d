"""What audits teach: counts and rates by hand, causes apart, shared before personal, repeated findings, auditors."""

from collections.abc import Sequence
from datetime import date

import pytest
from sqlmodel import Session, select

from codedesk import models
from codedesk.desk import Desk
from codedesk.models import Audit, AuditRecord, Coder, Finding, FindingCategory, RootCause, WorkType
from codedesk.models.education import EducationDraft
from codedesk.periods import Period, quarter
from codedesk.services.audits.consistency import consistency
from codedesk.services.audits.lessons import LessonsRow, audit_lessons
from codedesk.services.people import education

TODAY = date(2026, 9, 30)
Q3 = quarter(2026, 3)
SPRING, JULY, AUGUST = date(2026, 5, 4), date(2026, 7, 6), date(2026, 8, 10)
PEOPLE = ("Ana", "Ben", "Cleo", "Dov")
# category, root cause, direction
Found = tuple[str, str, str]
CC: Found = ("secondary diagnosis CC", "slip", "under")
POA: Found = ("POA", "knowledge", "neither")
LATE: Found = ("secondary diagnosis CC", "document arrived late", "under")


class Department:
    """A department with four coders; audits of ten records of ten codes each, all matched but what is found."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.write("Add people", self._people)

    def _people(self, session: Session) -> None:
        session.add_all([Coder(name=name, started_on=date(2024, 1, 1)) for name in PEOPLE])
        session.add_all([WorkType(name="Inpatient"), WorkType(name="Emergency", position=1)])

    def audit(self, coder: str, day: date, found: Sequence[Found], **more: object) -> int:
        return self.desk.write("Audit", self._audit, coder, day, found, more)

    def _audit(self, session: Session, coder: str, day: date, found: Sequence[Found], more: dict[str, object]) -> int:
        person = session.exec(select(Coder).where(Coder.name == coder)).one()
        number = len(session.exec(select(Audit)).all())
        values: dict[str, object] = {"depth": "records", "auditor": "Kim", "work_type_id": 1}
        outcome = more.pop("outcome", "")
        audit = Audit(name=f"A{number}", coder_id=person.key, day=day, **(values | more))
        session.add(audit)
        session.flush()
        for place in range(10):
            wrong = 1 if place < len(found) else 0
            session.add(AuditRecord(audit_id=audit.key, reference=str(place), matched=10 - wrong, added=wrong))
        for category, cause, direction in found:
            session.add(
                Finding(
                    audit_id=audit.key,
                    category_id=session.exec(select(FindingCategory).where(FindingCategory.name == category)).one().key,
                    root_cause_id=session.exec(select(RootCause).where(RootCause.name == cause)).one().key,
                    direction=direction,
                    change="added",
                    outcome=str(outcome),
                )
            )
        return audit.key

    def lessons(self, period: Period = Q3, coder: str = "", work_type_id: int | None = None) -> LessonsRow:
        coder_id = PEOPLE.index(coder) + 1 if coder else None
        return self.desk.read(audit_lessons, period, TODAY, coder_id, work_type_id)


@pytest.fixture
def team(department: Desk) -> Department:
    return Department(department)


def test_twice_the_audits_with_twice_the_errors_is_the_same_rate(team: Department) -> None:
    team.audit("Ana", SPRING, [CC, POA])
    team.audit("Ana", JULY, [CC, POA])
    team.audit("Ana", AUGUST, [CC, POA])
    rows = team.lessons()
    assert [(row.name, row.count, row.previous) for row in rows.by_category] == [
        ("POA", 2, 1),
        ("secondary diagnosis CC", 2, 1),
    ]
    poa = rows.by_category[0]
    assert (poa.per_100_records, poa.previous_per_100_records) == (10.0, 10.0)
    assert (poa.per_100_codes, poa.previous_per_100_codes) == (1.0, 1.0)
    assert (rows.reviewed.records, rows.reviewed.codes, rows.before.records) == (20, 200, 10)
    assert (rows.label, rows.before_label) == ("Q3 2026", "Q2 2026")


def test_a_slip_without_findings_is_no_error_free_audit(team: Department) -> None:
    team.audit("Ana", JULY, [CC])
    team.desk.write("Slip", _slip)
    rows = team.lessons()
    assert (rows.reviewed.audits, rows.reviewed.listed, rows.reviewed.records) == (2, 1, 10)
    assert rows.by_category[0].per_100_records == 10.0


def _slip(session: Session) -> None:
    values = {"name": "slip", "coder_id": 1, "day": AUGUST, "depth": "result"}
    session.add(models.Audit(**values, records=20, reported_accuracy=88.6))


def test_documentation_and_withdrawn_findings_are_not_the_coders(team: Department) -> None:
    team.audit("Ana", JULY, [CC, LATE])
    team.audit("Ben", AUGUST, [CC, POA], outcome="withdrawn")
    team.audit("Ben", AUGUST, [POA], state="draft")
    rows = team.lessons()
    assert [(row.name, row.count) for row in rows.by_category] == [("secondary diagnosis CC", 1)]
    assert [(row.name, row.count, row.under) for row in rows.by_cause] == [("slip", 1, 1)]
    assert [(each.origin, each.row.name, each.row.count) for each in rows.apart] == [
        ("documentation", "document arrived late", 1)
    ]


def test_what_most_of_the_team_has_is_named_as_shared_before_a_person(team: Department) -> None:
    for coder in ("Ana", "Ben", "Cleo"):
        team.audit(coder, JULY, [CC])
    team.audit("Dov", JULY, [POA])
    rows = team.lessons()
    assert [(row.name, row.coders, row.of_coders) for row in rows.shared] == [("secondary diagnosis CC", 3, 4)]
    mine = team.lessons(coder="Ana")
    assert [(row.name, row.count, row.coders, row.shared) for row in mine.by_category] == [
        ("secondary diagnosis CC", 1, 3, True)
    ]


def test_two_of_two_coders_share_nothing(team: Department) -> None:
    team.audit("Ana", JULY, [CC])
    team.audit("Ben", JULY, [CC])
    assert team.lessons().shared == ()


def test_a_category_in_two_audits_running_proposes_education(team: Department) -> None:
    team.audit("Ana", SPRING, [CC])
    second = team.audit("Ana", JULY, [CC, CC, POA], selection="focused")
    (proposal,) = team.lessons().proposals
    assert (proposal.coder, proposal.category, proposal.running, proposal.findings) == (
        "Ana",
        "secondary diagnosis CC",
        2,
        3,
    )
    draft = proposal.draft
    assert (draft.audit_id, draft.due_on, draft.reaudit_on) == (second, date(2026, 10, 30), date(2026, 12, 29))
    item = team.desk.write("Add education", education.EDUCATION.add, draft)
    assert team.lessons().proposals == ()
    team.desk.write("Finish", education.finish_item, item, date(2026, 8, 1))
    assert team.lessons().proposals == ()
    team.audit("Ana", date(2026, 9, 7), [CC])
    (again,) = team.lessons().proposals
    assert again.running == 3


def test_an_audit_without_it_in_between_breaks_the_run(team: Department) -> None:
    team.audit("Ana", SPRING, [CC])
    team.audit("Ana", JULY, [POA])
    team.audit("Ana", AUGUST, [CC])
    team.audit("Ben", AUGUST, [CC])
    assert team.lessons().proposals == ()


def test_an_audit_of_other_work_in_between_does_not(team: Department) -> None:
    team.audit("Ana", SPRING, [CC])
    team.audit("Ana", JULY, [], work_type_id=2)
    team.audit("Ana", AUGUST, [CC])
    assert [row.category for row in team.lessons().proposals] == ["secondary diagnosis CC"]


def test_documentation_twice_running_is_no_education_for_the_coder(team: Department) -> None:
    team.audit("Ana", JULY, [LATE])
    team.audit("Ana", AUGUST, [LATE])
    assert team.lessons().proposals == ()


def test_a_period_without_audits_is_empty_and_keeps_education(team: Department) -> None:
    team.desk.write(
        "Add", education.EDUCATION.add, EducationDraft(coder_id=1, topic="Modifiers", due_on=date(2026, 9, 1))
    )
    rows = team.lessons(quarter(2025, 1))
    assert (rows.by_category, rows.apart, rows.proposals, rows.reviewed.records) == ((), (), (), None)
    assert [row.state for row in rows.education] == ["overdue"]


def test_auditors_are_compared_on_the_same_work_only(team: Department) -> None:
    for coder in ("Ana", "Ben"):
        team.audit(coder, JULY, [CC] * 5, auditor="Kim")
        team.audit(coder, AUGUST, [CC], auditor="Lee")
    team.audit("Cleo", AUGUST, [CC] * 9, auditor="Mo", work_type_id=2)
    (row,) = team.desk.read(consistency, Q3)
    assert (row.first.auditor, row.second.auditor, row.work_type) == ("Kim", "Lee", "Inpatient")
    assert (row.first.accuracy.value, row.second.accuracy.value) == (0.95, 0.99)
    assert row.difference.value == pytest.approx(-0.04)
    assert row.difference.low < -0.04 < row.difference.high
    assert (row.only_first, row.only_second, row.small) == ((), (), True)
    assert row.question.endswith("Small sample: under 30 charts.")


def test_auditors_of_different_coders_say_so(team: Department) -> None:
    team.audit("Ana", JULY, [CC] * 5, auditor="Kim")
    team.audit("Ben", JULY, [CC], auditor="Lee")
    (row,) = team.desk.read(consistency, Q3)
    assert (row.only_first, row.only_second) == (("Ana",), ("Ben",))
    assert "different coders" in row.question
    assert team.desk.read(consistency, Q3, 1) == ()
