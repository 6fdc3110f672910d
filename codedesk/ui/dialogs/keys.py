"""The keys (F1): everything that the window and every page can do, with its shortcut, made from the list of actions."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from codedesk.ui import theme
from codedesk.ui.actions import GRID_KEYS, Action
from codedesk.ui.widgets.buttons import button, shortcut_words

PALETTE_KEY = "Ctrl+K"


def groups_of(actions: Iterable[Action], pages: Mapping[str, Iterable[Action]]) -> dict[str, list[tuple[str, str]]]:
    """Return the keys under their headings, as (keys, what they do): the window's, then each page's, then widgets'.

    An action without a key of its own is reached through the palette.
    """
    groups: dict[str, list[tuple[str, str]]] = {"Everywhere": _lines(actions)}
    for word, declared in pages.items():
        groups[word] = _lines(declared)
    for hint in GRID_KEYS:
        groups.setdefault(hint.where, []).append((hint.keys, hint.text))
    return {heading: lines for heading, lines in groups.items() if lines}


def _lines(actions: Iterable[Action]) -> list[tuple[str, str]]:
    return [
        (shortcut_words(action.shortcut) if action.shortcut else f"{shortcut_words(PALETTE_KEY)} …", action.text)
        for action in actions
    ]


class KeysSheet(QDialog):
    """The sheet. Esc or F1 closes it."""

    def __init__(self, actions: Sequence[Action], pages: Mapping[str, Sequence[Action]], parent: QWidget) -> None:
        """Lay the keys out in two columns of groups; the first of the pages is the one that is shown."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keys")
        self.setObjectName("keys")
        groups = groups_of(actions, pages)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("scroll_body")
        columns = QGridLayout(body)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setHorizontalSpacing(32)
        columns.setColumnStretch(0, 1)
        columns.setColumnStretch(1, 1)
        left, right = QVBoxLayout(), QVBoxLayout()
        first = next(iter(pages), "")
        hints = {hint.where for hint in GRID_KEYS}
        for heading, lines in groups.items():
            (left if heading == first or heading in hints else right).addLayout(_group(heading, lines))
        for place, column in enumerate((left, right)):
            column.setSpacing(16)
            column.addStretch(1)
            columns.addLayout(column, 0, place)
        scroll.setWidget(body)
        outer = theme.column(self, 16, margins=(24, 16, 24, 16))
        outer.addWidget(theme.label("Keys", "title"))
        outer.addWidget(scroll, 1)
        outer.addWidget(button("Close", self.accept), 0, Qt.AlignmentFlag.AlignRight)
        self.resize(880, 600)


def _group(heading: str, lines: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, 136)
    grid.setColumnStretch(1, 1)
    grid.addWidget(theme.label(heading, "section"), 0, 0, 1, 2)
    for row, (keys, text) in enumerate(lines, 1):
        named = theme.label(keys, "body", "second")
        named.setFont(theme.font("body", strong=True))
        grid.addWidget(named, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(theme.label(text, "body", wrap=True), row, 1)
    return grid
