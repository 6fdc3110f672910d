"""Published cases of work that waits, from open files through the command line to the numbers of `figures --json`."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import done

FILES = {
    "settings.csv": "setting,value\nname,Case\nusual_hours_per_day,7.5\nholiday_country,US\n",
    "coders.csv": "coder,started_on,scheduled_hours_per_week\nAna,2025-01-01,37.5\nBen,2025-01-01,37.5\n",
    "work_types.csv": "work_type\nDischarges\n",
    "standards.csv": "work_type,effective_from,pace,pace_unit,basis,accuracy\n"
    "Discharges,2025-01-01,20,minutes_per_chart,productive,95\n",
    "log.csv": "date,coder,work_type,charts\n2026-06-01,Ana,Discharges,400\n2026-06-01,Ben,Discharges,350\n",
    "backlog.csv": "date,work_type,waiting,received,covers,dollars\n2026-06-05,Discharges,90,750,week,4200000\n",
    "revenue.csv": "from,to,dollars,cost\n2026-03-08,2026-06-05,54000000,\n",
    "rework.csv": "date,coder,work_type,charts,source,cause,outcome\n"
    "2026-06-04,Ana,Discharges,15,internal,coder,corrected\n"
    "2026-06-05,,Discharges,150,denial,payer,open\n",
}


@pytest.fixture(scope="module")
def capacity(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is told of the week from 1 to 7 June 2026."""
    folder = tmp_path_factory.mktemp("case")
    files = folder / "files"
    files.mkdir()
    for name, text in FILES.items():
        (files / name).write_text(text, encoding="utf-8")
    path: Path = folder / "Case.codedesk"
    done("new", path)
    done("import", files, "--into", path)
    told: dict[str, Any] = json.loads(done("figures", path, "--period", "2026-06-01..2026-06-07", "--json"))
    made: dict[str, Any] = told["capacity"]
    return made


def test_750_discharges_a_week_of_20_minutes_need_6_67_fte(capacity: dict[str, Any]) -> None:
    assert capacity["staffing"]["needed"]["value"] == pytest.approx(6.6667, abs=1e-4)
    assert capacity["staffing"]["there"]["value"] == 2.0


def test_4_2_million_over_54_million_of_90_days_are_7_dnfb_days(capacity: dict[str, Any]) -> None:
    assert capacity["dnfb_days"]["value"] == pytest.approx(7.0)


def test_two_coders_never_clear_what_750_a_week_bring(capacity: dict[str, Any]) -> None:
    """15 productive hours a day against 50 that come in."""
    assert capacity["team"]["capacity"]["value"] == 15.0
    assert capacity["team"]["inflow"]["value"] == pytest.approx(50.0)
    to_clear = capacity["team"]["to_clear"]
    assert (to_clear["value"], to_clear["unit"], to_clear["why_not"]) == (None, "days", "never at this rate")
    assert [(step["name"], step["value"]) for step in to_clear["steps"]][1:3] == [
        ("Productive hours a working day", "15 h"), ("Inflow a working day", "50 h"),
    ]  # fmt: skip


def test_150_of_750_denied_are_20_percent_and_15_reopened_2_percent(capacity: dict[str, Any]) -> None:
    assert capacity["rework"]["all"]["denial_share"]["value"] == 0.2
    assert capacity["rework"]["all"]["share"]["value"] == 0.02
