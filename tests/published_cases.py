"""Cases of work that waits as others published them, each with the open files of a department that is in it.

expect: what is published, by its place in the key `capacity` of `figures --json`. paper: the same on the staffing page.
Where a case speaks of other things than charts (tickets, units, customers, patients), charts stand for them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

WEEK = "2026-06-01..2026-06-07"
QUARTER = "2026-04-01..2026-06-30"
_MONDAY = date(2026, 6, 1)
_HEADS = {
    "backlog.csv": "date,work_type,waiting,received,covers,dollars",
    "coders.csv": "coder,started_on,scheduled_hours_per_week",
    "log.csv": "date,coder,work_type,charts",
    "revenue.csv": "from,to,dollars,cost",
    "rework.csv": "date,coder,work_type,charts,source,cause,outcome,at_stake",
    "standards.csv": "work_type,effective_from,pace,pace_unit,basis,accuracy,hours_per_day",
    "time.csv": "date,coder,category,hours",
    "time_categories.csv": "category,kind",
    "turnaround.csv": "work_type,discharged,coded,listed,charts",
}


@dataclass(frozen=True)
class Case:
    """One case: what it is called, where it was published, lines of open files, a period, and what has to come out."""

    name: str
    source: str
    files: Mapping[str, Sequence[str]]
    expect: Mapping[str, float | str | None]
    paper: tuple[str, ...] = ()
    period: str = WEEK
    coders: int = 1
    hours: float = 40
    pace: str = "4,per_hour,productive"
    near: float = 1e-6
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> dict[str, str]:
        """The open files as texts: a team, one work type with its standard, and the lines of the case."""
        people = [f"Coder {n + 1},2025-01-01,{self.hours}" for n in range(self.coders)]
        made = {"coders.csv": people, "standards.csv": [f"Charts,2025-01-01,{self.pace},95,"], **self.files}
        return {
            "settings.csv": "setting,value\nname,Case\nusual_hours_per_day,8\n",
            "work_types.csv": "work_type\nCharts\n",
            **{name: "\n".join((_HEADS[name], *lines)) + "\n" for name, lines in made.items()},
        }


def coded(charts: int, days: int = 5, coders: int = 1) -> list[str]:
    """Return the same charts of each coder on each day from Monday on."""
    every = [(_MONDAY + timedelta(day), n) for day in range(days) for n in range(coders)]
    return [f"{day},Coder {n + 1},Charts,{charts}" for day, n in every]


def waits(waiting: int, received: int | str = "", dollars: int | str = "", covers: str = "day") -> list[str]:
    """Return what waits at the end of Friday."""
    return [f"2026-06-05,Charts,{waiting},{received},{covers},{dollars}"]


def came_in(waiting: int, a_day: int) -> list[str]:
    """Return what waits on Friday, where the same comes in on each day of the week."""
    days = [(_MONDAY + timedelta(day)) for day in range(5)]
    return [f"{day},Charts,{waiting if day == days[-1] else ''},{a_day},day," for day in days]


def took(coded_after: Sequence[int], still: Sequence[int] = ()) -> list[str]:
    """Return charts by the days they took, and those that wait since so many days, of a list of 30 June."""
    first, listed = date(2026, 4, 1), date(2026, 6, 30)
    done = {days: coded_after.count(days) for days in coded_after}
    open_ = {days: still.count(days) for days in still}
    lines = [f"Charts,{first},{first + timedelta(days)},{listed},{count}" for days, count in done.items()]
    return lines + [f"Charts,{listed - timedelta(days)},,{listed},{count}" for days, count in open_.items()]


def reopened(charts: int, source: str = "internal", cause: str = "coder", at_stake: int | str = "") -> list[str]:
    """Return charts that came back on Friday."""
    return [f"2026-06-05,{'Coder 1' if cause == 'coder' else ''},Charts,{charts},{source},{cause},open,{at_stake}"]


def to_clear(name: str, waiting: int, done: int, new: int, days: float) -> Case:
    """Return a case of the table of days to clear."""
    source = "calculatorslibrary.pages.dev/life-admin/productivity/backlog-clearance-velocity"
    files = {"backlog.csv": came_in(waiting, new), "log.csv": coded(done)}
    expect = {"work_types.0.to_clear": days, "team.to_clear": days, "work_types.0.inflow": new}
    return Case(name, source, files, expect, (f"{days:g} days",), pace=f"{done / 8:g},per_hour,productive")


CASES = (
    Case(
        "14 M not billed at 2 M a day are 7 DNFB days",
        "mbwrcm.com/the-revenue-cycle-blog/dnfb-report-healthcare-revenue-cycle",
        {"backlog.csv": waits(100, dollars=14_000_000), "revenue.csv": ["2026-03-08,2026-06-05,180000000,"]},
        {"dnfb_days": 7.0, "team.dollars": 14_000_000},
        ("7 days",),
    ),
    Case(
        "2.5 M behind at 0.5 M a day are 5 days",
        "222health.com/healthcare-industry/medical-billing/10075.html",
        {"backlog.csv": waits(100, dollars=2_500_000), "revenue.csv": ["2026-05-07,2026-06-05,15000000,"]},
        {"dnfb_days": 5.0},
        ("5 days",),
    ),
    Case(
        "500 charts of $8,500 are $4.25 M",
        "medcodexhealth.com/blog/coding-backlog-cost-impact-revenue-cycle",
        {"backlog.csv": waits(500, dollars=500 * 8_500)},
        {"team.dollars": 4_250_000, "work_types.0.waiting": 500},
    ),
    Case(
        "15,620 discharges of 18 minutes are 4,686 hours",
        "quizlet.com/15712618 (Professional review guide for the RHIA and RHIT examinations, 2011)",
        {"backlog.csv": waits(15_620)},
        {"work_types.0.hours": 4_686, "team.hours": 4_686},
        ("4,686.00 h",),
        pace="18,minutes_per_chart,productive",
    ),
    Case(
        "1,200 encounters a day at 120 a coder need 10",
        "sweetstudy.com, Calculating productivity and staffing levels, competency assignment",
        {"log.csv": coded(120, coders=10)},
        {"staffing.needed": 10.0, "staffing.there": 10.0, "staffing.difference": 0.0},
        ("10 FTE",),
        coders=10,
        pace="15,per_hour,productive",
    ),
    Case(
        "550 pieces of 3 minutes need 0.79 of 35 productive hours",
        "nursingwritingtutors.com/calculating-full-time-equivalent-fte",
        {
            "log.csv": coded(110),
            "time_categories.csv": ["personal time and fatigue,excused"],
            "time.csv": [
                f"{_MONDAY + timedelta(day)},Coder 1,{category}"
                for day in range(5)
                for category in ("paid,8", "personal time and fatigue,1")
            ],
        },
        {"staffing.one_fte": 35.0, "staffing.needed": 27.5 / 35, "staffing.utilisation": 0.875},
        ("0.79 FTE",),
        pace="3,minutes_per_chart,productive",
    ),
    Case(
        "22 records a day of 7 productive hours",
        "racmonitor.com/the-data-manager-unbilled-charges-an-effective-measure-of-coder-productivity",
        {"log.csv": coded(22), "backlog.csv": waits(22)},
        {"work_types.0.capacity": 22.0, "work_types.0.days": 1.0, "staffing.needed": 1.0, "staffing.one_fte": 35.0},
        hours=35,
        pace="22,per_day,productive",
        more={"settings.csv": "setting,value\nname,Case\nusual_hours_per_day,7\n"},
    ),
    Case(
        "3 an hour, 20 minutes each, are 24 a day",
        "aharesourcecenter.wordpress.com/2012/07/23 (DeVault, Journal of AHIMA 83(7), 2012)",
        {"log.csv": coded(24), "backlog.csv": waits(24)},
        {"work_types.0.capacity": 24.0, "work_types.0.coded": 24.0, "team.days": 1.0},
        pace="20,minutes_per_chart,productive",
    ),
    Case(
        "12 charts a day, 60 a week",
        "kenyonhcc.com, in-house coding, part 2",
        {"log.csv": coded(12), "backlog.csv": waits(60)},
        {"work_types.0.coded": 12.0, "team.hours": 40.0, "team.days": 5.0, "staffing.needed": 1.0},
        ("40.00 h",),
        pace="12,per_day,productive",
    ),
    Case(
        "160 hours of 15 minutes a chart are 640 charts",
        "thesalfordmagazine.com, retrospective risk adjustment coding workflow",
        {"log.csv": coded(32), "backlog.csv": waits(640)},
        {"team.hours": 160.0, "work_types.0.capacity": 32.0, "work_types.0.days": 20.0},
        ("160.00 h", "20 days"),
        pace="15,minutes_per_chart,productive",
    ),
    Case(
        "2,500 open at 420 a day are 5.95 days",
        "mfgcalcs.com, backlog burn-down, worked example",
        {"log.csv": coded(420), "backlog.csv": waits(2_500)},
        {"work_types.0.days": 5.95},
        ("5.95 days",),
        pace="52.5,per_hour,productive",
        near=0.005,
    ),
    Case(
        "2 in the queue at 10 an hour stay 0.2, 5 in the shop 0.5 (Little’s law; an hour is a day here)",
        "Wikipedia, Little’s law, estimating store parameters",
        {"log.csv": coded(10), "backlog.csv": waits(2)},
        {"work_types.0.days": 0.2},
        ("0.2 days",),
        pace="10,per_day,productive",
    ),
    Case(
        "1,500 of 7,500 denied are 20 %",
        "unislink.com/rcm-best-practices-blog/rcm-top-metric-how-to-calculate-your-denial-rate",
        {"log.csv": coded(1_500), "rework.csv": reopened(1_500, "denial", "payer")},
        {"rework.all.denial_share": 0.20, "rework.all.share": 0.0},
        ("20.0 %",),
    ),
    Case(
        "150 of 1,200 denied are 12.5 %",
        "costcalculator.calculator.city/how-to-calculate-denial-rate",
        {"log.csv": coded(240), "rework.csv": reopened(150, "denial", "payer")},
        {"rework.all.denial_share": 0.125},
        ("12.5 %",),
    ),
    Case(
        "12,000 of 150,000 claims denied are 8 %",
        "medcodexhealth.com/blog/true-cost-of-claim-denials-how-to-calculate",
        {"log.csv": coded(30_000), "rework.csv": reopened(12_000, "denial", "payer")},
        {"rework.all.denial_share": 0.08},
        ("8.0 %",),
    ),
    Case(
        "$10,000 of $100,000 denied in a quarter are 10 %",
        "aafp.org/practice-management/administration/ownership/denial-rate.html",
        {
            "log.csv": coded(10),
            "rework.csv": reopened(5, "denial", "payer", 10_000),
            "revenue.csv": ["2026-04-01,2026-06-30,100000,"],
        },
        {"rework.denied_dollars": 0.10, "rework.all.at_stake": 10_000},
        period=QUARTER,
    ),
    Case(
        "50 of 1,000 reworked are 5 %",
        "truegeometry.com, rework rate",
        {"log.csv": coded(200), "rework.csv": reopened(50)},
        {"rework.all.share": 0.05, "rework.all.denial_share": 0.0},
        ("5.0 %",),
    ),
    Case(
        "8 of 250 reworked are 3.2 %",
        "mfgcalcs.com, defect rework rate, worked example",
        {"log.csv": coded(50), "rework.csv": reopened(8)},
        {"rework.all.share": 0.032},
        ("3.2 %",),
    ),
    Case(
        "$20,800 over 234,000 lines are 8.89 cents",
        "jiskha.com/display.cgi?id=1338872833 (unit labour cost)",
        {"log.csv": coded(46_800), "revenue.csv": ["2026-06-01,2026-06-07,,20800"]},
        {"unit_cost": 0.0888888889},
        near=1e-9,
    ),
    Case(
        "remission with 6-MP: median 23 weeks, the 90th percentile not reached (Kaplan–Meier)",
        "Freireich et al., Blood 1963; Le and Eberly, Introductory Biostatistics, example 11.1",
        {
            "turnaround.csv": took(
                [6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
            )
        },
        {"turnaround.0.median": 23.0, "turnaround.0.p90": None},
        period=QUARTER,
    ),
    Case(
        "remission with placebo: median 8 weeks",
        "Freireich et al., Blood 1963; Le and Eberly, Introductory Biostatistics, example 11.1",
        {
            "turnaround.csv": took(
                [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
            )
        },
        {"turnaround.0.median": 8.0},
        period=QUARTER,
    ),
    Case(
        "survival 0.333 after 9 days, 0 after 22 (treatment 2)",
        "Bewick, Cheek and Ball, Critical Care 2004 8:389, table 2",
        {"turnaround.csv": took([1, 1, 4, 5, 9, 22], [6, 9])},
        {"turnaround.0.p90": 22.0},
        period=QUARTER,
    ),
    to_clear("42 open, 8 done and 3 new a day: 8.4 days", 42, 8, 3, 8.4),
    to_clear("40 open, net 5 a day: 8 days", 40, 8, 3, 8),
    to_clear("80 open, net 4 a day: 20 days", 80, 8, 4, 20),
    to_clear("120 open, net 3 a day: 40 days", 120, 8, 5, 40),
)  # fmt: skip
