"""Rows that sum up and rows that are empty: told apart from the lines beside them, so that nothing counts twice.

Only lines that cannot be taken as they stand are looked at, and none is left out that may be a person's: a coder may be
called Total.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isclose

from codedesk.services.files.plans import Problem, Remark, reads_as_total, shown
from codedesk.services.files.shapes import CsvSheet


@dataclass
class PassedOver:
    """The places of lines that are no lines, what is to be said of them, and those that nobody can be sure of."""

    places: set[int] = field(default_factory=set)
    remarks: list[Remark] = field(default_factory=list)
    doubts: dict[int, Problem] = field(default_factory=dict)


@dataclass
class FileRow:
    """A line that cannot be taken: where it stands, its cells and the column of the first that is not empty."""

    at: int
    line: int
    cells: Sequence[str]

    @property
    def first(self) -> int:
        """The place of the first cell that is not empty, -1 if all are."""
        return next((place for place, cell in enumerate(self.cells) if cell.strip()), -1)


def passed_over(
    sheet: CsvSheet,
    file: str,
    rows: Sequence[FileRow],
    header: Mapping[int, str],
    values: Mapping[str, Sequence[object]],
) -> PassedOver:
    """Return which of the unsound lines are empty or sum up others. header gives the column of each place."""
    found = PassedOver()
    summed = _Sums(values, {row.at for row in rows})
    for row in rows:
        if row.first < 0:
            found.places.add(row.at)
        elif reads_as_total(row.cells[row.first]):
            figures = _figures(values, row.at)
            agree = summed.agree(figures, row.at)
            name = header.get(row.first, "")
            if name and sheet.column(name).kind == "name" and not agree:
                word = row.cells[row.first].strip()
                reason = f"“{shown(word)}” reads as a total row: take it out, or fill in the line if that is a name"
                found.doubts[row.at] = Problem(file, row.line, name, shown(word), reason)
            else:
                found.places.add(row.at)
                found.remarks.append(Remark(file, row.line, _words(row, figures, agree=agree), many=False))
                summed.start_anew(row.at + 1)
    return found


def _figures(values: Mapping[str, Sequence[object]], at: int) -> dict[str, float]:
    return {name: _number(column[at]) for name, column in values.items() if _number(column[at])}


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


def _words(row: FileRow, figures: Mapping[str, float], *, agree: bool) -> str:
    told = ", ".join(f"{name} {value:g}" for name, value in figures.items())
    word = f"“{shown(row.cells[row.first].strip())}”{f' ({told})' if told else ''}"
    off = "" if agree or not figures else "; its figures are not what the lines above it come to"
    return f"{word} is a total row and was left out{off}"


class _Sums:
    """What the lines come to, from the last total row on and from the top."""

    def __init__(self, values: Mapping[str, Sequence[object]], unsound: set[int]) -> None:
        self._values = values
        self._unsound = unsound
        self._start = 0
        self._above: dict[str, float] = {}

    def agree(self, figures: Mapping[str, float], end: int) -> bool:
        """Tell whether the figures of a row are the sums of the lines above; a row without figures never is."""
        since = self._since(end)
        whole = {name: value + self._above.get(name, 0.0) for name, value in since.items()}
        return bool(figures) and (_alike(figures, since) or _alike(figures, whole))

    def start_anew(self, start: int) -> None:
        """Begin the next sum at a place."""
        since = self._since(start)
        self._above = {name: value + self._above.get(name, 0.0) for name, value in since.items()}
        self._start = start

    def _since(self, end: int) -> dict[str, float]:
        places = [at for at in range(self._start, end) if at not in self._unsound]
        return {name: sum(_number(column[at]) for at in places) for name, column in self._values.items()}


def _alike(figures: Mapping[str, float], summed: Mapping[str, float]) -> bool:
    return all(isclose(value, summed.get(name, 0.0), abs_tol=0.01) for name, value in figures.items())
