"""One noun, entered in a form and taken in from a file: what each of the two says of the same values."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hypothesis import strategies as st
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.exchange.cells import plain, safe
from codedesk.exchange.csv_reading import read_text
from codedesk.models import Audit, Coder, FindingCategory, RootCause, Row, Severity, WorkType
from codedesk.models.fields import Described, Draft
from codedesk.services.files import importing
from codedesk.services.files.columns import NOUNS_OF_FILES
from codedesk.services.files.plans import ImportDraft
from codedesk.services.files.shapes import CsvSheet
from codedesk.services.nouns import Noun

Values = dict[str, Any]
NAMES: Mapping[str, Mapping[int, str]] = {
    "coder": {1: "Ana Diaz", 2: "Bo Chen", 3: "Dax Reed", 99: "Nobody"},
    "work_type": {1: "Inpatient", 2: "Emergency", 99: "Nothing"},
    "audit": {1: "A1", 2: "A2", 99: "No audit"},
    "category": {1: "sepsis", 2: "modifiers", 99: "No category"},
    "root_cause": {1: "old template", 2: "new encoder", 99: "No cause"},
}


@dataclass(frozen=True)
class Tried:
    """A noun with its file, values that are right, and what is wrong with others: the changes, the field, the words.

    home: where its rows belong, which its draft does not say. drawn_as: what is drawn for a field of its own.
    """

    noun: Noun[Any, Any]
    sheet: CsvSheet
    right: Values
    wrong: tuple[tuple[Values, str, str], ...]
    home: Mapping[str, Any] = field(default_factory=dict)
    drawn_as: Mapping[str, st.SearchStrategy[Any]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.sheet.file

    def drawn(self) -> st.SearchStrategy[Values]:
        """Draw values for every field: some right, some out of bounds, too long, empty or crossed."""
        described = self.noun.draft.described()
        named = {column.stored_as for column in self.sheet.columns}
        drawn = {name: _drawn(each) for name, each in described.items() if name in named}
        return st.fixed_dictionaries(drawn | self.drawn_as)


def team(desk: Desk) -> Desk:
    """Add what the values speak of: people, work types, audits that are no draft, and the lists of findings."""
    day = date(2026, 1, 1)
    made: Mapping[str, Callable[[int, str], Row]] = {
        "coder": lambda number, name: Coder(
            name=name, started_on=date(2024, 1, 1), left_on=date(2026, 7, 31) if number == 3 else None
        ),
        "work_type": lambda _, name: WorkType(name=name),
        "audit": lambda _, name: Audit(name=name, coder_id=1, day=day, matched=9, revised=1, added=0),
        "category": lambda _, name: FindingCategory(name=name),
        "root_cause": lambda _, name: RootCause(name=name),
    }

    def add(session: Session) -> None:
        for noun, named in NAMES.items():
            rows = {number: made[noun](number, name) for number, name in named.items() if number != 99}
            session.add_all(rows.values())
            session.flush()
            assert [row.id for row in rows.values()] == [*rows]  # the database's own numbers
        session.add_all([Severity(name=name, position=at) for at, name in enumerate(("low", "medium", "high"))])

    desk.write("Add a team", add)
    return desk


def by_form(desk: Desk, tried: Tried, values: Values) -> dict[str, str]:
    """Return what the form says, by field; nothing where it is taken."""

    def entered(session: Any) -> dict[str, str]:
        try:
            draft: Draft = tried.noun.draft(**values)
            found = {refused.field: refused.reason for refused in draft.refusals()}
            if not found:
                tried.noun.add(session, draft, **tried.home)
        except Refused as refused:
            found = {refused.field: refused.reason}
        return found

    return desk.rehearse("Add", entered)


def by_file(desk: Desk, tried: Tried, values: Values) -> dict[str, str]:
    """Return what the import says, by the field of each column; nothing where it would be taken."""
    columns = tried.sheet.columns
    said = values | tried.home
    cells = [_cell(tried, column.stored_as, said.get(column.stored_as)) for column in columns]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([[column.name for column in columns], cells])
    read = read_text(tried.sheet, text.getvalue(), tried.sheet.file)
    plan = desk.read(importing.plan, ImportDraft((read,)))
    fields = {column.name: column.stored_as for column in columns}
    return {fields.get(problem.column, ""): problem.reason for problem in plan.problems}


def _cell(tried: Tried, field: str, value: Any) -> str:
    column = next(each for each in tried.sheet.columns if each.stored_as == field)
    described = tried.noun.draft.described().get(field)
    target = column.refers or (described.target if described is not None else "")
    if target in NAMES and value is not None:
        return NAMES[target][value]
    return safe(plain(column, value)) if column.kind in ("text", "name") else plain(column, value)


def _drawn(field: Described) -> st.SearchStrategy[Any]:
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "day": st.dates(date(2026, 1, 1), date(2026, 1, 9)),
        "yes": st.booleans(),
        "count": st.integers(-2, 12) | st.integers(999_999, 1_000_001),
        "number": st.sampled_from([-1.0, 0.0, 0.5, 5.0, 24.0, 24.5, 168.0, 1000.0, 1000.5, 1e6, 1e6 + 1]),
        "percent": st.sampled_from([-1.0, 0.0, 0.954, 50.0, 95.5, 100.0, 100.5, 150.0, 200.5]),
        "money": st.integers(-100, 100),
        "text": st.sampled_from(["", " ", "x", "two words", "x" * 301, "y" * 501]),
        "name": st.sampled_from(["", " ", "x", "two words", "x" * 301]),
        "word": st.sampled_from([*(field.words or ()), "party"]),
        "link": st.sampled_from([1, 2]) if NOUNS_OF_FILES.get(field.target, field.target) in NAMES else st.none(),
    }
    drawn = kinds[field.kind]
    return st.none() | drawn if field.optional else drawn
