"""Standards in workload units and published figures from open files: exact, or refused by line with the reason."""

from datetime import date

from codedesk.desk import Desk
from codedesk.services.standards import benchmarks, standards
from tests.services.files.test_importing import TEAM, problems_of, take_in

HEAD = "work_type,effective_from,pace,pace_unit,units_per_chart,accuracy\n"
FIGURES = "source,year,pace_low,pace_high,pace_unit\n"


def test_a_standard_in_units_comes_in_with_its_rate(department: Desk) -> None:
    take_in(department, {**TEAM, "standards.csv": f"{HEAD}Inpatient,2026-01-01,96,units per day,4,95\n"})
    (row,) = department.read(standards.time_line, 1, date(2026, 10, 5))
    assert (row.statement, row.rate) == ("96 units per day of 8 h, 4 units per chart", 3.0)


def test_units_without_their_size_and_a_size_without_units_are_named(department: Desk) -> None:
    text = f"{HEAD}Inpatient,2026-01-01,96,units_per_day,,95\nEmergency,2026-01-01,12,per_hour,4,95\n"
    assert problems_of(department, {**TEAM, "standards.csv": text}) == [
        ("standards.csv", 2, "units_per_chart", "say how many workload units one chart counts"),
        ("standards.csv", 3, "units_per_chart", "units per chart belong to a standard stated in workload units"),
    ]


def test_a_published_range_that_ends_below_its_start_is_named(department: Desk) -> None:
    text = f"{FIGURES}A survey,2021,4,3,per_hour\nA survey,2021,3,4,per_hour\n"
    assert problems_of(department, {**TEAM, "benchmarks.csv": text}) == [
        ("benchmarks.csv", 2, "pace_high", "the upper end of the range is below the lower one"),
    ]


def test_a_published_figure_of_no_work_type_stands_beside_every_one(department: Desk) -> None:
    take_in(department, {**TEAM, "benchmarks.csv": f"{FIGURES}A survey,2021,3,4,per_hour\n"})
    for work_type in (1, 2):
        (row,) = department.read(benchmarks.benchmarks, work_type)
        assert (row.rates, row.draft.basis) == ((3.0, 4.0), "not_stated")
