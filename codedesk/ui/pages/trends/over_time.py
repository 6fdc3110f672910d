"""Pace above accuracy of the subject on one time axis, with one cursor; and the signals, each with its place there."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu
from typing_extensions import override

from codedesk import formats
from codedesk.charts import findings
from codedesk.charts.picture import AltTable
from codedesk.charts.trend_pair import for_paper, trend_pair
from codedesk.charts.variation import no_signal_words
from codedesk.metrics.figures import Signal
from codedesk.periods import monday
from codedesk.services.figures.subject_rows import SubjectRow, TrendsRow
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.answering import Answering
from codedesk.ui.dialogs.events import EventsDialog
from codedesk.ui.dialogs.rebasing import TITLE, Rebasing
from codedesk.ui.pages.trends.views import Leaving, TrendsView
from codedesk.ui.widgets.action_menu import pop_up
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.chart import ChartPair
from codedesk.ui.widgets.table import Table as ListTable
from codedesk.ui.widgets.table import TableColumn


class OverTimeView(TrendsView):
    """The two charts of one subject."""

    name: ClassVar[str] = "time"
    word: ClassVar[str] = "Over time"
    said: ClassVar[str] = "pace and accuracy over time"

    @override
    def build(self) -> None:
        self.charts = ChartPair(height=0)
        self.charts.menu_asked.connect(self._offer_at)
        self.menu: QMenu | None = None
        self.events: EventsDialog | None = None
        self.rebasing = Rebasing(self.context, self)
        self.context.typed.opens("trends", "limits", lambda _key: self.begin_anew())
        self.body.addWidget(self.charts, 1)

    @override
    def show_subject(self, row: TrendsRow, subject: SubjectRow) -> None:
        self.charts.show_charts(*trend_pair(subject, row.span, row.figures.coders))

    def open_events(self, first: date | None = None, typed: str = "") -> None:
        """List the events of the span, of everybody; first: enter one from that day on; typed: show its form."""
        if self.row is not None:
            self.events = EventsDialog(self.window(), self.context, self.row.span, self.row.label, first, typed)
            self.events.open()

    def begin_anew(self, at: date | None = None) -> None:
        """Ask since when and why the limits shown begin anew: at a day, the cursor, or the end of the span."""
        if self.row is None or self.subject is None:
            return
        day = at or self.charts.day or min(self.row.span.end, self.context.today())
        named = {kind: tuple((each.name, each.id) for each in self.row.named if each.kind == kind and each.id)
                 for kind in ("coder", "work_type")}  # fmt: skip
        self.rebasing.begin(monday(day), named["coder"], (self.subject.kind, self.subject.id), named["work_type"])

    def _offer_at(self, place: QPoint) -> None:
        """Offer to enter what happened in a week of the charts, and the list with what was different since."""
        menu, day = QMenu(self), self.charts.day
        if day is not None and not self.context.read_only:
            words = f"Something happened in the week of {formats.day(monday(day))}…"
            menu.addAction(words, partial(self.open_events, day))
            menu.addAction(f"{TITLE} in the week of {formats.day(monday(day))}…", partial(self.begin_anew, day))
        menu.addAction("Events, before and after", partial(self.open_events, None))
        self.menu = menu
        pop_up(menu, place)

    @override
    def focus_drawing(self) -> None:
        self.charts.focus_chart()

    @override
    def toggle_table(self) -> None:
        self.charts.toggle_tables()

    @override
    def leaving(self) -> Leaving | None:
        if self.row is None or self.subject is None:
            return None
        pair = trend_pair(for_paper(self.subject), self.row.span, self.row.figures.coders)
        title = f"Pace and accuracy, {self.subject.name}"
        return Leaving("Pace and accuracy", title, self.subject, pair, (), pair[0].table)


@dataclass(frozen=True, slots=True)
class SignalLine:
    """A signal with whom it is read of: where it is looked at, and the pair of figures that belongs to it."""

    signal: Signal
    subject: SubjectRow

    @property
    def kind(self) -> str:
        """Whether it is answered, of the process, or a question about one coder."""
        if not self.signal.open:
            return "Answered"
        return "Process" if self.signal.kind == "process" else "Question"

    @property
    def for_paper(self) -> "SignalLine":
        """The same without an answer that is not for the packet."""
        answer = self.signal.answer
        return self if answer is None else replace(self, signal=replace(self.signal, answer=answer.for_paper()))

    @property
    def pair(self) -> str:
        """Pace and accuracy of the same span."""
        return findings.pair_words(self.subject.block.paired)


class SignalsView(TrendsView):
    """What is worth a question: of the process first, with what may explain it, what is answered last.

    Enter shows the place of one in the chart; Ctrl+Shift+A says what it was.
    """

    name: ClassVar[str] = "signals"
    word: ClassVar[str] = "Signals"
    said: ClassVar[str] = "the signals and what may explain them"

    @override
    def build(self) -> None:
        self.lines: tuple[SignalLine, ...] = ()
        self.head = theme.label("", "section", wrap=True)
        self.table: ListTable[SignalLine] = ListTable(_columns(), "Signals", settings=self.context.settings)
        self.table.activated.connect(self._open)
        self.table.row_menu.name_open("Show its place")
        self.table.row_menu.offer(self.row_actions)
        self.answering = Answering(self.context, self)
        self.table.selected.connect(self._read)
        self.words = theme.label("", "body", "second", wrap=True)
        self.words.setMinimumHeight(64)
        self.reply = button("Answer …", self.answer, kind="quiet")
        self.reply.setToolTip("Say what it was: it is silenced, and what was said stays with the chart (Ctrl+Shift+A)")
        self.body.addWidget(self.head)
        self.body.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.reply, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)

    def row_actions(self) -> tuple[Action, ...]:
        """Return what can be done with the chosen signal."""
        return (Action("trends.answer", "Answer a signal", "Ctrl+Shift+A", self.answer, enabled=self.can_answer),)

    def can_answer(self) -> bool:
        """Tell whether a signal is chosen that something can be said about."""
        return self.table.selected_row() is not None and not self.context.read_only

    def answer(self) -> None:
        """Ask what the chosen signal was, or change what was said."""
        line = self.table.selected_row()
        if line is not None and self.row is not None and self.can_answer():
            beside = f"To be read with the time shown: {findings.accuracy_words(line.subject.block.paired.accuracy)}."
            self.answering.ask(line.signal, self.row.span.end, beside)

    @override
    def show_subject(self, row: TrendsRow, subject: SubjectRow) -> None:
        self.lines = signal_lines(row, subject)
        process = sum(line.kind == "Process" for line in self.lines)
        own = sum(line.kind == "Question" for line in self.lines)
        said = len(self.lines) - process - own
        found = [formats.plural(process, "process signal")] if process else []
        found += [f"{formats.plural(own, 'signal')} worth a question"] if own else []
        found += [f"{said} answered"] if said else []
        self.head.setText(f"{subject.name}: {', '.join(found) or 'no signal'}, {row.label}")
        self.table.show_rows(self.lines)
        self._read(self.table.selected_row())

    @override
    def focus_drawing(self) -> None:
        self.table.setFocus()

    @override
    def leaving(self) -> Leaving | None:
        if self.subject is None or self.row is None:
            return None
        pair = trend_pair(for_paper(self.subject), self.row.span, self.row.figures.coders)
        lines = [each.for_paper for each in self.lines]
        heads = ("Kind", "Since", "Whose", "Signal", "Pace and accuracy of the span")
        rows = tuple((each.kind, formats.day(each.signal.since), each.subject.name, each.signal.with_answer, each.pair)
                     for each in lines)  # fmt: skip
        notes = tuple(f"{each.kind}: {each.signal.with_answer}\n{each.subject.name}, whole span: {each.pair}."
                      for each in lines)  # fmt: skip
        return Leaving("Signals", self.head.text(), self.subject, pair, notes, AltTable(heads, rows))

    def _read(self, line: SignalLine | None) -> None:
        self.reply.setEnabled(self.can_answer())
        self.reply.setText("Change …" if line is not None and not line.signal.open else "Answer …")
        self.changed.emit()
        if line is None:
            none = "" if self.lines or self.subject is None else f"{no_signal_words(self.subject.block)} "
            self.words.setText(f"{none}Signals are found as docs/figures.md says; none is a verdict.")
            return
        self.words.setText(
            f"{line.signal.with_answer}\n{line.subject.name}, whole span: {line.pair}. Enter shows its place."
        )

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
    return tuple(sorted(lines, key=lambda line: (not line.signal.open, line.signal.kind != "process")))


def _columns() -> tuple[TableColumn[SignalLine], ...]:
    return (
        TableColumn("kind", "Kind", 78, text=lambda line: line.kind, strong=True),
        TableColumn("since", "Since", 96, text=lambda line: formats.day(line.signal.since)),
        TableColumn("whose", "Whose", 126, text=lambda line: line.subject.name, tooltip=lambda line: line.pair),
        TableColumn("text", "Signal", 300, text=_text, tooltip=_hover, stretch=True, lines=3, of_person=True),
        TableColumn(
            "pair",
            "Pace and accuracy of the span",
            236,
            text=lambda line: line.pair,
            tooltip=lambda line: line.pair,
            lines=3,
            of_person=True,
        ),
    )


def _text(line: SignalLine) -> str:
    return line.signal.with_answer.removeprefix(f"{line.subject.name}: ")


def _hover(line: SignalLine) -> str:
    return f"{line.signal.with_answer}\n{line.pair}"
