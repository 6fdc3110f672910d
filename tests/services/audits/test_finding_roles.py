"""The role of a finding category: scoring goes by it, whatever the category is called."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from codedesk.desk import Desk
from codedesk.exchange.csv_reading import read_text
from codedesk.metrics.figures import Accuracy
from codedesk.models import Coder, FindingCategory
from codedesk.models.audits import AuditDraft, FindingDraft, RecordDraft
from codedesk.periods import quarter
from codedesk.services.audits import audits, results
from codedesk.services.department.starters import role_of
from codedesk.services.figures.figures import team_figures
from codedesk.services.files import importing
from codedesk.services.files.plans import ImportDraft
from codedesk.services.files.sheets import BY_FILE

RENAMED = {"DRG": "grouper result", "principal diagnosis": "reason for the stay"}


def _rename(session: Session) -> None:
    for row in session.exec(select(FindingCategory)):
        row.name = RENAMED.get(row.name, row.name)


def _roles(session: Session) -> dict[str, str]:
    query = select(FindingCategory).where(col(FindingCategory.voided).is_(False), col(FindingCategory.role) != "")
    return {row.name: row.role for row in session.exec(query)}


def _draft(session: Session) -> AuditDraft:
    """One record with a changed principal diagnosis that moved the DRG, and nine clean ones."""
    by_role = {row.role: row.key for row in session.exec(select(FindingCategory)) if row.name in RENAMED.values()}
    lines = [
        RecordDraft(reference="1", matched=9, revised=1, added=0, deleted=0, principal_right=False, drg_right=False)
    ]
    lines += [
        RecordDraft(reference=str(number), matched=10, principal_right=True, drg_right=True) for number in range(2, 11)
    ]
    findings = (
        FindingDraft(category_id=by_role["principal"], record="1"),
        FindingDraft(category_id=by_role["drg"], record="1", change="none"),
    )
    return AuditDraft(
        name="July", coder_id=1, day=date(2026, 7, 6), method="weighted", depth="records",
        record_lines=tuple(lines), findings=findings,
    )  # fmt: skip


def test_the_starters_have_their_roles(department: Desk) -> None:
    assert department.read(_roles) == {"principal diagnosis": "principal", "DRG": "drg", "APC": "drg"}


def test_a_renamed_drg_category_is_charged_once_at_its_own_weight(department: Desk) -> None:
    department.write("Rename", _rename)
    department.write("Add a coder", lambda session: session.add(Coder(name="Ana Diaz", started_on=date(2024, 1, 1))))
    draft = department.read(_draft)
    preview = department.read(results.preview, draft)
    assert isinstance(preview, Accuracy)
    assert preview.value == pytest.approx((75 + 9 * 100) / 1000)  # 25 for the DRG in place of 15 for the diagnosis
    department.write("Save", audits.save_audit, draft)
    figures = department.read(team_figures, quarter(2026, 3), None, date(2026, 9, 30))
    pooled = figures.coders[0].paired.accuracy
    assert isinstance(pooled, Accuracy)
    assert pooled.value == pytest.approx(0.975)


def test_a_renamed_principal_finding_that_is_withdrawn_makes_the_principal_right(department: Desk) -> None:
    department.write("Rename", _rename)
    draft = department.read(_draft)
    first, second = draft.findings
    for outcome, right in (("upheld", 108), ("withdrawn", 110)):
        changed = FindingDraft(
            category_id=first.category_id, record="1", answer="rebut", answer_reason="r", outcome=outcome
        )
        answered = AuditDraft(**{**_values(draft), "method": "error_rate", "findings": (changed, second)})
        result = department.read(results.preview, answered)
        assert isinstance(result, Accuracy)
        # 1 revised + 1 principal changed of 100 codes + 10 records; withdrawn: both are right again
        assert result.value == pytest.approx(right / 110)


def _values(draft: AuditDraft) -> dict[str, object]:
    return dict(draft)


def _take_in(desk: Desk, text: str, *, update: bool = False) -> None:
    sheet = read_text(BY_FILE["finding_categories.csv"], text, "finding_categories.csv")
    desk.write("Import", importing.apply, ImportDraft((sheet,), update=update))


def test_a_file_without_the_column_takes_the_starters_roles(department: Desk) -> None:
    _take_in(department, "category,points\nPrincipal diagnosis,15\nMS-DRG,25\nmodifier,5\n")
    assert department.read(_roles) == {"Principal diagnosis": "principal", "MS-DRG": "drg"}


def test_a_file_with_the_column_says_it(department: Desk) -> None:
    _take_in(department, "category,points,role\nprincipal diagnosis,15,\ngrouper,25,drg\n", update=True)
    assert department.read(_roles) == {"grouper": "drg"}


def test_a_later_file_without_the_column_keeps_the_role(department: Desk) -> None:
    department.write("Rename", _rename)
    department.write("Add a coder", lambda session: session.add(Coder(name="Ana Diaz", started_on=date(2024, 1, 1))))
    _take_in(department, "category,points\ngrouper result,30\n", update=True)
    assert department.read(_roles)["grouper result"] == "drg"


@pytest.mark.parametrize(
    ("name", "role"),
    [("Principal diagnosis", "principal"), ("APC", "drg"), ("drg shift", "drg"), ("principally fine", ""), ("HCC", "")],
)
def test_a_name_alone_gives_a_role_only_as_the_starters_are_called(name: str, role: str) -> None:
    assert role_of(name) == role
