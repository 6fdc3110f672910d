"""Work that waits of the sample department, reckoned a second time by a stranger from its exported files."""

import json
import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import done
from tests.independent_flow import FlowReckoning


@pytest.fixture(scope="module", params=[2, 3])
def made(
    built_sample: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> tuple[FlowReckoning, dict[str, Any]]:
    """A quarter of 2026 as a stranger reckons it, and what `figures --json` says of it."""
    folder = tmp_path_factory.mktemp("flow")
    path, number = Path(shutil.copy(built_sample, folder / "Sample.codedesk")), int(request.param)
    done("export", path, "--out", folder / "out")
    bounds = {2: (date(2026, 4, 1), date(2026, 6, 30)), 3: (date(2026, 7, 1), date(2026, 9, 30))}[number]
    told: dict[str, Any] = json.loads(done("figures", path, "--period", f"2026Q{number}", "--json"))["capacity"]
    return FlowReckoning(folder / "out", *bounds), told


def same(number: dict[str, Any], expected: Fraction | float) -> None:
    assert number["value"] == pytest.approx(float(expected), rel=1e-9)


def test_what_waits_comes_in_and_is_coded(made: tuple[FlowReckoning, dict[str, Any]]) -> None:
    reckoning, told = made
    assert told["as_of"] == reckoning.as_of.isoformat()
    assert len(told["work_types"]) == 6
    hours = inflow = coded = Fraction(0)
    for row in told["work_types"]:
        name = row["work_type"]
        rate = reckoning.per_hour(name)
        waiting = reckoning.last(name, "waiting")
        same(row["waiting"], waiting)
        same(row["hours"], waiting / rate)
        same(row["inflow"], reckoning.inflow(name))
        same(row["coded"], reckoning.coded(name))
        hours, inflow = hours + waiting / rate, inflow + reckoning.inflow(name) / rate
        coded += reckoning.coded(name) / rate
    same(told["team"]["hours"], hours)
    same(told["team"]["inflow"], inflow)
    same(told["team"]["coded"], coded)


def test_staffing_and_the_days_to_clear(made: tuple[FlowReckoning, dict[str, Any]]) -> None:
    reckoning, told = made
    days = len(reckoning.working_days(reckoning.start, reckoning.as_of))
    (scheduled, gone), utilisation = reckoning.scheduled(), reckoning.utilisation()
    capacity = (scheduled - gone) * utilisation / days
    work = sum(reckoning.inflow(row["work_type"]) / reckoning.per_hour(row["work_type"]) for row in told["work_types"])
    waiting = Fraction(told["team"]["hours"]["value"])
    same(told["team"]["capacity"], capacity)
    same(told["team"]["days"], waiting / capacity)
    same(told["team"]["to_clear"], waiting / (capacity - work))
    staffing = told["staffing"]
    same(staffing["utilisation"], utilisation)
    same(staffing["there"], scheduled / (days * 8))
    same(staffing["one_fte"], days * 8 * (1 - gone / scheduled) * utilisation)
    same(staffing["needed"], work * days / (days * 8 * (1 - gone / scheduled) * utilisation))


def test_money_rework_and_turnaround(made: tuple[FlowReckoning, dict[str, Any]]) -> None:
    reckoning, told = made
    same(told["dnfb_days"], reckoning.dnfb_days())
    cost = next(Fraction(row["cost"]) for row in reckoning.rows("revenue") if reckoning.within(row["from"]))
    same(told["unit_cost"], cost / reckoning.charts_coded())
    again, denied = reckoning.rework()
    same(told["rework"]["all"]["share"], again)
    same(told["rework"]["all"]["denial_share"], denied)
    for row in told["turnaround"]:
        if row["work_type"] is not None and row["week"] is None:
            same(row["median"], reckoning.days_to_coded(row["work_type"]))
