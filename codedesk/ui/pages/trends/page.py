"""The page: whose trends, over which span, in which view. What is chosen stays chosen while the program runs.

Here live the choosers and what is read; each view shows it in its own way.
"""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from codedesk import periods
from codedesk.charts.figure import Figure
from codedesk.services.figures.subject_rows import SubjectRow, TrendsRow
from codedesk.services.figures.trends import trends
from codedesk.ui.actions import Action
from codedesk.ui.dialogs.rebasing import TITLE
from codedesk.ui.pages.page import Page
from codedesk.ui.pages.trends.leaving import Leaver, figure_of
from codedesk.ui.pages.trends.mixed import MixView
from codedesk.ui.pages.trends.over_time import OverTimeView, SignalsView
from codedesk.ui.pages.trends.pictures import BalanceView, EverybodyView, FunnelView
from codedesk.ui.pages.trends.views import TrendsView
from codedesk.ui.widgets.date_field import Bounds, DateSpan
from codedesk.ui.widgets.editors import ChoiceBox
from codedesk.ui.widgets.explain import explain_pair
from codedesk.ui.widgets.segments import Segments

VIEWS: tuple[type[TrendsView], ...] = (OverTimeView, SignalsView, EverybodyView, FunnelView, MixView, BalanceView)
_TEAM = ("team", None)
_ALL_TIME = 3
_NOTHING = "Nothing is logged or audited in this time yet."
Chosen = tuple[str, int | None]


class TrendsPage(Page):
    """The trends of the team, of a work type or of a coder."""

    name, title, icon = "trends", "Trends", "trends"

    @override
    def takes_coder(self) -> bool:
        return self._chosen == ("coder", self.context.coder_id)

    @override
    def build(self) -> None:
        self._row: TrendsRow | None = None
        self._chosen: Chosen = _TEAM if self.context.coder_id is None else ("coder", self.context.coder_id)
        self._jump: tuple[date, str] | None = None
        self.stack = QStackedWidget(self)
        self.views = tuple(made(self.context, self.stack) for made in VIEWS)
        self.switch = Segments("TrendsView", [(view.name, view.word) for view in self.views])
        self.switch.setToolTip("Alt+1 to Alt+6")
        self.switch.chosen.connect(self.show_view)
        self.header_extra.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        self.whose = ChoiceBox()
        self.whose.setAccessibleName("Whose trends")
        self.whose.setToolTip("Team, work type or coder (Ctrl+L; Ctrl+PgDown the next)")
        self.whose.setFixedWidth(250)
        self.whose.activated.connect(self._take)
        self.span = DateSpan(
            (
                ("This period", self._period),
                ("Four quarters", partial(self._quarters, 4)),
                ("Two years", partial(self._quarters, 8)),
                ("All", self._all),
            ),
            self.context.dates,
        )
        self.span.picked.connect(self.refresh)
        self.leaver = Leaver(self.context, self.figure, self._can_leave)
        self._lay_out_body()
        for view in self.views:
            self.stack.addWidget(view)
            view.subject_wanted.connect(self._open)
            view.jump_wanted.connect(self._jump_to)
            view.changed.connect(self.update_actions)
        self.context.coder_changed.connect(self._follow)

    def _lay_out_body(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.whose)
        row.addWidget(self.span, 1)
        self.body.setSpacing(8)
        self.body.addLayout(row)
        self.body.addWidget(self.leaver)
        self.body.addWidget(self.stack, 1)

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        there, here = self._is_there, self.name
        hidden = (
            ("whose", "Choose whose trends", "", self.whose.setFocus),
            ("next", "Next coder, work type or team", "Ctrl+PgDown", partial(self._step, 1)),
            ("previous", "Previous coder, work type or team", "Ctrl+PgUp", partial(self._step, -1)),
            ("dates", "Choose the first and last day", "Alt+D", self.span.focus_start),
            ("read", "Read the drawing by keys", "F6", self.focus_drawing),
            ("table", "Change between drawing and table", "Ctrl+T", self.toggle_table),
            ("explain", "How is this made?", "Ctrl+I", self.explain),
        )
        return (
            *self.leaver.actions(),
            *(
                Action(f"trends.{view.name}", f"Show {view.said}", f"Alt+{number}", partial(self.show_view, view.name),
                       here, there, shown=False)
                for number, view in enumerate(self.views, 1)
            ),
            *(
                Action(f"trends.{name}", words, keys, run, here, there, shown=False)
                for name, words, keys, run in hidden
            ),
            *(
                Action(f"trends.span_{number}", f"Show {words.lower()}", "", partial(self.show_span, number), here,
                       shown=False)
                for number, words in enumerate(("This period", "Four quarters", "Two years", "All time"))
            ),
            Action("trends.answer", "Answer a signal", "Ctrl+Shift+A", self.answer, here, self._can_answer,
                   shown=False),
            Action("trends.events", "Events, before and after", "Ctrl+Shift+E", self.open_events, here, there,
                   shown=False),
            Action("trends.rebase", TITLE, "Ctrl+Shift+B", self.begin_anew, here, self._can_write, shown=False),
            Action("trends.coder", "Open the coder’s page", "", self._to_coder, here, self._is_coder, shown=False),
        )  # fmt: skip

    def open_events(self) -> None:
        """List the events of the span, of everybody."""
        view = self.views[0]
        assert isinstance(view, OverTimeView)
        view.open_events()

    def begin_anew(self) -> None:
        """Ask since when and why the limits shown begin anew."""
        view = self.views[0]
        assert isinstance(view, OverTimeView)
        view.begin_anew()

    @override
    def navigate(self, **what: Any) -> None:
        """Show whose trends another page asked for: kind="coder", id=3, view="time"."""
        if "kind" in what:
            self._chosen = (what["kind"], what.get("id"))
            self.stale = True
        if "view" in what:
            self.show_view(what["view"])

    @override
    def refresh(self) -> None:
        start, end = self.span.bounds
        kind, number = self._chosen
        work_types = (number,) if kind == "work_type" and number is not None else ()
        self.read(trends, start, end, self.context.today(), work_types, then=self._show)

    @override
    def first_focus(self) -> QWidget | None:
        return self.whose if self.whose.isVisibleTo(self) else None

    @property
    def view(self) -> TrendsView:
        """The view that is shown."""
        return self.views[self.stack.currentIndex()]

    @property
    def subject(self) -> SubjectRow | None:
        """Whose trends are shown; the team where the one chosen has nothing in this time."""
        subjects = self._row.subjects if self._row else ()
        return next((each for each in subjects if (each.kind, each.id) == self._chosen), next(iter(subjects), None))

    def show_view(self, name: str) -> None:
        """Show a view by its name."""
        place = next(number for number, view in enumerate(self.views) if view.name == name)
        self.switch.choose(name)
        self.stack.setCurrentIndex(place)
        self._show_subject()
        if self._is_there() and not self.switch.isAncestorOf(self.focusWidget() or self):
            self.focus_drawing()

    def show_span(self, place: int) -> None:
        """Show one of the ready spans."""
        self.span.chooser.setCurrentIndex(place)

    def focus_drawing(self) -> None:
        """Give the keyboard to the drawing, which the arrow keys read."""
        self.view.focus_drawing()

    def toggle_table(self) -> None:
        """Change between the drawing and the table behind it."""
        self.view.toggle_table()

    def explain(self) -> None:
        """Open "How is this made?" for the figures of the span."""
        subject = self.view.paired_subject()
        if subject is not None and self._row is not None:
            explain_pair(self, f"{subject.name}, {self._row.label}", subject.block.paired)

    def answer(self) -> None:
        """Say what the chosen signal was; without the signals in view, show them first."""
        if isinstance(self.view, SignalsView):
            self.view.answer()
        else:
            self.show_view(SignalsView.name)

    def figure(self) -> Figure | None:
        """Return what is shown as a figure that can leave; None while nothing is shown."""
        leaving = self.view.leaving() if self._row is not None and self._row.any else None
        if leaving is None or self._row is None:
            return None
        row = self._row
        return figure_of(leaving, self.context, row.label, row.version, row.department, row.paper)

    def _show(self, row: TrendsRow) -> None:
        self._row = row
        self.whose.clear()
        for named in row.named:
            kind = "Work type: " if named.kind == "work_type" else ""
            self.whose.addItem(f"{kind}{named.name}")
        if not row.any:
            self.set_subline(row.label)
            ever = Action("trends.all", "Show all time", "", partial(self.show_span, _ALL_TIME))
            today = Action("trends.today", "Go to Today", "", partial(self.context.navigate, "today"))
            self.show_empty(_NOTHING, today if self.span.chooser.currentIndex() == _ALL_TIME else ever)
            self.update_actions()
            return
        self._show_subject()
        self.show_content()
        self.update_actions()

    def _show_subject(self) -> None:
        row, subject = self._row, self.subject
        if row is None or subject is None or not row.any:
            return
        self.whose.setCurrentIndex(_keys(row).index((subject.kind, subject.id)))
        self.set_subline(f"{subject.name} · {row.label}")
        self.view.take(row, subject)
        if self._jump is not None and isinstance(self.view, OverTimeView):
            (day, measure), self._jump = self._jump, None
            self.view.charts.point(day, "accuracy" if measure == "accuracy" else "pace")
        self.update_actions()

    def _choose(self, kind: str, number: int | None) -> None:
        self._chosen = kind, number
        self.chose_coder(number if kind == "coder" else None)
        if self._row is None or any((each.kind, each.id) == self._chosen for each in self._row.subjects):
            self._show_subject()
            return
        self.whose.setCurrentIndex(_keys(self._row).index(self._chosen))
        self.refresh()  # a work type is read when it is asked for

    def _take(self, place: int) -> None:
        if self._row is not None:
            self._choose(*_keys(self._row)[place])

    def _step(self, step: int) -> None:
        if self._row is not None and self.whose.count():
            self._take((self.whose.currentIndex() + step) % self.whose.count())

    def _open(self, kind: str, number: int | None) -> None:
        """Look at one of a picture of many, over time."""
        self._chosen = kind, number
        self.show_view(OverTimeView.name)

    def _jump_to(self, subject: SubjectRow, day: date, measure: str) -> None:
        """Show the place of a signal in the charts of whom it is about."""
        assert self._row is not None
        self._chosen, self._jump = (subject.kind, subject.id), (day, measure)
        if day < self._row.span.start:
            self.context.say(
                "info", "The signal began before the time that is shown: choose a longer one to see where."
            )
        self.show_view(OverTimeView.name)

    def _period(self) -> Bounds:
        return self.context.period.start, self.context.period.end

    def _quarters(self, quarters: int) -> Bounds:
        span = periods.quarters_up_to(self.context.period, quarters, self.context.fiscal_year)
        return span.start, span.end

    def _all(self) -> Bounds:
        return None, self.context.period.end

    @override
    def _outdate(self, what: object = None) -> None:
        self.span.renew()
        super()._outdate(what)

    def _follow(self, coder_id: int | None) -> None:
        self._chosen = _TEAM if coder_id is None else ("coder", coder_id)

    def _is_there(self) -> bool:
        return self._row is not None and self._row.any

    def _can_write(self) -> bool:
        return self._is_there() and not self.context.read_only

    def _can_answer(self) -> bool:
        return self._is_there() and (not isinstance(self.view, SignalsView) or self.view.can_answer())

    def _can_leave(self) -> bool:
        return self._is_there() and self.view.can_leave()

    def _is_coder(self) -> bool:
        return self.subject is not None and self.subject.kind == "coder"

    def _to_coder(self) -> None:
        if self.subject is not None:
            self.context.navigate("coder", coder_id=self.subject.id)


def _keys(row: TrendsRow) -> list[Chosen]:
    """Return who stands in the list of whose trends, in its order."""
    return [(each.kind, each.id) for each in row.named]
