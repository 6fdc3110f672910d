"""Who is on the sample team, what they code, and what is expected of it. Declared as data; nothing is drawn here.

Names are invented. Each coder is a story that a manager knows: see the remark beside each.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from codedesk.exchange.sample.calendar import Calendar
from codedesk.metrics.standards import rate
from codedesk.models.calendars import WEEKDAYS

Rows = list[dict[str, str]]
Mix = tuple[tuple[str, float], ...]

INPATIENT = "Inpatient"
SURGERY = "Same-day surgery"
EMERGENCY = "Emergency"
ANCILLARY = "Ancillary"
CLINIC = "Clinic E/M"
CARDIAC = "Cardiac procedures"

MAREN = "Maren Tolliver"
DAX = "Dax O'Fennimore"
YLVA = "Ylva Brandvoll"
INES = "Inés Quintabar"
TOBIAH = "Tobiah Wrenfield"
KAORI = "Kaori Umezanno"
OBINNA = "Obinna Adexu"
PRIYANKA = "Priyanka Velloorin"


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """One coder: paces and accuracies are what the nine quarters aim at, oldest first; logs_hours: per work line."""

    name: str
    credentials: str
    mix: Mix
    paces: tuple[float, ...]
    accuracies: tuple[float, ...]
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    logs_hours: bool = True
    joined: tuple[int, int] | None = None
    days_before: int = 400
    later_mix: Mix = ()
    later_from: tuple[int, int] = (-9, 1)

    def starts(self, calendar: Calendar) -> date:
        """Return the first day with the department."""
        return calendar.at(*self.joined) if self.joined else calendar.first_day - timedelta(self.days_before)

    def mix_on(self, calendar: Calendar, day: date) -> Mix:
        """Return the work types of a day with their shares of its hours."""
        return self.later_mix if self.later_mix and day >= calendar.at(*self.later_from) else self.mix


PEOPLE = (
    # Steady, near the standard in both; mentors.
    SamplePerson(
        MAREN,
        "CCS",
        ((INPATIENT, 0.8), (SURGERY, 0.2)),
        (1.01, 1.00, 1.02, 1.01, 1.03, 1.02, 1.03, 1.04, 1.04),
        (95.8, 96.4, 96.1, 96.9, 96.2, 96.8, 96.5, 97.0, 96.7),
        days_before=3220,
    ),
    # Ever faster, while the accuracy falls.
    SamplePerson(
        DAX,
        "CPC, CCS-P",
        ((SURGERY, 0.6), (EMERGENCY, 0.4)),
        (1.03, 1.04, 1.04, 1.06, 1.08, 1.10, 1.13, 1.16, 1.20),
        (96.4, 96.6, 96.1, 96.3, 95.6, 94.6, 93.2, 91.4, 90.0),
    ),
    # Careful, under the pace.
    SamplePerson(
        YLVA,
        "RHIT, CCS",
        ((INPATIENT, 0.9), (SURGERY, 0.1)),
        (0.90, 0.89, 0.91, 0.90, 0.90, 0.89, 0.91, 0.91, 0.90),
        (98.4, 98.8, 98.2, 98.6, 98.9, 98.5, 98.7, 98.4, 98.8),
        days_before=2107,
    ),
    # Learns inpatient work since last quarter, on a ramp.
    SamplePerson(
        INES,
        "CPC",
        ((SURGERY, 0.7), (EMERGENCY, 0.3)),
        (0.97, 0.98, 0.99, 1.00, 1.01, 1.02, 1.02, 1.03, 1.03),
        (95.2, 95.6, 95.4, 96.0, 95.8, 96.2, 96.0, 94.6, 93.8),
        later_mix=((INPATIENT, 0.6), (SURGERY, 0.4)),
        later_from=(1, 6),
    ),
    # Part time, 24 hours a week.
    SamplePerson(
        TOBIAH,
        "CCA",
        ((EMERGENCY, 0.8), (ANCILLARY, 0.2)),
        (0.95, 0.97, 0.96, 0.98, 0.97, 0.98, 0.97, 0.98, 0.98),
        (95.0, 95.6, 95.3, 95.1, 95.9, 95.5, 95.7, 95.2, 95.6),
        weekdays=(0, 1, 2),
        logs_hours=False,
    ),
    # Not audited in the last quarter.
    SamplePerson(
        KAORI,
        "CPC, CRC",
        ((CLINIC, 0.85), (ANCILLARY, 0.15)),
        (0.99, 1.00, 0.98, 1.00, 1.01, 1.00, 1.01, 1.00, 1.01),
        (95.4, 95.9, 96.3, 95.7, 96.1, 95.8, 96.4, 96.0, 96.0),
        logs_hours=False,
        days_before=910,
    ),
    # A rebuttal in the last quarter changed the score.
    SamplePerson(
        OBINNA,
        "RHIA, CCS",
        ((INPATIENT, 0.6), (CARDIAC, 0.4)),
        (0.96, 0.95, 0.97, 0.96, 0.97, 0.98, 0.97, 0.97, 0.98),
        (94.8, 95.3, 95.1, 95.6, 95.0, 95.4, 95.2, 95.5, 96.6),
        days_before=1428,
    ),
    # Joined in the third quarter; her ramp has ended.
    SamplePerson(
        PRIYANKA,
        "CPC-A",
        ((EMERGENCY, 0.5), (ANCILLARY, 0.5)),
        (1.0, 1.0, 0.98, 0.99, 1.01, 0.97, 0.98, 0.99, 1.00),
        (90.5, 90.5, 90.5, 92.0, 93.5, 94.4, 94.9, 95.3, 95.6),
        joined=(6, 10),
    ),
)

# Work type, unit, setting, specialty.
_WORK_TYPES = (
    (INPATIENT, "account", "Inpatient", "Medicine and surgery"),
    (SURGERY, "encounter", "Outpatient", "General and orthopaedic surgery"),
    (EMERGENCY, "encounter", "Emergency", "Facility and professional"),
    (ANCILLARY, "report", "Outpatient", "Imaging and laboratory"),
    (CLINIC, "encounter", "Clinic", "Primary care"),
    (CARDIAC, "encounter", "Outpatient", "Cardiology"),
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A standard as the department states it."""

    work_type: str
    since: tuple[int, int] | None
    pace: str
    unit: str
    reason: str
    source: str
    review: tuple[int, int]

    def effective(self, calendar: Calendar) -> date:
        """Return its first day: the first of the quarter, or half a year before the first day of the sample."""
        return calendar.quarter(10).start if self.since is None else calendar.quarter(self.since[0]).start


STANDARDS = (
    Stated(INPATIENT, None, "18", "per_day", "First written standard", "Average of the four quarters before", (3, 12)),
    Stated(
        INPATIENT,
        (2, 1),
        "16",
        "per_day",
        "Stays are longer since the short ones go to the observation unit: 2.0 of them an hour, not 2.25",
        "Time study of longer stays, two weeks",
        (-2, 12),
    ),
    Stated(SURGERY, None, "5", "per_hour", "First written standard", "Average of the four quarters before", (-1, 12)),
    Stated(EMERGENCY, None, "5", "minutes_per_chart", "First written standard", "Time study, two weeks", (-1, 12)),
    Stated(ANCILLARY, None, "30", "per_hour", "First written standard", "Average of the four quarters before", (0, 8)),
    Stated(CLINIC, None, "400", "per_week", "First written standard", "Agreed with the clinics", (-1, 12)),
    Stated(CARDIAC, None, "28", "per_day", "First written standard", "Time study, two weeks", (-2, 12)),
)
HOURS_PER_DAY = 8.0
ACCURACY_STANDARD = "95"
MANAGER = "R. Castellane"


@dataclass(frozen=True, slots=True)
class SampleRampStep:
    """A step of a learner's ramp; a work type of "" stands for all."""

    coder: str
    work_type: str
    since: tuple[int, int]
    percent: int
    accuracy: str


RAMPS = (
    SampleRampStep(PRIYANKA, "", (6, 10), 50, "88"),
    SampleRampStep(PRIYANKA, "", (5, 4), 70, "90"),
    SampleRampStep(PRIYANKA, "", (5, 10), 85, "92"),
    SampleRampStep(PRIYANKA, "", (4, 6), 100, ""),
    SampleRampStep(INES, INPATIENT, (1, 6), 40, "88"),
    SampleRampStep(INES, INPATIENT, (1, 11), 55, "90"),
    SampleRampStep(INES, INPATIENT, (0, 5), 70, "92"),
    SampleRampStep(INES, INPATIENT, (-1, 2), 100, ""),
)


def rate_on(calendar: Calendar, work_type: str, day: date) -> float:
    """Return the charts per hour that the standard of a work type expects on a day."""
    known = [each for each in STANDARDS if each.work_type == work_type and each.effective(calendar) <= day]
    latest = max(known, key=lambda each: each.effective(calendar))
    return rate(float(latest.pace), latest.unit, HOURS_PER_DAY)


def ramp_on(calendar: Calendar, coder: str, work_type: str, day: date) -> float:
    """Return the share of the standard that a learner is expected to reach on a day; 1.0 without a ramp."""
    steps = [each for each in RAMPS if each.coder == coder and each.work_type in ("", work_type)]
    begun = [each for each in steps if calendar.at(*each.since) <= day]
    return begun[-1].percent / 100 if begun else 1.0


def settings() -> Rows:
    """Return settings.csv."""
    values = {
        "name": "Sample department",
        "manager": MANAGER,
        "quarter_start_month": "1",
        "usual_hours_per_day": "8",
        "default_method": "code_over_code",
        "accuracy_standard": ACCURACY_STANDARD,
        "minutes_per_audited_chart": "15",
        "paper": "letter",
        "holiday_country": "US",
        "sample": "yes",
    }
    return [{"setting": setting, "value": value} for setting, value in values.items()]


def coders(calendar: Calendar) -> Rows:
    """Return coders.csv."""
    return [
        {
            "coder": person.name,
            "started_on": person.starts(calendar).isoformat(),
            "scheduled_hours_per_week": str(8 * len(person.weekdays)),
            "credentials": person.credentials,
            "fte": f"{len(person.weekdays) / 5:g}",
            "mentor": MAREN if person.name in (INES, PRIYANKA) else "",
        }
        for person in PEOPLE
    ]


def schedules(calendar: Calendar) -> Rows:
    """Return schedules.csv: who does not work every weekday."""
    return [
        {"coder": person.name, "from": person.starts(calendar).isoformat()}
        | {weekday: f"{HOURS_PER_DAY:g}" if place in person.weekdays else "0" for place, weekday in enumerate(WEEKDAYS)}
        for person in PEOPLE
        if len(person.weekdays) < 5
    ]


def absences(calendar: Calendar) -> Rows:
    """Return absences.csv: a week that is planned in the quarter to come."""
    first, last = calendar.at(-1, 3), calendar.at(-1, 3, 4)
    return [{"coder": YLVA, "from": first.isoformat(), "to": last.isoformat(), "category": "PTO"}]


def work_types() -> Rows:
    """Return work_types.csv."""
    return [dict(zip(("work_type", "unit", "setting", "specialty"), each, strict=True)) for each in _WORK_TYPES]


def usual_work_types() -> Rows:
    """Return usual_work_types.csv: what each coder does now, then what they did before."""
    return [
        {"coder": person.name, "work_type": work_type}
        for person in PEOPLE
        for work_type in dict.fromkeys(name for name, _ in (*person.later_mix, *person.mix))
    ]


def standards(calendar: Calendar) -> Rows:
    """Return standards.csv."""
    return [
        {
            "work_type": each.work_type,
            "effective_from": each.effective(calendar).isoformat(),
            "pace": each.pace,
            "pace_unit": each.unit,
            "hours_per_day": "8",
            "basis": "productive",
            "accuracy": ACCURACY_STANDARD,
            "reason": each.reason,
            "source": each.source,
            "approved_by": MANAGER,
            "review_due": calendar.at(*each.review, 4).isoformat(),
        }
        for each in STANDARDS
    ]


def ramps(calendar: Calendar) -> Rows:
    """Return ramps.csv."""
    return [
        {
            "coder": step.coder,
            "work_type": step.work_type,
            "from": calendar.at(*step.since).isoformat(),
            "pace_percent": str(step.percent),
            "accuracy": step.accuracy,
        }
        for step in RAMPS
    ]
