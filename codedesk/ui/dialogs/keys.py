"""The keys (F1): every shortcut of the window and of the page, made from the list of actions."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from codedesk.ui import theme
from codedesk.ui.actions import GRID_KEYS, Action
from codedesk.ui.widgets.buttons import button, shortcut_words


def groups_of(actions: Iterable[Action], page_word: str) -> dict[str, list[tuple[str, str]]]:
    """Return the keys under their headings, as (keys, what they do)."""
    groups: dict[str, list[tuple[str, str]]] = {"Everywhere": [], page_word: []}
    for action in actions:
        if action.shortcut:
            heading = page_word if action.page else "Everywhere"
            groups[heading].append((shortcut_words(action.shortcut), action.text))
    for hint in GRID_KEYS:
        groups.setdefault(hint.where, []).append((hint.keys, hint.text))
    return {heading: lines for heading, lines in groups.items() if lines}


class KeysSheet(QDialog):
    """The sheet. Esc or F1 closes it."""

    def __init__(self, actions: Sequence[Action], page_word: str, parent: QWidget) -> None:
        """Lay the keys out in two columns of groups."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keys")
        self.setObjectName("keys")
        groups = groups_of(actions, page_word)
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
        for heading, lines in groups.items():
            (left if heading in ("Everywhere", page_word) else right).addLayout(_group(heading, lines))
        for place, column in enumerate((left, right)):
            column.setSpacing(16)
            column.addStretch(1)
            columns.addLayout(column, 0, place)
        scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.setSpacing(16)
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
