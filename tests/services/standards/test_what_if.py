"""What if: two quarters under a draft, by hand, as storing it would make them, and without a trace in the file."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlmodel import Session, func, select

from codedesk.desk import Desk
from codedesk.metrics.figures import TeamFigures
from codedesk.models import Audit, Department
from codedesk.models.history import Change
from codedesk.models.standards import StandardDraft
from codedesk.periods import quarter
from codedesk.services.figures.figures import plain_figures
from codedesk.services.standards import standards
from codedesk.services.standards.what_if import WhatIfRow, what_if
from tests.services.figures.figure_department import SmallDepartment, engine_at, fill_lists

TODAY = date(2026, 10, 1)
Q2, Q3 = quarter(2026, 2), quarter(2026, 3)
INPATIENT = 1


@pytest.fixture
def department(tmp_path: Path) -> Iterator[SmallDepartment]:
    engine = engine_at(tmp_path / "what_if.db")
    with Session(engine) as session:
        small = fill_lists(SmallDepartment(session, {}))
        small.standard("IP", 2.5)
        small.coder("Ana Diaz")
        small.coder("Bo Chen")
        for month, charts in ((4, 20), (7, 22), (8, 22)):
            small.day("Ana Diaz", date(2026, month, 6), 10.0, {"IP": charts})
        small.day("Bo Chen", date(2026, 8, 3), 10.0, {"IP": 11})
        yield small
    engine.dispose()


def told(row: WhatIfRow) -> dict[tuple[str, str], tuple[float, float]]:
    return {
        (line.name, line.label): (round(line.now.pace.value or 0, 4), round(line.then.pace.value or 0, 4))
        for line in row.lines
    }


def test_who_would_read_how_under_two_point_two(department: SmallDepartment) -> None:
    """20 charts in 10 h: 8 ÷ 10 = 80 % at 2.5, 90.91 % at 2.2. 44 in 20 h: 88 and 100 %. Bo's 11 in 10 h: 44 and 50 %.

    The team in Q3: 55 charts in 30 h: 73.33 and 83.33 %.
    """
    row = what_if(
        department.session,
        StandardDraft(work_type_id=department.ids["IP"], effective_from=TODAY, pace=2.2, accuracy=95.0),
        TODAY,
    )
    assert told(row) == {
        ("Team", "Q2 2026"): (0.8, 0.9091),
        ("Ana Diaz", "Q2 2026"): (0.8, 0.9091),
        ("Team", "Q3 2026"): (0.7333, 0.8333),
        ("Ana Diaz", "Q3 2026"): (0.88, 1.0),
        ("Bo Chen", "Q3 2026"): (0.44, 0.5),
    }
    assert (row.since, row.along, row.reaches) == (Q2.start, True, True)
    assert row.as_it_is == "2.5 per hour from 1 Jan 2020"


def test_from_its_own_date_only_what_follows_reads_differently(department: SmallDepartment) -> None:
    """From 1 August: Ana's 22 of July earn 8.8, those of August 10: 18.8 ÷ 20 = 94 %."""
    draft = StandardDraft(work_type_id=department.ids["IP"], effective_from=date(2026, 8, 1), pace=2.2, accuracy=95.0)
    found = told(what_if(department.session, draft, TODAY, along=False))
    assert found["Team", "Q2 2026"] == (0.8, 0.8)
    assert found["Ana Diaz", "Q3 2026"] == (0.88, 0.94)
    later = what_if(
        department.session,
        StandardDraft(work_type_id=department.ids["IP"], effective_from=TODAY, pace=2.2, accuracy=95.0),
        TODAY,
        along=False,
    )
    assert not later.reaches


def test_the_accuracy_standard_is_tried_too(department: SmallDepartment) -> None:
    counts = {"matched": 96, "revised": 4, "added": 0, "deleted": 0, "records": 10}
    department.audit("Ana Diaz", "A 1", date(2026, 8, 3), "IP", depth="counts", state="final", **counts)
    row = what_if(
        department.session,
        StandardDraft(work_type_id=department.ids["IP"], effective_from=TODAY, pace=2.5, accuracy=97.0),
        TODAY,
    )
    ana = next(line for line in row.lines if line.name == "Ana Diaz" and line.label == "Q3 2026")
    assert (ana.now.accuracy.observed, ana.then.accuracy.observed) == ("met", "below")  # type: ignore[union-attr]


def paces(figures: TeamFigures) -> list[tuple[str, float | None, object]]:
    return [(block.coder, block.paired.pace.value, block.paired.accuracy) for block in (figures.team, *figures.coders)]


@pytest.mark.parametrize("since", [date(2026, 1, 15), date(2026, 5, 4), date(2026, 8, 17)])
def test_it_reads_as_storing_the_standard_would_make_it_read(sample: Desk, since: date) -> None:
    draft = StandardDraft(
        work_type_id=INPATIENT, effective_from=since, pace=14.0, accuracy=96.0, pace_unit="per_day", hours_per_day=8.0
    )
    tried = sample.read(what_if, draft, TODAY, along=False)
    sample.write("Add", standards.STANDARDS.add, draft)
    for period in (Q2, Q3):
        stored = {
            name: (pace, quality) for name, pace, quality in paces(sample.read(plain_figures, period, None, TODAY))
        }
        label = f"Q{2 if period == Q2 else 3} 2026"
        lines = [line for line in tried.lines if line.label == label]
        assert lines
        for line in lines:
            assert stored[line.name] == (line.then.pace.value, line.then.accuracy)


def test_a_correction_is_tried_in_its_place(sample: Desk) -> None:
    row = sample.read(standards.time_line, INPATIENT, TODAY)[0]
    draft = StandardDraft(
        work_type_id=INPATIENT,
        effective_from=row.effective_from + timedelta(100),
        pace=12.0,
        accuracy=95.0,
        pace_unit="per_day",
        hours_per_day=8.0,
    )
    tried = sample.read(what_if, draft, TODAY, row.id, along=False)
    sample.write("Correct", standards.STANDARDS.change, row.id, draft)
    stored = {name: pace for name, pace, _ in paces(sample.read(plain_figures, Q2, None, TODAY))}
    for line in (line for line in tried.lines if line.label == "Q2 2026"):
        assert stored[line.name] == line.then.pace.value


def test_what_is_kept_of_the_log_is_not_read_by_a_standard_that_is_only_tried(
    sample_path: Path, tmp_path: Path
) -> None:
    """Audits that name no work type reach for the log of their own time, which is then read for the first time."""
    other = tmp_path / "Other.codedesk"
    shutil.copy(sample_path, other)

    def unnamed(session: Session) -> None:
        department = session.get(Department, 1)
        assert department is not None
        department.accuracy_standard = None
        for audit in session.exec(select(Audit)):
            audit.work_type_id, audit.period_from, audit.period_to = None, date(2026, 1, 1), date(2026, 3, 31)

    told = []
    for path, tries in ((sample_path, True), (other, False)):
        desk = Desk.open(path, "manager")
        desk.write("Name no work type", unnamed)
        if tries:
            desk.read(
                what_if,
                StandardDraft(work_type_id=INPATIENT, effective_from=date(2025, 7, 1), pace=1.0, accuracy=50.0),
                TODAY,
            )
        told.append([desk.read(plain_figures, quarter(2026, number), None, TODAY) for number in (1, 2, 3)])
        desk.close()
    assert told[0] == told[1]


def test_nothing_is_stored_whatever_is_tried(sample: Desk) -> None:
    """Not a byte of the file, no entry of the history and no revision differ, and the figures stay what they were."""

    def entries(session: Session) -> int:
        return int(session.exec(select(func.count()).select_from(Change)).one())

    def trace() -> tuple[str, int, int]:
        files = sorted(sample.path.parent.glob(f"{sample.path.name}*"))
        content = b"".join(path.read_bytes() for path in files if path.suffix not in (".lock", ".shm"))
        return sha256(content).hexdigest(), sample.read(entries), sample.revision

    before, figures = trace(), sample.read(plain_figures, Q3, None, TODAY)
    for pace, since in ((10.0, TODAY), (20.0, date(2026, 5, 4))):
        for along in (True, False):
            assert sample.read(
                what_if,
                StandardDraft(work_type_id=INPATIENT, effective_from=since, pace=pace, accuracy=90.0),
                TODAY,
                along=along,
            ).lines
    assert trace() == before
    assert sample.read(plain_figures, Q3, None, TODAY) == figures
