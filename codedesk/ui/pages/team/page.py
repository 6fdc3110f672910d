"""The overview: how complete the data is, a row per coder with pace and accuracy side by side, the two-way picture.

Sorted by name or by what needs attention; nobody is ranked, and pace alone sorts nothing.
"""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QWidget
from typing_extensions import override

from codedesk import formats
from codedesk.charts import findings
from codedesk.charts.picture import Dot
from codedesk.charts.scatter import team_scatter
from codedesk.metrics import figures
from codedesk.periods import monday
from codedesk.services.days.marks import LookRow, to_look_at
from codedesk.services.people.team import TeamPageRow, team_page
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.answering import Answering
from codedesk.ui.dialogs.events import EventsDialog
from codedesk.ui.dialogs.mix import MixDialog
from codedesk.ui.dialogs.rebasing import TEAM, TITLE, Rebasing
from codedesk.ui.pages.page import Page
from codedesk.ui.pages.team import rows
from codedesk.ui.pages.team.first_line import Completeness
from codedesk.ui.pages.team.rows import OverviewLine
from codedesk.ui.reading import MonthReader
from codedesk.ui.widgets.buttons import button
from codedesk.ui.widgets.explain import explain_pair
from codedesk.ui.widgets.scatter import CROWD, ScatterView
from codedesk.ui.widgets.segments import Segments
from codedesk.ui.widgets.signals import SignalList
from codedesk.ui.widgets.table import Table

WIDE = 1340
_COUNTED_DAYS = 366
_SIGNALS_HIGH = 148
_LEAST_HEIGHT = theme.ROW_HEIGHT + 2 * rows.ROW_HEIGHT + 4
_ORDERS = (("name", "By name"), ("attention", "Needs attention first"))
_READ_ME = "Move to a dot, or use the arrow keys, to read a coder; Enter opens the page."
_SOME_NAMED = " Names without room are left out of the picture."


class TeamPage(Page):
    """Everybody's pace with its accuracy, in one look."""

    name, title, icon = "team", "Team", "team"

    @override
    def build(self) -> None:
        self._rows: TeamPageRow | None = None
        self._wanted: bool | None = None
        self.completeness = Completeness()
        self.completeness.looking.clicked.connect(self._to_looking)
        self._reader = MonthReader(self.context, self, to_look_at, self.context.tell_failure)
        self.order = Segments("Order", _ORDERS)
        self.order.chosen.connect(self._reorder)
        self.header_extra.addWidget(self.order, 0, Qt.AlignmentFlag.AlignTop)
        self.table: Table[OverviewLine] = Table(
            rows.columns(), "Pace and accuracy by coder", row_height=rows.ROW_HEIGHT, settings=self.context.settings
        )
        self.table.activated.connect(self._open)
        self.table.selected.connect(self._mark)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._row_menu)
        self.rebasing = Rebasing(self.context, self)
        self.picture = _PairPicture()
        self.picture.view.opened.connect(self._open_dot)
        self.signals = SignalList()
        self.signals.answer_wanted.connect(self._answer)
        self.answering = Answering(self.context, self)
        self.events: EventsDialog | None = None
        self._signal_area = theme.scrolled(self.signals)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(12)
        self._both.addWidget(self.table, 5)
        self._both.addWidget(self.picture, 2)
        self.check_ins = theme.label("", "caption", "second", wrap=True)
        self.waiting = button("", self._to_waiting, kind="quiet")
        self.body.addWidget(self.completeness)
        self.body.addWidget(self.waiting, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._both, 1)
        self.body.addWidget(self._signal_area)
        self.body.addWidget(self.check_ins)
        self._arrange()
        self.context.typed.opens(self.name, "event", self.open_events)
        self.context.typed.opens(self.name, "limits", lambda _key: self.begin_anew())

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        return (
            Action("team.events", "Events", "Ctrl+Shift+E", self.open_events, "team"),
            Action("team.picture", "Two-way picture", "Ctrl+Shift+P", self.toggle_picture, "team"),
            Action("team.mix", "Mix of work", "Ctrl+Shift+M", self.show_mix, "team"),
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
        self._fit_signals()

    @property
    def lines(self) -> tuple[OverviewLine, ...]:
        """The rows as they stand on the screen."""
        return self.table.rows

    def toggle_picture(self) -> None:
        """Show or hide the two-way picture."""
        self._wanted = not self.picture.isVisibleTo(self)
        self._arrange()

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

    def _row_menu(self, at: QPoint) -> None:
        if self._can_write():
            self.menu = QMenu(self)
            self.menu.addAction(f"{TITLE} …", self.begin_anew)
            self.menu.addAction("How is this made?", self.explain_row)
            self.menu.popup(self.table.viewport().mapToGlobal(at))

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
            self.signals.focus_first()

    def _answer(self, signal: figures.Signal) -> None:
        line = self._line
        if line is not None and self._rows is not None:
            quality = findings.accuracy_words(line.block.paired.accuracy)
            self.answering.ask(signal, self._rows.figures.end, f"To be read with the period: {quality}.")

    @property
    def _line(self) -> OverviewLine | None:
        """The chosen row, or the team's."""
        return self.table.selected_row() or next(iter(self.table.rows), None)

    def _show_signals(self) -> None:
        line = self._line
        signals = line.block.signals if line else ()
        head = f"{line.name} · {findings.pair_words(line.block.paired)}" if line else ""
        self.signals.show_signals(signals, head, can_answer=not self.context.read_only)
        self._signal_area.setVisible(bool(signals))
        self._fit_signals()

    def _fit_signals(self) -> None:
        """Give the signals the height of their lines, up to a few: the table goes before."""
        if self.signals.shown:
            needed = self.signals.heightForWidth(max(400, self.width() - 2 * theme.PAGE_MARGIN))
            self._signal_area.setFixedHeight(min(_SIGNALS_HIGH, needed))

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
        self.completeness.show_completeness(page.completeness)
        self._count_values()
        self.waiting.setText(page.waiting)
        self.waiting.setVisible(bool(page.waiting))
        self.check_ins.setText(page.check_ins.words)
        self._show_rows()
        self.picture.show_team(page)
        self.show_content()
        self.update_actions()

    def _count_values(self) -> None:
        """Count the surprising values after the figures are shown; of more than a year they are not counted here."""
        period, coder_id = self.context.period, self.context.coder_id
        if (period.end - period.start).days > _COUNTED_DAYS:
            self.completeness.show_looking(None)
            return
        coders = None if coder_id is None else (coder_id,)
        self._reader.start(period, coders, then=self._counted)

    def _counted(self, found: tuple[LookRow, ...]) -> None:
        name = found[0].coder if found and self.context.coder_id is not None else ""
        self.completeness.show_looking(len(found), name)

    def _show_rows(self) -> None:
        if self._rows is None:
            return
        chosen = self.table.selected_row()
        found = rows.lines(self._rows, self.context.period, by_attention=self.order.key == "attention")
        self.table.show_rows(found)
        kept = chosen.block.coder_id if chosen else self.context.coder_id
        self.table.select_where(lambda line: line.block.coder_id == kept)
        self._show_signals()

    def _reorder(self, _key: str) -> None:
        self._show_rows()

    def _arrange(self) -> None:
        wide = self.width() >= WIDE
        shown = wide if self._wanted is None else self._wanted
        side = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(side)
        self._both.setStretch(0, 5)
        self._both.setStretch(1, 2 if wide else 6)
        self.picture.setVisible(shown)
        self.table.setMinimumHeight(_LEAST_HEIGHT if shown and not wide else 0)

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

    def _to_waiting(self) -> None:
        self.context.navigate("audits", view="waiting")

    def _to_looking(self) -> None:
        self.context.navigate("looking")

    def _to_setup(self) -> None:
        self.context.navigate("setup", section="coders", new=True)


class _PairPicture(QFrame):
    """The card of the two-way picture: title, drawing, the words of a dot, and who cannot be placed."""

    def __init__(self) -> None:
        super().__init__()
        self.view = ScatterView()
        self.view.pointed.connect(self._read)
        self._rest = _READ_ME
        self._title = theme.label("", "section", wrap=True)
        self._subtitle = theme.label("", "caption", "second", wrap=True)
        self._words = theme.label(_READ_ME, "caption", "second", wrap=True)
        self._apart = theme.label("", "caption", "second", wrap=True)
        column = theme.card(self, 4)
        for part in (self._title, self._subtitle):
            column.addWidget(part)
        column.addWidget(self.view, 1)
        for part in (self._words, self._apart):
            column.addWidget(part)

    def show_team(self, page: TeamPageRow) -> None:
        scatter = team_scatter(page.figures.coders)
        self._title.setText(scatter.title)
        self._subtitle.setText(scatter.subtitle)
        self._apart.setText(f"Not placed: {'; '.join(scatter.apart)}" if scatter.apart else "")
        self._apart.setVisible(bool(scatter.apart))
        self._rest = f"{_READ_ME}{_SOME_NAMED if len(scatter.dots) > CROWD else ''}"
        self._words.setText(scatter.empty or self._rest)
        self.view.setVisible(not scatter.empty)
        self.view.show_scatter(scatter)

    def _read(self, dot: Dot | None) -> None:
        self._words.setText("\n".join(dot.words) if dot else self._rest)
