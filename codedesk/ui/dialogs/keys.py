"""The keys beside the help: what the window and a page can do, with the shortcut of each, made from the actions."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from codedesk.ui import theme
from codedesk.ui.actions import GRID_KEYS, SHARED_KEYS, Action
from codedesk.ui.widgets.buttons import shortcut_words

PALETTE_KEY = "Ctrl+K"


def groups_of(actions: Iterable[Action], pages: Mapping[str, Iterable[Action]]) -> dict[str, list[tuple[str, str]]]:
    """Return the keys under their headings, as (keys, what they do): each page's, then widgets', then the window's.

    An action without a key of its own is reached through the palette.
    """
    groups = {word: _lines(declared) for word, declared in pages.items()}
    for hint in GRID_KEYS:
        groups.setdefault(hint.where, []).append((hint.keys, hint.text))
    groups["Everywhere"] = [*groups.pop("Everywhere", []), *_lines(actions)]
    groups["The same on every page"] = [(shortcut_words(keys), text) for keys, text in SHARED_KEYS.items()]
    return {heading: lines for heading, lines in groups.items() if lines}


def _lines(actions: Iterable[Action]) -> list[tuple[str, str]]:
    return [
        (shortcut_words(action.shortcut) if action.shortcut else f"{shortcut_words(PALETTE_KEY)} …", action.text)
        for action in actions
    ]


class KeysColumn(QScrollArea):
    """The keys, one group below the other."""

    def __init__(self) -> None:
        """Begin without any."""
        super().__init__(widgetResizable=True)
        self.setAccessibleName("Keys")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_groups(self, groups: Mapping[str, list[tuple[str, str]]]) -> None:
        """Show other keys, from the top."""
        body = QWidget()
        body.setObjectName("scroll_body")
        column = theme.column(body, 16, margins=(0, 0, 12, 0))
        for heading, lines in groups.items():
            column.addLayout(_group(heading, lines))
        column.addStretch(1)
        self.setWidget(body)


def _group(heading: str, lines: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, 136)
    grid.setColumnStretch(1, 1)
    grid.addWidget(theme.label(heading, "section"), 0, 0, 1, 2)
    for row, (keys, text) in enumerate(lines, 1):
        named = theme.label(keys, "body", "second", wrap=True)
        named.setFont(theme.font("body", strong=True))
        grid.addWidget(named, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(theme.label(text, "body", wrap=True), row, 1)
    return grid
