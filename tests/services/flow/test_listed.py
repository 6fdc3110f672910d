"""What the Capacity page lists and keeps besides figures: scenarios by name, a request, held charts, pasted lists."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from codedesk.errors import Refused
from codedesk.models.flow import ChartWaitDraft, HoldDraft, HoldReason, RevenueDraft, ScenarioKind, ScenarioPartDraft
from codedesk.periods import Period, quarter
from codedesk.services.flow.listed import (
    holds,
    keep_request,
    save_scenario,
    scenarios,
    staffing_request,
    void_scenario,
)
from codedesk.services.flow.revenues import REVENUES, revenues
from codedesk.services.flow.staffing_page import staffing_page
from codedesk.services.flow.turnaround_lists import ListPlan, ListRefusal, keep_list, plan_list
from codedesk.services.flow.waiting import HOLDS
from tests.services.team import FRIDAY, MONDAY, Team

QUARTER = quarter(2026, 3)
LISTED = date(2026, 7, 10)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.desk.close()


def overtime(hours: float) -> ScenarioPartDraft:
    return ScenarioPartDraft(scenario="", kind=ScenarioKind.OVERTIME, from_day=MONDAY, value=hours)


def save(team: Team, name: str, *parts: ScenarioPartDraft) -> None:
    team.desk.write("Save a scenario", save_scenario, name, parts)


def named(team: Team) -> dict[str, list[float]]:
    return {row.name: [part.value for part in row.parts] for row in team.desk.read(scenarios)}


def test_a_scenario_saved_again_takes_the_place_of_its_parts_and_is_voided_whole(team: Team) -> None:
    save(team, "Spring", overtime(4), overtime(6))
    save(team, "Autumn", overtime(2))
    assert named(team) == {"Autumn": [2.0], "Spring": [4.0, 6.0]}
    save(team, "Spring", overtime(8))
    assert named(team) == {"Autumn": [2.0], "Spring": [8.0]}
    team.desk.write("Void a scenario", void_scenario, "Autumn", "not wanted")
    assert named(team) == {"Spring": [8.0]}
    team.desk.undo()
    assert named(team) == {"Autumn": [2.0], "Spring": [8.0]}
    with pytest.raises(Refused):
        save(team, "  ", overtime(1))


def test_a_request_belongs_to_its_period_and_stands_on_the_staffing_page(team: Team) -> None:
    for text in ("One more coder.", "One more coder, please."):
        team.desk.write("Keep the request", keep_request, QUARTER, text)
    assert team.desk.read(staffing_request, QUARTER) == "One more coder, please."
    assert team.desk.read(staffing_request, quarter(2026, 2)) == ""
    page = team.desk.read(staffing_page, QUARTER, FRIDAY)
    assert (page.request, page.name) == ("One more coder, please.", "Staffing Q3 2026")
    assert page.paired.accuracy is not None
    team.desk.write("Keep the request", keep_request, QUARTER, " ")
    assert team.desk.read(staffing_request, QUARTER) == ""


def test_held_charts_of_a_period_are_listed_the_newest_first(team: Team) -> None:
    for day, charts, kind in ((MONDAY, 4, "Inpatient"), (FRIDAY, 2, ""), (date(2026, 1, 5), 9, "")):
        draft = HoldDraft(day=day, work_type_id=team.types.get(kind), reason=HoldReason.QUERY, charts=charts)
        team.desk.write("Add held charts", HOLDS.add, draft)
    found = team.desk.read(holds, Period(MONDAY, FRIDAY))
    assert [(row.draft.day, row.work_type, row.draft.charts) for row in found] == [
        (FRIDAY, "", 2), (MONDAY, "Inpatient", 4)
    ]  # fmt: skip


def test_revenue_of_days_that_are_known_is_refused(team: Team) -> None:
    july = RevenueDraft(from_day=date(2026, 7, 1), to_day=date(2026, 7, 31), dollars=100_00)
    team.desk.write("Add revenue", REVENUES.add, july)
    with pytest.raises(Refused, match="31 Jul 2026 already"):
        team.desk.write("Add revenue", REVENUES.add, july.but(from_day=date(2026, 7, 31), to_day=date(2026, 8, 31)))
    assert [row.draft.dollars for row in team.desk.read(revenues, QUARTER)] == [100_00]


def planned(team: Team, *lines: str) -> ListPlan:
    block = [line.split("|") for line in ("Account|Type|DC date|Coded on|Count", *lines)]
    return team.desk.read(plan_list, block, LISTED, "month_first")


def wait(team: Team, discharged: int, coded: int | None, charts: int) -> ChartWaitDraft:
    days = {"discharged": date(2026, 7, discharged), "coded": date(2026, 7, coded) if coded else None}
    return ChartWaitDraft(work_type_id=team.types["Inpatient"], **days, listed=LISTED, charts=charts)


def test_a_pasted_list_is_added_up_without_its_accounts_and_says_what_it_leaves_out(team: Team) -> None:
    plan = planned(
        team, "A1|Inpatient|7/1/2026|7/3/2026|", "A2|inpatient|7/1/2026 08:30|7/3/2026|2", "A3|Inpatient|7/6/2026||",
        "A4|Dental|7/6/2026||", "A5|Inpatient|||", "|||", "A6|Inpatient|7/6/2026||0",
    )  # fmt: skip
    assert plan.drafts == (wait(team, 1, 3, 3), wait(team, 6, None, 1))
    assert (plan.charts, plan.waiting, plan.dropped) == (4, 1, ("Account",))
    assert plan.refused[0] == ListRefusal(5, "“Dental” is no work type here")
    assert [each.line for each in plan.refused] == [5, 6, 8]
    assert team.desk.write("Take a list in", keep_list, plan) == 4
    again = planned(team, "A1|Inpatient|7/1/2026|7/3/2026|5")
    team.desk.write("Take a list in", keep_list, again)
    assert planned(team, "A1|Inpatient|7/1/2026|7/3/2026|5").drafts == (wait(team, 1, 3, 5),)


def test_a_list_without_heads_says_which_it_needs(team: Team) -> None:
    with pytest.raises(Refused, match="The first line has to name the columns"):
        team.desk.read(plan_list, [["Inpatient", "7/1/2026"]], LISTED, "month_first")
