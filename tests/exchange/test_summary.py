"""The summary of an exported workbook: its formulas come to what is stored, and that is what the program says."""

import re
import zipfile
from datetime import date, datetime
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from codedesk.desk import Desk
from codedesk.exchange import exports
from codedesk.exchange.csv_reading import read_draft
from codedesk.metrics.figures import NotAudited
from codedesk.periods import month
from codedesk.services.figures.figures import team_figures
from codedesk.services.files import handing_out

SUMIFS = re.compile(r"SUMIFS\(((?:[^()]|\([^()]*\))*)\)")
RANGE = re.compile(r"(?:(\w+)!)?\$([A-Z])\$(\d+):\$[A-Z]\$(\d+)")
FORMULA = re.compile(r'<c r="([A-Z]+)(\d+)"[^>]*><f>([^<]*)</f><v>([^<]*)</v>')
Sheets = dict[str, list[list[Any]]]


@pytest.fixture(scope="module")
def book(shared_sample: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = shared_sample.read(handing_out.handed_out, summary=True)
    return exports.write_xlsx(found.export, tmp_path_factory.mktemp("book"), "Team.xlsx", found.pairs)[0]


@pytest.fixture(scope="module")
def sheets(book: Path) -> Sheets:
    with CalamineWorkbook.from_path(book) as read:
        return {name: read.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in read.sheet_names}


def formulas(book: Path) -> list[tuple[str, int, str, str]]:
    with zipfile.ZipFile(book) as archive:
        text = archive.read("xl/worksheets/sheet1.xml").decode()
    plain = (("&gt;", ">"), ("&lt;", "<"), ("&quot;", '"'), ("&amp;", "&"))
    found = []
    for column, row, formula, value in FORMULA.findall(text):
        words = reduce(lambda text, pair: text.replace(*pair), plain, formula)
        found.append((column, int(row), words, value))
    return found


def cell(sheets: Sheets, column: str, row: int) -> Any:
    return sheets["Summary"][row - 1][ord(column) - 65]


def column(sheets: Sheets, words: str) -> list[Any]:
    found = RANGE.fullmatch(words)
    assert found, words
    name, letter, first, last = found.groups()
    return [row[ord(letter) - 65] for row in sheets[name or "Summary"][int(first) - 1 : int(last)]]


def as_day(value: Any) -> date:
    return value.date() if isinstance(value, datetime) else value


def summed(sheets: Sheets, words: str) -> float:
    """Work a SUMIFS out over the sheets: equal to a cell, or from a day on, or to the end of its month."""
    what, *conditions = words.replace(",0)", ")").split(",")
    keep = [True] * len(column(sheets, what))
    for place, condition in zip(conditions[::2], conditions[1::2], strict=True):
        (letter, row) = re.findall(r"\$([A-Z])(\d+)", condition)[0]
        wanted = cell(sheets, letter, int(row))
        for at, value in enumerate(column(sheets, place)):
            if condition.startswith('">="'):
                keep[at] &= as_day(value) >= as_day(wanted)
            elif condition.startswith('"<="'):
                keep[at] &= as_day(value) <= month(wanted.year, wanted.month).end
            else:
                keep[at] &= value == wanted
    return sum(value or 0 for value, kept in zip(column(sheets, what), keep, strict=True) if kept)


def test_every_formula_comes_to_the_value_that_is_stored_with_it(book: Path, sheets: Sheets) -> None:
    kinds = set()
    for letter, row, formula, stored in formulas(book):
        kinds.add(letter)
        if letter == "C" and (row % 9 == 0 or "log" not in formula):
            assert sum(summed(sheets, words) for words in SUMIFS.findall(formula)) == float(stored), formula
        if letter == "F":
            assert formula == f'IF(D{row}>0,E{row}/D{row},"")'
            hours = cell(sheets, "D", row)
            assert stored == "" if not hours else float(stored) == pytest.approx(cell(sheets, "E", row) / hours)
        if letter == "G":
            assert (letter, formula) == ("G", f"H{row}/I{row}")
            assert float(stored) == pytest.approx(cell(sheets, "H", row) / cell(sheets, "I", row))
    assert kinds == {"C", "F", "G"}


def test_what_is_stored_is_what_the_program_says_and_pace_is_never_alone(sheets: Sheets, shared_sample: Desk) -> None:
    head, *rows = sheets["Summary"]
    assert head[5:7] == ["Pace", "Accuracy"] and len(rows) > 12
    first = as_day(rows[0][1])
    figures = shared_sample.read(team_figures, month(first.year, first.month))
    shown = {row[0]: row for row in rows if as_day(row[1]) == first}
    blocks = {block.coder: block.paired for block in figures.coders} | {"Team": figures.team.paired}
    for name, row in shown.items():
        paired = blocks[name]
        assert row[2] == paired.pace.charts
        assert row[3:5] == pytest.approx([paired.pace.productive_hours, paired.pace.earned_hours])
        assert row[5] == ("" if paired.pace.value is None else pytest.approx(paired.pace.value))
        accuracy = paired.accuracy
        assert row[6] == ("not audited" if isinstance(accuracy, NotAudited) else pytest.approx(accuracy.value))
    assert not [row for row in rows if row[5] != "" and row[6] == ""]


def test_charts_are_summed_live_in_every_row(book: Path, sheets: Sheets) -> None:
    rows = {row for letter, row, _, _ in formulas(book) if letter == "C"}
    assert rows == set(range(2, len(sheets["Summary"]) + 1))


def test_a_workbook_with_a_summary_comes_in_again_and_the_summary_is_passed_over(book: Path) -> None:
    draft = read_draft(book)
    assert draft.problems == () and not [read for read in draft.sheets if read.problems]
    assert not [remark for remark in draft.remarks if "Summary" in remark.sentence]
