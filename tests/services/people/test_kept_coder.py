"""The coder's page from what is kept is that of a cold reading: after a cell, an audit, its records, its findings."""

from pathlib import Path

import pytest
from sqlmodel import Session, select

from codedesk.models import AuditRecord, Finding, FindingCategory, RootCause
from codedesk.services.audits.audits import void_audit
from codedesk.services.figures.figures import coder_figures, team_figures
from codedesk.services.people.coder_view import coder_page
from tests.services.figures.test_kept_warm import (
    ANA,
    PERIODS,
    TODAY,
    Action,
    audited,
    cold,
    imported,
    of_the_last_audit,
)
from tests.services.team import MONDAY, Team

PERIOD = PERIODS[1]


def changed(table: type[AuditRecord | Finding | FindingCategory | RootCause], **values: object) -> Action:
    def step(session: Session) -> None:
        for row in session.exec(select(table)).all():
            for name, value in values.items():
                setattr(row, name, value)

    return lambda team: team.desk.write("Change", step)


CHANGES = {
    "a cell": lambda team: team.set(ANA, "charts", 31, "Inpatient", MONDAY),
    "an audit": audited(ANA, "Inpatient", MONDAY, 7, 2, findings=True),
    "an audit before": audited(ANA, "Inpatient", PERIOD.start.replace(month=5), 6, 2, findings=True),
    "an audit gone": of_the_last_audit(lambda session, audit: void_audit(session, audit, "wrong one")),
    "records gone": changed(AuditRecord, voided=True),
    "findings withdrawn": changed(Finding, outcome="withdrawn"),
    "findings that do not count": changed(FindingCategory, scored=False),
    "undone": lambda team: team.desk.undo(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_page_follows_every_change(tmp_path: Path, change: str) -> None:
    team = Team(tmp_path)
    imported(MONDAY, 10, update=True)(team)
    for right, wrong in ((8, 2), (9, 1)):
        audited(ANA, "Inpatient", MONDAY, right, wrong, findings=True)(team)
    ask = lambda session: coder_page(session, 1, PERIOD, "year", TODAY)  # noqa: E731
    before = team.desk.read(ask)
    CHANGES[change](team)
    after = team.desk.read(ask)
    assert after == team.desk.read(lambda session: cold(session, ask))
    assert after != before
    team.desk.close()


@pytest.mark.parametrize("change", ["a day before", "an audit before"])
def test_all_time_begins_with_the_first_day_or_audit_that_is_there_now(tmp_path: Path, change: str) -> None:
    team = Team(tmp_path)
    imported(MONDAY, 10, update=True)(team)
    ask = lambda session: coder_page(session, 1, PERIOD, "all", TODAY)  # noqa: E731
    assert team.desk.read(ask).span.start == MONDAY
    early = PERIOD.start.replace(month=5)
    before: dict[str, Action] = {
        "a day before": lambda team: team.set(ANA, "charts", 7, "Inpatient", early),
        "an audit before": audited(ANA, "Inpatient", early, 6, 2, findings=False),
    }
    before[change](team)
    after = team.desk.read(ask)
    assert after.span.start == early
    assert after == team.desk.read(lambda session: cold(session, ask))
    team.desk.close()


def test_one_coder_s_figures_are_those_beside_the_team_s(tmp_path: Path) -> None:
    team = Team(tmp_path)
    imported(MONDAY, 10, update=True)(team)
    audited(ANA, "Inpatient", MONDAY, 8, 2, findings=True)(team)
    both = team.desk.read(team_figures, PERIOD, None, TODAY).coders
    assert [team.desk.read(coder_figures, PERIOD, block.coder_id, TODAY) for block in both] == list(both)
    assert team.desk.read(coder_figures, PERIOD, 99, TODAY) is None
    team.desk.close()
