"""The day grid as rows and cells: what each shows, and which place of the log it stands for. No widget, no query."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from codedesk import formats
from codedesk.services.days.checks import MarkRow
from codedesk.services.days.days import ChoiceRow, CoderDayRow, DayGridRow, OtherTimeRow, WorkLineRow
from codedesk.services.days.drafts import DEPARTMENT, CellField, CellPlace
from codedesk.ui.pages.today import waits
from codedesk.ui.pages.today.row_keys import RowKey
from codedesk.ui.widgets.grid import GridCell, GridColumn, GridRow

ADD = "+ work, other time"
_ADD_WORDS = "Type the first letters of a work type or of other time"
_ADD_BELOW = "Type another work type or other time: it gets a line of its own"
COLUMNS = (
    GridColumn("who", "Coder", width=168, editable=False),
    GridColumn("paid", "Paid hours", "hours", width=84, tooltip="In an outline: from the schedule, not entered yet"),
    GridColumn("what", "Work type or other time", width=196),
    GridColumn("charts", "Charts", "count", width=72),
    GridColumn("hours", "Hours", "hours", width=72, tooltip="Hours of this line, if they are known"),
    GridColumn("weight", "Weight", "number", width=72, tooltip="Case mix; empty is 1.00"),
    GridColumn("note", "Note", width=120, stretch=True, as_typed=True),
    GridColumn("all_charts", "Charts, sum", "count", width=92, editable=False),
    GridColumn("productive", "Productive", "hours", width=92, editable=False, tooltip="Paid hours minus excused time"),
)
_LINE_FIELDS: dict[str, CellField] = {"charts": "charts", "hours": "hours", "weight": "weight", "note": "note"}
_SHUT = GridCell("", "read_only")


@dataclass(frozen=True, slots=True)
class ShownCell:
    """What the grid is made of: the rows read, the lines added by hand, and the texts that wait to be saved.

    alone: what waits is shown alone, on its date with all that is known beside it.
    """

    grid: DayGridRow
    turned: bool = False
    alone: bool = False
    added: Mapping[RowKey, tuple[ChoiceRow, ...]] = field(default_factory=dict)
    waiting: Mapping[tuple[RowKey, str], str] = field(default_factory=dict)
    day: date = date.min


def place_of(key: RowKey, column: str) -> CellPlace | None:
    """Return the place of the log that a cell stands for; None for names, sums and cells that take no value."""
    if key.coder_id == DEPARTMENT:
        return waits.place_in(key, column)
    if key.work_type_id is not None:
        found = _LINE_FIELDS.get(column)
        return CellPlace(key.coder_id, key.day, found, work_type_id=key.work_type_id) if found else None
    if key.category_id is not None:
        if column != "hours":
            return None
        return CellPlace(key.coder_id, key.day, "other_hours", category_id=key.category_id)
    if column not in ("paid", "note"):
        return None
    return CellPlace(key.coder_id, key.day, "paid_hours" if column == "paid" else "day_note")


class RowMaker:
    """Makes the rows of the grid: for each coder's day a row of its own, its work lines, its other time.

    A day with one work line, no other time and no note of its own is one row: it stands for the day and for the line.

    Those of a day that shows what it showed before are made once.
    """

    def __init__(self) -> None:
        """Start with nothing made."""
        self._made: dict[RowKey, tuple[object, list[GridRow]]] = {}

    def rows(self, shown: ShownCell) -> tuple[GridRow, ...]:
        """Make the rows of what is shown."""
        if shown.alone:
            return _waiting_rows(shown)
        before, self._made = self._made, {}
        waiting: dict[RowKey, list[object]] = defaultdict(list)
        for (key, column), text in shown.waiting.items():
            waiting[key.of_day].append((key, column, text))
        for block in shown.grid.blocks:
            key = RowKey(block.coder_id, block.day)
            of = (block, shown.turned, shown.added.get(key, ()), waiting.get(key))
            made = before.get(key)
            self._made[key] = made if made is not None and made[0] == of else (of, _block_rows(block, shown))
        return (*(row for _, rows in self._made.values() for row in rows), *_waiting_rows(shown))


def choice_words(choices: tuple[ChoiceRow, ...]) -> tuple[str, ...]:
    """Return the words that can be typed to add a line."""
    return tuple(choice.name for choice in choices)


def columns_for(shown: ShownCell) -> tuple[GridColumn, ...]:
    """Return the columns with the words that the department can add."""
    if shown.alone:
        return waits.COLUMNS
    words = choice_words(shown.grid.choices)
    first = GridColumn("who", "Day" if shown.turned else "Coder", width=168, editable=False)
    what = GridColumn("what", COLUMNS[2].title, width=COLUMNS[2].width, choices=words)
    return (first, COLUMNS[1], what, *COLUMNS[3:])


def _waiting_rows(shown: ShownCell) -> tuple[GridRow, ...]:
    columns = [column.key for column in (waits.COLUMNS if shown.alone else COLUMNS)]
    return waits.rows_of(shown.grid.waiting, shown.day, shown.waiting, columns)


def _block_rows(block: CoderDayRow, shown: ShownCell) -> list[GridRow]:
    day = RowKey(block.coder_id, block.day)
    extra = shown.added.get(day, ())
    lines = [*block.lines, *_added_lines(block, extra)]
    times = [*block.other_times, *_added_times(block, extra)]
    if len(lines) == 1 and not times and not block.note:
        return [_whole_row(day, lines[0], block, shown)]
    rows = [_day_row(day, block, shown)]
    rows += [_line_row(day, line, block, shown) for line in lines]
    return rows + [_time_row(day, time, block, shown) for time in times]


def _added_lines(block: CoderDayRow, extra: tuple[ChoiceRow, ...]) -> list[WorkLineRow]:
    there = {line.work_type_id for line in block.lines}
    new = [choice for choice in extra if choice.work_type_id is not None and choice.work_type_id not in there]
    return [WorkLineRow(choice.work_type_id or 0, choice.name, "") for choice in new]


def _added_times(block: CoderDayRow, extra: tuple[ChoiceRow, ...]) -> list[OtherTimeRow]:
    there = {time.category_id for time in block.other_times}
    return [
        OtherTimeRow(choice.category_id, choice.name, choice.kind, None)
        for choice in extra
        if choice.category_id is not None and choice.kind is not None and choice.category_id not in there
    ]


def _day_row(key: RowKey, block: CoderDayRow, shown: ShownCell) -> GridRow:
    paid = GridCell(formats.typed(block.paid_hours))
    if block.paid_hours is None and block.suggested_hours is not None:
        paid = GridCell(formats.typed(block.suggested_hours), "suggested")
    name = formats.weekday(block.day)[:3] + f" {formats.day(block.day)}" if shown.turned else block.coder
    cells = {
        "who": _who(name, block),
        "paid": paid,
        "what": GridCell(ADD, "suggested", _ADD_WORDS),
        "charts": _SHUT,
        "hours": _SHUT,
        "weight": _SHUT,
        "note": GridCell(block.note),
        "all_charts": GridCell("" if block.charts is None else formats.count(block.charts), "read_only", tone=""),
        "productive": GridCell(_hours(block.productive_hours), "read_only"),
    }
    marked = _marked(cells, block.marks, None, None, {"paid_hours": "paid", "day_note": "note"})
    return GridRow(key, _waiting(marked, key, shown), opens_group=True, name=name)


def _whole_row(day: RowKey, line: WorkLineRow, block: CoderDayRow, shown: ShownCell) -> GridRow:
    """Make the row of a day and its only line: the day's cells are known by the day, the others by the line."""
    of_day, of_line = _day_row(day, block, shown), _line_row(day, line, block, shown)
    cells = {name: of_line.cells[name] for name in _LINE_FIELDS}
    what = of_day.cells["what"]
    cells["what"] = GridCell(line.work_type, note=_ADD_BELOW, sign="+") if what.state == "suggested" else what
    others = dict.fromkeys(of_day.cells.keys() - _LINE_FIELDS.keys(), day)
    return GridRow(of_line.key, {**of_day.cells, **cells}, opens_group=True, name=of_line.name, others=others)


def _who(name: str, block: CoderDayRow) -> GridCell:
    if not block.away:
        return GridCell(name, "read_only", strong=True)
    why = f"Not due: {block.away}. Hours can still be typed."
    return GridCell(f"{name} · {block.away}", "read_only", why, strong=True)


def _line_row(day: RowKey, line: WorkLineRow, block: CoderDayRow, shown: ShownCell) -> GridRow:
    key = RowKey(day.coder_id, day.day, work_type_id=line.work_type_id)
    cells = {
        "who": _SHUT,
        "paid": _SHUT,
        "what": GridCell(line.work_type, "read_only"),
        "charts": GridCell(formats.typed(line.charts)),
        "hours": GridCell(formats.typed(line.hours)),
        "weight": GridCell("" if line.weight == 1.0 else formats.typed(line.weight)),
        "note": GridCell(line.note),
        "all_charts": _SHUT,
        "productive": _SHUT,
    }
    marked = _marked(cells, block.marks, line.work_type_id, None, {"charts": "charts", "hours": "hours"})
    return GridRow(key, _waiting(marked, key, shown), name=f"{block.coder}, {line.work_type}")


def _time_row(day: RowKey, time: OtherTimeRow, block: CoderDayRow, shown: ShownCell) -> GridRow:
    key = RowKey(day.coder_id, day.day, category_id=time.category_id)
    words = time.category if time.kind.paid else f"{time.category} ({time.kind.words})"
    cells = dict.fromkeys((column.key for column in COLUMNS), _SHUT) | {
        "what": GridCell(words, "read_only", tone="second"),
        "hours": GridCell(formats.typed(time.hours)),
    }
    return GridRow(key, _waiting(cells, key, shown), name=f"{block.coder}, {time.category}")


def _marked(
    cells: Mapping[str, GridCell],
    marks: tuple[MarkRow, ...],
    work_type_id: int | None,
    category_id: int | None,
    columns: Mapping[CellField, str],
) -> dict[str, GridCell]:
    found = dict(cells)
    for mark in marks:
        column = columns.get(mark.field)
        if column and (mark.work_type_id, mark.category_id) == (work_type_id, category_id):
            before = found[column]
            note = f"{before.note} · {mark.reason}" if before.state == "marked" or before.asked else mark.reason
            offered = before.state == "suggested"
            found[column] = GridCell(before.text, "suggested" if offered else "marked", note, asked=offered)
    return found


def _waiting(cells: Mapping[str, GridCell], key: RowKey, shown: ShownCell) -> dict[str, GridCell]:
    """Keep what was typed on screen until it is stored."""
    over = {column: GridCell(text, "busy") for (row, column), text in shown.waiting.items() if row == key}
    return {**cells, **over}


def _hours(value: float | None) -> str:
    return "" if value is None else formats.hours(value)
