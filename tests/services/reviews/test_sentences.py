"""The sentences on packets: by rule, neutral, naming their numbers."""

from dataclasses import replace
from datetime import date, timedelta

from codedesk.metrics.audit_limits import ANEW
from codedesk.metrics.figures import DueGaps, Mark, NotAudited, Paired, Stretch, Trend, TrendPoint
from codedesk.services.reviews import sentences as say
from codedesk.services.reviews.rows import CompletenessRow
from tests.reports.synthetic import accuracy, pace


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_pace_above_at_and_below() -> None:
    assert plain(say.pace_sentence(_paired(7.1, 7.0))) == "Above the standard: 101.4 % of it, 1.4 points more."
    assert plain(say.pace_sentence(_paired(7.0, 7.0))) == "At the standard: 100.0 % of it."
    assert plain(say.pace_sentence(_paired(33.41, 35.0))) == "Below the standard: 95.5 % of it, 4.5 points less."


def _paired(earned: float, productive: float, **more: object) -> Paired:
    return Paired(pace(earned, productive, productive, 100, **more), NotAudited())


def test_no_pace_says_why() -> None:
    empty = _paired(0.0, 0.0, value=None, days_entered=0)
    assert say.pace_sentence(empty) == "Nothing was logged in this period, so there is no pace."
    no_hours = _paired(0.0, 0.0, value=None, days_entered=3)
    assert say.pace_sentence(no_hours) == "100 charts logged without hours to set against them, so there is no pace."


def test_the_standard_is_met_but_the_sample_cannot_show_it() -> None:
    words = plain(say.accuracy_sentence(accuracy(28, 29, 12, 0.828, 0.994)))
    assert words == (
        "Meets the standard of 95 %: 96.6 %, 28 of 29 codes, 12 charts; the sample of 12 charts cannot show whether "
        "the standard is met. Small sample: under 30 charts."
    )


def test_a_value_near_the_standard_never_prints_as_the_standard() -> None:
    words = plain(say.accuracy_sentence(accuracy(9496, 10000, 400, 0.945, 0.954)))
    assert words.startswith("Below the standard of 95 %: 94.96 %")


def test_a_reported_result_says_so() -> None:
    reported = replace(accuracy(17.72, 20, 20, 0.68, 0.965), as_reported=True)
    assert plain(say.sample_of(reported)) == "as reported, 20 charts"


def test_weighted_points_and_records_name_their_units() -> None:
    assert say.sample_of(accuracy(9.0, 10, 10, 0.6, 0.98, method="weighted")) == "900 of 1,000 points, 10 charts"
    assert say.sample_of(accuracy(3, 10, 10, 0.1, 0.6, method="record")) == "3 of 10 charts"
    assert say.sample_of(accuracy(1, 1, 1, 0.1, 1.0, method="record")) == "1 of 1 chart"


def test_what_is_missing_and_what_was_worked_beside_it_are_named() -> None:
    gaps = DueGaps(
        missing=(date(2026, 7, 8), date(2026, 7, 10)),
        missing_in_weeks=((date(2026, 7, 13), 1),),
        beside=((date(2026, 7, 11), "weekend"), (date(2026, 7, 3), "holiday")),
    )
    row = CompletenessRow(3, 6, 0, 0, 0.0, gaps=gaps)
    assert say.completeness_sentence(row) == (
        "3 of 6 due days entered (not entered: 8 Jul 2026, 10 Jul 2026, 1 in the week of 13 Jul 2026); "
        "2 days worked beside them: 11 Jul 2026 (a weekend), 3 Jul 2026 (a holiday)."
    )


def test_many_missing_days_are_named_as_far_as_a_page_has_room() -> None:
    gaps = DueGaps(missing=tuple(date(2026, 7, day) for day in range(6, 16)))
    words = say.completeness_sentence(CompletenessRow(56, 66, 0, 0, 0.0, gaps=gaps))
    assert words == (
        "56 of 66 due days entered (not entered: 6 Jul 2026, 7 Jul 2026, 8 Jul 2026, 9 Jul 2026, 10 Jul 2026, "
        "11 Jul 2026, and 4 more)."
    )


def test_work_on_days_of_which_none_was_due_is_not_called_nothing() -> None:
    row = CompletenessRow(0, 0, 0, 0, 0.0, gaps=DueGaps(beside=((date(2026, 7, 11), "weekend"),)))
    assert say.completeness_sentence(row) == (
        "0 of 0 due days entered; 1 day worked beside them: 11 Jul 2026 (a weekend)."
    )


def test_what_the_log_lacks_is_counted() -> None:
    row = CompletenessRow(60, 64, 2, 12, 1.5)
    assert say.completeness_sentence(row) == (
        "60 of 64 due days entered; 2 days with charts but no hours; 12 charts without a standard "
        "(1.5 hours, outside the denominator)."
    )


def test_the_mean_of_a_chart_that_was_based_anew_is_that_of_the_audits_it_names() -> None:
    # Six audits at 90 %, then a re-base, and six whose mean is (60 + 62 + 64 + 66 + 64 + 64) / 6 = 63.33 %.
    values = [0.9] * 6 + [0.60, 0.62, 0.64, 0.66, 0.64, 0.64]
    opened = date(2026, 5, 18)
    stretches = (Stretch(date(2026, 4, 6), 0.9, None, None, None), Stretch(opened, 0.63333, None, None, None, why=ANEW))
    made = Trend("accuracy", _audits(values), 0.63333, None, None, None, None, stretches)
    assert plain(say.trend_sentence(made)) == (
        "Accuracy: mean 63.3 % over 6 audited points since 18 May 2026, where the chart is based anew; "
        "under 4 audits, so no limits are drawn (a run chart)."
    )
    whole = Trend("accuracy", _audits(values), 0.76667, None, None, None, None)
    assert plain(say.trend_sentence(whole)).startswith("Accuracy: mean 76.7 % over 12 audited points; ")


def test_marks_from_before_a_chart_was_based_anew_are_not_counted_against_its_new_limits() -> None:
    # Two of six audits lie outside the limits around 95 %; based anew around 90 %, six lie within them.
    opened = date(2026, 5, 18)
    marks: tuple[Mark | None, ...] = (None, "outside", None, None, "outside", None) + (None,) * 6
    stretches = (Stretch(date(2026, 4, 6), 0.95, 0.9, 1.0, 9), Stretch(opened, 0.9, 0.8, 1.0, 6, why=ANEW))
    points = _audits([0.95, 0.85, 0.95, 0.95, 0.85, 0.95] + [0.9] * 6, marks)
    words = plain(say.trend_sentence(Trend("accuracy", points, 0.9, 0.8, 1.0, 6, None, stretches)))
    assert words.startswith("Accuracy: mean 90.0 % of 6 audits since 18 May 2026, where the chart is based ")
    assert words.endswith("; no point marked; 2 points marked before that day.")


def test_a_chart_without_an_audit_of_the_period_may_show_those_of_earlier_ones() -> None:
    behind = _audits([0.95] * 12)
    assert say.trend_sentence(Trend("accuracy", (), None, None, None, None, None, behind=behind)) == (
        "Accuracy: no audit in the period."
    )
    assert say.trend_sentence(Trend("pace", (), None, None, None, None, None)) == (
        "Pace: no week with a pace in the period."
    )


def test_the_period_before_says_its_method_where_it_is_another_and_that_nothing_was_audited() -> None:
    now = Paired(pace(7.0, 7.0, 8.0, 12), accuracy(14, 18, 18, 0.548, 0.91, method="record"))
    then = Paired(pace(6.3, 7.0, 8.0, 12), accuracy(95, 100, 12, 0.888, 0.978))
    assert plain(say.change_sentence(now, then, "Q1 2026")) == (
        "Q1 2026: pace 90.0 %; accuracy 95.0 % (95 of 100 codes, 12 charts; 95 % interval 88.8–97.8 %), "
        "by code over code."
    )
    assert plain(say.change_sentence(then, then, "Q1 2026")).endswith("95 % interval 88.8–97.8 %).")
    none = replace(then, accuracy=NotAudited())
    assert plain(say.change_sentence(now, none, "Q1 2026")) == "Q1 2026: pace 90.0 %; accuracy: not audited (0 charts)."


def _audits(values: list[float], marks: tuple[Mark | None, ...] = (None,) * 12) -> tuple[TrendPoint, ...]:
    """One audit a week from 6 April 2026 on."""
    weeks = (date(2026, 4, 6) + timedelta(7 * n) for n in range(len(values)))
    return tuple(TrendPoint(*each) for each in zip(weeks, values, marks, strict=True))
