"""Buttons made of actions and of words, and pictures that follow light and dark. Nothing else."""

from collections.abc import Callable
from functools import cache, partial
from typing import Literal

import shiboken6
from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from codedesk.ui import theme
from codedesk.ui.actions import Action

ButtonKind = Literal["", "primary", "quiet", "bar", "search", "link", "choice", "line", "rail", "segment", "fold"]
COPIED, _COPY = "Copied", "Copy"
_SAID_FOR_MS = 2000
_WAY_BESIDE = 72  # the icon and the room beside it


class _Keyboard(QObject):
    """Knows where the keyboard was before it came to a button."""

    def __init__(self) -> None:
        super().__init__()
        self._before: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._went)

    def back(self, button: QWidget) -> None:
        """Put the keyboard back where it was in the window of a button, if that is still there."""
        place = self._before
        if place is not None and shiboken6.isValid(place) and place.window() is button.window() and place.isVisible():
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _went(self, old: QWidget | None, _new: QWidget | None) -> None:
        if old is not None and not isinstance(old, QAbstractButton):
            self._before = old


@cache
def _keyboard() -> _Keyboard:
    return _Keyboard()


class Button(QPushButton):
    """A button that Enter presses as Space does, and whose icon is drawn anew when light becomes dark.

    Where it is closed or goes away under the keyboard, the keyboard goes back to where it was, not on to what is next.
    """

    _icon: tuple[str, str, int] | None = None
    _one_step = False

    def take_one_step(self) -> None:
        """Take one step for a press: then it names the next one, which no second Enter or press is to take."""
        self._one_step = True
        self.clicked.connect(lambda _checked=False: _keyboard().back(self) if self.hasFocus() else None)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._one_step:
            super().mouseDoubleClickEvent(event)

    @override
    def setEnabled(self, arg__1: bool) -> None:
        if not arg__1 and self.hasFocus():
            _keyboard().back(self)
        super().setEnabled(arg__1)

    @override
    def setVisible(self, visible: bool) -> None:
        if not visible and self.hasFocus():
            _keyboard().back(self)
        super().setVisible(visible)

    @override
    def setText(self, text: str) -> None:
        """Show other words, and read them aloud where the words before were read aloud."""
        if self.accessibleName() == self.text().replace("&&", "&"):
            self.setAccessibleName(text.replace("&&", "&"))
        super().setText(text)

    def show_icon(self, name: str, token: str = "text-2", size: int = 18) -> None:
        """Show a line icon in the colour of a token."""
        self._icon = (name, token, size)
        self.setIcon(theme.theme().icon(name, token, size))

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        inside = self.layout()
        if inside is not None:
            return QSize(hint.width(), max(hint.height(), inside.sizeHint().height()))
        if self.property("kind") != "segment":
            return hint
        chosen = QFontMetrics(theme.font("body", strong=True)).horizontalAdvance(self.text())
        return hint + QSize(max(0, chosen - self.fontMetrics().horizontalAdvance(self.text())), 0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._icon is not None:
            self.setIcon(theme.theme().icon(*self._icon))


class ButtonPicture(QLabel):
    """A line icon that stands by itself; drawn anew when light becomes dark."""

    def __init__(self, name: str, token: str = "text-2", size: int = 18) -> None:
        """Show an icon of resources/icons in the colour of a token."""
        super().__init__()
        self._shown = (name, token, size)
        self.setFixedSize(size, size)
        self._draw()

    def show_icon(self, name: str, token: str) -> None:
        """Show another icon of the same size."""
        if self._shown[:2] != (name, token):
            self._shown = (name, token, self._shown[2])
            self._draw()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        name, token, size = self._shown
        self.setPixmap(theme.theme().icon(name, token, size).pixmap(size, size))


def button(text: str, run: Callable[[], None] | None = None, *, kind: ButtonKind = "", icon: str = "") -> Button:
    """Make a button that says what it does; it is reached by Tab and pressed by Space or Enter."""
    _keyboard()
    made = Button(text.replace("&", "&&"))
    made.setProperty("kind", kind)
    made.setFont(theme.font("body", strong=kind == "primary"))
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon:
        made.show_icon(icon, "on-accent" if kind == "primary" else "text-2")
    if run is not None:
        made.clicked.connect(lambda _checked=False: run())
    return made


def copy_button(copy: Callable[[], None], *, kind: ButtonKind = "") -> Button:
    """Make a button that copies, and says for two seconds that it did: what was copied is not seen anywhere."""
    made = button(COPIED, copy, kind=kind)
    made.setMinimumWidth(made.sizeHint().width())
    made.setText(_COPY)

    def say() -> None:
        made.setText(COPIED)
        QTimer.singleShot(_SAID_FOR_MS, made, partial(made.setText, _COPY))

    made.clicked.connect(say)
    return made


def action_button(action: Action) -> Button:
    """Make the button of an action, with its shortcut in the tooltip."""
    made = button(action.text, action.run, kind="primary" if action.primary else "", icon=action.icon)
    made.setObjectName(action.name)
    made.setToolTip(f"{action.text} ({shortcut_words(action.shortcut)})" if action.shortcut else "")
    made.setEnabled(action.enabled())
    return made


def way_button(icon: str, title: str, line: str, width: int = 0) -> Button:
    """Make a large button of a way to go: what it does, and a line about it, wrapped where a width is given."""
    made = button("", kind="choice")
    made.setAccessibleName(title)
    made.setAccessibleDescription(line)
    row = theme.row(made, 16, margins=(16, 12, 16, 12))
    words = QVBoxLayout()
    words.setSpacing(0)
    about = theme.label(line, "body", "second", wrap=bool(width))
    words.addWidget(theme.label(title, "section"))
    words.addWidget(about)
    row.addWidget(ButtonPicture(icon, "accent", 24))
    row.addLayout(words, 1)
    for child in made.findChildren(QLabel):
        child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    if width:
        about.setFixedHeight(about.heightForWidth(width - _WAY_BESIDE))
    return made


def shortcut_words(shortcut: str) -> str:
    """Write a shortcut as this platform does: Ctrl+K, or ⌘K."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")
