"""What was renamed is found under its old name too, everywhere; something new cannot take the name by accident."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.exchange.csv_reading import read_draft
from codedesk.exchange.exports import write_csv
from codedesk.models.work_types import WorkTypeDraft
from codedesk.services.audits import finding_lists
from codedesk.services.department import other_time
from codedesk.services.department.starters import starters
from codedesk.services.files import exporting, importing
from codedesk.services.former_names import remove_former_name
from codedesk.services.name_directories import coder_named
from codedesk.services.people import coders as people
from codedesk.services.standards import work_types
from tests.services.files.test_importing import counts, lines, problems_of, take_in

TODAY = date.today()
FILES = {
    "coders.csv": "coder,started_on\nAna Diaz,2026-01-01\nBo Lind,2026-01-01\n",
    "work_types.csv": "work_type,setting\nInpatient,inpatient\nEmergency,outpatient\n",
    "standards.csv": "work_type,effective_from,pace,pace_unit,accuracy\nInpatient,2026-01-01,2,per_hour,95\n",
    "log.csv": "date,coder,work_type,charts\n2026-07-01,Ana Diaz,Inpatient,6\n2026-07-02,Bo Lind,Inpatient,7\n",
}
OF: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "coder": (lambda session: people.coders(session, TODAY), lambda *args: people.change_coder(*args, ())),
    "work_type": (work_types.work_types, work_types.WORK_TYPES.change),
    "time_category": (other_time.categories, other_time.CATEGORIES.change),
    "finding_category": (finding_lists.finding_categories, finding_lists.FINDING_CATEGORIES.change),
    "root_cause": (finding_lists.root_causes, finding_lists.ROOT_CAUSES.change),
    "severity": (finding_lists.severities, finding_lists.SEVERITIES.change),
}
FIRST = {
    "coder": "Ana Diaz", "work_type": "Inpatient", "time_category": "meeting", "finding_category": "POA",
    "root_cause": "slip", "severity": "medium",
}  # fmt: skip


@pytest.fixture
def desk(department: Desk) -> Desk:
    take_in(department, FILES)
    return department


def row_of(desk: Desk, noun: str, name: str) -> Any:
    return next(row for row in desk.read(OF[noun][0]) if row.draft.name == name)


def rename(desk: Desk, noun: str, old: str, new: str) -> Any:
    row = row_of(desk, noun, old)
    draft = row.draft.but(name=new)
    desk.write(f"Rename {old}", OF[noun][1], row.id, draft)
    return row_of(desk, noun, new)


def former(desk: Desk, noun: str, name: str) -> list[str]:
    return [each.name for each in row_of(desk, noun, name).former]


@pytest.mark.parametrize("noun", OF)
def test_a_rename_keeps_the_name_that_was(desk: Desk, noun: str) -> None:
    row = rename(desk, noun, FIRST[noun], "Another name")
    assert [(each.name, each.until) for each in row.former] == [(FIRST[noun], TODAY)]
    rename(desk, noun, "Another name", "A third name")
    assert former(desk, noun, "A third name") == ["Another name", FIRST[noun]]


@pytest.mark.parametrize("noun", OF)
def test_a_name_that_comes_back_is_no_former_one(desk: Desk, noun: str) -> None:
    rename(desk, noun, FIRST[noun], "Another name")
    rename(desk, noun, "Another name", FIRST[noun])
    assert former(desk, noun, FIRST[noun]) == ["Another name"]


@pytest.mark.parametrize("noun", OF)
def test_other_letters_of_the_same_name_are_no_other_name(desk: Desk, noun: str) -> None:
    rename(desk, noun, FIRST[noun], FIRST[noun].swapcase())
    assert former(desk, noun, FIRST[noun].swapcase()) == []


@pytest.mark.parametrize("noun", OF)
def test_undo_of_a_rename_takes_the_former_name_along(desk: Desk, noun: str) -> None:
    rename(desk, noun, FIRST[noun], "Another name")
    desk.undo()
    assert former(desk, noun, FIRST[noun]) == []
    desk.redo()
    assert former(desk, noun, "Another name") == [FIRST[noun]]


@pytest.mark.parametrize("noun", OF)
def test_nothing_new_takes_a_former_name_until_it_is_removed(desk: Desk, noun: str) -> None:
    other = {"coder": "Bo Lind", "work_type": "Emergency", "time_category": "project", "finding_category": "HCC",
             "root_cause": "knowledge", "severity": "high"}[noun]  # fmt: skip
    row = rename(desk, noun, FIRST[noun], "Another name")
    with pytest.raises(
        Refused, match=f"Another name was called “{FIRST[noun]}” until .* remove the former name"
    ) as told:
        rename(desk, noun, other, FIRST[noun].upper())
    assert told.value.field == "name"
    desk.write("Remove", remove_former_name, row.former[0].id)
    assert former(desk, noun, "Another name") == []
    rename(desk, noun, other, FIRST[noun])


def test_the_old_files_again_change_nothing_and_say_what_is_called_otherwise(desk: Desk) -> None:
    rename(desk, "work_type", "Inpatient", "Acute care")
    rename(desk, "coder", "Ana Diaz", "Ana Lee")
    plan = take_in(desk, FILES, create_missing=True)
    assert plan.created == ()
    assert [counts(plan, file) for file in FILES] == [(0, 2, 0), (0, 2, 0), (0, 1, 0), (0, 2, 0)]
    assert [remark.sentence for remark in plan.remarks] == [
        "coders.csv, from line 2 on: Ana Diaz is now Ana Lee",
        "work_types.csv, from line 2 on: Inpatient is now Acute care",
        "standards.csv, from line 2 on: Inpatient is now Acute care",
        "log.csv, from line 2 on: Ana Diaz is now Ana Lee",
        "log.csv, from line 2 on: Inpatient is now Acute care",
    ]
    assert [line[1:4] for line in desk.read(lines)] == [("Ana Lee", "Acute care", 6), ("Bo Lind", "Acute care", 7)]


def test_both_names_in_one_file_are_one_line_too_many(desk: Desk) -> None:
    rename(desk, "work_type", "Inpatient", "Acute care")
    log = "date,coder,work_type,charts\n2026-07-09,Bo Lind,Inpatient,6\n2026-07-09,Bo Lind,Acute care,7\n"
    assert [each[:3] for each in problems_of(desk, {"log.csv": log})] == [("log.csv", 3, "work_type")]
    both = problems_of(desk, {"work_types.csv": "work_type\nAcute care\nINPATIENT\n"})
    assert "in line 2: “INPATIENT” is “Acute care”" in both[0][3]


def test_categories_causes_and_severities_are_found_under_their_old_names(desk: Desk) -> None:
    for noun in ("time_category", "finding_category", "root_cause", "severity"):
        rename(desk, noun, FIRST[noun], f"new {noun}")
    files = {
        "time.csv": "date,coder,category,hours\n2026-07-01,Ana Diaz,Meeting,0.5\n",
        "audits.csv": "audit,date,coder,method,records,matched,revised,added,deleted\n"
        "a,2026-07-09,Ana Diaz,code_over_code,1,8,1,0,0\n",
        "findings.csv": "audit,record,category,direction,severity,root_cause,original_code,corrected_code\n"
        "a,,poa,over,Medium,Slip,A,B\n",
    }
    plan = take_in(desk, files, create_missing=True)
    assert plan.created == ()
    table = next(each for each in desk.read(exporting.everything).tables if each.sheet.file == "findings.csv")
    assert table.lines[0][2:6] == ("new finding_category", "over", "new severity", "new root_cause")


def test_the_command_line_finds_a_coder_under_the_old_name(desk: Desk) -> None:
    number = desk.read(coder_named, "Ana Diaz")
    rename(desk, "coder", "Ana Diaz", "Ana Lee")
    assert desk.read(coder_named, "ana diaz") == number == desk.read(coder_named, "Ana Lee")


def test_former_names_go_out_and_come_in(desk: Desk, tmp_path: Path) -> None:
    for noun in OF:
        rename(desk, noun, FIRST[noun], f"new {noun}")
    rename(desk, "work_type", "Emergency", "ED")
    write_csv(desk.read(exporting.everything, private=True), tmp_path / "files")
    second = Desk.create(tmp_path / "second.codedesk", "test", starters)
    draft = read_draft(tmp_path / "files")
    second.write("Import", importing.apply, draft)
    assert former(second, "work_type", "new work_type") == ["Inpatient"]
    again = second.write("Import", importing.apply, draft)
    assert all(each.new + each.changed == 0 for each in again.files)
    take_in(second, {"log.csv": "date,coder,work_type,charts\n2026-07-03,Ana Diaz,Inpatient,9\n"})
    write_csv(desk.read(exporting.everything, private=True), tmp_path / "one")
    second.undo()
    write_csv(second.read(exporting.everything, private=True), tmp_path / "two")
    second.close()
    text = (tmp_path / "two" / "former_names.csv").read_text(encoding="utf-8")
    assert text == (tmp_path / "one" / "former_names.csv").read_text(encoding="utf-8")
    assert f"work_type,Inpatient,new work_type,{TODAY.isoformat()}" in text


BAD = {
    "nobody of that name": ("coder,Ana Diaz,Zoe,", "name", "there is no coder “Zoe”"),
    "a name in use": ("coder,ANA DIAZ,Bo Lind,", "former_name", "is the name of a coder now, another one"),
    "its own name": ("work_type,inpatient,Inpatient,", "former_name", "the very one"),
    "twice": (
        "work_type,ward,Inpatient,\nwork_type,Ward\u200b,Emergency,",
        "former_name",
        "the same kind and former name",
    ),
    "nothing to be seen": ("work_type,\u200b,Inpatient,", "former_name", "nothing to be seen"),
    "another kind": ("team,Ward,Inpatient,", "kind", "is not one of"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_former_name_that_cannot_be_is_named(desk: Desk, kind: str) -> None:
    line, column, reason = BAD[kind]
    found = problems_of(desk, {"former_names.csv": f"kind,former_name,name,until\n{line}\n"})
    assert [each[2] for each in found] == [column]
    assert reason in found[0][3]


def test_a_former_name_in_a_file_serves_the_files_beside_it_and_moves_only_on_request(desk: Desk) -> None:
    names_file = "kind,former_name,name,until\nwork_type,Ward,Inpatient,2026-03-01\n"
    log = "date,coder,work_type,charts\n2026-07-03,Ana Diaz,WARD,9\n"
    plan = take_in(desk, {"former_names.csv": names_file, "log.csv": log})
    assert counts(plan, "former_names.csv") == (1, 0, 0)
    assert counts(plan, "log.csv") == (1, 0, 0)
    moved = names_file.replace("Inpatient", "Emergency")
    assert [each[0] for each in problems_of(desk, {"former_names.csv": moved})] == ["former_names.csv"]
    take_in(desk, {"former_names.csv": moved}, update=True)
    assert former(desk, "work_type", "Emergency") == ["Ward"]
    assert former(desk, "work_type", "Inpatient") == []


def test_a_voided_row_gives_its_former_names_up(desk: Desk) -> None:
    number = desk.write("Add", work_types.WORK_TYPES.add, WorkTypeDraft(name="Ward"))
    rename(desk, "work_type", "Ward", "Unit")
    desk.write("Void", work_types.void_work_type, number, "typed by mistake")
    desk.write("Add", work_types.WORK_TYPES.add, WorkTypeDraft(name="Ward"))
    assert former(desk, "work_type", "Ward") == []
