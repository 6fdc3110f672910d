"""The Setup page: the sections in a list at the left, the chosen one beside it. What each does is its own.

They stand in the order in which a new department needs them, as Home lists it; what stands elsewhere is a link.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget, QWidget
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.pages.page import Page
from codedesk.ui.pages.setup.audit_lists import FINDING_CATEGORIES, ROOT_CAUSES, SEVERITIES
from codedesk.ui.pages.setup.calendar import ABSENCES, HOLIDAYS, AbsencesSection, CalendarSection
from codedesk.ui.pages.setup.choices import AppearanceSection, DepartmentSection
from codedesk.ui.pages.setup.coders import CODERS, CodersSection
from codedesk.ui.pages.setup.links import HoursLink, StandardsLink
from codedesk.ui.pages.setup.listed import ListedSection
from codedesk.ui.pages.setup.lists import CATEGORIES, WORK_TYPES, WorkTypesSection
from codedesk.ui.pages.setup.section import Section

_LIST_WIDTH = 132
_SECTIONS: dict[str, tuple[str, Callable[[Context], Section]]] = {
    "coders": (CODERS.title, CodersSection),
    "work_types": (WORK_TYPES.title, WorkTypesSection),
    "standards": ("Standards", StandardsLink),
    "hours": ("Hours", HoursLink),
    "calendar": (HOLIDAYS.title, CalendarSection),
    "department": ("Department", DepartmentSection),
    "other_time": (CATEGORIES.title, partial(ListedSection, listing=CATEGORIES)),
    "absences": (ABSENCES.title, AbsencesSection),
    "finding_categories": (FINDING_CATEGORIES.title, partial(ListedSection, listing=FINDING_CATEGORIES)),
    "root_causes": (ROOT_CAUSES.title, partial(ListedSection, listing=ROOT_CAUSES)),
    "severities": (SEVERITIES.title, partial(ListedSection, listing=SEVERITIES)),
    "appearance": ("Appearance", AppearanceSection),
}


class SetupPage(Page):
    """Coders, lists and choices."""

    name, title, icon = "setup", "Setup", "setup"

    @override
    def takes_coder(self) -> bool:
        return False

    @override
    def build(self) -> None:
        self._sections: dict[str, Section] = {}
        self.list = SectionList()
        self.stack = QStackedWidget()
        self.list.addItems([title for title, _ in _SECTIONS.values()])
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
        do, can = self._asks, self._asks(lambda section: section.can_move)
        return (
            Action("setup.new", "New", "Ctrl+N", do(lambda section: section.add()), self.name,
                   do(lambda section: section.can_write), True),
            Action("setup.year", "Holidays of a year …", "Ctrl+Shift+H", self._year, self.name, self._can_offer,
                   shown=False),
            Action("setup.files", "Import and export", "", partial(self.context.navigate, "files"), self.name),
            Action("setup.up", "Move up", "Ctrl+Shift+Up", do(lambda section: section.shift(-1)), self.name, can),
            Action("setup.down", "Move down", "Ctrl+Shift+Down", do(lambda section: section.shift(1)), self.name, can),
            Action("setup.void", "Void …", "Ctrl+Delete", do(lambda section: section.void()), self.name,
                   do(lambda section: section.can_void)),
            *(Action(f"setup.show_{name}", f"Show {title.lower()}", "", partial(self.show_section, name), self.name,
                     shown=False) for name, (title, _) in _SECTIONS.items()),
        )  # fmt: skip

    @override
    def first_focus(self) -> QWidget | None:
        section = self.section
        if isinstance(section, ListedSection) and section.adding:
            return section.form.editor(section.listing.fields[0].name)
        return self.list

    @override
    def navigate(self, **what: Any) -> None:
        section = str(what.get("section", ""))
        for name, (title, _) in _SECTIONS.items():
            if section in (name, title):
                self.show_section(name)
        if what.get("new") and isinstance(self.section, ListedSection) and self.section.can_write:
            self.section.add()

    @override
    def refresh(self) -> None:
        section = self.section
        listed = isinstance(section, ListedSection)
        for name in ("setup.new", "setup.void"):
            self.show_button(name, listed)
        for name in ("setup.up", "setup.down"):
            self.show_button(name, isinstance(section, ListedSection) and section.listing.move is not None)
        section.refresh()

    def show_section(self, name: str) -> None:
        """Show a section by its name."""
        self.list.setCurrentRow(list(_SECTIONS).index(name))

    def _chosen(self, place: int) -> None:
        name = list(_SECTIONS)[place]
        if name not in self._sections:
            _title, make = _SECTIONS[name]
            self._sections[name] = self._make(make)
        self.stack.setCurrentWidget(self._sections[name])
        self.set_subline(self.section.title)
        self.refresh()
        self.update_actions()

    def _make(self, make: Callable[[Context], Section]) -> Section:
        """Make a section, when it is asked for: ten of them at once let who came for one wait."""
        made = make(self.context)
        self.stack.addWidget(made)
        if isinstance(made, ListedSection):
            made.state_changed.connect(self.update_actions)
        return made

    def _asks(self, what: Callable[[ListedSection[Any]], object]) -> Callable[[], Any]:
        """Return what asks the section that is shown, where that is a list."""

        def ask() -> object:
            section = self.section
            return isinstance(section, ListedSection) and what(section)

        return ask

    def _year(self) -> None:
        if isinstance(self.section, CalendarSection):
            self.section.year.open()

    def _can_offer(self) -> bool:
        return isinstance(self.section, CalendarSection) and self.section.can_write

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right)
        if enter and self.list.hasFocus() and not event.modifiers():
            self.section.start()
        elif event.key() == Qt.Key.Key_Escape and not self.stop_finding():
            self.list.setFocus()
        else:
            super().keyPressEvent(event)


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
