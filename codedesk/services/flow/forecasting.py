"""What is likely to wait in eight weeks, of each work type and of the team: what was read, put to the forecast."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from codedesk.metrics import explaining
from codedesk.metrics.figures import Explanation, Part
from codedesk.metrics.forecasts import LEAST_WEEKS, MOST_WEEKS, WEEKS_AHEAD, Outlook, outlook
from codedesk.metrics.quantities import Unit
from codedesk.metrics.standards import Floats
from codedesk.metrics.waiting_columns import WEEK
from codedesk.periods import day_label, monday
from codedesk.services.cache import Recalled
from codedesk.services.figures.columns import day_of
from codedesk.services.flow.basis import FlowBasis
from codedesk.services.flow.rows import ForecastRow, ForecastWeek

_FORMULA = "what waits + what comes in − hours there × what an hour codes, week by week, never under 0"
_REMARKS = (
    "What comes in, how it varies and how alike weeks are is taken from the past weeks; four of five times what waits "
    "then lies between low and high.",
    "Hours there know schedules, holidays and planned absence.",
)


class Forecasts:
    """The forecasts of a basis; outlooks that were made from the same numbers before are not made again."""

    def __init__(self, basis: FlowBasis, recalled: Recalled) -> None:
        """Take what was read."""
        self.basis, self._recalled = basis, recalled
        first = basis.now - WEEK * MOST_WEEKS + 1
        self._log = basis.daily.laid_out(first, WEEK * MOST_WEEKS)
        self._hours = _by_week(self._log.productive)
        self._charts = self._log.charts.reshape(MOST_WEEKS, WEEK, -1).sum(axis=1)
        self.ahead = basis.paid_ahead.sum(axis=0) * basis.productive_of_planned
        self.rates = basis.rates
        if basis.scenario:
            asked = basis.what_if.rate[:, -1]
            self.rates = np.where(np.isnan(asked), basis.rates, asked)
            self.ahead = np.maximum(self.ahead + basis.what_if.productive, 0.0)

    def of_type(self, kind: int) -> ForecastRow:
        """Return the forecast of a work type in charts."""
        return self._row(self._waiting(kind), self._charts[:, kind], self._faster(kind), self._more(kind), "charts")

    def of_team(self) -> ForecastRow:
        """Return the forecast of all work types in hours at the standards in force, or at those of the scenario."""
        basis, kinds = self.basis, self.basis.kinds
        waiting = self.together(kinds, [self._waiting(kind) for kind in kinds], MOST_WEEKS)
        coded, as_before, more = np.zeros(MOST_WEEKS), 0.0, np.zeros(WEEKS_AHEAD)
        for kind in kinds:
            an_hour = self.rates[kind] / basis.factors[kind]
            if not np.isnan(an_hour):
                coded = coded + self._charts[:, kind] / an_hour
                as_before += float(self._charts[:, kind].sum()) / an_hour * self._faster(kind)
                more = more + self._more(kind) / an_hour
        whole = float(coded.sum())
        return self._row(waiting, coded, as_before / whole if whole > 0 else 1.0, more, "h")

    def _waiting(self, kind: int) -> Floats:
        return self.basis.backlog.of_type(kind).ends(self.basis.now, MOST_WEEKS)

    def _more(self, kind: int) -> Floats:
        """Return the charts of a work type that come in beside the usual in the weeks to come, as the scenario says."""
        wanted = self.basis.what_if.inflow[kind]
        if not self.basis.scenario or np.isnan(wanted).all():
            return np.zeros(WEEKS_AHEAD)
        past, ahead = self._hours * self._an_hour(self._charts[:, kind]), np.zeros(WEEKS_AHEAD)
        usual = self._made(self._waiting(kind), past, ahead, np.zeros(WEEKS_AHEAD))
        return np.where(np.isnan(wanted) | (usual is None), 0.0, wanted - (usual.inflow if usual else 0.0))

    def together(self, kinds: Sequence[int], ends: Sequence[Floats], weeks: int) -> Floats:
        """Return what waited of work types in hours; nan before each of them is known, its last number where not."""
        made = np.zeros(weeks)
        for kind, own in zip(kinds, ends, strict=True):
            hours = own / self.rates[kind] * self.basis.factors[kind]
            if not np.isnan(self.rates[kind]):
                made = made + _carried(hours)
        known = np.zeros(weeks, np.bool_)
        for own in ends:
            known |= ~np.isnan(own)
        return np.where(known, made, np.nan)

    def _faster(self, kind: int) -> float:
        """Return by how much more is coded in an hour under the scenario's standard, the pace staying as it is."""
        rate = self.rates[kind] / self.basis.rates[kind]
        return 1.0 if np.isnan(rate) else float(rate)

    def _an_hour(self, coded: Floats) -> float:
        """Return what was coded in a productive hour of the past weeks."""
        hours = float(self._hours.sum())
        return float(coded.sum()) / hours if hours > 0 else 0.0

    def _row(self, waiting: Floats, coded: Floats, faster: float, more: Floats, unit: Unit) -> ForecastRow:
        title = "What is likely to wait"
        an_hour = self._an_hour(coded)
        past, ahead = self._hours * an_hour, self.ahead * an_hour * faster
        made = self._made(waiting, past, ahead, more)
        if made is None:
            count = int((~np.isnan(waiting)).sum())
            why = f"{LEAST_WEEKS} weeks in a row are needed, {count} {'is' if count == 1 else 'are'} logged"
            return ForecastRow((), unit, Explanation(title, _FORMULA, (), (*_REMARKS, why)), why)
        parts = partial(self._parts, float(waiting[-1]), made, an_hour * faster, unit)
        explanation = Explanation.later(lambda: Explanation(title, _FORMULA, parts(), _REMARKS))
        return ForecastRow(tuple(self._weeks(made)), unit, explanation)

    def _made(self, waiting: Floats, past: Floats, ahead: Floats, more: Floats) -> Outlook | None:
        first = np.flatnonzero(~np.isnan(waiting))
        if not len(first):
            return None
        own, coded = waiting[first[0] :], past[first[0] :]
        key = own.tobytes(), coded.tobytes(), ahead.tobytes(), more.tobytes()
        return self._recalled.get(key, lambda: outlook(own, coded, ahead, more))

    def _weeks(self, made: Outlook) -> list[ForecastWeek]:
        planned = self.basis.planned
        return [
            ForecastWeek(
                monday(day_of(end)), float(made.expected[at]), float(made.low[at]), float(made.high[at]),
                planned.working_days(end - WEEK + 1, end), float(self.ahead[at]),
            )
            for at, end in enumerate(self.basis.week_ends())
        ]  # fmt: skip

    def _parts(self, now: float, made: Outlook, an_hour: float, unit: Unit) -> tuple[Part, ...]:
        said = explaining.hours if unit == "h" else explaining.charts
        of_weeks = [
            Part(f"Hours there, week of {day_label(monday(day_of(end)))}", explaining.hours(float(self.ahead[at])))
            for at, end in enumerate(self.basis.week_ends())
        ]
        return (
            Part("Waits now", said(now)),
            Part("Comes in a week", said(made.inflow), "mean of the past weeks"),
            Part("Coded in an hour there", said(an_hour), "of all productive hours of the past weeks"),
            *of_weeks,
        )


def _by_week(days: Floats) -> Floats:
    return np.asarray(days.reshape(-1, WEEK).sum(axis=1))


def _carried(values: Floats) -> Floats:
    """Return values with the last one before in place of nan; 0 before the first."""
    known = ~np.isnan(values)
    at = np.maximum.accumulate(np.where(known, np.arange(len(values)), -1))
    return np.where(at >= 0, values[np.maximum(at, 0)], 0.0)
