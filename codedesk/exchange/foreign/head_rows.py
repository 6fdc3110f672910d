"""Where the head of a page is, and what each of its columns may mean by its words alone.

A head has one line or two: dates over types, a word over several columns ("Quality"), names over measures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from codedesk.exchange.foreign.book import BookPage, Cell, Row
from codedesk.exchange.foreign.heads import MEASURES, OF_PIVOT, HeadCell, HeadReader, reads_as_person
from codedesk.exchange.foreign.matching import words_of
from codedesk.exchange.foreign.values import text_of

LOOKED_AT = 60
_SURE, _LIKELY = 2.0, 1.5
_TITLE_AND_MONTH = 2
_SEVERAL, _MOST_WORDS = 2, 4


@dataclass(frozen=True, slots=True)
class HeadFound:
    """The head of a page: its rows, and by place the words and what they may mean."""

    rows: tuple[int, ...] = ()
    words: Mapping[int, str] = field(default_factory=dict)
    cells: Mapping[int, HeadCell] = field(default_factory=dict)
    score: float = 0


def head_of_page(page: BookPage, reader: HeadReader, said: tuple[int, ...] = ()) -> HeadFound:
    """Find the head of a page, or read the one that a person said it is."""
    if said:
        return _read_lines(page, reader, said)
    best = HeadFound()
    for at, row in enumerate(page.rows[:LOOKED_AT], 1):
        score = _score(row, reader)
        if score > best.score + 0.5:
            best = HeadFound((at,), score=score)
    if best.score < (_SURE if not best.rows or not _all_known(page.rows[best.rows[0] - 1], reader) else _LIKELY):
        return HeadFound()
    at = best.rows[0]
    rows = [at]
    if at > 1 and (_goes_with(page.rows[at - 2], page.rows[at - 1], reader) or _is_merged_over(page, at - 1, reader)):
        rows.insert(0, at - 1)
    elif at < len(page.rows) and _goes_under(page.rows[at], page.rows[at - 1], reader):
        rows.append(at + 1)
    return replace(_read_lines(page, reader, tuple(rows)), score=best.score)


def _all_known(row: Row, reader: HeadReader) -> bool:
    """Tell whether every word of a row reads as a head."""
    found = [reader.read(cell) for cell in row if text_of(cell)]
    return len(found) > 1 and all(cell.meaning or cell.says for cell in found)


def _score(row: Row, reader: HeadReader) -> float:
    """Return how much a row looks like a head: cells that name fields, days side by side; numbers speak against it."""
    found = [reader.read(cell) for cell in row]
    fields = sum(bool(cell.meaning) for cell in found if cell.sure == 2) + 0.6 * sum(
        bool(cell.meaning) for cell in found if cell.sure == 1
    )
    across = max((sum(said == noun for cell in found for said, _ in cell.says) for noun in _ACROSS), default=0)
    persons = sum(reads_as_person(text_of(cell)) for cell, each in zip(row, found, strict=True) if not each.meaning)
    across = max(across, persons if persons > 1 and persons >= 0.6 * sum(bool(text_of(cell)) for cell in row) else 0)
    days = _days_of_month(row)
    numbers = sum(isinstance(cell, float) or (isinstance(cell, str) and _is_number(cell)) for cell in row)
    if days:
        return fields + len(days) - (numbers - len(days))
    return fields + (across if across > 1 else across * 0.5) - numbers * 0.8


_ACROSS = ("date", "month", "weekday", "week", "quarter", "work_type", "coder")


def _is_number(text: str) -> bool:
    return text.strip().rstrip("%").replace(",", "").replace(".", "").replace(":", "").isdecimal()


def _days_of_month(row: Row) -> dict[int, int]:
    """Return, by place, the days 1, 2, 3 … that stand side by side in a row; none where they are no days."""
    found: dict[int, int] = {}
    for place, cell in enumerate(row):
        text = text_of(cell)
        if text.isdecimal() and 1 <= int(text) <= 31:
            found[place] = int(text)
    values = list(found.values())
    steps = [later - earlier for earlier, later in pairwise(values)]
    return found if len(values) >= 5 and min(steps) > 0 and sorted(steps)[len(steps) // 2] == 1 else {}


def _is_merged_over(page: BookPage, at: int, reader: HeadReader) -> bool:
    """Tell whether the one word of a row is merged over some columns and says what is counted in them."""
    row = page.rows[at - 1]
    filled = [place for place, cell in enumerate(row) if text_of(cell)]
    spans = {left for top, left, _, right in page.merged if top == at and right > left > 0}
    if len(filled) != 1 or filled[0] not in spans:
        return False
    found = reader.read(row[filled[0]])
    return found.meaning in MEASURES or "work_type" in dict(found.says)


def _goes_with(above: Row, head: Row, reader: HeadReader) -> bool:
    """Tell whether the row over a head belongs to it: several words, no numbers, and something to say of columns."""
    filled = [(place, cell) for place, cell in enumerate(above) if text_of(cell)]
    numbers = any(isinstance(cell, float) or (isinstance(cell, str) and _is_number(cell)) for _, cell in filled)
    if len(filled) < 2 or (numbers and not _days_of_month(above)) or any(_is_of_pivot(cell) for _, cell in filled):
        return False
    if len(filled) == _TITLE_AND_MONTH and filled[0][0] == 0 and text_of(head[0]):
        return False
    return any(place > 0 for place, _ in filled) and len(filled) <= sum(bool(text_of(cell)) for cell in head)


def _is_of_pivot(cell: Cell) -> bool:
    """Tell whether a cell is one of those that a pivot table has above its head."""
    plain = words_of(cell) if isinstance(cell, str) else ""
    return plain == "column labels" or plain.startswith(OF_PIVOT)


def _goes_under(below: Row, head: Row, reader: HeadReader) -> bool:
    """Tell whether the row under a head belongs to it: measures or types, several times, and no numbers."""
    filled = [cell for cell in below if text_of(cell)]
    if len(filled) < 2 or any(
        isinstance(cell, float) or (isinstance(cell, str) and _is_number(cell)) for cell in filled
    ):
        return False
    found = [reader.read(cell) for cell in filled]
    named = sum(bool(cell.meaning) or any(noun in ("work_type", "weekday") for noun, _ in cell.says) for cell in found)
    return named >= 2 and named >= 0.6 * len(filled)


def _read_lines(page: BookPage, reader: HeadReader, rows: tuple[int, ...]) -> HeadFound:
    """Read a head of one or more lines: what stands in an upper line holds to the right until the next of it."""
    lines = [page.rows[row - 1] if row <= len(page.rows) else () for row in rows]
    width = max((len(line) for line in lines), default=0)
    lower, days = lines[-1] if lines else (), _days_of_month(lines[-1]) if lines else {}
    days_above = [line for line in lines[:-1] if _days_of_month(line)]
    uppers = [_held(page, row, line, width) for row, line in zip(rows[:-1], lines[:-1], strict=True)]
    named = _names_above(lines, reader)
    words, cells = dict[int, str](), dict[int, HeadCell]()
    for place in range(width):
        cell = lower[place] if place < len(lower) else None
        above = [upper[place] for upper in uppers if upper[place] is not None]
        found = HeadCell("", (("date", text_of(cell)),), 2) if place in days else reader.read(cell)
        for upper in reversed(above):
            noun = named.get(text_of(upper), "")
            over = HeadCell("", ((noun, text_of(upper)),)) if noun else _over(reader, upper, numbered=bool(days_above))
            found = _combined(reader, over, (upper, cell), found)
        text = " ".join(filter(None, (*map(text_of, above), text_of(cell))))
        if text:
            words[place], cells[place] = text, found
    return HeadFound(rows, words, _months_or_days(cells))


def _held(page: BookPage, row: int, line: Row, width: int) -> list[Cell]:
    """Return an upper line with every cell held to the right: within its merged range, or until the next one."""
    ends = {left: right for top, left, bottom, right in page.merged if top <= row <= bottom}
    held: list[Cell] = []
    last, until = None, -1
    for place in range(width):
        cell = line[place] if place < len(line) else None
        if text_of(cell):
            last, until = cell, ends.get(place, place if ends else width)
        held.append(last if place <= until else None)
    return held


def _over(reader: HeadReader, upper: Cell, *, numbered: bool) -> HeadCell:
    """Read a cell of an upper line; numbered: it has days of a month."""
    number = numbered and text_of(upper).isdecimal()
    return HeadCell("", (("date", text_of(upper)),), 2) if number else reader.read(upper)


def _names_above(lines: Sequence[Row], reader: HeadReader) -> dict[str, str]:
    """Return what unknown words over figures name, as it is likely: coders, or work types beside those."""
    below = [reader.read(cell) for cell in lines[-1] if text_of(cell)] if lines else []
    above = {text_of(cell): reader.read(cell) for line in lines[:-1] for cell in line if text_of(cell)}
    unknown = [text for text, cell in above.items() if not cell.meaning and not cell.says and _can_be_called(text)]
    counted = [cell for cell in below if cell.meaning in MEASURES or "work_type" in dict(cell.says)]
    if len(unknown) < _SEVERAL or len(counted) < len(unknown):
        return {}
    types = {"work_type"} & {noun for cell in above.values() for noun, _ in cell.says}
    told = {cell.meaning for cell in below} | {noun for cell in below for noun, _ in cell.says}
    noun = "work_type" if types or "coder" in told else "coder"
    return dict.fromkeys(unknown, "" if noun in told else noun)


def _can_be_called(text: str) -> bool:
    """Tell whether a text can be a name of whom or what figures are of: some words, no digits."""
    words = text.split()
    return 0 < len(words) <= _MOST_WORDS and len(text) > 1 and not any(map(str.isdecimal, text)) and ":" not in text


def _combined(reader: HeadReader, over: HeadCell, cells: tuple[Cell, Cell], found: HeadCell) -> HeadCell:
    """Put what an upper line says to what the line under it means; cells are those of both."""
    upper, cell = cells
    if over.says and over.meaning == "":
        return replace(found, says=(*over.says, *found.says), sure=max(found.sure, 1) if over.sure else 0)
    if not text_of(cell):
        return over
    both = reader.read(f"{text_of(upper)} {text_of(cell)}")
    if both.meaning in ("records", "accuracy") and found.meaning in ("charts", "", "accuracy"):
        return both
    if not found.meaning and over.meaning in MEASURES:
        return HeadCell(over.meaning, found.says, found.sure)
    return found


def _months_or_days(cells: Mapping[int, HeadCell]) -> dict[int, HeadCell]:
    """Tell "Jan-25, Feb-25" (months of a year) from "Jan-1, Jan-2" (days): in months the figure stays the same."""
    said = [text for cell in cells.values() for noun, text in cell.says if noun == "month"]
    figures = {"".join(filter(str.isdecimal, text)) for text in said}
    if len(figures) < 2 or max(map(len, figures)) > 2 or len(figures) < len(set(said)) * 0.6:
        return dict(cells)
    return {
        place: replace(cell, says=tuple(("date" if noun == "month" else noun, text) for noun, text in cell.says))
        for place, cell in cells.items()
    }
