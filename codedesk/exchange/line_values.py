"""Columns of texts to a sheet of values: every cell in one meaning, every unsound line named, what is left out said.

Whole columns are read at once, each distinct text once: a log of 100,000 lines has few different dates and numbers.
Which lines there are is csv_lines' and workbook_reading's; what a text means is cells' and spellings'.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from codedesk.exchange.cells import Wrong, parse
from codedesk.exchange.csv_lines import DELIMITERS, Line, Texts
from codedesk.exchange.headers import header_of, problems_of, remarks_of
from codedesk.exchange.spellings import NUMERIC, Asked, Spelling, spelling_of
from codedesk.exchange.totals import FileRow, PassedOver, passed_over
from codedesk.formats import plural
from codedesk.services.files.columns import SETTING_KINDS
from codedesk.services.files.plans import Problem, ReadSheet, Remark, shown
from codedesk.services.files.shapes import CsvColumn, CsvSheet
from codedesk.services.files.sheets import SETTINGS

T = TypeVar("T")


@dataclass
class Meanings:
    """The values of the columns, and which cells have none and why: by place and column."""

    columns: dict[str, Sequence[object]]
    spelling: Spelling = field(default_factory=Spelling)
    wrong: dict[int, dict[str, Wrong]] = field(default_factory=dict)


def broken(sheet: CsvSheet, *problems: Problem, total: int = 0) -> ReadSheet:
    """Return a file of which no line could be read."""
    return ReadSheet(sheet, problems[0].file, (), {}, frozenset(), problems, broken=True, total=total)


def read_values(
    sheet: CsvSheet, file: str, texts: Texts, asked: Asked, said: Sequence[str] = (), *, epoch: int | None = None
) -> ReadSheet:
    """Give every cell its meaning; lines with an unsound cell, and lines of another width, become problems.

    said is what is to be remarked of the file as a whole; epoch is where a workbook counts its days from.
    """
    problems = problems_of(sheet, file, texts.header, texts.head) or list(_nameless(file, texts))
    if problems:
        return broken(sheet, *problems, total=texts.total)
    remarks = [Remark(file, None, words) for words in said]
    remarks += remarks_of(sheet, file, texts.header, texts.above, texts.head)
    places = header_of(sheet, texts.header).places
    remarks += _with_early_ends(sheet, file, texts, places)
    meanings = _meanings(sheet, {name: texts.columns[at] for name, at in places.items()}, texts, asked, epoch)
    rows = [FileRow(at, texts.lines[at], [column[at] for column in texts.columns]) for at in sorted(meanings.wrong)]
    passed = passed_over(sheet, file, rows, {at: name for name, at in places.items()}, meanings.columns)
    problems += [_width_problem(file, line, texts) for line in texts.crooked]
    problems += _unsound(file, texts, places, meanings, passed)
    doubtful = _doubtful(sheet, texts, places, set(meanings.wrong) - passed.places)
    lines: Sequence[int] = texts.lines
    columns = meanings.columns
    if meanings.wrong:
        lines = _without(lines, meanings.wrong)
        columns = {name: _without(values, meanings.wrong) for name, values in columns.items()}
    if sheet is SETTINGS:
        columns, lines, wrong_settings = _settings(file, columns, lines, meanings.spelling)
        problems += wrong_settings
    for column in sheet.columns:
        if column.name not in columns:
            columns[column.name] = [column.default] * len(lines)
    problems.sort(key=lambda problem: problem.line or 0)
    remarks += [*passed.remarks, *_spelled(file, meanings.spelling)]
    total = texts.total - len(passed.places)
    given, found, said_of = frozenset(places), tuple(problems), tuple(remarks)
    return ReadSheet(sheet, file, lines, columns, given, found, doubtful, total=total, remarks=said_of)


def _nameless(file: str, texts: Texts) -> Iterator[Problem]:
    """Yield the first cell of every column that has cells and no name."""
    for at, name in enumerate(texts.header):
        filled = next((row for row, cell in enumerate(texts.columns[at]) if cell.strip()), None) if not name else None
        if filled is not None:
            cell = shown(texts.columns[at][filled])
            reason = f"“{cell}” stands in column {at + 1}, which has no name in line {texts.head}; name the column"
            reason += (
                f" or empty it, or quote a cell that has a {_between(texts)} in it"
                if texts.delimiter
                else " or empty it"
            )
            yield Problem(file, texts.lines[filled], "", cell, reason)


def _between(texts: Texts) -> str:
    return DELIMITERS.get(texts.delimiter, texts.delimiter)


def _with_early_ends(sheet: CsvSheet, file: str, texts: Texts, places: Mapping[str, int]) -> list[Remark]:
    """Take lines that end early where all that they leave out may be empty; say so."""
    needed = [at for name, at in places.items() if not sheet.column(name).optional]
    taken = [(number, cells) for number, cells in texts.early if max(needed) < len(cells)]
    texts.crooked += [line for line in texts.early if max(needed) >= len(line[1])]
    texts.early = []
    texts.take(taken)
    words = "lines end early, as spreadsheets leave them where the rest is empty"
    return [Remark(file, taken[0][0], words)] if taken else []


def _meanings(
    sheet: CsvSheet, columns: Mapping[str, Sequence[str]], texts: Texts, asked: Asked, epoch: int | None
) -> Meanings:
    """Read whole columns: in the plain spelling, and where that is not enough, in that of the whole file."""
    kinds = {name: sheet.column(name) for name in columns}
    values = {
        name: {text: parse(kinds[name], text) for text in dict.fromkeys(cells)} for name, cells in columns.items()
    }
    unsound = [name for name, meaning in values.items() if _has_wrong(meaning)]
    whole = texts.delimiter not in (",", "") or bool(asked.decimal)
    meanings = Meanings({})
    if unsound or whole or sheet is SETTINGS:
        pairs: list[tuple[CsvColumn, Sequence[str]]] = [
            (kinds[name], list(meaning)) for name, meaning in values.items()
        ]
        if sheet is SETTINGS:
            pairs += _setting_texts(columns, values["setting"])
        meanings.spelling = spelling_of(pairs, asked, delimiter=texts.delimiter, epoch=epoch)
        for name, meaning in values.items():
            anew = whole and kinds[name].kind in NUMERIC
            for text, value in meaning.items():
                if text.strip() and (anew or isinstance(value, Wrong)):
                    meaning[text] = meanings.spelling.read(kinds[name], text)
    for name, cells in columns.items():
        meanings.columns[name] = list(map(values[name].__getitem__, cells))
        if name in unsound or _has_wrong(values[name]):
            for at, value in enumerate(meanings.columns[name]):
                if isinstance(value, Wrong):
                    meanings.wrong.setdefault(at, {})[name] = value
    return meanings


def _has_wrong(meaning: Mapping[str, object]) -> bool:
    return any(isinstance(value, Wrong) for value in meaning.values())


def _unsound(
    file: str, texts: Texts, places: Mapping[str, int], meanings: Meanings, passed: PassedOver
) -> Iterator[Problem]:
    """Yield a problem for every unsound cell; those that wait for one answer once, with how many more there are."""
    waiting = Counter(wrong.asks for cells in meanings.wrong.values() for wrong in cells.values() if wrong.asks)
    asked = set[str]()
    for at, cells in meanings.wrong.items():
        if at in passed.places:
            continue
        if at in passed.doubts:
            yield passed.doubts[at]
            continue
        for name, wrong in cells.items():
            if wrong.asks in asked:
                continue
            asked |= {wrong.asks} - {""}
            more = waiting[wrong.asks] - 1
            reason = f"{wrong.reason} (and {more:,} more of this kind)" if more > 0 else wrong.reason
            yield Problem(file, texts.lines[at], name, texts.columns[places[name]][at], reason)


def _setting_texts(
    columns: Mapping[str, Sequence[str]], names: Mapping[str, object]
) -> Iterator[tuple[CsvColumn, Sequence[str]]]:
    """Yield the values of settings.csv as columns of their own: each setting has its kind."""
    for name, text in zip(columns["setting"], columns["value"], strict=True):
        if isinstance(found := names[name], str):
            yield SETTING_KINDS[found], [text]


def _settings(
    file: str, columns: Mapping[str, Sequence[object]], lines: Sequence[int], spelling: Spelling
) -> tuple[dict[str, Sequence[object]], list[int], list[Problem]]:
    names, values, kept, problems = [], [], [], []
    for name, text, line in zip(columns["setting"], columns["value"], lines, strict=True):
        column = SETTING_KINDS[str(name)]
        value = text if column.kind == "text" else parse(column, str(text))
        if isinstance(value, Wrong):
            value = spelling.read(column, str(text))
        if isinstance(value, Wrong):
            problems.append(Problem(file, line, "value", str(text), f"{name}: {value.reason}"))
        else:
            names.append(name)
            values.append(value)
            kept.append(line)
    return {"setting": names, "value": values}, kept, problems


def _spelled(file: str, spelling: Spelling) -> list[Remark]:
    """Say which values were spelled otherwise, with one of each kind."""
    told = ", ".join(f"“{text}” is {plain}" for text, plain in spelling.examples.values())
    return [Remark(file, None, f"read as a spreadsheet saves such values: {told}")] if told else []


def _without(values: Sequence[T], bad: Mapping[int, object]) -> list[T]:
    return [value for at, value in enumerate(values) if at not in bad]


def _width_problem(file: str, line: Line, texts: Texts) -> Problem:
    number, cells = line
    width, between = len(texts.header), _between(texts)
    counted = f"the line has {plural(len(cells), 'cell')}, the header {width}"
    if len(cells) > width:
        reason = f"{counted}; quote a cell that has a {between} in it"
    elif len(cells) == 1:
        reason = f"{counted}: “{shown(cells[0])}” stands alone; take it out if it is a note or a title"
    else:
        reason = f"{counted}; write a {between} for every empty cell"
    return Problem(file, number, "", shown(texts.delimiter.join(cells)), reason)


def _doubtful(sheet: CsvSheet, texts: Texts, places: Mapping[str, int], bad: set[int]) -> frozenset[str]:
    """Return the names that lines gave which are not taken."""
    if not sheet.noun:
        return frozenset()
    at = places[sheet.key[0]]
    names = [texts.columns[at][place] for place in bad] + [cells[at] for _, cells in texts.crooked if len(cells) > at]
    return frozenset(name.strip() for name in names)
