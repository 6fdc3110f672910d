"""The mix of work: its shares over time, what of a change of pace is mix, and who holds which work. No rank."""

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from codedesk.charts import mix
from codedesk.charts.shares import ShareColumn, Stacks, work_shares
from codedesk.services.figures.mix_rows import MixRow
from codedesk.services.figures.mixes import mixes
from codedesk.services.figures.subject_rows import SubjectRow, TrendsRow
from codedesk.services.people.holding_rows import HoldingsRow
from codedesk.services.people.holdings import holdings
from codedesk.ui import theme
from codedesk.ui.pages.trends.pictures import Pictured
from codedesk.ui.pages.trends.views import Leaving
from codedesk.ui.widgets.holdings import HoldingsCard
from codedesk.ui.widgets.mix import MixCard
from codedesk.ui.widgets.picture_card import PictureCard
from codedesk.ui.widgets.stacks import StacksView

_HIGH = 400


class MixView(Pictured):
    """How the work divides into work types, and what that did to the pace."""

    name: ClassVar[str] = "mix"
    word: ClassVar[str] = "Mix"
    said: ClassVar[str] = "the mix of work over time, and who holds the hard charts"

    @override
    def build(self) -> None:
        self.stacks: Stacks | None = None
        self.change: MixRow | None = None
        self.drawing = StacksView()
        self.card = PictureCard(self.drawing, lines=1)
        self.card.setMinimumHeight(_HIGH)
        self.drawing.pointed.connect(self._read)
        self.split = MixCard()
        self.held = HoldingsCard()
        body = QWidget()
        body.setObjectName("scroll_body")
        column = theme.column(body, 12)
        self.body.addWidget(theme.scrolled(body), 1)
        for part in (self.card, self.split, self.held):
            column.addWidget(part)
        column.addStretch(1)

    @override
    def show_subject(self, row: TrendsRow, subject: SubjectRow) -> None:
        shown, today = self.of_whom, self.context.today()
        self.stacks = made = work_shares(shown.name, shown.shares, self.context.fiscal_year)
        self.card.show_finding(made.title, made.subtitle, made.table, made.summary, made.empty)
        self.drawing.show_stacks(made)
        self._read(None)
        self.change = None
        self.split.show_rows(())
        chosen = () if shown.id is None else (shown.id,)
        self.context.read(self, mixes, row.span, chosen, today, then=partial(self._show_change, shown))
        self.context.read(self, holdings, row.span, today, then=partial(self._show_held, row))

    @property
    def of_whom(self) -> SubjectRow:
        """Whose mix is shown: the coder's, else the team's."""
        assert self.subject is not None
        return self.subject if self.subject.kind == "coder" else self.team

    @override
    def leaving(self) -> Leaving | None:
        made, change = self.stacks, self.change
        if made is None:
            return None
        notes = () if change is None else (f"{mix.sentence(change)} {mix.accuracy_sentence(change)}",)
        return Leaving("Mix of work", made.title, self.of_whom, (made,), notes, made.table)

    @override
    def paired_subject(self) -> SubjectRow | None:
        return self.of_whom if self.subject is not None else None

    def _show_change(self, shown: SubjectRow, found: dict[int | None, tuple[MixRow, ...]]) -> None:
        if shown is self.of_whom:
            rows = found.get(shown.id, ())
            self.change = next(iter(rows), None)
            self.split.show_rows(rows)
            self.changed.emit()

    def _show_held(self, row: TrendsRow, found: HoldingsRow | None) -> None:
        if row is self.row:
            self.held.show_row(found)

    def _read(self, column: ShareColumn | None) -> None:
        hint = "Move over a column, or use the arrow keys, to read a piece of time."
        if column is None and self.subject is not None and self.subject.kind == "work_type":
            hint = f"The mix is the team’s; {self.subject.name} is one part of it. {hint}"
        self.card.words.setText(self.drawing.words(column) if column else hint)
