"""The views of the Capacity page: which there are, and what each of them must be able to do.

A view shows the figures that the page has read; what it lists besides, it reads itself.
"""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from codedesk.metrics.figures import Explanation
from codedesk.metrics.quantities import Quantity
from codedesk.services.flow.rows import FlowRow
from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.pages.capacity.cards import FlowCard
from codedesk.ui.pages.page import Notice
from codedesk.ui.widgets.explain import explain


class CapacityView(QWidget):
    """One view. Override `build` and `show_flow`, and where wanted the rest. changed(): what can be done is other."""

    name: ClassVar[str] = ""
    word: ClassVar[str] = ""
    said: ClassVar[str] = ""
    takes_coder: ClassVar[bool] = False
    changed = Signal()

    def __init__(self, context: Context, within: QWidget) -> None:
        """Keep the context and call `build`."""
        super().__init__(within)
        self.context = context
        self.flow: FlowRow | None = None
        self._states = QStackedWidget(self)
        content = QWidget()
        self.body = theme.column(content, 8)
        self._states.addWidget(content)
        theme.column(self).addWidget(self._states)
        self.build()

    def build(self) -> None:
        """Make the widgets, once, and add them to `self.body`."""

    def take(self, flow: FlowRow) -> None:
        """Show the figures of a period."""
        self.flow = flow
        self._states.setCurrentIndex(0)
        self.show_flow(flow)

    def show_flow(self, flow: FlowRow) -> None:
        """Show the figures of a period."""

    def read(self) -> None:
        """Read what the view lists besides the figures; called whenever the view is shown or something changed."""

    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        """Return what can be done here."""
        return ()

    def explanations(self) -> Sequence[Explanation]:
        """Return how the figures are made that are chosen, or else those that stand first."""
        return ()

    def explain(self) -> None:
        """Open "How is this made?"."""
        found = tuple(self.explanations())
        if found:
            explain(self, f"{self.word}, {self.context.period_label}", found)

    def first_focus(self) -> QWidget | None:
        """Return the widget that gets the keyboard."""
        return None

    def focus_drawing(self) -> None:
        """Give the keyboard to what is drawn."""

    def toggle_table(self) -> None:
        """Change between the drawing and the table behind it."""

    def show_nothing(self, line: str, action: Action | None = None) -> None:
        """Show that there is nothing yet: one line, and where to begin."""
        notice = Notice("empty", line, "third", action.text if action else "", action.run if action else None)
        before = self._states.widget(1)
        self._states.addWidget(notice)
        self._states.setCurrentWidget(notice)
        if before is not None:
            self._states.removeWidget(before)
            before.deleteLater()


class DrawnView(CapacityView):
    """A view with one picture."""

    card: FlowCard

    @override
    def focus_drawing(self) -> None:
        self.card.focus_drawing()

    @override
    def toggle_table(self) -> None:
        self.card.toggle_table()


def made_of(*quantities: Quantity) -> Iterator[Explanation]:
    """Yield how some numbers are made."""
    return (each.explanation for each in quantities)
