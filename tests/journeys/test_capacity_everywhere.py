"""Each number of work that waits as a person reads it: in the tables of the page, in `figures --json`, and on paper.

Texts are read back and compared as numbers, so that a word cut off, a wrong column or another rounding is seen.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableView
from sqlmodel import Session, select

from codedesk import periods
from codedesk.desk import Desk
from codedesk.models import WorkType
from codedesk.models.backlogs import BacklogDraft
from codedesk.models.flow import HoldDraft, HoldReason
from codedesk.models.rework import ReworkCause, ReworkDraft, ReworkOutcome, ReworkSource
from codedesk.services.flow.reworks import REWORK
from codedesk.services.flow.waiting import BACKLOG, HOLDS
from codedesk.settings import Settings
from codedesk.ui.context import Context
from codedesk.ui.frame import Frame
from tests.command_line import done
from tests.patience import PatientBot
from tests.reports.read_back import pages, plain
from tests.services.team import FRIDAY, Team

Q3 = "2026Q3"
NUMBER = re.compile(r"[−-]?\d[\d,]*\.?\d*")
# column of the page: key of the file for programs, how many decimals are read
BACKLOG_COLUMNS = (
    *(("Waiting", "waiting"), ("Hours", "hours"), ("Days of work", "days"), ("Came in a day", "inflow")),
    *(("Coded a day", "coded"), ("Could code", "capacity"), ("Days to clear", "to_clear"), ("Oldest, days", "oldest")),
)
PRINTED = ("Waiting", "Hours", "Days of work", "Came in a day", "Coded a day", "Days to clear", "Oldest, days")
KEY_FIGURES = {
    "staffing": (("FTE needed", "needed"), ("FTE there", "there"), ("There − needed", "difference")),
    "rework": (("Rework", "share"), ("Denials", "denial_share"), ("At stake", "at_stake"), ("Recovered", "recovered")),
}


def odd(session: Session, kinds: dict[str, int], coder: int) -> None:
    """Nothing of it is as usual: never cleared, none waiting, no standard, no dollars, no group, all overturned."""
    session.add(WorkType(name="New, without a standard", position=9))
    session.flush()
    new = session.exec(select(WorkType).where(WorkType.name == "New, without a standard")).one().key
    BACKLOG.add(session, BacklogDraft(day=FRIDAY, work_type_id=kinds["Inpatient"], waiting=210, received=900))
    BACKLOG.add(session, BacklogDraft(day=FRIDAY, work_type_id=kinds["Emergency"], waiting=0, oldest=0))
    BACKLOG.add(session, BacklogDraft(day=FRIDAY, work_type_id=new, waiting=30, received=3))
    HOLDS.add(session, HoldDraft(day=FRIDAY, reason=HoldReason.SYSTEM, charts=3))
    denial = ReworkDraft(
        day=FRIDAY, work_type_id=kinds["Inpatient"], charts=2, source=ReworkSource.DENIAL, coder_id=coder
    )
    REWORK.add(session, denial.but(outcome=ReworkOutcome.OVERTURNED))
    REWORK.add(session, denial.but(cause=ReworkCause.PAYER, coder_id=None, at_stake=12_345))


class Everywhere:
    """One department, asked three times."""

    def __init__(self, bot: PatientBot, path: Path, folder: Path) -> None:
        told = json.loads(done("figures", path, "--period", Q3, "--json"))
        self.file: dict[str, Any] = told["capacity"]
        done("staffing", path, "--period", Q3, "--out", folder)
        (self.paper,) = pages(next(folder.glob("*.pdf")).read_bytes())
        self.desk = Desk.open(path, "manager")
        self.context = Context(self.desk, Settings(), lambda: date(2026, 12, 31))
        self.context.period = periods.quarter(2026, 3)
        self.frame = Frame(self.context)
        bot.addWidget(self.frame)
        self.bot = bot
        self.frame.resize(1366, 768)
        self.frame.show()
        self.frame.show_page("capacity")

    def show(self, view: str) -> Any:
        self.bot.settle(self.frame, lambda: self.context.background.busy)
        self.context.navigate("capacity", view=view)
        self.bot.settle(self.frame, lambda: self.context.background.busy)
        page: Any = self.frame.page
        return page.view

    def close(self) -> None:
        self.context.close()
        self.desk.close()


def read(table: QTableView) -> list[dict[str, str]]:
    """The cells of a table by the heads of their columns, those that are hidden left out."""
    model = table.model()
    shown = [place for place in range(model.columnCount()) if not table.isColumnHidden(place)]
    heads = [str(model.headerData(place, Qt.Orientation.Horizontal)) for place in shown]
    rows = [[plain(str(model.index(row, place).data())) for place in shown] for row in range(model.rowCount())]
    return [dict(zip(heads, row, strict=True)) for row in rows]


def same(said: str, number: dict[str, Any]) -> None:
    """Compare what is read with a number of the file for programs; what is not known says so, and is no zero."""
    if number["value"] is None:
        assert said in ("–", number["why_not"]), (said, number)
        return
    found = NUMBER.search(said)
    assert found is not None, (said, number)
    scale = 100 if number["unit"] == "share" else 1
    digits = len(found[0].partition(".")[2])
    read_back = float(found[0].replace(",", "").replace("−", "-"))
    assert abs(read_back - number["value"] * scale) <= 0.5000001 * 10**-digits, (said, number)


@pytest.fixture(params=["sample", "odd"])
def everywhere(
    request: pytest.FixtureRequest, qtbot: PatientBot, sample_path: Path, tmp_path: Path
) -> Iterator[Everywhere]:
    path = sample_path
    if request.param == "odd":
        team = Team(tmp_path)
        team.set("Ana Diaz", "charts", 16, "Inpatient")
        team.set("Ana Diaz", "paid_hours", 8)
        team.desk.write("Log", odd, team.types, team.coders["Ana Diaz"])
        team.desk.close()
        path = team.desk.path
    made = Everywhere(qtbot, path, tmp_path / "out")
    yield made
    made.close()


def test_each_number_is_the_same_on_the_page_in_the_file_for_programs_and_on_paper(everywhere: Everywhere) -> None:
    file = everywhere.file
    for row, kind in zip(read(everywhere.show("backlog").table), (*file["work_types"], file["team"]), strict=True):
        assert row["Work type"].startswith(kind.get("work_type", "Team"))
        for head, key in BACKLOG_COLUMNS:
            same(row[head], kind[key])
    on_paper(everywhere)
    for view, named in KEY_FIGURES.items():
        numbers = file["staffing"] if view == "staffing" else file["rework"]["all"]
        shown = everywhere.show(view).figures
        said = plain(" ".join(label.text() for label in shown.findChildren(QLabel)))
        for name, key in named:
            same(
                said.split(name, 1)[1].strip() if numbers[key]["value"] is not None else numbers[key]["why_not"],
                numbers[key],
            )
            assert numbers[key]["value"] is not None or numbers[key]["why_not"] in said
    rework(everywhere)
    holdups_and_turnaround(everywhere)


def on_paper(everywhere: Everywhere) -> None:
    """Each line of the page stands on the paper with the same words."""
    for row in read(everywhere.show("backlog").table)[:-1]:
        cells = [row[head] if head != "Hours" or row[head] == "–" else f"{row[head]} h" for head in PRINTED]
        line = " ".join([row["Work type"], *(cell for cell in cells if cell != "–")])
        if "–" not in cells:
            assert line in everywhere.paper, line
    staffing = everywhere.file["staffing"]
    for key in ("needed", "there"):
        same(
            everywhere.paper.split("To clear", 1)[1].split("FTE")[0 if key == "needed" else 1].split()[-1],
            staffing[key],
        )


def rework(everywhere: Everywhere) -> None:
    """Each table of what came back."""
    tables, file = everywhere.show("rework").tables, everywhere.file["rework"]
    for name, key in (("cause", "causes"), ("source", "sources"), ("type", "work_types"), ("coder", "coders")):
        for row, line in zip(read(tables[name]), file[key], strict=True):
            assert next(iter(row.values())) == line["name"] and int(row["Charts"].replace(",", "")) == line["charts"]
            for head, number in (("Rework", "share"), ("Denials", "denial_share"), ("At stake", "at_stake")):
                if head in row:
                    same(row[head], line[number])


def holdups_and_turnaround(everywhere: Everywhere) -> None:
    """What is held, what is not coding, and how long charts took."""
    view, file = everywhere.show("holdups"), everywhere.file
    for row, held in zip(read(view.reason_table), file["holdups"], strict=True):
        assert int(row["Charts"]) == held["charts"]
        same(row["Hours of work"], held["hours"])
        assert f"{row['Reason']} {row['Charts']} chart" in everywhere.paper
    for row, lost in zip(read(view.lost_table), file["hours_not_coding"], strict=True):
        same(row["Hours"], lost["hours"])
    whole = [each for each in file["turnaround"] if each["week"] is None]
    for row, each in zip(read(everywhere.show("turnaround").table) if whole else [], whole, strict=True):
        same(row["Median"], each["median"])
        same(row["90th percentile"], each["p90"])
