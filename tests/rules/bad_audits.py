"""Audits, records, findings and actions that cannot be right."""

from datetime import date

from hypothesis import strategies as st

from codedesk.services.audits.answers import ACTIONS
from codedesk.services.audits.audits import AUDITS, FINDINGS, RECORDS
from codedesk.services.files import sheets
from tests.rules.both_ways import Tried

DAY = date(2026, 8, 3)
COUNTS = {"matched": 9, "revised": 1, "added": 0}
SLIP = {"depth": "result", "reported_accuracy": 88.5, "records": 20, "matched": None, "revised": None, "added": None}
TRIED = (
    Tried(
        AUDITS,
        sheets.AUDITS,
        {"name": "August", "coder_id": 1, "day": DAY, "method": "union", **COUNTS},
        (
            ({"name": " "}, "name", "give the audit a name: one that no other audit has"),
            ({"selection": "lucky"}, "selection", "“lucky” is not one of: random, focused,"),
            ({"phase": "after"}, "phase", "“after” is not one of: pre_bill, retrospective"),
            ({"method": "guess"}, "method", "“guess” is not one of: code_over_code,"),
            ({"depth": "deep"}, "depth", "“deep” is not one of: result, counts, records"),
            ({"state": "open"}, "state", "“open” is not one of: draft, shared, answered, final"),
            ({"period_from": DAY, "period_to": date(2026, 8, 2)}, "period_to", "ends before it starts"),
            (
                {"shared_on": DAY, "answer_due": date(2026, 8, 2)},
                "answer_due",
                "answers cannot be due before the audit is shared",
            ),
            ({"matched": -1}, "matched", "“-1” is under 0"),
            ({"deleted": 1_000_001}, "deleted", "is over 1,000,000"),
            ({"records": 9, "records_right": 10}, "records_right", "more records right than charts audited"),
            (
                {"records": 9, "principal_changed": 10},
                "principal_changed",
                "more principal diagnoses changed than charts audited",
            ),
            ({"records": 9, "drg_reviewed": 10}, "drg_reviewed", "more DRGs reviewed than charts audited"),
            ({"drg_reviewed": 4, "drg_right": 5}, "drg_right", "more DRGs right than DRGs reviewed"),
            ({"drg_right": 5}, "drg_reviewed", "enter how many DRGs were reviewed"),
            ({"revised": None}, "revised", "enter the codes revised (0 if there were none)"),
            (dict.fromkeys(COUNTS), "matched", "enter the counts: at least the codes matched"),
            (SLIP | {"reported_accuracy": None}, "reported_accuracy", "enter the accuracy from the slip, such as 88.6"),
            (SLIP | {"reported_accuracy": 101.0}, "reported_accuracy", "is over 100 %"),
            (SLIP | {"records": 0}, "records", "enter how many charts were audited"),
            (SLIP | {"records": None}, "records", "enter how many charts were audited"),
        ),
    ),
    Tried(
        RECORDS,
        sheets.RECORDS,
        {"reference": "r1", "matched": 8},
        (
            ({"reference": "  "}, "reference", "every record needs a reference of your own"),
            ({"matched": -1}, "matched", "“-1” is under 0"),
            ({"deleted": 10_000}, "deleted", "“10000” is over 9,999"),
            ({"payment_before_cents": -10_000_000_001}, "payment_before_cents", "is at most 100,000,000"),
            ({"payment_after_cents": 10_000_000_001}, "payment_after_cents", "is at most 100,000,000"),
        ),
        home={"audit_id": 1},
    ),
    Tried(
        FINDINGS,
        sheets.FINDINGS,
        {"category_id": 1},
        (
            ({"direction": "up"}, "direction", "“up” is not one of: over, under, neither"),
            ({"change": "moved"}, "change", "“moved” is not one of: revised, added, deleted, none"),
            ({"answer": "maybe"}, "answer", "“maybe” is not one of: agree, rebut"),
            ({"outcome": "lost"}, "outcome", "“lost” is not one of: upheld, withdrawn"),
            ({"points": 100.5}, "points", "is over 100"),
            ({"points": -1.0}, "points", "“-1” is under 0"),
        ),
        home={"audit_id": 1},
        # An open rebuttal is refused with its audit, which is final; "" in a file means the usual severity.
        drawn_as={
            "severity": st.sampled_from(["low", "medium", "high", "level 4"]),
            "answer": st.sampled_from(["", "agree", "maybe"]),
        },
    ),
    Tried(
        ACTIONS,
        sheets.ACTIONS,
        {"gap": "Modifiers"},
        (
            ({"gap": " "}, "gap", "say which gap the action is about"),
            ({"kind": "blame"}, "kind", "“blame” is not one of: education, policy,"),
            ({"outcome": "held", "evidence": " "}, "evidence", "say what shows that it was done"),
        ),
        home={"audit_id": 1},
    ),
)
