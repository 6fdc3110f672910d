"""How the work divides into work types over time: stacked columns, a handful of types and the rest, named directly.

A share is of hours, or of earned hours where hours are not known line by line. No pace stands here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from codedesk import formats
from codedesk.charts.picture import AltTable
from codedesk.periods import CALENDAR_YEAR, FiscalYear, Period, label, span_label
from codedesk.services.figures.subject_rows import SharesRow

MOST = 5
_REST = "All other types"
_WEEK_DAYS = 7
_ENOUGH = 0.05


@dataclass(frozen=True, slots=True)
class ShareColumn:
    """One piece of time: its name on the axis, its name in full, the share of each layer, all hours; nothing: None."""

    label: str
    words: str
    shares: tuple[float, ...]
    hours: float


@dataclass(frozen=True, slots=True)
class Stacks:
    """The columns in the order of time; layers are named from the bottom up, the largest first."""

    title: str
    subtitle: str
    layers: tuple[str, ...]
    columns: tuple[ShareColumn, ...]
    summary: str
    table: AltTable
    empty: str = ""


def work_shares(name: str, row: SharesRow, fiscal_year: FiscalYear = CALENDAR_YEAR) -> Stacks:
    """Stack the shares of the work types of a subject, piece by piece."""
    layers, hours = _layers(row)
    columns = tuple(_column(piece, values, fiscal_year) for piece, values in zip(row.pieces, hours, strict=True))
    of = "hours of its lines" if row.by == "hours" else "earned hours (hours are not known line by line)"
    title = _title(layers, columns)
    return Stacks(
        title=title,
        subtitle=f"{name} · share of the {of} by work type, each column is 100{formats.NO_BREAK}%{_beside(columns)}",
        layers=layers,
        columns=columns,
        summary=f"{name}: {title}.",
        table=_table(layers, columns, row.by),
        empty="" if layers else "No work was logged in this time.",
    )


def _layers(row: SharesRow) -> tuple[tuple[str, ...], list[list[float]]]:
    """Keep the largest work types of the whole span, the rest as one."""
    totals = [sum(values[kind] for values in row.hours) for kind in range(len(row.work_types))]
    order = sorted(range(len(totals)), key=lambda kind: (-totals[kind], kind))
    kept, rest = (order, []) if len(order) <= MOST + 1 else (order[:MOST], order[MOST:])
    names = tuple(row.work_types[kind] for kind in kept) + ((_REST,) if rest else ())
    hours = [
        [values[kind] for kind in kept] + ([sum(values[kind] for kind in rest)] if rest else []) for values in row.hours
    ]
    return names, hours


def _column(piece: Period, hours: Sequence[float], fiscal_year: FiscalYear) -> ShareColumn:
    total = sum(hours)
    week = (piece.end - piece.start).days < _WEEK_DAYS
    words = span_label(piece.start, piece.end) if week else label(piece, fiscal_year)
    short = f"{piece.start.day} {formats.day(piece.start).split(' ')[1]}" if week else _short(words)
    return ShareColumn(short, words, tuple(part / total for part in hours) if total > 0 else (), total)


def _short(words: str) -> str:
    """Shorten the name of a month to "Jul 26"; quarters and odd spans keep theirs."""
    first, _, year = words.partition(" ")
    return f"{first[:3]} {year[2:]}" if year.isdigit() and not first.startswith("Q") else words


def _title(layers: tuple[str, ...], columns: tuple[ShareColumn, ...]) -> str:
    """Say which layer moved most between the first and the last third of the span."""
    filled = [column for column in columns if column.shares]
    third = len(filled) // 3
    if not layers or not filled:
        return "No work in this time"
    if not third:
        return f"Mostly {layers[0]} ({formats.percent(_mean(filled, 0))})"
    moves = [(_mean(filled[-third:], layer) - _mean(filled[:third], layer), layer) for layer in range(len(layers))]
    size, layer = max(moves, key=lambda move: abs(move[0]))
    if abs(size) < _ENOUGH:
        return f"The mix of work held; most is {layers[0]} ({formats.percent(_mean(filled, 0))})"
    first, last = _mean(filled[:third], layer), _mean(filled[-third:], layer)
    verb = "rose" if size > 0 else "fell"
    return f"The share of {layers[layer]} {verb} from {formats.percent(first)} to {formats.percent(last)}"


def _beside(columns: tuple[ShareColumn, ...]) -> str:
    """Say of which column the shares beside the names are: the last one with work, where there are more."""
    filled = [column.words for column in columns if column.shares]
    return f"; beside the names that of {filled[-1]}" if len(filled) > 1 else ""


def _mean(columns: Sequence[ShareColumn], layer: int) -> float:
    """Return a layer's share of all hours of some columns: pooled, not a mean of shares."""
    return sum(column.shares[layer] * column.hours for column in columns) / sum(column.hours for column in columns)


def _table(layers: tuple[str, ...], columns: tuple[ShareColumn, ...], by: str) -> AltTable:
    rows = tuple(
        (
            column.words,
            *(formats.percent(share) for share in column.shares or ()),
            *("" for _ in layers[len(column.shares) :]),
            formats.fixed(column.hours, 2),
        )
        for column in columns
    )
    return AltTable(("Time", *layers, "Hours" if by == "hours" else "Earned hours"), rows)
