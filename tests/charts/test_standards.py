"""Standards to scale and ramps as steps: what the picture says is what was set."""

from datetime import date

from codedesk.charts.ramp_steps import ramp_picture
from codedesk.charts.standard_line import standard_line
from codedesk.desk import Desk
from codedesk.services.standards import standards
from codedesk.services.standards.standards import RampRow, RampStepRow

TODAY = date(2026, 10, 5)


def test_the_time_line_is_to_scale_and_holds_today_and_the_review(sample: Desk) -> None:
    rows = sample.read(standards.time_line, 1, TODAY)
    line = standard_line(rows, TODAY)
    assert line is not None
    first, second = line.spans
    assert (first.label, second.label) == ("2.250 per hour, 95 %", "2.000 per hour, 95 %")
    assert (first.in_force, second.in_force) == (False, True)
    assert line.x.start <= first.from_day
    assert line.x.end >= max(line.today, line.review_due or line.today)
    years = [line.x.share(date(year, 1, 1)) for year in (2024, 2025, 2026)]
    assert abs((years[1] - years[0]) * 365 / 366 - (years[2] - years[1])) < 1e-3
    assert line.summary == "2 standards; in force since 1 Jan 2026: 16 per day of 8 h."


def test_without_a_standard_there_is_no_picture() -> None:
    assert standard_line((), TODAY) is None


def test_a_ramp_shows_pace_and_accuracy_of_every_step_together() -> None:
    steps = (
        RampStepRow(date(2026, 8, 1), date(2026, 9, 14), 50.0, 88.0),
        RampStepRow(date(2026, 9, 15), None, 75.5, None),
    )
    picture = ramp_picture(RampRow("Ana Diaz", False, steps), "Inpatient", 95.0, TODAY)
    assert [(level.value, level.label) for level in picture.pace] == [(0.5, "50 %"), (0.755, "75.5 %")]
    assert [(level.value, level.label, level.own) for level in picture.accuracy] == [
        (0.88, "88 %", True),
        (0.95, "95 %, the standard", False),
    ]
    assert picture.today == TODAY
    assert picture.summary == ("Ana Diaz, Inpatient, today: 75.5 % of the pace standard, accuracy as the standard.")
    assert picture.table.rows[1] == ("15 Sep 2026", "further notice", "75.5 %", "95 %, the standard")


def test_a_ramp_that_begins_later_says_when_and_without_a_standard_no_accuracy_is_made_up() -> None:
    steps = (RampStepRow(date(2027, 1, 4), None, 50.0, None),)
    picture = ramp_picture(RampRow("Ana Diaz", True, steps), "Inpatient", None, TODAY)
    assert picture.today is None
    assert picture.accuracy[0].value is None
    assert picture.summary == "Ana Diaz, every work type: the ramp begins 4 Jan 2027."
