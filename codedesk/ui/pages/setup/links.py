"""Sections of Setup that stand elsewhere: what is set there, and a button that leads to it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.pages.setup.section import Section
from codedesk.ui.widgets.buttons import button


class LinkSection(Section):
    """A sentence and a button."""

    def __init__(self, context: Context, title: str, words: str, press: str, go: Callable[[], None]) -> None:
        """Take the words, what the button says, and what it does."""
        super().__init__(context, title)
        self.button = button(press, go, kind="primary")
        column = theme.column(self, 12)
        column.addWidget(theme.label(words, "body", wrap=True))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    @override
    def start(self) -> None:
        self.button.setFocus(Qt.FocusReason.TabFocusReason)


class StandardsLink(LinkSection):
    """Standards have a page of their own."""

    def __init__(self, context: Context) -> None:
        """Lead to the page."""
        words = "What is expected of each work type, from which day on, and why, stands on a page of its own."
        super().__init__(context, "Standards", words, "Open Standards", lambda: context.navigate("standards"))


class HoursLink(LinkSection):
    """The hours that a coder works stand with the coder."""

    def __init__(self, context: Context) -> None:
        """Lead to the coders."""
        words = (
            "Who works how many hours on which day of the week stands with each coder, under “Schedule”. It says "
            "which days are due, and Today offers the hours."
        )
        super().__init__(
            context, "Hours", words, "Open the coders", lambda: context.navigate("setup", section="coders")
        )
