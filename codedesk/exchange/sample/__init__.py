"""The sample department: nine quarters of an invented team, made anew by a seeded program, as the open files.

Nothing here is random twice: the same last day gives the same tables on every machine. No real person, no real chart.
What is told of whom stands in `team` and `stories`; days are drawn in `days`, audits in `audits`.
"""

import csv
import io
from datetime import date
from functools import partial

from codedesk.exchange.csv_reading import read_text
from codedesk.exchange.sample import answers, audits, days, planning, references, stories, team, waiting
from codedesk.exchange.sample.calendar import Calendar, holidays
from codedesk.services.department.founding import found
from codedesk.services.files.plans import ImportDraft
from codedesk.services.files.sheets import BY_FILE

LAST_QUARTER_END = date(2026, 9, 30)
Rows = list[dict[str, str]]
Tables = dict[str, Rows]


def sample_tables(last_quarter_end: date = LAST_QUARTER_END) -> Tables:
    """Return the sample department as rows of its open files, by file name; ValueError unless a quarter ends then."""
    calendar = Calendar.ending(last_quarter_end)
    log, time = days.log_and_time(calendar)
    tables: Tables = {
        "settings.csv": team.settings(),
        "coders.csv": team.coders(calendar),
        "schedules.csv": team.schedules(calendar),
        "holidays.csv": holidays(calendar),
        "absences.csv": team.absences(calendar),
        "work_types.csv": team.work_types(),
        "usual_work_types.csv": team.usual_work_types(),
        "standards.csv": team.standards(calendar),
        "benchmarks.csv": references.benchmarks(calendar),
        "acknowledgements.csv": references.receipts(calendar),
        "ramps.csv": team.ramps(calendar),
        "methods.csv": planning.policies(calendar),
        "audit_plans.csv": planning.plans(calendar),
        "log.csv": log,
        "time.csv": time,
        "rework.csv": stories.rework(calendar, log),
        "events.csv": stories.events(calendar),
        "answers.csv": answers.answers(calendar),
        "checkins.csv": stories.checkins(calendar),
        "notes.csv": stories.notes(calendar),
        "reviews.csv": stories.reviews(calendar),
        "agreements.csv": stories.agreements(calendar),
    }
    return tables | waiting.tables(calendar, log) | audits.tables(calendar)


def as_csv(rows: Rows) -> str:
    """Return the rows of an open file as its text."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def sample_draft(last_quarter_end: date = LAST_QUARTER_END) -> ImportDraft:
    """Return the sample department as files that were read: what an import takes."""
    tables = sample_tables(last_quarter_end)
    return ImportDraft(
        tuple(read_text(BY_FILE[file], as_csv(rows), file) for file, rows in tables.items()), update=True
    )


def sample_fill(last_quarter_end: date = LAST_QUARTER_END) -> "partial[None]":
    """Return what fills a new department with the sample; hand it to `Desk.create` as its `fill`."""
    return partial(found, draft=sample_draft(last_quarter_end))
