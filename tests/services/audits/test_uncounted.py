"""Which audited charts are not part of an accuracy, and why: of 43 that are audited, 23 count."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.methods import Method
from codedesk.models import Coder
from codedesk.models.audit_words import AuditDepth, AuditState, Selection
from codedesk.models.audits import AuditDraft
from codedesk.periods import Period
from codedesk.services.audits.audits import save_audit
from codedesk.services.audits.uncounted import uncounted
from tests.departments import new_department

Q3 = Period(date(2026, 7, 1), date(2026, 9, 30))
ANA, BEN = 1, 2


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = new_department(tmp_path / "team.codedesk", "manager", None, _with_team)
    yield opened
    opened.close()


def _with_team(desk: Desk) -> None:
    desk.write("Add the team", _team)


def _team(session: Session) -> None:
    session.add(Coder(id=ANA, name="Ana Diaz", started_on=date(2024, 1, 1)))
    session.add(Coder(id=BEN, name="Ben Ode", started_on=date(2024, 1, 1)))


def audited(desk: Desk, of_august: int, charts: int | None, coder: int = ANA, **what: object) -> None:
    slip = AuditDraft(
        name=f"{of_august} of {coder}",
        coder_id=coder,
        day=date(2026, 8, of_august),
        depth=AuditDepth.RESULT,
        records=charts,
        reported_accuracy=95.0,
        state=AuditState.FINAL,
    )
    desk.write("Add an audit", save_audit, slip.but(**what))


def told(desk: Desk, coder: int | None = ANA) -> list[str]:
    return [row.words for row in desk.read(uncounted, Q3).get(coder, ())]


def test_where_every_chart_counts_nothing_is_said(desk: Desk) -> None:
    audited(desk, 3, 23)
    assert desk.read(uncounted, Q3) == {}


def test_a_focused_audit_is_told_with_its_charts_of_the_coder_and_of_the_team(desk: Desk) -> None:
    audited(desk, 3, 23)
    audited(desk, 4, 20, selection=Selection.FOCUSED, feeds_accuracy=False)
    audited(desk, 5, 30, BEN)
    assert told(desk) == ["20 charts in 1 audit chosen, not drawn at random (focused)"]
    assert told(desk, None) == told(desk)
    assert told(desk, BEN) == []


def test_drafts_other_methods_and_what_was_marked_are_told_apart(desk: Desk) -> None:
    audited(desk, 3, 10, method=Method.RECORD)
    audited(desk, 4, 5, state=AuditState.DRAFT)
    audited(desk, 5, 1, feeds_accuracy=False)
    audited(desk, 6, 23)
    assert told(desk) == [
        "10 charts in 1 audit by another method (record over record)",
        "5 charts in 1 audit still in draft",
        "1 chart in 1 audit drawn at random, yet marked not to count",
    ]


def test_charts_that_are_not_known_are_not_made_up_and_another_quarter_is_not_told(desk: Desk) -> None:
    focused = {"selection": Selection.FOCUSED, "feeds_accuracy": False}
    audited(desk, 3, 4, **focused)
    audited(desk, 4, None, depth=AuditDepth.COUNTS, matched=90, revised=2, added=1, **focused)
    audited(desk, 5, 9, **{**focused, "day": date(2026, 10, 5)})
    assert told(desk) == ["2 audits chosen, not drawn at random (focused)"]


def test_of_the_team_what_is_not_by_the_method_of_most_coders_is_not_counted(desk: Desk) -> None:
    """The latest audit is by records: that is what counts for Ben, whose other audit does not, not of the team."""
    audited(desk, 3, 10)
    audited(desk, 4, 20, coder=BEN)
    audited(desk, 5, 5, coder=BEN, method=Method.RECORD)
    assert told(desk) == []
    assert told(desk, BEN) == ["20 charts in 1 audit by another method (code over code)"]
    assert told(desk, None) == ["5 charts in 1 audit by another method (record over record)"]
