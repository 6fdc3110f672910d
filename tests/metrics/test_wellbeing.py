"""What the log asks to talk about: every rule by hand, on both sides of its edge."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics import wellbeing as rules
from codedesk.metrics.figures import Accuracy, Explanation, NotAudited, Pace, Paired
from codedesk.metrics.wellbeing import LongStretch, Week

FIRST = date(2026, 7, 6)
NONE = Explanation("", "", ())


def weeks(*worked: float, days: int = 5, **values: float) -> list[Week]:
    """Weeks of 40 scheduled hours on five days, with the hours worked."""
    return [
        replace(Week(FIRST + timedelta(7 * number), 40.0, 5, hours, days), **values)
        for number, hours in enumerate(worked)
    ]


def paired(pace: float | None, accuracy: float | None, method: str = "code_over_code") -> Paired:
    earned = 0.0 if pace is None else pace * 100
    found = Pace(
        pace, earned, 100.0, 100.0, 0.0, 1.0, 1.0, pace, 0, 0.0, 0, 0, 0, 0, 0, on_ramp=False, paid_basis=False,
        explanation=NONE,
    )  # fmt: skip
    if accuracy is None:
        return Paired(found, NotAudited())
    audited = Accuracy(
        accuracy, method, accuracy * 100, 100.0, 30, accuracy - 0.05, accuracy + 0.02, 0.95, None, None,
        as_reported=False, n_effective=100.0, small_sample=False, audits=2, first_value=accuracy, deleted=None,
        explanation=NONE,
    )  # fmt: skip
    return Paired(found, audited)


def test_overtime_is_told_from_four_of_the_last_six_weeks_on() -> None:
    # 44.0 of 40 is ten per cent exactly, which is not over; 44.1 is 10.25 % over.
    told = rules.overtime(weeks(44.1, 40, 44.1, 46, 44.0, 45))
    assert told is not None
    assert told.text == "more than 10 % over the scheduled hours in 4 of the last 6 weeks."
    assert [part.value for part in told.explanation.parts][:2] == [
        "44.1 h worked, 40 h scheduled",
        "40 h worked, 40 h scheduled",
    ]
    assert told.explanation.parts[0].source == "10.25 % over"
    assert rules.overtime(weeks(44.1, 40, 44.1, 46, 44.0, 44.0)) is None


def test_overtime_of_earlier_weeks_is_over() -> None:
    assert rules.overtime(weeks(50, 50, 50, 50, 40, 40, 40)) is None


def test_a_week_without_scheduled_hours_is_no_overtime() -> None:
    assert rules.overtime(weeks(50, 50, 50, 50, 50, 50, scheduled_hours=0.0)) is None


def test_a_fast_pace_asks_for_the_standard_and_the_hours_and_has_its_accuracy_beside_it() -> None:
    told = rules.fast_pace(weeks(40, 40, 40, 40, pace=1.2), paired(1.2, 0.93))
    assert told is not None
    assert "Is the standard right? Are hours missing?" in told.text
    assert told.paired is not None
    assert [part.name for part in told.explanation.parts][-2:] == ["Pace", "Accuracy beside it"]
    assert told.explanation.parts[-1].source.endswith(", 30 charts")
    assert told.explanation.parts[-1].value == "93 %"
    unaudited = rules.fast_pace(weeks(40, 40, 40, 40, pace=1.2), paired(1.2, None))
    assert unaudited is not None
    assert unaudited.explanation.parts[-1].value == "not audited (0 charts)"


@pytest.mark.parametrize("pace", [1.10, 1.0, None])
def test_one_week_at_110_per_cent_or_without_a_pace_ends_a_fast_stretch(pace: float | None) -> None:
    found = weeks(40, 40, 40, 40, pace=1.2)
    found[2] = replace(found[2], pace=pace)
    assert rules.fast_pace(found, paired(1.2, 0.95)) is None


def test_the_latest_four_fast_weeks_in_a_row_are_told() -> None:
    paces = [1.2, 1.2, 1.2, 1.2, 1.2, None, 1.2, 1.0]
    found = [replace(week, pace=pace) for week, pace in zip(weeks(*[40] * 8), paces, strict=True)]
    assert [week.monday for week in rules.fast_run(found)] == [FIRST + timedelta(7 * number) for number in (1, 2, 3, 4)]
    assert (rules.fast_run(found[:3]), rules.fast_run([])) == ((), ())
    told = rules.fast_pace(found, paired(1.2, 0.95))
    assert told is not None
    assert "from 13 Jul 2026 on" in told.text


def test_thirteen_weeks_with_work_on_every_scheduled_day_are_no_day_off() -> None:
    full = weeks(*[40] * 13)
    assert rules.no_day_off(full) is not None
    assert rules.no_day_off(full[:12]) is None
    full[6] = replace(full[6], worked_days=4)
    assert rules.no_day_off(full) is None


def test_three_days_of_three_scheduled_are_a_whole_week_of_a_part_timer() -> None:
    assert rules.no_day_off(weeks(*[24] * 13, days=3, scheduled_days=3)) is not None


def test_six_days_in_a_week_are_told_from_the_third_time_on() -> None:
    found = weeks(*[40] * 13)
    found[1], found[5] = replace(found[1], worked_days=6), replace(found[5], worked_days=7)
    assert rules.long_weeks(found) is None
    found[12] = replace(found[12], worked_days=6)
    told = rules.long_weeks(found)
    assert told is not None
    assert told.text == "work on six days or more in 3 of the last 13 weeks."
    assert len(told.explanation.parts) == 3


def test_a_faster_quarter_with_three_points_less_accuracy_is_told_with_both_pairs() -> None:
    told = rules.faster_less_accurate(
        LongStretch("Q3 2026", paired(1.05, 0.92)), LongStretch("Q2 2026", paired(1.0, 0.95))
    )
    assert told is not None
    assert "fell by 3.0 points since Q2 2026" in told.text
    assert [part.name for part in told.explanation.parts] == [
        "Q2 2026: pace",
        "Q2 2026: accuracy",
        "Q3 2026: pace",
        "Q3 2026: accuracy",
    ]


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (paired(1.05, 0.921), paired(1.0, 0.95)),
        (paired(1.0, 0.90), paired(1.0, 0.95)),
        (paired(1.05, None), paired(1.0, 0.95)),
        (paired(1.05, 0.90), paired(1.0, 0.95, "record")),
        (paired(None, 0.90), paired(1.0, 0.95)),
    ],
)
def test_less_than_that_is_not_told(now: Paired, before: Paired) -> None:
    assert rules.faster_less_accurate(LongStretch("Q3 2026", now), LongStretch("Q2 2026", before)) is None


def test_four_working_weeks_without_education_are_told() -> None:
    told = rules.no_education(weeks(40, 40, 40, 40), ("education",))
    assert told is not None
    assert "Counted: education" in told.explanation.remarks[0]
    learned = weeks(40, 40, 40, 40)
    learned[0] = replace(learned[0], education_hours=0.25)
    assert rules.no_education(learned, ("education",)) is None
    learned[0] = replace(learned[0], education_hours=0.0, education_items=1)
    assert rules.no_education(learned, ("education",)) is None
    away = weeks(40, 0, 40, 40)
    away[1] = replace(away[1], worked_days=0)
    assert rules.no_education(away, ("education",)) is None


@given(st.lists(st.tuples(st.floats(0, 90), st.integers(0, 7)), max_size=20))
def test_what_is_told_always_shows_its_inputs_and_calls_itself_a_question(logged: list[tuple[float, int]]) -> None:
    found = [Week(FIRST + timedelta(7 * n), 40.0, 5, hours, days, pace=1.2) for n, (hours, days) in enumerate(logged)]
    still = LongStretch("Q3 2026", paired(1.0, 0.95))
    for told in rules.signals(found, paired(1.2, None), still, still, ()):
        assert told.explanation.parts
        assert "It is a question to talk about, not a finding." in told.explanation.remarks
        assert told.kind != "fast" or told.paired is not None
