"""Which line of a file is the header, which delimiter it has, which columns it gives; and what is there instead.

Columns are found by name whatever the case, blanks and hyphens. Reading lines is csv_lines', cells are csv_reading's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from codedesk import names
from codedesk.exchange.csv_lines import DELIMITERS, Line, first_records, said_separator
from codedesk.exchange.spellings import is_day
from codedesk.services.files.plans import Problem, Remark, shown, suggestion
from codedesk.services.files.shapes import CsvSheet

LOOKED_AT = 25
_DAYS_ACROSS = 3


def column_key(name: str) -> str:
    """Return the form in which names of columns are compared: "Work Type" is work_type."""
    return re.sub(r"[\s_-]+", "_", names.key(name))


@dataclass(frozen=True, slots=True)
class Header:
    """What a line gives as a header of one kind of file: the place of each known column, and everything else.

    twice are names given again, missing are columns that have to be there, near gives, for an unknown column that is
    nearly one that is not there, what it may be.
    """

    places: dict[str, int]
    unknown: tuple[int, ...]
    twice: tuple[str, ...]
    missing: tuple[str, ...]
    near: dict[int, str] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether all is there that has to be."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class HeaderForm:
    """How a text is laid out: what stands between its cells and which record is the header; said in words if found."""

    delimiter: str = ","
    head: int = 0
    said: str = ""


def header_of(sheet: CsvSheet, cells: Sequence[str]) -> Header:
    """Return what a line gives as the header of a file."""
    known = {column.name: column for column in sheet.columns}
    places: dict[str, int] = {}
    unknown, twice = [], []
    for at, cell in enumerate(cells):
        name = column_key(cell)
        if name in places:
            twice.append(name)
        elif name in known:
            places[name] = at
        elif name:
            unknown.append(at)
    missing = tuple(name for name, column in known.items() if not column.optional and name not in places)
    return Header(places, tuple(unknown), tuple(twice), missing, _near(cells, unknown, set(known) - set(places)))


def _near(cells: Sequence[str], unknown: Sequence[int], absent: set[str]) -> dict[int, str]:
    found = {at: suggestion(column_key(cells[at]), absent) for at in unknown} if absent else {}
    return {at: words for at, words in found.items() if words}


def form_of(text: str, sheets: Sequence[CsvSheet]) -> HeaderForm:
    """Find delimiter and header: those that give most of the columns of one of the kinds of file."""
    said = said_separator(text)
    best, most = HeaderForm(said or ","), (False, 0, 0)
    for delimiter in [said] if said in DELIMITERS else DELIMITERS:
        records = first_records(text, delimiter, LOOKED_AT)
        at, found = _head(records, sheets, first=int(bool(said)))
        if found > most:
            best, most = HeaderForm(delimiter, at), found
        if most[0] and not best.head and delimiter == ",":
            break
    if not most[1]:
        best = _by_look(text, said)
    return HeaderForm(best.delimiter, best.head, "" if best.delimiter == "," else _between(best.delimiter))


def head_of(records: Sequence[Line], sheets: Sequence[CsvSheet]) -> int:
    """Return the place of the header among the first rows of a sheet."""
    at, found = _head(records, sheets)
    looks = [place for place, (_, cells) in enumerate(records) if _filled_cells(cells) > 1]
    return at if found[1] else next(iter(looks), 0)


def _head(records: Sequence[Line], sheets: Sequence[CsvSheet], first: int = 0) -> tuple[int, tuple[bool, int, int]]:
    """Return the place of the line that is most of a header, and how much of one: whole, known columns, cells."""
    place, most = first, (False, 0, 0)
    for at, (_, cells) in enumerate(records[first:], first):
        headers = [header_of(sheet, cells) for sheet in sheets]
        known = max(len(header.places) if header.whole else 0 for header in headers)
        some = max(len(header.places) for header in headers)
        found = bool(known), known or some, _filled_cells(cells) if some else 0
        if found > most:
            place, most = at, found
        if known:
            break
    return place, most


def _filled_cells(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _by_look(text: str, said: str) -> HeaderForm:
    """Return the form of a text without any known column: the first line of several cells, by its delimiter."""
    best, most = HeaderForm(said or ",", 1 if said else 0), 1
    for delimiter in [said] if said else DELIMITERS:
        for at, (_, cells) in enumerate(first_records(text, delimiter, LOOKED_AT)):
            if at >= bool(said) and _filled_cells(cells) > 1:
                if _filled_cells(cells) > most:
                    best, most = HeaderForm(delimiter, at), _filled_cells(cells)
                break
    return best


def _between(delimiter: str) -> str:
    return f"{DELIMITERS.get(delimiter, f'“{delimiter}”')}s stand between its cells"


def problems_of(sheet: CsvSheet, file: str, cells: Sequence[str], line: int) -> list[Problem]:
    """Say what is wrong with the header of a file; nothing where it can be read by."""
    header = header_of(sheet, cells)
    if not header.places:
        return [Problem(file, line, "", "", _none_known(sheet, cells))]
    problems = []
    for at in header.unknown:
        if header.missing or at in header.near:
            known = ", ".join(column.name for column in sheet.columns)
            reason = f"there is no column “{shown(cells[at])}” in {sheet.file}{header.near.get(at, '')}; it has {known}"
            problems.append(Problem(file, line, shown(cells[at]), cells[at], reason))
    for name in header.twice:
        problems.append(Problem(file, line, name, name, f"the column “{name}” is there twice"))
    for name in header.missing:
        problems.append(Problem(file, line, name, "", f"the column “{name}” is missing"))
    return problems


def _none_known(sheet: CsvSheet, cells: Sequence[str]) -> str:
    return f"no column of {sheet.file} is named here, there is {described(cells)}; its columns are {wanted(sheet)}"


def wanted(sheet: CsvSheet) -> str:
    """Return the columns of a file as the documents name them: those that may be missing in brackets."""
    return ", ".join(f"[{column.name}]" if column.optional else column.name for column in sheet.columns)


def described(cells: Sequence[str]) -> str:
    """Say what a line has: "“Work Date”, “Coder Name” and 4 more", or that days stand side by side."""
    told = [cell.strip() for cell in cells if cell.strip()]
    if days := _days(cells):
        others = "".join(f"“{shown(cell)}”, " for cell in told if cell not in days)
        return f"{others}then a column for each day (“{days[0]}” to “{days[-1]}”)"
    named = ", ".join(f"“{shown(cell)}”" for cell in told[:8])
    return f"{named} and {len(told) - 8} more" if len(told) > 8 else named


def _days(cells: Sequence[str]) -> list[str]:
    """Return the days that stand side by side in a line."""
    days = [cell.strip() for cell in cells if is_day(cell)]
    return days if len(days) >= _DAYS_ACROSS else []


def remarks_of(sheet: CsvSheet, file: str, cells: Sequence[str], above: Sequence[Line], line: int) -> list[Remark]:
    """Name the lines over the header and the columns that are left out."""
    remarks = [
        Remark(file, number, f"“{shown(' '.join(each.strip() for each in title if each.strip()))}” stands above the "
               "names of the columns and was left out", many=False)
        for number, title in above
        if not re.fullmatch(r'"?sep=.?"?', "".join(title).strip(), re.IGNORECASE)
    ]  # fmt: skip
    for at in header_of(sheet, cells).unknown:
        text = f"the column “{shown(cells[at])}” is none of {sheet.file} and was left out"
        remarks.append(Remark(file, line, text, many=False))
    return remarks


def unrecognised(
    records: Sequence[Line], sheets: Sequence[CsvSheet], form: HeaderForm, fits: Sequence[CsvSheet]
) -> str:
    """Say what a file has that is none of the open files, and which of them it is nearest to."""
    if len(records) <= form.head:
        return "it has no line that names columns"
    number, cells = records[form.head]
    title = f"line {records[0][0]} is a title, " if form.head and _filled_cells(records[0][1]) == 1 else ""
    if fits:
        called = " or ".join(sheet.file for sheet in fits)
        return f"line {number} has {described(cells)}: that can be {called}; give the file the name that is meant"
    nearest = max(sheets, key=lambda sheet: _alike(sheet, cells))
    needs = ", ".join(column.name for column in nearest.columns if not column.optional)
    near = f"; the nearest is {nearest.file}, which needs the columns {needs}" if _alike(nearest, cells)[0] > 2 else ""
    return f"{title}line {number} has {described(cells)}: that is none of the open files{near}"


def _alike(sheet: CsvSheet, cells: Sequence[str]) -> tuple[int, bool, int]:
    """Return how many columns of a file share a word with the names in a line; the log and few columns come first."""
    given = {word.rstrip("s") for cell in cells for word in column_key(cell).split("_") if len(word) > 2}
    if _days(cells):
        given |= {"date", "chart"}
    shared = [column for column in sheet.columns if given & {word.rstrip("s") for word in column.name.split("_")}]
    return sum(2 - column.optional for column in shared), sheet.file == "log.csv", -len(sheet.columns)


def fitting(sheets: Sequence[CsvSheet], name: str, cells: Sequence[str]) -> list[CsvSheet]:
    """Return the kinds of file that a header fits best; of several, those that the file's name begins with.

    One that leaves out more than it takes fits none.
    """
    left: dict[str, int] = {}
    for sheet in sheets:
        header = header_of(sheet, cells)
        if header.whole and not header.twice and len(header.unknown) < len(header.places):
            left[sheet.file] = len(header.unknown) + len(header.near)
    fewest = [sheet for sheet in sheets if sheet.file in left and left[sheet.file] == min(left.values())]
    named = [sheet for sheet in fewest if name.lower().startswith(sheet.file.removesuffix(".csv"))]
    return named or fewest
