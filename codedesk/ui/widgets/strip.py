"""The message strip: one sentence, what can be done about it, and a way to close it. And the line where it stands."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from codedesk.ui import handing_on, theme
from codedesk.ui.actions import Action
from codedesk.ui.widgets.buttons import ButtonPicture, button, copy_button

SHOWN_MS = 6000
_LINE_HEIGHT = 36
_TONES: dict[str, theme.Tone] = {
    "busy": "second",
    "info": "second",
    "done": "improvement",
    "caution": "caution",
    "error": "error",
}


class MessageStrip(QFrame):
    """Shows one message at a time. Good news goes away by itself; what went wrong stays until it is closed.

    lines is how many lines the sentence may take, None for as many as it needs. Signal: closed() when it went by itself
    or was closed, not when it is hidden; lock_wanted(files) when saved PDFs are to have a password.
    """

    closed = Signal()
    lock_wanted = Signal(tuple)

    def __init__(self, lines: int | None = None) -> None:
        """Start hidden."""
        super().__init__()
        self.setProperty("kind", "strip")
        self.setAccessibleName("Message")
        self._retry: Callable[[], object] | None = None
        self._icon = ButtonPicture("info")
        self._words = theme.label("", wrap=True) if lines is None else theme.few_lines(lines)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._again = button("Retry", self._run_retry, kind="quiet")
        self._copy = copy_button(self._copy_words, kind="quiet")
        self._files: tuple[Path, ...] = ()
        self.open = button("Open", self._open_file, kind="quiet")
        self.folder = button("Show in folder", self._show_folder, kind="quiet")
        self.mail = button("Send by mail …", self._send_mail, kind="quiet")
        self.lock = button("Add a password …", self._lock, kind="quiet")
        self._close = button("", self._shut, kind="quiet")
        self._close.show_icon("close", "text-2", 14)
        self._close.setAccessibleName("Close the message")
        row = theme.row(self, 8, margins=(12, 4, 4, 4) if lines is None else (12, 0, 4, 0))
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        for made in (self._again, self.open, self.folder, self.mail, self.lock, self._copy, self._close):
            row.addWidget(made)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self._shut)
        self._kind = "info"
        self._lasting = False
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown, "" while hidden."""
        return "" if self.isHidden() else self._words.text()

    def show_message(
        self,
        kind: str,
        text: str,
        retry: Callable[[], object] | None = None,
        retry_words: str = "Retry",
        files: tuple[Path, ...] = (),
    ) -> None:
        """Show a sentence; kind is busy, info, done, caution or error. retry is what can be done about it.

        files were saved: they can be opened, shown in their folder, mailed, and given a password where all are PDFs,
        until the message is closed.
        """
        self._kind, self._retry, self._files = kind, retry, files
        self.open.setVisible(len(files) == 1)
        self.folder.setVisible(bool(files))
        self.mail.setVisible(bool(files) and all(path.is_file() for path in files))
        self.lock.setVisible(bool(files) and all(path.suffix.lower() == ".pdf" for path in files))
        self._again.setText(retry_words)
        self._again.setAccessibleName(retry_words)
        self._words.setText(text)
        self._again.setVisible(retry is not None)
        self._copy.setVisible(kind == "error")
        self._draw()
        self.show()
        self._announce(text)
        self._timer.stop()
        if kind in ("info", "done") and not files:
            self._timer.start()

    def offers(self) -> tuple[Action, ...]:
        """Return what the message offers, for the palette."""
        made = {"retry": self._again, "open": self.open, "folder": self.folder, "mail": self.mail, "lock": self.lock}
        of = f": {self._files[0].name}" if len(self._files) == 1 else ""
        offered = [] if self.isHidden() else [(name, each) for name, each in made.items() if not each.isHidden()]
        return tuple(
            Action(f"message.{name}", each.text() if name == "retry" else f"{each.text().removesuffix(' …')}{of}", "",
                   each.click)
            for name, each in offered
        )  # fmt: skip

    def make_lasting(self) -> None:
        """Take away the button that closes the message; what can be done about it leaves it there, too."""
        self._lasting = True
        self._close.hide()

    def _shut(self) -> None:
        self.hide()
        self.closed.emit()

    def _announce(self, text: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _draw(self) -> None:
        tone = _TONES[self._kind]
        theme.restyle(self, tone=tone)
        icon = {"busy": "history", "info": "info", "done": "done", "caution": "caution", "error": "error"}[self._kind]
        token = "text-2" if tone == "second" else tone
        self._icon.show_icon(icon, token)

    def _run_retry(self) -> None:
        if not self._lasting:
            self._shut()
        if self._retry is not None:
            self._retry()

    def _open_file(self) -> None:
        self._say(handing_on.open_file(self._files[0]))

    def _show_folder(self) -> None:
        self._say(handing_on.show_in_folder(self._files[0]))

    def _send_mail(self) -> None:
        self._say(handing_on.mail(self._files))

    def _lock(self) -> None:
        self.lock_wanted.emit(self._files)

    def _say(self, words: str) -> None:
        """Say what came of handing the files on, in place of the sentence."""
        if words:
            self._words.setText(words)
            self._announce(words)

    def _copy_words(self) -> None:
        QGuiApplication.clipboard().setText(self._words.text())


class MessageLine(QWidget):
    """The room below the page that is kept for messages, whether there is one or not: nothing moves when one comes.

    One strip lies over the other, the last given on top.
    """

    def __init__(self, *strips: MessageStrip) -> None:
        """Take the strips in."""
        super().__init__()
        self._strips = strips
        self.setFixedHeight(_LINE_HEIGHT + theme.FOOT_GAP)
        for strip in strips:
            strip.setParent(self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for strip in self._strips:
            strip.setGeometry(theme.PAGE_MARGIN, 0, max(0, self.width() - 2 * theme.PAGE_MARGIN), _LINE_HEIGHT)
