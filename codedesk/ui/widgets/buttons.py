"""Buttons made of actions and of words. Nothing else."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton

from codedesk.ui import theme
from codedesk.ui.actions import Action

ButtonKind = Literal["", "primary", "quiet", "bar", "search", "choice", "rail", "segment"]


def button(text: str, run: Callable[[], None] | None = None, *, kind: ButtonKind = "", icon: str = "") -> QPushButton:
    """Make a button that says what it does; it is reached by Tab and pressed by Space or Enter."""
    made = QPushButton(text.replace("&", "&&"))
    made.setProperty("kind", kind)
    made.setFont(theme.font("body", strong=kind == "primary"))
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon:
        made.setIcon(theme.theme().icon(icon, "on-accent" if kind == "primary" else "text-2"))
    if run is not None:
        made.clicked.connect(lambda _checked=False: run())
    return made


def action_button(action: Action) -> QPushButton:
    """Make the button of an action, with its shortcut in the tooltip."""
    made = button(action.text, action.run, kind="primary" if action.primary else "", icon=action.icon)
    made.setObjectName(action.name)
    made.setToolTip(f"{action.text} ({shortcut_words(action.shortcut)})" if action.shortcut else "")
    made.setEnabled(action.enabled())
    return made


def shortcut_words(shortcut: str) -> str:
    """Write a shortcut as this platform does: Ctrl+K, or ⌘K."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
