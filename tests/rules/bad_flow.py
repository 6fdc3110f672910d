"""Rework and work that waits that cannot be right."""

from datetime import date

from codedesk.services.files import flow_sheets
from codedesk.services.flow.requests import REQUESTS
from codedesk.services.flow.revenues import REVENUES
from codedesk.services.flow.reworks import REWORK
from codedesk.services.flow.scenarios import SCENARIO_PARTS
from codedesk.services.flow.turnarounds import CHART_WAITS
from codedesk.services.flow.waiting import BACKLOG, HOLDS
from tests.rules.both_ways import Tried

DAY, BEFORE = date(2026, 8, 3), date(2026, 8, 2)
CROSSED = ({"to_day": BEFORE}, "to_day", "the last day is before the first (3 Aug 2026)")
TRIED = (
    Tried(
        REWORK,
        flow_sheets.REWORK,
        {"day": DAY, "coder_id": 1, "work_type_id": 1},
        (
            ({"coder_id": None}, "coder_id", "say whose error it was, or choose another cause"),
            ({"resolved": BEFORE}, "resolved", "it was resolved before it came back (3 Aug 2026)"),
            ({"at_stake": -1}, "at_stake", "an amount is from 0 to 10,000,000,000"),
            ({"recovered": -100}, "recovered", "an amount is from 0 to 10,000,000,000"),
            ({"source": "rumour"}, "source", "“rumour” is not one of: denial, claim_edit, query, internal"),
            ({"cause": "weather"}, "cause", "“weather” is not one of: coder,"),
            ({"outcome": "lost"}, "outcome", "“lost” is not one of: open,"),
            ({"charts": -1}, "charts", "“-1” is under 0"),
        ),
    ),
    Tried(
        BACKLOG,
        flow_sheets.BACKLOG,
        {"day": DAY, "work_type_id": 1, "waiting": 40},
        (
            ({"waiting": None}, "waiting", "nothing is said: give what waits"),
            ({"waiting": -1}, "waiting", "“-1” is under 0"),
            ({"received": 1_000_001}, "received", "“1000001” is over 1,000,000"),
            ({"covers": "month"}, "covers", "“month” is not one of: day, week"),
            ({"oldest": 3651}, "oldest", "“3651” is over 3,650 days"),
            ({"dollars": -1}, "dollars", "an amount is from 0 to 10,000,000,000"),
        ),
    ),
    Tried(
        HOLDS,
        flow_sheets.HOLDS,
        {"day": DAY, "reason": "query", "charts": 3},
        (
            ({"late": 4}, "late", "more are late than held (3)"),
            ({"reason": "lunch"}, "reason", "“lunch” is not one of: query,"),
            ({"charts": -1}, "charts", "“-1” is under 0"),
            ({"oldest": -1}, "oldest", "“-1” is under 0"),
            ({"provider_group": "x" * 301}, "provider_group", "at most 300 characters"),
        ),
    ),
    Tried(
        REVENUES,
        flow_sheets.REVENUE,
        {"from_day": DAY, "to_day": DAY, "dollars": 100},
        (
            CROSSED,
            ({"dollars": -1}, "dollars", "an amount is from 0 to 10,000,000,000"),
            ({"dollars": None}, "dollars", "nothing is said: give the revenue or the cost of the team"),
            ({"cost": -1}, "cost", "an amount is from 0 to 10,000,000,000"),
        ),
    ),
    Tried(
        CHART_WAITS,
        flow_sheets.TURNAROUND,
        {"work_type_id": 1, "discharged": BEFORE, "listed": DAY},
        (
            ({"discharged": None}, "discharged", "give the day of discharge, or since when it could be coded"),
            ({"coded": date(2026, 8, 4)}, "coded", "it was coded after its list was made (3 Aug 2026)"),
            ({"charts": 0}, "charts", "“0” is under 1"),
        ),
    ),
    Tried(
        SCENARIO_PARTS,
        flow_sheets.SCENARIOS,
        {"scenario": "Summer", "kind": "hire", "from_day": DAY, "value": 1.0},
        (
            CROSSED,
            ({"scenario": " "}, "scenario", "a name is needed"),
            ({"kind": "miracle"}, "kind", "“miracle” is not one of: leave,"),
            ({"kind": "standard"}, "work_type_id", "say of which work type"),
            ({"kind": "leave"}, "coder_id", "say who is away"),
            ({"kind": "standard", "work_type_id": 1, "value": 0.0}, "value", "a standard is over 0 charts an hour"),
            ({"kind": "learner", "value": 50.0}, "coder_id", "say who learns"),
            ({"kind": "learner", "coder_id": 1, "value": 201.0}, "value", "“201” is over 200 % of a full pace"),
            ({"value": -1.0}, "value", "“-1” is under 0"),
        ),
    ),
    Tried(
        REQUESTS,
        flow_sheets.STAFFING,
        {"from_day": DAY, "to_day": DAY, "text": "x"},
        (
            CROSSED,
            ({"text": " "}, "text", "say what is asked for"),
            ({"text": "x" * 2001}, "text", "at most 2,000 characters: it is printed on one page"),
        ),
    ),
)
