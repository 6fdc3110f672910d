"""A standard counts from its date on: adding, correcting or voiding one never changes a figure before it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.metrics.figures import Accuracy, Pace, TeamFigures
from codedesk.models import Audit, Coder, WorkDay, WorkLine, WorkType
from codedesk.models.standards import StandardDraft
from codedesk.periods import Period
from codedesk.services.figures.figures import team_figures
from codedesk.services.standards import standards
from tests.thorough import times

START, CUT, END = date(2026, 1, 5), date(2026, 4, 1), date(2026, 6, 26)
BEFORE = Period(START, CUT - timedelta(1))
AFTER = Period(CUT, END)


def _log(session: Session) -> None:
    session.add(WorkType(id=1, name="Inpatient"))
    session.add(Coder(id=1, name="Ana Diaz", started_on=date(2024, 1, 1)))
    day, number = START, 0
    while day <= END:
        if day.weekday() < 5:
            number += 1
            session.add(WorkDay(id=number, coder_id=1, day=day, paid_hours=8.0))
            session.flush()
            session.add(WorkLine(work_day_id=number, work_type_id=1, charts=16 + number % 7))
        day += timedelta(1)
    counts = {"records": 10, "matched": 95, "revised": 3, "added": 4, "deleted": 2}
    session.add(Audit(name="early", coder_id=1, work_type_id=1, day=date(2026, 3, 3), **counts))
    session.add(Audit(name="late", coder_id=1, work_type_id=1, day=date(2026, 5, 5), **counts))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = Desk.create(Path(tmp_path_factory.mktemp("reach")) / "team.codedesk", "manager")
    opened.write("Add the log", _log)
    opened.write(
        "Add",
        standards.STANDARDS.add,
        StandardDraft(work_type_id=1, effective_from=date(2026, 1, 1), pace=3.0, accuracy=93.0),
    )
    yield opened
    opened.close()


def _figures(desk: Desk, period: Period) -> tuple[Pace, Accuracy]:
    found: TeamFigures = desk.read(team_figures, period, None, END)
    paired = found.coders[0].paired
    assert isinstance(paired.accuracy, Accuracy)
    return paired.pace, paired.accuracy


PACES = st.floats(0.5, 60, allow_nan=False)
CHANGES = st.builds(
    StandardDraft,
    work_type_id=st.just(1),
    effective_from=st.dates(CUT, END),
    pace=PACES,
    accuracy=st.floats(50, 100),
    pace_unit=st.sampled_from(("per_hour", "per_day", "per_week", "minutes_per_chart")),
    basis=st.sampled_from(("productive", "paid")),
)


@settings(max_examples=times(8), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=CHANGES, again=CHANGES)
def test_no_change_of_a_standard_reaches_back_before_its_date(
    desk: Desk, first: StandardDraft, again: StandardDraft
) -> None:
    early = _figures(desk, BEFORE)
    late = _figures(desk, AFTER)
    number = desk.write("Add", standards.STANDARDS.add, first)
    assert _figures(desk, BEFORE) == early
    desk.write("Correct", standards.STANDARDS.change, number, again)
    assert _figures(desk, BEFORE) == early
    desk.write("Void", standards.STANDARDS.void, number, "tried out")
    assert _figures(desk, BEFORE) == early
    assert _figures(desk, AFTER) == late


def test_the_new_standard_counts_from_its_very_day(desk: Desk) -> None:
    pace, accuracy = _figures(desk, AFTER)
    number = desk.write(
        "Add", standards.STANDARDS.add, StandardDraft(work_type_id=1, effective_from=CUT, pace=1.5, accuracy=90.0)
    )
    halved, read_anew = _figures(desk, AFTER)
    assert halved.earned_hours == pytest.approx(2 * pace.earned_hours)
    assert (accuracy.standard, read_anew.standard) == (pytest.approx(0.93), pytest.approx(0.90))
    assert read_anew.value == accuracy.value
    desk.write("Void", standards.STANDARDS.void, number, "tried out")
