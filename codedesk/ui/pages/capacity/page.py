"""The page: which view of the work that waits is shown. What each shows is its own; figures are read once for all."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from codedesk.services.flow.figures import flow_figures
from codedesk.services.flow.rows import FlowRow
from codedesk.ui.actions import Action
from codedesk.ui.pages.capacity.backlog import BacklogView
from codedesk.ui.pages.capacity.holdups import HoldupsView
from codedesk.ui.pages.capacity.rework import ReworkView
from codedesk.ui.pages.capacity.staffing import StaffingView
from codedesk.ui.pages.capacity.turnaround import TurnaroundView
from codedesk.ui.pages.capacity.views import CapacityView
from codedesk.ui.pages.page import Page
from codedesk.ui.widgets.segments import Segments

VIEWS: tuple[type[CapacityView], ...] = (BacklogView, StaffingView, ReworkView, HoldupsView, TurnaroundView)


class CapacityPage(Page):
    """Backlog, staffing, rework and denials, holdups, turnaround."""

    name, title, icon = "capacity", "Capacity", "capacity"

    @override
    def build(self) -> None:
        self._flow: FlowRow | None = None
        self.stack = QStackedWidget(self)
        self.views = tuple(made(self.context, self.stack) for made in VIEWS)
        self.switch = Segments("Capacity view", [(view.name, view.word) for view in self.views])
        self.switch.setToolTip("Alt+1 to Alt+5")
        self.switch.chosen.connect(self.show_view)
        self.header_extra.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        for view in self.views:
            self.stack.addWidget(view)
            view.changed.connect(self.update_actions)
        self.body.addWidget(self.stack, 1)

    @property
    def view(self) -> CapacityView:
        """The view that is shown."""
        return self.views[self.stack.currentIndex()]

    @property
    @override
    def view_name(self) -> str:
        return f"{self.name} {self.view.name}"

    @override
    def takes_coder(self) -> bool:
        return self.view.takes_coder

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        here = self.name
        hidden = (
            ("read", "Read the drawing by keys", "F6", self.focus_drawing),
            ("table", "Change between drawing and table", "Ctrl+T", self.toggle_table),
            ("explain", "How is this made?", "Ctrl+I", self.explain),
        )
        return (
            *(
                Action(f"capacity.{view.name}", f"Show {view.said}", f"Alt+{number}",
                       partial(self.show_view, view.name), here, shown=False)
                for number, view in enumerate(self.views, 1)
            ),
            *(Action(f"capacity.{name}", words, keys, run, here, self._is_there, shown=False)
              for name, words, keys, run in hidden),
            *(self._of_view(view, action) for view in self.views for action in view.actions()),
        )  # fmt: skip

    @override
    def navigate(self, **what: Any) -> None:
        """Show a view: view="staffing"."""
        if "view" in what:
            self.show_view(what["view"])

    @override
    def refresh(self) -> None:
        self.read(flow_figures, self.context.period, self.context.today(), then=self._show)

    @override
    def first_focus(self) -> QWidget | None:
        return self.view.first_focus()

    def show_view(self, name: str) -> None:
        """Show a view by its name."""
        self.switch.choose(name)
        self.stack.setCurrentIndex(next(number for number, view in enumerate(self.views) if view.name == name))
        self._show_subline()
        if self._flow is not None:
            self._fill(self._flow)
            first = self.view.first_focus()
            if first is not None and not self.switch.isAncestorOf(self.focusWidget() or self):
                first.setFocus()

    def focus_drawing(self) -> None:
        """Give the keyboard to the drawing, which the arrow keys read."""
        self.view.focus_drawing()

    def toggle_table(self) -> None:
        """Change between the drawing and the table behind it."""
        self.view.toggle_table()

    def explain(self) -> None:
        """Open "How is this made?" for what is chosen."""
        self.view.explain()

    def _of_view(self, view: CapacityView, action: Action) -> Action:
        """Return an action of a view as one of the page: the view is shown first."""

        def run() -> None:
            self.show_view(view.name)
            action.run()

        return Action(action.name, action.text, action.shortcut, run, self.name, action.enabled, shown=False)

    def _show(self, flow: FlowRow) -> None:
        self._flow = flow
        self.set_subline(self.context.period_label)
        self.show_content()
        self._fill(flow)
        self.update_actions()

    def _fill(self, flow: FlowRow) -> None:
        self.view.take(flow)
        self.view.read()

    def _is_there(self) -> bool:
        return self._flow is not None
