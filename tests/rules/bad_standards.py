"""Standards, published figures and receipts that cannot be right."""

from datetime import date

from codedesk.services.audits.policies import POLICIES
from codedesk.services.files import planning_sheets, sheets
from codedesk.services.standards.benchmarks import BENCHMARKS
from codedesk.services.standards.receipts import RECEIPTS
from codedesk.services.standards.standards import STANDARDS
from tests.rules.both_ways import Tried

DAY = date(2026, 8, 3)
TRIED = (
    Tried(
        STANDARDS,
        sheets.STANDARDS,
        {"work_type_id": 1, "effective_from": DAY, "pace": 3.0, "accuracy": 95.0},
        (
            ({"pace": 0.0}, "pace", "“0” has to be more than 0"),
            ({"pace": 1_000_001.0}, "pace", "“1000001” is over 1,000,000"),
            ({"pace_unit": "per_moon"}, "pace_unit", "“per_moon” is not one of: per_hour, per_day,"),
            ({"hours_per_day": 24.5}, "hours_per_day", "“24.5” is over 24 h"),
            ({"hours_per_day": 0.0}, "hours_per_day", "“0” has to be more than 0"),
            ({"basis": "not_stated"}, "basis", "“not_stated” is not one of: productive, paid"),
            ({"accuracy": 100.5}, "accuracy", "“100.5” is over 100 %"),
            ({"pace_unit": "units_per_day"}, "units_per_chart", "say how many workload units one chart counts"),
            ({"units_per_chart": 2.0}, "units_per_chart", "units per chart belong to a standard stated in workload"),
            ({"pace_unit": "units_per_day", "units_per_chart": 0.0}, "units_per_chart", "“0” has to be more than 0"),
            ({"review_due": date(2026, 8, 2)}, "review_due", "the review is due before the standard starts"),
        ),
    ),
    Tried(
        BENCHMARKS,
        sheets.BENCHMARKS,
        {"source": "a survey", "year": 2012, "pace_low": 3.0},
        (
            ({"source": " "}, "source", "name the source: a figure without one cannot be looked up"),
            ({"year": 1899}, "year", "the year lies between 1900 and 2199"),
            ({"pace_low": -1.0}, "pace_low", "“-1” is under 0"),
            ({"pace_high": 2.5}, "pace_high", "the upper end of the range is below the lower one"),
            ({"pace_unit": "per_moon"}, "pace_unit", "“per_moon” is not one of: per_hour, per_day,"),
            ({"hours_per_day": 25.0}, "hours_per_day", "“25” is over 24 h"),
            ({"basis": "guess"}, "basis", "“guess” is not one of: productive, paid, not_stated"),
            ({"accuracy": 101.0}, "accuracy", "“101” is over 100 %"),
        ),
    ),
    Tried(
        RECEIPTS,
        sheets.ACKNOWLEDGEMENTS,
        {"coder_id": 1, "sheet_of": DAY},
        (
            (
                {"acknowledged_on": date(2026, 8, 2)},
                "acknowledged_on",
                "the sheet is of 3 Aug 2026: it cannot be received before",
            ),
        ),
    ),
    Tried(
        POLICIES,
        planning_sheets.METHOD_POLICIES,
        {"effective_from": DAY, "method": "union", "accuracy": 95.0, "reason": "the board decided"},
        (
            ({"reason": " "}, "reason", "say why this policy is set: the reason stays beside it"),
            ({"method": "by_eye"}, "method", "“by_eye” is not one of: code_over_code,"),
            ({"accuracy": 101.0}, "accuracy", "“101” is over 100 %"),
            ({"charts_per_quarter": 10_001}, "charts_per_quarter", "“10001” is over 10,000"),
            ({"learner_months": 61}, "learner_months", "“61” is over 60"),
            ({"learner_months": 6}, "learner_accuracy", "say which accuracy learners are asked for"),
            ({"learner_accuracy": 80.0}, "learner_months", "say for how many months a coder is a learner"),
        ),
    ),
)
