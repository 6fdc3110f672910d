"""Adding, correcting and voiding standards: no figure before the date changes, and no packet that was given out."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models.standards import StandardDraft
from codedesk.periods import Period
from codedesk.services.reviews import given as reviews_given
from codedesk.services.reviews import reviews
from codedesk.services.standards import standards
from tests.services.figures.figure_department import SmallDepartment, engine_at, fill_lists
from tests.thorough import times

START, END = date(2026, 1, 1), date(2026, 6, 30)
UNITS = ("per_hour", "per_day", "per_week", "minutes_per_chart", "units_per_hour", "units_per_day")
DAYS = st.integers(0, (END - START).days).map(lambda number: START + timedelta(number))


@dataclass(frozen=True)
class Step:
    """One change: of which standard (by place), what is done, and the draft."""

    what: str
    place: int
    draft: StandardDraft


@st.composite
def steps(draw: st.DrawFn) -> Step:
    unit = draw(st.sampled_from(UNITS))
    units = draw(st.floats(0.1, 50)) if unit.startswith("units") else None
    draft = StandardDraft(
        work_type_id=1, effective_from=draw(DAYS), pace=draw(st.floats(0.5, 60)), accuracy=draw(st.floats(80, 100)),
        pace_unit=unit, hours_per_day=8.0, basis=draw(st.sampled_from(["productive", "paid"])),
        reason="because", units_per_chart=units,
    )  # fmt: skip
    return Step(draw(st.sampled_from(["add", "correct", "void"])), draw(st.integers(0, 3)), draft)


@contextmanager
def worked() -> Iterator[SmallDepartment]:
    """A coder who worked and was audited every week of half a year."""
    with tempfile.TemporaryDirectory() as folder:
        engine = engine_at(Path(folder) / "half.db")
        with Session(engine) as session:
            small = fill_lists(SmallDepartment(session, {}))
            small.standard("IP", 2.0, START - timedelta(400))
            small.standard("IP", 2.5, START + timedelta(60))
            small.coder("Ana Diaz", scheduled_hours_per_week=16.0)
            for week in range(25):
                day = START + timedelta(7 * week)
                small.day("Ana Diaz", day, 8.0, {"IP": 15 + week % 4}, {"meeting": 0.5})
                small.day("Ana Diaz", day + timedelta(1), 8.0, {"IP": 17})
                if week % 4 == 0:
                    counts = {"depth": "counts", "records": 10, "matched": 90, "revised": 4, "added": 2, "deleted": 1}
                    small.audit("Ana Diaz", f"A{week}", day, "IP", **counts)
            session.flush()
            yield small
        engine.dispose()


def change(session: Session, step: Step) -> date | None:
    """Do a step; return the first day that it touches, None where it was refused."""
    line = standards.time_line(session, 1, END)
    try:
        if step.what == "add":
            standards.STANDARDS.add(session, step.draft)
            return step.draft.effective_from
        row = line[step.place % len(line)] if line else None
        if row is None:
            return None
        if step.what == "void":
            standards.STANDARDS.void(session, row.id, "typed twice")
            return row.effective_from
        standards.STANDARDS.change(session, row.id, step.draft)
        return min(row.effective_from, step.draft.effective_from)
    except Refused:
        return None


@settings(max_examples=times(3), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(steps(), min_size=1, max_size=4))
def test_no_figure_before_the_date_of_a_change_ever_changes(drawn: list[Step]) -> None:
    with worked() as small:
        for step in drawn:
            days = [START + timedelta(30 * month) for month in range(1, 7)]
            before = {day: small.document(Period(START, day - timedelta(1))) for day in days}
            touched = change(small.session, step)
            for day, document in before.items():
                if touched is None or day <= touched:
                    assert small.document(Period(START, day - timedelta(1))) == document


def test_a_standard_of_the_next_day_leaves_the_last_week_of_a_chart_as_it_was() -> None:
    """A period that ends on a Monday, and a standard from the Tuesday: most of that week is read by it, later."""
    with worked() as small:
        monday = Period(START, END - timedelta(1))
        before = small.document(monday)
        assert monday.end.weekday() == 0
        assert (
            change(
                small.session,
                Step(
                    "add",
                    0,
                    StandardDraft(work_type_id=1, effective_from=END, pace=1.0, accuracy=95.0, reason="because"),
                ),
            )
            == END
        )
        assert small.document(monday) == before
        assert small.document(Period(START, END)) != before


def test_a_change_does_reach_the_days_from_its_date_on() -> None:
    with worked() as small:
        before = small.document(Period(START, END))
        draft = StandardDraft(
            work_type_id=1, effective_from=START + timedelta(30), pace=9.0, accuracy=95.0, reason="because"
        )
        assert change(small.session, Step("add", 0, draft)) == draft.effective_from
        assert small.document(Period(START, END)) != before


def test_a_given_packet_stays_as_it_was_byte_for_byte_and_says_what_changed_since(sample: Desk) -> None:
    quarter, today = Period(date(2026, 7, 1), date(2026, 9, 30)), date(2026, 10, 5)
    sample.write("Ready", reviews.set_state, 1, quarter, "ready", today)
    row = sample.read(reviews_given.packet_to_give, 1, quarter, today)
    pages = b"%PDF the pages as they were given"
    sample.write("Give", reviews_given.give, 1, quarter, today, row.fingerprint, pages)
    kept = sample.read(reviews_given.as_given, 1, quarter)
    for work_type in sample.read(standards.work_types, today):
        for line in sample.read(standards.time_line, work_type.id, today):
            sample.write("Void", standards.STANDARDS.void, line.id, "a new policy")
        draft = StandardDraft(
            work_type_id=work_type.id, effective_from=date(2024, 1, 1), pace=1.5, accuracy=90.0, reason="a new policy"
        )
        sample.write("Add", standards.STANDARDS.add, draft)
    assert sample.read(reviews_given.as_given, 1, quarter) == kept
    assert kept is not None
    assert kept[0].sha256 == hashlib.sha256(pages).hexdigest()
    now = sample.read(reviews_given.packet, 1, quarter, today)
    assert now.fingerprint != row.fingerprint
    assert now.changes
