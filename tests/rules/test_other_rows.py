"""What rows forbid each other is refused by form and file with the same sentence too."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.exchange.csv_reading import read_text
from codedesk.models import Coder
from codedesk.models.audit_words import FindingAnswer, FindingOutcome
from codedesk.models.audits import FindingDraft
from codedesk.models.calendars import ScheduleDraft
from codedesk.models.finding_lists import FindingCategoryDraft
from codedesk.models.reviews import AgreementDraft
from codedesk.models.work_days import OtherTimeCategoryDraft, OtherTimeKind
from codedesk.periods import quarter
from codedesk.services.audits.finding_lists import FINDING_CATEGORIES
from codedesk.services.department.other_time import CATEGORIES
from codedesk.services.files import importing
from codedesk.services.files.calendar_sheets import SCHEDULES as SCHEDULES_SHEET
from codedesk.services.files.plans import ImportDraft
from codedesk.services.files.shapes import CsvSheet
from codedesk.services.files.sheets import AGREEMENTS as AGREEMENTS_SHEET
from codedesk.services.files.sheets import AUDITS, FINDINGS, TIME_CATEGORIES
from codedesk.services.files.sheets import CODERS as CODERS_SHEET
from codedesk.services.files.sheets import FINDING_CATEGORIES as FINDING_SHEET
from codedesk.services.people.coders import CODERS, coders
from codedesk.services.people.schedules import SCHEDULES
from codedesk.services.reviews.reviews import set_agreements
from tests.services.team import Team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    made.set("Ana Diaz", "paid_hours", 8.0)
    made.set("Ana Diaz", "other_hours", 1.0, "meeting")
    yield made
    made.desk.close()


def said(desk: Desk, sheet: CsvSheet, text: str, *, update: bool = False) -> list[tuple[int | None, str, str]]:
    plan = desk.read(importing.plan, ImportDraft((read_text(sheet, text, sheet.file),), update=update))
    return [(problem.line, problem.column, problem.reason) for problem in plan.problems]


def test_a_short_key_types_one_category_only(team: Team) -> None:
    with pytest.raises(Refused) as refused:
        team.desk.write("Add", FINDING_CATEGORIES.add, FindingCategoryDraft(name="new", short_key="PD"))
    assert refused.value.reason == "“principal diagnosis” is typed by pd already"
    assert said(team.desk, FINDING_SHEET, "category,short_key\nnew,PD\n") == [(2, "short_key", refused.value.reason)]
    assert said(team.desk, FINDING_SHEET, "category,short_key\none,xy\nother,XY\nthird,\nfourth,\n") == [
        (2, "short_key", "“other” is typed by xy already"),
        (3, "short_key", "“one” is typed by xy already"),
    ]
    moved = "category,short_key\nprincipal diagnosis,pp\nnew,pd\n"
    assert said(team.desk, FINDING_SHEET, moved, update=True) == []


def test_a_category_with_hours_keeps_its_kind(team: Team) -> None:
    counted = OtherTimeCategoryDraft(name="meeting", kind=OtherTimeKind.COUNTED)
    with pytest.raises(Refused, match="hours entered as excused, and past figures would change") as refused:
        team.desk.write("Kind", CATEGORIES.change, team.categories["meeting"], counted)
    lines = "category,kind\nmeeting,counted\nproject,counted\n"
    assert said(team.desk, TIME_CATEGORIES, lines, update=True) == [(2, "kind", refused.value.reason)]


def test_a_review_has_three_agreements_at_most(team: Team) -> None:
    goals = tuple(AgreementDraft(goal=f"Goal {number}") for number in range(4))
    ana, period = team.coders["Ana Diaz"], quarter(2026, 3)
    with pytest.raises(Refused) as refused:
        team.desk.write("Agree", set_agreements, ana, period, goals)
    team.desk.write("Agree", set_agreements, ana, period, goals[:2])
    line = f"Ana Diaz,{period.start},{period.end}"
    lines = f"coder,period_from,period_to,goal\n{line},Goal 1\n{line},Goal 2\n{line},Goal 3\n"
    assert said(team.desk, AGREEMENTS_SHEET, lines) == [(4, "goal", refused.value.reason)]
    without = f"coder,period_from,period_to,goal,measure\n{line}, ,8 of 10\n"
    with pytest.raises(Refused) as refused:
        team.desk.write("Agree", set_agreements, ana, period, (AgreementDraft(goal=" ", measure="8 of 10"),))
    assert said(team.desk, AGREEMENTS_SHEET, without) == [(2, "goal", refused.value.reason)]


def test_a_reason_that_is_still_to_be_told_is_marked_by_the_form_and_remarked_on_by_the_import(team: Team) -> None:
    told = FindingDraft(category_id=1, answer=FindingAnswer.REBUT, outcome=FindingOutcome.UPHELD)
    asked = [each.reason for each in told.questions()]
    assert asked == ["say why the coder rebuts this finding", "say why it was decided so"]
    assert not list(told.but(answer_reason="it is documented", outcome_reason="it was read again").questions())
    counts = "audit,coder,date,method,matched,revised,added,deleted\nJuly,Ana Diaz,2026-07-08,code_over_code,8,1,0,0\n"
    audits = read_text(AUDITS, counts, AUDITS.file)
    for columns, cells, remarks in (
        (",answer_reason,outcome_reason", ",,", asked),
        (",answer_reason,outcome_reason", ",it is documented,read again", []),
        ("", "", []),  # a file without such a column is asked nothing
    ):
        lines = f"audit,record,category,direction,answer,outcome{columns}\nJuly,,POA,under,rebut,upheld{cells}\n"
        findings = read_text(FINDINGS, lines, FINDINGS.file)
        plan = team.desk.read(importing.plan, ImportDraft((audits, findings), create_missing=True))
        assert not plan.problems
        assert [each.text for each in plan.remarks] == remarks


def test_what_is_stored_with_an_older_rule_stays_when_it_comes_again(team: Team) -> None:
    ana = team.coders["Ana Diaz"]
    later = ScheduleDraft(coder_id=ana, from_day=date(2026, 11, 2), monday=6.0)
    team.desk.write("Schedule", SCHEDULES.add, later)

    def leave(session: Session) -> None:
        coder = session.get_one(Coder, ana)
        coder.left_on, coder.name = date(2026, 10, 30), "Anа Diaz"

    team.desk.write("Leave", leave)
    lines = "coder,from,monday\nAnа Diaz,2026-11-02,6\nAnа Diaz,2026-11-09,6\n"
    reason = "Anа Diaz leaves on 30 Oct 2026, before that"
    assert said(team.desk, SCHEDULES_SHEET, lines) == [(3, "from", reason)]
    with pytest.raises(Refused) as refused:
        team.desk.write("Schedule", SCHEDULES.add, later.but(from_day=date(2026, 11, 9)))
    assert refused.value.reason == reason
    assert said(team.desk, CODERS_SHEET, "coder,started_on,left_on\nAnа Diaz,2025-01-06,2026-10-30\n") == []
    team.desk.write("Change", CODERS.change, ana, team.desk.read(coders, date(2026, 10, 1))[0].draft)
