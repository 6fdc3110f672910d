"""Books made by hand, cell by cell, the department that they are read for, and short ways to say what they bring."""

from collections.abc import Mapping, Sequence
from datetime import date

from codedesk.exchange.foreign.book import Book, BookPage, Cell
from codedesk.exchange.foreign.guesses import Guess
from codedesk.exchange.foreign.guessing import guess
from codedesk.exchange.foreign.translating import translate
from codedesk.exchange.foreign.translations import Translation
from codedesk.services.files.known_names import KnownNames
from codedesk.services.name_directory import Directory

AUDITS = "Date | Coder | Charts Audited | Accuracy"
NAMES = {
    "coder": ("Ana Okoro", "Ben Tull", "Cy Dorn"),
    "work_type": ("Inpatient", "Same-day surgery", "Emergency"),
    "time_category": ("meeting", "education", "system downtime", "PTO", "holiday", "sick"),
    "category": ("principal diagnosis", "DRG"),
}


def department(**more: Sequence[str]) -> KnownNames:
    """Return the names of a small department, or of one with other names."""
    found: dict[str, Directory] = {}
    for noun, names in {**NAMES, **more}.items():
        found[noun] = Directory()
        for number, name in enumerate(names, 1):
            found[noun].know(name, number)
    return KnownNames(found)


NOBODY = department(coder=(), work_type=(), time_category=(), category=())


def table(text: str) -> list[list[Cell]]:
    """Return the cells of lines, a bar between two; numbers are numbers, as in a workbook."""
    return [[cell(part) for part in line.split("|")] for line in text.strip("\n").splitlines()]


def cell(text: str) -> Cell:
    """Return one cell: a number, an ISO date, or a text as it stands."""
    text = text.strip()
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        pass
    try:
        return date.fromisoformat(text) if len(text) == 10 else text
    except ValueError:
        return text


def book(*pages: tuple[str, str], name: str = "sheet.xlsx") -> Book:
    """Return a book of pages, each a name and its lines."""
    return Book(name, tuple(BookPage(title, table(text)) for title, text in pages))


def brought(given: Book, known: KnownNames | None = None) -> tuple[Guess, Translation]:
    """Read a book as it is proposed, without one answer."""
    known = known or department()
    found = guess(given, known)
    return found, translate(given, found.map, known)


def lines(done: Translation, file: str, *columns: str) -> list[tuple[object, ...]]:
    """Return what the lines of one file say in some columns, dates as text."""
    sheet = next((each for each in done.draft.sheets if each.sheet.file == file), None)
    if sheet is None:
        return []
    values = [sheet.columns[name] for name in columns]
    return [tuple(str(each) if isinstance(each, date) else each for each in row) for row in zip(*values, strict=True)]


def total(done: Translation, file: str, column: str, **only: str) -> float:
    """Return what a column comes to, over the lines where other columns are as said."""
    rows = lines(done, file, column, *only)
    return sum(float(str(row[0] or 0)) for row in rows if list(row[1:]) == list(only.values()))


def problems(done: Translation) -> list[str]:
    """Return what stands in the way, in words."""
    sheets = done.draft.sheets
    return [each.sentence for each in (*done.draft.problems, *(p for sheet in sheets for p in sheet.problems))]


def meanings(found: Guess, page: int = 0) -> Mapping[str, str]:
    """Return what the columns of a page mean, by their heads."""
    return {column.head: column.meaning for column in found.map.pages[page].columns if column.meaning}
