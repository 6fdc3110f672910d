"""The Safety page: am I safe, the backups, the check, the file, and who sees what."""

from codedesk.ui.pages.safety.page import SafetyPage

__all__ = ["SafetyPage"]
