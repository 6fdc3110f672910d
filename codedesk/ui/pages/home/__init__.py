"""Home: what is due and where to begin."""

from codedesk.ui.pages.home.page import HomePage

__all__ = ["HomePage"]
