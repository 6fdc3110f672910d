"""Texts of a review that look like they name a patient: not stored before the manager says so, and never lost.

What is typed is held by review, so that it stands in its field again when one comes back. Nothing is stored here.
"""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout

from codedesk.periods import Period
from codedesk.services.reviews.identifiers import warning_in
from codedesk.ui import theme
from codedesk.ui.widgets.buttons import ButtonPicture, button

Key = tuple[int, Period]
Values = Mapping[str, Any]


class Held:
    """What was typed and not stored, by review and place in it; and what the manager wants kept as it is."""

    def __init__(self) -> None:
        """Start with nothing held."""
        self._held: dict[Key, dict[str, Values]] = {}
        self._allowed: set[str] = set()

    def asks(self, key: Key, place: str, typed: Values, stored: Values) -> str:
        """Say what a changed text seems to hold, and hold it; "" where it may be stored."""
        changed = [words for name, words in typed.items() if isinstance(words, str) and words != stored.get(name)]
        found = warning_in([words for words in changed if words not in self._allowed])
        if found:
            self._held.setdefault(key, {})[place] = dict(typed)
        else:
            self._release(key, place)
        return found

    def of(self, key: Key | None) -> Mapping[str, Values]:
        """Return what is held of a review, by place."""
        return self._held.get(key, {}) if key is not None else {}

    def allow(self, key: Key) -> Mapping[str, Values]:
        """Let what is held of a review be stored as it is; return it by place."""
        held = self._held.pop(key, {})
        for values in held.values():
            self._allowed.update(words for words in values.values() if isinstance(words, str))
        return held

    def reviews(self) -> tuple[Key, ...]:
        """Return the reviews of which something is held."""
        return tuple(self._held)

    def __bool__(self) -> bool:
        """Tell whether anything is held of any review."""
        return bool(self._held)

    def _release(self, key: Key, place: str) -> None:
        self._held.get(key, {}).pop(place, None)
        if not self._held.get(key, {None: None}):
            del self._held[key]


class HeldBar(QFrame):
    """Says what is not stored yet, and offers both ways on. Hidden while nothing is held."""

    def __init__(self, keep: Callable[[], None], go_back: Callable[[], None]) -> None:
        """Start hidden."""
        super().__init__()
        self.setProperty("kind", "strip")
        self.setAccessibleName("Not saved yet")
        self.words = theme.label("", "body", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(ButtonPicture("caution", "caution"))
        head.addWidget(self.words, 1)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addStretch(1)
        below.addWidget(button("Keep it as it is", keep, kind="quiet"))
        below.addWidget(button("Go to the text", go_back))
        column = theme.column(self, 4, margins=(12, 8, 8, 8))
        column.addLayout(head)
        column.addLayout(below)
        self.hide()

    def show_held(self, found: str, where: str) -> None:
        """Say what a place seems to hold; nothing where nothing is held."""
        self.words.setText(f"Not saved yet: {where}. {found}." if found else "")
        self.setVisible(bool(found))
