"""Open files written down: CSV files or one workbook, each whole under a temporary name before it gets its own.

A failed export leaves the files of an earlier one as they were. No cell is ever a formula.
"""

import csv
import io
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from codedesk import lasting
from codedesk.errors import CannotSave
from codedesk.exchange.cells import plain, safe
from codedesk.exchange.summary import write_summary
from codedesk.exchange.workbooks.xlsx_marks import MARK
from codedesk.services.files.columns import SETTING_KINDS
from codedesk.services.files.exporting import CsvTable, Export
from codedesk.services.files.month_pairs import MonthPair
from codedesk.services.files.shapes import CsvColumn
from codedesk.services.files.sheets import SETTINGS

MOST_LINES_OF_A_SHEET = 1_048_575
MOST_LETTERS_OF_A_CELL = 32_767
LOOKED_AT, WIDEST = 200, 60
FORMS = {
    "head": {"bold": True, "bottom": 1},
    "day": {"num_format": "yyyy-mm-dd"},
    "percent": {"num_format": "0.0%"},
    "percents": {"num_format": "0.00%"},
    "quoted": {"quote_prefix": True},
}
CUT = " … (cut here; the CSV export holds the whole text)"


def csv_text(table: CsvTable) -> str:
    """Return a table as the text of a CSV file: comma, CR LF, quotes only where they are needed."""
    columns = table.sheet.columns
    if table.sheet is SETTINGS:
        table = CsvTable(SETTINGS, tuple((name, plain(SETTING_KINDS[name], value)) for name, value in table.lines))
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    texts = [_texts(column, [line[at] for line in table.lines]) for at, column in enumerate(columns)]
    writer.writerows(zip(*texts, strict=True))
    return written.getvalue()


def _texts(column: CsvColumn, values: Sequence[object]) -> list[str]:
    if column.kind in ("text", "name"):
        return ["" if value is None else safe(plain(column, value)) for value in values]
    return [plain(column, value) for value in values]


def write_csv(export: Export, folder: Path) -> tuple[Path, ...]:
    """Write every table as a CSV file into a folder; CannotSave in words where that fails."""
    with prepared(folder) as making:
        for table in export.tables:
            lasting.write(making / table.sheet.file, csv_text(table).encode("utf-8"))
        return moved(making, folder, [table.sheet.file for table in export.tables])


def write_xlsx(export: Export, folder: Path, name: str, pairs: Sequence[MonthPair] = ()) -> tuple[Path, ...]:
    """Write one workbook: a summary of the pairs where there are any, and a sheet per table.

    CannotSave in words where that fails.
    """
    too_long = [table.sheet.file for table in export.tables if len(table.lines) > MOST_LINES_OF_A_SHEET]
    if too_long:
        reason = f"{too_long[0]} has more lines than a workbook can hold. Export as CSV instead."
        raise CannotSave(reason)
    with prepared(folder) as making:
        _workbook(export, making / name, making, pairs)
        return moved(making, folder, [name])


@contextmanager
def prepared(folder: Path) -> Iterator[Path]:
    """Give a folder beside the files to come; gone at the end, whatever happens."""
    making = None
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        making = Path(tempfile.mkdtemp(prefix=".export-", dir=folder))
        yield making
    except OSError as error:
        reason = (
            f"The export into “{folder}” failed ({error.strerror or error}); files that were there are as they were. "
            "Make room or choose another folder, then try again."
        )
        raise CannotSave(reason) from error
    finally:
        if making is not None:
            shutil.rmtree(making, ignore_errors=True)


def moved(making: Path, folder: Path, names: Sequence[str]) -> tuple[Path, ...]:
    """Give finished files their names; where one cannot get it, all are as they were before.

    CannotSave, in words, where the disk does not take them back either, or does not confirm the names.
    """
    for name in names:
        if (folder / name).is_dir():
            raise IsADirectoryError(21, f"“{name}” is a folder there")
    before = making / "before"
    before.mkdir(mode=0o700)
    for name in names:
        if (folder / name).exists():
            lasting.second_name(folder / name, before / name)
    done: list[str] = []
    try:
        for name in names:
            (making / name).replace(folder / name)
            done.append(name)
    except OSError as error:
        _take_back(before, folder, done, error)
        raise
    try:
        lasting.sync_folder(folder)
    except OSError as error:
        reason = f"The files stand in “{folder}” now, but the disk did not confirm it ({error.strerror or error})."
        raise CannotSave(reason) from error
    return tuple(folder / name for name in names)


def _take_back(before: Path, folder: Path, names: Sequence[str], error: OSError) -> None:
    stay = []
    for name in names:
        try:
            (before / name).replace(folder / name) if (before / name).exists() else (folder / name).unlink()
        except OSError:
            stay.append(f"“{name}”")
    if stay:
        reason = (
            f"The export into “{folder}” failed ({error.strerror or error}), and could not be taken back: new already "
            f"are {', '.join(stay)}. Export again when the disk is well."
        )
        raise CannotSave(reason) from error


def _workbook(export: Export, path: Path, scratch: Path, pairs: Sequence[MonthPair]) -> None:
    from xlsxwriter import Workbook  # noqa: PLC0415 - heavy, loaded at first use
    from xlsxwriter.exceptions import XlsxWriterException  # noqa: PLC0415

    packed = io.BytesIO()  # packed in memory: a zip file that cannot be written says so again when it is thrown away
    try:
        with Workbook(packed, {"constant_memory": True, "tmpdir": str(scratch)}) as book:
            book.set_custom_property(MARK, "yes")
            if pairs:
                write_summary(book, export, pairs)
            forms = {name: book.add_format(form) for name, form in FORMS.items()}
            for table in export.tables:
                _write_sheet(book.add_worksheet(table.sheet.file.removesuffix(".csv")), table, forms)
    except XlsxWriterException as error:
        raise OSError(str(error)) from error
    lasting.write(path, packed.getvalue())


def _write_sheet(page: Any, table: CsvTable, forms: Mapping[str, Any]) -> None:
    """Write a table: its head stays in sight, every column has a filter and is as wide as its first lines need."""
    columns = table.sheet.columns
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(table.lines), len(columns) - 1)
    for at, column in enumerate(columns):
        shown = [len(plain(column, line[at]).partition("\n")[0]) for line in table.lines[:LOOKED_AT]]
        page.set_column(at, at, min(max([len(column.name) + 3, *(width + 2 for width in shown)]), WIDEST))
        page.write_string(0, at, column.name, forms["head"])
    for number, line in enumerate(table.lines, 1):
        for at, (column, value) in enumerate(zip(columns, line, strict=True)):
            _write_cell(page, (number, at), column, value, forms)


def _write_cell(page: Any, place: tuple[int, int], column: CsvColumn, value: object, forms: Mapping[str, Any]) -> None:
    """Write a date as a date, a number as a number, a per cent as one, and every text as a text that stays one."""
    if value is None or value == "":
        return
    if isinstance(value, date):
        page.write_datetime(*place, datetime(value.year, value.month, value.day), forms["day"])
    elif column.kind == "percent" and (share := _share(value)) is not None:
        page.write_number(*place, share, forms["percent" if value == round(100 * share, 1) else "percents"])
    elif isinstance(value, bool) or (column.kind == "percent" and plain(column, value).endswith("%")):
        page.write_string(*place, plain(column, value))
    elif isinstance(value, int | float):
        page.write_number(*place, value / 100 if column.kind == "money" else value)
    else:
        text = str(value)
        page.write_string(*place, _fitting(text), *([forms["quoted"]] if safe(text) != text else []))


def _share(value: object) -> float | None:
    """Return a per cent as the share that a cell holds, where it reads back as the same; a cell holds 16 digits."""
    if not isinstance(value, float):
        return None
    share = float(Decimal(repr(value)) / 100)
    return share if float(Decimal(f"{share:.16G}") * 100) == value else None


def _fitting(text: str) -> str:
    """Cut a text that is too long for a cell, and say so. Spreadsheets count in UTF-16: an emoji is two."""
    if len(text) * 2 <= MOST_LETTERS_OF_A_CELL:
        return text
    letters = text.encode("utf-16-le")
    if len(letters) <= 2 * MOST_LETTERS_OF_A_CELL:
        return text
    return letters[: 2 * (MOST_LETTERS_OF_A_CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT
