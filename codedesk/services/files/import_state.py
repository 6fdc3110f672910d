"""The working state of one import: which names are known, which rows will be stored, what stands in the way.

Nothing is stored before `store`. Rows that are planned have numbers already, so that later files can refer to them;
when they are stored the database gives them theirs. What each file means lives in rows, day_lines and audit_lines.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from codedesk import models, names
from codedesk.models import Row
from codedesk.services import bulk
from codedesk.services.files.plans import (
    Created,
    FileTally,
    ImportDraft,
    ImportPlan,
    Problem,
    ReadSheet,
    Remark,
    shown,
)
from codedesk.services.files.shapes import CsvSheet
from codedesk.services.files.sheets import (
    AUDITS,
    CODERS,
    FINDING_CATEGORIES,
    ROOT_CAUSES,
    SEVERITIES,
    TIME_CATEGORIES,
    WORK_TYPES,
)
from codedesk.services.name_directories import directory_of
from codedesk.services.name_directory import Directory, Span

NOUNS: Mapping[str, CsvSheet] = {
    sheet.noun: sheet
    for sheet in (TIME_CATEGORIES, FINDING_CATEGORIES, ROOT_CAUSES, SEVERITIES, CODERS, WORK_TYPES, AUDITS)
}
WORDS = {
    "work_type": "work type",
    "time_category": "time category",
    "category": "finding category",
    "root_cause": "root cause",
}


def folded(name: str) -> str:
    """Return a name as compared, and without spaces and hyphens."""
    return "".join(letter for letter in names.key(name) if letter not in " -_")


@dataclass
class FileLines:
    """The lines of one file at work: columns by name, of one length; lines that turn out unsound are dropped.

    spelled gives, in a noun's own file, the name that a line has letter by letter.
    """

    read: ReadSheet
    lines: list[int]
    columns: dict[str, list[Any]]
    spelled: dict[int, str] = field(default_factory=dict)

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


@dataclass
class ImportState:
    """One import at work in one session."""

    session: Session
    draft: ImportDraft
    tallies: dict[str, FileTally] = field(default_factory=dict)
    directories: dict[str, Directory] = field(default_factory=dict)
    nearly: dict[str, dict[str, str]] = field(default_factory=dict)
    remarks: dict[str, dict[str, int]] = field(default_factory=dict)
    created: list[Created] = field(default_factory=list)
    days: set[tuple[int, date]] = field(default_factory=set)
    fresh: bool = False
    usual_hours: float = 8.0
    suggested: int = 0
    _doubtful: dict[str, set[str]] = field(default_factory=dict)
    _unreadable: set[str] = field(default_factory=set)
    _next: dict[type[Row], int] = field(default_factory=dict)
    _inserts: dict[type[Row], list[tuple[int, Mapping[str, Sequence[Any]]]]] = field(default_factory=dict)
    _updates: dict[tuple[type[Row], int], dict[str, Any]] = field(default_factory=dict)
    _given: Given = field(default_factory=Given)

    def __post_init__(self) -> None:
        """Look up what is known and count what was read."""
        department = self.session.get(models.Department, 1)
        self.usual_hours = department.usual_hours_per_day if department else 8.0
        self.fresh = not any(
            self._any(model) for model in (models.Coder, models.WorkType, models.WorkDay, models.Audit)
        )
        for noun in NOUNS:
            self.directories[noun] = directory_of(self.session, noun)
            self.nearly[noun] = {folded(name): name for name in self.directories[noun].numbers}
        for read in self.draft.sheets:
            self.tallies[read.file] = FileTally(read.file, read.total, problems=list(read.problems))
            if read.sheet.noun:
                self.doubt(read.sheet.noun, read.doubtful)
                if read.broken:
                    self._unreadable.add(read.sheet.noun)

    def _any(self, model: type[Row]) -> bool:
        return self.session.exec(select(model.id).where(col(model.voided).is_(False)).limit(1)).first() is not None

    def sheet(self, sheet: CsvSheet) -> ReadSheet | None:
        """Return the lines of a file if it is part of the import."""
        return next((read for read in self.draft.sheets if read.sheet is sheet and not read.broken), None)

    def problem(self, rows: FileLines, at: int, column: str, value: object, reason: str) -> None:
        """Note what is wrong with a line."""
        words = value if isinstance(value, str) else "" if value is None else str(value)
        self.tallies[rows.read.file].problems.append(
            Problem(rows.read.file, rows.lines[at], column, shown(words), reason)
        )

    def problem_at(self, read: ReadSheet, line: int, column: str, value: str, reason: str) -> None:
        """Note what is wrong with a line by its number."""
        self.tallies[read.file].problems.append(Problem(read.file, line, column, shown(value), reason))

    def tally(self, rows: FileLines) -> FileTally:
        """Return the counts of a file."""
        return self.tallies[rows.read.file]

    # Names

    def know(self, noun: str, name: str, number: int, plain: str = "", span: Span | None = None) -> None:
        """Make a planned row known by its name; a coder also by the plain name and the days on the team."""
        self.directories[noun].know(name, number, plain, span)
        self.nearly[noun].setdefault(folded(name), name)

    def forget(self, noun: str, name: str) -> None:
        """Make a name unknown."""
        self.directories[noun].forget(name)
        self.nearly[noun].pop(folded(name), None)

    def remark(self, rows: FileLines, at: int, text: str) -> None:
        """Note what is worth knowing of a line; the same of many lines once, with the first of them."""
        remarked = self.remarks.setdefault(rows.read.file, {})
        remarked.setdefault(text, rows.lines[at])

    def doubt(self, noun: str, called: Iterable[Any]) -> None:
        """Keep names of lines that were dropped, so that what refers to them is not complained of again."""
        self._doubtful.setdefault(noun, set()).update(names.key(each) for each in called if each)

    def is_doubtful(self, noun: str, name: str) -> bool:
        """Tell whether a name stands in a line that was dropped, or in a file that could not be read."""
        return noun in self._unreadable or names.key(name) in self._doubtful.get(noun, ())

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

    def numbers_with(self, model: type[Row], attribute: str, *values: Any) -> set[int]:
        """Return the live and planned rows of a table that will have one of these values."""
        found = dict(self.stored(model, [attribute])) | self.planned_values(model, attribute, None)
        changed = {number: now for (table, number), now in self._updates.items() if table is model}
        found |= {number: now[attribute] for number, now in changed.items() if attribute in now}
        return {number for number, kept in found.items() if kept in values}

    def to_be(self, model: type[Row], names: Sequence[str], wanted: Mapping[str, object]) -> dict[int, tuple[Any, ...]]:
        """Return values of the rows that will have what is wanted: stored ones as changed, and planned ones."""
        every = [*names, *wanted]
        found = {number: tuple(values) for number, *values in self.stored(model, every)}
        for first, columns in self._inserts.get(model, ()):
            found |= enumerate(zip(*(columns[name] for name in every), strict=True), first)
        for (table, number), values in self._updates.items():
            if table is model and number in found:
                found[number] = tuple(values.get(*each) for each in zip(every, found[number], strict=True))
                if values.get("voided"):
                    del found[number]
        size, kept = len(names), tuple(wanted.values())
        return {number: values[:size] for number, values in found.items() if values[size:] == kept}

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
        remarks = [*self.draft.remarks, *(remark for read in self.draft.sheets for remark in read.remarks)]
        remarks += [Remark(file, line, text) for file in self.remarks for text, line in self.remarks[file].items()]
        same = {file: frozenset(tally.same_lines) for file, tally in self.tallies.items()}
        changed = {file: frozenset(tally.changed_lines) for file, tally in self.tallies.items()}
        made = tuple(self.created)
        return ImportPlan(files, tuple(problems), made, tuple(remarks), same_lines=same, changed_lines=changed)

    def store(self) -> None:
        """Store every planned row and change, referred-to tables first."""
        tables = {table: number for number, table in enumerate(models.metadata().sorted_tables)}
        given = self._given
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

    @property
    def touched(self) -> set[tuple[int, date]]:
        """The coders' days that the files name, once they are stored."""
        return {(self._given.number(models.Coder, coder), day) for coder, day in self.days}


def duplicates(keys: Sequence[Hashable]) -> dict[int, int]:
    """Return the place of every key that came before, with the place of its first."""
    if len(set(keys)) == len(keys):
        return {}
    first: dict[Hashable, int] = {}
    return {at: first[key] for at, key in enumerate(keys) if first.setdefault(key, at) != at}
