"""What waits at the end of a day, as rows of the day grid: the department's own block, a row for each work type.

Here live its rows, its columns where it is shown alone, and what a pasted block means on it. No widget, no query.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from codedesk import formats, names
from codedesk.models.backlogs import Covers
from codedesk.services.days.drafts import DEPARTMENT, CellField, CellPlace
from codedesk.services.days.paste import PastedCell
from codedesk.services.flow.waiting_days import WAITS, WaitingLine
from codedesk.ui.pages.today.row_keys import RowKey
from codedesk.ui.widgets.clipboard import Block
from codedesk.ui.widgets.grid import GridCell, GridColumn, GridRow

_SHUT = GridCell("", "read_only")
_FIELDS: Mapping[str, CellField] = {
    "charts": "waiting", "received": "received", "dollars": "dollars", "oldest": "oldest", "in": "covers",
}  # fmt: skip
COLUMNS = (
    GridColumn("what", "Work type", width=168, editable=False),
    GridColumn("charts", "Waiting", "count", width=84, tooltip="Charts not coded at the end of the day"),
    GridColumn("received", "Received", "count", width=84, tooltip="Charts that came in"),
    GridColumn("dollars", "Dollars", "number", width=120, tooltip="Discharged, not final billed; if they are known"),
    GridColumn("oldest", "Oldest, days", "count", width=104, tooltip="Age of the oldest chart that waits"),
    GridColumn("in", "Came in a", width=84, choices=Covers.values(), tooltip="This day, or the week that ends with it"),
    GridColumn("last", "Last time", "count", width=148, editable=False),
    GridColumn("coded", "Coded today", "count", width=104, editable=False),
    GridColumn("expected", "Expected", "count", width=84, editable=False, tooltip="Last time, received, less coded"),
)
_HEADS = {
    "charts": ("Waiting", "Charts", "Backlog"),
    "received": ("Received",),
    "dollars": ("Dollars",),
    "oldest": ("Oldest", "Oldest, days"),
    "in": ("Came in a", "Covers"),
    "what": ("Work type", "Type", "Work type or other time"),
}


def field_of(column: str) -> CellField | None:
    """Return what of the line that waits stands in a column; None for names and what is only read."""
    return _FIELDS.get(column)


def place_in(key: RowKey, column: str) -> CellPlace | None:
    """Return the place of what waits that a cell stands for; None for names and what is only read."""
    found = field_of(column)
    return CellPlace(DEPARTMENT, key.day, found, work_type_id=key.work_type_id) if found else None


def rows_of(
    lines: Sequence[WaitingLine], day: date, typed: Mapping[tuple[RowKey, str], str], columns: Sequence[str]
) -> tuple[GridRow, ...]:
    """Make a row of each line; typed is what waits to be stored. Columns that a line has nothing for are shut."""
    rows = []
    for number, line in enumerate(lines):
        key = RowKey(DEPARTMENT, day, work_type_id=line.work_type_id)
        cells = {name: cell for name, cell in _cells(line).items() if name in columns}
        cells = dict.fromkeys(columns, _SHUT) | cells
        if number == 0 and "who" in cells:
            cells["who"] = GridCell(WAITS, "read_only", "Charts not coded at the end of the day", strong=True)
        cells |= {column: GridCell(text, "busy") for (row, column), text in typed.items() if row == key}
        rows.append(GridRow(key, cells, opens_group=number == 0, name=f"{WAITS}, {line.name}"))
    return tuple(rows)


def _cells(line: WaitingLine) -> dict[str, GridCell]:
    last = "" if line.before is None else f"{formats.count(line.before)} on {formats.day(line.before_day)}"
    known = {column: _known(line, name) for column, name in _FIELDS.items()}
    cells = {column: GridCell(text) for column, text in known.items()}
    if not known["charts"] and line.expected is not None:
        note = f"Expected: {last}, with what came in since and without what was coded. Enter takes it"
        cells["charts"] = GridCell(formats.typed(line.expected), "suggested", note)
    elif line.mark is not None:
        cells["charts"] = GridCell(known["charts"], "marked", line.mark.reason)
    grey = {
        "last": last,
        "coded": formats.count(line.coded),
        "expected": "" if line.expected is None else formats.count(line.expected),
    }
    shown = {column: GridCell(text, "read_only", tone="second") for column, text in grey.items()}
    return cells | shown | {"what": GridCell(line.name, "read_only")}


def _known(line: WaitingLine, name: CellField) -> str:
    if name == "covers":
        return "" if line.draft is None or line.draft.received is None else str(line.draft.covers)
    value = None if line.draft is None else getattr(line.draft, name)
    return formats.typed(value / 100 if name == "dollars" and value is not None else value)


def pasted(
    rows: Sequence[GridRow], below: Sequence[RowKey], columns: Sequence[str], block: Block
) -> tuple[PastedCell, ...]:
    """Lay a block on what waits: by the work types that it names, in any order; else line by line from the cell on."""
    types = {names.key(row.cells["what"].text): row.key for row in rows if _of_department(row)}
    heads = {names.key(word): column for column, words in _HEADS.items() for word in words}
    first = [text.strip() for text in block[0]]
    headed = all(not text or names.key(text) in heads for text in first) and any(first)
    means = [heads.get(names.key(text), "") for text in first] if headed else _means(block, types, columns)
    cells = []
    for number, texts in enumerate(block[headed:]):
        said = [text.strip() for text, mean in zip(texts, means, strict=False) if mean == "what"]
        by_name = types.get(names.key(said[0])) if said else None
        by_place = below[number] if not said and number < len(below) else None
        key = by_name if said else by_place
        for text, mean in zip(texts, [*means, *[""] * len(texts)], strict=False):
            if mean != "what":
                cells.append(_pasted_cell(rows, key, mean, text, said[0] if said else ""))
    return tuple(cells)


def _means(block: Block, types: Mapping[str, object], columns: Sequence[str]) -> list[str]:
    """Say what columns without heads hold: a work type where they name one, else what they fall on."""
    width = max(map(len, block))
    named = [any(names.key(row[at].strip()) in types for row in block if at < len(row)) for at in range(width)]
    falls = iter([column for column in columns if field_of(column)])
    return ["what" if name else next(falls, "") for name in named]


def _pasted_cell(rows: Sequence[GridRow], key: object, column: str, text: str, said: str) -> PastedCell:
    row = next((row for row in rows if row.key == key), None)
    if row is None or not isinstance(key, RowKey):
        reason = f"“{said}” is no work type here" if said else "below the last line"
        return PastedCell(text, None, said, reason)
    title = next((each.title for each in COLUMNS if each.key == column), "")
    label = ", ".join(filter(None, (WAITS, row.cells["what"].text, title.lower())))
    return PastedCell(text, place_in(key, column), label)


def _of_department(row: GridRow) -> bool:
    return isinstance(row.key, RowKey) and row.key.coder_id == DEPARTMENT
