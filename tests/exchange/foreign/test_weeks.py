"""Weeks as heads and titles name them, and the week that nothing names: it is asked, never made up."""

import pytest

from codedesk.exchange.foreign.guessing import guess
from codedesk.exchange.foreign.maps import answered
from codedesk.exchange.foreign.opening import pasted_book
from codedesk.exchange.foreign.translating import translate
from codedesk.exchange.foreign.values import Written
from codedesk.exchange.foreign.weeks import span_of
from tests.exchange.foreign.layouts import NOBODY, book, brought, lines, problems, total

DAYS = "Coder,Type,Monday,Tuesday,Wednesday,Thursday,Friday\nJane Smith,IP,12,11,N/A,PTO,10\nBob Lee,ED,70,66,68,0,71"
SPANS = """\
Coder,Type,Week 1 (10/1–10/5),Week 2 (10/6–10/12),Week 3 (10/13–10/19),Total
Jane Smith,IP,50,55,53,158
Bob Lee,ED,300,310,305,915
"""
NUMBERED = "Coder,Type,Week 1,Week 2,Week 3,Week 4\nJane Smith,IP,50,55,53,51\nBob Lee,ED,300,310,305,299"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Week 1 (10/1–10/5)", "2024-10-01", "2024-10-05"),
        ("Oct 28 - Nov 1", "2024-10-28", "2024-11-01"),
        ("12/30 to 1/3", "2024-12-30", "2025-01-03"),
        ("Oct 7 - 11", "2024-10-07", "2024-10-11"),
        ("Week of 10/7", "2024-10-07", "2024-10-13"),
        ("w/e 10/13/2024", "2024-10-07", "2024-10-13"),
        ("Wk 2: 10/7", "2024-10-07", "2024-10-13"),
    ],
)
def test_a_head_says_the_days_of_its_week(text: str, first: str, last: str) -> None:
    found = span_of(text, Written(year=2024))
    assert found is not None
    assert tuple(map(str, found)) == (first, last)


def test_sums_of_weeks_side_by_side_are_sums_of_their_months_and_only_their_year_is_asked() -> None:
    given = pasted_book(SPANS)
    found, _ = brought(given, NOBODY)
    assert [each.key for each in found.questions] == ["format/year"]
    done = translate(given, guess(given, NOBODY, answered(found.map, "format/year", "2024")).map, NOBODY)
    assert problems(done) == []
    assert lines(done, "months.csv", "month", "coder", "charts") == [
        ("2024-10-01", "Jane Smith", 158),
        ("2024-10-01", "Bob Lee", 915),
    ]
    assert [each.agrees for each in done.sums] == [True]


def test_a_week_in_two_months_counts_where_it_is_said_to() -> None:
    given = pasted_book("Coder,Type,10/21/24-10/27/24,10/28/24-11/3/24\nJane Smith,IP,50,55")
    found, done = brought(given, NOBODY)
    assert [each.key for each in found.questions] == ["format/weeks"]
    assert lines(done, "months.csv", "month", "charts") == [("2024-10-01", 50), ("2024-11-01", 55)]
    told = guess(given, NOBODY, answered(found.map, "format/weeks", "start"))
    assert lines(translate(given, told.map, NOBODY), "months.csv", "month", "charts") == [("2024-10-01", 105)]


def test_weeks_with_a_number_alone_are_of_the_month_that_the_sheet_says_or_that_is_asked() -> None:
    _, done = brought(pasted_book(f"October 2024,,,,,\n{NUMBERED}"), NOBODY)
    assert (problems(done), total(done, "months.csv", "charts", month="2024-10-01")) == ([], 1423)
    found, _ = brought(pasted_book(NUMBERED), NOBODY)
    assert [(each.key, each.proposed) for each in found.questions] == [("month/0", "")]


@pytest.mark.parametrize("title", ["Productivity - Week of 3/3/2025", "IP team, week ending 3/7/2025", "w/e 3/7/2025"])
def test_a_title_that_names_a_week_gives_the_days_their_dates(title: str) -> None:
    found, done = brought(pasted_book(f'"{title}",,,,,,\n{DAYS}'), NOBODY)
    assert (problems(done), found.questions) == ([], ())
    assert total(done, "log.csv", "charts", date="2025-03-04") == 77


@pytest.mark.parametrize(("name", "day"), [("3-3-2025", "2025-03-04"), ("Team 3-7-2025", "2025-03-04")])
def test_a_sheet_that_is_called_by_the_first_or_the_last_day_of_its_week_is_of_that_week(name: str, day: str) -> None:
    _, done = brought(book((name, DAYS.replace(",", "|"))), NOBODY)
    assert total(done, "log.csv", "charts", date=day) == 77


def test_the_week_that_nothing_names_is_asked() -> None:
    given = pasted_book(DAYS)
    found, done = brought(given, NOBODY)
    assert [(each.key, each.proposed, each.words) for each in found.questions] == [
        ("week/0", "", "Which week is “Pasted”?")
    ]
    assert problems(done)
    assert not any("no hours in" in words for words in done.cannot)
    told = guess(given, NOBODY, answered(found.map, "week/0", "2025-03-03"))
    done = translate(given, told.map, NOBODY)
    assert (told.questions, problems(done)) == ((), [])
    assert total(done, "log.csv", "charts", date="2025-03-07") == 81


def test_a_day_of_the_week_beside_a_date_decides_its_order() -> None:
    found, done = brought(
        pasted_book("Date,Coder,Type,Charts\nMon 03/03/2025,Jane Smith,IP,12\nTue 04/03/2025,Bob,IP,9")
    )
    assert [each.key for each in found.questions if each.key.startswith("format")] == []
    assert {day for (day,) in lines(done, "log.csv", "date")} == {"2025-03-03", "2025-03-04"}
