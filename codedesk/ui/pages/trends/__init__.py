"""The Trends page: the team, a work type or a coder over any span; everybody side by side; chance, mix and balance."""

from codedesk.ui.pages.trends.page import TrendsPage

__all__ = ["TrendsPage"]
