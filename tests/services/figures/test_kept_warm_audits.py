"""Figures follow a change of nothing but the records or the findings of an audit: its own row stays as it was."""

import gc
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from weakref import ref

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from codedesk.errors import Refused
from codedesk.metrics.figures import Accuracy
from codedesk.models import AuditRecord, Finding
from codedesk.models.audits import AuditDraft
from codedesk.services.audits.audits import open_audit, save_audit
from codedesk.services.figures import audited as audited_figures
from codedesk.services.figures.figures import team_figures
from codedesk.services.figures.frames import frames_of
from tests.services.figures.test_kept_warm import (
    ANA,
    PERIODS,
    TODAY,
    Action,
    agree,
    audited,
    audits,
    imported,
    of_the_last_audit,
    put_back,
    values_of,
    work,
)
from tests.services.team import MONDAY, Team
from tests.thorough import times


def recounted(at: int, right: int, wrong: int, what: str | None) -> Action:
    """Save the last audit with other counts on one record, or that record as other work: the audit's own row stays."""

    def act(team: Team) -> None:
        def step(session: Session, audit: int) -> None:
            draft = open_audit(session, audit)
            if not draft.record_lines:
                raise Refused("no records to count again")
            lines = list(draft.record_lines)
            place = at % len(lines)
            kind = lines[place].work_type_id if what is None else team.types[what]
            lines[place] = lines[place].but(matched=right, revised=wrong, work_type_id=kind)
            save_audit(session, AuditDraft(**{**values_of(draft), "record_lines": tuple(lines)}))

        of_the_last_audit(step)(team)

    return act


def one_record(table: type[AuditRecord | Finding], at: int, values: dict[str, Any]) -> Action:
    """Change a row of an audit by itself, and nothing else of that audit."""

    def step(session: Session) -> None:
        rows = session.exec(select(table).where(table.voided == False)).all()  # noqa: E712 - a column
        if not rows:
            raise Refused("there is none")
        row = rows[at % len(rows)]
        for name, value in values.items():
            setattr(row, name, value)

    return lambda team: team.desk.write("Change a row of an audit", step)


def one_more_record(right: int, wrong: int) -> Action:
    """Put a record beside those of the first audit that has some."""

    def step(session: Session) -> None:
        first = session.exec(select(AuditRecord).where(AuditRecord.voided == False)).first()  # noqa: E712 - a column
        if first is None:
            raise Refused("there is none")
        count = len(session.exec(select(AuditRecord)).all())
        session.add(AuditRecord(audit_id=first.audit_id, reference=f"more {count}", matched=right, added=wrong))

    return lambda team: team.desk.write("Add a record", step)


records = st.one_of(
    st.builds(recounted, st.integers(0, 5), st.integers(0, 12), st.integers(0, 3), st.one_of(st.none(), work)),
    st.builds(one_record, st.just(AuditRecord), st.integers(0, 9), st.fixed_dictionaries(
        {}, optional={"matched": st.integers(0, 12), "deleted": st.integers(0, 3), "drg_right": st.booleans()})),
    st.builds(one_record, st.just(AuditRecord), st.integers(0, 9), st.just({"voided": True})),
    st.builds(one_record, st.just(Finding), st.integers(0, 9), st.fixed_dictionaries(
        {}, optional={"outcome": st.sampled_from(("", "upheld", "withdrawn")), "scored": st.booleans()})),
    st.builds(one_more_record, st.integers(0, 12), st.integers(0, 2)),
)  # fmt: skip


@settings(max_examples=times(3), deadline=None)
@given(st.lists(st.one_of(records, records, audits, st.just(put_back), st.just(lambda team: team.desk.undo())),
                min_size=3, max_size=10))  # fmt: skip
def test_after_a_change_of_nothing_but_records_figures_are_those_of_a_cold_reading(actions: list[Action]) -> None:
    with TemporaryDirectory() as folder:
        team = Team(Path(folder))
        imported(MONDAY, 10, update=True)(team)
        for number in range(6):  # of a year, so that some lie behind the periods
            day = MONDAY - timedelta(60 * number)
            audited((ANA, "Bo Chen")[number % 2], "Inpatient", day, 5 + number, 1 + number % 2, findings=True)(team)
        team.desk.read(agree)
        for action in actions:
            with suppress(Refused):
                action(team)
            team.desk.read(agree)
        team.desk.close()


def test_a_record_alone_changes_the_accuracy_at_once(tmp_path: Path) -> None:
    team = Team(tmp_path)
    imported(MONDAY, 10, update=True)(team)
    audited(ANA, "Inpatient", date(2026, 7, 8), 8, 2, findings=True)(team)

    def right_of_reviewed() -> tuple[float, float]:
        found = team.desk.read(team_figures, PERIODS[1], (1,), TODAY).coders[0].paired.accuracy
        assert isinstance(found, Accuracy)
        return found.correct, found.reviewed

    before = right_of_reviewed()
    assert before == (24, 30)  # three charts of 8 right and 2 revised codes
    one_record(AuditRecord, 0, {"matched": 10, "revised": 0})(team)
    assert right_of_reviewed() == (26, 30)
    one_record(AuditRecord, 0, {"voided": True})(team)
    assert right_of_reviewed() == (16, 20)
    team.desk.undo()
    team.desk.undo()
    assert right_of_reviewed() == before
    team.desk.close()


def test_figures_of_before_a_change_keep_no_audits_of_then(tmp_path: Path) -> None:
    """Bo's figures are kept from before, and not asked for again: in years of use such answers are hundreds."""
    team = Team(tmp_path)
    imported(MONDAY, 10, update=True)(team)
    for coder in (ANA, "Bo Chen"):
        audited(coder, "Inpatient", date(2026, 7, 8), 8, 2, findings=True)(team)
    team.desk.read(team_figures, PERIODS[1], None, TODAY)
    then = team.desk.read(_of_audits)
    audited(ANA, "Inpatient", date(2026, 7, 9), 8, 2, findings=True)(team)
    team.desk.read(team_figures, PERIODS[1], (team.coders[ANA],), TODAY)
    gc.collect()
    assert [each() for each in then] == [None, None]
    team.desk.close()


def _of_audits(session: Session) -> tuple[ref[Any], ...]:
    return tuple(map(ref, audited_figures.audited(session, PERIODS[1], frames_of(session, PERIODS[1]))))
