"""Well-being of one coder: check-ins, what the log asks to talk about, and the balance of the workload.

Read for the coder's own page alone: nothing of it is exported or printed. The signals' rules are metrics' word; here
the log is put into whole weeks. Nothing is concluded about a person.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from codedesk import periods
from codedesk.metrics import wellbeing as rules
from codedesk.metrics.figures import Block, Paired, TeamFigures
from codedesk.metrics.wellbeing import LongStretch, Week, WorkloadSignal
from codedesk.models import (
    Coder,
    EducationItem,
    OtherTime,
    OtherTimeCategory,
    WorkDay,
    WorkLine,
    WorkType,
)
from codedesk.periods import Period
from codedesk.services.department.departments import this_department, year_of
from codedesk.services.figures.figures import plain_figures
from codedesk.services.live import live
from codedesk.services.people.checkins import CheckInRow, check_ins
from codedesk.services.people.coders import CODERS
from codedesk.services.people.schedules import Rota

HARD_WORDS = ("complex", "hard", "high", "difficult", "long", "severe", "advanced")
EDUCATION_WORDS = ("education", "training", "learning")


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """Earned against scheduled hours of one coder, or of the whole team, with the pair of the same time.

    Holidays and planned absences without work are not in the scheduled hours.

    hard_share is the share of the earned hours that came from hard work types; None where nothing was earned or
    no work type counts as hard.
    """

    name: str
    scheduled_hours: float
    paired: Paired
    hard_share: float | None

    @property
    def earned_share(self) -> float | None:
        """Earned over scheduled hours; None where nothing was scheduled."""
        return self.paired.pace.earned_hours / self.scheduled_hours if self.scheduled_hours else None


@dataclass(frozen=True, slots=True)
class WellBeingRow:
    """Everything that the Well-being part of the coder's page shows. hard_types: the names that count as hard."""

    coder_id: int
    coder: str
    check_ins: tuple[CheckInRow, ...]
    signals: tuple[WorkloadSignal, ...]
    looked_at: Period | None
    balance: tuple[BalanceRow, ...]
    hard_types: tuple[str, ...]


def well_being(session: Session, coder_id: int, period: Period, today: date) -> WellBeingRow:
    """Look at the workload of one coder as of the end of a period, or of today if that is earlier."""
    coder = CODERS.found(session, coder_id)
    begin = this_department(session).records_begin or coder.started_on
    looked_at = _whole_weeks(max(begin, coder.started_on), min(coder.left_on or today, period.end, today))
    now = plain_figures(session, period, (coder_id,), today)
    hard = hard_types(session)
    return WellBeingRow(
        coder_id=coder_id,
        coder=coder.shown_name,
        check_ins=check_ins(session, coder_id),
        signals=_signals(session, coder, looked_at, period, now, today) if looked_at is not None else (),
        looked_at=looked_at,
        balance=_balance(session, coder, period, now, hard, today),
        hard_types=tuple(sorted(hard)),
    )


def is_hard(tier: str) -> bool:
    """Tell whether the complexity of a work type, in the department's own words, names hard work."""
    return any(word in tier.casefold() for word in HARD_WORDS)


def hard_types(session: Session) -> frozenset[str]:
    """Return the names of the work types whose complexity names hard work."""
    return frozenset(row.name for row in session.exec(select(WorkType).where(live(WorkType))) if is_hard(row.tier))


def _whole_weeks(first: date, last: date) -> Period | None:
    """Return the last 13 whole weeks, Monday to Sunday, between two days: those of which a coder has records."""
    end = periods.monday(last + timedelta(1)) - timedelta(1)
    first_whole = periods.monday(first + timedelta(6))
    start = max(end - timedelta(7 * rules.WEEKS_LOOKED_AT - 1), first_whole)
    return Period(start, end) if start < end else None


def _signals(
    session: Session, coder: Coder, looked_at: Period, period: Period, now: TeamFigures, today: date
) -> tuple[WorkloadSignal, ...]:
    block = _block(plain_figures(session, looked_at, (coder.key,), today))
    fiscal_year = year_of(session)
    before = periods.before(period, fiscal_year)
    current, earlier = _block(now), _block(plain_figures(session, before, (coder.key,), today))
    if block is None or current is None or earlier is None:
        return ()
    paces = {point.week: point.value for point in block.trend.points}
    categories = _education_categories(session)
    weeks = _weeks(session, coder, looked_at, paces, frozenset(categories))
    return rules.signals(
        weeks,
        _fast(session, coder, weeks, block, today),
        LongStretch(periods.label(period, fiscal_year), current.paired),
        LongStretch(periods.label(before, fiscal_year), earlier.paired),
        tuple(categories.values()),
    )


def _fast(session: Session, coder: Coder, weeks: tuple[Week, ...], block: Block, today: date) -> Paired:
    """Return the pair of exactly the fast weeks, so that their pace stands beside the accuracy of the same time."""
    run = rules.fast_run(weeks)
    if not run:
        return block.paired
    span = Period(run[0].monday, run[-1].monday + timedelta(6))
    return (_block(plain_figures(session, span, (coder.key,), today)) or block).paired


def _weeks(
    session: Session, coder: Coder, looked_at: Period, paces: dict[date, float | None], education: frozenset[int]
) -> tuple[Week, ...]:
    worked, learned = _worked(session, looked_at)[coder.key], _learned(session, coder.key, looked_at, education)
    done, rota = _done(session, coder.key, looked_at), Rota(session, looked_at)
    found = []
    for monday in looked_at.weeks:
        days = [monday + timedelta(number) for number in range(7)]
        found.append(
            Week(
                monday=monday,
                scheduled_hours=sum(rota.expected(coder, day, worked=day in worked) for day in days),
                scheduled_days=rota.days(coder, days),
                worked_hours=sum(worked.get(day, 0.0) for day in days),
                worked_days=sum(1 for day in days if day in worked),
                education_hours=sum(learned.get(day, 0.0) for day in days),
                education_items=sum(day in days for day in done),
                pace=paces.get(monday),
            )
        )
    return tuple(found)


def _worked(session: Session, period: Period) -> dict[int, dict[date, float]]:
    """Return each coder's hours of each day with work: paid hours, else the sum of its lines' (charts alone: 0)."""
    here = (live(WorkDay), col(WorkDay.day).between(period.start, period.end))
    lines: dict[int, float] = defaultdict(float)
    query: Any = select(col(WorkLine.work_day_id), col(WorkLine.hours)).join(
        WorkDay, col(WorkDay.id) == col(WorkLine.work_day_id)
    )
    for number, hours in session.exec(query.where(*here, live(WorkLine), col(WorkLine.charts) > 0)):
        lines[number] += hours or 0.0
    found: dict[int, dict[date, float]] = defaultdict(dict)
    asked: Any = select(col(WorkDay.id), col(WorkDay.coder_id), col(WorkDay.day), col(WorkDay.paid_hours))
    for number, coder_id, day, paid in session.exec(asked.where(*here)):
        if paid or (paid is None and number in lines):
            found[coder_id][day] = paid or lines[number]
    return found


def _learned(session: Session, coder_id: int, period: Period, categories: frozenset[int]) -> dict[date, float]:
    """Return the hours of education of each day: other time of the categories given."""
    found: dict[date, float] = defaultdict(float)
    query: Any = (
        select(col(WorkDay.day), col(OtherTime.hours))
        .join(WorkDay, col(WorkDay.id) == col(OtherTime.work_day_id))
        .where(live(OtherTime), live(WorkDay), col(WorkDay.coder_id) == coder_id)
        .where(col(WorkDay.day).between(period.start, period.end), col(OtherTime.category_id).in_(categories))
    )
    for day, hours in session.exec(query):
        found[day] += hours
    return found


def _done(session: Session, coder_id: int, period: Period) -> list[date]:
    """Return the days on which education was marked as done."""
    query: Any = select(col(EducationItem.done_on)).where(live(EducationItem), col(EducationItem.coder_id) == coder_id)
    return list(session.exec(query.where(col(EducationItem.done_on).between(period.start, period.end))))


def _balance(
    session: Session, coder: Coder, period: Period, now: TeamFigures, hard: frozenset[str], today: date
) -> tuple[BalanceRow, ...]:
    block = _block(now)
    if block is None or today < period.start:
        return ()
    hours = scheduled_hours(session, Period(period.start, min(period.end, today)))
    own = balance_row(block.coder, hours[coder.key], block, hard)
    return own, balance_row("Team", sum(hours.values()), now.team, hard)


def scheduled_hours(session: Session, so_far: Period) -> dict[int, float]:
    """Return the scheduled hours of everybody, without holidays and planned absences on which no work was done."""
    rota, worked = Rota(session, so_far), _worked(session, so_far)
    return {
        one.key: sum(rota.expected(one, day, worked=day in worked[one.key]) for day in so_far.days)
        for one in session.exec(select(Coder).where(live(Coder)))
    }


def balance_row(name: str, scheduled: float, block: Block, hard: frozenset[str]) -> BalanceRow:
    """Put earned and scheduled hours of a block side by side, with the share of its hard work types."""
    earned = sum(kind.earned_hours for kind in block.work_types)
    part = sum(kind.earned_hours for kind in block.work_types if kind.work_type in hard)
    return BalanceRow(name, scheduled, block.paired, part / earned if earned and hard else None)


def _education_categories(session: Session) -> dict[int, str]:
    found = session.exec(select(OtherTimeCategory).where(live(OtherTimeCategory)))
    return {row.key: row.name for row in found if any(word in row.name.casefold() for word in EDUCATION_WORDS)}


def _block(figures: TeamFigures) -> Block | None:
    return figures.coders[0] if figures.coders else None
