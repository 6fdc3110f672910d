"""A spreadsheet of another form at the command line: how it would be read, taken by its map, refused in its words."""

import json
from pathlib import Path

import pytest

from codedesk.desk import Desk
from codedesk.services.department.starters import starters
from codedesk.services.files.known_names import known_names
from codedesk.ui.pages.files import journey as journeys
from tests.command_line import codedesk, done

SHEET = """Coding Productivity
Work Date,Coder Name,Pt Type,# Charts,Hrs Worked
10/14/2024,"Okoro, Ana",ED,60,7:30
10/15/2024,Ben Tull,IP,12,7.5
Total,,,72,15
"""
CODERS = "coder,started_on\nAna Okoro,2024-01-02\n"


@pytest.fixture
def department(tmp_path: Path) -> Path:
    path = tmp_path / "team.codedesk"
    Desk.create(path, "test", starters).close()
    (tmp_path / "coders.csv").write_text(CODERS, encoding="utf-8")
    done("import", tmp_path / "coders.csv", "--into", path)
    return path


def sheet(folder: Path, text: str = SHEET, name: str = "October.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_a_sheet_comes_in_by_the_map_that_was_printed(department: Path, tmp_path: Path) -> None:
    given, kept = sheet(tmp_path), tmp_path / "MAP.json"
    printed = codedesk("map", given, "--into", department)
    assert "“October”: each row is work of a coder on a day" in printed.stderr
    kept.write_text(printed.stdout, encoding="utf-8")
    dry = done("import", given, "--map", kept, "--into", department, "--create-missing", "--dry-run")
    assert "Nothing was stored: this was a dry run." in dry
    assert "Totals of the sheet: 2 agree, 0 do not" in dry
    said = json.loads(done("import", given, "--map", kept, "--into", department, "--create-missing", "--json"))
    assert [(each["file"], each["new"]) for each in said["files"]] == [("log.csv", 2)]
    assert sorted(each["name"] for each in said["created"]) == ["Ben Tull", "ED", "IP"]
    assert said["sums"][0] == {"sheet": "October", "total": "Total, # Charts", "theirs": 72.0, "ours": 72.0}
    again = json.loads(done("import", given, "--map", kept, "--into", department, "--json"))
    assert [(each["new"], each["same"]) for each in again["files"]] == [(0, 2)]


def test_a_problem_says_where_it_stands_in_the_sheet(department: Path, tmp_path: Path) -> None:
    given, kept = sheet(tmp_path), tmp_path / "MAP.json"
    kept.write_text(done("map", given, "--into", department), encoding="utf-8")
    bad = sheet(tmp_path, SHEET.replace(",12,", ",twelve,"), "November.csv")
    refused = codedesk("import", bad, "--map", kept, "--into", department, "--create-missing")
    assert refused.returncode == 1
    assert "November.csv, November, line 4, charts: “twelve” is not a number" in refused.stdout
    missing = codedesk("import", given, "--map", kept, "--into", department)
    assert "there is no coder “Ben Tull”" in missing.stdout


def test_a_name_that_the_map_does_not_know_is_not_taken_for_a_similar_one(department: Path, tmp_path: Path) -> None:
    given, kept = sheet(tmp_path), tmp_path / "MAP.json"
    kept.write_text(done("map", given, "--into", department), encoding="utf-8")
    later = sheet(tmp_path, SHEET.replace('"Okoro, Ana"', "A. Okoro"), "November.csv")
    refused = codedesk("import", later, "--map", kept, "--into", department)
    assert "there is no coder “A. Okoro”" in refused.stdout


def test_without_a_map_it_is_said_how_to_get_one_and_nothing_is_taken(department: Path, tmp_path: Path) -> None:
    refused = codedesk("import", sheet(tmp_path), "--into", department, "--create-missing")
    assert refused.returncode == 1
    assert "codedesk map October.csv --into FILE > MAP.json" in refused.stdout


def test_what_is_no_map_and_what_cannot_be_read_is_refused_in_words(department: Path, tmp_path: Path) -> None:
    given = sheet(tmp_path)
    refused = codedesk("import", given, "--map", given, "--into", department)
    assert (refused.returncode, refused.stderr) == (
        1, "codedesk: This is no map: it is not JSON. “codedesk map FILE” prints one.\n",
    )  # fmt: skip
    nothing = codedesk("map", tmp_path / "nowhere.csv")
    assert nothing.returncode == 1
    assert "nowhere.csv: it could not be read" in nothing.stderr


def test_a_map_that_the_window_saved_serves_the_command_and_one_that_was_printed_the_window(
    department: Path, tmp_path: Path
) -> None:
    given, kept = sheet(tmp_path), tmp_path / "Saved map.json"
    desk = Desk.open(department, "test")
    journey = journeys.begin(journeys.opened(journeys.Source(given)), desk.read(known_names), {})
    journey = journeys.decided(journey, journeys.with_name, "coder", "Ben Tull", "-")
    desk.close()
    journeys.write_map(journey, kept)
    said = json.loads(done("import", given, "--map", kept, "--into", department, "--create-missing", "--json"))
    assert [(each["file"], each["new"]) for each in said["files"]] == [("log.csv", 1)]
    assert [each["why"] for each in said["left_out"]] == ["total: “Total”", "its coder is left out"]
    printed = done("map", given, "--into", department)
    again = journeys.begin(journeys.opened(journeys.Source(given)), journey.known, {journey.shape: printed})
    assert again.known_form and again.map.pages == journey.map.pages


DENIALS = "Denial Date,Account,Coder,Denial Reason,Appeal Status\n3/13/2025,A1,Ana Okoro,DRG,Appealed"


def test_a_map_that_takes_nothing_is_refused_with_the_reason(department: Path, tmp_path: Path) -> None:
    given, kept = sheet(tmp_path, DENIALS), tmp_path / "MAP.json"
    kept.write_text(done("map", given, "--into", department), encoding="utf-8")
    refused = codedesk("import", given, "--map", kept, "--into", department)
    assert refused.returncode == 1
    assert "“October” is left out: it is a list of denials" in refused.stdout + refused.stderr
