"""What audits are read against, by hand: the baseline of a level, limits by what each audit knows, stretches."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from codedesk.metrics.accuracy import EPOCH
from codedesk.metrics.audit_limits import ANEW, AuditLimits
from codedesk.metrics.audit_points import AuditPoints
from codedesk.metrics.charted import Trend, TrendPoint
from codedesk.metrics.proportions import limits
from tests.metrics.test_audit_points import made

ALIKE = np.zeros(99, np.int64)
"""The method of each audit: the same."""


def points(own: Sequence[float], others: Sequence[float] = (), **more: Sequence[int]) -> AuditPoints:
    """Make audits of a hundred codes: a coder's own, one a week, and after them those of another coder."""
    count = len(own) + len(others)
    day = [*range(0, 7 * len(own), 7), *range(0, 7 * len(others), 7)]
    coder = [0] * len(own) + [1] * len(others)
    return made([*own, *others], [100] * count, **{"coder": coder, "level": coder, "day": day, **more})


def chart(
    found: AuditPoints, start: int, *, coder: int | None = 0, shown: Sequence[int] | None = None,
    cuts: Sequence[int] = (), standard: float | None = None, work_type: int | None = None,
) -> Trend:  # fmt: skip
    """Draw some audits (by their places), or all of a coder."""
    places = np.flatnonzero(found.coder == (coder or 0)).tolist() if shown is None else shown
    named = tuple(f"Audit {number}" for number in range(len(found)))
    drawn = [TrendPoint(day(found.day[at]), float(found.value[at]), label=named[found.audit[at]]) for at in places]
    return AuditLimits(found, start, named, ALIKE, work_type).trend(coder, drawn, [day(cut) for cut in cuts], standard)


def day(number: int) -> date:
    return EPOCH + timedelta(int(number))


def test_from_eight_audits_before_the_period_on_the_centre_is_the_coder_s_own() -> None:
    found = points([0.9, 0.8] * 5, [0.5] * 4)
    trend = chart(found, 56)
    assert (trend.centre, trend.limits_from) == (pytest.approx(0.85), 8)
    low, high = limits(0.85, 100, found.spread)
    assert (trend.lower, trend.upper) == (pytest.approx(low), pytest.approx(high))
    assert {(point.centre, point.lower, point.upper) for point in trend.points} == {(trend.centre, low, high)}
    (only,) = trend.stretches
    assert (only.since, only.centre, only.lower, only.upper, only.limits_from) == (EPOCH, trend.centre, low, high, 8)


def test_each_coder_is_read_by_the_own_audits_and_level() -> None:
    found = points([0.9] * 8, [0.5] * 9)
    trend = chart(found, 99, coder=1)
    assert (trend.centre, trend.limits_from) == (pytest.approx(0.5), 9)
    again = points([0.9] * 8, [0.5] * 4 + [0.7] * 8, level=[0] * 8 + [1] * 4 + [2] * 8)
    assert [stretch.centre for stretch in chart(again, 99, coder=1, cuts=(28,)).stretches] == [
        pytest.approx((4 * 50 + 60 * (720 + 200 + 560) / 2000) / 460), pytest.approx(0.7),
    ]  # fmt: skip


def test_of_fewer_it_is_drawn_towards_the_department_as_by_sixty_codes() -> None:
    """Ten at 0.9 and four at 0.6 in all; seven of the ten before the period, and 60 codes as all of them are."""
    found = points([0.9] * 10, [0.6] * 4)
    whole = (10 * 90 + 4 * 60) / 1400
    assert chart(found, 49).centre == pytest.approx((7 * 90 + 60 * whole) / (700 + 60))
    assert chart(found, 49).limits_from == 7
    assert chart(found, 50).centre == pytest.approx(0.9)  # the audit of the day before the period is the eighth


@pytest.mark.parametrize(("start", "audits"), [(28, 4), (27, 4), (21, 10), (0, 10)])
def test_of_under_four_before_the_period_all_there_are_are_the_baseline(start: int, audits: int) -> None:
    assert chart(points([0.9] * 10), start).limits_from == audits


def test_of_under_four_in_all_there_is_a_mean_and_no_limits() -> None:
    trend = chart(points([0.9, 0.8, 0.7], [0.5] * 9), 14, standard=0.5)
    assert (trend.centre, trend.lower, trend.upper, trend.limits_from, trend.assurance) == (
        pytest.approx(0.8), None, None, 0 or None, None,
    )  # fmt: skip
    assert [(point.centre, point.lower, point.signal) for point in trend.points] == [(None, None, None)] * 3
    assert trend.stretches[0].since == EPOCH


def test_an_audit_of_several_work_types_is_one_and_its_limits_are_of_all_its_codes() -> None:
    """Four audits of two work types of a hundred codes each: the limits are of two hundred."""
    found = points([0.9] * 8, audit=[0, 0, 1, 1, 2, 2, 3, 3], day=[0, 0, 7, 7, 14, 14, 21, 21], work_type=[0, 1] * 4)
    trend = chart(found, 99, shown=[0, 2, 4, 6])
    assert trend.limits_from == 4
    assert trend.lower == pytest.approx(limits(0.9, 200, found.spread)[0])
    few = points([0.9] * 6, audit=[0, 0, 1, 1, 2, 2], day=[0, 0, 7, 7, 14, 14])
    assert chart(few, 99, shown=[0, 2, 4]).limits_from is None


def test_each_audit_has_limits_by_what_it_knows_and_one_far_off_is_outside() -> None:
    found = replace(points([0.9] * 8 + [0.6, 0.6]), size=np.array([100.0] * 8 + [400.0, 10.0]))
    trend = chart(found, 56)
    sizes = [100] * 8 + [400, 10]
    assert [point.lower for point in trend.points] == pytest.approx([limits(0.9, n, found.spread)[0] for n in sizes])
    assert [point.signal for point in trend.points] == [None] * 8 + ["outside", None]
    assert trend.upper == pytest.approx(limits(0.9, 10, found.spread)[1])  # those of the last audit


def test_a_cut_opens_a_stretch_with_its_day_and_each_level_has_its_own_centre() -> None:
    found = points([0.9] * 8 + [0.7] * 8, level=[0] * 8 + [1] * 8)
    first, second = chart(found, 200, cuts=(56,)).stretches
    assert (first.since, first.centre, second.since, second.centre) == (EPOCH, 0.9, day(56), pytest.approx(0.7))
    assert [stretch.since for stretch in chart(found, 200, cuts=(57, 50)).stretches] == [EPOCH, day(50), day(57)]
    assert (first.why, second.why) == ("", ANEW)
    assert chart(found, 200, cuts=(56,)).centre == pytest.approx(0.7)


def test_audits_of_which_the_cut_lies_before_the_first_one_shown_say_since_when_they_are_read_alone() -> None:
    found = points([0.9] * 8 + [0.7] * 2, level=[0] * 8 + [1] * 2)
    (only,) = chart(found, 50, shown=(8, 9), cuts=(50,)).stretches
    assert (only.since, only.why, only.centre, only.limits_from) == (day(50), ANEW, pytest.approx(0.7), None)


def test_a_mean_without_limits_is_pooled_too_and_no_percentages_are_averaged() -> None:
    """Of 300 codes 95 % and of 100 codes 91 % are right: 376 of 400, 94 %, not 93 %."""
    found = replace(points([0.95, 0.91], [0.5] * 9), size=np.array([300.0, 100.0] + [100.0] * 9))
    assert chart(found, 14).centre == pytest.approx(0.94)


def test_the_team_too_is_read_against_the_audits_since_its_chart_was_based_anew() -> None:
    found = points([0.9] * 10, [0.7] * 4, day=[*range(0, 300, 30), 300, 330, 360, 390])
    months = [TrendPoint(date(1971, 1, 1), 0.7, label="1971-01"), TrendPoint(date(1971, 2, 1), 0.7, label="1971-02")]
    limited = AuditLimits(found, 400, tuple(map(str, range(14))), ALIKE)
    assert limited.trend(None, months, (day(290),), None).centre == pytest.approx(0.7)
    assert limited.trend(None, months, (), None).centre == pytest.approx(0.9 * 10 / 14 + 0.7 * 4 / 14)


def test_months_of_the_team_are_read_against_audits_by_their_own_method_alone() -> None:
    """Twelve audits of codes at 95 %, and five of charts at 60 %: 60 % is no fall, and 95 % no rise."""
    found = points([0.95] * 12, [0.6] * 5, day=[*range(0, 360, 30), 360, 365, 370, 375, 380])
    limited = AuditLimits(found, 340, tuple(map(str, range(17))), np.array([0] * 12 + [4] * 5))
    months = [TrendPoint(date(1970, 12, 1), 0.95, label="1970-12"), TrendPoint(date(1971, 1, 1), 0.6, label="1971-01")]
    trend = limited.trend(None, months, (months[1].week,), None, (0, 4))
    assert [stretch.centre for stretch in trend.stretches] == [pytest.approx(0.95), pytest.approx(0.6)]
    assert [point.signal for point in trend.points] == [None, None]


def test_what_no_audit_is_behind_any_more_has_no_limits_and_a_gap_breaks_nothing() -> None:
    found = points([0.9] * 10, level=[1] * 10)
    known = AuditLimits(found, 99, tuple(f"Audit {number}" for number in range(10)), ALIKE)
    old = TrendPoint(day(-400), 0.85, label="Long ago")
    drawn = [TrendPoint(day(7 * at), 0.9, label=f"Audit {at}") for at in range(4)]
    points_then = known.trend(0, [old, *drawn], (), None).points
    assert (points_then[0], points_then[1].centre) == (old, pytest.approx(0.9))
    # of a day on which the coder had no level there is a mean alone
    late = known.trend(0, [TrendPoint(day(500), 0.8, label="Later")], (), None)
    assert (late.centre, late.lower) == (0.8, None)
    empty = known.trend(0, [TrendPoint(day(0), None)], (), 0.95)
    assert (empty.stretches, empty.centre, empty.standard, empty.points) == (
        (),
        None,
        0.95,
        (TrendPoint(day(0), None),),
    )
    assert known.trend(0, [], (), None).points == ()


def test_the_team_is_read_month_by_month_and_keeps_its_own_centre() -> None:
    """January 1970 holds five audits of each of two coders, February four: 1,000 and 800 codes."""
    found = points([0.9] * 9, [0.7] * 9)
    found = found.where(np.argsort(found.day, kind="stable"))
    known = AuditLimits(found, 9999, ("",) * 18, ALIKE)
    months = [TrendPoint(date(1970, month, 1), 0.8) for month in (1, 2, 3)]
    trend = known.trend(None, months, (), 0.7)
    assert [point.lower for point in trend.points] == [
        pytest.approx(limits(0.8, 1000, found.spread)[0]), pytest.approx(limits(0.8, 800, found.spread)[0]), None,
    ]  # fmt: skip
    assert (trend.centre, trend.limits_from, trend.standard) == (pytest.approx(0.8), 18, 0.7)
    few = found.where(found.day < 21)
    assert AuditLimits(few, 9999, ("",) * 6, ALIKE).trend(None, months[:1], (), None).centre == pytest.approx(0.8)


def test_a_work_type_is_read_by_its_own_audits_and_drawn_towards_all() -> None:
    found = points([0.9, 0.6] * 5, work_type=[0, 1] * 5)
    months = [TrendPoint(date(1970, 1, 1), 0.9)]
    trend = AuditLimits(found, 9999, ("",) * 10, ALIKE, 0).trend(None, months, (), None)
    assert trend.centre == pytest.approx((5 * 90 + 60 * 0.75) / 560)
    assert trend.points[0].lower == pytest.approx(limits((450 + 45) / 560, 300, found.spread)[0])


@pytest.mark.parametrize(("standard", "said"), [(0.2, "will"), (0.55, "may"), (0.9, "will_not"), (None, None)])
def test_limits_say_whether_the_standard_will_be_met(standard: float | None, said: str | None) -> None:
    assert chart(points([0.6, 0.5] * 5), 70, standard=standard).assurance == said
