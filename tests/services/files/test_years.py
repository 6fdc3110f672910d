"""Dates that hardly can be: a file is asked to say yes, and the surprising values of an import are told."""

from dataclasses import replace
from datetime import date

import pytest

from codedesk.desk import Desk
from codedesk.periods import Period
from codedesk.services.days.marks import confirm_marks, to_look_at
from codedesk.services.files import importing
from codedesk.services.files.plans import ImportPlan, ImportRefused
from tests.services.files.test_importing import TEAM, draft, lines, problems_of, take_in

LOG = "date,coder,work_type,charts,hours\n2062-01-05,Ana Diaz,Inpatient,12,6\n1926-01-05,Ana Diaz,Inpatient,12,6\n"
THIS_YEAR = date.today().year
Q = "date,coder,work_type,charts\n"
SOMEWHERE_ELSE = {
    "coders.csv": "coder,started_on,left_on\nCy Dorn,1995-01-01,2062-01-01\n",
    "standards.csv": "work_type,effective_from,pace,pace_unit,accuracy\nInpatient,1926-01-01,2,per_hour,95\n",
    "ramps.csv": "coder,from,pace_percent\nAna Diaz,2062-01-01,50\n",
    "schedules.csv": "coder,from,monday\nAna Diaz,1926-01-01,8\n",
    "holidays.csv": "date,name\n2062-12-25,Christmas\n",
    "absences.csv": "coder,from,to\nAna Diaz,2026-08-01,2062-08-01\n",
    "methods.csv": "effective_from,method,reason\n1926-01-01,code_over_code,the board\n",
    "time.csv": "date,coder,category,hours\n1926-07-01,Ana Diaz,paid,8\n",
    "day_notes.csv": "date,coder,note\n2062-07-01,Ana Diaz,late\n",
    "audits.csv": "audit,date,coder,method,records,reported_accuracy\nA1,2062-07-31,Ana Diaz,record,20,95\n",
    "events.csv": "from,kind,text\n1926-07-01,go_live,New encoder\n",
    "education.csv": "coder,topic,done_on\nAna Diaz,Modifiers,1926-07-01\n",
    "rework.csv": "date,coder,work_type,charts\n2062-07-01,Ana Diaz,Inpatient,1\n",
    "checkins.csv": "date,coder,workload\n2062-07-01,Ana Diaz,3\n",
    "notes.csv": "date,coder,kind,text\n1926-07-01,Ana Diaz,praise,Hello\n",
}


def right(desk: Desk, files: dict[str, str]) -> ImportPlan:
    wanted = replace(draft(files), dates_are_right=True)
    return desk.read(importing.look, desk.write(importing.step_name(wanted), importing.apply, wanted))


def looked(desk: Desk, files: dict[str, str]) -> ImportPlan:
    return desk.read(importing.look, take_in(desk, files))


def test_work_in_1926_and_2062_needs_a_yes(department: Desk) -> None:
    why = f"not from 2000 to {THIS_YEAR + 1}: is the year right? If all dates are, import with --dates-are-right"
    assert problems_of(department, {**TEAM, "log.csv": LOG}) == [
        ("log.csv", 2, "date", f"“2062-01-05” lies in the year 2062, {why}"),
        ("log.csv", 3, "date", f"“1926-01-05” lies in the year 1926, {why}"),
    ]
    with pytest.raises(ImportRefused):
        take_in(department, {**TEAM, "log.csv": LOG})
    assert department.read(lines) == []


def test_with_a_yes_it_is_kept_and_to_look_at_here_and_in_the_window(department: Desk) -> None:
    plan = right(department, {**TEAM, "log.csv": LOG})
    told = [(row.day, row.coder, row.mark.reason) for row in plan.to_look_at]
    assert told == [
        (date(2062, 1, 5), "Ana Diaz", "Work in the year 2062: is the year right?"),
        (date(1926, 1, 5), "Ana Diaz", "Work in the year 1926: is the year right?"),
    ]
    for row in plan.to_look_at:
        assert department.read(to_look_at, Period(row.day, row.day)) == (row,)


@pytest.mark.parametrize("file", SOMEWHERE_ELSE)
def test_whatever_is_dated_needs_a_yes(department: Desk, file: str) -> None:
    take_in(department, TEAM)
    found = problems_of(department, {file: SOMEWHERE_ELSE[file]})
    assert len(found) == 1 and "is the year right?" in found[0][3]
    assert not problems_of(department, {file: SOMEWHERE_ELSE[file].replace("1926", "2026").replace("2062", "2026")})


def test_somebody_may_have_started_long_ago_and_a_review_may_be_due_in_years(department: Desk) -> None:
    files = {
        "coders.csv": "coder,started_on\nAna Diaz,1995-03-01\n",
        "work_types.csv": "work_type\nInpatient\n",
        "standards.csv": "work_type,effective_from,pace,pace_unit,accuracy,review_due\n"
        f"Inpatient,2026-01-01,2,per_hour,95,{THIS_YEAR + 5}-01-01\n",
    }
    assert problems_of(department, files) == []


def test_an_import_tells_what_the_window_marks_of_its_own_days_and_of_no_others(department: Desk) -> None:
    take_in(department, {**TEAM, "log.csv": f"{Q}2026-07-04,Bo Lind,Inpatient,3\n"})
    log = f"{Q}2026-07-04,Ana Diaz,Inpatient,3\n2025-12-31,Ana Diaz,Inpatient,4\n2026-07-01,Ana Diaz,Inpatient,5\n"
    plan = looked(department, {"log.csv": log})
    assert [(row.day, row.coder, row.value, row.mark.kind) for row in plan.to_look_at] == [
        (date(2026, 7, 4), "Ana Diaz", "3 charts", "weekend"),
        (date(2025, 12, 31), "Ana Diaz", "4 charts", "start"),
    ]
    department.write("Confirm", confirm_marks, plan.to_look_at)
    assert looked(department, {"log.csv": log}).to_look_at == ()


def test_a_rehearsal_tells_the_same_and_stores_nothing(department: Desk) -> None:
    files = {**TEAM, "log.csv": f"{Q}2026-07-04,Ana Diaz,Inpatient,3\n"}
    revision, step = department.revision, department.undo_step
    plan = department.rehearse("Import", importing.rehearse, draft(files))
    assert [row.mark.kind for row in plan.to_look_at] == ["weekend"]
    assert (department.read(lines), department.revision, department.undo_step) == ([], revision, step)
    assert looked(department, files).to_look_at == plan.to_look_at
