"""Who sees what: encryption, the cover, reports of faults, and what is kept how long."""

from PySide6.QtWidgets import QFrame, QWidget

from codedesk.ui import theme
from codedesk.ui.context import Context
from codedesk.ui.pages.safety.views import SafetyView

_KEPT = (
    ("What you type", "Until you erase it. What is voided leaves every figure and stays in the history."),
    ("History", "As long as the department: it shows who changed what, and lets steps be put back."),
    ("Backups", "The newest of 12 days, 10 weeks and 9 months; before an upgrade 90 days; those asked for until you "
                "delete them. What is set aside at a restore lies beside the department until you delete it."),
    ("Given packets", "As long as the department: what was given out must be there to be read again."),
    ("Outside", "Exports, printed pages and copies on other disks are in nobody’s hands but yours."),
)  # fmt: skip


class PrivacyView(SafetyView):
    """Cards, one below the other. `cards` is where further ones are put."""

    name, word = "privacy", "Who sees what"

    def __init__(self, context: Context) -> None:
        """Lay the cards out."""
        super().__init__(context)
        body = QWidget()
        body.setObjectName("scroll_body")
        self.cards = theme.column(body, 12)
        self.cards.addWidget(_retention())
        self.cards.addStretch(1)
        theme.column(self, 8).addWidget(theme.scrolled(body, tab_stop=True), 1)


def _retention() -> QFrame:
    card = QFrame()
    column = theme.card(card, 8)
    column.addWidget(theme.label("What is kept, and how long", "section"))
    for name, words in _KEPT:
        column.addWidget(theme.label(f"{name}: {words}", "body", wrap=True))
    return card
