"""`codedesk staffing` writes the director’s page and its table: into a folder all three, or the one form named."""

import csv
import json
from datetime import date
from pathlib import Path

from sqlmodel import Session

from codedesk.metrics.quantities import written
from codedesk.models.backlogs import BacklogDraft
from codedesk.periods import quarter
from codedesk.services.flow.listed import keep_request
from codedesk.services.flow.waiting import BACKLOG
from tests.command_line import done
from tests.reports.read_back import pages
from tests.services.team import Team


def log(session: Session, kind: int) -> None:
    BACKLOG.add(session, BacklogDraft(day=date(2026, 7, 3), work_type_id=kind, waiting=210))
    keep_request(session, quarter(2026, 3), "One more coder.")


def test_the_page_and_its_table_come_out_of_the_command_line(tmp_path: Path) -> None:
    team = Team(tmp_path)
    team.set("Ana Diaz", "charts", 16, "Inpatient")
    team.set("Ana Diaz", "paid_hours", 8)
    team.desk.write("Log what waits", log, team.types["Inpatient"])
    team.desk.close()
    file = str(tmp_path / "team.codedesk")
    said = done("staffing", file, "--period", "2026Q3", "--out", str(tmp_path / "out"))
    names = [Path(line).name for line in said.splitlines()]
    assert names == ["Staffing Q3 2026.pdf", "Staffing Q3 2026.csv", "Staffing Q3 2026.xlsx"]
    (page,) = pages((tmp_path / "out" / names[0]).read_bytes())
    assert "One more coder." in page and "105.00 h" in page
    with (tmp_path / "out" / names[1]).open(encoding="utf-8-sig", newline="") as table:
        lines = list(csv.DictReader(table))
    assert [
        line["Value"] for line in lines if (line["Of"], line["Figure"]) == ("Inpatient", "Hours of work waiting")
    ] == ["105.0"]
    told = json.loads(done("figures", file, "--period", "2026Q3", "--json"))["capacity"]
    assert told["work_types"][0]["hours"]["value"] == 105.0
    for part, name in (("staffing", "needed"), ("staffing", "there"), ("staffing", "difference"), ("team", "days")):
        number = told[part][name]
        assert written(number["value"], number["unit"]).replace("\u00a0", " ") in page, name
    done("staffing", file, "--period", "2026Q3", "--out", str(tmp_path / "alone.pdf"))
    assert (tmp_path / "alone.pdf").read_bytes().startswith(b"%PDF")
