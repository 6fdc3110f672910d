"""Pace above accuracy of the subject on one time axis, with one cursor; and the signals, each with its place there."""

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from codedesk import formats
from codedesk.charts import findings
from codedesk.charts.picture import Chart, Table
from codedesk.charts.trend_pair import trend_pair
from codedesk.metrics.figures import Signal
from codedesk.services.figures.subject_rows import SubjectRow, TrendsRow
from codedesk.ui import theme
from codedesk.ui.pages.trends.views import Leaving, View
from codedesk.ui.widgets.chart import ChartPair
from codedesk.ui.widgets.table import Column
from codedesk.ui.widgets.table import Table as ListTable


class OverTimeView(View):
    """The two charts of one subject."""

    name: ClassVar[str] = "time"
    word: ClassVar[str] = "Over time"
    said: ClassVar[str] = "pace and accuracy over time"

    @override
    def build(self) -> None:
        self.charts = ChartPair(height=0)
        self.body.addWidget(self.charts, 1)
        self._pair: tuple[Chart, Chart] | None = None

    @override
    def show_subject(self, row: TrendsRow, subject: SubjectRow) -> None:
        self._pair = trend_pair(subject, row.span, row.figures.coders)
        self.charts.show_charts(*self._pair)

    @override
    def focus_drawing(self) -> None:
        self.charts.focus_chart()

    @override
    def toggle_table(self) -> None:
        self.charts.toggle_tables()

    @override
    def leaving(self) -> Leaving | None:
        if self._pair is None or self.subject is None:
            return None
        title = f"Pace and accuracy, {self.subject.name}"
        return Leaving("Pace and accuracy", title, self.subject, self._pair, (), self._pair[0].table)


@dataclass(frozen=True, slots=True)
class SignalLine:
    """A signal with whom it is read of: where it is looked at, and the pair of figures that belongs to it."""

    signal: Signal
    subject: SubjectRow

    @property
    def kind(self) -> str:
        """Whether it is of the process or a question about one coder."""
        return "Process" if self.signal.kind == "process" else "Question"

    @property
    def pair(self) -> str:
        """Pace and accuracy of the same span."""
        return findings.pair_words(self.subject.block.paired)


class SignalsView(View):
    """What is worth a question: of the process first, with what may explain it. Enter shows its place in the chart."""

    name: ClassVar[str] = "signals"
    word: ClassVar[str] = "Signals"
    said: ClassVar[str] = "the signals and what may explain them"

    @override
    def build(self) -> None:
        self.lines: tuple[SignalLine, ...] = ()
        self.head = theme.label("", "section", wrap=True)
        self.table: ListTable[SignalLine] = ListTable(
            _columns(), "Signals", settings=self.context.settings, row_height=theme.ROW_HEIGHT
        )
        self.table.activated.connect(self._open)
        self.table.selected.connect(self._read)
        self.words = theme.label("", "body", "second", wrap=True)
        self.words.setMinimumHeight(64)
        self.body.addWidget(self.head)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.words)

    @override
    def show_subject(self, row: TrendsRow, subject: SubjectRow) -> None:
        self.lines = signal_lines(row, subject)
        process = sum(line.signal.kind == "process" for line in self.lines)
        own = len(self.lines) - process
        found = [formats.plural(process, "process signal")] if process else []
        found += [f"{formats.plural(own, 'signal')} worth a question"] if own else []
        self.head.setText(f"{subject.name}: {' and '.join(found) or 'no signal'}, {row.label}")
        self.table.show_rows(self.lines)
        self._read(self.table.selected_row())

    @override
    def focus_drawing(self) -> None:
        self.table.setFocus()

    @override
    def leaving(self) -> Leaving | None:
        if self.subject is None or self.row is None:
            return None
        pair = trend_pair(self.subject, self.row.span, self.row.figures.coders)
        heads = ("Kind", "Since", "Whose", "Signal", "Pace and accuracy of the span")
        rows = tuple((each.kind, formats.day(each.signal.since), each.subject.name, each.signal.text, each.pair)
                     for each in self.lines)  # fmt: skip
        notes = tuple(f"{each.kind}: {each.signal.text}\n{each.subject.name}, whole span: {each.pair}."
                      for each in self.lines)  # fmt: skip
        return Leaving("Signals", self.head.text(), self.subject, pair, notes, Table(heads, rows))

    def _read(self, line: SignalLine | None) -> None:
        if line is None:
            none = "" if self.lines else "Nothing stands out in this time. "
            self.words.setText(f"{none}Signals are found as docs/figures.md says; none is a verdict.")
            return
        self.words.setText(f"{line.signal.text}\n{line.subject.name}, whole span: {line.pair}. Enter shows its place.")

    def _open(self, line: SignalLine) -> None:
        self.jump_wanted.emit(line.subject, line.signal.since, line.signal.measure)


def signal_lines(row: TrendsRow, subject: SubjectRow) -> tuple[SignalLine, ...]:
    """Return the signals of a subject; of the team also what is left as a question about each coder, by name."""
    lines = [SignalLine(signal, subject) for signal in subject.block.signals]
    if subject.kind == "team":
        coders = (other for other in row.subjects if other.kind == "coder")
        lines += [
            SignalLine(signal, one) for one in coders for signal in one.block.signals if signal.kind == "individual"
        ]
    return tuple(sorted(lines, key=lambda line: line.signal.kind != "process"))


def _columns() -> tuple[Column[SignalLine], ...]:
    return (
        Column("kind", "Kind", 78, text=lambda line: line.kind, strong=True),
        Column("since", "Since", 96, text=lambda line: formats.day(line.signal.since)),
        Column("whose", "Whose", 126, text=lambda line: line.subject.name, tooltip=lambda line: line.pair),
        Column("text", "Signal", 300, text=_text, tooltip=_hover, stretch=True),
        Column(
            "pair", "Pace and accuracy of the span", 220, text=lambda line: line.pair, tooltip=lambda line: line.pair
        ),
    )


def _text(line: SignalLine) -> str:
    return line.signal.text.removeprefix(f"{line.subject.name}: ")


def _hover(line: SignalLine) -> str:
    return f"{line.signal.text}\n{line.pair}"
