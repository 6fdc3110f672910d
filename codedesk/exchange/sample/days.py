"""The work days of the sample: paid hours, other time and work lines, drawn around each coder's pace."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from codedesk.exchange.sample.calendar import QUARTERS, Calendar, dice
from codedesk.exchange.sample.slowdowns import held_back, query_chance, query_hours, share_of_pace
from codedesk.exchange.sample.stories import downtime_hours, training_hours
from codedesk.exchange.sample.team import (
    DAX,
    INPATIENT,
    KAORI,
    MAREN,
    OBINNA,
    PEOPLE,
    PRIYANKA,
    TOBIAH,
    YLVA,
    Rows,
    SamplePerson,
    ramp_on,
    rate_on,
)
from codedesk.periods import monday

PAID = "paid"
MEETING, EDUCATION, MENTORING, DOWNTIME = "meeting", "education", "mentoring", "system downtime"
REBUTTAL, PROJECT, QUERIES = "audit rebuttal", "project", "queries to providers"
PTO, HOLIDAY, SICK = "PTO", "holiday", "sick"
DAY_HOURS = 8.0
# Quarter, week and weekday of what happens to one coder on one day.
MISTYPED_HOURS, MISTYPED_ON = "0.8", (0, 7, 2)
HOURS_MISSING_ON = (0, 9, 3)
NOT_ENTERED_FROM = (0, 13, 0)
REBUTTAL_ON = (0, 8, 3)
OVERTIME_WEEKS = (4, 5, 7, 8, 9)
# An hour more on three days a week, once the new system is learned, so that what waits goes down.
CLEARING, CLEARING_DAYS, CLEARING_WEEKS = (MAREN, KAORI, OBINNA, PRIYANKA, YLVA), (1, 2, 3), range(10, 14)


@dataclass(frozen=True, slots=True)
class Day:
    """One coder on one date: paid hours as typed ("" where they are not), other time, and work lines."""

    person: SamplePerson
    date: date
    paid: str
    other: dict[str, float]
    lines: tuple[dict[str, str], ...]


def log_and_time(calendar: Calendar) -> tuple[Rows, Rows]:
    """Return log.csv and time.csv, by date and coder."""
    days = sorted((day for person in PEOPLE for day in _days(calendar, person)), key=lambda day: day.date)
    log: Rows = []
    time: Rows = []
    for day in days:
        keys = {"date": day.date.isoformat(), "coder": day.person.name}
        log += [keys | line for line in day.lines]
        hours = {PAID: day.paid} | {category: f"{value:g}" for category, value in day.other.items()}
        time += [keys | {"category": category, "hours": value} for category, value in hours.items() if value]
    return log, time


def _days(calendar: Calendar, person: SamplePerson) -> Iterator[Day]:
    mistyped = calendar.working_day(calendar.at(*MISTYPED_ON)) if person.name == TOBIAH else None
    missing = calendar.working_day(calendar.at(*HOURS_MISSING_ON)) if person.name == KAORI else None
    unentered = calendar.at(*NOT_ENTERED_FROM) if person.name == PRIYANKA else calendar.last.end + timedelta(1)
    off = _absences(calendar, person)
    day = max(person.starts(calendar), calendar.first_day)
    while day <= calendar.last.end and day < unentered:
        if day.weekday() in person.weekdays:
            made = _day(calendar, person, day, off.get(day))
            if day == mistyped:
                made = Day(person, day, MISTYPED_HOURS, {}, _worked(calendar, person, day, DAY_HOURS))
            yield Day(person, day, "", made.other, made.lines) if day == missing else made
        day += timedelta(1)


def _absences(calendar: Calendar, person: SamplePerson) -> dict[date, str]:
    """Draw a coder's days off: some days together and a single one each quarter, and now and then a sick day."""
    off: dict[date, str] = {}
    kept = {calendar.at(*on) for on in (MISTYPED_ON, HOURS_MISSING_ON, REBUTTAL_ON)}
    for ago in range(QUARTERS):
        draw = dice("absence", person.name, ago)
        opening = calendar.at(ago, draw.randint(3, 12))
        for number in range(draw.randint(2, len(person.weekdays))):
            off[opening + timedelta(number)] = PTO
        off[calendar.at(ago, draw.randint(3, 12), draw.choice(person.weekdays))] = PTO
        if draw.random() < 0.6:
            off[calendar.at(ago, draw.randint(1, 12), draw.choice(person.weekdays))] = SICK
    return {day: why for day, why in off.items() if day not in kept}


def _day(calendar: Calendar, person: SamplePerson, day: date, absence: str | None) -> Day:
    if not calendar.works(day):
        return Day(person, day, "", {HOLIDAY: DAY_HOURS}, ())
    if absence:
        return Day(person, day, "", {absence: DAY_HOURS}, ())
    paid = DAY_HOURS + _overtime(calendar, person, day)
    other = _other_time(calendar, person, day)
    coding = paid - sum(hours for category, hours in other.items() if category != QUERIES)
    return Day(person, day, f"{paid:g}", other, _worked(calendar, person, day, coding))


def _overtime(calendar: Calendar, person: SamplePerson, day: date) -> float:
    if person.name == DAX and monday(day) in {calendar.at(0, week) for week in OVERTIME_WEEKS}:
        return 1.0
    if person.name in CLEARING and day.weekday() in CLEARING_DAYS and monday(day) in _clearing(calendar):
        return 1.0
    return dice("overtime", person.name, day).choices((0.0, 0.5, 1.0), (96, 3, 1))[0]


def _clearing(calendar: Calendar) -> set[date]:
    return {calendar.at(1, week) for week in CLEARING_WEEKS}


def _other_time(calendar: Calendar, person: SamplePerson, day: date) -> dict[str, float]:
    draw = dice("other time", person.name, day)
    other: dict[str, float] = {}
    if day.weekday() == 1:
        other[MEETING] = 0.5
    if day.weekday() == person.weekdays[-1] and day.toordinal() // 7 % 2:
        other[EDUCATION] = 1.0
    if hours := training_hours(calendar, PEOPLE.index(person), day):
        other[EDUCATION] = hours
    if hours := downtime_hours(calendar, day):
        other[DOWNTIME] = hours
    if person.name == MAREN and calendar.at(1, 6) <= day and day.weekday() in (0, 3):
        other[MENTORING] = 0.5
    if person.name == KAORI and calendar.ago(day) == 2 and day.weekday() == 2:
        other[PROJECT] = 1.0
    if person.name == OBINNA and day == calendar.working_day(calendar.at(*REBUTTAL_ON)):
        other[REBUTTAL] = 0.75
    doing = frozenset(name for name, _ in person.mix_on(calendar, day))
    if draw.random() < query_chance(calendar, doing, INPATIENT in dict(person.mix), day):
        other[QUERIES] = draw.choice(query_hours(calendar, doing, day))
    return other


def _worked(calendar: Calendar, person: SamplePerson, day: date, hours: float) -> tuple[dict[str, str], ...]:
    """Draw the work lines of some hours of coding: whole charts, hours in quarters, a heavier mix now and then."""
    draw = dice("lines", person.name, day)
    pace = _pace(calendar, person, day, draw)
    lines = []
    for work_type, share in _shared(held_back(calendar, person.mix_on(calendar, day), day), hours, draw):
        weight = 1.2 if work_type == INPATIENT and draw.random() < 0.05 else 1.0
        expected = share * rate_on(calendar, work_type, day) * ramp_on(calendar, person.name, work_type, day)
        expected *= share_of_pace(calendar, work_type, day)
        line = {"work_type": work_type, "charts": str(round(expected * pace / weight))}
        line["hours"] = f"{share:g}" if person.logs_hours else ""
        line["weight"] = f"{weight:g}" if weight != 1 else ""
        line["note"] = "Two stays of over four weeks" if weight != 1 else ""
        lines.append(line)
    return tuple(lines)


def _pace(calendar: Calendar, person: SamplePerson, day: date, draw: random.Random) -> float:
    week = monday(day)
    aim = person.paces[QUARTERS - 1 - calendar.ago(day)]
    team_week = dice("team week", week).gauss(0, 0.01)
    own_week = dice("own week", person.name, week).gauss(0, 0.025)
    return max(0.5, aim + team_week + own_week + draw.gauss(0, 0.05))


def _shared(mix: tuple[tuple[str, float], ...], hours: float, draw: random.Random) -> Iterator[tuple[str, float]]:
    """Share hours among work types, in quarters of an hour; the first takes what is left."""
    left = hours
    shares = []
    for work_type, share in mix[1:]:
        part = round(hours * share * draw.uniform(0.6, 1.4) * 4) / 4
        if part >= 0.5:
            shares.append((work_type, part))
            left -= part
    yield mix[0][0], left
    yield from shares
