"""What pages show beside the figures is kept, and is that of a cold reading after any change that it rests on."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session

from codedesk.methods import METHODS
from codedesk.models import CorrectiveAction, EducationItem, MethodPolicy, OtherTime, Standard
from codedesk.services.audits.policy_results import policy_results
from codedesk.services.people.coder_view import coder_page
from codedesk.services.people.team import team_page
from tests.services.figures.test_kept_warm import (
    ANA,
    PERIODS,
    TODAY,
    Action,
    added,
    audited,
    cold,
    imported,
    of_the_last_audit,
    void_audit,
)
from tests.services.team import MONDAY, Team

PERIOD = PERIODS[1]


def team(session: Session) -> Any:
    return team_page(session, PERIOD, TODAY)


def coder(session: Session) -> Any:
    return coder_page(session, 1, PERIOD, "period", TODAY)


def policy(session: Session) -> Any:
    return policy_results(session, PERIOD, TODAY)


Ask = Callable[[Session], Any]
DAY = PERIOD.start + timedelta(9)


def asked_for(session: Session) -> None:
    session.add(MethodPolicy(effective_from=MONDAY, method=METHODS[0], accuracy=97, charts_per_quarter=20))


CHANGES: dict[str, tuple[Action, set[Ask]]] = {
    "a cell": (lambda made: made.set(ANA, "charts", 31, "Inpatient", DAY), {team, coder}),
    "other time": (added(lambda: OtherTime(work_day_id=3, category_id=2, hours=2.0)), {team, coder}),
    "a review that is due": (
        lambda made: made.desk.write("Review", lambda session: setattr(
            session.get_one(Standard, 1), "review_due", TODAY)), {team}),
    "an audit gone": (
        of_the_last_audit(lambda session, audit: void_audit(session, audit, "wrong one")), {team, coder, policy}),
    "an action": (added(lambda: CorrectiveAction(audit_id=1, gap="Sequencing", due_on=PERIOD.start)), {team}),
    "education": (
        added(lambda: EducationItem(coder_id=1, topic="Sequencing", audit_id=1, due_on=TODAY)), {policy}),
    "a policy": (lambda made: made.desk.write("Policy", asked_for), {policy}),
}  # fmt: skip


def test_pages_follow_every_change(tmp_path: Path) -> None:
    made = Team(tmp_path)
    imported(PERIOD.start, 10, update=True)(made)
    for right, wrong in ((8, 2), (9, 1)):
        audited(ANA, "Inpatient", DAY, right, wrong, findings=True)(made)
    pages: tuple[Ask, ...] = team, coder, policy
    before = {page: made.desk.read(page) for page in pages}
    for change, (act, shows) in CHANGES.items():
        act(made)
        after = {page: made.desk.read(page) for page in pages}
        assert after == {page: made.desk.read(cold, page) for page in pages}, change
        assert {page for page in pages if after[page] != before[page]} == shows, change
        before = after
    made.desk.close()
