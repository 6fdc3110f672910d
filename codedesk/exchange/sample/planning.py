"""The sample's written audit policy and the plan of its last two quarters. Declared as data; nothing is drawn here."""

from codedesk.exchange.sample.calendar import Calendar
from codedesk.exchange.sample.team import PEOPLE, Rows

CHARTS = 30
TARGETS = {
    "accuracy": "94",
    "charts_per_quarter": str(CHARTS),
    "learner_months": "6",
    "learner_accuracy": "80",
    "learner_accuracy_at_end": "94",
}


def policies(calendar: Calendar) -> Rows:
    """Return methods.csv: one policy, written before the last four quarters."""
    words = {"method": "code_over_code", "version": "1", "reason": "Audit policy of the department, first edition"}
    return [{"effective_from": calendar.quarter(3).start.isoformat(), **words, **TARGETS}]


def plans(calendar: Calendar) -> Rows:
    """Return audit_plans.csv: what the policy asks for, in the last two quarters."""
    return [
        {
            "coder": person.name,
            "period_from": period.start.isoformat(),
            "period_to": period.end.isoformat(),
            "charts": str(CHARTS),
        }
        for period in (calendar.quarter(1), calendar.quarter(0))
        for person in PEOPLE
        if person.starts(calendar) <= period.end
    ]
