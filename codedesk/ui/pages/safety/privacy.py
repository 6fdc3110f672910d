"""Who sees what: encryption, the cover, reports of faults, and what is kept how long."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from codedesk import formats, paths
from codedesk.ui import crashes, theme
from codedesk.ui.context import Context
from codedesk.ui.cover import KEY, Cover
from codedesk.ui.pages.safety.erasing_card import ErasingCard
from codedesk.ui.pages.safety.passphrase_card import PassphraseCard
from codedesk.ui.pages.safety.views import SafetyView
from codedesk.ui.safety_answer import SafetyFacts
from codedesk.ui.widgets.buttons import button, shortcut_words
from codedesk.ui.widgets.editors import ChoiceBox

_MINUTES = (
    (0, "never by itself"),
    *((count, f"after {formats.plural(count, 'minute')}") for count in (1, 2, 5, 10, 15, 30)),
)
_COVER = (
    "Hides every window of CodeDesk when no key and no mouse was used for that time{heard}, and when you press the "
    "key. It hides and does not encrypt; any key or click lifts it, with the passphrase where there is one, and what "
    "you were typing is as it was. Dialogs of the system itself (choosing a file, printing) are not CodeDesk’s."
    "{unheard}"
)
_HEARD = ", when the session is locked or the computer goes to sleep"
_UNHEARD = (
    " This system does not tell CodeDesk that the screen is locked: it hides its windows itself meanwhile, and the "
    "time goes on, also through a sleep."
)
_CRASHES = (
    "You see a report before anything is kept: versions and functions, no name, no folder, nothing that was typed. If "
    "you say so it is kept as a file that you alone may read; nothing is sent. The log names no more than the report."
)

_KEPT = (
    ("What you type", "Until you erase a coder who left. What is voided leaves every figure and stays in the history."),
    ("History", "As long as the department: it shows who changed what, and lets steps be put back."),
    ("Backups", "The newest of 12 days, 10 weeks and 9 months; before an upgrade 90 days; those asked for until you "
                "delete them. What is set aside at a restore lies beside the department until you delete it."),
    ("Given packets", "As long as the department: what was given out must be there to be read again."),
    ("Outside", "Exports, printed pages and copies on other disks are in nobody’s hands but yours."),
)  # fmt: skip


class PrivacyView(SafetyView):
    """Cards, one below the other. `cards` is where further ones are put."""

    name, word = "privacy", "Who sees what"

    def __init__(self, context: Context, changed: Callable[[], None]) -> None:
        """Lay the cards out; changed is called when files were made or deleted from here."""
        super().__init__(context)
        body = QWidget()
        body.setObjectName("scroll_body")
        self.cards = theme.column(body, 12)
        self.cover = CoverCard(context)
        self.reports = ReportsCard(context)
        self.passphrase = PassphraseCard(context)
        self.erasing = ErasingCard(context, changed)
        for card in (self.passphrase, self.cover, self.erasing, _retention(), self.reports):
            self.cards.addWidget(card)
        self.cards.addStretch(1)
        self._area = theme.scrolled(body, tab_stop=True)
        theme.column(self, 8).addWidget(self._area, 1)

    def show_erasing(self) -> None:
        """Go to the card by which a coder is erased."""
        self._area.ensureWidgetVisible(self.erasing)
        self.erasing.who.setFocus()

    @override
    def show_facts(self, facts: SafetyFacts) -> None:
        self.passphrase.show_state()
        self.cover.show_choice()
        self.reports.show_count()
        self.erasing.refresh()

    @override
    def focus(self) -> None:
        self.cover.minutes.setFocus()


def cover_words(platform: str) -> str:
    """Say what covers the windows: only where the session's lock is heard, that too."""
    heard = platform.startswith("linux")
    return _COVER.format(heard=_HEARD if heard else "", unheard="" if heard else _UNHEARD)


class CoverCard(QFrame):
    """After how many minutes everything is hidden, and hiding it now."""

    def __init__(self, context: Context) -> None:
        """Lay the choice out."""
        super().__init__()
        self._context = context
        self.minutes = ChoiceBox()
        self.minutes.setAccessibleName("Cover the window")
        self.minutes.addItems([words for _, words in _MINUTES])
        self.minutes.setFixedWidth(180)
        self.minutes.currentIndexChanged.connect(self._chosen)
        now = button("Cover it now", self._cover, icon="lock")
        now.setToolTip(f"Cover the window now ({shortcut_words(KEY)})")
        _lay_out(self, "Cover", cover_words(sys.platform), theme.label("Cover the window"), self.minutes, now)

    def show_choice(self) -> None:
        """Show what is chosen on this computer; a number that is not offered is shown as the next one that is."""
        chosen = self._context.settings.cover_minutes
        with QSignalBlocker(self.minutes):
            place = next((at for at, (count, _) in enumerate(_MINUTES) if count >= chosen), len(_MINUTES) - 1)
            self.minutes.setCurrentIndex(place)

    def _chosen(self, place: int) -> None:
        self._context.settings.cover_minutes = _MINUTES[place][0]
        self._context.settings.save()

    def _cover(self) -> None:
        cover = self.window().findChild(Cover)
        if cover is not None:
            cover.cover()


class ReportsCard(QFrame):
    """The reports of errors that were kept, and throwing them away."""

    def __init__(self, context: Context) -> None:
        """Lay the card out."""
        super().__init__()
        self._context = context
        self.count = theme.label("", "body")
        self.remove = button("Throw them away", self._throw_away)
        self.folder = button("Open their folder", self._open)
        _lay_out(self, "When something goes wrong inside CodeDesk", _CRASHES, self.count, self.folder, self.remove)

    def show_count(self) -> None:
        """Say how many there are."""
        found = len(crashes.kept(paths.log_folder()))
        self.count.setText(f"{formats.plural(found, 'report is', 'reports are')} kept." if found else "None is kept.")
        self.remove.setVisible(bool(found))
        self.folder.setVisible(bool(found))

    def _throw_away(self) -> None:
        for place in crashes.kept(paths.log_folder()):
            place.unlink(missing_ok=True)
        self.show_count()
        self._context.say("done", "The reports are gone.")

    def _open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.log_folder()))):
            self._context.say("caution", f"No program for folders answered. They lie in {paths.log_folder()}")


def _lay_out(card: QFrame, title: str, line: str, *widgets: QWidget) -> None:
    column = theme.card(card, 8)
    column.addWidget(theme.label(title, "section"))
    column.addWidget(theme.label(line, "body", "second", wrap=True))
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    column.addLayout(row)


def _retention() -> QFrame:
    card = QFrame()
    column = theme.card(card, 8)
    column.addWidget(theme.label("What is kept, and how long", "section"))
    for name, words in _KEPT:
        column.addWidget(theme.label(f"{name}: {words}", "body", wrap=True))
    return card
