"""Rework and denials of a period, as a list with its form."""

from codedesk.services.flow.reworks import ReworkEntryRow, reworks
from codedesk.ui.context import Context
from codedesk.ui.dialogs.reworks import REWORKS, rework_choices
from codedesk.ui.pages.capacity.entries import EntryPanel


class ReworkPanel(EntryPanel[ReworkEntryRow]):
    """What came back in the period: `refresh` reads it, `add` asks for one more."""

    def __init__(self, context: Context) -> None:
        """Make the card."""
        super().__init__(context, REWORKS, reworks, rework_choices, "day")
        self.opens_typed()
