"""The views of the Audits page beside its list: which there are, and what each of them must be able to do.

A view is one line in VIEWS; its module is loaded when the page is made. What a view shows is its own module's.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.background import Then
from codedesk.ui.pages.page import Page
from codedesk.ui.registry import class_at
from codedesk.ui.widgets.segments import Segments


@dataclass(frozen=True, slots=True)
class ViewEntry:
    """A view of the page: its name, its word in the switch, its key, where its class lives."""

    name: str
    word: str
    shortcut: str
    place: str

    def make(self, page: Page) -> "AuditsView":
        """Load the module and make the view."""
        made = class_at(self.place)(page)
        assert isinstance(made, AuditsView)
        return made


VIEWS = (
    ViewEntry("todo", "To do", "Ctrl+U", "codedesk.ui.pages.audits.todo:TodoView"),
    ViewEntry("planning", "Planning", "Ctrl+G", "codedesk.ui.pages.audits.planning:PlanningView"),
    ViewEntry("draw", "Draw", "Ctrl+Shift+G", "codedesk.ui.pages.audits.draw:DrawView"),
    ViewEntry("policy", "Policy", "Alt+Y", "codedesk.ui.pages.audits.policy:PolicyView"),
    ViewEntry("lessons", "Lessons", "Alt+L", "codedesk.ui.pages.audits.lessons:LessonsView"),
    ViewEntry("compliance", "Compliance", "Alt+C", "codedesk.ui.pages.audits.compliance:ComplianceView"),
)

# What the palette and F1 say where the word of the switch alone would not be understood.
_SAID = {
    "todo": "what is to do, and what is overdue",
    "planning": "the audit plan",
    "draw": "sample sizes and draws",
    "policy": "the quarter against the policy",
    "lessons": "what audits teach",
}


class AuditsView(QWidget):
    """One view of the Audits page. Override `build` and `refresh`, and where wanted the rest.

    Signals: action_changed(ActionDraft) after a corrective action was changed here, for the forms that show it too ·
    paper_wanted(name of the page's action) when a paper is asked for here.
    """

    name: ClassVar[str] = ""
    takes_coder: ClassVar[bool] = False  # narrowed to the coder of the top bar
    action_changed = Signal(object)
    paper_wanted = Signal(str)

    def __init__(self, page: Page) -> None:
        """Keep the page; widgets are made by `build` before the view is first shown."""
        super().__init__()
        self.page, self.context = page, page.context
        self.body = theme.column(self, 12)
        self._built, self._unread = False, True

    def show_first(self) -> None:
        """Make the widgets if this has not been done yet."""
        if not self._built:
            self._built = True
            self.build()

    def build(self) -> None:
        """Make the widgets, once, and add them to `self.body`."""

    def refresh(self) -> None:
        """Read what is shown with `self.read`; called when the view is shown and after every change."""

    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        """Return what can be done here; runs only while the view is shown, so after `build`."""
        return ()

    def first_focus(self) -> QWidget | None:
        """Return the widget that gets the keyboard."""
        return None

    def navigate(self, **what: Any) -> None:
        """Show what another page asked for: `context.navigate("audits", view="lessons", coder_id=3)`."""

    def can_submit(self) -> bool:
        """Tell whether something is typed here that Ctrl+Enter or Ctrl+S stores."""
        return False

    def submit(self) -> None:
        """Store what is typed here, on Ctrl+Enter or Ctrl+S."""

    def explain(self) -> None:
        """Open "How is this made?" for the figures of the row with the keyboard."""

    def leave(self) -> None:
        """Keep what is being typed before another view or page is shown."""

    def read(self, service: Callable[..., Any], *args: Any, then: Then) -> None:
        """Read for `refresh`: only the newest reply of the page is shown, a failure becomes its error state."""

        def arrived(rows: Any) -> None:
            self._unread = False
            then(rows)

        self.page.read(service, *args, then=arrived, blank=self._unread)


class Views(QWidget):
    """The switch and what it switches between.

    Signals: wanted(name): a person asks for another view, "" for the list · action_changed and paper_wanted of a view.
    """

    wanted = Signal(str)
    action_changed = Signal(object)
    paper_wanted = Signal(str)

    def __init__(self, page: Page, first: QWidget) -> None:
        """Make every view, behind the list."""
        super().__init__()
        self._made = tuple((entry, entry.make(page)) for entry in VIEWS)
        self.switch = Segments("Show", [("", "List"), *((entry.name, entry.word) for entry, _ in self._made)])
        self.switch.chosen.connect(self.wanted)
        self._stack = QStackedWidget()
        for widget in (first, *(view for _, view in self._made)):
            self._stack.addWidget(widget)
        for _, view in self._made:
            view.action_changed.connect(self.action_changed)
            view.paper_wanted.connect(self.paper_wanted)
        column = theme.column(self, 12)
        column.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._stack, 1)

    @property
    def shown(self) -> AuditsView | None:
        """The view that is shown, None for the list."""
        place = self._stack.currentIndex()
        return self._made[place - 1][1] if place else None

    def put(self, name: str) -> bool:
        """Show a view by its name (the list for any other); tell whether another one was shown before."""
        names = [entry.name for entry, _ in self._made]
        place = 1 + names.index(name) if name in names else 0
        if place:
            self._made[place - 1][1].show_first()
        self.switch.choose(name if place else "")
        before = self._stack.currentIndex()
        self._stack.setCurrentIndex(place)
        return before != place

    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        """Return how each view is shown, and what can be done in each while it is shown."""
        ways = (("list", "Show the list of audits", "", ""), *(_way(entry) for entry, _ in self._made))
        return (
            *(
                Action(f"audits.{key}", text, keys, partial(self.wanted.emit, name), "audits", shown=False)
                for key, text, keys, name in ways
            ),
            *(
                replace(action, page="audits", enabled=partial(self._can, view, action.enabled), shown=False)
                for _, view in self._made
                for action in view.actions()
            ),
        )

    def _can(self, view: AuditsView, can: Callable[[], bool]) -> bool:
        return self.shown is view and can()


def _way(entry: ViewEntry) -> tuple[str, str, str, str]:
    return entry.name, f"Show {_SAID.get(entry.name, entry.word.lower())}", entry.shortcut, entry.name
