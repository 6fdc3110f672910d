"""The key `capacity` of `figures --json`: its words and units, of a row made by hand and of a department's own."""

import json
from typing import Any

from codedesk.exchange.flow_json import flow_document
from tests import flow_rows


def document() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(flow_document(flow_rows.flow()), allow_nan=False))
    return made


def test_each_number_says_its_unit_and_why_it_is_not_there() -> None:
    made = document()
    for row in (*made["work_types"], made["team"]):
        for name in ("waiting", "hours", "days", "to_clear", "inflow", "coded", "capacity", "oldest", "dollars"):
            number = row[name]
            assert set(number) == {"value", "unit", "why_not", "formula", "steps", "remarks"}
            assert (number["value"] is None) == (number["why_not"] is not None)


def test_each_number_says_its_steps_as_the_window_does() -> None:
    made, row = document(), flow_rows.flow()
    for told, shown in ((made["team"]["days"], row.team.days), (made["staffing"]["needed"], row.staffing.needed)):
        assert told["formula"] == shown.explanation.formula
        assert [(each["name"], each["value"], each["source"]) for each in told["steps"]] == [
            (part.name, part.value, part.source) for part in shown.explanation.parts
        ]
    assert made["team"]["forecast"]["formula"] == row.team.forecast.explanation.formula


def test_eight_weeks_carry_their_monday_and_both_ends() -> None:
    weeks = document()["team"]["forecast"]["weeks"]
    assert [week["week"] for week in weeks[:2]] == ["2026-10-05", "2026-10-12"]
    assert set(weeks[0]) == {"week", "expected", "low", "high", "working_days", "hours_there"}


def test_rework_stands_with_causes_apart_and_coders_beside_their_accuracy() -> None:
    rework = document()["rework"]
    assert {"coder", "documentation", "system", "payer", "overturned", "denials", "share"} <= set(rework["all"])
    assert all("accuracy" in each for each in rework["coders"])


def test_weeks_gone_by_stand_with_their_monday_and_what_happened() -> None:
    made = document()
    assert made["team"]["weeks"][0] == {"week": "2026-07-06", "came": 44, "coded": 40, "capacity": 56, "days": 3.0}
    assert made["staffing"]["weeks"][1] == {"week": "2026-07-13", "needed": 3.1, "there": 3.5}
    assert made["events"][0] == {
        "from": "2026-07-08",
        "to": None,
        "kind": "go_live",
        "text": "New record system",
        "scope": "team",
    }
