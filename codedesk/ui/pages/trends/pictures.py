"""The views that look at everybody: side by side, against chance, and the balance of the workload."""

from typing import ClassVar

from PySide6.QtCore import QRect
from typing_extensions import override

from codedesk.charts.balance import Balance, BalanceBar, balance_chart
from codedesk.charts.funnel import Funnel, FunnelDot, funnel
from codedesk.charts.multiples import Cell, Multiples, multiples
from codedesk.services.figures.subject_rows import SubjectRow, TrendsRow
from codedesk.services.people.balances import BalancesRow, balances
from codedesk.ui.pages.trends.views import Leaving, TrendsView
from codedesk.ui.widgets.balance_bars import BalanceDrawing
from codedesk.ui.widgets.funnel import FunnelDrawing
from codedesk.ui.widgets.multiples import MultiplesView
from codedesk.ui.widgets.picture_card import PictureCard


class Pictured(TrendsView):
    """A view with one card."""

    card: PictureCard

    @override
    def focus_drawing(self) -> None:
        self.card.drawing.setFocus()

    @override
    def toggle_table(self) -> None:
        self.card.toggle_table()

    @property
    def team(self) -> SubjectRow:
        """The team, whom the figure is of."""
        assert self.row is not None
        return self.row.subjects[0]


class EverybodyView(Pictured):
    """All coders small, on one scale, by name."""

    name: ClassVar[str] = "everybody"
    word: ClassVar[str] = "Everybody"
    said: ClassVar[str] = "everybody side by side"

    @override
    def build(self) -> None:
        self.multiples: Multiples | None = None
        self.drawing = MultiplesView()
        self.card = PictureCard(self.drawing, scrolled=True, lines=1)
        self.drawing.pointed.connect(self._read)
        self.drawing.opened.connect(self._open)
        self.drawing.moved.connect(self._scroll)
        self.body.addWidget(self.card, 1)

    @override
    def show_subject(self, row: TrendsRow, subject: SubjectRow) -> None:
        self.multiples = made = multiples(row.figures.coders, row.span)
        self.card.show_finding(made.title, made.subtitle, made.table, made.summary, made.empty)
        self.drawing.show_multiples(made)
        self._read(None)

    @override
    def leaving(self) -> Leaving | None:
        made = self.multiples
        return Leaving("Everybody", made.title, self.team, (made,), (), made.table) if made else None

    def _read(self, cell: Cell | None) -> None:
        self.card.words.setText(cell.words if cell else "A click, or Enter after the arrow keys, opens a coder.")

    def _open(self, cell: Cell) -> None:
        self.subject_wanted.emit("coder", cell.coder_id)

    def _scroll(self, place: QRect) -> None:
        self.card.area.ensureVisible(place.center().x(), place.center().y(), 0, place.height() // 2 + 8)


class FunnelView(Pictured):
    """Accuracy against the size of its sample."""

    name: ClassVar[str] = "funnel"
    word: ClassVar[str] = "Chance"
    said: ClassVar[str] = "accuracy against chance (funnel)"

    @override
    def build(self) -> None:
        self.funnel: Funnel | None = None
        self.drawing = FunnelDrawing()
        self.card = PictureCard(self.drawing, lines=4)
        self.drawing.pointed.connect(self._read)
        self.drawing.opened.connect(self._open)
        self.body.addWidget(self.card, 1)

    @override
    def show_subject(self, row: TrendsRow, subject: SubjectRow) -> None:
        self.funnel = made = funnel(row.figures.team, row.figures.coders)
        self.card.show_finding(made.title, made.subtitle, made.table, made.summary, made.empty)
        self.drawing.show_funnel(made)
        self._read(None)

    @override
    def leaving(self) -> Leaving | None:
        made = self.funnel
        return Leaving("Accuracy and chance", made.title, self.team, (made,), (), made.table) if made else None

    def _read(self, dot: FunnelDot | None) -> None:
        if self.funnel is None:
            return
        if dot is not None:
            self.card.words.setText(". ".join(dot.words) + ".")
            return
        apart = f"Not placed: {'; '.join(self.funnel.apart)}." if self.funnel.apart else ""
        self.card.words.setText("\n".join(part for part in (*self.funnel.questions, self.funnel.note, apart) if part))

    def _open(self, dot: FunnelDot) -> None:
        self.subject_wanted.emit("coder", dot.coder_id)


class BalanceView(Pictured):
    """Each person's earned hours against the scheduled ones, and the share of hard work."""

    name: ClassVar[str] = "balance"
    word: ClassVar[str] = "Balance"
    said: ClassVar[str] = "the balance of the workload"

    @override
    def build(self) -> None:
        self.balance: Balance | None = None
        self._number = 0
        self.drawing = BalanceDrawing()
        self.card = PictureCard(self.drawing, scrolled=True, lines=2)
        self.drawing.pointed.connect(self._read)
        self.drawing.opened.connect(self._open)
        self.body.addWidget(self.card, 1)

    @override
    def show_subject(self, row: TrendsRow, subject: SubjectRow) -> None:
        self._number += 1
        number = self._number
        if self.balance is None:
            self.card.words.setText("Reading …")

        def arrived(found: BalancesRow) -> None:
            if number == self._number:
                self._show(balance_chart(found, row.label))

        self.context.read(self, balances, row.span, self.context.today(), then=arrived)

    def _show(self, made: Balance) -> None:
        self.balance = made
        self.card.show_finding(made.title, made.subtitle, made.table, made.summary, made.empty)
        self.drawing.show_balance(made)
        self._read(None)
        self.changed.emit()

    @override
    def can_leave(self) -> bool:
        return self.balance is not None

    @override
    def leaving(self) -> Leaving | None:
        made = self.balance
        return Leaving("Balance of the workload", made.title, self.team, (made,), (), made.table) if made else None

    def _read(self, bar: BalanceBar | None) -> None:
        if self.balance is not None:
            self.card.words.setText(self.drawing.words(bar) if bar else self.balance.note)

    def _open(self, bar: BalanceBar) -> None:
        assert self.row is not None
        found = next((subject for subject in self.row.subjects if subject.name == bar.name), None)
        if found is not None:
            self.subject_wanted.emit(found.kind, found.id)
