"""How sheets write days, hours, counts and names, and what is asked where it can be two things."""

import random
from datetime import date, datetime, timedelta

import pytest

from codedesk.exchange.foreign.book import Book, BookPage, Cell
from codedesk.exchange.foreign.doubles import doubles_of
from codedesk.exchange.foreign.guessing import guess
from codedesk.exchange.foreign.maps import LEFT_OUT, NEW, answered, from_json, to_json, with_name
from codedesk.exchange.foreign.matching import found_names
from codedesk.exchange.foreign.rows import rows_of
from codedesk.exchange.foreign.translating import translate
from codedesk.services.files.known_names import KnownNames
from tests.exchange.foreign.layouts import (
    AUDITS,
    NOBODY,
    book,
    brought,
    department,
    lines,
    problems,
    table,
    total,
)

HEAD = "Date | Coder | Type | Charts | Hours"


def long(*rows: str, name: str = "log.xlsx", page: str = "Log") -> Book:
    return book((page, "\n".join((HEAD, *rows))), name=name)


def one(first: Cell, spent: Cell, epoch: int = 1900) -> Book:
    """Return a book with one line of work, of these two cells."""
    rows = [[each.strip() for each in HEAD.split("|")], [first, "Ana Okoro", "IP", 5.0, spent]]
    return Book("log.xlsx", (BookPage("Log", rows),), epoch)


@pytest.mark.parametrize(
    ("cell", "epoch"),
    [
        (date(2024, 10, 14), 1900), (datetime(2024, 10, 14, 8, 30), 1900), (45579.0, 1900), (44117.0, 1904),
        ("10/14/2024", 1900), ("14.10.2024", 1900), ("Mon 10/14/2024", 1900), ("Oct 14, 2024", 1900),
        ("14-Oct-24", 1900), ("2024-10-14T08:30:00Z", 1900), ("20241014", 1900), (20241014.0, 1900),
        ("10/14/2024 8:30 AM", 1900), ("Monday, October 14, 2024", 1900), ("45579", 1900),
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(cell: Cell, epoch: int) -> None:
    _, done = brought(one(cell, 8.0, epoch))
    assert (problems(done), lines(done, "log.csv", "date")) == ([], [("2024-10-14",)])


@pytest.mark.parametrize(
    "cell", [7.5, "7.5", "7:30", "7h30", "7.5 h", "7.5 hrs", timedelta(hours=7.5), "07:30:00", "7 h 30 min", "450 min"]
)
def test_hours_are_read_however_they_are_written(cell: Cell) -> None:
    _, done = brought(one("2024-10-14", cell))
    assert (problems(done), lines(done, "log.csv", "hours")) == ([], [(7.5,)])


def test_what_is_no_day_and_no_number_is_a_problem_of_its_own_row() -> None:
    _, done = brought(
        long(
            "2024-10-14 | Ana Okoro | IP | 5 | 7",
            "soon | Ana Okoro | IP | 5 | 7",
            "2024-10-15 | Ben Tull | IP | many | 7",
        )
    )
    assert total(done, "log.csv", "charts") == 5
    assert [each.split(":")[0] for each in problems(done)] == ["log.csv, line 2, date", "log.csv, line 3, charts"]
    assert done.sources["log.csv"][3].row == 4


def test_the_order_of_dates_is_decided_by_all_of_them_or_asked() -> None:
    found, done = brought(long("1/2/2025 | Ana Okoro | IP | 5 | 7", "13/2/2025 | Ana Okoro | IP | 6 | 7"))
    assert lines(done, "log.csv", "date") == [("2025-02-01",), ("2025-02-13",)]
    assert "format/dates" not in [each.key for each in found.questions]
    given = long("1/2/2025 | Ana Okoro | IP | 5 | 7", "3/2/2025 | Ana Okoro | IP | 6 | 7")
    found, done = brought(given)
    assert lines(done, "log.csv", "date") == [("2025-01-02",), ("2025-03-02",)]
    asked = next(each for each in found.questions if each.key == "format/dates")
    assert asked.examples[0] == "1/2/2025 is Thursday, 2 Jan 2025"
    other = answered(found.map, "format/dates", "dmy")
    again = guess(given, department(), other)
    assert "format/dates" not in [each.key for each in again.questions]
    done = translate(given, again.map, department())
    assert lines(done, "log.csv", "date") == [("2025-02-01",), ("2025-02-03",)]
    european = KnownNames(department().directories, "day_first")
    assert brought(given, european)[0].map.spellings["dates"] == "dmy"


def test_a_year_comes_from_the_page_or_the_file_or_is_asked() -> None:
    rows = ("10/14 | Ana Okoro | IP | 5 | 7", "10/15 | Ana Okoro | IP | 6 | 7")
    for given in (long(*rows, page="Oct 2024"), long(*rows, name="Coding 2024.xlsx")):
        found, done = brought(given)
        assert lines(done, "log.csv", "date") == [("2024-10-14",), ("2024-10-15",)]
        assert "format/year" not in [each.key for each in found.questions]
    found, _ = brought(long(*rows))
    assert "format/year" in [each.key for each in found.questions]
    done = translate(long(*rows), answered(found.map, "format/year", "2023"), department())
    assert lines(done, "log.csv", "date")[0] == ("2023-10-14",)


def test_a_decimal_comma_and_thousands_are_told_apart_by_all_numbers() -> None:
    text = "Datum;Mitarbeiter;Type;Charts;Stunden\n14.10.2024;Ana Okoro;IP;1.250;7,5\n15.10.2024;Ana Okoro;IP;12;8,25\n"
    rows: list[list[Cell]] = [list(line.split(";")) for line in text.splitlines()]
    found, done = brought(Book("log.csv", (BookPage("log", rows),)))
    assert (problems(done), found.map.spellings["decimal"]) == ([], "comma")
    assert lines(done, "log.csv", "charts", "hours") == [(1250, 7.5), (12, 8.25)]


def test_per_cents_are_shares_or_per_cents_by_all_of_a_column() -> None:
    for values in (("0.954", "1"), ("95.4", "100"), ("95.4%", "100%")):
        rows = [f"2026-01-31 | Ana Okoro | 10 | {values[0]}", f"2026-02-28 | Ben Tull | 10 | {values[1]}"]
        _, done = brought(book(("QA", "\n".join((AUDITS, *rows)))))
        assert lines(done, "audits.csv", "reported_accuracy") == [(95.4,), (100.0,)]


def test_names_stand_once_for_several_rows_and_codes_beside_them_are_passed_over() -> None:
    rows = (
        "Emp ID | Employee | Date | Type | Charts\n17 | Okoro, Ana (A017) | 2024-10-14 | IP | 5\n"
        " | | 2024-10-15 | IP | 6\n18 | B. Tull | 2024-10-14 | ED | 7"
    )
    found, done = brought(book(("Log", rows)))
    assert lines(done, "log.csv", "coder", "charts") == [("Ana Okoro", 5), ("Ana Okoro", 6), ("Ben Tull", 7)]
    open_names = {each.text: each.why for each in found.names if each.is_open and each.noun == "coder"}
    assert open_names == {"B. Tull": "the same last name and initial"}


def test_two_ways_to_write_a_new_name_are_offered_as_one() -> None:
    rows = ("2024-10-14 | Jane Smith | IP | 5 | 7", "2024-10-15 | Smith, J. | IP | 6 | 7")
    found, done = brought(long(*rows), department(coder=()))
    assert {each.text: (each.state, each.meant) for each in found.names if each.noun == "coder"} == {
        "Jane Smith": ("new", "+"), "Smith, J.": ("similar", "Jane Smith"),
    }  # fmt: skip
    assert total(done, "log.csv", "charts", coder="Jane Smith") == 11


def test_a_name_that_is_new_says_of_whom_or_what() -> None:
    found, _ = brought(long("2024-10-14 | Zoe Quill | Hospice | 5 | 7"))
    assert {each.text: each.why for each in found.names if each.state == "new"} == {
        "Zoe Quill": "no coder is called so", "Hospice": "not in the list yet",
    }  # fmt: skip


def test_two_shifts_of_a_day_are_added_up_and_said() -> None:
    _, done = brought(long("2024-10-14 | Ana Okoro | IP | 5 | 3.5", "2024-10-14 | Ana Okoro | IP | 6 | 4"))
    assert lines(done, "log.csv", "charts", "hours") == [(11, 7.5)]
    said = " ".join(each.text for each in done.draft.remarks)
    assert "1 row is of a coder, day and work type that another row has too: it was added up" in said


def test_the_next_file_of_the_same_shape_asks_nothing() -> None:
    found, _ = brought(long("10/1/2024 | A. Okoro | IP | 5 | 7"))
    assert found.questions
    remembered = {"coder": {"A. Okoro": "Ana Okoro"}, "work_type": {"IP": "Inpatient"}}
    known = KnownNames(department().directories, remembered=remembered)
    given = long("11/1/2024 | A. Okoro | IP | 5 | 7", "11/4/2024 | A. Okoro | IP | 6 | 7", page="Nov")
    assert guess(given, known).map.shape == found.map.shape
    again = guess(given, known, from_json(to_json(found.map)))
    assert (again.questions, again.remembered) == ((), True)
    done = translate(given, again.map, known)
    assert lines(done, "log.csv", "date", "coder") == [("2024-11-01", "Ana Okoro"), ("2024-11-04", "Ana Okoro")]


def test_a_name_that_came_in_as_new_is_the_same_in_the_next_file() -> None:
    known = KnownNames(department().directories, remembered={"work_type": {"Inpatient": NEW}})
    (found,) = found_names("work_type", {"Inpatient": 4}, known)
    assert (found.state, found.meant, found.is_open) == ("same", "Inpatient", False)


def test_a_book_that_grew_by_a_sheet_has_the_same_shape_and_asks_nothing() -> None:
    first = "Coder | Day | Charts\nAna Okoro | 6 | 5\nBen Tull | 7 | 6"
    given = book(("Jan 2025", first), ("Feb 2025", first))
    found, _ = brought(given)
    assert [each.key for each in found.questions] == ["work_type/0,1"]
    decided = answered(found.map, "work_type/0,1", "Inpatient")
    later = book(("Jan 2025", first), ("Feb 2025", first), ("Mar 2025", first))
    again = guess(later, department(), from_json(to_json(decided)))
    assert (again.map.shape, again.questions) == (found.map.shape, ())
    done = translate(later, again.map, department())
    assert total(done, "log.csv", "charts", work_type="Inpatient") == 33
    assert total(done, "log.csv", "charts", date="2025-03-07") == 6


def test_hidden_things_and_formulas_without_a_value_are_said() -> None:
    page = BookPage(
        "Log",
        table(f"{HEAD}\n2024-10-14 | Ana Okoro | IP | 5 | 7"),
        hidden_rows=frozenset([2]),
        doubts=((2, 4, "unstored"),),
    )
    other = BookPage("Old", table(f"{HEAD}\n2023-10-14 | Ana Okoro | IP | 9 | 7"), hidden=True)
    _, done = brought(Book("log.xlsx", (page, other)))
    said = " ".join(each.text for each in done.draft.remarks)
    assert "“Old” is hidden and was left out" in said
    assert "1 hidden row (from row 2 on)" in said
    assert "1 formula without a stored value" in said
    assert total(done, "log.csv", "charts") == 5


def test_comments_become_notes_of_their_day_if_they_are_wanted() -> None:
    page = BookPage("Log", table(f"{HEAD}\n2024-10-14 | Ana Okoro | IP | 5 | 7"), comments={(2, 3): "new\nencoder"})
    given = Book("log.xlsx", (page,))
    found, done = brought(given)
    assert lines(done, "day_notes.csv", "note") == []
    done = translate(given, answered(found.map, "format/comments", "yes"), department())
    assert lines(done, "day_notes.csv", "date", "coder", "note") == [("2024-10-14", "Ana Okoro", "new encoder")]


def test_what_is_left_out_by_name_is_not_in_the_sums() -> None:
    given = long("2024-10-14 | Ana Okoro | IP | 5 | 7", "2024-10-14 | Temp | IP | 6 | 7", "Total | | | 11 | 14")
    found, _ = brought(given)
    left = with_name(found.map, "coder", "Temp", LEFT_OUT)
    done = translate(given, guess(given, department(), left).map, department())
    assert next((each.theirs, each.ours) for each in done.sums) == (11.0, 5.0)
    assert "its coder is left out" in [each.why for each in done.left_out]


ODD: list[Cell] = [
    *(None, True, float("nan"), float("inf"), -1.0, 1e300, 45000.0, date(2025, 1, 1), timedelta(hours=8)),
    *("Total", "=1+1", "PTO", "x" * 300, "1/1/2025", "95%", "1,234", "Mon", "Jan-25", "²", "٣", "Week of 13/45/2025"),
    *("#N/A", "Coder:"),
]


@pytest.mark.parametrize("seed", range(3))
def test_a_sheet_with_anything_in_it_is_read_or_refused_in_words(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(20):
        rows = table(
            f"Title\n{HEAD}\n2024-10-14 | Ana Okoro | IP | 5 | 7\n2024-10-15 | Ben Tull | ED | 9 | 7\n"
            "Total | | | 14 | 14"
        )
        for _ in range(chance.randrange(1, 9)):
            row = chance.choice(rows)
            if row and chance.random() < 0.8:
                row[chance.randrange(len(row))] = chance.choice(ODD)
            else:
                rows.insert(chance.randrange(len(rows)), [chance.choice(ODD)])
        given = Book("any.xlsx", (BookPage("Any", rows),))
        found, done = brought(given)
        assert len(rows_of(given.pages[0], found.map.pages[0])) == len(rows)
        assert from_json(to_json(found.map)).pages == found.map.pages
        assert done.draft.sheets or done.draft.problems


def test_names_that_differ_in_a_number_are_never_taken_for_one_another() -> None:
    sheet = "Date | Coder | Type | Charts\n" + "".join(
        f"2026-03-{day:02} | Coder {day:02} | Inpatient | 9\n" for day in range(2, 12)
    )
    for known in (NOBODY, department(coder=("Coder 01",))):
        found, _ = brought(book(("March", sheet)), known)
        assert {each.state for each in found.names if each.noun == "coder"} == {"new"}


@pytest.mark.parametrize(
    ("days", "order", "asked"),
    [
        (("10/1/2024", "10/2/2024", "10/3/2024", "10/4/2024", "10/7/2024"), "mdy", False),
        (("1/10/2024", "2/10/2024", "3/10/2024"), "dmy", False),
        (("1/10/2024", "2/10/2024"), "mdy", True),  # too few to tell
        (("1/1/2024", "2/2/2024", "3/3/2024"), "mdy", False),  # both orders say the same days
        (("1/2/2024", "2/1/2024", "3/4/2024"), "mdy", True),  # neither gives days in a row
    ],
)
def test_days_that_follow_each_other_tell_the_order(days: tuple[str, ...], order: str, asked: bool) -> None:
    found, _ = brought(long(*(f"{day} | Ana Okoro | IP | 5 | 7" for day in days)))
    (dates,) = (each for each in found.formats if each.key == "dates")
    assert (dates.chosen, dates.is_open) == (order, asked)


def test_a_page_called_by_its_month_asks_for_no_year_where_its_dates_have_one() -> None:
    for day in ("6/16/2025", "2025-06-16"):
        found, _ = brought(long(f"{day} | Ana Okoro | IP | 5 | 7", page="June"))
        assert "format/year" not in {each.key for each in found.questions}
    found, _ = brought(long("6/16 | Ana Okoro | IP | 5 | 7", page="June"))
    assert "format/year" in {each.key for each in found.questions}


def test_paid_hours_on_each_row_of_a_day_are_taken_once() -> None:
    rows = ["Date | Coder | Type | Charts | Paid Hours"]
    rows += [f"2024-10-14 | Ana Okoro | {kind} | 5 | 8" for kind in ("Inpatient", "Emergency", "Same-day surgery")]
    rows += ["2024-10-15 | Ana Okoro | Inpatient | 5 | 6", "2024-10-15 | Ana Okoro | Emergency | 5 | 2"]
    rows += [f"2024-10-16 | Ana Okoro | {kind} | 5 | 4" for kind in ("Inpatient", "Emergency")]  # two shifts can be
    _, done = brought(book(("Log", "\n".join(rows))))
    assert lines(done, "time.csv", "date", "hours") == [("2024-10-14", 8.0), ("2024-10-15", 8.0), ("2024-10-16", 8.0)]
    assert any("taken once a day" in each.text for each in done.draft.remarks)


def test_rows_that_are_there_twice_are_said() -> None:
    _, done = brought(long(*["2024-10-14 | Ana Okoro | IP | 5 | 2"] * 2, "2024-10-14 | Ana Okoro | IP | 4 | 2"))
    assert any("possible doubles: 1 of" in each.text for each in done.draft.remarks)


def test_whose_a_page_is_is_asked_before_formats() -> None:
    found, _ = brought(book(("Log", "Date | Type | Charts | Hours\n1/2/2024 | IP | 5 | 2")), department())
    keys = [each.key for each in found.questions]
    assert keys.index("coder/0") < keys.index("format/dates")


def test_rows_that_differ_in_a_sign_alone_are_no_doubles() -> None:
    """Python hashes -1 and -2 alike."""
    rows = [("Date", "Coder", "Charts"), *((date(2025, 1, 6), "Ana Okoro", figure) for figure in (-1.0, -2.0, -2.0))]
    page = BookPage("Log", rows)
    found = guess(Book("log.xlsx", (page,)), department())
    assert doubles_of(page, found.map.pages[0]) == {4: 3}
