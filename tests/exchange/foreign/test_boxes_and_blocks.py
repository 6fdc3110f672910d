"""Sheets that are no lists: calendars with a box for every day, tables side by side, totals of shown rows."""

from dataclasses import replace

from codedesk.exchange.foreign.side_by_side import apart, title_of
from tests.exchange.foreign.layouts import NOBODY, book, brought, lines, problems, total

CALENDAR = """
Marisol Quint
March 2025 - charts coded
Sun | Mon | Tue | Wed | Thu | Fri | Sat | Week total
 | | | | | | 1 |
 | | | | | | |
2 | 3 | 4 | 5 | 6 | 7 | 8 |
 | 20 | 21 | 22 | PTO | 24 | | 87
9 | 10 | 11 | 12 | 13 | 14 | 15 |
 | 10 | 11 | 12 | 13 | 14 | | 60
Month total | | | | | | | 147
"""
SIDE_BY_SIDE = """
Marisol Quint | | | | Devon Ames | |
Date | IP | Hrs | | Date | IP | Hrs
2025-02-03 | 5 | 7 | | 2025-03-03 | 6 | 8
2025-02-04 | 7 | 8 | | 2025-03-04 | 9 | 8
Total | 12 | 15 | | Total | 15 | 16
"""


def test_figures_in_a_calendar_are_of_the_day_above_them() -> None:
    found, done = brought(book(("Marisol Quint", CALENDAR)), NOBODY)
    assert problems(done) == []
    assert (total(done, "log.csv", "charts"), total(done, "log.csv", "charts", date="2025-03-12")) == (147, 12)
    assert all(each.agrees for each in done.sums)
    assert [each.key for each in found.questions] == ["work_type/0"]


def test_counts_that_only_look_like_days_are_counts() -> None:
    text = CALENDAR.replace("9 | 10 | 11 | 12 | 13 | 14 | 15 |", "8 | 9 | 10 | 11 | 12 | 13 | 14 | 77")
    _, done = brought(book(("Marisol Quint", text)), NOBODY)
    assert "2025-03-10" not in {date for (date,) in lines(done, "log.csv", "date")}


def test_tables_side_by_side_are_a_page_each_with_its_own_days() -> None:
    parts = apart(book(("Prod", SIDE_BY_SIDE)))
    assert [(page.name, title_of(page.name)) for page in parts.pages] == [
        ("Prod [A:D]", "Prod"),
        ("Prod [E:G]", "Prod"),
    ]
    found, done = brought(parts, NOBODY)
    assert (problems(done), found.questions) == ([], ())
    assert total(done, "log.csv", "charts", coder="Devon Ames", date="2025-03-04") == 9
    assert total(done, "log.csv", "charts") == 27
    assert all(each.agrees for each in done.sums)


def test_a_word_above_a_table_is_whose_it_is_and_a_sheet_called_by_what_it_holds_is_nobody() -> None:
    _, done = brought(apart(book(("Prod", SIDE_BY_SIDE.replace("Marisol Quint", "Mari").replace("Devon Ames", "Dev")))))
    assert {coder for (coder,) in lines(done, "log.csv", "coder")} == {"Mari", "Dev"}
    found, _ = brought(book(("Log", "Date | IP\n2025-02-03 | 5"), ("Daily entry", "Date | IP\n2025-02-03 | 5")), NOBODY)
    assert {each.key for each in found.questions} == {"coder/0", "coder/1"}


def test_one_table_stays_one() -> None:
    for text in ("Coder | IP | ED\nAna Okoro | 5 | 6", " | Mon | | Tue |\nCoder | Charts | Hours | Charts | Hours"):
        given = book(("L", text))
        assert apart(given) is given
    given = replace(book(("L", SIDE_BY_SIDE)), own=True)
    assert apart(given) is given


def test_a_total_of_the_rows_that_are_shown_agrees() -> None:
    text = "Date | Coder | IP\n2025-02-03 | Ana Okoro | 5\n2025-02-03 | Ben Tull | 6\nTotal | | 5"
    given = book(("L", text))
    given = replace(given, pages=(replace(given.pages[0], hidden_rows=frozenset([3])),))
    _, done = brought(given)
    assert total(done, "log.csv", "charts") == 11
    assert [(each.theirs, each.ours) for each in done.sums] == [(5.0, 5.0)]
