"""Names that read the same in a file of an older version: it opens, says so, and no step makes new ones."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk.cli import main
from codedesk.desk import Desk
from codedesk.errors import Refused
from codedesk.models import Coder, RootCause, WorkType
from codedesk.models.work_types import WorkTypeDraft
from codedesk.periods import parse_period
from codedesk.services.reviews import reviews
from codedesk.services.standards.work_types import WORK_TYPES

JOSES = ("José Núñez", "José\u00ad Núñez")
TWO = "two coders read the same, “José Núñez” and “José‹soft hyphen› Núñez”"


def _as_it_was(session: Session) -> None:
    session.add_all(Coder(name=name, started_on=date(2026, 1, 5)) for name in JOSES)
    session.add_all([WorkType(name="Clinic"), RootCause(name="slip"), RootCause(name="slip\u200b", voided=True)])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Desk.create(tmp_path / "old.codedesk", "manager", _as_it_was).close()
    return tmp_path / "old.codedesk"


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    opened = Desk.open(path)
    yield opened
    opened.close()


@pytest.mark.file
def test_the_file_opens_and_says_so(desk: Desk) -> None:
    assert len(desk.remarks) == 1
    assert desk.remarks[0].lower().startswith(TWO.lower())
    assert "rename one in Setup" in desk.remarks[0]
    report = desk.check()
    assert report.sound
    assert [remark.partition(":")[0] for remark in report.remarks] == [TWO]


def test_the_check_of_the_command_line_says_so_and_the_file_is_sound(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["sound"], found["problems"]) == (True, [])
    assert found["remarks"][0].startswith(TWO)


def test_before_printing_the_other_coder_is_named(desk: Desk) -> None:
    row = desk.read(reviews.packet, 1, parse_period("2026Q3"), date(2026, 10, 5))
    point = next(point for point in reviews.preflight(row) if point.concern == "namesake")
    assert "José‹soft hyphen› Núñez (from 5 Jan 2026)" in point.text


def test_a_new_file_says_nothing(tmp_path: Path) -> None:
    desk = Desk.create(tmp_path / "new.codedesk", "manager", lambda session: session.add(WorkType(name="Clinic")))
    assert (desk.remarks, desk.check().remarks) == ((), ())
    desk.close()


def test_a_step_that_would_bring_a_name_back_which_reads_like_one_given_since_is_refused(desk: Desk) -> None:
    desk.write("Rename", WORK_TYPES.change, 1, WorkTypeDraft(name="Ward"))
    renamed = desk.read(lambda session: session.connection().exec_driver_sql("SELECT max(id) FROM change").scalar())
    assert isinstance(renamed, int)
    added = desk.write("Add", _clinic)
    with pytest.raises(Refused, match="two work types read the same, “Clinic” and “clinic”"):
        desk.put_back(renamed)
    desk.write("Rename", WORK_TYPES.change, added, WorkTypeDraft(name="Outpatient clinic"))
    desk.put_back(renamed)
    assert desk.read(lambda session: session.get_one(WorkType, 1).name) == "Clinic"


def test_undo_and_redo_of_what_has_nothing_to_do_with_them_go_on(desk: Desk) -> None:
    desk.write("Add", WORK_TYPES.add, WorkTypeDraft(name="Ward"))
    desk.undo()
    desk.redo()
    desk.write("Change", lambda session: setattr(session.get_one(Coder, 2), "credentials", "CCS"))
    assert desk.undo() == "Change"


def _clinic(session: Session) -> int:
    row = WorkType(name="clinic")
    session.add(row)
    session.flush()
    return row.key
