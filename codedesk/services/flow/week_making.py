"""What came in, was coded and could be coded week by week, and the people for it, made of what was read. No formula."""

from datetime import date, timedelta
from functools import cached_property, partial

import numpy as np
from sqlmodel import Session

from codedesk.metrics import explaining, flow_weeks
from codedesk.metrics.figures import EventMark, Explanation, Part
from codedesk.metrics.flow_weeks import WorkedDays
from codedesk.metrics.standards import Floats
from codedesk.metrics.waiting_columns import WEEK
from codedesk.periods import day_label
from codedesk.services.figures.columns import day_of, ordinal
from codedesk.services.figures.events import scoped_events
from codedesk.services.flow.basis import FlowBasis
from codedesk.services.flow.rows import StaffingWeeks, TypeWeeks, Weekly

_RATES = (
    "came in: charts received ÷ working days of which they are known, else (charts coded + change of what waits) ÷ "
    "working days; could be coded: paid hours there × utilisation × share × charts an hour ÷ working days; days of "
    "work: what waited at the end of the week ÷ what could be coded on a working day of it"
)
_TEAM = "the same of all work types, each in hours at the standard in force in the week"
_PEOPLE = (
    "needed: hours of the work of the week ÷ productive hours of one FTE in it; there: paid hours scheduled ÷ full"
)
_REMARK = "Utilisation and share are those of the last 13 weeks; hours there and standards are those of each week."


class WeekFlows:
    """The weeks of a basis that pictures show; what all work types share is made once."""

    def __init__(self, basis: FlowBasis) -> None:
        """Take what was read."""
        self.basis = basis
        self.mondays = tuple(basis.shown.weeks)

    @cached_property
    def worked(self) -> WorkedDays:
        """Return the days, from the week before the first one on; those to come have no hours."""
        basis = self.basis
        first = ordinal(basis.shown.start) - WEEK
        count = WEEK * (len(self.mondays) + 1)
        working, scheduled, absent = basis.planned.by_day(first, first + count - 1)
        gone = np.arange(first, first + count) <= ordinal(basis.until)
        charts = basis.daily.laid_out(first, count).charts
        supply = scheduled * gone, absent * gone
        return WorkedDays(first, working & gone, *supply, charts, basis.lists.usual_hours, basis.used_utilisation)

    @cached_property
    def hours_of_one(self) -> Floats:
        """Return the hours of one chart, weeks × work types, by the standard in force at the end of the week."""
        standards, kinds = self.basis.lists.standards, len(self.basis.lists.work_types)
        last = [ordinal(min(week + timedelta(WEEK - 1), self.basis.until)) for week in self.mondays]
        each = np.tile(np.arange(kinds, dtype=np.int64), len(last))
        rows = standards.in_force(each, np.repeat(np.array(last, np.int64), kinds))
        factor = np.where(standards.paid_basis[rows], self.basis.used_utilisation, 1.0) if len(standards.rate) else 1.0
        rate = standards.rate[rows] if len(standards.rate) else np.nan
        return np.asarray(np.where(rows >= 0, factor / rate, np.nan).reshape(len(last), kinds))

    @cached_property
    def came(self) -> Floats:
        """Return the charts that came in on a working day, weeks × work types."""
        made = np.full((len(self.mondays), len(self.basis.lists.work_types)), np.nan)
        for kind in self.basis.kinds:
            made[:, kind] = self.worked.came_in(self.basis.backlog.of_type(kind), kind)
        return made

    @cached_property
    def coded(self) -> Floats:
        """Return the charts that were coded on a working day, weeks × work types."""
        return self.worked.a_day(self.worked.by_week(self.worked.charts))

    @cached_property
    def waited(self) -> Floats:
        """Return the charts that waited at the end of each week, weeks × work types."""
        last, count = ordinal(self.mondays[-1]) + WEEK - 1, len(self.mondays)
        made = np.full(self.came.shape, np.nan)
        for kind in self.basis.kinds:
            made[:, kind] = self.basis.backlog.of_type(kind).ends(last, count)
        return made

    def of_type(self, kind: int) -> TypeWeeks:
        """Return the weeks of a work type in charts."""
        capacity = self.worked.productive() * self._share([kind]) / self.hours_of_one[:, kind]
        return self._row(self.came[:, kind], self.coded[:, kind], capacity, self.waited[:, kind], kind)

    def of_team(self) -> TypeWeeks:
        """Return the weeks of all work types that are logged, in hours at the standards of each week."""
        kinds = list(self.basis.kinds)
        if not kinds:
            return TypeWeeks()
        hours = self.hours_of_one[:, kinds]
        begun = np.maximum.accumulate(~np.isnan(self.waited[:, kinds]) | ~np.isnan(self.came[:, kinds]), axis=0)
        begun &= ~np.isnan(hours)
        still = np.apply_along_axis(flow_weeks.carried, 0, self.waited[:, kinds])
        waited = np.where(
            np.isnan(self.waited[:, kinds]).all(axis=1), np.nan, np.where(begun, still * hours, 0.0).sum(axis=1)
        )
        capacity = self.worked.productive() * self._share(kinds)
        came = flow_weeks.together(self.came[:, kinds] * hours, begun)
        coded = np.nansum(self.coded[:, kinds] * hours, axis=1)
        return self._row(came, np.where(self.worked.days > 0, coded, np.nan), capacity, waited, None)

    def staffing(self) -> StaffingWeeks:
        """Return the FTE that the work of each week needed, and those that were there."""
        charts = np.where(np.isnan(self.came), self.coded, self.came) * self.worked.days[:, None]
        hours = np.nansum(charts * self.hours_of_one, axis=1)
        needed = np.where(hours > 0, self.worked.needed(hours), np.nan)
        there = self.worked.there()
        explanation = Explanation.later(partial(self._people_explained, hours))
        return StaffingWeeks(self.mondays, _weekly(needed), _weekly(there), explanation)

    def events(self, session: Session) -> tuple[EventMark, ...]:
        """Return what happened to the team or a work type in the time shown, and the standards that followed others."""
        shown, standards = self.basis.shown, self.basis.lists.standards
        happened = scoped_events(session, shown, self.basis.frames)
        found = [
            each.mark() for each in happened if each.coder is None and (each.to_day or each.from_day) >= shown.start
        ]
        follows = np.diff(standards.work_type, prepend=-1) == 0
        inside = (standards.from_day > ordinal(shown.start)) & (standards.from_day <= ordinal(shown.end))
        for row in np.flatnonzero(follows & inside).tolist():
            name, day = self.basis.lists.work_types[int(standards.work_type[row])], day_of(standards.from_day[row])
            found.append(EventMark(day, None, "standard", f"Standard: {name} {standards.stated[row]}", name))
        return tuple(sorted(found, key=lambda each: (each.from_day, each.text)))

    def _share(self, kinds: list[int]) -> float:
        """Return the share of work types in the hours, nan where it is not known."""
        own, whole = float(self.basis.hours_by_type[kinds].sum()), float(self.basis.hours_by_type.sum())
        if whole > 0:
            return own / whole
        return 1.0 if len(self.basis.lists.work_types) == 1 or tuple(kinds) == self.basis.kinds else float("nan")

    def _row(self, came: Floats, coded: Floats, capacity: Floats, waited: Floats, kind: int | None) -> TypeWeeks:
        days = flow_weeks.ratio(waited, capacity)
        columns = [_weekly(each) for each in (came, coded, capacity, days)]
        explanation = Explanation.later(partial(self._explained, columns, kind))
        return TypeWeeks(self.mondays, columns[0], columns[1], columns[2], columns[3], explanation)

    def _explained(self, columns: list[Weekly], kind: int | None) -> Explanation:
        unit = "h" if kind is None else "charts"
        named = (("came in", unit), ("coded", unit), ("could be coded", unit), ("days of work", ""))
        said = [
            Part(
                _week(week),
                "; ".join(f"{name} {_known(value, of)}" for (name, of), value in zip(named, values, strict=True)),
            )
            for week, *values in zip(self.mondays, *columns, strict=True)
        ]
        formula = _RATES if kind is not None else f"{_RATES}; of the team: {_TEAM}"
        return Explanation("Week by week", formula, tuple(reversed(said)), (_REMARK,))

    def _people_explained(self, hours: Floats) -> Explanation:
        days, made = self.worked.days, self.staffing()
        said = [
            Part(_week(week), f"{explaining.hours(float(of))} of work, {explaining.days(int(on))}; needed "
                 f"{_known(needed)}, there {_known(there)}")
            for week, of, on, needed, there in zip(self.mondays, hours, days, made.needed, made.there, strict=True)
        ]  # fmt: skip
        return Explanation("FTE week by week", _PEOPLE, tuple(reversed(said)), (_REMARK,))


def _weekly(values: Floats) -> Weekly:
    return tuple(None if np.isnan(each) else float(each) for each in values)


def _week(day: date) -> str:
    return f"Week of {day_label(day)}"


def _known(value: float | None, unit: str = "") -> str:
    return "not known" if value is None else f"{explaining.number(value)} {unit}".rstrip()
