"""What must hold of the pace of any team, whatever was logged."""

import dataclasses
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codedesk.metrics.due_days import DueDays
from codedesk.metrics.pace import Days, Ledger, Lines, ledger_of, pooled
from codedesk.metrics.schedules import Schedules, roster
from codedesk.metrics.standards import Ramps, Standards
from codedesk.metrics.tallies import LogTally
from codedesk.metrics.team_pace import TeamPace

CODERS, TYPES, SPAN = 3, 3, 30


@dataclass(frozen=True)
class Log:
    """One drawn log: days, lines, standards and ramps as frames."""

    days: Days
    lines: Lines
    standards: Standards
    ramps: Ramps

    def a_ledger(self) -> Ledger:
        return ledger_of(self.days, self.lines, self.standards, self.ramps)

    def team(self) -> TeamPace:
        names = tuple(f"type {n}" for n in range(TYPES))
        tally = LogTally.of(self.a_ledger(), CODERS, len(names), len(self.standards.rate))
        return TeamPace((tally,), self.standards, names, every_weekday_is_due())

    def only(self, keep: np.ndarray) -> "Log":
        """The same log with some of its days."""
        at = np.cumsum(keep) - 1
        chosen = keep[self.lines.day]
        fields = {f.name: getattr(self.lines, f.name)[chosen] for f in dataclasses.fields(Lines)}
        fields["day"] = at[fields["day"]]
        days = Days(*(getattr(self.days, f.name)[keep] for f in dataclasses.fields(Days)))
        return dataclasses.replace(self, days=days, lines=Lines(**fields))


def every_weekday_is_due() -> DueDays:
    """Nobody has a schedule; the weeks are those of the drawn days."""
    none = np.array([], np.int64)
    lists = Schedules(none, none, np.zeros((0, 7)), none, none, none, none)
    weeks = roster(lists, np.arange(-3, SPAN + 7, 7, dtype=np.int64), CODERS)
    first, last = np.zeros(CODERS, np.int64), np.full(CODERS, SPAN - 1, np.int64)
    return weeks.due_days(first, last, np.full(CODERS, 40.0), 8.0)


def standards(rows: list[tuple[int, int, float, bool]]) -> Standards:
    unique = {(kind, since): (rate, paid) for kind, since, rate, paid in rows}
    return Standards(
        work_type=np.array([kind for kind, _ in unique], np.int64),
        from_day=np.array([since for _, since in unique], np.int64),
        rate=np.array([rate for rate, _ in unique.values()], np.float64),
        paid_basis=np.array([paid for _, paid in unique.values()], np.bool_),
        accuracy=np.full(len(unique), 0.95),
        stated=tuple(str(rate) for rate, _ in unique.values()),
    )


HOURS = st.one_of(st.none(), st.sampled_from([0.0, 0.5, 2.0, 4.0, 7.5, 8.0]))


@st.composite
def logs(draw: st.DrawFn, paid_basis: bool = True) -> Log:
    """Draw any log: hours known or not, standards missing, ramps, weights."""
    places = draw(st.lists(st.tuples(st.integers(0, CODERS - 1), st.integers(0, SPAN - 1)), unique=True, max_size=14))
    paid = draw(st.lists(HOURS, min_size=len(places), max_size=len(places)))
    excused = draw(st.lists(st.sampled_from([0.0, 0.0, 0.5, 3.0]), min_size=len(places), max_size=len(places)))
    lines = []
    for day in range(len(places)):
        for kind in draw(st.sets(st.integers(0, TYPES - 1))):
            charts = draw(st.one_of(st.none(), st.integers(0, 40)))
            lines.append((day, kind, charts, draw(HOURS), draw(st.sampled_from([1.0, 1.0, 1.5]))))
    kinds, since = st.integers(0, TYPES - 1), st.integers(-5, SPAN)
    basis = st.booleans() if paid_basis else st.just(False)
    stated = draw(st.lists(st.tuples(kinds, since, st.sampled_from([0.5, 2.0, 3.0, 12.0]), basis), max_size=6))
    steps = draw(
        st.lists(
            st.tuples(st.integers(0, CODERS - 1), st.integers(-1, TYPES - 1), since),
            unique=True,
            max_size=4,
        )
    )
    shares = draw(st.lists(st.sampled_from([0.0, 0.5, 0.75, 1.0]), min_size=len(steps), max_size=len(steps)))
    day, kind, charts, hours, weight = zip(*lines, strict=True) if lines else ((),) * 5
    return Log(
        Days(
            np.array([coder for coder, _ in places], np.int64),
            np.array([on for _, on in places], np.int64),
            np.array(paid, np.float64),
            np.array(excused, np.float64),
            np.array(excused) > 0,
        ),
        Lines(
            np.array(day, np.int64),
            np.array(kind, np.int64),
            np.array(charts, np.float64),
            np.array(hours, np.float64),
            np.array(weight, np.float64),
        ),
        standards(stated),
        Ramps(
            np.array([coder for coder, _, _ in steps], np.int64),
            np.array([work for _, work, _ in steps], np.int64),
            np.array([on for _, _, on in steps], np.int64),
            np.array(shares, np.float64),
            np.full(len(steps), np.nan),
        ),
    )


@given(logs())
def test_the_team_is_the_sum_of_its_coders(log: Log) -> None:
    team = log.team()
    whole, own = team.of(None), [team.of(coder) for coder in range(CODERS)]
    for name in (
        "earned_hours",
        "productive_hours",
        "excused_hours",
        "charts",
        "hours_without_standard",
        "charts_without_standard",
        "days_entered",
        "days_hours_missing",
    ):
        assert getattr(whole, name) == pytest.approx(sum(getattr(pace, name) for pace in own)), name
    if whole.value is not None:
        assert whole.value == pytest.approx(whole.earned_hours / whole.productive_hours)


@given(logs())
def test_work_types_sum_to_the_pooled_earned_hours_and_charts(log: Log) -> None:
    team = log.team()
    for coder in (None, *range(CODERS)):
        kinds = [team.of_type(coder, kind) for kind in team.types_of(coder)]
        assert team.of(coder).earned_hours == pytest.approx(sum(kind.earned_hours for kind in kinds))
        assert team.of(coder).charts == sum(kind.charts for kind in kinds)


@given(logs(paid_basis=False), st.integers(0, SPAN))
def test_a_union_of_periods_is_the_pool_of_its_parts(log: Log, cut: int) -> None:
    before, after = log.only(log.days.day < cut).team(), log.only(log.days.day >= cut).team()
    for coder in (None, *range(CODERS)):
        whole, parts = log.team().of(coder), (before.of(coder), after.of(coder))
        earned, hours = (sum(getattr(part, name) for part in parts) for name in ("earned_hours", "productive_hours"))
        assert whole.earned_hours == pytest.approx(earned)
        assert whole.productive_hours == pytest.approx(hours)
        if hours > 0:
            assert whole.value == pytest.approx(earned / hours)
            weighed = sum(part.expected * part.productive_hours for part in parts) / hours
            assert whole.expected == pytest.approx(weighed)


@given(logs(), st.integers(0, TYPES - 1), st.integers(0, SPAN), st.sampled_from([0.25, 7.0]))
def test_a_new_standard_never_reaches_back(log: Log, kind: int, since: int, rate: float) -> None:
    rows = list(
        zip(
            log.standards.work_type.tolist(),
            log.standards.from_day.tolist(),
            log.standards.rate.tolist(),
            log.standards.paid_basis.tolist(),
            strict=True,
        )
    )
    changed = dataclasses.replace(log, standards=standards([*rows, (kind, since, rate, False)]))
    earlier = log.days.day < since
    for coder in (None, *range(CODERS)):
        was, now = log.only(earlier).team().of(coder), changed.only(earlier).team().of(coder)
        assert dataclasses.replace(was, explanation=now.explanation) == now
    before = log.lines.entered()
    assert (log.a_ledger().earned[earlier[before.day]] == changed.a_ledger().earned[earlier[before.day]]).all()


@given(logs(paid_basis=False))
def test_half_as_many_charts_and_half_the_rate_are_the_same_pace(log: Log) -> None:
    lines = dataclasses.replace(log.lines, charts=log.lines.charts * 4)
    faster = dataclasses.replace(log.standards, rate=log.standards.rate * 4)
    scaled = dataclasses.replace(log, lines=lines, standards=faster)
    assert scaled.team().of(None).value == log.team().of(None).value
    assert scaled.team().of(None).expected == pytest.approx(log.team().of(None).expected)


@given(logs())
def test_twice_the_work_in_twice_the_hours_is_the_same_pace(log: Log) -> None:
    days = dataclasses.replace(log.days, paid=log.days.paid * 2, excused=log.days.excused * 2)
    lines = dataclasses.replace(log.lines, charts=log.lines.charts * 2, hours=log.lines.hours * 2)
    scaled = dataclasses.replace(log, days=days, lines=lines)
    was, now = log.team().of(None), scaled.team().of(None)
    assert now.value == (None if was.value is None else pytest.approx(was.value))
    assert now.utilisation == (None if was.utilisation is None else pytest.approx(was.utilisation))


@given(logs(), st.data())
def test_one_more_chart_never_lowers_the_pace(log: Log, data: st.DataObject) -> None:
    entered = np.flatnonzero(~np.isnan(log.lines.charts))
    if not len(entered):
        return
    charts = log.lines.charts.copy()
    charts[data.draw(st.sampled_from(entered.tolist()))] += 1
    more = dataclasses.replace(log, lines=dataclasses.replace(log.lines, charts=charts))
    for coder in (None, *range(CODERS)):
        was, now = log.team().of(coder).value, more.team().of(coder).value
        assert (was is None) == (now is None)
        if was is not None and now is not None:
            assert now >= was - 1e-12


@given(logs())
def test_the_order_of_rows_does_not_matter(log: Log) -> None:
    order = np.arange(len(log.lines.day))[::-1]
    lines = Lines(*(getattr(log.lines, f.name)[order] for f in dataclasses.fields(Lines)))
    was, now = log.team().of(None), dataclasses.replace(log, lines=lines).team().of(None)
    assert now.earned_hours == pytest.approx(was.earned_hours)
    assert now.productive_hours == pytest.approx(was.productive_hours)


@given(logs())
def test_hours_are_never_negative_and_no_hours_are_no_pace(log: Log) -> None:
    ledger = log.a_ledger()
    assert (ledger.net >= 0).all()
    assert (ledger.gross >= ledger.net).all()
    pools = pooled(ledger, log.days.coder, CODERS)
    for coder in range(CODERS):
        pace = log.team().of(coder)
        assert (pace.value is None) == (pools.net[coder] == 0)
        assert pace.utilisation is None or 0 <= pace.utilisation <= 1
        assert 0 <= pace.expected <= 1


@given(logs())
def test_the_explanation_holds_the_inputs_of_the_sum(log: Log) -> None:
    team = log.team()
    for coder in (None, *range(CODERS)):
        pace = team.of(coder)
        said = {part.name: part.value for part in pace.explanation.parts}
        earned = sum(
            float(part.value.rsplit("= ", 1)[1].removesuffix(" h"))
            for part in pace.explanation.parts
            if part.name.startswith("Earned, ")
        )
        assert earned == pytest.approx(pace.earned_hours, abs=1e-3)
        assert float(said["Productive hours"].removesuffix(" h")) == pytest.approx(pace.productive_hours, abs=1e-4)
        assert ("n/a" in said["Pace"]) == (pace.value is None)
