"""Today: the days of the team typed in. The page is page.py; its cells, grid, strip and pair stand beside it."""

from codedesk.ui.pages.today.page import TodayPage

__all__ = ["TodayPage"]
