"""Import and export as a person does them: what would happen is seen first, and all of it is stored, or nothing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from codedesk.exchange.csv_reading import read_draft
from codedesk.services.days.days import day_grid
from codedesk.services.files import importing
from codedesk.ui.actions import matching
from codedesk.ui.pages.files.page import FilesPage
from tests.departments import new_department
from tests.services.team import FRIDAY, Team
from tests.ui.asked import Answers
from tests.ui.typing_window import TypingWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[TypingWindow]:
    team = Team(tmp_path)
    team.set("Ana Diaz", "charts", 14, "Inpatient")
    team.set("Ana Diaz", "paid_hours", 8.0)
    made = TypingWindow(qtbot, team.desk, "files")
    yield made
    made.settle()
    made.context.close()
    team.desk.close()


def page(window: TypingWindow) -> FilesPage:
    found = window.page
    assert isinstance(found, FilesPage)
    return found


def written(folder: Path, text: str) -> Path:
    path = folder / "log.csv"
    path.write_text(f"date,coder,work_type,charts,hours,weight,note\n{text}", encoding="utf-8")
    return path


def test_nothing_to_look_at_stands_there_before_a_file_is_chosen(window: TypingWindow) -> None:
    card = page(window).taking
    assert not card.files.isVisible() and not card.points.isVisible()
    assert card.folder.isVisible() and not card.import_button.isEnabled()


def test_an_export_is_named_by_its_folder_and_comes_in_again_as_the_same(
    window: TypingWindow, answers: Answers, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    answers.answers = [out]
    page(window).out.csv.click()
    window.settle()
    told = window.context.messages.shown
    assert told is not None and told.text == f"Exported to {out}." and told.files == (out,)
    other = new_department(tmp_path / "other.codedesk", "manager", lambda _session: None)
    other.write("Import", importing.apply, read_draft(out))
    (block,) = [each for each in other.read(day_grid, FRIDAY).blocks if each.coder == "Ana Diaz"]
    assert (block.charts, block.paid_hours) == (14, 8.0)
    other.close()


def test_a_workbook_is_one_file(window: TypingWindow, answers: Answers, tmp_path: Path) -> None:
    answers.answers = [tmp_path / "all.xlsx"]
    page(window).out.xlsx.click()
    window.settle()
    told = window.context.messages.shown
    assert told is not None and told.files == (tmp_path / "all.xlsx",) and (tmp_path / "all.xlsx").stat().st_size > 0


def test_files_that_lie_there_are_asked_about(window: TypingWindow, answers: Answers, tmp_path: Path) -> None:
    written(tmp_path, "")
    answers.answers = [tmp_path, False]
    page(window).out.csv.click()
    window.settle()
    assert answers.asked[-1] == f"Export into “{tmp_path.name}”?"
    assert not (tmp_path / "coders.csv").exists()


def test_what_would_happen_is_seen_before_it_is_stored_and_undo_takes_it_back(
    window: TypingWindow, answers: Answers, tmp_path: Path
) -> None:
    taking = page(window).taking
    answers.answers = [written(tmp_path, "2026-07-02,Ana Diaz,Inpatient,12,,,\n2026-07-03,Ana Diaz,Inpatient,14,,,\n")]
    taking.file.click()
    window.settle()
    assert taking.words.text() == "1 file: 1 new, 1 same. Nothing is stored yet."
    assert taking.import_button.hasFocus(), "the keyboard is on what follows"
    assert [(row.file, row.new, row.same) for row in taking.files.rows] == [("log.csv", 1, 1)]
    assert window.desk.read(day_grid, date(2026, 7, 2)).blocks[0].charts is None
    taking.import_button.click()
    window.settle()
    assert window.desk.read(day_grid, date(2026, 7, 2)).blocks[0].charts == 12
    told = window.context.messages.shown
    assert told is not None and told.text == "Imported: 1 new, 1 same. Undo takes it back."
    window.context.undo()
    window.settle()
    assert window.desk.read(day_grid, date(2026, 7, 2)).blocks[0].charts is None


def test_a_problem_is_named_by_its_line_and_nothing_can_be_stored(
    window: TypingWindow, answers: Answers, tmp_path: Path
) -> None:
    taking = page(window).taking
    answers.answers = [written(tmp_path, "2026-07-02,Ana Diaz,Inpatient,12,,,\n2026-07-02,Bo Chen,Inpatient,-3,,,\n")]
    taking.file.click()
    window.settle()
    (point,) = taking.points.rows
    assert (point.kind, point.where) == ("Problem", "log.csv, line 3, charts")
    assert not taking.import_button.isEnabled() and "nothing can be stored" in taking.words.text()
    assert taking.otherwise.hasFocus()


def test_names_that_are_not_known_are_made_where_it_is_asked_for(
    window: TypingWindow, answers: Answers, tmp_path: Path
) -> None:
    taking = page(window).taking
    answers.answers = [written(tmp_path, "2026-07-02,Cara Novak,Inpatient,12,,,\n")]
    taking.file.click()
    window.settle()
    assert [row.kind for row in taking.points.rows] == ["Problem"]
    taking.make_names.setFocus()
    taking.make_names.setChecked(True)
    window.settle()
    assert taking.make_names.hasFocus()
    assert [(row.kind, row.words) for row in taking.points.rows] == [("Would make", "Cara Novak")]
    assert taking.import_button.isEnabled()


def test_the_page_is_reached_from_setup_and_leads_back(window: TypingWindow) -> None:
    window.frame.show_page("setup")
    window.settle()
    (way,) = [made for action, made in window.page._buttons if action.name == "setup.files"]
    way.click()
    assert window.frame.page_name == "files"


@pytest.mark.parametrize("word", ["import", "spreadsheet", "excel", "csv", "workbook", "bring", "migrate"])
def test_the_door_is_found_by_what_people_call_it(window: TypingWindow, word: str) -> None:
    assert "files.file" in [action.name for action in matching(page(window).actions(), word)]


def test_a_workbook_that_was_exported_is_planned_at_once(
    window: TypingWindow, answers: Answers, tmp_path: Path
) -> None:
    answers.answers = [tmp_path / "all.xlsx", tmp_path / "all.xlsx"]
    page(window).out.xlsx.click()
    window.settle()
    page(window).taking.file.click()
    window.settle()
    assert page(window).taking.isVisible() and "files: all of it is there already." in page(window).taking.words.text()


def test_where_nothing_was_ever_copied_pasting_says_so(window: TypingWindow) -> None:
    QGuiApplication.clipboard().clear()
    page(window).taking.paste.click()
    told = window.context.messages.shown
    assert told is not None and told.text.startswith("There is no table on the clipboard")
