"""The database numbers what an import stores, also where its next numbers are not those that were planned."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from codedesk.desk import Desk
from codedesk.models import Audit, AuditRecord, Coder, Finding, WorkDay, WorkLine, WorkType
from codedesk.services import bulk
from tests.services.files.test_importing import TEAM, lines, take_in

FILES = {
    **TEAM,
    "coders.csv": "coder,started_on,mentor\nAna Diaz,2026-01-01,Bo Lind\nBo Lind,2026-01-01,\n",
    "log.csv": "date,coder,work_type,charts\n2026-07-01,Ana Diaz,Inpatient,6\n2026-07-01,Bo Lind,Emergency,40\n",
    "audits.csv": "audit,date,coder,method\nA1,2026-07-31,Bo Lind,code_over_code\n",
    "records.csv": "audit,record,matched,revised,added,deleted\nA1,R1,9,1,0,0\nA1,R2,8,0,0,0\n",
    "findings.csv": "audit,record,category,direction,original_code,corrected_code\nA1,R1,Modifier,under,1,2\n",
}


@pytest.fixture
def numbers_were_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a server: a step that was refused has used numbers up, so that those given are not those planned."""
    real = bulk.highest_id
    planned: set[object] = set()

    def ahead(session: Session, model: type[WorkDay]) -> int:
        first_time = model not in planned
        planned.add(model)
        return real(session, model) + 700 * first_time

    monkeypatch.setattr(bulk, "highest_id", ahead)


@pytest.mark.usefixtures("numbers_were_lost")
def test_what_refers_to_a_planned_row_finds_it_under_the_number_it_was_given(department: Desk) -> None:
    take_in(department, FILES)
    assert department.read(lines) == [
        (date(2026, 7, 1), "Ana Diaz", "Inpatient", 6, None, 1.0, ""),
        (date(2026, 7, 1), "Bo Lind", "Emergency", 40, None, 1.0, ""),
    ]
    assert department.read(_mentors) == {"Ana Diaz": "Bo Lind", "Bo Lind": None}
    assert department.read(_found) == [("Bo Lind", "A1", "R1")]
    assert department.read(_highest) < 700


def test_the_next_row_gets_a_number_of_its_own(department: Desk) -> None:
    take_in(department, FILES)
    department.write("One by hand", lambda session: session.add(WorkType(name="Clinic")))
    take_in(department, {"work_types.csv": "work_type\nObservation\n"})
    names = department.read(lambda session: [row.name for row in session.exec(select(WorkType))])
    assert names.count("Clinic") == names.count("Observation") == 1


def test_an_import_under_other_numbers_is_taken_back_whole(department: Desk) -> None:
    take_in(department, FILES)
    department.undo()
    assert department.read(lines) == []
    department.redo()
    assert [line[3] for line in department.read(lines)] == [6, 40]


def _mentors(session: Session) -> dict[str, str | None]:
    coders = {coder.id: coder for coder in session.exec(select(Coder))}
    return {
        coder.name: coders[coder.mentor_id].name if coder.mentor_id is not None else None for coder in coders.values()
    }


def _found(session: Session) -> list[tuple[str, str, str]]:
    query = (
        select(Coder.name, Audit.name, AuditRecord.reference)
        .join(Audit, col(Audit.coder_id) == Coder.id)
        .join(Finding, col(Finding.audit_id) == Audit.id)
        .join(AuditRecord, col(Finding.record_id) == AuditRecord.id)
    )
    return [tuple(row) for row in session.exec(query)]  # type: ignore[misc]


def _highest(session: Session) -> int:
    return max(bulk.highest_id(session, model) for model in (Coder, WorkDay, WorkLine, Audit, AuditRecord, Finding))
