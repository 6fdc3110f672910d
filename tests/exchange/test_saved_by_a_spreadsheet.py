"""An own export in every form in which a spreadsheet may save it: the same values come back, and equal figures."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from codedesk.desk import Desk
from codedesk.exchange.cells import plain, safe
from codedesk.exchange.csv_reading import read_draft
from codedesk.exchange.exports import csv_text, write_csv
from codedesk.exchange.spellings import Asked
from codedesk.services.files import exporting, importing
from codedesk.services.files.columns import SETTING_KINDS
from codedesk.services.files.exporting import CsvTable
from codedesk.services.files.shapes import CsvColumn
from codedesk.services.files.sheets import LOG, SETTINGS
from tests.thorough import times

DATES = {
    "iso": "{0.year:04}-{0.month:02}-{0.day:02}",
    "us": "{0.month}/{0.day}/{0.year}",
    "us with time": "{0.month}/{0.day}/{0.year} 0:00",
    "british": "{0.day:02}/{0.month:02}/{0.year}",
    "dutch": "{0.day}-{0.month}-{0.year}",
    "german": "{0.day:02}.{0.month:02}.{0.year}",
    "japanese": "{0.year}/{0.month}/{0.day}",
    "short": "{0.day}-{1}-{2:02}",
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ORDER = {"us": "mdy", "us with time": "mdy", "british": "dmy", "dutch": "dmy"}
YES = (("yes", "no"), ("TRUE", "FALSE"), ("WAHR", "FALSCH"), ("VRAI", "FAUX"), ("1", "0"))


@dataclass(frozen=True)
class Saved:
    """How a spreadsheet saves: delimiter, letters, dates, decimal sign, groups, words, and what it adds."""

    delimiter: str
    encoding: str
    dates: str
    sign: str
    group: str
    yes: tuple[str, str]
    percent: str
    clock: bool
    behind: int
    title: bool
    separator: bool
    extra: bool
    blank: bool
    total: bool
    head: str

    def day(self, day: date) -> str:
        return DATES[self.dates].format(day, MONTHS[day.month - 1], day.year % 100)

    def number(self, column: CsvColumn, text: str) -> str:
        """Write a plain number as the spreadsheet shows it."""
        whole, _, rest = text.lstrip("-").partition(".")
        if column.unit == "h" and self.clock and (Decimal(text) * 60) % 1 == 0:
            minutes = int(Decimal(text) * 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        if self.group and len(whole) > 3:
            whole = f"{int(whole):,}".replace(",", self.group)
        shown = ("-" if text.startswith("-") else "") + whole + (f"{self.sign}{rest}" if rest else "")
        return shown + (self.percent if column.unit == "%" else "")

    def cell(self, column: CsvColumn, value: object) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, bool):
            return self.yes[not value]
        if column.kind in ("number", "count", "money"):
            return self.number(column, plain(column, value))
        return safe(plain(column, value)) if column.kind in ("text", "name") else plain(column, value)

    def name(self, name: str) -> str:
        words = name.replace("_", " ")
        return {"plain": name, "Title": words.title(), "UPPER": words.upper(), "blank": f" {name} "}[self.head]

    def text(self, table: CsvTable) -> str:
        columns, lines = table.sheet.columns, table.lines
        body = [[self.cell(column, line[at]) for at, column in enumerate(columns)] for line in lines]
        if table.sheet is SETTINGS:
            body = [[str(name), self.cell(SETTING_KINDS[str(name)], value)] for name, value in lines]
        rows = [[self.name(column.name) for column in columns], *body]
        if self.total and table.sheet is LOG:
            charts = sum(line[3] or 0 for line in lines)
            rows.append(["Total", "", "", self.number(columns[3], str(charts)), "", "", ""])
        if self.extra:
            rows = (
                [["Facility", *rows[0]], *[["Main", *row] for row in rows[1:-1]], ["", *rows[-1]]] if rows[1:] else rows
            )
        rows = [[*row, *[""] * self.behind] for row in rows]
        if self.blank:
            rows[1:1] = [[""] * len(rows[0])]
        if self.title:
            rows[:0] = [["Saved on Friday", *[""] * (len(rows[0]) - 1)]]
        written = io.StringIO(newline="")
        csv.writer(written, delimiter=self.delimiter, lineterminator="\r\n").writerows(rows)
        return (f"sep={self.delimiter}\r\n" if self.separator else "") + written.getvalue()

    def bytes(self, table: CsvTable) -> bytes:
        text = self.text(table)
        try:
            return text.encode(self.encoding)
        except UnicodeEncodeError:
            return text.encode("utf-16")

    @property
    def asked(self) -> Asked:
        """What the person would answer where a file leaves it open."""
        order = ORDER.get(self.dates)
        return Asked(order, "comma" if self.sign == "," else "point")  # type: ignore[arg-type]


@st.composite
def forms(draw: st.DrawFn) -> Saved:
    delimiter = draw(st.sampled_from(",;\t|"))
    sign = "." if delimiter == "," else draw(st.sampled_from(".,"))
    flags = st.booleans()
    return Saved(
        delimiter,
        draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])),
        draw(st.sampled_from(sorted(DATES))),
        sign,
        draw(st.sampled_from(["", "," if sign == "." else ".", "\u00a0", "'"])),
        draw(st.sampled_from(YES)),
        draw(st.sampled_from(["", "%", " %"])),
        *(draw(flags), draw(st.integers(0, 3))),
        *(draw(flags) for _ in range(5)),
        draw(st.sampled_from(["plain", "Title", "UPPER", "blank"])),
    )  # fmt: skip


@pytest.fixture(scope="module")
def whole(built_sample: Path) -> "Whole":
    """The sample department as it goes out, with a part of its long files."""
    sample = Desk.open(built_sample, "test", read_only=True)
    try:
        export = sample.read(exporting.everything, private=True)
    finally:
        sample.close()
    return Whole([CsvTable(table.sheet, tuple(table.lines)[:60]) for table in export.tables])


class Whole:
    """Tables that are not written out where a test fails."""

    def __init__(self, tables: list[CsvTable]) -> None:
        self.tables = tables


def written(tables: Sequence[CsvTable], saved: Saved | None, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for table in tables:
        content = csv_text(table).encode("utf-8") if saved is None else saved.bytes(table)
        (folder / table.sheet.file).write_bytes(content)
    return folder


@settings(
    max_examples=times(12),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
@given(forms())
def test_every_value_comes_back_whatever_the_spreadsheet_made_of_it(
    whole: Whole, tmp_path_factory: pytest.TempPathFactory, saved: Saved
) -> None:
    place = tmp_path_factory.mktemp("saved")
    expected = read_draft(written(whole.tables, None, place / "plain"))
    found = read_draft(written(whole.tables, saved, place / "mangled"), asked=saved.asked)
    assert found.problems == ()
    for read, meant in zip(found.sheets, expected.sheets, strict=True):
        assert [problem.sentence for problem in read.problems] == []
        assert {name: list(values) for name, values in read.columns.items()} == {
            name: list(values) for name, values in meant.columns.items()
        }
        assert (read.total, read.given) == (meant.total, meant.given)


GERMAN = Saved(
    ";", "cp1252", "german", ",", ".", ("WAHR", "FALSCH"), " %", False, 2, True, False, True, True, True, "Title"
)
AMERICAN = Saved(
    ",", "utf-8", "us", ".", ",", ("TRUE", "FALSE"), "%", True, 1, False, False, False, True, True, "UPPER"
)


@pytest.mark.parametrize("saved", [GERMAN, AMERICAN], ids=["german", "american"])
def test_a_department_that_was_saved_by_a_spreadsheet_is_the_same_department(
    saved: Saved, sample: Desk, department: Desk, tmp_path: Path
) -> None:
    export = sample.read(exporting.everything, private=True)
    draft = read_draft(written(export.tables, saved, tmp_path / "saved"), asked=saved.asked)
    done = department.write("Import", importing.apply, draft)
    assert done.problems == ()
    back = department.read(exporting.everything, private=True)
    write_csv(back, tmp_path / "back")
    write_csv(export, tmp_path / "meant")
    for path in sorted((tmp_path / "meant").iterdir()):
        assert (tmp_path / "back" / path.name).read_bytes() == path.read_bytes(), path.name
    assert any("total row" in remark.text for remark in done.remarks)
