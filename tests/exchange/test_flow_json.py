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
            assert set(number) == {"value", "unit", "why_not"}
            assert (number["value"] is None) == (number["why_not"] is not None)


def test_eight_weeks_carry_their_monday_and_both_ends() -> None:
    weeks = document()["team"]["forecast"]["weeks"]
    assert [week["week"] for week in weeks[:2]] == ["2026-10-05", "2026-10-12"]
    assert set(weeks[0]) == {"week", "expected", "low", "high", "working_days", "hours_there"}


def test_rework_stands_with_causes_apart_and_coders_beside_their_accuracy() -> None:
    rework = document()["rework"]
    assert {"coder", "documentation", "system", "payer", "overturned", "denials", "share"} <= set(rework["all"])
    assert all("accuracy" in each for each in rework["coders"])
