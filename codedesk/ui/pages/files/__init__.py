"""Import and export: the open files of a department, in and out."""

from codedesk.ui.pages.files.page import FilesPage

__all__ = ["FilesPage"]
