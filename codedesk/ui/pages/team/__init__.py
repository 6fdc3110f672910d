"""Team: the overview of a period. The page is page.py; the columns of its rows are rows.py."""

from codedesk.ui.pages.team.page import TeamPage

__all__ = ["TeamPage"]
