"""What the message line says: one sentence of the page that is shown, and below it one of the whole window.

A sentence belongs to the page that caused it: it is not seen on another, and what came while another page was shown is
there when its own is shown. What concerns the department (not saved, a damaged file) is the window's, seen everywhere.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

Cause = tuple[int, Hashable, str | None]
"""What failed: who asked, for what, and as which step (None: whichever)."""
WINDOW = ""
PAGE = "page"
"""The property in which a page keeps its name, for what is inside it."""


@dataclass(frozen=True, slots=True, eq=False)
class Message:
    """One sentence; kind is busy, info, done, caution or error. retry is what can be done about it.

    files: what was saved, to be opened, shown in its folder or mailed from the line.
    """

    kind: str
    text: str
    retry: Callable[[], object] | None = None
    retry_words: str = "Retry"
    cause: Cause | None = None
    files: tuple[Path, ...] = ()


class Messages(QObject):
    """Keeps a sentence for each page and one for the window. Signal: changed() when another is to be shown, or none."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        """Begin with nothing to say, on no page."""
        super().__init__(parent)
        self.page = WINDOW
        self._said: dict[str, Message] = {}

    @property
    def shown(self) -> Message | None:
        """What is to be read now: the page's own before the window's."""
        return self._said.get(self.page) or self._said.get(WINDOW)

    def say(self, message: Message, page: str) -> None:
        """Say a sentence on a page, or (WINDOW) everywhere; the newest takes the place of the one before it."""
        if page == WINDOW:
            self._said.pop(self.page, None)
        self._said[page] = message
        self.changed.emit()

    def show_page(self, page: str) -> None:
        """Go to a page: what was read on the one that is left is over, but for work that still goes on."""
        if page == self.page:
            return
        left = self._said.get(self.page)
        if left is not None and self.page != WINDOW and left.kind != "busy":
            del self._said[self.page]
        self.page = page
        self.changed.emit()

    def close(self) -> None:
        """End the sentence that is shown; the window's comes to light again."""
        self._end([self.page if self.page in self._said else WINDOW])

    def settle(self, cause: Cause) -> None:
        """End what was said of a failure, now that the same went well."""
        self._end([page for page, said in self._said.items() if _is_of(said.cause, cause)])

    def take_back(self, text: str) -> None:
        """End a sentence that is not true any more."""
        self._end([page for page, said in self._said.items() if said.text == text])

    def settle_window(self) -> None:
        """End what is said everywhere."""
        self._end([WINDOW])

    def _end(self, pages: list[str]) -> None:
        ended = [self._said.pop(page, None) for page in pages]
        if any(ended):
            self.changed.emit()


def page_of(owner: QObject | None) -> str | None:
    """Return the name of the page that a widget stands on, None where it stands on none."""
    while owner is not None:
        name = owner.property(PAGE)
        if isinstance(name, str):
            return name
        owner = owner.parent()
    return None


def _is_of(told: Cause | None, cause: Cause) -> bool:
    return told is not None and told[:2] == cause[:2] and told[2] in (None, cause[2])
