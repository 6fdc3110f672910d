"""A department whose year starts in October: one name for a quarter on every way in and out."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from codedesk.cli import main
from codedesk.desk import Desk
from codedesk.models import Department
from codedesk.models.coders import CoderDraft
from codedesk.models.work_types import WorkTypeDraft
from codedesk.services.days.changes import set_cell
from codedesk.services.days.drafts import CellDraft, CellPlace
from codedesk.services.people.coders import add_coder
from codedesk.services.standards.work_types import WORK_TYPES


@pytest.fixture
def october(tmp_path: Path) -> Path:
    """A file with 25 charts of Ana Diaz on 12 October 2026."""
    path = tmp_path / "October.codedesk"
    desk = Desk.create(path, "manager")
    desk.write("Year", _begin_in_october)
    coder = desk.write("Coder", add_coder, CoderDraft(name="Ana Diaz", started_on=date(2026, 1, 5)))
    ward = desk.write("Work type", WORK_TYPES.add, WorkTypeDraft(name="Inpatient"))
    desk.write("Charts", set_cell, CellDraft(CellPlace(coder, date(2026, 10, 12), "charts", ward, None), 25))
    desk.close()
    return path


@pytest.mark.parametrize("typed", ["FY2027Q1", "fy2027-q1", "2027Q1", "Q1 FY2027"])
def test_figures_say_the_fiscal_quarter_that_was_asked_for(
    october: Path, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["figures", str(october), "--period", typed]) == 0
    assert capsys.readouterr().out.startswith("Q1 FY2027 (2026-10-01 to 2026-12-31)\n")


def test_a_packet_of_a_fiscal_quarter_is_named_by_it(october: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["packet", str(october), "--period", "FY2027Q1", "--all", "--out", str(out)]) == 0
    assert [each.name for each in out.iterdir()] == ["FY2027-Q1 Ana Diaz.pdf"]


def test_a_year_that_is_named_by_its_start_is_read_and_said_so_everywhere(
    october: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "in" / "settings.csv"
    settings.parent.mkdir()
    settings.write_text("setting,value\nfiscal_year_named_by,start\n", encoding="utf-8")
    assert main(["import", str(settings.parent), "--into", str(october), "--update"]) == 0
    capsys.readouterr()
    assert main(["figures", str(october), "--period", "FY2026Q1"]) == 0
    assert capsys.readouterr().out.startswith("Q1 FY2026 (2026-10-01 to 2026-12-31)\n")
    assert main(["packet", str(october), "--period", "2026Q1", "--all", "--out", str(tmp_path / "out")]) == 0
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["FY2026-Q1 Ana Diaz.pdf"]
    assert main(["export", str(october), "--out", str(tmp_path / "exported")]) == 0
    assert "fiscal_year_named_by,start\n" in (tmp_path / "exported" / "settings.csv").read_text(encoding="utf-8")


def test_a_name_that_is_neither_is_a_problem_of_its_line(
    october: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "settings.csv").write_text("setting,value\nfiscal_year_named_by,middle\n", encoding="utf-8")
    assert main(["import", str(tmp_path / "settings.csv"), "--into", str(october), "--update"]) == 1
    assert "end, start" in capsys.readouterr().err


def _begin_in_october(session: Session) -> None:
    session.get_one(Department, 1).quarter_start_month = 10
