"""Work that waits, reckoned a second time from the open files in plain Python and exact fractions.

Like tests.independent it shares nothing with codedesk.metrics; it follows docs/figures.md.
"""

from datetime import date, timedelta
from fractions import Fraction
from statistics import median

from tests.independent import Reckoning

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class FlowReckoning(Reckoning):
    """The numbers of work that waits of one period; every standard is on productive hours."""

    @property
    def as_of(self) -> date:
        """The last day up to the end of the period on which what waits is logged."""
        return max(day for row in self.rows("backlog") if (day := date.fromisoformat(row["date"])) <= self.end)

    def last(self, work_type: str, column: str) -> Fraction:
        """What the last line of a work type says."""
        rows = [row for row in self.rows("backlog") if row["work_type"] == work_type and row[column]]
        return Fraction([row for row in rows if row["date"] <= self.end.isoformat()][-1][column])

    def per_hour(self, work_type: str) -> Fraction:
        """Charts an hour of the standard in force on the last day."""
        standard = self.standard(work_type, self.as_of.isoformat())
        assert standard is not None
        return self.rate(standard)

    def is_working_day(self, day: date) -> bool:
        """A weekday that is no holiday."""
        return day.weekday() < 5 and all(row["date"] != day.isoformat() for row in self.rows("holidays"))

    def working_days(self, first: date, last: date) -> list[date]:
        """The working days from first to last."""
        every = [first + timedelta(number) for number in range((last - first).days + 1)]
        return [day for day in every if self.is_working_day(day)]

    def inflow(self, work_type: str) -> Fraction:
        """Charts that came in on a working day of the weeks that are logged."""
        charts, days = Fraction(0), set[date]()
        for row in self.rows("backlog"):
            end = date.fromisoformat(row["date"])
            if row["work_type"] == work_type and row["received"] and self.start <= end <= self.end:
                charts += int(row["received"])
                assert row["covers"] == "week"
                days.update(self.working_days(end - timedelta(6), end))
        return charts / len(days)

    def coded(self, work_type: str) -> Fraction:
        """Charts coded on a working day."""
        last = self.as_of.isoformat()
        rows = [row for row in self.rows("log") if row["work_type"] == work_type and row["charts"]]
        charts = sum(int(row["charts"]) for row in rows if self.start.isoformat() <= row["date"] <= last)
        return Fraction(charts, len(self.working_days(self.start, self.as_of)))

    def scheduled(self) -> tuple[Fraction, Fraction]:
        """Paid hours scheduled on the working days up to the last day logged, and those of them planned away."""
        hours, gone = Fraction(0), Fraction(0)
        for coder in self.rows("coders"):
            for day in self.working_days(self.start, self.as_of):
                if coder["started_on"] > day.isoformat() or (coder.get("left_on") or "9999") < day.isoformat():
                    continue
                due = self._due(coder, day)
                hours += due
                gone += due * any(
                    row["coder"] == coder["coder"] and row["from"] <= day.isoformat() <= row["to"]
                    for row in self.rows("absences")
                )
        return hours, gone

    def _due(self, coder: dict[str, str], day: date) -> Fraction:
        rows = [
            row for row in self.rows("schedules") if row["coder"] == coder["coder"] and row["from"] <= day.isoformat()
        ]
        if rows:
            return Fraction(max(rows, key=lambda row: row["from"])[WEEKDAYS[day.weekday()]])
        return Fraction(coder["scheduled_hours_per_week"]) / 5

    def utilisation(self) -> Fraction:
        """Productive ÷ paid hours of the 13 weeks up to the last day logged."""
        before = type(self)(self.folder, self.as_of - timedelta(13 * 7 - 1), self.as_of)
        hours = before.pace([row["coder"] for row in self.rows("coders")])
        return hours["productive"] / hours["paid"] if hours["productive"] and hours["paid"] else Fraction(1)

    def dnfb_days(self) -> Fraction:
        """Dollars on the last day over the mean daily revenue of the 90 days up to it."""
        types = {row["work_type"] for row in self.rows("backlog")}
        dollars = sum(self.last(work_type, "dollars") for work_type in types)
        first, revenue, days = self.as_of - timedelta(89), Fraction(0), 0
        for row in self.rows("revenue"):
            start, end = date.fromisoformat(row["from"]), date.fromisoformat(row["to"])
            inside = (min(end, self.as_of) - max(start, first)).days + 1
            if inside > 0:
                revenue += Fraction(row["dollars"]) * inside / ((end - start).days + 1)
                days += inside
        return dollars / (revenue / days)

    def charts_coded(self) -> int:
        """All charts coded in the period."""
        return sum(int(row["charts"]) for row in self.rows("log") if self.within(row["date"]) and row["charts"])

    def rework(self) -> tuple[Fraction, Fraction]:
        """Rework and denials over the charts coded in the period."""
        denied = [row for row in self.rows("rework") if self.within(row["date"]) and row["source"] == "denial"]
        again, denials = (sum(int(row["charts"]) for row in rows) for rows in (self.reworked(), denied))
        return Fraction(again, self.charts_coded()), Fraction(denials, self.charts_coded())

    def days_to_coded(self, work_type: str) -> float:
        """The median of the days from discharge to coded, where no chart waits."""
        days: list[int] = []
        for row in self.rows("turnaround"):
            if row["work_type"] == work_type and self.within(row["discharged"]):
                assert row["coded"]
                taken = date.fromisoformat(row["coded"]) - date.fromisoformat(row["discharged"])
                days.extend([taken.days] * int(row["charts"] or 1))
        return float(median(days))
