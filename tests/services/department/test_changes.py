"""The history as people read it: steps narrowed by what is wanted, values in words, steps put back or refused."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models import ChangeEntry, Note, Row
from codedesk.models.coders import CoderDraft
from codedesk.services.days.changes import set_cell
from codedesk.services.department.change_entries import EntryRow, Names, entries, lines_of
from codedesk.services.department.changes import KINDS, ChangeRow, Wanted, changes, people
from codedesk.services.department.events_and_notes import NOTES
from codedesk.services.nouns import tables
from codedesk.services.people.coders import add_coder, change_coder
from tests.services.team import FRIDAY, Team

ANA = CoderDraft(name="Ana Diaz", started_on=date(2026, 1, 5))


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.desk.close()


def steps(desk: Desk, wanted: Wanted) -> list[str]:
    return [row.step for row in desk.read(changes, wanted)]


def newest(desk: Desk) -> ChangeRow:
    return desk.read(changes)[0]


def words(desk: Desk, step: ChangeRow) -> list[EntryRow]:
    return list(desk.read(entries, step.id))


def test_pages_of_steps_follow_each_other(team: Team) -> None:
    for charts in (1, 2, 3):
        team.desk.write(f"Set {charts}", set_cell, team.draft("Ana Diaz", "charts", charts, "Inpatient"))
    first = team.desk.read(changes, Wanted(), None, 2)
    assert [row.step for row in first] == ["Set 3", "Set 2"]
    assert [row.step for row in team.desk.read(changes, Wanted(), first[-1].id, 1)] == ["Set 1"]
    assert steps(team.desk, Wanted("SET man")) == ["Set 3", "Set 2", "Set 1"]
    assert steps(team.desk, Wanted("100%")) == steps(team.desk, Wanted("S_t")) == []
    assert Wanted().all and not Wanted(words="x").all


def test_a_step_says_why_it_cannot_be_put_back(team: Team) -> None:
    team.set("Ana Diaz", "charts", 12, "Inpatient")
    assert newest(team.desk).why_not == ""
    team.desk.undo()
    undone = team.desk.read(changes)[1]
    assert (newest(team.desk).kind, newest(team.desk).why_not[:25]) == ("undo", "It is an undo or a redo i")
    assert undone.why_not == "It was taken back already."
    one = newest(team.desk)
    upgrade = ChangeRow(1, one.at, "x", "x", "upgrade", 0, taken_back=False)
    assert upgrade.why_not == "It changed the file as a whole: its form, or by an erasure that cannot be taken back."
    assert ChangeRow(1, one.at, "x", "x", "do", 0, taken_back=False).why_not == "It changed no row."


def test_a_voided_row_says_so_with_its_reason_and_comes_in_again(team: Team) -> None:
    def note(session: Session) -> None:
        session.add(Note(coder_id=1, day=FRIDAY, text="well done"))

    team.desk.write("A note", note)
    team.desk.write("Void the note", NOTES.void, 1, "another coder")
    what = "note: Ana Diaz, 3 Jul 2026"
    assert words(team.desk, newest(team.desk)) == [
        EntryRow(what, "state", "in", "taken out"),
        EntryRow(what, "reason", "", "another coder"),
    ]
    team.desk.undo()
    assert words(team.desk, newest(team.desk)) == [EntryRow(what, "state", "taken out", "in")]


def test_values_that_were_and_are_stand_in_words(team: Team) -> None:
    def work_type(session: Session) -> None:
        row = session.get(tables()["work_type"], 1)
        row.unit, row.active = "whole_stay", False

    team.desk.write("Change it", work_type)
    assert words(team.desk, newest(team.desk)) == [
        EntryRow("work type: Inpatient", "active", "yes", "no"),
        EntryRow("work type: Inpatient", "unit", "chart", "whole stay"),
    ]


def test_a_mass_says_how_many_and_whether_they_came_or_went(team: Team) -> None:
    def line(action: str, before: str, after: str) -> EntryRow:
        rows = {"table_name": "work_line", "row_id": 5, "last_row_id": 14}
        entry = ChangeEntry(change_id=1, action=action, before=before, after=after, **rows)
        return team.desk.read(lambda session: lines_of(entry, Names(session)))[0]

    assert line("bulk_insert", "", "{}") == EntryRow("work line", "10 rows", "", "in")
    assert line("bulk_update", '{"voided": false}', '{"voided": true}') == EntryRow(
        "work line", "10 rows", "in", "taken out"
    )
    assert line("bulk_update", '{"voided": true}', '{"voided": false}') == EntryRow(
        "work line", "10 rows", "taken out", "in"
    )


def test_each_filter_keeps_what_it_names(team: Team) -> None:
    desk = team.desk
    desk.write(
        "Ana's hours",
        change_coder,
        team.coders["Ana Diaz"],
        CoderDraft(name="Ana Diaz", started_on=date(2025, 1, 6)),
        (),
    )
    team.set("Bo Chen", "charts", 9, "Inpatient")
    team.set("Ana Diaz", "paid_hours", 8.0)
    assert steps(desk, Wanted(kind="days")) == ["Set a cell", "Set a cell"]
    assert steps(desk, Wanted(kind="people", words="hours")) == ["Ana's hours"]
    ana, bo = (steps(desk, Wanted(coder_id=team.coders[name])) for name in ("Ana Diaz", "Bo Chen"))
    assert ana[:2] == ["Set a cell", "Ana's hours"] and bo[:1] == ["Set a cell"] and "Ana's hours" not in bo
    assert steps(desk, Wanted(who="manager")) == steps(desk, Wanted()) and steps(desk, Wanted(who="nobody")) == []
    today = date.today()
    yesterday, tomorrow = today - timedelta(1), today + timedelta(1)  # the team may be a moment older than midnight
    assert steps(desk, Wanted(start=yesterday, end=today)) == steps(desk, Wanted())
    assert steps(desk, Wanted(start=tomorrow)) == steps(desk, Wanted(end=yesterday - timedelta(1))) == []
    assert steps(desk, Wanted(end=date(2020, 1, 1))) == []
    assert desk.read(people) == ("manager",)


def test_every_table_of_the_department_has_a_kind() -> None:
    known = {table for _, _, tables in KINDS for table in tables}
    assert {model.__table__.name for model in Row.__subclasses__() if hasattr(model, "__table__")} == known


def test_many_new_rows_of_one_kind_are_one_line_with_names(department: Desk) -> None:
    founding = department.read(changes)[-1]
    lines = department.read(entries, founding.id)
    folded = [line for line in lines if line.value.endswith("rows")]
    assert folded and all(line.after.startswith("in") for line in folded)
    assert len(lines) < founding.rows * 4


def test_values_are_words_and_never_numbers_of_rows(team: Team) -> None:
    team.set("Ana Diaz", "charts", 12, "Inpatient")
    found = {(line.value, line.after) for line in team.desk.read(entries, newest(team.desk).id)}
    assert {("coder", "Ana Diaz"), ("work type", "Inpatient"), ("charts", "12"), ("day", "3 Jul 2026")} <= found


def test_a_step_that_later_ones_built_on_is_not_put_back_and_says_which(team: Team) -> None:
    team.set("Ana Diaz", "charts", 12, "Inpatient")
    first = newest(team.desk).id
    draft = team.draft("Ana Diaz", "charts", 14, "Inpatient")
    team.desk.write("Set charts to 14", set_cell, draft)
    second = newest(team.desk).id
    with pytest.raises(Refused, match="“Set charts to 14” built on it"):
        team.desk.put_back(first)
    team.desk.put_back(second)
    assert [line.charts for line in team.block("Ana Diaz").lines if line.id] == [12]


def test_a_day_is_not_taken_from_under_the_lines_of_another_step(team: Team) -> None:
    team.set("Ana Diaz", "charts", 12, "Inpatient")
    first = newest(team.desk).id
    team.set("Ana Diaz", "charts", 5, "Emergency")
    with pytest.raises(Refused, match="Put that one back first"):
        team.desk.put_back(first)
    assert team.desk.check().sound
    assert sorted(line.charts or 0 for line in team.block("Ana Diaz").lines if line.id) == [5, 12]


def test_what_was_put_back_stands_again_once_that_is_undone(team: Team) -> None:
    team.set("Ana Diaz", "charts", 12, "Inpatient")
    first = newest(team.desk).id
    team.desk.put_back(first)
    states = {row.id: row.taken_back for row in team.desk.read(changes)}
    assert states[first]
    team.desk.undo()
    states = {row.id: row.taken_back for row in team.desk.read(changes)}
    assert not states[first]
    assert [line.charts for line in team.block("Ana Diaz").lines if line.id] == [12]


def test_what_was_undone_is_marked_until_it_is_done_again(department: Desk) -> None:
    department.write("Add Ana Diaz", add_coder, ANA)
    department.undo()
    assert department.read(changes, Wanted("Add Ana"))[-1].taken_back
    department.redo()
    assert not department.read(changes, Wanted("Add Ana"))[-1].taken_back


def test_a_mass_of_rows_is_one_line(sample: Desk) -> None:
    founding = sample.read(changes)[-1]
    lines = sample.read(entries, founding.id)
    assert founding.rows > 10_000
    assert any(line.what == "work line" and line.value.endswith("rows") and line.after == "in" for line in lines)


def test_the_step_that_made_the_department_says_that_it_cannot_be_undone(team: Team) -> None:
    oldest = team.desk.read(changes)[-1]
    assert oldest.why_not == "It made the department: without it there is none."


def test_a_step_that_changed_one_value_is_told_in_a_plain_sentence(team: Team) -> None:
    team.set("Ana Diaz", "charts", 12, "Inpatient")
    assert newest(team.desk).words == "Set Ana Diaz’s charts of 3 Jul 2026, Inpatient, to 12."
    team.set("Ana Diaz", "charts", 14, "Inpatient")
    assert newest(team.desk).words == "Set Ana Diaz’s charts of 3 Jul 2026, Inpatient, from 12 to 14."
    number = team.desk.write("Add Eva Lund", add_coder, ANA.but(name="Eva Lund"))
    assert newest(team.desk).words == "Add Eva Lund", "of many values its own name says more"
    team.desk.write(
        "Change her hours", change_coder, number, ANA.but(name="Eva Lund", scheduled_hours_per_week=32.0), ()
    )
    assert newest(team.desk).words == "Set scheduled hours per week of Eva Lund to 32."
    team.desk.write("Change her hours", change_coder, number, ANA.but(name="Eva Lund"), ())
    assert newest(team.desk).words == "Cleared scheduled hours per week of Eva Lund (was 32)."
    team.desk.write("Credentials", change_coder, number, ANA.but(name="Eva Lund", credentials="C.C.S."), ())
    assert newest(team.desk).words == "Set credentials of Eva Lund to C.C.S.", "one full stop"
    team.desk.undo()
    assert newest(team.desk).words == newest(team.desk).step, "an undo names what it undid"


def test_days_are_called_as_people_call_them(team: Team) -> None:
    number = team.desk.write("Add Eva Lund", add_coder, ANA.but(name="Eva Lund"))
    later = ANA.but(name="Eva Lund", started_on=date(2026, 2, 2))
    team.desk.write("Change it", change_coder, number, later, ())
    assert newest(team.desk).words == "Set day started of Eva Lund from 5 Jan 2026 to 2 Feb 2026."
    shared = '{"due_on": "2026-07-03", "reaudit_on": "2026-08-03"}'
    entry = ChangeEntry(change_id=1, table_name="education", row_id=1, action="update", before="{}", after=shared)
    told = team.desk.read(lambda session: lines_of(entry, Names(session)))
    assert [line.value for line in told] == ["day due", "day of the re-audit"]
