"""Coder: one person, looked at closely. The page is page.py; its parts stand beside it."""

from codedesk.ui.pages.coder.page import CoderPage

__all__ = ["CoderPage"]
