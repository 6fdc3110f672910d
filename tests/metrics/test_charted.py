"""What charts and signals say of themselves: an unlikely pace, the last baseline, which way, open or answered."""

from dataclasses import replace
from datetime import date

import pytest

from codedesk.charts.findings import unlikely
from codedesk.metrics.charted import Baseline, Stretch, Trend, TrendPoint
from codedesk.metrics.figures import Answer, Signal

MONDAY = date(2026, 7, 6)
TREND = Trend("pace", (), None, None, None, None, None)


@pytest.mark.parametrize(("pace", "said"), [(1.5, False), (1.51, True), (0.4, False), (None, False)])
def test_over_150_per_cent_a_pace_first_asks_whether_the_hours_are_right(pace: float | None, said: bool) -> None:
    assert unlikely(TrendPoint(MONDAY, pace), TREND) is said
    assert unlikely(TrendPoint(MONDAY, pace), replace(TREND, measure="accuracy")) is False


def test_the_baseline_of_a_trend_is_that_of_its_last_stretch() -> None:
    first, last = (Baseline(MONDAY, MONDAY, (value,), locked=False) for value in (0.9, 1.1))
    stretches = tuple(Stretch(MONDAY, None, None, None, None, None, each) for each in (first, last))
    assert replace(TREND, stretches=stretches).baseline is last
    assert replace(TREND, stretches=stretches[:1]).baseline is first
    assert TREND.baseline is None


SIGNAL = Signal("individual", "pace", "shift", MONDAY, "Ana Diaz: pace 18 % lower – has something changed?", size=-0.18)


@pytest.mark.parametrize(("size", "way"), [(-0.18, "down"), (0.5, "up"), (1e-9, "up"), (0.0, ""), (None, "")])
def test_a_signal_points_the_way_of_its_size(size: float | None, way: str) -> None:
    assert replace(SIGNAL, size=size).way == way


def test_a_signal_asks_while_it_is_open_and_tells_its_answer_afterwards() -> None:
    assert (SIGNAL.open, SIGNAL.with_answer, SIGNAL.statement) == (True, SIGNAL.text, "Ana Diaz: pace 18 % lower")
    answer = Answer(1, "on leave", "M. Lee", MONDAY, in_packet=False, since=MONDAY, until=None)
    told = replace(SIGNAL, answer=answer)
    assert told.open is False
    assert told.with_answer == "Ana Diaz: pace 18 % lower – answered: “on leave”, M. Lee, 6 Jul 2026"
    assert replace(SIGNAL, answer=answer.for_paper()).with_answer == "Ana Diaz: pace 18 % lower – answered"
