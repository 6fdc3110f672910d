"""Giving everything out: the live rows of a department as the lines of the open files, in an order of their own.

The same department always gives the same lines. Writing them down lives in exchange.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from codedesk import models
from codedesk.errors import Refused
from codedesk.formats import plural
from codedesk.models import Row
from codedesk.services.days.rules import says_nothing
from codedesk.services.files.columns import CODER, SETTING_KINDS
from codedesk.services.files.day_lines import PAID
from codedesk.services.files.event_sheets import CHECKINS, NOTES, SIGNAL_ANSWERS
from codedesk.services.files.former_sheets import FORMER_NAMES, KINDS
from codedesk.services.files.planning_sheets import AUDIT_DRAWS
from codedesk.services.files.shapes import CsvSheet
from codedesk.services.files.sheets import (
    AGREEMENTS,
    AUDITS,
    CODERS,
    DAY_NOTES,
    EDUCATION,
    FINDINGS,
    LOG,
    REVIEWS,
    SETTINGS,
    SHEETS,
    TIME,
)
from codedesk.services.name_directory import Directory

Line = tuple[Any, ...]
Names = Mapping[int | None, str | None]
NAMED: Mapping[str, tuple[type[Row], str]] = {
    "work_type": (models.WorkType, "name"),
    "time_category": (models.OtherTimeCategory, "name"),
    "category": (models.FindingCategory, "name"),
    "root_cause": (models.RootCause, "name"),
    "severity": (models.Severity, "name"),
    "audit": (models.Audit, "name"),
    "record": (models.AuditRecord, "reference"),
}


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The lines of one open file, a value per column of the sheet."""

    sheet: CsvSheet
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """Every open file of a department, and how much that is private was left out."""

    tables: tuple[CsvTable, ...]
    notes_left_out: int
    checkins_left_out: int
    education_left_out: int = 0
    answers_left_out: int = 0

    @property
    def left_out(self) -> str:
        """What is private and was left out, in words: "3 notes, 1 check-in"; "" for nothing."""
        counted = (
            (self.notes_left_out, "note"),
            (self.checkins_left_out, "check-in"),
            (self.education_left_out, "education item"),
            (self.answers_left_out, "answer"),
        )
        return ", ".join(plural(amount, noun) for amount, noun in counted if amount)


def everything(session: Session, *, private: bool = False) -> Export:
    """Return every open file. What is private only if it is asked for: check-ins, the manager's own note on a review,
    and notes, education and answers to signals that are not marked for the packet.
    """  # noqa: D205
    source = _Source(session)
    tables = [CsvTable(sheet, tuple(source.lines(sheet))) for sheet in SHEETS]
    if private:
        return Export(tuple(tables), 0, 0)
    public = [_public(table) for table in tables]
    left_out = {
        whole.sheet.file: len(whole.lines) - len(kept.lines) for whole, kept in zip(tables, public, strict=True)
    }
    return Export(tuple(public), *(left_out[sheet.file] for sheet in (NOTES, CHECKINS, EDUCATION, SIGNAL_ANSWERS)))


def _public(table: CsvTable) -> CsvTable:
    """Return a table without what is private. A column left out changes nothing where it is taken in again."""
    names = [column.name for column in table.sheet.columns]
    if table.sheet is CHECKINS:
        return CsvTable(CHECKINS, ())
    if table.sheet in (NOTES, EDUCATION, SIGNAL_ANSWERS):
        marked = names.index("in_packet")
        return CsvTable(table.sheet, tuple(line for line in table.lines if line[marked]))
    if table.sheet is REVIEWS:
        own = names.index("private_note")
        columns = (*REVIEWS.columns[:own], *REVIEWS.columns[own + 1 :])
        lines = tuple((*line[:own], *line[own + 1 :]) for line in table.lines)
        return CsvTable(replace(REVIEWS, columns=columns), lines)
    return table


class _Source:
    """The stored rows, with numbers turned into names."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection()
        self._names: dict[str, Names] = {noun: self._named(*where) for noun, where in NAMED.items()}
        self._names["coder"] = self._coders()
        self._days = {
            row[0]: row[1:] for row in self._stored(models.WorkDay, ["day", "coder_id", "paid_hours", "note"])
        }

    def _stored(self, model: type[Row], attributes: Sequence[str]) -> list[Line]:
        table = sa.inspect(model).local_table
        query = sa.select(table.c.id, *(table.c[name] for name in attributes)).where(table.c.voided.is_(False))
        return [tuple(row) for row in self._connection.execute(query.order_by(table.c.id))]

    def _named(self, model: type[Row], attribute: str) -> Names:
        return {None: None} | {row[0]: row[1] for row in self._stored(model, [attribute])}

    def _coders(self) -> Names:
        """Name the coders as files write them: "Ana Okoro ()" is the one without a note of several of that name."""
        directory = Directory()
        for number, name, note in self._stored(models.Coder, ["name", "name_note"]):
            shown = f"{name} ({note})" if note else name
            if shown in directory.numbers:
                reason = (
                    f"two coders are called “{shown}”, and files could not tell them apart: change one's note in Setup"
                )
                raise Refused(reason)
            directory.know(shown, number, name)
        self._shown = {number: name for name, number in directory.numbers.items()}
        return {None: None, **{number: directory.written(number) for number in directory.numbers.values()}}

    def lines(self, sheet: CsvSheet) -> list[Line]:
        """Return the lines of one file in their order."""
        special: Mapping[str, Callable[[], list[Line]]] = {
            SETTINGS.file: self._settings,
            FORMER_NAMES.file: self._former_names,
            LOG.file: self._log,
            TIME.file: self._time,
            DAY_NOTES.file: self._day_notes,
            AGREEMENTS.file: self._agreements,
        }
        if sheet.file in special:
            return special[sheet.file]()
        return self._rows(sheet)

    def _rows(self, sheet: CsvSheet) -> list[Line]:
        """Return the lines of a file that are rows of one table.

        Lists stand in their own order, what has a key by its key. Audits and what has no key stand in the order in
        which they were stored: it decides between two of one date, and has to be the same after an import.
        """
        attributes = [column.stored_as for column in sheet.columns]
        rows = self._stored(sheet.model, [*attributes, *(["position"] if sheet.ordered else [])])
        if sheet is CODERS:
            mentors = self._names["coder"]
            rows = [(row[0], self._shown[row[0]], *row[2:-1], mentors.get(row[-1])) for row in rows]
        width = 1 + len(attributes)
        named = [(row[width:], line) for row in rows if (line := self._with_names(sheet, row[1:width])) is not None]
        if sheet.ordered:
            group = [at for at, column in enumerate(sheet.columns) if column.name in sheet.group]
            named.sort(key=lambda each: (_words([each[1][at] for at in group]), each[0]))
        elif sheet.key and sheet is not AUDITS:
            named.sort(key=lambda each: _words(each[1]))
        return [line for _, line in named]

    def _with_names(self, sheet: CsvSheet, values: Sequence[Any]) -> Line | None:
        """Put names in the place of numbers; None for a row that belongs to something voided."""
        line: list[Any] = []
        for column, value in zip(sheet.columns, values, strict=True):
            noun = "record" if sheet is FINDINGS and column.name == "record" else column.refers
            if noun and value not in self._names[noun]:
                if sheet not in (EDUCATION, AUDIT_DRAWS) or column is CODER:
                    return None
                line.append(None)  # what was learned stays, also where its audit or category is voided
            else:
                line.append(self._names[noun][value] if noun else value)
        return tuple(line)

    def _settings(self) -> list[Line]:
        values = self._stored(models.Department, list(SETTING_KINDS))[0][1:]
        return list(zip(SETTING_KINDS, values, strict=True))

    def _former_names(self) -> list[Line]:
        """Return the former names of what is in use, each with what it leads to."""
        owners = [owner for _, _, owner in KINDS]
        lines = []
        for _, name, until, *numbers in self._stored(models.FormerName, ["name", "until", *owners]):
            for (kind, noun, _), number in zip(KINDS, numbers, strict=True):
                called = self._names[noun].get(number) if number is not None else None
                if called is not None:
                    lines.append((kind, name, called, until))
        return sorted(lines, key=_words)

    def _day(self, number: int) -> tuple[Any, str] | None:
        """Return date and coder of a work day; None where either is voided."""
        day = self._days.get(number)
        name = self._names["coder"].get(day[1]) if day else None
        return (day[0], name) if day and name else None

    def _log(self) -> list[Line]:
        names = self._names["work_type"]
        rows = self._stored(models.WorkLine, ["work_day_id", "work_type_id", "charts", "hours", "weight", "note"])
        lines = [
            (*day, names[work_type], charts, hours, weight, note)
            for _, number, work_type, charts, hours, weight, note in rows
            if (day := self._day(number)) and work_type in names and not says_nothing(charts, hours, weight, note)
        ]
        return sorted(lines, key=_words)

    def _time(self) -> list[Line]:
        names = self._names["time_category"]
        rows = self._stored(models.OtherTime, ["work_day_id", "category_id", "hours"])
        other = [
            (*day, names[category], hours)
            for _, number, category, hours in rows
            if (day := self._day(number)) and category in names
        ]
        paid = [
            (*day, PAID, values[2])
            for number, values in self._days.items()
            if values[2] is not None and (day := self._day(number))
        ]
        return sorted(other + paid, key=_words)

    def _day_notes(self) -> list[Line]:
        days = self._days.items()
        return sorted(((*day, row[3]) for number, row in days if row[3] and (day := self._day(number))), key=_words)

    def _agreements(self) -> list[Line]:
        reviews = {row[0]: row[1:] for row in self._stored(models.Review, ["coder_id", "period_from", "period_to"])}
        rest = [column.name for column in AGREEMENTS.columns[3:]]
        found = []
        for _, position, review, *values in self._stored(models.Agreement, ["position", "review_id", *rest]):
            coder, *period = reviews.get(review, (None,))
            if name := self._names["coder"].get(coder):
                found.append((position, (name, *period, *values)))
        found.sort(key=lambda each: (_words(each[1][:3]), each[0], _words(each[1])))
        return [line for _, line in found]


def _words(line: Sequence[Any]) -> tuple[str, ...]:
    return tuple("" if value is None else str(value) for value in line)
