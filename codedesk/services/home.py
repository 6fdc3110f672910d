"""What is due and where to begin: gathered from what the other services know, a line for each kind of thing.

Here lives only the gathering. What depends on anything but the log is kept until something else is changed, and the
signals, for which two years are read, are a question of their own.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlmodel import Session, col, select

from codedesk import periods
from codedesk.formats import day as day_words
from codedesk.formats import plural, weekday
from codedesk.models import WorkDay
from codedesk.models.review_words import ReviewState
from codedesk.periods import Period
from codedesk.services.audits import answers as audits_answers
from codedesk.services.audits import plans
from codedesk.services.audits.answers import WaitingRow
from codedesk.services.cache import beside_the_log
from codedesk.services.days.days import all_coders, finished_days
from codedesk.services.days.weeks import LOOK_BACK_DAYS
from codedesk.services.department.departments import year_of
from codedesk.services.figures.figures import read_ahead, team_figures
from codedesk.services.live import live
from codedesk.services.people import education
from codedesk.services.people.schedules import Rota
from codedesk.services.reviews.texts import states
from codedesk.services.standards import standards

DutyKind = Literal["days", "waiting", "audits", "actions", "standards", "reviews", "signals"]
SOON = timedelta(7)
_NAMED = 4
_TO_GIVE = (ReviewState.DRAFT, ReviewState.READY)


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One kind of thing that is due: how many, in words, and where it begins.

    words: "3 days are not finished"; detail: which or whose; late: whether a date has gone by. day, period and number
    say where to begin: the oldest day, the quarter meant, the number of the first row.
    """

    kind: DutyKind
    amount: int
    words: str
    detail: str = ""
    late: bool = False
    day: date | None = None
    period: Period | None = None
    number: int | None = None


def duties(session: Session, today: date) -> tuple[DutyRow, ...]:
    """List what is due today, all but the signals; a kind of which nothing is due is left out."""
    beside = beside_the_log(session, ("home", today), lambda: _beside_the_log(session, today))
    found = (_days(session, today), *beside, _reviews(session, today))
    return tuple(row for row in found if row is not None)


def signals_ahead(session: Session, today: date, step: int) -> bool:
    """Read one short part of what signals_due needs, by its number from 0; tell whether there is a next."""
    return read_ahead(session, periods.quarter_of(today, year_of(session)), today, step)


def signals_due(session: Session, today: date) -> DutyRow | None:
    """Count the signals of this quarter that nobody answered, each once, however many coders show it."""
    period = periods.quarter_of(today, year_of(session))
    figures = team_figures(session, period, today=today)
    whose: dict[tuple[object, ...], str] = {}
    for block in (figures.team, *figures.coders):
        for one in block.signals:
            if one.open:
                key = (one.coder_id, one.work_type_id, one.measure, one.level, one.mark, one.since)
                whose.setdefault(key, block.coder if one.coder_id is not None else "the team and its work types")
    if not whose:
        return None
    amount = len(whose)
    words = f"{plural(amount, 'signal')} {_is(amount)} not answered"
    return DutyRow("signals", amount, words, _counted(whose.values()), period=period)


def _days(session: Session, today: date) -> DutyRow | None:
    """Find the days of the last four weeks, today too, on which somebody was due and that are not finished."""
    period = Period(today - timedelta(LOOK_BACK_DAYS), today)
    finished, rota, coders = finished_days(session, period), Rota(session, period), all_coders(session)
    left = [day for day in period.days if day not in finished and any(rota.due(coder, day) for coder in coders)]
    if not left:
        return None
    before = len(left) - (left[-1] == today)
    older = f"{plural(before, 'day')} of the four weeks before today {_is(before)} not finished"
    words = older if before else "Today is not finished yet"
    oldest = f"{weekday(left[0])[:3]} {day_words(left[0])}"
    return DutyRow("days", len(left), words, f"begin with {oldest}" if before else oldest, bool(before), day=left[0])


def _beside_the_log(session: Session, today: date) -> tuple[DutyRow | None, ...]:
    waiting = audits_answers.waiting(session, today)
    return (
        _waiting(tuple(row for row in waiting if row.action is None)),
        _audits(session, periods.quarter_of(today, year_of(session))),
        _actions(session, tuple(row for row in waiting if row.action is not None), today),
        _standards(session, today),
    )


def _waiting(rows: tuple[WaitingRow, ...]) -> DutyRow | None:
    if not rows:
        return None
    said = [audits_answers.waiting_words(rows)] if audits_answers.waiting_words(rows) else []
    mine = sum(row.party == "manager" for row in rows)
    if mine:
        said.append(f"{plural(mine, 'audit')} to share or close")
    words = "; ".join(said)
    return DutyRow("waiting", len(rows), words, _counted(row.coder for row in rows), any(row.overdue for row in rows))


def _audits(session: Session, period: Period) -> DutyRow | None:
    """Say what of the quarter's plan is to go; where nothing is planned, who was not audited yet."""
    planned = plans.plan(session, period)
    label = periods.label(period, year_of(session))
    to_go = Counter({row.coder: row.to_go for row in planned.rows if row.to_go and row.work_type_id is None})
    to_go += Counter({row.coder: row.to_go for row in planned.rows if row.to_go and row.work_type_id is not None})
    if planned.planned:
        if not to_go:
            return None
        charts = to_go.total()
        detail = _named([f"{name} {charts}" for name, charts in sorted(to_go.items())])
        words = f"{plural(charts, 'planned chart')} {_is(charts)} still to audit in {label}"
        return DutyRow("audits", charts, words, detail, period=period)
    without = [row.coder for row in planned.rows if row.work_type_id is None and not row.audited]
    if not without:
        return None
    words = f"{plural(len(without), 'coder has', 'coders have')} no audit in {label} yet, and nothing is planned"
    return DutyRow("audits", len(without), words, _named(without), period=period)


def _actions(session: Session, waiting: tuple[WaitingRow, ...], today: date) -> DutyRow | None:
    """Count open actions and education items that are overdue, due within a week, or have no date."""
    found = [(row.coder, row.due_on) for row in waiting]
    items = education.items(session, None, today)
    found += [(row.coder, row.draft.due_on) for row in items if row.state != "done"]
    due = [(coder, day) for coder, day in found if day is None or day <= today + SOON]
    if not due:
        return None
    late = sum(day is not None and day < today for _, day in due)
    words = f"{plural(len(due), 'action or education item', 'actions and education items')} {_is(len(due))} due"
    tail = f", {late} overdue" if late else ""
    return DutyRow("actions", len(due), words + tail, _counted(coder for coder, _ in due), bool(late))


def _standards(session: Session, today: date) -> DutyRow | None:
    due = standards.reviews_due(session, today)
    if not due:
        return None
    words = f"{plural(len(due), 'standard is', 'standards are')} to be reviewed"
    detail = _named([f"{row.work_type} ({day_words(row.review_due)})" for row in due])
    return DutyRow("standards", len(due), words, detail, late=True, number=due[0].work_type_id)


def _reviews(session: Session, today: date) -> DutyRow | None:
    """Name the reviews of the quarter before this one that were not given, of those who logged days in it."""
    year = year_of(session)
    period = periods.before(periods.quarter_of(today, year), year)
    within = col(WorkDay.day).between(period.start, period.end)
    worked = set(session.exec(select(col(WorkDay.coder_id)).where(live(WorkDay), within).distinct()))
    stored = states(session, period)
    left = [
        coder.shown_name
        for coder in all_coders(session)
        if coder.key in worked and (coder.key not in stored or stored[coder.key].state in _TO_GIVE)
    ]
    if not left:
        return None
    words = f"{plural(len(left), 'review')} of {periods.label(period, year)} {_is(len(left))} to be given"
    return DutyRow("reviews", len(left), words, _named(left), period=period)


def _is(amount: int) -> str:
    return "is" if amount == 1 else "are"


def _counted(names: Iterable[str]) -> str:
    """Name whose they are, by name, with how many where it is more than one."""
    counts = Counter(names)
    return _named([name if counts[name] == 1 else f"{name} {counts[name]}" for name in sorted(counts)])


def _named(words: list[str]) -> str:
    more = len(words) - _NAMED
    return ", ".join([*words[:_NAMED], f"and {more} more"] if more > 1 else words)
