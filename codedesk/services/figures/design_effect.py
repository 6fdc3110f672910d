"""What all audits of the department show about how alike the codes of one chart are, read once and kept. No formula."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

import numpy as np
from sqlalchemy import select
from sqlmodel import Session

from codedesk.metrics.audits import parts
from codedesk.metrics.design_effect import Likeness, LikenessTally, tallies
from codedesk.models import Audit, AuditRecord, Coder, Finding, FindingCategory, WorkType
from codedesk.periods import Period
from codedesk.services.cache import Spans, followed
from codedesk.services.figures.audits import read_audits
from codedesk.services.figures.columns import rows, table
from codedesk.services.figures.frames import frames_of

TABLES = (Audit, AuditRecord, Coder, Finding, FindingCategory, WorkType)
_ALWAYS = Period(date(1, 1, 1), date(9999, 12, 31))
_A_DAY = Period(date(1, 1, 1), date(1, 1, 1))


_ONE_BY_ONE = ("audit", "audit_record", "finding")
_MOST_DAYS = 40
_Shown = dict[int, tuple[int, int, LikenessTally]]


@dataclass(frozen=True)
class _Alike:
    """What each audit shows by its number (method, number of the coder, tally), and all together."""

    shown: _Shown

    @cached_property
    def history(self) -> Likeness:
        summed: dict[tuple[int, int], LikenessTally] = {}
        for number in sorted(self.shown):
            method, coder, tally = self.shown[number]
            summed[method, coder] = summed.get((method, coder), LikenessTally()).plus(tally)
        return Likeness(summed, self.shown)


def history(session: Session) -> Likeness:
    """Return what the audits that feed an accuracy show, of any time, by the numbers of the coders."""
    made: _Alike = followed(
        session, "alike", TABLES, lambda: _Alike(_shown(session, _ALWAYS)), partial(_onward, session)
    )
    return made.history


def _onward(session: Session, alike: _Alike, changed: Mapping[str, Spans]) -> _Alike:
    """Look again at the audits of which a row was changed; at all where a list was, or where they are many."""
    found = _concerned(session, changed)
    days = {day for _, day in found}
    if len(days) > _MOST_DAYS or not changed.keys() <= set(_ONE_BY_ONE):
        return _Alike(_shown(session, _ALWAYS))
    ids, spans = {number for number, _ in found}, changed.get("audit", ())
    shown = {number: each for number, each in alike.shown.items() if number not in ids and not _within(number, spans)}
    for day in days:
        read = _shown(session, Period(day, day))
        shown |= {number: each for number, each in read.items() if number in ids}
    return _Alike(shown)


def _within(number: int, spans: Spans) -> bool:
    return any(first <= number <= last for first, last in spans)


def _concerned(session: Session, changed: Mapping[str, Spans]) -> set[tuple[int, date]]:
    """Return number and day of the audits of which a row was changed."""
    audit = table("audit")
    found: set[tuple[int, date]] = set()
    for name in changed.keys() & set(_ONE_BY_ONE):
        stored = table(name)
        question = select(audit.c.id, audit.c.day).distinct()
        if stored is not audit:
            question = question.join(stored, stored.c.audit_id == audit.c.id)
        for first, last in changed[name]:
            found |= set(rows(session.connection(), question.where(stored.c.id.between(first, last))))
    return found


def _shown(session: Session, period: Period) -> _Shown:
    frames = frames_of(session, _A_DAY)
    read = read_audits(session.connection(), period, frames)
    made = parts(read.audits, read.records, read.findings, read.drg_points)
    feeding = np.flatnonzero(read.audits.feeds[made.audit])
    shown: _Shown = {}
    for place, tally in tallies(made, feeding, made.audit[feeding]).items():
        coder = frames.people[int(read.audits.coder[place])].id
        shown[int(read.ids[place])] = int(read.audits.method[place]), coder, tally
    return shown
