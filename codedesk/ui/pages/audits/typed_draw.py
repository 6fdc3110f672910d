"""The draw view as it is kept while it is typed: its forms, and the list that is pasted."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

_LIST = "list to draw from"


class TypedDraw(QObject):
    """What is typed in the draw view. Signal: changed() with every letter."""

    changed = Signal()

    def __init__(self, view: Any) -> None:
        """Belong to the view, whose forms are made."""
        super().__init__(view)
        self._view, self._list = view, ""
        self._forms = (view.aim, view.form, view.seed)
        for form in self._forms:
            form.changed.connect(self.changed)
        view.frame.textChanged.connect(self.changed)

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields and in the list."""
        texts = {name: text for form in self._forms for name, text in form.texts.items()}
        return {**texts, _LIST: self._view.frame.toPlainText()}

    @property
    def unsaved(self) -> bool:
        """Tell whether anything was typed since `begin`."""
        return any(form.unsaved for form in self._forms) or self._view.frame.toPlainText() != self._list

    def begin(self) -> None:
        """Take what stands there as where typing begins."""
        for form in self._forms:
            form.begin()
        self._list = self._view.frame.toPlainText()

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Show what was typed."""
        self._view.frame.setPlainText(texts.get(_LIST, ""))
        for form in self._forms:
            form.show_texts(texts)

    def revert(self) -> None:
        """Show again where typing began."""
        self._view.frame.setPlainText(self._list)
        for form in self._forms:
            form.revert()
