"""Years of a log as one: read to the last bit as their months are, and put together again only where one is another."""

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np
import pytest

from codedesk.metrics import weekly_work
from codedesk.metrics.due_days import DueDays
from codedesk.metrics.ledgers import between
from codedesk.metrics.pace import Days, Ledger, Lines, Pools, ledger_of
from codedesk.metrics.standards import Bools, Floats
from codedesk.metrics.tallies import (
    LogTally,
    Tally,
    by_standard,
    days_of,
    log_prints,
    pools_of,
    runs_of,
    types_of,
    week_prints,
    weeks_of,
)
from codedesk.metrics.week_runs import run_of
from codedesk.metrics.weekly_work import Weeks
from tests.metrics.test_week_sums import MONDAY, RAMPS, STANDARDS, tally

MONTH, MONTHS = 31, 40
WEEKS = MONTHS * MONTH // 7 + 2


def log(seed: int) -> Ledger:
    """Two coders on about four days of five, with charts whose sums depend on the order in which they are added."""
    rng = np.random.default_rng(seed)
    day, coder = np.nonzero(rng.random((MONTHS * MONTH, 2)) < 0.8)
    count = len(day)
    paid = np.where(rng.random(count) < 0.1, np.nan, rng.uniform(6, 9, count))
    days = Days(coder, MONDAY + day, paid, rng.uniform(0, 1, count), np.zeros(count, np.bool_))
    on = np.repeat(np.arange(count), 2)
    kind = np.tile([0, 1], count)
    lines = Lines(on, kind, rng.uniform(1, 30, len(on)), rng.uniform(1, 4, len(on)), np.ones(len(on)))
    return ledger_of(days, lines, STANDARDS, RAMPS)


def months(ledger: Ledger) -> list[LogTally]:
    opens = [MONDAY + MONTH * place for place in range(MONTHS)]
    return [tally(between(ledger, first, first + MONTH - 1)) for first in opens]


def said(weeks: Weeks) -> list[bytes]:
    found = ((weeks.of(coder), *weeks.cells_of(coder)) for coder in (0, 1, None))
    of_types = (weeks.of_type(kind, STANDARDS.work_type.tobytes(), 2) for kind in (0, 1))
    return [
        *(
            each.tobytes()
            for own, cells, factored in found
            for each in (own.earned, own.net, own.worked, own.expected, *cells, factored)
        ),
        *(each.tobytes() for own in of_types for each in own),
    ]


def month_by_month(tallies: Sequence[LogTally], *, on_paid: bool) -> Weeks:
    return Weeks(tuple(each.weeks for each in tallies), MONDAY - 7, WEEKS, on_paid)


@pytest.mark.parametrize("on_paid", [True, False])
def test_years_say_to_the_last_bit_what_their_months_say(on_paid: bool) -> None:
    made, others = months(log(1)), months(log(2))
    for place in (None, 0, 11, 20, 39, 5):  # one month after the other becomes another one
        if place is not None:
            made[place] = others[place]
        wanted = said(month_by_month(made, on_paid=on_paid))
        for opens in (0, 3):
            assert said(weeks_of(made, MONDAY - 7, WEEKS, on_paid=on_paid, opens=opens)) == wanted


@pytest.mark.parametrize("on_paid", [True, False])
def test_everybody_at_once_says_to_the_last_bit_what_each_says(on_paid: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    made = months(log(1))
    alone = said(weeks_of(made, MONDAY - 7, WEEKS, on_paid=on_paid))
    monkeypatch.setattr(weekly_work, "ALONE", 1)  # the first coder alone, and then all
    assert said(weeks_of(made, MONDAY - 7, WEEKS, on_paid=on_paid)) == alone


def test_a_year_is_put_together_once_for_the_same_months() -> None:
    made, others = months(log(1)), months(log(2))
    first = weeks_of(made, MONDAY, WEEKS).runs
    assert len(first) == 3 + 4  # three years, and what is left, in which most changes are, by months
    made[38], made[13] = others[38], others[13]
    now = weeks_of(made, MONDAY, WEEKS).runs
    assert [place for place, (one, other) in enumerate(zip(first, now, strict=True)) if one is not other] == [1, 3 + 2]


def test_a_period_that_begins_within_a_year_shares_the_years_of_a_longer_one() -> None:
    made = months(log(1))
    whole, later = weeks_of(made, MONDAY, WEEKS).runs, weeks_of(made[9:], MONDAY, WEEKS, opens=3).runs
    assert len(later) == 3 + 2 + 4
    assert all(one is other for one, other in zip(whole[1:], later[3:], strict=True))


def test_one_more_chart_in_a_year_put_together_changes_the_print_of_whose_it_is_alone() -> None:
    whole = log(1)
    on = whole.lines.day[5]  # a line of the first days
    more = np.where(np.arange(len(whole.lines.day)) == 5, whole.lines.charts + 1, whole.lines.charts)
    other = ledger_of(whole.days, replace(whole.lines, charts=more), STANDARDS, RAMPS)
    before, after = week_prints(months(whole)), week_prints(months(other))
    assert before == week_prints(months(log(1)))
    assert [one != two for one, two in zip(before, after, strict=True)] == [
        whole.days.coder[on] == who for who in (0, 1)
    ]


def test_a_year_without_another_month_stays_months() -> None:
    made = months(log(1))[:12]
    assert weeks_of(made, MONDAY, WEEKS).runs == tuple(each.weeks for each in made)


def test_months_without_a_day_add_nothing() -> None:
    none = tally(between(log(1), 0, 1))
    some = months(log(1))[:2]
    assert run_of([none.weeks, none.weeks]).weeks == 0
    run = run_of([none.weeks, some[0].weeks, none.weeks, some[1].weeks])
    assert (run.first_monday, run.weeks) == (MONDAY, 9)  # 62 days from a Monday on
    assert [len(run.cells_of(coder).week) for coder in (0, 1)] == [
        sum(len(each.weeks.cells_of(coder).week) for each in some) for coder in (0, 1)
    ]


def test_years_add_up_to_what_their_months_add_up_to() -> None:
    made, others = months(log(1)), months(log(2))
    for place in (None, 0, 11, 20, 39, 5):  # one month after the other becomes another one
        if place is not None:
            made[place] = others[place]
        years = runs_of(made, 3)
        assert len(years) == 3 + 3 + 1
        for add in (lambda them: tuple(vars_of(pools_of(them))), by_standard, types_and_days):
            for one, other in zip(add(years), add(made), strict=True):
                assert one == pytest.approx(other, rel=1e-12)
        held = [np.flatnonzero(each) for each in (tables(years), tables(made))]
        assert np.array_equal(*held)


def test_a_year_is_added_up_once_for_the_same_months() -> None:
    made, others = months(log(1)), months(log(2))
    first = [each.sums_of_types for each in runs_of(made)]
    made[38], made[13] = others[38], others[13]
    now = [each.sums_of_types for each in runs_of(made)]
    assert [place for place, (one, other) in enumerate(zip(first, now, strict=True)) if one is not other] == [1, 3 + 2]
    assert log_prints(runs_of(made)) != log_prints(runs_of(months(log(1))))


def vars_of(pools: Pools) -> list[Floats]:
    return [getattr(pools, each.name) for each in fields(pools)]


def types_and_days(tallies: Sequence[Tally]) -> tuple[Floats, ...]:
    return *types_of(tallies).values(), *days_of(tallies).values()


def tables(tallies: Sequence[Tally]) -> Bools:
    """Lay out on which days from a Monday on whom holds an entry, and who worked."""
    due = DueDays(MONDAY, *(np.zeros((2, 7 * WEEKS), np.bool_) for _ in range(2)), np.zeros((2, WEEKS), np.int64),
                  *(np.zeros((2, 7 * WEEKS), np.bool_) for _ in range(2)))  # fmt: skip
    found = due.holding(each.logged for each in tallies)
    return np.concatenate([found.held, found.worked])
