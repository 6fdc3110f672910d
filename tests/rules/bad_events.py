"""Events, notes, check-ins and education that cannot be right."""

from datetime import date

from codedesk.services.department.events_and_notes import EVENTS, NOTES
from codedesk.services.files import event_sheets
from codedesk.services.files.sheets import EDUCATION as EDUCATION_SHEET
from codedesk.services.people.checkins import CHECK_INS
from codedesk.services.people.education import EDUCATION
from tests.rules.both_ways import Tried

DAY = date(2026, 8, 3)
TRIED = (
    Tried(
        EVENTS,
        event_sheets.EVENTS,
        {"from_day": DAY, "text": "x"},
        (
            ({"text": "  "}, "text", "say what happened"),
            ({"text": "x" * 301}, "text", "at most 300 characters: it is printed into charts"),
            ({"kind": "party"}, "kind", "“party” is not one of: go_live, tool,"),
            ({"to_day": date(2026, 8, 2)}, "to_day", "the last day is before the first (3 Aug 2026)"),
        ),
    ),
    Tried(
        NOTES,
        event_sheets.NOTES,
        {"coder_id": 1, "day": DAY, "text": "x"},
        (
            ({"text": " \n "}, "text", "a note needs words"),
            ({"kind": "gossip"}, "kind", "“gossip” is not one of: praise,"),
        ),
    ),
    Tried(
        CHECK_INS,
        event_sheets.CHECKINS,
        {"coder_id": 1, "day": DAY, "workload": 3},
        (
            ({"workload": 6}, "workload", "an answer is 1, 2, 3, 4 or 5; leave it empty where it was skipped"),
            ({"help": 0}, "help", "an answer is 1, 2, 3, 4 or 5"),
            ({"workload": None}, "workload", "nothing was answered"),
            ({"note": "x" * 501}, "note", "at most 500 characters: one line is enough"),
            ({"source": "heard"}, "source", "“heard” is not one of: said, slip"),
        ),
    ),
    Tried(
        EDUCATION,
        EDUCATION_SHEET,
        {"coder_id": 1, "topic": "x", "due_on": DAY},
        (
            ({"topic": " "}, "topic", "say what is to be learned"),
            ({"hours": 1001.0}, "hours", "“1001” is over 1,000 h"),
            ({"hours": -1.0}, "hours", "“-1” is under 0"),
            ({"reaudit_on": date(2026, 8, 2)}, "reaudit_on", "the re-audit comes after the education"),
            ({"done_on": date(2026, 8, 5), "reaudit_on": date(2026, 8, 4)}, "reaudit_on", "comes after the education"),
        ),
    ),
)
