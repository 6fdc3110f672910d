"""The sample department: nine quarters of an invented team, made anew by a seeded program, as the open files.

Nothing here is random twice: the same last day gives the same tables on every machine. No real person, no real chart.
What is told of whom stands in `team` and `stories`; days are drawn in `days`, audits in `audits`.
"""

from datetime import date

from codedesk.exchange.sample import audits, days, stories, team
from codedesk.exchange.sample.calendar import Calendar

LAST_QUARTER_END = date(2026, 9, 30)
Tables = dict[str, list[dict[str, str]]]


def sample_tables(last_quarter_end: date = LAST_QUARTER_END) -> Tables:
    """Return the sample department as rows of its open files, by file name; ValueError unless a quarter ends then."""
    calendar = Calendar.ending(last_quarter_end)
    log, time = days.log_and_time(calendar)
    tables: Tables = {
        "settings.csv": team.settings(),
        "coders.csv": team.coders(calendar),
        "work_types.csv": team.work_types(),
        "usual_work_types.csv": team.usual_work_types(),
        "standards.csv": team.standards(calendar),
        "ramps.csv": team.ramps(calendar),
        "log.csv": log,
        "time.csv": time,
        "rework.csv": stories.rework(calendar, log),
        "events.csv": stories.events(calendar),
        "checkins.csv": stories.checkins(calendar),
        "notes.csv": stories.notes(calendar),
        "reviews.csv": stories.reviews(calendar),
        "agreements.csv": stories.agreements(calendar),
    }
    return tables | audits.tables(calendar)
