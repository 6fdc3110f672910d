"""The shapes of a chart as plain data: what a picture says, before anyone draws it on screen or on paper.

Values are fractions (0.955), dates are dates; colours are roles, never RGB. No rule that makes a chart lives here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

MarkKind = Literal["common", "improvement", "concern", "special"]
LineKind = Literal["mean", "limit", "standard", "expected"]
Measure = Literal["pace", "accuracy"]
Cells = tuple[str, ...]
Words = tuple[str, ...] | Callable[[], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class DateTick:
    """A date named on the axis; a minor one has no label and is drawn short."""

    day: date
    label: str


@dataclass(frozen=True, slots=True)
class DateAxis:
    """Time, left to right: the first and the last day shown, both included."""

    start: date
    end: date
    ticks: tuple[DateTick, ...]

    def share(self, day: date) -> float:
        """Say how far along the axis a day lies: 0 at the first day, 1 at the last."""
        return (day - self.start).days / max(1, (self.end - self.start).days)


@dataclass(frozen=True, slots=True)
class ValueTick:
    """A value named on the axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """The range of the measure and its named values. Nothing is drawn outside low and high."""

    low: float
    high: float
    ticks: tuple[ValueTick, ...]
    unit: str = "%"

    def share(self, value: float) -> float:
        """Say how far up the axis a value lies: 0 at low, 1 at high, held inside."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))

    def outside(self, value: float) -> bool:
        """Tell whether a value lies off the axis; it is then drawn at the edge with its value beside it."""
        return not self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Point:
    """One mark: a date, its value (None is a gap), its interval if it has one, and what is told of it.

    said: the words, or what makes them; they tell the point in full, always pace and accuracy of one time together.
    part: of a week that a period's edge cuts, only some days.
    """

    day: date
    value: float | None
    mark: MarkKind = "common"
    low: float | None = None
    high: float | None = None
    said: Words = ()
    part: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """What is told of it: of hundreds of points one is looked at, so that it may be put together only then."""
        return self.said() if callable(self.said) else self.said


@dataclass(frozen=True, slots=True)
class Series:
    """Marks of one measure; joined ones are linked by a line that breaks at every gap."""

    name: str
    points: tuple[Point, ...]
    joined: bool = True

    @property
    def segments(self) -> tuple[tuple[Point, ...], ...]:
        """The runs of points between gaps."""
        return tuple(_runs(self.points))


@dataclass(frozen=True, slots=True)
class Step:
    """A level that holds from one day to another, both included."""

    from_day: date
    to_day: date
    value: float


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A level through the chart: the mean is drawn solid, limits dashed, a standard long-dashed, all labelled."""

    kind: LineKind
    label: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """An event behind the marks, cut to the axis. label is short and may be shortened further; text is whole."""

    from_day: date
    to_day: date
    label: str
    text: str
    one_day: bool


@dataclass(frozen=True, slots=True)
class Label:
    """Words set directly into the chart, at a date and a value."""

    day: date
    value: float
    text: str


class AltTable:
    """The same facts as rows of text, for eyes and ears that a drawing does not serve, and for the clipboard.

    A plain value: equal to what says the same, never changed. Rows that cost time may be made when they are first asked
    for: most drawings are never looked at as a table.
    """

    __slots__ = ("_make", "_rows", "header")

    def __init__(self, header: Cells, rows: tuple[Cells, ...]) -> None:
        """Take the cells as they are."""
        self.header = header
        self._rows: tuple[Cells, ...] | None = rows
        self._make: Callable[[], tuple[Cells, ...]] | None = None

    @classmethod
    def later(cls, header: Cells, make: Callable[[], tuple[Cells, ...]]) -> "AltTable":
        """Return a table whose rows are those that make returns."""
        made = cls(header, ())
        made._rows, made._make = None, make
        return made

    @property
    def rows(self) -> tuple[Cells, ...]:
        """The rows in order."""
        if self._rows is None:
            assert self._make is not None
            self._rows = self._make()
        return self._rows

    @property
    def text(self) -> str:
        """The table as tab-separated lines."""
        return "\n".join("\t".join(row) for row in (self.header, *self.rows))

    def __eq__(self, other: object) -> bool:
        """Tell whether both say the same."""
        return (self.header, self.rows) == (other.header, other.rows) if isinstance(other, AltTable) else NotImplemented

    def __hash__(self) -> int:
        """Agree with what is equal."""
        return hash((self.header, self.rows))

    def __repr__(self) -> str:
        """Show the cells."""
        return f"Table({self.header!r}, {self.rows!r})"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart over time. summary is one sentence; empty, if not "", is said in place of the drawing.

    set_off: the days that are reviewed, where more is shown; its value means nothing. basis: which weeks the mean and
    the limits rest on, in words.
    """

    measure: Measure
    title: str
    subtitle: str
    x: DateAxis
    y: ValueAxis
    series: tuple[Series, ...]
    lines: tuple[DrawnLine, ...]
    bands: tuple[Band, ...]
    labels: tuple[Label, ...]
    summary: str
    table: AltTable
    empty: str = ""
    set_off: Step | None = None
    basis: str = ""

    @property
    def points(self) -> tuple[Point, ...]:
        """The marks of the first series: the measure itself."""
        return self.series[0].points if self.series else ()


@dataclass(frozen=True, slots=True)
class Spark:
    """A chart in the height of a row: marks, one standard line, the shared range; words tell it whole."""

    measure: Measure
    points: tuple[Point, ...]
    start: date
    end: date
    low: float
    high: float
    standard: tuple[Step, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class PairSpark:
    """Pace and accuracy of one coder over the same time: they are only ever drawn together."""

    pace: Spark
    accuracy: Spark


@dataclass(frozen=True, slots=True)
class CountBar:
    """One bar: this period's count or figure, and last period's in grey (None where there was no such period)."""

    label: str
    value: float
    before: float | None
    words: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars, longest first, from zero. empty, if not "", is said in place of the drawing."""

    title: str
    subtitle: str
    bars: tuple[CountBar, ...]
    high: int
    ticks: tuple[ValueTick, ...]
    before_label: str
    summary: str
    table: AltTable
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """One coder of the two-way picture: pace across, accuracy up, with the interval of the accuracy."""

    name: str
    coder_id: int | None
    pace: float
    accuracy: float
    low: float
    high: float
    mark: MarkKind
    words: tuple[str, ...]
    standard: float | None = None


@dataclass(frozen=True, slots=True)
class Scatter:
    """Pace against accuracy, by name and without rank. apart names who cannot be placed, and why.

    accuracy_standard is that of most; other_standards names who has another one.
    """

    title: str
    subtitle: str
    x: ValueAxis
    y: ValueAxis
    dots: tuple[Dot, ...]
    pace_standard: float
    accuracy_standard: float | None
    apart: tuple[str, ...]
    other_standards: tuple[str, ...]
    summary: str
    table: AltTable
    empty: str = ""


def _runs(points: tuple[Point, ...]) -> Iterator[tuple[Point, ...]]:
    run: list[Point] = []
    for point in points:
        if point.value is not None:
            run.append(point)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)
