"""The pages of the window as data. A page is found by its module's name and loaded when it is first shown.

Adding a page is one line here.
"""

import importlib
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from codedesk.ui.context import Context
from codedesk.ui.pages.page import Page


def class_at(place: str) -> Any:
    """Load a module and return the class in it, given as module:Class."""
    module, _, name = place.partition(":")
    return getattr(importlib.import_module(module), name)


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its name for `navigate`, its word and icon in the rail, where it lives; under: whose button.

    key: its own; the pages of the rail without one are numbered, Ctrl+1 and on.
    """

    name: str
    word: str
    icon: str
    place: str
    under: str = ""
    key: str = ""

    @property
    def in_rail(self) -> bool:
        """Tell whether the page has a button of its own."""
        return not self.under

    def make(self, context: Context, within: QWidget) -> Page:
        """Load the module and make the page."""
        made = class_at(self.place)(context, within)
        assert isinstance(made, Page)
        return made


PAGES = (
    PageEntry("home", "Home", "home", "codedesk.ui.pages.home.page:HomePage", key="Alt+Home"),
    PageEntry("today", "Today", "today", "codedesk.ui.pages.today.page:TodayPage"),
    PageEntry("team", "Team", "team", "codedesk.ui.pages.team.page:TeamPage"),
    PageEntry("audits", "Audits", "audits", "codedesk.ui.pages.audits.page:AuditsPage"),
    PageEntry("standards", "Standards", "standards", "codedesk.ui.pages.standards.page:StandardsPage"),
    PageEntry("trends", "Trends", "trends", "codedesk.ui.pages.trends.page:TrendsPage"),
    PageEntry("capacity", "Capacity", "capacity", "codedesk.ui.pages.capacity.page:CapacityPage", key="Alt+Q"),
    PageEntry("reviews", "Reviews", "reviews", "codedesk.ui.pages.reviews.page:ReviewsPage"),
    PageEntry("history", "History", "history", "codedesk.ui.pages.history:HistoryPage"),
    PageEntry("safety", "Safety", "safety", "codedesk.ui.pages.safety.page:SafetyPage"),
    PageEntry("setup", "Setup", "setup", "codedesk.ui.pages.setup.page:SetupPage"),
    PageEntry("files", "Import and export", "open", "codedesk.ui.pages.files.page:FilesPage", under="setup"),
    PageEntry("looking", "To look at", "today", "codedesk.ui.pages.looking:LookingPage", under="today"),
    PageEntry("coder", "Coder", "coder", "codedesk.ui.pages.coder.page:CoderPage", under="team"),
)
