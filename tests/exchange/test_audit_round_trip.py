"""Audits of every depth and state go out as files and come in again: every value of every row, and the figures."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from codedesk import models
from codedesk.desk import Desk
from codedesk.exchange.csv_reading import read_draft
from codedesk.exchange.exports import write_csv
from codedesk.exchange.figures_json import figures_document
from codedesk.models.audits import ActionDraft, AuditDraft, FindingDraft, RecordDraft
from codedesk.periods import parse_period
from codedesk.services.audits import audits
from codedesk.services.audits.compliance import compliance
from codedesk.services.audits.lessons import audit_lessons
from codedesk.services.audits.papers import audit_report
from codedesk.services.figures.figures import team_figures
from codedesk.services.files import exporting, importing

TODAY = date(2026, 10, 5)
Q3 = parse_period("2026Q3")
TABLES = (
    models.FindingCategory, models.RootCause, models.Severity, models.Audit, models.AuditRecord, models.Finding,
    models.CorrectiveAction, models.MethodPolicy, models.AuditPlan, models.AuditDraw, models.EducationItem,
)  # fmt: skip
# What a number of a row of another table is called by, so that rows of two departments can be compared.
NAMED = {
    "coder_id": (models.Coder, "name"), "work_type_id": (models.WorkType, "name"), "audit_id": (models.Audit, "name"),
    "record_id": (models.AuditRecord, "reference"), "category_id": (models.FindingCategory, "name"),
    "root_cause_id": (models.RootCause, "name"),
}  # fmt: skip


def fill(session: Session) -> None:
    """Store one thing of every kind, with no column left as it is usually."""
    session.add_all([models.Coder(id=n, name=name, started_on=date(2024, 1, 1)) for n, name in ((1, "Ana"), (2, "Bo"))])
    session.add_all([models.WorkType(id=1, name="Inpatient"), models.WorkType(id=2, name="Emergency", position=1)])
    session.add(models.Severity(name="harmful", position=9))
    session.add(models.FindingCategory(name="sepsis", short_key="sx", role="principal", points=12.5, position=40))
    session.add(models.FindingCategory(name="taste", scored=False, active=False, position=41))
    session.add(models.RootCause(name="old template", origin="documentation", active=False, position=30))
    session.flush()
    sepsis = session.exec(sa.select(models.FindingCategory.id).where(models.FindingCategory.name == "sepsis")).scalar()
    cause = session.exec(sa.select(models.RootCause.id).where(models.RootCause.name == "old template")).scalar()
    for draft in drafts(int(sepsis or 0), int(cause or 0)):
        audits.save_audit(session, draft)
    session.add(models.MethodPolicy(
        effective_from=date(2026, 7, 1), method="drg", version="7", work_type_id=1, accuracy=94.5,
        charts_per_quarter=20, learner_months=6, learner_accuracy=80.0, learner_accuracy_at_end=93.25, reason="board",
    ))  # fmt: skip
    session.add(models.AuditPlan(
        coder_id=2, work_type_id=1, period_from=Q3.start, period_to=Q3.end, charts=25, note="two at a time",
    ))  # fmt: skip
    session.add(models.AuditDraw(
        coder_id=1, audit_id=3, drawn_on=date(2026, 8, 1), drawn_by="R. C.", source="list of July",
        frame="r1\nr2\nr3", seed=4711, size=2, drawn="r2\nr1", note="again in spring",
    ))  # fmt: skip
    session.add(models.EducationItem(
        coder_id=1, audit_id=3, category_id=sepsis, topic="Sepsis", due_on=date(2026, 9, 1), done_on=date(2026, 9, 3),
        hours=1.25, reaudit_on=date(2026, 12, 1), outcome="held", in_packet=True,
    ))  # fmt: skip


def drafts(sepsis: int, cause: int) -> tuple[AuditDraft, ...]:
    head: dict[str, Any] = {"auditor": "Kim", "method_version": "3", "note": "a, “b”\nc", "work_type_id": 1}
    covers: dict[str, Any] = {"period_from": date(2026, 6, 1), "period_to": date(2026, 6, 30)}
    asked: dict[str, Any] = {"shared_on": date(2026, 8, 3), "answer_due": date(2026, 8, 17)}
    found = (*_, loose) = findings(sepsis, cause)
    lines = (
        RecordDraft(reference="r1", matched=8, revised=1, principal_right=True, drg_right=False, work_type_id=2,
                    payment_before_cents=1_430_000, payment_after_cents=975_050, note="long stay"),
        RecordDraft(reference="r2", matched=11, added=1, deleted=1, payment_after_cents=5),
    )  # fmt: skip
    action = ActionDraft(gap="gap", kind="rebill", due_on=date(2026, 9, 9), evidence="letter",
                         reaudit_on=date(2026, 11, 1), outcome="paid back")  # fmt: skip
    sums: dict[str, Any] = {
        "records": 10, "matched": 95, "revised": 3, "added": 4, "deleted": 2, "principal_changed": 1,
        "records_right": 3, "drg_reviewed": 10, "drg_right": 7,
    }  # fmt: skip
    slip: dict[str, Any] = {"depth": "result", "reported_accuracy": 88.6, "records": 20}
    sheet = AuditDraft(name="sheet", coder_id=1, day=date(2026, 8, 1), depth="records", state="answered",
                       record_lines=lines, findings=found, actions=(action,), **head, **asked, **covers)  # fmt: skip
    return (
        AuditDraft(name="slip", coder_id=1, day=date(2026, 7, 9), **slip, **head, **covers),
        AuditDraft(name="counts", coder_id=2, day=date(2026, 7, 10), depth="counts", method="error_rate",
                   selection="focused", phase="pre_bill", feeds_accuracy=False, state="answered", findings=(loose,),
                   **sums, **head),
        sheet,
        sheet.but(name="asked", coder_id=2, day=date(2026, 8, 2), state="shared", selection="external", actions=(),
                  record_lines=lines[1:], findings=(FindingDraft(category_id=2, record="r2", change="added"),),
                  period_from=None, period_to=None),
        AuditDraft(name="begun", coder_id=2, day=date(2026, 8, 9), state="draft", matched=9, revised=1, added=0),
        AuditDraft(name="follow", coder_id=1, day=date(2026, 9, 1), selection="follow_up", feeds_accuracy=True,
                   method="drg", drg_reviewed=10, drg_right=9, records=10),
    )  # fmt: skip


def findings(sepsis: int, cause: int) -> tuple[FindingDraft, ...]:
    said: dict[str, Any] = {"answer": "rebut", "answer_reason": "the note says so"}
    gone: dict[str, Any] = {"outcome": "withdrawn", "outcome_reason": "the coder is right"}
    kept: dict[str, Any] = {"outcome": "upheld", "outcome_reason": "as written"}
    return (
        FindingDraft(category_id=sepsis, record="r1", direction="over", severity="harmful", root_cause_id=cause,
                     original_code="A41.9", corrected_code="N39.0", guideline="I.C.1.d", points=7.5,
                     note="seen twice", **said, **gone),
        FindingDraft(category_id=2, record="r2", change="added", direction="under", severity="high", root_cause_id=1,
                     corrected_code="E87.1", **said),
        FindingDraft(category_id=4, record="r2", change="none", severity="low", scored=False, note="advice"),
        FindingDraft(category_id=3, change="deleted", direction="over", original_code="I10", answer="agree", **kept),
    )  # fmt: skip


def rows(session: Session, model: type[models.Audit]) -> list[tuple[tuple[str, object], ...]]:
    """Return the live rows of a table in an order of their own, with names in place of numbers."""
    table = sa.inspect(model).local_table
    names = {
        key: dict(session.connection().execute(sa.select(other.id, getattr(other, name))).all())  # type: ignore[attr-defined]
        for key, (other, name) in NAMED.items()
    }
    left = ("id",) if model is models.AuditRecord else ("id", "position")  # lists keep their order, not its numbers
    found = session.connection().execute(sa.select(table).where(table.c.voided.is_(False))).mappings()
    plain = [
        tuple((key, names[key].get(value) if key in names else value) for key, value in row.items() if key not in left)
        for row in found
    ]
    return sorted(plain, key=repr)


@pytest.fixture
def pair(department: Desk, tmp_path: Path) -> tuple[Desk, Desk]:
    """A department with one audit of every kind, and a new one that its files were taken into."""
    department.write("Fill", fill)
    write_csv(department.read(exporting.everything, private=True), tmp_path / "files")
    second = Desk.create(tmp_path / "second.codedesk", "test")
    second.write("Import", importing.apply, read_draft(tmp_path / "files"))
    return department, second


def test_every_value_of_every_audit_row_comes_back(pair: tuple[Desk, Desk]) -> None:
    first, second = pair
    for model in TABLES:
        found = second.read(rows, model)
        assert found == first.read(rows, model), model.__name__
        assert found, model.__name__
    second.close()


def test_figures_lessons_compliance_and_reports_say_the_same(pair: tuple[Desk, Desk]) -> None:
    first, second = pair
    assert figures_document(second.read(team_figures, Q3, None, TODAY)) == figures_document(
        first.read(team_figures, Q3, None, TODAY)
    )
    one, other = (desk.read(audit_lessons, Q3, TODAY) for desk in pair)
    assert (other.by_category, other.by_cause, other.by_severity, other.apart) == (
        one.by_category, one.by_cause, one.by_severity, one.apart,
    )  # fmt: skip
    money, other_money = (desk.read(compliance, Q3, TODAY) for desk in pair)
    assert (other_money.money, other_money.drg) == (money.money, money.drg)
    assert (money.money.over_cents, money.money.records) == (0, 1)  # the finding of r1 was withdrawn
    for name in ("slip", "counts", "sheet", "asked", "follow"):
        reports = [desk.read(_report, name) for desk in pair]
        assert reports[0] == reports[1], name
    second.close()


def _report(session: Session, name: str) -> tuple[object, ...]:
    number = next(row.id for row in audits.audits(session) if row.name == name)
    found = audit_report(session, number, TODAY)
    return found.first, found.final, found.money, [(one.category, one.root_cause, one.points) for one in found.findings]
