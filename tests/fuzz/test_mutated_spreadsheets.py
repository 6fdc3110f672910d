"""Spreadsheets of other forms altered at random, on the whole way: opened, guessed, translated, planned, stored.

Nothing crashes; what is stored is all of it or nothing, and one step back leaves what was there before.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, func, select
from xlsxwriter import Workbook

from codedesk.desk import Desk
from codedesk.exchange.foreign.book import Book, Cell
from codedesk.exchange.foreign.guesses import MOST_QUESTIONS
from codedesk.exchange.foreign.guessing import guess
from codedesk.exchange.foreign.maps import from_json, to_json
from codedesk.exchange.foreign.opening import open_book
from codedesk.exchange.foreign.translating import translate
from codedesk.models import Audit, Coder, MonthSum, OtherTime, WorkDay, WorkLine, WorkType
from codedesk.services.department.starters import starters
from codedesk.services.files import importing
from codedesk.services.files.known_names import known_names
from codedesk.services.files.plans import ImportRefused
from tests.exchange.foreign import test_day_layouts as days
from tests.exchange.foreign import test_levels as levels
from tests.exchange.foreign import test_more_layouts as more
from tests.exchange.foreign import test_other_layouts as other
from tests.exchange.foreign import test_vendor_layouts as vendors
from tests.exchange.foreign.layouts import book
from tests.fuzz.test_mutated_workbooks import MUTATIONS, SETTINGS, Mutation, altered, one_server
from tests.thorough import times

__all__ = ["one_server"]

LAYOUTS: dict[str, Book] = {
    f"{module.__name__.rpartition('.')[2]} {name}": book(("Oct 2024", text))
    for module in (days, more, other, levels, vendors)
    for name, text in sorted(vars(module).items())
    if name.isupper() and isinstance(text, str) and " | " in text
} | {"a sheet per coder": book(*days.A_SHEET_PER_CODER), "a sheet per month": book(*days.A_SHEET_PER_MONTH)}
ODD: Sequence[Cell] = (
    *(
        None,
        "",
        " ",
        "Total",
        "PTO",
        "-",
        "x" * 5_000,
        "95%",
        "7:30",
        "25:99",
        "1,5",
        "=1+1",
        "2024-13-45",
        "31/31/2024",
    ),
    *(
        "١٢",
        "\u202eAna",
        "Ana Okoro",
        "Okoro, A.",
        "#REF!",
        "Jan",
        "2024",
        "Coder",
        "Date",
        "🙂",
        "a | b",
        "\n",
        "%",
        "1/2",
    ),
    *(0.0, -5.0, 0.5, 1.5, 1e308, 1e-300, float("inf"), float("nan"), 45_000.0, 20_250_106.0, True, False),
    *(date(1899, 12, 31), date(2024, 2, 29), date(9999, 12, 31), datetime(2024, 10, 14, 23, 59, 59)),
    *(timedelta(hours=30), timedelta(days=-1), timedelta(days=900_000), timedelta()),
)
COUNTED = (Coder, WorkType, WorkDay, WorkLine, OtherTime, MonthSum, Audit)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = Desk.create(tmp_path_factory.mktemp("fuzz") / "Coding.codedesk", "fuzz", starters)
    yield made
    made.close()


def counts(session: Session) -> tuple[int, ...]:
    return tuple(
        session.exec(select(func.count()).select_from(table).where(table.voided.is_(False))).one()  # type: ignore[attr-defined]
        for table in COUNTED
    )


def goes_the_whole_way(desk: Desk, spreadsheet: Book) -> None:
    known = desk.read(known_names)
    found = guess(spreadsheet, known)
    assert len(found.questions) <= MOST_QUESTIONS
    assert from_json(to_json(found.map)).pages == found.map.pages
    done = translate(spreadsheet, found.map, known)
    plan = desk.read(importing.plan, done.draft)
    assert all("\n" not in problem.sentence for problem in plan.problems)
    before = desk.read(counts)
    try:
        desk.write("Import", importing.apply, done.draft)
    except ImportRefused as refused:
        assert refused.plan.problems
        assert desk.read(counts) == before
        return
    assert not plan.problems
    if desk.read(counts) != before:
        desk.undo()
        assert desk.read(counts) == before


def change_cells(given: Book, chance: random.Random) -> Book:
    """Put odd values into cells, take rows out, double them, end them early, change their order."""
    at = chance.randrange(len(given.pages))
    rows = [list(row) for row in given.pages[at].rows]
    for _ in range(chance.choice((1, 1, 3, 10))):
        row = chance.randrange(len(rows))
        if not rows[row]:
            continue
        match chance.randrange(6):
            case 0:
                rows.insert(row, list(rows[chance.randrange(len(rows))]))
            case 1 if len(rows) > 1:
                del rows[row]
            case 2:
                del rows[row][chance.randrange(len(rows[row])) :]
            case 3:
                chance.shuffle(rows[row])
            case _:
                rows[row][chance.randrange(len(rows[row]))] = chance.choice(ODD)
    pages = [replace(page, rows=rows) if place == at else page for place, page in enumerate(given.pages)]
    return replace(given, pages=tuple(pages))


def written(folder: Path, given: Book) -> bytes:
    path = folder / "sheet.xlsx"
    with Workbook(path) as made:
        day = made.add_format({"num_format": "m/d/yyyy"})
        for page in given.pages:
            sheet = made.add_worksheet(page.name)
            for at, row in enumerate(page.rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(at, place, cell, day)
                    elif cell is not None:
                        sheet.write(at, place, cell)
    return path.read_bytes()


@settings(SETTINGS, max_examples=times(3))
@given(layout=st.sampled_from(sorted(LAYOUTS)), seed=st.integers(0, 2**32))
def test_a_spreadsheet_with_odd_cells_comes_in_whole_or_not_at_all(desk: Desk, layout: str, seed: int) -> None:
    goes_the_whole_way(desk, change_cells(LAYOUTS[layout], random.Random(seed)))


@settings(SETTINGS, max_examples=times(1))
@given(layout=st.sampled_from(sorted(LAYOUTS)), mutation=st.sampled_from(MUTATIONS), seed=st.integers(0, 2**32))
def test_a_damaged_spreadsheet_comes_in_whole_or_not_at_all(
    desk: Desk, tmp_path: Path, layout: str, mutation: Mutation, seed: int
) -> None:
    path = altered(tmp_path, "damaged.xlsx", written(tmp_path, LAYOUTS[layout]), mutation, seed)
    goes_the_whole_way(desk, open_book(path))
