"""The step "Formats": how dates, numbers, hours and per cents are read, each on three values of the sheet."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget
from typing_extensions import override

from codedesk.exchange.foreign.guesses import FormatFound
from codedesk.ui import theme
from codedesk.ui.pages.files.steps import BringStep
from codedesk.ui.widgets.editors import ChoiceBox

NOTHING = "There are no dates and numbers that could be read in two ways: nothing to decide."
_ABOUT = "Three values of your sheet, and how each would be read. Choose another way where they are wrong."


class FormatsStep(BringStep):
    """Signal: format_chosen(key of what is read, key of the choice)."""

    title = "Formats"
    format_chosen = Signal(str, str)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.boxes: dict[str, ChoiceBox] = {}
        self.about = theme.label("", "body", "second", wrap=True)
        self._inside = QWidget()
        self._inside.setObjectName("card_body")
        self._column = theme.column(self._inside, 12)
        self._cards: list[QFrame] = []
        self._column.addStretch(1)
        column = theme.column(self, 8)
        column.addWidget(self.about)
        column.addWidget(theme.scrolled(self._inside), 1)

    @property
    @override
    def first(self) -> QWidget | None:
        return next(iter(self.boxes.values()), None)

    def show_formats(self, formats: Sequence[FormatFound]) -> None:
        """Show a card for each kind of value; the keyboard stays in the same box."""
        held = next((key for key, box in self.boxes.items() if box.hasFocus()), "")
        self.about.setText(_ABOUT if formats else NOTHING)
        for card in self._cards:
            self._column.removeWidget(card)
            card.deleteLater()
        self.boxes = {}
        self._cards = [self._card(each) for each in formats]
        for place, card in enumerate(self._cards):
            self._column.insertWidget(place, card)
        if held in self.boxes:
            self.boxes[held].setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, format_: FormatFound) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(theme.CARD_MARGIN, 8, theme.CARD_MARGIN, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(2, 1)
        name = theme.label(format_.about, "body", wrap=True)
        name.setFixedWidth(180)
        grid.addWidget(name, 0, 0, Qt.AlignmentFlag.AlignTop)
        box = ChoiceBox()
        box.setFixedWidth(232)
        box.setAccessibleName(format_.about)
        box.addItems([words for _, words in format_.choices])
        keys = [key for key, _ in format_.choices]
        box.setCurrentIndex(keys.index(format_.chosen) if format_.chosen in keys else -1)
        box.setPlaceholderText("Choose …")
        box.setEnabled(len(keys) > 1)
        box.activated.connect(partial(self._chosen, format_.key, keys))
        self.boxes[format_.key] = box
        grid.addWidget(box, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(theme.label(_readings(format_), "body", wrap=True), 0, 2, 2, 1, Qt.AlignmentFlag.AlignTop)
        if format_.why:
            tone: theme.Tone = "caution" if format_.is_open else "second"
            grid.addWidget(theme.label(format_.why, "caption", tone, wrap=True), 1, 0, 1, 2)
        return card

    def _chosen(self, key: str, keys: Sequence[str], place: int) -> None:
        self.format_chosen.emit(key, keys[place])


def _readings(format_: FormatFound) -> str:
    """Say how real values are read; where nothing is chosen yet, one of them in each way."""
    if format_.chosen in format_.readings:
        return "\n".join(f"“{text}” is {read}" for text, read in format_.readings[format_.chosen])
    found = ((words, format_.readings.get(key, ())[:1]) for key, words in format_.choices)
    return "\n".join(f"{words}: “{text}” is {read}" for words, pairs in found for text, read in pairs)
