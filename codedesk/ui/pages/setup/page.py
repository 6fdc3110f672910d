"""The Setup page: the sections in a list at the left, the chosen one beside it. What each does is its own."""

from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget, QWidget
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.pages.page import Page
from codedesk.ui.pages.setup.audit_lists import FindingCategoriesSection, RootCausesSection, SeveritiesSection
from codedesk.ui.pages.setup.calendar import AbsencesSection, CalendarSection
from codedesk.ui.pages.setup.choices import AppearanceSection, DepartmentSection
from codedesk.ui.pages.setup.coders import CodersSection
from codedesk.ui.pages.setup.listed import ListedSection
from codedesk.ui.pages.setup.lists import CategoriesSection, WorkTypesSection
from codedesk.ui.pages.setup.section import Section

_LIST_WIDTH = 132
_SECTIONS: tuple[type[Section], ...] = (
    CodersSection,
    WorkTypesSection,
    CategoriesSection,
    CalendarSection,
    AbsencesSection,
    FindingCategoriesSection,
    RootCausesSection,
    SeveritiesSection,
    DepartmentSection,
    AppearanceSection,
)


class SetupPage(Page):
    """Coders, lists and choices."""

    name, title, icon = "setup", "Setup", "setup"

    @override
    def build(self) -> None:
        self._sections: dict[type[Section], Section] = {}
        self.list = SectionList()
        self.stack = QStackedWidget()
        self.list.addItems([kind.title for kind in _SECTIONS])
        self.list.currentRowChanged.connect(self._chosen)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        self.body.addLayout(row, 1)
        self.list.setCurrentRow(0)

    @property
    def section(self) -> Section:
        """The section that is shown."""
        found = self.stack.currentWidget()
        assert isinstance(found, Section)
        return found

    @override
    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        return (
            Action("setup.new", "New", "Ctrl+N", self._new, self.name, self._can_add, True),
            Action(
                "setup.year",
                "Holidays of a year …",
                "Ctrl+Shift+H",
                self._year,
                self.name,
                self._can_offer,
                shown=False,
            ),
            Action("setup.up", "Move up", "Alt+Up", self._up, self.name, self._can_move),
            Action("setup.down", "Move down", "Alt+Down", self._down, self.name, self._can_move),
            Action("setup.void", "Void …", "Ctrl+Delete", self._void, self.name, self._can_void),
        )

    @override
    def first_focus(self) -> QWidget | None:
        section = self.section
        if isinstance(section, ListedSection) and section.adding:
            return section.form.editor(section.listing.fields[0].name)
        return self.list

    @override
    def navigate(self, **what: Any) -> None:
        section = str(what.get("section", ""))
        if any(kind.name == section for kind in _SECTIONS):
            self.show_section(section)
        if what.get("new") and self.section.can_add:
            self.section.add()

    @override
    def refresh(self) -> None:
        for name in ("setup.new", "setup.void"):
            self.show_button(name, self.section.listed)
        for name in ("setup.up", "setup.down"):
            self.show_button(name, self.section.ordered)
        self.section.refresh()

    def show_section(self, name: str) -> None:
        """Show a section by its name."""
        self.list.setCurrentRow([kind.name for kind in _SECTIONS].index(name))

    def _chosen(self, place: int) -> None:
        kind = _SECTIONS[place]
        if kind not in self._sections:
            self._sections[kind] = self._make(kind)
        self.stack.setCurrentWidget(self._sections[kind])
        self.set_subline(self.section.title)
        self.refresh()
        self.update_actions()

    def _make(self, kind: type[Section]) -> Section:
        """Make a section, when it is asked for: ten of them at once let who came for one wait."""
        made = kind(self.context)
        order = _tab_order(made)
        self.stack.addWidget(made)
        for before, after in pairwise((self.list, *order)):
            QWidget.setTabOrder(before, after)
        if isinstance(made, ListedSection):
            made.state_changed.connect(self._changed)
        return made

    def _changed(self) -> None:
        self.update_actions()

    def _new(self) -> None:
        self.section.add()

    def _up(self) -> None:
        self.section.move_up()

    def _down(self) -> None:
        self.section.move_down()

    def _void(self) -> None:
        self.section.void()

    def _year(self) -> None:
        if isinstance(self.section, CalendarSection):
            self.section.offer_year()

    def _can_offer(self) -> bool:
        return isinstance(self.section, CalendarSection) and self.section.can_offer

    def _can_add(self) -> bool:
        return self.section.can_add

    def _can_move(self) -> bool:
        return self.section.can_move

    def _can_void(self) -> bool:
        return self.section.can_void

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right)
        if enter and self.list.hasFocus() and not event.modifiers():
            self.section.start()
        elif event.key() == Qt.Key.Key_Escape:
            self.list.setFocus()
        else:
            super().keyPressEvent(event)


def _tab_order(section: Section) -> list[QWidget]:
    """Return what Tab goes through in a section that stands alone still, as it is read."""
    found: list[QWidget] = []
    widget = section.nextInFocusChain()
    while widget is not None and widget is not section:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


class SectionList(QListWidget):
    """The names of the sections. Enter goes into the one that is shown, Esc comes back."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setAccessibleName("Sections of Setup")
        self.setFixedWidth(_LIST_WIDTH)
        self.setFont(theme.font("body"))
        self.setProperty("kind", "sections")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)
