"""What the views of the Safety page have in common: a name, words, facts to show and things to do."""

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from codedesk.ui.actions import Action
from codedesk.ui.context import Context
from codedesk.ui.safety_answer import SafetyFacts


class SafetyView(QWidget):
    """One way to look at the safety of the department. Override `show_facts`, and where wanted `tools`."""

    name: ClassVar[str]
    word: ClassVar[str]

    def __init__(self, context: Context) -> None:
        """Keep the context."""
        super().__init__()
        self.context = context

    def show_facts(self, facts: SafetyFacts) -> None:
        """Show what was found."""

    def tools(self) -> tuple[Action, ...]:
        """Return what can be done in this view; each has a button above it."""
        return ()

    def focus(self) -> None:
        """Take the keyboard where there is something to be gone through by keys."""
