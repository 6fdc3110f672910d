"""The shapes of a chart of work that waits: weeks across, charts, hours or days up, from zero. Plain data.

Lines may carry marks and a band (a forecast and its interval); columns are stacked. Nothing is drawn or made here.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from codedesk import formats
from codedesk.charts.picture import AltTable, Band, DateAxis, LineKind, MarkKind, ValueAxis

_WEEK = timedelta(7)


@dataclass(frozen=True, slots=True)
class FlowPoint:
    """A week (its Monday) and its value, None for a gap; mark None is a place of the line alone; low and high: a band.

    words tell the week in full.
    """

    day: date
    value: float | None
    mark: MarkKind | None = None
    low: float | None = None
    high: float | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A line with its name at its end; a dashed one is not measured, but expected."""

    name: str
    points: tuple[FlowPoint, ...]
    style: Literal["solid", "dashed", "dotted"] = "solid"

    @property
    def segments(self) -> tuple[tuple[FlowPoint, ...], ...]:
        """The runs of points between gaps."""
        runs: list[tuple[FlowPoint, ...]] = [()]
        for point in self.points:
            runs = [*runs, ()] if point.value is None else [*runs[:-1], (*runs[-1], point)]
        return tuple(run for run in runs if run)


@dataclass(frozen=True, slots=True)
class FlowLevel:
    """A level through the weeks that have been: the mean is drawn solid, limits dashed."""

    kind: LineKind
    label: str
    value: float
    to_day: date


@dataclass(frozen=True, slots=True)
class FlowColumn:
    """A week's column: its parts from the bottom up, one for each layer, and the week in words."""

    day: date
    parts: tuple[float, ...]
    words: str


@dataclass(frozen=True, slots=True)
class FlowChart:
    """The chart. ahead: the first day of what is only expected. empty, if not "", is said in place of the drawing.

    bands: what happened meanwhile, in order of its first day.
    """

    title: str
    subtitle: str
    x: DateAxis
    y: ValueAxis
    lines: tuple[FlowLine, ...]
    summary: str
    table: AltTable
    levels: tuple[FlowLevel, ...] = ()
    layers: tuple[str, ...] = ()
    columns: tuple[FlowColumn, ...] = ()
    ahead: date | None = None
    empty: str = ""
    bands: tuple[Band, ...] = ()

    def words_of(self, stop: FlowPoint | FlowColumn) -> str:
        """Return what a week says, and what happened in it."""
        happened = [band.text for band in self.bands if stop.day <= band.from_day < stop.day + _WEEK]
        return " · ".join((stop.words, *happened))

    @property
    def stops(self) -> tuple[FlowPoint | FlowColumn, ...]:
        """What can be pointed at, in the order of time: columns, or the points of all lines that have words."""
        told = [point for line in self.lines for point in line.points if point.words and point.value is not None]
        return self.columns or tuple(sorted(told, key=lambda point: point.day))

    @property
    def names(self) -> tuple[tuple[str, float, int | None], ...]:
        """What is named at the right edge: levels, lines and layers, each with its height, a layer with its number."""
        found: list[tuple[str, float, int | None]] = [(level.label, level.value, None) for level in self.levels]
        for line in self.lines:
            last = next((point for point in reversed(line.points) if point.value is not None), None)
            if last is not None and last.value is not None:
                found.append((f"{line.name} {formats.number(last.value, 1)}", last.value, None))
        below = 0.0
        for layer, part in enumerate(self.columns[-1].parts if self.columns else ()):
            found.append((self.layers[layer], below + part / 2, layer))
            below += part
        return tuple(found)
