"""What is asked before the window or a date is left while something of it is in no file yet."""

from PySide6.QtWidgets import QWidget

from codedesk.formats import plural
from codedesk.ui import ask
from codedesk.ui.context import Context
from codedesk.ui.dialogs.asking import WayOut

CLOSING = "What is named above is lost"
TURNING = "They stay in this window, red on their date, until they are saved"


def may_go(context: Context, parent: QWidget, leaving: str) -> bool:
    """Ask, where something is not saved, whether to leave it; `leaving` says what becomes of it. False to stay."""
    context.answer_writes()
    while context.unsaved:
        count = plural(len(context.unsaved), "change")
        again = WayOut("again", "save", "Save again", "Make room first, or mend what is wrong with the disk")
        leave = WayOut("leave", "close", "Leave them", leaving)
        words = f"{context.unsaved.sentence} The last try failed."
        chosen = ask.asker().way(parent, f"{count} not saved", words, (again, leave), "Stay")
        if chosen != "again":
            return chosen == "leave"
        context.unsaved.save_again()
        context.answer_writes()
    return True
