"""A spreadsheet on its way in: the book as it was read, how it is understood now, and what the person decided.

Every function runs away from the window. A decision gives another journey; what the steps show of it is reading.py's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from codedesk.exchange.foreign import maps
from codedesk.exchange.foreign.book import Book, BookPage, Cell
from codedesk.exchange.foreign.guesses import Guess
from codedesk.exchange.foreign.guessing import guess
from codedesk.exchange.foreign.maps import BookMap, PageMap
from codedesk.exchange.foreign.opening import open_book, pasted_book
from codedesk.exchange.foreign.translating import translate
from codedesk.exchange.foreign.translations import Translation
from codedesk.exchange.headers import LOOKED_AT, fitting, head_of, header_of
from codedesk.reports import files
from codedesk.services.files.known_names import KnownNames
from codedesk.services.files.sheets import BY_FILE, SHEETS
from codedesk.ui.pages.files.seen import SheetCell

Remembered = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """What was given: a file, or a text from the clipboard; and what a person said of it where nothing decides.

    own: it goes through the steps even where it is an open file.
    """

    path: Path | None = None
    text: str = ""
    encoding: str = ""
    delimiter: str = ""
    own: bool = False

    @property
    def name(self) -> str:
        """How it is called."""
        return self.path.name if self.path is not None else "What was pasted"

    def said(self, asked: str, answer: str) -> "Source":
        """Return it with what a person said: of its encoding, or of what stands between its cells."""
        return replace(self, encoding=answer) if asked == "encoding" else replace(self, delimiter=answer)

    def book(self, stopped: Callable[[], bool]) -> Book:
        """Read it, until somebody stops it."""
        if self.path is None:
            return pasted_book(self.text)
        return open_book(self.path, encoding=self.encoding, delimiter=self.delimiter, stopped=stopped)


@dataclass(frozen=True, slots=True)
class Opened:
    """What was given, as it was read, and whether it is an open file."""

    source: Source
    book: Book
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Journey:
    """A file on its way in. shape is how its map is remembered, known_form that one of its form came in before.

    corrections are cells as the person corrected them; a row without a column is left out.
    """

    source: Source
    book: Book
    known: KnownNames
    guess: Guess
    shape: str = ""
    known_form: bool = False
    corrections: Mapping[SheetCell, str] = field(default_factory=dict)

    @property
    def map(self) -> BookMap:
        """How the file is understood now."""
        return self.guess.map

    @property
    def corrected_book(self) -> Book:
        """The book with the cells as they were corrected."""
        by_page: dict[int, dict[SheetCell, str]] = {}
        for cell, text in self.corrections.items():
            by_page.setdefault(cell.page, {})[cell] = text
        pages = [
            _corrected(page, by_page[at]) if at in by_page else page for at, page in enumerate(self.book.pages)
        ]  # fmt: skip
        return replace(self.book, pages=tuple(pages)) if by_page else self.book


Change = Callable[..., Journey]


def opened(source: Source, stopped: Callable[[], bool] = lambda: False) -> Opened:
    """Read what was given, once, and find out whether it is an open file by the names of its columns."""
    book = source.book(stopped)
    return Opened(source, book, not source.own and source.path is not None and _is_open(book, source.path))


def begin(given: Opened, known: KnownNames, remembered: Remembered) -> Journey:
    """Understand a file that was read; one of a known shape as the last one of that shape, by its map as JSON."""
    if given.book.reason or not given.book.pages:
        return Journey(given.source, given.book, known, Guess(BookMap("")))
    found = guess(given.book, known)
    kept = remembered.get(found.map.shape)
    if kept:
        found = guess(given.book, known, maps.from_json(kept))
    return Journey(given.source, given.book, known, found, found.map.shape, known_form=bool(kept))


def decided(journey: Journey, change: Change, *what: object) -> Journey:
    """Take a decision in, and understand the file anew around it."""
    changed = change(_with_map(journey, _decided_so_far(journey.guess)), *what)
    return replace(changed, guess=guess(changed.corrected_book, changed.known, changed.map))


def translated(journey: Journey) -> Translation:
    """Return the lines of the open files that the file stands for."""
    return translate(journey.corrected_book, journey.map, journey.known)


def to_keep(journey: Journey) -> str:
    """Return the map as it is remembered: without the year, and the names, which are remembered by themselves."""
    spellings = {key: choice for key, choice in journey.map.spellings.items() if key != "year"}
    return maps.to_json(replace(journey.map, names={}, spellings=spellings))


def write_map(journey: Journey, path: Path) -> Path:
    """Write the whole map to a file, for the command."""
    files.write(path, maps.to_json(journey.map).encode())
    return path


# Decisions


def with_head(journey: Journey, page: int, row: int) -> Journey:
    """Make a row the head of its sheet; the columns are found anew."""
    return _with_page(journey, page, replace(journey.map.pages[page], head=(row,), columns=(), taken=True))


def with_taken(journey: Journey, page: int, taken: bool) -> Journey:
    """Take a sheet, or leave it out."""
    before = journey.map.pages[page]
    changed = PageMap(before.name) if taken and not before.columns else replace(before, taken=taken)
    return _with_page(journey, page, changed)


def with_row(journey: Journey, page: int, row: str) -> Journey:
    """Say what a row is: of a sheet, and of all that are taken for the same now."""
    before = journey.map.pages[page].row
    for at, each in enumerate(journey.map.pages):
        if at == page or (each.taken and each.row == before):
            journey = _with_page(journey, at, replace(each, taken=True, row=row, columns=()))
    return journey


def with_meaning(journey: Journey, page: int, place: int, meaning: str) -> Journey:
    """Say what a column means: of a sheet, and of all that have the same columns."""
    shape, map_ = columns_shape(journey.map.pages[page]), journey.map
    for at, each in enumerate(map_.pages):
        if each.taken and columns_shape(each) == shape:
            map_ = maps.with_meaning(map_, at, place, meaning)
    return _with_map(journey, map_)


def with_answer(journey: Journey, key: str, choice: str) -> Journey:
    """Say what a file does not say of a whole sheet: whose work it is, of which type its charts are."""
    return _with_map(journey, maps.answered(journey.map, key, choice))


def with_name(journey: Journey, noun: str, text: str, meant: str) -> Journey:
    """Say whom a name means."""
    return _with_map(journey, maps.with_name(journey.map, noun, text, meant))


def with_all_names(journey: Journey) -> Journey:
    """Take every name for what is proposed."""
    for name in journey.guess.names:
        if name.is_open:
            journey = with_name(journey, name.noun, name.text, name.meant)
    return journey


def with_format(journey: Journey, key: str, choice: str) -> Journey:
    """Say how values of a kind are read."""
    return _with_map(journey, maps.with_spelling(journey.map, key, choice))


def with_correction(journey: Journey, cell: SheetCell, text: str) -> Journey:
    """Put another text into a cell."""
    return replace(journey, corrections={**journey.corrections, cell: text})


def without_rows(journey: Journey, cells: tuple[SheetCell, ...]) -> Journey:
    """Leave the rows of these cells out."""
    rows = {SheetCell(cell.page, cell.row): "" for cell in cells}
    return replace(journey, corrections={**journey.corrections, **rows})


def columns_shape(page: PageMap) -> tuple[object, ...]:
    """Return what sheets with the same columns have in common: what a row is, and the heads with their places."""
    return page.row, tuple((column.place, column.head, column.meaning) for column in page.columns)


def _with_page(journey: Journey, at: int, page: PageMap) -> Journey:
    return _with_map(journey, maps.with_page(journey.map, at, page))


def _with_map(journey: Journey, map_: BookMap) -> Journey:
    return replace(journey, guess=replace(journey.guess, map=map_))


def _decided_so_far(found: Guess) -> BookMap:
    """Return the map without what is only proposed: what was not decided is asked again."""
    names = {noun: dict(kept) for noun, kept in found.map.names.items()}
    for name in found.names:
        if name.is_open:
            names.get(name.noun, {}).pop(name.text, None)
    proposed = {each.key for each in found.formats if each.is_open}
    spellings = {key: choice for key, choice in found.map.spellings.items() if key not in proposed}
    return replace(found.map, names=names, spellings=spellings)


def _corrected(page: BookPage, cells: Mapping[SheetCell, str]) -> BookPage:
    rows: list[tuple[Cell, ...]] = [tuple(row) for row in page.rows]
    for cell, text in cells.items():
        row = rows[cell.row - 1]
        if cell.column is None:
            rows[cell.row - 1] = ()
        elif row:
            row = (*row, *(None for _ in range(cell.column + 1 - len(row))))
            rows[cell.row - 1] = (*row[: cell.column], text.strip() or None, *row[cell.column + 1 :])
    return replace(page, rows=rows)


def _is_open(book: Book, path: Path) -> bool:
    called = BY_FILE.get(f"{path.stem.lower()}.csv")
    if book.reason or book.own:
        return called is not None or book.own
    filled = [page for page in book.pages if any(page.rows)]
    for page in filled:
        records = [
            (number, [cell if isinstance(cell, str) else "" for cell in row])
            for number, row in enumerate(page.rows[:LOOKED_AT], 1)
        ]
        head = records[head_of(records, SHEETS)][1]
        meant = BY_FILE.get(f"{page.name.strip().lower()}.csv") or called
        if meant is not None and header_of(meant, head).whole:
            return True
        if len(filled) == 1 and len(fitting(SHEETS, path.name, head)) == 1:
            return True
    return False
