"""The overview: what asks for attention, a row per coder with pace and accuracy side by side, the two-way picture.

Sorted by name or by what needs attention; nobody is ranked, and pace alone sorts nothing.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.charts import findings
from codedesk.charts.picture import Dot
from codedesk.metrics import figures
from codedesk.periods import monday
from codedesk.services.days.marks import LookRow, to_look_at
from codedesk.services.people.attention import AttentionRow, attention
from codedesk.services.people.team import TeamPageRow, team_page
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.answering import Answering
from codedesk.ui.dialogs.events import EventsDialog
from codedesk.ui.dialogs.mix import MixDialog
from codedesk.ui.dialogs.rebasing import TEAM, TITLE, Rebasing
from codedesk.ui.pages.page import Page
from codedesk.ui.pages.team import rows
from codedesk.ui.pages.team.first_line import Attention
from codedesk.ui.pages.team.picture import PairPicture
from codedesk.ui.pages.team.rows import OverviewLine, OverviewTable
from codedesk.ui.reading import MonthReader
from codedesk.ui.widgets.explain import explain_pair
from codedesk.ui.widgets.segments import Segments
from codedesk.ui.widgets.signals import FoldedSignals

WIDE = 1340
_COUNTED_DAYS = 366
_ORDERS = (("name", "By name"), ("attention", "Needs attention first"))
_LOOKS = (("rows", "Table"), ("picture", "Two-way picture"))


class TeamPage(Page):
    """Everybody's pace with its accuracy, in one look."""

    name, title, icon = "team", "Team", "team"

    def _follow(self, coder_id: int | None) -> None:
        self.table.select_where(lambda line: line.block.coder_id == coder_id)

    @override
    def takes_coder(self) -> bool:
        return False

    @override
    def build(self) -> None:
        self._rows: TeamPageRow | None = None
        self.attention = Attention(self.context.settings)
        self.attention.stepped.connect(self._step)
        self.attention.looking.clicked.connect(self._to_looking)
        self._reader = MonthReader(self.context, self, to_look_at, self.context.tell_failure)
        self.order = Segments("Order", _ORDERS)
        self.order.chosen.connect(self._reorder)
        self.look = Segments("Look", _LOOKS)
        self.look.chosen.connect(self._arrange)
        for segments in (self.look, self.order):
            self.header_extra.addWidget(segments, 0, Qt.AlignmentFlag.AlignTop)
        self.table = OverviewTable(self.context.settings)
        self.table.activated.connect(self._open)
        self.table.row_menu.name_open("Open the coder")
        self.table.row_menu.offer(self.actions, "team.answer", "team.explain", "team.rebase")
        self.table.selected.connect(self._mark)
        self.context.coder_changed.connect(self._follow)
        self.rebasing = Rebasing(self.context, self)
        self.picture = PairPicture()
        self.picture.view.opened.connect(self._open_dot)
        self.fold = FoldedSignals(self.context.settings, "team.signals")
        self.signals = self.fold.list
        self.signals.answer_wanted.connect(self._answer)
        self.answering = Answering(self.context, self)
        self.events: EventsDialog | None = None
        self.uncounted, self.check_ins = (theme.one_line("", "caption", "second") for _ in range(2))
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(self.table, 5)
        both.addWidget(self.picture, 2)
        self.body.addWidget(self.attention)
        self.body.addLayout(both, 1)
        self._under = self._make_under()
        self.body.addWidget(self._under)
        self._arrange()
        self.context.typed.opens(self.name, "event", self.open_events)
        self.context.typed.opens(self.name, "limits", lambda _key: self.begin_anew())

    def _make_under(self) -> QWidget:
        """Lay out what stands under the table: the signals, and what is told in a line each."""
        made = QWidget()
        column = theme.column(made, 4)
        for part in (self.fold, self.uncounted, self.check_ins):
            column.addWidget(part)
        return made

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        return (
            Action("team.events", "Events", "Ctrl+Shift+E", self.open_events, "team"),
            Action("team.picture", "Two-way picture", "", self.toggle_picture, "team", shown=False),
            Action("team.mix", "Mix of work", "", self.show_mix, "team"),
            Action("team.explain", "How is this made?", "Ctrl+I", self.explain_row, "team", self._has_row, shown=False),
            Action(
                "team.due", "Review the standard that is due", "", self._to_standard, "team", self._is_due, shown=False
            ),
            Action(
                "team.answer", "Answer a signal", "Ctrl+Shift+A", self.answer, "team", self._can_answer, shown=False
            ),
            Action("team.rebase", TITLE, "Ctrl+Shift+B", self.begin_anew, "team", self._can_write, shown=False),
            Action("team.open", "Open the coder", "", self._open_chosen, "team", self._has_coder, shown=False),
        )

    @override
    def refresh(self) -> None:
        self.read(team_page, self.context.period, self.context.today(), then=self._show)

    @override
    def first_focus(self) -> QWidget | None:
        return self.table

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @property
    def lines(self) -> tuple[OverviewLine, ...]:
        """The rows as they stand on the screen."""
        return self.table.rows

    def toggle_picture(self) -> None:
        """Change between the table and the two-way picture, or go to it where both are seen."""
        if self.width() < WIDE:
            self.look.choose("rows" if self.look.key == "picture" else "picture")
            self._arrange()
        if self.picture.isVisibleTo(self):
            self.picture.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_mix(self) -> None:
        """Show what of the team's change of pace is mix, and who holds which work."""
        MixDialog(self, self.context).open()

    def begin_anew(self) -> None:
        """Ask since when and why the limits of the chosen coder, or of the whole team, begin anew."""
        if self._rows is None:
            return
        coders = tuple((row.block.coder, row.block.coder_id) for row in self._rows.coders if row.block.coder_id)
        line = self.table.selected_row()
        day = min(self.context.period.end, self.context.today())
        chosen = ("coder", line.block.coder_id) if line and line.block.coder_id else TEAM
        self.rebasing.begin(monday(day), coders, chosen)

    def _can_write(self) -> bool:
        return self._rows is not None and not self.context.read_only

    def explain_row(self) -> None:
        """Open "How is this made?" for the chosen row."""
        line = self.table.selected_row()
        if line is not None:
            explain_pair(self, f"{line.name}, {self.context.period_label}", line.block.paired)

    def open_events(self, typed: str = "") -> None:
        """List the events of the period, of everybody; typed: with the form of one that is not saved yet."""
        period, label = self.context.period, self.context.period_label
        self.events = EventsDialog(self.window(), self.context, period, label, typed=typed)
        self.events.open()

    def answer(self) -> None:
        """Answer the one signal of the chosen row that is open, or go to the list of them."""
        found = [signal for signal in self.signals.shown if signal.open] or list(self.signals.shown)
        if len(found) == 1:
            self._answer(found[0])
        else:
            self.fold.focus_first()

    def _answer(self, signal: figures.Signal) -> None:
        line = self._line
        if line is not None:
            self._ask(signal, line.block)

    def _ask(self, signal: figures.Signal, block: figures.Block) -> None:
        if self._rows is not None:
            quality = findings.accuracy_words(block.paired.accuracy)
            self.answering.ask(signal, self._rows.figures.end, f"To be read with the period: {quality}.")

    def _step(self, row: AttentionRow) -> None:
        """Make the next step of a line of the attention list."""
        if row.signal is not None and row.block is not None:
            self._ask(row.signal, row.block)
        elif row.step in ("waiting", "plan"):
            self.context.navigate("audits", view="todo" if row.step == "waiting" else "planning")
        elif row.step in ("standard", "standards"):
            what = {} if row.work_type_id is None else {"work_type_id": row.work_type_id}
            self.context.navigate("standards", **what)
        elif row.step == "day":
            day = row.day or min(self.context.period.end, self.context.today())
            self.context.navigate("today", coder_id=row.coder_id, day=day)
        else:
            self.context.navigate("coder", coder_id=row.coder_id)

    @property
    def _line(self) -> OverviewLine | None:
        """The chosen row, or the team's."""
        return self.table.selected_row() or next(iter(self.table.rows), None)

    def _show_signals(self) -> None:
        line = self._line
        if line is not None:
            beside, writable = findings.pair_words(line.block.paired), not self.context.read_only
            self.fold.show_signals(line.block.signals, beside, of=line.name, can_answer=writable)

    def _show(self, page: TeamPageRow) -> None:
        self._rows = page
        if not page.coders:
            self.show_empty(
                f"Nobody was on the team in {self.context.period_label}, and nothing is entered for it. "
                "Choose another period above, or add coders in Setup.",
                Action("team.setup", "Add coders", "", self._to_setup),
            )
            return
        self.set_subline(f"{self.context.period_label} · {formats.plural(len(page.coders), 'coder')}")
        self.attention.show_rows(attention(page), page.completeness, can_write=not self.context.read_only)
        self._count_values()
        self.check_ins.setText(page.check_ins.words)
        self.uncounted.setText(rows.uncounted_words(page.uncounted.get(None, ())))
        self.uncounted.setVisible(bool(self.uncounted.text()))
        self._show_rows()
        self.picture.show_team(page)
        self.show_content()
        self.update_actions()

    def _count_values(self) -> None:
        """Count the surprising values after the figures are shown; of more than a year they are not counted here."""
        period, coder_id = self.context.period, self.context.coder_id
        if (period.end - period.start).days > _COUNTED_DAYS:
            self.attention.show_looking(None)
            return
        coders = None if coder_id is None else (coder_id,)
        self._reader.start(period, coders, then=self._counted)

    def _counted(self, found: tuple[LookRow, ...]) -> None:
        name = found[0].coder if found and self.context.coder_id is not None else ""
        self.attention.show_looking(len(found), name)

    def _show_rows(self) -> None:
        if self._rows is None:
            return
        chosen = self.table.selected_row()
        found = rows.lines(self._rows, self.context.period, by_attention=self.order.key == "attention")
        self.table.show_rows(found)
        kept = chosen.block.coder_id if chosen else self.context.coder_id
        self.table.select_where(lambda line: line.block.coder_id == kept)
        self._show_signals()

    @override
    def lay_for_paper(self, *, paper: bool) -> None:
        self.attention.on_paper = paper
        self._arrange()

    def _reorder(self, _key: str) -> None:
        self._show_rows()

    def _arrange(self, _key: str = "") -> None:
        """Show the two-way picture beside the table where there is room, else as a view of its own."""
        wide = self.width() >= WIDE
        alone = not wide and self.look.key == "picture"
        self.look.setVisible(not wide)
        self.picture.setVisible(wide or alone)
        for part in (self.attention, self.table, self._under, self.order):
            part.setVisible(not alone)
        self.attention.fit()

    def _mark(self, line: OverviewLine | None) -> None:
        self.picture.view.select(line.block.coder_id if line else None)
        self._show_signals()
        self.update_actions()

    def _has_row(self) -> bool:
        return self.table.selected_row() is not None

    def _has_coder(self) -> bool:
        line = self.table.selected_row()
        return line is not None and not line.row.pooled

    def _can_answer(self) -> bool:
        return bool(self.signals.shown) and not self.context.read_only

    def _open_chosen(self) -> None:
        line = self.table.selected_row()
        if line is not None:
            self._open(line)

    def _open(self, line: OverviewLine) -> None:
        if line.row.pooled:
            self.explain_row()
        else:
            self.context.navigate("coder", coder_id=line.block.coder_id)

    def _open_dot(self, dot: Dot) -> None:
        self.context.navigate("coder", coder_id=dot.coder_id)

    def _is_due(self) -> bool:
        return self._rows is not None and bool(self._rows.completeness.reviews_due)

    def _to_standard(self) -> None:
        if self._rows is not None and self._rows.completeness.reviews_due:
            self.context.navigate("standards", work_type_id=self._rows.completeness.reviews_due[0].work_type_id)

    def _to_looking(self) -> None:
        self.context.navigate("looking")

    def _to_setup(self) -> None:
        self.context.navigate("setup", section="coders", new=True)
