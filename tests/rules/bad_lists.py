"""Entries of the department's lists, plans, draws, reviews, answers and marks that cannot be right."""

from datetime import date

from codedesk.services.audits.draws import DRAWS
from codedesk.services.audits.finding_lists import FINDING_CATEGORIES, ROOT_CAUSES, SEVERITIES
from codedesk.services.audits.plans import PLAN
from codedesk.services.days.marks import MARKS
from codedesk.services.days.weeks import FINISHED_DAYS
from codedesk.services.department.other_time import CATEGORIES
from codedesk.services.files import event_sheets, planning_sheets, sheets
from codedesk.services.reviews.texts import REVIEWS
from codedesk.services.signal_answers import ANSWERS
from codedesk.services.standards.work_types import WORK_TYPES
from tests.rules.both_ways import Tried, Values

DAY, LATER = date(2026, 8, 3), date(2026, 8, 9)
NEEDED = ({"name": " "}, "name", "a name is needed")
UNSEEN = ({"name": "\u200b"}, "name", "a name is needed")
MIXED = ({"name": "lаte note"}, "name", "has letters of two alphabets in one word (Cyrillic а): type the word anew")
LONG = ({"name": "x" * 81}, "name", "at most 80 characters")
OF_A_PERIOD: Values = {"coder_id": 1, "period_from": DAY, "period_to": LATER}
BACKWARDS = ({"period_to": date(2026, 8, 2)}, "period_to", "the last day is before the first (3 Aug 2026)")
LISTS = (
    Tried(
        WORK_TYPES,
        sheets.WORK_TYPES,
        {"name": "Observation", "unit": "account"},
        (NEEDED, UNSEEN, MIXED, ({"name": "x" * 301}, "name", "at most 300 characters")),
    ),
    Tried(
        CATEGORIES,
        sheets.TIME_CATEGORIES,
        {"name": "committee", "kind": "counted"},
        (
            NEEDED,
            UNSEEN,
            MIXED,
            ({"name": "x" * 301}, "name", "at most 300 characters"),
            ({"kind": "unpaid"}, "kind", "“unpaid” is not one of: excused, counted, absence"),
        ),
    ),
    Tried(
        FINDING_CATEGORIES,
        sheets.FINDING_CATEGORIES,
        {"name": "sepsis criteria", "short_key": "sp", "points": 20.0},
        (
            NEEDED,
            UNSEEN,
            MIXED,
            LONG,
            ({"points": 101.0}, "points", "“101” is over 100"),
            ({"points": -0.5}, "points", "“-0.5” is under 0"),
            ({"role": "main"}, "role", "“main” is not one of: principal, drg"),
            ({"short_key": "p d"}, "short_key", "a key is made of 1 to 4 letters or digits, such as pd"),
            ({"short_key": "sepsi"}, "short_key", "a key is made of 1 to 4 letters or digits, such as pd"),
        ),
    ),
    Tried(
        ROOT_CAUSES,
        sheets.ROOT_CAUSES,
        {"name": "late note"},
        (
            NEEDED,
            UNSEEN,
            MIXED,
            LONG,
            ({"origin": "nobody"}, "origin", "“nobody” is not one of: coder, documentation,"),
        ),
    ),
    Tried(SEVERITIES, sheets.SEVERITIES, {"name": "grave"}, (NEEDED, UNSEEN, MIXED, LONG)),
)
PLANNED = (
    Tried(
        PLAN,
        planning_sheets.AUDIT_PLANS,
        OF_A_PERIOD | {"charts": 30},
        (
            ({"charts": 10_001}, "charts", "“10001” is over 10,000"),
            ({"charts": -1}, "charts", "“-1” is under 0"),
            BACKWARDS,
        ),
    ),
    Tried(
        DRAWS,
        planning_sheets.AUDIT_DRAWS,
        {"drawn_on": DAY, "frame": "A\nB\nC", "seed": 7, "size": 2, "drawn": "A\nC"},
        (
            ({"frame": " "}, "frame", "paste the references to draw from, one per line"),
            ({"size": 0}, "size", "“0” is under 1"),
            ({"size": 4}, "size", "draw from 1 to 3: the list holds no more"),
            ({"seed": -1}, "seed", "“-1” is under 0"),
        ),
    ),
)
TOLD = (
    Tried(
        REVIEWS,
        sheets.REVIEWS,
        OF_A_PERIOD,
        (BACKWARDS, ({"state": "lost"}, "state", "“lost” is not one of: draft, ready, given, signed,")),
    ),
    Tried(
        ANSWERS,
        event_sheets.SIGNAL_ANSWERS,
        {"measure": "pace", "since": DAY, "words": "new encoder", "said_on": LATER},
        (
            ({"words": "  "}, "words", "say what it was, or choose one of the words offered"),
            ({"words": "x" * 301}, "words", "at most 300 characters: it may stand beside a chart"),
            ({"measure": ""}, "measure", "say of which measure"),
            ({"way": "sideways"}, "way", "“sideways” is not one of: up, down"),
            ({"until": date(2026, 8, 2)}, "until", "the last day is before the first (3 Aug 2026)"),
            ({"size": 1000.5}, "size", "“1000.5” is over 1,000"),
        ),
    ),
    Tried(
        MARKS,
        sheets.CONFIRMED_MARKS,
        {"coder_id": 1, "day": DAY, "kind": "weekend"},
        (
            ({"kind": " "}, "kind", "say which question was looked at"),
            ({"coder_id": None}, "coder_id", "say whose value it is, or of which work type"),
        ),
    ),
    Tried(FINISHED_DAYS, sheets.FINISHED_DAYS, {"day": DAY}, ()),
)
TRIED = (*LISTS, *PLANNED, *TOLD)
