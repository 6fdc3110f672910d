"""The printed quarter against the written policy: by name, what the sample can show, what is to be agreed on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk import periods
from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.metrics.figures import Accuracy
from codedesk.models import Coder, Department
from codedesk.models.audits import AuditDraft
from codedesk.models.departments import PolicyDraft
from codedesk.reports.policy_sheet import build, file_name, sample_words
from codedesk.services.audits import audits, policies, policy_results
from codedesk.services.audits.policy_sheet import policy_sheet
from codedesk.services.department.starters import starters
from tests.departments import new_department
from tests.reports.read_back import pages, whole

Q3 = periods.quarter(2026, 3)
TODAY = date(2026, 10, 5)
WRITTEN = PolicyDraft(
    effective_from=date(2026, 1, 1), method="code_over_code", version="2026", accuracy=94.0,
    charts_per_quarter=20, learner_months=6, learner_accuracy=80.0, learner_accuracy_at_end=94.0,
    reason="written policy of January",
)  # fmt: skip
# name, started on, accuracy on the slip in per cent, charts
SLIP = (
    ("Zoe", date(2020, 1, 1), 95.0, 20),
    ("amy", date(2020, 1, 1), 90.0, 20),
    ("Dee", date(2020, 1, 1), 70.0, 40),
    ("Eve", date(2026, 6, 1), 85.0, 20),
    ("Gus", date(2020, 1, 1), None, 0),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Five coders with one quarter's results on a slip, and a written policy."""
    made = new_department(tmp_path / "Department.codedesk", "manager", starters, _prepare)
    yield made
    made.close()


def _prepare(desk: Desk) -> None:
    desk.write("Policy", policies.POLICIES.add, WRITTEN)
    for place, (name, started, value, charts) in enumerate(SLIP, 1):
        desk.write("Coder", _add, Coder(id=place, name=name, started_on=started))
        if value is not None:
            desk.write("Audit", audits.save_audit, _slip(place, value, charts))


def _add(session: Session, row: Coder) -> None:
    session.add(row)


def _slip(coder_id: int, value: float, charts: int, day: date = date(2026, 8, 20), **more: object) -> AuditDraft:
    made = AuditDraft(
        name=f"{coder_id} on {day}", coder_id=coder_id, day=day, depth="result", reported_accuracy=value, records=charts
    )
    return made.but(**more)


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_everybody_stands_by_name_with_target_observation_and_what_the_sample_shows(desk: Desk, paper: str) -> None:
    row = desk.read(policy_sheet, Q3, TODAY)
    words = whole(build(row, paper))
    assert "94 % on 20 charts a quarter; learners in their first 6 months 80 %, 94 % at the end" in words
    assert "from 1 Jan 2026 no end is set" in words
    table = words.split("Everybody, by name")[1]
    # 18/20: Wilson 69.9 to 97.2; 28/40: 54.6 to 81.9; 17/20: 64.0 to 94.8; 19/20: 76.4 to 99.1
    expected = (
        "amy 20 of 20 90.0 % as reported, 20 charts 69.9–97.2 % 94 % not met cannot tell small sample",
        "Dee 40 of 20 70.0 % as reported, 40 charts 54.6–81.9 % 94 % not met that it is not met to be agreed",
        "Eve learner, in the first 6 months, which end on 1 Dec 2026 20 of 20 85.0 % as reported, 20 charts "
        "64.0–94.8 % 80 % met cannot tell small sample –",
        "Gus 0 of 20 not audited 0 charts 94 % – – –",
        "Zoe 20 of 20 95.0 % as reported, 20 charts 76.4–99.1 % 94 % met cannot tell small sample –",
    )
    places = [table.index(line) for line in expected]
    assert places == sorted(places)
    assert "Met the target: 2 of 5: Eve, Zoe." in words
    assert "Did not: 2 of 5: amy, Dee." in words
    assert "Not audited: 1 of 5: Gus." in words
    assert "Education plan to be agreed: 2 of 5: amy, Dee." in words


def test_every_page_carries_its_foot_and_no_pace(desk: Desk) -> None:
    row = desk.read(policy_sheet, Q3, TODAY)
    many = tuple(replace(one, coder=f"{one.coder} {number}") for number in range(8) for one in row.results)
    found = pages(build(replace(row, results=many)))
    assert len(found) > 2
    for number, page in enumerate(found, 1):
        assert f"Page {number} of" in page
        assert "Confidential: personnel records" in page
        assert f"Data fingerprint {row.fingerprint}" in page
        assert "pace" not in page.lower().replace("codedesk", "")
    assert file_name(row) == "Audit policy Q3 2026.pdf"


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_no_page_has_the_head_of_the_table_twice_whatever_the_size_of_the_team(desk: Desk, paper: str) -> None:
    row = desk.read(policy_sheet, Q3, TODAY)
    for size in range(1, 26):
        team = tuple(replace(row.results[at % 5], coder=f"Coder {at:02d}") for at in range(size))
        found = pages(build(replace(row, results=team), paper))
        heads = [page.count("Coder, by name") for page in found]
        assert max(heads) == 1, size
        for page in found:  # a head has at least one row under it, and so has a heading
            rest = page.split("Education plan Coder ")
            assert page.count("Coder, by name") == len(rest) - 1, size


def test_an_agreed_item_is_named_in_the_place_of_the_plan(desk: Desk) -> None:
    desk.write("Education", policy_results.propose_education, 3, Q3, TODAY)
    words = whole(build(desk.read(policy_sheet, Q3, TODAY)))
    assert "that it is not met noted Audit result 70.0 % on 40 charts, Q3 2026…" in words
    assert "Education plan to be agreed: 1 of 5: amy." in words


def test_without_a_policy_it_says_so_and_judges_nobody(department: Desk) -> None:
    department.write("Coder", _add, Coder(id=1, name="Ana", started_on=date(2020, 1, 1)))
    department.write("Audit", audits.save_audit, _slip(1, 70.0, 40))
    words = whole(build(department.read(policy_sheet, Q3, TODAY)))
    assert "No policy is written for these days" in words
    assert "54.6–81.9 % none – – –" in words
    assert "Met the target" not in words


def test_the_policies_of_the_quarter_stand_with_their_dates_and_no_others(desk: Desk) -> None:
    desk.write("P", policies.POLICIES.add, WRITTEN.but(effective_from=date(2026, 9, 1), accuracy=95.0))
    desk.write("P", policies.POLICIES.add, WRITTEN.but(effective_from=date(2026, 10, 1), accuracy=99.0))
    row = desk.read(policy_sheet, Q3, TODAY)
    assert [(one.draft.effective_from, one.until) for one in row.policies] == [
        (date(2026, 1, 1), date(2026, 8, 31)), (date(2026, 9, 1), date(2026, 9, 30)),
    ]  # fmt: skip


def test_nobody_in_the_period_is_said(department: Desk) -> None:
    with pytest.raises(Refused, match="nobody belongs"):
        department.read(policy_sheet, Q3, TODAY)


def test_a_month_is_not_held_against_the_number_of_a_quarter(desk: Desk) -> None:
    row = desk.read(policy_sheet, periods.month(2026, 8), TODAY)
    assert {one.asked for one in row.results} == {None}
    assert row.samples == ()
    words = whole(build(row))
    assert " of 20 " not in words.split("Everybody, by name")[1].split("How to read")[0]


def test_a_quarter_of_a_fiscal_year_is_named_by_it(desk: Desk) -> None:
    desk.write("Department", _begin_in_october)
    # The year that starts in October 2025: July to September 2026 is its fourth quarter.
    row = desk.read(policy_sheet, Q3, TODAY)
    assert row.label == "Q4 FY2026"
    desk.write("Education", policy_results.propose_education, 3, Q3, TODAY)
    (education,) = [one.education for one in desk.read(policy_sheet, Q3, TODAY).results if one.coder == "Dee"]
    assert ", Q4 FY2026: the policy asks for" in education


def _begin_in_october(session: Session) -> None:
    session.get_one(Department, 1).quarter_start_month = 10


def test_what_another_method_found_is_named_beside_and_not_pooled(desk: Desk) -> None:
    desk.write("A", audits.save_audit, _slip(1, 80.0, 50, date(2026, 7, 2), method="record"))
    row = next(one for one in desk.read(policy_sheet, Q3, TODAY).results if one.coder == "Zoe")
    assert row.charts == 70  # both count for how much was audited, but no rate is made of two methods
    assert isinstance(row.result, Accuracy)
    assert (row.result.value, row.result.records) == (0.95, 20)
    said = row.remark.replace("\xa0", " ")
    assert "audited as reported too (80.0 %, 50 charts): not pooled with it" in said


def test_the_reach_of_a_sample_is_said_in_words(desk: Desk) -> None:
    first, second = desk.read(policy_sheet, Q3, TODAY).samples
    # 16/20: Wilson to 91.9 %, 17/20 to 94.8 %; 20/20 from 83.9 %; 61 all right from 61 ÷ 64.84 = 94.08 %
    assert sample_words(first).replace("\xa0", " ") == (
        "Counted chart by chart, of 20 charts: 16 right or fewer show that 94 % is not met; not even all of them right "
        "show that it is met (that takes 61 charts or more, all right)."
    )
    # 12/20: Wilson to 78.1 %, 13/20 to 81.9 %
    assert sample_words(second).replace("\xa0", " ") == (
        "Counted chart by chart, of 20 charts: 12 right or fewer show that 80 % is not met; all right show that it is "
        "met; what lies between decides nothing."
    )
