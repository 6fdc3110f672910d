"""What stands beside the sample's standards: invented figures to compare with, and who received the standards sheet.

Declared as data; nothing is drawn here, and nothing here is a figure that anybody published.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from codedesk.exchange.sample.calendar import Calendar
from codedesk.exchange.sample.team import CLINIC, EMERGENCY, INES, INPATIENT, PEOPLE, TOBIAH, Rows, SamplePerson

SOURCE = "Example benchmark, invented for the sample"
NOTE = "No survey and no publication: it shows how a figure is listed beside a standard, and nothing reads it."


@dataclass(frozen=True, slots=True)
class Example:
    """An invented figure in the words that a source might use; high is "" where it is no range."""

    work_type: str
    setting: str
    low: str
    high: str
    unit: str
    basis: str
    accuracy: str = ""


EXAMPLES = (
    Example(INPATIENT, "Inpatient", "1.8", "2.4", "per_hour", "paid", "95"),
    Example(EMERGENCY, "Emergency", "100", "", "per_day", "not_stated"),
    # The units of a chart are not told, so that no rate follows.
    Example(CLINIC, "Clinic", "150", "", "units_per_day", "productive"),
)


def benchmarks(calendar: Calendar) -> Rows:
    """Return benchmarks.csv: three figures of the year before."""
    return [
        {
            "work_type": each.work_type,
            "setting": each.setting,
            "source": SOURCE,
            "year": str(calendar.last.end.year - 1),
            "pace_low": each.low,
            "pace_high": each.high,
            "pace_unit": each.unit,
            "hours_per_day": "8",
            "basis": each.basis,
            "accuracy": each.accuracy,
            "note": NOTE,
        }
        for each in EXAMPLES
    ]


def receipts(calendar: Calendar) -> Rows:
    """Return acknowledgements.csv: everybody's sheet of the last new standard; one is not acknowledged yet."""
    given = calendar.working_day(calendar.quarter(2).start)
    there = [person for person in PEOPLE if person.starts(calendar) <= given]
    return [_receipt(calendar, person, given, place) for place, person in enumerate(there)]


def _receipt(calendar: Calendar, person: SamplePerson, given: date, place: int) -> dict[str, str]:
    read = "" if person.name == TOBIAH else calendar.working_day(given + timedelta(3 + place)).isoformat()
    note = "Asked how a ramp and the standard go together" if person.name == INES else ""
    return {"coder": person.name, "sheet_of": given.isoformat(), "acknowledged_on": read, "note": note}
