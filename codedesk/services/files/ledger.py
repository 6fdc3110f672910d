"""The working state of one import: which names are known, which rows will be stored, what stands in the way.

Nothing is stored before `store`. Rows that are planned have numbers already, so that later files can refer to them;
when they are stored the database gives them theirs. What each file means lives in rows, day_lines and audit_lines.
"""

import unicodedata
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from codedesk import models
from codedesk.models import Row
from codedesk.services import bulk
from codedesk.services.department.starters import SHORT_NAMES, role_of
from codedesk.services.files.plans import (
    Created,
    ImportDraft,
    ImportPlan,
    Problem,
    ReadSheet,
    Tally,
    shown,
    suggestion,
)
from codedesk.services.files.shapes import Sheet
from codedesk.services.files.sheets import (
    AUDITS,
    CODERS,
    FINDING_CATEGORIES,
    ROOT_CAUSES,
    SEVERITIES,
    TIME_CATEGORIES,
    WORK_TYPES,
)

NOUNS: Mapping[str, Sheet] = {
    sheet.noun: sheet
    for sheet in (TIME_CATEGORIES, FINDING_CATEGORIES, ROOT_CAUSES, SEVERITIES, CODERS, WORK_TYPES, AUDITS)
}
WORDS = {
    "work_type": "work type",
    "time_category": "time category",
    "category": "finding category",
    "root_cause": "root cause",
}
NEW_NAMES: Mapping[str, Mapping[str, object]] = {
    "coder": {"name_note": ""},
    "work_type": {},
    "time_category": {"kind": "counted"},
    "category": {"points": 0.0},
    "root_cause": {"origin": "coder"},
}
LISTED = ("time_category", "category", "root_cause")
MOST_SUGGESTIONS = 200


def folded(name: str) -> str:
    """Return a name without what the eye overlooks: letter case, spaces, hyphens, how an accent is composed."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in plain if not letter.isspace() and letter not in "-_‐‑–")


@dataclass
class Rows:
    """The lines of one file at work: columns by name, of one length; lines that turn out unsound are dropped."""

    read: ReadSheet
    lines: list[int]
    columns: dict[str, list[Any]]

    def drop(self, bad: set[int]) -> None:
        """Take the lines at these places out."""
        if bad:
            self.lines = [value for at, value in enumerate(self.lines) if at not in bad]
            for name, values in self.columns.items():
                self.columns[name] = [value for at, value in enumerate(values) if at not in bad]

    @property
    def size(self) -> int:
        """How many lines are left."""
        return len(self.lines)


@dataclass
class Ledger:
    """One import at work in one session."""

    session: Session
    draft: ImportDraft
    tallies: dict[str, Tally] = field(default_factory=dict)
    names: dict[str, dict[str, int]] = field(default_factory=dict)
    created: list[Created] = field(default_factory=list)
    fresh: bool = False
    usual_hours: float = 8.0
    _folded: dict[str, dict[str, str]] = field(default_factory=dict)
    _doubtful: dict[str, set[str]] = field(default_factory=dict)
    _unreadable: set[str] = field(default_factory=set)
    _next: dict[type[Row], int] = field(default_factory=dict)
    _inserts: dict[type[Row], list[tuple[int, Mapping[str, Sequence[Any]]]]] = field(default_factory=dict)
    _updates: dict[tuple[type[Row], int], dict[str, Any]] = field(default_factory=dict)
    _suggested: int = 0

    def __post_init__(self) -> None:
        """Look up what is known and count what was read."""
        department = self.session.get(models.Department, 1)
        self.usual_hours = department.usual_hours_per_day if department else 8.0
        self.fresh = not any(
            self._any(model) for model in (models.Coder, models.WorkType, models.WorkDay, models.Audit)
        )
        for noun, sheet in NOUNS.items():
            self.names[noun] = self._known(sheet)
            self._folded[noun] = {folded(name): name for name in self.names[noun]}
        for read in self.draft.sheets:
            self.tallies[read.file] = Tally(read.file, read.total, problems=list(read.problems))
            if read.sheet.noun:
                self._doubtful[read.sheet.noun] = set(read.doubtful)
                if read.broken:
                    self._unreadable.add(read.sheet.noun)

    def _any(self, model: type[Row]) -> bool:
        return self.session.exec(select(model.id).where(col(model.voided).is_(False)).limit(1)).first() is not None

    def _known(self, sheet: Sheet) -> dict[str, int]:
        table = sa.inspect(sheet.model).local_table
        if sheet.model is models.Coder:
            coders = self.session.exec(select(models.Coder).where(col(models.Coder.voided).is_(False)))
            return {coder.shown_name: coder.key for coder in coders}
        name = table.c[sheet.column(sheet.key[0]).stored_as]
        rows = self.session.connection().execute(sa.select(name, table.c.id).where(table.c.voided.is_(False)))
        return {row[0]: row[1] for row in rows}

    def sheet(self, sheet: Sheet) -> ReadSheet | None:
        """Return the lines of a file if it is part of the import."""
        return next((read for read in self.draft.sheets if read.sheet is sheet and not read.broken), None)

    def problem(self, rows: Rows, at: int, column: str, value: object, reason: str) -> None:
        """Note what is wrong with a line."""
        words = value if isinstance(value, str) else "" if value is None else str(value)
        self.tallies[rows.read.file].problems.append(
            Problem(rows.read.file, rows.lines[at], column, shown(words), reason)
        )

    def problem_at(self, read: ReadSheet, line: int, column: str, value: str, reason: str) -> None:
        """Note what is wrong with a line by its number."""
        self.tallies[read.file].problems.append(Problem(read.file, line, column, shown(value), reason))

    def tally(self, rows: Rows) -> Tally:
        """Return the counts of a file."""
        return self.tallies[rows.read.file]

    # Names

    def resolve(self, rows: Rows, column: str, noun: str, days: Sequence[date] = ()) -> None:
        """Put numbers in the place of names in one column; lines with an unknown name are noted and dropped."""
        texts = rows.columns[column]
        known = self.names[noun]
        meaning: dict[Any, int | None] = {None: None}
        unknown: dict[str, str] = {}
        for text in set(texts) - {None}:
            number = known.get(text) or self._alike(noun, text)
            if number is None:
                unknown[text] = ""
            meaning[text] = number
        if unknown:
            self._unknown(rows, column, noun, unknown, meaning, days)
        rows.columns[column] = [meaning.get(text) for text in rows.columns[column]]

    def _alike(self, noun: str, text: str) -> int | None:
        if noun not in LISTED:
            return None
        name = self._folded[noun].get(folded(text))
        if name is None and noun == "time_category":
            name = SHORT_NAMES.get(folded(text))
        return self.names[noun].get(name) if name else None

    def _unknown(
        self,
        rows: Rows,
        column: str,
        noun: str,
        unknown: dict[str, str],
        meaning: dict[Any, int | None],
        days: Sequence[date],
    ) -> None:
        first_days = _first_days(rows.columns[column], days)
        for text in sorted(unknown):
            if self.draft.create_missing and noun in NEW_NAMES and folded(text) not in self._folded[noun]:
                meaning[text] = self._create(noun, text, first_days.get(text))
            else:
                unknown[text] = self._why_unknown(noun, text)
        bad = {at for at, text in enumerate(rows.columns[column]) if text is not None and meaning[text] is None}
        for at in sorted(bad):
            text = rows.columns[column][at]
            if noun not in self._unreadable and text not in self._doubtful.get(noun, ()):
                self.problem(rows, at, column, text, unknown[text])
        rows.drop(bad)

    def _why_unknown(self, noun: str, text: str) -> str:
        self._suggested += 1
        near = suggestion(text, self.names[noun]) if self._suggested <= MOST_SUGGESTIONS else ""
        return f"there is no {WORDS.get(noun, noun)} “{shown(text)}”{near}; add it to {NOUNS[noun].file}"

    def _create(self, noun: str, name: str, first_day: date | None) -> int:
        model = NOUNS[noun].model
        values: dict[str, Any] = {"name": name, **NEW_NAMES[noun]}
        if noun == "coder":
            values["started_on"] = first_day or date.today()
        else:
            values["position"] = self.next_position(model)
        if noun == "category":
            values["role"] = role_of(name)
        number = self.insert(model, {key: [value] for key, value in values.items()})[0]
        self.know(noun, name, number)
        self.created.append(Created(noun, name))
        return number

    def know(self, noun: str, name: str, number: int) -> None:
        """Make a planned row known by its name."""
        self.names[noun][name] = number
        self._folded[noun].setdefault(folded(name), name)

    def forget(self, noun: str, name: str) -> None:
        """Make a name unknown."""
        self.names[noun].pop(name, None)
        self._folded[noun].pop(folded(name), None)

    def doubt(self, noun: str, names: set[Any]) -> None:
        """Keep names of lines that were dropped, so that what refers to them is not complained of again."""
        self._doubtful.setdefault(noun, set()).update(names)

    def next_position(self, model: type[Row]) -> int:
        """Return the place behind the last row of a list, planned ones counted."""
        table = sa.inspect(model).local_table
        highest = self.session.connection().execute(sa.select(sa.func.max(table.c.position))).scalar()
        planned = sum(len(next(iter(columns.values()))) for _, columns in self._inserts.get(model, ()))
        return (-1 if highest is None else highest) + 1 + planned

    # Rows

    def stored(self, model: type[Row], attributes: Sequence[str], *where: Any) -> list[tuple[Any, ...]]:
        """Return number and attributes of the live rows of a table."""
        table = sa.inspect(model).local_table
        query = sa.select(table.c.id, *(table.c[name] for name in attributes)).where(table.c.voided.is_(False), *where)
        return [tuple(row) for row in self.session.connection().execute(query.order_by(table.c.id))]

    def planned(self, model: type[Row], key: Sequence[str]) -> dict[tuple[Any, ...], int]:
        """Return the numbers of live and planned rows by their key."""
        found = {tuple(values): number for number, *values in self.stored(model, key)}
        for first, columns in self._inserts.get(model, ()):
            keys = zip(*(columns[name] for name in key), strict=True)
            found |= {each: first + at for at, each in enumerate(keys)}
        return found

    def planned_values(self, model: type[Row], attribute: str, default: Any) -> dict[int, Any]:
        """Return one attribute of the planned rows of a table by number."""
        found: dict[int, Any] = {}
        for first, columns in self._inserts.get(model, ()):
            count = len(next(iter(columns.values())))
            found |= dict(enumerate(columns.get(attribute, [default] * count), first))
        return found

    def numbers_with(self, model: type[Row], attribute: str, value: Any) -> set[int]:
        """Return the live and planned rows of a table that will have this value."""
        found = dict(self.stored(model, [attribute])) | self.planned_values(model, attribute, None)
        changed = {number: values for (table, number), values in self._updates.items() if table is model}
        found |= {number: values[attribute] for number, values in changed.items() if attribute in values}
        return {number for number, kept in found.items() if kept == value}

    def changed(self, model: type[Row], number: int) -> bool:
        """Tell whether a change of this row is planned."""
        return (model, number) in self._updates

    def insert(self, model: type[Row], columns: Mapping[str, Sequence[Any]]) -> range:
        """Plan new rows given as columns; return their numbers."""
        count = len(next(iter(columns.values()), ()))
        first = self._next.get(model) or bulk.highest_id(self.session, model) + 1
        self._next[model] = first + count
        if count:
            self._inserts.setdefault(model, []).append((first, columns))
        return range(first, first + count)

    def update(self, model: type[Row], number: int, values: Mapping[str, Any]) -> None:
        """Plan a change of a stored row."""
        self._updates.setdefault((model, number), {}).update(values)

    def plan(self) -> ImportPlan:
        """Return what would happen."""
        order = {read.file: number for number, read in enumerate(self.draft.sheets)}
        problems = list(self.draft.problems)
        for file in sorted(self.tallies, key=lambda name: order[name]):
            found = self.tallies[file].problems
            problems += sorted(found, key=lambda problem: (problem.line or 0, problem.column))
        files = tuple(self.tallies[read.file].done() for read in self.draft.sheets)
        return ImportPlan(files, tuple(problems), tuple(self.created))

    def store(self) -> None:
        """Store every planned row and change, referred-to tables first."""
        tables = {table: number for number, table in enumerate(SQLModel.metadata.sorted_tables)}
        given = Given()
        for model in sorted(self._inserts, key=lambda each: tables[each.__table__]):  # type: ignore[attr-defined]
            for first, columns in self._inserts[model]:
                numbers = bulk.insert_columns(self.session, model, given.referring(model, columns))
                given.note(model, first, numbers)
        for (model, planned), values in self._updates.items():
            row = self.session.get(model, given.number(model, planned))
            assert row is not None
            for name, value in given.referring(model, {name: [value] for name, value in values.items()}).items():
                setattr(row, name, value[0])
            self.session.add(row)
        self.session.flush()


class Given:
    """The numbers that the database gave to planned rows, where they are others than the planned ones."""

    def __init__(self) -> None:
        self._moved: dict[str, dict[int, int]] = {}

    def note(self, model: type[Row], first: int, numbers: range) -> None:
        """Keep what became of rows that were planned from a number on."""
        if numbers and numbers[0] != first:
            moved = self._moved.setdefault(str(model.__tablename__), {})
            moved |= dict(zip(range(first, first + len(numbers)), numbers, strict=True))

    def number(self, model: type[Row], planned: int) -> int:
        """Return the number of a row that was planned, or is stored, under a number."""
        return self._moved.get(str(model.__tablename__), {}).get(planned, planned)

    def referring(self, model: type[Row], columns: Mapping[str, Sequence[Any]]) -> Mapping[str, Sequence[Any]]:
        """Return columns of a table that refer to the numbers given."""
        if not self._moved:
            return columns
        table, changed = sa.inspect(model).local_table, dict(columns)
        for name, values in columns.items():
            for key in table.c[name].foreign_keys:
                moved = self._moved.get(key.column.table.name, {})
                changed[name] = [moved.get(value, value) for value in values] if moved else values
        return changed


def _first_days(names: Sequence[Any], days: Sequence[date]) -> dict[Any, date]:
    """Return the first date on which each name is met: when a coder made known by the import started."""
    first: dict[Any, date] = {}
    for name, day in zip(names, days, strict=bool(days)):
        first[name] = min(day, first.get(name, day))
    return first


def duplicates(keys: Sequence[Hashable]) -> dict[int, int]:
    """Return the place of every key that came before, with the place of its first."""
    if len(set(keys)) == len(keys):
        return {}
    first: dict[Hashable, int] = {}
    return {at: first[key] for at, key in enumerate(keys) if first.setdefault(key, at) != at}
